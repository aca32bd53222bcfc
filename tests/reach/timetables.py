"""Small timetables for tests, and a slow search that shares no code with the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from samspel.reach.links import Footpaths, Links
from samspel.reach.network import NO_BLOCK, Calendar, Calls, Feed, Network, Routes, Stops, Transfers, Trips, Vehicles
from samspel.terms.arrays import Ints

DAY = date(2026, 3, 4)
MIDNIGHT = 86_400
FAR = 10**9

Call = tuple[int, int, int]
Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Line:
    """A trip: calls as (stop, arrival, departure), the days it runs relative to DAY, calls without boarding or
    alighting, and the round of the vehicle that runs it.
    """

    calls: tuple[Call, ...]
    days: frozenset[int] = frozenset({-1, 0, 1})
    closed_on: frozenset[int] = frozenset()
    closed_off: frozenset[int] = frozenset()
    block: int = NO_BLOCK


def join_links(parts: Sequence[tuple[Ints, Ints]]) -> Links:
    """Links from a (stops, seconds) pair for each point."""
    offsets = np.cumsum([0, *(len(stops) for stops, _ in parts)]).astype(np.int64)
    stops = np.concatenate([np.empty(0, dtype=np.int32), *(stops for stops, _ in parts)]).astype(np.int32)
    seconds = np.concatenate([np.empty(0, dtype=np.int32), *(seconds for _, seconds in parts)]).astype(np.int32)
    return Links(offsets, stops, seconds)


def make_network(
    stops: int,
    lines: list[Line],
    zone: str = "UTC",
    day: date = DAY,
    stays: Pairs = frozenset(),
    leaves: Pairs = frozenset(),
) -> Network:
    """A network with one service for each trip; stops lie a hundredth of a degree apart. `stays` and `leaves` are pairs
    of trips that are and are not ridden on to.
    """
    lengths = [len(line.calls) for line in lines]
    calls = [call for line in lines for call in line.calls]
    active = np.zeros((len(lines), 7), dtype=bool)
    for number, line in enumerate(lines):
        for step in line.days:
            active[number, 3 + step] = True
    names = tuple(f"S{stop}" for stop in range(stops))
    ids = tuple(f"T{number}" for number in range(len(lines)))
    numbers = np.arange(len(lines), dtype=np.int32)
    times = np.array(calls, dtype=np.int32).reshape(-1, 3)
    nobody = np.empty(0, dtype=np.int32)
    return Network(
        stops=Stops(names, names, np.array([[57.0 + 0.01 * stop, 18.0] for stop in range(stops)]).reshape(-1, 2)),
        routes=Routes(ids, ids, np.full(len(lines), 3, dtype=np.int32)),
        trips=Trips(ids, ids, numbers, numbers),
        calls=Calls(
            offsets=np.cumsum([0, *lengths]).astype(np.int64),
            stop=times[:, 0].copy(),
            arrival=times[:, 1].copy(),
            departure=times[:, 2].copy(),
            interpolated=np.zeros(len(calls), dtype=bool),
            boards=np.array([k not in line.closed_on for line in lines for k in range(len(line.calls))], dtype=bool),
            alights=np.array([k not in line.closed_off for line in lines for k in range(len(line.calls))], dtype=bool),
            orders_on=np.zeros(len(calls), dtype=bool),
            orders_off=np.zeros(len(calls), dtype=bool),
        ),
        calendar=Calendar(ids, day - timedelta(days=3), active),
        transfers=Transfers(nobody, nobody, nobody, np.empty(0, dtype=bool)),
        vehicles=Vehicles(
            np.array([line.block for line in lines], dtype=np.int32),
            np.arange(stops, dtype=np.int32),
            np.array(sorted(stays), dtype=np.int32).reshape(-1, 2),
            np.array(sorted(leaves), dtype=np.int32).reshape(-1, 2),
            1.0,
        ),
        timezone=zone,
        feeds=(Feed(file="made.zip", publisher="made up", version="1", digest="0", notes=()),),
    )


def make_footpaths(stops: int, walks: dict[tuple[int, int], int], change: int) -> Footpaths:
    """Footpaths from a dictionary of (from, to) to seconds."""
    rows = sorted(walks.items())
    counts = np.bincount([origin for (origin, _), _ in rows], minlength=stops) if rows else np.zeros(stops, dtype=int)
    return Footpaths(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.array([target for (_, target), _ in rows], dtype=np.int32),
        np.array([seconds for _, seconds in rows], dtype=np.int32),
        np.full(stops, change, dtype=np.int32),
    )


def ridden_on(lines: list[Line], day: int, stays: Pairs, leaves: Pairs) -> dict[int, list[int]]:
    """For each trip of a day those that it is ridden on to: the next of its vehicle where that begins at the stop where
    it ends, unless said otherwise, and those stated.
    """
    found: dict[int, list[int]] = {number: [] for number in range(len(lines))}
    for block in {line.block for line in lines} - {NO_BLOCK}:
        own = [number for number, line in enumerate(lines) if line.block == block and day in line.days]
        own.sort(key=lambda number: (lines[number].calls[0][2], lines[number].calls[-1][1], number))
        for one, other in pairwise(own):
            last, first = lines[one].calls[-1], lines[other].calls[0]
            later = first[2] >= last[1] and first[2] > lines[one].calls[0][2]
            if later and first[0] == last[0] and (one, other) not in leaves:
                found[one].append(other)
    for one, other in stays:
        if day in lines[one].days and day in lines[other].days:
            found[one].append(other)
    return found


def search(
    lines: list[Line],
    walks: dict[tuple[int, int], int],
    change: int,
    access: dict[int, int],
    stays: Pairs = frozenset(),
    leaves: Pairs = frozenset(),
) -> dict[int, int]:
    """Earliest arrival by a ride at each stop for one who may board at the stops of `access` from those times on.

    Goes through every trip of four service days again and again until nothing gets better. Getting off where the next
    trip begins, when one only stayed on board, is no ride.
    """
    on_board: set[tuple[int, int]] = set()
    ride: dict[int, int] = {}
    better = True
    while better:
        better = False
        ready = dict(access)
        for stop, at in ride.items():
            ready[stop] = min(ready.get(stop, FAR), at + change)
        for (origin, target), seconds in walks.items():
            if origin in ride:
                ready[target] = min(ready.get(target, FAR), ride[origin] + seconds)
        for row, line in enumerate(lines):
            for day in line.days:
                aboard = (row, day) in on_board
                for number, (stop, arrival, departure) in enumerate(line.calls):
                    reached = arrival + day * MIDNIGHT
                    off = number > 0 and number not in line.closed_off
                    if aboard and off and reached < ride.get(stop, FAR):
                        ride[stop] = reached
                        better = True
                    last = number == len(line.calls) - 1
                    if not last and number not in line.closed_on and ready.get(stop, FAR) <= departure + day * MIDNIGHT:
                        aboard = True
                heirs = {(heir, day) for heir in ridden_on(lines, day, stays, leaves)[row]} if aboard else set()
                better = better or not heirs <= on_board
                on_board |= heirs
    return ride


def search_back(
    lines: list[Line],
    walks: dict[tuple[int, int], int],
    change: int,
    stop: int,
    goal: dict[int, int],
    deadline: int,
    stays: Pairs = frozenset(),
    leaves: Pairs = frozenset(),
) -> int | None:
    """Latest ride from a stop that reaches one of the goal's stops, then walks its seconds, by the deadline.

    Tries every departure there is, latest first, with the forward search.
    """
    departures = {
        departure + day * MIDNIGHT
        for line in lines
        for day in line.days
        for number, (at, _, departure) in enumerate(line.calls[:-1])
        if at == stop and number not in line.closed_on
    }
    for departure in sorted((time for time in departures if time <= deadline), reverse=True):
        ride = search(lines, walks, change, {stop: departure}, stays, leaves)
        boarded = any(ride.get(end, FAR) + seconds <= deadline for end, seconds in goal.items())
        if boarded:
            return departure
    return None


@st.composite
def timetables(draw: st.DrawFn, stops: int = 6) -> tuple[list[Line], dict[tuple[int, int], int], int]:
    """A few trips around midnight and across the day, with rides of no length, walks and a change time."""
    lines: list[Line] = []
    for _ in range(draw(st.integers(1, 8))):
        length = draw(st.integers(2, 5))
        start = draw(st.sampled_from([0, 300, 5 * 3600, 14 * 3600, 23 * 3600, 24 * 3600, 25 * 3600, 29 * 3600]))
        now = start + 60 * draw(st.integers(0, 50))
        calls = []
        for _ in range(length):
            arrival = now + 60 * draw(st.sampled_from([0, 0, 1, 5, 20]))
            now = arrival + 60 * draw(st.sampled_from([0, 0, 1]))
            calls.append((draw(st.integers(0, stops - 1)), arrival, now))
        days = draw(st.frozensets(st.sampled_from([-1, 0, 1]), min_size=1))
        closed = st.frozensets(st.integers(0, length - 1), max_size=1)
        lines.append(Line(tuple(calls), days, draw(closed), draw(closed)))
    pairs = st.tuples(st.integers(0, stops - 1), st.integers(0, stops - 1)).filter(lambda pair: pair[0] != pair[1])
    walks = draw(st.dictionaries(pairs, st.sampled_from([0, 60, 300, 900]), max_size=5))
    return lines, walks, draw(st.sampled_from([0, 0, 60, 240]))


@st.composite
def rounds(draw: st.DrawFn, stops: int = 6) -> tuple[list[Line], dict[tuple[int, int], int], int, Pairs, Pairs]:
    """Timetables where vehicles go on as other trips: many begin where the one before in the list ended, in the same
    round, and some are stated to be ridden on to or not.
    """
    lines, walks, change = draw(timetables(stops))
    linked: list[Line] = []
    for made in lines:
        line, block = made, draw(st.sampled_from([NO_BLOCK, 0, 0, 1]))
        if bool(linked) and draw(st.booleans()):
            before = linked[-1].calls[-1]
            wait = before[1] + 60 * draw(st.sampled_from([0, 0, 1, 10])) - line.calls[0][2]
            calls = [(stop, arrival + wait, departure + wait) for stop, arrival, departure in line.calls]
            line = replace(line, calls=((before[0], *calls[0][1:]), *calls[1:]), days=linked[-1].days)
        linked.append(replace(line, block=block))
    pairs = [
        (one, other)
        for one, former in enumerate(linked)
        for other, latter in enumerate(linked)
        if latter.calls[0][2] >= former.calls[-1][1] and latter.calls[0][2] > former.calls[0][2]
    ]
    some = st.frozensets(st.sampled_from(pairs), max_size=2) if pairs else st.just(frozenset())
    return linked, walks, change, draw(some), draw(some)
