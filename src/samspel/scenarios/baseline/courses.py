"""The course of people without events of one place: what has been measured since, and then the baseline."""

from functools import cached_property

import numpy as np

from samspel.dynamics.town import LEVELS
from samspel.observations.building import Observations
from samspel.scenarios.baseline.forecast import Forecaster
from samspel.scenarios.baseline.history import read_history
from samspel.scenarios.baseline.kept import Wanted, learn_courses, read_courses
from samspel.scenarios.baseline.settings import Settings, load_settings
from samspel.scenarios.parameters import Parameters
from samspel.terms.arrays import Floats
from samspel.terms.place import Place

LONGEST = 40
"""Years ahead that a course is said for."""


class Baseline:
    """The baseline of a set of observations. What is kept is read, and what is not is learned when somebody asks."""

    def __init__(self, observations: Observations, parameters: Parameters) -> None:
        self._observations, self._parameters = observations, parameters
        self._learned: dict[Wanted, Floats] = {}

    @cached_property
    def settings(self) -> Settings:
        """What it is reckoned from."""
        return load_settings(self._observations.catalogue)

    @property
    def published(self) -> str:
        """When the newest projection of the country was published: a day, or a year."""
        return self.settings.national[-1].published

    @property
    def last_year(self) -> int:
        """The last year that is learned from."""
        return max(year for name in self.settings.population for year in self._observations.series(name).years)

    @cached_property
    def forecaster(self) -> Forecaster:
        """What learns."""
        return Forecaster(read_history(self._observations, self._parameters, self.settings), self.settings, LONGEST)

    @cached_property
    def _kept(self) -> dict[int, Floats]:
        return {} if self.is_renewed else read_courses(self._observations.catalogue.folder)

    @property
    def is_renewed(self) -> bool:
        """Whether any figure that it learns from has been fetched since it was built in."""
        flows, find = self.settings.flows, self._observations.reader.find_renewal
        bands = (band.measure for band in self.settings.band)
        measures = (flows.births, flows.deaths, flows.moved_out, flows.mean_age, *bands)
        return any(find(flows.table, measure) is not None for measure in measures) or any(
            origin.fetched for name in self.settings.population for origin in self._observations.series(name).origins
        )

    def expect(self, place: Place, start: int, last: int) -> Floats:
        """People at LEVELS at the end of each year from `start` to `last`, (years + 1, levels). Years after the start
        that had been measured when the newest course was said are as measured.
        """
        known = self._measure(place)
        newest = max(known)
        if last <= newest:
            return np.array([[known[year]] * len(LEVELS) for year in range(start, last + 1)])
        measured = np.array([[known[year]] * len(LEVELS) for year in range(start, newest)])
        return np.concatenate([measured.reshape(-1, len(LEVELS)), self.foresee(place, newest, last - newest)])

    def foresee(self, place: Place, start: int, years: int) -> Floats:
        """People at LEVELS at the end of `start` and so many years after, (years + 1, levels), as it was said then."""
        ahead = self.say(start, years)[place.index]
        return self._measure(place)[start] * np.concatenate([np.ones((1, len(LEVELS))), np.exp(ahead)])

    def _measure(self, place: Place) -> dict[int, float]:
        """People by year; where two indicators know a year the first counts."""
        return {
            year: float(series.values[place.index, column])
            for name in reversed(self.settings.population)
            for series in (self._observations.series(name),)
            for column, year in enumerate(series.years)
            if np.isfinite(series.values[place.index, column])
        }

    def say(self, year: int, years: int) -> Floats:
        """What is said at the end of a year of every municipality, in logarithms, (municipalities, years, levels)."""
        kept = self._kept.get(year)
        if kept is not None and kept.shape[1] >= years:
            return kept[:, :years]
        wanted = Wanted(year, years)
        if wanted not in self._learned:
            self._learned[wanted] = learn_courses(self.forecaster, wanted)
        return self._learned[wanted]
