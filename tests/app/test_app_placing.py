"""Whether listed localities lie in the place: by the nearest of the country's localities, for want of borders."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from samspel.app.desk import Desk
from samspel.app.placing import lies_any_in
from samspel.app.reach_ground import Question
from samspel.app.reaching import reach_place
from samspel.reach.workplaces import Locality
from samspel.reports.reach import describe_missing
from samspel.terms.place import Place

MAP = """<osm version="0.6">
<node id="1" version="1" lat="{0}" lon="{1}"/><node id="2" version="1" lat="{0}1" lon="{1}1"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>"""
MADRID, LUND, STORVIK, JARBO = (40.4168, -3.7038), (55.7047, 13.191), (60.583, 16.536), (60.716, 16.6)
COPENHAGEN_FAR, NORTH_SEA = (54.9, 12.0), (58.0, 10.2)


@pytest.mark.parametrize(
    ("code", "points", "lies"),
    [
        ("2181", [STORVIK], True),
        ("2181", [(60.70, 16.45)], True),
        ("2181", [LUND], False),
        ("2181", [MADRID], False),
        ("2181", [MADRID, JARBO], True),
        ("2181", [(60.6749, 17.1413)], False),
        ("21", [(60.6749, 17.1413)], True),
        ("21", [LUND, MADRID], False),
        ("1281", [LUND], True),
        ("1280", [COPENHAGEN_FAR], False),
        ("1480", [NORTH_SEA], False),
        ("0184", [(59.360, 18.000)], True),
        ("0126", [(59.2366, 17.9819)], True),
        ("2584", [(67.85, 19.6)], True),
        ("2181", [], False),
    ],
)
def test_a_point_lies_where_the_nearest_locality_or_middle_does(
    code: str, points: list[tuple[float, float]], lies: bool, desk: Desk, at: Callable[[str], Place]
) -> None:
    assert lies_any_in(desk, at(code), [Locality("A", point, 1) for point in points]) is lies


@pytest.mark.parametrize(("point", "kept"), [(("60.583", "16.536"), True), (("55.705", "13.191"), False)])
def test_a_map_of_elsewhere_gives_a_real_place_no_values_and_says_so(
    point: tuple[str, str], kept: bool, desk: Desk, at: Callable[[str], Place], tmp_path: Path
) -> None:
    (tmp_path / "map.osm").write_text(MAP.format(*point))
    lat, lon = (number.replace(".", ",") for number in point)
    (tmp_path / "origins.csv").write_text(f"ort;latitud;longitud;invånare\nByn;{lat};{lon};100", encoding="utf-8")
    (tmp_path / "hospitals.csv").write_text(f"namn;latitud;longitud\nSjukhuset;{lat};{lon}", encoding="utf-8")
    asked = Question(
        timetables=(),
        sites=None,
        day=date(2026, 11, 25),
        road_map=tmp_path / "map.osm",
        origins=tmp_path / "origins.csv",
        hospitals=tmp_path / "hospitals.csv",
    )
    report = reach_place(desk, at("2181"), asked)
    assert (bool(report.values), report.is_elsewhere) == (kept, not kept)
    for texts in desk.catalogue.texts.values():
        assert (texts("reach.missing.elsewhere") in describe_missing(texts, report)) is not kept
