"""A list in a workbook is read as the list that it would be as CSV."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time, timedelta
from time import process_time

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from samspel.sources.spreadsheet import decode, split_cells
from samspel.sources.workbook import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, read_workbook
from samspel.terms.errors import BadInputError

NAME = "lista.xlsx"
MOST_SECONDS = 30.0
"""Of a processor, for three megabytes: many times what it takes."""


def make(*fill: Callable[[xlsxwriter.Workbook, Worksheet], object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for one in fill:
        one(book, book.add_worksheet())
    book.close()
    return out.getvalue()


def rows(*cells: list[object]) -> Callable[[xlsxwriter.Workbook, Worksheet], object]:
    return lambda _, sheet: [sheet.write_row(at, 0, row) for at, row in enumerate(cells)]


def read(data: bytes) -> list[tuple[int, list[str]]]:
    raw = split_cells(decode(data, NAME), NAME)
    return [raw.header, *raw.rows]


def nothing(_book: xlsxwriter.Workbook, _sheet: Worksheet) -> None:
    """An empty sheet."""


def test_cells_are_what_somebody_would_type_and_lines_those_of_the_sheet() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        day, clock, share = (book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", "hh:mm", "0.0%"))
        sheet.write_row(1, 0, ["plats", "a, b; c", "dag", "börjar", "andel", "varar"])
        sheet.write_row(3, 0, ["Sandviken", 1200])
        sheet.write_datetime(3, 2, datetime(2026, 1, 2), day)
        sheet.write_datetime(3, 3, time(6, 30), clock)
        sheet.write_number(3, 4, 0.455, share)
        sheet.write_datetime(3, 5, timedelta(hours=30), book.add_format({"num_format": "[hh]:mm"}))
        sheet.write_row(4, 0, ["rad\nett", 1.25, True])
        sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")

    assert read(make(nothing, fill)) == [
        (2, ["plats", "a, b; c", "dag", "börjar", "andel", "varar"]),
        (4, ["Sandviken", "1200", "2026-01-02", "06:30", "45.5 %", "30:00"]),
        (5, ["rad ett", "1.25", "yes", "#DIV/0!"]),
    ]


def test_a_number_that_could_be_thousands_is_not() -> None:
    assert read(make(rows(["a"], [1.234]))) == [(1, ["a"]), (2, ["1.2340"])]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (make(rows(["a"]), rows(["b"])), "list_workbook_sheets"),
        (make(lambda _, sheet: sheet.write(MOST_ROWS, 0, "x")), "list_workbook_wide"),
        (make(lambda _, sheet: sheet.write(0, MOST_COLUMNS, "x")), "list_workbook_wide"),
        (make(rows(["a"]))[:-200], "list_workbook_broken"),
        (b"PK\x03\x04xl/workbook.xml", "list_workbook_broken"),
        (make(nothing), "list_empty"),
    ],
)
def test_what_cannot_be_used_is_told(data: bytes, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read(data)
    assert caught.value.code == code


def test_a_sheet_that_is_hidden_does_not_count() -> None:
    def hide(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "hjälp")
        sheet.hide()

    assert read(make(rows(["a"], ["b"]), hide)) == [(1, ["a"]), (2, ["b"])]


def test_what_grows_without_bound_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (MOST_UNPACKED + 1))
    with pytest.raises(BadInputError) as caught:
        read_workbook(out.getvalue(), NAME)
    assert caught.value.code == "list_workbook_large"


@pytest.mark.parametrize(
    "cells",
    [b'<c r="A1" t="e"', b'<c r="A1" t="e"><f>', b"<c ", b'<c r="A1" s="1" ', b'<c r="A1" t="e"><f>' + b"x" * 9_000],
    ids=["unclosed", "formulas", "bare", "styled", "long"],
)
def test_a_sheet_that_never_closes_what_it_opens_takes_no_longer_than_another(cells: bytes) -> None:
    """With patterns that look on to the end of the sheet from each cell this would take hours."""
    whole = make(lambda book, sheet: sheet.write(0, 0, 0.5, book.add_format({"num_format": "0%"})))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as hostile:
        for name in packed.namelist():
            content = packed.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</worksheet>", b"</worksheet>" + cells * (3_000_000 // len(cells)))
            hostile.writestr(name, content)
    began = process_time()
    with suppress(BadInputError):
        read(out.getvalue())
    assert process_time() - began < MOST_SECONDS


def test_a_zip_that_lies_of_a_files_length_is_broken() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 1_000_000)
    data = out.getvalue().replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(BadInputError) as caught:
        read_workbook(data, NAME)
    assert caught.value.code == "list_workbook_broken"


def test_a_sheet_is_found_by_what_the_workbook_says_of_it() -> None:
    """Programs that move sheets leave their files where they were: without the way from name to file no per cent."""
    book = make(nothing, lambda book, sheet: sheet.write(0, 0, 0.5, book.add_format({"num_format": "0%"})))
    assert read(book) == [(1, ["50.0 %"])]
