"""Every answer as a plain table, and the same again from CSV, XLSX and Parquet."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.app.places import compare, show_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.observations.picture import build_course
from samspel.rendering.data import FORMATS, kind_of, render_table
from samspel.rendering.table import Data, Table, data, list_records
from samspel.reports.comparison import tabulate_comparison
from samspel.reports.figure_tables import tabulate_course
from samspel.reports.goals import tabulate_goals
from samspel.reports.handbook import tabulate_demands, tabulate_duties
from samspel.reports.need_table import tabulate_needs
from samspel.reports.place import tabulate_picture
from samspel.reports.sources import tabulate_sources
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

At = Callable[[str], Place]
MakeTable = Callable[[Desk, Texts, At], Table]


def list_needs(desk: Desk, texts: Texts, place: Place) -> Table:
    return tabulate_needs(desk.catalogue, texts, add_costs(desk, measure_needs(desk, place)))


TABLES: dict[str, tuple[Lang, MakeTable]] = {
    "needs": ("sv", lambda desk, texts, at: list_needs(desk, texts, at("2181"))),
    "needs of a region": ("en", lambda desk, texts, at: list_needs(desk, texts, at("09"))),
    "picture": (
        "sv",
        lambda desk, texts, at: tabulate_picture(desk.catalogue, texts, show_place(desk, at("2403")).picture),
    ),
    "picture of the country": (
        "sv",
        lambda desk, texts, at: tabulate_picture(desk.catalogue, texts, show_place(desk, at("00")).picture),
    ),
    "comparison": (
        "sv",
        lambda desk, texts, at: tabulate_comparison(desk.catalogue, texts, compare(desk, [at("2181"), at("21")])),
    ),
    "course": (
        "sv",
        lambda desk, texts, at: tabulate_course(
            desk.catalogue, texts, build_course(desk.observations, "population", at("0980")), at("0980")
        ),
    ),
    "demands": ("sv", lambda desk, texts, _: tabulate_demands(desk.catalogue, texts)),
    "duties": ("en", lambda desk, texts, _: tabulate_duties(desk.catalogue, texts)),
    "goals": ("sv", lambda desk, texts, _: tabulate_goals(desk.catalogue, texts)),
    "sources": ("sv", lambda desk, texts, _: tabulate_sources(desk.catalogue, texts)),
}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(params=TABLES)
def table(request: pytest.FixtureRequest, still_desk: Desk, at: At) -> Data:
    """Each table in turn, as it stands in files."""
    lang, make = TABLES[request.param]
    return data(make(still_desk, still_desk.catalogue.texts[lang], at))


def plain_cells(table: Data) -> list[tuple[str | float, ...]]:
    """Cells as a file can tell them: numbers as numbers, a blank as an empty text."""
    return [
        tuple("" if c is None else float(c) if isinstance(c, int | float) else c for c in row) for row in table.rows
    ]


def read_number(cell: str, is_number: bool) -> str | float:
    return float(cell) if is_number and cell else cell


def numbers_in(table: Data) -> list[bool]:
    return [
        all(cell is None or isinstance(cell, int | float) for cell in column)
        for column in zip(*table.rows, strict=True)
    ]


def read_xlsx(data: bytes, sheet: int = 1) -> list[tuple[str | float, ...]]:
    """The cells of a sheet, written with nothing but the standard library."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = ["".join(t.text or "" for t in si.iter(f"{SHEET}t")) for si in _parse(book, "xl/sharedStrings.xml")]
        rows = []
        for row in _parse(book, f"xl/worksheets/sheet{sheet}.xml").iter(f"{SHEET}row"):
            cells: list[str | float] = []
            for cell in row.iter(f"{SHEET}c"):
                assert cell.find(f"{SHEET}f") is None, "a formula"
                value = cell.findtext(f"{SHEET}v")
                cells.append("" if value is None else shared[int(value)] if cell.get("t") == "s" else float(value))
            rows.append(tuple(cells))
    return rows


def _parse(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(name))


def test_every_row_has_a_cell_for_every_column(table: Data) -> None:
    assert table.rows
    assert len(set(table.columns)) == len(table.columns)
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_every_column_has_a_head_of_its_own_and_a_coded_one_its_key_for_the_code(table: Data) -> None:
    assert len(table.heads) == len(table.columns) == len(set(table.heads))
    for head, key in zip(table.heads, table.columns, strict=True):
        assert head == key or (head not in table.columns and f"{key}_words" not in table.columns)
    assert any(head != key for head, key in zip(table.heads, table.columns, strict=True))


