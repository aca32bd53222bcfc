"""Rows in order of their keys, counted or sorted, are those of a stable sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samspel.reach.ordering import order_stably


@given(st.lists(st.integers(-3, 3)) | st.lists(st.integers(-(10**6), 10**6)), st.booleans())
def test_rows_come_in_order_of_their_keys_and_else_as_they_were(numbers: list[int], backwards: bool) -> None:
    keys = np.array(numbers, dtype=np.int32)
    within = np.arange(len(keys), dtype=np.int32)[:: -1 if backwards else 1]
    expected = sorted(within.tolist(), key=lambda row: keys[row])
    assert order_stably(keys, within).tolist() == expected
    if not backwards:
        assert order_stably(keys).tolist() == expected
