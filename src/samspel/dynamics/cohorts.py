"""Where the ages of many places alone lead, when net moving goes on as it was: the cohort half of the baseline.

Axes: places x age (0..100, the last one open), both sexes together. Levels of death and birth are found so that the
country's come out, and each place has its own factor on both, drawn towards 1 where few events were seen.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats

BISECTIONS = 50
MOST_LEAVING = 0.9
STEEPEST = 1.5
"""How far ages may lean towards young or old within a band, in logarithms from its middle to its end."""


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """Shapes over age, each (101,): hazard of dying and births a person at any level, inclination to move out and in.

    `shrinkage` is how many events a place's own factor must outweigh.
    """

    death: Floats
    birth: Floats
    moving_out: Floats
    moving_in: Floats
    shrinkage: float


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen of many places until a year, each (places,); NaN where a flow is not known.

    `births`, `deaths` and `moved_out` are means of a year, over `years` years; `growth` is the mean yearly change of
    people and `natural` births less deaths over the same years.
    """

    births: Floats
    deaths: Floats
    moved_out: Floats
    growth: Floats
    natural: Floats
    years: int


def spread_ages(groups: Floats, edges: tuple[tuple[int, int], ...], death: Floats) -> Floats:
    """Single years of age out of groups: as many of each age as would live that long, shape (places, 101)."""
    alive = np.exp(-np.concatenate([[0.0], np.cumsum(death)[:-1]]))
    ages = np.zeros((groups.shape[1], len(death)))
    for number, (first, last) in enumerate(edges):
        shape = alive[first : last + 1]
        ages[:, first : last + 1] = groups[number][:, None] * (shape / shape.sum())
    return ages


def lean_ages(ages: Floats, mean_age: Floats, first: int, last: int) -> Floats:
    """Lean the ages `first` to `last` so that the mean age comes nearer to the known one; NaN leaves them alone."""
    span = last + 1 - first
    middle = (first + last) / 2.0
    place = (np.arange(first, last + 1) - middle) / span
    part = ages[:, first : last + 1]
    total = ages.sum(axis=1)
    known = np.where(np.isfinite(mean_age), mean_age, ages @ np.arange(ages.shape[1]) / total)
    short = (known - ages @ np.arange(ages.shape[1]) / total) / span * total
    width = part @ place**2 - (part @ place) ** 2 / part.sum(axis=1)
    leaned = part * np.exp(np.clip(short / width, -STEEPEST, STEEPEST)[:, None] * place)
    leaned *= (part.sum(axis=1) / leaned.sum(axis=1))[:, None]
    return np.concatenate([ages[:, :first], leaned, ages[:, last + 1 :]], axis=1)


def grow_cohorts(ages: Floats, seen: Seen, shapes: Shapes, years: int) -> Floats:
    """People of each place at the end of each year, shape (places, years): births, deaths and moving out by age, and
    moving in such that net moving is as many as it was.
    """
    risk, birth = _find_risk(ages, seen, shapes), _find_births(ages, seen, shapes)
    natural = np.where(np.isfinite(seen.natural), seen.natural, (ages * birth).sum(axis=1) - (ages * risk).sum(axis=1))
    inclined = ages @ shapes.moving_out
    known = np.isfinite(seen.moved_out)
    usual = seen.moved_out[known].sum() / ages[known].sum() if known.any() else 0.0
    out = np.where(known, seen.moved_out, usual * ages.sum(axis=1))
    level = out / inclined
    arriving = np.maximum(out + seen.growth - natural, 0.0)
    arrive = ages.sum(axis=0) * shapes.moving_in
    arrive /= arrive.sum()
    people, course = ages.copy(), np.empty((len(ages), years))
    for year in range(years):
        born = (people * birth).sum(axis=1)
        staying = people * (1.0 - risk) * (1.0 - np.minimum(shapes.moving_out * level[:, None], MOST_LEAVING))
        people = arriving[:, None] * arrive
        people[:, 1:] += staying[:, :-1]
        people[:, -1] += staying[:, -1]
        people[:, 0] += born
        course[:, year] = people.sum(axis=1)
    return course


def _find_risk(ages: Floats, seen: Seen, shapes: Shapes) -> Floats:
    """Risk of dying by place and age: the country's level by halving, the place's own factor."""
    known = np.isfinite(seen.deaths)
    country, wanted = ages[known].sum(axis=0), seen.deaths[known].sum()
    low, high = -15.0, 0.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        risk = -np.expm1(-np.exp(middle) * shapes.death)
        low, high = (low, middle) if (country @ risk) > wanted else (middle, high)
    own = _own(seen.deaths, ages @ risk, seen.years, shapes.shrinkage)
    return np.asarray(np.minimum(own[:, None] * risk, 1.0))


def _find_births(ages: Floats, seen: Seen, shapes: Shapes) -> Floats:
    """Births a person by place and age."""
    known = np.isfinite(seen.births)
    each = shapes.birth * (seen.births[known].sum() / (ages[known].sum(axis=0) @ shapes.birth))
    return np.asarray(_own(seen.births, ages @ each, seen.years, shapes.shrinkage)[:, None] * each)


def _own(seen: Floats, expected: Floats, years: int, shrinkage: float) -> Floats:
    """Each place's own factor; 1 where nothing was seen."""
    factor = (seen * years + shrinkage) / (expected * years + shrinkage)
    return np.where(np.isfinite(factor), factor, 1.0)
