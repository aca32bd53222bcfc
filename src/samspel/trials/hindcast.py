"""A look back: the model from 2018 with what was known then, beside what was then observed and never fitted.

Ages are those of the age table scaled to the start (older age tables are not built in), births and deaths the country's
schedules, moving out today's rate, and net moving such that the ten years before are continued. The rival is plain:
that nothing changes. `measure_coverage` counts over many places how often the bands held what happened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samspel.dynamics.people import step_people, survival
from samspel.dynamics.town import Draws
from samspel.observations.building import Observations
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.ensembles import find_bands
from samspel.terms.arrays import Floats
from samspel.terms.place import Place

START, BACK = 2018, 10

SIZES = (10_000.0, 25_000.0, 50_000.0, 100_000.0)
"""Limits between the classes of size that the coverage is told for, people at the start."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A year: what was observed, the model's 80 per cent band and median, the start that 'nothing changes' would say,
    and the ends of the 50 per cent band.
    """

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
        """Whether the observed value lies in the 80 per cent band."""
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
        """Whether the observed value lies in the 50 per cent band."""
        return self.quarter <= self.observed <= self.three_quarters

    @property
    def beyond(self) -> float:
        """How far outside the 80 per cent band the observed value lies, in widths of the band: above positive, below
        negative, inside 0.
        """
        width = self.high - self.low
        return (max(self.observed - self.high, 0.0) - max(self.low - self.observed, 0.0)) / width


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How the bands did over some places in one year: how many lay in the 80 and the 50 per cent band, above and below
    the wide one, and the mean absolute error of the median and of 'nothing changes', shares of what was observed.
    """

    count: int
    inside: int
    half: int
    above: int
    below: int
    error: float
    unchanged: float


@dataclass(frozen=True)
class Covering:
    """The looks of every municipality that has them, by place."""

    looks: Mapping[Place, tuple[Look, ...]]
    draws: int
    seed: int

    @property
    def years(self) -> tuple[int, ...]:
        """The years looked at."""
        return tuple(look.year for look in next(iter(self.looks.values())))

    def in_year(self, year: int) -> dict[Place, Look]:
        """The looks of one year."""
        return {place: look for place, looks in self.looks.items() for look in looks if look.year == year}


def measure_coverage(looks: Iterable[Look]) -> Coverage:
    """Count over the looks of one year, one a place; at least one."""
    known = list(looks)
    return Coverage(
        count=len(known),
        inside=sum(look.is_inside for look in known),
        half=sum(look.is_in_half for look in known),
        above=sum(look.observed > look.high for look in known),
        below=sum(look.observed < look.low for look in known),
        error=float(np.mean([abs(look.median / look.observed - 1.0) for look in known])),
        unchanged=float(np.mean([abs(look.start / look.observed - 1.0) for look in known])),
    )


def size_class(look: Look) -> int:
    """The class of size that a place had at the start, 0 for the smallest."""
    return int(np.searchsorted(SIZES, look.start, side="right"))


def look_back(observations: Observations, calibration: Calibration, place: Place, draws: Draws) -> tuple[Look, ...]:
    """Every year after the start that has an observed population."""
    series = observations.series(observations.catalogue.inputs.population)
    known = {year: float(series.values[place.index, column]) for column, year in enumerate(series.years)}
    years = [year for year in sorted(known) if year > START and np.isfinite(known[year])]
    if not years or not all(np.isfinite(known.get(year, np.nan)) for year in (START, START - BACK)):
        return ()
    course = _project(calibration, place, known[START], known[START] - known[START - BACK], years[-1] - START, draws)
    found = []
    for year in years:
        bands = find_bands(course[None, :, year - START, None])[0, :, 0]
        low, quarter, median, three_quarters, high = bands.tolist()
        found.append(
            Look(
                year=year,
                observed=known[year],
                low=low,
                median=median,
                high=high,
                start=known[START],
                quarter=quarter,
                three_quarters=three_quarters,
            )
        )
    return tuple(found)


def _project(calibration: Calibration, place: Place, start: float, growth: float, years: int, draws: Draws) -> Floats:
    """People in each year from the start, shape (draws, years + 1)."""
    rates = calibration.people.country_rates
    ages = calibration.people.ages[place.index]
    ages = ages * (start / ages.sum())
    level = calibration.people.leaving(place.index, ages, rates)
    mortality = float(np.median(draws["mortality_level"]))  # as in the run, so that natural change is counted once
    natural = float((ages[0] @ rates.birth) - mortality * (ages * rates.death).sum())
    moved_out = float(calibration.people.flows.moved_out[place.index])
    arriving = max(moved_out + growth / BACK - natural, 0.0)
    count = len(draws["moving_in_level"])
    people, course = np.tile(ages, (count, 1, 1)), np.empty((count, years + 1))
    alive, none = survival(rates, draws["mortality_level"]), np.zeros(count)
    course[:, 0] = start
    for year in range(years):
        leaving, arrivals = level * draws["moving_out_level"], arriving * draws["moving_in_level"]
        step_people(people, rates, alive, draws["fertility_level"], leaving, none, arrivals)
        course[:, year + 1] = people.sum(axis=(1, 2))
    return course
