"""The motion: one demand, ready to hand in to the assembly that can decide."""

from collections.abc import Iterable

from samspel.catalogue.records import Demand, DemandText
from samspel.needs.deciding import find_addressee, has_regional_council
from samspel.needs.measuring import Need
from samspel.needs.verdict import Verdict
from samspel.observations.picture import Row, build_course, build_row
from samspel.observations.series import Observation
from samspel.reach.report import ReachReport
from samspel.rendering.blocks import Block, Bullets, Document, Heading, Lines, Pair, Paragraph, Picture
from samspel.reports.needs import (
    describe_condition,
    describe_inquiry,
    describe_measurement,
    describe_question,
    describe_reasons,
    describe_signs,
    label_need,
)
from samspel.reports.pictures import picture_course, picture_map, picture_strip
from samspel.reports.reach_section import compose_reach_grounds, offer_departure
from samspel.reports.scenario_section import ScenarioPart, compose_lever_effect
from samspel.reports.writing import Writer

QUESTIONS_SHOWN = 6


def compose_motion(
    writer: Writer,
    need: Need,
    scenario: ScenarioPart | None = None,
    reach: ReachReport | None = None,
    *,
    cost: str,
) -> Document:
    """Compose the motion for a demand as it stands at a place, with what a reckoning of reach says of it and what its
    lever changes in a simulation if there are any; `cost` says what it costs there.

    Raises BadInputError for a body that cannot decide.
    """
    texts, places, demand, place = writer.texts, writer.catalogue.places, need.demand, need.place
    body = find_addressee(places, demand, place)
    level = "region" if has_regional_council(places, body) else "municipality"
    told: DemandText = texts.of(demand)
    blocks: list[Block] = [
        Paragraph(told.asks, style="ingress"),
        *_warn_blocks(writer, need),
        *_place_blocks(writer, need),
        *_why_blocks(writer, told),
        *_figure_blocks(writer, need),
        *(() if reach is None else compose_reach_grounds(writer, reach, demand.id)),
        *_against_blocks(writer, demand, told),
        Heading(texts("motion.lever_title")),
        Paragraph(told.lever),
        *(() if scenario is None else compose_lever_effect(writer.catalogue, texts, scenario)),
        Heading(texts("motion.cost_title")),
        Paragraph(cost),
        Heading(texts("motion.proposal_title")),
        Paragraph(texts(f"motion.proposal_lead_{level}")),
        Bullets(tuple(proposal.replace("{body}", body.body) for proposal in told.proposals), numbered=True),
        *(() if reach is None else offer_departure(writer, reach, demand.id)),
        Lines((texts("motion.signature_place"), texts("motion.signature_name"))),
        *_question_blocks(writer, need),
        Heading(texts("motion.sources_title")),
        Paragraph(texts("motion.sources_handbook", number=demand.number), style="note"),
    ]
    if writer.origins:
        blocks.append(writer.list_sources())
    if demand.responsible == "shared":
        blocks.insert(1, Paragraph(texts("motion.subject_shared"), style="note"))
    return Document(
        name=f"motion-{place.code}-{demand.number:02d}-{demand.id}",
        lang=texts.lang,
        kicker=texts(f"motion.kicker_{level}", body=body.body),
        title=told.title,
        footer=texts("motion.footer", title=told.title, area=place.area, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=tuple(blocks),
    )


def _warn_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    """That the demand is not for this place, before anything that argues for it."""
    if need.verdict is Verdict.NOT_HERE:
        yield Paragraph(writer.texts("motion.not_here", area=need.place.area), style="note")


def _place_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("motion.place_title", area=need.place.area))
    yield Paragraph(
        _tell_place(writer, need), lead=texts("motion.verdict_line", verdict=label_need(texts, need).lower())
    )
    answered = [inquiry for inquiry in need.inquiries if inquiry.answer is not None and inquiry not in need.telling]
    if answered:
        yield Heading(texts("motion.answers_title"), level=3)
        yield Bullets(tuple(describe_inquiry(texts, need, inquiry) for inquiry in answered))


def _tell_place(writer: Writer, need: Need) -> str:
    """What gave the verdict; where it is unknown, that the answers decide, and what is known beside."""
    texts, catalogue = writer.texts, writer.catalogue
    if need.verdict is not Verdict.UNKNOWN:
        reasons = describe_reasons(catalogue, texts, need)
        holds = describe_condition(catalogue, texts, need) if need.verdict is not Verdict.NOT_HERE else ""
        return " ".join(one for one in (*reasons, holds) if one)
    known = [m for m in need.measurements if m.observation.value is not None]
    beside = [describe_measurement(catalogue, texts, measurement) for measurement in known]
    condition = describe_condition(catalogue, texts, need)
    said = [texts("motion.unknown", area=need.place.area), condition, *beside, describe_signs(catalogue, texts, need)]
    return " ".join(part for part in said if part)


def _why_blocks(writer: Writer, told: DemandText) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("motion.why_title"))
    yield Paragraph(told.industry, lead=texts("motion.why_industry"))
    yield Paragraph(told.welfare, lead=texts("motion.why_welfare"))
    yield Heading(texts("motion.law_title"))
    yield Paragraph(told.law)


def _figure_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("motion.figures_title"))
    rows = [build_row(writer.observations, m.measure.indicator, m.observation.place) for m in need.measurements]
    if not rows:
        yield Paragraph(texts("motion.figures_none"))
    else:
        yield writer.figure_grid(texts("motion.figures_caption", area=need.place.area), need.place, rows)
    yield Paragraph(texts.of(need.demand).measured, style="note")
    yield from _picture_blocks(writer, need, rows)


def _picture_blocks(writer: Writer, need: Need, rows: list[Row]) -> Iterable[Block]:
    """The first figure that has a course or a standing, beside the map."""
    drawn = picture_map(writer.observations, writer.texts, need.place)
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
    strip = picture_strip(writer.observations, writer.texts, indicator, here.place)
    return strip or picture_course(writer.texts, build_course(writer.observations, indicator, here.place), here.place)


def _against_blocks(writer: Writer, demand: Demand, told: DemandText) -> Iterable[Block]:
    texts = writer.texts
    yield Heading(texts("motion.against_title"))
    yield Paragraph(texts("motion.against_intro"))
    for objection, answer in zip(told.against, told.answer, strict=True):
        yield Paragraph(texts("motion.against_answer", answer=answer), lead=objection)
    studies = [writer.catalogue.studies[study] for study in demand.studies]
    if studies:
        yield Heading(texts("motion.studies_title"), level=3)
        yield Bullets(
            tuple(
                texts(
                    "motion.study",
                    citation=study.citation,
                    finding=texts.of(study).finding,
                    limits=texts.of(study).limits,
                )
                for study in studies
            )
        )


def _question_blocks(writer: Writer, need: Need) -> Iterable[Block]:
    texts = writer.texts
    left = need.open_questions[:QUESTIONS_SHOWN]
    if not left:
        return
    bodies = dict.fromkeys(inquiry.body.body for inquiry in left if inquiry.body is not None)
    yield Heading(texts("motion.questions_title"))
    yield Paragraph(texts("motion.questions_intro", body=texts.listing(list(bodies)) or need.place.area))
    yield Bullets(tuple(describe_question(texts, inquiry) for inquiry in left))
