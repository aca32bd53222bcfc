import io
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.enum.text import WD_TAB_LEADER
from docx.oxml.ns import qn

from sample_document import NASTY, WORDS, build_document, build_nasty_document, render_elsewhere, table_of_words
from samspel.rendering.blocks import Document, Lines
from samspel.rendering.docx import render_docx
from samspel.rendering.docx_looks import find_text_width


def open_word(document: Document) -> Word:
    return docx.Document(io.BytesIO(render_docx(document)))


def read_text(word: Word) -> str:
    parts = [word.element.body, word.sections[0].footer._element]
    return "\n".join(
        "".join(run.text for run in paragraph.iter(qn("w:t"))) for part in parts for paragraph in part.iter(qn("w:p"))
    )


def list_paragraphs(word: Word, style: str) -> list[Any]:
    return [paragraph for paragraph in word.paragraphs if paragraph.style and paragraph.style.name == style]


def list_styles(word: Word, style: str) -> list[str]:
    return [paragraph.text for paragraph in list_paragraphs(word, style)]


def test_every_kind_of_block_is_there() -> None:
    text = read_text(open_word(build_document()))
    assert [word for word in WORDS if word not in text] == []


def test_styles_are_real() -> None:
    word = open_word(build_document())
    assert list_styles(word, "Subtitle") == ["Motion till fullmäktige"]
    assert list_styles(word, "Title") == ["Buss före morgonskiftet"]
    assert list_styles(word, "Heading 1") == ["Rubrik två"]
    assert list_styles(word, "Heading 2") == ["Rubrik tre"]
    assert list_styles(word, "List Bullet") == ["Punkt ett", "Punkt två"]
    assert list_styles(word, "List Number") == ["Yrkande ett", "Yrkande två", "Fråga ett"]


def test_every_numbered_list_begins_at_one() -> None:
    word = open_word(build_document())
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in list_paragraphs(word, "List Number")]
    assert numbers[0] == numbers[1] != numbers[2]
    for number in set(numbers):
        numbering = word.part.numbering_part.element.num_having_numId(number)
        assert [start.get(qn("w:val")) for start in numbering.iter(qn("w:startOverride"))] == ["1"]


def test_table_has_a_repeated_header_and_whole_rows() -> None:
    rows = tuple((f"Ort {number}", str(number)) for number in range(60))
    table = open_word(build_document(table_of_words("Många", ("Orter", "Antal"), rows, (False, True)))).tables[0]
    assert len(table.rows) == 61
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows][:2] == [True, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.cell(60, 0).text == "Ort 59"


def test_pictures_have_words() -> None:
    word = open_word(build_document())
    words = [properties.get("descr") for properties in word.element.iter(qn("wp:docPr"))]
    assert words == ["Ensam bild i ord", "Vänster bild i ord", "Höger bild i ord"]


def test_page_is_a4_and_tells_its_number() -> None:
    section = open_word(build_document()).sections[0]
    width, height = section.page_width, section.page_height
    assert width is not None
    assert height is not None
    assert (round(width.mm), round(height.mm)) == (210, 297)
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[0].text == "Sidfotens text\t av "


@pytest.mark.parametrize(("document", "tag"), [(build_document(), "sv-SE"), (build_nasty_document("x"), "en-GB")])
def test_language_is_set(document: Document, tag: str) -> None:
    word = open_word(document)
    assert {language.get(qn("w:val")) for language in word.styles.element.iter(qn("w:lang"))} == {tag}
    assert word.core_properties.language == tag


def test_properties_are_the_documents_own() -> None:
    properties = open_word(build_document()).core_properties
    assert properties.title == "Buss före morgonskiftet"
    assert [made.replace(tzinfo=None) for made in (properties.created, properties.modified) if made] == [
        datetime(2026, 3, 12),
        datetime(2026, 3, 12),
    ]
    assert (properties.author, properties.comments) == ("", "")


def test_every_cell_of_a_table_of_figures_has_the_style_of_tables() -> None:
    cells = [cell for row in open_word(build_document()).tables[0].rows for cell in row.cells]
    styles = [paragraph.style for cell in cells for paragraph in cell.paragraphs]
    assert {style and style.name for style in styles} == {"Table Text"}


def test_same_bytes_in_another_place_and_time() -> None:
    here = render_docx(build_document())
    assert render_docx(build_document()) == here
    assert render_elsewhere("docx") == here


def test_no_file_in_the_archive_tells_the_time() -> None:
    with ZipFile(io.BytesIO(render_docx(build_document()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", [NASTY, "buss \U0001f68c!", "汉字"])
def test_signs_are_kept(text: str) -> None:
    assert read_text(open_word(build_nasty_document(text))).count(text) >= 15


def test_control_characters_do_no_harm() -> None:
    assert "abc" in read_text(open_word(build_nasty_document("a\x00b\x07c\ud800")))


def test_a_title_longer_than_word_allows_is_cut_in_the_properties_only() -> None:
    title = "Lång " * 80
    word = open_word(build_nasty_document(title))
    assert list_styles(word, "Title") == [title]
    assert len(word.core_properties.title) == 255


@pytest.mark.parametrize("now", [0.0, 1000.0, 4_400_000_000.0, 90_000_000_000.0])
def test_a_clock_before_1980_or_after_2107_makes_the_same_document(monkeypatch: pytest.MonkeyPatch, now: float) -> None:
    """The zip format knows no such days."""
    here = render_docx(build_document())
    monkeypatch.setattr("time.time", lambda: now)
    assert render_docx(build_document()) == here


def test_a_close_document_is_set_smaller_with_narrow_margins_as_in_pdf() -> None:
    usual, close = (open_word(replace(build_document(), is_close=is_close)) for is_close in (False, True))
    sizes = [cast("Any", word.styles["Normal"]).font.size for word in (usual, close)]
    assert sizes[1] < sizes[0]
    margins = [word.sections[0].left_margin for word in (usual, close)]
    assert margins[0] is not None
    assert margins[1] is not None
    assert margins[1] < margins[0]
    widths = [find_text_width(word) for word in (usual, close)]
    tables = [cast("Any", word.tables[0].columns) for word in (usual, close)]
    assert [round(sum(column.width for column in columns) / 1000) for columns in tables] == [
        round(width / 1000) for width in widths
    ]


def test_a_line_to_write_on_begins_after_its_label() -> None:
    lines = Lines(("Det har hänt:",), style="written")
    word = open_word(replace(build_document(), blocks=(lines,)))
    (paragraph,) = (one for one in word.paragraphs if "Det har hänt:" in one.text)
    assert paragraph.text.endswith("\t")
    assert [stop.leader for stop in paragraph.paragraph_format.tab_stops] == [WD_TAB_LEADER.LINES]
