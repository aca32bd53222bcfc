"""Reads the roads of an OpenStreetMap extract (.osm.pbf or .osm) into a RoadMap, and keeps it on this machine.

Who may drive or cycle where follows content/road_rules.toml and the tags' documentation in the OpenStreetMap wiki
(access, oneway, cycleway, bicycle, barrier, route=ferry).
"""

import math
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import osmium

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.settings import RoadRules
from samspel.reach.globe import measure_metres
from samspel.reach.road_map import Edges, RoadMap
from samspel.reach.road_network import Network, snap
from samspel.reach.workplaces import Station
from samspel.sources.osm.archive import digest_map, open_map
from samspel.sources.osm.lines import UNDEFINED, Lines, Stops, read_lines, read_stops
from samspel.sources.osm.parkings import read_parkings
from samspel.sources.osm.ways import Way
from samspel.terms.array_files import DAMAGED, pack_arrays
from samspel.terms.arrays import Codes, Flags, Floats, Longs
from samspel.terms.errors import BadInputError
from samspel.terms.files import keep_file
from samspel.terms.units import PER_CENT

FOLDER = "maps"
FORMAT = "samspel-roads-3"
"""Part of the digest, as are the rules: a map kept by a program that reads other things from the file is read anew."""

COORDINATE = 1e-7
LEAST_METRES = 0.01


def read_roads(path: Path, rules: RoadRules, home: Path | None = None) -> RoadMap:
    """Read a map extract; with `home`, keep what was read there, if that can be, and read it from there the next time.

    Raises BadInputError (osm_missing, osm_ending, osm_empty, osm_too_large, osm_packed, osm_other_kind,
    osm_unfinished, osm_broken, osm_history, osm_no_roads, osm_no_points, cannot_read).
    """
    file = open_map(path, rules.file)
    digest = digest_map(path, FORMAT.encode() + msgspec.json.encode(rules))
    kept = home / FOLDER / f"{digest}.npz" if home else None
    found = _load(kept, path) if kept else None
    if found is not None:
        return found
    made = _read(path, file, rules, digest)
    if home and kept:
        with suppress(BadInputError):  # it only saves time
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


def _read(path: Path, file: osmium.io.File, rules: RoadRules, digest: str) -> RoadMap:
    try:
        header = osmium.FileProcessor(file).header
        if header.has_multiple_object_versions:
            raise BadInputError("osm_history", file=path.name)
        stops = read_stops(file, rules)
        lines = read_lines(file, rules, stops, path.name)
        parkings = read_parkings(file, rules)
    except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:
        raise BadInputError("osm_broken", file=path.name, reason=str(error)) from None
    made = _make_map(path, digest, header.get("osmosis_replication_timestamp"), lines, stops)
    if not len(made.edges.origin):
        if made.lost:
            raise BadInputError("osm_no_points", file=path.name, count=len(lines.ways))
        raise BadInputError("osm_no_roads", file=path.name)
    return replace(made, parkings=parkings)


def _make_map(path: Path, digest: str, drawn: str, lines: Lines, stops: Stops) -> RoadMap:
    way, start, lost = _cut(lines)
    ids, rows = np.unique(np.concatenate([lines.nodes[start], lines.nodes[start + 1]]), return_inverse=True)
    origin, target = rows[: len(start)].astype(np.int32), rows[len(start) :].astype(np.int32)
    points = np.empty((len(ids), 2))
    for ends, at in ((origin, start), (target, start + 1)):
        points[ends] = np.column_stack([lines.lat[at], lines.lon[at]]) * COORDINATE
    passable = [~np.isin(ids, shut) for shut in (stops.cars, stops.bicycles)]
    told, crossing = _share_crossings(lines)
    edges = _make_edges(points, origin, target, told[way], crossing[way], passable)
    at_times = lines.at_times + int(np.isin(ids, stops.at_times).sum())
    return RoadMap(points=points, edges=edges, file=path.name, digest=digest, drawn=drawn, lost=lost, at_times=at_times)


def _share_crossings(lines: Lines) -> tuple[Floats, Longs]:
    """The ways, and the number of what each shares its time with: itself, or the chain of ways of one ferry relation.
    Where those branch, or go each its way, no piece has a known time.
    """
    _, number = np.unique(lines.shared, return_inverse=True)
    told = lines.ways.copy()
    for shared in np.unique(lines.shared[lines.shared < 0]):
        ways = np.flatnonzero(lines.shared == shared)
        ends = [lines.nodes[[lines.offsets[way], lines.offsets[way + 1] - 1]] for way in ways]
        _, met = np.unique(np.concatenate(ends), return_counts=True)
        if (met == 1).sum() != 2 or met.max() > 2:  # noqa: PLR2004 - a chain has two ends, and two ways meet
            told[ways, Way._fields.index("minutes")] = np.nan
    return told, np.asarray(number)


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
    crossing: Longs,
    passable: list[Flags],
) -> Edges:
    """Directed edges of the segments: all of them forwards, then all backwards, without those that nobody may use."""
    length = np.maximum(measure_metres(points[origin], points[target]), LEAST_METRES)
    whole = np.bincount(crossing, length)[crossing]
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
    told = {
        "points": made.points,
        "drawn": np.array(made.drawn),
        "lost": np.array([made.lost, made.at_times]),
        "parking_names": np.array([one.name for one in made.parkings], dtype=str),
        "parking_points": np.array([one.point for one in made.parkings]).reshape(-1, 2),
    }
    return pack_arrays(told | arrays)


def _load(kept: Path, path: Path) -> RoadMap | None:
    """The map as it was kept, None where there is none or it was damaged."""
    try:
        with kept.open("rb") as file, np.load(file, allow_pickle=False) as packed:
            edges = Edges(**{field.name: packed[field.name] for field in fields(Edges)})
            lost, at_times = packed["lost"].tolist()
            parkings = zip(packed["parking_names"].tolist(), packed["parking_points"].tolist(), strict=True)
            return RoadMap(
                points=packed["points"],
                edges=edges,
                file=path.name,
                digest=kept.stem,
                drawn=str(packed["drawn"]),
                lost=lost,
                at_times=at_times,
                parkings=tuple(Station(name, (south, east)) for name, (south, east) in parkings),
            )
    except DAMAGED:
        return None
