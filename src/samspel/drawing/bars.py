"""Bars from zero as SVG text. Sizes are in px."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.drawing.axes import EDGE, MIDLINE, Scale, Write, tame
from samspel.drawing.courses import LABEL_GAP
from samspel.drawing.curves import LABEL_LINES
from samspel.drawing.svg import (
    EMPHASIS,
    FAINT,
    INK,
    LINE_PX,
    MUTED,
    SMALL_PX,
    TEXT_PX,
    draw_document,
    draw_line,
    draw_lines_of_text,
    draw_text,
    element,
    fit_text,
    measure_text,
    wrap_text,
)

BAR_LABEL_SHARE = 0.42
VALUE_SHARE = 0.35
BAR_PX = 16.0
BAR_GAP = 10.0
NEXT_PX = 6.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A value to compare, None if blank; `note` stands under the label. A part of a bridge begins at `start`, where the
    parts before it end.
    """

    label: str
    value: float | None
    emphasis: bool
    note: str
    start: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    label: tuple[str, ...]
    note: tuple[str, ...]
    value: float | None
    written: str
    emphasis: bool
    start: float

    @property
    def end(self) -> float:
        """Where the bar ends; where it starts for a blank."""
        return self.start + (self.value or 0.0)

    @property
    def height(self) -> float:
        return max(BAR_PX, (len(self.label) + len(self.note)) * LINE_PX) + BAR_GAP

    @property
    def label_width(self) -> float:
        labels = (measure_text(words, bold=self.emphasis) for words in self.label)
        return max([*labels, *(measure_text(words, SMALL_PX) for words in self.note)], default=0.0)

    @property
    def value_width(self) -> float:
        return measure_text(self.written, bold=self.emphasis) + EDGE


def draw_bars(
    bars: Sequence[Bar], write: Write, blank: str, size: tuple[int, int | None] = (640, None), *, title: str
) -> str:
    """Horizontal bars from zero, never cut, with the value at the end or the text `blank`; `size` in px.

    The height is what the rows need where it is None or too small.
    """
    width = float(size[0])
    rows = [_lay_out_row(bar, write, blank, width * BAR_LABEL_SHARE) for bar in bars]
    needed = sum(row.height for row in rows) + BAR_GAP
    height = max(needed, float(size[1] or 0))
    left = EDGE + max((row.label_width for row in rows), default=0.0) + LABEL_GAP
    across = _scale_bars(rows, left, width - EDGE)
    spare = (height - needed) / max(1, len(rows))
    parts, top = [], BAR_GAP / 2
    for row in rows:
        middle = top + (row.height + spare) / 2
        parts += [_draw_row_label(row, middle), _draw_bar(row, across, left, width - EDGE, middle)]
        top += row.height + spare
    if rows:
        parts.append(draw_line((across(0.0), BAR_GAP / 2), (across(0.0), height - BAR_GAP / 2), INK))
    return draw_document((width, height), title, parts)


def _lay_out_row(bar: Bar, write: Write, blank: str, room: float) -> _Row:
    value = tame(bar.value)
    return _Row(
        label=wrap_text(bar.label, room, LABEL_LINES, bold=bar.emphasis),
        note=wrap_text(bar.note, room, 2, SMALL_PX) if bar.note else (),
        value=value,
        written=blank if value is None else write(value),
        emphasis=bar.emphasis,
        start=tame(bar.start) or 0.0,
    )


def _scale_bars(rows: Sequence[_Row], left: float, right: float) -> Scale:
    """The scale from the least to the most, zero among them, with room for written values at both ends."""
    most_room = (right - left) * VALUE_SHARE
    values = [at for row in rows if row.value is not None for at in (row.start, row.end)]
    low, high = min([0.0, *values]), max([0.0, *values])
    before = max((row.value_width for row in rows if (row.value or 0.0) < 0), default=0.0)
    after = max((row.value_width for row in rows if (row.value or 0.0) >= 0), default=0.0)
    start, end = left + min(before, most_room), right - min(after, most_room)
    return Scale(low, high if high > low else 1.0, start, end)


def _draw_row_label(row: _Row, middle: float) -> str:
    count = len(row.label) + len(row.note)
    first = middle - (count - 1) * LINE_PX / 2 + TEXT_PX * MIDLINE
    label = draw_lines_of_text((EDGE, first), row.label, bold=row.emphasis)
    below = (EDGE, first + len(row.label) * LINE_PX)
    return label + draw_lines_of_text(below, row.note, px=SMALL_PX, colour=MUTED)


def _draw_bar(row: _Row, across: Scale, left: float, right: float, middle: float) -> str:
    """The bar with its value written at the end, between `left` and `right`."""
    zero, end = across(row.start), across(row.end)
    baseline = middle + TEXT_PX * MIDLINE
    if row.value is None:
        return draw_text((end + NEXT_PX, baseline), fit_text(row.written, right - end - NEXT_PX), colour=MUTED)
    bar: dict[str, str | float] = {"x": min(zero, end), "y": middle - BAR_PX / 2}
    bar |= {"width": abs(end - zero), "height": BAR_PX, "fill": EMPHASIS if row.emphasis else FAINT}
    backwards = row.value < 0
    room = (end - left if backwards else right - end) - NEXT_PX
    words = fit_text(row.written, room, bold=row.emphasis)
    at = (end - NEXT_PX if backwards else end + NEXT_PX, baseline)
    return element("rect", bar) + draw_text(at, words, anchor="end" if backwards else "start", bold=row.emphasis)
