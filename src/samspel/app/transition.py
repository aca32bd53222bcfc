"""The climate transition of a municipality's industry, with what it may mean for people and jobs there; and the
electricity reckoning of a small firm.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import msgspec

from samspel.app.desk import Desk
from samspel.app.simulating import FEWEST_DRAWS, FEWEST_YEARS, MOST_DRAWS, MOST_YEARS, open_model, simulate
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import choose
from samspel.observations.building import Observations
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.figures import tell_origin
from samspel.reports.plain import Plain, plain_place
from samspel.reports.transition_words import tell_cautions, tell_short
from samspel.scenarios.shocks import Shock, tell_form
from samspel.scenarios.simulation import Request, Simulation
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.transition.plan import (
    Chosen,
    Transition,
    choose_steps,
    find_ground,
    parse_step,
    run_transition,
    tell_site,
)
from samspel.transition.savings import CASES, Defaults, Firm, Saving, Savings, load_defaults, reckon_savings
from samspel.transition.steps import LIMITS, Abatement, load_abatement

QUANTILE_NAMES = ("p10", "p25", "p50", "p75", "p90")
COLUMNS = (
    "place_code", "place", "site", "step", "from", "measure", "unit", "year", *QUANTILE_NAMES, "draws", "seed", "basis",
)  # fmt: skip
UNITS = {
    "emissions": "tonnes CO2e a year",
    "avoided": "tonnes CO2e a year",
    "power": "MWh a year",
    "running": "jobs against the first year",
    "building": "job-years so far",
    "retrained": "people so far",
    "weeks": "person-weeks so far",
}
SAVING_COLUMNS = ("measure", "name", "case", "saved_kwh", "saved_sek", "cost_sek", "payback_years", "npv_sek", "basis")


@dataclass(frozen=True)
class Plan:
    """What somebody asks: steps as `ID[@YEAR[:PER CENT]]`, None for all that apply, none for a course without; a site;
    years, draws and seed.
    """

    steps: tuple[str, ...] | None = None
    site: str | None = None
    years: int = 15
    draws: int = 1000
    seed: int = 1


@dataclass(frozen=True)
class Outlook:
    """A transition, the events that it may mean for the main model, and what that model says of them: None where there
    are no such events.
    """

    plan: Plan
    transition: Transition
    shocks: tuple[Shock, ...]
    request: Request
    simulation: Simulation | None

    @property
    def command(self) -> str:
        """The command that runs the main model with the events; empty where there are none."""
        if not self.shocks:
            return ""
        return self.request.command(self.transition.ground.place)


_OPENED: "WeakKeyDictionary[Observations, Abatement]" = WeakKeyDictionary()
_DEFAULTS: "WeakKeyDictionary[Observations, Defaults]" = WeakKeyDictionary()


def open_abatement(desk: Desk) -> Abatement:
    """The steps and branches of the desk's content, read once. Raises ContentError for broken content."""
    if desk.observations not in _OPENED:
        _OPENED[desk.observations] = load_abatement(desk.catalogue)
    return _OPENED[desk.observations]


def open_defaults(desk: Desk) -> Defaults:
    """The defaults of the electricity reckoning, read once. Raises ContentError for broken content."""
    if desk.observations not in _DEFAULTS:
        _DEFAULTS[desk.observations] = load_defaults(desk.catalogue)
    return _DEFAULTS[desk.observations]


def plan_transition(desk: Desk, place: Place, plan: Plan, *, with_model: bool = True) -> Outlook:
    """Run a transition and, unless told not to, the main model with its jobs. Raises BadInputError for what cannot be
    run.
    """
    if not FEWEST_YEARS <= plan.years <= MOST_YEARS:
        raise BadInputError("simulate_years", years=plan.years, fewest=FEWEST_YEARS, most=MOST_YEARS)
    if not FEWEST_DRAWS <= plan.draws <= MOST_DRAWS or plan.seed < 0:
        raise BadInputError("simulate_draws", draws=plan.draws, fewest=FEWEST_DRAWS, most=MOST_DRAWS)
    abatement = open_abatement(desk)
    ground = find_ground(desk.observations, abatement, place, plan.site)
    asked = None if plan.steps is None else [parse_step(step) for step in plan.steps]
    chosen = choose_steps(abatement, ground, asked, ground.year + plan.years)
    transition = run_transition(ground, chosen, plan.years, plan.draws, plan.seed)
    base = open_model(desk).calibration.flows.year
    last = max(transition.years[-1], base + 1)
    shocks = transition.suggest_shocks(base + 1, last)
    request = Request(shocks, (), last - base, plan.draws, plan.seed)
    simulation = simulate(desk, place, request) if shocks and with_model else None
    return Outlook(plan, transition, shocks, request, simulation)


def list_applicable(desk: Desk, place: Place, site: str | None, years: int) -> tuple[Chosen, ...]:
    """The steps that apply in a place or at a site. Raises BadInputError as `plan_transition` does."""
    abatement = open_abatement(desk)
    ground = find_ground(desk.observations, abatement, place, site)
    return choose_steps(abatement, ground, None, ground.year + years)


