"""Charts as SVG text: a course over years, bars, and one place among all. Sizes are in px."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from samspel.drawing.svg import (
    EMPHASIS,
    FAINT,
    GRID,
    INK,
    LINE_PX,
    MUTED,
    PAPER,
    SMALL_PX,
    TEXT_PX,
    WARM,
    KeyItem,
    Point,
    draw_document,
    draw_key,
    draw_line,
    draw_lines_of_text,
    draw_text,
    element,
    fit_text,
    measure_text,
    tidy,
    title_of,
    wrap_text,
)

Write = Callable[[float], str]
Run = tuple[tuple[int, float], ...]

EDGE = 8.0
MIDLINE = 0.35  # a text's baseline lies this many em below its middle

NEAR_ZERO = 1.0 / 3.0
LEAST_TICKS, MOST_TICKS = 3, 5
ROUND_DIGITS = (1, 2, 5)
SPARE_TICKS = 4
LEAST_SPAN = 1e-6
CONSTANT_SPAN = 0.1
SMALLEST, LARGEST = 1e-300, 1e300
ROUNDING = 1e-9
AXIS_SHARE = 0.25

LABEL_SHARE = 0.36
LABEL_LINES = 3
LABEL_GAP = 12.0
DENSE_PX = 12.0
FILLED_PX, HOLLOW_PX = 3.6, 3.0
NEAR_PX = 6.0
YEAR_PX = 38.0
COURSE_TOP, COURSE_BOTTOM = 12.0, 28.0
DASHES = ("7 4", "2 3", "12 4 2 4", "4 2", "14 5")
COLOURS = (MUTED, WARM, "#00705a", "#8a3b8f", "#6b5a00")
MARKERS = ("square", "triangle", "diamond", "circle")

BAR_LABEL_SHARE = 0.42
VALUE_SHARE = 0.35
BAR_PX = 16.0
BAR_GAP = 10.0
NEXT_PX = 6.0

STRIP_LABEL_Y, STRIP_Y, STRIP_AXIS_Y, STRIP_KEY_Y = 18.0, 44.0, 62.0, 88.0
STRIP_HALF = 11.0
DOT_PX, RING_PX = 8.0, 5.0

FAN_MARKS = 5
FAN_PAINT = (("#d9e8f4", "#6a9cc4"), ("#a4c8e4", "#2f76ad"))
"""Fill and edge of the wide and the narrow band: told apart by lightness, and by their edges where colour is lost."""
KEY_HALF_PX, BAND_HALF_PX = 7.0, 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """A course: values by year, None where nothing is published. An emphasised line is solid and thicker."""

    label: str
    years: tuple[int, ...]
    values: tuple[float | None, ...]
    emphasis: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A value to compare, None if blank; `note` stands under the label."""

    label: str
    value: float | None
    emphasis: bool
    note: str


@dataclass(frozen=True, slots=True)
class Fan:
    """What may come: for each year five values from low to high, the ends of the wide band outermost, the ends of the
    narrow band within, the median in the middle. A year with a value that is not a number is left out.
    """

    label: str
    years: tuple[int, ...]
    marks: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class _Look:
    colour: str
    width: float
    dash: str
    marker: str
    filled: bool


@dataclass(frozen=True, slots=True)
class _Curve:
    label: tuple[str, ...]
    emphasis: bool
    look: _Look
    runs: tuple[Run, ...]

    @property
    def end(self) -> tuple[int, float]:
        return self.runs[-1][-1]

    @property
    def label_height(self) -> float:
        return len(self.label) * LINE_PX + 2.0


