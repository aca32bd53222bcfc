"""Maps of areas as SVG text: Sweden, or a part of it, with each area in the look of its class.

Outlines are easting and northing in metres (SWEREF 99 TM), sizes are in px; north is up. Looks go from light to dark,
so that they hold in grey, and a pattern stands for what is less than a full answer: blanks are hatched, never white.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samspel.drawing.plane import (
    GRAIN,
    IN_GRAINS,
    MARGIN,
    Frame,
    Rings,
    bound_rings,
    fit_bounds,
    is_seen,
    write_lines,
    write_rings,
)
from samspel.drawing.svg import (
    FAINT,
    INK,
    LINE_PX,
    MUTED,
    OUTLINE,
    PAPER,
    SMALL_PX,
    Box,
    draw_document,
    draw_lines_of_text,
    draw_text,
    element,
    fit_text,
    measure_text,
    title_of,
    wrap_text,
)
from samspel.terms.arrays import Floats

Pattern = Literal["plain", "stripes", "dots", "hatch"]

COUNTRY_SIZE, PART_WIDTH = (440, 760), 440
WEST_PX = 96.0
"""Room west of the country, for the key and what is drawn larger."""
KEY_PX, KEY_ROW_PX, SYMBOL_PX = 176.0, 20.0, 14.0
MOST_KEY_LINES, MOST_HEADING_LINES, KEY_GAP_PX = 3, 4, 4.0
LARGER_BOXES = (Box(346.0, 300.0, 436.0, 420.0), Box(4.0, 420.0, 88.0, 530.0), Box(4.0, 560.0, 88.0, 660.0))
"""Where parts are drawn larger: beside the coasts, where the country leaves room."""
LEAST_PART_M = 12_000.0
TALLEST, LOWEST = 520.0, 240.0
SMALL_MARK_PX, MOST_FOOT_LINES = 22.0, 4
PALE_LAND = "#f7f7f7"


@dataclass(frozen=True, slots=True)
class Look:
    """How a class is filled: plain, or in a pattern of the colour and white."""

    colour: str
    pattern: Pattern = "plain"


@dataclass(frozen=True, slots=True)
class Entry:
    """A look and the words for it."""

    look: Look
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area: the number of its entry in the key, what it is told with, and where it leads, nowhere if empty."""

    name: str
    label: str
    address: str
    entry: int


@dataclass(frozen=True, slots=True)
class Larger:
    """A part that is drawn larger too: its name, and the numbers of the areas that it is about."""

    name: str
    areas: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A box of the paper with land in it: the areas that are seen, by number, as paths."""

    name: str
    box: Box
    frame: Frame
    paths: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Land laid out on paper, ready to be filled: the whole, what is drawn larger, lines over it, and land around it.

    Areas go by number, in the order in which they were laid out.
    """

    whole: Window
    larger: tuple[Window, ...]
    lines: str
    around: tuple[str, ...]
    spans: Floats
    """West, north, east and south of each area in px, shape (areas, 4)."""


def lay_out_country(outlines: Sequence[Rings], lines: Rings, larger: Sequence[Larger]) -> Sheet:
    """The country on its paper, and up to three parts larger beside it. The work of a drawing is here, and the same for
    whatever the areas are filled with.
    """
    width, height = map(float, COUNTRY_SIZE)
    paper = Box(0.0, 0.0, width, height)
    everything = bound_rings(ring for rings in outlines for ring in rings)
    frame = fit_bounds(everything, Box(WEST_PX, 0.0, width, height), MARGIN, LEAST_PART_M)
    windows = (
        _lay_out_larger(outlines, part, box) for part, box in zip(larger, LARGER_BOXES[: len(larger)], strict=True)
    )
    return Sheet(
        whole=Window("", paper, frame, {n: write_rings(rings, frame) for n, rings in enumerate(outlines)}),
        larger=tuple(windows),
        lines=write_lines(lines, frame),
        around=(),
        spans=_span(outlines, frame),
    )


