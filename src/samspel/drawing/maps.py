"""Maps of a place as SVG text: its localities, sites and hospitals as marks on its land, without a map server.

Points are latitude and longitude in degrees (WGS 84, less than a metre from SWEREF 99), outlines easting and northing
in metres (SWEREF 99 TM); sizes are in px; north is up.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from samspel.drawing.map_marks import Kind, MapPoint, Mark, place_labels
from samspel.drawing.plane import GRAIN, IN_GRAINS, MARGIN, Frame, Rings, bound_points, fit_bounds, is_seen, write_rings
from samspel.drawing.svg import (
    ALERT,
    EMPHASIS,
    FAINT,
    GRID,
    INK,
    MUTED,
    PAPER,
    SMALL_PX,
    SYMBOL_PX,
    TEXT_PX,
    WARM,
    Box,
    KeyItem,
    Point,
    draw_document,
    draw_key,
    draw_text,
    element,
    fit_text,
    measure_text,
    tidy,
    title_of,
)
from samspel.terms.arrays import Floats

LEAST_EXTENT_M = 12_000.0
ROUND_KM = (500, 200, 100, 50, 20, 10, 5, 2, 1)
SCALE_SHARE = 0.25
SCALE_PX = 34.0
M_PER_KM = 1000.0

LARGEST_SHARE = 0.055
LEAST_RADIUS = 2.6
KEY_HALF = 5.0

BAND_PX = 10
OWN_LAND, OTHER_LAND = "#fbf6e4", "#efefef"
GRID_STEPS = 24

KeyKind = Literal["locality", "site", "hospital", "background"]

SYMBOL_HALF: Mapping[KeyKind, float] = {"site": 5.0, "hospital": 6.5}


@dataclass(frozen=True, slots=True)
class Land:
    """A place's own outlines (its municipalities' for a region), its neighbours' with their names, and other land."""

    own: Sequence[Rings]
    neighbours: Sequence[tuple[str, Rings]]
    beyond: Sequence[Rings] = ()


def draw_place_map(
    points: Sequence[MapPoint],
    background: Sequence[tuple[float, float]],
    size: tuple[int, int] = (640, 480),
    *,
    scale_label: Callable[[int], str],
    title: str,
    key: Mapping[KeyKind, str] | None = None,
    land: Land | None = None,
) -> str:
    """A place: localities as circles with area by people, sites as squares, hospitals as crosses, on its land with its
    border among its neighbours' where `land` is given.

    The map shows all `points` and the whole place, so hand in only the hospitals worth showing, and those of the
    `background` that lie within it, as faint dots. `scale_label` writes the kilometres of the scale bar, `key` tells
    what each kind of mark is. A circle is never less than 2.6 px in radius, so that the smallest are seen.
    """
    width, height = float(size[0]), float(size[1])
    drawn_key, foot = draw_foot(_list_key(points, background, key or {}), width)
    paper = Box(0.5, 0.5, width - 0.5, height - foot)
    largest = min(width, height) * LARGEST_SHARE
    spots = [(p.lat, p.lon) for p in points] or ([] if land else background)
    bounds = bound_points(spots, [] if land is None else [ring for rings in land.own for ring in rings])
    frame = fit_bounds(bounds, paper, MARGIN + (0.0 if land else largest), LEAST_EXTENT_M)
    marks = _place_marks(points, frame, largest)
    dots = [at for at in (frame.place(*point) for point in background) if _is_in_the_open(at, marks, paper)]
    labels = place_labels(marks, paper)
    parts = [_draw_land(land, frame) if land else "", draw_dots(dots, 4.0, FAINT, decimals=1)]
    parts += [_draw_mark(mark) for mark in marks]
    parts += [draw_text(one.at, one.words, anchor=one.anchor, px=SMALL_PX, halo=True) for one in labels]
    if land is not None:
        parts.append(_draw_neighbours(land, frame, [*(one.box for one in labels), *(mark.box for mark in marks)]))
    below = {"transform": f"translate(0 {tidy(paper.bottom)})"}
    scale_bar = draw_scale_bar(frame.scale, scale_label, width)
    parts += [draw_border(paper), element("g", below, drawn_key, scale_bar)]
    return draw_document((width, height), title, parts)


# The land


