"""Axes of charts: round ticks that are written differently, years and levels drawn along them. Sizes are in px."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from samspel.drawing.svg import FAINT, GRID, INK, MUTED, SMALL_PX, draw_line, draw_text, fit_text, measure_text

Write = Callable[[float], str]
_NUMBER = re.compile("[\u2212-]?\\d+(?:[\\s.,]\\d+)*")
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
YEAR_PX = 38.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The ends of an axis and its ticks, ascending."""

    low: float
    high: float
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values to px; what lies outside is held at the ends, a scale without length maps to its middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies, px."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def tame(value: float | None) -> float | None:
    """None for what is not finite; hold what no published figure reaches, so that differences stay finite."""
    if value is None or not math.isfinite(value):
        return None
    return 0.0 if abs(value) < SMALLEST else min(LARGEST, max(-LARGEST, float(value)))


def tame_all(values: Iterable[float]) -> list[float]:
    """The values that are left when each is held as `tame` does."""
    return [tamed for value in values if (tamed := tame(value)) is not None]


def _find_range(values: Sequence[float]) -> tuple[float, float]:
    """The least and the most, with zero among them if it is near."""
    low, high = min(values), max(values)
    if 0.0 < low <= high * NEAR_ZERO:
        low = 0.0
    if low * NEAR_ZERO <= high < 0.0:
        high = 0.0
    return low, high


def lay_out_axis(values: Sequence[float], write: Write) -> Axis:
    """An axis that holds the values, with 3 to 5 round ticks written differently if they can be."""
    low, high = _find_range(values)
    if words := _list_words(low, high, write):
        return Axis(words[0], words[-1], words)
    low, high = _widen(low, high)
    first_try: Axis | None = None
    for digit, power in _list_steps(high - low):
        first, last = _enclose_ticks(low, high, float(f"{digit}e{power}"))
        if last - first >= MOST_TICKS:
            continue
        ticks = _list_multiples(digit, power, first, last)
        axis = Axis(min(low, ticks[0]), max(high, ticks[-1]), ticks)
        # Looked at beyond the axis too, since a few halves may round apart by chance.
        if _are_told_apart(_list_multiples(digit, power, first - SPARE_TICKS, last + SPARE_TICKS), write):
            return axis
        first_try = first_try or axis
    return first_try or Axis(low, high, (low, high))


def _list_words(low: float, high: float, write: Write) -> tuple[float, ...]:
    """The steps of a scale of words that hold the values, at least two: between two of them is no tick. Nothing where
    numbers are written.
    """
    first, last = math.floor(low), math.ceil(high)
    if last - first >= MOST_TICKS or any(sign.isdigit() for sign in write(float(first))):
        return ()
    if first == last:
        first, last = (first, last + 1) if write(last + 1.0) != write(float(last)) else (first - 1, last)
    return tuple(float(step) for step in range(first, last + 1))


def mark_ticks(axis: Axis, write: Write, width: float) -> list[str]:
    """An axis's ticks in words, in a drawing so wide; where one with its unit has no room, all are their numbers alone,
    and the unit stands in what is said beneath.
    """
    room, marks = width * AXIS_SHARE, [write(tick) for tick in axis.ticks]
    if any(measure_text(mark, SMALL_PX) > room for mark in marks):
        marks = [found[0].rstrip() if (found := _NUMBER.match(mark)) else mark for mark in marks]
    return [fit_text(mark, room, SMALL_PX) for mark in marks]


def write_ticks(axis: Axis, write: Write, width: float) -> tuple[list[str], float]:
    """An axis's ticks in words, in a drawing so wide, and where the levels begin to the right of them."""
    marks = mark_ticks(axis, write, width)
    return marks, EDGE + max([2 * EDGE, *(measure_text(mark, SMALL_PX) + EDGE for mark in marks)])


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


def draw_years(across: Scale, left: float, bottom: float) -> list[str]:
    """The line below the course with its years."""
    px_per_year = (across.end - across.start) / max(1.0, across.high - across.low)
    parts = [draw_line((left, bottom), (across.end, bottom), FAINT)]
    for year in _choose_years(int(across.low), int(across.high), px_per_year):
        x = across(year)
        parts.append(draw_line((x, bottom), (x, bottom + 4), FAINT))
        parts.append(draw_text((x, bottom + 18), str(year), anchor="middle", px=SMALL_PX, colour=MUTED))
    return parts


def draw_levels(ticks: Sequence[float], marks: Sequence[str], down: Scale, left: float, right: float) -> list[str]:
    """A level line with its mark for each tick."""
    parts = []
    for tick, mark in zip(ticks, marks, strict=True):
        y = down(tick)
        parts.append(draw_line((left, y), (right, y), INK if tick == 0 else GRID))
        parts.append(draw_text((left - 6, y + SMALL_PX * MIDLINE), mark, anchor="end", px=SMALL_PX, colour=MUTED))
    return parts
