"""A transition and a firm's savings as words and rows of words, for every face and document."""

from collections.abc import Iterable, Sequence
from math import floor, isfinite, log10

from samspel.catalogue.texts import Texts
from samspel.dynamics.electricity import HOURS_A_YEAR
from samspel.scenarios.ensembles import MEDIAN
from samspel.scenarios.ranges import Range, Sourced, Value
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.transition.plan import Part, Transition, tell_site
from samspel.transition.savings import CASES, Defaults, Saving, Savings
from samspel.transition.steps import LIMITS, Abatement

Rows = list[list[str]]

ENERGY = ("avoided", "power")
WORK = ("running", "building", "retrained", "weeks")
SHARES = ("removes", "running", "retrained")
GWH, THOUSAND, PER_CENT, DIGITS, WHOLE_FROM, FEW = 1000.0, 1000.0, 100.0, 3, 100.0, 10.0


def tell_number(texts: Texts, measure: str, value: float) -> str:
    """A value with three digits that count, since no more are known; electricity in GWh; jobs gained with a plus."""
    if measure == "power":
        value /= GWH
        return texts.number(_shorten(value), 0 if abs(value) >= WHOLE_FROM else 1)
    number = texts.number(_shorten(value))
    return f"+{number}" if measure == "running" and round(value) > 0 else number


def tell_band(texts: Texts, measure: str, band: Floats) -> str:
    """Median with the 80 per cent band, from five quantiles."""
    low, median, high = (tell_number(texts, measure, float(band[at])) for at in (0, MEDIAN, -1))
    return median if low == high else texts("simulate.band", median=median, low=low, high=high)


def tell_head(texts: Texts, transition: Transition, draws: int, seed: int) -> str:
    """Place or site, years, draws and seed."""
    return texts(
        "transition.head",
        place=_name(transition),
        first=transition.years[0],
        last=transition.years[-1],
        draws=texts.number(draws),
        seed=seed,
    )


def tell_short(texts: Texts, transition: Transition) -> list[str]:
    """The answer in sentences; without steps, that nothing changes."""
    ground, year = transition.ground, transition.years[-1]
    told = [
        texts(
            "transition.start_site" if ground.site else "transition.start",
            place=_name(transition),
            year=ground.year,
            emissions=tell_number(texts, "emissions", ground.emissions),
        )
    ]
    if not transition.chosen:
        return [*told, texts("transition.unchanged")]
    bands = {name: band[:, -1] for name, band in transition.bands.items()}
    less = PER_CENT * (1.0 - float(bands["emissions"][MEDIAN]) / ground.emissions)
    told.append(_tell(texts, "emissions", bands["emissions"], year=year, less=texts.number(less), first=ground.year))
    megawatts = float(bands["power"][MEDIAN]) / HOURS_A_YEAR
    told.append(
        _tell(
            texts,
            "power",
            bands["power"],
            year=year,
            megawatts=texts.number(_shorten(megawatts), 1 if megawatts < FEW else 0),
        )
    )
    for measure in ("running", "building", "retrained"):
        told.append(_tell(texts, measure, bands[measure], year=year))
    return told


def list_parts(texts: Texts, transition: Transition) -> Rows:
    """Who emits: site, branch and tonnes in the first year."""
    return [
        [
            _name_part(texts, part),
            texts.of(part.branch),
            tell_number(texts, "emissions", part.emissions),
        ]
        for part in transition.ground.parts
    ]


def list_steps(texts: Texts, transition: Transition, measures: Sequence[str]) -> Rows:
    """A row a step, and all together: name, and each measure in the last year."""
    rows = [
        [
            texts(
                "transition.step_from",
                name=texts.of(one.step).name,
                year=one.year,
                share=texts.number(one.share * PER_CENT),
            )
            if one.share < 1.0
            else texts("transition.step_whole", name=texts.of(one.step).name, year=one.year),
            *(tell_band(texts, measure, bands[measure][:, -1]) for measure in measures),
        ]
        for one, bands in zip(transition.chosen, transition.by_step, strict=True)
    ]
    together = [tell_band(texts, measure, transition.bands[measure][:, -1]) for measure in measures]
    return [*rows, [texts("transition.together"), *together]]


def head_measures(texts: Texts, measures: Iterable[str]) -> list[str]:
    """Column heads: measures with their units."""
    return [texts(f"transition.measure.{measure}") for measure in measures]