@dataclass(frozen=True, slots=True)
class _Row:
    label: tuple[str, ...]
    note: tuple[str, ...]
    value: float | None
    written: str
    emphasis: bool

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


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Maps values to px; what lies outside is held at the ends, a scale without length maps to its middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def draw_course(lines: Sequence[Line], write: Write, size: tuple[int, int] = (640, 320), *, title: str) -> str:
    """A line chart over years with labels at the line ends, `size` in px, y axis written by `write`.

    A None breaks the line; years that are merely absent do not. The axis starts at zero only where the value
    nearest to it is at most a third of the farthest. Lines without any value are left out. Where there is no
    room for all labels, emphasised lines keep theirs.
    """
    width, height = size
    years = sorted({year for line in lines for year in line.years})
    if not years:
        return draw_document(size, title, ())
    curves = _find_curves(lines, width * LABEL_SHARE)
    values = [value for curve in curves for run in curve.runs for _, value in run]
    axis = _lay_out_axis(values, write) if curves else _Axis(0.0, 0.0, ())
    marks = [fit_text(write(tick), width * AXIS_SHARE, SMALL_PX) for tick in axis.ticks]
    left = EDGE + max([2 * EDGE, *(measure_text(mark, SMALL_PX) + EDGE for mark in marks)])
    right = width - EDGE - max([2 * EDGE, *(_measure_label(curve) + LABEL_GAP for curve in curves)])
    across = _Scale(years[0], years[-1], left + EDGE, right)
    parts = _draw_years(across, left, height - COURSE_BOTTOM)
    if curves:
        # The lowest point keeps clear of the years unless it is the axis's own zero.
        bottom = height - COURSE_BOTTOM - (0.0 if axis.low == 0.0 else COURSE_TOP)
        down = _Scale(axis.low, axis.high, bottom, COURSE_TOP)
        parts += _draw_levels(axis.ticks, marks, down, left, right)
        parts += [_draw_curve(curve, across, down) for curve in sorted(curves, key=lambda curve: curve.emphasis)]
        parts += _draw_labels(curves, across, down, height)
    return draw_document(size, title, parts)


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


def draw_strip(
    values: Sequence[float],
    similar: Sequence[float],
    here: float | None,
    write: Write,
    *,
    here_label: str,
    similar_label: str,
    all_label: str,
    size: tuple[int, int] = (640, 120),
    title: str,
) -> str:
    """One place among all, `size` in px: every value a tick, similar places rings, this place a dot.

    Without a value here the label stands alone. The height grows where the key needs more rows.
    """
    width = float(size[0])
    everyone, peers, place = _tame_all(values), _tame_all(similar), _tame(here)
    shown = [*everyone, *peers, *([] if place is None else [place])]
    parts: list[str] = []
    across = _Scale(0.0, 0.0, EDGE, width - EDGE)
    if shown:
        axis = _lay_out_axis(shown, write)
        marks = [fit_text(write(tick), width * AXIS_SHARE, SMALL_PX) for tick in axis.ticks]
        inset = EDGE + max(DOT_PX, *(measure_text(mark, SMALL_PX) / 2 for mark in (marks[0], marks[-1])))
        across = _Scale(axis.low, axis.high, inset, width - inset)
        parts += _draw_strip_axis(axis.ticks, marks, across)
    parts += _draw_strip_marks(everyone, peers, place, across)
    parts.append(_draw_strip_label(here_label, across.start if place is None else across(place), width))
    key, key_height = draw_key(
        _list_strip_key(everyone, peers, all_label, similar_label), EDGE, STRIP_KEY_Y, width - 2 * EDGE
    )
    return draw_document((width, max(float(size[1]), STRIP_KEY_Y + key_height + EDGE)), title, [*parts, key])


def draw_fan(
    fan: Fan,
    lines: Sequence[Line],
    write: Write,
    size: tuple[int, int] = (640, 320),
    *,
    wide_label: str,
    narrow_label: str,
    title: str,
) -> str:
    """A fan chart over years with its key below, `size` in px without the key, y axis written by `write`.

    The `lines` are drawn beside the median without bands of their own. The axis is laid as in `draw_course`.
    """
    width, height = size
    runs = _split_fan(fan)
    curves = _find_curves([_find_median(fan.label, runs), *lines], width)
    if not curves:
        return draw_document(size, title, ())
    values = [value for curve in curves for run in curve.runs for _, value in run]
    axis = _lay_out_axis([*values, *(value for run in runs for _, marks in run for value in marks)], write)
    marks = [fit_text(write(tick), width * AXIS_SHARE, SMALL_PX) for tick in axis.ticks]
    left = EDGE + max([2 * EDGE, *(measure_text(mark, SMALL_PX) + EDGE for mark in marks)])
    years = [year for curve in curves for run in curve.runs for year, _ in run]
    across = _Scale(min(years), max(years), left + EDGE, width - 3 * EDGE)
    bottom = height - COURSE_BOTTOM
    down = _Scale(axis.low, axis.high, bottom - (0.0 if axis.low == 0.0 else COURSE_TOP), COURSE_TOP)
    parts = [*_draw_years(across, left, bottom), *_draw_levels(axis.ticks, marks, down, left, across.end)]
    parts += [_draw_band(run, number, across, down) for number in range(len(FAN_PAINT)) for run in runs]
    parts += [_draw_bare_curve(curve, across, down) for curve in sorted(curves, key=lambda curve: curve.emphasis)]
    items = [KeyItem(_draw_key_line(curve.look), " ".join(curve.label)) for curve in curves]
    if runs:
        labels = (wide_label, narrow_label)
        items += [KeyItem(_draw_key_band(number), label) for number, label in enumerate(labels)]
    key, key_height = draw_key(items, EDGE, height, width - 2 * EDGE)
    return draw_document((width, height + key_height + EDGE), title, [*parts, key])


