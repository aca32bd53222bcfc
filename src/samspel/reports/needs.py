"""Needs in words: what a verdict rests on, and which question would settle it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand, Question
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.deciding import find_partner, may_agree, seek_deciding_body
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import NOT_APPLICABLE, SEVERITY, Strength, Verdict
from samspel.reports.contrary import describe_contrary
from samspel.reports.measure_words import (
    describe_answerer,
    describe_bearing,
    describe_figure,
    describe_measurement,
    describe_why,
)
from samspel.reports.whose import label_title
from samspel.terms.alphabet import capitalise
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT

REASONS = 2
MOST_WAYS = 3
"""Ways in which answers came that a verdict tells; each answer has its own beside it."""
NEEDS = ("large", "some")
"""The needs whose limits the parameters state."""


def label_verdict(texts: Texts, verdict: Verdict, strength: Strength | None = None) -> str:
    """The name of a verdict, with how strongly it is known."""
    return texts(f"verdict.{verdict.value}" if strength is None else f"verdict_{strength.value}.{verdict.value}")


def badge_verdict(verdict: Verdict, strength: Strength | None = None) -> str:
    """The sign that a page sets before a verdict's name: another where a figure only indicates it."""
    return f"{verdict.value} {strength.value}" if strength is Strength.INDICATED else verdict.value


def label_need(texts: Texts, need: Need) -> str:
    """The name of a demand's verdict at a place, with how strongly it is known."""
    return label_verdict(texts, need.verdict, need.strength)


def label_short(texts: Texts, need: Need) -> str:
    """The same in so few words that many demands have room beside each other."""
    strength = f"_{need.strength.value}" if need.strength is not None else ""
    return texts(f"verdict_short{strength}.{need.verdict.value}")


def describe_meaning(texts: Texts, verdict: Verdict) -> str:
    """What a verdict means."""
    return texts(f"verdict_meaning.{verdict.value}")


def _describe_need_meaning(texts: Texts, need: Need) -> str:
    """What a demand's verdict means here: a need that is only indicated is not shown, and what somebody else than the
    body says compares nothing with similar places.
    """
    if need.strength is Strength.INDICATED and need.verdict.value in NEEDS:
        return texts(f"verdict_meaning_indicated.{need.verdict.value}")
    if need.verdict is Verdict.SMALL and need.is_told:
        return texts("verdict_meaning_indicated.small")
    return describe_meaning(texts, need.verdict)


def describe_strength(texts: Texts, need: Need) -> str:
    """What it means that a demand's verdict is known so strongly, with whoever has answered; nothing where unknown."""
    if need.strength is None:
        return ""
    own = [part.answer for part in need.telling if isinstance(part, Inquiry) and part.is_own and part.answer]
    if own:
        return " ".join((texts("need.own"), *dict.fromkeys(describe_answerer(texts, one).strip() for one in own)))
    if need.strength is not Strength.ANSWERED:
        return texts(f"strength_meaning.{need.strength.value}")
    told = (part.observation.place if isinstance(part, Measurement) else part.body for part in need.telling)
    bodies = dict.fromkeys(body.body for body in told if body is not None)
    answers = [part.answer for part in need.telling if not isinstance(part, Measurement) and part.answer is not None]
    ways = dict.fromkeys(_describe_way(texts, one) for one in answers)
    said = [texts("need.answered_by", body=texts.listing(list(bodies)))] if bodies else []
    return " ".join((*said, *list(ways)[:MOST_WAYS]))


def _describe_way(texts: Texts, answer: Answer) -> str:
    """Who answered for the body, when, and how that is known: an answer is no surer than the way it came."""
    source = answer.source.rstrip(".") or texts("words.not_stated")
    return texts("need.answered_way", who=answer.answered_by, day=answer.day.isoformat(), source=source)


def describe_chance(texts: Texts, need: Need) -> str:
    """That so small a difference may be chance, where some need rests on a comparison with similar places."""
    is_compared = any(isinstance(part, Measurement) and part.measure.rule == "relative" for part in need.telling)
    return texts("need.chance") if need.verdict is Verdict.SOME and is_compared else ""


