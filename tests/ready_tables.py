"""The workspace's tables, made once for all the processes that share the tests: to make them takes a second."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from samspel.workspace.database import FILE, FOLDER, VARIABLE

MAKE = "from samspel.workspace.running import start; start()"
_common: list[Path] = []


def share_tables(common: Path) -> None:
    """Keep them in a folder of the whole session."""
    _common[:] = [common / "tables"]


def lay_tables(home: Path) -> None:
    """Give a home that has no database one with its tables, as the first start makes it."""
    if (home / FOLDER).exists():
        return
    (home / FOLDER).mkdir(parents=True, mode=0o700)
    shutil.copy2(_make_tables(), home / FOLDER / FILE)


def _make_tables() -> Path:
    (folder,) = _common
    folder.mkdir(exist_ok=True)
    made = folder / FOLDER / FILE
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            environment = {**os.environ, "SAMSPEL_HOME": str(folder)}
            environment.pop(VARIABLE, None)
            subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True, timeout=120)
    assert [one.name for one in made.parent.iterdir()] == [FILE], "all of it in one file"
    return made
