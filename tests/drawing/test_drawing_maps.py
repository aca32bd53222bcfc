import csv
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import samspel
from drawing.drawn import MARKUP, SPACE, check_inside, contrast, find, read_path, read_text_box, texts
from samspel.drawing import maps
from samspel.drawing.map_marks import MapPoint
from samspel.drawing.maps import draw_country_map, draw_locator, draw_place_map, project

# Latitude, longitude, northing, easting: Lantmäteriet, Kontrollpunkter för SWEREF 99 TM, 2007-11-20.
CONTROL_POINTS = [
    (55.0, 12.75, 6_097_106.672, 356_083.438),
    (55.0, 14.25, 6_095_048.642, 452_024.069),
    (57.0, 12.75, 6_319_636.937, 363_331.554),
    (57.0, 19.50, 6_326_392.707, 773_251.054),
    (59.0, 11.25, 6_546_096.724, 284_626.066),
    (59.0, 19.50, 6_548_757.206, 758_410.519),
    (61.0, 12.75, 6_764_877.311, 378_323.440),
    (61.0, 18.75, 6_768_593.345, 702_745.127),
    (63.0, 12.00, 6_989_134.048, 348_083.148),
    (63.0, 19.50, 6_993_565.630, 727_798.671),
    (65.0, 13.50, 7_209_293.753, 429_270.201),
    (65.0, 21.75, 7_225_449.115, 817_833.405),
    (67.0, 16.50, 7_432_168.174, 565_398.458),
    (67.0, 24.00, 7_459_745.672, 891_298.142),
    (69.0, 21.00, 7_666_089.698, 739_639.195),
]
CONTENT = Path(samspel.__file__).parent / "content"
KEY: dict[maps.KeyKind, str] = {
    "locality": "homes",
    "site": "works",
    "hospital": "care",
    "background": "others",
}
TOWN = MapPoint(60.62, 16.77, "Town", "locality", 25_000.0)
SITE = MapPoint(60.63, 16.80, "Works", "site", 100.0)
HOSPITAL = MapPoint(60.68, 17.14, "Hospital", "hospital", 1.0)


def write_km(km: int) -> str:
    return f"{km} km"


def draw_place(points: list[MapPoint], background: list[tuple[float, float]] | None = None) -> str:
    return draw_place_map(points, background or [], scale_label=write_km, title="t", key=KEY)


def read_country() -> tuple[list[maps.Municipality], list[tuple[float, float]]]:
    """A dot at the largest locality of every municipality that has one, and all localities."""
    with (CONTENT / "figures" / "localities_2020.csv").open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: float(row["population"]))
    largest = {row["municipality_code"]: row for row in rows}
    named = [
        (
            f"{row['name']}: 12,3 %",
            f"/sv/plats/{code}",
            float(row["lat"]),
            float(row["lon"]),
            int(code) % 6 - 1,
        )
        for code, row in largest.items()
    ]
    return named, [(float(row["lat"]), float(row["lon"])) for row in rows]


points = st.builds(
    MapPoint,
    st.floats(55.3, 69.1),
    st.floats(11.0, 24.2),
    st.text(max_size=30),
    st.sampled_from(["locality", "site", "hospital"]),
    st.floats(-10, 1e300),
)
spots = st.lists(st.tuples(st.floats(55.3, 69.1), st.floats(11.0, 24.2)), max_size=30)


@pytest.mark.parametrize(("lat", "lon", "north", "east"), CONTROL_POINTS)
def test_projection_meets_the_control_points(lat: float, lon: float, north: float, east: float) -> None:
    assert project(lat, lon) == pytest.approx((east, north), abs=0.002, rel=0)


def test_projection_on_the_central_meridian() -> None:
    assert project(62.0, 15.0)[0] == 500_000.0
    step = 1e-5
    arc = math.dist(project(62.0, 15.0), project(62.0 + step, 15.0))
    eccentricity = maps.FLATTENING * (2 - maps.FLATTENING)
    curve = maps.SEMI_MAJOR_AXIS * (1 - eccentricity) / (1 - eccentricity * math.sin(math.radians(62.0)) ** 2) ** 1.5
    assert arc / (curve * math.radians(step)) == pytest.approx(0.9996, abs=1e-6)


