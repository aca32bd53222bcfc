"""Reads renewed measures from the file of what is shown, and the rest from the built-in figures."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from samspel.catalogue.records.figures import Gender, Table
from samspel.observations.readings import ParquetReader, Readings, Renewal, Wanted
from samspel.store.live import FOLDER
from samspel.store.live.shown import Shown, ShownMeasure, read_shown, stamp_shown


class RenewedReader:
    """A reader of tidy tables; `renew` takes in what is shown now."""

    def __init__(self, figures: Path, home: Path) -> None:
        self._built_in, self._home = ParquetReader(figures), home
        self._stamp: object = None
        self._take(None)
        self.renew()

    def renew(self) -> bool:
        """Take in what is shown now; whether it was something else before."""
        stamp = stamp_shown(self._home)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        self._take(read_shown(self._home))
        return True

    def read(self, table: Table, measure: str, gender: Gender) -> Readings:
        """The published values. Raises ContentError for a measure that the table does not have for that gender."""
        if (table.id, measure) in self._measures:
            return self._shown.read(self._as_shown(table), measure, gender)
        return self._built_in.read(table, measure, gender)

    def read_ahead(self, wanted: Iterable[Wanted]) -> None:
        """Make ready for several readings, where that is faster than one after the other."""
        named = list(wanted)
        self._built_in.read_ahead(one for one in named if (one[0].id, one[1]) not in self._measures)
        self._shown.read_ahead(
            (self._as_shown(table), measure, gender)
            for table, measure, gender in named
            if (table.id, measure) in self._measures
        )

    def find_renewal(self, table: str, measure: str) -> Renewal | None:
        """When the measure was fetched; None where it is as it was built in."""
        found = self._measures.get((table, measure))
        return None if found is None else Renewal(found.day, found.is_mixed, frozenset(found.secret))

    def _take(self, shown: Shown | None) -> None:
        self._file = "" if shown is None else shown.file
        self._shown = ParquetReader(self._home / FOLDER)
        self._measures: dict[tuple[str, str], ShownMeasure] = (
            {} if shown is None else {(one.table, one.measure): one for one in shown.measures}
        )

    def _as_shown(self, table: Table) -> Table:
        return msgspec.structs.replace(table, file=self._file)


class BeforeReader(RenewedReader):
    """A reader of what was shown before, which stays as it is."""

    def __init__(self, figures: Path, home: Path, shown: Shown) -> None:
        super().__init__(figures, home)
        self._take(shown)

    def renew(self) -> bool:
        """Nothing else is shown."""
        return False