def lay_out_part(outlines: Sequence[Rings], around: Sequence[Rings]) -> Sheet:
    """A part of the country, such as a county, among the land around it."""
    bounds = west, south, east, north = bound_rings(ring for rings in outlines for ring in rings)
    shape = max(north - south, LEAST_PART_M) / max(east - west, LEAST_PART_M)
    width = PART_WIDTH - 1.0
    paper = Box(0.5, 0.5, 0.5 + width, 0.5 + round(min(TALLEST, max(LOWEST, width * shape))))
    frame = fit_bounds(bounds, Box(0.0, 0.0, width, paper.bottom - paper.top), MARGIN, LEAST_PART_M)
    return Sheet(
        whole=Window("", paper, frame, {n: write_rings(rings, frame) for n, rings in enumerate(outlines)}),
        larger=(),
        lines="",
        around=tuple(write_rings(rings, frame) for rings in around if is_seen(rings, frame)),
        spans=_span(outlines, frame),
    )


def draw_country(
    sheet: Sheet,
    areas: Sequence[Area],
    key: Sequence[Entry],
    *,
    heading: Sequence[str],
    title: str,
    marked: int | None = None,
    foot: Sequence[str] = (),
) -> str:
    """The country with each area once, the key in the north-west, and parts of it larger beside; `foot` is what a
    drawing that stands alone has to say beneath.
    """
    width, height = map(float, COUNTRY_SIZE)
    parts = [_draw_patterns(key), _draw_land(sheet, sheet.whole, areas, key)]
    for window in sheet.larger:
        mark = _draw_outline(window.paths[marked]) if marked is not None and marked in window.paths else ""
        parts.append(_draw_window(window, _draw_land(sheet, window, areas, key) + mark))
    if marked is not None:
        parts.append(_draw_mark(sheet, areas, marked))
    parts.append(_draw_key(key, heading, MARGIN, MARGIN, KEY_PX)[0])
    written, tall = _draw_foot(foot, height, width)
    return draw_document((width, height + tall), title, [*parts, written])


def draw_part(
    sheet: Sheet,
    areas: Sequence[Area],
    key: Sequence[Entry],
    *,
    heading: Sequence[str],
    title: str,
    marked: int | None = None,
    foot: Sequence[str] = (),
) -> str:
    """A part of the country with the areas' names, and the key beneath; `foot` as for the country."""
    window = sheet.whole
    mark = "" if marked is None else _draw_outline(window.paths[marked])
    drawn = _draw_land(sheet, window, areas, key) + mark + _draw_names(sheet, areas, marked)
    beneath, width = window.box.bottom + MARGIN, float(PART_WIDTH)
    written, tall = _draw_key(key, heading, MARGIN, beneath, width - 2 * MARGIN)
    height = beneath + tall + MARGIN
    told, more = _draw_foot(foot, height, width)
    parts = [_draw_patterns(key), _draw_window(window, drawn), written, told]
    return draw_document((width, height + more), title, parts)


# The land


def _lay_out_larger(outlines: Sequence[Rings], part: Larger, box: Box) -> Window:
    """A part in a box of its own with room for its name under it, with all land that is seen there."""
    bounds = bound_rings(ring for number in part.areas for ring in outlines[number])
    inside = Box(0.0, 0.0, box.right - box.left, box.bottom - box.top - LINE_PX)
    frame = fit_bounds(bounds, inside, 2.0, LEAST_PART_M)
    seen = [number for number, rings in enumerate(outlines) if is_seen(rings, frame)]
    paper = Box(box.left, box.top, box.right, box.bottom - LINE_PX)
    return Window(part.name, paper, frame, {number: write_rings(outlines[number], frame) for number in seen})


def _draw_window(window: Window, drawn: str) -> str:
    """What is drawn in a box, cut off at its edge, and the name under it."""
    box = window.box
    name = fit_text(window.name, box.right - box.left, SMALL_PX)
    said = draw_text((box.left, box.bottom + LINE_PX - 3), name, px=SMALL_PX, colour=MUTED) if name else ""
    return element("svg", box.frame, drawn) + element("rect", box.frame | {"fill": "none", "stroke": FAINT}) + said


