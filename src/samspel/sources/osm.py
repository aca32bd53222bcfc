"""Reads the roads of an OpenStreetMap extract (.osm.pbf or .osm) into a RoadMap, and keeps it on this machine.

Who may drive or cycle where follows the tags' documentation in the OpenStreetMap wiki (access, oneway, cycleway,
bicycle, barrier, route=ferry). What the map does not say is left unknown; nothing is filled in here.
"""

import hashlib
import math
import re
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import osmium

from samspel.catalogue.loading import Catalogue
from samspel.reach.globe import measure_metres
from samspel.reach.road_map import (
    CYCLEWAYS,
    LIGHTS,
    ROAD_CLASSES,
    SURFACES,
    ZONES,
    Codes,
    Cycleway,
    Edges,
    Flags,
    Floats,
    Light,
    RoadMap,
    Surface,
    Zone,
)
from samspel.reach.road_network import Network, snap
from samspel.sources.arrays import pack_arrays
from samspel.sources.files import keep_file
from samspel.terms.errors import BadInputError

FOLDER = "maps"
MEGABYTE = 1_000_000
SIZE_LIMIT = 400 * MEGABYTE
"""Larger than any county's extract; a map is read into memory as a whole."""

ENDINGS = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
FORMAT = "samspel-roads-1"
"""Part of the digest: a map kept by a program that reads other things from the file is read anew."""

PER_CENT = 100.0
KM_PER_MILE = 1.609344
COORDINATE = 1e-7
UNDEFINED = 2**31 - 1
LEAST_METRES = 0.01
MOST_KMH = 255

Longs = npt.NDArray[np.int64]
Tags = Mapping[str, str]

CLASS_ROWS = {name: row for row, name in enumerate(ROAD_CLASSES)}
SHUT = frozenset({"no", "private", "agricultural", "forestry", "agricultural;forestry", "emergency", "military", "psv"})
OPEN = frozenset({"yes", "designated", "permissive", "destination", "customers", "official"})
NOT_RIDDEN = SHUT | {"dismount", "use_sidepath"}
CAR_CLASSES = frozenset(ROAD_CLASSES[: CLASS_ROWS["track"]])
CYCLED_IF_OPENED = frozenset({"path", "footway", "pedestrian", "bridleway"})
MOTORWAYS = frozenset({"motorway", "motorway_link"})
YES, BACKWARDS = frozenset({"yes", "true", "1"}), frozenset({"-1", "reverse"})
ROUND = frozenset({"roundabout", "circular"})
OPPOSITE = frozenset({"opposite", "opposite_lane", "opposite_track"})
CAR_STOPS = frozenset(
    {
        "block",
        "bollard",
        "chain",
        "cycle_barrier",
        "debris",
        "jersey_barrier",
        "kissing_gate",
        "log",
        "motorcycle_barrier",
        "planter",
        "stile",
        "turnstile",
    }
)
BICYCLE_STOPS = frozenset({"debris", "kissing_gate", "stile", "turnstile"})
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
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLOCK = re.compile(r"(?:(?P<hours>\d+):)?(?P<minutes>\d+)(?::(?P<seconds>\d\d))?")
_ISO = re.compile(r"PT(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?")


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


@dataclass(frozen=True)
class Lines:
    """The ways of a file, one after another: way i has rows `offsets[i]` to `offsets[i + 1]` of `nodes` (ids), `lat`
    and `lon` (ten-millionths of a degree). `ways` is shape (ways, fields of Way).
    """

    ways: Floats
    offsets: Longs
    nodes: Longs
    lat: Longs
    lon: Longs


def read_roads(path: Path, home: Path | None = None) -> RoadMap:
    """Read a map extract; with `home`, keep what was read there and read it from there the next time.

    Raises BadInputError (osm_missing, osm_ending, osm_empty, osm_broken, osm_no_roads, cannot_read, cannot_write).
    """
    _check_file(path)
    digest = _digest(path)
    kept = home / FOLDER / f"{digest}.npz" if home else None
    found = _load(kept, path) if kept else None
    if found is not None:
        return found
    made = _read(path, digest)
    if home and kept:
        keep_file(home, kept, _dump(made))
    return made