# Numbers and ticks


def _tame(value: float | None) -> float | None:
    """None for what is not finite; hold what no published figure reaches, so that differences stay finite."""
    if value is None or not math.isfinite(value):
        return None
    return 0.0 if abs(value) < SMALLEST else min(LARGEST, max(-LARGEST, float(value)))


def _tame_all(values: Iterable[float]) -> list[float]:
    return [tamed for value in values if (tamed := _tame(value)) is not None]


def _find_range(values: Sequence[float]) -> tuple[float, float]:
    """The least and the most, with zero among them if it is near."""
    low, high = min(values), max(values)
    if 0.0 < low <= high * NEAR_ZERO:
        low = 0.0
    if low * NEAR_ZERO <= high < 0.0:
        high = 0.0
    return low, high


def _lay_out_axis(values: Sequence[float], write: Write) -> _Axis:
    """An axis that holds the values, with 3 to 5 round ticks written differently if they can be."""
    low, high = _widen(*_find_range(values))
    first_try: _Axis | None = None
    for digit, power in _list_steps(high - low):
        first, last = _enclose_ticks(low, high, float(f"{digit}e{power}"))
        if last - first >= MOST_TICKS:
            continue
        ticks = _list_multiples(digit, power, first, last)
        axis = _Axis(min(low, ticks[0]), max(high, ticks[-1]), ticks)
        # Looked at beyond the axis too, since a few halves may round apart by chance.
        if _are_told_apart(_list_multiples(digit, power, first - SPARE_TICKS, last + SPARE_TICKS), write):
            return axis
        first_try = first_try or axis
    return first_try or _Axis(low, high, (low, high))


def _widen(low: float, high: float) -> tuple[float, float]:
    """Give a constant some room around it, so that there is something to measure by."""
    most = max(abs(low), abs(high))
    if high - low > most * LEAST_SPAN:
        return low, high
    middle, half = low / 2 + high / 2, most * CONSTANT_SPAN / 2 or CONSTANT_SPAN
    return middle - half, middle + half


def _enclose_ticks(low: float, high: float, step: float) -> tuple[int, int]:
    """The first and last multiple of `step` within the range, and outside it where those are too few."""
    first, last = math.ceil(low / step - ROUNDING), math.floor(high / step + ROUNDING)
    while last - first < LEAST_TICKS - 1:
        if low / step - (first - 1) < last + 1 - high / step:
            first -= 1
        else:
            last += 1
    return first, last


def _list_steps(span: float) -> Iterator[tuple[int, int]]:
    power = math.floor(math.log10(span)) - 1
    return ((digit, power + more) for more in range(5) for digit in ROUND_DIGITS)


def _list_multiples(digit: int, power: int, first: int, last: int) -> tuple[float, ...]:
    # Read as decimals, so that three times 0.1 is 0.3 and not a hair more.
    return tuple(float(f"{number * digit}e{power}") for number in range(first, last + 1))


def _are_told_apart(values: Sequence[float], write: Write) -> bool:
    """Whether all are written differently."""
    return len({write(value) for value in values}) == len(values)


