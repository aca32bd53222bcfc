import math
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samspel.drawing import charts, svg
from samspel.drawing.charts import Bar, Fan, Line, draw_bars, draw_course, draw_fan, draw_strip, spread

SPACE = "{http://www.w3.org/2000/svg}"
YEARS = tuple(range(1990, 2025))
MARKUP = 'Å & <b>"x"</b>'

Point = tuple[float, float]


def write(value: float) -> str:
    return f"{value:.6g}"


def write_whole(value: float) -> str:
    return f"{value:.0f}"


def read_points(drawing: str) -> Iterator[Point]:
    """Every coordinate drawn, circles and texts with the corners of what surrounds them."""
    yield from _read(ElementTree.fromstring(drawing), (0.0, 0.0))


def _read(element: ElementTree.Element, origin: Point) -> Iterator[Point]:
    numbers = {key: float(value) for key, value in element.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
    if moved := re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", "")):
        origin = (origin[0] + float(moved[1]), origin[1] + float(moved[2]))
    at = (origin[0] + numbers.get("x", 0.0), origin[1] + numbers.get("y", 0.0))
    match element.tag.removeprefix(SPACE):
        case "rect":
            yield at
            yield at[0] + numbers["width"], at[1] + numbers["height"]
        case "line":
            yield origin[0] + numbers["x1"], origin[1] + numbers["y1"]
            yield origin[0] + numbers["x2"], origin[1] + numbers["y2"]
        case "circle":
            x, y = origin[0] + numbers.get("cx", 0.0), origin[1] + numbers.get("cy", 0.0)
            yield x - numbers["r"], y - numbers["r"]
            yield x + numbers["r"], y + numbers["r"]
        case "text":
            box = read_text_box(element)
            yield origin[0] + box.left, origin[1] + box.top
            yield origin[0] + box.right, origin[1] + box.bottom
        case "path":
            yield from ((origin[0] + x, origin[1] + y) for x, y in read_path(element.attrib["d"]))
    for child in element:
        yield from _read(child, origin)


def read_path(steps: str) -> list[Point]:
    points, x, y = [], 0.0, 0.0
    for command, arguments in re.findall(r"([A-Za-z])([^A-Za-z]*)", steps):
        given = [float(number) for number in re.findall(r"-?[\d.]+", arguments)]
        if command in "Zz":
            continue
        if command in "HVhv":
            across = given[0] if command in "Hh" else (x if command == "V" else 0.0)
            down = given[0] if command in "Vv" else (y if command == "H" else 0.0)
        else:
            across, down = given
        x, y = (across, down) if command.isupper() else (x + across, y + down)
        points.append((x, y))
    return points


def read_text_box(element: ElementTree.Element) -> svg.Box:
    px = float(element.get("font-size", svg.TEXT_PX))
    width = svg.measure_text(element.text or "", px, bold=element.get("font-weight") == "bold")
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
    left, baseline = float(element.attrib["x"]) - share * width, float(element.attrib["y"])
    return svg.Box(left, baseline - 0.7 * px, left + width, baseline + 0.2 * px)


def check_inside(drawing: str) -> None:
    box = ElementTree.fromstring(drawing).attrib["viewBox"].split()
    width, height = float(box[2]), float(box[3])
    for x, y in read_points(drawing):
        assert -0.2 <= x <= width + 0.2
        assert -0.2 <= y <= height + 0.2


def find(drawing: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing).iter(SPACE + tag))


def texts(drawing: str) -> list[str]:
    return [element.text or "" for element in find(drawing, "text")]


def lines_drawn(drawing: str) -> list[str]:
    """The paths of the courses, without markers and leaders."""
    return [path.attrib["d"] for path in find(drawing, "path") if path.get("stroke-linejoin") == "round"]


def draw_sample_strip(values: list[float], similar: list[float], here: float | None, width: int = 640) -> str:
    return draw_strip(
        values,
        similar,
        here,
        write,
        here_label="here",
        similar_label="similar",
        all_label="all",
        size=(width, 120),
        title="t",
    )


finite = st.floats(allow_nan=False, allow_infinity=False)
labels = st.text(max_size=40)
sizes = st.sampled_from([(320, 240), (360, 280), (640, 320)])


