"""What two other engines take for the same timetable and the same questions: python -m benchmarks.rivals_reach

Each engine runs in a process of its own, so that the peak memory is its own (with the modules this file loads), with no
walks and no change time; how they are made to mean the same stands in tests/reach/rival_engines.py. cafein answers
deadlines in two ways: by its own search, which slows down with every trip earlier that day, and from the day's
timetable with time turned round. ferrobus knows the second way only, and compares all stops with all when it builds, so
it is asked about the small town alone.
"""

import importlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import peak_memory_mib, run_apart
from benchmarks.scaled_feed import write_scaled_feed
from reach.rival_engines import (
    SECONDS_PER_DAY,
    Cafein,
    Ferrobus,
    mirror,
    one_day,
    plain_doors,
    plain_routes,
    write_feed,
)
from samspel.reach.network import Network
from samspel.sources.gtfs.reading import read_network

ROOT = Path(__file__).parents[1]
GEO = ROOT.parent / "shared" / "geo"

HOUR = 3600
COPIES = 20
ENOUGH = 1.0
"""Seconds that a measurement lasts at least, where there are stops enough to ask for."""
MOST_CELLS = 20_000_000
"""Cells of a matrix asked for at once at most."""


@dataclass(frozen=True)
class Case:
    """A timetable, a date on which it runs, and the clocks (seconds) to depart at and to be there by."""

    name: str
    feeds: tuple[str, ...]
    copies: int
    day: date
    clocks: tuple[int, ...]


SMALL = Case("zhelez", ("zhelez.zip",), 1, date(2024, 3, 13), (6 * HOUR, 14 * HOUR))
LARGE = Case(
    f"Porto Alegre x {COPIES}", ("poa_eptc.zip", "poa_trensurb.zip"), COPIES, date(2019, 5, 8), (6 * HOUR, 14 * HOUR)
)


@dataclass(frozen=True)
class Rate:
    """Stops a second, each to or from all stops, of a way of asking at a clock (seconds) on so many threads; and the
    same for a second of processor time, which other work on the machine disturbs less.
    """

    way: str
    clock: int
    threads: int
    per_second: float
    per_processor_second: float


@dataclass(frozen=True)
class Measured:
    """An engine's seconds to build from the feed, peak memory of its process in MiB, and its rates."""

    build: float
    memory: float
    rates: tuple[Rate, ...]


def load_case(case: Case, folder: Path) -> Network:
    """The case's timetable as all engines get it: every call open for boarding and alighting."""
    return plain_doors(read_network(copy_feeds(case, folder)))


def copy_feeds(case: Case, folder: Path) -> list[Path]:
    """The case's files, multiplied into the folder where it asks for copies."""
    paths = [GEO / name for name in case.feeds]
    if case.copies == 1:
        return paths
    return [write_scaled_feed(path, folder / path.name, case.copies) for path in paths]


def measure_rivals(case: Case, network: Network, folder: Path, threads: Sequence[int] = (1, 2)) -> dict[str, Measured]:
    """Each engine over a network that `load_case` made, one after another; feeds are written in the folder."""
    turned, ids = mirror(one_day(network, case.day)), network.stops.ids
    forward, mirrored = write_feed(network, folder / "forward"), write_feed(turned, folder / "mirrored")
    found = {
        "cafein": run_apart(_measure_cafein, case, ids, forward, tuple(threads)),
        "cafein, time turned round": run_apart(_measure_turned, case, ids, mirrored, tuple(threads)),
    }
    if case.copies == 1:
        for name, given in (("ferrobus", network), ("ferrobus, time turned round", turned)):
            place = Ferrobus.write(plain_routes(given), folder / name)
            found[name] = run_apart(_measure_ferrobus, case, len(ids), place, given is turned)
    return found


