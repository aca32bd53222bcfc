"""The history of every fetched value, in DuckDB: a snapshot is one measure as it was told at one time, and holds what
differed from the one before. Nothing is ever changed or removed, so that any earlier day can be asked for.

The database lets one program in at a time. What is shown is therefore read from the file that `published` writes of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import duckdb
import polars as pl

from samspel.catalogue.fetching import Wanted
from samspel.sources.live.tidy import KEYS, NUMBERED, SCHEMA, number_rows
from samspel.store.live.taking import BuiltIn, Taken, compare
from samspel.terms.errors import BadInputError

FILE, PART, SPILL = "history.duckdb", "part.parquet", "history.tmp"
BUILT_IN = "built-in"
"""The service of a measure's first snapshot: the figures that came with the program."""
CHECKPOINT = "256MB"
"""So much is written beside the database before it is put in order, which is done in any case when it is closed."""
MOST_ROWS = 500_000
"""So many rows are read at a time, or as many as the measure has that reaches beyond."""
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
TABLES = """
CREATE TABLE IF NOT EXISTS snapshot (
    id INTEGER PRIMARY KEY, service VARCHAR NOT NULL, tbl VARCHAR NOT NULL, measure VARCHAR NOT NULL,
    title VARCHAR NOT NULL, since INTEGER NOT NULL, fetched TIMESTAMP NOT NULL, digests VARCHAR[] NOT NULL,
    years SMALLINT[] NOT NULL, last_shown SMALLINT NOT NULL,
    added INTEGER NOT NULL, changed INTEGER NOT NULL, gone INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS observation (
    snapshot INTEGER NOT NULL, tbl VARCHAR NOT NULL, measure VARCHAR NOT NULL, gender VARCHAR NOT NULL,
    code VARCHAR NOT NULL, year SMALLINT NOT NULL, value DOUBLE, flag VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS shown (made TIMESTAMP NOT NULL, upto INTEGER NOT NULL);
"""
LATEST = """
SELECT * FROM snapshot WHERE id <= $upto QUALIFY row_number() OVER (PARTITION BY tbl, measure ORDER BY id DESC) = 1
"""
NAMED = """
WITH named AS (
    SELECT number - 1 AS number, list_extract($tables, number) AS tbl, list_extract($measures, number) AS measure
    FROM range(1, len($tables) + 1) AS numbers(number)
), known AS (
    SELECT n.number, s.* FROM snapshot s JOIN named n USING (tbl, measure) WHERE s.id <= $upto
)
"""
"""The snapshots of some measures, each with the number of its measure among them."""
COURSES = f"""
{NAMED}, latest AS (
    SELECT number, max(id) AS newest, arg_max(since, id) AS since FROM known GROUP BY number
), chain AS (
    SELECT k.id, k.number, k.service = '{BUILT_IN}' AS is_built_in
    FROM known k JOIN latest l USING (number) WHERE k.id BETWEEN l.since AND l.newest
)
SELECT c.number, {", ".join(SCHEMA)}, snapshot, c.is_built_in
FROM observation o JOIN chain c ON o.snapshot = c.id
ORDER BY c.number, {", ".join(KEYS)}, snapshot
"""
"""Every row of the courses of some measures, the rows of the same place, gender and year one after the other."""


NUMBERS = {"number": pl.Int64, "snapshot": pl.Int32, "tbl": pl.String, "measure": pl.String}
SNAPSHOT: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.Int32,
    "service": pl.String,
    "tbl": pl.String,
    "measure": pl.String,
    "title": pl.String,
    "since": pl.Int32,
    "fetched": pl.Datetime("us"),
    "digests": pl.List(pl.String),
    "years": pl.List(pl.Int16),
    "last_shown": pl.Int16,
    "added": pl.Int32,
    "changed": pl.Int32,
    "gone": pl.Int32,
}
ROWS = pl.Schema({"number": pl.Int64, **SCHEMA, "snapshot": pl.Int32, "is_built_in": pl.Boolean})


class Snapshot(NamedTuple):
    """One measure at one time. `since` is the snapshot that its course begins with, `years` those that it told of,
    `last_shown` the newest year that most places have, `fetched` in UTC.
    """

    id: int
    service: str
    table: str
    measure: str
    title: str
    since: int
    fetched: datetime
    digests: Sequence[str]
    years: Sequence[int]
    last_shown: int
    added: int
    changed: int
    gone: int


class Told(NamedTuple):
    """What is to be told of a course beside its values: whether built-in values of years which the publisher did not
    tell of are a part of it still, and the places whose value of the newest shown year is secret.
    """

    is_mixed: bool
    secret: tuple[str, ...]


