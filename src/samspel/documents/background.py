"""The blocks of the mover's background: all that bears on a demand at a place, for and against, for the mover alone."""

from collections.abc import Iterable

from samspel.documents.matter import Matter
from samspel.needs.measuring import Need
from samspel.needs.rows import build_judged_row
from samspel.needs.verdict import Verdict
from samspel.observations.picture import Row, build_course
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Bullets, Heading, Pair, Paragraph, Picture
from samspel.reports.contrary import describe_contrary
from samspel.reports.costs import describe_row_cost
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
from samspel.reports.need import describe_course
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
from samspel.reports.paper_money import describe_funding
from samspel.reports.pictures import draw_map_of_place, draw_place_course, draw_standing
from samspel.reports.reach_sections import compose_reach_grounds, offer_departure
from samspel.reports.simulation_brief import compose_lever_effect
from samspel.reports.whose import describe_whose, find_texts
from samspel.reports.writing import Writer

QUESTIONS_SHOWN = 6
ON_A_MAP = "access"
"""The kind of measure that a map bears on."""


def make_asked(matter: Matter) -> Iterable[Block]:
    """What is asked, that another council may be asked too, and that the demand is not for this place where so."""
    texts, need = matter.texts, matter.need
    yield Paragraph(matter.says.asks, style="ingress")
    yield Paragraph(texts("motion.who"), style="note")
    if need.demand.responsible == "shared":
        yield Paragraph(texts("motion.subject_shared"), style="note")
    if need.verdict is Verdict.NOT_HERE:
        yield Paragraph(texts("motion.not_here", area=need.place.area), style="note")


def make_standing(matter: Matter) -> Iterable[Block]:
    """Where the place stands, what the body has answered, and what is not placed."""
    texts, need = matter.texts, matter.need
    yield Heading(texts("motion.place_title", area=need.place.area))
    yield Paragraph(
        _describe_place(matter.writer, need), lead=texts("motion.verdict_line", verdict=label_need(texts, need).lower())
    )
    yield Paragraph(describe_verdict(texts, need), style="note")
    contrary = describe_contrary(matter.writer.catalogue, texts, need)
    if contrary:
        yield Paragraph(contrary)
    answered = [inquiry for inquiry in need.inquiries if inquiry.answer is not None and inquiry not in need.telling]
    if answered:
        yield Heading(texts("motion.answers_title"), level=3)
        yield Bullets(tuple(describe_inquiry(texts, need, inquiry) for inquiry in answered))
    for unplaced in dict.fromkeys(describe_unplaced(texts, inquiry) for inquiry in need.inquiries):
        if unplaced:
            yield Paragraph(unplaced, style="note")


def make_law(matter: Matter) -> Iterable[Block]:
    """What the law says, and when that was last compared with the law."""
    checked = matter.demand.checked
    yield from compose_law(matter.texts, matter.demand)
    if checked is None:
        return
    source = matter.texts.of(matter.writer.catalogue.sources[checked.by]).name
    days = {"day": checked.day.isoformat(), "law_of": checked.law_of.isoformat()}
    yield Paragraph(matter.texts("paper.law_checked", source=source, **days), style="note")


def make_grounds(matter: Matter) -> Iterable[Block]:
    """What industry and welfare have of it."""
    return compose_why(matter.texts, matter.demand)


def make_figures_in_full(matter: Matter) -> Iterable[Block]:
    """Every figure beside similar places, its course, what it is, and a map where the demand is about distance."""
    writer, texts, need = matter.writer, matter.texts, matter.need
    yield Heading(texts("motion.figures_title"))
    rows = [build_judged_row(writer.observations, measurement) for measurement in need.measurements]
    if not rows:
        yield Paragraph(texts("motion.figures_none"))
    else:
        yield writer.tabulate_rows(texts("motion.figures_caption", area=need.place.area), need.place, rows)
    for span in dict.fromkeys(describe_span(writer.observations, texts, one) for one in need.measurements):
        if span:
            yield Paragraph(span, style="note")
    for measurement in need.measurements:
        course = describe_course(writer.observations, texts, measurement)
        if course:
            indicator = writer.catalogue.indicators[measurement.measure.indicator]
            yield Paragraph(course, lead=f"{texts.of(indicator).name}.")
    yield Paragraph(matter.says.measured, style="note")
    for measurement in need.measurements:
        indicator = writer.catalogue.indicators[measurement.measure.indicator]
        yield Paragraph(describe_definition(texts, indicator), lead=f"{texts.of(indicator).name}:", style="note")
    yield from _make_pictures(writer, need, rows)


