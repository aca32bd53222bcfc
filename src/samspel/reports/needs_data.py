"""Needs, enquiries and receipts for machines: stable keys in English, texts in the chosen language."""

import msgspec

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import MeasureKind, MeasureRole, Obligation, Responsible, Role
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Known
from samspel.needs.enquiry import Enquiry, Receipt
from samspel.needs.fields import Silence
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.costs import CostData, describe_row_cost, make_cost
from samspel.reports.figures import describe_definition
from samspel.reports.needs import (
    describe_condition,
    describe_reason,
    describe_unplaced,
    describe_verdict,
    find_body,
    word_for_form,
)
from samspel.reports.records import (
    ObservationData,
    PlaceData,
    Plain,
    make_observation,
    make_place,
    make_plain,
    render_place,
)
from samspel.reports.whose import WhoseData, make_whose
from samspel.scenarios.costs import CostedNeed


class ConditionData(msgspec.Struct, frozen=True, kw_only=True):
    """Where a demand applies, and whether that is so here."""

    indicator: str
    above: float | None
    below: float | None
    where: str
    holds: bool | None
    observation: ObservationData
    looked_up: float | None
    told: str


class ThresholdData(msgspec.Struct, frozen=True, kw_only=True):
    """The limits that a value is held to, and whose they are."""

    met: float
    large: float | None
    set_by: str | None = msgspec.field(name="from")


class JudgementData(msgspec.Struct, frozen=True, kw_only=True):
    """What a measure that can decide says here."""

    strength: Strength
    silent: Silence | None
    value: float | None
    first: int | None
    last: int | None
    similar: float | None
    group: float | None
    swing: float | None
    cases: float | None
    expected: float | None


