"""Who makes which shift when one departure is added or moved: both legs in the timetable as it would then be.

A run that nobody needs for coming as early as can be is taken away without a trace, so only those turns are searched
anew whose scan rides on it. A turn that everybody still makes without the run loses nobody, whenever the copy goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from samspel.reach.judging import begin, find_latest
from samspel.reach.patterns import copy_trip
from samspel.reach.rescans import Reached, Rescanner, Traffic
from samspel.reach.scan import NOBODY
from samspel.reach.shifts import MINUTE, Legs, ShiftSearch, Trip, Turn
from samspel.terms.arrays import Floats, Ints, Longs

MOST_KEPT = 256
"""Scans that are kept, with and without a run, a few hundred kilobytes each at most."""

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
    """A leg by the timetable as it is: the seconds at the doors as far as they matter, and the runs that are needed, in
    their order.
    """

    found: Ints
    used: Ints

    def needs(self, run: int) -> bool:
        """Whether a run is among those that are needed."""
        at = np.searchsorted(self.used, run)
        return bool(at < len(self.used) and self.used[at] == run)


class Bystanders:
    """The turns whose losses count, and of runs that have been taken away the turns that then lose somebody."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases
        self.riders: dict[date, tuple[Ints, Longs]] = {}
        self.losing: dict[tuple[date, int], list[Case]] = {}


