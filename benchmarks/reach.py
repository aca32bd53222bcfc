"""Journeys on a network of 80 thousand stops (Porto Alegre 20 times over, a degree apart): building, one deadline for
all origins, a region's week, and the rate beside cafein's: python -m benchmarks.reach

Ours runs in a process of its own, each rival in one too, so that the peak memory is their own. Outside the measured
time: writing the copies (about 10 s), the feeds that cafein reads (all times filled in, which spares it the reading of
zips and blank times) and numba's compiling, which a small search before the measured ones takes. The day is the one
with most trips. The buses run from 11 to 18 o'clock, so that little is to be found at 06:00 and 08:00: 14:00 and 17:00
are the times that count, and the shifts lie there.

The copies do not touch, and our engine reads only those that a search starts in; one search that reads all of it as one
part is measured too. What limits it: building, the reading of 2.9 million rows; a search, the walks between stops (ten
a stop, two thirds of its time), else reading rides at about ten billionths of a second each; the week, the searches,
and beside them about a quarter for the timetables of its days in both directions of time, made on one core. For the
rates beside cafein nobody walks and changes take no time; asked are its own arrive-by, which is the goal's rival, and
its quicker ways with time turned round.
"""

import importlib
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measuring import Result, peak_memory_mib, run_apart
from benchmarks.rivals_reach import GEO, HOUR, LARGE, Case, copy_feeds
from reach.rival_engines import SECONDS_PER_DAY, Cafein, mirror, one_day, plain_doors, write_feed
from samspel.app.reach_ground import SETTINGS
from samspel.app.reaching_rides import make_rules
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.reach.connections import Connections, Timeline
from samspel.reach.links import Footpaths, Links
from samspel.reach.network import Network
from samspel.reach.origins import spread_localities
from samspel.reach.scan import NEVER
from samspel.reach.shifts import Rules, ShiftSearch, plan_turns
from samspel.reach.sweep import sweep_all
from samspel.reach.walking import link_stops
from samspel.reach.workplaces import Locality, Shift, Workplace
from samspel.sources.gtfs.reading import read_network
from samspel.terms.arrays import Ints

GOAL_BUILD, GOAL_MEMORY_MIB, GOAL_DEADLINE, GOAL_WEEK, TIMES_CAFEIN = 15.0, 1536.0, 0.020, 60.0, 10.0
CLOCKS = (6 * HOUR, 8 * HOUR, 14 * HOUR, 17 * HOUR)
RATE_CLOCKS = (6 * HOUR, 14 * HOUR)
HORIZONS = (3 * HOUR, 12 * HOUR)
TARGETS, RATE_TARGETS, SEED = 100, 200, 1
WORKPLACES, LOCALITIES, HECTARES, CORES = 300, 300, 150.0, 2
SHIFTS = ((12 * 60 + 30, 16 * 60), (14 * 60, 17 * 60), (16 * 60, 13 * 60))
"""Minutes of the day when the three shifts begin and end; the last ends the day after."""
MARGIN_MINUTES = 10
OWN, TURNED, TRIP_BASED = "cafein, its own arrive-by", "cafein, time turned round", "cafein, turned, trip-based"


@dataclass(frozen=True)
class _Spell:
    """Single searches: mean and worst seconds by clock, and how many stops on average get there."""

    name: str
    mean: tuple[float, ...]
    worst: tuple[float, ...]
    reached: tuple[float, ...]


@dataclass(frozen=True)
class _Ours:
    """What our process measured; `answers` by clock are latest departures, shape (targets, stops)."""

    build: float
    build_memory: float
    spells: tuple[_Spell, ...]
    rates: dict[int, float]
    answers: dict[int, Ints]
    week: float
    week_note: str
    memory: float


@dataclass(frozen=True)
class _Theirs:
    """cafein from one feed: seconds to build, memory then, and by way and clock its seconds and answers."""

    build: float
    build_memory: float
    seconds: dict[tuple[str, int], float]
    answers: dict[tuple[str, int], Ints]