def _choose_years(first: int, last: int, px_per_year: float) -> list[int]:
    """Round years between the first and the last, as many as there is room for; the last one always."""
    reach = YEAR_PX / px_per_year
    steps = (digit * 10**power for power in range(9) for digit in ROUND_DIGITS)
    step = next((step for step in steps if step >= reach), last - first + 1)
    years = [first, last] if last - first >= reach else [last]
    between = range(first + -first % step, last, step)
    return sorted({*years, *(year for year in between if year - first >= reach and last - year >= reach)})


# The course


def _find_curves(lines: Sequence[Line], room: float) -> list[_Curve]:
    curves: list[_Curve] = []
    for line in lines:
        number = sum(curve.emphasis is line.emphasis for curve in curves)
        runs = _split_runs(line)
        if runs:
            label = wrap_text(line.label, room, LABEL_LINES, bold=line.emphasis)
            curves.append(_Curve(label, line.emphasis, _choose_look(number, line.emphasis), runs))
    return curves


def _split_runs(line: Line) -> tuple[Run, ...]:
    runs: list[list[tuple[int, float]]] = [[]]
    for year, value in sorted(zip(line.years, line.values, strict=True), key=itemgetter(0)):
        tamed = _tame(value)
        if tamed is None:
            runs.append([])
        else:
            runs[-1].append((year, tamed))
    return tuple(tuple(run) for run in runs if run)


def _choose_look(number: int, emphasis: bool) -> _Look:
    if emphasis:
        return _Look(EMPHASIS, 3.0, "" if number == 0 else DASHES[(number - 1) % len(DASHES)], "circle", True)
    return _Look(
        COLOURS[number % len(COLOURS)],
        1.8,
        DASHES[number % len(DASHES)],
        MARKERS[number % len(MARKERS)],
        False,
    )


def _measure_label(curve: _Curve) -> float:
    return max((measure_text(words, bold=curve.emphasis) for words in curve.label), default=0.0)


def _draw_years(across: _Scale, left: float, bottom: float) -> list[str]:
    px_per_year = (across.end - across.start) / max(1.0, across.high - across.low)
    parts = [draw_line((left, bottom), (across.end, bottom), FAINT)]
    for year in _choose_years(int(across.low), int(across.high), px_per_year):
        x = across(year)
        parts.append(draw_line((x, bottom), (x, bottom + 4), FAINT))
        parts.append(draw_text((x, bottom + 18), str(year), anchor="middle", px=SMALL_PX, colour=MUTED))
    return parts


def _draw_levels(ticks: Sequence[float], marks: Sequence[str], down: _Scale, left: float, right: float) -> list[str]:
    parts = []
    for tick, mark in zip(ticks, marks, strict=True):
        y = down(tick)
        parts.append(draw_line((left, y), (right, y), INK if tick == 0 else GRID))
        parts.append(draw_text((left - 6, y + SMALL_PX * MIDLINE), mark, anchor="end", px=SMALL_PX, colour=MUTED))
    return parts


def _draw_curve(curve: _Curve, across: _Scale, down: _Scale) -> str:
    look = curve.look
    runs = [[(across(year), down(value)) for year, value in run] for run in curve.runs]
    parts = [title_of(" ".join(curve.label))]
    path = "".join(_draw_path(run) for run in runs if len(run) > 1)
    if path:
        dash = {"stroke-dasharray": look.dash} if look.dash else {}
        stroke: dict[str, str | float] = {
            "d": path,
            "fill": "none",
            "stroke": look.colour,
            "stroke-width": look.width,
            "stroke-linejoin": "round",
        }
        parts.append(element("path", stroke | dash))
    shown = [point for run in curve.runs for point in _choose_dots(run, across)]
    parts += [_draw_marker((across(year), down(value)), look) for year, value in shown]
    return element("g", {}, *parts)


def _choose_dots(run: Run, across: _Scale) -> Run:
    """Every point, or where years stand close only those beside a year that is missing."""
    if (across.end - across.start) / max(1.0, across.high - across.low) >= DENSE_PX:
        return run
    years = {year for year, _ in run}
    return tuple(point for point in run if not {point[0] - 1, point[0] + 1} <= years)


def _draw_path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{tidy(x)} {tidy(y)}" for x, y in points)


