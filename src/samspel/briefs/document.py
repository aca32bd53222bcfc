"""A document as plain blocks, so that PDF, DOCX and HTML say exactly the same."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from samspel.catalogue.records import Lang


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document's title is level 1, so blocks begin at level 2."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` is set in bold before it. `note` is smaller and paler, `ingress` larger."""

    text: str
    lead: str = ""
    style: Literal["body", "ingress", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or with dots."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row and a header column (the first). `numeric` tells which columns are set to the right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with what it shows in words for those who do not see it. `width` is the share of the text's
    width.
    """

    svg: str
    alt: str
    caption: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two drawings side by side where the page is wide enough."""

    left: Picture
    right: Picture


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines to fill in by hand: place and date, name, and so on."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Grid | Picture | Pair | Lines


@dataclass(frozen=True, slots=True)
class Document:
    """A brief, motion or letter. `kicker` stands above the title, `footer` at the foot of every page; `name` is the
    file name's stem.
    """

    name: str
    lang: Lang
    kicker: str
    title: str
    footer: str
    page_of: str
    day: date
    blocks: tuple[Block, ...]
