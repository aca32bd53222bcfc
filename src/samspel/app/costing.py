"""What demands cost a year at a place, without a simulation."""

from collections.abc import Iterable

from samspel.app.desk import Desk
from samspel.app.simulating import open_model
from samspel.catalogue.records import Demand, Lang
from samspel.reports.costs import tell_cost
from samspel.scenarios.costs import YearlyCost, work_out_costs
from samspel.terms.place import Place, PlaceKind


def find_costs_at(desk: Desk, place: Place, demands: Iterable[str] = ()) -> dict[str, YearlyCost]:
    """The same for demands (their ids; all of the handbook by default) without a simulation; for a region over all its
    municipalities together.
    """
    catalogue, calibration = desk.catalogue, open_model(desk).calibration
    members = (place,) if place.kind is PlaceKind.MUNICIPALITY else catalogue.places.members_of(place)
    towns = tuple(calibration.town(member, 1) for member in members)
    return work_out_costs(catalogue, demands or catalogue.demands, towns)


def tell_cost_at(desk: Desk, lang: Lang, place: Place, demand: Demand) -> str:
    """The same, worked out for a place."""
    found = find_costs_at(desk, place, (demand.id,)).get(demand.id)
    return tell_cost(desk.catalogue, lang, place, demand, found)
