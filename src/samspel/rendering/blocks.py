"""A document as plain blocks, so that PDF, DOCX and HTML say exactly the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from samspel.catalogue.records.base import Lang
from samspel.rendering.table import Link, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document's title is level 1, so blocks begin at level 2."""

    text: str
    level: Literal[2, 3] = 2
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` is set in bold before it. `note` is smaller and paler, `ingress` larger, `gap` a marked
    place that somebody has to fill in. `lang` is the text's language where it is another than the document's.
    """

    text: str
    lead: str = ""
    style: Literal["body", "ingress", "note", "gap"] = "body"
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or with dots; `short` is the answer in short, which a page sets in a box. `lang` is as a
    paragraph's.
    """

    items: tuple[str, ...]
    numbered: bool = False
    style: Literal["body", "short"] = "body"
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A word or two on what stands below. `badge` names the sign that a page sets before it."""

    words: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in a row; other faces than pages have them as a line of text."""

    items: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class PictureFile:
    """What a picture that goes out alone is called, and what stands below it there; its caption stands above."""

    name: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with what it shows in words for those who do not see it. `width` is the share of the text's
    width. One with a `file` can be had by itself.
    """

    svg: str
    alt: str
    caption: str
    width: float = 1.0
    file: PictureFile | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two drawings side by side where the page is wide enough. A paper keeps them whole, and those that are kept on the
    page of what follows.
    """

    left: Picture
    right: Picture
    is_kept: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Grid:
    """Small multiples: groups of blocks that stand side by side on a page as far as its width goes; elsewhere one after
    another.
    """

    cells: "tuple[tuple[Block, ...], ...]"


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines to fill in by hand: place and date, name, and so on, each above its label. One that is `written` on
    goes on from its label to the end of the line.
    """

    labels: tuple[str, ...]
    style: Literal["signed", "written"] = "signed"


@dataclass(frozen=True, slots=True)
class Fold:
    """What a page keeps folded until somebody asks for it; paper and terminal show it under its heading."""

    summary: str
    blocks: "tuple[Block, ...]"


Size = Literal["a4", "a5"]
Layout = Literal["report", "letter", "leaflet", "sheet", "small_sheet"]
Block = Heading | Paragraph | Bullets | Labels | Table | Picture | Pair | Grid | Lines | Fold


def unfold(blocks: "Iterable[Block]") -> "Iterator[Block]":
    """The blocks with every fold opened under a heading, labels as a line and multiples one after another, for faces
    that have none of them. A fold that is called after its table needs no heading.
    """
    for block in blocks:
        if isinstance(block, Fold):
            first = next(iter(block.blocks), None)
            if not (isinstance(first, Table) and first.caption == block.summary):
                yield Heading(block.summary, 3)
            yield from unfold(block.blocks)
        elif isinstance(block, Grid):
            for cell in block.cells:
                yield from unfold(cell)
        elif isinstance(block, Labels):
            yield Paragraph(" · ".join(label.words for label in block.items), style="note")
        else:
            yield block


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A brief, motion or letter. `kicker` stands above the title, `footer` at the foot of every page, which has none
    where both it and `page_of` are empty; `name` is the file name's stem. A `report` is laid out in colour, a `letter`
    as what one hands in, a `leaflet` on A5 to pin up, a `sheet` on A4 and a `small_sheet` on A5 likewise in colour. One
    that `is_close` is set smaller, with narrow margins, so that more goes on a sheet; `size` is that of a sheet's
    running text in points, by what there is to say.
    """

    name: str
    lang: Lang
    kicker: str
    title: str
    footer: str
    page_of: str
    day: date
    blocks: tuple[Block, ...]
    is_close: bool = False
    layout: Layout = "report"
    size: float | None = None
