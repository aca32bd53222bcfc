"""The map of a shift: classes told apart without colour, everything on the paper, names that are only words."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.drawing.map_marks import MapPoint
from samspel.drawing.reach_map import CLASS_NAMES, SIZE, Home, classify, draw_reach_map
from samspel.drawing.svg import STEPS

KEY = [*CLASS_NAMES, "workplace"]
SITE = MapPoint(56.2, 18.55, "Works", "site", 1.0)
SVG = "{http://www.w3.org/2000/svg}"


def draw(homes: list[Home], site: MapPoint = SITE, notice: str = "") -> ET.Element:
    return ET.fromstring(
        draw_reach_map(homes, site, [], scale_label=lambda km: f"{km} km", title="T", key=KEY, notice=notice)
    )


def list_marks(svg: ET.Element) -> dict[str, ET.Element]:
    """The groups of discs and the workplace by their names."""
    return {title.text or "": group for group in svg.iter(f"{SVG}g") for title in group.findall(f"{SVG}title")}


@pytest.mark.parametrize(
    ("share", "number"),
    [(0.0, 0), (0.004, 0), (0.005, 1), (0.25, 1), (0.26, 2), (0.5, 2), (0.75, 3), (0.76, 4), (1.0, 4)],
)
def test_classes_part_at_the_quarters(share: float, number: int) -> None:
    assert classify(share) == number


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_never_has_a_lower_class(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= classify(low) <= classify(high) < len(STEPS)


def test_each_class_has_a_shape_of_its_own() -> None:
    """Told apart with every colour taken away."""
    homes = [Home(56.2 + n / 10, 18.5, 1000.0, n / 4, f"{n}") for n in range(len(STEPS))]
    marks = list_marks(draw(homes))
    shapes = set()
    for one in homes:
        drawn = "".join(ET.tostring(child, encoding="unicode") for child in list(marks[one.words])[1:])
        shapes.add(re.sub(r' (?:fill|stroke)="[^"]*"', "", drawn))
    assert len(shapes) == len(STEPS)


@given(
    st.lists(
        st.builds(
            Home, st.floats(55.5, 69), st.floats(11, 24), st.floats(0, 1e6), st.floats(0, 1), st.text(max_size=60)
        ),
        max_size=30,
    )
)
def test_every_mark_is_on_the_paper(homes: list[Home]) -> None:
    svg = draw(homes)
    moved = re.findall(r'<[^>]*g transform="translate\(([-\d.]+) ([-\d.]+)\)"', ET.tostring(svg, encoding="unicode"))
    assert len(moved) >= len(homes) + 1
    assert all(0 <= float(x) <= SIZE[0] and 0 <= float(y) <= SIZE[1] for x, y in moved)


def test_larger_localities_have_larger_discs_and_the_workplace_is_named() -> None:
    svg = draw([Home(56.2, 18.5, 400.0, 1.0, "small"), Home(56.4, 18.7, 40_000.0, 1.0, "large")])
    marks = list_marks(svg)
    small, large = (float(marks[name].findall(f"{SVG}circle")[0].attrib["r"]) for name in ("small", "large"))
    assert large > 2 * small
    assert "Works" in [text.text for text in svg.iter(f"{SVG}text")]


def test_names_are_words_and_the_notice_stands_in_the_map() -> None:
    evil = '</title><script>alert("1")</script>'
    svg = draw([Home(56.2, 18.5, 400.0, 1.0, evil)], MapPoint(56.3, 18.5, evil, "site", 1.0), notice="Made up")
    assert not list(svg.iter(f"{SVG}script"))
    assert "Made up" in [text.text for text in svg.iter(f"{SVG}text")]
