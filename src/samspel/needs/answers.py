"""Answers from municipalities and regions, and figures that somebody looked up, as plain records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question, or a looked-up figure.

    `item` is the question's id, or the indicator's for a figure. `value` is 'yes' or 'no', a number, or a text, as
    the question asks. `country` is the country's value of a looked-up figure, where it was given too. `about` is the
    code of the municipality that a region's answer is about, where the question is put once for each of them; it is
    empty in one that was kept before answers said so, and such an answer counts for no place.
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

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What an answer is an answer to: a question of a demand, or a figure whichever demand asked for it."""
        return (self.body, self.demand if self.kind == "question" else "", self.item, self.about)


class Answers:
    """All answers that are kept, found by the body's code and the item."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self.everything = tuple(answers)
        self._questions = {a.identity: a for a in self.everything if a.kind == "question"}
        self._figures = {(a.body, a.item): a for a in self.everything if a.kind == "figure"}

    def to_question(self, body: str, demand: str, question: str, about: str = "") -> Answer | None:
        """The body's answer to a question, about a municipality where it is put for each, if there is one."""
        return self._questions.get((body, demand, question, about))

    def figure(self, place: str, indicator: str) -> Answer | None:
        """A figure that was looked up for the place, if there is one."""
        return self._figures.get((place, indicator))
