"""Rows in order of their keys, counted or sorted, are those of a stable sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samspel.reach.ordering import order_stably


@given(st.lists(st.integers(-3, 3)) | st.lists(st.integers(-(10**6), 10**6)))
def test_rows_come_in_order_of_their_keys_and_else_as_they_were(numbers: list[int]) -> None:
    keys = np.array(numbers, dtype=np.int32)
    rows = np.arange(len(keys), dtype=np.int32)
    expected, backwards = (sorted(within.tolist(), key=lambda row: keys[row]) for within in (rows, rows[::-1]))
    assert order_stably(keys).tolist() == order_stably(keys, rows).tolist() == expected
    assert order_stably(keys, rows[::-1]).tolist() == backwards
