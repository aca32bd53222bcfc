"""Parts that act on each other in a ring: each box with its figure, each arrow with how a link stands. Sizes in px."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samspel.drawing.svg import (
    ALERT,
    EMPHASIS,
    INK,
    LINE_PX,
    MUTED,
    PAPER,
    SMALL_PX,
    TEXT_PX,
    WARM,
    Box,
    KeyItem,
    Point,
    draw_document,
    draw_key,
    draw_line,
    draw_lines_of_text,
    draw_text,
    element,
    tidy,
    wrap_text,
)

Side = Literal["first", "second"]
Standing = Literal["holds", "strained", "gives_way", "unknown"]

COLOURS: dict[Standing, str] = {"holds": EMPHASIS, "strained": WARM, "gives_way": ALERT, "unknown": MUTED}
DASHES: dict[Standing, str] = {"holds": "", "strained": "7 4", "gives_way": "2 5", "unknown": "1 4"}
"""How a line is drawn, so that a print without colour tells the standings apart too."""
TINT = "#eef2f5"
EDGE, PAD, ACROSS, DOWN = 8.0, 8.0, 42.0, 36.0
"""Around the drawing, inside a box, and between boxes sideways and downwards."""
MARK, HEAD, THICK = 10.0, 8.0, 3.0
NAME_LINES, FIGURE_LINES = 2, 6
SYMBOL_ROOM = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A part of the ring: its name, lines on its figure, and the link that leads to it, by its standing in words."""

    name: str
    side: Side
    figure: tuple[str, ...]
    standing: Standing
    words: str


@dataclass(frozen=True, slots=True)
class _Laid:
    station: Station
    name: tuple[str, ...]
    figure: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.name) + len(self.figure) + 1) * LINE_PX + 2 * PAD


def draw_ring(
    stations: Sequence[Station], columns: int, width: float, *, title: str, sides: tuple[str, str], key: Sequence[str]
) -> str:
    """The stations clockwise from the top left in two rows, or in two columns; the link that leads to station n bears
    the number n, the one to the first station the last number. `sides` name the two looks of boxes, and `key` the
    standings in the order of COLOURS.
    """
    rows = len(stations) // 2 if columns == 2 else 2  # noqa: PLR2004 - a ring has two columns or two rows
    across = (width - 2 * EDGE - (columns - 1) * ACROSS) / columns
    laid = [_lay_out(station, across - 2 * PAD) for station in stations]
    cells = list_cells(columns, rows)
    tops, top = [], EDGE
    heights = [max(one.height for one, (_, at) in zip(laid, cells, strict=True) if at == row) for row in range(rows)]
    for height in heights:
        tops.append(top)
        top += height + DOWN
    boxes = [
        Box(
            EDGE + column * (across + ACROSS),
            tops[row],
            EDGE + column * (across + ACROSS) + across,
            tops[row] + heights[row],
        )
        for column, row in cells
    ]
    parts = [_draw_station(one, box) for one, box in zip(laid, boxes, strict=True)]
    for number, one in enumerate(laid):
        before = boxes[number - 1]
        parts.append(_draw_link(before, boxes[number], one.station.standing, number or len(laid)))
    drawn, height = draw_key(_list_key(sides, key), EDGE, top - DOWN + PAD, width - 2 * EDGE)
    return draw_document((width, top - DOWN + PAD + height + EDGE), title, [*parts, drawn])


def list_cells(columns: int, rows: int) -> list[tuple[int, int]]:
    """Column and row of each station, clockwise from the top left."""
    right = [(columns - 1, row) for row in range(1, rows - 1)]
    left = [(0, row) for row in range(rows - 2, 0, -1)]
    there = [(column, 0) for column in range(columns)]
    back = [(column, rows - 1) for column in range(columns - 1, -1, -1)]
    return [*there, *right, *back, *left]


def _lay_out(station: Station, room: float) -> _Laid:
    figure: list[str] = []
    for line in station.figure:
        figure += wrap_text(line, room, FIGURE_LINES - len(figure), SMALL_PX) if len(figure) < FIGURE_LINES else ()
    return _Laid(station, wrap_text(station.name, room, NAME_LINES, bold=True), tuple(figure))


