"""Reading roads: what each tag means for cars and bicycles, broken files, what is kept, and real extracts."""

import bz2
import gzip
import hashlib
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue
from samspel.reach.cycling import find_cycleways
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
from samspel.reach.roads import make_car_network, minutes_to_each
from samspel.sources.osm.reading import check_coverage, read_roads
from samspel.sources.osm.ways import read_limit, read_minutes, read_way
from samspel.terms.errors import BadInputError
from sources.made_maps import GRID, RULES, STEP, Reader, Tags, draw, open_to

NORTH = STEP * np.pi / 180.0 * 6_371_008.8


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


THERE, BACK = {(0, 1)}, {(1, 0)}
EITHER, NOWHERE = THERE | BACK, set[tuple[int, int]]()


@pytest.mark.parametrize(
    ("tags", "car", "bicycle"),
    [
        ({"highway": "residential"}, EITHER, EITHER),
        ({"highway": "residential", "oneway": "yes"}, THERE, THERE),
        ({"highway": "residential", "oneway": "-1"}, BACK, BACK),
        ({"highway": "residential", "oneway": "yes", "oneway:bicycle": "no"}, THERE, EITHER),
        ({"highway": "residential", "oneway": "yes", "cycleway": "opposite"}, THERE, EITHER),
        ({"highway": "residential", "oneway": "yes", "cycleway:left": "opposite_lane"}, THERE, EITHER),
        ({"highway": "residential", "oneway": "yes", "cycleway:right:oneway": "no"}, THERE, EITHER),
        ({"highway": "residential", "oneway:bicycle": "yes"}, EITHER, THERE),
        ({"highway": "residential", "oneway:bicycle": "-1"}, EITHER, BACK),
        ({"highway": "residential", "oneway": "reversible"}, NOWHERE, NOWHERE),
        ({"highway": "tertiary", "junction": "roundabout"}, THERE, THERE),
        ({"highway": "motorway"}, THERE, NOWHERE),
        ({"highway": "motorway", "oneway": "no"}, EITHER, NOWHERE),
        ({"highway": "motorway_link"}, EITHER, NOWHERE),
        ({"highway": "trunk"}, EITHER, EITHER),
        ({"highway": "trunk", "motorroad": "yes"}, EITHER, NOWHERE),
        ({"highway": "service", "access": "private"}, NOWHERE, NOWHERE),
        ({"highway": "service", "access": "destination"}, EITHER, EITHER),
        ({"highway": "service", "access": "no", "motor_vehicle": "yes"}, EITHER, NOWHERE),
        ({"highway": "service", "access": "no", "bicycle": "yes"}, NOWHERE, EITHER),
        ({"highway": "residential", "motor_vehicle": "no"}, NOWHERE, EITHER),
        ({"highway": "residential", "motor_vehicle": "no", "motorcar": "yes"}, EITHER, EITHER),
        ({"highway": "residential", "vehicle": "no"}, NOWHERE, NOWHERE),
        ({"highway": "primary", "bicycle": "no"}, EITHER, NOWHERE),
        ({"highway": "primary", "bicycle": "use_sidepath"}, EITHER, NOWHERE),
        ({"highway": "primary", "bicycle": "dismount"}, EITHER, NOWHERE),
        ({"highway": "cycleway"}, NOWHERE, EITHER),
        ({"highway": "cycleway", "oneway": "yes"}, NOWHERE, THERE),
        ({"highway": "cycleway", "bicycle": "no"}, NOWHERE, NOWHERE),
        ({"highway": "path"}, NOWHERE, NOWHERE),
        ({"highway": "path", "bicycle": "designated"}, NOWHERE, EITHER),
        ({"highway": "footway"}, NOWHERE, NOWHERE),
        ({"highway": "footway", "bicycle": "yes"}, NOWHERE, EITHER),
        ({"highway": "pedestrian", "bicycle": "dismount"}, NOWHERE, NOWHERE),
        ({"highway": "track"}, NOWHERE, EITHER),
        ({"highway": "steps", "bicycle": "yes"}, NOWHERE, NOWHERE),
        ({"highway": "construction"}, NOWHERE, NOWHERE),
        ({"highway": "tertiary", "ice_road": "yes"}, NOWHERE, NOWHERE),
        ({"highway": "tertiary", "abandoned": "yes"}, NOWHERE, NOWHERE),
        ({"highway": "tertiary", "winter_road": "no"}, EITHER, EITHER),
        ({"highway": "pedestrian", "bicycle": "yes", "area": "yes"}, NOWHERE, NOWHERE),
        ({"route": "ferry"}, NOWHERE, NOWHERE),
        ({"route": "ferry", "motor_vehicle": "yes"}, EITHER, EITHER),
        ({"route": "ferry", "motor_vehicle": "yes", "bicycle": "no"}, EITHER, NOWHERE),
        ({"route": "ferry", "bicycle": "yes"}, NOWHERE, EITHER),
        ({"route": "ferry", "motorcar": "no", "vehicle": "yes", "bicycle": "no"}, NOWHERE, NOWHERE),
        ({"route": "bus"}, NOWHERE, NOWHERE),
    ],
)
def test_who_may_travel_which_way(
    tags: Tags, car: set[tuple[int, int]], bicycle: set[tuple[int, int]], read: Reader
) -> None:
    road_map = read(([0, 1], tags), ([20, 21], {"highway": "residential"}))
    elsewhere = {(20, 21), (21, 20)}
    assert open_to(road_map, "car") - elsewhere == car
    assert open_to(road_map, "bicycle") - elsewhere == bicycle


