"""Scans made again and again, with a run left out and then a departure put in.

What a scan reached is kept small, as the labels that it touched. They are laid out on blank labels for each departure
that is put in, and wiped after it; the scan goes on from what the departure makes better.
"""

from typing import NamedTuple

import numpy as np

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections
from samspel.reach.links import Footpaths
from samspel.reach.patterns import Pattern
from samspel.reach.rides import Rides
from samspel.reach.scan import NEVER, Labels, Walks, arrive, blank_labels, scan_from, scan_part, take_walks, wipe
from samspel.terms.arrays import Flags, Ints


class Reached(NamedTuple):
    """The stops that a scan touched with their labels, and the runs with where they are boarded."""

    stops: Ints
    ride: Ints
    ready: Ints
    runs: Ints
    boarded: Ints


class Traffic(NamedTuple):
    """A day's connections and footpaths in one direction of time, and the run that is not in the timetable."""

    connections: Connections
    footpaths: Footpaths
    barred: int


class Rescanner:
    """Scans networks of so many stops and runs; threads may share it."""

    def __init__(self, stops: int, doors: Ints) -> None:
        self._stops, self._doors = stops, doors
        self._idle: list[Labels] = []

    def reach(self, traffic: Traffic, gate: tuple[Ints, Ints], start: int, last: int) -> tuple[Reached, Ints]:
        """What is reached from a gate, and the runs that are needed for it, in their order: without any other the
        labels stay as they are. Of a vehicle that people stay on board of, all its runs boarded at the same place are.
        """
        connections, footpaths, barred = traffic
        labels = self._take(traffic)
        scan_from(connections.rides, take_walks(footpaths), *gate, start, last, labels, barred)
        runs, stops = (
            row[:count].copy() for row, count in zip((labels.runs, labels.stops), labels.counts, strict=True)
        )
        reached = Reached(stops, labels.ride[stops], labels.ready[stops], runs, labels.boarded[runs])
        ridden = np.unique(connections.run[labels.ridden[stops[reached.ride < NEVER]]])
        boarded = labels.boarded[ridden]
        through = boarded[connections.run[boarded] != ridden]
        passed = runs[np.isin(reached.boarded, through)] if len(through) else through
        self._give_back(labels)
        return reached, np.union1d(ridden, passed)

    def find(self, reached: Reached) -> Ints:
        """The times at the doors, NEVER where not reached."""
        ride = np.full(self._stops, NEVER, dtype=np.int32)
        ride[reached.stops] = reached.ride
        return ride[self._doors]

    def go_on(self, traffic: Traffic, reached: Reached, pattern: Pattern, shift: int, last: int) -> Ints:
        """The times at the doors with a copy of a trip put in, moved by so many seconds of the scan's time."""
        found = np.empty(len(self._doors), dtype=np.int32)
        labels = self._take(traffic)
        copy = _Copy(pattern.stop, pattern.arrives, pattern.departs, pattern.board, pattern.alight)
        rides, walks = traffic.connections.rides, take_walks(traffic.footpaths)
        _go_on(reached, rides, walks, labels, copy, shift, last, traffic.barred, self._doors, found)
        self._give_back(labels)
        return found

    def _take(self, traffic: Traffic) -> Labels:
        """Blank labels that nobody else uses."""
        try:
            return self._idle.pop()
        except IndexError:
            return blank_labels(self._stops, traffic.connections.runs)

    def _give_back(self, labels: Labels) -> None:
        wipe(labels)
        self._idle.append(labels)


class _Copy(NamedTuple):
    """The calls of a trip as the compiled loops take them."""

    stop: Ints
    arrives: Ints
    departs: Ints
    board: Flags
    alight: Flags


@compiled
def _go_on(
    reached: Reached,
    rides: Rides,
    walks: Walks,
    labels: Labels,
    copy: _Copy,
    shift: int,
    last: int,
    barred: int,
    doors: Ints,
    found: Ints,
) -> None:
    _lay_out(reached, labels)
    first = _ride(copy, shift, last, walks, labels)
    if first < NEVER:
        part = rides.part[copy.stop[0]]
        scan_part(rides, walks, labels, rides.offsets[part], rides.offsets[part + 1], first, last, barred)
    for row in range(len(doors)):
        found[row] = labels.ride[doors[row]]


@compiled
def _lay_out(reached: Reached, labels: Labels) -> None:
    """Put what was reached on blank labels."""
    for row in range(len(reached.stops)):
        stop = reached.stops[row]
        labels.ride[stop], labels.ready[stop] = reached.ride[row], reached.ready[row]
        labels.stops[row] = stop
    for row in range(len(reached.runs)):
        labels.boarded[reached.runs[row]] = reached.boarded[row]
        labels.runs[row] = reached.runs[row]
    labels.counts[0], labels.counts[1] = len(reached.runs), len(reached.stops)


@compiled
def _ride(copy: _Copy, shift: int, last: int, walks: Walks, labels: Labels) -> int:
    """Ride the copy from where it can be boarded; the first time of getting off that makes something better, NEVER for
    none.
    """
    aboard, first = False, int(NEVER)
    for call in range(len(copy.stop)):
        stop, at = copy.stop[call], np.int32(copy.arrives[call] + shift)
        if aboard and copy.alight[call] and at <= last and at < labels.ride[stop]:
            arrive(walks, labels, stop, at)
            first = min(first, int(at))
        aboard = aboard or (copy.board[call] and labels.ready[stop] <= copy.departs[call] + shift)
    return first