def _draw_land(sheet: Sheet, window: Window, areas: Sequence[Area], key: Sequence[Entry]) -> str:
    """Faint land around, the areas by the entries of the key, and the lines, in whole numbers of a grain."""
    parts: list[str] = []
    if sheet.around:
        faint: dict[str, str | float] = {"fill": PALE_LAND, "stroke": FAINT, "stroke-width": 0.6 * GRAIN}
        parts.append(element("g", faint, *(element("path", {"d": path}) for path in sheet.around)))
    for number, entry in enumerate(key):
        members = [_draw_area(areas[area], path) for area, path in window.paths.items() if areas[area].entry == number]
        paint: dict[str, str | float] = {
            "fill": _find_fill(entry.look),
            "stroke": OUTLINE,
            "stroke-width": 0.4 * GRAIN,
            "stroke-linejoin": "round",
        }
        parts.append(element("g", paint, *members) if members else "")
    if sheet.lines and window is sheet.whole:
        ink: dict[str, str | float] = {"fill": "none", "stroke": INK, "stroke-width": 0.7 * GRAIN}
        parts.append(element("path", {"d": sheet.lines} | ink))
    return element("g", {"transform": IN_GRAINS}, *parts)


def _draw_area(area: Area, path: str) -> str:
    drawn = element("path", {"d": path})
    if not area.address:
        return element("g", {}, title_of(area.label), drawn)
    return element("a", {"href": area.address, "tabindex": "-1"}, title_of(area.label), drawn)


def _draw_mark(sheet: Sheet, areas: Sequence[Area], marked: int) -> str:
    """The marked area's outline and name, and a ring where it is small."""
    west, north, east, south = sheet.spans[marked].tolist()
    at, half, ring = ((west + east) / 2, (north + south) / 2), max(east - west, south - north) / 2 + 4, ""
    if 2 * half < SMALL_MARK_PX:
        circle: dict[str, str | float] = {"cx": at[0], "cy": at[1], "r": half + 3, "fill": "none"}
        ring = element("circle", circle | {"stroke": PAPER, "stroke-width": 5.0})
        ring += element("circle", circle | {"stroke": INK, "stroke-width": 2.4})
        half += 3
    paper = sheet.whole.box
    words = fit_text(areas[marked].name, paper.right - paper.left - 2 * MARGIN, bold=True)
    room = measure_text(words, bold=True)
    is_left = at[0] + half + 2 + room > paper.right - 2
    x = max(paper.left + 2 + room, at[0] - half - 2) if is_left else at[0] + half + 2
    name = draw_text((x, at[1] + 4), words, anchor="end" if is_left else "start", bold=True, halo=True)
    return _draw_outline(sheet.whole.paths[marked]) + ring + name


def _draw_outline(path: str) -> str:
    """A dark line on a light one, which is seen on any colour and in grey."""
    shape: dict[str, str | float] = {"d": path, "fill": "none", "stroke-linejoin": "round"}
    under: dict[str, str | float] = {"stroke": PAPER, "stroke-width": 4.5 * GRAIN}
    over: dict[str, str | float] = {"stroke": INK, "stroke-width": 2.2 * GRAIN}
    return element("g", {"transform": IN_GRAINS}, element("path", shape | under), element("path", shape | over))


def _draw_names(sheet: Sheet, areas: Sequence[Area], marked: int | None) -> str:
    """The areas' names where there is room, the marked one's first and then the largest areas'."""
    room = Box(0.0, 0.0, sheet.whole.box.right - sheet.whole.box.left, sheet.whole.box.bottom - sheet.whole.box.top)
    size = (sheet.spans[:, 2] - sheet.spans[:, 0]) * (sheet.spans[:, 3] - sheet.spans[:, 1])
    order = sorted(range(len(areas)), key=lambda number: (number != marked, -float(size[number]), number))
    placed: list[Box] = []
    drawn: list[str] = []
    for number in order:
        is_marked = number == marked
        words = fit_text(areas[number].name, room.right - 2 * MARGIN, SMALL_PX, bold=is_marked)
        west, north, east, south = sheet.spans[number].tolist()
        half = measure_text(words, SMALL_PX, bold=is_marked) / 2
        x = min(max((west + east) / 2, half + 2), room.right - half - 2)
        y = (north + south) / 2
        box = Box(x - half, y - LINE_PX / 2, x + half, y + LINE_PX / 2)
        if not any(box.overlaps(other) for other in placed):
            placed.append(box)
            drawn.append(draw_text((x, y + 4), words, anchor="middle", px=SMALL_PX, bold=is_marked, halo=True))
    return "".join(drawn)


