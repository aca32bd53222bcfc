"""Needs in words: what a verdict rests on, and which question would settle it."""

from collections import Counter
from collections.abc import Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Demand, Indicator
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.deciding import find_addressee
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import NOT_APPLICABLE, SEVERITY, Verdict
from samspel.observations.series import Observation
from samspel.reports.figures import describe_looked_up, tell_blank, tell_observation, tell_value
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind


def label_verdict(texts: Texts, verdict: Verdict) -> str:
    """The name of a verdict."""
    return texts(f"verdict.{verdict.value}")


def badge_verdict(verdict: Verdict) -> str:
    """The sign that a page sets before a verdict's name."""
    return verdict.value


def label_need(texts: Texts, need: Need) -> str:
    """The name of a demand's verdict at a place."""
    return label_verdict(texts, need.verdict)


def describe_meaning(texts: Texts, verdict: Verdict) -> str:
    """What a verdict means."""
    return texts(f"verdict_meaning.{verdict.value}")


def describe_verdict(texts: Texts, need: Need) -> str:
    """What a demand's verdict at a place means."""
    return describe_meaning(texts, need.verdict)


def describe_verdicts(texts: Texts, needs: Sequence[Need]) -> str:
    """How many demands there are, and how many of each verdict."""
    counts = Counter(need.verdict for need in needs)
    return texts("need.summary", count=len(needs), **{verdict.value: counts[verdict] for verdict in SEVERITY})


def find_body(catalogue: Catalogue, need: Need) -> Place | None:
    """The body whose council decides the demand; None for a municipal demand at a region."""
    try:
        return find_addressee(catalogue.places, need.demand, need.place)
    except BadInputError:
        return None


