"""Reads CSV files strictly: UTF-8, the header exactly as declared, every row as long as the header.

The standard library's reader, since a data-frame library takes longer to import than these tables take to read.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_NUMBERS = re.compile(rf"(?>(?:{_NUMBER.pattern})?\n)*")
"""A whole column at once, a line a cell; each line is matched once and never tried again."""


@dataclass(frozen=True)
class TextTable:
    """A CSV file as columns of text; an empty cell is an empty string. Row 0 stands on line 2 of the file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def _columns(self) -> dict[str, tuple[str, ...]]:
        turned = list(zip(*self.rows, strict=True)) if self.rows else [()] * len(self.columns)
        return dict(zip(self.columns, turned, strict=True))

    def texts(self, column: str) -> tuple[str, ...]:
        """A column as text."""
        return self._columns[column]

    def numbers(self, columns: Sequence[str]) -> Floats:
        """Columns as float64, shape (rows, columns), NaN where the cell is empty.

        Raises ContentError for anything else than a number.
        """
        return np.column_stack([self._numbers(column) for column in columns])

    def _numbers(self, column: str) -> Floats:
        if column not in self._parsed:
            self._parsed[column] = self._to_numbers(column)
        return self._parsed[column]

    @cached_property
    def _parsed(self) -> dict[str, Floats]:
        return {}

    def _to_numbers(self, column: str) -> Floats:
        cells = self._columns[column]
        if not _are_numbers(cells):
            row = next(row for row, cell in enumerate(cells) if cell and not _NUMBER.fullmatch(cell))
            raise ContentError(self.file, column, cells[row], "a number or nothing", row + 2)
        filled = [cell or "nan" for cell in cells] if "" in cells else cells
        return np.fromiter(map(float, filled), np.float64, len(cells))


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether each cell is a number or empty; of most columns the digits alone tell it."""
    together = "".join(cells)
    if together.isascii() and together.isdigit():
        return True
    lines = "\n".join([*cells, ""])
    return lines.count("\n") == len(cells) and _NUMBERS.fullmatch(lines) is not None


def read_table(path: Path, columns: Sequence[str]) -> TextTable:
    """Read the file. Raises ContentError when it is absent, empty, not UTF-8, has another header or a row of another
    length.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(map(tuple, csv.reader(file, strict=True)))
    except FileNotFoundError:
        raise ContentError(path.name, "", "no such file", "a file of that name") from None
    except UnicodeDecodeError as error:
        raise ContentError(path.name, "", f"a byte that is not UTF-8 at position {error.start}", "UTF-8") from None
    except csv.Error as error:
        raise ContentError(path.name, "", str(error), "a CSV file") from None
    if not rows:
        raise ContentError(path.name, "", "an empty file", "a header and rows")
    header, *body = rows
    if header != tuple(columns):
        raise ContentError(path.name, "", ",".join(header), ",".join(columns), 1)
    for line, row in enumerate(body, 2):
        if len(row) != len(header):
            raise ContentError(path.name, "", f"{len(row)} cells", f"{len(header)} cells", line)
    return TextTable(path.name, header, tuple(body))