def measure() -> tuple[Result, ...]:
    """Everything; nothing without the timetables."""
    if not all((GEO / name).is_file() for name in LARGE.feeds):
        return ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = copy_feeds(LARGE, folder)
        network = plain_doors(read_network(paths))
        case = replace(LARGE, day=_busiest_day(network))
        targets = _choose_targets(network, RATE_TARGETS)
        rivals = _measure_cafein(case, network, targets, folder)
        stops = len(network.stops.ids)
        del network
        ours = run_apart(_measure_ours, tuple(paths), case.day, targets)
    return (*_tell_build(ours, rivals), *_tell_spells(ours), *_tell_rates(ours, rivals, targets, stops), _week(ours))


def _measure_cafein(case: Case, network: Network, targets: Ints, folder: Path) -> tuple[_Theirs, ...]:
    """From the day's feed and from its mirror image; nothing where it is not installed."""
    if importlib.util.find_spec("cafein") is None:
        return ()
    ids = network.stops.ids
    plain = write_feed(network, folder / "forward")
    turned = write_feed(mirror(one_day(network, case.day)), folder / "turned")
    return (
        run_apart(_ask_cafein, ids, plain, case.day, targets, (OWN,)),
        run_apart(_ask_cafein, ids, turned, case.day, targets, (TURNED, TRIP_BASED)),
    )


def _ask_cafein(ids: tuple[str, ...], folder: Path, day: date, targets: Ints, ways: tuple[str, ...]) -> _Theirs:
    importlib.import_module("cafein.network")
    build, engine = _timed(partial(Cafein.read, ids, folder))
    memory, seconds, answers = peak_memory_mib(), {}, {}
    for way in ways:
        for at in RATE_CLOCKS:
            ask = partial(_ask, engine, way, day, at)
            ask(targets[:2])
            seconds[way, at], answers[way, at] = _timed(partial(ask, targets))
    return _Theirs(build, memory, seconds, answers)


def _ask(engine: Cafein, way: str, day: date, at: int, targets: Ints) -> Ints:
    """Latest departures on one thread; its trip-based engine makes the day's changes at the first call."""
    if way == OWN:
        return engine.arrive_by(day, targets.tolist(), at, 1)
    found = engine.depart_at(day, targets.tolist(), SECONDS_PER_DAY - at, 1, way == TRIP_BASED)
    return np.where(found < NEVER, SECONDS_PER_DAY - found, NEVER)


def _measure_ours(paths: tuple[Path, ...], day: date, targets: Ints) -> _Ours:
    catalogue = load_catalogue()
    rules = _find_rules(catalogue)
    build, (network, footpaths, rides) = _timed(partial(_build, paths, day, rules))
    build_memory = peak_memory_mib()
    spells = [_measure_spell(network, rides, footpaths.mirrored, horizon, "") for horizon in HORIZONS]
    whole = Timeline(network).around(day).mirrored
    spells.append(_measure_spell(network, whole, footpaths.mirrored, HORIZONS[0], ", read as one part"))
    rates, answers = _measure_rates(network, day, targets)
    del rides, whole
    week, note = _measure_week(catalogue, network, day, rules)
    return _Ours(build, build_memory, tuple(spells), rates, answers, week, note, peak_memory_mib())


def _build(paths: tuple[Path, ...], day: date, rules: Rules) -> tuple[Network, Footpaths, Connections]:
    """From the files to a timetable that answers a deadline."""
    network = read_network(paths)
    footpaths = link_stops(network.stops, network.transfers, rules.between, rules.change_seconds)
    return network, footpaths, Timeline(network, footpaths).around(day).mirrored


