"""What pandas and a plain SQLite take for the newest values of a store, from one CSV."""

import csv
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.measuring import peak_memory_mib, time_median


@dataclass(frozen=True)
class Rival:
    """Seconds to load, peak MiB then, and milliseconds for one measure at all places; None where it is not here."""

    name: str
    seconds: float | None
    mib: float | None
    milliseconds: float | None


def write_csv(folder: Path, copies: int) -> Path:
    """The values as they are after the first load, as CSV."""
    from benchmarks.live import TABLE, name_copy, revise
    from samspel.catalogue.loading import load_catalogue

    catalogue, path = load_catalogue(), folder / "values.csv"
    rows = pl.read_parquet(catalogue.folder / "figures" / catalogue.tables[TABLE].file)
    with path.open("wb") as file:
        for copy in range(copies):
            names = pl.col("measure").replace({name: name_copy(name, copy) for name in rows["measure"].unique()})
            some = revise(rows, copy, 0).with_columns(measure=names)
            some.select("measure", "gender", "code", "year", "value").write_csv(file, include_header=not copy)
    return path


def ask_pandas(path: Path, names: Sequence[str]) -> Rival:
    """The whole file read; then a measure out of the frame."""
    try:
        import pandas
    except ImportError:
        return Rival("pandas on CSV", None, None, None)
    start = time.perf_counter()
    rows = pandas.read_csv(path, dtype={"code": str})
    seconds, mib = time.perf_counter() - start, peak_memory_mib()
    few = iter(names[:3])

    def ask() -> None:
        rows[(rows["measure"] == next(few)) & (rows["gender"] == "T")]

    return Rival("pandas on CSV", seconds, mib, time_median(ask, 3) * 1000.0)


def ask_sqlite(path: Path, names: Sequence[str]) -> Rival:
    """The file put into a table with an index; then measures out of it."""
    database = path.with_suffix(".db")
    start = time.perf_counter()
    with closing(sqlite3.connect(database)) as connection, path.open(encoding="utf-8", newline="") as file:
        connection.execute("create table k (measure text, gender text, code text, year integer, value real)")
        reader = csv.reader(file)
        next(reader)
        connection.executemany("insert into k values (?, ?, ?, ?, ?)", reader)
        connection.execute("create index by_measure on k (measure, gender)")
        connection.commit()
    seconds, mib = time.perf_counter() - start, peak_memory_mib()
    few = iter(names)

    def ask() -> None:
        with closing(sqlite3.connect(database)) as connection:
            asked = "select code, year, value from k where measure = ? and gender = 'T'"
            connection.execute(asked, (next(few),)).fetchall()

    return Rival("plain SQLite", seconds, mib, time_median(ask, len(names)) * 1000.0)
