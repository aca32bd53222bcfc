"""Arrays kept as a file."""

import io
from zipfile import ZipFile

import numpy as np
import pytest

from samspel.sources.arrays import pack_arrays


@pytest.mark.parametrize("now", [0.0, 1_800_000_000.0, 4_400_000_000.0])
def test_arrays_come_back_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch, now: float) -> None:
    """The zip format knows no day before 1980 or after 2107."""
    arrays = {"numbers": np.arange(6.0).reshape(2, 3), "none": np.array([], dtype=np.uint8), "word": np.array("ärta")}
    monkeypatch.setattr("time.time", lambda: now)
    packed = pack_arrays(arrays)
    with np.load(io.BytesIO(packed), allow_pickle=False) as back:
        assert {name: back[name].tolist() for name in back.files} == {n: a.tolist() for n, a in arrays.items()}
    with ZipFile(io.BytesIO(packed)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_objects_are_refused() -> None:
    with pytest.raises(ValueError, match="pickle"):
        pack_arrays({"odd": np.array([object()])})
