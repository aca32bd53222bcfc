"""A look back: the model from 2018 with what was known then, beside what was then observed and never fitted.

Ages are those of the age table scaled to the start (older age tables are not built in), births and deaths the country's
schedules, moving out today's rate, and net moving such that the ten years before are continued. The rival is plain:
that nothing changes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.dynamics.circle import Draws
from samspel.dynamics.people import step_people, survival
from samspel.observations.building import Observations
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.ensembles import MEDIAN, find_bands
from samspel.terms.place import Place

Floats = npt.NDArray[np.float64]

START, BACK = 2018, 10


@dataclass(frozen=True)
class Look:
    """A year: what was observed, the model's 80 per cent band and median, and the start that 'nothing changes' would
    say.
    """

    year: int
    observed: float
    low: float
    median: float
    high: float
    start: float

    @property
    def is_inside(self) -> bool:
        """Whether the observed value lies in the band."""
        return self.low <= self.observed <= self.high


def look_back(observations: Observations, calibration: Calibration, place: Place, draws: Draws) -> tuple[Look, ...]:
    """Every year after the start that has an observed population."""
    series = observations.series("population")
    known = {year: float(series.values[place.index, column]) for column, year in enumerate(series.years)}
    years = [year for year in sorted(known) if year > START and np.isfinite(known[year])]
    if not years or not all(np.isfinite(known.get(year, np.nan)) for year in (START, START - BACK)):
        return ()
    course = _project(calibration, place, known[START], known[START] - known[START - BACK], years[-1] - START, draws)
    found = []
    for year in years:
        bands = find_bands(course[None, :, year - START, None])[0, :, 0]
        found.append(Look(year, known[year], float(bands[0]), float(bands[MEDIAN]), float(bands[-1]), known[START]))
    return tuple(found)


def _project(calibration: Calibration, place: Place, start: float, growth: float, years: int, draws: Draws) -> Floats:
    """People in each year from the start, shape (draws, years + 1)."""
    rates = calibration.country_rates
    ages = calibration.ages[place.index]
    ages = ages * (start / ages.sum())
    level = calibration.leaving(place.index, ages, rates)
    mortality = float(np.median(draws["mortality_level"]))  # as in the run, so that natural change is counted once
    natural = float((ages[0] @ rates.birth) - mortality * (ages * rates.death).sum())
    moved_out = float(calibration.flows.moved_out[place.index])
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
