"""Renders a document as plain text, to paste into a council's form or a letter. Pictures are left out: what they show
stands in tables too.
"""

from collections.abc import Iterator

from samspel.rendering.blocks import Block, Bullets, Document, Heading, Lines, Paragraph, unfold
from samspel.rendering.html_blocks import clean_text
from samspel.rendering.table import Table, words


def render_text(document: Document) -> bytes:
    """The document as UTF-8, a paragraph a line with an empty line between."""
    said = [document.kicker, document.title, *_list_parts(document), document.footer]
    return clean_text("\n\n".join(part for part in said if part)).encode() + b"\n"


def _list_parts(document: Document) -> Iterator[str]:
    for block in unfold(document.blocks):
        yield "\n".join(_list_lines(block))


def _list_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield f"{block.lead} {block.text}".strip()
        case Bullets():
            for number, item in enumerate(block.items, 1):
                yield f"{number}. {item}" if block.numbered else f"– {item}"
        case Table():
            read = words(block)
            yield from (block.caption, "\t".join(read.heads))
            yield from ("\t".join(row) for row in read.texts)
            yield from block.notes
        case Lines():
            yield from block.labels
        case _:
            pass
