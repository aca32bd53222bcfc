"""What it costs to miss a change: when one arrives by the next way there is, if the ride has just gone.

Somebody who misses a ride stands at the stop where it left, the second after, and goes on by the timetable as early as
can be, on foot the whole way where that is near enough.
"""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from samspel.reach.journeys import Journey
from samspel.reach.scan import NEVER, scan_tree
from samspel.reach.shifts import ShiftSearch, Trip
from samspel.terms.arrays import Ints


@dataclass(frozen=True, slots=True)
class Missed:
    """A ride of a journey that one changes to, by its line and where it leaves, and when one arrives without it; None
    where there is no way within the longest journey.
    """

    line: str
    stop: str
    arrives_at: datetime | None


class MissTeller:
    """Tells what missed changes cost in one search; each stop and time is scanned once."""

    def __init__(self, search: ShiftSearch) -> None:
        self._search = search
        self._rides: dict[tuple[date, int, int], Ints] = {}

    def tell(self, trip: Trip, origin: int, journey: Journey) -> tuple[Missed, ...]:
        """For each change of a journey, in order."""
        walks = self._search.walks
        span = slice(walks.offsets[origin], walks.offsets[origin + 1])
        home = walks.stop[span], walks.seconds[span]
        stops, seconds = self._search.gate(trip.workplace) if trip.outward else home
        found = []
        for ride in journey.rides[1:]:
            at = self._find(trip.day, ride.board_row, ride.departs + 1)
            reached = np.where(at[stops] < NEVER, at[stops] + seconds, NEVER)
            on_foot = seconds[stops == ride.board_row] + ride.departs + 1
            earliest = int(min([*reached.tolist(), *on_foot.tolist()], default=NEVER))
            arrives = None if earliest >= NEVER else self._search.timeline.wall(trip.day, earliest)
            found.append(Missed(ride.line, ride.board, arrives))
        return tuple(found)

    def _find(self, day: date, stop: int, at: int) -> Ints:
        """The earliest ride to each stop for who stands at a stop, shape (stops,)."""
        key = (day, stop, at)
        if key not in self._rides:
            connections, footpaths = self._search.direct(day, outward=False)
            near = slice(footpaths.offsets[stop], footpaths.offsets[stop + 1])
            stops = np.concatenate([[stop], footpaths.target[near]]).astype(np.int32)
            seconds = np.concatenate([[0], footpaths.seconds[near]]).astype(np.int32)
            horizon = self._search.rules.horizon_seconds
            self._rides[key] = scan_tree(connections, footpaths, stops, seconds, at, horizon).ride
        return self._rides[key]