def _measure_spell(network: Network, rides: Connections, footpaths: Footpaths, horizon: int, more: str) -> _Spell:
    """Each target in a call of its own, on one thread."""
    doors = _at_stops(np.arange(len(network.stops.ids), dtype=np.int32))
    mean, worst, reached = [], [], []
    times: list[float]
    for at in CLOCKS:
        times, start = [], np.array([-at], dtype=np.int32)
        count = 0
        for target in _choose_targets(network, TARGETS):
            seed = _at_stops(np.array([target], dtype=np.int32))
            ask = partial(sweep_all, rides, footpaths, seed, start, doors, horizon)
            if not times:
                ask()
            seconds, found = _timed(ask)
            times.append(seconds)
            count += int((found < NEVER).sum())
        mean.append(float(np.mean(times)))
        worst.append(max(times))
        reached.append(count / TARGETS)
    return _Spell(f"one deadline, horizon {horizon // HOUR} h{more}", tuple(mean), tuple(worst), tuple(reached))


def _measure_rates(network: Network, day: date, targets: Ints) -> tuple[dict[int, float], dict[int, Ints]]:
    """Seconds for all targets at each clock on one thread, nobody walking, and the latest departures."""
    stops = len(network.stops.ids)
    empty = np.empty(0, dtype=np.int32)
    nobody = Footpaths(np.zeros(stops + 1, dtype=np.int64), empty, empty, np.zeros(stops, dtype=np.int32))
    network = plain_doors(network)
    rides = Timeline(network, nobody).around(day).mirrored
    doors = _at_stops(np.arange(stops, dtype=np.int32))
    seconds, answers = {}, {}
    for at in RATE_CLOCKS:
        times = np.full(len(targets), -at, dtype=np.int32)
        horizon = min(at, HORIZONS[1])
        ask = partial(sweep_all, rides, nobody, _at_stops(targets), times, doors, horizon)
        ask()
        seconds[at], found = _timed(ask)
        answers[at] = np.where(found < NEVER, -found, NEVER)
    return seconds, answers


def _measure_week(catalogue: Catalogue, network: Network, day: date, rules: Rules) -> tuple[float, str]:
    """A week of all shifts of all workplaces, both legs, from and to the points of the localities, on two threads."""
    generator = np.random.default_rng(SEED)
    shifts = tuple(
        Shift(
            name=str(number),
            begins=begins,
            ends=ends,
            weekdays=frozenset(range(7)),
            before=MARGIN_MINUTES,
            after=MARGIN_MINUTES,
        )
        for number, (begins, ends) in enumerate(SHIFTS)
    )
    works = [Workplace(str(at), at, None, shifts) for at in _choose_points(network, generator, WORKPLACES)]
    homes = [Locality(str(at), at, 1000, HECTARES) for at in _choose_points(network, generator, LOCALITIES)]
    origins = spread_localities(homes, catalogue.value("origin_spacing_metres"))
    monday = day - timedelta(days=day.weekday())
    turns = plan_turns(works, [monday + timedelta(days=step) for step in range(7)])
    ShiftSearch(network, works[:1], origins, rules).measure(turns[:1])
    seconds, legs = _timed(lambda: ShiftSearch(network, works, origins, rules).measure(turns, CORES))
    served = np.mean([np.isfinite(one.worst).any() for one in legs])
    return seconds, f"{len(turns):,} turns, {len(origins.points):,} points; {served:.0%} of turns reach some of them"


def _tell_build(ours: _Ours, rivals: tuple[_Theirs, ...]) -> tuple[Result, ...]:
    rival = rivals[0] if rivals else None
    note = f"{ours.build_memory:,.0f} MiB at most" + (f", rival {rival.build_memory:,.0f}" if rival else "")
    note_all = f"peak of our process when built; {ours.memory:,.0f} after the week and all answers of the rates"
    built = None if rival is None else rival.build
    held = None if rival is None else rival.build_memory
    return (
        Result("network of 80 thousand stops built", ours.build, GOAL_BUILD, "cafein", built, note),
        Result("its memory, MiB", ours.build_memory, GOAL_MEMORY_MIB, "cafein", held, note_all, "MiB"),
    )


