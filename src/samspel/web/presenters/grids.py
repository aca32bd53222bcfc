"""Tables of words: what a template needs to set any table, and nothing of what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell after the row's head."""

    label: str
    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its head and its cells."""

    head: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption; `heads` are pairs of a column's head and whether it holds numbers, and `note` says how to
    read it.
    """

    caption: str
    heads: tuple[tuple[str, bool], ...]
    rows: tuple[GridRow, ...]
    note: str = ""


def lay_out(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: int, note: str = "") -> Grid:
    """A table whose last `numeric` columns hold numbers; the first column heads the rows."""
    first = len(heads) - numeric
    told = tuple((head, number >= first) for number, head in enumerate(heads))
    return Grid(caption, told, tuple(_lay_out_row(told, row) for row in rows), note)


def _lay_out_row(heads: Sequence[tuple[str, bool]], row: Sequence[str]) -> GridRow:
    cells = (GridCell(label, text, is_number) for (label, is_number), text in zip(heads[1:], row[1:], strict=True))
    return GridRow(row[0], tuple(cells))
