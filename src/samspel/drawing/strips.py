"""One place among all as SVG text. Sizes are in px."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from samspel.drawing.axes import EDGE, Scale, Write, lay_out_axis, mark_ticks, tame, tame_all
from samspel.drawing.svg import (
    EMPHASIS,
    FAINT,
    MUTED,
    PAPER,
    SMALL_PX,
    WARM,
    Box,
    KeyItem,
    draw_document,
    draw_key,
    draw_line,
    draw_text,
    element,
    fit_text,
    measure_text,
    tidy,
)
from samspel.drawing.told import Told, draw_told

STRIP_LABEL_Y, STRIP_Y, STRIP_AXIS_Y, STRIP_KEY_Y = 18.0, 44.0, 62.0, 88.0
STRIP_HALF = 11.0
DOT_PX, RING_PX = 8.0, 5.0
NAME_ROWS, NAME_ROW_PX, NAME_GAP = 3, 14.0, 3.0


def draw_strip(
    values: Sequence[float],
    similar: Mapping[str, float],
    here: float | None,
    write: Write,
    *,
    here_label: str,
    similar_label: str,
    all_label: str,
    size: tuple[int, int] = (640, 120),
    title: str,
    named: Mapping[str, float] | None = None,
) -> str:
    """One place among all, `size` in px: every value a tick, similar places rings by their names, this place a dot.

    Without a value here the label stands alone. Ticks of `named` places have their names beneath, as many as fit, the
    lowest and the highest first. The height grows where the key needs more rows.
    """
    width = float(size[0])
    everyone, peers, place = tame_all(values), tame_all(similar.values()), tame(here)
    shown = [*everyone, *peers, *([] if place is None else [place])]
    parts: list[str] = []
    across = Scale(0.0, 0.0, EDGE, width - EDGE)
    if shown:
        axis = lay_out_axis(shown, write)
        marks = mark_ticks(axis, write, width)
        inset = EDGE + max(DOT_PX, *(measure_text(mark, SMALL_PX) / 2 for mark in (marks[0], marks[-1])))
        across = Scale(axis.low, axis.high, inset, width - inset)
    names, lower = _draw_names(named or {}, across, width)
    if shown:
        parts += _draw_strip_axis(axis.ticks, marks, across, STRIP_AXIS_Y + lower)
    parts += names
    parts += _draw_strip_marks(everyone, peers, place, across)
    parts.append(_draw_strip_label(here_label, across.start if place is None else across(place), width))
    key, key_height = draw_key(
        _list_strip_key(everyone, peers, all_label, similar_label), EDGE, STRIP_KEY_Y + lower, width - 2 * EDGE
    )
    height = max(float(size[1]), STRIP_KEY_Y + lower + key_height + EDGE)
    pointed = [*([] if place is None else [(here_label, place)]), *similar.items()] if similar else []
    told = draw_told(_list_told(pointed, across, write), Box(EDGE, STRIP_Y - STRIP_HALF, width - EDGE, height - EDGE))
    return draw_document((width, height), title, [*parts, key, told])


def _list_told(named: Iterable[tuple[str, float]], across: Scale, write: Write) -> list[Told]:
    """Who has each value, for this place and the similar ones."""
    told: dict[str, tuple[float, list[str]]] = {}
    for name, value in sorted(named, key=itemgetter(1)):
        if tame(value) is not None:
            told.setdefault(write(value), (across(value), []))[1].append(name)
    return [Told(at, words, tuple(names)) for words, (at, names) in told.items()]


def _draw_names(named: Mapping[str, float], across: Scale, width: float) -> tuple[list[str], float]:
    """The names that fit under their ticks in a few rows, each with a line from its tick, and the px that they take."""
    ranked = sorted(((value, name) for name, value in named.items() if tame(value) is not None), key=itemgetter(0))
    rows: list[list[Box]] = [[] for _ in range(NAME_ROWS)]
    parts, used = list[str](), 0
    for value, name in (*ranked[:1], *ranked[-1:][: len(ranked) - 1], *ranked[1:-1]):
        x, half = across(value), measure_text(name, SMALL_PX) / 2
        middle = min(max(x, EDGE + half), width - EDGE - half)
        for number, taken in enumerate(rows):
            top = STRIP_Y + STRIP_HALF + number * NAME_ROW_PX
            box = Box(middle - half - NAME_GAP, top, middle + half + NAME_GAP, top + NAME_ROW_PX)
            line = Box(x - 1.0, STRIP_Y, x + 1.0, top)
            above = [one for row in rows[:number] for one in row]
            if not any(box.overlaps(one) for one in taken) and not any(line.overlaps(one) for one in above):
                taken.append(box)
                used = max(used, number + 1)
                parts.append(draw_line((x, STRIP_Y + STRIP_HALF), (x, top + 2.0), FAINT))
                baseline = top + NAME_ROW_PX - 3.0
                parts.append(draw_text((middle, baseline), name, anchor="middle", px=SMALL_PX, colour=MUTED))
                break
    return parts, used * NAME_ROW_PX


def _draw_strip_axis(ticks: Sequence[float], marks: Sequence[str], across: Scale, at: float) -> list[str]:
    parts = [draw_line((across.start, at), (across.end, at), FAINT)]
    for tick, mark in zip(ticks, marks, strict=True):
        x = across(tick)
        parts.append(draw_line((x, at), (x, at + 4), FAINT))
        parts.append(draw_text((x, at + 17), mark, anchor="middle", px=SMALL_PX, colour=MUTED))
    return parts


def _draw_strip_marks(
    everyone: Sequence[float], peers: Sequence[float], place: float | None, across: Scale
) -> list[str]:
    parts = []
    if everyone:
        top, height = tidy(STRIP_Y - STRIP_HALF), tidy(2 * STRIP_HALF)
        path = "".join(f"M{x} {top}v{height}" for x in sorted({tidy(across(value)) for value in everyone}, key=float))
        parts.append(element("path", {"d": path, "stroke": FAINT, "stroke-width": 1.0}))
    parts += [_draw_ring(across(value), STRIP_Y) for value in peers]
    if place is not None:
        dot: dict[str, str | float] = {"cx": across(place), "cy": STRIP_Y, "r": DOT_PX}
        parts.append(element("circle", dot | {"fill": EMPHASIS, "stroke": PAPER, "stroke-width": 1.5}))
    return parts


def _draw_ring(x: float, y: float) -> str:
    ring: dict[str, str | float] = {"cx": x, "cy": y, "r": RING_PX, "fill": "none"}
    return element("circle", ring | {"stroke": WARM, "stroke-width": 1.8})


def _draw_strip_label(label: str, x: float, width: float) -> str:
    words = fit_text(label, width - 2 * EDGE, bold=True)
    half = measure_text(words, bold=True) / 2
    held = min(max(x, EDGE + half), width - EDGE - half)
    return draw_text((held, STRIP_LABEL_Y), words, anchor="middle", bold=True, colour=EMPHASIS)


def _list_strip_key(
    everyone: Sequence[float], peers: Sequence[float], all_label: str, similar_label: str
) -> list[KeyItem]:
    tick = draw_line((0, -6), (0, 6), FAINT, 1.4)
    items = [(everyone, KeyItem(tick, all_label)), (peers, KeyItem(_draw_ring(0, 0), similar_label))]
    return [item for values, item in items if values]