def test_no_cell_is_anything_but_text_number_or_blank(table: Data) -> None:
    assert {type(cell) for row in table.rows for cell in row} <= {str, int, float, type(None)}
    assert [cell for row in table.rows for cell in row if cell != cell] == []  # noqa: PLR0124 - NaN


def test_csv_reads_back_the_same(table: Data) -> None:
    rows = list(csv.reader(io.StringIO(render_table(table, "csv").decode("utf-8"), newline="")))
    assert tuple(rows[0]) == table.columns
    kinds = numbers_in(table)
    back = [tuple(read_number(c, k) for c, k in zip(row, kinds, strict=True)) for row in rows[1:]]
    assert back == plain_cells(table)


def test_parquet_reads_back_the_same(table: Data) -> None:
    frame = pl.read_parquet(io.BytesIO(render_table(table, "parquet")))
    assert tuple(frame.columns) == table.columns
    assert plain_cells(Data("back", table.columns, tuple(frame.rows()))) == plain_cells(table)


def test_xlsx_reads_back_the_same(table: Data) -> None:
    made = render_table(table, "xlsx")
    rows = read_xlsx(made)
    assert rows[0] == table.heads
    assert read_xlsx(made, 2) == [("XLSX", "CSV"), *zip(table.heads, table.columns, strict=True)]
    expected = plain_cells(table)
    assert len(rows) == len(expected) + 1
    for told, wanted in zip(rows[1:], expected, strict=True):
        pairs = list(zip(told, wanted, strict=True))
        assert [pair for pair in pairs if not _same(*pair)] == []


def _same(told: str | float, wanted: str | float) -> bool:
    """Equal, to the 15 or 16 figures that a spreadsheet keeps."""
    if isinstance(wanted, str) or isinstance(told, str):
        return told == wanted
    return told == pytest.approx(wanted, rel=1e-14)


@pytest.mark.parametrize("kind", FORMATS)
def test_codes_keep_their_noughts(kind: str) -> None:
    table = Data("codes", ("place_code", "value"), (("0114", 1), ("09", None)))
    data = render_table(table, kind)
    if kind == "csv":
        assert data.decode() == "place_code,value\n0114,1\n09,\n"
    elif kind == "xlsx":
        assert read_xlsx(data)[1:] == [("0114", 1.0), ("09", "")]
    else:
        assert pl.read_parquet(io.BytesIO(data)).rows() == [("0114", 1), ("09", None)]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_without_rows_still_has_its_columns(kind: str) -> None:
    data = render_table(Data("empty", ("a", "b"), ()), kind)
    if kind == "csv":
        assert data == b"a,b\n"
    elif kind == "xlsx":
        assert read_xlsx(data)[0] == ("a", "b")
    else:
        assert pl.read_parquet(io.BytesIO(data)).columns == ["a", "b"]


def test_texts_that_look_like_formulas_are_texts_in_a_spreadsheet() -> None:
    cells: tuple[tuple[str], ...] = (("=1+1",), ("@x",), ("-2",), ("{=1}",))
    assert read_xlsx(render_table(Data("formulas", ("a",), cells), "xlsx"))[1:] == list(cells)


@pytest.mark.parametrize("name", ["x.txt", "x", "x.csv.gz", ".csv", "x.xls"])
def test_a_kind_that_cannot_be_written_is_refused(name: str) -> None:
    with pytest.raises(BadInputError) as caught:
        kind_of(Path(name))
    assert (caught.value.code, caught.value.facts["file"]) == ("bad_output", name)


@pytest.mark.parametrize(("name", "kind"), [("x.csv", "csv"), ("X.XLSX", "xlsx"), ("a.b.Parquet", "parquet")])
def test_the_kind_is_read_from_the_name(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


def test_an_unknown_kind_is_refused_when_rendering() -> None:
    with pytest.raises(BadInputError) as caught:
        render_table(Data("x", ("a",), ((1,),)), "ods")
    assert caught.value.code == "bad_output"


def test_the_tables_of_the_picture_hold_what_the_picture_shows(still_desk: Desk, at: At) -> None:
    picture = show_place(still_desk, at("2181")).picture
    rows = list_records(tabulate_picture(still_desk.catalogue, still_desk.catalogue.texts["sv"], picture))
    shown = [(row.indicator.id, row.here.value) for section in picture.sections for row in section.rows]
    assert [(row["indicator"], row["value"]) for row in rows] == shown
    assert [row["indicator"] for row in rows if (row["value"] is None) == (row["blank"] is None)] == []
