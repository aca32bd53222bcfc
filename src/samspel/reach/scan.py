"""Earliest arrivals and latest departures: one pass over the timetable answers every origin for one time.

A connection scan (Dibbelt, Pajor, Strasser, Wagner 2013, "Intriguingly simple and fast transit routing") with two
labels a stop, since walking from stop to stop is not closed: between two rides a person walks at most once.
`ride` is the arrival by a ride, `ready` when one may board. A ride of no length may lead to another at the same minute
that has been passed already; then the rides of that minute are read again.

Latest departures are the same scan with time turned round: mirrored connections and footpaths, negated times.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections
from samspel.reach.network import Flags, Ints, Longs

NEVER = np.int32(2**30)
"""A time that is not reached."""

_UNBOARDED = np.int32(2**31 - 1)

BY_ACCESS, BY_CHANGE = -1, -2
"""How one got to the stop where one boards, beside a row of the stop one walked from."""


@dataclass(frozen=True)
class Footpaths:
    """Walks between stops: from stop i to `target[offsets[i]:offsets[i + 1]]` in `seconds`; never to itself.

    `change` is the least time between two rides at the same stop, shape (stops,).
    """

    offsets: Longs
    target: Ints
    seconds: Ints
    change: Ints

    @cached_property
    def mirrored(self) -> "Footpaths":
        """The same walks the other way."""
        origin = np.repeat(np.arange(len(self.change), dtype=np.int32), np.diff(self.offsets))
        order = np.argsort(self.target, kind="stable")
        counts = np.bincount(self.target, minlength=len(self.change))
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return Footpaths(offsets, origin[order], self.seconds[order], self.change)


@dataclass(frozen=True)
class Links:
    """Walks between points and stops: point i reaches `stop[offsets[i]:offsets[i + 1]]` in `seconds`."""

    offsets: Longs
    stop: Ints
    seconds: Ints

    @property
    def count(self) -> int:
        """How many points there are."""
        return len(self.offsets) - 1


class _Rides(NamedTuple):
    """Connections as the compiled loops take them."""

    source: Ints
    target: Ints
    begins: Ints
    ends: Ints
    run: Ints
    board: Flags
    alight: Flags


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
    """What a scan writes: the arrays of a Tree, and the runs that were boarded, in order."""

    ride: Ints
    ready: Ints
    ridden: Longs
    before: Ints
    boarded: Ints
    touched: Ints


@dataclass(frozen=True)
class Tree:
    """One scan with how each label came about, for telling a journey. Times are mirrored when the scan was.

    `ride` and `ready` are shape (stops,), NEVER where not reached; `ridden` the connection by which a stop is reached,
    `before` the stop walked from, BY_ACCESS or BY_CHANGE; `boarded` the connection where a run is boarded, shape
    (runs,).
    """

    ride: Ints
    ready: Ints
    ridden: Longs
    before: Ints
    boarded: Ints


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
    out = np.empty((origins.count, doors.count), dtype=np.int32)
    first = np.searchsorted(connections.begins, times, side="left").astype(np.int64)
    rides, walks = _rides(connections), _Walks(*_arrays(footpaths))
    starts, ends = _Links(*_arrays(origins)), _Links(*_arrays(doors))

    def work(part: Longs) -> None:
        labels = _blank_labels(len(footpaths.change), connections.runs)
        _scan_part(part, rides, walks, starts, ends, times, first, horizon, labels, out)

    _spread(work, origins.count, threads)
    return out


def scan_tree(
    connections: Connections, footpaths: Footpaths, stops: Ints, seconds: Ints, at: int, horizon: int
) -> Tree:
    """One scan from stops reached `seconds` after `at`, with how each label came about."""
    labels = _blank_labels(len(footpaths.change), connections.runs)
    np.minimum.at(labels.ready, stops, np.int32(at) + seconds)
    first = int(np.searchsorted(connections.begins, at, side="left"))
    _scan_once(_rides(connections), _Walks(*_arrays(footpaths)), labels, first, at + horizon)
    return Tree(labels.ride, labels.ready, labels.ridden, labels.before, labels.boarded)


def join_links(parts: Sequence[tuple[Ints, Ints]]) -> Links:
    """Links from a (stops, seconds) pair for each point."""
    offsets = np.cumsum([0, *(len(stops) for stops, _ in parts)]).astype(np.int64)
    stops = np.concatenate([np.empty(0, dtype=np.int32), *(stops for stops, _ in parts)]).astype(np.int32)
    seconds = np.concatenate([np.empty(0, dtype=np.int32), *(seconds for _, seconds in parts)]).astype(np.int32)
    return Links(offsets, stops, seconds)


def _rides(connections: Connections) -> _Rides:
    return _Rides(
        connections.source,
        connections.target,
        connections.begins,
        connections.ends,
        connections.run,
        connections.board,
        connections.alight,
    )


def _arrays(record: Footpaths | Links) -> tuple[npt.NDArray[Any], ...]:
    return tuple(getattr(record, field.name) for field in fields(record))


def _blank_labels(stops: int, runs: int) -> _Labels:
    return _Labels(
        np.full(stops, NEVER, dtype=np.int32),
        np.full(stops, NEVER, dtype=np.int32),
        np.full(stops, -1, dtype=np.int64),
        np.full(stops, BY_ACCESS, dtype=np.int32),
        np.full(runs, _UNBOARDED, dtype=np.int32),
        np.empty(runs, dtype=np.int32),
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
def _scan_part(
    queries: Longs,
    rides: _Rides,
    walks: _Walks,
    origins: _Links,
    doors: _Links,
    times: Ints,
    first: Longs,
    horizon: int,
    labels: _Labels,
    out: Ints,
) -> None:
    for query in queries:
        labels.ride[:] = NEVER
        labels.ready[:] = NEVER
        for link in range(origins.offsets[query], origins.offsets[query + 1]):
            stop = origins.stop[link]
            labels.ready[stop] = min(labels.ready[stop], times[query] + origins.seconds[link])
        count = _scan_once(rides, walks, labels, first[query], int(times[query]) + horizon)
        labels.boarded[labels.touched[:count]] = _UNBOARDED
        for door in range(len(doors.offsets) - 1):
            best = NEVER
            for link in range(doors.offsets[door], doors.offsets[door + 1]):
                at = labels.ride[doors.stop[link]]
                if at < NEVER:
                    best = min(best, at + doors.seconds[link])
            out[query, door] = best


@compiled
def _scan_once(rides: _Rides, walks: _Walks, labels: _Labels, first: int, last: int) -> int:
    """Fill the labels in place and return how many runs were boarded; their rows stand in `touched`."""
    ready, boarded, begins = labels.ready, labels.boarded, rides.begins
    count, group, again, at, end = 0, first, False, first, len(rides.begins)
    while True:
        if at == end or begins[at] != begins[group]:
            if again:
                again, at = False, group
            group = at
        if at == end or begins[at] > last:
            return count
        run = rides.run[at]
        aboard = boarded[run] <= at
        if not aboard and ready[rides.source[at]] <= begins[at] and rides.board[at]:
            if boarded[run] == _UNBOARDED:
                labels.touched[count] = run
                count += 1
            boarded[run] = at
            aboard = True
        if aboard and rides.ends[at] < labels.ride[rides.target[at]] and rides.ends[at] <= last and rides.alight[at]:
            again = _alight(rides, walks, labels, at) <= begins[at] or again
        at += 1


@compiled
def _alight(rides: _Rides, walks: _Walks, labels: _Labels, at: int) -> np.int32:
    """Set the labels of the stop where a ride ends and of those one may walk to; return the first time that became
    better.
    """
    stop, end = rides.target[at], rides.ends[at]
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
            labels.ready[near] = reached
            labels.before[near] = stop
            earliest = min(earliest, reached)
    return earliest
