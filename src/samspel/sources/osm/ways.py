"""What the tags of one way say: who may travel it which way, its limit, surface, light and cycleway, a ferry's time.

What the map does not say is left unknown; nothing is filled in here.
"""

import re
from typing import NamedTuple

import numpy as np

from samspel.catalogue.records.settings import RoadRules
from samspel.reach.road_map import CYCLEWAYS, LIGHTS, ROAD_CLASSES, SURFACES, ZONES, Cycleway, Light, Surface, Zone
from samspel.sources.osm.access import BACKWARD, FORWARD, Tags, find_directions, passes, rides_against

KM_PER_MILE = 1.609344
MOST_KMH = 255
CLASS_ROWS = {name: row for row, name in enumerate(ROAD_CLASSES)}
FERRY = "ferry"
CAR_CLASSES = frozenset(ROAD_CLASSES[: CLASS_ROWS["track"]])
CYCLED_IF_OPENED = frozenset({"path", "footway", "pedestrian", "bridleway"})
MOTORWAYS = frozenset({"motorway", "motorway_link"})
DARK = frozenset({"no", "disused"})
PAVED = (
    "asphalt",
    "bricks",
    "chipseal",
    "cobblestone",
    "concrete",
    "metal",
    "paved",
    "paving_stones",
    "sett",
    "unhewn_cobblestone",
    "wood",
)
UNPAVED = (
    "compacted",
    "dirt",
    "earth",
    "fine_gravel",
    "grass",
    "gravel",
    "ground",
    "mud",
    "pebblestone",
    "rock",
    "sand",
    "unpaved",
    "woodchips",
)
LANES, TRACKS = frozenset({"lane", "opposite_lane", "shared_lane"}), frozenset({"track", "opposite_track"})
_LIMIT = re.compile(r"(?:[a-z]{2}:)?(?:zone:?)?(?P<number>[0-9]{1,3}(?:\.[0-9]+)?) ?(?P<unit>km/h|kmh|kph|mph)?")
"""One speed limit: 50, 30 mph, SE:30, SE:zone30. What is written otherwise (1e400, -30, 1.000.000) is no limit."""
_CLOCK = re.compile(r"(?:(?P<hours>[0-9]{1,4}):)?(?P<minutes>[0-9]{1,4})(?::(?P<seconds>[0-9]{2}))?")
_ISO = re.compile(r"PT(?:(?P<hours>[0-9]{1,4})H)?(?:(?P<minutes>[0-9]{1,4})M)?(?:(?P<seconds>[0-9]{1,4})S)?")


class Way(NamedTuple):
    """What a way's tags say, forwards and backwards where that differs; the numbers as in `Edges`."""

    road_class: int
    limit: int
    limit_back: int
    surface: int
    light: int
    zone: int
    cycleway: int
    cycleway_back: int
    car: bool
    car_back: bool
    bicycle: bool
    bicycle_back: bool
    minutes: float


Pair = tuple[bool, bool]


def is_road(tags: Tags) -> bool:
    """Whether a way is of a class that cars or bicycles may use at all."""
    return tags.get("route") == FERRY or (
        tags.get("highway", "") in CLASS_ROWS and tags.get("highway") != FERRY and tags.get("area") != "yes"
    )


def read_way(rules: RoadRules, tags: Tags) -> Way | None:
    """What a way's tags say; None for a way that neither cars nor bicycles may use."""
    if not is_road(tags) or any(tags.get(key) in said for key, said in rules.out_of_use.items()):
        return None
    if tags.get("route") == FERRY:
        return _read_ferry(rules, tags)
    kind = tags["highway"]
    car, bicycle = _find_car_ways(rules, tags, kind), _find_bicycle_ways(rules, tags, kind)
    if not any((*car, *bicycle)):
        return None
    limit, limit_back, zone = _read_limits(tags)
    forth, back = find_directions(rules, tags, rules.car, implied=kind == "motorway")
    beside, beside_back = _read_cycleway(tags, forth, back)
    return Way(
        CLASS_ROWS[kind],
        limit,
        limit_back,
        SURFACES.index(_read_surface(tags)),
        LIGHTS.index(_read_light(tags)),
        ZONES.index(zone),
        CYCLEWAYS.index(beside),
        CYCLEWAYS.index(beside_back),
        *car,
        *bicycle,
        np.nan,
    )


def _read_ferry(rules: RoadRules, tags: Tags) -> Way | None:
    """Ferries carry cars only where the map says so, since many carry people alone."""
    on_board = [key for key in rules.car.keys if key != "access"]
    car, bicycle = (False, False), (False, False)
    admitted = [passes(rules, tags, on_board, False, way=way) for way in (FORWARD, BACKWARD)]
    ridden = [
        passes(rules, tags, ["bicycle"], one, way=way) for one, way in zip(admitted, (FORWARD, BACKWARD), strict=True)
    ]
    car = _both(admitted, find_directions(rules, tags, rules.car, implied=False))
    bicycle = _both(ridden, find_directions(rules, tags, rules.bicycle, implied=False))
    if not any((*car, *bicycle)):
        return None
    unknown = (0, 0, 0, 0, 0, 0, 0)
    return Way(CLASS_ROWS[FERRY], *unknown, *car, *bicycle, read_minutes(tags.get("duration", "")))