def check_coverage(catalogue: Catalogue, network: Network, place: str, points: Floats, people: Floats) -> int:
    """How many of a place's localities (latitude, longitude; shape (n, 2)) lie off the map. Raises BadInputError
    (osm_outside) where those on it hold less than the least share of the people.
    """
    inside = snap(network, points).found
    outside, share = int((~inside).sum()), float(people[inside].sum() / people.sum()) if people.sum() else 0.0
    if share < catalogue.value("least_map_coverage"):
        raise BadInputError(
            "osm_outside",
            file=network.road_map.file,
            place=place,
            outside=outside,
            count=len(points),
            share=math.floor(share * PER_CENT),
            least=round(catalogue.value("least_map_coverage") * PER_CENT),
        )
    return outside


def _check_file(path: Path) -> None:
    if not path.name.lower().endswith(ENDINGS):
        raise BadInputError("osm_ending", file=path.name, endings=", ".join(ENDINGS))
    if not path.is_file():
        raise BadInputError("osm_missing", file=str(path))
    size = path.stat().st_size
    if size == 0:
        raise BadInputError("osm_empty", file=path.name)
    if size > SIZE_LIMIT:
        raise BadInputError("osm_too_large", file=path.name, size=size // MEGABYTE, limit=SIZE_LIMIT // MEGABYTE)


def _digest(path: Path) -> str:
    made = hashlib.sha256(FORMAT.encode())
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                made.update(block)
    except OSError as error:
        raise BadInputError("cannot_read", file=str(path), reason=str(error.strerror)) from None
    return made.hexdigest()


def _read(path: Path, digest: str) -> RoadMap:
    try:
        drawn = osmium.FileProcessor(str(path)).header.get("osmosis_replication_timestamp")
        stops = _read_stops(path)
        lines = _read_lines(path)
    except (RuntimeError, ValueError) as error:
        raise BadInputError("osm_broken", file=path.name, reason=str(error)) from None
    made = _make_map(path, digest, drawn, lines, stops)
    if not len(made.edges.origin):
        raise BadInputError("osm_no_roads", file=path.name)
    return made


def _read_lines(path: Path) -> Lines:
    """Every way that a car or a bicycle may use."""
    ways: list[Way] = []
    sizes, nodes = [0], array("q")
    for way in _find_ways(path):
        told = read_way(_plain(way.tags))
        if told is not None:
            ways.append(told)
            sizes.append(sizes[-1] + len(way.nodes))
            for node in way.nodes:
                nodes.extend((node.ref, node.y, node.x))
    ids, lat, lon = np.array(nodes, dtype=np.int64).reshape(-1, 3).T
    table = np.array(ways, dtype=np.float64).reshape(-1, len(Way._fields))
    return Lines(table, np.array(sizes, dtype=np.int64), ids, lat, lon)


def _find_ways(path: Path) -> Iterator[Any]:
    kinds = osmium.osm.NODE | osmium.osm.WAY
    found = osmium.FileProcessor(str(path), kinds).with_locations()
    found.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    return iter(found.with_filter(osmium.filter.KeyFilter("highway", "route")))


def _read_stops(path: Path) -> tuple[Longs, Longs]:
    """Ids of nodes that shut out cars, and of those that shut out bicycles."""
    cars, bicycles = [], []
    found = osmium.FileProcessor(str(path), osmium.osm.NODE).with_filter(osmium.filter.KeyFilter("barrier"))
    for node in found:
        tags = _plain(node.tags)
        kind = tags["barrier"]
        if not _passes(tags, ("motorcar", "motor_vehicle", "vehicle", "access"), kind not in CAR_STOPS):
            cars.append(node.id)
        if not _passes(tags, ("bicycle", "vehicle", "access"), kind not in BICYCLE_STOPS):
            bicycles.append(node.id)
    return np.array(cars, dtype=np.int64), np.array(bicycles, dtype=np.int64)


def _plain(tags: osmium.osm.TagList) -> dict[str, str]:
    return {tag.k: tag.v for tag in tags}


def read_way(tags: Tags) -> Way | None:
    """What a way's tags say; None for a way that neither cars nor bicycles may use."""
    kind = tags.get("highway", "")
    if tags.get("route") == "ferry":
        return _read_ferry(tags)
    if kind not in CLASS_ROWS or kind == "ferry" or tags.get("area") == "yes":
        return None
    car, bicycle = _admits_cars(kind, tags), _admits_bicycles(kind, tags)
    if not (car or bicycle):
        return None
    forth, back = _directions(tags, kind)
    ride_forth, ride_back = _cycling_directions(tags, forth, back)
    limit, limit_back, zone = _read_limits(tags)
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
        car and forth,
        car and back,
        bicycle and ride_forth,
        bicycle and ride_back,
        np.nan,
    )


