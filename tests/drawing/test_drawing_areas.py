"""Maps of areas: each area once, in its class, and looks that hold in grey."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing.drawn import MARKUP, SPACE, contrast, find, read_points, texts
from samspel.drawing.areas import (
    COUNTRY_SIZE,
    LOWEST,
    SYMBOL_PX,
    TALLEST,
    Area,
    Entry,
    Larger,
    Look,
    Sheet,
    draw_country,
    draw_part,
    lay_out_country,
    lay_out_part,
)
from samspel.drawing.plane import GRAIN, MARGIN, Rings
from samspel.drawing.svg import LINE_PX, STEPS

KEY = [
    Entry(Look(STEPS[0]), "low"),
    Entry(Look(STEPS[4], "stripes"), "hinted"),
    Entry(Look(STEPS[4], "dots"), "answered"),
    Entry(Look("#6b6b6b", "hatch"), "blank for a reason that is so long that it has to go on over several lines"),
]


def make_square(column: int, row: int) -> Rings:
    """A square of fifty kilometres in a checked land."""
    west, south = 300_000.0 + column * 50_000, 6_200_000.0 + row * 50_000
    side = 50_000.0
    return [
        np.array(
            [(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
        )
    ]


def make_land(count: int) -> Sheet:
    squares = [make_square(number % 4, number // 4) for number in range(count)]
    return lay_out_country(squares, (), [Larger("Middle", (0,))])


def make_areas(entries: list[int]) -> list[Area]:
    return [
        Area(name=f"Place {number}", label=f"Place {number}: {entry}", address=f"/{number}/", entry=entry)
        for number, entry in enumerate(entries)
    ]


def find_whole(drawing: str) -> ElementTree.Element:
    """The group that holds the whole country, before what is drawn larger."""
    return next(child for child in ElementTree.fromstring(drawing) if child.tag == f"{SPACE}g")


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_each_area_is_drawn_once_in_the_look_of_its_class(entries: list[int]) -> None:
    drawing = draw_country(make_land(len(entries)), make_areas(entries), KEY, heading=("h",), title="t")
    found: dict[str, str] = {}
    for group in find_whole(drawing):
        for link in group.iter(f"{SPACE}a"):
            assert link.attrib["href"] not in found
            found[link.attrib["href"]] = group.attrib["fill"]
    fills = [STEPS[0], f"url(#stripes-{STEPS[4][1:]})", f"url(#dots-{STEPS[4][1:]})", "url(#hatch-6b6b6b)"]
    assert found == {f"/{number}/": fills[entry] for number, entry in enumerate(entries)}


def test_each_pattern_that_is_used_is_there_once_and_differs_from_the_others() -> None:
    drawing = draw_country(make_land(4), make_areas([0, 1, 2, 3]), KEY, heading=(), title="t")
    patterns = {
        each.attrib["id"]: ElementTree.tostring(each[0]) + ElementTree.tostring(each[1])
        for each in find(drawing, "pattern")
    }
    used = set(re.findall(r"url\(#([^)]+)\)", drawing))
    assert set(patterns) == used
    assert len(set(patterns.values())) == len(patterns) == 3


def test_classes_grow_darker_so_that_they_hold_in_grey() -> None:
    dark = [contrast(step) for step in STEPS]
    assert all(after / before >= 1.4 for before, after in pairwise(dark))


def test_links_stand_outside_the_tab_order_and_say_what_they_are() -> None:
    links = find(draw_country(make_land(3), make_areas([0, 1, 2]), KEY, heading=(), title="t"), "a")
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert {link[0].text for link in links} == {"Place 0: 0", "Place 1: 1", "Place 2: 2"}


def test_the_key_says_each_class_and_the_heading_and_the_foot_are_written() -> None:
    drawing = draw_country(
        make_land(4), make_areas([0, 1, 2, 3]), KEY, heading=("Measure", "per cent, 2024"), title="t", foot=("Source",)
    )
    written = texts(drawing)
    assert {"low", "hinted", "answered", "Measure", "per cent, 2024", "Source", "Middle"} <= set(written)
    assert any(line.startswith("blank for a reason") for line in written)


@pytest.mark.parametrize("marked", [0, 3])
def test_a_marked_area_has_a_dark_outline_and_its_name(marked: int) -> None:
    sheet, areas = make_land(4), make_areas([0, 1, 2, 3])
    drawing = draw_country(sheet, areas, KEY, heading=(), title="t", marked=marked)
    assert f"Place {marked}" in texts(drawing)
    outlined = [path.attrib["d"] for path in find(drawing, "path") if path.get("fill") == "none"]
    assert sheet.whole.paths[marked] in outlined


def test_a_part_names_its_areas_and_cuts_off_what_lies_around() -> None:
    squares = [make_square(0, 0), make_square(1, 0)]
    sheet = lay_out_part(squares, [make_square(2, 0), make_square(9, 9)])
    assert len(sheet.around) == 1, "land far away is not drawn"
    drawing = draw_part(sheet, make_areas([0, 3]), KEY, heading=("Measure",), title="t", marked=1)
    assert {"Place 0", "Place 1", "Measure", "low"} <= set(texts(drawing))
    root = ElementTree.fromstring(drawing)
    height = float(root.attrib["height"])
    assert all(0 < float(text.attrib["y"]) < height for text in root.findall(f"{SPACE}text"))


def test_words_are_escaped() -> None:
    area = Area(name=MARKUP, label=MARKUP, address='/x?a=1&b="2"', entry=0)
    drawing = draw_country(
        make_land(1), [area], [Entry(Look(STEPS[0]), MARKUP)], heading=(MARKUP,), title=MARKUP, marked=0
    )
    assert ElementTree.fromstring(drawing)[0].text == MARKUP
    assert find(drawing, "a")[0].attrib["href"] == '/x?a=1&b="2"'


def make_dot(column: float, row: float, side: float = 200.0) -> Rings:
    west, south = 300_000.0 + column * 50_000, 6_200_000.0 + row * 50_000
    corners = [(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
    return [np.array(corners)]


@pytest.mark.parametrize(("is_small", "rings"), [(True, 2), (False, 0)])
def test_a_small_marked_area_gets_a_ring_and_a_large_one_none(is_small: bool, rings: int) -> None:
    squares = [make_square(0, 0), make_square(5, 9), make_dot(3, 5) if is_small else make_square(3, 5)]
    sheet = lay_out_country(squares, (), ())
    drawing = draw_country(sheet, make_areas([0, 0, 0]), KEY[:1], heading=(), title="t", marked=2)
    assert len(find(drawing, "circle")) == rings


@pytest.mark.parametrize(("column", "anchor"), [(0, "start"), (5, "end")])
def test_a_marked_areas_name_stands_within_the_paper(column: int, anchor: str) -> None:
    squares = [make_square(0, 0), make_square(5, 9), make_square(column, 4)]
    areas = [
        replace(area, name=f"A place with a long name {number}") for number, area in enumerate(make_areas([0] * 3))
    ]
    sheet = lay_out_country(squares, (), ())
    drawing = draw_country(sheet, areas, KEY[:1], heading=(), title="t", marked=2)
    (name,) = [text for text in find(drawing, "text") if text.text == areas[2].name]
    assert name.get("text-anchor", "start") == anchor
    assert all(
        sheet.whole.box.left <= x <= sheet.whole.box.right for x, _ in read_points(ElementTree.tostring(name).decode())
    )


def test_of_names_that_would_cover_each_other_the_marked_and_then_the_largest_are_written() -> None:
    """Three areas about one point, by size the last, the middle, the first."""
    around = [make_dot(0.5 - side / 1e5, 0.5 - side / 1e5, side) for side in (10_000.0, 30_000.0, 50_000.0)]
    sheet, areas = lay_out_part(around, ()), make_areas([0, 0, 0])
    for marked, name in ((None, "Place 2"), (0, "Place 0"), (1, "Place 1")):
        drawing = draw_part(sheet, areas, KEY[:1], heading=(), title="t", marked=marked)
        assert [word for word in texts(drawing) if word.startswith("Place")] == [name]


def test_an_areas_name_stands_at_its_mainland() -> None:
    """At the longest of its outlines, however small the others are and wherever they lie."""
    mainland = np.array([(300_000.0 + 1000 * at, 6_200_000.0 + 1000 * (at % 2)) for at in range(40)])
    island = make_dot(3, 3)[0]
    for rings in ([island, mainland], [mainland, island]):
        sheet = lay_out_part([rings], ())
        west, north, east, south = sheet.spans[0]
        assert east - west > 10
        assert south > sheet.whole.box.bottom / 2 or north > 1


def test_an_area_without_an_address_is_no_link() -> None:
    areas = [replace(area, address="") for area in make_areas([0, 1])]
    drawing = draw_country(make_land(2), areas, KEY, heading=(), title="t")
    assert not find(drawing, "a")
    assert "Place 0: 0" in drawing


def test_a_part_is_neither_too_tall_nor_too_low() -> None:
    tall, low = [make_square(0, row) for row in range(9)], [make_square(column, 0) for column in range(9)]
    heights = [
        sheet.whole.box.bottom - sheet.whole.box.top for sheet in (lay_out_part(tall, ()), lay_out_part(low, ()))
    ]
    assert heights == [TALLEST, LOWEST]


def test_an_area_is_marked_where_it_is_drawn_larger_too_and_lines_lie_over_the_whole_alone() -> None:
    squares = [make_square(0, 0), make_square(3, 9)]
    line = np.array([(300_000.0, 6_200_000.0), (350_000.0, 6_250_000.0)])
    sheet = lay_out_country(squares, [line], [Larger("Middle", (0,))])
    drawing = draw_country(sheet, make_areas([0, 0]), KEY[:1], heading=(), title="t", marked=0)
    (window,) = sheet.larger
    outlined = [path.attrib["d"] for path in find(drawing, "path") if path.get("fill") == "none"]
    assert outlined.count(window.paths[0]) == 2, "dark on light"
    assert outlined.count(sheet.lines) == 1


def test_rows_of_the_key_never_cover_each_other_and_each_pattern_is_there_once() -> None:
    key = [KEY[3], KEY[3], Entry(Look(STEPS[0]), "last")]
    drawing = draw_country(make_land(1), make_areas([0]), key, heading=(), title="t")
    rows = [float(text.attrib["y"]) for text in find(drawing, "text") if text.text != "Middle"]
    assert all(after - before >= LINE_PX - 1 for before, after in pairwise(sorted(rows)))
    boxes = [float(rect.attrib["y"]) for rect in find(drawing, "rect") if rect.get("stroke-width") == "8"]
    assert len({each.attrib["id"] for each in find(drawing, "pattern")}) == len(find(drawing, "pattern")) == 1
    assert len(boxes) in (0, len(key))


def test_a_key_without_a_heading_begins_at_the_top() -> None:
    drawing = draw_country(make_land(1), make_areas([0]), KEY, heading=(), title="t")
    side = f"{SYMBOL_PX * GRAIN:g}"
    symbols = [rect for rect in find(drawing, "rect") if rect.get("width") == side]
    assert len(symbols) == len(KEY)
    assert float(symbols[0].attrib["y"]) == MARGIN * GRAIN


def test_without_a_foot_there_is_no_room_for_one() -> None:
    drawn = [
        ElementTree.fromstring(draw_country(make_land(1), make_areas([0]), KEY, heading=(), title="t", foot=foot))
        for foot in ((), ("Source",))
    ]
    assert float(drawn[0].attrib["height"]) == COUNTRY_SIZE[1] < float(drawn[1].attrib["height"])
