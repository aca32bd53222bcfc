"""What a reckoning over a road map stands on: the question, the homes of the people, and the networks they travel."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.reach.cycling import CycleNetworks, make_cycle_networks
from samspel.reach.origins import Origins, weigh_employees
from samspel.reach.road_map import RoadMap
from samspel.reach.road_network import Network
from samspel.reach.roads import make_car_network
from samspel.reach.street_homes import spread_people
from samspel.reach.surgery import Hospital
from samspel.reach.workplaces import CommuterGroup, Locality, Station, Workplace
from samspel.terms.arrays import Floats, Longs


@dataclass(frozen=True, kw_only=True)
class RoadQuestion:
    """What is asked of a map. The first `own` localities belong to the place; the others only house employees.

    `hospitals` is a list that goes before the built-in one; `parameters` are values by parameter id that go before the
    catalogue's.
    """

    road_map: Path
    localities: tuple[Locality, ...]
    own: int
    workplaces: tuple[Workplace, ...] = ()
    groups: tuple[CommuterGroup, ...] = ()
    stations: Path | None = None
    hospitals: Path | None = None
    parameters: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Homes:
    """Where people live: `points` shape (homes, 2), the row of the locality, and its part of the locality's people."""

    points: Floats
    locality: Longs
    part: Floats


@dataclass(frozen=True)
class Ground:
    """What a reckoning stands on."""

    catalogue: Catalogue
    question: RoadQuestion
    road_map: RoadMap

    @property
    def own(self) -> tuple[Locality, ...]:
        """The place's own localities."""
        return self.question.localities[: self.question.own]

    @cached_property
    def centres(self) -> Floats:
        """Points of the place's own localities, shape (own, 2)."""
        return place_all(self.own)

    @cached_property
    def inhabitants(self) -> Floats:
        """People of the place's own localities, shape (own,)."""
        return np.array([one.people for one in self.own], dtype=np.float64)

    @cached_property
    def sites(self) -> Floats:
        """Points of the workplaces, shape (sites, 2)."""
        return place_all(self.question.workplaces)

    @cached_property
    def cars(self) -> Network:
        """The network for cars."""
        return make_car_network(self.catalogue, self.road_map, self.homes.points, self.people)

    @cached_property
    def bicycles(self) -> CycleNetworks:
        """The networks for bicycles."""
        return make_cycle_networks(self.catalogue, self.road_map, self.homes.points, self.people)

    @cached_property
    def homes(self) -> Homes:
        """Homes of all localities, those that only house employees too."""
        localities = self.question.localities
        hectares = np.array([one.area_ha or 0.0 for one in localities])
        made = spread_people(self.catalogue, self.road_map, place_all(localities), np.ones(len(localities)), hectares)
        return Homes(made.points, made.locality, made.people)

    @cached_property
    def people(self) -> Floats:
        """People of the place at each home, shape (homes,): none in a locality that only houses employees."""
        inhabitants = np.zeros(len(self.question.localities))
        inhabitants[: self.question.own] = self.inhabitants
        return np.asarray(inhabitants[self.homes.locality] * self.homes.part)

    def employees(self, site: Workplace) -> Floats | None:
        """Employees of a workplace at each home, shape (homes,); None when nobody has said where they live."""
        rows = self.homes.locality.astype(np.int32)
        origins = Origins(self.question.localities, self.homes.points, rows, self.homes.part)
        return weigh_employees(origins, self.question.groups, site)

    def weights(self, site: Workplace) -> Floats:
        """Those who travel to a workplace: its employees where known, else the place's people; shape (homes,)."""
        employees = self.employees(site)
        return self.people if employees is None else employees

    def average(self, minutes: Floats, weights: Floats) -> float | None:
        """The weighted mean of known minutes; None when they are known for less than the least share."""
        known = ~np.isnan(minutes)
        counted = float(weights[known].sum())
        if counted <= 0.0 or counted < self.catalogue.value("least_map_coverage") * float(weights.sum()):
            return None
        return float(weights[known] @ minutes[known]) / counted


def place_all(places: Sequence[Locality | Workplace | Station | Hospital]) -> Floats:
    """Points as an array, shape (places, 2)."""
    return np.array([one.point for one in places], dtype=np.float64).reshape(-1, 2)