def _draw_marker(at: Point, look: _Look) -> str:
    (x, y), radius = at, FILLED_PX if look.filled else HOLLOW_PX
    fill = look.colour if look.filled else PAPER
    paint: dict[str, str | float] = {"fill": fill, "stroke": look.colour, "stroke-width": 1.4}
    if look.marker == "circle":
        return element("circle", {"cx": x, "cy": y, "r": radius} | paint)
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.2), (1.2, 1), (-1.2, 1)),
        "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    }[look.marker]
    outline = [(x + radius * right, y + radius * down) for right, down in corners]
    return element("path", {"d": _draw_path(outline) + "Z"} | paint)


def _draw_labels(curves: Sequence[_Curve], across: _Scale, down: _Scale, height: float) -> list[str]:
    kept = sorted(_keep_labels(curves, height), key=lambda curve: down(curve.end[1]))
    wanted = [down(curve.end[1]) for curve in kept]
    heights = [curve.label_height for curve in kept]
    parts = []
    for curve, middle in zip(kept, spread(wanted, heights, 0.0, height), strict=True):
        end = (across(curve.end[0]), down(curve.end[1]))
        x = across.end + LABEL_GAP
        if abs(middle - end[1]) > NEAR_PX or end[0] < across.end:
            parts.append(_draw_leader((end[0] + 5, end[1]), (x - 3, middle)))
        first = middle - (len(curve.label) - 1) * LINE_PX / 2 + TEXT_PX * MIDLINE
        parts.append(draw_lines_of_text((x, first), curve.label, bold=curve.emphasis, colour=curve.look.colour))
    return parts


def _draw_leader(start: Point, end: Point) -> str:
    # Dotted and grey, lest it be read as a part of the line.
    return element("path", {"d": _draw_path((start, end)), "stroke": FAINT, "stroke-dasharray": "1 3", "fill": "none"})


