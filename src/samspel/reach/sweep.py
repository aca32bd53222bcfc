"""Earliest arrivals and latest departures of many queries: one pass over the timetable for up to 512 of them.

Queries that start in one part of the network are taken together in order of time, as lanes of a pass (`reach.lanes`).
The answers are those of a scan for each query alone (`reach.scan`). Latest departures are the same with time turned
round: mirrored connections and footpaths, negated times.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections
from samspel.reach.lanes import LANES, Progress, Seeds, Walkers, Whereabouts, begin, make_room, make_walkers, sweep
from samspel.reach.links import Footpaths, Links
from samspel.reach.scan import NEVER, spread, take_walks
from samspel.terms.arrays import Ints, Longs

WIDTHS = {1: 1.0, 8: 2.7}
"""Words of a pass, and how long an event takes with so many beside one with a single word."""
BLOCK = 32
"""Lanes handed over at once, so that their rows stay near the processor."""


def sweep_all(
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
    negated latest departures. They do not depend on the number of threads.
    """
    plan = _Plan(
        connections=connections, footpaths=footpaths, origins=origins, times=times, doors=doors, horizon=horizon
    )
    out = np.full((origins.count, doors.count), NEVER, dtype=np.int32)
    passes = plan.list_passes(threads)

    def work(numbers: Longs) -> None:
        pass_over = _Passer(plan, out)
        for number in numbers:
            pass_over(*passes[number])

    spread(work, len(passes), threads)
    return out


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """The queries, where each starts, and the stops of each part."""

    connections: Connections
    footpaths: Footpaths
    origins: Links
    times: Ints
    doors: Links
    horizon: int

    @cached_property
    def query(self) -> Longs:
        """The query of each link of the origins."""
        return np.repeat(np.arange(self.origins.count), np.diff(self.origins.offsets))

    @cached_property
    def part(self) -> Ints:
        """The part of each link of the origins."""
        return self.connections.part[self.origins.stop]

    @cached_property
    def stops(self) -> "_Sorted":
        """All stops by part."""
        return _sort(self.connections, np.arange(len(self.footpaths.change)))

    @cached_property
    def turned(self) -> Links:
        """By stop the doors that it leads to."""
        return self.doors.turned(len(self.footpaths.change))

    @cached_property
    def asked(self) -> "_Sorted":
        """The stops that lead to doors by part."""
        return _sort(self.connections, np.flatnonzero(np.diff(self.turned.offsets)))

    def list_passes(self, threads: int) -> list[tuple[int, Longs]]:
        """A part and the queries of one pass over it, in order of time."""
        passes = []
        for part in np.unique(self.part).tolist():
            passes += [(part, queries) for queries in self._cut(self._sort_queries(part), threads)]
        return passes

    def _sort_queries(self, part: int) -> Longs:
        queries = np.unique(self.query[self.part == part])
        return queries[np.argsort(self.times[queries], kind="stable")]

    def _cut(self, queries: Longs, threads: int) -> list[Longs]:
        """Queries of one pass each: few at a time where they lie far apart, so that each pass reads a part of the day;
        no more than leave work for every thread.
        """
        share = -(-len(queries) // max(1, threads))
        plans = []
        for words, cost in WIDTHS.items():
            size = min(words * LANES, max(LANES, -(-share // LANES) * LANES))
            passes = [queries[first : first + size] for first in range(0, len(queries), size)]
            plans.append((cost * sum(self._spend(one) for one in passes), passes))
        return min(plans, key=lambda plan: plan[0])[1]

    def _spend(self, queries: Longs) -> int:
        """Seconds of the day that a pass reads."""
        apart = np.diff(self.times[queries].astype(np.int64))
        return int(np.minimum(apart, self.horizon).sum()) + self.horizon

    def seed(self, part: int, queries: Longs) -> Seeds:
        """Where the lanes of a pass start."""
        lanes = np.full(self.origins.count, -1, dtype=np.int32)
        lanes[queries] = np.arange(len(queries))
        links = np.flatnonzero((self.part == part) & (lanes[self.query] >= 0))
        time = self.times[self.query[links]] + self.origins.seconds[links]
        order = np.argsort(time, kind="stable")
        links, starts = links[order], self.times[queries]
        return Seeds(
            time[order].astype(np.int32),
            self.origins.stop[links],
            lanes[self.query[links]],
            starts,
            (starts + self.horizon).astype(np.int32),
        )


@dataclass(frozen=True)
class _Sorted:
    """Stops by part: part p has `stops[offsets[p]:offsets[p + 1]]`."""

    stops: Longs
    offsets: Longs

    def of(self, part: int) -> Longs:
        """The stops of a part."""
        return self.stops[self.offsets[part] : self.offsets[part + 1]]


class _Passer:
    """Makes one pass after another with the same arrays; one for each thread."""

    def __init__(self, plan: _Plan, out: Ints) -> None:
        self._plan, self._out = plan, out
        self._events, self._walks = plan.connections.events, take_walks(plan.footpaths)
        self._rows = np.full(len(self._walks.change), -1, dtype=np.int32)
        self._rows[plan.asked.stops] = np.arange(len(plan.asked.stops))
        self._rows[plan.asked.stops] -= np.repeat(plan.asked.offsets[:-1], np.diff(plan.asked.offsets))
        seconds = np.concatenate([self._walks.seconds, self._walks.change])
        longest = int(seconds[seconds <= plan.horizon].max(initial=0))
        self._ring = 1 << longest.bit_length()
        most = int(np.diff(self._walks.offsets).max(initial=0)) + 1
        self._progress = Progress(np.zeros(5, dtype=np.int64), most)
        self._made: dict[int, tuple[Whereabouts, Walkers]] = {}

    def __call__(self, part: int, queries: Longs) -> None:
        words = next(words for words in WIDTHS if words * LANES >= len(queries))
        if words not in self._made:
            self._made[words] = self._make(words), make_walkers(self._ring, words)
        board, walkers = self._made[words]
        asked, turned = self._plan.asked.of(part), self._plan.turned
        _wipe(board, self._plan.stops.of(part), len(asked))
        seeds, progress, width = self._plan.seed(part, queries), self._progress, (0,) * words
        begin(self._events, part, seeds, board, progress)
        while not sweep(self._events, part, self._walks, seeds, board, walkers, progress, width):
            walkers = make_room(walkers)
            self._made[words] = board, walkers
        _hand_over(board.times, asked, turned.offsets, turned.stop, turned.seconds, queries, self._out)

    def _make(self, words: int) -> Whereabouts:
        """Arrays for lanes of so many words; not filled, since each pass wipes what it uses."""
        stops, rows = len(self._rows), int(np.diff(self._plan.asked.offsets).max(initial=0))
        return Whereabouts(
            aboard=np.empty((int(self._events.opens[-1]), words), dtype=np.uint64),
            ready=np.empty((stops, words), dtype=np.uint64),
            ridden=np.empty((stops, words), dtype=np.uint64),
            marks=np.empty((self._events.marks, words), dtype=np.uint64),
            alive=np.empty(words, dtype=np.uint64),
            fresh=np.empty(words, dtype=np.uint64),
            times=np.empty((rows, words * LANES), dtype=np.int32),
            rows=self._rows,
        )


def _sort(connections: Connections, stops: Longs) -> _Sorted:
    part = connections.part[stops]
    order = np.argsort(part, kind="stable")
    return _Sorted(stops[order], np.searchsorted(part[order], np.arange(len(connections.offsets))))


@compiled
def _wipe(board: Whereabouts, stops: Longs, rows: int) -> None:
    """Nobody is anywhere yet."""
    for stop in stops:
        board.ready[stop] = 0
        board.ridden[stop] = 0
    board.alive[:] = ~np.uint64(0)
    board.times[:rows] = NEVER


@compiled
def _hand_over(
    times: Ints, stops: Longs, offsets: Longs, doors: Ints, seconds: Ints, queries: Longs, out: Ints
) -> None:
    """Give each query its times at the doors, by any of the stops that lead there."""
    for first in range(0, len(queries), BLOCK):
        last = min(first + BLOCK, len(queries))
        for row in range(len(stops)):
            for link in range(offsets[stops[row]], offsets[stops[row] + 1]):
                door, more = doors[link], seconds[link]
                for lane in range(first, last):
                    at = times[row, lane]
                    out[queries[lane], door] = min(out[queries[lane], door], at + more if at < NEVER else NEVER)
