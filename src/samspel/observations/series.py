"""One indicator for all places and periods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from samspel.terms.arrays import Floats
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis, Origin
from samspel.terms.period import NOT_STATED, Period
from samspel.terms.place import Place

Flags = npt.NDArray[np.uint8]

BASES = tuple(Basis)
BLANKS = tuple(Blank)


@dataclass(frozen=True)
class Doubt:
    """What a value would be if that were so which nobody is sure of: `names` says of what."""

    names: tuple[str, ...]
    otherwise: float


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One published or derived value, or a blank with its reason; `doubt` where it rests on something unsure.

    `country` is the country's value as it was given together with one that somebody looked up. `since` is the first of
    the years to `period` that a value puts together for a verdict, None for a value as the indicator has it.
    """

    indicator: str
    place: Place
    period: Period
    value: float | None
    basis: Basis
    origins: tuple[Origin, ...]
    blank: Blank | None
    doubt: Doubt | None = None
    country: float | None = None
    since: int | None = None

    @property
    def is_own(self) -> bool:
        """Whether the value comes from a user's file or answer: other places' values are no match for it."""
        return any(origin.file or origin.by for origin in self.origins)

    @property
    def looked_up(self) -> Origin | None:
        """Who looked the value up, when and where; None for one that nobody did."""
        return next((origin for origin in self.origins if origin.by), None)


@dataclass(frozen=True, kw_only=True)
class Series:
    """Values of one indicator, shape (places, periods), NaN where blank, in the indicator's unit.

    `years` are ascending; the single year 0 means that the source does not state it. `basis` and `blank` hold, for
    each place, an index into BASES and BLANKS; `blank` tells why a value of that place is NaN. `doubts` are by a
    place's row, of the latest period. `unlimited` has the values as they
    were published where the indicator leaves low ones out.
    """

    indicator: str
    years: tuple[int, ...]
    values: Floats
    basis: Flags
    blank: Flags
    origins: tuple[Origin, ...]
    doubts: Mapping[int, Doubt] = field(default_factory=dict)
    unlimited: Floats | None = None

    @cached_property
    def latest_column(self) -> int:
        """The last period for which any place has a value; the last one if none has."""
        filled = np.flatnonzero(~np.isnan(self.values).all(axis=0))
        return int(filled[-1]) if filled.size else len(self.years) - 1

    def latest(self, place: Place) -> Observation:
        """The value of the latest period that any place has; blank if this place lacks it, so that places are
        compared in the same year.
        """
        return self.at(place, self.latest_column)

    def at(self, place: Place, column: int) -> Observation:
        """The observation in one column."""
        if not self.years:
            return Observation(
                indicator=self.indicator,
                place=place,
                period=Period(NOT_STATED),
                value=None,
                basis=Basis.MEASURED,
                origins=self.origins,
                blank=self._blank(place),
            )
        value = float(self.values[place.index, column])
        blank = self._blank(place) if np.isnan(value) else None
        return Observation(
            indicator=self.indicator,
            place=place,
            period=Period(self.years[column]),
            value=None if blank else value,
            basis=BASES[int(self.basis[place.index])],
            origins=self.origins,
            blank=blank,
            doubt=self.doubts.get(place.index) if column == self.latest_column and blank is None else None,
        )

    def course(self, place: Place) -> tuple[Observation, ...]:
        """Every period in order, blanks included."""
        return tuple(self.at(place, column) for column in range(len(self.years)))

    def in_year(self, year: int) -> Floats:
        """Values of a year for all places, shape (places,), NaN where there are none."""
        if year in self.years:
            return self.values[:, self.years.index(year)]
        return np.full(self.values.shape[0], np.nan)

    def _blank(self, place: Place) -> Blank:
        return BLANKS[int(self.blank[place.index])]


def pick_years(series: Series, place: Place, years: Iterable[int]) -> tuple[float | None, ...]:
    """The values of a place in the years, None for a blank and for a year that the series lacks."""
    values = dict(zip(series.years, series.values[place.index].tolist(), strict=True))
    return tuple(None if np.isnan(value := values.get(year, np.nan)) else value for year in years)


def empty_series(indicator: str, places: int, blank: Blank) -> Series:
    """A series without a single value, all places blank for one reason."""
    return Series(
        indicator=indicator,
        years=(),
        values=np.full((places, 0), np.nan),
        basis=np.zeros(places, dtype=np.uint8),
        blank=np.full(places, BLANKS.index(blank), dtype=np.uint8),
        origins=(),
    )
