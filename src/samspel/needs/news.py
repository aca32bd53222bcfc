"""What a renewal of figures changed for a place: the newest values, and the verdicts on its demands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samspel.catalogue.records.figures import Indicator
from samspel.needs.measuring import Need
from samspel.observations.series import Observation
from samspel.terms.place import Place


@dataclass(frozen=True, slots=True)
class NewFigure:
    """An indicator whose newest value at the place is another than before, or of another year."""

    indicator: Indicator
    before: Observation
    now: Observation


@dataclass(frozen=True, kw_only=True)
class News:
    """What changed at a place when the latest figures were shown (ISO); each verdict as it was and as it is."""

    place: Place
    moment: str
    figures: tuple[NewFigure, ...]
    verdicts: tuple[tuple[Need, Need], ...]


def compare_verdicts(before: Iterable[Need], now: Iterable[Need]) -> Iterator[tuple[Need, Need]]:
    """The demands of both whose verdicts differ, in the order of what holds now."""
    known = {need.demand.id: need for need in before}
    for need in now:
        old = known.get(need.demand.id)
        if old is not None and old.verdict is not need.verdict:
            yield old, need


def compare_figures(pairs: Iterable[tuple[Indicator, Observation, Observation]]) -> Iterator[NewFigure]:
    """The indicators whose newest values differ in number or year."""
    for indicator, before, now in pairs:
        if (before.value, before.period) != (now.value, now.period):
            yield NewFigure(indicator, before, now)
