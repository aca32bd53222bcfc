"""Large arrays that are let go of are given back, also between others that are kept."""

import ctypes
import subprocess
import sys

import pytest

from samspel.terms.allocating import give_back_large_blocks

PROGRAM = """
import sys
import numpy as np
from samspel.terms.allocating import give_back_large_blocks

def resident():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1]) / 1024

if sys.argv[1] == "asked" and not give_back_large_blocks():
    print("cannot")
    sys.exit()
np.ones(24 * 2**20, dtype=np.uint8)
before, pairs = resident(), []
for _ in range(30):
    pairs.append((np.ones(10 * 2**20, dtype=np.uint8), np.ones(2**16, dtype=np.uint8)))
kept = [small for _, small in pairs]
pairs.clear()
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="another C library frees in its own way")
def test_arrays_go_back_to_the_system_once_it_has_been_asked_for() -> None:
    left = [
        subprocess.run([sys.executable, "-c", PROGRAM, how], check=True, capture_output=True, text=True).stdout.strip()
        for how in ("asked", "left alone")
    ]
    if "cannot" in left:
        pytest.skip("the C library has no such setting")
    asked, alone = map(float, left)
    assert asked < 30
    assert alone > 200


@pytest.mark.parametrize("error", [OSError, AttributeError, TypeError])
def test_a_library_that_cannot_be_asked_is_left_alone(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: None) -> None:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", load)
    assert not give_back_large_blocks()
