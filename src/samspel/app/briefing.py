"""Composes briefs and renders them in the formats that people use."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.app.simulating import simulate_with_levers
from samspel.app.transition import plan_transition
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand
from samspel.documents.fact_sheet import compose_fact_sheet
from samspel.documents.motion import compose_motion
from samspel.rendering.blocks import Document
from samspel.rendering.docx import render_docx
from samspel.rendering.html import render_html
from samspel.rendering.pdf import render_pdf
from samspel.rendering.typography import keep_together
from samspel.reports.writing import Writer
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError
from samspel.terms.files import cut_name
from samspel.terms.place import Place, PlaceKind
from samspel.transition.outlook import Plan

Format = Literal["pdf", "docx", "html"]
RENDERERS: dict[Format, Callable[[Document], bytes]] = {"pdf": render_pdf, "docx": render_docx, "html": render_html}


def compose_brief(
    desk: Desk,
    place: Place,
    demand: Demand | None,
    lang: Lang,
    day: date,
    scenario: Request | None = None,
    transition: Plan | None = None,
) -> Document:
    """The fact sheet of a place, or with a demand the motion; with a scenario what the simulation says of it, in the
    motion what the demand's own lever changes there; with a transition what it says of the place, in the fact sheet.
    A kept reckoning of reach goes in by itself.

    Raises BadInputError for a demand that the place cannot decide, or a scenario or transition that cannot be run.
    """
    writer = Writer(desk.observations, desk.catalogue.texts[lang], day)
    if demand is None:
        part = None if scenario is None else simulate_with_levers(desk, place, scenario)
        planned = None if transition is None else plan_transition(desk, place, transition, with_model=False).transition
        return compose_fact_sheet(writer, place, measure_needs(desk, place), part, planned, desk.reach.load(place.code))
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    (need,) = desk.assessor.measure_place(place, [demand])
    part = None
    if scenario is not None:
        part = simulate_with_levers(desk, place, replace(scenario, levers=(str(demand.number),)))
    (row,) = add_costs(desk, [need])
    return compose_motion(writer, row, part, desk.reach.load(place.code))


def render(document: Document, formats: Sequence[Format] = tuple(RENDERERS)) -> dict[str, bytes]:
    """Render a document; returns file names with their bytes. The same document gives the same bytes."""
    tied = keep_together(document)
    return {cut_name(f"{document.name}.{name}"): RENDERERS[name](tied) for name in formats}
