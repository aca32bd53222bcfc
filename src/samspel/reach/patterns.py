"""What departures may be tried: the trips of a day as they can be copied or moved, and the minutes that matter.

A departure boarded at one of its calls is best at the first whole minute that catches those who stand there: a minute
earlier misses them, a minute later only brings everybody later to where they get off. So a trip is tried at one minute
a call at most, and only where the call comes before everything that an earlier minute catches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock

import numpy as np

from samspel.reach.compiling import compiled
from samspel.reach.network import Network
from samspel.reach.scan import NEVER
from samspel.reach.shifts import MINUTE
from samspel.terms.arrays import Flags, Ints, Longs

MIXER = 1_099_511_628_211
"""An odd number that spreads sums over all bits."""

FARTHEST = 2**30
"""Seconds that a copy may be moved from the trip it is a copy of: as far as anybody likes."""


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class DayTrips:
    """The trips of a service day in the scan's direction of time: trip i of `rows` (rows of the network's trips) has
    the calls `offsets[i]` to `offsets[i + 1]`.

    `group` numbers lines and their rows of stops, `profile` those with the same times between the calls too, alike for
    all days of a book; both shape (trips,).
    """

    rows: Longs
    group: Longs
    profile: Longs
    offsets: Longs
    stop: Ints
    arrives: Ints
    departs: Ints
    board: Flags
    alight: Flags


def copy_trip(network: Network, row: int, outward: bool) -> Pattern:
    """A trip with its calls as they are, or with time turned round for legs out."""
    calls = network.calls
    span = slice(calls.offsets[row], calls.offsets[row + 1])
    stop, arrives, departs = calls.stop[span], calls.arrival[span], calls.departure[span]
    board, alight = calls.boards[span], calls.alights[span]
    if outward:
        return Pattern(
            trip=row,
            stop=stop[::-1],
            arrives=-departs[::-1],
            departs=-arrives[::-1],
            board=alight[::-1],
            alight=board[::-1],
        )
    return Pattern(trip=row, stop=stop, arrives=arrives, departs=departs, board=board, alight=alight)


class PatternBook:
    """The trips of each day, made once for days on which the same trips run; threads may share it."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._made: dict[tuple[bytes, bool], DayTrips] = {}
        self._lock = Lock()

    def on(self, day: date, outward: bool) -> DayTrips:
        """The trips of a service day, with time turned round for legs out; those of one call are left out."""
        services = self._network.calendar.running(day)
        key = (services.tobytes(), outward)
        with self._lock:
            if key not in self._made:
                trips = self._network.trips
                long_enough = np.diff(self._network.calls.offsets) > 1
                self._made[key] = self._make(np.flatnonzero(services[trips.service] & long_enough), outward)
            return self._made[key]

    def _make(self, rows: Longs, outward: bool) -> DayTrips:
        calls = self._network.calls
        first, counts = calls.offsets[rows], np.diff(calls.offsets)[rows]
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts)
        if outward:
            at = np.repeat(first + counts - 1, counts) - within
            arrives, departs, board, alight = -calls.departure[at], -calls.arrival[at], calls.alights, calls.boards
        else:
            at = np.repeat(first, counts) + within
            arrives, departs, board, alight = calls.arrival[at], calls.departure[at], calls.boards, calls.alights
        return DayTrips(
            rows=rows,
            group=self._group[rows],
            profile=self._profile[rows],
            offsets=offsets,
            stop=calls.stop[at],
            arrives=arrives.astype(np.int32),
            departs=departs.astype(np.int32),
            board=board[at],
            alight=alight[at],
        )

    @cached_property
    def _group(self) -> Longs:
        """The number of each trip's line and row of stops, shape (trips,)."""
        return self._number(timed=False)

    @cached_property
    def _profile(self) -> Longs:
        """The number of each trip's line, stops, times from its start on, and where one may get on and off."""
        return self._number(timed=True)

    def _number(self, timed: bool) -> Longs:
        calls, route = self._network.calls, self._network.trips.route
        arrays = (calls.offsets, calls.stop, calls.arrival, calls.departure, calls.boards, calls.alights)
        marks = _mark(route, *arrays, timed)
        return _number_alike(np.argsort(marks, kind="stable"), marks, route, *arrays, timed)


def pick_nearest(trips: DayTrips, network: Network, at: int) -> Longs:
    """One trip for each line and row of stops, the one that starts nearest a time of the day; numbers in `trips`."""
    starts = network.calls.departure[network.calls.offsets[trips.rows]]
    order = np.argsort(np.abs(starts - at), kind="stable")
    _, first = np.unique(trips.group[order], return_index=True)
    return np.sort(order[first])


