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


def test_one_damaged_byte_changes_no_array_that_is_read(tmp_path: Path) -> None:
    """The directory of a zip file has no sum of its own, so an array may be left out or named otherwise."""
    arrays = {"numbers": np.arange(60.0), "word": np.array("ärta")}
    whole, path = pack_arrays(arrays), tmp_path / "kept.npz"
    read = []
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        read.append(load_arrays(path))
    kept = [found for found in read if found is not None]
    assert 0 < len(kept) < len(read) / 2
    whole_arrays = [array.tolist() for array in arrays.values()]
    assert [array for found in kept for array in found.values() if array.tolist() not in whole_arrays] == []


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_found_and_never_brings_the_program_down(seed: int, tmp_path: Path) -> None:
    arrays = {"numbers": np.arange(60.0), "word": np.array("ärta")}
    data, dice = bytearray(pack_arrays(arrays)), random.Random(seed)
    for _ in range(dice.randint(1, 20)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path = tmp_path / "kept.npz"
    path.write_bytes(bytes(data[: dice.randint(0, len(data))] if seed % 3 == 0 else data))
    assert load_arrays(path) is None


def test_a_file_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert load_arrays(tmp_path / "none.npz") is None
    assert load_arrays(tmp_path) is None
