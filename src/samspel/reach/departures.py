"""Which single added departure, or which existing one moved in time, would let most more people make a shift.

Every line's stop pattern of the day is tried at every time that just catches, or is just caught by, somebody: a later
departure would miss the deadline, an earlier one only lengthens the journey. Each try is judged by the same scan as the
timetable itself, with the new trip's calls as starting points, so transfers to it and from it count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from samspel.reach.connections import Connections
from samspel.reach.links import Footpaths, join_links
from samspel.reach.network import Flags, Floats, Ints
from samspel.reach.scan import NEVER, scan_all, scan_tree
from samspel.reach.shifts import MINUTE, Legs, ShiftSearch, Trip, Turn

Case = tuple[Turn, Legs, Floats]
"""A turn, its legs by the timetable as it is, and the weights of its origins."""


@dataclass(frozen=True)
class Pattern:
    """A trip to be copied, its calls in the scan's direction of time; each shape (calls,).

    `board` and `alight` say where one may get on and off in that direction.
    """

    trip: int
    stop: Ints
    arrives: Ints
    departs: Ints
    board: Flags
    alight: Flags


@dataclass(frozen=True)
class Attempt:
    """A pattern moved by so many seconds of the scan's time."""

    pattern: Pattern
    shift: int


@dataclass(frozen=True)
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
class Breadth:
    """How wide the search goes: attempts judged in full, departures tried as moved, farthest move in seconds."""

    attempts: int
    moves: int
    farthest_seconds: int


@dataclass(frozen=True)
class _Situation:
    """One leg of a case: its search, the timetable in the scan's direction of time, when one may board at each stop,
    and the seconds at the doors of this leg and of the other.
    """

    case: Case
    trip: Trip
    connections: Connections
    footpaths: Footpaths
    ready: Ints
    found: Ints
    other: Ints


