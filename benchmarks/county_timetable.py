"""A county's timetable of three million stop times, from the address where it is fetched to the network that is kept:
`python -m benchmarks county_timetable`

Stops, routes, trips and days are Gävleborg's of 2025, three times over, a degree apart; each trip runs several times a
day. Its stop times are made, since the file has none: a line goes from a stop to the nearest that it has not called at,
two minutes apart. A server on this machine plays Trafiklab. The rival reads the stop times alone, and builds nothing.
"""

import csv
import io
import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.spatial import KDTree

from benchmarks.measuring import Result, peak_memory_mib, run_apart
from benchmarks.scaled_feed import GEO, write_scaled_feed
from replay_server import Reply, run_replay

SOURCE = GEO / "xtrafik_2025_without_stop_times.zip"
COPIES, REPEATS, CALLS, SEED = 3, 6, 23, 1
FIRST, LAST, APART = 5 * 60, 22 * 60, 2
"""Minutes of the day when the first and last trips leave, and between two stops."""
GOAL, GOAL_MIB = 60.0, 1024.0
HEAD = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type,timepoint"
KEY = "SAMSPEL_TRAFIKLAB_KEY"


def measure() -> Iterator[Result]:
    """Fetched, built and kept; nothing without the county's file."""
    if not SOURCE.is_file():
        return
    with TemporaryDirectory(prefix="samspel-county-") as name:
        folder = Path(name)
        feed = run_apart(write_county, folder)
        size = feed.stat().st_size
        rival, rival_mib = run_apart(_read_with_pandas, feed)
        with run_replay() as replay:
            replay.replies["/trafiklab/xt/xt.zip?key=abc"] = Reply(body=feed.read_bytes())
            seconds, mib, told = run_apart(_update, folder / "home", replay.address)
    note = f"{told}; {size / 1e6:.0f} MB"
    name, reads = "a county's timetable fetched, built and kept", "pandas, reading its stop times"
    yield Result(name, seconds, GOAL, reads, rival, f"{note}; load {os.getloadavg()[0]:.1f}")
    yield Result("  its peak memory", mib, GOAL_MIB, reads, rival_mib, "", "MiB")


def _update(home: Path, address: str) -> tuple[float, float, str]:
    """What `samspel update --timetable` does; seconds, peak MiB, and how large the network is."""
    from samspel.app.calling import TRIAL
    from samspel.app.county_files import find_path, update_county_file
    from samspel.app.desk import open_desk
    from samspel.store.networks import open_network

    os.environ |= {TRIAL: address, KEY: "abc"}
    home.mkdir()
    desk = open_desk(home=home)
    start = time.perf_counter()
    kept = update_county_file(desk, "gtfs", "Gävleborg")
    seconds, mib = time.perf_counter() - start, peak_memory_mib()
    opened = open_network((find_path(desk, "gtfs", kept),), home)
    if not opened.is_kept:
        raise RuntimeError("the network was not kept")
    network = opened.network
    sizes = f"{len(network.calls.stop) / 1e6:.2f} million stop times, {len(network.stops.ids):,} stops called at"
    return seconds, mib, f"{sizes}, {len(network.trips.service):,} trips"


def _read_with_pandas(feed: Path) -> tuple[float | None, float | None]:
    try:
        import pandas
    except ImportError:
        return None, None
    start = time.perf_counter()
    with zipfile.ZipFile(feed) as archive, archive.open("stop_times.txt") as file:
        pandas.read_csv(file, dtype=str)
    return time.perf_counter() - start, peak_memory_mib()


def write_county(folder: Path) -> Path:
    """The county's feed: in a process of its own, since what it takes would count as that of the next one."""
    return write_scaled_feed(_fill(folder / "filled.zip"), folder / "xt.zip", COPIES)


def _fill(target: Path) -> Path:
    """The county's file with stop times, and each trip so many times over."""
    with zipfile.ZipFile(SOURCE) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in ("agency.txt", "calendar.txt", "calendar_dates.txt", "routes.txt", "stops.txt"):
            written.writestr(name, given.read(name))
        stops, trips = (_read(given, f"{name}.txt") for name in ("stops", "trips"))
        lines = _draw_lines([one for one in stops if one["location_type"] in ("", "0")], trips)
        with written.open("trips.txt", "w") as member, io.TextIOWrapper(member, "utf-8", newline="") as text:
            writer = csv.DictWriter(text, list(trips[0]))
            writer.writeheader()
            for repeat in range(REPEATS):
                writer.writerows({**trip, "trip_id": f"{trip['trip_id']}{repeat}"} for trip in trips)
        with written.open("stop_times.txt", "w") as member, io.TextIOWrapper(member, "utf-8", newline="") as text:
            times = csv.writer(text)
            text.write(f"{HEAD}\r\n")
            times.writerows(_list_times(trips, lines))
    return target


def _read(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


def _draw_lines(stops: list[dict[str, str]], trips: list[dict[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The stops of each route and direction."""
    points = np.array([[float(one["stop_lat"]), float(one["stop_lon"]) / 2.0] for one in stops])
    tree, generator = KDTree(points), np.random.default_rng(SEED)
    lines: dict[tuple[str, str], list[str]] = {}
    for trip in trips:
        key = trip["route_id"], trip["direction_id"]
        if key in lines:
            continue
        at, called = int(generator.integers(len(stops))), list[int]()
        while len(called) < CALLS:
            called.append(at)
            near = tree.query(points[at], k=CALLS + 1)[1].tolist()
            at = next(one for one in near if one not in called)
        lines[key] = [stops[one]["stop_id"] for one in called]
    return lines


def _list_times(trips: list[dict[str, str]], lines: dict[tuple[str, str], list[str]]) -> Iterator[list[object]]:
    """Every call, trip by trip."""
    generator = np.random.default_rng(SEED)
    for repeat in range(REPEATS):
        for trip, leaves in zip(trips, generator.integers(FIRST, LAST, len(trips)).tolist(), strict=True):
            for number, stop in enumerate(lines[trip["route_id"], trip["direction_id"]]):
                minute = leaves + number * APART
                clock = f"{minute // 60:02}:{minute % 60:02}:00"
                yield [f"{trip['trip_id']}{repeat}", clock, clock, stop, number + 1, 0, 0, int(number % 5 == 0)]
