"""The pages of the climate transition and of the firm's electricity reckoning: forms as typed, and answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from samspel.app.transition import Outlook, Plan
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reports.figures import tell_origin
from samspel.reports.scenario_words import IN_WORDS, tell_change, tell_shock
from samspel.reports.transition_section import picture_measure
from samspel.reports.transition_words import (
    ENERGY,
    WORK,
    head_measures,
    list_assumptions,
    list_parts,
    list_saving_assumptions,
    list_savings,
    list_steps,
    list_years,
    tell_cautions,
    tell_head,
    tell_saving_head,
    tell_saving_short,
    tell_short,
)
from samspel.scenarios.shocks import Shock
from samspel.terms.numbers import read_count, read_number, write_number
from samspel.terms.units import PER_CENT
from samspel.transition.plan import Chosen, Ground, Transition, tell_site
from samspel.transition.savings import IDLE, Defaults, Firm, Own, Savings
from samspel.web.presenters.grids import Grid, lay_out
from samspel.web.presenters.needs import Option
from samspel.web.presenters.pictures import Figure, set_into_page

CHARTS = ("emissions", "power", "running", "retrained")
COURSE = ("emissions", "avoided", "power", "running", "building", "retrained", "weeks")
LONGEST = 80
YEARS = "15"


@dataclass(frozen=True, slots=True)
class StepField:
    """A step in the form."""

    id: str
    name: str
    hint: str
    is_chosen: bool
    year: str
    share: str


@dataclass(frozen=True, slots=True)
class PlanForm:
    """The form of a transition with what was typed."""

    sites: tuple[Option, ...]
    steps: tuple[StepField, ...]
    years: str
    query: str

    @property
    def chosen(self) -> int:
        """How many steps are taken."""
        return sum(step.is_chosen for step in self.steps)


@dataclass(frozen=True, slots=True)
class TransitionPage:
    """All that the answer holds."""

    head: str
    short: tuple[str, ...]
    parts: Grid
    figures: tuple[Figure, ...]
    energy: Grid | None
    work: Grid | None
    course: Grid | None
    events: tuple[str, ...]
    consequences: tuple[str, ...]
    command: str
    model_query: str
    assumptions: Grid | None
    cautions: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureField:
    """A measure in the form; `area` is empty where no share can be stated."""

    id: str
    name: str
    what: str
    area: str
    is_chosen: bool
    cost: str
    share: str


@dataclass(frozen=True, slots=True)
class FirmForm:
    """The form of a firm with what was typed."""

    use: str
    price: str
    hours: str
    rate: str
    hours_hint: str
    rate_hint: str
    measures: tuple[MeasureField, ...]
    query: str


@dataclass(frozen=True, slots=True)
class SavingsPage:
    """The answer to a firm."""

    head: str
    short: tuple[str, ...]
    table: Grid
    assumptions: Grid
    notes: tuple[str, ...]


def read_plan(texts: Texts, query: QueryDict, draws: int, seed: int) -> Plan:
    """The plan of an address. Without `valt` all steps that apply are taken. Raises BadInputError for what is no
    number.
    """
    typed = _get(query, "langd") or YEARS
    years = read_count(typed, texts("web.transition.years"))
    steps = None
    if query.get("valt"):
        steps = tuple(_write_step(texts, query, name[:LONGEST]) for name in dict.fromkeys(query.getlist("steg")))
    return Plan(steps, _get(query, "vem") or None, years, draws, seed)


def present_form(
    texts: Texts, query: QueryDict, ground: Ground, whole: Ground, applicable: Iterable[Chosen]
) -> PlanForm:
    """The form with what was typed; `whole` is the ground of the municipality, for its sites."""
    wanted, is_sent = set(query.getlist("steg")), bool(query.get("valt"))
    here = tell_site(ground.site) if ground.site else ""
    sites = [Option("", texts("web.transition.site_all"), not here)]
    sites += [
        Option(name, name, name == here) for name in dict.fromkeys(tell_site(p.site) for p in whole.parts if p.site)
    ]
    steps = tuple(
        StepField(
            one.step.id,
            texts.of(one.step).name,
            texts("web.transition.earliest", year=one.year, what=texts.of(one.step).what),
            one.step.id in wanted or not is_sent,
            _get(query, f"ar_{one.step.id}") or str(one.year),
            _get(query, f"andel_{one.step.id}") or "100",
        )
        for one in applicable
    )
    return PlanForm(tuple(sites), steps, _get(query, "langd") or YEARS, _keep(query))


def present_outlook(catalogue: Catalogue, texts: Texts, outlook: Outlook) -> TransitionPage:
    """The answer."""
    transition, simulation = outlook.transition, outlook.simulation
    year, has_steps = transition.years[-1], bool(transition.chosen)
    consequences = (
        () if simulation is None else [tell_change(texts, simulation.main.effect, one, year) for one in IN_WORDS]
    )
    heads = [texts("transition.part"), texts("transition.branch"), texts("transition.tonnes", year=transition.years[0])]
    return TransitionPage(
        tell_head(texts, transition, outlook.plan.draws, outlook.plan.seed),
        tuple(tell_short(texts, transition)),
        lay_out(texts("transition.parts"), heads, list_parts(texts, transition), numeric=1),
        tuple(set_into_page(picture_measure(texts, transition, measure)) for measure in CHARTS) if has_steps else (),
        _lay_out_steps(texts, transition, "steps_energy", ENERGY) if has_steps else None,
        _lay_out_steps(texts, transition, "steps_work", WORK) if has_steps else None,
        _lay_out_course(texts, transition) if has_steps else None,
        tuple(tell_shock(texts, shock) for shock in outlook.shocks),
        tuple(consequences),
        outlook.command,
        _write_events(outlook.shocks, outlook.request.years),
        _lay_out_assumptions(texts, "transition.assumptions", list_assumptions(texts, transition))
        if has_steps
        else None,
        tuple(tell_cautions(texts, transition)),
        tuple(
            texts("transition.sources", origin=tell_origin(catalogue, texts, origin))
            for origin in dict.fromkeys(transition.ground.origins)
        ),
    )


def has_firm(query: QueryDict) -> bool:
    """Whether the address holds a firm."""
    return bool(_get(query, "el") or _get(query, "pris"))


def read_firm(texts: Texts, query: QueryDict, defaults: Defaults) -> Firm:
    """The firm of an address. Raises BadInputError for what is no number."""

    def read(name: str, label: str, *, percent: bool = False) -> float | None:
        typed, most = _get(query, name), PER_CENT if percent else float("inf")
        return read_number(typed, label, percent=percent, most=most) if typed else None

    chosen = [name[:LONGEST] for name in dict.fromkeys(query.getlist("atgard"))] or list(defaults.measures_by_id)
    names = {one.id: texts.of(one).name for one in defaults.measures}
    areas = {one.id: defaults.name_area(one.area, texts.lang).lower() for one in defaults.measures}
    owned = tuple(
        Own(
            name,
            read(f"kostnad_{name}", texts("web.savings.own_cost_of", name=names.get(name, name))),
            read(
                f"andel_{name}",
                texts("web.savings.own_share_of", area=areas.get(name, ""), name=names.get(name, name)),
                percent=True,
            ),
        )
        for name in chosen
    )
    return Firm(
        read_number(_get(query, "el"), texts("web.savings.use")),
        read_number(_get(query, "pris"), texts("web.savings.price")),
        read("timmar", texts("savings.hours")),
        read("ranta", texts("savings.rate"), percent=True),
        owned,
    )


def present_firm(texts: Texts, query: QueryDict, defaults: Defaults) -> FirmForm:
    """The form with what was typed."""
    wanted = set(query.getlist("atgard"))
    return FirmForm(
        _get(query, "el"),
        _get(query, "pris"),
        _get(query, "timmar"),
        _get(query, "ranta"),
        texts("web.savings.hours", value=texts.number(defaults.hours.value)),
        texts("web.savings.rate", value=texts.number(defaults.rate.value)),
        tuple(
            MeasureField(
                one.id,
                texts.of(one).name,
                texts.of(one).what,
                "" if one.area == IDLE else defaults.name_area(one.area, texts.lang).lower(),
                one.id in wanted,
                _get(query, f"kostnad_{one.id}"),
                _get(query, f"andel_{one.id}"),
            )
            for one in defaults.measures
        ),
        _keep(query),
    )


def present_savings(texts: Texts, defaults: Defaults, savings: Savings) -> SavingsPage:
    """The answer to a firm."""
    heads = [texts(f"savings.{head}") for head in ("measure", "kwh", "kronor", "cost", "payback", "npv")]
    return SavingsPage(
        tell_saving_head(texts, savings),
        tuple(tell_saving_short(texts, savings)),
        lay_out(texts("savings.table"), heads, list_savings(texts, savings), numeric=5),
        _lay_out_assumptions(texts, "savings.assumptions", list_saving_assumptions(texts, defaults, savings)),
        tuple(texts(f"savings.{note}") for note in ("order", "cases", "assumed")),
    )


def _write_step(texts: Texts, query: QueryDict, name: str) -> str:
    """A step as the command line writes it."""
    year, share = _get(query, f"ar_{name}"), _get(query, f"andel_{name}")
    if not year:
        return name
    start = read_count(year, texts("web.transition.year", name=name))
    label = texts("web.transition.share", name=name)
    part = write_number(read_number(share, label, percent=True, most=PER_CENT)) if share else ""
    return f"{name}@{start}" + (f":{part}" if part else "")


def _get(query: QueryDict, name: str) -> str:
    return " ".join(query.get(name, "").split())[:LONGEST]


def _keep(query: QueryDict) -> str:
    """The address's own fields, to follow to a file."""
    pairs = [(name, value[:LONGEST]) for name, values in query.lists() for value in values if value.strip()]
    return f"?{urlencode(pairs)}" if pairs else ""


