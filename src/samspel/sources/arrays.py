"""Arrays as one file that numpy reads back, the same bytes whatever the clock says."""

import io
from collections.abc import Mapping
from typing import Any
from zipfile import ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that the zip format can write. numpy's own writer takes the clock's, and fails outside 1980-2107."""


def pack_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Named arrays as the bytes of an .npz file."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, array in arrays.items():
            with archive.open(ZipInfo(f"{name}.npy", EPOCH), "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.asanyarray(array), allow_pickle=False)
    return out.getvalue()
