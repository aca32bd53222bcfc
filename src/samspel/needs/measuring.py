"""Measures a demand for a place: its figures, its questions, and the verdict they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Condition, Demand, Measure, Question
from samspel.needs.answers import Answer, Answers
from samspel.needs.verdict import (
    SEVERITY,
    Verdict,
    combine,
    is_within,
    judge_against_one,
    judge_answer,
    judge_each,
    judge_threshold,
)
from samspel.observations.building import Observations
from samspel.observations.comparison import Comparison
from samspel.observations.series import Observation
from samspel.terms.place import Place, PlaceKind

OBLIGATIONS = ("mandatory", "should_strive", "shared", "voluntary")


@dataclass(frozen=True)
class Measurement:
    """One measure of a demand at a place.

    `similar` is the median of similar places; `better` of `count` places of the same kind are strictly better (0 of 0
    where nothing is ranked). `verdict` is None for a measure that never decides; `is_sign` says that such a measure,
    compared as a deciding one would be, would show a large need.
    """

    measure: Measure
    observation: Observation
    similar: float | None
    better: int
    count: int
    verdict: Verdict | None
    is_sign: bool

    @property
    def is_open(self) -> bool:
        """Whether the figure is still to be found."""
        return self.observation.value is None


@dataclass(frozen=True)
class Inquiry:
    """One question of a demand, the body it is put to, and the answer if there is one. `body` is None when each
    municipality is asked.

    Where a region answers for each of its municipalities, `about` is the one that the answer is about; set against the
    region itself such a question has `each` of them instead. `unplaced` is an answer that does not say which one it
    is about, and counts for none.
    """

    question: Question
    body: Place | None
    answer: Answer | None
    verdict: Verdict | None
    about: Place | None = None
    each: tuple["Inquiry", ...] = ()
    unplaced: Answer | None = None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come, from one municipality at least where there are several."""
        return any(one.is_open for one in self.each) if self.each else self.answer is None


@dataclass(frozen=True)
class Applies:
    """Whether a demand's condition holds at a place; None where its figure is not known."""

    condition: Condition
    observation: Observation
    holds: bool | None


@dataclass(frozen=True)
class Need:
    """A demand set against a place. `applies` is None for a demand without a condition; where the condition does not
    hold nothing decides, and the verdict is that the demand is not for this place.
    """

    demand: Demand
    place: Place
    measurements: tuple[Measurement, ...]
    inquiries: tuple[Inquiry, ...]
    verdict: Verdict
    applies: Applies | None = None

    @cached_property
    def deciding(self) -> tuple[Measurement | Inquiry, ...]:
        """The parts that the verdict rests on."""
        parts: list[Measurement | Inquiry] = [*self.measurements, *self.inquiries]
        return tuple(part for part in parts if part.verdict is not None)

    @cached_property
    def telling(self) -> tuple[Measurement | Inquiry, ...]:
        """The deciding parts that gave the verdict."""
        return tuple(part for part in self.deciding if part.verdict is self.verdict)

    @cached_property
    def signs(self) -> tuple[Measurement, ...]:
        """Background figures that point to a need without deciding it."""
        return tuple(measurement for measurement in self.measurements if measurement.is_sign)

    @cached_property
    def open_questions(self) -> tuple[Inquiry, ...]:
        """Questions without an answer, those that decide first."""
        unanswered = [inquiry for inquiry in self.inquiries if inquiry.is_open]
        return tuple(sorted(unanswered, key=lambda inquiry: inquiry.question.role != "decides"))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """How the demand is measured: statistic, access and inquiry, those that decide first, each once."""
        parts: list[tuple[str, str]] = [(m.measure.role, m.measure.kind) for m in self.measurements]
        parts += [(i.question.role, "inquiry") for i in self.inquiries]
        return tuple(dict.fromkeys(kind for _, kind in sorted(parts, key=lambda part: part[0] != "decides")))


