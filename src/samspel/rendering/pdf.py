"""Renders a document as tagged PDF (PDF/UA-1), and a drawing as PNG, with typst.

Only the fonts inside typst are used, so a document looks the same on every machine, and no clock is read,
so the same document gives the same bytes.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any, TypeAlias
from unicodedata import category, normalize

import typst

from samspel.catalogue.loading import find_content
from samspel.catalogue.records.base import Lang
from samspel.rendering.blocks import Block, Document, unfold
from samspel.rendering.html_blocks import clean_text
from samspel.rendering.table import Cell, Table, Words, words
from samspel.rendering.typography import DRAWING

REGIONS: Mapping[Lang, str] = {"sv": "SE", "en": "GB"}
"""The region whose spelling and hyphenation each language follows."""

GLYPHS = "templates/glyphs.txt"
"""The characters beyond ASCII that the fonts have, as ranges; made by docs/make_glyph_table.py."""

REPLACEMENT = "\ufffd"
"""Stands for characters that none of the fonts has, such as emoji."""

Data: TypeAlias = "str | float | Mapping[str, Data] | Sequence[Data]"
"""What the template is given, as JSON."""

_PROBE = b'#set document(title: "probe")\n#smallcaps(sys.inputs.text)'
_DRAWING = (
    b"#set page(width: int(sys.inputs.width) * 1pt, height: auto, margin: 0pt, fill: white)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
)
_POINTS_PER_INCH = 72
_SOFT_HYPHEN = "\u00ad"
_FILLERS = "\u115f\u1160\u3164\uffa0"
_ENDLESS, _CHUNK, _BREAK = re.compile(r"[^\s/?-]{50,}"), re.compile(r".{1,20}"), "\u200b"
"""A word without a place to break in so many characters; where it is long it may break after each so many."""
_WORD = re.compile(r"[^\s/-]+[/-]?")
"""What stands on one line: up to a blank, or a sign after which a line may end."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# In characters: a table's whole line, the gap between columns, the longest word left whole, in a head too, a column.
_LINE, _GAP, _LONGEST_UNCUT, _LONGEST_IN_HEAD, _WIDEST = 100, 2, 14, 12, 120


