"""Arrays as one file that numpy reads back, the same bytes whatever the clock says."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

DAMAGED = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    EOFError,
    RuntimeError,
    OverflowError,
    MemoryError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a damaged file of arrays may raise; a header that asks for more memory than there is among them."""
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


def load_arrays(path: Path) -> dict[str, npt.NDArray[Any]] | None:
    """The arrays of a file by name; None where there is none or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as packed:
            return {name: packed[name] for name in packed.files}
    except DAMAGED:
        return None
