"""Copies of the content that a test may change, and what the processes that share the tests make once for all of them.

The large Parquet files are linked, so unlink before you write one.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from samspel.catalogue.loading import find_content


def copy_content(to: Path) -> Path:
    """Copy the shipped content to a folder that does not exist yet."""
    return Path(shutil.copytree(find_content(), to, copy_function=copy_file))


def copy_file(source: str | Path, target: str | Path) -> None:
    """One file of it."""
    if str(source).endswith(".parquet"):
        Path(target).symlink_to(source)
    else:
        shutil.copy2(source, target)


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[], bytes]) -> bytes:
    """What is slow to make: made by the first process that asks, read by the others, and gone with the session."""
    return make_once_in(find_common(factory), name, make)


def make_once_in(folder: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The same, in the session's folder."""
    made = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_bytes(make())
        return made.read_bytes()


def find_common(factory: pytest.TempPathFactory) -> Path:
    """The session's folder, the same for all processes that share the tests."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
