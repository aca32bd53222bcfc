"""A course over years as SVG text, with labels at the line ends. Sizes are in px."""

from collections.abc import Container, Iterable, Sequence

from samspel.drawing.axes import (
    EDGE,
    MIDLINE,
    Axis,
    Scale,
    Write,
    draw_levels,
    draw_years,
    lay_out_axis,
    tame_all,
    write_ticks,
)
from samspel.drawing.curves import (
    COURSE_BOTTOM,
    COURSE_TOP,
    Curve,
    Line,
    Run,
    draw_across,
    draw_markers,
    draw_path,
    draw_stroke,
    find_curves,
    find_missing,
    gather_told,
    split_at_missing,
)
from samspel.drawing.svg import (
    FAINT,
    LINE_PX,
    TEXT_PX,
    Box,
    Point,
    draw_document,
    draw_lines_of_text,
    element,
    measure_text,
    title_of,
)
from samspel.drawing.told import Told, draw_told

LABEL_SHARE = 0.36
LABEL_GAP = 12.0
DENSE_PX = 12.0
NEAR_PX = 6.0


def draw_course(
    lines: Sequence[Line], write: Write, size: tuple[int, int] = (640, 320), *, title: str, each_stops: bool = False
) -> str:
    """A line chart over years with labels at the line ends, `size` in px, y axis written by `write`.

    A None breaks the line; across years that are merely absent it is dotted. The axis starts at zero only where
    the value nearest to it is at most a third of the farthest. Lines without any value are left out. Where there is no
    room for all labels, emphasised lines keep theirs. `each_stops` is of `draw_told`.
    """
    width, height = size
    years = sorted({year for line in lines for year in line.years})
    if not years:
        return draw_document(size, title, ())
    curves, missing = find_curves(lines, width * LABEL_SHARE), find_missing(years)
    values = [value for curve in curves for run in curve.runs for _, value in run]
    axis = lay_out_axis(values, write) if curves else Axis(0.0, 0.0, ())
    marks, left = write_ticks(axis, write, width)
    right = width - EDGE - max([2 * EDGE, *(_measure_label(curve) + LABEL_GAP for curve in curves)])
    across = Scale(years[0], years[-1], left + EDGE, right)
    parts = draw_years(across, left, height - COURSE_BOTTOM)
    if curves:
        # The lowest point keeps clear of the years unless it is the axis's own zero.
        bottom = height - COURSE_BOTTOM - (0.0 if axis.low == 0.0 else COURSE_TOP)
        down = Scale(axis.low, axis.high, bottom, COURSE_TOP)
        parts += draw_levels(axis.ticks, marks, down, left, right)
        parts += [
            _draw_curve(curve, across, down, missing) for curve in sorted(curves, key=lambda curve: curve.emphasis)
        ]
        parts += _draw_labels(curves, across, down, height)
        room = Box(left, COURSE_TOP, right + EDGE, bottom)
        parts.append(draw_told(_list_told(curves, across, write), room, each_stops=each_stops))
    return draw_document(size, title, parts)


def reaches_zero(lines: Sequence[Line], write: Write) -> bool:
    """Whether the axis of these lines' chart has zero on it; so has that of none."""
    values = tame_all(value for line in lines for value in line.values if value is not None)
    if not values:
        return True
    axis = lay_out_axis(values, write)
    return axis.low <= 0.0 <= axis.high


def _measure_label(curve: Curve) -> float:
    return max((measure_text(words, bold=curve.emphasis) for words in curve.label), default=0.0)


def _draw_curve(curve: Curve, across: Scale, down: Scale, missing: Container[int]) -> str:
    def join(runs: Iterable[Run]) -> str:
        return "".join(draw_path([(across(year), down(value)) for year, value in run]) for run in runs)

    parted = [split_at_missing(run, missing) for run in curve.runs]
    path, bridges = (join(run for parts in parted for run in parts[side]) for side in (0, 1))
    shown = [point for run in curve.runs for point in _choose_dots(run, across)]
    dots = draw_markers([(across(year), down(value)) for year, value in shown], curve.look)
    return element(
        "g",
        {},
        title_of(curve.name),
        *((draw_stroke(path, curve.look),) if path else ()),
        *((draw_across(bridges, curve.look),) if bridges else ()),
        dots,
    )


def _list_told(curves: Sequence[Curve], across: Scale, write: Write) -> list[Told]:
    """What each curve has in each year, the emphasised one first; the table beneath tells it to all."""
    is_alone = len(curves) == 1
    told = gather_told(curves, lambda curve, value: write(value) if is_alone else f"{curve.name} {write(value)}")
    return [Told(across(year), str(year), tuple(told[year])) for year in sorted(told)]


def _choose_dots(run: Run, across: Scale) -> Run:
    """Every point, or where years stand close only those beside a year that is missing."""
    if (across.end - across.start) / max(1.0, across.high - across.low) >= DENSE_PX:
        return run
    years = {year for year, _ in run}
    return tuple(point for point in run if not {point[0] - 1, point[0] + 1} <= years)


def _draw_labels(curves: Sequence[Curve], across: Scale, down: Scale, height: float) -> list[str]:
    kept = sorted(_keep_labels(curves, height), key=lambda curve: down(curve.end[1]))
    wanted = [down(curve.end[1]) for curve in kept]
    heights = [curve.label_height for curve in kept]
    parts = []
    for curve, middle in zip(kept, spread(wanted, heights, 0.0, height), strict=True):
        end = (across(curve.end[0]), down(curve.end[1]))
        x = across.end + LABEL_GAP
        if abs(middle - end[1]) > NEAR_PX or end[0] < across.end:
            parts.append(_draw_leader((end[0] + 5, end[1]), (x - 3, middle)))
        first = middle - (len(curve.label) - 1) * LINE_PX / 2 + TEXT_PX * MIDLINE
        parts.append(draw_lines_of_text((x, first), curve.label, bold=curve.emphasis, colour=curve.look.colour))
    return parts


def _draw_leader(start: Point, end: Point) -> str:
    # Dotted and grey, lest it be read as a part of the line.
    return element("path", {"d": draw_path((start, end)), "stroke": FAINT, "stroke-dasharray": "1 3", "fill": "none"})


def _keep_labels(curves: Sequence[Curve], room: float) -> list[Curve]:
    kept, used = [], 0.0
    for curve in sorted(curves, key=lambda curve: not curve.emphasis):
        used += curve.label_height
        if used <= room:
            kept.append(curve)
    return kept


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles as near to the `wanted` as can be while nothing overlaps or leaves `low` to `high`, px.

    `wanted` ascends, and the `heights` must have room between `low` and `high`.
    """
    above = [sum(heights[:row]) for row in range(len(heights))]
    # With the heights above taken away, not to overlap is to ascend: those out of order share their mean.
    pools: list[tuple[float, int]] = []
    for middle, height, taken in zip(wanted, heights, above, strict=True):
        mean, count = middle - height / 2 - taken, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    tops = [min(max(mean, low), high - sum(heights)) for mean, count in pools for _ in range(count)]
    return [top + taken + height / 2 for top, taken, height in zip(tops, above, heights, strict=True)]