def make_reach(matter: Matter) -> Iterable[Block]:
    """What was reckoned of journeys that bears on the demand, and a departure that could be asked for."""
    if matter.reach is not None:
        yield from compose_reach_grounds(matter.writer, matter.reach, matter.demand.id)
        yield from offer_departure(matter.writer, matter.reach, matter.demand.id)


def make_objections(matter: Matter) -> Iterable[Block]:
    """What speaks against with answers, and the studies with their limits."""
    return compose_objections(matter.writer.catalogue, matter.texts, matter.demand)


def make_lever(matter: Matter) -> Iterable[Block]:
    """What it can change."""
    return compose_lever(matter.writer.catalogue, matter.texts, matter.demand)[:2]


def make_simulation(matter: Matter) -> Iterable[Block]:
    """What the demand's lever changes in a simulation, where one was asked for."""
    if matter.scenario is not None:
        yield from compose_lever_effect(matter.writer.catalogue, matter.texts, matter.scenario)


def make_money_in_full(matter: Matter) -> Iterable[Block]:
    """What it costs, with the working, and the state grants there are with the day they were read."""
    cost = describe_row_cost(matter.writer.catalogue, matter.texts, matter.costed)
    yield from compose_cost(matter.texts, cost)
    for grant in matter.demand.funding:
        read = matter.texts("paper.read", day=grant.read.isoformat(), address=grant.address)
        yield Paragraph(f"{describe_funding(matter.texts, grant)} {read}")


def make_decisions(matter: Matter) -> Iterable[Block]:
    """The draft decisions, where nothing exists and where something does."""
    texts, to = matter.texts, matter.addressee
    inside = find_texts(matter.writer.catalogue, texts, matter.demand)
    words = word_addressee(inside, to, matter.deadline, matter.say("committee") or inside.of(to.committee))
    yield Heading(texts("motion.proposal_title"))
    yield list_proposals(texts, matter.demand, words, is_authority=to.is_authority)
    yield Heading(texts("motion.proposal_existing_title"), 3)
    yield list_proposals(texts, matter.demand, words, is_authority=to.is_authority, exists=True)


def make_open_questions(matter: Matter) -> Iterable[Block]:
    """What nobody has answered yet, and who can."""
    texts, need = matter.texts, matter.need
    left = need.open_questions[:QUESTIONS_SHOWN]
    if not left:
        return
    bodies = dict.fromkeys(inquiry.body.body for inquiry in left if inquiry.body is not None)
    yield Heading(texts("motion.questions_title"))
    yield Paragraph(texts("motion.questions_intro", body=texts.listing(list(bodies)) or need.place.area))
    yield Bullets(tuple(describe_question(texts, inquiry) for inquiry in left))


def make_sources(matter: Matter) -> Iterable[Block]:
    """The handbook's entry and the sources that were cited."""
    yield Heading(matter.texts("motion.sources_title"))
    told = describe_whose(matter.texts, matter.demand)
    yield Paragraph(told or matter.texts("motion.sources_handbook", number=matter.demand.number), style="note")
    if matter.writer.origins:
        yield matter.writer.list_sources()


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


def _make_pictures(writer: Writer, need: Need, rows: Iterable[Row]) -> Iterable[Block]:
    """Where the place stands by the first figure that can be drawn, and the map where distance is what is asked of."""
    charts = (_draw(writer, row.indicator.id, row.here) for row in rows)
    chart = next((drawn for drawn in charts if drawn is not None), None)
    if not any(one.measure.kind == ON_A_MAP for one in need.measurements):
        yield from () if chart is None else (chart,)
        return
    drawn = draw_map_of_place(writer.observations, writer.texts, need.place)
    writer.cite([writer.observations.figures.origin(table) for table in ("localities", "emergency_surgery")])
    yield drawn if chart is None else Pair(chart, drawn)


def _draw(writer: Writer, indicator: str, here: Observation) -> Picture | None:
    if here.value is None:
        return None
    strip = draw_standing(writer.observations, writer.texts, indicator, here.place, told=here)
    return strip or draw_place_course(
        writer.texts, build_course(writer.observations, indicator, here.place), here.place
    )
