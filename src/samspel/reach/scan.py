"""Earliest arrivals and latest departures: one pass over the timetable answers every origin for one time.

A connection scan (Dibbelt, Pajor, Strasser, Wagner 2013, "Intriguingly simple and fast transit routing") with two
labels a stop, since walking from stop to stop is not closed: between two rides a person walks at most once.
`ride` is the arrival by a ride, `ready` when one may board. Where a vehicle goes on as another trip, whoever is on
board at the end of the one is on board of the other. A ride of no length may lead to another at the same minute
that has been passed already; then the rides of that minute are read again.

Only the parts of the network that a query starts in are read, and only the labels that it touched are wiped after it.
Latest departures are the same scan with time turned round: mirrored connections and footpaths, negated times.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections
from samspel.reach.links import Footpaths, Links
from samspel.reach.network import Flags, Ints, Longs

NEVER = np.int32(2**30)
"""A time that is not reached."""

_UNBOARDED = np.int32(2**31 - 1)

BY_ACCESS, BY_CHANGE = -1, -2
"""How one got to the stop where one boards, beside a row of the stop one walked from."""


@dataclass(frozen=True)
class Tree:
    """One scan with how each label came about, for telling a journey. Times are mirrored when the scan was.

    `ride` and `ready` are shape (stops,), NEVER where not reached; `ridden` the connection by which a stop is reached,
    `before` the stop walked from, BY_ACCESS or BY_CHANGE; `boarded` the connection where a run is boarded, shape
    (runs,).
    """

    ride: Ints
    ready: Ints
    ridden: Ints
    before: Ints
    boarded: Ints


class _Rides(NamedTuple):
    """Connections as the compiled loops take them."""

    source: Ints
    target: Ints
    begins: Ints
    ends: Ints
    run: Ints
    board: Flags
    alight: Flags
    leads: Ints
    heir_offsets: Longs
    heirs: Ints
    offsets: Longs
    part: Ints


class _Walks(NamedTuple):
    """Footpaths as the compiled loops take them."""

    offsets: Longs
    target: Ints
    seconds: Ints
    change: Ints


class _Links(NamedTuple):
    """Links as the compiled loops take them."""

    offsets: Longs
    stop: Ints
    seconds: Ints


class _Labels(NamedTuple):
    """What a scan writes: the arrays of a Tree, then the rows of the runs and stops that it touched, and how many of
    both there are.
    """

    ride: Ints
    ready: Ints
    ridden: Ints
    before: Ints
    boarded: Ints
    runs: Ints
    stops: Ints
    counts: Longs


def scan_all(
    connections: Connections,
    footpaths: Footpaths,
    origins: Links,
    times: Ints,
    doors: Links,
    horizon: int,
    threads: int = 1,
) -> Ints:
    """Earliest time at each door for each query, shape (queries, doors), NEVER where not reached within the horizon.

    Query i leaves point i of `origins` at `times[i]`, shape (queries,). Only journeys with a ride count; to walk the
    whole way is the caller's to compare. With mirrored connections and footpaths and negated times the results are
    negated latest departures.
    """
    out = np.full((origins.count, doors.count), NEVER, dtype=np.int32)
    rides, walks, starts = _rides(connections), _Walks(*_arrays(footpaths)), _Links(*_arrays(origins))
    ends = _Links(*_arrays(doors.turned(len(footpaths.change))))

    def work(queries: Longs) -> None:
        labels = _blank_labels(len(footpaths.change), connections.runs)
        _scan_queries(queries, rides, walks, starts, ends, times, horizon, labels, out)

    _spread(work, origins.count, threads)
    return out


def scan_tree(
    connections: Connections, footpaths: Footpaths, stops: Ints, seconds: Ints, at: int, horizon: int
) -> Tree:
    """One scan from stops reached `seconds` after `at`, with how each label came about."""
    labels = _blank_labels(len(footpaths.change), connections.runs)
    origin = _Links(np.array([0, len(stops)], dtype=np.int64), stops, seconds)
    _scan_query(0, _rides(connections), _Walks(*_arrays(footpaths)), origin, at, at + horizon, labels)
    return Tree(labels.ride, labels.ready, labels.ridden, labels.before, labels.boarded)


def _rides(connections: Connections) -> _Rides:
    return _Rides(
        connections.source,
        connections.target,
        connections.begins,
        connections.ends,
        connections.run,
        connections.board,
        connections.alight,
        connections.heirs.leads,
        connections.heirs.offsets,
        connections.heirs.runs,
        connections.offsets,
        connections.part,
    )


def _arrays(record: Footpaths | Links) -> tuple[npt.NDArray[Any], ...]:
    return tuple(getattr(record, field.name) for field in fields(record))


def _blank_labels(stops: int, runs: int) -> _Labels:
    return _Labels(
        np.full(stops, NEVER, dtype=np.int32),
        np.full(stops, NEVER, dtype=np.int32),
        np.full(stops, -1, dtype=np.int32),
        np.full(stops, BY_ACCESS, dtype=np.int32),
        np.full(runs, _UNBOARDED, dtype=np.int32),
        np.empty(runs, dtype=np.int32),
        np.empty(stops, dtype=np.int32),
        np.zeros(2, dtype=np.int64),
    )


def _spread(work: Callable[[Longs], None], count: int, threads: int) -> None:
    """Deal queries out to threads in turn; the result does not depend on how many there are."""
    if threads <= 1 or count <= 1:
        work(np.arange(count, dtype=np.int64))
        return
    parts = [np.arange(start, count, threads, dtype=np.int64) for start in range(min(threads, count))]
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(work, parts))


@compiled
def _scan_queries(
    queries: Longs,
    rides: _Rides,
    walks: _Walks,
    origins: _Links,
    doors: _Links,
    times: Ints,
    horizon: int,
    labels: _Labels,
    out: Ints,
) -> None:
    """Answer queries one after another. `doors` are turned: by stop, with the doors that it leads to."""
    for query in queries:
        start = int(times[query])
        _scan_query(query, rides, walks, origins, start, start + horizon, labels)
        for row in range(labels.counts[1]):
            stop = labels.stops[row]
            if labels.ride[stop] < NEVER:
                for link in range(doors.offsets[stop], doors.offsets[stop + 1]):
                    door = doors.stop[link]
                    out[query, door] = min(out[query, door], labels.ride[stop] + doors.seconds[link])
        _wipe(labels)


@compiled
def _scan_query(
    query: int, rides: _Rides, walks: _Walks, origins: _Links, start: int, last: int, labels: _Labels
) -> None:
    """Fill the labels for one origin, part by part of the network."""
    first, end = origins.offsets[query], origins.offsets[query + 1]
    for link in range(first, end):
        stop = origins.stop[link]
        _touch(labels, stop)
        labels.ready[stop] = min(labels.ready[stop], start + origins.seconds[link])
    for link in range(first, end):
        part = rides.part[origins.stop[link]]
        seen = False
        for earlier in range(first, link):
            seen = seen or rides.part[origins.stop[earlier]] == part
        if not seen:
            _scan_part(rides, walks, labels, rides.offsets[part], rides.offsets[part + 1], start, last)


@compiled
def _scan_part(rides: _Rides, walks: _Walks, labels: _Labels, first: int, end: int, start: int, last: int) -> None:
    """Read the connections from row `first` to `end` that begin between `start` and `last`."""
    ready, boarded, begins = labels.ready, labels.boarded, rides.begins
    at = first + np.searchsorted(begins[first:end], start)
    group, again = at, False
    while True:
        if at == end or begins[at] != begins[group]:
            if again:
                again, at = False, group
            group = at
        if at == end or begins[at] > last:
            return
        run = rides.run[at]
        aboard = boarded[run] <= at
        if not aboard and ready[rides.source[at]] <= begins[at] and rides.board[at]:
            _board(labels, run, at)
            aboard = True
        if aboard and rides.leads[at] >= 0:
            _stay(rides, labels, run, at)
        if aboard and rides.ends[at] < labels.ride[rides.target[at]] and rides.ends[at] <= last and rides.alight[at]:
            again = _alight(rides, walks, labels, at) <= begins[at] or again
        at += 1


@compiled
def _board(labels: _Labels, run: int, at: np.intp) -> None:
    """Remember where a run is boarded."""
    if labels.boarded[run] == _UNBOARDED:
        labels.runs[labels.counts[0]] = run
        labels.counts[0] += 1
    labels.boarded[run] = at


@compiled
def _stay(rides: _Rides, labels: _Labels, run: int, at: np.intp) -> None:
    """Who is on board is on board of what the vehicle runs next, as boarded where they got on. Its rides come later in
    the order.
    """
    lead = rides.leads[at]
    for row in range(rides.heir_offsets[lead], rides.heir_offsets[lead + 1]):
        heir = rides.heirs[row]
        if labels.boarded[heir] > at:
            _board(labels, heir, labels.boarded[run])


@compiled
def _alight(rides: _Rides, walks: _Walks, labels: _Labels, at: np.intp) -> np.int32:
    """Set the labels of the stop where a ride ends and of those one may walk to; return the first time that became
    better.
    """
    stop, end = rides.target[at], rides.ends[at]
    _touch(labels, stop)
    labels.ride[stop] = end
    labels.ridden[stop] = at
    earliest = NEVER
    reached = end + walks.change[stop]
    if reached < labels.ready[stop]:
        labels.ready[stop] = reached
        labels.before[stop] = BY_CHANGE
        earliest = reached
    for path in range(walks.offsets[stop], walks.offsets[stop + 1]):
        near = walks.target[path]
        reached = end + walks.seconds[path]
        if reached < labels.ready[near]:
            _touch(labels, near)
            labels.ready[near] = reached
            labels.before[near] = stop
            earliest = min(earliest, reached)
    return earliest


@compiled
def _touch(labels: _Labels, stop: int) -> None:
    """Remember a stop when it gets its first label."""
    if labels.ready[stop] == NEVER and labels.ride[stop] == NEVER:
        labels.stops[labels.counts[1]] = stop
        labels.counts[1] += 1


@compiled
def _wipe(labels: _Labels) -> None:
    """Make the labels blank again for the next query."""
    for row in range(labels.counts[0]):
        labels.boarded[labels.runs[row]] = _UNBOARDED
    for row in range(labels.counts[1]):
        labels.ride[labels.stops[row]] = NEVER
        labels.ready[labels.stops[row]] = NEVER
        labels.before[labels.stops[row]] = BY_ACCESS
    labels.counts[:] = 0
