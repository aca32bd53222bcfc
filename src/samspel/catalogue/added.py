"""Loads what lists of own figures there are: their columns, and what is said of each."""

from pathlib import Path
from typing import Literal

import msgspec

from samspel.catalogue.reading import find_line, read_list
from samspel.catalogue.records.base import Record
from samspel.terms.errors import ContentError

FILE = "added.toml"
CellKind = Literal["place", "measure", "year", "count", "number", "degrees", "clock", "days", "words", "source"]
GIVING: tuple[CellKind, ...] = ("measure", "year", "number")
"""The columns that together give a figure."""


class ListText(Record, frozen=True, kw_only=True):
    """What a list is called, and what is done with it."""

    name: str
    about: str


class ColumnText(Record, frozen=True, kw_only=True):
    """A column's heading, what is written there, and an example."""

    name: str
    note: str
    example: str


class AddedColumn(Record, frozen=True, kw_only=True):
    """A column of a list; `also` are other headings in use."""

    id: str
    kind: CellKind
    is_needed: bool = False
    also: tuple[str, ...] = ()
    sv: ColumnText
    en: ColumnText


class AddedList(Record, frozen=True, kw_only=True):
    """A kind of list."""

    id: str
    columns: tuple[AddedColumn, ...] = msgspec.field(name="column")
    sv: ListText
    en: ListText

    @property
    def gives_figures(self) -> bool:
        """Whether each row is a figure of a measure."""
        return set(GIVING) <= {one.kind for one in self.columns}

    def find(self, kind: CellKind) -> str:
        """The id of the column of a kind; empty where the list has none."""
        return next((one.id for one in self.columns if one.kind == kind), "")


def load_added(folder: Path) -> tuple[AddedList, ...]:
    """Every kind of list. Raises ContentError for a column that is declared twice, two of a kind of which one is meant,
    and for two lists that need the same columns, which no reader could tell apart.
    """
    path = folder / FILE
    found = read_list(path, "list", AddedList)
    needs: dict[frozenset[str], str] = {}
    for one in found:
        names = [column.id for column in one.columns]
        single = [column.kind for column in one.columns if column.kind in ("place", "source", *GIVING)]
        _check(path, one.id, names, len(set(names)) == len(names), "each column once")
        _check(path, one.id, single, len(set(single)) == len(single), "one column of each such kind")
        needed = frozenset(column.id for column in one.columns if column.is_needed)
        _check(path, one.id, needed, bool(needed) and needed not in needs, "needed columns that no other list has")
        needs[needed] = one.id
    return found


def _check(path: Path, key: str, found: object, is_right: bool, expected: str) -> None:
    if not is_right:
        raise ContentError(path.name, key, str(found), expected, find_line(path, f'"{key}"'))
