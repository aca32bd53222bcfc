"""What a drawing tells at each year, day or value: columns that lie over it unseen, each with its words as the
name of it and as a label that shows under a pointer, a finger or the focus. Sizes are in px.

The label is in the drawing, and a style sheet of the page's own shows it; alone, the drawing has the names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from samspel.drawing.svg import (
    ELLIPSIS,
    FAINT,
    INK,
    LINE_PX,
    PAPER,
    TEXT_PX,
    Box,
    element,
    escape,
    fit_text,
    measure_text,
    title_of,
)

TOLD, SAY = "told", "say"
"""The classes of what tells and of its label, by which style sheet and script find them."""
REACH_PX = 18.0
"""How far a column at an end reaches beyond its point."""
PAD = 6.0
MOST_LINES = 8
"""So many lines a label has at most; the name has all."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told at a point across the drawing: of when or of what, and a line each of what is there."""

    at: float
    head: str
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of it."""
        return f"{self.head}: {'; '.join(self.lines)}" if self.lines else self.head


def draw_told(columns: Sequence[Told], room: Box, *, each_stops: bool = False) -> str:
    """The columns over the `room`. A press of the tab key goes to the last of them alone, or to each where it is said:
    of many drawings on a page each point would be in the way.
    """
    if not columns:
        return ""
    edges = [(one.at + following.at) / 2 for one, following in pairwise(columns)]
    first, end = max(room.left, columns[0].at - REACH_PX), min(room.right, columns[-1].at + REACH_PX)
    sides = pairwise((first, *edges, end))
    last, width = len(columns) - 1, max(_measure_label(one, room) for one in columns)
    drawn = [
        _draw_column(one, Box(left, room.top, right, room.bottom), room, width, is_stop=each_stops or number == last)
        for number, (one, (left, right)) in enumerate(zip(columns, sides, strict=True))
    ]
    return element("g", {"class": TOLD, "fill": "none", "pointer-events": "all"}, *drawn)


def _draw_column(told: Told, box: Box, room: Box, width: float, *, is_stop: bool) -> str:
    attributes: dict[str, str | float] = {"role": "img", "tabindex": "0" if is_stop else "-1"}
    return element("g", attributes, title_of(told.words), element("rect", box.frame), _draw_label(told, room, width))


def _cut(told: Told, room: Box) -> list[str]:
    """The lines of a label that there is room for: a single value on the line of its head."""
    if len(told.lines) == 1:
        return [fit_text(told.words, room.right - room.left - 2 * PAD, bold=True)]
    most = max(1, min(MOST_LINES, int((room.bottom - room.top - PAD) / LINE_PX) - 1))
    kept = told.lines if len(told.lines) <= most else (*told.lines[: most - 1], ELLIPSIS)
    return [fit_text(words, room.right - room.left - 2 * PAD, bold=True) for words in (told.head, *kept)]


def _measure_label(told: Told, room: Box) -> float:
    return max(measure_text(words, bold=not at) for at, words in enumerate(_cut(told, room)))


def _draw_label(told: Told, room: Box, width: float) -> str:
    """The words in a box at the top, on the side where the point is not; as wide as the widest of the drawing's."""
    lines = _cut(told, room)
    is_right = told.at < (room.left + room.right) / 2
    left = room.right - width - 2 * PAD if is_right else room.left
    box = {"x": left, "y": room.top, "width": width + 2 * PAD, "height": len(lines) * LINE_PX + PAD, "rx": 3.0}
    paper: dict[str, str | float] = {"fill": PAPER, "stroke": FAINT}
    hidden: dict[str, str | float] = {"class": SAY, "display": "none", "pointer-events": "none", "fill": INK}
    tops = (room.top + TEXT_PX + PAD / 2 + row * LINE_PX for row in range(len(lines)))
    told_lines = (
        element("text", {"x": left + PAD, "y": top}, escape(words)) for words, top in zip(lines, tops, strict=True)
    )
    return element("g", hidden, element("rect", paper | box), *told_lines)
