"""A workbook to be read: numbers are numbers, words are words, and what others wrote does nothing."""

from datetime import date
from io import BytesIO

from python_calamine import CalamineWorkbook

from samspel.rendering.table import Cell, Column, Field, tabulate, text
from samspel.rendering.workbook import read_sheet, render_workbook, write_lines

DAY = date(2026, 12, 1)


def test_a_table_stands_below_its_lines_with_numbers_words_and_blanks() -> None:
    rows = (("Gävle", 7.34, "large"), ("=1+1", None, "unknown"))
    fields = (
        Field[tuple[str, float | None, str]](Column(key="place", head="Plats"), lambda row: text(row[0])),
        Field[tuple[str, float | None, str]](
            Column(key="share", head="Andel", decimals=1), lambda row: Cell(value=row[1], words="7,3 %", note="2022")
        ),
        Field[tuple[str, float | None, str]](
            Column(key="verdict", head="Läge", is_coded=True), lambda row: Cell(value=row[2], words="Stort behov")
        ),
        Field[tuple[str, float | None, str]](Column(key="year", head="År"), lambda _: Cell(value=2024, words="2024")),
        Field[tuple[str, float | None, str]](Column(key="code", shown="data"), lambda row: text(row[2])),
    )
    table = tabulate("t", "Tabell", fields, rows)
    sheets = (read_sheet(table, "Tabellen", ("Rubrik", "Gjord")), write_lines(("En mening.", ""), "Om"))
    book = CalamineWorkbook.from_filelike(BytesIO(render_workbook(sheets, "Rubrik", DAY)))
    assert book.sheet_names == ["Tabellen", "Om"]
    read = [row for row in book.get_sheet_by_name("Tabellen").to_python() if any(row)]
    assert [row[0] for row in read] == ["Rubrik", "Gjord", "Plats", "Gävle", "=1+1"]
    assert read[2] == ["Plats", "Andel", "Läge", "År"]
    assert read[3] == ["Gävle", 7.34, "Stort behov", 2024]
    assert read[4][1] == "7,3 %", "of a blank what stands in its place"
    assert book.get_sheet_by_name("Om").to_python() == [["En mening."]]
