"""The built-in figures: their size, one measure for all places beside rivals, and the memory of a command."""

import csv
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import polars as pl

from benchmarks.measuring import Result, time_median
from samspel.catalogue.loading import load_catalogue
from samspel.observations.readings import ParquetReader

MEASURES = ("N02201", "N00799", "N07418", "N15428", "N02797", "N00938", "N13700", "N11800", "N20805", "N45974")
MEBI = 1024 * 1024


def measure() -> tuple[Result, ...]:
    """Size in MB, milliseconds for a measure with all its years and places, and peak MiB of `samspel place`."""
    catalogue = load_catalogue()
    folder, table = catalogue.folder / "figures", catalogue.tables["kolada"]
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6

    def read_all() -> None:
        reader = ParquetReader(folder)
        for name in MEASURES:
            reader.read(table, name, "T")

    read_all()
    ours = time_median(read_all) / len(MEASURES)
    with tempfile.TemporaryDirectory() as made:
        csv_file, database = Path(made) / "kolada.csv", Path(made) / "kolada.db"
        rows = pl.read_parquet(folder / table.file)
        rows.write_csv(csv_file)
        _fill_database(csv_file, database)
        sqlite = time_median(lambda: _ask_database(database)) / len(MEASURES)
        pandas = _time_pandas(csv_file)
        csv_size, database_size = csv_file.stat().st_size / 1e6, database.stat().st_size / 1e6
    one = "one measure of Kolada, all places and years"
    return (
        Result("size of the built-in figures", size, 30.0, "SQLite, the same rows", database_size, "", "MB"),
        Result("size of the built-in figures", size, 30.0, "CSV, the same rows", csv_size, "", "MB"),
        Result(one, ours * 1000, 5.0, "plain SQLite, indexed", sqlite * 1000, "", "ms"),
        Result(one, ours * 1000, 5.0, "pandas on the CSV", pandas and pandas * 1000, "", "ms"),
        Result("samspel place Sandviken, peak memory", _peak_of_place(), 200.0, "none", None, "", "MiB"),
    )


def _fill_database(csv_file: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, csv_file.open(encoding="utf-8", newline="") as file:
        connection.execute("create table k (t text, measure text, gender text, code text, year integer, value real)")
        reader = csv.reader(file)
        next(reader)
        connection.executemany("insert into k values (?, ?, ?, ?, ?, ?)", reader)
        connection.execute("create index by_measure on k (measure, gender)")
        connection.commit()


def _ask_database(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for name in MEASURES:
            asked = "select code, year, value from k where measure = ? and gender = 'T'"
            connection.execute(asked, (name,)).fetchall()


def _time_pandas(csv_file: Path) -> float | None:
    """Seconds for one measure when the whole file has to be read first; None where pandas is not installed."""
    try:
        import pandas
    except ImportError:
        return None

    def read() -> None:
        rows = pandas.read_csv(csv_file, dtype={"code": str})
        rows[(rows["measure"] == MEASURES[0]) & (rows["gender"] == "T")]

    return time_median(read, 1)


def _peak_of_place() -> float:
    """Peak resident MiB of the command. A small process of its own starts it, since a child begins with the memory of
    the process that it parts from.
    """
    program = str(Path(sys.executable).parent / "samspel")
    asked = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked, program, "place", "Sandviken"], check=True, capture_output=True, text=True
    )
    return float(told.stdout) * 1024 / MEBI
