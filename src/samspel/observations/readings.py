"""Reads the tidy tables, one measure at a time, from Parquet files sorted by measure.

Observations ask through `SeriesReader` and do not care whether a value stands in the package or was fetched since.
"""

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

Years = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Readings:
    """One measure as published: a row for each place and year that has a value, all arrays shape (rows,).

    `places` points into `codes`, the places that the measure has.
    """

    codes: tuple[str, ...]
    places: npt.NDArray[np.int32]
    years: Years
    values: Floats


class SeriesReader(Protocol):
    """Anything that can tell a measure of a tidy table."""

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        """The published values. Raises ContentError for a measure that the table does not have for that gender."""
        ...


class ParquetReader:
    """Reads the tidy tables of a folder of built-in figures.

    The library is imported by the first reading, so that a command without figures starts without it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read_kept = lru_cache(KEPT)(self._read)
        self._scan = cache(self._open)

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        """The published values. Raises ContentError for a measure that the table does not have for that gender, and for
        a file that is absent or no such Parquet file.
        """
        return self._read_kept(table.file, table.id, measure, gender)

    def _open(self, file: str) -> "pl.LazyFrame":
        """The file as something to ask, kept so that its index is read once."""
        import polars as pl

        return pl.scan_parquet(self._folder / file)

    def _read(self, file: str, table: str, measure: str, gender: Gender) -> Readings:
        import polars as pl

        wanted = (pl.col("measure") == measure) & (pl.col("table") == table) & (pl.col("gender") == gender)
        try:
            rows = self._scan(file).filter(wanted).select("code", "year", "value").collect()
        except FileNotFoundError:
            raise ContentError(file, "", "no such file", "a file of that name") from None
        except (pl.exceptions.PolarsError, OSError) as error:
            raise ContentError(file, "", str(error).splitlines()[0], ", ".join(SCHEMA) + " as Parquet") from None
        if rows.is_empty():
            raise ContentError(file, f"{table}.{measure}", f"nothing for {gender}", "a measure that the table has")
        numbers: dict[str, int] = {}
        places = [numbers.setdefault(code, len(numbers)) for code in rows["code"].to_list()]
        return Readings(
            tuple(numbers),
            np.array(places, dtype=np.int32),
            rows["year"].to_numpy().astype(np.int32),
            rows["value"].to_numpy().astype(np.float64),
        )