@pytest.mark.parametrize(
    ("tags", "car", "bicycle"),
    [
        ({"barrier": "bollard"}, False, True),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, True, True),
        ({"barrier": "gate"}, True, True),
        ({"barrier": "gate", "access": "private"}, False, False),
        ({"barrier": "gate", "access": "no", "bicycle": "yes"}, False, True),
        ({"barrier": "stile"}, False, False),
        ({"highway": "crossing"}, True, True),
    ],
)
def test_a_barrier_shuts_out_those_it_shuts_out(tags: Tags, car: bool, bicycle: bool, read: Reader) -> None:
    street = {"highway": "residential"}
    road_map = read(([0, 1, 2], street), ([20, 21], street), node_tags={1: tags})
    assert ((0, 1) in open_to(road_map, "car"), (2, 1) in open_to(road_map, "car")) == (car, car)
    assert ((1, 2) in open_to(road_map, "bicycle")) == bicycle


def test_lengths_are_metres_on_the_ground_and_both_ways_the_same(read: Reader) -> None:
    road_map = read(([0, 10, 20], {"highway": "residential"}), ([0, 1], {"highway": "residential"}))
    assert road_map.edges.length[:2].tolist() == [pytest.approx(NORTH, rel=1e-4)] * 2
    assert road_map.edges.length[2] == pytest.approx(NORTH / 2, rel=1e-3)
    np.testing.assert_array_equal(road_map.edges.length[:3], road_map.edges.length[3:])
    assert len(road_map.points) == 4


@pytest.mark.parametrize(
    ("said", "kmh"),
    [
        ("50", 50),
        ("30 mph", 48),
        ("50; 40", 40),
        ("70 km/h", 70),
        ("SE:urban", 0),
        ("none", 0),
        ("walk", 0),
        ("", 0),
        ("5000", 0),
        ("99999999999999999999", 0),
        ("SE:30", 30),
        ("SE:zone30", 30),
        ("80|60", 60),
        ("50.0", 50),
        ("1e400", 0),
        ("-50", 0),
        ("1.000.000", 0),
        ("５０", 0),
        ("50 knots", 0),
        ("70; 1e1", 70),
    ],
)
def test_a_speed_limit_is_read(said: str, kmh: int) -> None:
    assert read_limit(said) == kmh


