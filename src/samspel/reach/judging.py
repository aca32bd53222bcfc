"""Judges many tries of a departure for one leg: how much weight each brings to the door in time.

Two scans bound the work. One from the gate: when one may board where, and when one is there anyhow. One from the doors
of those who do not make the leg, backwards: the latest time at which getting off somewhere still brings one of them to
the door in time. A try that is nowhere before that helps nobody, and rides that lead to no such stop need not be read.
Each try then only goes on from what it makes better, so changes before it and after it count.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections
from samspel.reach.links import Footpaths
from samspel.reach.patterns import DayTrips
from samspel.reach.rides import Rides
from samspel.reach.scan import (
    NEVER,
    NOBODY,
    UNBOARDED,
    Labels,
    Tree,
    Walks,
    arrive,
    continue_labels,
    scan_part,
    scan_tree,
    take_walks,
    wipe,
)
from samspel.reach.shifts import MINUTE, Legs, ShiftSearch, Trip
from samspel.terms.arrays import Flags, Floats, Ints, Longs


class Hopes(NamedTuple):
    """Ways from stops to the homes of those who do not make a shift: stop i has the links `offsets[i]` to
    `offsets[i + 1]`, each to an origin in `seconds`. `both` marks those whose other leg is made by bus.

    `leg_weight` and `both_weight` are what it is worth that an origin makes this leg, or both; shape (origins,).
    """

    offsets: Longs
    origin: Longs
    seconds: Ints
    both: Flags
    leg_weight: Floats
    both_weight: Floats


class Tries(NamedTuple):
    """Tries of a departure: row i is the trip `numbers[i]`, moved so many seconds; trip j has the calls `offsets[j]` to
    `offsets[j + 1]`.
    """

    numbers: Longs
    moved: Ints
    offsets: Longs
    stop: Ints
    arrives: Ints
    departs: Ints
    board: Flags
    alight: Flags


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the tries of one leg are judged on. `tree` holds the labels of those who leave the gate, `rides` those of
    the timetable that can still bring somebody home by `latest`, `useful` the latest time of getting off at each stop.
    """

    footpaths: Footpaths
    latest: int
    tree: Tree
    useful: Ints
    rides: Connections
    boarded: Ints
    hopes: Hopes


def survey(search: ShiftSearch, trip: Trip, legs: Legs, other: Ints, weights: Floats, limit: float) -> Ground:
    """The ground of a leg. `other` are the seconds at the doors of the other leg; both trips are the turn's own."""
    connections, footpaths = search.direct(trip.day, trip.outward)
    start, latest = begin(trip), find_latest(search, trip, limit)
    hopes = _hope(search, trip, legs, other, weights, limit)
    back, useful = _look_back(search, trip, hopes, start, latest)
    opposite = search.direct(trip.day, not trip.outward)[0]
    rows = _keep_rows(connections, opposite, back, start, latest)
    rides = _narrow(connections, rows, useful)
    tree = scan_tree(connections, footpaths, *search.gate(trip.workplace), start, latest - start)
    return Ground(
        footpaths=footpaths,
        latest=latest,
        tree=tree,
        useful=useful,
        rides=rides,
        boarded=_find_boarded(tree, rows),
        hopes=hopes,
    )


def judge(ground: Ground, trips: DayTrips, numbers: Longs, moved: Ints) -> tuple[Floats, Floats]:
    """What each try brings: the weight that makes both legs by it, and at most how much makes this leg; each shape
    (tries,).
    """
    both, leg = np.zeros(len(numbers)), np.zeros(len(numbers))
    rides, walks, hopes, tree = ground.rides.rides, take_walks(ground.footpaths), ground.hopes, ground.tree
    tries = Tries(
        numbers=numbers,
        moved=moved,
        offsets=trips.offsets,
        stop=trips.stop,
        arrives=trips.arrives,
        departs=trips.departs,
        board=trips.board,
        alight=trips.alight,
    )
    labels = continue_labels(tree.ride, tree.ready, ground.boarded)
    marks = np.full((2, len(hopes.leg_weight)), -1, dtype=np.int64)
    _judge_rows(tries, ground.useful, rides, walks, labels, ground.latest, hopes, marks, both, leg)
    return both, leg


