"""Renders a document as DOCX with real styles, lists and table headers: easy to hear and easy to work on."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import Any, Final, Self, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.packuri import PackURI
from docx.opc.phys_pkg import PhysPkgWriter
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from samspel.rendering.blocks import Block, Bullets, Document, Heading, Layout, Lines, Pair, Paragraph, Picture, unfold
from samspel.rendering.html_blocks import clean_text
from samspel.rendering.pdf import REGIONS, column_shares, render_png
from samspel.rendering.table import Table, words

_FONT = "Calibri"
_SPARE, _PART_OF_SIZE = 3, 0.88
"""In characters, and of a sheet's size: without the font a wider one must not cut heads or fill a page more."""
_INK, _QUIET, _ACCENT, _HAIRLINE = "1C2127", "545D68", "0F4C5C", "C5CCD3"
_TO_FILL_IN = "FFF6D6"
_MARGIN = Mm(22)
_TEXT_WIDTH = Mm(210 - 2 * 22)
_PAGES: Final[Mapping[Layout, tuple[int, int]]] = {
    **dict.fromkeys(("report", "letter", "sheet"), (210, 297)),
    **dict.fromkeys(("leaflet", "small_sheet"), (148, 210)),
}
"""Width and height of the paper in millimetres."""
_MARGINS: Final[Mapping[Layout, tuple[int, int, int]]] = {"sheet": (20, 18, 22), "small_sheet": (12, 11, 16)}
"""At the sides, above and below in millimetres, where they are not the usual ones."""
_TEXT_WIDTH_PX = 1600
_HALF_WIDTH = Mm(79)
_SIGNATURE_WIDTH = Mm(85)
_LONGEST_PROPERTY = 255
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

_PARAGRAPH_STYLES = {"body": "Normal", "ingress": "Ingress", "note": "Note", "gap": "To Fill In"}
_KEPT_IN_STYLES = {qn(f"w:{name}") for name in ("keepNext", "keepLines", "numPr", "outlineLvl")}
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
_PAGE_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def render_docx(document: Document) -> bytes:
    """The document as DOCX on A4, with drawings as PNG. The same document gives the same bytes."""
    word = docx.Document()
    _set_page(word, document.layout)
    _set_language(word, f"{document.lang}-{REGIONS[document.lang]}")
    _set_styles(word)
    if document.size is not None:
        _set_sheet_styles(word, document.size * _PART_OF_SIZE)
    elif document.layout != "report":
        _set_letter_styles(word)
    _set_properties(word, document)
    if document.footer or document.page_of:
        _fill_footer(word, document)
    _write(word.add_paragraph(style="Subtitle"), document.kicker)
    _write(word.add_paragraph(style="Title"), document.title)
    for block in unfold(document.blocks):
        _add_block(word, block)
    return _pack(word)


def _set_page(word: Word, layout: Layout) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in _PAGES[layout])
    section.left_margin = section.right_margin = section.top_margin = _MARGIN
    section.bottom_margin = Mm(26)
    section.footer_distance = Mm(12)
    if layout in _MARGINS:
        side, above, below = (Mm(one) for one in _MARGINS[layout])
        section.left_margin = section.right_margin = side
        section.top_margin, section.bottom_margin, section.footer_distance = above, below, Mm(6)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        # Otherwise Word opens the file as one from an older Word, and tables stick out of the margins.
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_language(word: Word, tag: str) -> None:
    for part, name in ((word.styles, "w:lang"), (word.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), tag)


def _set_styles(word: Word) -> None:
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        # The fonts of the template's theme would win over a font chosen by name.
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for name in ("Ingress", "Note", "To Fill In", "Table Text", "Signature Line"):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    _restyle(word, "Normal", size=11, after=7)
    _restyle(word, "Subtitle", size=11.5, color=_ACCENT, bold=True, after=4)
    word.styles["Subtitle"].font.small_caps = True
    _restyle(word, "Title", size=24, bold=True, after=12, line=1)
    _restyle(word, "Heading 1", size=15, color=_ACCENT, bold=True, before=18, after=5, line=1)
    _restyle(word, "Heading 2", size=12, color=_ACCENT, bold=True, before=14, after=4, line=1)
    _restyle(word, "List Bullet", size=11, after=4)
    _restyle(word, "List Number", size=11, after=4)
    _restyle(word, "Caption", size=9.5, bold=True, before=6, after=10, line=1)
    _restyle(word, "Ingress", size=13, color=_ACCENT, after=9)
    _restyle(word, "Note", size=9, color=_QUIET, before=4, after=7, line=1.05)
    _restyle(word, "To Fill In", size=11, after=7)
    shade = _element("shd", val="clear", color="auto", fill=_TO_FILL_IN)
    word.styles["To Fill In"].element.get_or_add_pPr().insert_element_before(shade, *_AFTER_BORDERS[1:])
    _restyle(word, "Table Text", size=9, before=2.5, after=2.5, line=1)
    _restyle(word, "Footer", size=8.5, color=_QUIET, line=1)
    _restyle(word, "Signature Line", size=9, color=_QUIET, before=24, line=1)


