"""Multiplies a timetable for benchmarks: each copy has ids of its own and lies further east, by a degree or by half the
width in which most stops lie, so that copies lie in each other and footpaths join them.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from samspel.sources.gtfs.reading import read_network

GEO = Path(__file__).parents[2] / "shared" / "geo"
"""Where real timetables lie, if they are there."""
SCALED = ("stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt", "calendar_dates.txt")
ONCE = ("agency.txt", "feed_info.txt")
IDS = frozenset({"stop_id", "parent_station", "route_id", "trip_id", "service_id", "block_id"})
DEGREES = 1.0
HALF_TURN = 180.0
MOST = (0.1, 0.9)
"""Between these shares of the stops most of them lie."""


def write_scaled_feed(source: Path, target: Path, copies: int, degrees: float = DEGREES) -> Path:
    """Write `source` that many times over as one feed (shapes and fares left out) and return `target`. The first copy
    keeps ids and points.

    Raises ValueError where the copies would reach round the globe.
    """
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(set(given.namelist()) & {*SCALED, *ONCE}):
            rows = csv.reader(io.StringIO(given.read(name).decode("utf-8-sig"), newline=""))
            header = [cell.strip() for cell in next(rows)]
            body = [row for row in rows if row]
            with written.open(name, "w") as member, io.TextIOWrapper(member, "utf-8", newline="") as text:
                writer = csv.writer(text)
                writer.writerow(header)
                for copy in range(copies if name in SCALED else 1):
                    writer.writerows(_move(header, body, copy, degrees))
    return target


def copy_feeds(sources: Sequence[Path], folder: Path, copies: int) -> list[Path]:
    """Feeds of one network multiplied into the folder, joined by footpaths; one copy is the feeds themselves."""
    if copies == 1:
        return list(sources)
    degrees = np.nanquantile(read_network(sources).stops.points[:, 1], MOST)
    half = float(degrees[1] - degrees[0]) / 2
    return [write_scaled_feed(path, folder / path.name, copies, half) for path in sources]


def _move(header: list[str], rows: list[list[str]], copy: int, degrees: float) -> Iterator[list[str]]:
    """The rows of one copy."""
    if not copy:
        yield from rows
        return
    ids = [column for column, name in enumerate(header) if name in IDS]
    longitudes = [column for column, name in enumerate(header) if name == "stop_lon"]
    for row in rows:
        moved = list(row)
        for column in ids:
            moved[column] = f"{row[column]}~{copy}" if row[column] else ""
        for column in longitudes:
            moved[column] = f"{_shift(float(row[column]), copy * degrees):.6f}"
        yield moved


def _shift(longitude: float, by: float) -> float:
    if longitude + by > HALF_TURN:
        raise ValueError("the copies reach round the globe")
    return longitude + by
