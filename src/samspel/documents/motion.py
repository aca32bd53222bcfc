"""The motion: one demand, ready to hand in to the assembly that can decide."""

from collections.abc import Iterable

from samspel.catalogue.records.needs import Demand
from samspel.needs.deciding import Addressee, find_addressee, find_due, has_regional_council
from samspel.needs.measuring import Need
from samspel.needs.rows import build_judged_row
from samspel.needs.verdict import Verdict
from samspel.observations.picture import Row, build_course
from samspel.observations.series import Observation
from samspel.reach.report import ReachReport
from samspel.rendering.blocks import Block, Bullets, Document, Heading, Lines, Pair, Paragraph, Picture
from samspel.reports.costs import describe_cost
from samspel.reports.demand import (
    compose_cost,
    compose_law,
    compose_lever,
    compose_objections,
    compose_why,
    list_proposals,
    word_addressee,
)
from samspel.reports.figures import describe_definition
from samspel.reports.measure_words import describe_measurement, describe_span
from samspel.reports.needs import (
    describe_bearings,
    describe_condition,
    describe_inquiry,
    describe_question,
    describe_reasons,
    describe_unplaced,
    describe_verdict,
    label_need,
)
from samspel.reports.pictures import draw_map_of_place, draw_place_course, draw_standing
from samspel.reports.reach_sections import compose_reach_grounds, offer_departure
from samspel.reports.simulation_brief import compose_lever_effect
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed
from samspel.scenarios.simulation import Simulation

QUESTIONS_SHOWN = 6


def compose_motion(
    writer: Writer,
    row: CostedNeed,
    scenario: Simulation | None = None,
    reach: ReachReport | None = None,
) -> Document:
    """Compose the motion for a demand as it stands at a place, with what a report of reach says of it and what its
    lever changes in a simulation if there are any.

    Raises BadInputError for a body that cannot decide.
    """
    texts, places, demand, place = writer.texts, writer.catalogue.places, row.need.demand, row.need.place
    to = find_addressee(writer.catalogue, demand, place)
    body = to.body
    level = "region" if has_regional_council(places, body) else "municipality"
    title = texts.of(demand).title
    blocks = (
        *_ask_blocks(writer, row.need),
        *_place_blocks(writer, row.need),
        *compose_why(texts, demand),
        *compose_law(texts, demand),
        *_figure_blocks(writer, row.need),
        *(() if reach is None else compose_reach_grounds(writer, reach, demand.id)),
        *compose_objections(writer.catalogue, texts, demand),
        *compose_lever(writer.catalogue, texts, demand)[:2],
        *(() if scenario is None else compose_lever_effect(writer.catalogue, texts, scenario)),
        *compose_cost(texts, describe_cost(texts, place, demand, row.cost)),
        *_proposal_blocks(writer, demand, to, level),
        *(() if reach is None else offer_departure(writer, reach, demand.id)),
        Lines((texts("motion.signature_place"), texts("motion.signature_name"))),
        *_question_blocks(writer, row.need),
    )
    return Document(
        name=f"motion-{place.code}-{demand.number:02d}-{demand.id}",
        lang=texts.lang,
        kicker=texts(f"motion.kicker_{level}", body=body.body),
        title=title,
        footer=texts("motion.footer", title=title, area=place.area, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=(*blocks, *_source_blocks(writer, demand)),
    )


def _ask_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    """What is asked, that another council may be asked too, and that the demand is not for this place where so."""
    texts, demand = writer.texts, need.demand
    yield Paragraph(texts.of(demand).asks, style="ingress")
    yield Paragraph(texts("motion.who"), style="note")
    if demand.responsible == "shared":
        yield Paragraph(texts("motion.subject_shared"), style="note")
    if need.verdict is Verdict.NOT_HERE:
        yield Paragraph(texts("motion.not_here", area=need.place.area), style="note")


def _place_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("motion.place_title", area=need.place.area))
    yield Paragraph(
        _describe_place(writer, need), lead=texts("motion.verdict_line", verdict=label_need(texts, need).lower())
    )
    yield Paragraph(describe_verdict(texts, need), style="note")
    answered = [inquiry for inquiry in need.inquiries if inquiry.answer is not None and inquiry not in need.telling]
    if answered:
        yield Heading(texts("motion.answers_title"), level=3)
        yield Bullets(tuple(describe_inquiry(texts, need, inquiry) for inquiry in answered))
    for unplaced in dict.fromkeys(describe_unplaced(texts, inquiry) for inquiry in need.inquiries):
        if unplaced:
            yield Paragraph(unplaced, style="note")


