"""A figure of a demand in words: its value, where the place stands, what it is set beside, and what it cannot show."""

from collections.abc import Iterable

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.courses import Change, Genders
from samspel.needs.fields import Silence
from samspel.needs.judging import Judgement
from samspel.needs.measuring import Measurement
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.observations.series import Observation
from samspel.reports.figures import (
    describe_blank,
    describe_looked_up,
    describe_observation,
    format_period,
    format_value,
)
from samspel.terms.place import Place, PlaceKind

QUARTERS = 4


def describe_measurement(catalogue: Catalogue, texts: Texts, measurement: Measurement) -> str:
    """The figure, where the place stands, what it is set beside, and why it does not decide where it could; or why it
    is blank.
    """
    indicator, observation = catalogue.indicators[measurement.measure.indicator], measurement.observation
    if observation.looked_up:
        return describe_figure(catalogue, texts, indicator, observation)
    said = (
        describe_figure(catalogue, texts, indicator, observation),
        describe_standing(texts, measurement, observation.place),
        _describe_middles(texts, measurement, indicator),
        _describe_expected(texts, measurement, indicator),
        describe_threshold(texts, measurement, catalogue),
        _describe_spared(catalogue, texts, measurement),
        _describe_silence(catalogue, texts, measurement),
        _describe_doubt(texts, measurement, catalogue),
    )
    return " ".join(part for part in said if part)


def describe_changes(catalogue: Catalogue, texts: Texts, measurement: Measurement, changes: Iterable[Change]) -> str:
    """How the figure has moved here, among similar places and in the country, and whether that is within a usual swing;
    a sentence or two for each span.
    """
    indicator = catalogue.indicators[measurement.measure.indicator]
    kind = "similar" if measurement.observation.place.kind is PlaceKind.MUNICIPALITY else "regions"
    said: list[str] = []
    for change in changes:
        told = [texts("need.change_here", value=format_change(texts, indicator, change.here))]
        if change.similar is not None:
            told.append(texts(f"need.change_{kind}", value=format_change(texts, indicator, change.similar)))
        if change.country is not None:
            told.append(texts("need.change_country", value=format_change(texts, indicator, change.country)))
        said.append(
            end_sentence(texts("need.change", first=change.first, last=change.last, changes=texts.listing(told)))
        )
        if change.is_usual:
            said.append(texts("need.change_usual"))
    return " ".join(said)


def describe_genders(catalogue: Catalogue, texts: Texts, measurement: Measurement, genders: Genders | None) -> str:
    """The figure for women and men; nothing where it is not told by gender."""
    if genders is None:
        return ""
    indicator = catalogue.indicators[measurement.measure.indicator]
    women, men = (format_value(texts, indicator, value) for value in (genders.women, genders.men))
    key = "need.genders_minors" if indicator.minors else "need.genders"
    return end_sentence(texts(key, women=women, men=men, year=genders.year))


def format_change(texts: Texts, indicator: Indicator, value: float, *, in_table: bool = False) -> str:
    """The change with its sign; of a share in points, so that it is not read as a change in per cent of the share. The
    points are named in full but in a table, whose cells are narrow.
    """
    points = "percentage_points_short" if in_table else "percentage_points"
    unit = points if texts.units[indicator.unit].is_share else indicator.unit
    told = texts.quantity(abs(value), unit)
    is_nothing = told == texts.quantity(0.0, unit)
    return told if is_nothing else f"{'+' if value > 0.0 else '−'}{told}"


def describe_why(texts: Texts, measurement: Measurement) -> str:
    """Why the figure bears on the demand; nothing for a figure that is shown beside."""
    return texts.of(measurement.measure).why


def describe_bearing(texts: Texts, measurement: Measurement) -> str:
    """Why the figure bears on the demand, and what it cannot show; nothing for a figure that is shown beside."""
    told = texts.of(measurement.measure)
    return " ".join(part for part in (told.why, told.cannot_show) if part)


def describe_figure(catalogue: Catalogue, texts: Texts, indicator: Indicator, observation: Observation) -> str:
    """An indicator's figure with period, basis and publisher, as somebody looked it up, or why it is blank."""
    name = texts.of(indicator).name
    if observation.looked_up:
        told = end_sentence(texts("need.looked_up", name=name, value=format_value(texts, indicator, observation.value)))
        return f"{told} {describe_looked_up(texts, observation.looked_up)}"
    if observation.blank is not None:
        return texts("need.blank", name=name, reason=describe_blank(texts, indicator, observation.blank))
    return texts("need.figure", name=name, figure=describe_observation(catalogue, texts, indicator, observation))


def describe_span(observations: Observations, texts: Texts, measurement: Measurement) -> str:
    """Why a figure or its middle differs from what the place's picture shows; nothing where they are alike."""
    judged = measurement.observation
    if judged.since is None:
        return ""
    catalogue = observations.catalogue
    indicator = catalogue.indicators[judged.indicator]
    shown = observations.latest(judged.indicator, judged.place)
    told = {
        "name": texts.of(indicator).name,
        "period": format_period(catalogue, texts, judged),
        "shown_period": format_period(catalogue, texts, shown),
    }
    if shown.value is None:
        return texts("need.span_blank", **told)
    value, beside = (format_value(texts, indicator, one.value) for one in (judged, shown))
    if value != beside:
        said = texts("need.span", value=value, shown=beside, **told)
        return f"{said} {texts('need.span_why')}" if "–" in told["period"] else said
    similar = float(observations.comparison(judged.indicator).similar[judged.place.index])
    middle, other = (format_value(texts, indicator, one) for one in (measurement.similar, similar))
    if measurement.similar is None or middle == other:
        return ""
    return texts("need.span_similar", middle=middle, shown=other, **told)