class MeasurementData(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of a demand at a place: its value, what it is compared with and what it says."""

    indicator: str
    definition: str
    kind: MeasureKind
    role: MeasureRole
    observation: ObservationData
    looked_up: float | None
    similar_median: float | None
    better: int | None
    count: int | None
    threshold: ThresholdData | None
    verdict: Verdict | None
    judged: JudgementData | None
    why: str | None
    cannot_show: str | None


class AnswerData(msgspec.Struct, frozen=True, kw_only=True):
    """What is answered, by whom, whether that is the body itself, when and where it can be checked."""

    value: str | float
    by: str
    known: Known
    date: str
    source: str


class QuestionData(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a demand, with its answer if there is one."""

    id: str
    text: str
    role: Role
    body: str | None
    about: str | None
    answer: AnswerData | None
    unplaced: str | None
    settled_by: str | None
    verdict: Verdict | None
    strength: Strength | None


class NeedData(msgspec.Struct, frozen=True, kw_only=True):
    """A demand at a place: the verdict, how strongly it is known, and all that it rests on."""

    number: int
    id: str
    title: str
    responsible: Responsible
    obligation: Obligation
    duty: str | None
    area: str
    handbook: WhoseData | None
    kinds: list[str]
    verdict: Verdict
    strength: Strength | None
    verdict_meaning: str
    body: PlaceData | None
    reason: str
    condition: ConditionData | None
    measurements: list[MeasurementData]
    questions: list[QuestionData]
    cost: str
    cost_per_year: CostData | None


def render_costed_need(catalogue: Catalogue, texts: Texts, row: CostedNeed) -> Plain:
    """A demand at a place with all its parts, and what it costs."""
    return make_plain(make_need(catalogue, texts, row))


def make_need(catalogue: Catalogue, texts: Texts, row: CostedNeed) -> NeedData:
    """A demand at a place with all its parts, and what it costs, as a record."""
    need = row.need
    demand, body = need.demand, find_body(catalogue, need)
    return NeedData(
        number=demand.number,
        id=demand.id,
        title=texts.of(demand).title,
        responsible=demand.responsible,
        obligation=demand.obligation,
        duty=demand.duty,
        area=demand.area,
        handbook=make_whose(demand),
        kinds=list(need.kinds),
        verdict=need.verdict,
        strength=need.strength,
        verdict_meaning=describe_verdict(texts, need),
        body=None if body is None else make_place(body),
        reason=describe_reason(catalogue, texts, need),
        condition=_make_condition(catalogue, texts, need),
        measurements=[_make_measurement(catalogue, texts, measurement) for measurement in need.measurements],
        questions=[_make_question(texts, inquiry) for inquiry in need.inquiries],
        cost=describe_row_cost(catalogue, texts, row),
        cost_per_year=make_cost(row.cost, texts.lang),
    )


def render_enquiry(enquiry: Enquiry, texts: Texts) -> Plain:
    """What is asked of a body."""
    return {
        "body": render_place(enquiry.body),
        "questions": [
            {"demand": need.demand.id, "id": inquiry.question.id, "text": word_for_form(texts, inquiry.question)}
            | ({} if inquiry.about is None else {"about": inquiry.about.code})
            for need, inquiry in enquiry.questions
        ],
        "figures": [{"demand": need.demand.id, "indicator": m.measure.indicator} for need, m in enquiry.figures],
        "others": [{"body": render_place(place), "questions": count} for place, count in enquiry.others],
    }


def render_receipt(receipt: Receipt) -> Plain:
    """What was taken in, and what it changed."""
    return {
        "body": render_place(receipt.body),
        "kept_in": str(receipt.kept_in),
        "answers": len(receipt.answers),
        "ignored_columns": list(receipt.ignored),
        "shares_below_one": [
            {"demand": answer.demand, "item": answer.item, "percent": answer.value} for answer in receipt.small_shares
        ],
        "changes": [
            {
                "place": after.place.code,
                "demand": after.demand.id,
                "before": before.verdict.value,
                "before_strength": None if before.strength is None else before.strength.value,
                "after": after.verdict.value,
                "after_strength": None if after.strength is None else after.strength.value,
            }
            for before, after in receipt.changes
        ],
    }


def _make_condition(catalogue: Catalogue, texts: Texts, need: Need) -> ConditionData | None:
    if need.applies is None:
        return None
    condition, told = need.applies.condition, texts.of(need.applies.condition)
    observation = need.applies.observation
    return ConditionData(
        indicator=condition.indicator,
        above=condition.above,
        below=condition.below,
        where=told.holds,
        holds=need.applies.holds,
        observation=make_observation(catalogue, texts.lang, observation),
        looked_up=observation.value if observation.looked_up else None,
        told=describe_condition(catalogue, texts, need),
    )


def _make_measurement(catalogue: Catalogue, texts: Texts, measurement: Measurement) -> MeasurementData:
    measure, observation = measurement.measure, measurement.observation
    return MeasurementData(
        indicator=measure.indicator,
        definition=describe_definition(texts, catalogue.indicators[measure.indicator]),
        kind=measure.kind,
        role=measure.role,
        observation=make_observation(catalogue, texts.lang, observation),
        looked_up=observation.value if observation.looked_up else None,
        similar_median=measurement.similar,
        better=measurement.better if measurement.count else None,
        count=measurement.count or None,
        threshold=None
        if measure.met is None
        else ThresholdData(met=measure.met, large=measure.large, set_by=measure.threshold_from),
        verdict=measurement.verdict,
        judged=_make_judgement(measurement),
        why=texts.of(measure).why or None,
        cannot_show=texts.of(measure).cannot_show or None,
    )


def _make_judgement(measurement: Measurement) -> JudgementData | None:
    """What a measure that can decide says here; None for one that never does."""
    judged = measurement.judgement
    if judged is None:
        return None
    return JudgementData(
        strength=judged.strength,
        silent=judged.silence,
        value=judged.value,
        first=judged.first or None,
        last=judged.last or None,
        similar=judged.similar,
        group=judged.group,
        swing=judged.swing,
        cases=judged.cases,
        expected=judged.expected,
    )


def _make_question(texts: Texts, inquiry: Inquiry) -> QuestionData:
    answer = inquiry.answer
    return QuestionData(
        id=inquiry.question.id,
        text=word_for_form(texts, inquiry.question),
        role=inquiry.question.role,
        body=None if inquiry.body is None else inquiry.body.code,
        about=None if inquiry.about is None else inquiry.about.code,
        answer=None
        if answer is None
        else AnswerData(
            value=answer.value,
            by=answer.answered_by,
            known=answer.known,
            date=answer.day.isoformat(),
            source=answer.source,
        ),
        unplaced=describe_unplaced(texts, inquiry) or None,
        settled_by=None if inquiry.settled is None else inquiry.settled.measure.indicator,
        verdict=inquiry.verdict,
        strength=inquiry.strength,
    )
