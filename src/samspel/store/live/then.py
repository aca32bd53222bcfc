"""Reads figures as they were shown on a day, out of the history."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import polars as pl

from samspel.catalogue.fetching import Wanted as Measure
from samspel.catalogue.records.figures import Gender, Table
from samspel.observations.readings import ParquetReader, Readings, Renewal, Wanted, lay_out
from samspel.store.live import FOLDER
from samspel.store.live.history import BUILT_IN, FILE, Snapshot, describe_courses, open_history
from samspel.terms.errors import ContentError


class ThenReader:
    """A reader of tables at a moment: what had been renewed by then, and the built-in figures for the rest.

    The history lets one program in at a time and takes long to open, so what is read ahead is read in one go, and all
    that is read is kept.
    """

    def __init__(self, figures: Path, home: Path, at: datetime) -> None:
        self._built_in, self._folder, self._at = ParquetReader(figures), home / FOLDER, at
        self._then: Mapping[Measure, Snapshot] | None = None
        self._readings: dict[tuple[Measure, Gender], Readings | None] = {}
        self._renewals: dict[Measure, Renewal] = {}

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        """The values as they were shown. Raises ContentError for a measure that there was none of."""
        key = Measure(table.id, measure), gender
        self._fill([key])
        if key not in self._readings:
            return self._built_in.read(table, measure, gender)
        readings = self._readings[key]
        if readings is None:
            found = f"nothing for {gender}"
            raise ContentError(table.file, f"{table.id}.{measure}", found, "a measure that the table has")
        return readings

    def read_ahead(self, wanted: Iterable[Wanted]) -> None:
        """Read at once what several readings ask for."""
        named = list(wanted)
        self._fill([(Measure(table.id, measure), gender) for table, measure, gender in named])
        self._built_in.read_ahead(one for one in named if (one[0].id, one[1]) not in self._renewals)

    def find_renewal(self, table: str, measure: str) -> Renewal | None:
        """When the measure had been fetched; None where it was as it was built in."""
        key = Measure(table, measure)
        if key not in self._renewals:
            self._fill([(key, "T")])
        return self._renewals.get(key)

    def _fill(self, wanted: Iterable[tuple[Measure, Gender]]) -> None:
        """Read what had been renewed and has not been read yet."""
        left = dict.fromkeys(one for one in wanted if one not in self._readings)
        if self._then is None and not (self._folder / FILE).is_file():
            self._then = {}
        if not left or (self._then is not None and not any(measure in self._then for measure, _ in left)):
            return
        with open_history(self._folder) as history:
            if self._then is None:
                latest = history.list_latest(self._at)
                self._then = {Measure(one.table, one.measure): one for one in latest if one.service != BUILT_IN}
            named = list(dict.fromkeys(measure for measure, _ in left if measure in self._then))
            rows = history.read_courses(named, self._at)
        courses = rows.partition_by("number", as_dict=True)
        snapshots = [self._then[measure] for measure in named]
        for number, told in enumerate(describe_courses(snapshots, rows)):
            measure, then, some = named[number], snapshots[number], courses.get((number,), rows.clear())
            day = then.fetched.date().isoformat()
            self._renewals[measure] = Renewal(day, told.is_mixed, frozenset(told.secret))
            shown = some.filter((pl.col("flag") == "") & (pl.col("year") <= then.last_shown))
            for gender in (gender for one, gender in left if one == measure):
                chosen = shown.filter(pl.col("gender") == gender)
                self._readings[measure, gender] = None if chosen.is_empty() else lay_out(chosen)