def _read_ferry(tags: Tags) -> Way | None:
    """Ferries carry cars only where the map says so, since many carry people alone."""
    car = _passes(tags, ("motorcar", "motor_vehicle", "vehicle"), False)
    bicycle = _passes(tags, ("bicycle",), car, NOT_RIDDEN)
    if not (car or bicycle):
        return None
    forth, back = _directions(tags, "ferry")
    unknown = (0, 0, 0, 0, 0, 0, 0)
    minutes = _read_minutes(tags.get("duration", ""))
    return Way(CLASS_ROWS["ferry"], *unknown, car and forth, car and back, bicycle and forth, bicycle and back, minutes)


def _passes(tags: Tags, keys: tuple[str, ...], otherwise: bool, shut: frozenset[str] = SHUT) -> bool:
    """Whether one may pass by the first of the keys that says something, from the most to the least particular."""
    for key in keys:
        said = tags.get(key)
        if said in shut:
            return False
        if said in OPEN:
            return True
    return otherwise


def _admits_cars(kind: str, tags: Tags) -> bool:
    if kind not in CAR_CLASSES:
        return False
    return _passes(tags, ("motorcar", "motor_vehicle", "vehicle", "access"), True)


def _admits_bicycles(kind: str, tags: Tags) -> bool:
    if kind in MOTORWAYS or tags.get("motorroad") == "yes":
        return False
    if kind in CYCLED_IF_OPENED:
        return _passes(tags, ("bicycle",), False, NOT_RIDDEN)
    return _passes(tags, ("bicycle", "vehicle", "access"), True, NOT_RIDDEN)


def _directions(tags: Tags, kind: str) -> tuple[bool, bool]:
    """Whether traffic goes forwards and backwards along the way."""
    said = tags.get("oneway", "")
    if said in YES:
        return True, False
    if said in BACKWARDS:
        return False, True
    if said == "reversible":
        return False, False
    implied = kind == "motorway" or tags.get("junction") in ROUND
    return True, said == "no" or not implied


