"""The first pages of a packet for a group: its places beside each other, and the demands on each place's sheet."""

from collections.abc import Iterable, Sequence

from samspel.needs.beside import Compared
from samspel.rendering.blocks import Block, Document, Heading, Paragraph, Picture
from samspel.reports.comparison import compose_compared
from samspel.reports.packet import Member, compose_members, compose_missing, compose_spreads
from samspel.reports.writing import Writer


def compose_overview(
    writer: Writer, compared: Compared, members: Sequence[Member], unknown: Sequence[str] = ()
) -> Document:
    """Compose the overview; `unknown` says of each name that nothing has so."""
    texts, count = writer.texts, writer.texts.number(len(members))
    return Document(
        name=texts("packet.name", count=len(members)),
        lang=texts.lang,
        kicker=texts("packet.kicker"),
        title=texts("comparison.title", count=count),
        footer=texts("packet.footer", count=count, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=tuple(_compose(writer, compared, members, unknown)),
        is_close=True,
    )


def _compose(writer: Writer, compared: Compared, members: Sequence[Member], unknown: Sequence[str]) -> Iterable[Block]:
    texts = writer.texts
    yield Paragraph(texts("packet.lead"), style="ingress")
    yield Heading(texts("packet.measures_title"))
    # The picture of one measure is as high as the places are many; a small one of each says where the places lie.
    yield from (one for one in compose_compared(writer.catalogue, texts, compared) if not isinstance(one, Picture))
    yield from compose_spreads(texts, compared.beside)
    yield from compose_members(writer.catalogue, texts, members, [one.demand for one in compared.judged])
    yield from compose_missing(texts, members, unknown)