def _draw_station(laid: _Laid, box: Box) -> str:
    station = laid.station
    frame: dict[str, str | float] = {
        **box.frame,
        "rx": 6.0 if station.side == "first" else 0.0,
        "fill": PAPER if station.side == "first" else TINT,
        "stroke": INK,
        "stroke-width": 2.0 if station.side == "first" else 1.0,
    }
    left, baseline = box.left + PAD, box.top + PAD + TEXT_PX * 0.9
    name = draw_lines_of_text((left, baseline), laid.name, bold=True)
    below = baseline + len(laid.name) * LINE_PX
    figure = draw_lines_of_text((left, below), laid.figure, px=SMALL_PX)
    last = below + len(laid.figure) * LINE_PX
    symbol = _place(_draw_symbol(station.standing), (left + 7.0, last - SMALL_PX * 0.36))
    words = draw_text(
        (left + SYMBOL_ROOM, last), station.words, px=SMALL_PX, bold=True, colour=COLOURS[station.standing]
    )
    return element("rect", frame) + name + figure + symbol + words


def _draw_link(start: Box, end: Box, standing: Standing, number: int) -> str:
    """An arrow between two neighbouring boxes, with its number."""
    if abs(start.top - end.top) < 1.0:
        y = (max(start.top, end.top) + min(start.bottom, end.bottom)) / 2
        rightwards = end.left > start.right
        points = ((start.right, y), (end.left, y)) if rightwards else ((start.left, y), (end.right, y))
    else:
        x = (start.left + start.right) / 2
        points = ((x, start.bottom), (x, end.top)) if end.top > start.bottom else ((x, start.top), (x, end.bottom))
    (x0, y0), (x1, y1) = points
    colour = COLOURS[standing]
    length = abs(x1 - x0) + abs(y1 - y0)
    step = ((x1 - x0) / length, (y1 - y0) / length)
    neck = (x1 - step[0] * HEAD, y1 - step[1] * HEAD)
    line: dict[str, str | float] = {"x1": x0, "y1": y0, "x2": neck[0], "y2": neck[1], "stroke": colour}
    line["stroke-width"] = THICK
    if DASHES[standing]:
        line["stroke-dasharray"] = DASHES[standing]
    wings = [(neck[0] + sign * step[1] * HEAD * 0.7, neck[1] - sign * step[0] * HEAD * 0.7) for sign in (1, -1)]
    head = element("polygon", {"points": " ".join(_write(one) for one in ((x1, y1), *wings)), "fill": colour})
    middle = ((x0 + neck[0]) / 2, (y0 + neck[1]) / 2)
    disc = element(
        "circle", {"cx": middle[0], "cy": middle[1], "r": MARK, "fill": PAPER, "stroke": colour, "stroke-width": 1.5}
    )
    label = draw_text((middle[0], middle[1] + SMALL_PX * 0.36), str(number), anchor="middle", px=SMALL_PX, bold=True)
    return element("line", line) + head + disc + label


def _draw_symbol(standing: Standing) -> str:
    """A mark around (0, 0) that is told apart without colour."""
    colour = COLOURS[standing]
    stroke: dict[str, str | float] = {"stroke": colour, "stroke-width": 2.0, "fill": "none"}
    match standing:
        case "holds":
            return element("circle", {"cx": 0.0, "cy": 0.0, "r": 5.0, "fill": colour})
        case "strained":
            ring = element("circle", {"cx": 0.0, "cy": 0.0, "r": 5.0, **stroke})
            return ring + element("path", {"d": "M0 -5L-3.5 -3.5L-5 0L-3.5 3.5L0 5Z", "fill": colour})
        case "gives_way":
            return draw_line((-5.0, -5.0), (5.0, 5.0), colour, 2.5) + draw_line((-5.0, 5.0), (5.0, -5.0), colour, 2.5)
        case _:
            return element("circle", {"cx": 0.0, "cy": 0.0, "r": 5.0, **stroke, "stroke-dasharray": "2 2"})


def _list_key(sides: tuple[str, str], key: Sequence[str]) -> list[KeyItem]:
    box: dict[str, str | float] = {"x": -6.0, "y": -5.0, "width": 12.0, "height": 10.0, "stroke": INK}
    first = element("rect", {**box, "rx": 3.0, "fill": PAPER, "stroke-width": 2.0})
    second = element("rect", {**box, "fill": TINT, "stroke-width": 1.0})
    looks = [KeyItem(first, sides[0]), KeyItem(second, sides[1])]
    return [*looks, *(KeyItem(_draw_symbol(one), words) for one, words in zip(COLOURS, key, strict=True))]


def _place(drawn: str, at: Point) -> str:
    return element("g", {"transform": f"translate({_write(at)})"}, drawn)


def _write(point: Point) -> str:
    return f"{tidy(point[0])} {tidy(point[1])}"