def describe_verdict(texts: Texts, need: Need) -> str:
    """What a demand's verdict at a place means, how weak it may be, and how strongly it is known."""
    said = (_describe_need_meaning(texts, need), describe_chance(texts, need), describe_strength(texts, need))
    return " ".join(part for part in said if part)


def describe_verdicts(texts: Texts, needs: Sequence[Need]) -> str:
    """How many demands there are, and how many of each verdict that any of them has; of the needs how many are more
    than indicated.
    """
    counts = Counter(need.verdict for need in needs)
    unknown = counts[Verdict.UNKNOWN]
    said = [
        *_describe_needed(texts, needs),
        _describe_others(texts, counts),
        texts("need.summary_unknown", unknown=unknown) if unknown else "",
    ]
    return " ".join(part for part in said if part)


def _describe_needed(texts: Texts, needs: Sequence[Need]) -> Iterator[str]:
    needed = [need for need in needs if need.verdict in (Verdict.LARGE, Verdict.SOME)]
    if not needed:
        yield texts("need.summary_no_needs", count=len(needs))
        return
    large, count = len(find_standouts(needed)), len(needs)
    some = len(needed) - large
    if not some:
        yield texts("need.summary_large", count=count, large=large)
    elif not large:
        yield texts("need.summary_some", count=count, some=some)
    else:
        yield texts("need.summary_needs", count=count, large=large, some=some)
    sure = sum(need.strength in (Strength.ANSWERED, Strength.MEASURED) for need in needed)
    told = "_told" if any(need.is_told for need in needed) else ""
    if sure == len(needed):
        yield texts("need.summary_sure_all")
    else:
        yield texts(f"need.summary_sure_part{told}", sure=sure) if sure else texts(f"need.summary_sure_none{told}")


def _describe_others(texts: Texts, counts: Mapping[Verdict, int]) -> str:
    """How many demands have each of the verdicts that are known and no needs; nothing where none has."""
    told = [
        texts(f"need.summary_{verdict.value}", count=counts[verdict])
        for verdict in (Verdict.SIMILAR, Verdict.SMALL, Verdict.MET, Verdict.NOT_HERE)
        if counts[verdict]
    ]
    return f"{capitalise(texts.listing(told))}." if told else ""


def describe_counts(texts: Texts, needs: Sequence[Need]) -> str:
    """How many demands there are, and how many of each verdict that any of them has."""
    counts = Counter(need.verdict for need in needs)
    told = [f"{label_verdict(texts, verdict).lower()} {counts[verdict]}" for verdict in SEVERITY if counts[verdict]]
    return texts("need.counts", count=len(needs), told=", ".join(told))


def find_standouts(needs: Sequence[Need]) -> tuple[Need, ...]:
    """The few demands that stand out: those with a large need."""
    return tuple(need for need in needs if need.verdict is Verdict.LARGE)


def describe_standouts(texts: Texts, needs: Sequence[Need]) -> str:
    """The few demands that stand out, those with a large need, and how strongly that is known; nothing for none."""
    large = find_standouts(needs)
    if not large:
        return ""
    names = [
        texts(
            "need.stands_out_one",
            number=need.demand.number,
            title=label_title(texts, need.demand),
            verdict=label_need(texts, need).lower(),
        )
        for need in large
    ]
    return texts("need.stands_out", names="; ".join(names))


def find_body(catalogue: Catalogue, need: Need) -> Place | None:
    """The body whose council decides the demand; None for a municipal demand at a region."""
    return seek_deciding_body(catalogue.places, need.demand, need.place)


