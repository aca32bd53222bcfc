"""The ways of a map file that cars or bicycles may use, with the places of their nodes, and the nodes that bar them.

Nodes may stand before or after the ways that need them, or nowhere, where the ways carry the places themselves; ids may
be negative, as in files that an editor has not yet uploaded. Ferries may have their tags on a relation.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import osmium

from samspel.catalogue.records.settings import RoadRules
from samspel.sources.osm.access import Tags, is_conditional, list_access_keys, passes_barrier
from samspel.sources.osm.ways import FERRY, Way, is_road, read_minutes, read_way
from samspel.terms.arrays import Floats, Longs
from samspel.terms.errors import BadInputError

UNDEFINED = 2**31 - 1
NO_WAY_ROLES = frozenset({"platform", "stop"})


@dataclass(frozen=True)
class Stops:
    """Ids of the nodes that bar cars, of those that bar bicycles, and of those that do so at times; the number and
    the tags of the ferry relation of a way, by the way's id.
    """

    cars: Longs
    bicycles: Longs
    at_times: Longs
    ferries: Mapping[int, tuple[int, Tags]]


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The ways of a file, one after another: way i has rows `offsets[i]` to `offsets[i + 1]` of `nodes` (ids), `lat`
    and `lon` (ten-millionths of a degree). `ways` is shape (ways, fields of Way); ways with the same number in `shared`
    (below zero for a relation's) have the time of a ferry together. `at_times` counts roads whose access depends on the
    hour or the like.
    """

    ways: Floats
    offsets: Longs
    nodes: Longs
    lat: Longs
    lon: Longs
    shared: Longs
    at_times: int


def read_stops(file: osmium.io.File, rules: RoadRules) -> Stops:
    """What nodes and ferry relations say."""
    cars, bicycles, at_times = [], [], []
    ferries: dict[int, tuple[int, Tags]] = {}
    kinds = osmium.osm.NODE | osmium.osm.RELATION
    wanted = osmium.filter.KeyFilter("route", *list_access_keys(rules))
    one: Any
    for one in osmium.FileProcessor(file, kinds).with_filter(wanted):
        tags = plain_tags(one.tags)
        if one.is_relation():
            if tags.get("route") == FERRY:
                number = len(ferries)
                ferries |= {way: (number, tags) for way in _list_members(one) if way not in ferries}
            continue
        if not passes_barrier(rules, tags, rules.car):
            cars.append(one.id)
        if not passes_barrier(rules, tags, rules.bicycle):
            bicycles.append(one.id)
        if is_conditional(rules, tags):
            at_times.append(one.id)
    return Stops(_ids(cars), _ids(bicycles), _ids(at_times), ferries)


def read_lines(file: osmium.io.File, rules: RoadRules, stops: Stops, name: str) -> Lines:
    """Every way that a car or a bicycle may use. Raises BadInputError (osm_history) where a way stands in the file in
    several versions.
    """
    made = _Collected(rules, stops)
    locations = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
    locations.ignore_errors()
    for way in _find_ways(file, osmium.osm.NODE | osmium.osm.WAY, locations):
        made.add(way)
    for way in _find_members(file, stops, locations):
        made.add(way)
    made.check_versions(name)
    ids, lat, lon = np.array(made.nodes, dtype=np.int64).reshape(-1, 3).T
    lat, lon = _place_rest(file, made, locations, ids, lat, lon)
    table = np.array(made.ways, dtype=np.float64).reshape(-1, len(Way._fields))
    shared = np.array(made.shared, dtype=np.int64)
    return Lines(
        ways=table,
        offsets=np.array(made.sizes, dtype=np.int64),
        nodes=ids,
        lat=lat,
        lon=lon,
        shared=shared,
        at_times=made.at_times,
    )


def plain_tags(tags: osmium.osm.TagList) -> dict[str, str]:
    """Tags as a dictionary."""
    return {tag.k: tag.v for tag in tags}


def _ids(found: list[int]) -> Longs:
    return np.array(found, dtype=np.int64)


