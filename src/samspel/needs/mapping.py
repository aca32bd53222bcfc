"""A demand's verdicts at all places of one level, for a map."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.catalogue.records.needs import Demand
from samspel.needs.measuring import Need
from samspel.needs.verdict import SEVERITY, STRENGTHS, Strength, Verdict
from samspel.terms.place import Place

Kind = tuple[Verdict, Strength | None]


@dataclass(frozen=True, kw_only=True)
class DemandMap:
    """A demand set against each place. `kinds` are the verdicts that there are, each with how strongly it is known, the
    most serious and the strongest first; `classes` has the number of each place's.
    """

    demand: Demand
    places: tuple[Place, ...]
    kinds: tuple[Kind, ...]
    classes: tuple[int, ...]


def lay_out_verdicts(demand: Demand, needs: Sequence[Need]) -> DemandMap:
    """The verdicts of one demand, a need for each place."""
    found = [(need.verdict, need.strength) for need in needs]
    kinds = tuple(sorted(set(found), key=_rank))
    return DemandMap(
        demand=demand,
        places=tuple(need.place for need in needs),
        kinds=kinds,
        classes=tuple(kinds.index(kind) for kind in found),
    )


def _rank(kind: Kind) -> tuple[int, int]:
    verdict, strength = kind
    return SEVERITY.index(verdict), len(STRENGTHS) if strength is None else STRENGTHS.index(strength)
