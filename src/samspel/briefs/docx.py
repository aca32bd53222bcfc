"""Renders a document as DOCX with real styles, lists and table headers, so that it can be read aloud and worked on."""

import io
import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from samspel.briefs.document import (
    Block,
    Bullets,
    Document,
    Grid,
    Heading,
    Lines,
    Pair,
    Paragraph,
    Picture,
)
from samspel.briefs.html import drop_controls
from samspel.briefs.pdf import REGIONS, column_shares, render_png

_FONT = "Calibri"
_INK, _QUIET, _ACCENT, _HAIRLINE = "1C2127", "545D68", "0F4C5C", "C5CCD3"
_MARGIN, _GUTTER = Mm(22), Mm(8)
_TEXT_WIDTH = Mm(210 - 2 * 22)
_TEXT_WIDTH_PX = 1600
_SIGNATURE_WIDTH = Mm(85)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

_STYLES = {"body": "Normal", "ingress": "Ingress", "note": "Note"}
_PLACEHOLDER = re.compile(r"\{(pages?)\}")
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


def render_docx(document: Document) -> bytes:
    """The document as DOCX on A4, with drawings as PNG. The same document gives the same bytes."""
    word = docx.Document()
    _set_page(word)
    _set_language(word, f"{document.lang}-{REGIONS[document.lang]}")
    _set_styles(word)
    _set_properties(word, document)
    _set_footer(word, document)
    _add_text(word, document.kicker, "Subtitle")
    _add_text(word, document.title, "Title")
    for block in document.blocks:
        _add_block(word, block)
    made = io.BytesIO()
    word.save(made)
    return _without_times(made.getvalue())


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = _MARGIN
    section.bottom_margin = Mm(26)
    section.footer_distance = Mm(12)


def _set_language(word: Word, tag: str) -> None:
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    for language in word.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), tag)


def _set_styles(word: Word) -> None:
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        # The template names the fonts of its theme, which would win over the font chosen here.
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for name in ("Ingress", "Note", "Table Text", "Signature Line"):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    _restyle(word, "Normal", size=11, after=7, line=1.15)
    _restyle(word, "Subtitle", size=11, color=_ACCENT, bold=True, after=4).font.small_caps = True
    _restyle(word, "Title", size=24, bold=True, after=12, line=1.0)
    _restyle(word, "Heading 1", size=15, color=_ACCENT, bold=True, before=18, after=5, line=1.0)
    _restyle(word, "Heading 2", size=12, color=_ACCENT, bold=True, before=14, after=4, line=1.0)
    _restyle(word, "List Bullet", size=11, after=4, line=1.15)
    _restyle(word, "List Number", size=11, after=4, line=1.15)
    _restyle(word, "Caption", size=9.5, bold=True, before=6, after=4, line=1.0)
    _restyle(word, "Ingress", size=13, color=_ACCENT, after=9, line=1.15)
    _restyle(word, "Note", size=9, color=_QUIET, after=7, line=1.05)
    _restyle(word, "Table Text", size=9.5, before=2.5, after=2.5, line=1.0)
    _restyle(word, "Footer", size=8.5, color=_QUIET, line=1.0)
    signature = _restyle(word, "Signature Line", size=9, color=_QUIET, before=34, line=1.0)
    signature.paragraph_format.right_indent = Length(_TEXT_WIDTH - _SIGNATURE_WIDTH)
    signature.paragraph_format.keep_together = True
    _add_border(signature.element.get_or_add_pPr(), _QUIET)
    _add_border(word.styles["Footer"].element.get_or_add_pPr(), _HAIRLINE)


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
) -> ParagraphStyle:
    """Give a style this look and nothing else of what the template gave it, but for its place in lists and outline."""
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
