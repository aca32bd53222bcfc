"""The type of the model's arrays. The model imports nothing of the rest of the program, so it has its own."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
"""Numbers, NaN where there is none."""
