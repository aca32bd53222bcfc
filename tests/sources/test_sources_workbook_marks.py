"""A cell means the same however the program that wrote the workbook wrote it down."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from samspel.sources.spreadsheet import decode
from samspel.sources.workbook_marks import name_cell, read_marks
from samspel.terms.errors import BadInputError

NAME = "lista.xlsx"


def make(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    fill(book, book.add_worksheet())
    book.close()
    return out.getvalue()


def rewrite(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its files written in another way; it must have been changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as anew:
        for name in packed.namelist():
            content = packed.read(name)
            if name.endswith(part):
                content = change(content)
            anew.writestr(name, content)
    assert read_parts(out.getvalue()) != read_parts(data)
    return out.getvalue()


def read_parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return [packed.read(name) for name in packed.namelist()]


def shown(value: float, code: str) -> bytes:
    """A share under a heading, with a format."""
    return make(
        lambda book, sheet: (sheet.write(0, 0, 1), sheet.write(1, 0, value, book.add_format({"num_format": code})))
    )


def read(data: bytes) -> list[str]:
    return decode(data, NAME).replace('"', "").split("\n")[1:-1]


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        (0.455, "0.0%", "45.5 %"),
        (0.455, "[Red]0.0 %", "45.5 %"),
        (45, '0" %"', "45 %"),
        (45, r"0\%", "45 %"),
        (45.5, r"0.0\ \%", "45.5 %"),
        (45, '0;0;"%"', "45"),
        (45, '0" kr"', "45"),
    ],
)
def test_a_number_is_what_its_format_shows(value: float, code: str, told: str) -> None:
    """A sign within quotation marks or after a backslash does not make hundredths of the number."""
    assert read(shown(value, code)) == [told]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("sheet1.xml", lambda xml: re.sub(rb"<(/?)(?!\?)", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x=")),
        ("sheet1.xml", lambda xml: re.sub(rb' r="[A-Z]?[0-9]+"', b"", xml)),
        ("sheet1.xml", lambda xml: xml.replace(b'"', b"'")),
        ("sheet1.xml", lambda xml: re.sub(rb'<c (r="[A-Z0-9]+") (s="[0-9]+")', rb"<c \2 \1", xml)),
        ("styles.xml", lambda xml: re.sub(rb'(numFmtId="[0-9]+") (formatCode="[^"]*")', rb"\2 \1", xml)),
        ("workbook.xml.rels", lambda xml: xml.replace(b'"', b"'")),
    ],
    ids=["prefix", "no addresses", "single quotes", "attributes", "format", "relations"],
)
def test_per_cent_is_seen_in_every_way_of_writing_it(part: str, change: Callable[[bytes], bytes]) -> None:
    assert read(rewrite(shown(0.455, "0.0%"), part, change)) == ["45.5 %"]


@pytest.mark.parametrize("left", [b"", b"<v></v>", b"<v/>"])
def test_a_formula_without_its_value_is_not_an_empty_cell(left: bytes) -> None:
    """openpyxl keeps the formula and no value: the answer or the number of jobs would be gone without a word."""
    book = make(lambda _, sheet: (sheet.write(0, 0, 1), sheet.write_formula(1, 2, "=1+1", None, 2)))
    with pytest.raises(BadInputError) as caught:
        decode(rewrite(book, "sheet1.xml", lambda xml: xml.replace(b"<v>2</v>", left)), NAME)
    assert (caught.value.code, caught.value.facts["cell"]) == ("list_workbook_formula", "C2")
    assert read(book) == [";;2"]


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell() -> None:
    book = make(lambda _, sheet: (sheet.write(0, 0, 1), sheet.write_formula(1, 0, '=""', None, "")))
    text = rewrite(
        book, "sheet1.xml", lambda xml: re.sub(rb"<c r=\"A2\".*?</c>", b'<c r="A2" t="str"><f>""</f><v></v></c>', xml)
    )
    assert read(text) == [""]


def test_a_value_merged_over_rows_is_not_one_rows_alone() -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(0, 0, ["arbetsplats", "minuter före"])
        sheet.write_column(1, 0, ["A", "B", "C"])
        sheet.merge_range(1, 1, 3, 1, 30)

    with pytest.raises(BadInputError) as caught:
        decode(make(fill), NAME)
    assert (caught.value.code, caught.value.facts["cells"]) == ("list_workbook_merged", "B2:B4")


def test_cells_merged_in_one_row_or_with_nothing_in_them_are_read() -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "x")
        sheet.merge_range(1, 0, 1, 2, "svar")
        sheet.merge_range(2, 0, 4, 0, "")

    assert read(make(fill)) == ["svar"]


@pytest.mark.parametrize(
    "row", [b"<row r='1048576'><c r='A1048576'><v>1</v></c></row>", b'<row r="1048576"><c><v>1</v></c></row>']
)
def test_a_cell_far_down_is_refused_however_its_address_is_written(row: bytes) -> None:
    with pytest.raises(BadInputError) as caught:
        decode(
            rewrite(shown(1, "0"), "sheet1.xml", lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>")), NAME
        )
    assert caught.value.code == "list_workbook_wide"


def test_an_empty_row_far_down_does_no_harm() -> None:
    """LibreOffice writes the last row of the sheet."""
    far = b'<row r="1048576" ht="12"></row></sheetData>'
    assert read(rewrite(shown(1, "0"), "sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))) == ["1"]


def test_a_document_type_is_refused() -> None:
    with pytest.raises(ValueError, match="a document type"):
        read_marks(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"")


def test_a_cell_is_named_as_a_spreadsheet_names_it() -> None:
    assert [name_cell(at) for at in ((1, 1), (5, 26), (7, 27), (9, 703))] == ["A1", "Z5", "AA7", "AAA9"]
