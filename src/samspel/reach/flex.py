"""Traffic that fetches people in an area when they have ordered it, between two times and without a timetable.

Somebody is fetched in one area of a trip and set down in a later one, each within its window; how long the ride takes
is assumed from the straight line. It leads between home and the gate, or between home and a stop where one goes on by
bus; one bus ride's change lies between. All is reckoned in the scan's own direction of time, so that the way out is the
way home with time turned round.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from samspel.reach.globe import measure_metres
from samspel.reach.network import Calendar
from samspel.reach.scan import NEVER, scan_tree
from samspel.reach.shifts import ShiftSearch, Trip
from samspel.reach.walking import Pace, link_points
from samspel.terms.arrays import Flags, Floats, Ints


@dataclass(frozen=True)
class Area:
    """Where people are fetched or set down: at `points`, shape (points, 2), and anywhere inside the `rings`, each shape
    (corners, 2), all in degrees; a ring inside another is a hole.
    """

    points: Floats
    rings: tuple[Floats, ...] = ()

    def holds(self, points: Floats) -> Flags:
        """Which points lie inside the rings, shape (points,): those from which a line crosses them an odd number of
        times.
        """
        inside = np.zeros(len(points), dtype=bool)
        for ring in self.rings:
            for (south, west), (north, east) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
                between = (south > points[:, 0]) != (north > points[:, 0])
                rise = north - south if north != south else 1.0
                inside ^= between & (points[:, 1] < (east - west) * (points[:, 0] - south) / rise + west)
        return inside


@dataclass(frozen=True)
class FlexCall:
    """An area of a trip, when it is served (seconds of the service day), and whether one gets on and off there."""

    area: Area
    opens: int
    closes: int
    boards: bool
    alights: bool


@dataclass(frozen=True)
class FlexTrip:
    """A trip without a timetable: its line, the service of a calendar that it runs on, and its areas in order."""

    line: str
    calendar: Calendar
    service: int
    calls: tuple[FlexCall, ...]


@dataclass(frozen=True)
class FlexRules:
    """How long an ordered ride takes: by the straight line, and so many seconds more for others who ride along."""

    drive: Pace
    more_seconds: int

    def seconds(self, one: Floats, other: Floats) -> Ints:
        """From each of some points to each of others, shape (points, others)."""
        return self.drive.seconds(measure_metres(one[:, None, :], other[None, :, :])) + self.more_seconds


def go_by_order(search: ShiftSearch, trip: Trip, trips: Sequence[FlexTrip], rules: FlexRules) -> Floats:
    """Seconds of a leg that each origin makes by one of the trips, infinite where there is none; shape (origins,)."""
    start = -trip.limit if trip.outward else trip.limit
    horizon = search.rules.horizon_seconds
    tree = scan_tree(*search.direct(trip.day, trip.outward), *search.gate(trip.workplace), start, horizon)
    best = np.full(len(search.origins.people), np.inf)
    for flex in trips:
        for near, far, shift in _list_rides(search, trip, flex):
            nodes, at = _reach_nodes(search, trip, near, tree.ride, start)
            opens, closes = _window(trip, near, shift)
            at = np.maximum(at, opens)
            kept = at <= closes
            if kept.any():
                ends = _window(trip, far, shift)
                best = np.minimum(best, _set_down(search, far, nodes[kept], at[kept], ends, rules))
    leg = best + (trip.counted if trip.outward else -trip.counted)
    return np.where(leg <= horizon, leg, np.inf)


def _list_rides(search: ShiftSearch, trip: Trip, flex: FlexTrip) -> Iterator[tuple[FlexCall, FlexCall, int]]:
    """Pairs of areas, that at the gate's end and that at the home's, on the days around a leg's own, with the seconds
    that their service day begins later.
    """
    for step in (-1, 0, 1):
        day = trip.day + timedelta(days=step)
        if not flex.calendar.running(day)[flex.service]:
            continue
        shift = search.timeline.offset(trip.day, day)
        for number, first in enumerate(flex.calls):
            for second in flex.calls[number + 1 :]:
                if first.boards and second.alights:
                    yield (second, first, shift) if trip.outward else (first, second, shift)


def _window(trip: Trip, call: FlexCall, shift: int) -> tuple[int, int]:
    """When an area is served, in the scan's own time."""
    opens, closes = call.opens + shift, call.closes + shift
    return (-closes, -opens) if trip.outward else (opens, closes)


def _reach_nodes(search: ShiftSearch, trip: Trip, call: FlexCall, ride: Ints, start: int) -> tuple[Floats, Floats]:
    """Where one may be fetched in an area, shape (nodes, 2), and when one is there from the gate, on foot or by bus."""
    area, network = call.area, search.network
    gate = np.array([search.workplaces[trip.workplace].point])
    ready = np.where(ride < NEVER, ride + float(search.rules.change_seconds), np.inf)
    inside = np.flatnonzero(area.holds(np.nan_to_num(network.stops.points)) & np.isfinite(ready))
    walk = _walk(search.rules.walk, area.points, gate)[:, 0]
    links = link_points(area.points, network.stops, search.rules.between)
    at = np.where(np.isfinite(walk), start + walk, np.inf)
    origin = np.repeat(np.arange(links.count), np.diff(links.offsets))
    np.minimum.at(at, origin, ready[links.stop] + links.seconds)
    at_gate = np.full(int(area.holds(gate)[0]), float(start))
    points = np.concatenate([gate[: len(at_gate)], area.points, network.stops.points[inside]])
    return points, np.concatenate([at_gate, at, ready[inside]])


def _set_down(
    search: ShiftSearch, call: FlexCall, nodes: Floats, at: Floats, window: tuple[int, int], rules: FlexRules
) -> Floats:
    """When each origin is at home, infinite where it is not; shape (origins,)."""
    points, area = search.origins.points, call.area
    opens, closes = window

    def arrive(goals: Floats) -> Floats:
        down = np.maximum((at[:, None] + rules.seconds(nodes, goals)).min(axis=0), opens)
        return np.where(down <= closes, down, np.inf)

    home = np.full(len(points), np.inf)
    inside = area.holds(points)
    if inside.any():
        home[inside] = arrive(points[inside])
    if len(area.points):
        walk = _walk(search.rules.walk, area.points, points)
        home = np.minimum(home, (arrive(area.points)[:, None] + walk).min(axis=0))
    return home


def _walk(pace: Pace, points: Floats, others: Floats) -> Floats:
    """Seconds on foot, infinite beyond the longest walk; shape (points, others)."""
    seconds = pace.seconds(measure_metres(points[:, None, :], others[None, :, :]))
    return np.where(seconds <= pace.longest_seconds, seconds, np.inf)
