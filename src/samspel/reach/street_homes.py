"""Where in a locality people live, as far as a road map tells: along its residential streets.

A locality is one point in the statistics. For a bicycle that is too coarse, so its people are spread evenly over the
nodes of residential streets inside a circle of the locality's area. That is an estimate; a population grid is better.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from samspel.catalogue.loading import Catalogue
from samspel.reach.globe import SQUARE_METRES_PER_HECTARE, place_on_sphere
from samspel.reach.road_map import ROAD_CLASSES, RoadMap
from samspel.reach.roads import HOME_STREETS
from samspel.terms.arrays import Floats, Longs


@dataclass(frozen=True)
class Homes:
    """Points (latitude, longitude; shape (homes, 2)), the people at each, and the row of their locality."""

    points: Floats
    people: Floats
    locality: Longs


def spread_people(catalogue: Catalogue, road_map: RoadMap, points: Floats, people: Floats, hectares: Floats) -> Homes:
    """Spread the people of localities (shapes (n, 2), (n,) and (n,)) over their residential streets. A locality without
    any such street on the map stays at its point.
    """
    edges = road_map.edges
    streets = np.isin(edges.road_class, [ROAD_CLASSES.index(name) for name in HOME_STREETS])
    nodes = np.unique(edges.origin[streets])
    found: list[list[int]] = [[] for _ in points]
    if len(nodes) and len(points):
        radius = np.sqrt(hectares * SQUARE_METRES_PER_HECTARE / np.pi)
        index = KDTree(place_on_sphere(road_map.points[nodes]))
        found = list(index.query_ball_point(place_on_sphere(points), radius, return_sorted=True))
    most = round(catalogue.value("homes_per_locality"))
    places, shares, rows = [], [], []
    for row, near in enumerate(found):
        kept = _thin(np.array(near, dtype=np.int64), most)
        homes = road_map.points[nodes[kept]] if len(kept) else points[row : row + 1]
        places.append(homes)
        shares.append(np.full(len(homes), people[row] / len(homes)))
        rows.append(np.full(len(homes), row, dtype=np.int64))
    if not places:
        return Homes(np.empty((0, 2)), np.empty(0), np.empty(0, dtype=np.int64))
    return Homes(np.concatenate(places), np.concatenate(shares), np.concatenate(rows))


def _thin(rows: Longs, most: int) -> Longs:
    """At most so many of the rows, evenly spaced."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).round().astype(np.int64)]