def _find_car_ways(rules: RoadRules, tags: Tags, kind: str) -> Pair:
    """Whether cars may go forwards and backwards."""
    if kind not in CAR_CLASSES:
        return False, False
    admitted = [passes(rules, tags, rules.car.keys, True, way=way) for way in (FORWARD, BACKWARD)]
    return _both(admitted, find_directions(rules, tags, rules.car, implied=kind == "motorway"))


def _find_bicycle_ways(rules: RoadRules, tags: Tags, kind: str) -> Pair:
    """Whether bicycles may go forwards and backwards."""
    if kind in MOTORWAYS or tags.get("motorroad") == "yes":
        return False, False
    opened = kind in CYCLED_IF_OPENED
    keys = ["bicycle"] if opened else rules.bicycle.keys
    admitted = [passes(rules, tags, keys, not opened, way=way) for way in (FORWARD, BACKWARD)]
    ways = find_directions(rules, tags, rules.bicycle, implied=False)
    if "oneway:bicycle" not in tags and rides_against(tags):
        ways = (True, True)
    return _both(admitted, ways)


def _both(admitted: list[bool], ways: Pair) -> Pair:
    return admitted[0] and ways[0], admitted[1] and ways[1]


def _read_limits(tags: Tags) -> tuple[int, int, Zone]:
    """Signed limits in km/h forwards and backwards (0 unknown), and the zone."""
    said = tags.get("maxspeed", "")
    limits = [read_limit(tags.get(f"maxspeed:{way}", said)) for way in ("forward", "backward")]
    context = " ".join([said, *(tags.get(key, "") for key in ("maxspeed:type", "source:maxspeed", "zone:traffic"))])
    if "urban" in context:
        return limits[0], limits[1], Zone.BUILT_UP
    return limits[0], limits[1], Zone.RURAL if "rural" in context else Zone.UNKNOWN


def read_limit(said: str) -> int:
    """The speed limit in km/h of a value of maxspeed=*: the lowest where several stand there, 0 where none does.

    A number is never taken out of something that is not a limit as a whole: 1e400 is not one kilometre an hour.
    """
    found = [_LIMIT.fullmatch(part.strip()) for part in re.split(r"[;|]|, ", said.lower())]
    limits = [float(one["number"]) * (KM_PER_MILE if one["unit"] == "mph" else 1.0) for one in found if one]
    lowest = round(min(limits, default=0.0))
    return lowest if lowest <= MOST_KMH else 0


def _read_surface(tags: Tags) -> Surface:
    said = tags.get("surface", "").split(":")[0].split(";")[0]
    if said in PAVED:
        return Surface.PAVED
    return Surface.UNPAVED if said in UNPAVED else Surface.UNKNOWN


def _read_light(tags: Tags) -> Light:
    said = tags.get("lit")
    if said is None:
        return Light.UNKNOWN
    return Light.UNLIT if said in DARK else Light.LIT


def _read_cycleway(tags: Tags, forth: bool, back: bool) -> tuple[Cycleway, Cycleway]:
    """What runs along the road for those who ride forwards and backwards; traffic keeps to the right."""
    plain = [tags.get("cycleway", ""), tags.get("cycleway:both", "")]
    right, left = tags.get("cycleway:right", ""), tags.get("cycleway:left", "")
    ahead, against = [*plain, right], [*plain, left]
    if not back or tags.get("cycleway:left:oneway") in {"no", "-1"}:
        ahead.append(left)
    if not forth or tags.get("cycleway:right:oneway") in {"no", "-1"}:
        against.append(right)
    return _best_cycleway(ahead), _best_cycleway(against)


def _best_cycleway(said: list[str]) -> Cycleway:
    if TRACKS.intersection(said):
        return Cycleway.TRACK
    return Cycleway.LANE if LANES.intersection(said) else Cycleway.NONE


def read_minutes(said: str) -> float:
    """Minutes of a value of duration=* (12, 0:12, 0:12:30, PT12M), NaN where it is none or nought: no ferry is there at
    once.
    """
    found = _ISO.fullmatch(said) or _CLOCK.fullmatch(said)
    if found is None or not any(found.groupdict().values()):
        return np.nan
    hours, minutes, seconds = (float(found[part] or 0) for part in ("hours", "minutes", "seconds"))
    total = hours * 60.0 + minutes + seconds / 60.0
    return total if total > 0.0 else np.nan
