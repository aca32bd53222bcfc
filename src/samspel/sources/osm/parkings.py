"""Park-and-rides that a map marks (amenity=parking with park_ride=yes, bus, train and the like), each as a point.

They are drawn as nodes, as areas along one way or as areas of several. Nodes may stand before or after what needs them.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import osmium

from samspel.catalogue.records.settings import RoadRules
from samspel.reach.workplaces import Station

Place = tuple[float, float]


def read_parkings(file: osmium.io.File, rules: RoadRules) -> tuple[Station, ...]:
    """Those that are open to anybody, in order of their names; the middle of the corners of an area."""
    found = _Found(rules)
    for one in osmium.FileProcessor(file).with_filter(osmium.filter.KeyFilter("park_ride")):
        found.add(one)
    for way in _pick(file, osmium.osm.WAY, [way for _, ways in found.groups for way in ways]):
        found.corners[way.id] = [_read_corner(node) for node in way.nodes]
    return tuple(sorted(_place(file, found), key=lambda one: (one.name, one.point)))


class _Found:
    """Car parks as they are drawn: points, and names with the ways around them. A corner is the id of a node, or its
    place where the way carries it.
    """

    def __init__(self, rules: RoadRules) -> None:
        self._rules = rules
        self.points: list[Station] = []
        self.groups: list[tuple[str, list[int]]] = []
        self.corners: dict[int, list[int | Place]] = {}

    def add(self, one: Any) -> None:
        """Take what is an open park-and-ride."""
        said = {key: one.tags.get(key, "") for key in ("amenity", "park_ride", "access", "name")}
        refused = said["park_ride"] in self._rules.no_park_ride or said["access"] in self._rules.shut
        if one.deleted or refused or said["amenity"] != "parking":
            return
        if one.is_node():
            if one.location.valid():
                self.points.append(Station(said["name"], (one.location.lat, one.location.lon)))
        elif one.is_way():
            self.groups.append((said["name"], [one.id]))
        else:
            self.groups.append((said["name"], [member.ref for member in one.members if member.type == "w"]))


def _place(file: osmium.io.File, found: _Found) -> Iterator[Station]:
    """The car parks whose corners the file holds."""
    yield from found.points
    wanted = [corner for corners in found.corners.values() for corner in corners if isinstance(corner, int)]
    places = {node.id: (node.location.lat, node.location.lon) for node in _pick(file, osmium.osm.NODE, wanted)}
    for name, ways in found.groups:
        corners = {corner for way in ways for corner in found.corners.get(way, ())}
        known = [places.get(corner) if isinstance(corner, int) else corner for corner in corners]
        around = sorted({place for place in known if place is not None})
        if around:
            south, east = np.mean(around, axis=0).tolist()
            yield Station(name, (south, east))


def _pick(file: osmium.io.File, kind: Any, ids: Iterable[int]) -> Iterator[Any]:
    """What has one of the ids; the library's own filter knows none below nought."""
    wanted = set(ids)
    if not wanted:
        return
    found = osmium.FileProcessor(file, kind)
    if min(wanted) >= 0:
        found.with_filter(osmium.filter.IdFilter(wanted))
    yield from (one for one in found if one.id in wanted)


def _read_corner(node: Any) -> int | Place:
    return (node.lat, node.lon) if node.location.valid() else int(node.ref)
