"""What a course over years and a fan share: a line cut into runs, and how it is told from the others."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from samspel.drawing.axes import tame
from samspel.drawing.svg import EMPHASIS, LINE_PX, MUTED, PAPER, WARM, Point, element, tidy, wrap_text

Run = tuple[tuple[int, float], ...]
LABEL_LINES = 3
FILLED_PX, HOLLOW_PX = 3.6, 3.0
COURSE_TOP, COURSE_BOTTOM = 12.0, 28.0
MISSING_DASH, MISSING_PX = "1.5 4", 1.4
"""How a line crosses years that are missing: neither as its own nor as another's."""
DASHES = ("7 4", "2 3", "12 4 2 4", "4 2", "14 5")
COLOURS = (MUTED, WARM, "#00705a", "#8a3b8f", "#6b5a00")
MARKERS = ("square", "triangle", "diamond", "circle")


@dataclass(frozen=True, slots=True)
class Line:
    """A course: values by year, None where nothing is published. An emphasised line is solid and thicker."""

    label: str
    years: tuple[int, ...]
    values: tuple[float | None, ...]
    emphasis: bool


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is told from the others: colour, width in px, dash and marker."""

    colour: str
    width: float
    dash: str
    marker: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A line laid out to be drawn: its label in rows, its look and the runs of years without a break."""

    label: tuple[str, ...]
    emphasis: bool
    look: Look
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        """The label in one row."""
        return " ".join(self.label)

    @property
    def end(self) -> tuple[int, float]:
        """The last year and its value."""
        return self.runs[-1][-1]

    @property
    def label_height(self) -> float:
        """The room that the label takes, px."""
        return len(self.label) * LINE_PX + 2.0


def find_curves(lines: Sequence[Line], room: float) -> list[Curve]:
    """The lines that have a value, each with its look; labels are wrapped to `room` px."""
    curves: list[Curve] = []
    for line in lines:
        number = sum(curve.emphasis is line.emphasis for curve in curves)
        runs = _split_runs(line)
        if runs:
            label = wrap_text(line.label, room, LABEL_LINES, bold=line.emphasis)
            curves.append(Curve(label, line.emphasis, (_emphasise if line.emphasis else _choose_look)(number), runs))
    return curves


def _split_runs(line: Line) -> tuple[Run, ...]:
    runs: list[list[tuple[int, float]]] = [[]]
    for year, value in sorted(zip(line.years, line.values, strict=True), key=itemgetter(0)):
        tamed = tame(value)
        if tamed is None:
            runs.append([])
        else:
            runs[-1].append((year, tamed))
    return tuple(tuple(run) for run in runs if run)


def _emphasise(number: int) -> Look:
    return Look(EMPHASIS, 3.0, "" if number == 0 else DASHES[(number - 1) % len(DASHES)], "circle", True)


def _choose_look(number: int) -> Look:
    return Look(
        COLOURS[number % len(COLOURS)], 1.8, DASHES[number % len(DASHES)], MARKERS[number % len(MARKERS)], False
    )


def find_missing(years: Iterable[int]) -> list[int]:
    """The years without a value between those that there are; a measure of every fourth year has its own pace."""
    there = sorted(set(years))
    pace = min((after - before for before, after in pairwise(there)), default=1)
    return [year for year in range(there[0], there[-1], pace) if year not in there] if there else []


def split_at_missing(run: Run, missing: Container[int]) -> tuple[list[Run], list[Run]]:
    """The stretches of a run without a missing year in them, and those across missing years."""
    whole, across = [list(run[:1])], list[Run]()
    for before, after in pairwise(run):
        if any(year in missing for year in range(before[0] + 1, after[0])):
            across.append((before, after))
            whole.append([after])
        else:
            whole[-1].append(after)
    return [tuple(points) for points in whole if len(points) > 1], across


def gather_told(curves: Sequence[Curve], tell: Callable[[Curve, float], str]) -> dict[int, list[str]]:
    """What is told of each year: what each curve has, the emphasised one first."""
    told: dict[int, list[str]] = {}
    for curve in sorted(curves, key=lambda curve: not curve.emphasis):
        for year, value in (point for run in curve.runs for point in run):
            told.setdefault(year, []).append(tell(curve, value))
    return told


def make_stroke(look: Look) -> dict[str, str | float]:
    """The paint of a line."""
    dash = {"stroke-dasharray": look.dash} if look.dash else {}
    return {"stroke": look.colour, "stroke-width": look.width, **dash}


def draw_stroke(path: str, look: Look) -> str:
    """A line along a path."""
    return element("path", {"d": path, "fill": "none", "stroke-linejoin": "round", **make_stroke(look)})


def draw_across(path: str, look: Look) -> str:
    """A line across years that are missing."""
    return draw_stroke(path, replace(look, width=MISSING_PX, dash=MISSING_DASH))


def draw_path(points: Sequence[Point]) -> str:
    """A path through the points."""
    return "M" + "L".join(f"{tidy(x)} {tidy(y)}" for x, y in points)


def draw_markers(points: Sequence[Point], look: Look) -> str:
    """The marks of a line at points of it; nothing where there are none."""
    if not points:
        return ""
    fill = look.colour if look.filled else PAPER
    paint: dict[str, str | float] = {"fill": fill, "stroke": look.colour, "stroke-width": 1.4}
    return element("g", paint, *(_draw_marker(at, look) for at in points))


def _draw_marker(at: Point, look: Look) -> str:
    (x, y), radius = at, FILLED_PX if look.filled else HOLLOW_PX
    if look.marker == "circle":
        return element("circle", {"cx": x, "cy": y, "r": radius})
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.2), (1.2, 1), (-1.2, 1)),
        "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    }[look.marker]
    outline = [(x + radius * right, y + radius * down) for right, down in corners]
    return element("path", {"d": draw_path(outline) + "Z"})