def _describe_place(writer: Writer, need: Need) -> str:
    """What gave the verdict; where it is unknown, that the answers decide, and what is known beside."""
    texts, catalogue = writer.texts, writer.catalogue
    if need.verdict is not Verdict.UNKNOWN:
        reasons = describe_reasons(catalogue, texts, need)
        holds = describe_condition(catalogue, texts, need) if need.verdict is not Verdict.NOT_HERE else ""
        return " ".join(one for one in (*reasons, describe_bearings(texts, need), holds) if one)
    known = [m for m in need.measurements if m.observation.value is not None]
    beside = [describe_measurement(catalogue, texts, measurement) for measurement in known]
    condition = describe_condition(catalogue, texts, need)
    said = [texts("motion.unknown", area=need.place.area), condition, *beside]
    return " ".join(part for part in said if part)


def _figure_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("motion.figures_title"))
    rows = [build_judged_row(writer.observations, measurement) for measurement in need.measurements]
    if not rows:
        yield Paragraph(texts("motion.figures_none"))
    else:
        yield writer.tabulate_rows(texts("motion.figures_caption", area=need.place.area), need.place, rows)
    for span in dict.fromkeys(describe_span(writer.observations, texts, one) for one in need.measurements):
        if span:
            yield Paragraph(span, style="note")
    yield Paragraph(texts.of(need.demand).measured, style="note")
    for measurement in need.measurements:
        indicator = writer.catalogue.indicators[measurement.measure.indicator]
        yield Paragraph(f"{texts.of(indicator).name}: {describe_definition(texts, indicator)}", style="note")
    yield from _compose_picture(writer, need, rows)


def _compose_picture(writer: Writer, need: Need, rows: list[Row]) -> Iterable[Block]:
    """The first figure that has a course or a standing, beside the map."""
    drawn = draw_map_of_place(writer.observations, writer.texts, need.place)
    writer.cite([writer.observations.figures.origin(table) for table in ("localities", "emergency_surgery")])
    for row in rows:
        name = row.indicator.id
        chart = _draw(writer, name, row.here)
        if chart is not None:
            yield Pair(chart, drawn)
            return
    yield drawn


def _draw(writer: Writer, indicator: str, here: Observation) -> Picture | None:
    if here.value is None:
        return None
    strip = draw_standing(writer.observations, writer.texts, indicator, here.place)
    return strip or draw_place_course(
        writer.texts, build_course(writer.observations, indicator, here.place), here.place
    )


def _proposal_blocks(writer: Writer, demand: Demand, to: Addressee, level: str) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("motion.proposal_title"))
    yield Paragraph(texts(f"motion.proposal_lead_{level}"))
    words = word_addressee(texts, to, find_due(demand, writer.day))
    yield list_proposals(texts, demand, words, is_authority=to.is_authority)


def _source_blocks(writer: Writer, demand: Demand) -> Iterable[Block]:
    yield Heading(writer.texts("motion.sources_title"))
    yield Paragraph(writer.texts("motion.sources_handbook", number=demand.number), style="note")
    if writer.origins:
        yield writer.list_sources()


def _question_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    texts = writer.texts
    left = need.open_questions[:QUESTIONS_SHOWN]
    if not left:
        return
    bodies = dict.fromkeys(inquiry.body.body for inquiry in left if inquiry.body is not None)
    yield Heading(texts("motion.questions_title"))
    yield Paragraph(texts("motion.questions_intro", body=texts.listing(list(bodies)) or need.place.area))
    yield Bullets(tuple(describe_question(texts, inquiry) for inquiry in left))
