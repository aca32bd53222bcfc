"""Spans of several places lie along one axis, and nothing falls outside."""

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from drawing.drawn import check_inside, finite, labels, texts, write_whole
from samspel.drawing.spans import Group, Span, SpanWords, draw_spans

WORDS = SpanWords("middle", "8 of 10", "5 of 10", "blank")
numbers = finite | st.sampled_from([math.nan, math.inf])
spans = st.builds(Span, labels, st.lists(numbers, min_size=5, max_size=5).map(tuple))
groups = st.lists(st.builds(Group, labels, st.lists(spans, max_size=3).map(tuple)), max_size=4)


def find_bars(drawing: str) -> list[tuple[float, float]]:
    """Start and width of each wide band, from the top; the last is that of the key."""
    found = re.findall(r'<rect x="([-\d.]+)" y="[-\d.]+" width="([\d.]+)" height="10"', drawing)
    return [(float(start), float(width)) for start, width in found]


@given(groups, st.integers(320, 900))
def test_nothing_falls_outside(drawn: list[Group], width: int) -> None:
    check_inside(draw_spans(drawn, write_whole, width, WORDS, title="t"))


def test_all_places_share_one_axis() -> None:
    here = Group("Here", (Span("after 1", (0.0, 1.0, 2.0, 3.0, 4.0)),))
    there = Group("There", (Span("after 1", (0.0, 10.0, 20.0, 30.0, 40.0)),))
    drawing = draw_spans([here, there], write_whole, 440, WORDS, title="t")
    (first, short), (second, long), _ = find_bars(drawing)
    assert first == second
    assert abs(long - 10 * short) < 1.0
    assert {"Here", "There", "middle", "8 of 10", "5 of 10"} <= set(texts(drawing))


def test_what_does_not_exist_is_a_blank_and_no_bar() -> None:
    drawing = draw_spans([Group("Here", (Span("after 1", (math.nan,) * 5),))], write_whole, 440, WORDS, title="t")
    assert len(find_bars(drawing)) == 1
    assert "blank" in texts(drawing)
