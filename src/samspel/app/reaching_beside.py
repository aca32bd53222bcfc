"""What ways beside the bus add to a shift: own bicycles to the stop and from it, and car parks by a stop."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
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
from samspel.reach.stands import find_near, stand_at_places, stand_at_stations
from samspel.reach.summary import share_each
from samspel.reach.walking import Pace, link_points
from samspel.reach.workplaces import Station
from samspel.sources.workplaces import read_stations
from samspel.terms.arrays import Floats
from samspel.terms.units import KMH_TO_METRES_PER_SECOND


@dataclass(frozen=True, kw_only=True)
class Besides:
    """The ways that were asked for, each giving the longer leg of every origin in minutes; the names of the car parks,
    which are `is_drawn` those of the road map, and of those that no stop lies near, and the lines that must be ordered.
    """

    ways: tuple[tuple[BesideKind, Callable[[Turn], Floats]], ...]
    limits: tuple[float, ...]
    parkings: tuple[str, ...] = ()
    is_drawn: bool = False
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
    besides = Besides(ways=tuple(ways), limits=find_limits(ground), ordered=lines)
    return _add_parkings(search, settings, _find_parkings(catalogue, search, ground, question), besides)


def _find_parkings(
    catalogue: Catalogue, search: ShiftSearch, ground: Ground, question: Question
) -> tuple[tuple[Station, ...], bool]:
    """The car parks, and whether they are those that the road map marks, of which those are taken that somebody may
    drive to; a list goes before the map.
    """
    if question.parkings is not None:
        return tuple(read_stations(question.parkings, catalogue)), False
    drive, places = _make_drive(ground.settings), _place(ground.parkings)
    near = find_near(search.origins.points, places, drive).tolist()
    return tuple(ground.parkings[row] for row in near), True


def _make_drive(settings: Mapping[str, float]) -> Pace:
    return make_pace(settings, "parking_drive_kmh", "parking_drive_minutes")


def _place(parkings: Sequence[Station]) -> Floats:
    return np.array([one.point for one in parkings]).reshape(-1, 2)


def _add_parkings(
    search: ShiftSearch, settings: Mapping[str, float], found: tuple[tuple[Station, ...], bool], besides: Besides
) -> Besides:
    """With a way by the car parks, where there are any."""
    parkings, is_drawn = found
    if not parkings:
        return besides
    network, points, places = search.network, search.origins.points, _place(parkings)
    drive, walk = _make_drive(settings), search.rules.between
    leave = round(settings["parking_minutes"] * MINUTE)
    stands = stand_at_places(points, places, network, drive, walk, leave)
    way: tuple[BesideKind, Callable[[Turn], Floats]] = ("parking", partial(go_by_stands, search, stands=stands))
    lonely = np.flatnonzero(np.diff(link_points(places, network.stops, walk).offsets) == 0)
    names = tuple(one.name for one in parkings)
    without = tuple(names[row] for row in lonely)
    return dataclasses.replace(
        besides, ways=(*besides.ways, way), parkings=names, is_drawn=is_drawn, without_stop=without
    )


def make_pace(settings: Mapping[str, float], kmh: str, minutes: str) -> Pace:
    """How somebody moves by the parameters of content/parameters/reach.toml; all ways bend alike."""
    return Pace(settings[kmh] * KMH_TO_METRES_PER_SECOND, settings["walk_detour"], round(settings[minutes]) * MINUTE)
