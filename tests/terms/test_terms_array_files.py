"""Arrays kept as a file."""

import io
import random
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from samspel.terms.array_files import load_arrays, pack_arrays


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


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_found_and_never_brings_the_program_down(seed: int, tmp_path: Path) -> None:
    arrays = {"numbers": np.arange(60.0), "word": np.array("ärta")}
    data, dice = bytearray(pack_arrays(arrays)), random.Random(seed)
    for _ in range(dice.randint(1, 20)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path = tmp_path / "kept.npz"
    path.write_bytes(bytes(data[: dice.randint(0, len(data))] if seed % 3 == 0 else data))
    found = load_arrays(path)
    if found is not None:
        kept = {name: array.tolist() for name, array in found.items() if name in arrays}
        assert kept == {name: array.tolist() for name, array in arrays.items() if name in found}


def test_a_file_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert load_arrays(tmp_path / "none.npz") is None
    assert load_arrays(tmp_path) is None
