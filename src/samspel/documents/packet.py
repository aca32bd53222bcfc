"""The first pages of a packet for a group: its places beside each other, and the demands on each place's sheet."""

from collections.abc import Iterable, Sequence

from samspel.observations.beside import Beside
from samspel.rendering.blocks import Block, Document, Heading, Paragraph, Picture
from samspel.reports.comparison import compose_beside
from samspel.reports.packet import Member, compose_members, compose_spreads
from samspel.reports.writing import Writer


def compose_overview(writer: Writer, beside: Beside, members: Sequence[Member], *, is_own: bool) -> Document:
    """Compose the overview; `is_own` says that each place's sheet has its own demands."""
    texts, count = writer.texts, writer.texts.number(len(members))
    return Document(
        name=texts("packet.name", count=len(members)),
        lang=texts.lang,
        kicker=texts("packet.kicker"),
        title=texts("packet.title", count=count),
        footer=texts("packet.footer", count=count, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=tuple(_compose(writer, beside, members, is_own=is_own)),
        is_close=True,
    )


def _compose(writer: Writer, beside: Beside, members: Sequence[Member], *, is_own: bool) -> Iterable[Block]:
    texts = writer.texts
    yield Paragraph(texts("packet.lead"), style="ingress")
    yield Heading(texts("packet.measures_title"))
    # The picture of one measure is as high as the places are many; a small one of each says where the places lie.
    yield from (one for one in compose_beside(writer.catalogue, texts, beside) if not isinstance(one, Picture))
    yield from compose_spreads(texts, beside)
    yield from compose_members(writer.catalogue, texts, members, is_own=is_own)