def describe_courses(snapshots: Sequence[Snapshot], rows: pl.DataFrame) -> list[Told]:
    """What is to be told of the courses that end with some snapshots, by the rows of `read_courses` for them."""
    last = pl.Series([one.last_shown for one in snapshots], dtype=pl.Int16).gather(rows["number"])
    is_secret = (pl.col("flag") == "secret") & (pl.col("gender") == "T") & (pl.col("year") == last)
    secret = [list[str]() for _ in snapshots]
    for number, code in rows.filter(is_secret).select("number", "code").iter_rows():
        secret[number].append(code)
    built_in = rows.filter(pl.col("is_built_in") & (pl.col("flag") == "")).select("number", "year").unique()
    mixed = {number for number, year in built_in.iter_rows() if year not in snapshots[number].years}
    return [Told(number in mixed, tuple(codes)) for number, codes in enumerate(secret)]


class History:
    """The open database; see `open_history`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._base, self._folder = connection, folder

    def find_latest(self, named: Sequence[Wanted]) -> dict[Wanted, Snapshot]:
        """The latest snapshot of each of several measures that has any."""
        if not named:
            return {}
        newest = "QUALIFY row_number() OVER (PARTITION BY number ORDER BY id DESC) = 1"
        query = f"{NAMED} SELECT * EXCLUDE (number) FROM known {newest}"
        rows = self._base.execute(query, self._name(named, None)).fetchall()
        return {Wanted(one.table, one.measure): one for one in (Snapshot(*row) for row in rows)}

    def list_latest(self, at: datetime | None = None) -> list[Snapshot]:
        """The latest snapshot of every measure that has been renewed, or the one that was shown at a moment."""
        told = {"upto": self._find_shown(at)}
        return [Snapshot(*row) for row in self._base.execute(f"{LATEST} ORDER BY tbl, measure", told).fetchall()]

    def list_snapshots(self, table: str, measure: str) -> list[Snapshot]:
        """Every snapshot of a measure, the first first."""
        told = {"tbl": table, "measure": measure}
        query = "SELECT * FROM snapshot WHERE tbl = $tbl AND measure = $measure ORDER BY id"
        return [Snapshot(*row) for row in self._base.execute(query, told).fetchall()]

    def read(self, table: str, measure: str, at: datetime | None = None) -> pl.DataFrame:
        """A measure's course now, or as it was shown at a moment: tidy rows, each with its snapshot and whether that is
        the built-in figures. Empty for one that was not renewed by then.
        """
        return self.read_courses([Wanted(table, measure)], at).drop("number")

    def read_courses(self, named: Sequence[Wanted], at: datetime | None = None) -> pl.DataFrame:
        """The courses of several measures as `read` gives one, each row with the number of its measure in `named`."""
        if not named:
            return pl.DataFrame(schema=ROWS)
        rows = pl.DataFrame(self._base.sql(COURSES, params=self._name(named, at))).cast(ROWS)
        is_newest = pl.any_horizontal(pl.col(key).ne_missing(pl.col(key).shift(-1)) for key in NUMBERED)
        return rows.filter(is_newest)

    def take(self, taken: Sequence[Taken], built_in: Mapping[Wanted, BuiltIn] = MappingProxyType({})) -> list[Snapshot]:
        """Take fetched courses of several measures in, all of them or none: what differs from now, and a mark for each
        value of a year that the publisher tells of and no longer has. The built-in figures are taken in before them
        where the measure has no snapshot yet.
        """
        names = [Wanted(one.course.table, one.course.measure) for one in taken]
        if len(set(names)) != len(names):
            raise AssertionError("a measure is taken in twice at once")
        self._base.execute("BEGIN")
        try:
            known = self.find_latest(names)
            first = {
                number: built_in[name] for number, name in enumerate(names) if name in built_in and name not in known
            }
            before = self.read_courses(names).select("number", *SCHEMA)
            if first:
                kept = [Taken(course=one.course, service=BUILT_IN, fetched=one.read) for one in first.values()]
                snapshots = self._add(kept, {}, before.clear())
                known |= {names[number]: one for number, one in zip(first, snapshots, strict=True)}
                before = pl.concat([before, number_rows([one.course for one in first.values()], list(first))])
            made = self._add(taken, known, before)
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        return made

    def note_shown(self, made: datetime) -> None:
        """Note that everything up to now is what is shown from a moment on."""
        if self.has_unshown():
            told = {"made": _plain(made), "upto": self._find_last()}
            self._base.execute("INSERT INTO shown VALUES ($made, $upto)", told)

    def has_unshown(self) -> bool:
        """Whether anything has been taken in that is not shown yet."""
        return self._find_last() > self._find_noted()

    def list_courses(self) -> Iterator[tuple[list[Snapshot], pl.DataFrame]]:
        """The courses of all measures in the order of table and measure, some at a time: their latest snapshots, and
        the rows of `read_courses` for them.
        """
        sizes = dict[tuple[str, str], int]()
        for table, measure, size in self._base.execute(
            "SELECT tbl, measure, sum(added) FROM snapshot GROUP BY ALL"
        ).fetchall():
            sizes[table, measure] = size
        some, rows = list[Snapshot](), 0
        for one in self.list_latest():
            some.append(one)
            rows += sizes[one.table, one.measure]
            if rows >= MOST_ROWS:
                yield some, self.read_courses([Wanted(each.table, each.measure) for each in some])
                some, rows = [], 0
        if some:
            yield some, self.read_courses([Wanted(each.table, each.measure) for each in some])

    def _add(self, taken: Sequence[Taken], known: Mapping[Wanted, Snapshot], before: pl.DataFrame) -> list[Snapshot]:
        """Add what differs from before, sorted, so that a measure's rows lie together."""
        courses, last = [one.course for one in taken], self._find_last()
        names = [Wanted(course.table, course.measure) for course in courses]
        first = [number for number, one in enumerate(taken) if one.is_anew or names[number] not in known]
        before, now = before.filter(~pl.col("number").is_in(first)), number_rows(courses)
        rows, counts = compare(before, now)
        years = now.group_by("number").agg(pl.col("year").unique().sort())
        told = dict(years.iter_rows())
        made = []
        for number, (one, name) in enumerate(zip(taken, names, strict=True)):
            at = last + 1 + number
            since = at if number in first else known[name].since
            named = (at, one.service, *name, one.course.title, since, _plain(one.fetched))
            made.append(Snapshot(*named, list(one.digests), told.get(number, []), one.last, *counts[number]))
        self._insert("snapshot", pl.DataFrame(made, schema=SNAPSHOT, orient="row"), "id")
        numbered = pl.DataFrame(
            [(number, one.id, one.table, one.measure) for number, one in enumerate(made)], schema=NUMBERS, orient="row"
        )
        self._insert(
            "observation",
            rows.join(numbered, on="number").select("snapshot", "tbl", "measure", *SCHEMA),
            ", ".join(("tbl", "measure", *KEYS)),
        )
        return made

    def _insert(self, table: str, rows: pl.DataFrame, order: str) -> None:
        """Add rows to a table, by way of a file."""
        if rows.is_empty():
            return
        part = self._folder / PART
        rows.write_parquet(part, compression="lz4")
        try:
            self._base.execute(f"INSERT INTO {table} SELECT * FROM read_parquet('{_quote(part)}') ORDER BY {order}")
        finally:
            part.unlink(missing_ok=True)

    def _name(self, named: Sequence[Wanted], at: datetime | None) -> dict[str, object]:
        """What a query of some measures is told."""
        tables, measures = map(list, zip(*named, strict=True))
        return {"tables": tables, "measures": measures, "upto": self._find_shown(at)}

    def _find_last(self) -> int:
        ((last,),) = self._base.execute("SELECT coalesce(max(id), 0) FROM snapshot").fetchall()
        return int(last)

    def _find_shown(self, at: datetime | None) -> int:
        """The last snapshot that was shown at a moment; now, the last one of all."""
        if at is None:
            return self._find_last()
        query = "SELECT coalesce(max(upto), 0) FROM shown WHERE made <= $at"
        ((last,),) = self._base.execute(query, {"at": _plain(at)}).fetchall()
        return int(last)

    def _find_noted(self) -> int:
        """The last snapshot that is noted as shown."""
        ((last,),) = self._base.execute("SELECT coalesce(max(upto), 0) FROM shown").fetchall()
        return int(last)


@contextmanager
def open_history(folder: Path) -> Iterator[History]:
    """The history in a folder, made where there is none. Raises BadInputError for one that cannot be opened."""
    path = folder / FILE
    try:
        with duckdb.connect(str(path), config={**SETTINGS, "temp_directory": str(folder / SPILL)}) as connection:
            (folder / PART).unlink(missing_ok=True)  # of a program that was killed; nobody else is in here
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"SET checkpoint_threshold = '{CHECKPOINT}'")
            connection.execute(TABLES)
            yield History(connection, folder)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise BadInputError("fetch_running", folder=str(folder)) from None
        raise BadInputError("history_broken", file=str(path), reason=str(error).splitlines()[0][:200]) from None
    except duckdb.Error as error:
        raise BadInputError("history_broken", file=str(path), reason=str(error).splitlines()[0][:200]) from None


def _plain(moment: datetime) -> datetime:
    """A moment in UTC without its zone, as the database keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")
