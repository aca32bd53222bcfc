"""Made-up maps: .osm files of a small grid, and who may travel between its nodes."""

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from samspel.reach.road_map import RoadMap
from samspel.sources.osm.reading import read_roads
from shipped import load_shipped

Tags = Mapping[str, str]
Nodes = Mapping[int, tuple[float, float]]
RULES = load_shipped().road_rules
STEP = 0.01
"""Degrees between the nodes of the grid: 1 111.95 m north and half as much east at 60° N."""
GRID = {10 * row + column: (60.0 + STEP * row, 15.0 + STEP * column) for row in range(3) for column in range(3)}


def draw(ways: list[tuple[list[int], Tags]], nodes: Nodes = GRID, node_tags: Mapping[int, Tags] | None = None) -> str:
    """An .osm file."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<osm version="0.6" generator="test">']
    for identity, (lat, lon) in nodes.items():
        tags = (node_tags or {}).get(identity, {})
        lines += [f'<node id="{identity}" version="1" lat="{lat:.7f}" lon="{lon:.7f}">', *tag(tags), "</node>"]
    for number, (refs, tags) in enumerate(ways, 1):
        lines += [f'<way id="{number}" version="1">', *(f'<nd ref="{ref}"/>' for ref in refs), *tag(tags), "</way>"]
    return "\n".join([*lines, "</osm>"])


def tag(tags: Tags) -> list[str]:
    return [f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items()]


class Reader:
    """Writes a made-up map to a file and reads it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "made.osm"

    def __call__(self, *ways: tuple[list[int], Tags], node_tags: Mapping[int, Tags] | None = None) -> RoadMap:
        self.path.write_text(draw(list(ways), node_tags=node_tags), encoding="utf-8")
        return read_roads(self.path, RULES)


def open_to(road_map: RoadMap, who: str) -> set[tuple[int, int]]:
    """Pairs of grid nodes that one may travel between."""
    numbers = {tuple(np.round(point, 6)): identity for identity, point in GRID.items()}
    named = [numbers[tuple(np.round(point, 6))] for point in road_map.points]
    edges = road_map.edges
    allowed = getattr(edges, who)
    return {(named[a], named[b]) for a, b in zip(edges.origin[allowed], edges.target[allowed], strict=True)}