def begin(trip: Trip) -> int:
    """The scan's own starting time."""
    return -trip.limit if trip.outward else trip.limit


def find_latest(search: ShiftSearch, trip: Trip, limit: float) -> int:
    """The latest time of the scan at a door with which a leg takes at most so many minutes."""
    counted = -trip.counted if trip.outward else trip.counted
    return counted + _whole_seconds(search, limit)


def _whole_seconds(search: ShiftSearch, limit: float) -> int:
    """The longest leg in whole seconds that is within the limit, and never longer than what is searched."""
    seconds = int(limit * MINUTE) + 1
    while seconds / MINUTE > limit:
        seconds -= 1
    return min(seconds, search.rules.horizon_seconds)


def _hope(search: ShiftSearch, trip: Trip, legs: Legs, other: Ints, weights: Floats, limit: float) -> Hopes:
    """Those who do not make the shift, by all their walks to a stop."""
    trips = search.plan(legs.turn)
    counterpart = trips[1] if trip.outward else trips[0]
    in_time = find_latest(search, counterpart, limit)
    minutes = legs.out if trip.outward else legs.home
    leg_weight = np.where(minutes <= limit, 0.0, weights)
    both_weight = np.where(legs.worst <= limit, 0.0, weights)
    walks = search.walks
    origin = np.repeat(np.arange(walks.count, dtype=np.int64), np.diff(walks.offsets))
    door = np.searchsorted(search.doors, walks.stop)
    made = (other[door] < NEVER) & (other[door].astype(np.int64) + walks.seconds <= in_time)
    both = (np.bincount(origin[made], minlength=walks.count)[origin] > 0) & (both_weight[origin] > 0.0)
    kept = np.flatnonzero(both | (leg_weight[origin] > 0.0))
    kept = kept[np.argsort(walks.stop[kept], kind="stable")]
    counts = np.bincount(walks.stop[kept], minlength=len(search.network.stops.ids))
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Hopes(
        offsets=offsets,
        origin=origin[kept],
        seconds=walks.seconds[kept],
        both=both[kept],
        leg_weight=leg_weight,
        both_weight=both_weight,
    )


def _look_back(search: ShiftSearch, trip: Trip, hopes: Hopes, start: int, latest: int) -> tuple[Tree, Ints]:
    """The scan backwards, and the latest time at which getting off at each stop helps somebody, -NEVER where it never
    does; shape (stops,).
    """
    connections, footpaths = search.direct(trip.day, not trip.outward)
    stops = np.flatnonzero(np.diff(hopes.offsets)).astype(np.int32)
    seconds = np.minimum.reduceat(hopes.seconds, hopes.offsets[stops]) if len(stops) else hopes.seconds
    back = scan_tree(connections, footpaths, stops, seconds, -latest, latest - start)
    return back, np.where(back.ready < NEVER, -back.ready, -NEVER).astype(np.int32)


def _keep_rows(connections: Connections, opposite: Connections, back: Tree, start: int, latest: int) -> Longs:
    """Rows of the connections from which one gets off, then or later, where it helps somebody: those that the scan
    backwards was on board of, the runs that people stay on board into included.
    """
    reached = np.flatnonzero(back.boarded < UNBOARDED)
    at = back.boarded[reached]
    last = np.full(connections.runs, -NEVER, dtype=np.int32)
    own = opposite.run[at] == reached
    last[reached] = np.where(own, -opposite.begins[at], NEVER)
    return _list_rows(connections.offsets, connections.begins, connections.ends, connections.run, last, start, latest)


