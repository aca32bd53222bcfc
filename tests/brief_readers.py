"""The words of a document, as blocks and as a page, for the tests of motions, fact sheets and letters."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from samspel.rendering.blocks import Block, Bullets, Document, Fold, Heading, Lines, Pair, Paragraph, Picture
from samspel.rendering.html import render_html
from samspel.rendering.table import Table, words

_TAG = re.compile(r"<(style|svg|script)\b.*?</\1>|<[^>]+>", re.DOTALL)
_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """The text with every run of white space as one blank."""
    return _SPACE.sub(" ", text).strip()


def read_page(document: Document) -> str:
    """What people read on the web page, without drawings."""
    return squeeze(unescape(_TAG.sub(" ", render_html(document).decode("utf-8"))))


def walk_words(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every text of the blocks."""
    for block in blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield from (block.lead, block.text)
            case Bullets():
                yield from block.items
            case Table():
                read = words(block)
                yield from (block.caption, *read.heads, *(cell for row in read.texts for cell in row), *block.notes)
            case Fold():
                yield block.summary
                yield from walk_words(block.blocks)
            case Picture():
                yield from (block.alt, block.caption)
            case Pair():
                yield from (block.left.alt, block.left.caption, block.right.alt, block.right.caption)
            case Lines():
                yield from block.labels


def read_words(document: Document) -> str:
    """Every text of the document, one a line."""
    return "\n".join([document.kicker, document.title, document.footer, *walk_words(document.blocks)])


@dataclass(frozen=True)
class ReadTable:
    """A table as people read it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def find_grids(document: Document) -> list[ReadTable]:
    """The tables."""
    return [
        ReadTable(words(block).heads, words(block).texts, " ".join(block.notes))
        for block in document.blocks
        if isinstance(block, Table)
    ]


def missing_from(page: str, *words: str) -> list[str]:
    """The words that the page does not hold."""
    return [word for word in words if squeeze(word) not in page]


Compose = Callable[..., Document]