def _keep_labels(curves: Sequence[_Curve], room: float) -> list[_Curve]:
    kept, used = [], 0.0
    for curve in sorted(curves, key=lambda curve: not curve.emphasis):
        used += curve.label_height
        if used <= room:
            kept.append(curve)
    return kept


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles as near to the `wanted` as can be while nothing overlaps or leaves `low` to `high`, px.

    `wanted` ascends, and the `heights` must have room between `low` and `high`.
    """
    above = [sum(heights[:row]) for row in range(len(heights))]
    # With the heights above taken away, not to overlap is to ascend: those out of order share their mean.
    pools: list[tuple[float, int]] = []
    for middle, height, taken in zip(wanted, heights, above, strict=True):
        mean, count = middle - height / 2 - taken, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    tops = [min(max(mean, low), high - sum(heights)) for mean, count in pools for _ in range(count)]
    return [top + taken + height / 2 for top, taken, height in zip(tops, above, heights, strict=True)]


# The fan


def _split_fan(fan: Fan) -> list[list[tuple[int, tuple[float, ...]]]]:
    """Runs of years that all have their values; a year that breaks off begins a new run."""
    runs: list[list[tuple[int, tuple[float, ...]]]] = [[]]
    for year, marks in sorted(zip(fan.years, fan.marks, strict=True), key=itemgetter(0)):
        tamed = tuple(sorted(_tame_all(marks)))
        if len(tamed) == FAN_MARKS:
            runs[-1].append((year, tamed))
        else:
            runs.append([])
    return [run for run in runs if run]


def _find_median(label: str, runs: Sequence[Sequence[tuple[int, tuple[float, ...]]]]) -> Line:
    """The median as a line that breaks where the fan does."""
    points: list[tuple[int, float | None]] = []
    for run in runs:
        points += [(run[0][0], None)] if points else []
        points += [(year, marks[FAN_MARKS // 2]) for year, marks in run]
    return Line(label, tuple(year for year, _ in points), tuple(value for _, value in points), emphasis=True)


def _draw_band(run: Sequence[tuple[int, tuple[float, ...]]], number: int, across: _Scale, down: _Scale) -> str:
    """The wide (0) or the narrow (1) band of a run: a fill and its two edges; a lone year is an upright line."""
    fill, edge = FAN_PAINT[number]
    low = [(across(year), down(marks[number])) for year, marks in run]
    high = [(across(year), down(marks[-1 - number])) for year, marks in run]
    if len(run) == 1:
        return draw_line(low[0], high[0], edge, KEY_HALF_PX * (1 + number))
    paint: dict[str, str | float] = {"fill": "none", "stroke": edge, "stroke-width": 1.2}
    area = element("path", {"d": _draw_path([*low, *reversed(high)]) + "Z", "fill": fill})
    return area + element("path", {"d": _draw_path(low) + _draw_path(high)} | paint)


def _draw_bare_curve(curve: _Curve, across: _Scale, down: _Scale) -> str:
    """A line without a marker at every year; only a lone year is a dot."""
    look = curve.look
    dash = {"stroke-dasharray": look.dash} if look.dash else {}
    parts = [title_of(" ".join(curve.label))]
    for run in curve.runs:
        points = [(across(year), down(value)) for year, value in run]
        stroke: dict[str, str | float] = {"d": _draw_path(points), "fill": "none", "stroke": look.colour}
        stroke |= {"stroke-width": look.width, "stroke-linejoin": "round"}
        parts.append(element("path", stroke | dash) if len(run) > 1 else _draw_marker(points[0], look))
    return element("g", {}, *parts)


def _draw_key_line(look: _Look) -> str:
    dash = {"stroke-dasharray": look.dash} if look.dash else {}
    stroke: dict[str, str | float] = {"stroke": look.colour, "stroke-width": look.width}
    ends: dict[str, str | float] = {"x1": -KEY_HALF_PX, "y1": 0.0, "x2": KEY_HALF_PX, "y2": 0.0}
    return element("line", ends | stroke | dash)


def _draw_key_band(number: int) -> str:
    fill, edge = FAN_PAINT[number]
    box: dict[str, str | float] = {"x": -KEY_HALF_PX, "y": -BAND_HALF_PX}
    box |= {"width": 2 * KEY_HALF_PX, "height": 2 * BAND_HALF_PX}
    return element("rect", box | {"fill": fill, "stroke": edge, "stroke-width": 1.2})


# Bars


def _lay_out_row(bar: Bar, write: Write, blank: str, room: float) -> _Row:
    value = _tame(bar.value)
    return _Row(
        wrap_text(bar.label, room, LABEL_LINES, bold=bar.emphasis),
        wrap_text(bar.note, room, 2, SMALL_PX) if bar.note else (),
        value,
        blank if value is None else write(value),
        bar.emphasis,
    )


def _scale_bars(rows: Sequence[_Row], left: float, right: float) -> _Scale:
    """The scale from the least to the most, zero among them, with room for written values at both ends."""
    most_room = (right - left) * VALUE_SHARE
    values = [row.value for row in rows if row.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    before = max((row.value_width for row in rows if (row.value or 0.0) < 0), default=0.0)
    after = max((row.value_width for row in rows if (row.value or 0.0) >= 0), default=0.0)
    start, end = left + min(before, most_room), right - min(after, most_room)
    return _Scale(low, high if high > low else 1.0, start, end)


def _draw_row_label(row: _Row, middle: float) -> str:
    count = len(row.label) + len(row.note)
    first = middle - (count - 1) * LINE_PX / 2 + TEXT_PX * MIDLINE
    label = draw_lines_of_text((EDGE, first), row.label, bold=row.emphasis)
    below = (EDGE, first + len(row.label) * LINE_PX)
    return label + draw_lines_of_text(below, row.note, px=SMALL_PX, colour=MUTED)


def _draw_bar(row: _Row, across: _Scale, left: float, right: float, middle: float) -> str:
    """The bar with its value written at the end, between `left` and `right`."""
    zero, end = across(0.0), across(row.value or 0.0)
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


# The strip


def _draw_strip_axis(ticks: Sequence[float], marks: Sequence[str], across: _Scale) -> list[str]:
    parts = [draw_line((across.start, STRIP_AXIS_Y), (across.end, STRIP_AXIS_Y), FAINT)]
    for tick, mark in zip(ticks, marks, strict=True):
        x = across(tick)
        parts.append(draw_line((x, STRIP_AXIS_Y), (x, STRIP_AXIS_Y + 4), FAINT))
        parts.append(draw_text((x, STRIP_AXIS_Y + 17), mark, anchor="middle", px=SMALL_PX, colour=MUTED))
    return parts


def _draw_strip_marks(
    everyone: Sequence[float], peers: Sequence[float], place: float | None, across: _Scale
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