def _cycling_directions(tags: Tags, forth: bool, back: bool) -> tuple[bool, bool]:
    said = tags.get("oneway:bicycle", "")
    if said in YES:
        return True, False
    if said in BACKWARDS:
        return False, True
    sides = [tags.get(key) for key in ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")]
    both = [tags.get(f"cycleway:{side}:oneway") for side in ("left", "right", "both")]
    if said == "no" or OPPOSITE.intersection(sides) or {"no", "-1"}.intersection(both):
        return True, True
    return forth, back


def _read_limits(tags: Tags) -> tuple[int, int, Zone]:
    """Signed limits in km/h forwards and backwards (0 unknown), and the zone."""
    said = tags.get("maxspeed", "")
    limits = [read_limit(tags.get(f"maxspeed:{way}", said)) for way in ("forward", "backward")]
    context = " ".join([said, *(tags.get(key, "") for key in ("maxspeed:type", "source:maxspeed", "zone:traffic"))])
    if "urban" in context:
        return limits[0], limits[1], Zone.BUILT_UP
    return limits[0], limits[1], Zone.RURAL if "rural" in context else Zone.UNKNOWN


def read_limit(said: str) -> int:
    """The speed limit in km/h of a value of maxspeed=*: the lowest where several stand there, 0 where none does."""
    found = [float(number) for number in _NUMBER.findall(said)]
    if not found:
        return 0
    kmh = min(found) * (KM_PER_MILE if "mph" in said else 1.0)
    return round(kmh) if kmh <= MOST_KMH else 0


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


def _read_minutes(said: str) -> float:
    """Minutes of a value of duration=* (12, 0:12, 0:12:30, PT12M), NaN where it is none."""
    found = _ISO.fullmatch(said) or _CLOCK.fullmatch(said)
    if found is None or not any(found.groupdict().values()):
        return np.nan
    hours, minutes, seconds = (float(found[part] or 0) for part in ("hours", "minutes", "seconds"))
    return hours * 60.0 + minutes + seconds / 60.0


def _make_map(path: Path, digest: str, drawn: str, lines: Lines, stops: tuple[Longs, Longs]) -> RoadMap:
    way, start, lost = _cut(lines)
    ids, rows = np.unique(np.concatenate([lines.nodes[start], lines.nodes[start + 1]]), return_inverse=True)
    origin, target = rows[: len(start)].astype(np.int32), rows[len(start) :].astype(np.int32)
    points = np.empty((len(ids), 2))
    for ends, at in ((origin, start), (target, start + 1)):
        points[ends] = np.column_stack([lines.lat[at], lines.lon[at]]) * COORDINATE
    passable = [~np.isin(ids, shut) for shut in stops]
    edges = _make_edges(points, origin, target, lines.ways[way], way, passable)
    return RoadMap(points, edges, path.name, digest, drawn, lost)


def _cut(lines: Lines) -> tuple[Longs, Longs, int]:
    """The segments between neighbouring nodes of a way: its way, the row of its first node, and how many are lost
    because the extract does not hold one of the nodes.
    """
    way = np.repeat(np.arange(len(lines.ways)), np.diff(lines.offsets))
    drawn = (lines.lat != UNDEFINED) & (lines.lon != UNDEFINED)
    joined, whole = way[:-1] == way[1:], drawn[:-1] & drawn[1:]
    start = np.flatnonzero(joined & whole & (lines.nodes[:-1] != lines.nodes[1:]))
    return way[start], start, int((joined & ~whole).sum())


def _make_edges(
    points: Floats,
    origin: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    told: Floats,
    way: Longs,
    passable: list[Flags],
) -> Edges:
    """Directed edges of the segments: all of them forwards, then all backwards, without those that nobody may use."""
    length = np.maximum(measure_metres(points[origin], points[target]), LEAST_METRES)
    whole = np.bincount(way, length)[way]
    column = {name: told[:, row] for row, name in enumerate(Way._fields)}
    cars, bicycles = (free[origin] & free[target] for free in passable)

    def both(forth: str, back: str | None = None) -> Floats:
        return np.concatenate([column[forth], column[back or forth]])

    def codes(forth: str, back: str | None = None) -> Codes:
        return both(forth, back).astype(np.uint8)

    edges = Edges(
        origin=np.concatenate([origin, target]),
        target=np.concatenate([target, origin]),
        length=np.tile(length, 2),
        road_class=codes("road_class"),
        limit=codes("limit", "limit_back"),
        surface=codes("surface"),
        light=codes("light"),
        zone=codes("zone"),
        cycleway=codes("cycleway", "cycleway_back"),
        car=both("car", "car_back").astype(bool) & np.tile(cars, 2),
        bicycle=both("bicycle", "bicycle_back").astype(bool) & np.tile(bicycles, 2),
        minutes=both("minutes") * np.tile(length / whole, 2),
    )
    used = edges.car | edges.bicycle
    return Edges(**{field.name: getattr(edges, field.name)[used] for field in fields(Edges)})


def _dump(made: RoadMap) -> bytes:
    arrays = {field.name: getattr(made.edges, field.name) for field in fields(Edges)}
    return pack_arrays({"points": made.points, "drawn": np.array(made.drawn), "lost": np.array(made.lost), **arrays})


def _load(kept: Path, path: Path) -> RoadMap | None:
    """The map as it was kept, None where there is none or it was damaged."""
    try:
        with kept.open("rb") as file, np.load(file, allow_pickle=False) as packed:
            edges = Edges(**{field.name: packed[field.name] for field in fields(Edges)})
            return RoadMap(packed["points"], edges, path.name, kept.stem, str(packed["drawn"]), int(packed["lost"]))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
