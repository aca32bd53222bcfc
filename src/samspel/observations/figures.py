"""Reads the built-in tables, each once, checked against the header that content/figures/tables.toml declares."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import FigureColumn, Indicator, Table
from samspel.catalogue.tables import TextTable, read_table
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.origin import Origin


class Figures:
    """The built-in tables of a catalogue; a table is read when somebody first asks for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._folder = catalogue.folder / "figures"
        self.frame = cache(self._read)
        self.years = cache(self._read_years)
        self.rows_of_places = cache(self._find_rows)

    def table(self, table: str) -> Table:
        """The declaration of a table."""
        return self._catalogue.tables[table]

    def find_fetched(self, indicator: Indicator) -> FigureColumn | None:
        """Where a measure that is not built in stands once it has been fetched: where it says, or by its number in the
        table of the publisher that gathers others' measures; None for any other indicator.
        """
        missing = indicator.missing
        if missing is None or missing.figure is not None:
            return None if missing is None else missing.figure
        gathered = next((table for table in self._catalogue.tables.values() if table.register is not None), None)
        if missing.kolada is None or gathered is None:
            return None
        return FigureColumn(table=gathered.id, column=missing.kolada, origin=str(missing.publisher))

    def origin(self, table: str, measure: str = "", maker: str = "") -> Origin:
        """The origin that every value of the table carries; of one measure, with who made it, where the table's
        publisher gathers other publishers' measures.
        """
        declared = self.table(table)
        if not maker:
            measure = ""
        return Origin(
            source=declared.source,
            table=declared.id,
            read=declared.read,
            copied=declared.copied,
            publisher=maker,
            measure=measure,
        )

    def numbers(self, table: str, columns: Sequence[str]) -> Floats:
        """Columns of a table as float64, shape (rows, columns); a blank cell is NaN."""
        return self.frame(table).numbers(columns)

    def texts(self, table: str, column: str) -> tuple[str, ...]:
        """A column of a table as text; a blank cell is an empty string."""
        return self.frame(table).texts(column)

    def _read_years(self, table: str) -> npt.NDArray[np.int32]:
        """The year of each row; 0 where the source does not state it, shape (rows,)."""
        declared = self.table(table)
        if declared.period_column is not None:
            years = self.numbers(table, [declared.period_column])[:, 0]
            for row in np.flatnonzero(np.isnan(years)):
                raise ContentError(declared.file, declared.period_column, "nothing", "a year", int(row) + 2)
            return years.astype(np.int32)
        return np.full(len(self.frame(table).rows), declared.year or 0, dtype=np.int32)

    def _find_rows(self, table: str) -> npt.NDArray[np.int64]:
        """For each row of the table, the row of its municipality, shape (rows,). Raises ContentError for an unknown
        code.
        """
        declared = self.table(table)
        rows = {place.code: place.index for place in self._catalogue.places.municipalities}
        codes = self.texts(table, declared.key)
        for line, code in enumerate(codes, 2):
            if code not in rows:
                raise ContentError(declared.file, declared.key, code, "a code of municipalities.csv", line)
        return np.array([rows[code] for code in codes], dtype=np.int64)

    def _read(self, table: str) -> TextTable:
        declared = self.table(table)
        return read_table(self._folder / declared.file, declared.columns)
