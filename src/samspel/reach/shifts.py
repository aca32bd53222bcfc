"""Who gets to each shift in time and home after it, door to door.

A leg out counts from leaving home to the beginning of the shift, the wait at the workplace included; a leg home from
the end of the shift to arriving. One pass over the timetable answers every origin for one workplace and time; days with
the same traffic are searched once.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

import numpy as np

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections, Timeline
from samspel.reach.links import Footpaths, Links
from samspel.reach.network import Network
from samspel.reach.origins import Origins
from samspel.reach.scan import NEVER
from samspel.reach.sweep import sweep_all
from samspel.reach.walking import Pace, link_points, link_stops, walk_whole_way
from samspel.reach.workplaces import Workplace
from samspel.terms.arrays import Floats, Ints, Longs
from samspel.terms.units import MINUTES_PER_HOUR

MINUTE = 60
BEYOND = 18_000
"""Seconds that a search may lie outside of its date: minutes at the gate, and what a gap or a delay moves it by."""
BLOCK = 512
"""Turns searched before their legs are joined: the times at all doors take more room than the legs."""


@dataclass(frozen=True)
class Rules:
    """What a journey may be: the walk to and from stops, the walk between stops, the least change, and the longest leg
    that counts as one, seconds.
    """

    walk: Pace
    between: Pace
    change_seconds: int
    horizon_seconds: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift of a workplace on a date; both rows number the workplaces and their shifts."""

    workplace: int
    shift: int
    day: date


@dataclass(frozen=True)
class Legs:
    """Minutes out and home for each origin, infinite where there is no way; shape (origins,)."""

    turn: Turn
    out: Floats
    home: Floats

    @property
    def worst(self) -> Floats:
        """The longer of the two legs, shape (origins,)."""
        return np.asarray(np.maximum(self.out, self.home))


@dataclass(frozen=True, slots=True)
class Trip:
    """One leg's search: from a workplace, the day whose timetable is read, and seconds of its service day.

    `limit` is the time at the gate: the deadline out, the moment one can leave home; `counted` the beginning or the end
    of the shift.
    """

    workplace: int
    outward: bool
    day: date
    limit: int
    counted: int


class ShiftSearch:
    """Searches for workplaces and origins in one network."""

    def __init__(
        self,
        network: Network,
        workplaces: Sequence[Workplace],
        origins: Origins,
        rules: Rules,
        footpaths: Footpaths | None = None,
        beside: "ShiftSearch | None" = None,
    ) -> None:
        """Footpaths are made by the rules where none are given; a search `beside` another of the same network, with the
        same walks between stops and the same horizon, shares its timetables: they take most of the memory.
        """
        self.network, self.workplaces, self.origins, self.rules = network, tuple(workplaces), origins, rules
        self.footpaths: Footpaths
        self.timeline: Timeline
        if beside is not None:
            self.footpaths, self.timeline = beside.footpaths, beside.timeline
        else:
            paths = footpaths or link_stops(network.stops, network.transfers, rules.between, rules.change_seconds)
            self.footpaths, self.timeline = paths, Timeline(network, paths, rules.horizon_seconds + BEYOND)
        gates = np.array([workplace.point for workplace in workplaces]).reshape(-1, 2)
        self.gates = link_points(gates, network.stops, rules.walk)
        self.walks = link_points(origins.points, network.stops, rules.walk)
        self.doors = np.unique(self.walks.stop)
        self._walk_doors = np.searchsorted(self.doors, self.walks.stop)
        self._ordered = False
        self._plans: dict[Turn, tuple[Trip, Trip]] = {}
        self.on_foot = [walk_whole_way(origins.points, gate, rules.walk) for gate in gates]

    def measure(self, turns: Sequence[Turn], threads: int = 1) -> list[Legs]:
        """Both legs of each turn, in their order; the result does not depend on the number of threads."""
        return [
            legs
            for first in range(0, len(turns), BLOCK)
            for legs in self._measure_block(turns[first : first + BLOCK], threads)
        ]

    def plan(self, turn: Turn) -> tuple[Trip, Trip]:
        """The two searches of a turn: out by the deadline, home from when people can leave."""
        if turn not in self._plans:
            self._plans[turn] = self._plan(turn)
        return self._plans[turn]

    def _plan(self, turn: Turn) -> tuple[Trip, Trip]:
        shift = self.workplaces[turn.workplace].shifts[turn.shift]
        begins = self.timeline.clock(turn.day, _clock(shift.begins))
        ends_on = turn.day + timedelta(days=int(shift.ends_next_day))
        ends = self.timeline.clock(ends_on, _clock(shift.ends))
        return (
            Trip(turn.workplace, True, turn.day, begins - shift.before * MINUTE, begins),
            Trip(turn.workplace, False, ends_on, ends + shift.after * MINUTE, ends),
        )

    def search(self, trips: Sequence[Trip], threads: int = 1) -> list[Ints]:
        """Seconds at each door stop for each trip, negated for trips out, NEVER without a way; shape (doors,)."""
        groups: dict[tuple[object, bool], dict[tuple[int, int], list[int]]] = {}
        for number, trip in enumerate(trips):
            group = groups.setdefault((self.timeline.signature(trip.day), trip.outward), {})
            group.setdefault((trip.workplace, trip.limit), []).append(number)
        found: list[Ints] = [np.empty(0, dtype=np.int32)] * len(trips)
        for (_, outward), asked in groups.items():
            day = trips[next(iter(asked.values()))[0]].day
            connections, footpaths = self.direct(day, outward)
            sign = -1 if outward else 1
            times = np.array([sign * limit for _, limit in asked], dtype=np.int32)
            seeds = _pick(self.gates, [workplace for workplace, _ in asked])
            rows = sweep_all(connections, footpaths, seeds, times, self.door_links, self.rules.horizon_seconds, threads)
            self.timeline.spare_events(connections)
            for row, numbers in zip(rows, asked.values(), strict=True):
                for number in numbers:
                    found[number] = row
        return found

    def gate(self, workplace: int) -> tuple[Ints, Ints]:
        """Stops near a workplace and the seconds' walk from its gate."""
        span = slice(self.gates.offsets[workplace], self.gates.offsets[workplace + 1])
        return self.gates.stop[span], self.gates.seconds[span]

    def when_ordered(self) -> "ShiftSearch":
        """The same search for who has ordered what must be; the timetables are shared."""
        other = copy(self)
        other._ordered = True
        return other

    def direct(self, day: date, outward: bool) -> tuple[Connections, Footpaths]:
        """Connections and footpaths of a day, with time turned round for legs out."""
        connections = self.timeline.around(day, outward)
        if self._ordered and connections.ordered is not None:
            connections = connections.when_ordered
        return connections, self.footpaths.mirrored if outward else self.footpaths

    @cached_property
    def door_links(self) -> Links:
        """Each door stop as a point of its own."""
        count = len(self.doors)
        return Links(np.arange(count + 1, dtype=np.int64), self.doors, np.zeros(count, dtype=np.int32))

    def join(self, turn: Turn, out: Ints, home: Ints, plan: tuple[Trip, Trip] | None = None) -> Legs:
        """Legs from the seconds at the doors of both searches of a turn, or of another plan than the turn's own.

        Of the two ways there are (on foot the whole way, by walk and ride) each origin takes the one whose longer leg
        is shorter.
        """
        trips = plan or self.plan(turn)
        shift = self.workplaces[turn.workplace].shifts[turn.shift]
        foot = self.on_foot[turn.workplace]
        best = (_add(foot, shift.before * MINUTE), _add(foot, shift.after * MINUTE))
        legs = (_count(out, trips[0]), _count(home, trips[1]))
        best = _shorter(best, _by_any_stop(self.walks.offsets, self._walk_doors, self.walks.seconds, *legs))
        longest = self.rules.horizon_seconds
        return Legs(turn, *(np.where(leg <= longest, leg / MINUTE, np.inf) for leg in best))

    def _measure_block(self, turns: Sequence[Turn], threads: int) -> list[Legs]:
        found = self.search([trip for turn in turns for trip in self.plan(turn)], threads)
        pairs = zip(found[::2], found[1::2], strict=True)
        return [self.join(turn, out, home) for turn, (out, home) in zip(turns, pairs, strict=True)]


