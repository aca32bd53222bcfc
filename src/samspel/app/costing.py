"""What demands cost a year at a place, without a simulation."""

from collections.abc import Iterable
from itertools import groupby

from samspel.app.desk import Desk
from samspel.app.modelling import open_model
from samspel.needs.measuring import Need
from samspel.scenarios.costs import (
    CostedNeed,
    Size,
    Yardstick,
    YearlyCost,
    load_open_costs,
    load_yardsticks,
    work_out_costs,
)
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
    sticks, hinges = load_yardsticks(desk.catalogue), load_open_costs(desk.catalogue)
    for place, group in groupby(needs, lambda need: need.place):
        costs = find_costs_at(desk, place)
        found += (
            CostedNeed(
                need,
                costs.get(need.demand.id),
                _find_size(desk, sticks.get(need.demand.id), place),
                hinges.get(need.demand.id),
            )
            for need in group
        )
    return tuple(found)


def _find_size(desk: Desk, stick: Yardstick | None, place: Place) -> Size | None:
    """The yardstick's figure at the place, or at its region where only regions have one; None where there is none."""
    if stick is None:
        return None
    levels = desk.catalogue.indicators[stick.indicator].levels
    at = place if place.kind.value in levels else desk.catalogue.places.region_of(place)
    found = desk.observations.latest(stick.indicator, at)
    return None if found.value is None else Size(stick, found)
