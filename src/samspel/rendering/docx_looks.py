"""How a DOCX looks: its page, language, styles, properties and foot."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from functools import partial
from typing import Any, Final

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from samspel.rendering.blocks import Document, Layout
from samspel.rendering.docx_parts import make_borders, make_element, make_field, write
from samspel.rendering.html_blocks import clean_text
from samspel.rendering.pdf import REGIONS

_FONT = "Calibri"
_PART_OF_SIZE = 0.88
"""Of a sheet's size: without the font a wider one must not fill a page more."""
_INK, _QUIET, HAIRLINE, ACCENT = "1C2127", "545D68", "C5CCD3", "0F4C5C"
_TO_FILL_IN = "FFF6D6"
_PAGES: Final[Mapping[Layout, tuple[int, int]]] = {
    **dict.fromkeys(("report", "letter", "sheet"), (210, 297)),
    **dict.fromkeys(("leaflet", "small_sheet"), (148, 210)),
}
"""Width and height of the paper in millimetres."""
_USUAL: Final = (22, 22, 26)
_CLOSE: Final = (15, 12, 18)
_MARGINS: Final[Mapping[Layout, tuple[int, int, int]]] = {"sheet": (20, 18, 22), "small_sheet": (12, 11, 16)}
"""At the sides, above and below in millimetres: usual ones, those of a close document, and where they are others."""
_CLOSE_SCALE = 0.84
"""The size of a close document's text, as in PDF."""
_LONGEST_PROPERTY = 255
_KEPT_IN_STYLES = {qn(f"w:{name}") for name in ("keepNext", "keepLines", "numPr", "outlineLvl")}
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
_PAGE_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def set_looks(word: Word, document: Document) -> None:
    """Give an empty document the look of its kind."""
    _set_page(word, document)
    _set_language(word, f"{document.lang}-{REGIONS[document.lang]}")
    _set_styles(word, _CLOSE_SCALE if document.is_close else 1.0)
    if document.size is not None:
        _set_sheet_styles(word, document.size * _PART_OF_SIZE)
    elif document.layout != "report":
        _set_letter_styles(word)
    _set_properties(word, document)
    if document.footer or document.page_of:
        _fill_footer(word, document)


def find_text_width(word: Word) -> Length:
    """How wide the text is between its margins."""
    section: Any = word.sections[0]
    return Length(section.page_width - section.left_margin - section.right_margin)


def _set_page(word: Word, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in _PAGES[document.layout])
    usual = _CLOSE if document.is_close else _USUAL
    side, above, below = (Mm(one) for one in _MARGINS.get(document.layout, usual))
    section.left_margin = section.right_margin = side
    section.top_margin, section.bottom_margin = above, below
    is_narrow = document.is_close or document.layout in _MARGINS
    section.footer_distance = Mm(6) if is_narrow else Mm(12)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        # Otherwise Word opens the file as one from an older Word, and tables stick out of the margins.
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_language(word: Word, tag: str) -> None:
    for part, name in ((word.styles, "w:lang"), (word.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), tag)


def _set_styles(word: Word, scale: float) -> None:
    """The styles of a report, larger or smaller than they usually are."""
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        # The fonts of the template's theme would win over a font chosen by name.
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for name in ("Ingress", "Note", "To Fill In", "Table Text", "Signature Line"):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    restyle = partial(_restyle, word, scale=scale)
    restyle("Normal", size=11, after=7)
    restyle("Subtitle", size=11.5, color=ACCENT, bold=True, after=4)
    word.styles["Subtitle"].font.small_caps = True
    restyle("Title", size=24, bold=True, after=12, line=1)
    restyle("Heading 1", size=15, color=ACCENT, bold=True, before=18, after=5, line=1)
    restyle("Heading 2", size=12, color=ACCENT, bold=True, before=14, after=4, line=1)
    restyle("List Bullet", size=11, after=4)
    restyle("List Number", size=11, after=4)
    restyle("Caption", size=9.5, bold=True, before=6, after=10, line=1)
    restyle("Ingress", size=13, color=ACCENT, after=9)
    restyle("Note", size=9, color=_QUIET, before=4, after=7, line=1.05)
    restyle("To Fill In", size=11, after=7)
    shade = make_element("shd", val="clear", color="auto", fill=_TO_FILL_IN)
    word.styles["To Fill In"].element.get_or_add_pPr().insert_element_before(shade, *_AFTER_BORDERS[1:])
    restyle("Table Text", size=9, before=2.5, after=2.5, line=1)
    restyle("Footer", size=8.5, color=_QUIET, line=1)
    restyle("Signature Line", size=9, color=_QUIET, before=24, line=1)


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
    _restyle(word, "Subtitle", size=size, color=ACCENT, bold=True, after=0.2 * size)
    _restyle(word, "Title", size=1.7 * size, bold=True, after=0.4 * size, line=1)
    _restyle(word, "Heading 1", size=1.25 * size, color=ACCENT, bold=True, before=0.7 * size, after=0.3 * size, line=1)
    _restyle(word, "Note", size=0.8 * size, color=_QUIET, after=0.3 * size, line=1)
    rule = make_borders("pBdr", space=4, top=(8, ACCENT))
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
    scale: float = 1.0,
) -> None:
    """Give a style this look, and leave of the template's only its place in lists and outline; where it is smaller by
    `scale`, so are the gaps and the lines.
    """
    size, before, after = (scale * one for one in (size, before, after))
    line = max(1.0, line * scale)
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
    paragraph.paragraph_format.tab_stops.add_tab_stop(find_text_width(word), WD_TAB_ALIGNMENT.RIGHT)
    rule = make_borders("pBdr", space=6, top=(4, HAIRLINE))
    paragraph._p.get_or_add_pPr().insert_element_before(rule, *_AFTER_BORDERS)
    write(paragraph, f"{document.footer}\t")
    for part in re.split(r"(\{pages?\})", document.page_of):
        if part in _PAGE_FIELDS:
            paragraph._p.append(make_field(_PAGE_FIELDS[part]))
        else:
            write(paragraph, part)
