import math
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drawing.drawn import MARKUP, SPACE, check_inside, find, read_path, read_text_box, texts
from samspel.drawing import maps
from samspel.drawing.map_marks import MapPoint
from samspel.drawing.maps import Land, draw_place_map
from samspel.drawing.plane import GRAIN, project

KEY: dict[maps.KeyKind, str] = {"locality": "homes", "site": "works", "hospital": "care", "background": "others"}
TOWN = MapPoint(60.62, 16.77, "Town", "locality", 25_000.0)
SITE = MapPoint(60.63, 16.80, "Works", "site", 100.0)
HOSPITAL = MapPoint(60.68, 17.14, "Hospital", "hospital", 1.0)


def write_km(km: int) -> str:
    return f"{km} km"


def draw_place(points: list[MapPoint], background: list[tuple[float, float]] | None = None) -> str:
    return draw_place_map(points, background or [], scale_label=write_km, title="t", key=KEY)


points = st.builds(
    MapPoint,
    st.floats(55.3, 69.1),
    st.floats(11.0, 24.2),
    st.text(max_size=30),
    st.sampled_from(["locality", "site", "hospital"]),
    st.floats(-10, 1e300),
)
spots = st.lists(st.tuples(st.floats(55.3, 69.1), st.floats(11.0, 24.2)), max_size=30)


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


def test_text_is_escaped() -> None:
    marked = MapPoint(60.62, 16.77, MARKUP, "locality", 1.0)
    place = draw_place_map([marked], [], scale_label=write_km, title=MARKUP)
    assert ElementTree.fromstring(place)[0].text == MARKUP
    assert MARKUP in texts(place)


def lay_square(lat: float, lon: float, half: float) -> list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """A square around a point, its corners `half` metres away in each direction."""
    east, north = project(lat, lon)
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return [np.array([(east + x, north + y) for x, y in corners])]


def draw_on_land(points: list[MapPoint]) -> str:
    land = Land(
        [lay_square(60.62, 16.77, 20_000.0)],
        [("East", lay_square(60.62, 17.5, 20_000.0)), ("Afar", lay_square(66.0, 20.0, 20_000.0))],
        [lay_square(60.62, 16.04, 20_000.0)],
    )
    return draw_place_map(points, [], scale_label=write_km, title="t", key=KEY, land=land)


def test_a_place_lies_within_its_border_among_its_neighbours() -> None:
    drawing = draw_on_land([TOWN])
    fills = [group.get("fill") for group in find(drawing, "g") if group.get("fill")]
    assert fills.count(maps.OWN_LAND) == fills.count(maps.OTHER_LAND) == 1
    around = next(group for group in find(drawing, "g") if group.get("fill") == maps.OTHER_LAND)
    assert len(around) == 2, "what lies off the paper is not drawn"
    assert "East" in texts(drawing)
    assert "Afar" not in texts(drawing)


def test_names_on_land_hide_neither_each_other_nor_the_places_own() -> None:
    boxes = [read_text_box(text) for text in find(draw_on_land([TOWN, HOSPITAL]), "text") if text.get("paint-order")]
    assert len(boxes) == 3
    assert not any(box.overlaps(other) for box in boxes for other in boxes if box is not other)


def test_the_whole_place_is_on_the_paper_although_nobody_lives_at_its_edge() -> None:
    drawing = draw_on_land([TOWN])
    own = next(group for group in find(drawing, "g") if group.get("fill") == maps.OWN_LAND)
    window = next(each for each in find(drawing, "svg") if each.get("x"))
    for x, y in read_path(own[0].attrib["d"]):
        assert 0 <= x / GRAIN <= float(window.attrib["width"])
        assert 0 <= y / GRAIN <= float(window.attrib["height"])
