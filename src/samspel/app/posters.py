"""The sheet that asks a lunchroom what is needed."""

from datetime import date

from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.documents.poster import compose_poster
from samspel.rendering.blocks import Document


def write_poster(
    desk: Desk, lang: Lang, *, unit: str, workplace: str, address: str, fewest: int, day: date
) -> Document:
    """The sheet of a workplace, with the address where its people say something."""
    return compose_poster(desk.catalogue.texts[lang], unit, workplace, address, fewest, day)
