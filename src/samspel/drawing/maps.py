"""Dot maps as SVG text: a municipality, the country, and a locator, without outlines or a map server.

Points are latitude and longitude in degrees (WGS 84, less than a metre from SWEREF 99); sizes are in px;
north is up.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from samspel.drawing.map_marks import LABEL_ROOM, Kind, MapPoint, Mark, place_labels
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

# GRS 80 and SWEREF 99 TM: metres, degrees.
SEMI_MAJOR_AXIS, FLATTENING = 6_378_137.0, 1.0 / 298.257222101
CENTRAL_MERIDIAN, CENTRAL_SCALE, FALSE_EASTING = 15.0, 0.9996, 500_000.0

MARGIN = 10.0
LEAST_EXTENT_M = 12_000.0
ROUND_KM = (500, 200, 100, 50, 20, 10, 5, 2, 1)
SCALE_SHARE = 0.25
SCALE_PX = 34.0
M_PER_KM = 1000.0

LARGEST_SHARE = 0.055
LEAST_RADIUS = 2.6
KEY_HALF = 5.0

# Fill and radius in px of each class, darker and larger by turns. The outline gives the pale ones contrast.
CLASSES = (("#fde725", 3.2), ("#5ec962", 3.7), ("#21918c", 4.2), ("#3b528b", 4.7), ("#440154", 5.2))
BLANK_CLASS = -1
BLANK_LOOK = (PAPER, 2.6)
OUTLINE = "#404040"
RING_GAP = 4.0
DOT_PX = 2.0
BAND_PX = 10

KeyKind = Literal["locality", "site", "hospital", "background"]
Municipality = tuple[str, str, float, float, int]

SYMBOL_HALF: Mapping[KeyKind, float] = {"site": 5.0, "hospital": 6.5}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where on the paper a part of the plane lies: its corner in the north-west in metres, px a metre."""

    west: float
    north: float
    scale: float
    box: Box

    def place(self, lat: float, lon: float) -> Point:
        """A point of the plane on the paper."""
        east, north = project(lat, lon)
        return self.box.left + (east - self.west) * self.scale, self.box.top + (self.north - north) * self.scale


def project(lat: float, lon: float) -> tuple[float, float]:
    """Easting and northing in metres in SWEREF 99 TM (EPSG:3006), to some millimetres within Sweden.

    Krüger's series for the transverse Mercator projection on GRS 80, to the third order of the third
    flattening; see Lantmäteriet, Gauss Conformal Projection (Transverse Mercator): Krüger's Formulas.
    """
    third = FLATTENING / (2.0 - FLATTENING)
    radius = SEMI_MAJOR_AXIS / (1.0 + third) * (1.0 + third**2 / 4.0 + third**4 / 64.0)
    series = (
        third / 2.0 - 2.0 * third**2 / 3.0 + 5.0 * third**3 / 16.0,
        13.0 * third**2 / 48.0 - 3.0 * third**3 / 5.0,
        61.0 * third**3 / 240.0,
    )
    eccentricity = math.sqrt(FLATTENING * (2.0 - FLATTENING))
    sine, aside = math.sin(math.radians(lat)), math.radians(lon - CENTRAL_MERIDIAN)
    conformal = math.sinh(math.atanh(sine) - eccentricity * math.atanh(eccentricity * sine))
    up = math.atan2(conformal, math.cos(aside))
    right = math.asinh(math.sin(aside) / math.hypot(conformal, math.cos(aside)))
    terms = list(enumerate(series, 1))
    east = right + sum(factor * math.cos(2 * n * up) * math.sinh(2 * n * right) for n, factor in terms)
    north = up + sum(factor * math.sin(2 * n * up) * math.cosh(2 * n * right) for n, factor in terms)
    return FALSE_EASTING + CENTRAL_SCALE * radius * east, CENTRAL_SCALE * radius * north


