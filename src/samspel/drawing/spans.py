"""What may come in several places and years along one axis, as SVG text: a line each, with its middle. In px."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.drawing.axes import EDGE, MIDLINE, Axis, Scale, Write, lay_out_axis, mark_ticks, tame_all
from samspel.drawing.fans import FAN_MARKS, FAN_PAINT
from samspel.drawing.svg import (
    EMPHASIS,
    GRID,
    INK,
    MUTED,
    PAPER,
    SMALL_PX,
    KeyItem,
    draw_document,
    draw_key,
    draw_line,
    draw_text,
    element,
    fit_text,
    measure_text,
    title_of,
)

NAME_PX, ROW_PX, AXIS_PX, KEY_GAP_PX = 24.0, 18.0, 24.0, 12.0
THICK = (10.0, 6.0)
"""How thick the wide and the narrow band are drawn."""
DOT_PX = 4.0
KEY_HALF_PX = 7.0


@dataclass(frozen=True, slots=True)
class Span:
    """What may come in a year: five values from low to high, as a year of a fan. One with a value that is not a number
    has the words for a blank.
    """

    label: str
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The spans of one place, under its name."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SpanWords:
    """What the signs mean, and what stands for a blank."""

    middle: str
    wide: str
    narrow: str
    blank: str


def draw_spans(groups: Sequence[Group], write: Write, width: float, words: SpanWords, *, title: str) -> str:
    """Each group under its name, a span a row, all along the same axis with zero among its ticks; `width` in px."""
    values = [value for group in groups for span in group.spans for value in _read(span)]
    axis = lay_out_axis([0.0, *values], write)
    marks = mark_ticks(axis, write, width)
    labels = [measure_text(span.label, SMALL_PX) for group in groups for span in group.spans]
    left = 2 * EDGE + max(labels, default=0.0) + measure_text(marks[0], SMALL_PX) / 2
    across = Scale(axis.low, axis.high, left, width - EDGE - measure_text(marks[-1], SMALL_PX) / 2)
    parts, top = list[str](), 0.0
    for group in groups:
        top += NAME_PX
        parts.append(draw_text((EDGE, top - 6.0), fit_text(group.name, width - 2 * EDGE, bold=True), bold=True))
        for span in group.spans:
            parts.append(_draw_span(span, across, top + ROW_PX / 2, words.blank))
            top += ROW_PX
    parts = [*_draw_axis(axis, marks, across, top), *parts]
    key, height = draw_key(_list_key(words), EDGE, top + AXIS_PX + KEY_GAP_PX, width - 2 * EDGE)
    return draw_document((width, top + AXIS_PX + KEY_GAP_PX + height + EDGE), title, [*parts, key])


def _read(span: Span) -> list[float]:
    """The values, ascending; none where any is not a number."""
    tamed = sorted(tame_all(span.marks))
    return tamed if len(tamed) == FAN_MARKS else []


def _draw_axis(axis: Axis, marks: Sequence[str], across: Scale, bottom: float) -> list[str]:
    parts = []
    for tick, mark in zip(axis.ticks, marks, strict=True):
        x = across(tick)
        parts.append(draw_line((x, NAME_PX), (x, bottom), INK if tick == 0.0 else GRID))
        parts.append(draw_text((x, bottom + AXIS_PX * 0.7), mark, anchor="middle", px=SMALL_PX, colour=MUTED))
    return parts


def _draw_span(span: Span, across: Scale, middle: float, blank: str) -> str:
    """The label, the two bands and the middle."""
    baseline = middle + SMALL_PX * MIDLINE
    label = draw_text((EDGE, baseline), span.label, px=SMALL_PX, colour=MUTED)
    values = _read(span)
    if not values:
        return label + draw_text((across.start, baseline), blank, px=SMALL_PX, colour=MUTED)
    bands = [_draw_band(across(values[at]), across(values[-1 - at]), middle, at) for at in range(len(FAN_PAINT))]
    dot = _draw_dot(across(values[FAN_MARKS // 2]), middle)
    return element("g", {}, title_of(span.label), label, *bands, dot)


def _draw_band(low: float, high: float, middle: float, at: int) -> str:
    fill, edge = FAN_PAINT[at]
    box: dict[str, str | float] = {"x": low, "y": middle - THICK[at] / 2, "width": max(1.0, high - low)}
    return element("rect", box | {"height": THICK[at], "fill": fill, "stroke": edge, "stroke-width": 1.0})


def _draw_dot(x: float, y: float) -> str:
    dot: dict[str, str | float] = {"cx": x, "cy": y, "r": DOT_PX}
    return element("circle", dot | {"fill": EMPHASIS, "stroke": PAPER, "stroke-width": 1.0})


def _list_key(words: SpanWords) -> list[KeyItem]:
    bands = (_draw_band(-KEY_HALF_PX, KEY_HALF_PX, 0.0, at) for at in range(len(FAN_PAINT)))
    return [
        KeyItem(_draw_dot(0.0, 0.0), words.middle),
        *(KeyItem(band, label) for band, label in zip(bands, (words.wide, words.narrow), strict=True)),
    ]