def test_a_limit_may_differ_by_direction(read: Reader) -> None:
    tags = {"highway": "tertiary", "maxspeed": "70", "maxspeed:backward": "50"}
    assert read(([0, 1], tags)).edges.limit.tolist() == [70, 50]


@pytest.mark.parametrize(
    ("tags", "zone"),
    [
        ({"maxspeed": "SE:urban"}, Zone.BUILT_UP),
        ({"source:maxspeed": "SE:urban", "maxspeed": "50"}, Zone.BUILT_UP),
        ({"maxspeed:type": "SE:rural"}, Zone.RURAL),
        ({"zone:traffic": "SE:urban"}, Zone.BUILT_UP),
        ({"maxspeed": "50"}, Zone.UNKNOWN),
    ],
)
def test_the_zone_is_what_the_map_says(tags: Tags, zone: Zone) -> None:
    told = read_way(RULES, {"highway": "tertiary", **tags})
    assert told is not None
    assert ZONES[told.zone] is zone


@pytest.mark.parametrize(
    ("said", "light"),
    [("yes", Light.LIT), ("24/7", Light.LIT), ("automatic", Light.LIT), ("no", Light.UNLIT), ("disused", Light.UNLIT)],
)
def test_light_is_lit_unlit_or_unknown(said: str, light: Light) -> None:
    told, silent = read_way(RULES, {"highway": "cycleway", "lit": said}), read_way(RULES, {"highway": "cycleway"})
    assert told is not None
    assert silent is not None
    assert (LIGHTS[told.light], LIGHTS[silent.light]) == (light, Light.UNKNOWN)


@pytest.mark.parametrize(
    ("said", "surface"),
    [
        ("asphalt", Surface.PAVED),
        ("concrete:plates", Surface.PAVED),
        ("gravel", Surface.UNPAVED),
        ("ground;grass", Surface.UNPAVED),
        ("tartan", Surface.UNKNOWN),
    ],
)
def test_surface_is_paved_unpaved_or_unknown(said: str, surface: Surface) -> None:
    told = read_way(RULES, {"highway": "path", "bicycle": "yes", "surface": said})
    assert told is not None
    assert SURFACES[told.surface] is surface


@pytest.mark.parametrize(
    ("tags", "ahead", "against"),
    [
        ({"cycleway": "track"}, Cycleway.TRACK, Cycleway.TRACK),
        ({"cycleway:both": "lane"}, Cycleway.LANE, Cycleway.LANE),
        ({"cycleway:right": "track"}, Cycleway.TRACK, Cycleway.NONE),
        ({"cycleway:left": "track"}, Cycleway.NONE, Cycleway.TRACK),
        ({"cycleway:right": "track", "cycleway:right:oneway": "no"}, Cycleway.TRACK, Cycleway.TRACK),
        ({"cycleway:left": "track", "oneway": "yes", "oneway:bicycle": "no"}, Cycleway.TRACK, Cycleway.TRACK),
        ({"cycleway": "separate"}, Cycleway.NONE, Cycleway.NONE),
        ({"cycleway:right": "track", "cycleway:left": "lane"}, Cycleway.TRACK, Cycleway.LANE),
    ],
)
def test_a_track_beside_the_road_serves_those_who_keep_to_its_side(
    tags: Tags, ahead: Cycleway, against: Cycleway
) -> None:
    told = read_way(RULES, {"highway": "secondary", **tags})
    assert told is not None
    assert (CYCLEWAYS[told.cycleway], CYCLEWAYS[told.cycleway_back]) == (ahead, against)


@pytest.mark.parametrize(
    "said", ["0", "00:00", "PT0M", "9" * 400, "PT" + "9" * 400 + "H", "PT", "-5", "１２", "1e3", ""]
)
def test_a_ferry_s_time_that_is_no_time_is_unknown(said: str) -> None:
    assert np.isnan(read_minutes(said))


