"""Sets the people of the model by the built-in figures: by age, with births, deaths and moves as measured."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samspel.catalogue.tables import read_table
from samspel.dynamics.people import AGES, SEXES, PeopleRates, bell, fill_cells, gompertz, let_arrive, step_people
from samspel.scenarios.readings import Readings
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError

BISECTIONS = 60
PEOPLE = "population"
"""The column of the table of births, deaths and moves that holds the people at the end of the year."""


@dataclass(frozen=True, kw_only=True)
class Flows:
    """Mean yearly flows of the last measured years, each shape (municipalities,), and people at the end of the first
    and last of them.
    """

    births: Floats
    deaths: Floats
    moved_in: Floats
    moved_out: Floats
    people: Floats
    year: int
    years: int


class Population:
    """People, births, deaths and moves of all municipalities, worked out once."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    @cached_property
    def flows(self) -> Flows:
        """The measured flows of the last years, mean of all years in the table."""
        inputs, indicators = self._readings.catalogue.inputs, self._readings.catalogue.indicators
        names = (inputs.births, inputs.deaths, inputs.arrivals, inputs.departures)
        figures = [figure for name in names if (figure := indicators[name].figure) is not None]
        changes = [column for figure in figures for column in figure.named]
        columns, years = self._readings.read_years(figures[0].table, (PEOPLE, *changes))
        _, births, deaths, moved_in, moved_out = columns.mean(axis=2)
        return Flows(
            births=births,
            deaths=deaths,
            moved_in=moved_in,
            moved_out=moved_out,
            people=columns[0],
            year=years[-1],
            years=len(years),
        )

    @cached_property
    def ages(self) -> Floats:
        """People by sex and age in the year of the table, shape (municipalities, 2, 101)."""
        figures, count = self._readings.observations.figures, len(self._readings.catalogue.places.municipalities)
        people = np.zeros((count, SEXES, AGES))
        sexes = [
            0 if sex.lower().startswith(("f", "w", "k")) else 1 for sex in figures.texts("population_by_age", "sex")
        ]
        numbers = figures.numbers("population_by_age", [f"age_{age}" for age in range(AGES)])
        people[figures.rows_of_places("population_by_age"), sexes] = numbers
        return people

    def rates(self, row: int) -> PeopleRates:
        """Rates of a place: assumed shapes, the country's level, the place's own factor."""
        return PeopleRates(
            np.minimum(self._death * self._local_death[row], 1.0),
            self._birth * self._local_birth[row],
            self._profiles[1],
            self._profiles[0],
            self._readings.value("share_girls"),
        )

    @cached_property
    def country_rates(self) -> PeopleRates:
        """The country's rates, without any place's own factor."""
        return PeopleRates(
            self._death, self._birth, self._profiles[1], self._profiles[0], self._readings.value("share_girls")
        )

    def leaving(self, row: int, people: Floats, rates: PeopleRates | None = None) -> float:
        """The level at which as many move out as were measured: moved out / sum(living x leave)."""
        known = rates or self.rates(row)
        movers = float((people * (1.0 - known.death) * known.leave).sum())
        return float(self.flows.moved_out[row]) / movers

    def start(self, row: int) -> Floats:
        """People by sex and age at the end of the last measured year, scaled to the measured total, shape (2, 101)."""
        rates, one, none = self.rates(row), np.ones(1), np.zeros(1)
        level, cells = self.leaving(row, self.ages[row]), fill_cells(self.ages[row], rates, one)
        for _ in range(self.flows.years):
            flows = step_people(cells, rates, one, one * level, none)
            let_arrive(cells, rates, flows, one * self.flows.moved_in[row])
        people = cells.people[:, :, 0]
        return np.asarray(people * (self.flows.people[row, -1] / people.sum()))

    @cached_property
    def _death(self) -> Floats:
        """The country's risk of dying: the level at which its people die as many as measured, found by halving."""
        slope = np.array([self._readings.value("mortality_slope_women"), self._readings.value("mortality_slope_men")])
        ratio = np.array([1.0, self._readings.value("mortality_men_to_women")])
        country, wanted = self.ages.sum(axis=0), self.flows.deaths.sum()
        low, high = -20.0, 0.0
        for _ in range(BISECTIONS):
            middle = (low + high) / 2.0
            risk = gompertz(np.exp(middle) * ratio, slope, self._readings.value("mortality_pivot_age"))
            too_many = (grow_older(country, risk, self.flows.years) * risk).sum() > wanted
            low, high = (low, middle) if too_many else (middle, high)
        return risk

    @cached_property
    def _mean_people(self) -> Floats:
        """People at the start of the measured years, mean of them, without moves, shape (municipalities, 2, 101)."""
        return grow_older(self.ages, self._death, self.flows.years)

    @cached_property
    def _birth(self) -> Floats:
        ages = self._readings.whole("fertility_first"), self._readings.whole("fertility_last")
        shape = bell(self._readings.value("fertility_mean_age"), self._readings.value("fertility_spread"), *ages)
        return np.asarray(shape * (self.flows.births.sum() / (self._mean_people[:, 0].sum(axis=0) @ shape)))

    @cached_property
    def _local_death(self) -> Floats:
        return self._shrink(self.flows.deaths, np.einsum("psa,sa->p", self._mean_people, self._death))

    @cached_property
    def _local_birth(self) -> Floats:
        return self._shrink(self.flows.births, np.einsum("pa,a->p", self._mean_people[:, 0], self._birth))

    def _shrink(self, seen: Floats, expected: Floats) -> Floats:
        weight = self._readings.value("local_shrinkage")
        return np.asarray((seen * self.flows.years + weight) / (expected * self.flows.years + weight))

    @cached_property
    def _profiles(self) -> tuple[Floats, Floats]:
        """How those who move in spread over sex and age (sums to 1), and the risk of moving out by age (at most 1).

        The table holds how inclined each age is to move; those who move in come from the whole country, so that their
        ages are its people times the inclination.
        """
        file = self._readings.catalogue.folder / "circle" / "moving_by_age.csv"
        table = read_table(file, ("age", "moving_in", "moving_out")).numbers(["age", "moving_in", "moving_out"])
        if table.shape[0] != AGES or np.isnan(table).any() or (table < 0).any():
            raise ContentError(file.name, "age", str(table.shape[0]), f"{AGES} ages without a blank")
        both = self.ages.sum(axis=0) * table[:, 1]
        return both / both.sum(), table[:, 2] / table[:, 2].max()


def grow_older(people: Floats, risk: Floats, years: int) -> Floats:
    """People at the start of each of some years, mean of them, who only die and grow older; shapes (..., 2, 101)."""
    now, total = people, np.zeros_like(people)
    for _ in range(years):
        total += now
        living = now * (1.0 - risk)
        now = np.zeros_like(living)
        now[..., 1:] = living[..., :-1]
        now[..., -1] += living[..., -1]
    return np.asarray(total / years)
