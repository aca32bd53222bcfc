"""Reads the tables of a timetable file as columns of text: trimmed, blank where empty, in whatever order they stand.

Columns and their meaning follow the GTFS Schedule reference.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from samspel.sources.gtfs.archive import Archive
from samspel.terms.errors import BadInputError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_HEADER = 65_536


@dataclass(frozen=True)
class Columns:
    """The columns of a table that are read. A file must hold those that are required."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


COLUMNS: Mapping[str, Columns] = {
    "agency": Columns(("agency_timezone",), ("agency_name",)),
    "stops": Columns(("stop_id", "stop_lat", "stop_lon"), ("stop_name", "location_type", "parent_station")),
    "routes": Columns(("route_id", "route_type"), ("route_short_name", "route_long_name")),
    "trips": Columns(("route_id", "service_id", "trip_id"), ("trip_headsign",)),
    "stop_times": Columns(
        ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
        (
            "pickup_type",
            "drop_off_type",
            "shape_dist_traveled",
            "pickup_booking_rule_id",
            "drop_off_booking_rule_id",
            "location_id",
            "location_group_id",
        ),
    ),
    "calendar": Columns(("service_id", *WEEKDAYS, "start_date", "end_date")),
    "calendar_dates": Columns(("service_id", "date", "exception_type")),
    "frequencies": Columns(("trip_id", "start_time", "end_time", "headway_secs"), ("exact_times",)),
    "transfers": Columns(
        ("from_stop_id", "to_stop_id"),
        ("transfer_type", "min_transfer_time", "from_trip_id", "to_trip_id", "from_route_id", "to_route_id"),
    ),
    "feed_info": Columns((), ("feed_publisher_name", "feed_version")),
}


class Tables:
    """The tables of one opened file."""

    def __init__(self, archive: Archive) -> None:
        self.file = archive.file
        self._paths = archive.tables
        self._headers = {table: _read_header(path) for table, path in archive.tables.items()}

    def holds(self, table: str) -> bool:
        """Whether a table is there and not wholly empty."""
        return bool(self._headers.get(table))

    def read(self, table: str) -> pl.DataFrame:
        """A table as text columns. An optional table that is missing has no rows. Raises BadInputError as `scan`."""
        return self.collect(table, self.scan(table))

    def read_required(self, table: str) -> pl.DataFrame:
        """A table that must have rows. Raises BadInputError when it is missing or has none, else as `scan`."""
        self.require(table)
        rows = self.read(table)
        if rows.is_empty():
            raise BadInputError("gtfs_no_rows", file=self.file, table=f"{table}.txt")
        return rows

    def require(self, table: str) -> None:
        """Raises BadInputError when a table is missing or wholly empty."""
        if table not in self._paths:
            code = "gtfs_no_stop_times" if table == "stop_times" else "gtfs_no_table"
            raise BadInputError(code, file=self.file, table=f"{table}.txt")
        if not self.holds(table):
            raise BadInputError("gtfs_no_rows", file=self.file, table=f"{table}.txt")

    def scan(self, table: str) -> pl.LazyFrame:
        """A table to be read, all columns of COLUMNS as text, null where blank or missing. Raises BadInputError for a
        missing required column.
        """
        columns = COLUMNS[table]
        names = (*columns.required, *columns.optional)
        if not self.holds(table):
            return pl.LazyFrame(schema=dict.fromkeys(names, pl.String))
        header = self._headers[table]
        lacking = [name for name in columns.required if name not in header]
        if lacking:
            raise BadInputError(
                "gtfs_no_column",
                file=self.file,
                table=f"{table}.txt",
                columns=", ".join(lacking),
                found=", ".join(header)[:300],
            )
        rows = pl.scan_csv(
            self._paths[table],
            with_column_names=lambda names: [str(number) for number in range(len(names))],
            infer_schema=False,
            truncate_ragged_lines=True,
            glob=False,
        )
        wanted = [_trim(str(header.index(name)), name) if name in header else _blank(name) for name in names]
        return rows.select(wanted).filter(pl.any_horizontal(pl.all().is_not_null()))

    def collect(self, table: str, rows: pl.LazyFrame) -> pl.DataFrame:
        """Read what was scanned. Raises BadInputError with the line where quotation marks do not match."""
        try:
            collect: Callable[..., Any] = rows.collect
            found: pl.DataFrame = collect(engine="streaming")
        except pl.exceptions.ComputeError:
            line = _find_malformed(self._paths[table])
            raise BadInputError("gtfs_malformed", file=self.file, table=f"{table}.txt", line=line) from None
        return found


def parse_seconds(column: str) -> pl.Expr:
    """H:MM:SS as seconds after the start of the service day, any number of hours; null for what is not a time."""
    parts = pl.col(column).str.extract_groups(r"^(\d{1,4}):([0-5]\d):([0-5]\d)$")
    hours, minutes, seconds = (parts.struct.field(str(group)).cast(pl.Int32, strict=False) for group in (1, 2, 3))
    return hours * 3600 + minutes * 60 + seconds


def _trim(column: str, name: str) -> pl.Expr:
    trimmed = pl.col(column).str.strip_chars()
    return pl.when(trimmed.str.len_bytes() > 0).then(trimmed).alias(name)


def _blank(name: str) -> pl.Expr:
    return pl.lit(None, dtype=pl.String).alias(name)


def _read_header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        line = file.readline(LONGEST_HEADER)
    cells = next(csv.reader([line]), [])
    return [cell.strip().lower() for cell in cells] if line.strip() else []


def _find_malformed(path: Path) -> int:
    """The line where the row begins that a strict reader cannot read, else the first line with a quotation mark too
    many; 0 where there is none.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        begins = 1
        try:
            for _ in rows:
                begins = rows.line_num + 1
        except csv.Error:
            return begins
        file.seek(0)
        return next((number for number, line in enumerate(file, start=1) if line.count('"') % 2), 0)