def plan_turns(workplaces: Sequence[Workplace], days: Sequence[date]) -> list[Turn]:
    """Every shift of every workplace on those of the days on which it begins."""
    return [
        Turn(place, number, day)
        for place, workplace in enumerate(workplaces)
        for number, shift in enumerate(workplace.shifts)
        for day in days
        if day.weekday() in shift.weekdays
    ]


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, MINUTES_PER_HOUR))


def _pick(links: Links, rows: Sequence[int]) -> Links:
    """The links of some points, in their order."""
    spans = [slice(links.offsets[row], links.offsets[row + 1]) for row in rows]
    offsets = np.cumsum([0, *(span.stop - span.start for span in spans)]).astype(np.int64)
    empty = np.empty(0, dtype=np.int32)
    return Links(
        offsets,
        np.concatenate([empty, *(links.stop[span] for span in spans)]),
        np.concatenate([empty, *(links.seconds[span] for span in spans)]),
    )


def _count(found: Ints, trip: Trip) -> Ints:
    """Seconds between the doors and what the leg is counted to, NEVER where there is no way, shape (doors,)."""
    counted = found + np.int32(trip.counted if trip.outward else -trip.counted)
    return np.where(found < NEVER, counted, NEVER)


@compiled
def _by_any_stop(offsets: Longs, door: Longs, seconds: Ints, out: Ints, home: Ints) -> tuple[Ints, Ints]:
    """Each leg by the stop that is best for it, NEVER where there is none, shape (points,); link i of a point leads to
    `door[i]` in `seconds[i]`.
    """
    best_out, best_home = np.full(len(offsets) - 1, NEVER), np.full(len(offsets) - 1, NEVER)
    for point in range(len(offsets) - 1):
        for link in range(offsets[point], offsets[point + 1]):
            if out[door[link]] < NEVER:
                best_out[point] = min(best_out[point], out[door[link]] + seconds[link])
            if home[door[link]] < NEVER:
                best_home[point] = min(best_home[point], home[door[link]] + seconds[link])
    return best_out, best_home


def _shorter(one: tuple[Ints, Ints], other: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """For each origin the way whose longer leg is shorter; of equals the one with the shorter legs together."""
    longer, longer_one = np.maximum(*other), np.maximum(*one)
    together, together_one = (legs[0].astype(np.int64) + legs[1] for legs in (other, one))
    better = (longer < longer_one) | ((longer == longer_one) & (together < together_one))
    return np.where(better, other[0], one[0]), np.where(better, other[1], one[1])


def _add(seconds: Ints, more: int) -> Ints:
    return np.where(seconds < NEVER, seconds + more, NEVER).astype(np.int32)
