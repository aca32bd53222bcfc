"""The ring: where its stations lie, that nothing falls outside, and that standings are told apart without colour."""

import pytest

from drawing.drawn import check_inside, find, texts
from samspel.drawing.ring import COLOURS, DASHES, Standing, Station, draw_ring, list_cells

STANDINGS: tuple[Standing, ...] = ("holds", "strained", "gives_way", "unknown", "holds", "holds")


def draw(columns: int, width: float) -> str:
    stations = [
        Station(
            name=f"Del {number}",
            side="first",
            figure=("Mått", "12 345 (2022), −6,5 % sedan 2020"),
            standing=one,
            words=one,
        )
        for number, one in enumerate(STANDINGS, 1)
    ]
    return draw_ring(stations, columns, width, title="Kedjan", sides=("industri", "välfärd"), key=list(COLOURS))


def test_the_stations_go_clockwise_from_the_top_left() -> None:
    assert list_cells(2, 3) == [(0, 0), (1, 0), (1, 1), (1, 2), (0, 2), (0, 1)]
    assert list_cells(3, 2) == [(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)]


@pytest.mark.parametrize(("columns", "width"), [(2, 380.0), (3, 720.0)])
def test_the_ring_stays_inside_and_says_every_part(columns: int, width: float) -> None:
    drawing = draw(columns, width)
    check_inside(drawing)
    said = texts(drawing)
    assert {f"Del {number}" for number in range(1, 7)} <= set(said)
    assert {str(number) for number in range(1, 7)} <= set(said)
    assert sum("sedan" in words for words in said) == 6


def test_each_arrow_has_the_pattern_of_its_link() -> None:
    arrows = [line for line in find(draw(2, 380.0), "line") if line.get("stroke-width") == "3"]
    assert [line.get("stroke-dasharray", "") for line in arrows] == [DASHES[one] for one in STANDINGS]
    assert len({DASHES[one] for one in COLOURS}) == len(COLOURS)


def test_a_long_name_and_a_long_figure_are_wrapped_and_not_lost() -> None:
    words = "Långtidsarbetslösa 25–65 år i alla kommuner"
    station = Station(
        name="Skola, bostäder, bussar och vård", side="second", figure=(words,), standing="holds", words="håller"
    )
    drawing = draw_ring([station] * 6, 2, 380.0, title="t", sides=("a", "b"), key=list(COLOURS))
    check_inside(drawing)
    assert " ".join(texts(drawing)).count(words) == 6