def _measure_cafein(case: Case, ids: tuple[str, ...], folder: Path, threads: Sequence[int]) -> Measured:
    importlib.import_module("cafein.network")
    build, engine = _timed(partial(Cafein.read, ids, folder))
    rates = [
        Rate(way, at, count, *_measure_rate(len(ids), count, partial(ask, at=at, count=count)))
        for way, ask in (
            ("depart", lambda stops, at, count: engine.depart_at(case.day, stops, at, count)),
            ("be there by", lambda stops, at, count: engine.arrive_by(case.day, stops, at, count)),
        )
        for count in threads
        for at in case.clocks
    ]
    return Measured(build, peak_memory_mib(), tuple(rates))


def _measure_turned(case: Case, ids: tuple[str, ...], folder: Path, threads: Sequence[int]) -> Measured:
    importlib.import_module("cafein.network")
    build, engine = _timed(partial(Cafein.read, ids, folder))
    build += _timed(partial(engine.engine.compute_tbtr_transfers, case.day.isoformat()))[0]
    rates = [
        Rate(
            "be there by, trip-based" if trip_based else "be there by",
            at,
            count,
            *_measure_rate(
                len(ids), count, partial(_ask_turned, engine, case.day, SECONDS_PER_DAY - at, count, trip_based)
            ),
        )
        for trip_based in (False, True)
        for count in threads
        for at in case.clocks
    ]
    return Measured(build, peak_memory_mib(), tuple(rates))


def _ask_turned(engine: Cafein, day: date, at: int, threads: int, trip_based: bool, stops: Sequence[int]) -> object:
    return engine.depart_at(day, stops, at, threads, trip_based)


def _measure_ferrobus(case: Case, stops: int, folder: Path, turned: bool) -> Measured:
    importlib.import_module("ferrobus")
    build, engine = _timed(partial(Ferrobus.read, stops, folder, case.day))
    rates = []
    for at in case.clocks:
        seconds, processor = _best(partial(engine.depart_everywhere, SECONDS_PER_DAY - at if turned else at), 20)
        way, threads = "be there by" if turned else "depart", os.cpu_count() or 1
        rates.append(Rate(way, at, threads, stops / seconds, stops / processor))
    return Measured(build, peak_memory_mib(), tuple(rates))


def _measure_rate(stops: int, threads: int, ask: Callable[[list[int]], object]) -> tuple[float, float]:
    """Stops a second, and a second of processor time: asks for ever more stops until it takes long enough to tell."""
    most = min(stops, max(MOST_CELLS // stops, 2 * threads))
    count = min(2 * threads, most)
    while True:
        chosen = list(range(0, stops, stops // count))[:count]
        seconds, processor = _best(partial(ask, chosen), 2)
        if seconds >= ENOUGH:
            return count / seconds, count / processor
        if count == most:
            seconds, processor = _best(partial(ask, chosen), 20)
            return count / seconds, count / processor
        count = min(count * 4, most)


def _best(work: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Least seconds on the wall and least seconds of processor time, all threads together."""
    seconds, processor = [], []
    for _ in range(repeats):
        before = time.process_time()
        seconds.append(_timed(work)[0])
        processor.append(time.process_time() - before)
    return min(seconds), min(processor)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main() -> None:
    """Print the rates for both cases."""
    for case in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as name:
            seconds, network = _timed(partial(load_case, case, Path(name)))
            print(
                f"{case.name}: {len(network.stops.ids):,} stops, {len(network.trips.ids):,} trips, "
                f"{len(network.calls.stop):,} calls; read in {seconds:.1f} s",
                flush=True,
            )
            for engine, measured in measure_rivals(case, network, Path(name)).items():
                print(f"  {engine}: built in {measured.build:.2f} s, {measured.memory:,.0f} MiB at most", flush=True)
                for rate in measured.rates:
                    clock = f"{rate.clock // HOUR:02d}:{rate.clock % HOUR // 60:02d}"
                    asked = f"{rate.way} {clock}, threads {rate.threads}"
                    print(
                        f"    {asked:<42} {rate.per_second:>12,.0f} stops a second "
                        f"({rate.per_processor_second:,.0f} a second of processor)",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
