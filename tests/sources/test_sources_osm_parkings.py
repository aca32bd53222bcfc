"""Park-and-rides of a map: as nodes, areas and relations, in any order, and which car parks are none."""

from pathlib import Path

import numpy as np
import pytest

from samspel.reach.road_map import RoadMap
from samspel.reach.workplaces import Station
from samspel.sources.osm.reading import read_roads
from sources.made_maps import GRID, RULES, Tags, draw, tag

PARK = {"amenity": "parking", "park_ride": "yes"}
STREET: tuple[list[int], Tags] = ([0, 1, 2], {"highway": "residential"})


def read(folder: Path, text: str) -> RoadMap:
    path = folder / "made.osm"
    path.write_text(text, encoding="utf-8")
    return read_roads(path, RULES)


def relation(members: list[int], tags: Tags) -> str:
    parts = [f'<member type="way" ref="{way}" role="outer"/>' for way in members]
    return "\n".join(['<relation id="1" version="1">', *parts, *tag(tags), "</relation>", "</osm>"])


def middle(*nodes: int) -> tuple[float, float]:
    south, east = np.mean([GRID[node] for node in nodes], axis=0).tolist()
    return south, east


def test_a_node_an_area_and_a_relation_are_each_one_car_park(tmp_path: Path) -> None:
    area = ([0, 1, 11, 10, 0], {**PARK, "park_ride": "bus", "name": "Area"})
    text = draw([STREET, area, ([11, 12], {}), ([12, 22, 11], {})], node_tags={2: {**PARK, "name": "Node"}})
    text = text.replace("</osm>", relation([3, 4], {**PARK, "park_ride": "train;bus", "type": "multipolygon"}))
    found = read(tmp_path, text).parkings
    assert [one.name for one in found] == ["", "Area", "Node"]
    expected = [middle(11, 12, 22), middle(0, 1, 11, 10), GRID[2]]
    assert np.allclose([one.point for one in found], expected, atol=1e-7)


@pytest.mark.parametrize("negative", [False, True])
@pytest.mark.parametrize("late", [False, True])
def test_nodes_may_stand_after_the_areas_and_ids_below_nought(negative: bool, late: bool, tmp_path: Path) -> None:
    text = draw([STREET, ([0, 1, 11, 0], PARK)])
    if negative:
        text = text.replace(' id="', ' id="-1').replace('ref="', 'ref="-1')
    if late:
        start, end = text.index("<node"), text.index("<way")
        text = text[:start] + text[end:].replace("</osm>", text[start:end] + "</osm>")
    (found,) = read(tmp_path, text).parkings
    assert np.allclose(found.point, middle(0, 1, 11), atol=1e-7)


def test_corners_may_carry_their_places(tmp_path: Path) -> None:
    text = draw([STREET, ([0, 1, 11, 0], PARK)])
    start, end = text.index("<node"), text.index("<way")
    for node, (lat, lon) in GRID.items():
        text = text.replace(f'<nd ref="{node}"/>', f'<nd ref="{node}" lat="{lat}" lon="{lon}"/>')
    (found,) = read(tmp_path, text[:start] + text[text.index("<way") :]).parkings
    assert end > start
    assert np.allclose(found.point, middle(0, 1, 11), atol=1e-7)


@pytest.mark.parametrize(
    "tags",
    [
        {"amenity": "parking"},
        {**PARK, "park_ride": "no"},
        {**PARK, "access": "private"},
        {"amenity": "bicycle_parking", "park_ride": "yes"},
        {"park_ride": "yes"},
    ],
)
def test_other_car_parks_are_none(tags: Tags, tmp_path: Path) -> None:
    assert read(tmp_path, draw([STREET, ([0, 1, 11, 0], tags)], node_tags={2: tags})).parkings == ()


def test_an_area_without_a_known_corner_is_left_out_and_one_with_some_is_there(tmp_path: Path) -> None:
    found = read(tmp_path, draw([STREET, ([90, 91, 92, 90], PARK), ([0, 1, 99, 0], PARK)])).parkings
    assert [one.point for one in found] == [pytest.approx(middle(0, 1))]


def test_they_are_kept_with_the_map(tmp_path: Path) -> None:
    path = tmp_path / "made.osm"
    path.write_text(draw([STREET], node_tags={2: {**PARK, "name": "Åbytorget"}, 1: PARK}), encoding="utf-8")
    made, kept = (read_roads(path, RULES, tmp_path).parkings for _ in range(2))
    assert made == kept == (Station("", GRID[1]), Station("Åbytorget", GRID[2]))