@st.composite
def courses(draw: st.DrawFn) -> Line:
    years = draw(st.lists(st.integers(1750, 2100), unique=True, max_size=12).map(sorted))
    values = draw(st.lists(st.none() | finite, min_size=len(years), max_size=len(years)))
    return Line(draw(labels), tuple(years), tuple(values), draw(st.booleans()))


bars = st.builds(Bar, labels, st.none() | finite, st.booleans(), labels)


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


@given(st.lists(bars, max_size=8), sizes)
@example([Bar("a", 1.7e308, True, ""), Bar("b", -1.7e308, False, "")], (360, 280))
@example([Bar("a", 0.0, True, ""), Bar("b", None, False, "")], (640, 320))
def test_bars_stay_inside(items: list[Bar], size: tuple[int, int]) -> None:
    check_inside(draw_bars(items, write, "no figure", (size[0], None), title="t"))
    check_inside(draw_bars(items, write, "no figure", size, title="t"))


@given(st.lists(finite, max_size=20), st.lists(finite, max_size=5), st.none() | finite, labels, sizes)
@example([1.7e308, -1.7e308], [], 0.0, "x", (640, 320))
@example([3.0], [], None, "x", (640, 320))
def test_strip_stays_inside(
    values: list[float], similar: list[float], here: float | None, label: str, size: tuple[int, int]
) -> None:
    drawing = draw_strip(
        values,
        similar,
        here,
        write,
        here_label=label,
        similar_label=label,
        all_label=label,
        size=(size[0], 120),
        title="t",
    )
    check_inside(drawing)


def test_none_breaks_the_line_but_an_absent_year_does_not() -> None:
    gap = Line("gap", (2010, 2011, 2012, 2013, 2014), (1.0, 2.0, None, 3.0, 4.0), True)
    absent = Line("absent", (2010, 2011, 2013, 2014), (1.0, 2.0, 3.0, 4.0), True)
    assert lines_drawn(draw_course([gap], write, title="t"))[0].count("M") == 2
    assert lines_drawn(draw_course([absent], write, title="t"))[0].count("M") == 1


def test_a_lone_year_is_a_dot_without_a_line() -> None:
    drawing = draw_course([Line("lone", (2010, 2011, 2012), (None, 2.0, None), True)], write, title="t")
    assert not lines_drawn(drawing)
    assert len(find(drawing, "circle")) == 1


def test_every_sparse_year_has_a_dot_and_dense_years_only_beside_what_is_missing() -> None:
    sparse = Line("sparse", (2000, 2004, 2008), (1.0, 2.0, 3.0), True)
    dense = Line("dense", tuple(year for year in YEARS if year != 2020), tuple(map(float, range(34))), True)
    assert len(find(draw_course([sparse], write, title="t"), "circle")) == 3
    assert len(find(draw_course([dense], write, (320, 240), title="t"), "circle")) == 4


def test_years_may_come_in_any_order() -> None:
    ascending = Line("a", (2001, 2002), (1.0, 2.0), True)
    descending = Line("a", (2002, 2001), (2.0, 1.0), True)
    assert draw_course([ascending], write, title="t") == draw_course([descending], write, title="t")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((30.0, 90.0), True),
        ((31.0, 90.0), False),
        ((-90.0, -30.0), True),
        ((-1.0, 1.0), True),
        ((5.0, 5.0), False),
    ],
)
def test_zero_is_shown_only_when_near(values: tuple[float, float], expected: bool) -> None:
    line = Line("a", (2001, 2002), values, True)
    assert ("0" in texts(draw_course([line], write, title="t"))) is expected


@pytest.mark.parametrize("values", [(1.0, 3.0), (39_000.0, 41_200.0), (0.1, 0.3), (7.0, 7.0), (99.0, 101.0)])
@pytest.mark.parametrize("written", [write, write_whole])
def test_three_to_five_ticks_that_differ(values: tuple[float, float], written: Callable[[float], str]) -> None:
    drawing = draw_course([Line("a", (2001, 2002), values, True)], written, title="t")
    ticks = [element.text for element in find(drawing, "text") if element.get("text-anchor") == "end"]
    assert 3 <= len(ticks) <= 5
    assert len(set(ticks)) == len(ticks)