def draw_place_map(
    points: Sequence[MapPoint],
    background: Sequence[tuple[float, float]],
    size: tuple[int, int] = (640, 480),
    *,
    scale_label: Callable[[int], str],
    title: str,
    key: Mapping[KeyKind, str] | None = None,
) -> str:
    """A place: localities as circles with area by people, sites as squares, hospitals as crosses.

    The map shows all `points`, so hand in only the hospitals worth showing, and those of the `background`
    that lie within it, as faint dots. `scale_label` writes the kilometres of the scale bar, `key` tells what
    each kind of mark is. A circle is never less than 2.6 px in radius, so that the smallest are seen.
    """
    width, height = float(size[0]), float(size[1])
    drawn_key, foot = draw_foot(_list_key(points, background, key or {}), width)
    paper = Box(0.5, 0.5, width - 0.5, height - foot)
    largest = min(width, height) * LARGEST_SHARE
    frame = fit_frame([(p.lat, p.lon) for p in points] or background, paper, MARGIN + largest, LEAST_EXTENT_M)
    marks = _place_marks(points, frame, largest)
    dots = [at for at in (frame.place(*point) for point in background) if _is_in_the_open(at, marks, paper)]
    parts = [draw_dots(dots, 4.0, FAINT, decimals=1), *(_draw_mark(mark) for mark in marks)]
    parts += [
        draw_text(label.at, label.words, anchor=label.anchor, px=SMALL_PX, halo=True)
        for label in place_labels(marks, paper)
    ]
    below = {"transform": f"translate(0 {tidy(paper.bottom)})"}
    scale_bar = draw_scale_bar(frame.scale, scale_label, width)
    parts += [draw_border(paper), element("g", below, drawn_key, scale_bar)]
    return draw_document((width, height), title, parts)


def draw_country_map(
    municipalities: Sequence[Municipality],
    background: Sequence[tuple[float, float]],
    size: tuple[int, int] = (360, 800),
    *,
    title: str,
    highlight: str | None = None,
    hidden: bool = False,
    key: Sequence[str] = (),
) -> str:
    """Sweden as faint dots, and a dot a municipality by its class: 0 to 4, or -1 for blank.

    A municipality is label, address, latitude, longitude, class. Its dot is a link outside the tab order;
    that with the address `highlight` gets a ring. `hidden` hides the map from those who are read to, who
    need a list beside it. `key` writes the five classes and, sixth, the blank.
    """
    width, height = float(size[0]), float(size[1])
    paper = Box(0.0, 0.0, width, height)
    everything = [*background, *((lat, lon) for _, _, lat, lon, _ in municipalities)]
    frame = fit_frame(everything, paper, MARGIN, LEAST_EXTENT_M)
    placed = [(item, _snap(frame.place(item[2], item[3]))) for item in municipalities]
    dots = _thin_out([_snap(frame.place(*point)) for point in background], placed)
    parts = [draw_dots(dots, DOT_PX, FAINT, decimals=0)]
    # The largest first, so that none is hidden.
    for number in reversed(range(BLANK_CLASS, len(CLASSES))):
        links = "".join(_draw_link(item, at) for item, at in placed if item[4] == number)
        parts.append(element("g", _paint_class(number), links) if links else "")
    parts += [_draw_ring(at, _find_paint(item[4])[1] + RING_GAP) for item, at in placed if item[1] == highlight]
    classes = [*range(len(CLASSES)), BLANK_CLASS]
    parts += [
        _draw_class(number, row, words, width) for row, (number, words) in enumerate(zip(classes, key, strict=False))
    ]
    return draw_document((width, height), title, parts, image=False, hidden=hidden)


def draw_locator(
    lat: float,
    lon: float,
    background: Sequence[tuple[float, float]],
    size: tuple[int, int] = (160, 360),
    *,
    title: str,
) -> str:
    """Where in Sweden a place is: faint dots and one ring."""
    width, height = float(size[0]), float(size[1])
    frame = fit_frame([*background, (lat, lon)], Box(0.0, 0.0, width, height), MARGIN, LEAST_EXTENT_M)
    at = frame.place(lat, lon)
    dot = element("circle", {"cx": at[0], "cy": at[1], "r": 2.4, "fill": ALERT})
    dots = draw_dots([frame.place(*point) for point in background], 1.4, FAINT, decimals=1)
    return draw_document((width, height), title, [dots, dot, _draw_ring(at, 7.0)])


