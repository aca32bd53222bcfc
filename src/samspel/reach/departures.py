"""Which single added departure, or which existing one moved in time, would let most more people make a shift.

Every line's row of stops of the day is tried at every whole minute that just catches, or is just caught by, somebody: a
departure a minute worse misses them, one a minute better only lengthens the journey. Every run is tried at every minute
that it may be moved to. Those who use a departure may have changed to it and may change from it.

The search goes the most promising way first: what a try brings to the doors is reckoned for all of them at once, and is
the most that it can gain; a run brings at most what its best minute brings beside the timetable as it is. What is left
when the best have been reckoned to the end can therefore not be better.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import local

import numpy as np

from samspel.reach.changes import Bystanders, Case, Change, ChangedTraffic, Gain
from samspel.reach.judging import Ground, judge, survey
from samspel.reach.patterns import FARTHEST, DayTrips, PatternBook, list_minutes, pick_nearest
from samspel.reach.shifts import MINUTE, ShiftSearch, Trip
from samspel.terms.arrays import Floats, Ints, Longs

NOTHING = Gain(0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Improvement:
    """An added departure, or one moved from `moved_from`, and what it changes.

    `gained` are the weights (people or employees) that then make both legs within the limit and did not before,
    `gained_leg` those that make this leg, `lost` those who no longer make some turn, on the worst of the days.
    """

    trip: int
    outward: bool
    starts_at: datetime
    ends_at: datetime
    moved_from: datetime | None
    gained: float
    gained_leg: float
    lost: float


@dataclass(frozen=True)
class _Situation:
    """One leg of a case: its search, what tries are judged on, and the trips that may be copied or moved."""

    case: Case
    trip: Trip
    ground: Ground
    trips: DayTrips


class _Looked(local):
    """The leg that a thread looked at last, since departures are added and moved for the same one."""

    situation: _Situation | None = None


@dataclass(frozen=True)
class _Tries:
    """Numbers of trips, the seconds of the scan's time that each is moved by, and what it brings at most."""

    numbers: Longs
    moved: Ints
    both: Floats
    leg: Floats


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    """Something that may be proposed: `bound` is what it brings at most, net and on the leg, and when `exact` what it
    brings. Of candidates that bring the same the one with the least `order` goes first, and `alike` is proposed once.
    `number` is the trip that is copied, or moved; `change` is None for a run whose minutes have not been listed.
    """

    bound: tuple[float, float]
    order: tuple[int, ...]
    alike: int
    number: int
    change: Change | None = None
    exact: Gain | None = None
    lost: float = 0.0