def _narrow(connections: Connections, rows: Longs, useful: Ints) -> Connections:
    """Only those rows, and getting off only where it helps somebody."""
    target, ends = connections.target[rows], connections.ends[rows]
    return Connections(
        source=connections.source[rows],
        target=target,
        begins=connections.begins[rows],
        ends=ends,
        run=connections.run[rows],
        board=connections.board[rows],
        alight=connections.alight[rows] & (ends <= useful[target]),
        opens=connections.opens[rows],
        closes=connections.closes[rows],
        stays=connections.stays,
        runs=connections.runs,
        offsets=np.searchsorted(rows, connections.offsets).astype(np.int64),
        part=connections.part,
    )


def _find_boarded(tree: Tree, rows: Longs) -> Ints:
    """Where each run is boarded, as a row of the kept ones."""
    boarded = tree.boarded.copy()
    reached = np.flatnonzero(boarded < UNBOARDED)
    boarded[reached] = np.searchsorted(rows, boarded[reached])
    return boarded


@compiled
def _list_rows(offsets: Longs, begins: Ints, ends: Ints, run: Ints, last: Ints, start: int, latest: int) -> Longs:
    """Rows that begin between `start` and `latest` and end by what `last` says of their run."""
    rows, count = np.empty(1024, dtype=np.int64), 0
    for part in range(len(offsets) - 1):
        first, end = offsets[part], offsets[part + 1]
        row = first + np.searchsorted(begins[first:end], start)
        while row < end and begins[row] <= latest:
            if ends[row] <= last[run[row]]:
                if count == len(rows):
                    rows = np.concatenate((rows, np.empty_like(rows)))
                rows[count] = row
                count += 1
            row += 1
    return rows[:count].copy()


@compiled
def _ride(row: int, tries: Tries, useful: Ints, walks: Walks, labels: Labels) -> int:
    """Ride the try from where it can be boarded; the first time of getting off that makes something better, NEVER for
    none.
    """
    shift, aboard, first = tries.moved[row], False, NEVER
    trip = tries.numbers[row]
    for call in range(tries.offsets[trip], tries.offsets[trip + 1]):
        stop, at = tries.stop[call], np.int32(tries.arrives[call] + shift)
        if aboard and tries.alight[call] and at <= useful[stop] and at < labels.ride[stop]:
            arrive(walks, labels, stop, at)
            first = min(first, at)
        caught = labels.base_ready[stop] <= tries.departs[call] + shift
        aboard = aboard or (tries.board[call] and caught)
    return int(first)


@compiled
def _count(row: int, labels: Labels, latest: int, hopes: Hopes, marks: Longs, both: Floats, leg: Floats) -> None:
    """Add the weight of those whom the labels that became better bring to the door in time, each origin once."""
    for touched in range(labels.counts[1]):
        near = labels.stops[touched]
        if labels.ride[near] == labels.base_ride[near]:
            continue
        for link in range(hopes.offsets[near], hopes.offsets[near + 1]):
            origin = hopes.origin[link]
            if labels.ride[near] + hopes.seconds[link] > latest:
                continue
            if marks[0, origin] != row:
                marks[0, origin] = row
                leg[row] += hopes.leg_weight[origin]
            if hopes.both[link] and marks[1, origin] != row:
                marks[1, origin] = row
                both[row] += hopes.both_weight[origin]


@compiled
def _judge_rows(
    tries: Tries,
    useful: Ints,
    rides: Rides,
    walks: Walks,
    labels: Labels,
    latest: int,
    hopes: Hopes,
    marks: Longs,
    both: Floats,
    leg: Floats,
) -> None:
    for row in range(len(tries.numbers)):
        first = _ride(row, tries, useful, walks, labels)
        if first < NEVER:
            part = rides.part[tries.stop[tries.offsets[tries.numbers[row]]]]
            scan_part(rides, walks, labels, rides.offsets[part], rides.offsets[part + 1], int(first), latest, NOBODY)
            _count(row, labels, latest, hopes, marks, both, leg)
        wipe(labels)
