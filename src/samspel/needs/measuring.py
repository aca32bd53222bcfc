"""Measures a demand for a place: its figures, its questions, and the verdict they lead to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Condition, Demand, Measure, Question
from samspel.needs.answers import Answer, Answers
from samspel.needs.judging import Judge, Judgement
from samspel.needs.verdict import (
    NOT_APPLICABLE,
    SEVERITY,
    STRENGTHS,
    Strength,
    Verdict,
    combine,
    is_within,
    judge_answer,
    judge_each,
    soften,
)
from samspel.observations.building import Observations
from samspel.observations.series import Observation
from samspel.terms.place import Place, PlaceKind

OBLIGATIONS = ("mandatory", "should_strive", "shared", "voluntary")


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One measure of a demand at a place.

    `observation` is what was judged: where that is several years put together their value, years and basis, else the
    latest. `similar` is the median of similar places in the same years; `better` of `count` places of the same kind are
    strictly better (0 of 0 where nothing is ranked). `judgement` is what a measure that can decide says here, None for
    one that never does, and `verdict` its verdict unless the demand does not apply.
    """

    measure: Measure
    observation: Observation
    similar: float | None
    better: int
    count: int
    verdict: Verdict | None
    judgement: Judgement | None

    @property
    def is_open(self) -> bool:
        """Whether the figure is still to be found."""
        return self.observation.value is None


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """One question of a demand, the body it is put to, and the answer if there is one. `body` is None when each
    municipality is asked.

    Where a region answers for each of its municipalities, `about` is the one that the answer is about; set against the
    region itself such a question has `each` of them instead. `unplaced` is an answer that does not say which one it
    is about, and counts for none. `settled` is the survey in which the body has answered the same. What somebody else
    than the body says leaves the question open.
    """

    question: Question
    body: Place | None
    answer: Answer | None
    verdict: Verdict | None
    about: Place | None = None
    each: tuple["Inquiry", ...] = ()
    unplaced: Answer | None = None
    settled: Measurement | None = None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come, from one municipality at least where there are several."""
        if self.settled is not None:
            return False
        return any(one.is_open for one in self.each) if self.each else self.answer is None or self.is_own

    @property
    def is_own(self) -> bool:
        """Whether somebody else than the body that is asked says it."""
        return self.answer is not None and self.answer.known != "body"

    @property
    def strength(self) -> Strength | None:
        """How strongly its verdict is known; None where nothing is. What others than the body say only indicates."""
        if self.verdict in (None, Verdict.UNKNOWN):
            return None
        return Strength.INDICATED if self.is_own else Strength.ANSWERED


@dataclass(frozen=True)
class Applies:
    """Whether a demand's condition holds at a place; None where its figure is not known."""

    condition: Condition
    observation: Observation
    holds: bool | None


@dataclass(frozen=True, kw_only=True)
class Need:
    """A demand set against a place. `strength` is how strongly the verdict is known, None where it is unknown or the
    demand does not apply, and `telling` are the parts that gave it. `applies` is None for a demand without a condition;
    where the condition does not hold nothing decides, and the verdict is that the demand is not for this place.
    """

    demand: Demand
    place: Place
    measurements: tuple[Measurement, ...]
    inquiries: tuple[Inquiry, ...]
    verdict: Verdict
    applies: Applies | None = None
    strength: Strength | None = None
    telling: tuple[Measurement | Inquiry, ...] = ()

    @cached_property
    def open_questions(self) -> tuple[Inquiry, ...]:
        """Questions without an answer, those that decide first."""
        unanswered = [inquiry for inquiry in self.inquiries if inquiry.is_open]
        return tuple(sorted(unanswered, key=lambda inquiry: inquiry.question.role != "decides"))

    @cached_property
    def is_told(self) -> bool:
        """Whether the verdict rests on what somebody else than the body says."""
        return any(isinstance(part, Inquiry) and part.is_own for part in self.telling)

    @cached_property
    def main(self) -> Measurement | None:
        """Of the figures the one that gave the verdict, else the first that has a value; None where there is none."""
        return min(
            self.measurements,
            key=lambda one: (one not in self.telling, one.observation.value is None, not one.measure.decides),
            default=None,
        )

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """How the demand is measured: statistic, access and inquiry, those that decide first, each once."""
        parts: list[tuple[bool, str]] = [(m.measure.decides, m.measure.kind) for m in self.measurements]
        parts += [(i.question.role == "decides", "inquiry") for i in self.inquiries]
        return tuple(dict.fromkeys(kind for _, kind in sorted(parts, key=lambda part: not part[0])))


