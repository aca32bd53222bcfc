"""Medians of what is known, and numbers each once, as numpy's own tell them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samspel.terms.arrays import find_distinct, median_known, median_of_others

VALUES = st.lists(st.floats(-1e6, 1e6) | st.just(np.nan), min_size=2, max_size=12)


@given(VALUES)
def test_the_median_of_what_is_known_is_that_without_the_blanks(values: list[float]) -> None:
    known = [value for value in values if not np.isnan(value)]
    expected = np.median(known) if known else np.nan
    assert np.array_equal(median_known(np.array([values, values[::-1]])), [expected, expected], equal_nan=True)
    assert np.array_equal(median_known(np.array(values)[:, None], axis=0), [expected], equal_nan=True)
    assert np.isnan(median_known(np.empty((3, 0)))).all()


@given(VALUES)
def test_the_median_of_others_leaves_out_the_one_itself(values: list[float]) -> None:
    apart = [median_known(np.delete(values, row)) for row in range(len(values))]
    assert np.array_equal(median_of_others(np.array(values)), apart, equal_nan=True)


@given(st.lists(st.integers(1900, 2100), max_size=30))
def test_distinct_numbers_stand_once_and_in_order(years: list[int]) -> None:
    assert find_distinct(np.array(years, dtype=np.int32)).tolist() == sorted(set(years))
