"""The few figures that a paper tells in running text: those that speak for the demand, with place, year and source."""

from collections.abc import Iterable

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.needs import Measure
from samspel.catalogue.texts import Texts
from samspel.needs.contrary import counts_existing
from samspel.needs.courses import find_changes
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import Verdict
from samspel.observations.building import Observations
from samspel.observations.likeness import measure_likeness
from samspel.observations.series import Observation
from samspel.reports.figures import (
    describe_ends,
    format_number,
    format_period,
    format_value,
    label_basis,
    label_publishers,
    label_table,
)
from samspel.reports.likeness import describe_unlike, describe_whose
from samspel.reports.measure_words import end_sentence, format_change
from samspel.scenarios.costs import Size
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind

MOST_FIGURES = 2
OURSELVES = "Samspel"
"""Whoever worked a figure out is not who publishes it."""
NEEDS, AGAINST = (Verdict.LARGE, Verdict.SOME), (Verdict.SMALL, Verdict.MET)


def choose_figures(need: Need) -> tuple[Measurement, ...]:
    """The measurements that say that there is a need here, those that gave the verdict first; none that speaks against
    the demand.
    """
    able = [one for one in need.measurements if one.verdict in NEEDS and one.observation.value is not None]
    return tuple(sorted(able, key=lambda one: one not in need.telling))


def shows_some(need: Need) -> bool:
    """Whether what is known at the place says that some of what is asked for is there: the body's answer, a count of
    it above nought, or a verdict that speaks against the demand.
    """
    return bool(list_existing(need)) or need.verdict in AGAINST


def list_existing(need: Need) -> tuple[Inquiry | Measurement, ...]:
    """The body's answers and the counts above nought that say that some of what is asked for is there."""
    answered = (one for one in need.inquiries if one.answer is not None and not one.is_own and one.verdict in AGAINST)
    return (*answered, *filter(counts_existing, need.measurements))


def describe_paper_figures(observations: Observations, texts: Texts, need: Need) -> tuple[str, ...]:
    """At most MOST_FIGURES figures as sentences: one that says there is a need with what it is in similar places and
    how it has moved where that does not speak against the demand, and how many work in industry unless the demand is
    measured by that.
    """
    chosen = choose_figures(need)[: MOST_FIGURES - 1]
    said = [
        f"{describe_paper_figure(observations, texts, one)} {_describe_own_course(observations, texts, one)}".strip()
        for one in chosen
    ]
    share = observations.catalogue.inputs.industry_share
    is_told = bool(chosen) and any(one.measure.indicator == share for one in need.measurements)
    jobs = "" if is_told else describe_jobs(observations, texts, need.place)
    return tuple(part for part in (*said, jobs) if part)


def describe_paper_figure(
    observations: Observations, texts: Texts, measurement: Measurement, *, is_alone: bool = False
) -> str:
    """A figure in a sentence of its own, and unless it is to stand alone what it is in the middle of similar places,
    with who calls them similar.
    """
    told = describe_figure_alone(observations.catalogue, texts, measurement)
    beside = "" if is_alone else describe_beside(observations, texts, measurement)
    return f"{told} {beside}".strip()


def describe_figure_alone(catalogue: Catalogue, texts: Texts, measurement: Measurement) -> str:
    """A figure in a sentence of its own, with its years, place and publisher."""
    indicator, observation = catalogue.indicators[measurement.measure.indicator], measurement.observation
    sentence = catalogue.figure_sentences.get(indicator.id)
    facts = {
        "when": _describe_when(catalogue, texts, observation, measurement.measure),
        "year": format_period(catalogue, texts, observation),
        "area": observation.place.area,
        "publisher": name_publishers(catalogue, texts, observation.origins),
    }
    if sentence is None:
        value = format_value(texts, indicator, observation.value)
        return texts("paper.figure", name=texts.of(indicator).name, value=value, **facts)
    return texts.fill(texts.of(sentence), {"value": _format_value(texts, indicator, observation.value), **facts})


