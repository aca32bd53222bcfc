"""A fan of what may come as SVG text, with its key below. Sizes are in px."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose
from operator import itemgetter

from samspel.drawing.axes import EDGE, Scale, Write, draw_levels, draw_years, lay_out_axis, tame_all, write_ticks
from samspel.drawing.curves import (
    COURSE_BOTTOM,
    COURSE_TOP,
    Curve,
    Line,
    Look,
    draw_markers,
    draw_path,
    draw_stroke,
    find_curves,
    gather_told,
    make_stroke,
)
from samspel.drawing.svg import Box, KeyItem, draw_document, draw_key, draw_line, element, title_of
from samspel.drawing.told import Told, draw_told

FAN_MARKS = 5
FAN_PAINT = (("#d9e8f4", "#6a9cc4"), ("#a4c8e4", "#2f76ad"))
"""Fill and edge of the wide and the narrow band: told apart by lightness, and by their edges where colour is lost."""
Run = list[tuple[int, tuple[float, ...]]]
"""Years in a row that all have their values."""
KEY_HALF_PX, BAND_HALF_PX = 7.0, 5.0


@dataclass(frozen=True, slots=True)
class Fan:
    """What may come: for each year five values from low to high, the ends of the wide band outermost, the ends of the
    narrow band within, the median in the middle. A year with a value that is not a number is left out.
    """

    label: str
    years: tuple[int, ...]
    marks: tuple[tuple[float, ...], ...]


def draw_fan(
    fan: Fan,
    lines: Sequence[Line],
    write: Write,
    size: tuple[int, int] = (640, 320),
    *,
    wide_label: str,
    narrow_label: str,
    title: str,
    known: str = "",
) -> str:
    """A fan chart over years with its key below, `size` in px without the key, y axis written by `write`.

    The `lines` are drawn beside the median without bands of their own. The axis is laid as in `draw_course`.
    A year without width is told without its bands, with the word `known`.
    """
    width, height = size
    runs = _split_fan(fan)
    curves = find_curves([_find_median(fan.label, runs), *lines], width)
    if not curves:
        return draw_document(size, title, ())
    values = [value for curve in curves for run in curve.runs for _, value in run]
    axis = lay_out_axis([*values, *(value for run in runs for _, marks in run for value in marks)], write)
    marks, left = write_ticks(axis, write, width)
    years = [year for curve in curves for run in curve.runs for year, _ in run]
    across = Scale(min(years), max(years), left + EDGE, width - 3 * EDGE)
    bottom = height - COURSE_BOTTOM
    down = Scale(axis.low, axis.high, bottom - (0.0 if axis.low == 0.0 else COURSE_TOP), COURSE_TOP)
    parts = [*draw_years(across, left, bottom), *draw_levels(axis.ticks, marks, down, left, across.end)]
    parts += [_draw_band(run, number, across, down) for number in range(len(FAN_PAINT)) for run in runs]
    parts += [_draw_bare_curve(curve, across, down) for curve in sorted(curves, key=lambda curve: curve.emphasis)]
    items = [KeyItem(_draw_key_line(curve.look), curve.name) for curve in curves]
    if runs:
        labels = (wide_label, narrow_label)
        items += [KeyItem(_draw_key_band(number), label) for number, label in enumerate(labels)]
    key, key_height = draw_key(items, EDGE, height, width - 2 * EDGE)
    told = draw_told(
        _list_told(curves, runs, across, write, (wide_label, narrow_label), known), _find_room(across, bottom)
    )
    return draw_document((width, height + key_height + EDGE), title, [*parts, key, told])


def _find_room(across: Scale, bottom: float) -> Box:
    return Box(across.start - EDGE, COURSE_TOP, across.end + EDGE, bottom)


def _list_told(
    curves: Sequence[Curve], runs: Sequence[Run], across: Scale, write: Write, labels: tuple[str, str], known: str
) -> list[Told]:
    """What each line has in each year, and the ends of the bands."""
    told = gather_told(curves, lambda curve, value: f"{curve.name}: {write(value)}")
    for year, marks in (one for run in runs for one in run):
        if isclose(marks[0], marks[-1]):  # what is summed of parts differs by its last digits
            told[year] += [known] if known else []
            continue
        for number, label in enumerate(labels):
            told[year].append(f"{label}: {write(marks[number])} – {write(marks[-1 - number])}")
    return [Told(across(year), str(year), tuple(told[year])) for year in sorted(told)]


def _split_fan(fan: Fan) -> list[Run]:
    """Runs of years that all have their values; a year that breaks off begins a new run."""
    runs: list[Run] = [[]]
    for year, marks in sorted(zip(fan.years, fan.marks, strict=True), key=itemgetter(0)):
        tamed = tuple(sorted(tame_all(marks)))
        if len(tamed) == FAN_MARKS:
            runs[-1].append((year, tamed))
        else:
            runs.append([])
    return [run for run in runs if run]


def _find_median(label: str, runs: Sequence[Run]) -> Line:
    """The median as a line that breaks where the fan does."""
    points: list[tuple[int, float | None]] = []
    for run in runs:
        points += [(run[0][0], None)] if points else []
        points += [(year, marks[FAN_MARKS // 2]) for year, marks in run]
    return Line(label, tuple(year for year, _ in points), tuple(value for _, value in points), emphasis=True)


def _draw_band(run: Run, number: int, across: Scale, down: Scale) -> str:
    """The wide (0) or the narrow (1) band of a run: a fill and its two edges; a lone year is an upright line."""
    fill, edge = FAN_PAINT[number]
    low = [(across(year), down(marks[number])) for year, marks in run]
    high = [(across(year), down(marks[-1 - number])) for year, marks in run]
    if len(run) == 1:
        return draw_line(low[0], high[0], edge, KEY_HALF_PX * (1 + number))
    paint: dict[str, str | float] = {"fill": "none", "stroke": edge, "stroke-width": 1.2}
    area = element("path", {"d": draw_path([*low, *reversed(high)]) + "Z", "fill": fill})
    return area + element("path", {"d": draw_path(low) + draw_path(high)} | paint)


def _draw_bare_curve(curve: Curve, across: Scale, down: Scale) -> str:
    """A line without a marker at every year; only a lone year is a dot."""
    parts = [title_of(curve.name)]
    for run in curve.runs:
        points = [(across(year), down(value)) for year, value in run]
        is_line = len(run) > 1
        parts.append(draw_stroke(draw_path(points), curve.look) if is_line else draw_markers(points, curve.look))
    return element("g", {}, *parts)


def _draw_key_line(look: Look) -> str:
    ends: dict[str, str | float] = {"x1": -KEY_HALF_PX, "y1": 0.0, "x2": KEY_HALF_PX, "y2": 0.0}
    return element("line", ends | make_stroke(look))


def _draw_key_band(number: int) -> str:
    fill, edge = FAN_PAINT[number]
    box: dict[str, str | float] = {"x": -KEY_HALF_PX, "y": -BAND_HALF_PX}
    box |= {"width": 2 * KEY_HALF_PX, "height": 2 * BAND_HALF_PX}
    return element("rect", box | {"fill": fill, "stroke": edge, "stroke-width": 1.2})