class NeedsAssessor:
    """Measures demands for places against one set of observations and answers."""

    def __init__(self, observations: Observations, answers: Answers) -> None:
        self._observations = observations
        self._catalogue: Catalogue = observations.catalogue
        self._answers = answers

    def measure_place(self, place: Place, demands: Iterable[Demand] | None = None) -> tuple[Need, ...]:
        """Measure all demands, or those given, in the order of `order_needs`."""
        wanted = self._catalogue.demands.values() if demands is None else demands
        return order_needs(self.measure_demand(demand, place) for demand in wanted)

    def measure_demand(self, demand: Demand, place: Place) -> Need:
        """Measure one demand for a place."""
        measurements = tuple(self._measure(measure, place) for measure in demand.measures)
        inquiries = tuple(self._inquire(demand, question, place) for question in demand.questions)
        applies = None if demand.condition is None else self._apply(demand.condition, place)
        if applies is not None and applies.holds is False:
            measurements = tuple(replace(one, verdict=None, is_sign=False) for one in measurements)
            inquiries = tuple(replace(one, verdict=None) for one in inquiries)
            return Need(demand, place, measurements, inquiries, Verdict.NOT_HERE, applies)
        parts: list[Measurement | Inquiry] = [*measurements, *inquiries]
        deciding = [part.verdict for part in parts if part.verdict is not None]
        return Need(demand, place, measurements, inquiries, combine(deciding), applies)

    def _apply(self, condition: Condition, asked: Place) -> Applies:
        place = self._find_level(condition.indicator, asked)
        observation = self._observations.latest(condition.indicator, place)
        value = observation.value
        return Applies(condition, observation, None if value is None else is_within(condition, value))

    def _measure(self, measure: Measure, asked: Place) -> Measurement:
        place = self._find_level(measure.indicator, asked)
        observation = self._observations.latest(measure.indicator, place)
        comparison = self._observations.comparison(measure.indicator)
        # What was reckoned or looked up here is no match for the other places' values.
        is_own = observation.is_own
        similar = np.nan if is_own else float(comparison.similar[place.index])
        return Measurement(
            measure,
            observation,
            None if np.isnan(similar) else similar,
            0 if is_own else int(comparison.better[place.index]),
            0 if is_own else int(comparison.count[place.index]),
            self._judge(measure, observation, comparison, place),
            self._is_sign(measure, observation, comparison, place),
        )

    def _is_sign(self, measure: Measure, observation: Observation, comparison: Comparison, place: Place) -> bool:
        if measure.role != "sign" or observation.value is None:
            return False
        return self._judge_comparison(comparison, measure.indicator, place) is Verdict.LARGE

    def _find_level(self, indicator: str, place: Place) -> Place:
        """The place itself, or its region where the indicator only exists for regions."""
        levels = self._catalogue.indicators[indicator].levels
        return place if place.kind.value in levels else self._catalogue.places.region_of(place)

    def _judge(
        self, measure: Measure, observation: Observation, comparison: Comparison, place: Place
    ) -> Verdict | None:
        if measure.role != "decides":
            return None
        value = observation.value
        if value is None:
            return Verdict.UNKNOWN
        if measure.met is not None and measure.large is not None:
            judged = judge_threshold(value, measure.met, measure.large)
            doubt = observation.doubt
            sure = doubt is None or judge_threshold(doubt.otherwise, measure.met, measure.large) is judged
            return judged if sure else Verdict.UNKNOWN
        if observation.looked_up:
            direction, country = self._catalogue.indicators[measure.indicator].direction, observation.country
            return Verdict.UNKNOWN if country is None else judge_against_one(value, country, direction)
        return self._judge_comparison(comparison, measure.indicator, place)

    def _judge_comparison(self, comparison: Comparison, indicator: str, place: Place) -> Verdict:
        """Large: worse than three in four of all and worse than the similar ones; some: worse than half of all or
        than the similar ones.
        """
        row = place.index
        higher = self._catalogue.indicators[indicator].direction == "higher"
        value, similar = comparison.values[row], comparison.similar[row]
        worse_than_similar = bool(value < similar if higher else value > similar)
        share_better = comparison.share_better(row)
        if share_better >= self._catalogue.value("large_need_rank") and worse_than_similar:
            return Verdict.LARGE
        if share_better > self._catalogue.value("some_need_rank") or worse_than_similar:
            return Verdict.SOME
        return Verdict.MET

    def _inquire(self, demand: Demand, question: Question, place: Place) -> Inquiry:
        body = find_body(self._catalogue, question, place)
        if body is None or not question.each_municipality:
            return self._hear(demand, question, body, None)
        towns = (place,) if place.kind is PlaceKind.MUNICIPALITY else self._catalogue.places.members_of(place)
        each = tuple(self._hear(demand, question, body, town) for town in towns)
        if len(each) == 1:
            return each[0]
        verdict = None if question.role == "context" else judge_each(one.verdict for one in each)
        return Inquiry(question, body, None, verdict, each=each, unplaced=each[0].unplaced)

    def _hear(self, demand: Demand, question: Question, body: Place | None, about: Place | None) -> Inquiry:
        """The answer of a body to a question, about a municipality where it is put for each."""
        answer = unplaced = None
        if body is not None:
            answer = self._answers.to_question(body.code, demand.id, question.id, about.code if about else "")
            unplaced = self._answers.to_question(body.code, demand.id, question.id) if about else None
        verdict = None
        if question.role == "decides":
            verdict = Verdict.UNKNOWN if answer is None else judge_answer(question, answer.value)
        return Inquiry(question, body, answer, verdict, about, unplaced=unplaced)


def find_body(catalogue: Catalogue, question: Question, place: Place) -> Place | None:
    """The body that a question about a place is put to; None for a municipal question about a region, which goes to
    each municipality.

    Where municipality and region are one body (Gotland), the municipality answers for both.
    """
    places = catalogue.places
    if question.body == "region":
        return places.answering(places.region_of(place))
    body = places.answering(place)
    return body if body.kind is PlaceKind.MUNICIPALITY else None


def order_needs(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Order by verdict (large, some, unknown, met, not here), then those with background signs of a need first, then by
    obligation and number.
    """
    return tuple(
        sorted(
            needs,
            key=lambda need: (
                SEVERITY.index(need.verdict),
                not need.signs,
                OBLIGATIONS.index(need.demand.obligation),
                need.demand.number,
            ),
        )
    )