def table_transition(outlook: Outlook) -> PlainTable:
    """One row a step (and all together), measure and year."""
    transition, plan = outlook.transition, outlook.plan
    rows: list[tuple[Cell, ...]] = []
    place, site = transition.ground.place, transition.ground.site
    named: list[tuple[str, int | None, dict[str, Floats]]] = [("all", None, transition.bands)]
    named += [(one.step.id, one.year, bands) for one, bands in zip(transition.chosen, transition.by_step, strict=True)]
    for step, begin, bands in named:
        for measure, band in bands.items():
            rows += [
                (
                    place.code, place.name, tell_site(site) if site else None, step, begin, measure, UNITS[measure],
                    transition.years[column], *values, plan.draws, plan.seed, "assumed",
                )
                for column, values in enumerate(band.T.tolist())
            ]  # fmt: skip
    return PlainTable(f"transition-{place.code}", COLUMNS, tuple(rows))


def plain_transition(catalogue: Catalogue, lang: Lang, outlook: Outlook) -> Plain:
    """A transition as plain data, with every assumption and its source."""
    transition, plan, texts = outlook.transition, outlook.plan, catalogue.texts[lang]
    ground = transition.ground
    return {
        "place": plain_place(ground.place),
        "site": tell_site(ground.site) if ground.site else None,
        "years": list(transition.years),
        "draws": plan.draws,
        "seed": plan.seed,
        "basis": "assumed",
        "emitters": [
            {
                "site": tell_site(part.site) if part.site else None,
                "branch": part.branch.id,
                "emissions_t": part.emissions,
            }
            for part in ground.parts
        ],
        "not_told_apart": [tell_site(site) for site in ground.left_out],
        "in_short": tell_short(texts, transition),
        "cautions": tell_cautions(texts, transition),
        "units": UNITS,
        "results": {measure: _plain_band(band) for measure, band in transition.bands.items()},
        "steps": [
            {
                **_plain_step(one, lang),
                "results": {measure: _plain_band(band) for measure, band in bands.items()},
            }
            for one, bands in zip(transition.chosen, transition.by_step, strict=True)
        ],
        "events": [tell_form(shock) for shock in outlook.shocks],
        "command": outlook.command or None,
        "consequences": None
        if outlook.simulation is None
        else {
            outcome: _plain_band(outlook.simulation.main.effect.band(outcome))
            for outcome in ("people", "jobs", "unemployed", "revenue")
        },
        "origins": [tell_origin(catalogue, texts, origin) for origin in dict.fromkeys(ground.origins)],
    }


def reckon(desk: Desk, firm: Firm) -> Savings:
    """Reckon a firm's savings. Raises BadInputError for figures that cannot be used."""
    return reckon_savings(open_defaults(desk), firm)


def table_savings(lang: Lang, savings: Savings) -> PlainTable:
    """One row a measure (and all together) and case."""
    named: list[tuple[str, str | None, Saving | Savings]] = [
        (one.measure.id, choose(one.measure, lang).name, one) for one in savings.measures
    ]
    named.append(("all", None, savings))
    rows = [
        (
            name, told, case, *(_number(getattr(one, column)[at]) for column in ("kwh", "kronor", "cost", "payback")),
            _number(one.value[at]), "assumed",
        )
        for name, told, one in named
        for at, case in enumerate(CASES)
    ]  # fmt: skip
    return PlainTable("savings", SAVING_COLUMNS, tuple(rows))


def plain_savings(desk: Desk, lang: Lang, savings: Savings) -> Plain:
    """The reckoning as plain data."""
    firm, defaults = savings.firm, open_defaults(desk)
    return {
        "use_kwh": firm.use,
        "price_ore_per_kwh": firm.price,
        "hours": savings.hours,
        "rate_per_cent": savings.rate,
        "basis": "assumed",
        "cases": list(CASES),
        "share_of_use_by_area": dict(savings.shares),
        "own_areas": sorted(savings.own_areas),
        "measures": [
            {
                "id": one.measure.id,
                "name": choose(one.measure, lang).name,
                "area": one.measure.area,
                "own_cost": one.has_own_cost,
                "assumptions": msgspec.to_builtins(
                    {name: getattr(one.measure, name) for name in ("saves", "cost", "life")}
                ),
                **_plain_cases(one),
            }
            for one in savings.measures
        ],
        "all": _plain_cases(savings),
        "defaults": msgspec.to_builtins(
            {"hours": defaults.hours, "rate": defaults.rate, "idle_load": defaults.idle.load}
        ),
    }


def _plain_cases(one: Saving | Savings) -> Plain:
    names = {
        "kwh": "saved_kwh",
        "kronor": "saved_sek",
        "cost": "cost_sek",
        "payback": "payback_years",
        "value": "npv_sek",
    }
    return {told: [_number(value) for value in getattr(one, name)] for name, told in names.items()}


def _plain_step(one: Chosen, lang: Lang) -> Plain:
    return {
        "id": one.step.id,
        "name": choose(one.step, lang).name,
        "from": one.year,
        "share": one.share,
        "assumptions": msgspec.to_builtins({name: getattr(one.step, name) for name in ("start", *LIMITS)}),
    }


def _plain_band(band: Floats) -> Plain:
    return dict(zip(QUANTILE_NAMES, band.tolist(), strict=True))


def _number(value: float) -> float | None:
    return float(value) if value == value else None  # noqa: PLR0124 - not a number: nothing is saved
