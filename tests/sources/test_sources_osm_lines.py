"""Files in any order: nodes after ways, negative ids, places on the ways, versions, and ferries of relations."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from samspel.reach.road_map import ROAD_CLASSES, RoadMap
from samspel.sources.osm.reading import read_roads
from samspel.terms.errors import BadInputError
from sources.made_maps import GRID, RULES, draw

STREET: list[tuple[list[int], Mapping[str, str]]] = [
    ([0, 1, 11], {"highway": "residential"}),
    ([11, 21], {"highway": "tertiary"}),
]
ISLAND = {"route": "ferry", "type": "route", "motor_vehicle": "yes"}


def read_text(text: str, folder: Path) -> RoadMap:
    path = folder / "map.osm"
    path.write_text(text, encoding="utf-8")
    return read_roads(path, RULES)


def refusal(text: str, folder: Path) -> str:
    with pytest.raises(BadInputError) as caught:
        read_text(text, folder)
    return caught.value.code


def lines_of(text: str) -> tuple[str, list[str], list[str], str]:
    """Head, nodes, ways and end of a made-up file."""
    head, *rest = text.split("<node ")
    *nodes, last = [f"<node {part}" for part in rest]
    node, *ways = last.split("<way ")
    return (
        head,
        [*nodes, node],
        [f"<way {part}" for part in ways[:-1]] + [f"<way {ways[-1].removesuffix('</osm>')}"],
        "</osm>",
    )


def same(one: RoadMap, other: RoadMap) -> bool:
    ends = [
        sorted(
            zip(*(made.points[end].round(6).tolist() for end in (made.edges.origin, made.edges.target)), strict=True)
        )
        for made in (one, other)
    ]
    return ends[0] == ends[1] and one.lost == other.lost == 0


@pytest.mark.parametrize("late", [range(9), range(1), [1], [4, 8], [0, 1, 4, 7]])
def test_nodes_may_stand_after_the_ways_all_or_some_and_in_any_order(late: list[int], tmp_path: Path) -> None:
    head, nodes, ways, end = lines_of(draw(STREET))
    after = [nodes[row] for row in reversed(late)]
    before = [node for row, node in enumerate(nodes) if row not in late]
    assert same(read_text(head + "".join([*before, *ways, *after]) + end, tmp_path), read_text(draw(STREET), tmp_path))


@pytest.mark.parametrize("after", [False, True])
def test_ids_may_be_negative_as_in_files_not_yet_uploaded(after: bool, tmp_path: Path) -> None:
    plain = read_text(draw(STREET), tmp_path)
    head, nodes, ways, end = lines_of(draw(STREET).replace('id="', 'id="-1').replace('ref="', 'ref="-1'))
    parts = [*ways, *nodes] if after else [*nodes, *ways]
    assert same(read_text(head + "".join(parts) + end, tmp_path), plain)


def test_places_may_stand_on_the_ways_without_any_nodes(tmp_path: Path) -> None:
    plain = read_text(draw(STREET), tmp_path)
    head, _, ways, end = lines_of(draw(STREET))
    for node, (lat, lon) in GRID.items():
        ways = [way.replace(f'<nd ref="{node}"/>', f'<nd ref="{node}" lat="{lat}" lon="{lon}"/>') for way in ways]
    assert same(read_text(head + "".join(ways) + end, tmp_path), plain)


def test_a_file_without_places_says_so_and_not_that_it_has_no_roads(tmp_path: Path) -> None:
    head, _, ways, end = lines_of(draw(STREET))
    assert refusal(head + "".join(ways) + end, tmp_path) == "osm_no_points"


@pytest.mark.parametrize(
    "text",
    [
        '<osmChange version="0.6"><create><node id="1" version="1" lat="60" lon="15"/></create></osmChange>',
        draw(STREET).replace(
            "</osm>", '<way id="1" version="2"><nd ref="0"/><nd ref="1"/><tag k="highway" v="road"/></way></osm>'
        ),
    ],
)
def test_changes_and_histories_are_refused_as_what_they_are(text: str, tmp_path: Path) -> None:
    assert refusal(text, tmp_path) == "osm_history"


def test_a_way_that_is_there_twice_or_was_taken_away_is_no_harm(tmp_path: Path) -> None:
    """Two extracts put together hold the ways of their border twice."""
    plain = draw(STREET)
    again = plain[plain.index("<way") : plain.index("</osm>")]
    gone = '<way id="9" version="3" visible="false"><nd ref="0"/><nd ref="22"/><tag k="highway" v="road"/></way>'
    doubled = read_text(plain.replace("</osm>", f"{again}{gone}</osm>"), tmp_path)
    assert len(np.unique(np.column_stack([doubled.edges.origin, doubled.edges.target]), axis=0)) == 6


def relate(text: str, members: list[tuple[int, str]], tags: dict[str, str]) -> str:
    told = [f'<member type="way" ref="{way}" role="{role}"/>' for way, role in members]
    told += [f'<tag k="{key}" v="{value}"/>' for key, value in tags.items()]
    return text.replace("</osm>", f'<relation id="7" version="1">{"".join(told)}</relation></osm>')


def ferries(made: RoadMap) -> tuple[int, float]:
    """How many directed pieces cars may take a ferry, and minutes over all of them one way."""
    edges = made.edges
    ferry = edges.car & (edges.road_class == ROAD_CLASSES.index("ferry"))
    return int(ferry.sum()), float(edges.minutes[ferry].sum() / 2.0)


ROAD: tuple[list[int], Mapping[str, str]] = ([20, 21], {"highway": "road"})


@pytest.mark.parametrize(
    ("ways", "members", "tags", "pieces", "minutes"),
    [
        ([([0, 1, 2], {})], [(1, "")], {"duration": "00:20"}, 4, 20.0),
        ([([0, 1], {}), ([1, 2], {})], [(1, ""), (2, "")], {"duration": "00:20"}, 4, 20.0),
        ([([0, 1], {"route": "ferry"}), ([1, 2], {})], [(1, ""), (2, "")], {"duration": "PT30M"}, 4, 30.0),
        ([([0, 1], {"duration": "7"}), ([1, 2], {})], [(1, ""), (2, "")], {"duration": "0:20"}, 4, 27.0),
        ([([0, 1], {"motor_vehicle": "no", "route": "ferry"})], [(1, "")], {"duration": "0:20"}, 0, 0.0),
        ([([0, 1], {})], [(1, "")], {"motor_vehicle": "no"}, 0, 0.0),
        ([([0, 1], {})], [(1, "platform")], {"duration": "0:20"}, 0, 0.0),
        ([([0, 1], {"highway": "footway"})], [(1, "")], {"duration": "0:20"}, 0, 0.0),
        ([([0, 1], {}), ([1, 2], {}), ([1, 11], {})], [(1, ""), (2, ""), (3, "")], {"duration": "0:20"}, 6, np.nan),
        ([([0, 1], {}), ([1, 0], {})], [(1, "forward"), (2, "backward")], {"duration": "0:20"}, 4, np.nan),
    ],
)
def test_a_ferry_s_tags_may_stand_on_its_relation(
    ways: list[tuple[list[int], Mapping[str, str]]],
    members: list[tuple[int, str]],
    tags: dict[str, str],
    pieces: int,
    minutes: float,
    tmp_path: Path,
) -> None:
    made = read_text(relate(draw([*ways, ROAD]), members, ISLAND | tags), tmp_path)
    assert ferries(made)[0] == pieces
    assert ferries(made)[1] == pytest.approx(minutes, nan_ok=True)


def test_a_relation_that_is_no_ferry_lends_its_ways_nothing(tmp_path: Path) -> None:
    made = read_text(relate(draw([([0, 1], {}), ROAD]), [(1, "")], ISLAND | {"route": "bus"}), tmp_path)
    assert len(made.edges.origin) == 2
