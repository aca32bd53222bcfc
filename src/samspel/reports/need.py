"""One demand at a place in blocks: its verdict and grounds, its figures, its questions. Page, terminal and motion."""

from collections.abc import Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.courses import find_changes, find_genders
from samspel.needs.deciding import seek_addressee
from samspel.needs.enquiry import Elsewhere
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.observations.likeness import measure_likeness
from samspel.rendering.blocks import Block, Bullets, Fold, Grid, Heading, Label, Labels, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.contrary import describe_contrary
from samspel.reports.costs import describe_row_cost
from samspel.reports.demand import (
    compose_cost,
    compose_grounds,
    compose_lever,
    compose_objections,
    compose_proposals,
    compose_whose,
    label_demand,
    word_addressee,
    word_anywhere,
)
from samspel.reports.enquiry import compose_asks
from samspel.reports.figures import describe_definition, describe_origin
from samspel.reports.likeness import describe_likeness
from samspel.reports.measure_words import (
    describe_answerer,
    describe_bearing,
    describe_changes,
    describe_genders,
    describe_measurement,
    describe_span,
)
from samspel.reports.needs import (
    badge_verdict,
    describe_chief_reasons,
    describe_condition,
    describe_deciding,
    describe_question,
    describe_unplaced,
    describe_verdict,
    format_answer,
    label_need,
    label_verdict,
)
from samspel.reports.pictures import MULTIPLE_SIZE, draw_standing
from samspel.reports.tracks import find_drawn_track, picture_track
from samspel.reports.whose import find_lang, find_texts
from samspel.scenarios.costs import CostedNeed
from samspel.terms.place import PlaceKind


def compose_need(
    observations: Observations, texts: Texts, row: CostedNeed, elsewhere: Sequence[Elsewhere] = ()
) -> tuple[Block, ...]:
    """All that is said of a demand at a place; `elsewhere` says who else has answered its open questions."""
    catalogue, need = observations.catalogue, row.need
    return (
        Heading(f"{label_demand(texts, need.demand)}, {texts.said(need.place.area)}"),
        *compose_verdict(catalogue, texts, need),
        *compose_grounds(texts, need.demand),
        *compose_measures(observations, texts, need),
        *compose_questions(texts, need),
        *compose_asks(catalogue, texts, need, elsewhere),
        *compose_objections(catalogue, texts, need.demand),
        *compose_end(catalogue, texts, row),
    )


def compose_verdict(catalogue: Catalogue, texts: Texts, need: Need) -> tuple[Block, ...]:
    """The verdict, what gave it, where the demand applies, and what the verdict means."""
    reasons = describe_chief_reasons(catalogue, texts, need)
    contrary = describe_contrary(catalogue, texts, need)
    condition = "" if need.verdict is Verdict.NOT_HERE else describe_condition(catalogue, texts, need)
    return (
        Labels(
            (
                Label(label_need(texts, need), badge_verdict(need.verdict, need.strength)),
                Label(describe_deciding(catalogue, texts, need)),
                Label(texts.of(catalogue.areas[need.demand.area])),
            )
        ),
        Paragraph(texts.of(need.demand).asks, style="ingress", lang=find_lang(texts, need.demand)),
        *compose_whose(texts, need.demand),
        *((Bullets(tuple(reasons)),) if reasons else ()),
        *((Paragraph(contrary),) if contrary else ()),
        *((Paragraph(condition),) if condition else ()),
        Paragraph(describe_verdict(texts, need), style="note"),
    )


def compose_measures(observations: Observations, texts: Texts, need: Need) -> tuple[Block, ...]:
    """How the demand is measured: each figure with where the place stands, what it is, and its source; those that gave
    the verdict in sight, the others folded.
    """
    chief = [one for one in need.measurements if one in need.telling] or [one for one in (need.main,) if one]
    others = [one for one in need.measurements if one not in chief]
    first, rest = (tuple(_compose_measure(observations, texts, one) for one in part) for part in (chief, others))
    alike = describe_likeness(texts, measure_likeness(observations, need.place)) if is_compared(need) else ""
    return (
        Heading(texts("need.measured")),
        Paragraph(texts.of(need.demand).measured, lang=find_lang(texts, need.demand)),
        Grid(first) if first else Paragraph(texts("motion.figures_none")),
        *((Paragraph(alike, style="note"),) if alike else ()),
        *((Fold(texts("need.more_measures", count=len(rest)), (Grid(rest),)),) if rest else ()),
    )


def is_compared(need: Need) -> bool:
    """Whether the verdict rests on a comparison with similar municipalities."""
    is_town = need.place.kind is PlaceKind.MUNICIPALITY
    return is_town and any(
        isinstance(one, Measurement) and one.measure.rule == "relative" and one.similar is not None
        for one in need.telling
    )


def compose_questions(texts: Texts, need: Need) -> tuple[Block, ...]:
    """The questions that belong to the demand, with the answers that there are."""
    if not need.inquiries:
        return (Heading(texts("need.questions")), Paragraph(texts("need.no_questions")))
    return (Heading(texts("need.questions")), tabulate_inquiries(texts, need))