def describe_deciding(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """The body whose council decides, or the kind of body where it is each of several, and what it must do."""
    body = find_body(catalogue, need)
    who = capitalise(texts(f"responsible.{need.demand.responsible}")) if body is None else body.body
    told = f"{texts.said(who)}, {texts(f'obligation.{need.demand.obligation}')}"
    partner = None if body is None else find_partner(catalogue, need.demand, body)
    if partner is None or not may_agree(catalogue, need.demand):
        return told
    return texts("need.decided_agreed", decided=told, region=partner.body)


def describe_agreement(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """That another body than the one that a paper goes to may have the responsibility alone, where the law lets them
    agree so; nothing elsewhere.
    """
    body = find_body(catalogue, need)
    if body is None or need.demand.responsible != "shared" or not may_agree(catalogue, need.demand):
        return ""
    partner = find_partner(catalogue, need.demand, body)
    if partner is not None:
        return texts("need.agreement", region=partner.body, body=body.body)
    return texts("need.agreement_region", body=body.body) if body.kind is PlaceKind.REGION else ""


def label_choice(catalogue: Catalogue, texts: Texts, field: str, value: str) -> str:
    """What a field of a demand or need is called when it has a value."""
    if field == "verdict":
        return label_verdict(texts, Verdict(value))
    if field == "body":
        return texts.said(catalogue.places.by_code[value].body)
    return texts.of(catalogue.areas[value]) if field == "area" else texts(f"{field}.{value}")


def describe_reason(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """One or two sentences on what gave the verdict; of what only bears on the demand also why it does."""
    said = describe_chief_reasons(catalogue, texts, need)
    if need.applies is not None and need.applies.holds is None:
        said.append(describe_condition(catalogue, texts, need))
    if need.strength is Strength.INDICATED:
        said += [describe_why(texts, part) for part in need.telling if isinstance(part, Measurement)]
    said.append(describe_contrary(catalogue, texts, need))
    return " ".join(part for part in said if part)


def describe_known_reason(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """The reason without the questions that are still open, for where the next of them stands beside it."""
    known = [part for part in need.telling if not (isinstance(part, Inquiry) and part.is_open)]
    if need.verdict is Verdict.UNKNOWN and need.open_questions:
        return " ".join(_describe_part(catalogue, texts, need, part) for part in known[:REASONS])
    return describe_reason(catalogue, texts, need)


def describe_reasons(catalogue: Catalogue, texts: Texts, need: Need) -> list[str]:
    """What gave the verdict, one sentence a part; a condition that does not hold is the only reason."""
    if need.applies is not None and need.applies.holds is False:
        return [describe_condition(catalogue, texts, need)]
    return [_describe_part(catalogue, texts, need, part) for part in need.telling]


def describe_chief_reasons(catalogue: Catalogue, texts: Texts, need: Need) -> list[str]:
    """The first of what gave the verdict, as many as a short text has room for."""
    return describe_reasons(catalogue, texts, need)[:REASONS]


def describe_condition_anywhere(texts: Texts, demand: Demand) -> str:
    """Where a demand applies; nothing for one without a condition."""
    if demand.condition is None:
        return ""
    return texts("need.condition_anywhere", holds=texts.of(demand.condition).holds)


def describe_condition(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """Where the demand applies and whether that is so here, with the figure; nothing for one without a condition."""
    applies = need.applies
    if applies is None:
        return ""
    indicator, told = catalogue.indicators[applies.condition.indicator], texts.of(applies.condition)
    key = {True: "holds", False: "fails", None: "unknown"}[applies.holds]
    figure = describe_figure(catalogue, texts, indicator, applies.observation)
    return texts(f"need.condition_{key}", holds=told.holds, fails=told.fails, figure=figure)


def _describe_part(catalogue: Catalogue, texts: Texts, need: Need, part: Measurement | Inquiry) -> str:
    """One sentence on a measurement or a question."""
    if isinstance(part, Measurement):
        return describe_measurement(catalogue, texts, part)
    return describe_inquiry(texts, need, part)


def word_for_form(texts: Texts, question: Question) -> str:
    """The question with what whoever fills in a form must know beside."""
    return f"{texts.of(question)} {texts.of(question.form)}" if question.form is not None else texts.of(question)


def describe_question(texts: Texts, inquiry: Inquiry) -> str:
    """The question, with the municipality that it is about where it is put for each."""
    asked = word_for_form(texts, inquiry.question)
    if inquiry.about is None or inquiry.about == inquiry.body:
        return asked
    return texts("need.about", place=inquiry.about.area, question=asked)


def describe_shared_question(texts: Texts, inquiries: Sequence[Inquiry]) -> str:
    """A question as it is put once for all the municipalities that it is about, which it then names."""
    asked = word_for_form(texts, inquiries[0].question)
    names = [one.about.name for one in inquiries if one.about not in (None, one.body)]
    return f"{asked} {texts('letter.each', names=texts.listing(names))}" if names else asked


def describe_unplaced(texts: Texts, inquiry: Inquiry) -> str:
    """That a kept answer counts for no municipality, since it does not say which one it is about; else nothing."""
    if inquiry.unplaced is None or inquiry.body is None:
        return ""
    return texts("need.unplaced", body=inquiry.body.body, day=inquiry.unplaced.day.isoformat())


def describe_inquiry(texts: Texts, need: Need, inquiry: Inquiry) -> str:
    """The question with its answer, or whom to ask."""
    asked = describe_question(texts, inquiry)
    if inquiry.each and inquiry.body is not None:
        count = sum(not one.is_open for one in inquiry.each)
        return texts(
            "need.ask_about_each", body=inquiry.body.body, question=asked, count=count, total=len(inquiry.each)
        )
    if inquiry.settled is not None:
        return texts("need.settled", question=asked)
    if inquiry.answer is not None:
        key = "need.told" if inquiry.is_own else "need.answered"
        return texts(key, question=asked, answer=format_answer(texts, inquiry)) + describe_answerer(
            texts, inquiry.answer
        )
    if inquiry.body is None:
        return texts("need.ask_each", question=asked, place=need.place.area)
    if inquiry.about not in (None, inquiry.body):
        return texts(
            "need.ask_about",
            body=inquiry.body.body,
            place=inquiry.about.area,
            question=word_for_form(texts, inquiry.question),
        )
    return texts("need.ask", question=asked, body=inquiry.body.body)


def format_answer(texts: Texts, inquiry: Inquiry) -> str:
    """The answer as words or a number."""
    if inquiry.answer is None:
        return texts("words.dash")
    value = inquiry.answer.value
    if inquiry.question.answer == "yes_no" or value == NOT_APPLICABLE:
        return texts(f"words.{value}")
    if isinstance(value, str):
        return value
    return texts.given(value, "percent" if inquiry.question.answer == "percent" else "number")


def describe_bearings(texts: Texts, need: Need) -> str:
    """Why the figures that gave the verdict bear on the demand, and what they cannot show."""
    return " ".join(describe_bearing(texts, part) for part in need.telling if isinstance(part, Measurement)).strip()


def describe_rules(catalogue: Catalogue, texts: Texts) -> tuple[str, ...]:
    """How verdicts are reached, how strongly they are known and how they are ordered, with the limits that the
    parameters state.
    """
    gaps = {name: texts.given(catalogue.value(f"{name}_need_gap") * PER_CENT, "percent") for name in NEEDS}
    swings = {name: texts.exact(catalogue.value(f"{name}_need_swings")) for name in NEEDS}
    return (
        texts("need.order"),
        texts("need.rule_strength"),
        texts(
            "need.rule_compare",
            **{f"{name}_gap": told for name, told in gaps.items()},
            **{f"{name}_swings": told for name, told in swings.items()},
            cases=texts.number(catalogue.value("least_cases")),
        ),
        texts(
            "need.rule_expected",
            cases=texts.number(catalogue.value("least_cases")),
            least=texts.number(catalogue.value("least_expected")),
            few=texts.given(catalogue.value("few_of_expected") * PER_CENT, "percent"),
            rare=texts.given(catalogue.value("rare_chance") * PER_CENT, "percent"),
        ),
        texts("need.rule_weak"),
        texts("need.rule_combine"),
    )
