from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing.drawn import MARKUP, SPACE, contrast, draw_sample_strip, find, texts, write
from samspel.drawing import svg
from samspel.drawing.bars import Bar, draw_bars
from samspel.drawing.courses import draw_course
from samspel.drawing.curves import COLOURS, Line
from samspel.drawing.strips import draw_strip


@pytest.mark.parametrize(
    "drawing",
    [
        draw_course([Line(MARKUP, (2001, 2002), (1.0, 2.0), True)], write, title=MARKUP),
        draw_bars([Bar(MARKUP, 1.0, True, MARKUP)], write, MARKUP, title=MARKUP),
        draw_strip([1.0], {MARKUP: 1.0}, 1.0, write, here_label=MARKUP, similar_label="", all_label="", title=MARKUP),
    ],
)
def test_text_is_escaped_and_the_title_comes_first(drawing: str) -> None:
    root = ElementTree.fromstring(drawing)
    assert root[0].tag == f"{SPACE}title"
    assert root[0].text == MARKUP
    assert MARKUP in texts(drawing)
    assert root.attrib["role"] == "img"


def test_text_is_never_small() -> None:
    drawings = [
        draw_course([Line("a", (2001, 2002), (1.0, 2.0), True)], write, title="t"),
        draw_bars([Bar("a", 1.0, True, "note")], write, "", title="t"),
        draw_sample_strip([1.0], {"a": 2.0}, 3.0),
    ]
    sizes = [float(text.get("font-size", svg.TEXT_PX)) for drawing in drawings for text in find(drawing, "text")]
    assert min(sizes) >= 12


@pytest.mark.parametrize("colour", [svg.INK, svg.MUTED, svg.EMPHASIS, svg.WARM, svg.ALERT, *COLOURS])
def test_text_colours_have_contrast(colour: str) -> None:
    assert contrast(colour) >= 4.5


def test_marks_have_contrast() -> None:
    assert contrast(svg.FAINT) >= 3.0


@given(st.text())
def test_any_text_gives_valid_xml(text: str) -> None:
    ElementTree.fromstring(svg.element("a", {"title": text}, svg.escape(text)))


@given(st.text(max_size=60), st.floats(30, 300), st.integers(1, 3))
def test_wrapped_text_fits(text: str, room: float, most: int) -> None:
    lines = svg.wrap_text(text, room, most)
    assert 1 <= len(lines) <= most
    assert all(svg.measure_text(line) <= room for line in lines)


@pytest.mark.parametrize(("value", "written"), [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (10.0, "10"), (0.5, "0.5")])
def test_coordinates_have_one_decimal(value: float, written: str) -> None:
    assert svg.tidy(value) == written
