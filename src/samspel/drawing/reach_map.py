"""The map of a shift: where people live, and how large a share of them make it in time; the workplace; no map server.

Localities are discs with area by people, in five classes told apart by colour, by pattern and by the number beside the
name. The table of localities says the same in words.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samspel.catalogue.texts import Texts
from samspel.drawing.map_marks import Label, MapPoint, Mark, choose_side
from samspel.drawing.maps import (
    LEAST_EXTENT_M,
    LEAST_RADIUS,
    SYMBOL_HALF,
    draw_border,
    draw_dots,
    draw_foot,
    draw_scale_bar,
)
from samspel.drawing.plane import MARGIN, fit_frame
from samspel.drawing.svg import (
    ALERT,
    FAINT,
    INK,
    OUTLINE,
    PAPER,
    SMALL_PX,
    STEPS,
    Box,
    KeyItem,
    draw_document,
    draw_text,
    element,
    fit_text,
    tidy,
    title_of,
)
from samspel.reach.report import ReachReport, TurnReach
from samspel.rendering.blocks import Picture

SIZE = (440, 420)
"""Small enough for a phone, so that its words stay readable."""
LIMITS = (0.25, 0.5, 0.75)
"""Where the classes above nobody part."""
NOBODY = 0
CLASS_NAMES = ("none", "quarter", "half", "most", "nearly_all")
LARGEST_SHARE = 0.05
KEY_RADIUS = 6.0
MOST_LABELS = 14
SURE_LABELS = 5
NOTICE_PX = 18.0
LEAST_TOLD = 0.005
"""A share below this is told as nought."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Home:
    """Where people live: degrees, how many, the share of them who make the shift, and the words beside the disc."""

    lat: float
    lon: float
    people: float
    share: float
    words: str


def draw_reach(texts: Texts, report: ReachReport, turn: TurnReach, background: Points, title: str) -> Picture:
    """The map of a shift by the longest limit, with the notice in it where the place is made up."""
    site = report.workplaces[turn.workplace]
    homes = [
        Home(
            report.localities[one.locality].latitude,
            report.localities[one.locality].longitude,
            report.localities[one.locality].people or 0.0,
            one.within[-1],
            texts(
                "reach_map.locality",
                name=report.localities[one.locality].name,
                share=texts.number(100 * one.within[-1]),
            ),
        )
        for one in turn.localities
    ]
    svg = draw_reach_map(
        homes,
        MapPoint(site.latitude, site.longitude, site.name, "site", 1.0),
        background,
        scale_label=lambda km: texts("map.scale", km=km),
        title=title,
        key=[*(texts(f"reach_map.{name}") for name in CLASS_NAMES), texts("reach_map.workplace")],
        notice=texts("reach_map.made_up") if report.is_made_up else "",
    )
    limit = texts.number(report.limits[-1])
    return Picture(svg, texts("reach_map.alt", title=title, limit=limit), texts("reach_map.caption", limit=limit))


def draw_reach_map(
    homes: Sequence[Home],
    site: MapPoint,
    background: Points,
    size: tuple[int, int] = SIZE,
    *,
    scale_label: Callable[[int], str],
    title: str,
    key: Sequence[str],
    notice: str = "",
) -> str:
    """The map as SVG, `size` in px. It shows all homes and the workplace, and those of the `background` that lie within
    it as faint dots. `key` writes the five classes and, sixth, the workplace; `notice` stands at the top.
    """
    width, height = float(size[0]), float(size[1])
    drawn_key, foot = draw_foot(_list_key(key), width)
    paper = Box(0.5, NOTICE_PX if notice else 0.5, width - 0.5, height - foot)
    largest = min(width, height) * LARGEST_SHARE
    points = [*((one.lat, one.lon) for one in homes), (site.lat, site.lon)]
    frame = fit_frame(points, paper, MARGIN + largest, LEAST_EXTENT_M)
    most = max((one.people for one in homes), default=0.0)
    ordered = sorted(homes, key=lambda one: (-one.people, one.words))
    marks = [
        Mark(
            MapPoint(one.lat, one.lon, one.words, "locality", one.people),
            frame.place(one.lat, one.lon),
            _size_disc(one.people, most, largest),
        )
        for one in ordered
    ]
    gate = Mark(site, frame.place(site.lat, site.lon), SYMBOL_HALF["site"])
    dots = [at for at in (frame.place(*point) for point in background) if _is_free(at, [*marks, gate], paper)]
    below = {"transform": f"translate(0 {tidy(paper.bottom)})"}
    parts = [
        draw_dots(dots, 4.0, FAINT, decimals=1),
        *(_draw_home(mark, one.share) for mark, one in zip(marks, ordered, strict=True)),
        _draw_at(gate, _draw_site(gate.half)),
        *(
            draw_text(label.at, label.words, anchor=label.anchor, px=SMALL_PX, halo=True)
            for label in _place_labels(marks, gate, paper)
        ),
        _draw_notice(notice, width),
        draw_border(paper),
        element("g", below, drawn_key, draw_scale_bar(frame.scale, scale_label, width)),
    ]
    return draw_document((width, height), title, parts)