class DepartureSearch:
    """Tries departures for the turns of one search."""

    def __init__(self, search: ShiftSearch, limit_minutes: float, breadth: Breadth, threads: int = 1) -> None:
        self._search, self._limit, self._breadth, self._threads = search, limit_minutes, breadth, threads

    def add(self, case: Case, outward: bool) -> list[Improvement]:
        """Added departures that help this turn's leg, the one that helps most first."""
        situation = self._look(case, outward)
        return [self._tell(situation.trip, attempt, *gain) for attempt, gain in self._judge(situation)]

    def move(
        self, case: Case, others: Sequence[Case], outward: bool, repeated: Sequence[Case] = ()
    ) -> list[Improvement]:
        """Existing departures moved to the times that help most as added ones, best first; `others` are the turns whose
        losses count beside the case's own. `repeated` is the same shift on further days, on which the departure is
        moved too.
        """
        situation = self._look(case, outward)
        trip, found = situation.trip, []
        for attempt, _ in self._judge(situation)[: self._breadth.moves]:
            run = self._nearest_run(trip, attempt)
            if run is None:
                continue
            gained, gained_leg = self._gain(situation, self._legs(case, attempt, trip, run))
            if gained > 0 or gained_leg > 0:
                lost = self._lose_most((case, *repeated), (case, *others), attempt, outward)
                found.append(self._tell(trip, attempt, gained, gained_leg, lost, run))
        return sorted(found, key=lambda one: (-(one.gained - one.lost), -one.gained_leg, one.starts_at))

    def _look(self, case: Case, outward: bool) -> _Situation:
        plan = self._search.plan(case[0])
        trip, opposite = plan if outward else plan[::-1]
        found, other = self._search.search([trip, opposite])
        connections, footpaths = self._search.direct(trip.day, outward)
        ready = self._ready(trip, connections, footpaths)
        return _Situation(case, trip, connections, footpaths, ready, found, other)

    def _judge(self, situation: _Situation) -> list[tuple[Attempt, tuple[float, float]]]:
        """Attempts that help, with what they gain, best first."""
        attempts = self._screen(situation)
        rows = self._found_with(situation, attempts)
        judged = [
            (attempt, self._gain(situation, self._join(situation, row)))
            for attempt, row in zip(attempts, rows, strict=True)
        ]
        helping = [(attempt, gain) for attempt, gain in judged if gain[0] > 0 or gain[1] > 0]
        return sorted(helping, key=lambda pair: (-pair[1][0], -pair[1][1], pair[0].pattern.trip, pair[0].shift))

    def _screen(self, situation: _Situation) -> list[Attempt]:
        """Those that bring most weight to this leg by the new trip alone, which is the least that they bring."""
        latest = _start(situation.trip) + int(self._limit * MINUTE)
        scored: list[tuple[float, float, int, Attempt]] = []
        for attempt in self._attempts(situation):
            own = self._own_doors(_seeds(attempt, situation.ready))
            if np.any((own < situation.found) & (own <= latest)):
                gain = self._gain(situation, self._join(situation, np.minimum(own, situation.found)))
                scored.append((-gain[0], -gain[1], len(scored), attempt))
        return [attempt for *_, attempt in sorted(scored, key=lambda one: one[:3])[: self._breadth.attempts]]

    def _attempts(self, situation: _Situation) -> list[Attempt]:
        """Every pattern at every whole minute that just catches a stop's label within the limit."""
        latest = _start(situation.trip) + int(self._limit * MINUTE)
        attempts = []
        for pattern in self._patterns(situation.trip):
            at = situation.ready[pattern.stop]
            caught = pattern.board & (at <= latest)
            whole = -(-(at[caught] - pattern.departs[caught]) // MINUTE) * MINUTE
            attempts += [Attempt(pattern, int(shift)) for shift in np.unique(whole)]
        return attempts

    def _patterns(self, trip: Trip) -> list[Pattern]:
        """One trip for each line and row of stops that runs on the day, the one nearest the deadline in time."""
        network = self._search.network
        running = np.flatnonzero(network.calendar.running(trip.day)[network.trips.service])
        offsets, calls = network.calls.offsets, network.calls
        distance = np.abs(calls.departure[offsets[running]] - trip.limit)
        nearest: dict[tuple[int, bytes], int] = {}
        for row in running[np.argsort(distance, kind="stable")]:
            stops = calls.stop[offsets[row] : offsets[row + 1]]
            if len(stops) > 1:
                nearest.setdefault((int(network.trips.route[row]), stops.tobytes()), int(row))
        return [self._pattern(row, trip.outward) for row in sorted(nearest.values())]

    def _pattern(self, row: int, outward: bool) -> Pattern:
        calls = self._search.network.calls
        span = slice(calls.offsets[row], calls.offsets[row + 1])
        stop, arrives, departs = calls.stop[span], calls.arrival[span], calls.departure[span]
        board, alight = calls.boards[span], calls.alights[span]
        if outward:
            return Pattern(row, stop[::-1], -departs[::-1], -arrives[::-1], alight[::-1], board[::-1])
        return Pattern(row, stop, arrives, departs, board, alight)

    def _ready(self, trip: Trip, connections: Connections, footpaths: Footpaths) -> Ints:
        stops, seconds = self._search.gate(trip.workplace)
        horizon = self._search.rules.horizon_seconds
        return scan_tree(connections, footpaths, stops, seconds, _start(trip), horizon).ready

    def _found_with(self, situation: _Situation, attempts: Sequence[Attempt]) -> list[Ints]:
        """Seconds at the doors with each attempt beside the timetable, as `ShiftSearch.search` gives them."""
        if not attempts:
            return []
        search, footpaths = self._search, situation.footpaths
        seeds = [_seeds(attempt, situation.ready) for attempt in attempts]
        spread = [_spread(*seed, footpaths) for seed in seeds]
        starts = np.array([at.min() if len(at) else 0 for _, at in spread], dtype=np.int32)
        origins = join_links([(stops, at - start) for (stops, at), start in zip(spread, starts, strict=True)])
        horizon = search.rules.horizon_seconds
        rows = scan_all(situation.connections, footpaths, origins, starts, search.door_links, horizon, self._threads)
        own = [self._own_doors(seed) for seed in seeds]
        return [np.minimum(np.minimum(situation.found, at), row) for at, row in zip(own, rows, strict=True)]

    def _own_doors(self, seed: tuple[Ints, Ints]) -> Ints:
        """When the new trip itself calls at each door stop, NEVER where it does not."""
        doors, (stops, at) = self._search.doors, seed
        own = np.full(len(doors), NEVER, dtype=np.int32)
        column = np.minimum(np.searchsorted(doors, stops), max(len(doors) - 1, 0))
        same = doors[column] == stops if len(doors) else np.zeros(len(stops), dtype=bool)
        np.minimum.at(own, column[same], at[same])
        return own

    def _join(self, situation: _Situation, row: Ints) -> Legs:
        turn, other = situation.case[0], situation.other
        return self._search.join(turn, *((row, other) if situation.trip.outward else (other, row)))

    def _gain(self, situation: _Situation, legs: Legs) -> tuple[float, float]:
        """Weights that make both legs, and this leg, within the limit and did not before."""
        _, before, weights = situation.case
        both = (legs.worst <= self._limit) & ~(before.worst <= self._limit)
        now, then = (legs.out, before.out) if situation.trip.outward else (legs.home, before.home)
        leg = (now <= self._limit) & ~(then <= self._limit)
        return float(weights[both].sum()), float(weights[leg].sum())

    def _nearest_run(self, trip: Trip, attempt: Attempt) -> int | None:
        """The trip of the same line and stops nearest in time, None when it is there already or too far away."""
        network, calls = self._search.network, self._search.network.calls
        offsets, pattern = calls.offsets, attempt.pattern
        stops = calls.stop[offsets[pattern.trip] : offsets[pattern.trip + 1]]
        wanted = self._first_departure(attempt, trip)
        running = network.calendar.running(trip.day)[network.trips.service]
        rows = np.flatnonzero(running & (network.trips.route == network.trips.route[pattern.trip]))
        moves = {
            int(row): abs(int(calls.departure[offsets[row]]) - wanted)
            for row in rows
            if np.array_equal(calls.stop[offsets[row] : offsets[row + 1]], stops)
        }
        near = min(moves, key=lambda row: (moves[row], row))
        return near if 0 < moves[near] <= self._breadth.farthest_seconds else None

    def _first_departure(self, attempt: Attempt, trip: Trip) -> int:
        calls = self._search.network.calls
        return int(calls.departure[calls.offsets[attempt.pattern.trip]]) + (-1 if trip.outward else 1) * attempt.shift

    def _legs(self, case: Case, attempt: Attempt, trip: Trip, run: int) -> Legs:
        """A turn's legs with the run of the trip's service day taken away and the attempt put in its place."""
        rows = [self._found_moved(case, one, attempt, trip, run) for one in self._search.plan(case[0])]
        return self._search.join(case[0], rows[0], rows[1])

    def _found_moved(self, case: Case, one: Trip, attempt: Attempt, trip: Trip, run: int) -> Ints:
        timeline = self._search.timeline
        if not self._meets(one, trip.day, *self._times(trip, run, attempt)):
            return self._search.search([one])[0]
        connections, footpaths = self._search.direct(one.day, one.outward)
        connections = connections.without(timeline.first_run(one.day, trip.day) + run)
        stops, seconds = self._search.gate(one.workplace)
        horizon = self._search.rules.horizon_seconds
        start, gate = np.array([_start(one)], dtype=np.int32), join_links([(stops, seconds)])
        found = scan_all(connections, footpaths, gate, start, self._search.door_links, horizon)[0]
        ready = self._ready(one, connections, footpaths)
        later = (-attempt.shift if trip.outward else attempt.shift) + timeline.offset(one.day, trip.day)
        moved = Attempt(self._pattern(attempt.pattern.trip, one.outward), -later if one.outward else later)
        return self._found_with(_Situation(case, one, connections, footpaths, ready, found, found), [moved])[0]

    def _times(self, trip: Trip, run: int, attempt: Attempt) -> tuple[int, int]:
        """From when to when the run or the attempt in its place is out, seconds of the trip's service day."""
        calls = self._search.network.calls
        starts, ends = int(calls.departure[calls.offsets[run]]), int(calls.arrival[calls.offsets[run + 1] - 1])
        new = self._first_departure(attempt, trip)
        return min(starts, new), max(ends, ends - starts + new)

    def _meets(self, one: Trip, day: date, starts: int, ends: int) -> bool:
        """Whether something that is out between two times of a service day can be part of a search."""
        if abs((one.day - day).days) > 1:
            return False
        offset, horizon = self._search.timeline.offset(one.day, day), self._search.rules.horizon_seconds
        first = one.limit - horizon if one.outward else one.limit
        return starts + offset <= first + horizon and ends + offset >= first

    def _lose_most(self, days: Sequence[Case], cases: Sequence[Case], attempt: Attempt, outward: bool) -> float:
        """The loss on the worst of the days on which a shift begins; days with the same traffic are judged once."""
        losses: dict[object, float] = {}
        for turn, _, _ in days:
            trip = self._search.plan(turn)[0 if outward else 1]
            run = self._nearest_run(trip, attempt)
            if run is None:
                continue
            times = self._times(trip, run, attempt)
            met = [
                case for case in cases if any(self._meets(one, trip.day, *times) for one in self._search.plan(case[0]))
            ]
            key = (run, tuple(self._identify(case[0], trip.day) for case in met))
            if key not in losses:
                losses[key] = sum(self._lose(case, attempt, trip, run) for case in met)
        return max(losses.values(), default=0.0)

    def _identify(self, turn: Turn, day: date) -> object:
        """Equal for turns that lie alike to a day, with the same traffic."""
        traffic = tuple(self._search.timeline.signature(one.day) for one in self._search.plan(turn))
        return turn.workplace, turn.shift, (turn.day - day).days, traffic

    def _lose(self, case: Case, attempt: Attempt, trip: Trip, run: int) -> float:
        _, before, weights = case
        after = self._legs(case, attempt, trip, run)
        return float(weights[(before.worst <= self._limit) & ~(after.worst <= self._limit)].sum())

    def _tell(
        self, trip: Trip, attempt: Attempt, gained: float, gained_leg: float, lost: float = 0.0, run: int | None = None
    ) -> Improvement:
        calls, wall = self._search.network.calls, self._search.timeline.wall
        first, last = calls.offsets[attempt.pattern.trip], calls.offsets[attempt.pattern.trip + 1] - 1
        starts = self._first_departure(attempt, trip)
        length = int(calls.arrival[last] - calls.departure[first])
        return Improvement(
            attempt.pattern.trip,
            trip.outward,
            wall(trip.day, starts),
            wall(trip.day, starts + length),
            None if run is None else wall(trip.day, int(calls.departure[calls.offsets[run]])),
            gained,
            gained_leg,
            lost,
        )


def _start(trip: Trip) -> int:
    """The scan's own starting time."""
    return -trip.limit if trip.outward else trip.limit


def _seeds(attempt: Attempt, ready: Ints) -> tuple[Ints, Ints]:
    """Stops that the new trip reaches, and when, for one who boards as early on it as can be."""
    pattern = attempt.pattern
    boards = np.flatnonzero(pattern.board & (ready[pattern.stop] <= pattern.departs + attempt.shift))
    first = int(boards[0]) + 1 if len(boards) else len(pattern.stop)
    reached = np.flatnonzero(pattern.alight[first:]) + first
    return pattern.stop[reached], (pattern.arrives[reached] + attempt.shift).astype(np.int32)


def _spread(stops: Ints, at: Ints, footpaths: Footpaths) -> tuple[Ints, Ints]:
    """When one may board after the new trip, at its stops and at those one may walk to."""
    parts = [(stops, at + footpaths.change[stops])]
    for stop, time in zip(stops, at, strict=True):
        paths = slice(footpaths.offsets[stop], footpaths.offsets[stop + 1])
        parts.append((footpaths.target[paths], time + footpaths.seconds[paths]))
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts]).astype(np.int32)
