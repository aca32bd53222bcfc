"""Earliest arrivals and latest departures of one query, with how each came about; `reach.sweep` answers many at once.

A connection scan (Dibbelt, Pajor, Strasser, Wagner 2013, "Intriguingly simple and fast transit routing") with two
labels a stop, since walking from stop to stop is not closed: between two rides a person walks at most once.
`ride` is the arrival by a ride, `ready` when one may board. Where a vehicle goes on as another trip, whoever is on
board at the end of the one is on board of the other. A ride of no length may lead to another at the same minute
that has been passed already; then the rides of that minute are read again.

Only the parts of the network that a query starts in are read. Latest departures are the same scan with time turned
round: mirrored connections and footpaths, negated times.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections
from samspel.reach.links import Footpaths
from samspel.reach.rides import Rides
from samspel.terms.arrays import Ints, Longs

NEVER = np.int32(2**30)
"""A time that is not reached."""

UNBOARDED = np.int32(2**31 - 1)
"""The row where a run that nobody is on is boarded."""

NOBODY = -1
"""No run, where none is left out."""

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


class Walks(NamedTuple):
    """Footpaths as the compiled loops take them."""

    offsets: Longs
    target: Ints
    seconds: Ints
    change: Ints


class Labels(NamedTuple):
    """What a scan writes: the arrays of a Tree, then the rows of the runs and stops that it touched, how many of both
    there are, and what the labels were before the scan: blank, or those of a timetable that something is added to.
    """

    ride: Ints
    ready: Ints
    ridden: Ints
    before: Ints
    boarded: Ints
    runs: Ints
    stops: Ints
    counts: Longs
    base_ride: Ints
    base_ready: Ints
    base_boarded: Ints


def scan_tree(
    connections: Connections, footpaths: Footpaths, stops: Ints, seconds: Ints, at: int, horizon: int
) -> Tree:
    """One scan from stops reached `seconds` after `at`, with how each label came about."""
    labels = blank_labels(len(footpaths.change), connections.runs)
    scan_from(connections.rides, take_walks(footpaths), stops, seconds, at, at + horizon, labels, NOBODY)
    return Tree(labels.ride, labels.ready, labels.ridden, labels.before, labels.boarded)


def take_walks(footpaths: Footpaths) -> Walks:
    """Footpaths as the compiled loops take them."""
    return Walks(footpaths.offsets, footpaths.target, footpaths.seconds, footpaths.change)


def continue_labels(ride: Ints, ready: Ints, boarded: Ints) -> Labels:
    """Labels of a finished scan, for scans that go on from it and leave it as it was; each thread needs its own."""
    return Labels(
        ride.copy(),
        ready.copy(),
        np.full(len(ride), -1, dtype=np.int32),
        np.full(len(ride), BY_ACCESS, dtype=np.int32),
        boarded.copy(),
        np.empty(len(boarded), dtype=np.int32),
        np.empty(len(ride), dtype=np.int32),
        np.zeros(2, dtype=np.int64),
        ride,
        ready,
        boarded,
    )


def blank_labels(stops: int, runs: int) -> Labels:
    """Labels of a scan that has not begun."""
    never = np.full(stops, NEVER, dtype=np.int32)
    return continue_labels(never, never, np.full(runs, UNBOARDED, dtype=np.int32))


def spread(work: Callable[[Longs], None], count: int, threads: int) -> None:
    """Deal queries out to threads in turn; the result does not depend on how many there are."""
    if threads <= 1 or count <= 1:
        work(np.arange(count, dtype=np.int64))
        return
    parts = [np.arange(start, count, threads, dtype=np.int64) for start in range(min(threads, count))]
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(work, parts))


@compiled
def scan_from(
    rides: Rides, walks: Walks, stops: Ints, seconds: Ints, start: int, last: int, labels: Labels, barred: int
) -> None:
    """Fill the labels from some stops, part by part of the network."""
    for row in range(len(stops)):
        _touch(labels, stops[row])
        labels.ready[stops[row]] = min(labels.ready[stops[row]], start + seconds[row])
    for row in range(len(stops)):
        part = rides.part[stops[row]]
        seen = False
        for earlier in range(row):
            seen = seen or rides.part[stops[earlier]] == part
        if not seen:
            scan_part(rides, walks, labels, rides.offsets[part], rides.offsets[part + 1], start, last, barred)


@compiled
def scan_part(
    rides: Rides, walks: Walks, labels: Labels, first: int, end: int, start: int, last: int, barred: int
) -> None:
    """Read the connections from row `first` to `end` that begin between `start` and `last`, but for those of the run
    `barred`, which is not in the timetable.
    """
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
        if run == barred:
            at += 1
            continue
        aboard = boarded[run] <= at
        if not aboard and ready[rides.source[at]] <= begins[at] and rides.board[at]:
            _board(labels, run, at)
            aboard = True
        if aboard and rides.closes[at] and rides.leads[run] >= 0:
            _stay(rides, labels, run, at)
        if aboard and rides.ends[at] < labels.ride[rides.target[at]] and rides.ends[at] <= last and rides.alight[at]:
            again = _alight(rides, walks, labels, at) <= begins[at] or again
        at += 1


@compiled
def _board(labels: Labels, run: int, at: np.intp) -> None:
    """Remember where a run is boarded."""
    if labels.boarded[run] == labels.base_boarded[run]:
        labels.runs[labels.counts[0]] = run
        labels.counts[0] += 1
    labels.boarded[run] = at


@compiled
def _stay(rides: Rides, labels: Labels, run: int, at: np.intp) -> None:
    """Who is on board is on board of what the vehicle runs next, as boarded where they got on. Its rides come later in
    the order.
    """
    lead = rides.leads[run]
    for row in range(rides.heir_offsets[lead], rides.heir_offsets[lead + 1]):
        heir = rides.heirs[row]
        if labels.boarded[heir] > at:
            _board(labels, heir, labels.boarded[run])


@compiled
def _alight(rides: Rides, walks: Walks, labels: Labels, at: np.intp) -> np.int32:
    """Set the labels where a ride ends; return the first time that became better."""
    stop = rides.target[at]
    earliest = arrive(walks, labels, stop, rides.ends[at])
    labels.ridden[stop] = at
    return earliest


@compiled
def arrive(walks: Walks, labels: Labels, stop: int, end: np.int32) -> np.int32:
    """Set the labels of a stop where a ride ends and of those one may walk to; return the first time that one may board
    at that became better.
    """
    _touch(labels, stop)
    labels.ride[stop] = end
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
def _touch(labels: Labels, stop: int) -> None:
    """Remember a stop when its first label changes."""
    if labels.ready[stop] == labels.base_ready[stop] and labels.ride[stop] == labels.base_ride[stop]:
        labels.stops[labels.counts[1]] = stop
        labels.counts[1] += 1


@compiled
def wipe(labels: Labels) -> None:
    """Make the labels what they were before the query."""
    for row in range(labels.counts[0]):
        labels.boarded[labels.runs[row]] = labels.base_boarded[labels.runs[row]]
    for row in range(labels.counts[1]):
        stop = labels.stops[row]
        labels.ride[stop] = labels.base_ride[stop]
        labels.ready[stop] = labels.base_ready[stop]
        labels.before[stop] = BY_ACCESS
    labels.counts[:] = 0
