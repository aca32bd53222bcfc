"""The history of every fetched value, in DuckDB: a snapshot is one measure as it was told at one time, and holds what
differed from the one before. Nothing is ever changed or removed, so that any earlier day can be asked for.

The database lets one program in at a time. What is shown is therefore read from the file that `published` writes of it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl

from samspel.sources.live.tidy import KEYS, SCHEMA, Course
from samspel.terms.errors import BadInputError

FILE = "history.duckdb"
BUILT_IN = "built-in"
"""The service of a measure's first snapshot: the figures that came with the program."""
GONE = "gone"
"""The flag of a value that its publisher no longer tells of."""
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
NEWEST = """
SELECT gender, code, year, value, flag, snapshot FROM observation
WHERE tbl = $tbl AND measure = $measure AND snapshot BETWEEN $since AND $upto
QUALIFY row_number() OVER (PARTITION BY gender, code, year ORDER BY snapshot DESC) = 1
ORDER BY gender, code, year
"""
SHOWN = """
WITH latest AS (
    SELECT * FROM snapshot QUALIFY row_number() OVER (PARTITION BY tbl, measure ORDER BY id DESC) = 1
), newest AS (
    SELECT o.*, l.last_shown, l.years FROM observation o JOIN latest l USING (tbl, measure) WHERE o.snapshot >= l.since
    QUALIFY row_number() OVER (PARTITION BY o.tbl, o.measure, o.gender, o.code, o.year ORDER BY o.snapshot DESC) = 1
)
"""


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


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A course to take in, who told it and when, the checksums of the answers, and the newest year that most places
    have. `is_anew` leaves what was before out of the course.
    """

    course: Course
    service: str
    fetched: datetime
    digests: Sequence[str] = ()
    last: int = 0
    is_anew: bool = False


class History:
    """The open database; see `open_history`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._base, self._folder = connection, folder

    def find_latest(self, table: str, measure: str) -> Snapshot | None:
        """The latest snapshot of a measure; None for one that has never been renewed."""
        told = {"tbl": table, "measure": measure}
        rows = self._base.execute(
            "SELECT * FROM snapshot WHERE tbl = $tbl AND measure = $measure ORDER BY id DESC LIMIT 1", told
        ).fetchall()
        return Snapshot(*rows[0]) if rows else None

    def list_latest(self) -> list[Snapshot]:
        """The latest snapshot of every measure that has been renewed."""
        query = "SELECT * FROM snapshot QUALIFY row_number() OVER (PARTITION BY tbl, measure ORDER BY id DESC) = 1"
        return [Snapshot(*row) for row in self._base.execute(f"{query} ORDER BY tbl, measure").fetchall()]

    def list_snapshots(self, table: str, measure: str) -> list[Snapshot]:
        """Every snapshot of a measure, the first first."""
        told = {"tbl": table, "measure": measure}
        query = "SELECT * FROM snapshot WHERE tbl = $tbl AND measure = $measure ORDER BY id"
        return [Snapshot(*row) for row in self._base.execute(query, told).fetchall()]

    def read(self, table: str, measure: str, at: datetime | None = None) -> pl.DataFrame:
        """A measure's course now, or as it was shown at a moment: tidy rows, each with its snapshot. Empty for one that
        was not renewed by then.
        """
        upto = self._find_shown(at)
        told = {"tbl": table, "measure": measure, "upto": upto}
        query = "SELECT since FROM snapshot WHERE tbl = $tbl AND measure = $measure AND id <= $upto ORDER BY id DESC"
        found = self._base.execute(f"{query} LIMIT 1", told).fetchone()
        rows = [] if found is None else self._base.execute(NEWEST, {**told, "since": found[0]}).fetchall()
        return pl.DataFrame(rows, schema={**SCHEMA, "snapshot": pl.Int32}, orient="row")

    def find_then(self, table: str, measure: str, at: datetime) -> Snapshot | None:
        """The snapshot of a measure that was shown at a moment; None for one that was not renewed by then."""
        told = {"tbl": table, "measure": measure, "upto": self._find_shown(at)}
        query = (
            "SELECT * FROM snapshot WHERE tbl = $tbl AND measure = $measure AND id <= $upto ORDER BY id DESC LIMIT 1"
        )
        rows = self._base.execute(query, told).fetchall()
        return Snapshot(*rows[0]) if rows else None

    def take(self, taken: Taken, built_in: tuple[Course, datetime] | None = None) -> Snapshot:
        """Take a fetched course in, whole or not at all: what differs from now, and a mark for each value of a year
        that the publisher tells of and no longer has. The built-in figures, with the day they were read, are taken in
        before it where the measure has no snapshot yet.
        """
        self._base.execute("BEGIN")
        try:
            if built_in is not None and self.find_latest(taken.course.table, taken.course.measure) is None:
                self._add(Taken(course=built_in[0], service=BUILT_IN, fetched=built_in[1]))
            made = self._add(taken)
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
        return self._find_last() > self._find_shown(None, is_noted=True)

    def write_shown(self, path: Path) -> None:
        """Write what is to be shown of every renewed measure as tidy rows, in the order of the built-in file."""
        query = (
            f'{SHOWN} SELECT tbl AS "table", measure, gender, code, year, value FROM newest '
            "WHERE flag = '' AND year <= last_shown ORDER BY tbl, measure, gender, code, year"
        )
        self._base.execute(
            f"COPY ({query}) TO '{_quote(path)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 50000)"
        )

    def list_secret(self) -> Iterator[tuple[str, str, str]]:
        """Table, measure and place of every value of the newest shown year that is not to be told."""
        query = f"{SHOWN} SELECT tbl, measure, code FROM newest WHERE flag = 'secret' AND gender = 'T'"
        yield from self._base.execute(f"{query} AND year = last_shown ORDER BY ALL").fetchall()

    def list_mixed(self) -> set[tuple[str, str]]:
        """Table and measure of every course that has built-in values of years which the publisher did not tell of."""
        query = f"{SHOWN} SELECT DISTINCT n.tbl, n.measure FROM newest n JOIN snapshot s ON n.snapshot = s.id"
        told, others = {"service": BUILT_IN}, "n.flag = '' AND NOT list_contains(n.years, n.year)"
        return set(self._base.execute(f"{query} WHERE s.service = $service AND {others}", told).fetchall())

    def _add(self, taken: Taken) -> Snapshot:
        course = taken.course
        latest, number = self.find_latest(course.table, course.measure), self._find_last() + 1
        is_first = taken.is_anew or latest is None
        rows, counts = _compare(self.read("", "") if is_first else self.read(course.table, course.measure), course.rows)
        since = number if is_first or latest is None else latest.since
        named = (number, taken.service, course.table, course.measure, course.title, since, _plain(taken.fetched))
        years = sorted(course.rows["year"].unique().to_list())
        made = Snapshot(*named, list(taken.digests), years, taken.last, *counts)
        part = self._folder / f"part-{number}.parquet"
        rows.write_parquet(part)
        try:
            self._base.execute(f"INSERT INTO snapshot VALUES ({', '.join('?' * len(made))})", list(made))
            self._base.execute(
                "INSERT INTO observation SELECT ?, ?, ?, gender, code, year, value, flag "
                f"FROM read_parquet('{_quote(part)}') ORDER BY gender, code, year",
                [number, course.table, course.measure],
            )
        finally:
            part.unlink(missing_ok=True)
        return made

    def _find_last(self) -> int:
        found = self._base.execute("SELECT coalesce(max(id), 0) FROM snapshot").fetchone()
        return 0 if found is None else int(found[0])

    def _find_shown(self, at: datetime | None, *, is_noted: bool = False) -> int:
        """The last snapshot that was shown at a moment; now, the last one of all or the last that is noted."""
        if at is None and not is_noted:
            return self._find_last()
        query, told = "SELECT coalesce(max(upto), 0) FROM shown", {}
        if at is not None:
            query, told = f"{query} WHERE made <= $at", {"at": _plain(at)}
        found = self._base.execute(query, told).fetchone()
        return 0 if found is None else int(found[0])


