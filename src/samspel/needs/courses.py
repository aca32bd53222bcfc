"""How a figure has moved over five and ten years, here, among similar places and in the country, and by gender."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspel.needs.measuring import Measurement
from samspel.observations.building import Observations
from samspel.observations.series import Series
from samspel.terms.arrays import Floats

SPANS = (5, 10)
"""Over so many years a change is told."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change from the year `first` to `last`, in the figure's unit; None where a value is missing.

    `similar` is the middle change of the similar places, of regions that of all others. `is_usual` says whether the
    change here lies within a usual year's swing, None where no swing is known.
    """

    first: int
    last: int
    here: float
    similar: float | None
    country: float | None
    is_usual: bool | None


@dataclass(frozen=True, kw_only=True)
class Genders:
    """A figure of a year for women and men apart."""

    year: int
    women: float
    men: float


def find_changes(observations: Observations, measurement: Measurement) -> tuple[Change, ...]:
    """The changes of a figure to its latest known year here, one for each span whose first year is known."""
    series, place = observations.yearly(measurement.measure.indicator), measurement.observation.place
    if measurement.observation.is_own:
        return ()
    here = series.values[place.index]
    known = np.flatnonzero(~np.isnan(here))
    if not known.size:
        return ()
    last = series.years[int(known[-1])]
    judged = measurement.judgement
    # The swing of shares of a value is no swing of the value.
    swing = None if judged is None or measurement.measure.log else judged.yearly_swing
    peers = [one.index for one in observations.catalogue.places.similar_to(place)]
    found = [_find_change(series, place.index, peers, (last - span, last), swing) for span in SPANS]
    return tuple(change for change in found if change is not None)


def find_genders(observations: Observations, measurement: Measurement) -> Genders | None:
    """The latest year with a value here for both women and men; None where the figure is not told by gender."""
    women, men = (observations.by_gender(measurement.measure.indicator, gender) for gender in ("K", "M"))
    if women is None or men is None or measurement.observation.is_own:
        return None
    row = measurement.observation.place.index
    for year in sorted(set(women.years) & set(men.years), reverse=True):
        values = [float(one.in_year(year)[row]) for one in (women, men)]
        if not np.isnan(values).any():
            return Genders(year=year, women=values[0], men=values[1])
    return None


def _find_change(
    series: Series, row: int, peers: Sequence[int], years: tuple[int, int], swing: float | None
) -> Change | None:
    first, last = (series.in_year(year) for year in years)
    changes: Floats = last - first
    if np.isnan(changes[row]):
        return None
    beside = changes[peers]
    beside = beside[~np.isnan(beside)]
    here = float(changes[row])
    return Change(
        first=years[0],
        last=years[1],
        here=here,
        similar=float(np.median(beside)) if beside.size * 2 > len(peers) else None,
        country=None if np.isnan(changes[-1]) else float(changes[-1]),
        is_usual=None if swing is None else abs(here) <= swing,
    )
