"""A measure at all places of one level, in classes for a map."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Gender
from samspel.observations.measures import Measured
from samspel.observations.series import Observation, Series
from samspel.terms.arrays import Floats
from samspel.terms.place import Place

CLASSES = 5
"""At most so many, with as many places in each as equal values allow."""
BLANK = -1
SMALL, MANY_DECIMALS = 1.0, 3


@dataclass(frozen=True, kw_only=True)
class MeasureMap:
    """A measure in one year. `classes` has each place's class, from the lowest values upwards, or BLANK; `ranges` the
    lowest and the highest value of each class, in the measure's unit. `years` are all in which a place has a value.
    """

    measured: Measured
    gender: Gender
    year: int
    years: tuple[int, ...]
    places: tuple[Place, ...]
    observations: tuple[Observation, ...]
    classes: tuple[int, ...]
    ranges: tuple[tuple[float, float], ...]


def find_level(catalogue: Catalogue, series: Series) -> tuple[Place, ...]:
    """The municipalities where any has a value, else the regions; nothing where neither has."""
    for places in (catalogue.places.municipalities, catalogue.places.regions):
        if not np.isnan(series.values[[place.index for place in places]]).all():
            return places
    return ()


def list_years(series: Series, places: tuple[Place, ...]) -> tuple[int, ...]:
    """The years in which any of the places has a value."""
    values = series.values[[place.index for place in places]]
    filled = np.flatnonzero((~np.isnan(values)).any(axis=0))
    return tuple(series.years[column] for column in filled)


def lay_out_map(
    catalogue: Catalogue, measured: Measured, gender: Gender, series: Series, places: tuple[Place, ...], year: int
) -> MeasureMap:
    """The measure at the places in a year that it has."""
    column = series.years.index(year)
    observations = tuple(series.at(place, column) for place in places)
    decimals = catalogue.units[measured.indicator.unit].decimals
    values = np.array([np.nan if one.value is None else one.value for one in observations])
    classes, ranges = classify(_round(values, decimals))
    return MeasureMap(
        measured=measured,
        gender=gender,
        year=year,
        years=list_years(series, places),
        places=places,
        observations=observations,
        classes=tuple(int(number) for number in classes),
        ranges=ranges,
    )


def classify(values: Floats) -> tuple[npt.NDArray[np.int64], tuple[tuple[float, float], ...]]:
    """The class of each value and each class's lowest and highest, shape (values,) and as many as there are classes.

    Equal values are never parted: where many are equal there are fewer classes, and where there are no more different
    values than classes each has its own.
    """
    different, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    starts = _find_starts(counts.tolist())
    limits = different[starts[1:]]
    found = np.where(np.isnan(values), BLANK, np.searchsorted(limits, values, side="right"))
    ends = [*(start - 1 for start in starts[1:]), len(different) - 1][: len(starts)]
    return found, tuple((float(different[one]), float(different[end])) for one, end in zip(starts, ends, strict=True))


def _find_starts(counts: list[int]) -> list[int]:
    """Where each class begins among the different values, of which there are `counts`: a class takes values until it
    has its share of those that are left, and not one more where that would bring it further from its share.
    """
    if len(counts) <= CLASSES:
        return list(range(len(counts)))
    starts: list[int] = []
    left, at = sum(counts), 0
    while at < len(counts):
        starts.append(at)
        share, held = left / (CLASSES - len(starts) + 1), 0
        is_last = len(starts) == CLASSES
        while at < len(counts) and (is_last or not held or held + counts[at] - share < share - held):
            held += counts[at]
            at += 1
        left -= held
    return starts


def _round(values: Floats, decimals: int) -> Floats:
    """As the values are shown, so that two that read the same never lie in two classes; small ones keep more digits."""
    return np.where(np.abs(values) >= SMALL, np.round(values, decimals), np.round(values, max(decimals, MANY_DECIMALS)))