class NeedsAssessor:
    """Measures demands for places against one set of observations and answers: those given, else the catalogue's."""

    def __init__(
        self,
        observations: Observations,
        answers: Answers,
        judge: Judge | None = None,
        demands: Mapping[str, Demand] | None = None,
    ) -> None:
        self._observations = observations
        self._demands = observations.catalogue.demands if demands is None else demands
        self.judge = judge or Judge(observations)
        self._catalogue: Catalogue = observations.catalogue
        self.answers = answers

    def measure_place(self, place: Place, demands: Iterable[Demand] | None = None) -> tuple[Need, ...]:
        """Measure all demands that are put to the place, or those given, in the order of `order_needs`. A region is set
        against its own demands only; where region and municipality are one body, against all.
        """
        wanted = self.list_put_to(place) if demands is None else list(demands)
        self._observations.read_ahead(measure.indicator for demand in wanted for measure in demand.measures)
        return order_needs(self.measure_demand(demand, place) for demand in wanted)

    def list_put_to(self, place: Place) -> list[Demand]:
        """The demands that are put to a place."""
        is_asked_all = self._catalogue.places.answering(place).kind is PlaceKind.MUNICIPALITY
        return [one for one in self._demands.values() if is_asked_all or one.responsible != "municipality"]

    def measure_demand(self, demand: Demand, place: Place) -> Need:
        """Measure one demand for a place."""
        measurements = tuple(self._measure(measure, place) for measure in demand.measures)
        inquiries = tuple(
            settle_by_survey(self._inquire(demand, question, place), measurements) for question in demand.questions
        )
        applies = None if demand.condition is None else self._apply(demand.condition, place)
        if applies is not None and applies.holds is False:
            measurements = tuple(replace(one, verdict=None) for one in measurements)
            inquiries = tuple(replace(one, verdict=None) for one in inquiries)
            return Need(
                demand=demand,
                place=place,
                measurements=measurements,
                inquiries=inquiries,
                verdict=Verdict.NOT_HERE,
                applies=applies,
            )
        verdict, strength, telling = settle(measurements, inquiries)
        return Need(
            demand=demand,
            place=place,
            measurements=measurements,
            inquiries=inquiries,
            verdict=verdict,
            applies=applies,
            strength=strength,
            telling=telling,
        )

    def _apply(self, condition: Condition, asked: Place) -> Applies:
        place = self._find_level(condition.indicator, asked)
        observation = self._observations.latest(condition.indicator, place)
        value = observation.value
        return Applies(condition, observation, None if value is None else is_within(condition, value))

    def _measure(self, measure: Measure, asked: Place) -> Measurement:
        place = self._find_level(measure.indicator, asked, regional=measure.region)
        observation = self._observations.latest(measure.indicator, place)
        if measure.decides:
            said = self.judge.judge(measure, place, observation)
            judged = self.judge.observe_judged(measure, observation)
            return Measurement(
                measure=measure,
                observation=judged,
                similar=said.similar,
                better=said.better,
                count=said.count,
                verdict=said.verdict,
                judgement=said,
            )
        comparison = self._observations.comparison(measure.indicator)
        # What was reckoned or looked up here is no match for the other places' values.
        is_own = observation.is_own
        similar = np.nan if is_own else float(comparison.similar[place.index])
        return Measurement(
            measure=measure,
            observation=observation,
            similar=None if np.isnan(similar) else similar,
            better=0 if is_own else int(comparison.better[place.index]),
            count=0 if is_own else int(comparison.count[place.index]),
            verdict=None,
            judgement=None,
        )

    def _find_level(self, indicator: str, place: Place, *, regional: bool = False) -> Place:
        """The place itself, or its region where the indicator only exists for regions or is asked of them."""
        levels = self._catalogue.indicators[indicator].levels
        is_here = place.kind.value in levels and not regional
        return place if is_here else self._catalogue.places.region_of(place)

    def _inquire(self, demand: Demand, question: Question, place: Place) -> Inquiry:
        body = find_body(self._catalogue, question, place)
        if body is None or not question.each_municipality:
            return self._hear(demand, question, body, None)
        towns = (place,) if place.kind is PlaceKind.MUNICIPALITY else self._catalogue.places.members_of(place)
        each = tuple(self._hear(demand, question, body, town) for town in towns)
        if len(each) == 1:
            return each[0]
        verdict = None if question.role == "context" else judge_each(_find_firm(one) for one in each)
        return Inquiry(question=question, body=body, answer=None, verdict=verdict, each=each, unplaced=each[0].unplaced)

    def _hear(self, demand: Demand, question: Question, body: Place | None, about: Place | None) -> Inquiry:
        """The answer of a body to a question, about a municipality where it is put for each."""
        answer = unplaced = None
        if body is not None:
            answer = self.answers.to_question(body.code, demand.id, question.id, about.code if about else "")
            unplaced = self.answers.to_question(body.code, demand.id, question.id) if about else None
        verdict = None
        if question.role == "decides":
            verdict = Verdict.UNKNOWN if answer is None else _judge(question, answer)
        return Inquiry(question=question, body=body, answer=answer, verdict=verdict, about=about, unplaced=unplaced)


