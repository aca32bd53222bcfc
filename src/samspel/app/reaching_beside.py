"""What ways beside the bus add to a shift: own bicycles to the stop and from it, and car parks by a stop."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from msgspec.structs import replace

from samspel.app.ordering import order_traffic
from samspel.app.reach_ground import Ground, Question, find_limits
from samspel.catalogue.loading import Catalogue
from samspel.reach.beside import go_by_stands, go_on_by_bicycle
from samspel.reach.flex import FlexRules
from samspel.reach.report import Beside, BesideKind, OrderedLine, TurnReach
from samspel.reach.shifts import MINUTE, Legs, ShiftSearch, Turn
from samspel.reach.stands import stand_at_places, stand_at_stations
from samspel.reach.summary import share_each
from samspel.reach.walking import Pace, link_points
from samspel.sources.workplaces import read_stations
from samspel.terms.arrays import Floats
from samspel.terms.units import KMH_TO_METRES_PER_SECOND


@dataclass(frozen=True)
class Besides:
    """The ways that were asked for, each giving the longer leg of every origin in minutes; the names of the car parks,
    and of those that no stop lies near, and the lines that must be ordered.
    """

    ways: tuple[tuple[BesideKind, Callable[[Turn], Floats]], ...]
    limits: tuple[float, ...]
    parkings: tuple[str, ...] = ()
    without_stop: tuple[str, ...] = ()
    ordered: tuple[OrderedLine, ...] = ()

    def add(self, reach: TurnReach, legs: Legs, people: Floats, employees: Floats | None) -> TurnReach:
        """A turn's record with what each way adds to the legs that it holds."""
        first = people if employees is None else employees
        found = []
        for kind, go in self.ways:
            best = np.minimum(legs.worst, go(legs.turn))
            found.append(
                Beside(
                    kind=kind,
                    people=share_each(best, people, self.limits),
                    employees=None if employees is None else share_each(best, employees, self.limits),
                    gained=tuple(float(first[(best <= one) & ~(legs.worst <= one)].sum()) for one in self.limits),
                )
            )
        return replace(reach, beside=tuple(found))


def prepare_besides(catalogue: Catalogue, search: ShiftSearch, ground: Ground, question: Question) -> Besides:
    """What the question asks for. Raises BadInputError for a list of car parks that cannot be used."""
    settings, network, points = ground.settings, search.network, search.origins.points
    bicycle = make_pace(settings, "cycle_to_stop_kmh", "cycle_to_stop_minutes")
    ways: list[tuple[BesideKind, Callable[[Turn], Floats]]] = []
    if question.cycles:
        ways.append(("cycle", partial(go_by_stands, search, stands=stand_at_stations(points, network, bicycle))))
    if question.cycles_on:
        ways.append(("cycle_on", partial(go_on_by_bicycle, search, pace=bicycle)))
    lines: tuple[OrderedLine, ...] = ()
    if question.orders:
        drive = make_pace(settings, "ordered_drive_kmh", "journey_search_minutes")
        rules = FlexRules(drive, round(settings["ordered_more_minutes"] * MINUTE))
        way, lines = order_traffic(search, question.timetables, rules)
        ways.append(("ordered", way))
    besides = Besides(tuple(ways), find_limits(ground), ordered=lines)
    return besides if question.parkings is None else _add_parkings(catalogue, search, settings, question, besides)


def _add_parkings(
    catalogue: Catalogue, search: ShiftSearch, settings: Mapping[str, float], question: Question, besides: Besides
) -> Besides:
    assert question.parkings is not None
    network, points = search.network, search.origins.points
    parkings = read_stations(question.parkings, catalogue)
    places = np.array([one.point for one in parkings]).reshape(-1, 2)
    drive, walk = make_pace(settings, "parking_drive_kmh", "parking_drive_minutes"), search.rules.between
    leave = round(settings["parking_minutes"] * MINUTE)
    stands = stand_at_places(points, places, network, drive, walk, leave)
    way: tuple[BesideKind, Callable[[Turn], Floats]] = ("parking", partial(go_by_stands, search, stands=stands))
    lonely = np.flatnonzero(np.diff(link_points(places, network.stops, walk).offsets) == 0)
    names = tuple(one.name for one in parkings)
    without = tuple(names[row] for row in lonely)
    return dataclasses.replace(besides, ways=(*besides.ways, way), parkings=names, without_stop=without)


def make_pace(settings: Mapping[str, float], kmh: str, minutes: str) -> Pace:
    """How somebody moves by the parameters of content/parameters/reach.toml; all ways bend alike."""
    return Pace(settings[kmh] * KMH_TO_METRES_PER_SECOND, settings["walk_detour"], round(settings[minutes]) * MINUTE)
