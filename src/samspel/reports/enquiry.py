"""What is asked of a body, and what its answers changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.answers import Answer
from samspel.needs.measuring import Inquiry, Measurement, Need
from samspel.rendering.blocks import Document
from samspel.terms.place import Place

AskedFigure = tuple[Need, Measurement]
"""A figure that a body may fill in, with the demand that it decides."""


@dataclass(frozen=True)
class Enquiry:
    """The letter, the form that goes with it, and which other bodies have questions of their own."""

    body: Place
    letter: Document
    form: bytes
    form_name: str
    questions: tuple[tuple[Need, Inquiry], ...]
    figures: tuple[AskedFigure, ...]
    others: tuple[tuple[Place, int], ...]


def group_figures(
    catalogue: Catalogue, figures: Sequence[AskedFigure]
) -> tuple[tuple[str, tuple[AskedFigure, ...]], ...]:
    """The figures that are published but not built in, and those that only reckoning gives: the name of each group
    that is not empty, and its figures.
    """

    def pick(*, reckoned: bool) -> tuple[AskedFigure, ...]:
        return tuple(
            (need, one) for need, one in figures if catalogue.indicators[one.measure.indicator].is_reckoned is reckoned
        )

    groups = (("figures", pick(reckoned=False)), ("reckoned", pick(reckoned=True)))
    return tuple((name, group) for name, group in groups if group)


@dataclass(frozen=True)
class Receipt:
    """What a form held, which demands changed verdict by it, and which of its columns nothing was done with."""

    body: Place
    kept_in: Path
    answers: tuple[Answer, ...]
    changes: tuple[tuple[Need, Need], ...]
    file: str
    ignored: tuple[str, ...]

    def tell_ignored(self, texts: Texts) -> str:
        """The columns that nothing was done with; empty when there are none."""
        return texts("lists.ignored", file=self.file, columns=", ".join(self.ignored)) if self.ignored else ""