def test_the_last_year_is_always_written() -> None:
    line = Line("a", YEARS, tuple(map(float, range(35))), True)
    for width in (320, 360, 640, 1000):
        assert "2024" in texts(draw_course([line], write, (width, 300), title="t"))


def test_lines_are_told_apart_without_colour() -> None:
    lines = [Line(str(number), (2001, 2002), (1.0, float(number)), number == 0) for number in range(5)]
    paths = [p for p in find(draw_course(lines, write, title="t"), "path") if p.get("stroke-linejoin") == "round"]
    looks = {(path.get("stroke-width"), path.get("stroke-dasharray")) for path in paths}
    assert len(looks) == len(lines)
    assert [path.get("stroke-width") for path in paths if path.get("stroke-dasharray") is None] == ["3"]


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


def test_bars_start_at_zero_and_keep_their_proportions() -> None:
    drawing = draw_bars([Bar("a", 20.0, True, ""), Bar("b", -10.0, False, "")], write, "blank", title="t")
    positive, negative = (element.attrib for element in find(drawing, "rect")[1:])
    assert float(positive["width"]) == pytest.approx(2 * float(negative["width"]), abs=0.2)
    assert float(negative["x"]) + float(negative["width"]) == pytest.approx(float(positive["x"]), abs=0.2)


def test_a_blank_bar_says_so() -> None:
    drawing = draw_bars([Bar("a", 20.0, True, "2021"), Bar("b", None, False, "")], write, "no figure", title="t")
    assert len(find(drawing, "rect")) == 2
    assert {"no figure", "2021", "20"} <= set(texts(drawing))


def test_strip_shows_all_similar_and_here() -> None:
    drawing = draw_sample_strip([1.0, 2.0, 3.0, 4.0], [2.0, 3.0], 4.0)
    ticks = next(path for path in find(drawing, "path"))
    rings = [circle for circle in find(drawing, "circle") if circle.get("fill") == "none"]
    dots = [circle for circle in find(drawing, "circle") if circle.get("fill") != "none"]
    assert ticks.attrib["d"].count("M") == 4
    assert len(rings) == 3  # two places and the key
    assert [float(dot.attrib["cx"]) for dot in dots] == [max(float(ring.get("cx", 0)) for ring in dots)]


def test_strip_without_a_value_here_has_no_dot() -> None:
    drawing = draw_sample_strip([1.0, 2.0], [], None)
    assert not find(drawing, "circle")
    assert "here" in texts(drawing)
    assert "similar" not in texts(drawing)


def test_values_that_are_not_finite_are_blanks() -> None:
    line = Line("a", (2001, 2002, 2003), (1.0, math.nan, math.inf), True)
    blank = Line("a", (2001, 2002, 2003), (1.0, None, None), True)
    assert draw_course([line], write, title="t") == draw_course([blank], write, title="t")


@pytest.mark.parametrize(
    "drawing",
    [
        draw_course([Line(MARKUP, (2001, 2002), (1.0, 2.0), True)], write, title=MARKUP),
        draw_bars([Bar(MARKUP, 1.0, True, MARKUP)], write, MARKUP, title=MARKUP),
        draw_strip([1.0], [1.0], 1.0, write, here_label=MARKUP, similar_label="", all_label="", title=MARKUP),
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
        draw_sample_strip([1.0], [2.0], 3.0),
    ]
    sizes = [float(text.get("font-size", svg.TEXT_PX)) for drawing in drawings for text in find(drawing, "text")]
    assert min(sizes) >= 12


@pytest.mark.parametrize("colour", [svg.INK, svg.MUTED, svg.EMPHASIS, svg.WARM, svg.ALERT, *charts.COLOURS])
def test_text_colours_have_contrast(colour: str) -> None:
    assert contrast(colour) >= 4.5


def test_marks_have_contrast() -> None:
    assert contrast(svg.FAINT) >= 3.0


def contrast(colour: str) -> float:
    """Contrast to white paper as WCAG 2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 1.05 / (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


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