@given(st.floats(55, 69), st.floats(0, 9))
def test_projection_mirrors_east_and_west(lat: float, away: float) -> None:
    (east, north), (west, other) = project(lat, 15 + away), project(lat, 15 - away)
    assert east - 500_000 == pytest.approx(500_000 - west, abs=1e-6)
    assert north == pytest.approx(other, abs=1e-6)


@given(st.lists(points, max_size=12), spots, st.sampled_from([(320, 320), (360, 360), (640, 480)]))
@example([], [], (640, 480))
@example([TOWN], [], (640, 480))
@example([TOWN, TOWN], [(60.0, 17.0)], (640, 480))
@example([HOSPITAL], [(59.0, 18.0)], (360, 360))
def test_place_map_stays_inside(
    items: list[MapPoint], background: list[tuple[float, float]], size: tuple[int, int]
) -> None:
    drawing = draw_place_map(items, background, size, scale_label=write_km, title="t", key=KEY)
    check_inside(drawing)
    assert drawing == draw_place_map(items, background, size, scale_label=write_km, title="t", key=KEY)


@given(st.lists(points, max_size=15))
def test_place_labels_do_not_overlap(items: list[MapPoint]) -> None:
    boxes = [read_text_box(text) for text in find(draw_place(items), "text") if text.get("paint-order")]
    assert not any(box.overlaps(other) for box in boxes for other in boxes if box is not other)


@given(st.tuples(st.floats(55.3, 69.1), st.floats(11.0, 24.2)), spots)
def test_locator_and_country_stay_inside(at: tuple[float, float], background: list[tuple[float, float]]) -> None:
    check_inside(draw_locator(*at, background, title="t"))
    named = [("Here", "/here", *at, 2)]
    check_inside(draw_country_map(named, background, title="t", highlight="/here", key=("a", "b", "c", "d", "e", "f")))


def test_circles_have_area_by_people() -> None:
    village = MapPoint(60.50, 16.50, "Village", "locality", 6_250.0)
    hamlet = MapPoint(60.40, 16.40, "Hamlet", "locality", 1.0)
    drawing = draw_place_map([hamlet, TOWN, village], [], scale_label=write_km, title="t")
    radii = [float(circle.attrib["r"]) for circle in find(drawing, "circle")]
    assert radii[0] == pytest.approx(2 * radii[1], abs=0.1)
    assert radii[2] == maps.LEAST_RADIUS


def test_each_kind_has_its_shape_and_its_words() -> None:
    drawing = draw_place([TOWN, SITE, HOSPITAL], [(60.65, 16.9)])
    assert {"homes", "works", "care", "others", "Town", "Hospital"} <= set(texts(drawing))
    assert len([rect for rect in find(drawing, "rect") if rect.get("fill") == "#b34700"]) == 2
    assert set(texts(draw_place([TOWN]))) == {"homes", "Town", "5 km"}


def test_north_is_up_and_east_to_the_right() -> None:
    drawing = draw_place([TOWN, SITE])
    moved = [group.attrib["transform"] for group in find(drawing, "g") if group.find(f"{SPACE}title") is not None]
    (town_x, town_y), (site_x, site_y) = ([float(n) for n in re.findall(r"[\d.]+", text)] for text in moved)
    assert site_x > town_x
    assert site_y < town_y


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    far = MapPoint(60.62, 17.90, "Far", "locality", 10.0)
    drawing = draw_place([TOWN, far])
    km = next(int(text.removesuffix(" km")) for text in texts(drawing) if text.endswith(" km"))
    bar = next(path.attrib["d"] for path in find(drawing, "path") if path.get("stroke") == "#1a1a1a")
    across = [x for x, _ in read_path(bar)]
    places = [
        float(re.findall(r"[\d.]+", group.attrib["transform"])[0])
        for group in find(drawing, "g")
        if group.find(f"{SPACE}title") is not None
    ]
    apart = math.dist(project(TOWN.lat, TOWN.lon), project(far.lat, far.lon)) / 1000
    assert (max(across) - min(across)) / km == pytest.approx((max(places) - min(places)) / apart, rel=0.01)


