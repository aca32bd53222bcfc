"""Maps as damage, editors and enemies make them: a report, or a sentence that says what is wrong, and never anything
else.
"""

import bz2
import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desks import make_desk
from samspel.app.desk import Desk
from samspel.app.reach_ground import Question
from samspel.app.reaching import reach_place
from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.sources.osm.reading import read_roads
from samspel.terms.errors import SamspelError

PLACE = "2181"
TAGS = {
    "highway": ["residential", "tertiary", "motorway", "cycleway", "path", "ferry", "", "service"],
    "route": ["ferry", "bus", ""],
    "oneway": ["yes", "-1", "reversible", "alternating", "no", "maybe", ""],
    "oneway:bicycle": ["no", "-1", "yes"],
    "junction": ["roundabout", "circular"],
    "access": ["no", "private", "yes", "destination", "no;yes", ";", "\u00e5"],
    "motor_vehicle:forward": ["no", "yes"],
    "motor_vehicle:conditional": ["no @ (22:00-06:00)", "no @", "@", "yes @ (wet"],
    "bicycle": ["dismount", "designated", "no"],
    "maxspeed": ["50", "SE:urban", "30 mph", "1e999", "-5", "50;70", "9" * 400],
    "duration": ["00:20", "PT5M", "P", "0", ":", "99999999999:59"],
    "barrier": ["gate", "wall", "bollard", "kerb", "height_restrictor", ""],
    "maxheight": ["1.9", "low", "-1", "1e400"],
    "locked": ["yes", "no"],
    "lit": ["yes", "no", "24/7"],
    "surface": ["asphalt", "gravel", "a:b;c"],
    "area": ["yes"],
}
tag = st.sampled_from([*TAGS]).flatmap(lambda key: st.tuples(st.just(key), st.sampled_from(TAGS[key])))
tags = st.lists(tag, max_size=5).map(dict)
ids = st.one_of(st.integers(-4, 12), st.sampled_from([0, 2**31, 2**63 - 1, -(2**62)]))
degrees = st.one_of(
    st.floats(60.58, 60.70).map("{:.5f}".format),
    st.floats(16.50, 16.80).map("{:.5f}".format),
    st.sampled_from(["60.6", "16.7", "0", "-91", "181", "1e9", "nan", "", "60,6", "x"]),
)
attributes = st.sampled_from(["", ' version="1"', ' version="2"', ' visible="false"', ' action="delete"'])


def write_tags(told: dict[str, str]) -> str:
    return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in told.items())


def write_way(identity: int, refs: list[int], told: dict[str, str], more: str) -> str:
    inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{identity}"{more}>{inside}{write_tags(told)}</way>'


def write_relation(identity: int, members: list[tuple[str, int]], told: dict[str, str]) -> str:
    inside = "".join(f'<member type="{kind}" ref="{ref}" role=""/>' for kind, ref in members)
    return f'<relation id="{identity}">{inside}{write_tags(told)}</relation>'


def write_node(identity: int, lat: str, lon: str, told: dict[str, str], more: str) -> str:
    return f'<node id="{identity}" lat="{lat}" lon="{lon}"{more}>{write_tags(told)}</node>'


nodes = st.builds(write_node, ids, degrees, degrees, tags, attributes)
ways = st.builds(write_way, ids, st.lists(ids, max_size=6), tags, attributes)
relations = st.builds(
    write_relation, ids, st.lists(st.tuples(st.sampled_from(["way", "node", "relation"]), ids), max_size=4), tags
)
sound = "".join(
    f'<node id="{number}" version="1" lat="{60.6 + 0.01 * number:.3f}" lon="16.7"/>' for number in range(1, 9)
) + write_way(90, [1, 2, 3, 4, 5, 6, 7, 8], {"highway": "residential"}, ' version="1"')
maps = st.builds(
    lambda root, first, parts, end: f"<{root}>{first}{''.join(parts)}{end}",
    st.sampled_from(['osm version="0.6"', "osm", 'osmChange version="0.6"', 'osm version="0.7"', "html"]),
    st.sampled_from([sound, sound, sound, ""]),
    st.lists(st.one_of(nodes, ways, relations), max_size=12),
    st.sampled_from(["</osm>", "</osm>", "</osm>", "</osmChange>", "", "</osm"]),
).map(str.encode)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A map with some of its bytes cut out, doubled or changed."""
    data = bytearray(draw(maps))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(data)))
        cut = draw(st.integers(0, 20))
        data[at : at + cut] = draw(st.binary(max_size=8))
    return bytes(data)


packings = st.sampled_from([("map.osm", bytes), ("map.osm.gz", gzip.compress), ("map.osm.bz2", bz2.compress)])


@pytest.fixture(scope="module")
def map_desk(catalogue: Catalogue, observations: Observations, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(catalogue, observations, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A village, a works and a hospital by the roads of the sound map."""
    folder = tmp_path_factory.mktemp("lists")
    texts = {
        "origins": "ort;latitud;longitud;invånare;areal_ha\nByn;60,61;16,7;100;1\n",
        "sites": "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nBruket;60,66;16,7;dag;07:00;16:00;mån\n",
        "hospitals": "namn;latitud;longitud\nSjukhuset;60,68;16,7\nBortom;62;17\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.csv" for name in texts}


@pytest.mark.filterwarnings("error::RuntimeWarning")
@given(data=damaged(), packing=packings)
def test_any_map_gives_a_report_or_a_sentence(
    map_desk: Desk, lists: dict[str, Path], tmp_path: Path, data: bytes, packing: tuple[str, Callable[[bytes], bytes]]
) -> None:
    name, pack = packing
    path = tmp_path / name
    path.write_bytes(pack(data))
    asked = Question(
        timetables=(),
        sites=lists["sites"],
        day=date(2026, 11, 25),
        origins=lists["origins"],
        hospitals=lists["hospitals"],
        road_map=path,
    )
    try:
        report = reach_place(map_desk, map_desk.catalogue.places.by_code[PLACE], asked)
    except SamspelError as error:
        told = [texts.explain(error).what for texts in map_desk.catalogue.texts.values()]
    else:
        assert report.roads is not None
        told = [one.goal or one.why for one in (*report.roads.surgery, *report.roads.surgery_of_sites)]
        assert all(one.minutes is None or 0.0 <= one.minutes < np.inf for one in report.roads.surgery)
    assert all(told)


@given(data=st.binary(max_size=400), name=st.sampled_from(["a.osm", "a.osm.pbf", "a.osm.gz", "a.osm.bz2"]))
def test_bytes_that_are_no_map_are_refused(catalogue: Catalogue, tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00\x00\x00\x0d\x0a\x09OSMHeader" + data if name.endswith("pbf") else data)
    with pytest.raises(SamspelError):
        read_roads(path, catalogue.road_rules)
