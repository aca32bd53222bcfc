"""Files that are needed only for a while: uploads, bodies of requests, unpacked timetables. They lie in one folder a
program, readable by their owner alone, gone when the program ends, and swept at the next start should it end abruptly.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from samspel.terms.errors import BadInputError
from samspel.terms.files import make_private

FOLDER = "uploads"
LOCK, GATE = "in-use", "gate"


class PassingRoom:
    """The folders under a home."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = home / FOLDER
        self._own: Path | None = None
        self._lock = Lock()

    def make_folder(self) -> Path:
        """A new empty folder. Raises BadInputError when it cannot be made."""
        return Path(tempfile.mkdtemp(dir=self.open()))

    def sweep(self) -> None:
        """Remove what programs that ended abruptly have left."""
        with suppress(OSError), self._gate():
            self._remove_left()

    def open(self) -> Path:
        """This program's own folder, locked for as long as it runs. Raises BadInputError when it cannot be made."""
        try:
            with self._lock:
                if self._own is None:
                    self._own = self._make_own()
                return self._own
        except OSError as error:
            raise BadInputError("cannot_write", file=str(self._folder), reason=str(error.strerror)) from None

    def close(self) -> None:
        """Remove this program's own folder."""
        with self._lock:
            remove_folder(self._own)
            self._own = None

    def take_over(self) -> None:
        """Let every file without a name of its own be made here: what the server receives and what Django keeps of it.
        Raises BadInputError as `open`.
        """
        tempfile.tempdir = str(self.open())

    def _make_own(self) -> Path:
        with self._gate():
            self._remove_left()
            own = Path(tempfile.mkdtemp(dir=self._folder))
            # A bare descriptor stays open, and so locked, until the program ends; children do not get it.
            fcntl.flock(os.open(own / LOCK, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC), fcntl.LOCK_EX)
        atexit.register(self.close)
        return own

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """One program at a time makes or removes folders, so that none removes what another has just made."""
        make_private(self._home, self._folder)
        with (self._folder / GATE).open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def _remove_left(self) -> None:
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder != self._own and _is_left(folder):
                remove_folder(folder)


def _is_left(folder: Path) -> bool:
    """Whether the program that made the folder no longer runs."""
    with (folder / LOCK).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def remove_folder(folder: Path | None) -> None:
    """Remove a folder and all in it, if it is there."""
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