@pytest.mark.parametrize(
    ("said", "minutes"), [("12", 12.0), ("0:12", 12.0), ("1:05", 65.0), ("0:07:30", 7.5), ("PT1H5M", 65.0)]
)
def test_a_ferry_s_time_is_shared_among_its_pieces_by_length(said: str, minutes: float, read: Reader) -> None:
    ferry = {"route": "ferry", "motor_vehicle": "yes", "duration": said}
    edges = read(([0, 10, 12], ferry), ([10, 11], {"highway": "residential"})).edges
    crossing = edges.minutes[edges.road_class == ROAD_CLASSES.index("ferry")]
    assert crossing[:2].sum() == pytest.approx(minutes)
    assert crossing[0] == pytest.approx(crossing[1], rel=1e-2)
    assert np.isnan(edges.minutes[edges.road_class != ROAD_CLASSES.index("ferry")]).all()


@pytest.mark.parametrize("said", ["", "soon", "PT", "every hour"])
def test_a_ferry_without_a_time_has_none(said: str) -> None:
    told = read_way(RULES, {"route": "ferry", "motor_vehicle": "yes", "duration": said})
    assert told is not None
    assert np.isnan(told.minutes)


def test_a_segment_whose_end_is_outside_the_extract_is_left_out_and_counted(read: Reader) -> None:
    road_map = read(([0, 1, 999, 2, 12], {"highway": "residential"}))
    assert road_map.lost == 2
    assert open_to(road_map, "car") == {(0, 1), (1, 0), (2, 12), (12, 2)}


def test_two_ways_meet_only_where_they_share_a_node(read: Reader, catalogue: Catalogue) -> None:
    """A bridge over the road: the middle of the grid is crossed twice but is a node of one of them alone."""
    road = {"highway": "secondary", "maxspeed": "60"}
    road_map = read(([1, 11, 21], road), ([10, 12], road), ([21, 12], road))
    network = make_car_network(catalogue, road_map)
    ends = np.array([GRID[11], GRID[10]])
    around = minutes_to_each(network, ends, ends)[0, 1]
    assert around > NORTH / 1000.0 * 2.0


def test_minutes_by_hand_through_a_file(read: Reader, catalogue: Catalogue) -> None:
    """One grid step north at a signed 60, driven at the stated share."""
    road_map = read(([0, 10], {"highway": "tertiary", "maxspeed": "60"}))
    ends = np.array([GRID[0], GRID[10]])
    minutes = minutes_to_each(make_car_network(catalogue, road_map), ends, ends)
    assert minutes[0, 1] == pytest.approx(NORTH / 1000.0 / catalogue.value("car_driven_share"), rel=1e-4)


def test_the_same_map_is_read_from_every_kind_of_file(tmp_path: Path) -> None:
    text = draw([([0, 1, 11], {"highway": "residential", "lit": "yes"})]).encode()
    for name, data in (("a.osm", text), ("b.osm.gz", gzip.compress(text)), ("c.osm.bz2", bz2.compress(text))):
        path = tmp_path / name
        path.write_bytes(data)
        road_map = read_roads(path, RULES)
        assert (len(road_map.points), len(road_map.edges.origin), road_map.file) == (3, 4, name)


def refusal(path: Path) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_roads(path, RULES)
    return caught.value