def describe_deciding(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """The body whose council decides, or the kind of body where it is each of several, and what it must do."""
    body = find_body(catalogue, need)
    who = capitalise(texts(f"responsible.{need.demand.responsible}")) if body is None else body.body
    return f"{who}, {texts(f'obligation.{need.demand.obligation}')}"


def label_choice(catalogue: Catalogue, texts: Texts, field: str, value: str) -> str:
    """What a field of a demand or need is called when it has a value."""
    if field == "verdict":
        return label_verdict(texts, Verdict(value))
    return texts.of(catalogue.areas[value]) if field == "area" else texts(f"{field}.{value}")


def _end(words: str) -> str:
    """The words as a sentence; one that ends with an abbreviation has its point."""
    return words if words.endswith(".") else f"{words}."


def capitalise(words: str) -> str:
    """The words with a capital letter first."""
    return words[:1].upper() + words[1:]


def describe_reason(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """One or two sentences on what gave the verdict."""
    return " ".join(describe_reasons(catalogue, texts, need)[:2])


def describe_known_reason(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """The reason without the questions that are still open, for where the next of them stands beside it."""
    known = [part for part in need.telling if not (isinstance(part, Inquiry) and part.is_open)]
    if need.verdict is Verdict.UNKNOWN and need.open_questions:
        return " ".join(_describe_part(catalogue, texts, need, part) for part in known[:2])
    return describe_reason(catalogue, texts, need)


def describe_reasons(catalogue: Catalogue, texts: Texts, need: Need) -> list[str]:
    """What gave the verdict, one sentence a part; a condition that does not hold is the only reason."""
    if need.applies is not None and need.applies.holds is False:
        return [describe_condition(catalogue, texts, need)]
    return [_describe_part(catalogue, texts, need, part) for part in need.telling]


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
    figure = _describe_figure(catalogue, texts, indicator, applies.observation)
    return texts(f"need.condition_{key}", holds=told.holds, fails=told.fails, figure=figure)


def _describe_part(catalogue: Catalogue, texts: Texts, need: Need, part: Measurement | Inquiry) -> str:
    """One sentence on a measurement or a question."""
    if isinstance(part, Measurement):
        return describe_measurement(catalogue, texts, part)
    return describe_inquiry(texts, need, part)


def describe_measurement(catalogue: Catalogue, texts: Texts, measurement: Measurement) -> str:
    """The figure, where the place stands, and the threshold if there is one; or why it is blank."""
    indicator, observation = catalogue.indicators[measurement.measure.indicator], measurement.observation
    said = _describe_figure(catalogue, texts, indicator, observation)
    if observation.looked_up or observation.blank is not None:
        return said
    return " ".join(
        part
        for part in (
            said,
            describe_standing(texts, measurement, observation.place),
            _describe_similar(texts, measurement, indicator),
            _describe_threshold(texts, measurement, catalogue),
            _describe_doubt(texts, measurement, catalogue),
        )
        if part
    )


def _describe_figure(catalogue: Catalogue, texts: Texts, indicator: Indicator, observation: Observation) -> str:
    """An indicator's figure with period, basis and publisher, as somebody looked it up, or why it is blank."""
    name = texts.of(indicator).name
    if observation.looked_up:
        told = _end(texts("need.looked_up", name=name, value=tell_value(texts, indicator, observation.value)))
        return f"{told} {describe_looked_up(texts, observation.looked_up)}"
    if observation.blank is not None:
        return texts("need.blank", name=name, reason=tell_blank(texts, indicator, observation.blank))
    return texts("need.figure", name=name, figure=tell_observation(catalogue, texts, indicator, observation))


def describe_standing(texts: Texts, measurement: Measurement, place: Place) -> str:
    """Where the place stands among all of its kind; nothing where no direction is better."""
    if measurement.count == 0:
        return ""
    kind = "municipalities" if place.kind is PlaceKind.MUNICIPALITY else "regions"
    return texts(
        f"need.standing_{kind}", better=texts.number(measurement.better), count=texts.number(measurement.count)
    )


def _describe_similar(texts: Texts, measurement: Measurement, indicator: Indicator) -> str:
    """The median of similar places; nothing where there is none."""
    if measurement.similar is None:
        return ""
    return _end(texts("need.similar", value=tell_value(texts, indicator, measurement.similar)))


def describe_question(texts: Texts, inquiry: Inquiry) -> str:
    """The question, with the municipality that it is about where it is put for each."""
    asked = texts.of(inquiry.question)
    if inquiry.about is None or inquiry.about == inquiry.body:
        return asked
    return texts("need.about", place=inquiry.about.area, question=asked)


def describe_shared_question(texts: Texts, inquiries: Sequence[Inquiry]) -> str:
    """A question as it is put once for all the municipalities that it is about, which it then names."""
    asked = texts.of(inquiries[0].question)
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
    if inquiry.answer is not None:
        return texts("need.answered", question=asked, answer=format_answer(texts, inquiry)) + describe_answerer(
            texts, inquiry.answer
        )
    if inquiry.body is None:
        return texts("need.ask_each", question=asked, place=need.place.area)
    if inquiry.about not in (None, inquiry.body):
        return texts(
            "need.ask_about", body=inquiry.body.body, place=inquiry.about.area, question=texts.of(inquiry.question)
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


def describe_answerer(texts: Texts, answer: Answer) -> str:
    """Who answered, and when."""
    return " " + texts(
        "need.credit",
        who=answer.answered_by,
        day=answer.day.isoformat(),
        source=answer.source or texts("words.not_stated"),
    )


def _describe_threshold(texts: Texts, measurement: Measurement, catalogue: Catalogue) -> str:
    measure = measurement.measure
    if measure.met is None or measure.large is None:
        return ""
    indicator = catalogue.indicators[measure.indicator]
    return texts(
        "need.threshold",
        met=tell_value(texts, indicator, measure.met),
        large=tell_value(texts, indicator, measure.large),
        basis=texts(f"threshold_from.{measure.threshold_from}"),
    )


def _describe_doubt(texts: Texts, measurement: Measurement, catalogue: Catalogue) -> str:
    """What the value rests on that nobody is sure of, where that leaves the verdict unknown."""
    doubt = measurement.observation.doubt
    if doubt is None or measurement.verdict is not Verdict.UNKNOWN:
        return ""
    indicator = catalogue.indicators[measurement.measure.indicator]
    names = texts.listing(list(doubt.names))
    return texts("need.doubt", names=names, value=tell_value(texts, indicator, doubt.otherwise))


def describe_signs(catalogue: Catalogue, texts: Texts, need: Need) -> str:
    """The background figures that point to a need; nothing when there are none or the verdict is known."""
    if not need.signs or need.verdict is not Verdict.UNKNOWN:
        return ""
    names = []
    for sign in need.signs:
        indicator = catalogue.indicators[sign.measure.indicator]
        names.append(f"{texts.of(indicator).name} ({tell_value(texts, indicator, sign.observation.value)})")
    return texts("need.signs", names=texts.listing(names))


def describe_rules(catalogue: Catalogue, texts: Texts) -> tuple[str, str, str]:
    """How verdicts are reached and ordered, with the limits that the parameters state."""
    large, some = (catalogue.value(name) * 100 for name in ("large_need_rank", "some_need_rank"))
    return (
        texts("need.order"),
        texts("need.rule_compare", large=texts.number(large), some=texts.number(some)),
        texts("need.rule_combine"),
    )
