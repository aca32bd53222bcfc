"""Maps made up in metres around 60° N, 15° E, so that answers can be worked out by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians

import msgspec
import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.reach.globe import EARTH_RADIUS_M, measure_metres
from samspel.reach.road_map import (
    CYCLEWAYS,
    LIGHTS,
    ROAD_CLASSES,
    SURFACES,
    ZONES,
    Cycleway,
    Edges,
    Light,
    RoadMap,
    Surface,
    Zone,
)

Floats = npt.NDArray[np.float64]
CENTRE = (60.0, 15.0)
BOTH, FORTH, BACK, NEITHER = (True, True), (True, False), (False, True), (False, False)


@dataclass(frozen=True)
class Road:
    """A road between two nodes; `length` in metres, else as the crow flies."""

    one: int
    other: int
    kind: str = "unclassified"
    limit: int = 60
    length: float | None = None
    surface: Surface = Surface.PAVED
    light: Light = Light.UNKNOWN
    zone: Zone = Zone.UNKNOWN
    cycleway: Cycleway = Cycleway.NONE
    car: tuple[bool, bool] = BOTH
    bicycle: tuple[bool, bool] = BOTH
    minutes: float = float("nan")


def place(*metres: tuple[float, float]) -> Floats:
    """Points so many metres east and north of the centre, shape (n, 2)."""
    degree = radians(1.0) * EARTH_RADIUS_M
    lat = [CENTRE[0] + north / degree for _, north in metres]
    lon = [CENTRE[1] + east / degree / cos(radians(CENTRE[0])) for east, _ in metres]
    return np.column_stack([lat, lon])


def make_map(nodes: Sequence[tuple[float, float]], roads: Sequence[Road]) -> RoadMap:
    points = place(*nodes)
    ways = [(road, road.one, road.other, 0) for road in roads] + [(road, road.other, road.one, 1) for road in roads]
    ways = [way for way in ways if way[0].car[way[3]] or way[0].bicycle[way[3]]]
    origin = np.array([start for _, start, _, _ in ways], dtype=np.int32)
    target = np.array([end for _, _, end, _ in ways], dtype=np.int32)
    straight = measure_metres(points[origin], points[target])
    drawn = [road for road, *_ in ways]

    def codes(values: Sequence[int]) -> npt.NDArray[np.uint8]:
        return np.array(values, dtype=np.uint8)

    edges = Edges(
        origin=origin,
        target=target,
        length=np.array(
            [road.length or metres for road, metres in zip(drawn, straight, strict=True)], dtype=np.float64
        ),
        road_class=codes([ROAD_CLASSES.index(road.kind) for road in drawn]),
        limit=codes([road.limit for road in drawn]),
        surface=codes([SURFACES.index(road.surface) for road in drawn]),
        light=codes([LIGHTS.index(road.light) for road in drawn]),
        zone=codes([ZONES.index(road.zone) for road in drawn]),
        cycleway=codes([CYCLEWAYS.index(road.cycleway) for road in drawn]),
        car=np.array([road.car[back] for road, _, _, back in ways]),
        bicycle=np.array([road.bicycle[back] for road, _, _, back in ways]),
        minutes=np.array([road.minutes for road in drawn]),
    )
    return RoadMap(points=points, edges=edges, file="made.osm", digest="made", drawn="", lost=0)


def with_values(catalogue: Catalogue, **values: float) -> Catalogue:
    """The catalogue with other values of some parameters."""
    changed = {name: msgspec.structs.replace(catalogue.parameters[name], value=value) for name, value in values.items()}
    return replace(catalogue, parameters={**catalogue.parameters, **changed})


def plain(catalogue: Catalogue, **values: float) -> Catalogue:
    """Driving at the limit, nothing lost at junctions or at the ends, so that minutes are metres over speed."""
    settings = {"car_driven_share": 1.0, "car_junction_seconds": 0.0, "road_end_minutes": 0.0}
    return with_values(catalogue, **(settings | values))
