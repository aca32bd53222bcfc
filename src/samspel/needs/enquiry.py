"""What is asked of a body, and what its answers changed."""

from dataclasses import dataclass
from pathlib import Path

from samspel.needs.answers import Answer
from samspel.needs.measuring import Inquiry, Measurement, Need
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
