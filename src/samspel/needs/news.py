"""What a renewal of figures changed: the newest values, and the verdicts on demands, of every place at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import msgspec
import numpy as np

from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import Demand, Measure
from samspel.needs.judging import Judge
from samspel.needs.measuring import Need
from samspel.needs.verdict import SEVERITY, Strength, Verdict
from samspel.observations.series import Series
from samspel.terms.origin import Basis, Origin
from samspel.terms.place import Place

Kind = Literal["new", "revised", "first", "blank"]
"""A newer year, another value of the same year, the first value there is, and none where there was one."""
Way = Literal["larger", "smaller", "known", "unknown", "begins", "ceases"]
"""Where a need went; or that it is known now, is known no more, or that the demand has begun or ceased to apply."""
WAYS: tuple[Way, ...] = get_args(Way)


class ChangedValues(msgspec.Struct, frozen=True, kw_only=True):
    """The places where the newest value of an indicator is another than before, or of another year (0 where no year is
    stated), with both values.
    """

    indicator: str
    before_year: int
    year: int
    places: list[str]
    before: list[float | None]
    now: list[float | None]


class ChangedVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """A demand whose verdict at a place is another than before, how strongly each is known (empty where it is not), and
    the indicator that tells most of it now.
    """

    demand: str
    place: str
    before: Verdict
    before_strength: str
    now: Verdict
    strength: str
    main: str


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """All that changed when the figures that were shown from a moment (ISO) took the place of those before. `verdicts`
    are those of the published figures alone, `here` those with what was kept on this machine then.
    """

    made: str
    figures: list[ChangedValues]
    verdicts: list[ChangedVerdict]
    here: list[ChangedVerdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFigure:
    """An indicator whose newest value at a place is another than before, or of another year; what it rests on, and who
    publishes it.
    """

    indicator: Indicator
    place: Place
    before: float | None
    before_year: int
    now: float | None
    year: int
    basis: Basis
    origins: tuple[Origin, ...]

    @property
    def kind(self) -> Kind:
        """What is new about it."""
        if self.now is None:
            return "blank"
        if self.before is None:
            return "first"
        return "new" if self.year != self.before_year else "revised"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVerdict:
    """A demand whose verdict at a place is another than before; `main` is the indicator that tells most of it now."""

    demand: Demand
    place: Place
    before: Verdict
    before_strength: Strength | None
    now: Verdict
    strength: Strength | None
    main: Indicator | None

    @property
    def way(self) -> Way:
        """Where the need went."""
        if Verdict.NOT_HERE in (self.before, self.now):
            return "begins" if self.before is Verdict.NOT_HERE else "ceases"
        if self.now is Verdict.UNKNOWN:
            return "unknown"
        if self.before is Verdict.UNKNOWN:
            return "known"
        return "larger" if SEVERITY.index(self.now) < SEVERITY.index(self.before) else "smaller"


@dataclass(frozen=True, kw_only=True)
class News:
    """What changed at some places when the figures of a moment were shown."""

    moment: datetime
    figures: tuple[NewFigure, ...]
    verdicts: tuple[NewVerdict, ...]


def find_touched(demands: Collection[Demand], before: Judge, now: Judge) -> set[str]:
    """The demands, by id, that may have another verdict somewhere, with the same answers before and now: a figure that
    they rest on is another, or is judged otherwise.
    """
    rested = {demand.id: _list_indicators(demand) for demand in demands}
    for judge in (before, now):
        judge.observations.read_ahead(name for names in rested.values() for name in names)
    names = {name for named in rested.values() for name in named}
    same = {name for name in names if _are_same(before.observations.series(name), now.observations.series(name))}

    def is_judged_alike(measure: Measure) -> bool:
        return not measure.decides or np.array_equal(before.field(measure).verdicts, now.field(measure).verdicts)

    return {
        demand.id
        for demand in demands
        if not (rested[demand.id] <= same and all(is_judged_alike(measure) for measure in demand.measures))
    }


def _list_indicators(demand: Demand) -> set[str]:
    condition = () if demand.condition is None else (demand.condition.indicator,)
    return {*(measure.indicator for measure in demand.measures), *condition}


def _are_same(one: Series, other: Series) -> bool:
    """Whether an observation of either is one of the other, but for whom it is from."""
    alike = one.years == other.years and one.doubts == other.doubts
    return alike and all(
        np.array_equal(here, there, equal_nan=here.dtype.kind == "f")
        for here, there in ((one.values, other.values), (one.basis, other.basis), (one.blank, other.blank))
    )


def compare_verdicts(before: Iterable[Need], now: Iterable[Need]) -> Iterator[ChangedVerdict]:
    """The demands of both whose verdicts differ, in the order of what holds now."""
    known = {need.demand.id: need for need in before}
    for need in now:
        old = known.get(need.demand.id)
        if old is not None and old.verdict is not need.verdict:
            yield ChangedVerdict(
                demand=need.demand.id,
                place=need.place.code,
                before=old.verdict,
                before_strength=_name(old.strength),
                now=need.verdict,
                strength=_name(need.strength),
                main="" if need.main is None else need.main.measure.indicator,
            )


def compare_figures(before: Series, now: Series, codes: Sequence[str]) -> ChangedValues | None:
    """The places, by their codes in the order of the rows, whose newest values differ in number or year; None where
    there are none. Without a value before and now nothing has changed.
    """
    (old, old_year), (new, new_year) = _read_newest(before, len(codes)), _read_newest(now, len(codes))
    is_blank = np.isnan(old) & np.isnan(new)
    is_same = (old == new) if old_year == new_year else np.zeros(len(codes), dtype=np.bool_)
    rows = [int(row) for row in np.flatnonzero(~is_blank & ~is_same)]
    if not rows:
        return None
    return ChangedValues(
        indicator=now.indicator,
        before_year=old_year,
        year=new_year,
        places=[codes[row] for row in rows],
        before=[_tell(old[row]) for row in rows],
        now=[_tell(new[row]) for row in rows],
    )


def _read_newest(series: Series, places: int) -> tuple["np.typing.NDArray[np.float64]", int]:
    if not series.years:
        return np.full(places, np.nan), 0
    return series.values[:, series.latest_column], series.years[series.latest_column]


def _tell(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _name(strength: Strength | None) -> str:
    return "" if strength is None else strength.value
