"""Where people work and when, where they live, and how many go from the one to the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspel.terms.arrays import Floats

DAY_MINUTES = 24 * 60
Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Working hours in minutes of the day. `weekdays` (0 is Monday) are the days on which the shift begins.

    `before` is how many minutes before it begins people must be at the workplace, `after` how many they need from its
    end until they can leave.
    """

    name: str
    begins: int
    ends: int
    weekdays: frozenset[int]
    before: int
    after: int

    @property
    def ends_next_day(self) -> bool:
        """Whether it ends before it begins by the clock, and so on the day after."""
        return self.ends <= self.begins

    @property
    def length(self) -> int:
        """Minutes from beginning to end."""
        return (self.ends - self.begins) % DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workplace with its gate. `employees` are all who work there, None where nobody has said."""

    name: str
    point: Point
    employees: int | None
    shifts: tuple[Shift, ...]


def weigh_workplaces(workplaces: Sequence[Workplace]) -> Floats:
    """How much each counts in a mean of workplaces, shape (workplaces,): its employees, or all alike where one of them
    has not said.
    """
    sizes = [one.employees or 0 for one in workplaces]
    return np.array(sizes, dtype=np.float64) if all(sizes) else np.ones(len(sizes))


@dataclass(frozen=True, slots=True)
class Locality:
    """A place where people live, with the point of its centre; `area_ha` is None where nobody has said."""

    name: str
    point: Point
    people: int
    area_ha: float | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """A goal or a start with a name: a hospital, an ambulance station or a car park."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class CommuterGroup:
    """How many live in a locality and work at a workplace, both by name."""

    workplace: str
    locality: str
    employees: int


@dataclass(frozen=True, slots=True)
class Box:
    """Latitudes and longitudes between limits, in degrees."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the box or on its edge."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east