def describe_standing(texts: Texts, measurement: Measurement, place: Place) -> str:
    """Where the place stands among all of its kind; nothing where no direction is better."""
    if measurement.count == 0:
        return ""
    kind = "municipalities" if place.kind is PlaceKind.MUNICIPALITY else "regions"
    first = "exposed" if measurement.measure.rule == "exposure" else "standing"
    return texts(
        f"need.{first}_{kind}", rank=texts.number(measurement.better + 1), count=texts.number(measurement.count)
    )


def describe_middle(texts: Texts, place: Place, similar: str) -> str:
    """The middle of the places that one is set beside."""
    is_region = place.kind is PlaceKind.REGION
    return end_sentence(texts("need.similar_regions" if is_region else "need.similar", value=similar))


def _describe_middles(texts: Texts, measurement: Measurement, indicator: Indicator) -> str:
    """The middle of similar places and of the group; nothing where there is none."""
    judged = measurement.judgement
    if measurement.similar is None or measurement.observation.value is None:
        return ""
    similar = format_value(texts, indicator, measurement.similar)
    if judged is None or judged.group is None or measurement.observation.place.kind is not PlaceKind.MUNICIPALITY:
        return describe_middle(texts, measurement.observation.place, similar)
    group = format_value(texts, indicator, judged.group)
    told = end_sentence(texts("need.similar_and_group", similar=similar, group=group))
    is_large = measurement.verdict is Verdict.LARGE and measurement.measure.rule == "relative"
    return f"{told} {texts('need.large_by_both')}" if is_large and _is_middling(measurement) else told


def _is_middling(measurement: Measurement) -> bool:
    """Whether at least a quarter of all stand worse: beside such a rank a large need would seem to be wrong."""
    return QUARTERS * (measurement.better + 1) <= (QUARTERS - 1) * measurement.count


def _describe_expected(texts: Texts, measurement: Measurement, indicator: Indicator) -> str:
    """How many the country's share leads one to expect; nothing for other rules."""
    judged = measurement.judgement
    if judged is None or judged.expected is None or judged.value is None:
        return ""
    return end_sentence(texts("need.expected", value=format_value(texts, indicator, judged.expected)))


def describe_threshold(texts: Texts, measurement: Measurement, catalogue: Catalogue) -> str:
    """The limits that a value is set against, and whose they are; nothing for other rules."""
    measure = measurement.measure
    indicator = catalogue.indicators[measure.indicator]
    if measure.small is not None and measure.some is not None:
        small, some = (format_value(texts, indicator, limit) for limit in (measure.small, measure.some))
        return texts("need.exposure", small=small, some=some)
    if measure.met is None or measure.large is None or measurement.observation.value is None:
        return ""
    return texts(
        "need.threshold" if measure.most is None else "need.threshold_some",
        met=format_value(texts, indicator, measure.met),
        large=format_value(texts, indicator, measure.large),
        basis=texts(f"threshold_from.{measure.threshold_from}"),
    )


def _describe_spared(catalogue: Catalogue, texts: Texts, measurement: Measurement) -> str:
    """That the demand has nothing to bite on here, with the limit."""
    concerns, judged = measurement.measure.concerns, measurement.judgement
    if concerns is None or judged is None or not judged.is_spared:
        return ""
    indicator = catalogue.indicators[concerns.indicator]
    return texts("need.spared", name=texts.of(indicator).name, least=format_value(texts, indicator, concerns.least))


def _describe_silence(catalogue: Catalogue, texts: Texts, measurement: Measurement) -> str:
    """Why a measure that could decide does not, where there is a value."""
    judged: Judgement | None = measurement.judgement
    if judged is None or judged.silence in (None, Silence.BLANK):
        return ""
    cases = catalogue.value("least_cases")
    return texts(f"need.silent_{judged.silence}", cases=texts.number(cases), years=measurement.measure.pooled or 1)


def _describe_doubt(texts: Texts, measurement: Measurement, catalogue: Catalogue) -> str:
    """What the value rests on that nobody is sure of, where that leaves the verdict unknown."""
    doubt = measurement.observation.doubt
    if doubt is None or measurement.verdict is not Verdict.UNKNOWN:
        return ""
    indicator = catalogue.indicators[measurement.measure.indicator]
    names = texts.listing(list(doubt.names))
    return texts("need.doubt", names=names, value=format_value(texts, indicator, doubt.otherwise))


def describe_answerer(texts: Texts, answer: Answer) -> str:
    """Who answered, and when; what somebody else than the body says is told as that."""
    return " " + texts(
        "words.credit" if answer.known == "body" else f"words.credit_{answer.known}",
        who=answer.answered_by,
        day=answer.day.isoformat(),
        source=answer.source or texts("words.not_stated"),
    )


def end_sentence(words: str) -> str:
    """The words as a sentence; one that ends with an abbreviation has its point."""
    return words if words.endswith(".") else f"{words}."