def classify(share: float) -> int:
    """0 for nobody (less than half a per cent), else 1 to 4 by quarters."""
    return NOBODY if share < LEAST_TOLD else 1 + sum(share > limit for limit in LIMITS)


def _size_disc(people: float, most: float, largest: float) -> float:
    """Radius in px, area by people."""
    return max(LEAST_RADIUS + 1.0, largest * math.sqrt(people / most)) if most else LEAST_RADIUS + 1.0


def _draw_home(mark: Mark, share: float) -> str:
    return _draw_at(mark, _draw_disc(classify(share), mark.half))


def _draw_at(mark: Mark, symbol: str) -> str:
    x, y = mark.at
    return element("g", {"transform": f"translate({tidy(x)} {tidy(y)})"}, title_of(mark.point.label), symbol)


def _draw_disc(number: int, radius: float) -> str:
    """A disc around (0, 0). Each class has a pattern of its own: a cross, then as many quarters filled."""
    if number == NOBODY:
        arm = tidy(radius * math.sqrt(0.5))
        cross = f"M-{arm} -{arm}L{arm} {arm}M-{arm} {arm}L{arm} -{arm}"
        empty = element("circle", {"r": radius, "fill": PAPER, "stroke": ALERT, "stroke-width": 1.6})
        return empty + element("path", {"d": cross, "stroke": ALERT, "stroke-width": 1.6})
    fill = STEPS[number]
    ring = element("circle", {"r": radius, "fill": PAPER, "stroke": OUTLINE, "stroke-width": 1.0})
    if number == len(STEPS) - 1:
        return ring + element("circle", {"r": radius - 0.5, "fill": fill})
    turn = math.tau * number / (len(STEPS) - 1)
    end = f"{tidy(radius * math.sin(turn))} {tidy(-radius * math.cos(turn))}"
    sweep = f"A{tidy(radius)} {tidy(radius)} 0 {int(turn > math.pi)} 1 {end}"
    return ring + element("path", {"d": f"M0 0V-{tidy(radius)}{sweep}Z", "fill": fill})


def _draw_site(half: float) -> str:
    """A square on its corner, which no disc resembles."""
    d = f"M0 -{tidy(half + 2)}L{tidy(half + 2)} 0L0 {tidy(half + 2)}L-{tidy(half + 2)} 0Z"
    return element("path", {"d": d, "fill": INK, "stroke": PAPER, "stroke-width": 1.5})


def _draw_notice(notice: str, width: float) -> str:
    if not notice:
        return ""
    words = fit_text(notice, width - 2 * MARGIN, SMALL_PX, bold=True)
    return draw_text((MARGIN, NOTICE_PX - 5.0), words, px=SMALL_PX, bold=True, colour=ALERT)


def _list_key(key: Sequence[str]) -> list[KeyItem]:
    symbols = [*(_draw_disc(number, KEY_RADIUS) for number in range(len(STEPS))), _draw_site(SYMBOL_HALF["site"])]
    return [KeyItem(symbol, words) for symbol, words in zip(symbols, key, strict=True)]


def _is_free(at: tuple[float, float], marks: Sequence[Mark], paper: Box) -> bool:
    within = Box(at[0] - 3.0, at[1] - 3.0, at[0] + 3.0, at[1] + 3.0)
    return paper.holds(within) and all(math.dist(at, mark.at) >= mark.half + 1.0 for mark in marks)


def _place_labels(marks: Sequence[Mark], gate: Mark, paper: Box) -> list[Label]:
    """The workplace's label first, then the localities' from the largest, off each other; only those of the largest may
    hide smaller marks.
    """
    placed: list[Label] = []
    for rank, mark in enumerate([gate, *marks]):
        others = [other for other in (gate, *marks) if other is not mark]
        sure = rank <= SURE_LABELS
        yielding = [other.box for other in others if sure and other is not gate and other.half <= mark.half]
        taken = [other.box for other in others if not sure or other is gate or other.half > mark.half]
        label = choose_side(mark, [*taken, *(one.box for one in placed)], yielding, paper)
        if label is not None and len(placed) < MOST_LABELS:
            placed.append(label)
    return placed
