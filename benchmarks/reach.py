"""Journeys on a network of 80 thousand stops (Porto Alegre 20 times over, copies joined by footpaths): building, one
deadline for all origins, and a region's week: python -m benchmarks.reach

Ours runs in a process of its own, the rival in one too, so that the peak memory is their own. Outside the measured
time: writing the copies (about 10 s), the feed that cafein reads (all times filled in, which spares it the reading of
zips and blank times) and numba's compiling, which a small search before the measured ones takes. The day is the one
with most trips. The buses run from 11 to 18 o'clock, so that little is to be found at 06:00 and 08:00: 14:00 and 17:00
are the times that count, and the shifts lie there. How many deadlines are answered a second, beside rivals and on other
networks, stands in `benchmarks.reach_rates`.
"""

import importlib
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measuring import Result, peak_memory_mib, run_apart
from benchmarks.scaled_feed import GEO, copy_feeds
from reach.rival_engines import Cafein, plain_doors, write_feed
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

FEEDS, COPIES, HOUR = ("poa_eptc.zip", "poa_trensurb.zip"), 20, 3600
GOAL_BUILD, GOAL_MEMORY_MIB, GOAL_DEADLINE, GOAL_WEEK = 15.0, 1536.0, 0.020, 60.0
CLOCKS = (6 * HOUR, 8 * HOUR, 14 * HOUR, 17 * HOUR)
HORIZONS = (3 * HOUR, 12 * HOUR)
TARGETS, SEED = 100, 1
WORKPLACES, LOCALITIES, HECTARES, CORES = 300, 300, 150.0, 2
SHIFTS = ((12 * 60 + 30, 16 * 60), (14 * 60, 17 * 60), (16 * 60, 13 * 60))
"""Minutes of the day when the three shifts begin and end; the last ends the day after."""
MARGIN_MINUTES = 10


@dataclass(frozen=True)
class _Spell:
    """Single searches: mean and worst seconds by clock, and how many stops on average get there."""

    name: str
    mean: tuple[float, ...]
    worst: tuple[float, ...]
    reached: tuple[float, ...]


@dataclass(frozen=True)
class _Ours:
    """What our process measured."""

    build: float
    build_memory: float
    spells: tuple[_Spell, ...]
    week: float
    week_note: str
    memory: float


def measure() -> tuple[Result, ...]:
    """Everything; nothing without the timetables."""
    if not all((GEO / name).is_file() for name in FEEDS):
        return ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = copy_feeds([GEO / feed for feed in FEEDS], folder, COPIES)
        network = read_network(paths)
        day, rival = _busiest_day(network), None
        if importlib.util.find_spec("cafein"):
            ids = network.stops.ids
            rival = run_apart(_build_cafein, ids, write_feed(plain_doors(network), folder / "feed"))
        del network
        ours = run_apart(_measure_ours, tuple(paths), day)
    return (*_tell_build(ours, rival), *_tell_spells(ours), _week(ours))


def _build_cafein(ids: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Seconds to build from the feed, and memory then."""
    importlib.import_module("cafein.network")
    return _timed(partial(Cafein.read, ids, folder))[0], peak_memory_mib()


def _measure_ours(paths: tuple[Path, ...], day: date) -> _Ours:
    catalogue = load_catalogue()
    rules = _find_rules(catalogue)
    build, (network, footpaths, rides) = _timed(partial(_build, paths, day, rules))
    build_memory = peak_memory_mib()
    spells = [_measure_spell(network, rides, footpaths.mirrored, horizon) for horizon in HORIZONS]
    del rides
    week, note = _measure_week(catalogue, network, day, rules)
    return _Ours(build, build_memory, tuple(spells), week, note, peak_memory_mib())


def _build(paths: tuple[Path, ...], day: date, rules: Rules) -> tuple[Network, Footpaths, Connections]:
    """From the files to a timetable that answers a deadline."""
    network = read_network(paths)
    footpaths = link_stops(network.stops, network.transfers, rules.between, rules.change_seconds)
    return network, footpaths, Timeline(network, footpaths).around(day).mirrored


def _measure_spell(network: Network, rides: Connections, footpaths: Footpaths, horizon: int) -> _Spell:
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
    return _Spell(f"one deadline, horizon {horizon // HOUR} h", tuple(mean), tuple(worst), tuple(reached))


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


def _tell_build(ours: _Ours, rival: tuple[float, float] | None) -> tuple[Result, ...]:
    built, held = rival or (None, None)
    note = f"{ours.build_memory:,.0f} MiB at most" + (f", rival {held:,.0f}" if held else "")
    note_all = f"peak of our process when built; {ours.memory:,.0f} after the week"
    return (
        Result("network of 80 thousand stops built", ours.build, GOAL_BUILD, "cafein", built, note),
        Result("its memory, MiB", ours.build_memory, GOAL_MEMORY_MIB, "cafein", held, note_all, "MiB"),
    )


def _tell_spells(ours: _Ours) -> tuple[Result, ...]:
    return tuple(
        Result(f"{spell.name}, worst", max(spell.worst), GOAL_DEADLINE, "see reach_rates", None, _tell_clocks(spell))
        for spell in ours.spells
    )


def _tell_clocks(spell: _Spell) -> str:
    parts = [
        f"{_clock(at)} mean {mean * 1000:.1f} ms, worst {worst * 1000:.1f}, {reached:,.0f} stops"
        for at, mean, worst, reached in zip(CLOCKS, spell.mean, spell.worst, spell.reached, strict=True)
    ]
    return "; ".join(parts)


def _week(ours: _Ours) -> Result:
    name = f"{WORKPLACES} workplaces x {len(SHIFTS)} shifts x 7 days, {CORES} threads"
    note = f"{ours.week_note}; load {os.getloadavg()[0]:.1f}"
    return Result(name, ours.week, GOAL_WEEK, "none asks both legs of a shift", None, note)


def _find_rules(catalogue: Catalogue) -> Rules:
    return make_rules({name: catalogue.value(name) for name in SETTINGS})


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
