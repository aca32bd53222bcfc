import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drawing.drawn import YEARS, check_inside, courses, find, find_told, lines_drawn, read_text_box, sizes, texts, write
from samspel.drawing.courses import draw_course, spread
from samspel.drawing.curves import Line


@given(st.lists(courses(), max_size=8), sizes)
@example([Line("one", (2020,), (5.0,), True)], (640, 320))
@example([Line("flat", YEARS, (7.0,) * 35, True)], (640, 320))
@example([Line("nothing", YEARS, (None,) * 35, True)], (640, 320))
@example([Line("huge", (2000, 2001), (1.7e308, -1.7e308), True)], (640, 320))
@example([Line("tiny", (2000, 2001), (5e-324, 1e-300), True)], (640, 320))
@example([Line("zero", (2000, 2001), (0.0, 0.0), True)], (640, 320))
def test_course_stays_inside(lines: list[Line], size: tuple[int, int]) -> None:
    drawing = draw_course(lines, write, size, title="t")
    check_inside(drawing)
    assert drawing == draw_course(lines, write, size, title="t")


def test_each_year_tells_what_every_line_has_there_in_a_column_of_its_own() -> None:
    lines = [Line("b", (2000, 2004), (3.0, 4.0), False), Line("a", (2000, 2002, 2004), (1.0, None, 2.0), True)]
    drawing = draw_course(lines, write, title="t")
    columns = find_told(drawing)
    assert [one[0].text for one in columns] == ["2000: a 1; b 3", "2004: a 2; b 4"]
    left, right = (float(one[1].attrib["x"]) for one in columns)
    assert left + float(columns[0][1].attrib["width"]) == pytest.approx(right, abs=0.1)
    alone = draw_course([Line("a", (2000,), (1.0,), True)], write, title="t")
    assert "2000: 1" in {one.text for one in find(alone, "title")}


def test_a_lone_year_is_a_dot_without_a_line() -> None:
    drawing = draw_course([Line("lone", (2010, 2011, 2012), (None, 2.0, None), True)], write, title="t")
    assert not lines_drawn(drawing)
    assert len(find(drawing, "circle")) == 1


def test_every_sparse_year_has_a_dot_and_dense_years_only_beside_what_is_missing() -> None:
    sparse = Line("sparse", (2000, 2004, 2008), (1.0, 2.0, 3.0), True)
    dense = Line("dense", tuple(year for year in YEARS if year != 2020), tuple(map(float, range(34))), True)
    assert len(find(draw_course([sparse], write, title="t"), "circle")) == 3
    assert len(find(draw_course([dense], write, (320, 240), title="t"), "circle")) == 4


@given(st.lists(st.floats(-1000, 1000), min_size=2, max_size=8))
def test_line_labels_do_not_overlap(ends: list[float]) -> None:
    lines = [Line(f"line number {n}", (2001, 2002), (0.0, end), n == 0) for n, end in enumerate(ends)]
    drawing = draw_course(lines, write, title="t")
    boxes = [read_text_box(text) for text in find(drawing, "text") if (text.text or "").startswith("line")]
    assert len(boxes) == len(lines)
    assert not any(box.overlaps(other) for box in boxes for other in boxes if box is not other)


def test_labels_without_room_are_those_without_emphasis() -> None:
    lines = [Line(f"line {number}", (2001, 2002), (1.0, 2.0), number == 39) for number in range(40)]
    written = texts(draw_course(lines, write, title="t"))
    assert "line 39" in written
    assert "line 38" not in written


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 30)), min_size=1, max_size=9))
def test_spread_keeps_order_room_and_place(items: list[tuple[float, float]]) -> None:
    wanted, heights = sorted(middle for middle, _ in items), [height for _, height in items]
    middles = spread(wanted, heights, 0.0, 300.0)
    for row in range(1, len(items)):
        assert middles[row] - middles[row - 1] >= (heights[row] + heights[row - 1]) / 2 - 1e-6
    assert middles[0] - heights[0] / 2 >= -1e-6
    assert middles[-1] + heights[-1] / 2 <= 300 + 1e-6


def test_spread_leaves_what_has_room() -> None:
    assert spread([50.0, 100.0, 200.0], [20.0, 20.0, 20.0], 0.0, 300.0) == pytest.approx([50.0, 100.0, 200.0])
