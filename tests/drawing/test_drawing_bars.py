import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drawing.drawn import check_inside, find, finite, labels, sizes, texts, write
from samspel.drawing.bars import Bar, draw_bars

bars = st.builds(Bar, labels, st.none() | finite, st.booleans(), labels)


@given(st.lists(bars, max_size=8), sizes)
@example([Bar("a", 1.7e308, True, ""), Bar("b", -1.7e308, False, "")], (360, 280))
@example([Bar("a", 0.0, True, ""), Bar("b", None, False, "")], (640, 320))
def test_bars_stay_inside(items: list[Bar], size: tuple[int, int]) -> None:
    check_inside(draw_bars(items, write, "no figure", (size[0], None), title="t"))
    check_inside(draw_bars(items, write, "no figure", size, title="t"))


def test_bars_start_at_zero_and_keep_their_proportions() -> None:
    drawing = draw_bars([Bar("a", 20.0, True, ""), Bar("b", -10.0, False, "")], write, "blank", title="t")
    positive, negative = (element.attrib for element in find(drawing, "rect")[1:])
    assert float(positive["width"]) == pytest.approx(2 * float(negative["width"]), abs=0.2)
    assert float(negative["x"]) + float(negative["width"]) == pytest.approx(float(positive["x"]), abs=0.2)


def test_a_blank_bar_says_so() -> None:
    drawing = draw_bars([Bar("a", 20.0, True, "2021"), Bar("b", None, False, "")], write, "no figure", title="t")
    assert len(find(drawing, "rect")) == 2
    assert {"no figure", "2021", "20"} <= set(texts(drawing))
