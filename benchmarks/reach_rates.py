"""Stops × deadlines a second of processor: our search beside the quickest that cafein and ferrobus have, in the same
run, for the same questions and answers: python -m benchmarks reach_rates

Latest departures from all stops to a sample of them: by one deadline, and by the 21 that a week of three shifts has at
each kind of day (a report asks days with the same traffic once, and so do the rivals here). Rivals answer with time
turned round, which is their quickest way; one thread each. In networks of many stops they are asked for a sample of the
targets, which they take one after another, and for one kind of day: else they alone would take hours. Between rides one
may walk 80 to 300 metres, farther where stops lie in a row, since cafein wants closed walks; none in a single town. No
change takes time, and what leaves more than twelve hours before is cut, which rivals do not save time by. Building is
not counted, since a report builds once; it is told. The best of three runs counts, of two where they take long; in the
week the best rival is asked once. Every cell that both have is compared: a rival that finds less is told, one that
finds more ends the run.

Networks: real ones where they are there; the same up to eight times over, moved by half their width so that copies lie
in each other and footpaths join them; a made-up county of three million calls, and an eighth of it. All of it takes
about two minutes of a processor. The least that must be
read and written (each event and each answer once) is set against what this machine copies.
"""

import importlib
import importlib.util
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree

from benchmarks.made_county import DAY, HOUR, make_county
from benchmarks.measuring import Result, measure_copying, spend_least
from benchmarks.scaled_feed import GEO, copy_feeds
from reach.rival_engines import (
    SECONDS_PER_DAY,
    Cafein,
    Ferrobus,
    Walks,
    links_into,
    mirror,
    one_day,
    plain_doors,
    plain_routes,
    turn_walks,
    write_feed,
)
from reach.timetables import make_footpaths
from samspel.reach.connections import Connections, Timeline
from samspel.reach.globe import place_on_sphere
from samspel.reach.links import Footpaths, Links
from samspel.reach.network import Network
from samspel.reach.scan import NEVER
from samspel.reach.sweep import sweep_all
from samspel.sources.gtfs.reading import read_network
from samspel.terms.arrays import Ints

TIMES = 2.0
"""How many times the best rival's rate is the goal."""
SEED, HORIZON = 1, 12 * HOUR
COUNTY_WALK_METRES = 150.0
WEEK_CLOCKS = tuple(range(4 * HOUR, 25 * HOUR, HOUR))
"""The 21 deadlines of a day."""
LARGE_STOPS = 3000
"""Stops from which a network is large: one kind of day is asked of it, rivals are asked for a sample of the targets,
and ferrobus, which compares all with all when it builds, is not asked.
"""
SAMPLE = 16
"""Targets that rivals are asked for in large networks."""
SHARES = (8, 1)
"""The made-up county's parts that are asked, as one in so many."""
EVENT_BYTES, TIME_BYTES = 8, 28


@dataclass(frozen=True, kw_only=True)
class _Case:
    """A network, kinds of day, the clocks of single deadlines, how many stops are gone to, and the longest walk."""

    name: str
    network: Network
    days: tuple[date, ...]
    clocks: tuple[int, ...]
    targets: int
    metres: float


@dataclass(frozen=True)
class _Ground:
    """What all engines are asked on: one day, walks, and the stops gone to."""

    network: Network
    day: date
    walks: Walks
    targets: Ints

    @property
    def sampled(self) -> int:
        """How many of the targets, the first of them, rivals are asked for."""
        return min(SAMPLE, len(self.targets)) if _is_large(self.network) else len(self.targets)


Asked = Callable[[int], Ints]


def measure() -> Iterator[Result]:
    """Every network, one after another."""
    copied = measure_copying()
    for case in _list_cases():
        yield from _measure_case(case, copied)


def _list_cases() -> Iterator[_Case]:
    small = ("zhelez", ("zhelez.zip",), date(2024, 3, 13), (14 * HOUR, 22 * HOUR), 194, 300.0)
    city = ("Porto Alegre", ("poa_eptc.zip", "poa_trensurb.zip"), date(2019, 5, 8), (14 * HOUR, 17 * HOUR), 128, 80.0)
    for copies in (1, 2, 4, 8):
        for name, feeds, day, clocks, targets, metres in (small, city):
            if not all((GEO / feed).is_file() for feed in feeds):
                print(f"{name}: skipped, since its timetable is not there ({GEO / feeds[0]})", flush=True)
                continue
            network = _read(feeds, copies)
            yield _Case(
                name=f"{name} x {copies}",
                network=network,
                days=_kinds_of_day(network, day)[: 1 if _is_large(network) else None],
                clocks=clocks,
                targets=targets,
                metres=metres if copies > 1 else 0.0,
            )
    for share in SHARES:
        network = make_county(1 / share)
        yield _Case(
            name=f"made-up county / {share}",
            network=network,
            days=(DAY,),
            clocks=(14 * HOUR, 22 * HOUR),
            targets=64,
            metres=COUNTY_WALK_METRES,
        )


