"""The chain of a place on one sheet of paper."""

from collections.abc import Mapping

from samspel.needs.chain import ChainView
from samspel.rendering.blocks import Document
from samspel.reports.chain import compose_one_page
from samspel.reports.chain_words import Model
from samspel.reports.writing import Writer


def compose_sheet(writer: Writer, view: ChainView, models: Mapping[str, Model]) -> Document:
    """Compose the sheet: how the chain stands, the picture and the table, set close enough for one page."""
    texts, area = writer.texts, view.place.area
    return Document(
        name=f"kedjan-{view.place.code}" if texts.lang == "sv" else f"chain-{view.place.code}",
        lang=texts.lang,
        kicker=texts("chain.kicker"),
        title=texts("chain.title", area=area),
        footer=texts("chain.footer", area=area, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=compose_one_page(writer.catalogue, texts, view, models),
        is_close=True,
    )
