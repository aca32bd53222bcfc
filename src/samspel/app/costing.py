"""What demands cost a year at a place, without a simulation."""

from collections.abc import Iterable
from itertools import groupby

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.needs.measuring import Need
from samspel.scenarios.costs import CostedNeed, Size, Yardstick, YearlyCost, load_yardsticks, work_out_costs
from samspel.terms.place import Place, PlaceKind


def find_costs_at(desk: Desk, place: Place) -> dict[str, YearlyCost]:
    """The yearly cost of demands, by id, where it is known; for a region over all its municipalities together."""
    catalogue, calibration = desk.catalogue, open_model(desk).calibration
    members = (place,) if place.kind is PlaceKind.MUNICIPALITY else catalogue.places.members_of(place)
    towns = tuple(calibration.count(member) for member in members)
    return work_out_costs(catalogue, catalogue.demands, towns)


def add_costs(desk: Desk, needs: Iterable[Need]) -> tuple[CostedNeed, ...]:
    """The needs, in the order they come, with what their demands cost and the figure that gives the size of it."""
    found: list[CostedNeed] = []
    sticks = load_yardsticks(desk.catalogue)
    for place, group in groupby(needs, lambda need: need.place):
        costs = find_costs_at(desk, place)
        found += (
            CostedNeed(need, costs.get(need.demand.id), _find_size(desk, sticks.get(need.demand.id), place))
            for need in group
        )
    return tuple(found)


def _find_size(desk: Desk, stick: Yardstick | None, place: Place) -> Size | None:
    """The yardstick's figure at the place; None where there is none."""
    if stick is None:
        return None
    found = desk.observations.latest(stick.indicator, place)
    return None if found.value is None else Size(stick, found)