def _is_large(network: Network) -> bool:
    return len(network.stops.ids) >= LARGE_STOPS


def _read(feeds: Sequence[str], copies: int) -> Network:
    """So many copies, joined by footpaths."""
    with tempfile.TemporaryDirectory() as folder:
        return plain_doors(read_network(copy_feeds([GEO / feed for feed in feeds], Path(folder), copies)))


def _kinds_of_day(network: Network, day: date) -> tuple[date, ...]:
    """The first day of each kind of traffic in the week around a day, the day itself first."""
    timeline, monday = Timeline(network), day - timedelta(days=day.weekday())
    kinds = {timeline.signature(day): day}
    for step in range(7):
        other = monday + timedelta(days=step)
        if network.calendar.running(other).any():
            kinds.setdefault(timeline.signature(other), other)
    return tuple(kinds.values())


def _measure_case(case: _Case, copied: float) -> Iterator[Result]:
    walks = _find_walks(case.network, case.metres)
    served = np.unique(case.network.calls.stop)
    count = min(case.targets, len(served))
    targets = np.random.default_rng(SEED).choice(served, count, replace=False).astype(np.int32)
    week: dict[str, float] = {}
    best = ""
    for day in case.days:
        ground = _Ground(case.network, day, walks, targets)
        ours, rivals = _Ours(ground), dict(_list_rivals(ground))
        parts = count / ground.sampled
        if day == case.days[0]:
            size = f"{len(case.network.stops.ids):,} stops in {ours.parts} parts, {len(ours.rides.begins):,} rides"
            print(
                f"{case.name}: {size} around a day, {len(walks):,} walks; built in {ours.build:.2f} s; "
                f"rivals are asked for {ground.sampled} of {count} targets",
                flush=True,
            )
            for clock in case.clocks:
                totals = {"ours": spend_least(partial(ours.ask, (clock,)))}
                print(f"  {clock // HOUR}:00: {ours.tell_memory((clock,), totals['ours'], copied)}", flush=True)
                for name, ask in rivals.items():
                    totals[name] = spend_least(partial(ask, clock)) * parts
                    _tell_missed(name, _compare(ours, ours.ask((clock,)), ask(clock), clock))
                best = min(rivals, key=lambda name: totals[name], default="")
                yield _tell(f"{case.name}, by {clock // HOUR}:00", totals, count)
        week["ours"] = week.get("ours", 0.0) + spend_least(partial(ours.ask, WEEK_CLOCKS))
        if best:
            week[best] = week.get(best, 0.0) + _ask_week(ours, rivals[best]) * parts
    name = f"{case.name}, {len(WEEK_CLOCKS)} deadlines, {len(case.days)} kinds of day"
    yield _tell(name, week, len(WEEK_CLOCKS) * len(case.days) * count)


def _tell(name: str, totals: dict[str, float], asked: int) -> Result:
    rivals = {rival: seconds for rival, seconds in totals.items() if rival != "ours"}
    best = min(rivals, key=lambda rival: rivals[rival], default="no rival is installed")
    seconds, theirs = totals["ours"], rivals.get(best)
    rates = [f"{who} {asked / value:,.0f} a second" for who, value in totals.items()]
    if theirs is not None:
        rates.append(f"{theirs / seconds:.1f} times the best" if theirs > seconds else f"{best.upper()} WINS")
    goal = float("inf") if theirs is None else theirs / TIMES
    return Result(name, seconds, goal, best, theirs, "; ".join(rates))


class _Ours:
    """Our search on one day, with time turned round."""

    def __init__(self, ground: _Ground) -> None:
        stops = len(ground.network.stops.ids)
        self.targets, start = ground.targets, time.process_time()
        paths = make_footpaths(stops, ground.walks, 0)
        self.rides: Connections = Timeline(ground.network, paths).around(ground.day).mirrored
        self.events = self.rides.events
        self.build = time.process_time() - start
        self._paths: Footpaths = paths.mirrored
        self._doors = links_into(stops, turn_walks(ground.walks))

    @property
    def parts(self) -> int:
        """In how many parts the network falls."""
        return len(self.rides.offsets) - 1

    def ask(self, clocks: Sequence[int]) -> Ints:
        """Latest departures for each clock and target, shape (clocks x targets, stops); all clocks at once."""
        times = np.repeat([-clock for clock in clocks], len(self.targets)).astype(np.int32)
        stops = np.tile(self.targets, len(clocks))
        gates = Links(np.arange(len(stops) + 1, dtype=np.int64), stops, np.zeros(len(stops), dtype=np.int32))
        return sweep_all(self.rides, self._paths, gates, times, self._doors, HORIZON)

    def tell_memory(self, clocks: Sequence[int], seconds: float, copied: float) -> str:
        """What must be read and written at least, beside what the machine copies."""
        events = self.events
        read = (events.times >= -max(clocks)) & (events.times <= HORIZON - min(clocks))
        rows = sum(int(np.diff(offsets)[read].sum()) for offsets in (events.off_offsets, events.step_offsets))
        read_bytes = rows * EVENT_BYTES + int(read.sum()) * TIME_BYTES
        written = 4 * len(clocks) * len(self.targets) * len(self._doors.offsets)
        share = (read_bytes + written) / seconds / copied
        sizes = f"{read_bytes / 1e6:.1f} MB of events and {written / 1e6:.1f} MB of answers"
        return f"{sizes}, {share:.1%} of what memory could"