def _draw_land(land: Land, frame: Frame) -> str:
    """The place on its neighbours' land, cut off at the edge of the paper."""
    box = frame.box
    inside = Frame(frame.west, frame.north, frame.scale, Box(0.0, 0.0, box.right - box.left, box.bottom - box.top))
    faint: dict[str, str | float] = {"fill": OTHER_LAND, "stroke": FAINT, "stroke-width": 0.8 * GRAIN}
    own: dict[str, str | float] = {"fill": OWN_LAND, "stroke": FAINT, "stroke-width": 0.8 * GRAIN}
    edge: dict[str, str | float] = {"fill": "none", "stroke": MUTED, "stroke-width": 1.6 * GRAIN}
    around = [*land.beyond, *(rings for _, rings in land.neighbours)]
    seen = [rings for rings in around if is_seen(rings, inside)]
    others = "".join(element("path", {"d": write_rings(rings, inside)}) for rings in seen)
    areas = [element("path", {"d": write_rings(rings, inside)}) for rings in land.own]
    parts = [element("g", faint, others) if others else "", element("g", own, *areas)]
    # The border of a single municipality is its own; the inner ones of a region's would be as bold.
    parts.append(element("g", edge, *areas) if len(areas) == 1 else "")
    window = {"x": box.left, "y": box.top, "width": inside.box.right, "height": inside.box.bottom}
    return element("svg", window, element("g", {"transform": IN_GRAINS}, *parts))


def _draw_neighbours(land: Land, frame: Frame, taken: Sequence[Box]) -> str:
    """The neighbours' names where there is room on their land."""
    box, drawn, hidden = frame.box, [], list(taken)
    across = np.linspace(box.left, box.right, GRID_STEPS + 2)[1:-1]
    down = np.linspace(box.top, box.bottom, GRID_STEPS + 2)[1:-1]
    spots = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    for name, rings in (one for one in land.neighbours if is_seen(one[1], frame)):
        inside = spots[np.logical_or.reduce([_is_inside(spots, frame.lay(ring)) for ring in rings])]
        half = measure_text(name, SMALL_PX) / 2
        for x, y in inside[np.argsort(np.square(inside - inside.mean(axis=0)).sum(axis=1))] if len(inside) else ():
            label = Box(x - half, y - TEXT_PX / 2, x + half, y + TEXT_PX / 2)
            if box.holds(label) and not any(label.overlaps(other) for other in hidden):
                hidden.append(label)
                at = (float(x), float(y) + SMALL_PX * 0.35)
                drawn.append(draw_text(at, name, anchor="middle", px=SMALL_PX, colour=MUTED, halo=True))
                break
    return "".join(drawn)