def describe_paper_course(observations: Observations, texts: Texts, measurement: Measurement) -> str:
    """How a figure has moved here and in similar places, in a sentence, whichever way that speaks; nothing where it
    has no course.
    """
    indicator = observations.catalogue.indicators[measurement.measure.indicator]
    change = next(iter(find_changes(observations, measurement)), None)
    if change is None:
        return ""
    facts = {"first": change.first, "last": change.last, "here": format_change(texts, indicator, change.here)}
    if change.similar is None:
        return texts("paper.course", **facts)
    kind = "municipalities" if measurement.observation.place.kind is PlaceKind.MUNICIPALITY else "regions"
    return texts(f"paper.course_{kind}", similar=format_change(texts, indicator, change.similar), **facts)


def _describe_own_course(observations: Observations, texts: Texts, measurement: Measurement) -> str:
    """How a figure has moved, in the paper's own text; nothing where that speaks against, which stands below it."""
    is_against = speaks_against_by_course(observations, measurement)
    return "" if is_against else describe_paper_course(observations, texts, measurement)


def speaks_against_by_course(observations: Observations, measurement: Measurement) -> bool:
    """Whether a figure has moved towards less need here, and more so than in similar places."""
    change, need = next(iter(find_changes(observations, measurement)), None), measurement.measure.need
    if change is None or need is None:
        return False
    sign = -1.0 if need == "low" else 1.0
    return change.here * sign < min(0.0, (change.similar or 0.0) * sign)


def describe_size(catalogue: Catalogue, texts: Texts, size: Size | None) -> str:
    """The published figure that gives the size of a demand's cost, in a sentence; nothing where there is none."""
    if size is None:
        return ""
    found = size.observation
    facts = {
        "when": _describe_when(catalogue, texts, found),
        "area": found.place.area,
        "value": format_value(texts, catalogue.indicators[found.indicator], found.value),
        "publisher": name_publishers(catalogue, texts, found.origins),
    }
    return texts.fill(texts.of(size.yardstick), facts)


def describe_paper_grounds(observations: Observations, texts: Texts, need: Need) -> tuple[str, ...]:
    """What stands in small under the figures of a paper: each with its period, basis and table, why there is nothing
    newer, who chose the places that it is set beside and how alike they are, and a course that speaks against.
    """
    catalogue, chosen = observations.catalogue, choose_figures(need)[: MOST_FIGURES - 1]
    said = [_describe_ground(catalogue, texts, one.observation) for one in chosen]
    if len(describe_paper_figures(observations, texts, need)) > len(chosen):
        said.append(_describe_ground(catalogue, texts, observations.latest(catalogue.inputs.industry_jobs, need.place)))
    is_beside = any(one.measure.rule == "relative" and one.similar is not None for one in chosen)
    if is_beside and need.place.kind is PlaceKind.MUNICIPALITY:
        said.append(describe_whose(texts, measure_likeness(observations, need.place)))
    said += [
        texts(
            "paper.ground_course",
            name=texts.of(catalogue.indicators[one.measure.indicator]).name,
            course=lower_first(course),
        )
        for one, course in ((one, describe_paper_course(observations, texts, one)) for one in chosen)
        if speaks_against_by_course(observations, one)
    ]
    ends = [line for one in chosen for line in describe_ends(catalogue, texts, one.observation.origins)]
    return tuple(dict.fromkeys((*said, *ends)))


def _describe_ground(catalogue: Catalogue, texts: Texts, observation: Observation) -> str:
    indicator = catalogue.indicators[observation.indicator]
    others = [one for one in observation.origins if name_publishers(catalogue, texts, [one]) != OURSELVES]
    tables = (
        texts("paper.ground_measure", measure=one.measure) if one.measure else label_table(catalogue, texts, one)
        for one in others
        if one.table
    )
    return texts(
        "paper.ground",
        name=texts.of(indicator).name,
        period=format_period(catalogue, texts, observation),
        basis=label_basis(texts, observation),
        publisher=label_publishers(catalogue, others),
        tables=texts.listing(list(dict.fromkeys(tables))) or texts("words.dash"),
    )