def _judge(question: Question, answer: Answer) -> Verdict:
    """What an answer means. What others than the body say never shows that a demand is met, nor that it is not for the
    body.
    """
    if answer.known == "body":
        return judge_answer(question, answer.value)
    if answer.value == NOT_APPLICABLE:
        return Verdict.UNKNOWN
    return soften(judge_answer(question, answer.value), most=Verdict.LARGE, strength=Strength.INDICATED)


def _find_firm(inquiry: Inquiry) -> Verdict | None:
    """The verdict of what the body itself has answered."""
    return Verdict.UNKNOWN if inquiry.is_own and inquiry.verdict is not None else inquiry.verdict


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


def settle_by_survey(inquiry: Inquiry, measurements: Iterable[Measurement]) -> Inquiry:
    """The inquiry with the survey's verdict, where the body has answered the same question in one and not here."""
    if inquiry.answer is not None or inquiry.question.settled_by is None:
        return inquiry
    for one in measurements:
        told = one.measure.indicator == inquiry.question.settled_by and one.verdict not in (None, Verdict.UNKNOWN)
        if told:
            return replace(inquiry, verdict=one.verdict, settled=one)
    return inquiry


def settle(
    measurements: Sequence[Measurement], inquiries: Sequence[Inquiry]
) -> tuple[Verdict, Strength | None, tuple[Measurement | Inquiry, ...]]:
    """The verdict by the strongest that has something to say, how strong that is, and the parts that gave it: the
    body's answers to the questions, then what leads of each strength or else its reserve. Strengths are never mixed.
    What others than the body say of the demand itself goes before a figure that only bears on it.
    """
    heard = [inquiry for inquiry in inquiries if inquiry.verdict is not None]
    answered = combine(_find_firm(inquiry) or Verdict.UNKNOWN for inquiry in heard)
    is_heard = any(inquiry.settled is None and _find_firm(inquiry) is not Verdict.UNKNOWN for inquiry in heard)
    if is_heard and answered is not Verdict.UNKNOWN:
        told = [inquiry.settled or inquiry for inquiry in heard if _find_firm(inquiry) is answered]
        return answered, Strength.ANSWERED, tuple(told)
    own = [inquiry for inquiry in heard if inquiry.is_own and inquiry.verdict is not Verdict.UNKNOWN]
    able = [one for one in measurements if one.judgement is not None and one.verdict is not None]
    ranked = sorted(able, key=_rank_measurement)
    for one in ranked:
        if own and one.judgement is not None and one.judgement.strength is Strength.INDICATED:
            break
        if one.verdict not in (None, Verdict.UNKNOWN) and one.judgement is not None:
            return one.verdict, one.judgement.strength, (one,)
    if own:
        said = combine(inquiry.verdict for inquiry in own if inquiry.verdict is not None)
        return said, Strength.INDICATED, tuple(inquiry for inquiry in own if inquiry.verdict is said)
    silent = [inquiry for inquiry in heard if inquiry.verdict is Verdict.UNKNOWN]
    return Verdict.UNKNOWN, None, (*ranked, *silent)


def _rank_measurement(one: Measurement) -> tuple[int, bool]:
    strength = one.judgement.strength if one.judgement is not None else STRENGTHS[-1]
    return STRENGTHS.index(strength), one.measure.role != "leading"


def order_needs(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Order by verdict (large, some, unknown, similar, small, met, not here), those that may not apply last of each,
    then by strength, by obligation and by number.
    """
    return tuple(
        sorted(
            needs,
            key=lambda need: (
                SEVERITY.index(need.verdict),
                need.applies is not None and need.applies.holds is None,
                len(STRENGTHS) if need.strength is None else STRENGTHS.index(need.strength),
                OBLIGATIONS.index(need.demand.obligation),
                need.demand.number,
            ),
        )
    )