def _span(outlines: Sequence[Rings], frame: Frame) -> Floats:
    """West, north, east and south of the longest ring of each area in px, shape (areas, 4)."""
    laid = (frame.lay(max(rings, key=len)) for rings in outlines)
    return np.array([[*points.min(axis=0), *points.max(axis=0)] for points in laid]).reshape(-1, 4)


# The looks and their key


def _find_fill(look: Look) -> str:
    return look.colour if look.pattern == "plain" else f"url(#{_name_pattern(look)})"


def _name_pattern(look: Look) -> str:
    return f"{look.pattern}-{look.colour.removeprefix('#')}"


def _draw_patterns(key: Sequence[Entry]) -> str:
    """The patterns that the key has, each once."""
    looks = dict.fromkeys(entry.look for entry in key if entry.look.pattern != "plain")
    return element("defs", {}, *(_draw_pattern(look) for look in looks)) if looks else ""


def _draw_pattern(look: Look) -> str:
    """Broad stripes one way, thin hatching the other, or dots on the colour; in grains."""
    size = {"stripes": 10.0, "hatch": 9.0, "dots": 9.0}[look.pattern]
    turn = {"stripes": "rotate(45)", "hatch": "rotate(-45)", "dots": "rotate(45)"}[look.pattern]
    whole: dict[str, str | float] = {"width": size, "height": size}
    if look.pattern == "dots":
        inside = element("rect", whole | {"fill": look.colour})
        inside += element("circle", {"cx": size / 2, "cy": size / 2, "r": 2.2, "fill": PAPER})
    else:
        band = 5.5 if look.pattern == "stripes" else 2.0
        inside = element("rect", whole | {"fill": PAPER})
        inside += element("rect", {"width": band, "height": size, "fill": look.colour})
    name: dict[str, str | float] = {
        "id": _name_pattern(look),
        "patternUnits": "userSpaceOnUse",
        "patternTransform": turn,
    }
    return element("pattern", name | whole, inside)


def _draw_key(key: Sequence[Entry], heading: Sequence[str], left: float, top: float, room: float) -> tuple[str, float]:
    """The heading, its first part in bold, and a row for each look, long words over several lines; and the height in
    px.
    """
    drawn: list[str] = []
    y = top
    for number, part in enumerate(heading):
        for line in wrap_text(part, room, MOST_HEADING_LINES, SMALL_PX, bold=not number):
            drawn.append(draw_text((left, y + SMALL_PX), line, px=SMALL_PX, bold=not number, halo=True))
            y += LINE_PX
    y += KEY_GAP_PX if heading else 0.0
    for entry in key:
        lines = wrap_text(entry.words, room - SYMBOL_PX - 8, MOST_KEY_LINES, SMALL_PX)
        shape: dict[str, str | float] = {
            "x": left * GRAIN,
            "y": y * GRAIN,
            "width": SYMBOL_PX * GRAIN,
            "height": SYMBOL_PX * GRAIN,
            "fill": _find_fill(entry.look),
            "stroke": OUTLINE,
            "stroke-width": 0.8 * GRAIN,
        }
        drawn.append(element("g", {"transform": IN_GRAINS}, element("rect", shape)))
        drawn.append(draw_lines_of_text((left + SYMBOL_PX + 8, y + 11), lines, px=SMALL_PX))
        y += KEY_ROW_PX + LINE_PX * (len(lines) - 1)
    return "".join(drawn), y - top


def _draw_foot(foot: Sequence[str], top: float, width: float) -> tuple[str, float]:
    """What is told beneath, and its height in px."""
    lines = [line for words in foot for line in wrap_text(words, width - 2 * MARGIN, MOST_FOOT_LINES, SMALL_PX)]
    drawn = draw_lines_of_text((MARGIN, top + SMALL_PX), lines, px=SMALL_PX, colour=MUTED)
    return drawn, len(lines) * LINE_PX + MARGIN if lines else 0.0
