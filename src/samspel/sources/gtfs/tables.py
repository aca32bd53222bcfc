"""Reads the tables of a timetable file as columns of text: trimmed, blank where empty, in whatever order they stand."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from samspel.sources.gtfs.archive import Archive
from samspel.sources.gtfs.columns import COLUMNS, IDENTITIES, OTHER_TABLES, REFERENCES, find_likely, find_misspelt, tidy
from samspel.sources.gtfs.members import LOCATIONS, TABLES
from samspel.terms.errors import BadInputError

LONGEST_HEADER = 65_536
_DECIMAL = r"^[0-9]+\.0$"
_AS_FLOAT, _ADDED = r"^(?:[0-9]+\.0)?$", r"\.0$"
"""An identity that a tool for tables has made a decimal, as it does with a column that has blanks; what it added."""
_LONGEST = "stop_times"
"""The table of millions of rows."""
_GLANCE = 1000
"""Rows of it that show whether its identities have been made decimals."""
SEPARATORS = ",;\t"
"""A comma in GTFS; the others come where a spreadsheet has saved the table. No name of a column holds any of them."""
_ALIKE = {frozenset(kinds) for kinds in ((), (True,), (False,))}
"""What is seen of a column whose identities are written in one way."""


@dataclass(frozen=True)
class _Header:
    """The names of a table's columns, none where it is wholly empty, how many blank lines stand before them, and what
    stands between the cells.
    """

    names: tuple[str, ...]
    skipped: int
    separator: str = SEPARATORS[0]


class Tables:
    """The tables of one opened file, and where its drawn `locations` are, if it has any. Raises BadInputError when a
    table has a column twice.
    """

    def __init__(self, archive: Archive) -> None:
        self.file = archive.file
        self.locations = archive.tables.get(LOCATIONS)
        self._paths = {table: path for table, path in archive.tables.items() if table != LOCATIONS}
        self._headers = {table: _read_header(path) for table, path in self._paths.items()}
        self._others = archive.others
        for table, header in self._headers.items():
            self._check_once(table, header)

    @cached_property
    def _decimals(self) -> frozenset[tuple[str, str]]:
        """The columns in which a tool has made every identity a decimal while the same ones stand whole elsewhere."""
        found: set[tuple[str, str]] = set()
        for columns in IDENTITIES:
            given = [one for one in columns if self.holds(one[0]) and one[1] in self._headers[one[0]].names]
            first = [self._see_decimals(*one, _GLANCE if one[0] == _LONGEST else None) for one in given]
            if not any(True in kinds for kinds in first):
                continue
            seen = {one: self._see_decimals(*one) for one in given}
            if {frozenset((False,)), frozenset((True,))} <= set(seen.values()) <= _ALIKE:
                found |= {one for one, kinds in seen.items() if True in kinds}
        return frozenset(found)

    def _see_decimals(self, table: str, column: str, rows: int | None = None) -> frozenset[bool]:
        """Whether the identities of a column, in its first rows or in all, are decimals: yes, no, both or, where there
        are none, neither.
        """
        cell = pl.col(str(self._headers[table].names.index(column))).str.strip_chars()
        told = self._scan_cells(table) if rows is None else self._scan_cells(table).head(rows)
        kinds = told.select(cell.alias(column)).filter(pl.col(column).str.len_bytes() > 0)
        return frozenset(self.collect(table, kinds.select(pl.col(column).str.contains(_DECIMAL)).unique())[column])

    def holds(self, table: str) -> bool:
        """Whether a table is there and not wholly empty."""
        return table in self._headers and bool(self._headers[table].names)

    def list_misspelt(self) -> list[tuple[str, str, str]]:
        """Columns that are not known and look like one that is read, as (table, name, likely); tables likewise, with
        their own name as the table.
        """
        tables = find_likely(self._others, TABLES, OTHER_TABLES)
        given = [name for name in self._headers if self.holds(name)]
        return [(f"{name}.txt", f"{name}.txt", f"{likely}.txt") for name, likely in tables if likely not in given] + [
            (f"{table}.txt", name, likely)
            for table in given
            for name, likely in find_misspelt(table, self._headers[table].names)
        ]

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
        header = self._headers[table].names
        lacking = [name for name in columns.required if name not in header]
        if lacking:
            likely = {right: name for name, right in find_misspelt(table, header)}
            raise BadInputError(
                "gtfs_no_column",
                file=self.file,
                table=f"{table}.txt",
                columns=", ".join(f"{name} ({likely[name]}?)" if name in likely else name for name in lacking),
                found=", ".join(header)[:300],
            )
        wanted = [
            _trim(str(header.index(name)), name, is_decimal=(table, name) in self._decimals)
            if name in header
            else _blank(name)
            for name in names
        ]
        return self._scan_cells(table).select(wanted).filter(pl.any_horizontal(pl.all().is_not_null()))

    def _scan_cells(self, table: str) -> pl.LazyFrame:
        """A table to be read, its columns by their number."""
        return pl.scan_csv(
            self._paths[table],
            separator=self._headers[table].separator,
            skip_lines=self._headers[table].skipped,
            with_column_names=lambda names: [str(number) for number in range(len(names))],
            infer_schema=False,
            truncate_ragged_lines=True,
            glob=False,
        )

    def collect(self, table: str, rows: pl.LazyFrame) -> pl.DataFrame:
        """Read what was scanned. Raises BadInputError with the line where quotation marks do not match."""
        try:
            collect: Callable[..., Any] = rows.collect
            found: pl.DataFrame = collect(engine="streaming")
        except pl.exceptions.ComputeError:
            line = _find_malformed(self._paths[table], self._headers[table].separator)
            raise BadInputError("gtfs_malformed", file=self.file, table=f"{table}.txt", line=line) from None
        return found

    def _check_once(self, table: str, header: _Header) -> None:
        columns = COLUMNS[table]
        for name in (*columns.required, *columns.optional):
            if header.names.count(name) > 1:
                raise BadInputError("gtfs_column_twice", file=self.file, table=f"{table}.txt", column=name)


def _trim(column: str, name: str, *, is_decimal: bool) -> pl.Expr:
    trimmed = pl.col(column).str.strip_chars()
    if is_decimal:
        trimmed = trimmed.str.replace(_ADDED, "")
    elif name in REFERENCES:
        is_float = trimmed.str.contains(_AS_FLOAT).all() & (trimmed.fill_null("").str.len_bytes() == 0).any()
        trimmed = pl.when(is_float).then(trimmed.str.replace(_ADDED, "")).otherwise(trimmed)
    return pl.when(trimmed.str.len_bytes() > 0).then(trimmed).alias(name)


def _blank(name: str) -> pl.Expr:
    return pl.lit(None, dtype=pl.String).alias(name)


def _read_header(path: Path) -> _Header:
    """The first line that is not blank; a line of separators alone is blank too."""
    with path.open(encoding="utf-8", newline="") as file:
        skipped = 0
        while line := file.readline(LONGEST_HEADER):
            separator = max(SEPARATORS, key=line.count)
            names = tuple(tidy(cell) for cell in next(csv.reader(io.StringIO(line), delimiter=separator), []))
            if any(names):
                return _Header(names, skipped, separator)
            skipped += 1
    return _Header((), 0)


def _find_malformed(path: Path, separator: str) -> int:
    """The line where the row begins that a strict reader cannot read, else the first line with a quotation mark too
    many; 0 where there is none.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True, delimiter=separator)
        begins = 1
        try:
            for _ in rows:
                begins = rows.line_num + 1
        except csv.Error:
            return begins
        file.seek(0)
        return next((number for number, line in enumerate(file, start=1) if line.count('"') % 2), 0)
