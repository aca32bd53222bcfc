"""Reckonings of reach in the background: one at a time, the others wait. Pages ask how far each has come."""

import atexit
import fcntl
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import Literal

from samspel.reach.report import ReachReport
from samspel.terms.errors import BadInputError, SamspelError
from samspel.usecases.reaching import Watch, Work

FOLDER = "uploads"
LOCK, GATE = "in-use", "gate"
MOST_WAITING = 5
State = Literal["waiting", "reading", "searching", "done", "failed"]
Reckon = Callable[[Watch], ReachReport]

_log = logging.getLogger(__name__)


@dataclass
class Job:
    """A reckoning and how far it has come. `error` is None for a failure of the program's own."""

    reckon: Reckon
    keep: Callable[[ReachReport], object]
    folder: Path | None = None
    state: State = "waiting"
    done: int = 0
    total: int = 0
    error: SamspelError | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state not in ("done", "failed")

    def run(self) -> None:
        """Reckon and keep; never raises. The files it was made from are removed, whatever happens."""
        self.state = "reading"
        try:
            self.keep(self.reckon(self._watch))
            self.state = "done"
        except SamspelError as error:
            self.error, self.state = error, "failed"
        except Exception:
            _log.exception("a reckoning of reach failed")
            self.state = "failed"
        finally:
            remove_folder(self.folder)

    def _watch(self, works: Sequence[Work]) -> Iterable[Work]:
        self.state, self.total = "searching", len(works)
        for number, work in enumerate(works):
            self.done = number
            yield work


@dataclass
class Workshop:
    """The queue of reckonings by key, worked off by one thread."""

    _jobs: dict[str, Job] = field(default_factory=dict)
    _queue: "Queue[Job]" = field(default_factory=Queue)
    _lock: Lock = field(default_factory=Lock)
    _worker: Thread | None = None

    def find(self, key: str) -> Job | None:
        """The latest reckoning under a key."""
        return self._jobs.get(key)

    def check_room(self, key: str) -> None:
        """Raise BadInputError when one for the key is under way, or too many wait."""
        job = self._jobs.get(key)
        if job is not None and job.is_under_way:
            raise BadInputError("reach_under_way")
        if sum(one.is_under_way for one in self._jobs.values()) > MOST_WAITING:
            raise BadInputError("reach_busy", limit=MOST_WAITING)

    def start(self, key: str, job: Job) -> None:
        """Put a reckoning in the queue. Raises BadInputError as check_room, and removes its files then."""
        with self._lock:
            try:
                self.check_room(key)
            except BadInputError:
                remove_folder(job.folder)
                raise
            self._jobs[key] = job
            self._queue.put(job)
            if self._worker is None:
                self._worker = Thread(target=self._work, name="reach", daemon=True)
                self._worker.start()

    def forget(self, key: str) -> None:
        """Drop a reckoning that has ended."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and not job.is_under_way:
                del self._jobs[key]

    def _work(self) -> None:
        while True:
            self._queue.get().run()


class UploadRoom:
    """Folders for files that are needed only while they are reckoned with: readable by their owner alone, gone when the
    program ends, and swept at the next start should it end abruptly.
    """

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._own: Path | None = None
        self._lock = Lock()

    def make_folder(self) -> Path:
        """A new empty folder. Raises BadInputError when it cannot be made."""
        try:
            return Path(tempfile.mkdtemp(dir=self._open()))
        except OSError as error:
            raise BadInputError("cannot_write", file=str(self._folder), reason=str(error.strerror)) from None

    def sweep(self) -> None:
        """Remove what programs that ended abruptly have left."""
        with suppress(OSError), self._gate():
            self._remove_left()

    def _open(self) -> Path:
        """This program's own folder, locked for as long as it runs."""
        with self._lock:
            if self._own is None:
                with self._gate():
                    self._remove_left()
                    own = Path(tempfile.mkdtemp(dir=self._folder))
                    # A bare descriptor stays open, and so locked, until the program ends.
                    fcntl.flock(os.open(own / LOCK, os.O_CREAT | os.O_WRONLY), fcntl.LOCK_EX)
                atexit.register(remove_folder, own)
                self._own = own
            return self._own

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """One program at a time makes or removes folders, so that none removes what another has just made."""
        self._folder.mkdir(parents=True, exist_ok=True)
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


def count_threads() -> int:
    """One less than the machine has, so that pages are answered meanwhile."""
    return max(1, (os.cpu_count() or 1) - 1)