def compose_end(catalogue: Catalogue, texts: Texts, row: CostedNeed) -> tuple[Block, ...]:
    """What the demand can change and cost, and the draft decisions."""
    demand = row.need.demand
    to = seek_addressee(catalogue, demand, row.need.place)
    inside = find_texts(catalogue, texts, demand)
    words = word_anywhere(catalogue, inside, demand) if to is None else word_addressee(inside, to, None)
    return (
        *compose_lever(catalogue, texts, demand),
        *compose_cost(texts, describe_row_cost(catalogue, texts, row)),
        *compose_proposals(texts, demand, words, is_authority=to is not None and to.is_authority),
        Paragraph(texts("motion.who"), style="note"),
    )


def tabulate_inquiries(texts: Texts, need: Need) -> Table:
    """One row a question: to whom it is put, how it is answered, and the answer with who gave it."""
    fields = (
        Field[Inquiry](Column(key="question", head=texts("need.question")), lambda one: _make_question(texts, one)),
        Field[Inquiry](Column(key="body", head=texts("need.body")), lambda one: _make_body(texts, need, one)),
        Field[Inquiry](Column(key="answer", head=texts("need.answer")), lambda one: _make_answer(texts, one)),
        Field[Inquiry](Column(key="verdict", head=texts("words.verdict")), lambda one: _make_verdict(texts, one)),
    )
    unplaced = dict.fromkeys(describe_unplaced(texts, inquiry) for inquiry in need.inquiries)
    return tabulate("questions", texts("need.questions_caption"), fields, need.inquiries, unplaced)


def _compose_measure(observations: Observations, texts: Texts, measurement: Measurement) -> tuple[Block, ...]:
    catalogue, measure, observation = observations.catalogue, measurement.measure, measurement.observation
    name = texts.of(catalogue.indicators[measure.indicator]).name
    verdict = measurement.verdict
    known = measurement.judgement is not None and verdict is not Verdict.UNKNOWN
    strength = measurement.judgement.strength if known and measurement.judgement is not None else None
    label = (
        () if verdict is None else (Label(label_verdict(texts, verdict, strength), badge_verdict(verdict, strength)),)
    )
    bearing = describe_bearing(texts, measurement)
    span = describe_span(observations, texts, measurement)
    course = describe_course(observations, texts, measurement)
    track = find_drawn_track(observations, measurement)
    strip = draw_standing(observations, texts, measure.indicator, observation.place, MULTIPLE_SIZE[0], observation)
    origins = (describe_origin(catalogue, texts, origin) for origin in observation.origins)
    defined = Paragraph(describe_definition(texts, catalogue.indicators[measurement.measure.indicator]))
    return (
        Heading(name, 3),
        Labels((*label, Label(texts(f"role.{measure.role}")), Label(texts(f"kind.{measure.kind}")))),
        Paragraph(describe_measurement(catalogue, texts, measurement)),
        *((Paragraph(span, style="note"),) if span else ()),
        *((Paragraph(course),) if course else ()),
        *((Paragraph(bearing, style="note"),) if bearing else ()),
        *(() if track is None else (picture_track(catalogue, texts, track),)),
        *(() if strip is None else (strip,)),
        Fold(texts("need.definition", name=name), (defined, *(Paragraph(one, style="note") for one in origins))),
    )


def describe_course(observations: Observations, texts: Texts, measurement: Measurement) -> str:
    """How a figure that can decide has moved, and what it is for women and men."""
    if not measurement.measure.decides:
        return ""
    changes = find_changes(observations, measurement)
    genders = find_genders(observations, measurement)
    told = (
        describe_changes(observations.catalogue, texts, measurement, changes),
        describe_genders(observations.catalogue, texts, measurement, genders),
    )
    return " ".join(part for part in told if part)


def _make_question(texts: Texts, inquiry: Inquiry) -> Cell:
    return Cell(
        value=inquiry.question.id, words=describe_question(texts, inquiry), note=texts(f"role.{inquiry.question.role}")
    )


def _make_body(texts: Texts, need: Need, inquiry: Inquiry) -> Cell:
    if inquiry.body is None:
        return Cell(value=None, words=texts("need.each_municipality", area=need.place.area))
    return Cell(value=inquiry.body.code, words=texts.said(inquiry.body.body))


def _make_answer(texts: Texts, inquiry: Inquiry) -> Cell:
    """The answer; of a question that is answered for each municipality how many are."""
    if inquiry.answer is not None:
        credit = describe_answerer(texts, inquiry.answer).strip()
        return Cell(value=inquiry.answer.value, words=format_answer(texts, inquiry), note=credit)
    if inquiry.settled is not None:
        return text(texts("need.settled_short"))
    if inquiry.each:
        count = sum(not one.is_open for one in inquiry.each)
        return text(texts("need.answered_of", count=count, total=len(inquiry.each)))
    kind = texts(f"form.answer_kind_{inquiry.question.answer}")
    return Cell(value=None, words=texts("need.unanswered", kind=kind))


def _make_verdict(texts: Texts, inquiry: Inquiry) -> Cell:
    verdict = inquiry.verdict
    if verdict is None:
        return Cell(value=None, words=texts("words.dash"))
    words = label_verdict(texts, verdict, inquiry.strength)
    return Cell(value=verdict.value, words=words, badge=badge_verdict(verdict, inquiry.strength))
