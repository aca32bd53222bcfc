"""How often the bands held over many places: counting, classes of size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_looks import look
from samspel.research.coverage import SIZES, measure_coverage, size_class


def test_coverage_by_hand() -> None:
    found = measure_coverage([look(100.0), look(110.0), look(125.0), look(60.0), look(50.0)])
    assert (found.count, found.inside, found.half, found.above, found.below) == (5, 2, 1, 1, 2)
    assert found.error == pytest.approx(np.mean([0, 10 / 110, 25 / 125, 40 / 60, 50 / 50]))
    assert found.unchanged == pytest.approx(np.mean([10 / 100, 20 / 110, 35 / 125, 30 / 60, 40 / 50]))


@given(st.lists(st.floats(1.0, 300.0), min_size=1, max_size=30))
def test_every_place_is_inside_above_or_below(observed: list[float]) -> None:
    found = measure_coverage(look(value) for value in observed)
    assert found.inside + found.above + found.below == found.count == len(observed)
    assert found.half <= found.inside


def test_a_place_at_the_limit_of_size_is_in_the_larger_class() -> None:
    assert [size_class(look(start=size)) for size in (1.0, SIZES[0] - 1, SIZES[0], SIZES[-1] - 1, SIZES[-1])] == [
        0,
        0,
        1,
        len(SIZES) - 1,
        len(SIZES),
    ]