# The plane


def fit_frame(points: Sequence[tuple[float, float]], box: Box, margin: float, least: float) -> Frame:
    """The largest scale that keeps all points inside the margin, centred, at least `least` metres across."""
    plane = [project(*point) for point in points] or [project(62.0, CENTRAL_MERIDIAN)]
    west, east = min(x for x, _ in plane), max(x for x, _ in plane)
    south, north = min(y for _, y in plane), max(y for _, y in plane)
    width, height = box.right - box.left, box.bottom - box.top
    scale = min(
        (width - 2 * margin) / max(east - west, least),
        (height - 2 * margin) / max(north - south, least),
    )
    return Frame((west + east - width / scale) / 2, (south + north + height / scale) / 2, scale, box)


def _surround(at: Point, half: float) -> Box:
    return Box(at[0] - half, at[1] - half, at[0] + half, at[1] + half)


def _snap(at: Point) -> Point:
    """The nearest whole px, which makes for short text where there are thousands of dots."""
    return float(round(at[0])), float(round(at[1]))


def _thin_out(dots: Iterable[Point], covers: Sequence[tuple[Municipality, Point]]) -> list[Point]:
    """Leave out dots that lie wholly under a municipality's, which only cost bytes."""
    covered = [(at, _find_paint(item[4])[1] - DOT_PX / 2) for item, at in covers]
    return [dot for dot in set(dots) if all(math.dist(dot, at) > radius for at, radius in covered)]


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
        {
            "d": "".join(steps),
            "stroke": colour,
            "stroke-width": diameter,
            "stroke-linecap": "round",
            "fill": "none",
        },
    )


# The place


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
        paint: dict[str, str | float] = {
            "fill": EMPHASIS,
            "fill-opacity": "0.75",
            "stroke": PAPER,
            "stroke-width": 0.8,
        }
        return element("circle", {"r": half} | paint)
    if kind == "site":
        box: dict[str, str | float] = {
            "x": 1 - half,
            "y": 1 - half,
            "width": 2 * half - 2,
            "height": 2 * half - 2,
        }
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
    corner: dict[str, str | float] = {"x": box.left, "y": box.top, "fill": "none", "stroke": GRID}
    return element("rect", corner | {"width": box.right - box.left, "height": box.bottom - box.top})


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


# The country


def _find_paint(number: int) -> tuple[str, float]:
    return BLANK_LOOK if number == BLANK_CLASS else CLASSES[number]


def _paint_class(number: int) -> dict[str, str | float]:
    stroke = FAINT if number == BLANK_CLASS else OUTLINE
    return {"fill": _find_paint(number)[0], "stroke": stroke, "stroke-width": 0.8}


def _draw_link(item: Municipality, at: Point) -> str:
    label, address, _, _, number = item
    circle = element("circle", {"cx": at[0], "cy": at[1], "r": _find_paint(number)[1]})
    return element("a", {"href": address, "tabindex": "-1"}, title_of(label), circle)


def _draw_ring(at: Point, radius: float) -> str:
    return element(
        "circle",
        {"cx": at[0], "cy": at[1], "r": radius, "fill": "none", "stroke": ALERT, "stroke-width": 2.4},
    )


def _draw_class(number: int, row: int, words: str, width: float) -> str:
    y = 2 * MARGIN + row * 20.0
    dot: dict[str, str | float] = {"cx": 2 * MARGIN, "cy": y, "r": _find_paint(number)[1]}
    written = draw_text((2 * MARGIN + 12, y + 4), fit_text(words, width * LABEL_ROOM, SMALL_PX), px=SMALL_PX)
    return element("circle", dot | _paint_class(number)) + written