def test_a_map_of_ten_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "country.osm.pbf"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(BadInputError) as raised:
        read_roads(path, RULES)
    assert raised.value.code == "osm_too_large"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("map.osm", b"", "osm_empty"),
        ("map.osm.pbf", b"", "osm_empty"),
        ("map.shp", b"anything", "osm_ending"),
        ("map.osm", b"no map at all", "osm_broken"),
        ("map.osm.pbf", b"no map at all", "osm_broken"),
        ("map.osm", draw([([0, 1], {"highway": "residential"})]).encode()[:-40], "osm_broken"),
        ("map.osm", draw([]).encode(), "osm_no_roads"),
        ("map.osm", draw([([0, 1], {"building": "yes"})]).encode(), "osm_no_roads"),
        ("map.osm", draw([([0, 1], {"highway": "steps"})]).encode(), "osm_no_roads"),
        ("map.osm", draw([([998, 999], {"highway": "residential"})]).encode(), "osm_no_points"),
        ("map.osm", draw([([0], {"highway": "residential"})]).encode(), "osm_no_roads"),
        ("map.osm", draw([([], {"highway": "residential"})]).encode(), "osm_no_roads"),
        ("map.osm", draw([([0, 1], {"highway": "residential", "oneway": "reversible"})]).encode(), "osm_no_roads"),
        ("map.osm", draw([([0, 0], {"highway": "residential"})]).encode(), "osm_no_roads"),
        ("map.osm.gz", gzip.compress(draw([]).encode())[:-12], "osm_broken"),
        ("map.osm", b'<osm version="0.6"><node id="1" lat="1e9" lon="16.7"/></osm>', "osm_broken"),
        ("map.osm", b'<osm version="0.6"><node id="1" lat="x" lon="16.7"/></osm>', "osm_broken"),
    ],
)
def test_a_file_that_is_no_map_is_refused(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path).code == code


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.osm.pbf").mkdir()
    assert [refusal(tmp_path / name).code for name in ("gone.osm.pbf", "folder.osm.pbf")] == ["osm_missing"] * 2


@pytest.mark.shared
def test_a_map_cut_off_in_the_middle_is_refused(tmp_path: Path, shared: Path) -> None:
    whole = (find_extract(shared, "lund_station_sweden.osm.pbf")).read_bytes()
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    assert refusal(path).code == "osm_broken"


@given(data=st.binary(min_size=1, max_size=200), ending=st.sampled_from([".osm.pbf", ".osm", ".osm.gz", ".osm.bz2"]))
@settings(max_examples=60)
def test_no_rubbish_gets_through_or_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"rubbish{ending}"
    path.write_bytes(data)
    assert refusal(path).code in {"osm_broken", "osm_no_roads", "osm_packed", "osm_other_kind", "osm_unfinished"}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_refusal_is_told_in_both_languages(lang: str, catalogue: Catalogue, tmp_path: Path) -> None:
    texts = catalogue.texts["sv" if lang == "sv" else "en"]
    path = tmp_path / "karta.osm"
    path.write_text("strunt")
    told = texts.explain(refusal(path))
    assert "karta.osm" in told.what
    assert told.do
    for name in ("missing", "ending", "empty", "no_roads", "no_points", "history", "packed", "too_large", "outside"):
        assert texts.entries[f"errors.osm_{name}.do"]


def same(one: RoadMap, other: RoadMap) -> bool:
    np.testing.assert_array_equal(one.points, other.points)
    for field in fields(Edges):
        np.testing.assert_array_equal(getattr(one.edges, field.name), getattr(other.edges, field.name))
    return (one.file, one.digest, one.drawn, one.lost) == (other.file, other.digest, other.drawn, other.lost)