def _set_letter_styles(word: Word) -> None:
    """What one hands in: black on white, with a title that leaves room for the text."""
    _restyle(word, "Normal", size=11, after=6, line=1.1)
    _restyle(word, "Subtitle", size=11, after=2)
    _restyle(word, "Title", size=17, bold=True, after=10, line=1)
    _restyle(word, "Heading 1", size=12, bold=True, before=10, after=3, line=1)
    _restyle(word, "Signature Line", size=10, before=20, line=1)


def _set_sheet_styles(word: Word, size: float) -> None:
    """What is pinned up: everything by the size of the running text."""
    _restyle(word, "Normal", size=size, after=0.4 * size, line=1.05)
    _restyle(word, "Subtitle", size=size, color=_ACCENT, bold=True, after=0.2 * size)
    _restyle(word, "Title", size=1.7 * size, bold=True, after=0.4 * size, line=1)
    _restyle(word, "Heading 1", size=1.25 * size, color=_ACCENT, bold=True, before=0.7 * size, after=0.3 * size, line=1)
    _restyle(word, "Note", size=0.8 * size, color=_QUIET, after=0.3 * size, line=1)
    rule = _borders("pBdr", space=4, top=(8, _ACCENT))
    word.styles["Heading 1"].element.get_or_add_pPr().insert_element_before(rule, *_AFTER_BORDERS)


def _restyle(
    word: Word,
    name: str,
    *,
    size: float,
    color: str = _INK,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.15,
) -> None:
    """Give a style this look, and leave of the template's only its place in lists and outline."""
    style: Any = word.styles[name]
    style.element.get_or_add_rPr().clear()
    properties = style.element.get_or_add_pPr()
    for child in list(properties):
        if child.tag not in _KEPT_IN_STYLES:
            properties.remove(child)
    style.font.name = _FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = RGBColor.from_string(color)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = float(line)


def _set_properties(word: Word, document: Document) -> None:
    properties = word.core_properties
    properties.title = clean_text(document.title)[:_LONGEST_PROPERTY]
    properties.subject = clean_text(document.kicker)[:_LONGEST_PROPERTY]
    properties.language = f"{document.lang}-{REGIONS[document.lang]}"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.day, time())


def _fill_footer(word: Word, document: Document) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    rule = _borders("pBdr", space=6, top=(4, _HAIRLINE))
    paragraph._p.get_or_add_pPr().insert_element_before(rule, *_AFTER_BORDERS)
    _write(paragraph, f"{document.footer}\t")
    for part in re.split(r"(\{pages?\})", document.page_of):
        if part in _PAGE_FIELDS:
            paragraph._p.append(_field(_PAGE_FIELDS[part]))
        else:
            _write(paragraph, part)


def _add_block(word: Word, block: Block) -> None:
    match block:
        case Heading():
            _write(word.add_paragraph(style=f"Heading {block.level - 1}"), block.text)
        case Paragraph():
            _add_paragraph(word, block)
        case Bullets():
            _add_bullets(word, block)
        case Table():
            _add_table(word, block)
        case Picture():
            _add_picture(word.add_paragraph(), word.add_paragraph, block, _TEXT_WIDTH)
        case Pair():
            _add_pair(word, block)
        case Lines():
            _add_lines(word, block)


def _add_paragraph(word: Word, block: Paragraph) -> None:
    paragraph = word.add_paragraph(style=_PARAGRAPH_STYLES[block.style])
    if block.lead:
        _write(paragraph, f"{block.lead} ", bold=True)
    _write(paragraph, block.text)


def _add_bullets(word: Word, bullets: Bullets) -> None:
    paragraphs = [word.add_paragraph(style="List Number" if bullets.numbered else "List Bullet") for _ in bullets.items]
    for paragraph, item in zip(paragraphs, bullets.items, strict=True):
        _write(paragraph, item)
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
    _write(caption, table.caption)
    made = _new_table(word, 1 + len(read.rows), column_shares(read, _SPARE))
    properties = made._tbl.tblPr
    rules = _borders("tblBorders", top=(8, _ACCENT), bottom=(8, _ACCENT), insideH=(4, _HAIRLINE))
    properties.insert_element_before(rules, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.append(_element("tblCaption", val=clean_text(table.caption)))
    for row, texts in zip(made.rows, (read.heads, *read.texts), strict=True):
        _fill_row(row, texts, read.numeric)
    _make_header(made.rows[0])
    _close_table(word, " ".join(table.notes))


def _new_table(word: Word, rows: int, shares: Sequence[float]) -> WordTable:
    """A table as wide as the text, whose rows are never cut by the end of a page."""
    table: WordTable = word.add_table(rows=rows, cols=len(shares))
    table.autofit = False
    sides = (_element(side, w="60", type="dxa") for side in ("left", "right"))
    table._tbl.tblPr.insert_element_before(_element("tblCellMar", *sides), "w:tblLook")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("cantSplit"))
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Length(round(_TEXT_WIDTH * share))
        for cell in column.cells:
            cell.width = Length(round(_TEXT_WIDTH * share))
    return table


