"""A course of dated counts against a goal as SVG text, with upright lines at days to mind. Sizes are in px."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samspel.drawing.axes import EDGE, MIDLINE, Axis, Scale, Write, draw_levels, lay_out_axis, write_ticks
from samspel.drawing.curves import COURSE_BOTTOM, draw_path
from samspel.drawing.svg import (
    EMPHASIS,
    FAINT,
    MUTED,
    SMALL_PX,
    TEXT_PX,
    WARM,
    Box,
    Point,
    draw_document,
    draw_line,
    draw_text,
    element,
    measure_text,
    title_of,
)
from samspel.drawing.told import Told, draw_told

TOP = 40.0
DOT_PX = 3.6
LABEL_GAP = 10.0
MARK_ROW_PX = 15.0
TICK_PX = 44.0


@dataclass(frozen=True, slots=True)
class DatedLine:
    """Values by day, in order. The emphasised one is solid with dots, another broken without."""

    label: str
    points: tuple[tuple[date, float], ...]
    emphasis: bool


def draw_dated(
    lines: Sequence[DatedLine],
    marks: Sequence[tuple[date, str]],
    write: Write,
    size: tuple[int, int] = (640, 320),
    *,
    title: str,
) -> str:
    """A line chart over days; each mark is an upright line with its words at the top. Nothing but the frame where no
    line has a value.
    """
    width, height = size
    drawn = [line for line in lines if line.points]
    if not drawn:
        return draw_document(size, title, ())
    days = [day for line in drawn for day, _ in line.points] + [day for day, _ in marks]
    axis = lay_out_axis([0.0, *(value for line in drawn for _, value in line.points)], write)
    told, left = write_ticks(axis, write, width)
    right = width - EDGE - LABEL_GAP - max(measure_text(line.label, bold=line.emphasis) for line in drawn)
    across = Scale(min(days).toordinal(), max(days).toordinal(), left + EDGE, right)
    down = _lay_down(axis, height)
    parts = draw_levels(axis.ticks, told, down, left, right)
    parts += _draw_days(min(days), max(days), across, left, height - COURSE_BOTTOM)
    parts += [part for row, (day, words) in enumerate(marks) for part in _draw_mark(day, words, row, across, height)]
    parts += [_draw_line(line, across, down) for line in drawn]
    parts += _draw_labels(drawn, down, right + LABEL_GAP)
    parts.append(draw_told(_list_told(drawn, across, write), Box(left, TOP, right + EDGE, height - COURSE_BOTTOM)))
    return draw_document(size, title, parts)


def _list_told(lines: Sequence[DatedLine], across: Scale, write: Write) -> list[Told]:
    """What each line has on each of its days, the emphasised one first."""
    told: dict[date, list[str]] = {}
    for line in sorted(lines, key=lambda line: not line.emphasis):
        for day, value in line.points:
            told.setdefault(day, []).append(f"{line.label}: {write(value)}")
    return [Told(across(day.toordinal()), day.isoformat(), tuple(told[day])) for day in sorted(told)]


def _lay_down(axis: Axis, height: float) -> Scale:
    return Scale(axis.low, axis.high, height - COURSE_BOTTOM, TOP)


def _draw_days(first: date, last: date, across: Scale, left: float, bottom: float) -> list[str]:
    """The line below with the first and last day, and each new year that there is room for."""
    parts = [draw_line((left, bottom), (across.end, bottom), FAINT)]
    years = [(date(year, 1, 1), str(year)) for year in range(first.year + 1, last.year + 1)]
    room = [across(first.toordinal()), across(last.toordinal())]
    kept = [one for one in years if min(abs(across(one[0].toordinal()) - end) for end in room) >= 2 * TICK_PX]
    ends = [(first, first.isoformat())] + ([(last, last.isoformat())] if room[1] - room[0] >= 2 * TICK_PX else [])
    for day, words in [*ends, *kept]:
        x = across(day.toordinal())
        parts.append(draw_line((x, bottom), (x, bottom + 4), FAINT))
        at = max(x, left + measure_text(words, SMALL_PX) / 2)
        parts.append(draw_text((at, bottom + 18), words, anchor="middle", px=SMALL_PX, colour=MUTED))
    return parts


def _draw_mark(day: date, words: str, row: int, across: Scale, height: float) -> tuple[str, str]:
    x = across(day.toordinal())
    line = {"d": draw_path(((x, TOP), (x, height - COURSE_BOTTOM))), "stroke": MUTED, "stroke-dasharray": "3 3"}
    is_late = x - measure_text(words, SMALL_PX) > EDGE and x > (across.start + across.end) / 2
    at = (x, SMALL_PX + MARK_ROW_PX * (row % 2))
    told = draw_text(at, words, anchor="end" if is_late else "start", px=SMALL_PX, colour=MUTED)
    return element("path", line, title_of(words)), told


def _draw_line(line: DatedLine, across: Scale, down: Scale) -> str:
    points: list[Point] = [(across(day.toordinal()), down(value)) for day, value in line.points]
    colour = EMPHASIS if line.emphasis else WARM
    look: dict[str, str | float] = {"fill": "none", "stroke": colour, "stroke-width": 3 if line.emphasis else 1.8}
    path = element("path", {"d": draw_path(points), **look, **({} if line.emphasis else {"stroke-dasharray": "7 4"})})
    dots = [element("circle", {"cx": x, "cy": y, "r": DOT_PX, "fill": colour}) for x, y in points if line.emphasis]
    return element("g", {}, title_of(line.label), path, *dots)


def _draw_labels(lines: Sequence[DatedLine], down: Scale, x: float) -> list[str]:
    """The labels at the ends, moved apart where they would meet."""
    parts, above = [], float("-inf")
    for line in sorted(lines, key=lambda line: down(line.points[-1][1])):
        above = max(down(line.points[-1][1]), above + TEXT_PX + 2)
        colour = EMPHASIS if line.emphasis else WARM
        at = (x, above + TEXT_PX * MIDLINE)
        parts.append(draw_text(at, line.label, bold=line.emphasis, colour=colour))
    return parts
