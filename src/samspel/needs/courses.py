"""How a figure has moved here and among similar places: year by year, over five and ten years, and by gender."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspel.needs.measuring import Measurement
from samspel.observations.building import Observations
from samspel.observations.series import Series
from samspel.terms.arrays import Floats
from samspel.terms.period import NOT_STATED
from samspel.terms.place import Place

FEWEST = 2
"""So many years make a course."""
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
class Track:
    """A figure's single years at a place, from the first to the last that is known there, and the middle of the similar
    places (of regions that of all others) in each; None where it is not known. `swing` is how much the figure usually
    moves from a year to the next, in its unit, None where that is not known.
    """

    place: Place
    indicator: str
    years: tuple[int, ...]
    here: tuple[float | None, ...]
    similar: tuple[float | None, ...]
    swing: float | None


@dataclass(frozen=True, kw_only=True)
class Genders:
    """A figure of a year for women and men apart."""

    year: int
    women: float
    men: float


def find_changes(observations: Observations, measurement: Measurement) -> tuple[Change, ...]:
    """The changes of a figure to its latest known year here, one for each span whose first year is known; none on a
    scale of words, where one less is no change that anybody can say.
    """
    series, place = observations.yearly(measurement.measure.indicator), measurement.observation.place
    catalogue = observations.catalogue
    is_worded = catalogue.units[catalogue.indicators[measurement.measure.indicator].unit].codes
    if measurement.observation.is_own or is_worded:
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


def find_track(observations: Observations, measurement: Measurement) -> Track | None:
    """The course of a figure year by year; None where fewer than two years are known, or where the value was found
    here, which the tables' years do not lead up to.
    """
    place, indicator = measurement.observation.place, measurement.measure.indicator
    series = observations.yearly(indicator)
    columns = [column for column, year in enumerate(series.years) if year > NOT_STATED]
    known = [column for column in columns if not np.isnan(series.values[place.index, column])]
    if len(known) < FEWEST or measurement.observation.is_own:
        return None
    span = slice(known[0], known[-1] + 1)
    peers = [one.index for one in observations.catalogue.places.similar_to(place)]
    judged = measurement.judgement
    # The swing of shares of a value is no swing of the value.
    swing = None if judged is None or measurement.measure.log else judged.yearly_swing
    return Track(
        place=place,
        indicator=indicator,
        years=series.years[span],
        here=_list_known(series.values[place.index, span]),
        similar=_list_known(_find_middles(series.values[peers, span])),
        swing=swing,
    )


def _find_middles(beside: Floats) -> Floats:
    """The middle of each year where more than half of the places have a value, shape (places, years) to (years,)."""
    known = (~np.isnan(beside)).sum(axis=0)
    if not known.any():
        return np.full(beside.shape[1], np.nan)
    ordered, columns = np.sort(beside, axis=0), np.arange(beside.shape[1])  # blanks last
    low, high = (
        ordered[np.maximum(known - 1, 0) // 2, columns],
        ordered[np.minimum(known // 2, len(beside) - 1), columns],
    )
    return np.where(known * 2 > len(beside), (low + high) / 2, np.nan)


def _list_known(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in values)


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