class _Collected:
    """Ways in the order they were found."""

    def __init__(self, rules: RoadRules, stops: Stops) -> None:
        self.rules, self.stops = rules, stops
        self.ways: list[Way] = []
        self.sizes, self.nodes = [0], array("q")
        self.ids, self.versions, self.shared = array("q"), array("q"), array("q")
        self.at_times = 0

    def add(self, way: Any) -> None:
        """Add a way if cars or bicycles may use it."""
        tags = plain_tags(way.tags)
        shared, ferry = len(self.ways), self.stops.ferries.get(way.id)
        if ferry is not None and "highway" not in tags:
            if not np.isfinite(read_minutes(tags.get("duration", ""))):
                shared = -1 - ferry[0]
            tags = {**ferry[1], **tags, "route": FERRY}
        self.at_times += is_road(tags) and is_conditional(self.rules, tags)
        told = None if way.deleted or not len(way.nodes) else read_way(self.rules, tags)
        if told is None:
            return
        self.ways.append(told)
        self.shared.append(shared)
        self.ids.append(way.id)
        self.versions.append(way.version)
        self.sizes.append(self.sizes[-1] + len(way.nodes))
        for node in way.nodes:
            self.nodes.extend((node.ref, node.y, node.x))

    def check_versions(self, name: str) -> None:
        """Raise BadInputError (osm_history) for a way in several versions: neither is the map of today."""
        ids, versions = np.array(self.ids), np.array(self.versions)
        order = np.lexsort((versions, ids))
        again = ids[order][1:] == ids[order][:-1]
        if (again & (np.diff(versions[order]) != 0)).any():
            raise BadInputError("osm_history", file=name)


def _list_members(relation: Any) -> Iterator[int]:
    for member in relation.members:
        if member.type == "w" and not any(member.role.startswith(role) for role in NO_WAY_ROLES):
            yield member.ref


def _find_ways(file: osmium.io.File, kinds: Any, locations: Any | None = None) -> Iterator[Any]:
    found = osmium.FileProcessor(file, kinds)
    if locations is not None:
        found.with_filter(locations)
    found.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    return iter(found.with_filter(osmium.filter.KeyFilter("highway", "route")))


def _find_members(file: osmium.io.File, stops: Stops, locations: Any | None = None) -> Iterator[Any]:
    """Members of ferry relations that say nothing of their own, which the filter of other ways drops."""
    if not stops.ferries:
        return
    found = osmium.FileProcessor(file, osmium.osm.WAY)
    if locations is not None:
        found.with_filter(locations)
    if min(stops.ferries) >= 0:
        found.with_filter(osmium.filter.IdFilter(stops.ferries))
    for way in found:
        if way.id in stops.ferries and "highway" not in way.tags and "route" not in way.tags:
            yield way


def _place_rest(
    file: osmium.io.File, made: _Collected, locations: Any, ids: Longs, lat: Longs, lon: Longs
) -> tuple[Longs, Longs]:
    """Places of nodes that stood after their way, on the way itself, or under a negative id."""
    for handler in (locations, None):
        if not (lat == UNDEFINED).any():
            return lat, lon
        again = _Collected(made.rules, made.stops)
        for way in chain(_find_ways(file, osmium.osm.WAY, handler), _find_members(file, made.stops, handler)):
            again.add(way)
        _, rows, columns = np.array(again.nodes, dtype=np.int64).reshape(-1, 3).T
        lat, lon = np.where(lat == UNDEFINED, rows, lat), np.where(lon == UNDEFINED, columns, lon)
    wanted = set(ids[(lat == UNDEFINED) & (ids < 0)].tolist())
    if wanted:
        nodes: Iterator[Any] = iter(osmium.FileProcessor(file, osmium.osm.NODE))
        places = {node.id: (node.location.y, node.location.x) for node in nodes if node.id in wanted}
        for row in np.flatnonzero(np.isin(ids, [*places])):
            lat[row], lon[row] = places[int(ids[row])]
    return lat, lon
