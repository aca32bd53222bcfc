"""Whether a point lies in a municipality or region, as far as localities tell: the figures hold no borders."""

from collections.abc import Sequence

import numpy as np

from samspel.app.desk import Desk
from samspel.observations.localities import find_centres, load_localities
from samspel.reach.globe import METRES_PER_KM, SQUARE_METRES_PER_HECTARE, measure_each_km
from samspel.reach.outside import find_outside
from samspel.reach.workplaces import Locality
from samspel.terms.place import Place, PlaceKind


def lies_any_in(desk: Desk, place: Place, origins: Sequence[Locality]) -> bool:
    """Whether one of the points lies in Sweden and in the place: no other municipality's locality, or middle, is
    nearer, and a locality is no farther than people live from one.
    """
    catalogue, figures = desk.catalogue, desk.base.figures
    outside = {one.point for one in find_outside(origins, catalogue)}
    points = np.array([one.point for one in origins if one.point not in outside]).reshape(-1, 2)
    if not len(points):
        return False
    localities = load_localities(figures)
    hectares = figures.numbers("localities", ["area_ha"])[:, 0]
    radius = np.sqrt(hectares * SQUARE_METRES_PER_HECTARE / np.pi) / METRES_PER_KM
    away = measure_each_km(points, localities.points)
    edge = np.maximum(away - radius, 0.0)
    centres = measure_each_km(points, find_centres(catalogue, localities))
    near = edge.min(axis=1) <= catalogue.value("place_edge_km")
    members = {place.index}
    if place.kind is PlaceKind.REGION:
        members = {one.index for one in catalogue.places.members_of(place)}
    nearest = (
        localities.municipality[away.argmin(axis=1)],
        localities.municipality[edge.argmin(axis=1)],
        centres.argmin(axis=1),
    )
    return bool((near & np.isin(nearest, [*members]).any(axis=0)).any())
