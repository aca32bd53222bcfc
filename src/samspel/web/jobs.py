"""What takes long is done in the background: a few at a time, the others wait. Pages ask how far each has come."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import Any, Generic, Literal, TypeVar

from samspel.terms.errors import BadInputError, SamspelError
from samspel.web.limits import UPLOADS_WAITING
from samspel.web.passing import remove_folder

State = Literal["waiting", "reading", "searching", "done", "failed"]
Tell = Callable[[int, int], None]
"""Called with how many parts are done, shifts or places, and of how many."""
Made = TypeVar("Made")

_log = logging.getLogger(__name__)


@dataclass
class Job(Generic[Made]):
    """A piece of work, a reckoning of reach or a packet, and how far it has come. `error` is None for a failure of the
    program's own.
    """

    reckon: Callable[[Tell], Made]
    keep: Callable[[Made], object]
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
        """Reckon and keep; never raises. The files it was made from are removed before it says that it has ended,
        whatever happens.
        """
        self.state = "reading"
        ended: State = "failed"
        try:
            self.keep(self.reckon(self._tell))
            ended = "done"
        except SamspelError as error:
            self.error = error
        except Exception:
            _log.exception("a reckoning failed")
        finally:
            remove_folder(self.folder)
            self.state = ended

    def _tell(self, done: int, total: int) -> None:
        self.state, self.done, self.total = "searching", done, total


UNDER_WAY = {"reach": "reach_under_way", "packet": "packet_under_way"}
"""The error of one that is asked for again, by what it is about."""


@dataclass
class Workshop:
    """The queue of reckonings by key. `benches` are worked at at the same time, `most_waiting` may wait for one;
    `about` says what of.
    """

    benches: int = 1
    most_waiting: int = UPLOADS_WAITING
    about: str = "reach"
    _jobs: dict[str, Job[Any]] = field(default_factory=dict)
    _queue: "Queue[Job[Any]]" = field(default_factory=Queue)
    _lock: Lock = field(default_factory=Lock)
    _workers: list[Thread] = field(default_factory=list)

    def find(self, key: str) -> Job[Any] | None:
        """The latest reckoning under a key."""
        return self._jobs.get(key)

    def count_ahead(self, job: Job[Any]) -> int:
        """How many reckonings are made or wait before this one."""
        with self._lock:
            queued = [one for one in self._jobs.values() if one.is_under_way]
        return queued.index(job) if job in queued else 0

    def check_room(self, key: str) -> None:
        """Raise BadInputError when one for the key is under way, or too many wait."""
        with self._lock:
            self._check_room(key)

    def start(self, key: str, job: Job[Any]) -> None:
        """Put a reckoning in the queue. Raises BadInputError as check_room, and removes its files then."""
        with self._lock:
            try:
                self._check_room(key)
            except BadInputError:
                remove_folder(job.folder)
                raise
            self._jobs.pop(key, None)  # so that the order is that of the queue
            self._jobs[key] = job
            self._queue.put(job)
            if len(self._workers) < self.benches:
                worker = Thread(target=self._work, name=self.about, daemon=True)
                self._workers.append(worker)
                worker.start()

    def forget(self, key: str) -> None:
        """Drop a reckoning that has ended."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and not job.is_under_way:
                del self._jobs[key]

    def forget_ended(self) -> None:
        """Drop every reckoning that has ended."""
        with self._lock:
            self._jobs = {key: job for key, job in self._jobs.items() if job.is_under_way}

    def _check_room(self, key: str) -> None:
        """As check_room, inside the lock."""
        job = self._jobs.get(key)
        if job is not None and job.is_under_way:
            raise BadInputError(UNDER_WAY[self.about])
        if sum(one.is_under_way for one in self._jobs.values()) >= self.most_waiting + self.benches:
            raise BadInputError(f"{self.about}_busy", limit=self.most_waiting)

    def _work(self) -> None:
        while True:
            self._queue.get().run()
