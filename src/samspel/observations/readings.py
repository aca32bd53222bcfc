"""Reads the tidy tables, one measure at a time, from Parquet files sorted by measure.

Observations ask through `SeriesReader` and do not care whether a value stands in the package or was fetched since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from samspel.catalogue.records.figures import Gender, Table
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError

if TYPE_CHECKING:
    import polars as pl

SCHEMA = ("table", "measure", "gender", "code", "year", "value")
KEPT = 256
"""So many measures are kept as they were read, for the next question about the same measure."""
TOGETHER = 8
"""So many are read at the same time: more take memory and no less time."""

Years = npt.NDArray[np.int32]
Wanted = tuple[Table, str, Gender]
"""A reading: table, measure, gender."""
Key = tuple[str, str, str, str]
"""A reading by the names of its file and table, its measure and gender."""


@dataclass(frozen=True)
class Readings:
    """One measure as published: a row for each place and year that has a value, all arrays shape (rows,).

    `places` points into `codes`, the places that the measure has.
    """

    codes: tuple[str, ...]
    places: npt.NDArray[np.int32]
    years: Years
    values: Floats


@dataclass(frozen=True)
class Renewal:
    """That a measure was fetched since it was built in: the day (ISO), whether built-in values are a part of its course
    still, and the codes of the places whose newest value is secret.
    """

    day: str
    is_mixed: bool
    secret: frozenset[str]


class SeriesReader(Protocol):
    """Anything that can tell a measure of a tidy table."""

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        """The published values. Raises ContentError for a measure that the table does not have for that gender."""
        ...

    def read_ahead(self, wanted: Iterable[Wanted]) -> None:
        """Make ready for several readings, where that is faster than one after the other."""
        ...

    def find_renewal(self, table: str, measure: str) -> Renewal | None:
        """When the measure was fetched; None where it is as it was built in."""
        ...


class ParquetReader:
    """Reads the tidy tables of a folder of built-in figures.

    The library is imported by the first reading, so that a command without figures starts without it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read_kept = lru_cache(KEPT)(self._read)
        self._scan = cache(self._open)
        self._ahead: dict[Key, Readings] = {}

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        """The published values. Raises ContentError for a measure that the table does not have for that gender, and for
        a file that is absent or no such Parquet file.
        """
        return self._read_kept(table.file, table.id, measure, gender)

    def read_ahead(self, wanted: Iterable[Wanted]) -> None:
        """Read what several readings ask for, a few of them at the same time, but not what lies ready already; a
        measure that is not there, and a file that cannot be read, are left for `read` to tell of, and tables of another
        form for whoever reads those.
        """
        tidy = (one for one in wanted if one[0].form == "tidy")
        named = {(table.file, table.id, measure, gender) for table, measure, gender in tidy}
        keys = sorted(key for key in named if key not in self._ahead)
        for first in range(0, len(keys), TOGETHER):
            some = keys[first : first + TOGETHER]
            try:
                found = self._collect(some)
            except ContentError:
                continue
            self._ahead |= {key: lay_out(rows) for key, rows in zip(some, found, strict=True) if not rows.is_empty()}

    def find_renewal(self, table: str, measure: str) -> Renewal | None:  # noqa: ARG002 - as asked for
        """Nothing here has been fetched."""
        return None

    def _open(self, file: str) -> "pl.LazyFrame":
        """The file as something to ask, kept so that its index is read once."""
        import polars as pl

        return pl.scan_parquet(self._folder / file)

    def _read(self, *key: *Key) -> Readings:
        ahead = self._ahead.pop(key, None)
        if ahead is not None:
            return ahead
        (rows,) = self._collect([key])
        if rows.is_empty():
            file, table, measure, gender = key
            raise ContentError(file, f"{table}.{measure}", f"nothing for {gender}", "a measure that the table has")
        return lay_out(rows)

    def _collect(self, keys: Sequence[Key]) -> "list[pl.DataFrame]":
        import polars as pl

        file = keys[0][0]
        try:
            return pl.collect_all([self._choose(*key) for key in keys])
        except FileNotFoundError:
            raise ContentError(file, "", "no such file", "a file of that name") from None
        except (pl.exceptions.PolarsError, OSError) as error:
            raise ContentError(file, "", str(error).splitlines()[0], ", ".join(SCHEMA) + " as Parquet") from None

    def _choose(self, file: str, table: str, measure: str, gender: str) -> "pl.LazyFrame":
        import polars as pl

        wanted = (pl.col("measure") == measure) & (pl.col("table") == table) & (pl.col("gender") == gender)
        return self._scan(file).filter(wanted).select("code", "year", "value")


def lay_out(rows: "pl.DataFrame") -> Readings:
    """Readings of rows with code, year and value, those of a place together."""
    run = rows["code"].rle_id().to_numpy()  # rows of a place stand together, so there are few runs
    numbers: dict[str, int] = {}
    firsts = rows["code"].gather(np.flatnonzero(np.diff(run, prepend=-1.0)).tolist())  # of an array numpy.ma is loaded
    places = [numbers.setdefault(code, len(numbers)) for code in firsts]
    return Readings(
        tuple(numbers),
        np.array(places, dtype=np.int32)[run],
        rows["year"].to_numpy().astype(np.int32),
        rows["value"].to_numpy().astype(np.float64),
    )
