"""Records of content/chain.toml: the table of industry and welfare, and the chain of links between them."""

from typing import Literal

import msgspec

from samspel.catalogue.records.base import Record

Side = Literal["industry", "welfare"]
Better = Literal["higher", "lower"]


class TableRow(Record, frozen=True, kw_only=True):
    """A measure, and the one that tells it as a share of all jobs where there is one."""

    indicator: str
    share: str | None = None


class TableGroup(Record, frozen=True, kw_only=True):
    """Measures that stand together."""

    id: str
    rows: list[TableRow]
    sv: str
    en: str


class PrintedText(Record, frozen=True, kw_only=True):
    """The figure as it was printed, and why ours is another."""

    said: str
    why: str


class Printed(Record, frozen=True, kw_only=True):
    """A figure that others have printed for a place, to stand beside ours."""

    place: str
    indicator: str
    sv: PrintedText
    en: PrintedText


class NodeText(Record, frozen=True, kw_only=True):
    """The name of a part of the chain, as a heading and within a sentence."""

    name: str
    within: str


class Node(Record, frozen=True, kw_only=True):
    """A part of the chain, on the side of industry or of welfare."""

    id: str
    side: Side
    sv: NodeText
    en: NodeText


class Lead(Record, frozen=True, kw_only=True):
    """The measure that a link is judged by: the first of `indicators` that is told for places of the kind.

    `beyond_all` takes away the middle change of all places of the kind, for kronor that grow with prices.
    """

    indicators: list[str]
    better: Better
    beyond_all: bool = False


class LinkText(Record, frozen=True, kw_only=True):
    """What the link says, and in a sentence what is known of it."""

    claim: str
    known: str


class Link(Record, frozen=True, kw_only=True):
    """How a part of the chain acts on the next: figures, demands, studies and parameters of the model that bear on it.
    No `parameters` says that the model has nothing of the link.
    """

    id: str
    start: str
    end: str
    lead: Lead
    figures: list[str]
    demands: list[str]
    studies: list[str]
    parameters: list[str]
    sv: LinkText
    en: LinkText


class Chain(Record, frozen=True, kw_only=True):
    """The table and the chain. Figures are told over at most `table_years` and `link_years` years; a link gives way
    where at least `least_signs` of the three signs stand.
    """

    table_years: int
    link_years: int
    least_signs: int
    groups: list[TableGroup] = msgspec.field(name="group")
    printed: list[Printed]
    nodes: list[Node] = msgspec.field(name="node")
    links: list[Link] = msgspec.field(name="link")
