"""Small timetables for tests, and a slow search that shares no code with the engine."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from samspel.reach.links import Footpaths
from samspel.reach.network import Calendar, Calls, Feed, Network, Routes, Stops, Transfers, Trips

DAY = date(2026, 3, 4)
MIDNIGHT = 86_400
FAR = 10**9

Call = tuple[int, int, int]


@dataclass(frozen=True)
class Line:
    """A trip: calls as (stop, arrival, departure), the days it runs relative to DAY, and calls without boarding or
    alighting.
    """

    calls: tuple[Call, ...]
    days: frozenset[int] = frozenset({-1, 0, 1})
    closed_on: frozenset[int] = frozenset()
    closed_off: frozenset[int] = frozenset()


def make_network(stops: int, lines: list[Line], zone: str = "UTC", day: date = DAY) -> Network:
    """A network with one service for each trip; stops lie a hundredth of a degree apart."""
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
    return Network(
        Stops(names, names, np.array([[57.0 + 0.01 * stop, 18.0] for stop in range(stops)]).reshape(-1, 2)),
        Routes(ids, ids, np.full(len(lines), 3, dtype=np.int32)),
        Trips(ids, ids, numbers, numbers),
        Calls(
            np.cumsum([0, *lengths]).astype(np.int64),
            times[:, 0].copy(),
            times[:, 1].copy(),
            times[:, 2].copy(),
            np.zeros(len(calls), dtype=bool),
            np.array([k not in line.closed_on for line in lines for k in range(len(line.calls))], dtype=bool),
            np.array([k not in line.closed_off for line in lines for k in range(len(line.calls))], dtype=bool),
        ),
        Calendar(ids, day - timedelta(days=3), active),
        Transfers(*(np.empty(0, dtype=np.int32) for _ in range(3)), np.empty(0, dtype=bool)),
        zone,
        (Feed("made.zip", "made up", "1", "0", ()),),
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


def search(lines: list[Line], walks: dict[tuple[int, int], int], change: int, access: dict[int, int]) -> dict[int, int]:
    """Earliest arrival by a ride at each stop for one who may board at the stops of `access` from those times on.

    Goes through every trip of four service days again and again until nothing gets better.
    """
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
        for line in lines:
            for day in line.days:
                aboard = False
                for number, (stop, arrival, departure) in enumerate(line.calls):
                    reached = arrival + day * MIDNIGHT
                    if aboard and number not in line.closed_off and reached < ride.get(stop, FAR):
                        ride[stop] = reached
                        better = True
                    last = number == len(line.calls) - 1
                    if not last and number not in line.closed_on and ready.get(stop, FAR) <= departure + day * MIDNIGHT:
                        aboard = True
    return ride


def search_back(
    lines: list[Line], walks: dict[tuple[int, int], int], change: int, stop: int, goal: dict[int, int], deadline: int
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
        ride = search(lines, walks, change, {stop: departure})
        boarded = any(ride.get(end, FAR) + seconds <= deadline for end, seconds in goal.items())
        if boarded:
            return departure
    return None


@st.composite
def timetables(draw: st.DrawFn, stops: int = 6) -> tuple[list[Line], dict[tuple[int, int], int], int]:
    """A few trips around midnight and across the day, with rides of no length, walks and a change time."""
    lines = []
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
