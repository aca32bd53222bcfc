"""Tells a journey: which bus from where and when, so that anybody can check it against the timetable."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from samspel.reach.connections import Connections
from samspel.reach.links import Links
from samspel.reach.scan import BY_ACCESS, BY_CHANGE, NEVER, Tree, scan_tree
from samspel.reach.shifts import ShiftSearch, Trip
from samspel.terms.arrays import Ints, Longs

MOST_RIDES = 20
"""Where a journey is cut off; the labels of a scan never make one that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """A ride on one trip: line, direction, and where and when one gets on and off. `board_row` is the stop where it
    leaves, `departs` the second of the leg's service day.
    """

    line: str
    towards: str
    board: str
    boards_at: datetime
    alight: str
    alights_at: datetime
    board_row: int
    departs: int


@dataclass(frozen=True, slots=True)
class Journey:
    """Rides in order of time with the walks before, between and after them, seconds: one more than there are rides.

    `leaves_at` and `arrives_at` are door to door, or door to gate.
    """

    leaves_at: datetime
    arrives_at: datetime
    walks: tuple[int, ...]
    rides: tuple[Ride, ...]


class JourneyTeller:
    """Tells journeys of one search; each trip is scanned once."""

    def __init__(self, search: ShiftSearch) -> None:
        self._search = search
        self._trees: dict[Trip, Tree] = {}

    def tell(self, trip: Trip, origin: int, links: Links | None = None) -> Journey | None:
        """The journey of an origin by walk and ride (or by another way to stops); None where there is none, or where
        the leg is longer than what is searched.
        """
        links = links or self._search.walks
        tree = self._tree(trip)
        span = slice(links.offsets[origin], links.offsets[origin + 1])
        stops, seconds = links.stop[span], links.seconds[span]
        at = np.where(tree.ride[stops] < NEVER, tree.ride[stops] + seconds, NEVER)
        if not len(at) or at.min() == NEVER:
            return None
        best = int(at.argmin())
        leg = int(at[best]) + (trip.counted if trip.outward else -trip.counted)
        if leg > self._search.rules.horizon_seconds:
            return None
        legs = self._unwind(trip, tree, int(stops[best]))
        return self._turn(trip, legs, int(seconds[best]), int(at[best]))

    def _tree(self, trip: Trip) -> Tree:
        if trip not in self._trees:
            search = self._search
            connections, footpaths = search.direct(trip.day, trip.outward)
            stops, seconds = search.gate(trip.workplace)
            limit = -trip.limit if trip.outward else trip.limit
            self._trees[trip] = scan_tree(connections, footpaths, stops, seconds, limit, search.rules.horizon_seconds)
        return self._trees[trip]

    def _unwind(self, trip: Trip, tree: Tree, stop: int) -> list[tuple[int, int, int]]:
        """From the door back to the gate: (connection boarded, connection alighted, seconds walked to board), in the
        scan's own direction of time, last ride first.
        """
        search = self._search
        connections, footpaths = search.direct(trip.day, trip.outward)
        legs = []
        for _ in range(MOST_RIDES):
            off = int(tree.ridden[stop])
            on = int(tree.boarded[connections.run[off]])
            start = int(connections.source[on])
            before = int(tree.before[start])
            walked = _walk_to(start, before, footpaths.offsets, footpaths.target, footpaths.seconds)
            legs.append((on, off, self._gate_seconds(trip, start) if before == BY_ACCESS else walked))
            if before == BY_ACCESS:
                break
            stop = start if before == BY_CHANGE else before
        return legs

    def _gate_seconds(self, trip: Trip, stop: int) -> int:
        stops, seconds = self._search.gate(trip.workplace)
        return int(seconds[stops == stop].min())

    def _turn(self, trip: Trip, legs: list[tuple[int, int, int]], door: int, at: int) -> Journey:
        """The legs in order of time."""
        connections, _ = self._search.direct(trip.day, trip.outward)
        if trip.outward:
            rides = tuple(self._ride(trip.day, connections, off, on, -1) for on, off, _ in legs)
            walks = (door, *(walk for _, _, walk in legs))
            leaves, arrives = -at, -int(connections.begins[legs[-1][0]]) + legs[-1][2]
        else:
            rides = tuple(self._ride(trip.day, connections, on, off, 1) for on, off, _ in reversed(legs))
            walks = (*(walk for _, _, walk in reversed(legs)), door)
            leaves, arrives = int(connections.begins[legs[-1][0]]) - legs[-1][2], at
        wall = self._search.timeline.wall
        return Journey(wall(trip.day, leaves), wall(trip.day, arrives), walks, rides)

    def _ride(self, day: date, connections: Connections, first: int, last: int, sign: int) -> Ride:
        """A ride from the beginning of one connection to the end of another, in order of time."""
        network, wall = self._search.network, self._search.timeline.wall
        starts, ends = (
            (connections.source, connections.target) if sign > 0 else (connections.target, connections.source)
        )
        begins, finishes = (
            (connections.begins, connections.ends) if sign > 0 else (connections.ends, connections.begins)
        )
        rows = [int(connections.run[one]) % len(network.trips.ids) for one in (first, last)]
        # Who stays on board while the vehicle changes its number is told both.
        lines = dict.fromkeys(network.routes.names[int(network.trips.route[row])] for row in rows)
        row = rows[0]
        return Ride(
            line=" → ".join(lines),
            towards=network.trips.headsigns[row],
            board=network.stops.names[int(starts[first])],
            boards_at=wall(day, sign * int(begins[first])),
            alight=network.stops.names[int(ends[last])],
            alights_at=wall(day, sign * int(finishes[last])),
            board_row=int(starts[first]),
            departs=sign * int(begins[first]),
        )


def _walk_to(start: int, before: int, offsets: Longs, target: Ints, seconds: Ints) -> int:
    """Seconds of the footpath between two rides, 0 for a change at the same stop."""
    if before < 0:
        return 0
    paths = slice(offsets[before], offsets[before + 1])
    return int(seconds[paths][target[paths] == start][0])