def _ask_week(ours: _Ours, ask: Asked) -> float:
    """The rival's seconds for the deadlines of a day, one after another, each compared with ours."""
    ask(WEEK_CLOCKS[0])
    found = ours.ask(WEEK_CLOCKS).reshape(len(WEEK_CLOCKS), len(ours.targets), -1)
    spent, missed = 0.0, 0
    for own, clock in zip(found, WEEK_CLOCKS, strict=True):
        before = time.process_time()
        theirs = ask(clock)
        spent += time.process_time() - before
        missed += _compare(ours, own, theirs, clock)
    _tell_missed("the best rival", missed)
    return spent


def _tell_missed(name: str, cells: int) -> None:
    if cells:
        print(f"  {name} leaves too early, or finds nothing, in {cells:,} cells", flush=True)


def _list_rivals(ground: _Ground) -> Iterator[tuple[str, Asked]]:
    """Each rival that is installed, built on the day turned round; asked a clock it gives latest departures."""
    turned, stops = mirror(one_day(ground.network, ground.day)), len(ground.network.stops.ids)
    targets = ground.targets[: ground.sampled].tolist()
    with tempfile.TemporaryDirectory() as folder:
        if importlib.util.find_spec("cafein"):
            importlib.import_module("cafein.network")
            engine = Cafein.read(turned.stops.ids, write_feed(turned, Path(folder)), turn_walks(ground.walks))
            for name, trip_based in (("cafein", False), ("cafein, trip-based", True)):

                def ask(clock: int, trip_based: bool = trip_based) -> Ints:
                    found = engine.depart_at(ground.day, targets, SECONDS_PER_DAY - clock, 1, trip_based)
                    return _cut(found, clock)

                yield name, ask
        if importlib.util.find_spec("ferrobus") and not _is_large(ground.network) and not ground.walks:
            place = Ferrobus.write(plain_routes(turned), Path(folder) / "ferrobus")
            model = Ferrobus.read(stops, place, ground.day)
            yield (
                "ferrobus",
                lambda clock: _cut(
                    np.stack([model.depart_at(target, SECONDS_PER_DAY - clock) for target in targets]), clock
                ),
            )


def _cut(found: Ints, clock: int) -> Ints:
    """Latest departures, as negative times of a search with time turned round, within the horizon."""
    turned = np.where(found < NEVER, found - SECONDS_PER_DAY, NEVER)
    return np.where(turned <= min(HORIZON, clock) - clock, turned, NEVER).astype(np.int32)


def _compare(ours: _Ours, own: Ints, theirs: Ints, clock: int) -> int:
    """In how many cells a rival finds less, a stop with itself apart; AssertionError where it finds more. Rivals know
    no day before.
    """
    own = np.where(own <= min(HORIZON, clock) - clock, own, NEVER)[: len(theirs)]
    other = np.ones(own.shape, dtype=bool)
    other[np.arange(len(own)), ours.targets[: len(own)]] = False
    if (own > theirs)[other].any():
        raise AssertionError("a rival finds journeys that ours does not")
    return int((own < theirs)[other].sum())


def _find_walks(network: Network, metres: float) -> Walks:
    """Closed walks: whoever can walk from one to another and on to a third can walk there, as cafein asks."""
    if not metres:
        return {}
    points = place_on_sphere(network.stops.points)
    pairs = KDTree(points).query_pairs(metres, output_type="ndarray")
    seconds = np.ceil(np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1))
    graph = coo_array((np.maximum(seconds, 1.0), (pairs[:, 0], pairs[:, 1])), shape=(len(points),) * 2).tocsr()
    group = connected_components(graph, directed=False)[1]
    order = np.argsort(group, kind="stable")
    walks: Walks = {}
    for stops in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        if len(stops) > 1:
            found = dijkstra(graph[stops][:, stops], directed=False)
            for one, other in np.argwhere(~np.eye(len(stops), dtype=bool)).tolist():
                walks[int(stops[one]), int(stops[other])] = int(found[one, other])
    return walks