def test_the_largest_locality_is_labelled_first() -> None:
    crowd = [MapPoint(60.6, 16.7 + n * 1e-4, f"Number {n}", "locality", float(n)) for n in range(30)]
    written = texts(draw_place(crowd))
    assert "Number 29" in written
    assert "Number 0" not in written


def test_sites_in_one_spot_get_one_label() -> None:
    twin = MapPoint(SITE.lat, SITE.lon, "Twin", "site", 1.0)
    written = texts(draw_place([SITE, twin]))
    assert "Works" in written
    assert "Twin" not in written


def test_own_localities_are_not_background_too() -> None:
    other = (60.70, 16.90)
    drawing = draw_place([TOWN, HOSPITAL], [(TOWN.lat, TOWN.lon), other])
    dots = next(path.attrib["d"] for path in find(drawing, "path") if path.get("stroke-linecap") == "round")
    assert dots.count("m") == 1


def test_country_map_is_small_and_its_links_lead_outside_the_tab_order() -> None:
    named, background = read_country()
    drawing = draw_country_map(
        named, background, title="t", highlight="/sv/plats/2181", key=("a", "b", "c", "d", "e", "f")
    )
    assert len(drawing.encode()) < 45_000
    links = find(drawing, "a")
    assert len(links) == len(named) > 270
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert {link[0].tag for link in links} == {f"{SPACE}title"}
    assert len([path for path in find(drawing, "path") if path.get("stroke-linecap") == "round"]) == 1
    assert len([circle for circle in find(drawing, "circle") if circle.get("stroke") == "#a6192e"]) == 1


@pytest.mark.parametrize("hidden", [True, False])
def test_country_map_is_hidden_only_on_demand(hidden: bool) -> None:
    root = ElementTree.fromstring(draw_country_map([], [], title="t", hidden=hidden))
    assert root.get("aria-hidden") == ("true" if hidden else None)
    assert root.get("role") is None


def test_classes_differ_in_lightness_and_size() -> None:
    dark = [contrast(fill) for fill, _ in maps.CLASSES]
    radii = [radius for _, radius in maps.CLASSES]
    assert dark == sorted(set(dark))
    assert radii == sorted(set(radii))
    assert contrast(maps.OUTLINE) >= 3.0


def test_municipalities_of_a_class_share_its_look() -> None:
    named = [("A", "/a", 60.0, 15.0, 4), ("B", "/b", 61.0, 15.0, -1), ("C", "/c", 62.0, 15.0, 4)]
    groups = find(draw_country_map(named, [], title="t"), "g")
    assert [len(group.findall(f"{SPACE}a")) for group in groups] == [2, 1]
    assert groups[0].attrib["fill"] == maps.CLASSES[4][0]
    assert groups[1].attrib["fill"] == maps.BLANK_LOOK[0]


def test_the_order_of_the_background_is_irrelevant() -> None:
    _, background = read_country()
    assert draw_locator(60.0, 15.0, background, title="t") == draw_locator(60.0, 15.0, background[::-1], title="t")


def test_text_is_escaped() -> None:
    marked = MapPoint(60.62, 16.77, MARKUP, "locality", 1.0)
    place = draw_place_map([marked], [], scale_label=write_km, title=MARKUP)
    country = draw_country_map([(MARKUP, '/x?a=1&b="2"', 60.0, 15.0, 0)], [], title=MARKUP, key=(MARKUP,))
    locator = draw_locator(60.0, 15.0, [], title=MARKUP)
    for drawing in (place, country, locator):
        assert ElementTree.fromstring(drawing)[0].text == MARKUP
    assert MARKUP in texts(place)
    assert find(country, "a")[0].attrib["href"] == '/x?a=1&b="2"'