def list_years(texts: Texts, transition: Transition, measures: Sequence[str], columns: Iterable[int]) -> Rows:
    """A row a year for the years at `columns`."""
    return [
        [
            str(transition.years[column]),
            *(tell_band(texts, measure, transition.bands[measure][:, column]) for measure in measures),
        ]
        for column in columns
    ]


def list_assumptions(texts: Texts, transition: Transition) -> Rows:
    """Each number that the steps and the branches rest on: of what, value with ends, basis with grade, source."""
    rows = []
    for one in transition.chosen:
        name = texts.of(one.step).name
        start = one.step.start
        rows.append([name, texts("transition.amount.start"), str(start.year), _origin(texts, start), start.source])
        for measure in LIMITS:
            rows.append([name, *_tell_range(texts, measure, getattr(one.step, measure))])
    branches = {part.branch.id: part.branch for part in transition.ground.parts}
    rows += [[texts.of(branch), *_tell_range(texts, "staff", branch.staff)] for branch in branches.values()]
    return rows


def tell_cautions(texts: Texts, transition: Transition) -> list[str]:
    """What is not known, why sites are not told apart, and what the reckoning leaves out."""
    ground = transition.ground
    told = [texts("transition.assumed"), texts("transition.constant")]
    if ground.site is None:
        if not any(part.site for part in ground.parts):
            told.append(texts("transition.no_site", place=ground.place.area))
        if ground.left_out:
            names = "; ".join(tell_site(site) for site in ground.left_out)
            told.append(texts("transition.left_out", sites=names))
    elif not ground.site.is_placed:
        told.append(texts("transition.unsure"))
    if any(part.site for part in ground.parts):
        told.append(texts("transition.old_register"))
    return [*told, texts("transition.outside")]


def tell_saving_head(texts: Texts, savings: Savings) -> str:
    """The firm's figures as they were used."""
    return texts(
        "savings.head",
        use=texts.number(savings.firm.use),
        price=texts.number(savings.firm.price, 0 if savings.firm.price == round(savings.firm.price) else 1),
        hours=texts.number(savings.hours),
        rate=texts.number(savings.rate, 1),
    )


def tell_saving_short(texts: Texts, savings: Savings) -> list[str]:
    """The answer in sentences."""
    share = PER_CENT * savings.kwh / savings.firm.use
    spans = {
        "kwh": _spread(texts, savings.kwh),
        "kronor": _spread(texts, savings.kronor),
        "cost": _spread(texts, savings.cost),
        "value": _spread(texts, savings.value),
    }
    told = [
        texts("savings.short", kwh=spans["kwh"], share=texts.number(float(share[1])), kronor=spans["kronor"]),
        texts("savings.short_cost", cost=spans["cost"], payback=_tell_years(texts, savings.payback)),
    ]
    key = "good" if savings.value[0] >= 0.0 else "bad" if savings.value[2] < 0.0 else "unsure"
    return [*told, texts(f"savings.value_{key}", value=spans["value"])]


def list_savings(texts: Texts, savings: Savings) -> Rows:
    """A row a measure and all together: saved kWh, kronor a year, cost, pay-back, net present value."""
    rows = [[texts.of(one.measure).name, *_cells(texts, one)] for one in savings.measures]
    return [*rows, [texts("savings.together"), *_cells(texts, savings)]]


def list_saving_assumptions(texts: Texts, defaults: Defaults, savings: Savings) -> Rows:
    """What each number is: of what, value, basis, source; the firm's own figures say so."""
    own = (texts("savings.own"), texts("words.dash"))
    rows = [
        _row_value(texts, "savings.hours", texts.number(savings.hours), savings.firm.hours, defaults.hours, own),
        _row_value(texts, "savings.rate", texts.number(savings.rate, 1), savings.firm.rate, defaults.rate, own),
    ]
    for area in defaults.areas:
        share = texts.number(savings.shares[area.id] * PER_CENT, 1)
        origin = own if area.id in savings.own_areas else (_origin(texts, area.share), area.share.source)
        rows.append([texts.of(area), texts("savings.area_share"), share, *origin])
    if any(one.measure.area == "idle" for one in savings.measures):
        rows.append([texts.of(defaults.idle), *_tell_range(texts, "load", defaults.idle.load)])
    for one in savings.measures:
        name = texts.of(one.measure).name
        rows.append([name, *_tell_range(texts, "saves", one.measure.saves)])
        if one.has_own_cost:
            rows.append([name, texts("savings.own_cost"), texts.number(float(one.cost[1])), *own])
        else:
            rows.append([name, *_tell_range(texts, "cost", one.measure.cost)])
        rows.append([name, *_tell_range(texts, "life", one.measure.life)])
    return rows


