"""The words of a document, as blocks and as a page, for the tests of motions, fact sheets and letters."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from samspel.briefs.document import Block, Bullets, Document, Grid, Heading, Lines, Pair, Paragraph, Picture
from samspel.briefs.html import render_html

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
            case Grid():
                yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row), block.note)
            case Picture():
                yield from (block.alt, block.caption)
            case Pair():
                yield from (block.left.alt, block.left.caption, block.right.alt, block.right.caption)
            case Lines():
                yield from block.labels


def read_words(document: Document) -> str:
    """Every text of the document, one a line."""
    return "\n".join([document.kicker, document.title, document.footer, *walk_words(document.blocks)])


def find_grids(document: Document) -> list[Grid]:
    """The tables."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def missing_from(page: str, *words: str) -> list[str]:
    """The words that the page does not hold."""
    return [word for word in words if squeeze(word) not in page]


Compose = Callable[..., Document]
