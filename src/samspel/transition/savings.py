"""The electricity calculation of a small firm: defaults of content/climate/savings.toml, the firm's own figures before
them, and the answer in three cases.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec
import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import check_unique, read_record
from samspel.catalogue.records.base import Lang, Record
from samspel.catalogue.texts import choose
from samspel.dynamics.electricity import HOURS_A_YEAR, annuity, pay_back, save_in_order, share_when_idle
from samspel.scenarios.ranges import Limits, Range, Value, check_range, check_value
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.likeness import plain_word
from samspel.terms.numbers import LONGEST_TOLD, read_number
from samspel.terms.units import PER_CENT
from samspel.transition.steps import StepText

IDLE = "idle"
"""The area of a measure that acts on what is used when nobody works, in every area."""

CASES = ("low", "likely", "high")
"""Low is little saved at a high cost for a short life, high the other way round."""

MOST_KWH, MOST_PRICE, MOST_RATE, MOST_COST = 1e9, 10_000.0, 50.0, 1e9
_SHARE = Limits("share of area", 0.0, 1.0)
_COST = Limits("SEK per kWh saved a year", 0.0, 1000.0)
_LIFE = Limits("years", 1.0, 60.0)
_AREA = Limits("share of use", 0.0, 1.0)
_LOAD = Limits("share of working load", 0.0, 1.0)
_HOURS = Limits("hours a year", 1.0, HOURS_A_YEAR)
_RATE = Limits("per cent a year", 0.0, MOST_RATE)
_FORM = re.compile(r"([a-z][a-z0-9-]*)(?::([^:]*)(?::([^:]*))?)?")
ORE = 100.0
"""In a krona."""
LEAST_BARE = 10.0
"""Öre per kWh: a number below it without a unit may be meant in kronor."""


class Area(Record, frozen=True, kw_only=True):
    """What electricity is used for, and its share of the year's use."""

    id: str
    share: Value
    sv: str
    en: str


class Idle(Record, frozen=True, kw_only=True):
    """The load when nobody works."""

    load: Range
    sv: str
    en: str


class Measure(Record, frozen=True, kw_only=True):
    """A way to save electricity."""

    id: str
    area: str
    saves: Range
    cost: Range
    life: Range
    sv: StepText
    en: StepText

    @property
    def ranges(self) -> dict[str, Range]:
        """What is assumed of a measure, by name."""
        return {"saves": self.saves, "cost": self.cost, "life": self.life}


class PriceUnit(Record, frozen=True, kw_only=True):
    """A unit that a price may be written in: how many öre it is, and its words."""

    ore: float
    words: tuple[str, ...]


class PriceWords(Record, frozen=True, kw_only=True):
    """How a price is written: its units, and what may stand after it for a kilowatt-hour."""

    per: tuple[str, ...]
    units: tuple[PriceUnit, ...]


class Defaults(Record, frozen=True, kw_only=True):
    """The whole file."""

    hours: Value
    rate: Value
    price: PriceWords
    idle: Idle
    areas: list[Area] = msgspec.field(name="area")
    measures: list[Measure] = msgspec.field(name="measure")

    @property
    def measures_by_id(self) -> dict[str, Measure]:
        """The measures by id, in order."""
        return {measure.id: measure for measure in self.measures}

    def name_area(self, area: str, lang: Lang) -> str:
        """The name of an area, or of the idle load."""
        names = {one.id: choose(one, lang) for one in self.areas}
        return str(names.get(area, choose(self.idle, lang)))


@dataclass(frozen=True)
class Stated:
    """A measure asked for, with the firm's own cost in kronor and its own per cent of the use for the area."""

    measure: str
    cost: float | None = None
    percent: float | None = None