def test_a_map_is_kept_and_read_from_there_the_next_time(
    read: Reader, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = read(([0, 1, 999], {"highway": "residential", "maxspeed": "30"}), ([1, 2], {"highway": "cycleway"}))
    first = read_roads(read.path, RULES, home)
    assert [path.name for path in (home / "maps").iterdir()] == [f"{first.digest}.npz"]
    monkeypatch.setattr("samspel.sources.osm.reading._read", lambda *_: pytest.fail("read anew"))
    assert same(read_roads(read.path, RULES, home), first)
    assert same(first, plain)


def test_a_changed_map_is_read_anew(read: Reader, home: Path) -> None:
    read(([0, 1], {"highway": "residential"}))
    before = read_roads(read.path, RULES, home)
    read(([0, 1, 2], {"highway": "residential"}))
    after = read_roads(read.path, RULES, home)
    assert (len(before.points), len(after.points)) == (2, 3)
    assert before.digest != after.digest != hashlib.sha256(read.path.read_bytes()).hexdigest()


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut off", None])
def test_a_kept_map_that_was_damaged_is_read_anew(damage: bytes | None, read: Reader, home: Path) -> None:
    read(([0, 1], {"highway": "residential"}))
    first = read_roads(read.path, RULES, home)
    kept = home / "maps" / f"{first.digest}.npz"
    kept.write_bytes(kept.read_bytes()[:-500] if damage is None else damage)
    assert same(read_roads(read.path, RULES, home), first)
    with np.load(kept) as packed:
        assert len(packed["points"]) == 2


def test_a_home_that_cannot_be_written_hinders_nothing(read: Reader, home: Path) -> None:
    """A kept map only saves time."""
    made = read(([0, 1], {"highway": "residential"}))
    home.write_text("a file where the folder should be")
    assert read_roads(read.path, RULES, home).digest == made.digest


def test_a_map_that_does_not_hold_the_place_is_refused_with_the_number_outside(
    read: Reader, catalogue: Catalogue
) -> None:
    network = make_car_network(catalogue, read(([0, 1, 2], {"highway": "residential"})))
    points = np.array([GRID[0], GRID[1], (64.0, 20.0)])
    assert check_coverage(catalogue, network, "Ort", points, np.array([900.0, 90.0, 10.0])) == 1
    with pytest.raises(BadInputError) as caught:
        check_coverage(catalogue, network, "Ort", points, np.array([50.0, 38.0, 12.0]))
    facts = caught.value.facts
    assert caught.value.code == "osm_outside"
    assert (facts["place"], facts["outside"], facts["count"], facts["share"]) == ("Ort", 1, 3, 88)
    assert "1 av 3" in catalogue.texts["sv"].explain(caught.value).why


def find_extract(shared: Path, name: str) -> Path:
    path = shared / "geo" / name
    if not path.is_file():
        pytest.skip(f"no map extract {name} in {path.parent}")
    return path


def share(edges: Edges, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    return float(edges.length[chosen].sum() / edges.length.sum())


@pytest.mark.shared
def test_lund_station_has_its_lit_and_paved_streets(shared: Path, catalogue: Catalogue) -> None:
    road_map = read_roads(find_extract(shared, "lund_station_sweden.osm.pbf"), RULES)
    edges = road_map.edges
    assert 2_000.0 < edges.length.sum() < 10_000.0
    assert np.abs(road_map.points - [55.705, 13.187]).max() < 0.02
    assert set(edges.limit[edges.limit > 0].tolist()) == {30, 40}
    assert share(edges, edges.light == LIGHTS.index(Light.LIT)) > 0.5
    assert share(edges, edges.surface == SURFACES.index(Surface.PAVED)) > 0.8


@pytest.mark.shared
def test_stockholm_has_one_way_streets_with_cycle_lanes_against_the_traffic(shared: Path) -> None:
    road_map = read_roads(find_extract(shared, "stockholm_central.osm.pbf"), RULES)
    edges = road_map.edges
    pairs = set(zip(edges.origin[edges.car].tolist(), edges.target[edges.car].tolist(), strict=True))
    one_way = sum((b, a) not in pairs for a, b in pairs) / len(pairs)
    assert 0.1 < one_way < 0.9
    assert (edges.bicycle & ~edges.car).sum() > 100
    assert find_cycleways(edges).any()
    assert {30, 50} <= set(edges.limit.tolist())


@pytest.mark.shared
def test_porto_is_one_city_of_the_right_size(shared: Path, catalogue: Catalogue) -> None:
    road_map = read_roads(find_extract(shared, "porto_portugal.osm.pbf"), RULES)
    edges = road_map.edges
    assert 300_000 < len(road_map.points) < 348_000
    assert 15_000_000.0 < edges.length.sum() < 25_000_000.0
    network = make_car_network(catalogue, road_map)
    assert len(network.nodes) > 0.8 * len(road_map.points)
    aveiro_street, airport = (41.1579, -8.6291), (41.2370, -8.6700)
    there = minutes_to_each(network, np.array([aveiro_street]), np.array([airport]))[0, 0]
    assert 9.0 < there < 25.0
    motorways = edges.road_class == ROAD_CLASSES.index("motorway")
    assert not edges.bicycle[motorways].any()