def render_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 on A4. Characters that the fonts lack become REPLACEMENT."""
    return render_booklet(document, ())


def count_pages(pdf: bytes) -> int:
    """The pages of a rendered document."""
    from pypdf import PdfReader  # slow to start

    return len(PdfReader(BytesIO(pdf)).pages)


def render_booklet(document: Document, sheets: Sequence[Document]) -> bytes:
    """The document as `render_pdf`, followed by sheets for A4, each a page of it with a heading of its own."""
    template = (find_content() / "templates" / "document.typ").read_bytes()
    whole = {**_as_data(document), "sheets": [_as_data(sheet) for sheet in sheets]}
    data = json.dumps(_let_break(_make_showable(whole)))
    return _one_file(
        typst.compile(
            template, format="pdf", sys_inputs={"document": data}, pdf_standards=["ua-1"], ignore_system_fonts=True
        )
    )


def render_png(svg: str, width_px: int) -> bytes:
    """The drawing as PNG on white, `width_px` wide and as high as its proportions ask for."""
    return _one_file(
        typst.compile(
            _DRAWING,
            format="png",
            sys_inputs={"svg": clean_text(svg), "width": str(width_px)},
            ppi=_POINTS_PER_INCH,
            ignore_system_fonts=True,
        )
    )


def column_shares(read: Words, spare: int = 0) -> tuple[float, ...]:
    """The share of the table's width that each column gets. They sum to 1.

    Every column gets room for numbers and words that must not be cut, and `spare` characters more for a font that may
    be wider; the rest goes to those that want more.
    """
    columns = list(zip(read.heads, *read.texts, strict=True))
    least = [
        spare + _find_least(texts, [row[number] for row in read.rows], numeric)
        for number, (texts, numeric) in enumerate(zip(columns, read.numeric, strict=True))
    ]
    wanted = [
        low if is_number else max(low, _find_wanted(texts))
        for low, texts, is_number in zip(least, columns, read.numeric, strict=True)
    ]
    left = max(0, _LINE - sum(least))
    part = min(1, left / max(1, sum(wanted) - sum(least)))
    widths = [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _holds_words(said: Iterable[str], share: float) -> bool:
    """Whether a column has room for the longest word of what is said in it, so that none need be cut."""
    longest = max((len(word) for line in said for word in _WORD.findall(line)), default=0)
    return longest + _GAP <= share * _LINE


def _find_least(texts: tuple[str, ...], cells: Iterable[Cell], numeric: bool) -> int:
    header, *said = texts
    # Words of the header are bold, and so a little wider.
    whole = [f"{word[:_LONGEST_IN_HEAD]}-" for word in header.split()]
    if numeric:  # A number's note may stand on a line of its own.
        whole += [part for cell in cells for part in (cell.read, *f"({cell.note})".split())]
    else:
        whole += [word[:_LONGEST_UNCUT] for cell in said for word in cell.split()]
    return _GAP + max(map(len, whole), default=0)


def _find_wanted(texts: tuple[str, ...]) -> int:
    header, *cells = texts
    # A header may take two lines.
    return _GAP + min(_WIDEST, max([len(header) // 2, *map(len, cells)]))


def _as_data(document: Document) -> dict[str, Any]:
    return {
        **asdict(document),
        "day": document.day.isoformat(),
        "region": REGIONS[document.lang],
        "blocks": [_block_data(block) for block in unfold(document.blocks)],
    }


def _block_data(block: Block) -> dict[str, Any]:
    if not isinstance(block, Table):
        return {"kind": type(block).__name__.lower(), **asdict(block)}
    read = words(block)
    shares = column_shares(read)
    return {
        "kind": "table",
        "caption": block.caption,
        "header": read.heads,
        "rows": read.texts,
        "numeric": read.numeric,
        "shares": shares,
        "whole": [
            [_holds_words((head,), share) for head, share in zip(read.heads, shares, strict=True)],
            [
                is_number or _holds_words([row[number] for row in read.texts], shares[number])
                for number, is_number in enumerate(read.numeric)
            ],
        ],
        "note": " ".join(block.notes),
    }


def _make_showable(value: Data) -> Data:
    match value:
        case str():
            return _keep_showable(value)
        case Mapping():
            return {key: _make_showable(item) for key, item in value.items()}
        case Sequence():
            return [_make_showable(item) for item in value]
        case _:
            return value


def _let_break(value: Data) -> Data:
    """The same with places to break in words that no line has room for: their ends would fall outside the page."""
    match value:
        case str():
            return _ENDLESS.sub(lambda word: _BREAK.join(_CHUNK.findall(word[0])), value)
        case Mapping():
            return {key: item if key == DRAWING else _let_break(item) for key, item in value.items()}
        case Sequence():
            return [_let_break(item) for item in value]
        case _:
            return value


def _keep_showable(text: str) -> str:
    # Letters pasted with loose accents become one character each.
    composed = normalize("NFC", clean_text(text).replace("\t", " "))
    return _NOT_ASCII.sub(lambda run: _replace_unknown(run[0]), composed)


def _replace_unknown(text: str) -> str:
    kept = (char for char in text if char == _SOFT_HYPHEN or not _is_loose(char))
    # A run of unknown characters becomes one sign: emoji are often made of several.
    runs = groupby(kept, key=_has_glyph)
    return "".join("".join(run) if known else REPLACEMENT for known, run in runs)


def _is_loose(char: str) -> bool:
    """Whether it has no sure place in the fonts: loose accents, joiners, fillers, private characters."""
    return category(char) in {"Cf", "Co", "Mc", "Me", "Mn"} or char in _FILLERS


def can_show(text: str) -> bool:
    """Whether the fonts have every character of a text. Takes milliseconds, so documents ask the table of GLYPHS."""
    # PDF/UA forbids text without glyphs, and typst does not tell what its fonts hold but by refusing.
    try:
        typst.compile(_PROBE, format="pdf", sys_inputs={"text": text}, pdf_standards=["ua-1"], ignore_system_fonts=True)
    except typst.TypstError:
        return False
    return True


def _has_glyph(char: str) -> bool:
    firsts, lasts = _load_glyphs()
    at = bisect_right(firsts, ord(char)) - 1
    return at >= 0 and ord(char) <= lasts[at]


@lru_cache(maxsize=1)
def _load_glyphs() -> tuple[list[int], list[int]]:
    """The first and last code points of the ranges, in order."""
    lines = (find_content() / GLYPHS).read_text(encoding="ascii").split()
    pairs = [[int(code, 16) for code in line.split("-")] for line in lines]
    return [first for first, _ in pairs], [last for _, last in pairs]


def _one_file(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} where one file was expected")
    return made
