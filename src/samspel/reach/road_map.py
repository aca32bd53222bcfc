"""A road map as flat arrays: nodes, directed edges and what OpenStreetMap says of each (terms as in OpenStreetMap).

A map holds what is drawn and who may use it; how fast one gets along is reckoned in `reach.roads` and `reach.cycling`.
"""

from dataclasses import dataclass
from enum import StrEnum

from samspel.reach.workplaces import Station
from samspel.terms.arrays import Codes, Flags, Floats, Ints

ROAD_CLASSES = (
    "motorway",
    "motorway_link",
    "trunk",
    "trunk_link",
    "primary",
    "primary_link",
    "secondary",
    "secondary_link",
    "tertiary",
    "tertiary_link",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "road",
    "track",
    "cycleway",
    "path",
    "footway",
    "pedestrian",
    "bridleway",
    "ferry",
)
"""The values of highway=* that anyone may drive or cycle on, and ferries. An edge holds a row of this."""


class Surface(StrEnum):
    """Whether the road is paved."""

    UNKNOWN = "unknown"
    PAVED = "paved"
    UNPAVED = "unpaved"


class Light(StrEnum):
    """Whether the road is lit."""

    UNKNOWN = "unknown"
    LIT = "lit"
    UNLIT = "unlit"


class Zone(StrEnum):
    """Whether the map says that the road lies in a built-up area."""

    UNKNOWN = "unknown"
    BUILT_UP = "built_up"
    RURAL = "rural"


class Cycleway(StrEnum):
    """What there is for bicycles along a road: nothing known, a painted lane or a track of its own."""

    NONE = "none"
    LANE = "lane"
    TRACK = "track"


class Gap(StrEnum):
    """Why a travel time is blank; each has its sentence under `roads.gap` in the texts."""

    OUTSIDE_MAP = "outside_map"
    FAR_FROM_ROAD = "far_from_road"
    NOT_JOINED = "not_joined"
    NO_GOAL = "no_goal"
    NOBODY_COMES = "nobody_comes"


SURFACES, LIGHTS, ZONES, CYCLEWAYS = tuple(Surface), tuple(Light), tuple(Zone), tuple(Cycleway)


@dataclass(frozen=True, kw_only=True)
class Edges:
    """Directed edges, shape (edges,). A road open both ways is two edges.

    `road_class`, `surface`, `light`, `zone` and `cycleway` are rows of ROAD_CLASSES, SURFACES, LIGHTS, ZONES and
    CYCLEWAYS; `limit` is the signed speed limit in km/h, 0 where the map has none; `minutes` the crossing time of a
    ferry, NaN elsewhere and where it is not given; `car` and `bicycle` say who may travel in this direction.
    """

    origin: Ints
    target: Ints
    length: Floats
    road_class: Codes
    limit: Codes
    surface: Codes
    light: Codes
    zone: Codes
    cycleway: Codes
    car: Flags
    bicycle: Flags
    minutes: Floats


@dataclass(frozen=True, kw_only=True)
class RoadMap:
    """The roads of one map extract. `points` is shape (nodes, 2): latitude and longitude in degrees (WGS 84).

    `file`, `digest` and `drawn` (the extract's own time stamp, empty where it has none) say which extract it is; `lost`
    counts segments left out because the extract lacks one of their ends, `at_times` roads and barriers that are open at
    some times or to some only, and are reckoned with as they are at others. `parkings` are the park-and-rides that it
    marks; a name may be empty.
    """

    points: Floats
    edges: Edges
    file: str
    digest: str
    drawn: str
    lost: int
    at_times: int = 0
    parkings: tuple[Station, ...] = ()
