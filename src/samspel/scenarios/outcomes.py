"""The outcomes of the model as one table, content/circle/outcomes.toml: what the engine and the words know of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record
from samspel.dynamics.outcomes import OUTCOMES
from samspel.terms.errors import ContentError

Where = Literal["words", "levels", "brief", "narrow"]
"""Where outcomes are shown, as the content tells."""


class OutcomeText(Record, frozen=True, kw_only=True):
    """The name of an outcome, and how to read it where the name does not say."""

    name: str
    note: str = ""


class Outcome(Record, frozen=True, kw_only=True):
    """An outcome: its value times `scale` is shown in `unit` with `decimals`; `measure` is the published figure that
    it begins from.
    """

    id: str
    unit: Literal["count", "million", "percent", "index"]
    scale: float
    decimals: int
    better: Literal["up", "down", "neither"]
    shown: tuple[Where, ...]
    sv: OutcomeText
    en: OutcomeText
    measure: str = ""

    @property
    def margin(self) -> float:
        """Half of the last digit that is shown, in the outcome's own unit: a smaller change is about the same."""
        return 0.5 * 10.0**-self.decimals / self.scale


class OutcomesFile(Record, frozen=True, kw_only=True):
    """Everything in content/circle/outcomes.toml."""

    peak_times: float
    outcome: tuple[Outcome, ...]


@dataclass(frozen=True)
class Outcomes:
    """All outcomes, in the order of the run. A peak is told beside the last year's change when it is `peak_times` as
    large.
    """

    records: tuple[Outcome, ...]
    peak_times: float

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.records)

    def __getitem__(self, name: str) -> Outcome:
        return self.records[OUTCOMES.index(name)]

    def shown_in(self, where: Where) -> tuple[Outcome, ...]:
        """Those shown in a place, in order."""
        return tuple(outcome for outcome in self.records if where in outcome.shown)

    @property
    def headlines(self) -> tuple[Outcome, ...]:
        """Those told in sentences."""
        return self.shown_in("words")


def load_outcomes(catalogue: Catalogue) -> Outcomes:
    """Load and check the table. Raises ContentError unless it holds the outcomes of the run in their order."""
    path = catalogue.folder / "circle" / "outcomes.toml"
    file = read_record(path, OutcomesFile)
    records = file.outcome
    found = tuple(outcome.id for outcome in records)
    if found != OUTCOMES:
        raise ContentError(path.name, "outcome", ", ".join(found), ", ".join(OUTCOMES))
    if not file.peak_times >= 1.0:
        raise ContentError(path.name, "peak_times", str(file.peak_times), "1 or more")
    for outcome in records:
        if not outcome.scale > 0.0 or outcome.decimals < 0:
            stood, expected = f"{outcome.scale}, {outcome.decimals}", "a scale above zero, and decimals of zero or more"
            raise ContentError(path.name, f"{outcome.id}.scale", stood, expected)
        if outcome.measure and outcome.measure not in catalogue.indicators:
            raise ContentError(path.name, f"{outcome.id}.measure", outcome.measure, "an indicator's id")
    return Outcomes(records, file.peak_times)