def retell_step(texts: Texts, abatement: Abatement, error: BadInputError) -> BadInputError:
    """The error with the step's name instead of its id, for the form."""
    facts = dict(error.facts)
    name = str(facts.get("step", "")).partition("@")[0]
    if name in abatement.steps:
        facts["step"] = texts("transition.quoted", name=texts.of(abatement.steps[name]).name)
    return BadInputError(error.code, **facts)


def retell_saving(texts: Texts, defaults: Defaults, error: BadInputError) -> BadInputError:
    """The error with the measure's name instead of its id, for the form."""
    known = defaults.measures_by_id
    facts = dict(error.facts)
    if facts.get("measure") in known:
        name = texts.of(known[str(facts["measure"])]).name
        facts["measure"] = texts("transition.quoted", name=name)
    return BadInputError(error.code, **facts)


def _row_value(
    texts: Texts, key: str, value: str, stated: float | None, default: Value, own: tuple[str, str]
) -> list[str]:
    origin = own if stated is not None else (_origin(texts, default), default.source)
    return [texts("savings.firm"), texts(key), value, *origin]


def _cells(texts: Texts, one: Saving | Savings) -> list[str]:
    return [
        _spread(texts, one.kwh),
        _spread(texts, one.kronor, THOUSAND),
        _spread(texts, one.cost, THOUSAND),
        _tell_years(texts, one.payback),
        _spread(texts, one.value, THOUSAND),
    ]


def _spread(texts: Texts, cases: Floats, scale: float = 1.0) -> str:
    """The likely case with the lowest and the highest, or one number where they are the same; in units of `scale`."""
    told = [cases[1] / scale, cases.min() / scale, cases.max() / scale]
    decimals = 1 if scale > 1.0 and max(map(abs, told)) < WHOLE_FROM else 0
    likely, low, high = (texts.number(_shorten(float(value)), decimals) for value in told)
    return likely if low == high else texts("simulate.band", median=likely, low=low, high=high)


def _tell_years(texts: Texts, cases: Floats) -> str:
    """Years, shortest first; a word where nothing is saved and the money never comes back."""
    low, likely, high = (
        texts.number(value, 1) if isfinite(value) else texts("savings.never") for value in cases.tolist()
    )
    return likely if low == high else texts("simulate.band", median=likely, low=high, high=low)


def _tell_range(texts: Texts, name: str, given: Range) -> list[str]:
    scale = PER_CENT if name in SHARES or name in ("saves", "load") else 1.0
    decimals = 0 if given.high * scale >= 10.0 and scale == PER_CENT else 2  # noqa: PLR2004 - two digits are enough
    low, likely, high = (_plain(texts, value * scale, decimals) for value in (given.low, given.likely, given.high))
    value = likely if low == high else texts("simulate.band", median=likely, low=low, high=high)
    prefix = "savings" if name in (*CASES, "saves", "cost", "life", "load") else "transition"
    return [texts(f"{prefix}.amount.{name}"), value, _origin(texts, given), given.source]


def _plain(texts: Texts, value: float, decimals: int) -> str:
    """A number without decimals that say nothing."""
    short = next(count for count in range(decimals + 1) if count == decimals or round(value, count) == value)
    return texts.number(value, short)


def _origin(texts: Texts, given: Sourced) -> str:
    return texts("transition.origin", basis=texts(f"basis.{given.basis.value}"), grade=given.grade)


def _tell(texts: Texts, measure: str, band: Floats, **facts: object) -> str:
    low, median, high = (tell_number(texts, measure, float(band[at])) for at in (0, MEDIAN, -1))
    if low == high:
        return texts(f"transition.same.{measure}", median=median, **facts)
    return texts(f"transition.short.{measure}", low=low, median=median, high=high, **facts)


def _name(transition: Transition) -> str:
    site = transition.ground.site
    return transition.ground.place.area if site is None else tell_site(site)


def _name_part(texts: Texts, part: Part) -> str:
    return texts("transition.rest") if part.site is None else tell_site(part.site)


def _shorten(value: float) -> float:
    """Three digits that count; whole numbers below a thousand are left as they are."""
    if abs(value) < 10.0**DIGITS:
        return value
    return round(value, DIGITS - 1 - floor(log10(abs(value))))