def _lay_out_steps(texts: Texts, transition: Transition, key: str, measures: Sequence[str]) -> Grid:
    heads = [texts("transition.step"), *head_measures(texts, measures)]
    caption = texts(f"transition.{key}", year=transition.years[-1])
    return lay_out(caption, heads, list_steps(texts, transition, measures), numeric=len(measures))


def _lay_out_course(texts: Texts, transition: Transition) -> Grid:
    heads = [texts("words.year"), *head_measures(texts, COURSE)]
    rows = list_years(texts, transition, COURSE, range(len(transition.years)))
    return lay_out(texts("transition.course"), heads, rows, numeric=len(COURSE))


def _lay_out_assumptions(texts: Texts, title: str, rows: Iterable[Sequence[str]]) -> Grid:
    heads = [texts(f"transition.{head}") for head in ("of", "amount_head", "value", "origin_head")]
    return lay_out(texts(title), [*heads, texts("words.source")], rows, numeric=0)


def _write_events(shocks: Iterable[Shock], years: int) -> str:
    """The events as an address of 'what happens if'."""
    pairs: list[tuple[str, object]] = []
    for number, shock in enumerate(shocks, 1):
        named = [("vad", shock.kind), ("jobb", round(shock.jobs)), ("sektor", shock.sector), ("ar", shock.year)]
        pairs += [(f"{name}{number}", value) for name, value in (*named, ("till", shock.until or shock.year))]
    return f"?{urlencode([*pairs, ('langd', years)])}" if pairs else ""
