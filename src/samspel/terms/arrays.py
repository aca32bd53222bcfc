"""The types of arrays, each under one name."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
"""Numbers, NaN where there is none."""
Ints = npt.NDArray[np.int32]
"""Indices, seconds and other whole numbers."""
Longs = npt.NDArray[np.int64]
"""Whole numbers that may be large."""
Flags = npt.NDArray[np.bool_]
"""Yes or no."""
Codes = npt.NDArray[np.uint8]
"""Small whole numbers: indices into a short list."""


def find_distinct(numbers: Ints) -> Longs:
    """Whole numbers near each other, such as years, each once and ascending; for them many times faster than numpy's
    own.
    """
    if not numbers.size:
        return np.empty(0, dtype=np.int64)
    least = numbers.min()
    return np.flatnonzero(np.bincount(numbers - least)) + np.int64(least)


def median_known(values: Floats, axis: int = -1) -> Floats:
    """Median along an axis of what is not NaN; NaN where all is. Sorts, which for rows of a few is many times faster
    than numpy's own median of what is known.
    """
    ordered = np.sort(np.moveaxis(values, axis, -1), axis=-1)  # NaN comes last
    count = (~np.isnan(ordered)).sum(axis=-1).ravel()
    if not ordered.shape[-1]:
        return np.full(ordered.shape[:-1], np.nan)
    flat, rows = ordered.reshape(-1, ordered.shape[-1]), np.arange(count.size)
    lower, upper = flat[rows, np.maximum(count - 1, 0) // 2], flat[rows, count // 2]
    return np.where(count > 0, (lower + upper) / 2.0, np.nan).reshape(ordered.shape[:-1])


def median_of_others(values: Floats) -> Floats:
    """For each of two or more the median of all others that are not NaN; NaN where there is none."""
    return median_known(values[_number_others(len(values))])


@lru_cache(maxsize=8)
def _number_others(count: int) -> Longs:
    """For each of so many the numbers of all others, shape (count, count - 1)."""
    numbers = np.tile(np.arange(count), (count, 1))
    return numbers[~np.eye(count, dtype=np.bool_)].reshape(count, count - 1)
