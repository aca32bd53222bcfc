"""Where people live, as points: a locality spread evenly over a disc of its area, or points that somebody gave."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspel.reach.globe import EARTH_RADIUS_M, SQUARE_METRES_PER_HECTARE
from samspel.reach.workplaces import CommuterGroup, Locality, Workplace
from samspel.terms.arrays import Floats, Ints

GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))


@dataclass(frozen=True)
class Origins:
    """Points with people: `points` shape (origins, 2) in degrees, `locality` the row in `localities`, `people` how many
    live at each, shape (origins,).
    """

    localities: tuple[Locality, ...]
    points: Floats
    locality: Ints
    people: Floats

    def weigh(self, per_locality: Floats) -> Floats:
        """Deal amounts per locality out over its points as its people are, shape (origins,)."""
        totals = np.bincount(self.locality, weights=self.people, minlength=len(self.localities))
        return np.asarray(per_locality[self.locality] * self.people / totals[self.locality])


def spread_localities(localities: Sequence[Locality], spacing_metres: float) -> Origins:
    """One point for every square of the spacing that a locality's area holds, at least its centre; people even.

    The points lie on a sunflower spiral in a disc of the locality's area, the first nearest the centre.
    """
    parts = [_spread(one, spacing_metres) for one in localities]
    counts = [len(part) for part in parts]
    people = [np.full(count, one.people / count) for count, one in zip(counts, localities, strict=True)]
    return Origins(
        tuple(localities),
        np.concatenate([np.empty((0, 2)), *parts]),
        np.repeat(np.arange(len(counts), dtype=np.int32), counts),
        np.concatenate([np.empty(0), *people]),
    )


def weigh_employees(origins: Origins, groups: Sequence[CommuterGroup], workplace: Workplace) -> Floats | None:
    """Employees of a workplace at each origin, shape (origins,); None when nobody has said where they live. Of
    localities with one name the largest is meant.
    """
    ascending = sorted(range(len(origins.localities)), key=lambda row: origins.localities[row].people)
    rows = {origins.localities[row].name: row for row in ascending}
    amounts = np.zeros(len(origins.localities))
    named = [group for group in groups if group.workplace == workplace.name]
    for group in named:
        amounts[rows[group.locality]] += group.employees
    return origins.weigh(amounts) if named else None


def _spread(locality: Locality, spacing: float) -> Floats:
    area = (locality.area_ha or 0.0) * SQUARE_METRES_PER_HECTARE
    count = max(1, round(area / spacing**2))
    steps = np.arange(count)
    radius = np.sqrt(steps / count) * np.sqrt(area / np.pi)
    north = radius * np.sin(steps * GOLDEN_ANGLE)
    east = radius * np.cos(steps * GOLDEN_ANGLE)
    latitude, longitude = locality.point
    return np.stack(
        [
            latitude + np.degrees(north / EARTH_RADIUS_M),
            longitude + np.degrees(east / EARTH_RADIUS_M) / np.cos(np.radians(latitude)),
        ],
        axis=1,
    )