class ChangedTraffic:
    """Reckons turns of one search with a departure changed; threads may share it."""

    def __init__(self, search: ShiftSearch, limit_minutes: float) -> None:
        self._search, self._limit = search, limit_minutes
        self._rescanner = Rescanner(len(search.network.stops.ids), search.doors)
        self._known: dict[Trip, _Known] = {}
        self._first_alike: dict[int, date] = {}
        self._losing: dict[object, bool] = {}
        self._reach = lru_cache(MOST_KEPT)(self._scan)

    def gain(self, case: Case, change: Change, outward: bool) -> Gain:
        """What a case gains by a change."""
        turn, before, weights = case
        legs = self._legs(turn, change)
        both = (legs.worst <= self._limit) & ~(before.worst <= self._limit)
        now, then = (legs.out, before.out) if outward else (legs.home, before.home)
        leg = (now <= self._limit) & ~(then <= self._limit)
        return Gain(float(weights[both].sum()), float(weights[leg].sum()))

    def lose_most(self, changes: Sequence[Change], bystanders: Bystanders) -> float:
        """The loss on the worst of the days of one and the same change; days with the same traffic are judged once."""
        losses: dict[object, float] = {}
        for change in changes:
            met = self._list_losing(change, bystanders)
            key = (change.instead, tuple(self._identify(case[0], change.day) for case in met))
            if key not in losses:
                losses[key] = sum((self._lose(case, change) for case in met), 0.0)
        return max(losses.values(), default=0.0)

    def find(self, trip: Trip) -> Ints:
        """Seconds at the doors by the timetable as it is, as `ShiftSearch.search` gives them, as far as they matter."""
        return self._know(trip).found

    def _know(self, trip: Trip) -> _Known:
        alike = self._unify(trip)
        if alike not in self._known:
            reached, used = self._reach(alike, NOBODY)
            self._known[alike] = _Known(self._rescanner.find(reached), used)
        return self._known[alike]

    def _unify(self, trip: Trip) -> Trip:
        """The same trip on the first day that was seen with the same traffic."""
        day = self._first_alike.setdefault(self._search.timeline.signature(trip.day), trip.day)
        return trip if day == trip.day else replace(trip, day=day)

    def _scan(self, trip: Trip, barred: int) -> tuple[Reached, Ints]:
        traffic = Traffic(*self._search.direct(trip.day, trip.outward), barred)
        gate = self._search.gate(trip.workplace)
        return self._rescanner.reach(traffic, gate, begin(trip), self._find_last(trip))

    def _find_last(self, trip: Trip) -> int:
        """The latest time of the scan at a door that can matter: with which the leg is made. Where somebody may walk
        the whole way and take longer, the way is chosen by legs that are not made too.
        """
        rules, shifts = self._search.rules, self._search.workplaces[trip.workplace].shifts
        margin = max(max(shift.before, shift.after) for shift in shifts)
        farthest = begin(trip) + rules.horizon_seconds
        if rules.walk.longest_seconds > (self._limit - margin) * MINUTE:
            return farthest
        return min(farthest, find_latest(self._search, trip, self._limit))

    def _legs(self, turn: Turn, change: Change) -> Legs:
        out, home = (self._find_changed(trip, change) for trip in self._search.plan(turn))
        return self._search.join(turn, out, home)

    def _find_changed(self, trip: Trip, change: Change) -> Ints:
        if not self._meets(trip, change):
            return self.find(trip)
        search, alike = self._search, self._unify(trip)
        barred = self._find_barred(trip, change)
        reached, _ = self._reach(alike, barred if self._know(trip).needs(barred) else NOBODY)
        later = change.later + search.timeline.offset(trip.day, change.day)
        traffic = Traffic(*search.direct(trip.day, trip.outward), barred)
        pattern = copy_trip(search.network, change.trip, trip.outward)
        shift = -later if trip.outward else later
        return self._rescanner.go_on(traffic, reached, pattern, shift, self._find_last(trip))

    def _find_barred(self, trip: Trip, change: Change) -> int:
        """The run among the connections of a trip that a change takes away."""
        if change.instead is None:
            return NOBODY
        return self._search.timeline.first_run(trip.day, change.day) + change.instead

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

    def _list_losing(self, change: Change, bystanders: Bystanders) -> list[Case]:
        """The turns that lose somebody without the run that is taken away: whatever is put in its place, no other
        does.
        """
        if change.instead is None:
            return []
        key = change.day, change.instead
        if key not in bystanders.losing:
            runs, numbers = self._list_riders(change.day, bystanders)
            first, last = np.searchsorted(runs, [change.instead, change.instead + 1])
            riding = [bystanders.cases[number] for number in np.unique(numbers[first:last])]
            bystanders.losing[key] = [case for case in riding if self._loses(case, change)]
        return bystanders.losing[key]

    def _list_riders(self, day: date, bystanders: Bystanders) -> tuple[Ints, Longs]:
        """Trips that run on a day, in their order, and beside each a turn whose legs need it."""
        if day not in bystanders.riders:
            parts = [
                (trip, number)
                for number, case in enumerate(bystanders.cases)
                for trip in self._search.plan(case[0])
                if abs((trip.day - day).days) <= 1
            ]
            needed = [self._list_needed(trip, day) for trip, _ in parts]
            runs = np.concatenate([np.empty(0, dtype=np.int32), *needed])
            numbers = np.repeat(np.array([number for _, number in parts], dtype=np.int64), [len(one) for one in needed])
            order = np.argsort(runs, kind="stable")
            bystanders.riders[day] = runs[order], numbers[order]
        return bystanders.riders[day]

    def _list_needed(self, trip: Trip, day: date) -> Ints:
        """The timetable's trips of a day that a leg needs."""
        used, first = self._know(trip).used, self._search.timeline.first_run(trip.day, day)
        at, end = np.searchsorted(used, [first, first + len(self._search.network.trips.ids)])
        return used[at:end] - np.int32(first)

    def _loses(self, case: Case, change: Change) -> bool:
        turn, before, _ = case
        plan = self._search.plan(turn)
        barred = [self._find_barred(trip, change) for trip in plan]
        barred = [run if self._know(trip).needs(run) else NOBODY for run, trip in zip(barred, plan, strict=True)]
        if barred == [NOBODY, NOBODY]:
            return False
        alike = [self._unify(trip) for trip in plan]
        key = turn.shift, *alike, *barred
        if key not in self._losing:
            out, home = (self._find_without(*one) for one in zip(alike, barred, strict=True))
            legs = self._search.join(turn, out, home)
            self._losing[key] = bool(((before.worst <= self._limit) & ~(legs.worst <= self._limit)).any())
        return self._losing[key]

    def _find_without(self, trip: Trip, barred: int) -> Ints:
        if barred == NOBODY:
            return self._know(trip).found
        return self._rescanner.find(self._reach(trip, barred)[0])

    def _identify(self, turn: Turn, day: date) -> object:
        """Equal for turns that lie alike to a day, with the same traffic."""
        traffic = tuple(self._search.timeline.signature(one.day) for one in self._search.plan(turn))
        return turn.workplace, turn.shift, (turn.day - day).days, traffic

    def _lose(self, case: Case, change: Change) -> float:
        turn, before, weights = case
        after = self._legs(turn, change)
        return float(weights[(before.worst <= self._limit) & ~(after.worst <= self._limit)].sum())
