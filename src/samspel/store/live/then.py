"""Reads figures as they were shown on a day, out of the history."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import polars as pl

from samspel.catalogue.records.figures import Gender, Table
from samspel.observations.readings import ParquetReader, Readings, Renewal, Wanted, lay_out
from samspel.store.live import FOLDER
from samspel.store.live.history import BUILT_IN, FILE, Snapshot, open_history
from samspel.terms.errors import ContentError

KEPT = 64
"""So many measures are kept as they were read."""


class ThenReader:
    """A reader of tables at a moment: what had been renewed by then, and the built-in figures for the rest."""

    def __init__(self, figures: Path, home: Path, at: datetime) -> None:
        self._built_in, self._folder, self._at = ParquetReader(figures), home / FOLDER, at
        self._open = lru_cache(KEPT)(self._read)

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        """The values as they were shown. Raises ContentError for a measure that there was none of."""
        snapshot, rows = self._open(table.id, measure)
        if snapshot is None:
            return self._built_in.read(table, measure, gender)
        is_told = (pl.col("gender") == gender) & (pl.col("flag") == "") & (pl.col("year") <= snapshot.last_shown)
        told = rows.filter(is_told)
        if told.is_empty():
            found = f"nothing for {gender}"
            raise ContentError(table.file, f"{table.id}.{measure}", found, "a measure that the table has")
        return lay_out(told)

    def read_ahead(self, wanted: Iterable[Wanted]) -> None:
        """Nothing is faster here."""

    def find_renewal(self, table: str, measure: str) -> Renewal | None:
        """When the measure had been fetched; None where it was as it was built in."""
        snapshot, rows = self._open(table, measure)
        if snapshot is None:
            return None
        others = rows.filter((pl.col("flag") == "") & ~pl.col("year").is_in(list(snapshot.years)))
        secret = rows.filter((pl.col("flag") == "secret") & (pl.col("year") == snapshot.last_shown))
        day = snapshot.fetched.date().isoformat()
        return Renewal(day, not others.is_empty(), frozenset(secret["code"].to_list()))

    def _read(self, table: str, measure: str) -> tuple[Snapshot | None, pl.DataFrame]:
        """The snapshot and the rows of a measure at the moment; none for one that was as it was built in."""
        if not (self._folder / FILE).is_file():
            return None, pl.DataFrame()
        with open_history(self._folder) as history:
            snapshot = history.find_then(table, measure, self._at)
            if snapshot is None or snapshot.service == BUILT_IN:
                return None, pl.DataFrame()
            return snapshot, history.read(table, measure, self._at)
