"""A course so small that it stands in a row of a list, as SVG text: the shape, and its first and last year. Sizes are
in px.
"""

from collections.abc import Sequence

from samspel.drawing.axes import EDGE, Scale, tame
from samspel.drawing.curves import Curve, Line, draw_path, find_curves
from samspel.drawing.svg import EMPHASIS, MUTED, PAPER, SMALL_PX, draw_document, draw_text, element

SIZE = (176, 52)
TOP, YEARS_PX = 7.0, 18.0
HERE_PX, BESIDE_PX, END_PX, LONE_PX = 2.2, 1.4, 3.4, 1.6
DASH = "4 2"


def draw_spark(lines: Sequence[Line], size: tuple[int, int] = SIZE, *, least_span: float = 0.0, title: str) -> str:
    """Lines without axes, the last known point of an emphasised one marked, `size` in px.

    A None breaks the line. The height holds at least `least_span` in the values' unit, so that what moves less than
    that looks as little as it is; it does not begin at zero.
    """
    width, height = size
    curves = find_curves(lines, 0.0)
    if not curves:
        return draw_document(size, title, ())
    points = [point for curve in curves for run in curve.runs for point in run]
    years = [year for year, _ in points]
    across = Scale(min(years), max(years), EDGE, width - EDGE)
    down = _lay_out([value for _, value in points], tame(least_span) or 0.0, height)
    parts = [_draw_curve(curve, across, down) for curve in sorted(curves, key=lambda curve: curve.emphasis)]
    parts += [_draw_end(curve, across, down) for curve in curves if curve.emphasis]
    ends = ((EDGE / 2, "start", min(years)), (width - EDGE / 2, "end", max(years)))
    parts += [
        draw_text(
            (x, height - EDGE / 2), str(year), anchor="end" if at == "end" else "start", px=SMALL_PX, colour=MUTED
        )
        for x, at, year in (ends if min(years) < max(years) else ends[:1])
    ]
    return draw_document(size, title, parts)


def _lay_out(values: Sequence[float], least_span: float, height: float) -> Scale:
    """Where values lie, the highest at the top; around their middle where they span less than `least_span`."""
    low, high = min(values), max(values)
    room = max(0.0, least_span - (high - low)) / 2
    return Scale(low - room, high + room, height - YEARS_PX - TOP / 2, TOP)


def _draw_curve(curve: Curve, across: Scale, down: Scale) -> str:
    colour, width = (EMPHASIS, HERE_PX) if curve.emphasis else (MUTED, BESIDE_PX)
    placed = [[(across(year), down(value)) for year, value in run] for run in curve.runs]
    path = "".join(draw_path(run) for run in placed if len(run) > 1)
    look: dict[str, str | float] = {"fill": "none", "stroke": colour, "stroke-width": width, "stroke-linejoin": "round"}
    dash: dict[str, str | float] = {} if curve.emphasis else {"stroke-dasharray": DASH}
    parts = [element("path", {"d": path} | look | dash)] if path else []
    lone = [run[0] for run in placed if len(run) == 1]
    parts += [element("circle", {"cx": x, "cy": y, "r": LONE_PX, "fill": colour}) for x, y in lone]
    return "".join(parts)


def _draw_end(curve: Curve, across: Scale, down: Scale) -> str:
    year, value = curve.end
    dot: dict[str, str | float] = {"cx": across(year), "cy": down(value), "r": END_PX}
    return element("circle", dot | {"fill": EMPHASIS, "stroke": PAPER, "stroke-width": 1.2})
