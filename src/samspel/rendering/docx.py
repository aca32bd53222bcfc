"""Renders a document as DOCX with real styles, lists and table headers: easy to hear and easy to work on."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from samspel.rendering.blocks import Block, Bullets, Document, Heading, Lines, Pair, Paragraph, Picture, unfold
from samspel.rendering.docx_looks import ACCENT, HAIRLINE, find_text_width, set_looks
from samspel.rendering.docx_packing import pack
from samspel.rendering.docx_parts import make_borders, make_element, write
from samspel.rendering.html_blocks import clean_text
from samspel.rendering.pdf import column_shares, render_png
from samspel.rendering.table import Table, words

_SPARE = 3
"""In characters: without the font a wider one must not cut heads."""
_PIXELS_PER_MM = 9.64
_BETWEEN = Mm(8)
"""Two drawings side by side."""
_SIGNATURE_WIDTH = Mm(85)

_PARAGRAPH_STYLES = {"body": "Normal", "ingress": "Ingress", "note": "Note", "gap": "To Fill In"}


def render_docx(document: Document) -> bytes:
    """The document as DOCX, with drawings as PNG. The same document gives the same bytes."""
    word = docx.Document()
    set_looks(word, document)
    write(word.add_paragraph(style="Subtitle"), document.kicker)
    write(word.add_paragraph(style="Title"), document.title)
    for block in unfold(document.blocks):
        _add_block(word, block)
    return pack(word)


def _add_block(word: Word, block: Block) -> None:
    match block:
        case Heading():
            write(word.add_paragraph(style=f"Heading {block.level - 1}"), block.text)
        case Paragraph():
            _add_paragraph(word, block)
        case Bullets():
            _add_bullets(word, block)
        case Table():
            _add_table(word, block)
        case Picture():
            _add_picture(word.add_paragraph(), word.add_paragraph, block, find_text_width(word))
        case Pair():
            _add_pair(word, block)
        case Lines(style="written"):
            _add_written(word, block)
        case Lines():
            _add_lines(word, block)


def _add_paragraph(word: Word, block: Paragraph) -> None:
    paragraph = word.add_paragraph(style=_PARAGRAPH_STYLES[block.style])
    if block.lead:
        write(paragraph, f"{block.lead} ", bold=True)
    write(paragraph, block.text)


def _add_bullets(word: Word, bullets: Bullets) -> None:
    paragraphs = [word.add_paragraph(style="List Number" if bullets.numbered else "List Bullet") for _ in bullets.items]
    for paragraph, item in zip(paragraphs, bullets.items, strict=True):
        write(paragraph, item)
    if bullets.numbered:
        _number_from_one(word, paragraphs)


def _number_from_one(word: Word, paragraphs: list[WordParagraph]) -> None:
    """Give these paragraphs a numbering of their own; a style alone would go on from the list before."""
    numbering: Any = word.part.numbering_part.element
    style: Any = word.styles["List Number"]
    shape = numbering.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(shape)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number.numId


def _add_table(word: Word, table: Table) -> None:
    read = words(table)
    caption = word.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_after = Pt(4)
    write(caption, table.caption)
    made = _new_table(word, 1 + len(read.rows), column_shares(read, _SPARE))
    properties = made._tbl.tblPr
    rules = make_borders("tblBorders", top=(8, ACCENT), bottom=(8, ACCENT), insideH=(4, HAIRLINE))
    properties.insert_element_before(rules, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.append(make_element("tblCaption", val=clean_text(table.caption)))
    style = word.styles["Table Text"].style_id  # a name is looked for by each cell anew, half of the time
    for row, texts in zip(made.rows, (read.heads, *read.texts), strict=True):
        _fill_row(row, texts, read.numeric, style)
    _make_header(made.rows[0])
    _close_table(word, " ".join(table.notes))


def _new_table(word: Word, rows: int, shares: Sequence[float]) -> WordTable:
    """A table as wide as the text, whose rows are never cut by the end of a page."""
    table: WordTable = word.add_table(rows=rows, cols=len(shares))
    table.autofit = False
    sides = (make_element(side, w="60", type="dxa") for side in ("left", "right"))
    table._tbl.tblPr.insert_element_before(make_element("tblCellMar", *sides), "w:tblLook")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(make_element("cantSplit"))
    width = find_text_width(word)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Length(round(width * share))
        for cell in column.cells:
            cell.width = Length(round(width * share))
    return table


def _fill_row(row: _Row, texts: tuple[str, ...], numeric: tuple[bool, ...], style: str) -> None:
    for cell, text, to_the_right in zip(row.cells, texts, numeric, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style
        if to_the_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write(paragraph, text)


def _make_header(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(make_element("tblHeader"))
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(make_borders("tcBorders", bottom=(8, ACCENT)))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _close_table(word: Word, note: str = "") -> None:
    """End a table with its note, or with a low empty line, without which Word joins two tables."""
    paragraph = word.add_paragraph(style="Note")
    if note:
        write(paragraph, note)
    else:
        paragraph.paragraph_format.line_spacing = Pt(4)


def _add_picture(
    paragraph: WordParagraph, add_paragraph: Callable[[], WordParagraph], picture: Picture, space: int
) -> None:
    width = Length(round(space * picture.width))
    png = render_png(picture.svg, round(_PIXELS_PER_MM * width.mm))
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(png), width=width)
    shape._inline.docPr.set("descr", clean_text(picture.alt))
    for side in ("distT", "distB", "distL", "distR"):
        # Left out, LibreOffice takes some millimetres of its own.
        shape._inline.set(side, "0")
    if picture.caption:
        paragraph.paragraph_format.keep_with_next = True
        caption = add_paragraph()
        caption.style = "Caption"
        write(caption, picture.caption)


def _add_pair(word: Word, pair: Pair) -> None:
    table, width = _new_table(word, 1, (0.5, 0.5)), (find_text_width(word) - _BETWEEN) // 2
    for cell, picture in zip(table.rows[0].cells, (pair.left, pair.right), strict=True):
        _add_picture(cell.paragraphs[0], cell.add_paragraph, picture, width)
        for paragraph in cell.paragraphs if pair.is_kept else ():
            paragraph.paragraph_format.keep_with_next = True
    _close_table(word)


def _add_written(word: Word, lines: Lines) -> None:
    """Each label in bold, and a line from it to the edge."""
    for label in lines.labels:
        paragraph = word.add_paragraph(style="Normal")
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(find_text_width(word), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        write(paragraph, f"{label} ", bold=True)
        write(paragraph, "\t")


def _add_lines(word: Word, lines: Lines) -> None:
    paragraphs = [word.add_paragraph(style="Signature Line") for _ in lines.labels]
    for paragraph, label in zip(paragraphs, lines.labels, strict=True):
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(_SIGNATURE_WIDTH, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        write(paragraph, f"\t\n{label}")
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True