def list_minutes(
    trips: DayTrips, chosen: Sequence[int] | Longs, ready: Ints, ride: Ints, useful: Ints, farthest: int = FARTHEST
) -> tuple[Longs, Ints]:
    """The tries of the chosen trips: number of the trip, and the seconds of the scan's time that it is moved by.

    `ready` and `ride` are the labels by stop of those who leave the gate, `useful` the latest time at which getting off
    somewhere helps somebody. A trip is moved `farthest` at most, and then also exactly so far.
    """
    numbers = np.asarray(chosen, dtype=np.int64)
    room = int(np.diff(trips.offsets)[numbers].sum()) if len(numbers) else 0
    found, moved = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int32)
    arrays = (trips.offsets, trips.stop, trips.arrives, trips.departs, trips.board, trips.alight)
    count = _list_minutes(numbers, *arrays, ready, ride, useful, farthest, found, moved)
    return found[:count], moved[:count]


@compiled
def _list_minutes(
    chosen: Longs,
    offsets: Longs,
    stop: Ints,
    arrives: Ints,
    departs: Ints,
    board: Flags,
    alight: Flags,
    ready: Ints,
    ride: Ints,
    useful: Ints,
    farthest: int,
    found: Longs,
    moved: Ints,
) -> int:
    count = 0
    for one in chosen:
        least = farthest + 1
        for call in range(offsets[one], offsets[one + 1] - 1):
            if not board[call] or ready[stop[call]] >= NEVER:
                continue
            shift = max(-((departs[call] - ready[stop[call]]) // MINUTE) * MINUTE, -farthest)
            if shift >= least:
                continue
            least = shift
            for later in range(call + 1, offsets[one + 1]):
                at = arrives[later] + shift
                if alight[later] and at <= useful[stop[later]] and at < ride[stop[later]]:
                    found[count], moved[count] = one, shift
                    count += 1
                    break
    return count


@compiled
def _mark(
    route: Ints, offsets: Longs, stop: Ints, arrival: Ints, departure: Ints, boards: Flags, alights: Flags, timed: bool
) -> Longs:
    """A number for each trip that is equal for those alike, and seldom for others."""
    marks = np.empty(len(route), dtype=np.int64)
    for trip in range(len(route)):
        mark = np.int64(route[trip])
        start = departure[offsets[trip]] if offsets[trip] < offsets[trip + 1] else 0
        for call in range(offsets[trip], offsets[trip + 1]):
            mark = (mark ^ stop[call]) * np.int64(MIXER)
            if timed:
                mark = (mark ^ (arrival[call] - start)) * np.int64(MIXER)
                mark = (mark ^ (departure[call] - start)) * np.int64(MIXER)
                mark = (mark ^ (2 * boards[call] + alights[call])) * np.int64(MIXER)
        marks[trip] = mark
    return marks


@compiled
def _is_alike(
    one: int,
    other: int,
    route: Ints,
    offsets: Longs,
    stop: Ints,
    arrival: Ints,
    departure: Ints,
    boards: Flags,
    alights: Flags,
    timed: bool,
) -> bool:
    first, second = offsets[one], offsets[other]
    count = offsets[one + 1] - first
    if route[one] != route[other] or offsets[other + 1] - second != count:
        return False
    for call in range(count):
        here, there = first + call, second + call
        if stop[here] != stop[there]:
            return False
        if timed and (
            arrival[here] - departure[first] != arrival[there] - departure[second]
            or departure[here] - departure[first] != departure[there] - departure[second]
            or boards[here] != boards[there]
            or alights[here] != alights[there]
        ):
            return False
    return True


@compiled
def _number_alike(
    order: Longs,
    marks: Longs,
    route: Ints,
    offsets: Longs,
    stop: Ints,
    arrival: Ints,
    departure: Ints,
    boards: Flags,
    alights: Flags,
    timed: bool,
) -> Longs:
    """Numbers that are equal for trips alike and for no others; `order` sorts the trips by their marks."""
    numbers = np.empty(len(order), dtype=np.int64)
    first = 0
    for at in range(len(order)):
        if marks[order[at]] != marks[order[first]]:
            first = at
        trip = order[at]
        numbers[trip] = trip
        for before in range(first, at):
            other = order[before]
            same = numbers[other] == other and _is_alike(
                trip, other, route, offsets, stop, arrival, departure, boards, alights, timed
            )
            if same:
                numbers[trip] = other
                break
    return numbers
