"""Composes briefs and renders them in the formats that people use."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from samspel.briefs.document import Document
from samspel.briefs.docx import render_docx
from samspel.briefs.fact_sheet import compose_fact_sheet
from samspel.briefs.html import render_html
from samspel.briefs.motion import compose_motion
from samspel.briefs.pdf import render_pdf
from samspel.briefs.typography import keep_together
from samspel.briefs.writing import Writer
from samspel.catalogue.records import Demand, Lang
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.usecases.desk import Desk
from samspel.usecases.needs import measure_needs

Format = Literal["pdf", "docx", "html"]
RENDERERS: dict[Format, Callable[[Document], bytes]] = {"pdf": render_pdf, "docx": render_docx, "html": render_html}


def compose_brief(desk: Desk, place: Place, demand: Demand | None, lang: Lang, day: date) -> Document:
    """The fact sheet of a place, or with a demand the motion. Raises BadInputError for a demand that the place cannot
    decide.
    """
    writer = Writer(desk.observations, desk.catalogue.texts[lang], day)
    if demand is None:
        return compose_fact_sheet(writer, place, measure_needs(desk, place))
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    (need,) = desk.assessor.measure_place(place, [demand])
    return compose_motion(writer, need)


def render(document: Document, formats: Sequence[Format] = tuple(RENDERERS)) -> dict[str, bytes]:
    """Render a document; returns file names with their bytes. The same document gives the same bytes."""
    tied = keep_together(document)
    return {f"{document.name}.{name}": RENDERERS[name](tied) for name in formats}
