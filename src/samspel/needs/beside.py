"""Demands at several places beside each other, and which of the places somebody wants to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samspel.catalogue.places import Places
from samspel.catalogue.records.needs import Demand
from samspel.needs.deciding import seek_deciding_body
from samspel.needs.measuring import Need, NeedsAssessor
from samspel.needs.verdict import SEVERITY, STRENGTHS, Verdict
from samspel.observations.beside import Beside
from samspel.terms.place import Place, PlaceKind

Condition = Literal["large", "some", "above", "below"]
"""What a place must have to be shown: a large need, at least some need, a value above a limit or below it."""
NEEDED = {"large": (Verdict.LARGE,), "some": (Verdict.LARGE, Verdict.SOME)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandBeside:
    """A demand at the places, in their order; None where it is put to nobody."""

    demand: Demand
    needs: tuple[Need | None, ...]

    def turn(self, rows: Sequence[int]) -> "DemandBeside":
        """The same with the places in another order."""
        return replace(self, needs=tuple(self.needs[row] for row in rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sift:
    """What the places were chosen by: a measure's or a demand's id, and what it must be; `left` are the places where it
    is not so, `unknown` those where nobody knows.
    """

    column: str
    condition: Condition
    limit: float | None
    left: tuple[Place, ...] = ()
    unknown: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Places beside each other on measures and demands, all in the same order; `sift` where some were chosen."""

    beside: Beside
    judged: tuple[DemandBeside, ...] = ()
    sift: Sift | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that are shown."""
        return self.beside.places


def set_demands_beside(
    assessor: NeedsAssessor, places: Places, demands: Iterable[Demand], rows: Sequence[Place]
) -> tuple[DemandBeside, ...]:
    """Each demand at each of the places."""

    def measure(demand: Demand, place: Place) -> Need | None:
        is_put = place.kind is not PlaceKind.COUNTRY and seek_deciding_body(places, demand, place) is not None
        return assessor.measure_demand(demand, place) if is_put else None

    return tuple(DemandBeside(demand=one, needs=tuple(measure(one, place) for place in rows)) for one in demands)


def rank_need(need: Need) -> tuple[int, int]:
    """How serious a need is, and of equal ones how surely that is known; the lower the more."""
    return SEVERITY.index(need.verdict), len(STRENGTHS) if need.strength is None else STRENGTHS.index(need.strength)


def sort_needs(needs: Sequence[Need | None], *, is_falling: bool) -> list[int]:
    """The rows by how serious the need is, those without one last, equal ones as they stood."""
    known = [(row, rank_need(need)) for row, need in enumerate(needs) if need is not None]
    blank = [row for row, need in enumerate(needs) if need is None]
    sign = 1 if is_falling else -1
    return [*(row for row, _ in sorted(known, key=lambda one: (sign * one[1][0], sign * one[1][1]))), *blank]


def meets_need(need: Need | None, condition: Condition) -> bool | None:
    """Whether a need is so large; None where it is not known, or put to nobody."""
    if need is None or need.verdict is Verdict.UNKNOWN:
        return None
    return need.verdict in NEEDED[condition]


def meets_limit(value: float | None, condition: Condition, limit: float) -> bool | None:
    """Whether a value lies above or below a limit; None where it is not known."""
    if value is None:
        return None
    return value > limit if condition == "above" else value < limit
