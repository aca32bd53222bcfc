"""Tables as files."""

import csv
import io
from collections.abc import Callable
from zipfile import ZipFile

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from samspel.rendering.data import render_table
from samspel.rendering.table import Data

READ: dict[str, Callable[[io.BytesIO], list[tuple[object, ...]]]] = {
    "csv": lambda file: pl.read_csv(file).rows(),
    "parquet": lambda file: pl.read_parquet(file).rows(),
    "xlsx": lambda file: [
        tuple(row) for row in CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()[1:]
    ],
}


@pytest.mark.parametrize("kind", ["xlsx", "parquet", "csv"])
@pytest.mark.parametrize("now", [0.0, 4_400_000_000.0])
def test_a_clock_before_1980_or_after_2107_makes_a_table_all_the_same(
    monkeypatch: pytest.MonkeyPatch, kind: str, now: float
) -> None:
    """The zip format, which XLSX is, knows no such days."""
    monkeypatch.setattr("time.time", lambda: now)
    made = render_table(Data("t", ("plats", "antal"), (("Åmål", 1), ("Habo", 2))), kind)
    assert READ[kind](io.BytesIO(made)) == [("Åmål", 1), ("Habo", 2)]


HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\uff1d1+1",
    "https://example.com/x",
    "\\\\server\\share\\a",
    "file://x/y",
    "mailto:a@example.com",
)


def test_what_others_wrote_becomes_no_link_and_no_formula_in_a_workbook() -> None:
    made = render_table(Data("t", ("skäl",), tuple((text,) for text in HOSTILE)), "xlsx")
    with ZipFile(io.BytesIO(made)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        relations = [book.read(name) for name in book.namelist() if name.endswith(".rels")]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert not any(b"hyperlink" in relation for relation in relations)


@pytest.mark.parametrize(
    ("text", "cell"), [("=1+1", "'=1+1"), ("\uff1d1", "'\uff1d1"), ("@a", "'@a"), ("-3,5", "-3,5"), ("-3", "-3")]
)
def test_a_csv_guards_formulas_and_leaves_numbers_alone(text: str, cell: str) -> None:
    made = render_table(Data("t", ("a", "b"), ((text, 1), ("ord", 2))), "csv").decode()
    assert next(csv.reader([made.splitlines()[1]]))[0] == cell


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_holds_nothing_that_commands_a_terminal(kind: str) -> None:
    made = render_table(Data("t", ("a",), (("Gju\x1b[31m\u202eteriet",),)), kind)
    frame = pl.read_csv(io.BytesIO(made)) if kind == "csv" else pl.read_parquet(io.BytesIO(made))
    assert frame.rows() == [("Gju\ufffd[31m\ufffdteriet",)]
