"""Answers from municipalities and regions, and figures that somebody looked up, as plain records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from samspel.catalogue.loading import Catalogue
from samspel.observations.series import Observation
from samspel.terms.origin import Basis, Origin
from samspel.terms.period import NOT_STATED, Period
from samspel.terms.place import Place

Known = Literal["body", "public", "own"]
"""Who says it: the body that was asked, something that anybody can read (as a timetable), or what somebody knows."""
KNOWN: tuple[Known, ...] = get_args(Known)
SOURCE = "own-answer"
"""In content/sources.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to one question, or a looked-up figure.

    `item` is the question's id, or the indicator's for a figure. `value` is 'yes' or 'no', a number, or a text, as
    the question asks. `country` is the country's value of a looked-up figure, where it was given too. `about` is the
    code of the municipality that a region's answer is about, where the question is put once for each of them; it is
    empty in one that was kept before answers said so, and such an answer counts for no place. `known` is who says it.
    """

    body: str
    demand: str
    item: str
    kind: Literal["question", "figure"]
    value: str | float
    country: float | None
    answered_by: str
    day: date
    source: str
    about: str = ""
    known: Known = "body"

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What an answer is an answer to: a question of a demand, or a figure whichever demand asked for it."""
        return (self.body, self.demand if self.kind == "question" else "", self.item, self.about)


class Answers:
    """All answers that are kept, found by the body's code and the item."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self.everything = tuple(answers)
        self._questions = {a.identity: a for a in self.everything if a.kind == "question"}

    def to_question(self, body: str, demand: str, question: str, about: str = "") -> Answer | None:
        """The body's answer to a question, about a municipality where it is put for each, if there is one."""
        return self._questions.get((body, demand, question, about))


def observe_answers(catalogue: Catalogue, answers: Iterable[Answer]) -> Iterator[Observation]:
    """The looked-up figures as observations, whose year nobody has told, of each place that the body answers for."""
    known = (answer for answer in answers if answer.kind == "figure" and answer.item in catalogue.indicators)
    figures = {(answer.body, answer.item): answer for answer in known}
    for (code, item), answer in figures.items():
        body, levels = catalogue.places.by_code[code], catalogue.indicators[item].levels
        region = catalogue.places.region_of(body)
        answers_for = [body, region] if catalogue.places.answering(region) is body and region is not body else [body]
        for place in answers_for:
            if place.kind.value in levels and (place is body or (place.code, item) not in figures):
                yield _observe(answer, place)


def _observe(answer: Answer, place: Place) -> Observation:
    origin = Origin(source=SOURCE, table="", read=answer.day.isoformat(), by=answer.answered_by, said=answer.source)
    value, period = float(answer.value), Period(NOT_STATED)
    return Observation(
        indicator=answer.item,
        place=place,
        period=period,
        value=value,
        basis=Basis.ANSWERED,
        origins=(origin,),
        blank=None,
        country=answer.country,
    )
