"""The cost that the ages of a municipality's people call for, from assumed weights."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from samspel.catalogue.checks import AGE_TABLE
from samspel.catalogue.records.settings import AgeGroup
from samspel.dynamics.equalisation import scale_weights
from samspel.economy.bodies import Body
from samspel.economy.grounds import Ground, find_latest_year
from samspel.economy.steps import list_once
from samspel.observations.building import Observations
from samspel.observations.figures import Figures
from samspel.terms.arrays import Floats
from samspel.terms.origin import Basis, Origin, weakest


@dataclass(frozen=True)
class GroupCost:
    """An age group: people here, its share here and in the country, and the assumed cost per person, kronor a year."""

    group: AgeGroup
    people: float
    share: float
    country_share: float
    cost: float


@dataclass(frozen=True, kw_only=True)
class AgeCost:
    """What the ages call for, kronor per inhabitant and year, here and in the country; from assumed weights."""

    groups: tuple[GroupCost, ...]
    here: float
    country: float
    people_year: int
    cost_year: int
    basis: Basis
    origins: tuple[Origin, ...]

    @property
    def difference(self) -> float:
        """Here less the country: an approximation of the age part of the cost equalisation."""
        return self.here - self.country


def measure_ages(observations: Observations, ground: Ground, own: Body) -> AgeCost | None:
    """The cost that the ages call for; nothing for a region, whose services the weights do not cover, and for years up
    to that of the ages.
    """
    people_year = observations.figures.table(AGE_TABLE).year or 0
    costs = observations.series(observations.catalogue.inputs.expenditure)
    cost_year = find_latest_year(costs, ground.year - 1)
    spent = float((costs.in_year(cost_year)[: ground.count] * ground.inhabitants).sum())
    if "municipality" not in own.roles or np.isnan(spent) or ground.year <= people_year:
        return None
    people = _people_by_group(observations, ground)
    country, here, row = people.sum(axis=0), people[own.place.index], own.place.index
    each = scale_weights(_weights(observations), country, spent)
    groups = observations.catalogue.age_groups
    everybody = float(ground.inhabitants.sum())
    at_home = float(ground.inhabitants[row])
    parameters = [observations.catalogue.parameters[group.weight] for group in groups]
    return AgeCost(
        groups=tuple(
            GroupCost(group, float(here[n]), float(here[n]) / at_home, float(country[n]) / everybody, float(each[n]))
            for n, group in enumerate(groups)
        ),
        here=float(here @ each) / at_home,
        country=spent / everybody,
        people_year=people_year,
        cost_year=cost_year,
        basis=weakest(Basis.ESTIMATED, *(parameter.basis for parameter in parameters)),
        origins=list_once((observations.figures.origin(AGE_TABLE), *ground.find_origins(own.rows), *costs.origins)),
    )


def _weights(observations: Observations) -> Floats:
    return np.array([observations.catalogue.value(group.weight) for group in observations.catalogue.age_groups])


def _people_by_group(observations: Observations, ground: Ground) -> Floats:
    """People in each age group, scaled to the inhabitants on 1 November, shape (municipalities, groups)."""
    ages, by_age = _people_by_age(observations.figures, ground.count)
    groups = [
        by_age[:, [ages.index(f"age_{age}") for age in range(group.first, group.last + 1)]].sum(axis=1)
        for group in observations.catalogue.age_groups
    ]
    return np.asarray(np.column_stack(groups) * (ground.inhabitants / by_age.sum(axis=1))[:, np.newaxis])


@lru_cache(maxsize=1)
def _people_by_age(figures: Figures, count: int) -> tuple[tuple[str, ...], Floats]:
    """The columns of ages, and women and men together in each, shape (municipalities, ages); kept, since it is long."""
    columns = tuple(column for column in figures.table(AGE_TABLE).columns if column.startswith("age_"))
    by_age = np.zeros((count, len(columns)))
    np.add.at(by_age, figures.rows_of_places(AGE_TABLE), figures.numbers(AGE_TABLE, columns))
    return columns, by_age
