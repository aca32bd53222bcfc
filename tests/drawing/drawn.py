"""What the tests of drawings read out of them."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from hypothesis import strategies as st

from samspel.drawing import svg
from samspel.drawing.curves import Line
from samspel.drawing.strips import draw_strip

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
            given = [across, down]
        for across, down in zip(given[::2], given[1::2], strict=True):
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
    """All that are drawn; the labels of points show under a pointer alone."""
    root = ElementTree.fromstring(drawing)
    hidden = {within for one in root.iter() if one.get("display") == "none" for within in one.iter()}
    return [one for one in root.iter(SPACE + tag) if one not in hidden]


def find_told(drawing: str) -> list[ElementTree.Element]:
    """The columns that tell something."""
    return [one for one in find(drawing, "g") if one.get("tabindex")]


def texts(drawing: str) -> list[str]:
    return [element.text or "" for element in find(drawing, "text")]


def lines_drawn(drawing: str) -> list[str]:
    """The paths of the courses, without markers and leaders."""
    return [path.attrib["d"] for path in find(drawing, "path") if path.get("stroke-linejoin") == "round"]


def draw_sample_strip(values: list[float], similar: dict[str, float], here: float | None, width: int = 640) -> str:
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


def contrast(colour: str) -> float:
    """Contrast to white paper as WCAG 2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 1.05 / (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)
