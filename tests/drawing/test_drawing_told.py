"""What is told at each point of a drawing: a name for all of it, and a label that shows beside the point."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from drawing.drawn import SPACE, check_inside, find_told, labels
from samspel.drawing.svg import Box, draw_document
from samspel.drawing.told import MOST_LINES, Told, draw_told

SIZE = (320, 240)
ROOM = Box(20.0, 10.0, 300.0, 200.0)


def draw(columns: list[Told], room: Box = ROOM, *, each_stops: bool = False) -> str:
    return draw_document(SIZE, "t", [draw_told(columns, room, each_stops=each_stops)])


def read_label(column: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in column[2].iter(f"{SPACE}text")]


@given(
    st.lists(st.floats(20, 300), unique=True, max_size=6).map(sorted),
    labels,
    st.lists(labels, max_size=12).map(tuple),
    st.floats(30, 200),
)
def test_labels_and_columns_stay_inside(points: list[float], head: str, lines: tuple[str, ...], bottom: float) -> None:
    check_inside(draw([Told(at, head, lines) for at in points], Box(20.0, 0.0, 300.0, bottom)))


def test_each_column_is_named_by_all_and_its_label_lies_on_the_other_side_and_is_hidden() -> None:
    first, last = find_told(draw([Told(30.0, "2001", ("a 1", "b 2")), Told(290.0, "2002", ("a 3",))]))
    assert [one[0].text for one in (first, last)] == ["2001: a 1; b 2", "2002: a 3"]
    assert read_label(last) == ["2002: a 3"], "a single value is a line"
    assert read_label(first) == ["2001", "a 1", "b 2"]
    assert float(first[2][0].attrib["x"]) > 160.0 > float(last[2][0].attrib["x"]) + float(last[2][0].attrib["width"])
    assert {one[2].get("display") for one in (first, last)} == {"none"}


def test_a_long_label_is_cut_with_a_mark_and_the_name_is_not() -> None:
    lines = tuple(f"line {number}" for number in range(30))
    (column,) = find_told(draw([Told(30.0, "2001", lines)]))
    assert read_label(column) == ["2001", *lines[: MOST_LINES - 1], "…"]
    assert (column[0].text or "").endswith("line 29")


def test_the_key_of_tab_goes_to_the_last_point_or_to_each() -> None:
    columns = [Told(30.0, "a", ()), Told(60.0, "b", ()), Told(90.0, "c", ())]
    assert [one.get("tabindex") for one in find_told(draw(columns))] == ["-1", "-1", "0"]
    assert {one.get("tabindex") for one in find_told(draw(columns, each_stops=True))} == {"0"}
    assert find_told(draw([])) == []
