import math
from collections.abc import Callable

import pytest

from drawing.drawn import YEARS, find, texts, write, write_whole
from samspel.drawing.axes import Axis, lay_out_axis, mark_ticks
from samspel.drawing.courses import draw_course
from samspel.drawing.curves import Line


@pytest.mark.parametrize(
    ("values", "expected"),
    [((30.0, 90.0), True), ((31.0, 90.0), False), ((-90.0, -30.0), True), ((-1.0, 1.0), True), ((5.0, 5.0), False)],
)
def test_zero_is_shown_only_when_near(values: tuple[float, float], expected: bool) -> None:
    line = Line("a", (2001, 2002), values, True)
    assert ("0" in texts(draw_course([line], write, title="t"))) is expected


@pytest.mark.parametrize("values", [(1.0, 3.0), (39_000.0, 41_200.0), (0.1, 0.3), (7.0, 7.0), (99.0, 101.0)])
@pytest.mark.parametrize("written", [write, write_whole])
def test_three_to_five_ticks_that_differ(values: tuple[float, float], written: Callable[[float], str]) -> None:
    drawing = draw_course([Line("a", (2001, 2002), values, True)], written, title="t")
    ticks = [element.text for element in find(drawing, "text") if element.get("text-anchor") == "end"]
    assert 3 <= len(ticks) <= 5
    assert len(set(ticks)) == len(ticks)


def test_the_last_year_is_always_written() -> None:
    line = Line("a", YEARS, tuple(map(float, range(35))), True)
    for width in (320, 360, 640, 1000):
        assert "2024" in texts(draw_course([line], write, (width, 300), title="t"))


def test_values_that_are_not_finite_are_blanks() -> None:
    line = Line("a", (2001, 2002, 2003), (1.0, math.nan, math.inf), True)
    blank = Line("a", (2001, 2002, 2003), (1.0, None, None), True)
    assert draw_course([line], write, title="t") == draw_course([blank], write, title="t")


def test_a_tick_whose_unit_has_no_room_is_its_number() -> None:
    """And so are the others: `0.0 per 1,00…` says less."""
    axis = Axis(0.0, 4.0, (0.0, 2.0, 4.0))
    long = mark_ticks(axis, lambda value: f"{value:.1f} per 1,000 inhabitants a year", 300.0)
    assert long == ["0.0", "2.0", "4.0"]
    assert mark_ticks(axis, lambda value: f"{value:.0f} %", 300.0) == ["0 %", "2 %", "4 %"]
    thousands = mark_ticks(axis, lambda value: f"−{value * 500:,.0f} kronor for each inhabitant", 300.0)
    assert thousands == ["−0", "−1,000", "−2,000"]


def test_a_scale_of_words_has_a_tick_a_word_and_none_between() -> None:
    def say(value: float) -> str:
        words = ("shortage", "balance", "surplus")
        step = min(max(value, 0.0), 2.0)
        return words[int(step)] if step.is_integer() else f"between {words[int(step)]} and {words[int(step) + 1]}"

    assert lay_out_axis([0.0, 2.0, 1.0], say).ticks == (0.0, 1.0, 2.0)
    assert lay_out_axis([2.0, 2.0], say).ticks == (1.0, 2.0)
    assert lay_out_axis([0.0, 0.0], say).ticks == (0.0, 1.0)
    assert lay_out_axis([0.5, 1.0], say).ticks == (0.0, 1.0)
