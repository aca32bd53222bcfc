"""Who makes which shift when one departure is added or moved: both legs in the timetable as it would then be.

A run that nobody needs for coming as early as can be is taken away without a trace, so only those turns are searched
anew whose tree rides on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from samspel.reach.connections import Connections
from samspel.reach.judging import begin, find_latest, find_used
from samspel.reach.links import Footpaths
from samspel.reach.patterns import Pattern, copy_trip
from samspel.reach.scan import NEVER, Tree, scan_more, scan_tree
from samspel.reach.shifts import MINUTE, Legs, ShiftSearch, Trip, Turn
from samspel.terms.arrays import Floats, Ints

Case = tuple[Turn, Legs, Floats]
"""A turn, its legs by the timetable as it is, and the weights of its origins."""


@dataclass(frozen=True, slots=True)
class Change:
    """A departure put into the timetable of a service day: a copy of a trip, so many seconds `later` than the trip
    itself, in the place of the trip `instead`; None where it is added.
    """

    day: date
    trip: int
    later: int
    instead: int | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """Weights that make both legs, and this leg, within the limit and did not before."""

    both: float
    leg: float


@dataclass(frozen=True, slots=True)
class _Known:
    """A leg by the timetable as it is: the seconds at the doors as far as they matter, and the runs that are needed."""

    found: Ints
    used: frozenset[int]


class ChangedTraffic:
    """Reckons turns of one search with a departure changed."""

    def __init__(self, search: ShiftSearch, limit_minutes: float) -> None:
        self._search, self._limit = search, limit_minutes
        self._known: dict[object, _Known] = {}

    def gain(self, case: Case, change: Change, outward: bool) -> Gain:
        """What a case gains by a change."""
        turn, before, weights = case
        legs = self._legs(turn, change)
        both = (legs.worst <= self._limit) & ~(before.worst <= self._limit)
        now, then = (legs.out, before.out) if outward else (legs.home, before.home)
        leg = (now <= self._limit) & ~(then <= self._limit)
        return Gain(float(weights[both].sum()), float(weights[leg].sum()))

    def lose_most(self, changes: Sequence[Change], cases: Sequence[Case]) -> float:
        """The loss on the worst of the days of one and the same change; days with the same traffic are judged once."""
        losses: dict[object, float] = {}
        for change in changes:
            met = [case for case in cases if self._needs(case[0], change)]
            key = (change.instead, tuple(self._identify(case[0], change.day) for case in met))
            if key not in losses:
                losses[key] = sum(self._lose(case, change) for case in met)
        return max(losses.values(), default=0.0)

    def find(self, trip: Trip) -> Ints:
        """Seconds at the doors by the timetable as it is, as `ShiftSearch.search` gives them, as far as they matter."""
        return self._know(trip).found

    def _know(self, trip: Trip) -> _Known:
        key = (trip.workplace, trip.outward, trip.limit, self._search.timeline.signature(trip.day))
        if key not in self._known:
            connections, footpaths = self._search.direct(trip.day, trip.outward)
            tree = self._scan(trip, connections, footpaths)
            last = self._find_last(trip)
            self._known[key] = _Known(tree.ride[self._search.doors], find_used(tree, connections, last))
        return self._known[key]

    def _scan(self, trip: Trip, connections: Connections, footpaths: Footpaths) -> Tree:
        start = begin(trip)
        gate = self._search.gate(trip.workplace)
        return scan_tree(connections, footpaths, *gate, start, self._find_last(trip) - start)

    def _find_last(self, trip: Trip) -> int:
        """The latest time of the scan at a door that can matter: with which the leg is made. Where somebody may cycle,
        or walk the whole way and take longer, the way is chosen by legs that are not made too.
        """
        rules, shifts = self._search.rules, self._search.workplaces[trip.workplace].shifts
        margin = max(max(shift.before, shift.after) for shift in shifts)
        farthest = begin(trip) + rules.horizon_seconds
        if rules.cycle is not None or rules.walk.longest_seconds > (self._limit - margin) * MINUTE:
            return farthest
        return min(farthest, find_latest(self._search, trip, self._limit))

    def _legs(self, turn: Turn, change: Change) -> Legs:
        out, home = (self._find_changed(trip, change) for trip in self._search.plan(turn))
        return self._search.join(turn, out, home)

    def _find_changed(self, trip: Trip, change: Change) -> Ints:
        if not self._meets(trip, change):
            return self.find(trip)
        search = self._search
        connections, footpaths = search.direct(trip.day, trip.outward)
        if change.instead is not None:
            run = search.timeline.first_run(trip.day, change.day) + change.instead
            connections = connections.without(run)
        tree = self._scan(trip, connections, footpaths)
        later = change.later + search.timeline.offset(trip.day, change.day)
        pattern = copy_trip(search.network, change.trip, trip.outward)
        stops, at = _ride(pattern, -later if trip.outward else later, tree.ready)
        ride = scan_more(connections, footpaths, tree, stops, at, self._find_last(trip))
        return np.asarray(ride[search.doors], dtype=np.int32)

    def _meets(self, trip: Trip, change: Change) -> bool:
        """Whether something that is out between the times of a change can be part of a search."""
        if abs((trip.day - change.day).days) > 1:
            return False
        starts, ends = self._times(change)
        offset, horizon = self._search.timeline.offset(trip.day, change.day), self._search.rules.horizon_seconds
        first = trip.limit - horizon if trip.outward else trip.limit
        return starts + offset <= first + horizon and ends + offset >= first

    def _times(self, change: Change) -> tuple[int, int]:
        """From when to when the copy, or the run whose place it takes, is out, seconds of the service day."""
        calls, starts, ends = self._search.network.calls, [], []
        for row, later in ((change.trip, change.later), (change.instead, 0)):
            if row is not None:
                starts.append(int(calls.departure[calls.offsets[row]]) + later)
                ends.append(int(calls.arrival[calls.offsets[row + 1] - 1]) + later)
        return min(starts), max(ends)

    def _needs(self, turn: Turn, change: Change) -> bool:
        """Whether a leg of a turn may become longer without the run that is taken away."""
        if change.instead is None:
            return False
        first_run = self._search.timeline.first_run
        return any(
            self._meets(trip, change) and first_run(trip.day, change.day) + change.instead in self._know(trip).used
            for trip in self._search.plan(turn)
        )

    def _identify(self, turn: Turn, day: date) -> object:
        """Equal for turns that lie alike to a day, with the same traffic."""
        traffic = tuple(self._search.timeline.signature(one.day) for one in self._search.plan(turn))
        return turn.workplace, turn.shift, (turn.day - day).days, traffic

    def _lose(self, case: Case, change: Change) -> float:
        turn, before, weights = case
        after = self._legs(turn, change)
        return float(weights[(before.worst <= self._limit) & ~(after.worst <= self._limit)].sum())


def _ride(pattern: Pattern, shift: int, ready: Ints) -> tuple[Ints, Ints]:
    """Stops that a copy reaches, and when, for one who boards as early on it as can be."""
    at = ready[pattern.stop]
    boards = np.flatnonzero(pattern.board & (at < NEVER) & (at <= pattern.departs + shift))
    first = int(boards[0]) + 1 if len(boards) else len(pattern.stop)
    reached = np.flatnonzero(pattern.alight[first:]) + first
    return pattern.stop[reached], (pattern.arrives[reached] + shift).astype(np.int32)