@dataclass(frozen=True)
class Firm:
    """A firm: kWh a year, öre per kWh, hours worked a year, per cent of interest (None: the defaults), and the measures
    (none: all).
    """

    use: float
    price: float
    hours: float | None = None
    rate: float | None = None
    measures: tuple[Stated, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Saving:
    """One measure; every array is (3,) in the order of CASES. `payback` is NaN where nothing is saved."""

    measure: Measure
    kwh: Floats
    kronor: Floats
    cost: Floats
    life: Floats
    payback: Floats
    value: Floats
    has_own_cost: bool


@dataclass(frozen=True, kw_only=True)
class Savings:
    """The answer: hours and rate that were used, shares of the use by area, every measure, and all together."""

    firm: Firm
    hours: float
    rate: float
    shares: Mapping[str, float]
    own_areas: frozenset[str]
    measures: tuple[Saving, ...]
    kwh: Floats = field(init=False)
    kronor: Floats = field(init=False)
    cost: Floats = field(init=False)
    payback: Floats = field(init=False)
    value: Floats = field(init=False)

    def __post_init__(self) -> None:
        columns = [(saving.kwh, saving.kronor, saving.cost, saving.value) for saving in self.measures]
        for name, total in zip(("kwh", "kronor", "cost", "value"), np.sum(columns, axis=0), strict=True):
            object.__setattr__(self, name, np.asarray(total))
        object.__setattr__(self, "payback", pay_back(self.cost, self.kronor))


def load_defaults(catalogue: Catalogue) -> Defaults:
    """Load and check the defaults. Raises ContentError for the first breach."""
    path = catalogue.folder / "climate" / "savings.toml"
    defaults = read_record(path, Defaults)
    check_unique(path, defaults.areas)
    check_unique(path, defaults.measures)
    check_value(path, "hours", defaults.hours, _HOURS)
    check_value(path, "rate", defaults.rate, _RATE)
    check_range(path, "idle.load", defaults.idle.load, _LOAD)
    known = {IDLE, *(area.id for area in defaults.areas)}
    for area in defaults.areas:
        check_value(path, f"{area.id}.share", area.share, _AREA)
    total = sum(area.share.value for area in defaults.areas)
    if total > 1.0:
        raise ContentError(path.name, "area.share", f"{total:g} in all", "at most 1 in all")
    for measure in defaults.measures:
        if measure.area not in known:
            raise ContentError(path.name, f"{measure.id}.area", measure.area, "an id of an area, or idle")
        for name, limits in (("saves", _SHARE), ("cost", _COST), ("life", _LIFE)):
            check_range(path, f"{measure.id}.{name}", measure.ranges[name], limits)
    return defaults


def parse_measure(text: str) -> Stated:
    """Read `ID[:COST[:PER CENT]]`, where the cost may be empty. Raises BadInputError for anything else."""
    found = _FORM.fullmatch(plain_word(text))
    if found is None:
        raise BadInputError("saving_form", measure=text[:80])
    name, cost, percent = (part.strip() if part else "" for part in found.groups())
    return Stated(
        name,
        read_number(cost, text[:80]) if cost else None,
        read_number(percent, text[:80], percent=True, most=PER_CENT) if percent else None,
    )


def parse_price(words: PriceWords, text: str, where: str = "") -> float:
    """Read a price of electricity, in öre per kWh: `120`, `120 öre`, `1,20 kr`, with or without `/kWh`. Raises
    BadInputError for a bare number so low that it may be kronor, and NumberError for what is no number.
    """
    bare = " ".join(text.casefold().split())
    bare = bare.removesuffix(next(filter(bare.endswith, words.per), "")).rstrip()
    units = ((word, unit.ore) for unit in words.units for word in unit.words if bare.endswith(word))
    word, ore = next(units, ("", 1.0))
    value = read_number(bare.removesuffix(word).strip(), where, signed=True)
    if not word and 0.0 < value < LEAST_BARE:
        written = text.strip()[:LONGEST_TOLD]
        raise BadInputError("saving_price_unit", found=written, ore=value * ORE)
    return round(value * ore, 6)


def calculate_savings(defaults: Defaults, firm: Firm) -> Savings:
    """Calculate what a firm saves. Raises BadInputError for figures out of range, an unknown measure, or areas that are
    more than all of the use.
    """
    hours = defaults.hours.value if firm.hours is None else firm.hours
    rate = defaults.rate.value if firm.rate is None else firm.rate
    _check_firm(firm, hours, rate)
    stated_by_id = _index_stated(defaults, firm.measures)
    shares, own_areas = _share_use(defaults, stated_by_id.values())
    chosen = [one for one in defaults.measures if one.id in stated_by_id]
    names = [area.id for area in defaults.areas]
    rest = 1.0 - sum(shares.values())
    use = np.tile(np.array([*shares.values(), max(rest, 0.0)])[:, None], 3) * firm.use
    idle = share_when_idle(_cases(defaults.idle.load), hours)
    acts = np.stack([_act(one, names, idle) for one in chosen])
    saved = save_in_order(use, acts)
    results = tuple(
        _value(one, stated_by_id[one.id], kwh, firm.price / ORE, rate / PER_CENT)
        for one, kwh in zip(chosen, saved, strict=True)
    )
    return Savings(firm=firm, hours=hours, rate=rate, shares=shares, own_areas=own_areas, measures=results)


def _cases(given: Range, *, falling: bool = False) -> Floats:
    ends = (given.high, given.likely, given.low) if falling else (given.low, given.likely, given.high)
    return np.array(ends)


def _check_firm(firm: Firm, hours: float, rate: float) -> None:
    for name, value, least, most in (
        ("use", firm.use, 1.0, MOST_KWH),
        ("price", firm.price, 0.1, MOST_PRICE),
        ("hours", hours, 1.0, HOURS_A_YEAR),
        ("rate", rate, 0.0, MOST_RATE),
    ):
        if not least <= value <= most:
            raise BadInputError(f"saving_{name}", value=float(value), least=float(least), most=float(most))


def _index_stated(defaults: Defaults, measures: Iterable[Stated]) -> dict[str, Stated]:
    known, stated_by_id = defaults.measures_by_id, dict[str, Stated]()
    for one in measures:
        if one.measure not in known:
            raise BadInputError("unknown_measure", measure=one.measure, known=", ".join(known))
        if one.measure in stated_by_id:
            raise BadInputError("measure_twice", measure=one.measure)
        if one.cost is not None and one.cost > MOST_COST:
            raise BadInputError("saving_cost", measure=one.measure, most=float(MOST_COST))
        stated_by_id[one.measure] = one
    return stated_by_id or {name: Stated(name) for name in known}


def _share_use(defaults: Defaults, stated_by_id: Iterable[Stated]) -> tuple[dict[str, float], frozenset[str]]:
    """Share of the use by area, the firm's own before the default, and the areas that the firm has stated."""
    shares = {area.id: area.share.value for area in defaults.areas}
    stated: dict[str, float] = {}
    for one in stated_by_id:
        area = defaults.measures_by_id[one.measure].area
        if one.percent is None:
            continue
        if area == IDLE or one.percent > PER_CENT or stated.get(area, one.percent) != one.percent:
            raise BadInputError("saving_share", measure=one.measure)
        stated[area] = one.percent
    shares |= {area: percent / PER_CENT for area, percent in stated.items()}
    total = sum(shares.values())
    if total > 1.0 + 1e-9:
        raise BadInputError("saving_areas", total=f"{total * PER_CENT:.0f}")
    return shares, frozenset(stated)


def _act(measure: Measure, names: list[str], idle: Floats) -> Floats:
    """Share of what is left that a measure saves, shape (areas and the rest, cases)."""
    shares = np.zeros((len(names) + 1, 3))
    if measure.area == IDLE:
        shares[:] = idle * _cases(measure.saves)
    else:
        shares[names.index(measure.area)] = _cases(measure.saves)
    return shares


def _value(measure: Measure, own: Stated, kwh: Floats, price: float, rate: float) -> Saving:
    """Kronor, cost, pay-back and net present value; the default cost goes with what is likely saved."""
    kronor, life = kwh * price, _cases(measure.life)
    cost = _cases(measure.cost, falling=True) * kwh[1] if own.cost is None else np.full(3, own.cost)
    value = kronor * annuity(rate, life) - cost
    return Saving(
        measure=measure,
        kwh=kwh,
        kronor=kronor,
        cost=cost,
        life=life,
        payback=pay_back(cost, kronor),
        value=value,
        has_own_cost=own.cost is not None,
    )
