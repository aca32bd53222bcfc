"""The types of arrays, each under one name."""

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


def median_known(values: Floats, axis: int = -1) -> Floats:
    """Median along an axis of what is not NaN; NaN where all is. Sorts, which for rows of a few is many times faster
    than numpy's own median of what is known.
    """
    ordered = np.sort(np.moveaxis(values, axis, -1), axis=-1)  # NaN comes last
    count = (~np.isnan(ordered)).sum(axis=-1, keepdims=True)
    if not ordered.shape[-1]:
        return np.full(ordered.shape[:-1], np.nan)
    lower = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=-1)
    upper = np.take_along_axis(ordered, count // 2, axis=-1)
    return np.where(count > 0, (lower + upper) / 2.0, np.nan)[..., 0]