@contextmanager
def open_history(folder: Path) -> Iterator[History]:
    """The history in a folder, made where there is none. Raises BadInputError for one that cannot be opened."""
    path = folder / FILE
    for part in folder.glob("part-*.parquet"):
        part.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(path), config=SETTINGS) as connection:
            connection.execute(TABLES)
            yield History(connection, folder)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise BadInputError("fetch_running", folder=str(folder)) from None
        raise BadInputError("history_broken", file=str(path), reason=str(error).splitlines()[0][:200]) from None
    except duckdb.Error as error:
        raise BadInputError("history_broken", file=str(path), reason=str(error).splitlines()[0][:200]) from None


def _compare(before: pl.DataFrame, now: pl.DataFrame) -> tuple[pl.DataFrame, tuple[int, int, int]]:
    """The rows that differ from before, those that are gone with their mark; and how many were added, changed and gone.
    A year of which nothing is told now is left as it was.
    """
    there = before.filter(pl.col("flag") != GONE).drop("snapshot")
    both = now.join(there, on=KEYS, how="left", suffix="_before")
    is_new = pl.col("flag_before").is_null()
    is_same = pl.col("value").eq_missing(pl.col("value_before")) & (pl.col("flag") == pl.col("flag_before"))
    differs = both.filter(is_new | ~is_same.fill_null(value=False))
    gone = there.filter(pl.col("year").is_in(now["year"].unique().to_list())).join(now, on=KEYS, how="anti")
    marked = gone.with_columns(value=pl.lit(None, pl.Float64), flag=pl.lit(GONE))
    added = differs.filter(is_new).height
    rows = pl.concat([differs.select(list(SCHEMA)), marked.select(list(SCHEMA))])
    return rows, (added, differs.height - added, gone.height)


def _plain(moment: datetime) -> datetime:
    """A moment in UTC without its zone, as the database keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")
