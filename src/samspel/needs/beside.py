"""Demands at several places beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspel.catalogue.places import Places
from samspel.catalogue.records.needs import Demand
from samspel.needs.deciding import find_deciding_body
from samspel.needs.measuring import Need, NeedsAssessor
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandBeside:
    """A demand at the places, in their order; None where it is put to nobody."""

    demand: Demand
    needs: tuple[Need | None, ...]


def set_demands_beside(
    assessor: NeedsAssessor, places: Places, demands: Iterable[Demand], rows: Sequence[Place]
) -> tuple[DemandBeside, ...]:
    """Each demand at each of the places."""

    def measure(demand: Demand, place: Place) -> Need | None:
        try:
            find_deciding_body(places, demand, place)
        except BadInputError:
            return None
        return None if place.kind is PlaceKind.COUNTRY else assessor.measure_demand(demand, place)

    return tuple(DemandBeside(demand=one, needs=tuple(measure(one, place) for place in rows)) for one in demands)