class DepartureSearch:
    """Tries departures for the turns of one search; the losses of all `cases` count. Threads may share it."""

    def __init__(self, search: ShiftSearch, limit_minutes: float, farthest: int, cases: Sequence[Case]) -> None:
        """A departure is moved by `farthest` seconds at most."""
        self._search, self._limit, self._farthest = search, limit_minutes, farthest
        self._bystanders = Bystanders(cases)
        self._book = PatternBook(search.network)
        self._traffic = ChangedTraffic(search, limit_minutes)
        self._looked = _Looked()

    def add(self, case: Case, outward: bool, most: int | None = None) -> list[Improvement]:
        """Added departures that help this turn's leg, each line's row of stops at its best minute, the one that helps
        most first; `most` of them, or all.
        """
        situation = self._look(case, outward)
        trips = situation.trips
        tries = self._try(situation, pick_nearest(trips, self._search.network, situation.trip.limit))
        helping = np.flatnonzero((tries.both > 0.0) | (tries.leg > 0.0))
        first = [self._make(situation, tries, int(at)) for at in helping]

        def refine(one: _Candidate) -> list[_Candidate]:
            assert one.change is not None
            gain = self._traffic.gain(case, one.change, outward)
            return [replace(one, bound=(gain.both, gain.leg), exact=gain)]

        return [self._tell(situation, one) for one in _choose(first, refine, most)]

    def move(
        self, case: Case, outward: bool, repeated: Sequence[Case] = (), most: int | None = None
    ) -> list[Improvement]:
        """Existing departures moved, of each line's row of stops the best, best first. `repeated` is the same shift on
        further days, on which it is moved too.
        """
        situation = self._look(case, outward)
        days = [self._search.plan(turn)[0 if outward else 1].day for turn, *_ in (case, *repeated)]

        def refine(one: _Candidate) -> list[_Candidate]:
            if one.change is None:
                return self._list_moves(situation, one)
            gain = self._traffic.gain(case, one.change, outward)
            changes = self._repeat(one.change, days)
            lost = self._traffic.lose_most(changes, self._bystanders) if gain != NOTHING else 0.0
            return [replace(one, bound=(gain.both - lost, gain.leg), exact=gain, lost=lost)]

        found = _choose(self._list_runs(situation), refine, most)
        return [self._tell(situation, one) for one in found]

    def _look(self, case: Case, outward: bool) -> _Situation:
        looked = self._looked.situation
        if looked is not None and looked.trip.outward == outward and looked.case is case:
            return looked
        turn, legs, weights = case
        plan = self._search.plan(turn)
        trip, opposite = plan if outward else plan[::-1]
        other = self._traffic.find(opposite)
        ground = survey(self._search, trip, legs, other, weights, self._limit)
        situation = _Situation(case, trip, ground, self._book.on(trip.day, outward))
        self._looked.situation = situation
        return situation

    def _try(self, situation: _Situation, chosen: Longs, farthest: int = FARTHEST) -> _Tries:
        """What the chosen trips bring at the minutes that matter; tries of the same times are judged once."""
        ground, trips = situation.ground, situation.trips
        tree = ground.tree
        numbers, moved = list_minutes(trips, chosen, tree.ready, tree.ride, ground.useful, farthest)
        same = np.stack([trips.profile[numbers], trips.departs[trips.offsets[numbers]].astype(np.int64) + moved])
        _, once, back = np.unique(same, axis=1, return_index=True, return_inverse=True)
        both, leg = judge(ground, trips, numbers[once], moved[once])
        return _Tries(numbers, moved, both[back.reshape(-1)], leg[back.reshape(-1)])

    def _make(self, situation: _Situation, tries: _Tries, at: int, run: int | None = None) -> _Candidate:
        """A try as a candidate; of moves that bring the same the shortest goes first."""
        number, moved = int(tries.numbers[at]), int(tries.moved[at])
        row = int(situation.trips.rows[number])
        change = Change(situation.trip.day, row, -moved if situation.trip.outward else moved, run)
        order = (row, moved) if run is None else (abs(moved), row, moved)
        alike = int(situation.trips.group[number])
        return _Candidate(
            bound=(float(tries.both[at]), float(tries.leg[at])), order=order, alike=alike, number=number, change=change
        )

    def _list_runs(self, situation: _Situation) -> list[_Candidate]:
        """Every run that may be moved, with the most that it can bring: what its best minute brings beside it."""
        trips = situation.trips
        tries = self._try(situation, np.arange(len(trips.rows)), self._farthest)
        best: dict[int, tuple[tuple[float, float], int]] = {}
        for number, moved, both, leg in zip(
            tries.numbers.tolist(), tries.moved.tolist(), tries.both.tolist(), tries.leg.tolist(), strict=True
        ):
            brings = (both, leg), -abs(moved)
            if moved and brings[0] > (0.0, 0.0):
                best[number] = max(brings, best.get(number, brings))
        return [
            _Candidate(
                bound=bound, order=(-nearness, int(trips.rows[number])), alike=int(trips.group[number]), number=number
            )
            for number, (bound, nearness) in best.items()
        ]

    def _list_moves(self, situation: _Situation, one: _Candidate) -> list[_Candidate]:
        """Every minute that a run may be moved to and helps: a later one than catches most may lose nobody else. That
        the run itself is still in the timetable here makes no odds: who could be on it comes no later by it.
        """
        steps = np.arange(-self._farthest, self._farthest + 1, MINUTE, dtype=np.int32)
        numbers = np.full(len(steps), one.number, dtype=np.int64)
        both, leg = judge(situation.ground, situation.trips, numbers, steps)
        tries = _Tries(numbers, steps, both, leg)
        run = int(situation.trips.rows[one.number])
        return [self._make(situation, tries, int(at), run) for at in np.flatnonzero((both > 0.0) | (leg > 0.0))]

    def _repeat(self, change: Change, days: Iterable[date]) -> list[Change]:
        """The same move on each of the days: of the run itself where it runs then, else of the run of the same line and
        stops that is nearest to it.
        """
        calls, found = self._search.network.calls, []
        home = self._book.on(change.day, outward=False)
        group = home.group[np.searchsorted(home.rows, change.trip)]
        starts = calls.departure[calls.offsets[change.trip]]
        for day in days:
            trips = self._book.on(day, outward=False)
            twins = trips.rows[trips.group == group]
            away = np.abs(calls.departure[calls.offsets[twins]] - starts)
            if len(twins) and away.min() <= self._farthest:
                run = change.trip if change.trip in twins else int(twins[away.argmin()])
                found.append(replace(change, day=day, instead=run))
        return found

    def _tell(self, situation: _Situation, one: _Candidate) -> Improvement:
        assert one.change is not None
        assert one.exact is not None
        calls, wall = self._search.network.calls, self._search.timeline.wall
        first, last = calls.offsets[one.change.trip], calls.offsets[one.change.trip + 1] - 1
        starts = int(calls.departure[first]) + one.change.later
        was = None if one.change.instead is None else int(calls.departure[calls.offsets[one.change.instead]])
        day = one.change.day
        return Improvement(
            trip=one.change.trip,
            outward=situation.trip.outward,
            starts_at=wall(day, starts),
            ends_at=wall(day, starts + int(calls.arrival[last] - calls.departure[first])),
            moved_from=None if was is None else wall(day, was),
            gained=one.exact.both,
            gained_leg=one.exact.leg,
            lost=one.lost,
        )


def _choose(
    candidates: Iterable[_Candidate], refine: Callable[[_Candidate], list[_Candidate]], most: int | None
) -> list[_Candidate]:
    """The best of the candidates, best first and those alike once: whatever promises most is refined until it is
    exact.
    """
    heap = [(_rank(one), at, one) for at, one in enumerate(candidates)]
    heapq.heapify(heap)
    chosen: list[_Candidate] = []
    made, seen = len(heap), set[int]()
    while heap and (most is None or len(chosen) < most):
        *_, one = heapq.heappop(heap)
        if one.alike in seen:
            continue
        if one.exact is not None:
            if one.exact != NOTHING:
                seen.add(one.alike)
                chosen.append(one)
            continue
        for finer in refine(one):
            heapq.heappush(heap, (_rank(finer), made, finer))
            made += 1
    return chosen


def _rank(one: _Candidate) -> tuple[float, float, tuple[int, ...]]:
    return -one.bound[0], -one.bound[1], one.order
