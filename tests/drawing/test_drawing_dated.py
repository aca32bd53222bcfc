"""A course of dated counts."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from drawing.drawn import check_inside, find_told, sizes, texts, write
from samspel.drawing.dated import DatedLine, draw_dated

days = st.dates(date(2020, 1, 1), date(2031, 1, 1))
lines = st.dictionaries(days, st.floats(0, 5000), max_size=8).map(
    lambda found: DatedLine("personer", tuple(sorted(found.items())), emphasis=True)
)


@given(lines, lines, st.lists(st.tuples(days, st.just("nämnder byts")), max_size=3), sizes)
def test_it_stays_inside(
    first: DatedLine, second: DatedLine, marks: list[tuple[date, str]], size: tuple[int, int]
) -> None:
    drawing = draw_dated([first, second], marks, write, size, title="t")
    check_inside(drawing)
    assert drawing == draw_dated([first, second], marks, write, size, title="t")


def test_a_day_to_mind_has_its_words_and_the_ends_their_days() -> None:
    course = DatedLine("personer", ((date(2026, 2, 1), 40.0), (date(2027, 2, 1), 47.0)), emphasis=True)
    drawing = draw_dated([course], [(date(2026, 10, 14), "fullmäktige byts 2026")], write, (640, 320), title="t")
    found = texts(drawing)
    assert {"fullmäktige byts 2026", "2026-02-01", "2027-02-01", "personer"} <= {str(one) for one in found} or all(
        words in drawing for words in ("fullmäktige byts 2026", "2026-02-01", "2027-02-01", "personer")
    )


def test_each_day_tells_what_every_line_has() -> None:
    days = (date(2026, 2, 1), date(2027, 2, 1))
    goal = DatedLine("mål", ((days[1], 50.0),), emphasis=False)
    course = DatedLine("personer", tuple(zip(days, (40.0, 47.0), strict=True)), emphasis=True)
    told = [one[0].text for one in find_told(draw_dated([goal, course], [], write, title="t"))]
    assert told == ["2026-02-01: personer: 40", "2027-02-01: personer: 47; mål: 50"]
