"""A workbook to be read: sheets of words and numbers, each with what it is above its table, ready to be printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from samspel.rendering.data import PLAIN_STRINGS
from samspel.rendering.table import Cell, Column, Data, Scalar, Table, words
from samspel.terms.harmless import neutralise

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NARROWEST, WIDEST, WIDEST_WORDY = 9, 36, 60
"""Characters that a column is wide, and the most, also of one that holds sentences."""
LONGEST_WORD = 24
LONGEST_NAME = 31
"""Characters of a sheet's name, by the format."""
PAPER_A4 = 9
WIDE_LINE, LINE_POINTS, AIR_POINTS = 100, 15, 4
"""Characters across a sheet of sentences, how high a line is, and what a row of a table has beside its lines, so that
no border cuts it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: lines above a table, its heads and rows. `formats` say how the numbers of a column are shown, and
    `notes` what stands beside a cell, by row and column.
    """

    name: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Scalar, ...], ...] = ()
    formats: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    above: tuple[str, ...] = ()
    notes: tuple[tuple[int, int, str], ...] = ()


def read_sheet(table: Table, name: str, above: Sequence[str] = ()) -> Sheet:
    """What is read of a table, as a sheet: numbers where its columns say how many decimals they have, or where the
    words are no more than a whole number; else the words, also those of a blank.
    """
    read = words(table)
    return Sheet(
        name=name,
        heads=read.heads,
        rows=tuple(
            tuple(_read_cell(column, cell) for column, cell in zip(read.columns, row, strict=True)) for row in read.rows
        ),
        formats=tuple(_find_format(column) for column in read.columns),
        widths=tuple(_find_width(number, column, read.rows) for number, column in enumerate(read.columns)),
        above=tuple(above),
        notes=tuple(
            (row, column, cell.note)
            for row, cells in enumerate(read.rows)
            for column, cell in enumerate(cells)
            if cell.note
        ),
    )


def keep_sheet(found: Data, name: str) -> Sheet:
    """All that stands in files of a table, by its keys."""
    return Sheet(name=name, heads=found.columns, rows=found.rows, widths=tuple(map(_find_key_width, found.columns)))


def write_lines(lines: Sequence[str], name: str) -> Sheet:
    """A sheet of sentences."""
    return Sheet(name=name, above=tuple(line for line in lines if line))


def render_workbook(sheets: Sequence[Sheet], title: str, day: date) -> bytes:
    """The workbook's bytes."""
    from xlsxwriter import Workbook  # here, since it takes longer to import than most commands take to run

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "nan_inf_to_errors": True, **PLAIN_STRINGS}) as book:
        book.set_properties({"title": title, "created": datetime.combine(day, time(), UTC)})
        bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:LONGEST_NAME])
            page.set_landscape()
            page.set_paper(PAPER_A4)
            page.fit_to_pages(1, 0)
            _write_lines(page, sheet, bold, plain)
            if sheet.heads:
                heads, formats = ([book.add_format(one) for one in looks] for looks in _list_looks(sheet))
                _write_table(page, sheet, heads, formats)
    return out.getvalue()


def _list_looks(sheet: Sheet) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """How the head and the cells of each column are set: numbers to the right, and words a little in, so that a number
    does not run into those beside it.
    """
    cells: list[dict[str, Any]] = [
        {"align": "right", "num_format": one} if one else {"align": "left", "indent": min(1, number)}
        for number, one in enumerate(sheet.formats or ("",) * len(sheet.heads))
    ]
    head = {"text_wrap": True, "bold": True, "valign": "bottom", "bottom": 1}
    return [{**one, **head} for one in cells], [{**one, "text_wrap": True, "valign": "vcenter"} for one in cells]


def _write_lines(page: "Worksheet", sheet: Sheet, bold: "Format", plain: "Format") -> None:
    """The lines above the table, each across its columns and as high as it needs to be."""
    last, wide = max(0, len(sheet.heads) - 1), sum(sheet.widths) or WIDE_LINE
    if not sheet.heads:
        page.set_column(0, 0, WIDE_LINE)
    for row, line in enumerate(sheet.above):
        how = plain if row else bold
        if last:
            page.merge_range(row, 0, row, last, "", how)
        page.write_string(row, 0, neutralise(line), how)
        page.set_row(row, LINE_POINTS * ceil(len(line) / wide))


def _write_table(page: "Worksheet", sheet: Sheet, heads: "Sequence[Format]", formats: "Sequence[Format]") -> None:
    top = len(sheet.above) + 1 if sheet.above else 0
    widths = sheet.widths or (WIDEST,) * len(sheet.heads)
    for column, said in enumerate(sheet.heads):
        page.write_string(top, column, neutralise(said), heads[column])
        page.set_column(column, column, widths[column])
    page.set_row(top, LINE_POINTS * _count_lines(sheet.heads, widths) + AIR_POINTS)
    for row, cells in enumerate(sheet.rows, start=top + 1):
        page.set_row(row, LINE_POINTS * _count_lines(cells, widths) + AIR_POINTS)
        for column, value in enumerate(cells):
            _write_cell(page, row, column, value, formats[column])
    for row, column, note in sheet.notes:
        page.write_comment(top + 1 + row, column, neutralise(note))
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, top + max(1, len(sheet.rows)), len(sheet.heads) - 1)
    page.repeat_rows(top)


def _count_lines(cells: Sequence[Scalar], widths: Sequence[int]) -> int:
    """Over how many lines the longest text of a row goes: words are not cut."""
    told = zip(cells, widths, strict=True)
    return max(len(wrap(str(cell or ""), max(1, wide - 1), break_long_words=False)) or 1 for cell, wide in told)


def _write_cell(page: "Worksheet", row: int, column: int, value: Scalar, how: "Format") -> None:
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, how)
    elif value is not None:
        page.write_string(row, column, neutralise(value), how)


def _read_cell(column: Column, cell: Cell) -> Scalar:
    if cell.value is None:
        return cell.words or None
    is_whole = isinstance(cell.value, int) and cell.words == str(cell.value)
    return cell.value if column.decimals is not None or is_whole else cell.words


def _find_format(column: Column) -> str:
    if column.decimals is None:
        return ""
    return f"#,##0.{'0' * column.decimals}" if column.decimals else "#,##0"


def _find_width(number: int, column: Column, rows: Sequence[Sequence[Cell]]) -> int:
    """As wide as the longest that stands in it, within bounds, and never narrower than a word of its head."""
    longest = max((len(row[number].words) for row in rows), default=0)
    word = min(LONGEST_WORD, max(map(len, column.head.split()), default=0))
    most = WIDEST_WORDY if column.is_wordy else WIDEST
    return max(NARROWEST, word, min(most, longest)) + 3


def _find_key_width(key: str) -> int:
    return max(NARROWEST, min(WIDEST, len(key))) + 2
