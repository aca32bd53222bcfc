"""Places beside each other on measures that somebody chose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from samspel.observations.measures import Measured
from samspel.observations.series import Observation, Series
from samspel.terms.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureBeside:
    """One measure at the places, in their order; all values are of one period, but for those of a place's own.
    `similar` is the median of the places that each is compared with, None where that is not known; `instead_of` is the
    year that was asked for where the measure has none.
    """

    measured: Measured
    observations: tuple[Observation, ...]
    similar: tuple[float | None, ...]
    instead_of: int | None = None

    def turn(self, rows: Sequence[int]) -> "MeasureBeside":
        """The same with the places in another order."""
        return replace(
            self,
            observations=tuple(self.observations[row] for row in rows),
            similar=tuple(self.similar[row] for row in rows),
        )

    @property
    def known(self) -> tuple[float, ...]:
        """The values that there are."""
        return tuple(one.value for one in self.observations if one.value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Places by measures. `sorted_by` is the id of a measure, of a demand, or `place`, empty for the order that the
    places were named in; `is_falling` tells which way; `drawn` is the measure of the picture, if there is one. `twice`
    are the places and the measures that were named more than once, `left_out` the members of groups that there was no
    room for, `left_named` the places named by themselves that there was none for, `most` how many there is room for,
    `is_chosen` whether somebody chose what is compared.
    """

    places: tuple[Place, ...]
    measures: tuple[MeasureBeside, ...]
    sorted_by: str
    is_falling: bool
    drawn: MeasureBeside | None
    twice: tuple[Place, ...]
    left_out: tuple[Place, ...]
    measures_twice: tuple[Measured, ...]
    is_chosen: bool
    left_named: tuple[Place, ...] = ()
    most: int = 0


def find_column(series: Series, places: Sequence[Place], year: int | None) -> int | None:
    """The column of the year nearest to one, the later of two, or of the last one, among those in which any of the
    places has a value; None where none has one.
    """
    values = series.values[[place.index for place in places]]
    known = [int(column) for column in np.flatnonzero(~np.isnan(values).all(axis=0))]
    if year is None or not known:
        return known[-1] if known else None
    return min(reversed(known), key=lambda column: abs(series.years[column] - year))


def sort_rows(observations: Sequence[Observation], *, is_falling: bool) -> list[int]:
    """The rows by value, those without one last, equal ones as they stood."""
    known = [row for row, one in enumerate(observations) if one.value is not None]
    blank = [row for row, one in enumerate(observations) if one.value is None]
    sign = -1.0 if is_falling else 1.0
    return [*sorted(known, key=lambda row: sign * (observations[row].value or 0.0)), *blank]
