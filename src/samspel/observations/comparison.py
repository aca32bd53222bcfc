"""Every place against those like it and against all, for one indicator at a time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.catalogue.places import Places
from samspel.catalogue.records.figures import Direction
from samspel.observations.series import Series
from samspel.terms.arrays import Floats, median_known, median_of_others

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Comparison:
    """Latest values of one indicator and how each place stands; all arrays are shape (places,), the country blank.

    `similar` is the median of the similar places that have a value. `better` counts the places of the same kind that
    are strictly better, `count` those that have a value; both are 0 where the place is blank or the indicator has no
    better direction.
    """

    values: Floats
    similar: Floats
    better: Counts
    count: Counts

    def share_better(self, row: int) -> float:
        """Share of the other places of the same kind that are strictly better."""
        return float(self.better[row] / max(self.count[row] - 1, 1))


def compare_places(series: Series, places: Places, direction: Direction) -> Comparison:
    """Compare municipalities with their similar municipalities and all municipalities, regions with all other
    regions.
    """
    total = len(places.everywhere)
    values = series.values[:, series.latest_column] if series.years else np.full(total, np.nan)
    towns, regions = len(places.municipalities), len(places.regions)
    better, count = np.zeros(total, dtype=np.int64), np.zeros(total, dtype=np.int64)
    for rows in (slice(0, towns), slice(towns, towns + regions)):
        if direction != "none":
            better[rows], count[rows] = rank_values(values[rows], higher=direction == "higher")
    return Comparison(values, find_similar(values, places), better, count)


def find_similar(values: Floats, places: Places) -> Floats:
    """The median of the similar places that have a value, for each place: arrays of shape (places,), NaN for the
    country and where none has one.
    """
    similar = np.full(len(values), np.nan)
    towns, regions = len(places.municipalities), len(places.regions)
    similar[:towns] = median_known(values[places.similar])
    regional = values[towns : towns + regions]
    similar[towns : towns + regions] = median_of_others(regional)
    return similar


def rank_values(values: Floats, *, higher: bool) -> tuple[Counts, Counts]:
    """Rank values where the higher are better, or else the lower: how many are strictly better than each, and how many
    have a value; 0 for a blank.
    """
    signed = -values if higher else values
    known = ~np.isnan(signed)
    ordered = np.sort(signed[known])
    better = np.where(known, np.searchsorted(ordered, np.where(known, signed, 0.0), side="left"), 0)
    return better.astype(np.int64), np.where(known, known.sum(), 0).astype(np.int64)