def name_publishers(catalogue: Catalogue, texts: Texts, origins: Iterable[Origin]) -> str:
    """Who made the figures, each once; not who passed them on."""
    names = dict.fromkeys(
        name for one in origins for name in (one.publisher or catalogue.sources[one.source].publisher).split(", ")
    )
    return texts.listing([name for name in names if name != OURSELVES] or [OURSELVES])


def lower_first(words: str) -> str:
    """The words as they stand inside a sentence; an abbreviation keeps its capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def describe_jobs(observations: Observations, texts: Texts, place: Place) -> str:
    """How many work in industry at a place; nothing where that is not known. Their share of all jobs stands beside
    where it is at least the country's, since a small one would be told as a reason.
    """
    catalogue = observations.catalogue
    jobs = observations.latest(catalogue.inputs.industry_jobs, place)
    if jobs.value is None:
        return ""
    share = observations.latest(catalogue.inputs.industry_share, jobs.place)
    facts = {
        "when": _describe_when(catalogue, texts, jobs),
        "area": jobs.place.area,
        "jobs": format_value(texts, catalogue.indicators[jobs.indicator], jobs.value),
        "publisher": name_publishers(catalogue, texts, jobs.origins),
    }
    country = observations.latest(catalogue.inputs.industry_share, catalogue.places.country).value
    is_small = share.value is not None and country is not None and share.value < country
    if share.value is None or share.period != jobs.period or is_small:
        return texts("paper.jobs", **facts)
    told = format_value(texts, catalogue.indicators[share.indicator], share.value)
    return texts("paper.jobs_and_share", share=told, **facts)


def _format_value(texts: Texts, indicator: Indicator, value: float | None) -> str:
    """The value without its unit but per cent; nought without decimals, which would seem to say something."""
    told = format_number(texts, indicator, value)
    return told.replace(texts.number(0.0, 1), texts.number(0.0)) if value == 0.0 else told


def _describe_when(catalogue: Catalogue, texts: Texts, observation: Observation, measure: Measure | None = None) -> str:
    """The years of a figure at the head of a sentence; of several that are put together, whether it is their mean or
    the highest of them.
    """
    period = format_period(catalogue, texts, observation)
    if not observation.period.is_stated:
        return texts("paper.when_unknown")
    figure = catalogue.indicators[observation.indicator].figure
    is_mean = figure is not None and figure.mean_of > 1
    if measure is not None and (measure.pooled or 1) > 1 and "–" in period:
        is_mean = measure.rule != "expected"
        if not is_mean:
            return texts("paper.years_most", period=period)
    if is_mean and "–" in period:  # of one known year alone there is no mean
        return texts("paper.years_mean", period=period)
    return texts("paper.years" if "–" in period else "paper.year", period=period)


def describe_beside(observations: Observations, texts: Texts, measurement: Measurement) -> str:
    """The middle of similar places; nothing where no rule sets the place beside them."""
    if measurement.similar is None or measurement.measure.rule != "relative":
        return ""
    indicator = observations.catalogue.indicators[measurement.measure.indicator]
    similar = format_value(texts, indicator, measurement.similar)
    place = measurement.observation.place
    if place.kind is not PlaceKind.MUNICIPALITY:
        return texts("paper.similar_regions", similar=similar)
    likeness = measure_likeness(observations, place)
    return texts("paper.similar_municipalities", count=len(likeness.peers) - 1, similar=end_sentence(similar))


def describe_unlike_beside(observations: Observations, texts: Texts, measurement: Measurement) -> str:
    """That few of the places that it is set beside are alike, where that is so."""
    place = measurement.observation.place
    if not describe_beside(observations, texts, measurement) or place.kind is not PlaceKind.MUNICIPALITY:
        return ""
    return describe_unlike(texts, measure_likeness(observations, place))
