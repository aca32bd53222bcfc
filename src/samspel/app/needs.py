"""Measures the handbook's demands for one place, or for every municipality."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args

from samspel.app.costing import add_costs
from samspel.app.desk import Desk
from samspel.catalogue.places import Places
from samspel.catalogue.records.needs import Demand, MeasureKind, Responsible
from samspel.needs.deciding import find_deciding_body, seek_deciding_body
from samspel.needs.enquiry import Elsewhere, find_elsewhere
from samspel.needs.measuring import OBLIGATIONS, Need
from samspel.needs.verdict import SEVERITY, STRENGTHS
from samspel.reports.paper_figures import choose_figures
from samspel.scenarios.costs import CostedNeed
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind

RESPONSIBLE: tuple[Responsible, ...] = get_args(Responsible)
BOTH, FIGURES, COST = MATERIAL = ("both", "figures", "cost")
CHOICES: dict[str, tuple[str, ...]] = {
    "responsible": RESPONSIBLE,
    "obligation": OBLIGATIONS,
    "verdict": tuple(verdict.value for verdict in SEVERITY),
    "strength": tuple(strength.value for strength in STRENGTHS),
    "kind": (*get_args(MeasureKind), "inquiry"),
    "material": MATERIAL,
}
"""What the fields of a filter can be; the areas are those of the content, and a demand goes by its id."""


@dataclass(frozen=True, kw_only=True)
class NeedFilter:
    """Which needs to show; an empty field lets everything through."""

    responsible: str = ""
    obligation: str = ""
    area: str = ""
    verdict: str = ""
    strength: str = ""
    kind: str = ""
    demand: str = ""
    body: str = ""
    """The code of the body whose council decides."""
    material: str = ""
    """What a motion needs that there is at the place: see `find_material`."""

    def keeps(self, places: Places, need: Need) -> bool:
        """Whether the need passes every field but `material`, which is asked of many needs at once."""
        demand = need.demand
        return (
            self.responsible in ("", demand.responsible)
            and self.obligation in ("", demand.obligation)
            and self.area in ("", demand.area)
            and self.verdict in ("", need.verdict.value)
            and self.strength in ("", None if need.strength is None else need.strength.value)
            and (not self.kind or self.kind in need.kinds)
            and self.demand in ("", demand.id)
            and self.body in ("", _find_code(places, need))
        )


def list_bodies(places: Places, place: Place) -> tuple[Place, ...]:
    """The bodies that the demands put to a place are decided by: its own and its region's, once where they are one."""
    return tuple(dict.fromkeys((places.answering(place), places.answering(places.region_of(place)))))


def find_deciding(places: Places, body: Place) -> str:
    """What a filter calls a body that decides."""
    return places.answering(body).code


def _find_code(places: Places, need: Need) -> str | None:
    """The code of the body that decides a demand; None for a municipal demand at a region."""
    body = seek_deciding_body(places, need.demand, need.place)
    return None if body is None else body.code


def measure_needs(desk: Desk, place: Place, wanted: NeedFilter | None = None) -> tuple[Need, ...]:
    """All demands that are put to a place, or the one that is named, in order of need. Raises BadInputError for the
    country, which nobody can put a demand to.
    """
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("not_for_country")
    named = desk.catalogue.demands.get(wanted.demand) if wanted is not None else None
    needs = desk.assessor.measure_place(place, None if named is None else (named,))
    return needs if wanted is None else keep_needs(desk, wanted, needs)


def keep_needs(desk: Desk, wanted: NeedFilter, needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that pass a filter, in the order they come."""
    kept = tuple(need for need in needs if wanted.keeps(desk.catalogue.places, need))
    if not wanted.material:
        return kept
    return tuple(row.need for row in add_costs(desk, kept) if find_material(row) in (wanted.material, BOTH))


def find_material(row: CostedNeed) -> str:
    """What of a figure that speaks for the demand and a known cost there is at the place: both, one, or nothing."""
    if choose_figures(row.need):
        return BOTH if row.cost is not None else FIGURES
    return COST if row.cost is not None else ""


def find_receiver(desk: Desk, need: Need) -> Place:
    """The body whose assembly a motion goes to. Raises BadInputError where no motion can be put for the place."""
    return find_deciding_body(desk.catalogue.places, need.demand, need.place)


def find_elsewhere_answered(desk: Desk, need: Need) -> tuple[Elsewhere, ...]:
    """Who else has answered each open question of a demand at a place."""
    return find_elsewhere(desk.observations, desk.assessor.answers, need)


def list_places_for(places: Places, demand: Demand) -> tuple[Place, ...]:
    """Where a demand is put: every municipality, or every region where those decide."""
    return places.regions if demand.responsible == "region" else places.municipalities


def measure_at_each(desk: Desk, demand: Demand) -> tuple[Need, ...]:
    """A demand at each place that it is put to."""
    assessor = desk.assessor
    return tuple(assessor.measure_demand(demand, place) for place in list_places_for(desk.catalogue.places, demand))


def measure_everywhere(
    desk: Desk, watch: Callable[[Iterable[Place]], Iterable[Place]] = iter
) -> Iterable[tuple[Place, tuple[Need, ...]]]:
    """Every municipality with its needs, one at a time; `watch` wraps the places to show progress."""
    for place in watch(desk.catalogue.places.municipalities):
        yield place, measure_needs(desk, place)
