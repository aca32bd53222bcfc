"""Needs, enquiries and receipts for machines: stable keys in English, texts in the chosen language."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.enquiry import Enquiry, Receipt
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.reports.costs import describe_row_cost, render_cost
from samspel.reports.figures import describe_definition
from samspel.reports.needs import describe_condition, describe_reason, describe_unplaced, describe_verdict, find_body
from samspel.reports.records import Plain, render_observation, render_place
from samspel.reports.whose import render_whose
from samspel.scenarios.costs import CostedNeed


def render_costed_need(catalogue: Catalogue, texts: Texts, row: CostedNeed) -> Plain:
    """A demand at a place with all its parts, and what it costs."""
    return render_need(catalogue, texts, row.need) | {
        "cost": describe_row_cost(catalogue, texts, row),
        "cost_per_year": render_cost(row.cost, texts.lang),
    }


def render_need(catalogue: Catalogue, texts: Texts, need: Need) -> Plain:
    """A demand at a place with all its parts."""
    demand, body = need.demand, find_body(catalogue, need)
    return {
        "number": demand.number,
        "id": demand.id,
        "title": texts.of(demand).title,
        "responsible": demand.responsible,
        "obligation": demand.obligation,
        "duty": demand.duty,
        "area": demand.area,
        "handbook": render_whose(demand),
        "kinds": list(need.kinds),
        "verdict": need.verdict.value,
        "strength": None if need.strength is None else need.strength.value,
        "verdict_meaning": describe_verdict(texts, need),
        "body": None if body is None else render_place(body),
        "reason": describe_reason(catalogue, texts, need),
        "condition": _render_condition(catalogue, texts, need),
        "measurements": [_render_measurement(catalogue, texts, measurement) for measurement in need.measurements],
        "questions": [_render_inquiry(texts, inquiry) for inquiry in need.inquiries],
    }


def render_enquiry(enquiry: Enquiry, texts: Texts) -> Plain:
    """What is asked of a body."""
    return {
        "body": render_place(enquiry.body),
        "questions": [
            {"demand": need.demand.id, "id": inquiry.question.id, "text": texts.of(inquiry.question)}
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


def _render_condition(catalogue: Catalogue, texts: Texts, need: Need) -> Plain | None:
    if need.applies is None:
        return None
    condition, told = need.applies.condition, texts.of(need.applies.condition)
    return {
        "indicator": condition.indicator,
        "above": condition.above,
        "below": condition.below,
        "where": told.holds,
        "holds": need.applies.holds,
        "observation": render_observation(catalogue, texts.lang, need.applies.observation),
        "looked_up": need.applies.observation.value if need.applies.observation.looked_up else None,
        "told": describe_condition(catalogue, texts, need),
    }


def _render_measurement(catalogue: Catalogue, texts: Texts, measurement: Measurement) -> Plain:
    measure = measurement.measure
    return {
        "indicator": measure.indicator,
        "definition": describe_definition(texts, catalogue.indicators[measure.indicator]),
        "kind": measure.kind,
        "role": measure.role,
        "observation": render_observation(catalogue, texts.lang, measurement.observation),
        "looked_up": measurement.observation.value if measurement.observation.looked_up else None,
        "similar_median": measurement.similar,
        "better": measurement.better if measurement.count else None,
        "count": measurement.count or None,
        "threshold": None
        if measure.met is None
        else {"met": measure.met, "large": measure.large, "from": measure.threshold_from},
        "verdict": None if measurement.verdict is None else measurement.verdict.value,
        "judged": _render_judgement(measurement),
        "why": texts.of(measure).why or None,
        "cannot_show": texts.of(measure).cannot_show or None,
    }


def _render_judgement(measurement: Measurement) -> Plain | None:
    """What a measure that can decide says here; None for one that never does."""
    judged = measurement.judgement
    if judged is None:
        return None
    return {
        "strength": judged.strength.value,
        "silent": None if judged.silence is None else judged.silence.value,
        "value": judged.value,
        "first": judged.first or None,
        "last": judged.last or None,
        "similar": judged.similar,
        "group": judged.group,
        "swing": judged.swing,
        "cases": judged.cases,
        "expected": judged.expected,
    }


def _render_inquiry(texts: Texts, inquiry: Inquiry) -> Plain:
    answer = inquiry.answer
    return {
        "id": inquiry.question.id,
        "text": texts.of(inquiry.question),
        "role": inquiry.question.role,
        "body": None if inquiry.body is None else inquiry.body.code,
        "about": None if inquiry.about is None else inquiry.about.code,
        "answer": None
        if answer is None
        else {"value": answer.value, "by": answer.answered_by, "date": answer.day.isoformat(), "source": answer.source},
        "unplaced": describe_unplaced(texts, inquiry) or None,
        "settled_by": None if inquiry.settled is None else inquiry.settled.measure.indicator,
        "verdict": None if inquiry.verdict is None else inquiry.verdict.value,
    }
