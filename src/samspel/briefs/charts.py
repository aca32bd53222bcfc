"""Charts as SVG text: a course over years, bars, and one place among all. Sizes are in px; words for the reader come in."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from samspel.briefs.svg import (
    EMPHASIS,
    FAINT,
    GRID,
    INK,
    LINE_PX,
    MUTED,
    PAPER,
    SMALL_PX,
    TEXT_PX,
    WARM,
    KeyItem,
    Point,
    draw_document,
    draw_key,
    draw_line,
    draw_lines_of_text,
    draw_text,
    element,
    fit_text,
    measure_text,
    tidy,
    title_of,
    wrap_text,
)

Write = Callable[[float], str]
Run = tuple[tuple[int, float], ...]

EDGE = 8.0
BASELINE = 0.35
NEAR_ZERO = 1.0 / 3.0
LEAST_TICKS, MOST_TICKS = 3, 5
LEAST_SPAN = 1e-6
CONSTANT_SPAN = 0.1
SMALLEST, LARGEST = 1e-300, 1e300
ROUNDING = 1e-9

LABEL_SHARE = 0.36
LABEL_LINES = 3
LABEL_GAP = 12.0
DENSE_PX = 12.0
YEAR_PX = 46.0
COURSE_TOP, COURSE_BOTTOM = 12.0, 28.0
DASHES = ("7 4", "2 3", "12 4 2 4", "4 2", "14 5")
COLOURS = (MUTED, WARM, "#00705a", "#8a3b8f", "#6b5a00")
MARKERS = ("square", "triangle", "diamond", "circle")

BAR_LABEL_SHARE = 0.42
VALUE_SHARE = 0.35
BAR_PX = 16.0
BAR_GAP = 10.0

STRIP_LABEL_Y, STRIP_Y, STRIP_AXIS_Y, STRIP_KEY_Y = 18.0, 44.0, 62.0, 88.0
STRIP_HALF = 11.0


@dataclass(frozen=True, slots=True)
class Line:
    """A course: values by year, None where nothing is published. An emphasised line is solid and thicker."""

    label: str
    years: tuple[int, ...]
    values: tuple[float | None, ...]
    emphasis: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A value to compare, None if blank; `note` stands under the label."""

    label: str
    value: float | None
    emphasis: bool
    note: str


@dataclass(frozen=True, slots=True)
class _Look:
    colour: str
    width: float
    dash: str
    marker: str


@dataclass(frozen=True, slots=True)
class _Curve:
    label: tuple[str, ...]
    emphasis: bool
    look: _Look
    runs: tuple[Run, ...]

    @property
    def end(self) -> tuple[int, float]:
        return self.runs[-1][-1]

    @property
    def label_height(self) -> float:
        return len(self.label) * LINE_PX + 2.0


@dataclass(frozen=True, slots=True)
class _Row:
    label: tuple[str, ...]
    note: tuple[str, ...]
    bar: Bar
    value: float | None

    @property
    def height(self) -> float:
        return max(BAR_PX, (len(self.label) + len(self.note)) * LINE_PX) + BAR_GAP


@dataclass(frozen=True, slots=True)
class _Scale:
    """Maps values to px; what lies outside is held at the ends."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def draw_course(
    lines: Sequence[Line], write: Write, size: tuple[int, int] = (640, 320), *, title: str
) -> str:
    """A line chart over years, labels at the line ends.

    A None breaks the line; years that are merely absent do not. The axis starts at zero only when `starts_at_zero`. Lines without
    any value are left out. Where labels have no room, those of lines without emphasis are left out.
    """
    width, height = size
    curves = _find_curves(lines, width * LABEL_SHARE)
    years = sorted({year for line in lines for year in line.years})
    if not years:
        return draw_document(size, title, ())
    ticks = _find_ticks(*_find_range(curves), write) if curves else ()
    left = EDGE + max([EDGE, *(measure_text(words, SMALL_PX) + 6 for words in _write_ticks(ticks, write, width))])
    across = _Scale(years[0], years[-1], left + EDGE, width - _measure_labels(curves) - EDGE)
    parts = _draw_years(_choose_years(years[0], years[-1], across), across, height - COURSE_BOTTOM, left)
    if curves:
        down = _Scale(ticks[0], ticks[-1], height - COURSE_BOTTOM, COURSE_TOP)
        parts += _draw_levels(ticks, down, left, across.end, _write_ticks(ticks, write, width))
        for curve in sorted(curves, key=lambda curve: curve.emphasis):
            parts += _draw_curve(curve, across, down)
        parts += _draw_labels(curves, across, down)
    return draw_document(size, title, parts)


def starts_at_zero(lines: Sequence[Line]) -> bool:
    """Whether the axis of `draw_course` shows zero: it does when the value nearest to it is at most a third of the farthest."""
    curves = _find_curves(lines, math.inf)
    low, high = _find_range(curves) if curves else (0.0, 0.0)
    return low <= 0.0 <= high


def draw_bars(
    bars: Sequence[Bar], write: Write, blank: str, size: tuple[int, int | None] = (640, None), *, title: str
) -> str:
    """Horizontal bars from zero, always whole, the value at the end and `blank` where there is none.

    The height is as much as the rows need where it is None or too small.
    """
    width = size[0]
    rows = [_lay_out_row(bar, width * BAR_LABEL_SHARE) for bar in bars]
    needed = sum(row.height for row in rows) + BAR_GAP
    height = max(needed, float(size[1] or 0))
    widest = max((_measure_row(row) for row in rows), default=0.0)
    across = _scale_bars(rows, write, blank, EDGE + widest + LABEL_GAP, width - EDGE)
    room = (width - EDGE - across.start) * VALUE_SHARE if rows else 0.0
    room = _value_room(EDGE + widest + LABEL_GAP, width - EDGE) if rows else room
    parts, top, spare = [], BAR_GAP / 2, (height - needed) / max(1, len(rows))
    for row in rows:
        middle = top + (row.height + spare) / 2
        parts.append(_draw_row_label(row, middle))
        parts.append(_draw_bar(row, across, middle, fit_text(_write_value(row, write, blank), room, bold=row.bar.emphasis)))
        top += row.height + spare
    parts.append(draw_line((across(0.0), BAR_GAP / 2), (across(0.0), height - BAR_GAP / 2), INK))
    return draw_document((width, height), title, parts)