def _is_inside(spots: Floats, ring: Floats) -> npt.NDArray[np.bool_]:
    """Which spots lie within a closed ring, shape (spots,): those from which a line eastwards crosses it an odd number
    of times.
    """
    (x, y), (begins, ends) = spots.T[:, :, None], (ring[:-1].T, ring[1:].T)
    is_between = (begins[1] > y) != (ends[1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = begins[0] + (y - begins[1]) * (ends[0] - begins[0]) / (ends[1] - begins[1])
    inside: npt.NDArray[np.bool_] = (is_between & (crossing > x)).sum(axis=1) % 2 == 1
    return inside


# The marks


def _surround(at: Point, half: float) -> Box:
    return Box(at[0] - half, at[1] - half, at[0] + half, at[1] + half)


def draw_dots(dots: Iterable[Point], diameter: float, colour: str, *, decimals: int) -> str:
    """Many dots as one path of round caps, each once, in steps from one to the next to keep it small."""
    unit = 10**decimals
    steps, x, y = [], 0, 0
    whole = {(round(u * unit), round(v * unit)) for u, v in dots}
    # Down one narrow band after the other the steps are short, and so is their text.
    for u, v in sorted(whole, key=lambda dot: (dot[0] // (BAND_PX * unit), dot[1], dot[0])):
        steps.append(f"m{tidy((u - x) / unit)} {tidy((v - y) / unit)}h0".replace(" -", "-"))
        x, y = u, v
    if not steps:
        return ""
    return element(
        "path",
        {"d": "".join(steps), "stroke": colour, "stroke-width": diameter, "stroke-linecap": "round", "fill": "none"},
    )


def _place_marks(points: Sequence[MapPoint], frame: Frame, largest: float) -> list[Mark]:
    """Marks in the order they are drawn: large circles, small circles, squares, crosses on top."""
    most = max((point.weight for point in points if point.kind == "locality"), default=0.0)
    order: dict[Kind, int] = {"locality": 0, "site": 1, "hospital": 2}
    ordered = sorted(points, key=lambda point: (order[point.kind], -point.weight, point.label, point.lat, point.lon))
    return [Mark(point, frame.place(point.lat, point.lon), _size_mark(point, most, largest)) for point in ordered]


def _size_mark(point: MapPoint, most: float, largest: float) -> float:
    if point.kind != "locality":
        return SYMBOL_HALF[point.kind]
    share = max(0.0, point.weight) / most if most > 0 else 0.0
    return max(LEAST_RADIUS, largest * math.sqrt(share))


def _draw_mark(mark: Mark) -> str:
    x, y = mark.at
    symbol = _draw_symbol(mark.point.kind, mark.half)
    return element("g", {"transform": f"translate({tidy(x)} {tidy(y)})"}, title_of(mark.point.label), symbol)


def _draw_symbol(kind: KeyKind, half: float) -> str:
    if kind == "locality":
        paint: dict[str, str | float] = {"fill": EMPHASIS, "fill-opacity": "0.75", "stroke": PAPER, "stroke-width": 0.8}
        return element("circle", {"r": half} | paint)
    if kind == "site":
        box: dict[str, str | float] = {"x": 1 - half, "y": 1 - half, "width": 2 * half - 2, "height": 2 * half - 2}
        return element("rect", box | {"fill": WARM, "stroke": PAPER, "stroke-width": 1.0})
    if kind == "hospital":
        disc = element("circle", {"r": half, "fill": PAPER, "stroke": ALERT, "stroke-width": 1.2})
        arms = f"M{tidy(3 - half)} 0H{tidy(half - 3)}M0 {tidy(3 - half)}V{tidy(half - 3)}"
        return disc + element("path", {"d": arms, "stroke": ALERT, "stroke-width": 2.6})
    return element("circle", {"r": 2.0, "fill": FAINT})


def _is_in_the_open(at: Point, marks: Iterable[Mark], paper: Box) -> bool:
    """Whether a dot lies on the map and under no circle; the place's own localities are dots as well."""
    under = any(math.dist(at, mark.at) < mark.half for mark in marks if mark.point.kind == "locality")
    return paper.holds(_surround(at, 3.0)) and not under


def draw_foot(items: Sequence[KeyItem], width: float) -> tuple[str, float]:
    """The key beside the scale bar, or under it where the paper is too narrow, and the height of both."""
    room = width * (1 - SCALE_SHARE) - 3 * MARGIN
    beside, height = draw_key(items, MARGIN, MARGIN / 2, room)
    widest = max((SYMBOL_PX + measure_text(item.words, SMALL_PX) for item in items), default=0.0)
    if widest <= room and height <= SCALE_PX + MARGIN / 2:
        return beside, max(SCALE_PX, height + MARGIN)
    below, height = draw_key(items, MARGIN, SCALE_PX, width - 2 * MARGIN)
    return below, SCALE_PX + height + MARGIN / 2


def _list_key(
    points: Sequence[MapPoint], background: Sequence[tuple[float, float]], key: Mapping[KeyKind, str]
) -> list[KeyItem]:
    shown: set[str] = {point.kind for point in points} | ({"background"} if background else set())
    return [
        KeyItem(_draw_symbol(kind, SYMBOL_HALF.get(kind, KEY_HALF)), words)
        for kind, words in key.items()
        if kind in shown
    ]


def draw_border(box: Box) -> str:
    """A thin frame."""
    return element("rect", box.frame | {"fill": "none", "stroke": GRID})


def draw_scale_bar(scale: float, scale_label: Callable[[int], str], width: float) -> str:
    """A bar of round kilometres at the right, at most a quarter of the width."""
    fits = (km for km in ROUND_KM if km * M_PER_KM * scale <= width * SCALE_SHARE)
    km = next(fits, ROUND_KM[-1])
    right, y = width - MARGIN, 26.0
    left = right - km * M_PER_KM * scale
    bar = f"M{tidy(left)} {tidy(y - 5)}v5H{tidy(right)}v-5"
    words = fit_text(scale_label(km), width * SCALE_SHARE, SMALL_PX)
    return element("path", {"d": bar, "fill": "none", "stroke": INK, "stroke-width": 1.2}) + draw_text(
        (right, y - 9), words, anchor="end", px=SMALL_PX, colour=MUTED
    )
