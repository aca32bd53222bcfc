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
