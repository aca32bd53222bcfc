from hypothesis import example, given
from hypothesis import strategies as st

from drawing.drawn import YEARS, check_inside, find, finite, labels, sizes, texts
from samspel.drawing.curves import Line
from samspel.drawing.sparks import SIZE, draw_spark


def spark(here: list[float | None], beside: list[float | None] = [], least_span: float = 0.0) -> str:  # noqa: B006
    years = YEARS[: len(here)]
    lines = [Line("här", years, tuple(here), emphasis=True)]
    if beside:
        lines.append(Line("liknande", years, tuple(beside), emphasis=False))
    return draw_spark(lines, least_span=least_span, title="t")


@given(st.lists(st.none() | finite, max_size=30), st.lists(st.none() | finite, max_size=30), finite, labels, sizes)
@example([1.7e308, -1.7e308], [None], 1.7e308, "x", (640, 320))
@example([3.0], [], -1.0, "x", (640, 320))
def test_spark_stays_inside(
    here: list[float | None], beside: list[float | None], least_span: float, label: str, size: tuple[int, int]
) -> None:
    lines = [
        Line(label, YEARS[: len(values)], tuple(values), emphasis=number == 0)
        for number, values in enumerate((here, beside))
    ]
    check_inside(draw_spark(lines, (max(96, size[0]), max(48, size[1])), least_span=least_span, title=label))


def test_spark_ends_in_a_dot_at_its_last_known_value() -> None:
    drawing = spark([1.0, 2.0, 3.0, None])
    (dot,) = find(drawing, "circle")
    line = next(iter(find(drawing, "path"))).attrib["d"]
    assert line.endswith(f"{dot.attrib['cx']} {dot.attrib['cy']}")
    assert texts(drawing) == [str(YEARS[0]), str(YEARS[2])]


def test_what_moves_less_than_a_usual_swing_looks_small() -> None:
    def height(least_span: float) -> float:
        (path,) = find(spark([10.0, 10.1], least_span=least_span), "path")
        first, last = (float(point.split()[1]) for point in path.attrib["d"][1:].split("L"))
        return abs(first - last)

    assert height(0.0) > SIZE[1] / 3
    assert height(4.0) < 2.0


def test_a_gap_breaks_the_line_and_a_lone_year_is_a_dot() -> None:
    drawing = spark([1.0, 2.0, None, 3.0, None, 4.0, 5.0])
    (path,) = find(drawing, "path")
    assert path.attrib["d"].count("M") == 2
    assert len(find(drawing, "circle")) == 2  # the lone year and the end


def test_similar_places_are_dashed_and_thinner() -> None:
    here, beside = sorted(
        find(spark([1.0, 2.0], [2.0, 1.0]), "path"), key=lambda path: "stroke-dasharray" in path.attrib
    )
    assert "stroke-dasharray" in beside.attrib
    assert float(beside.attrib["stroke-width"]) < float(here.attrib["stroke-width"])


def test_nothing_known_draws_nothing() -> None:
    assert not find(spark([None, None]), "path")
