"""What is asked of a body, and what its answers changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samspel.needs.answers import Answer, Answers
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.needs.verdict import Strength
from samspel.observations.building import Observations
from samspel.terms.place import Place

AskedQuestion = tuple[Need, Inquiry]
"""A question that is put to a body, with the demand that it belongs to."""
AskedFigure = tuple[Need, Measurement]
"""A figure that a body may fill in, with the demand that it decides."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """The open questions to a body in the handbook's order, the figures that it may fill in, and how many questions
    other bodies have.
    """

    body: Place
    questions: tuple[AskedQuestion, ...]
    figures: tuple[AskedFigure, ...]
    others: tuple[tuple[Place, int], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask, so that no letter is needed."""
        return not (self.questions or self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Who else has answered an open question of a demand: the places that bodies' kept answers are about, in order of
    name, and each survey that is built in and bears on the demand (an indicator) with how many have answered it.
    """

    inquiry: Inquiry
    places: tuple[Place, ...]
    surveys: tuple[tuple[str, int], ...]


def find_elsewhere(observations: Observations, answers: Answers, need: Need) -> tuple[Elsewhere, ...]:
    """Who else has answered each open question of a demand at a place."""
    surveys = tuple(_count_surveyed(observations, need))
    return tuple(
        Elsewhere(inquiry=inquiry, places=_find_answered(observations, answers, need, inquiry), surveys=surveys)
        for inquiry in need.open_questions
    )


def _find_answered(observations: Observations, answers: Answers, need: Need, inquiry: Inquiry) -> tuple[Place, ...]:
    known = observations.catalogue.places.by_code
    asked = (need.demand.id, inquiry.question.id)
    heard = (one for one in answers.everything if one.known == "body" and (one.demand, one.item) == asked)
    told = {known[one.about or one.body] for one in heard}
    return tuple(sorted(told - {need.place, inquiry.body}, key=lambda place: place.name))


def _count_surveyed(observations: Observations, need: Need) -> Iterator[tuple[str, int]]:
    """The surveys in which bodies have answered on the demand, where this place has not."""
    for one in need.measurements:
        if one.measure.strength == Strength.ANSWERED.value and one.is_open:
            series = observations.series(one.measure.indicator)
            same = [
                place.index
                for place in observations.catalogue.places.everywhere
                if place.kind is one.observation.place.kind
            ]
            told = series.values[same][:, -(one.measure.pooled or 1) :]
            count = int((~np.isnan(told)).any(axis=1).sum())
            if count:
                yield one.measure.indicator, count


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a form held, which demands changed verdict by it (before and after), which of its columns nothing was done
    with, and the answers in per cent that may have been meant as shares of one.
    """

    body: Place
    kept_in: Path
    answers: tuple[Answer, ...]
    changes: tuple[tuple[Need, Need], ...]
    file: str
    ignored: tuple[str, ...]
    small_shares: tuple[Answer, ...]
