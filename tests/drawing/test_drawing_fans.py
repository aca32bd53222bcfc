import math

from hypothesis import example, given
from hypothesis import strategies as st

from drawing.drawn import (
    check_inside,
    courses,
    find,
    find_told,
    finite,
    labels,
    lines_drawn,
    read_path,
    sizes,
    texts,
    write,
)
from samspel.drawing.curves import Line
from samspel.drawing.fans import Fan, draw_fan


@st.composite
def fans(draw: st.DrawFn) -> Fan:
    years = draw(st.lists(st.integers(1750, 2100), unique=True, max_size=12).map(sorted))
    number = finite | st.sampled_from([math.nan, math.inf])
    marks = st.lists(number, min_size=5, max_size=5).map(tuple)
    return Fan(draw(labels), tuple(years), tuple(draw(marks) for _ in years))


def draw_sample_fan(fan: Fan, lines: list[Line], size: tuple[int, int] = (640, 320)) -> str:
    return draw_fan(fan, lines, write, size, wide_label="8 of 10", narrow_label="5 of 10", title="t")


def make_fan(first: int = 2024, count: int = 4) -> Fan:
    steps = [(-2.0 * n, -1.0 * n, 0.0, 1.0 * n, 2.0 * n) for n in range(count)]
    return Fan("with events", tuple(range(first, first + count)), tuple(steps))


@given(fans(), st.lists(courses(), max_size=3), sizes)
@example(Fan("huge", (2000, 2001), ((-1.7e308, 0.0, 0.0, 0.0, 1.7e308),) * 2), [], (440, 290))
@example(Fan("flat", (2000, 2001), ((7.0,) * 5,) * 2), [], (320, 240))
@example(Fan("one", (2000,), ((1.0, 2.0, 3.0, 4.0, 5.0),)), [], (640, 320))
@example(Fan("nothing", (2000,), ((math.nan,) * 5,)), [], (640, 320))
def test_fan_stays_inside(fan: Fan, lines: list[Line], size: tuple[int, int]) -> None:
    drawing = draw_sample_fan(fan, lines, size)
    check_inside(drawing)
    assert drawing == draw_sample_fan(fan, lines, size)


def test_bands_of_a_fan_differ_in_lightness_and_have_edges() -> None:
    areas = [path.attrib for path in find(draw_sample_fan(make_fan(), []), "path") if path.get("fill") != "none"]
    wide, narrow = (area["fill"] for area in areas)
    light, dark = (sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in (wide, narrow))
    assert light - dark > 100
    edges = [path for path in find(draw_sample_fan(make_fan(), []), "path") if path.get("stroke-width") == "1.2"]
    assert len(edges) == 2
    assert len({edge.attrib["stroke"] for edge in edges}) == 2


def test_a_fan_has_its_title_key_and_lines() -> None:
    line = Line("without events", (2024, 2027), (0.0, 1.0), emphasis=False)
    drawing = draw_sample_fan(make_fan(), [line])
    assert find(drawing, "title")[0].text == "t"
    assert {"with events", "without events", "8 of 10", "5 of 10", "2024", "2027"} <= set(texts(drawing))
    assert len(lines_drawn(drawing)) == 2


def test_a_year_without_numbers_parts_the_fan() -> None:
    whole = make_fan(count=7)
    marks = (*whole.marks[:3], (math.nan,) * 5, *whole.marks[4:])
    drawing = draw_sample_fan(Fan(whole.label, whole.years, marks), [])
    assert len([path for path in find(drawing, "path") if path.get("fill") not in ("none", None)]) == 4
    assert len(lines_drawn(drawing)) == 2


def test_the_wide_band_holds_the_narrow() -> None:
    areas = [path.attrib["d"] for path in find(draw_sample_fan(make_fan(), []), "path") if path.get("fill") != "none"]
    (wide, narrow) = ([y for _, y in read_path(area)] for area in areas)
    assert min(wide) < min(narrow) < max(narrow) < max(wide)


def test_each_year_of_a_fan_tells_its_middle_the_other_lines_and_both_bands() -> None:
    line = Line("without events", (2024, 2027), (0.0, 1.0), emphasis=False)
    first, *_, last = find_told(draw_sample_fan(make_fan(), [line]))
    assert last[0].text == "2027: with events: 0; without events: 1; 8 of 10: -6 – 6; 5 of 10: -3 – 3"
    assert first[0].text == "2024: with events: 0; without events: 0"


def test_a_year_without_width_is_told_as_known_and_not_as_a_band() -> None:
    fan = Fan(
        "course", (2024, 2025), ((12843.999999999998, 12844.0, 12844.0, 12844.0, 12844.000000000002), (1, 2, 3, 4, 5))
    )
    drawing = draw_fan(fan, [], write, wide_label="8 of 10", narrow_label="5 of 10", title="t", known="known")
    first, second = find_told(drawing)
    assert first[0].text == f"2024: course: {write(12844.0)}; known"
    assert "8 of 10" in (second[0].text or "")
    assert "known" not in (second[0].text or "")