def _tell_spells(ours: _Ours) -> tuple[Result, ...]:
    return tuple(
        Result(f"{spell.name}, worst", max(spell.worst), GOAL_DEADLINE, "see the rates", None, _tell_clocks(spell))
        for spell in ours.spells
    )


def _tell_clocks(spell: _Spell) -> str:
    parts = [
        f"{_clock(at)} mean {mean * 1000:.1f} ms, worst {worst * 1000:.1f}, {reached:,.0f} stops"
        for at, mean, worst, reached in zip(CLOCKS, spell.mean, spell.worst, spell.reached, strict=True)
    ]
    return "; ".join(parts)


def _tell_rates(ours: _Ours, rivals: tuple[_Theirs, ...], targets: Ints, stops: int) -> tuple[Result, ...]:
    """One row for each way and clock. Raises AssertionError where an answer differs."""
    results = []
    for rival in rivals:
        for (way, at), theirs in rival.seconds.items():
            answers = ours.answers[at]
            cells = _compare(answers, rival.answers[way, at], targets, max(0, at - HORIZONS[1]))
            seconds = ours.rates[at]
            rates = f"{len(targets) / seconds:,.0f} a second, rival {len(targets) / theirs:,.0f}"
            note = f"{theirs / seconds:,.1f} times: {rates}; {cells:,} cells equal, {_share(answers):.2%} reached"
            name = f"{len(targets)} deadlines at {_clock(at)}, {stops:,} stops"
            results.append(Result(name, seconds, theirs / TIMES_CAFEIN, way, theirs, note))
    return tuple(results)


def _compare(ours: Ints, theirs: Ints, targets: Ints, earliest: int) -> int:
    """How many cells agree, all of them; the goal's own cell is left out, and what leaves before the horizon."""
    theirs = np.where(theirs >= earliest, theirs, NEVER)
    other = np.ones(ours.shape, dtype=bool)
    other[np.arange(len(targets)), targets] = False
    np.testing.assert_array_equal(ours[other], theirs[other])
    return int(other.sum())


def _share(found: Ints) -> float:
    return float((found < NEVER).mean())


def _week(ours: _Ours) -> Result:
    name = f"{WORKPLACES} workplaces x {len(SHIFTS)} shifts x 7 days, {CORES} threads"
    note = f"{ours.week_note}; load {os.getloadavg()[0]:.1f}"
    return Result(name, ours.week, GOAL_WEEK, "none asks both legs of a shift", None, note)


def _find_rules(catalogue: Catalogue) -> Rules:
    return make_rules({name: catalogue.value(name) for name in SETTINGS}, cycles=False)


def _busiest_day(network: Network) -> date:
    return network.calendar.first + timedelta(days=int(network.trips_per_day.argmax()))


def _choose_targets(network: Network, count: int) -> Ints:
    """Stops where trips call, the same for every run."""
    served = np.unique(network.calls.stop)
    return np.sort(np.random.default_rng(SEED).choice(served, count, replace=False)).astype(np.int32)


def _choose_points(network: Network, generator: np.random.Generator, count: int) -> list[tuple[float, float]]:
    chosen = generator.choice(np.unique(network.calls.stop), count, replace=False)
    return [(float(latitude), float(longitude)) for latitude, longitude in network.stops.points[chosen]]


def _at_stops(stops: Ints) -> Links:
    return Links(np.arange(len(stops) + 1, dtype=np.int64), stops, np.zeros(len(stops), dtype=np.int32))


def _clock(seconds: int) -> str:
    return f"{seconds // HOUR:02d}:{seconds % HOUR // 60:02d}"


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


if __name__ == "__main__":
    for result in measure():
        met = "met" if result.is_met else "MISSED"
        rival_seconds = "" if result.rival_seconds is None else f" {result.rival_seconds:.3f}"
        times = f"{result.seconds:.4f}, goal {result.goal:.4f} {met}"
        print(f"{result.name}: {times}; {result.rival}{rival_seconds}; {result.note}")