def _fill_row(row: _Row, texts: tuple[str, ...], numeric: tuple[bool, ...]) -> None:
    for cell, text, to_the_right in zip(row.cells, texts, numeric, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Text"
        if to_the_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _write(paragraph, text)


def _make_header(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_element("tblHeader"))
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(_borders("tcBorders", bottom=(8, _ACCENT)))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _close_table(word: Word, note: str = "") -> None:
    """End a table with its note, or with a low empty line, without which Word joins two tables."""
    paragraph = word.add_paragraph(style="Note")
    if note:
        _write(paragraph, note)
    else:
        paragraph.paragraph_format.line_spacing = Pt(4)


def _add_picture(
    paragraph: WordParagraph, add_paragraph: Callable[[], WordParagraph], picture: Picture, space: int
) -> None:
    width = Length(round(space * picture.width))
    png = render_png(picture.svg, round(_TEXT_WIDTH_PX * width / _TEXT_WIDTH))
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(png), width=width)
    shape._inline.docPr.set("descr", clean_text(picture.alt))
    for side in ("distT", "distB", "distL", "distR"):
        # Left out, LibreOffice takes some millimetres of its own.
        shape._inline.set(side, "0")
    if picture.caption:
        paragraph.paragraph_format.keep_with_next = True
        caption = add_paragraph()
        caption.style = "Caption"
        _write(caption, picture.caption)


def _add_pair(word: Word, pair: Pair) -> None:
    table = _new_table(word, 1, (0.5, 0.5))
    for cell, picture in zip(table.rows[0].cells, (pair.left, pair.right), strict=True):
        _add_picture(cell.paragraphs[0], cell.add_paragraph, picture, _HALF_WIDTH)
    _close_table(word)


def _add_lines(word: Word, lines: Lines) -> None:
    paragraphs = [word.add_paragraph(style="Signature Line") for _ in lines.labels]
    for paragraph, label in zip(paragraphs, lines.labels, strict=True):
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(_SIGNATURE_WIDTH, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        _write(paragraph, f"\t\n{label}")
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _write(paragraph: WordParagraph, text: str, *, bold: bool | None = None) -> None:
    paragraph.add_run(clean_text(text)).bold = bold


def _element(name: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = parse_xml(f"<w:{name} {nsdecls('w')}/>")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    element.extend(children)
    return element


def _borders(name: str, space: int = 0, **sides: tuple[int, str]) -> BaseOxmlElement:
    """A set of borders; each side is told by its thickness in eighths of a point and its colour."""
    return _element(
        name,
        *(
            _element(side, val="single", sz=str(size), space=str(space), color=color)
            for side, (size, color) in sides.items()
        ),
    )


def _field(instruction: str) -> BaseOxmlElement:
    """A field that Word fills in; until then it shows 1."""
    number = _element("t")
    number.text = "1"
    return _element("fldSimple", _element("r", number), instr=instruction)


class _DatedZip(PhysPkgWriter):
    """Writes a document's parts to a zip with every file dated alike: the library's own takes the clock's time, which
    makes other bytes each time, and fails where the clock is wrong by so much that the zip format cannot write it.
    """

    def __new__(cls, _made: io.BytesIO) -> Self:
        """Itself, which the library's class would not give."""
        return object.__new__(cls)

    def __init__(self, made: io.BytesIO) -> None:
        self._zip = ZipFile(made, "w")

    def write(self, pack_uri: PackURI, blob: bytes | str) -> None:
        """Write one part."""
        entry = ZipInfo(pack_uri.membername, _EPOCH)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 0
        self._zip.writestr(entry, blob)

    def close(self) -> None:
        """Write the list of contents."""
        self._zip.close()


def _pack(word: Word) -> bytes:
    """The document's bytes, in the order in which the library writes its parts."""
    package, made = word.part.package, io.BytesIO()
    parts: Any = package.parts
    for part in parts:
        part.before_marshal()
    writer, steps = _DatedZip(made), cast("Any", PackageWriter)
    steps._write_content_types_stream(writer, parts)
    steps._write_pkg_rels(writer, package.rels)
    steps._write_parts(writer, parts)
    writer.close()
    return made.getvalue()
