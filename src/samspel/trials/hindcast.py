"""A look back: the course without events from an earlier year, said with what was known then, and what was observed.

It is the baseline that the model starts from today, learned from the years until then alone. The rival is plain: that
nothing changes.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from samspel.dynamics.town import LEVELS
from samspel.observations.building import Observations
from samspel.scenarios.bands import QUANTILES
from samspel.scenarios.calibration import Calibration
from samspel.terms.place import Place


@dataclass(frozen=True, kw_only=True)
class Look:
    """A year: what was observed, the model's wide band and median, the start that 'nothing changes' would say,
    and the ends of the half band. `since` is the year that it is said from.
    """

    since: int
    year: int
    observed: float
    low: float
    median: float
    high: float
    start: float
    quarter: float
    three_quarters: float

    @property
    def is_inside(self) -> bool:
        """Whether the observed value lies in the wide band."""
        return self.low <= self.observed <= self.high

    @property
    def errors(self) -> tuple[float, float]:
        """Distance to the observed value: the model's median, and 'nothing changes'."""
        return abs(self.median - self.observed), abs(self.start - self.observed)

    @property
    def nearest(self) -> Literal["model", "unchanged", "tie"]:
        """Which of the two came nearer to what was observed."""
        model, unchanged = self.errors
        return "tie" if model == unchanged else "model" if model < unchanged else "unchanged"

    @property
    def is_in_half(self) -> bool:
        """Whether the observed value lies in the half band."""
        return self.quarter <= self.observed <= self.three_quarters

    @property
    def beyond(self) -> float:
        """How far outside the wide band the observed value lies, in widths of the band: above positive, below
        negative, inside 0.
        """
        width = self.high - self.low
        return (max(self.observed - self.high, 0.0) - max(self.low - self.observed, 0.0)) / width


def look_back(observations: Observations, calibration: Calibration, place: Place) -> tuple[Look, ...]:
    """Every year after the start that has an observed population."""
    series = observations.series(observations.catalogue.inputs.population)
    known = {year: float(series.values[place.index, column]) for column, year in enumerate(series.years)}
    since = observations.catalogue.trial_rules.look_back
    years = [year for year in sorted(known) if year > since and np.isfinite(known[year])]
    if not years or not np.isfinite(known.get(since, np.nan)):
        return ()
    course = calibration.baseline.foresee(place, since, years[-1] - since)
    marks = np.searchsorted(LEVELS, QUANTILES)
    found = []
    for year in years:
        low, quarter, median, three_quarters, high = course[year - since, marks].tolist()
        found.append(
            Look(
                since=since,
                year=year,
                observed=known[year],
                low=low,
                median=median,
                high=high,
                start=known[since],
                quarter=quarter,
                three_quarters=three_quarters,
            )
        )
    return tuple(found)
