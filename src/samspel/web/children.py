"""Reckons what somebody has sent in a process of its own, with a ceiling for memory and time: whatever the files hold,
the server goes on as before.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, Literal

import msgspec

from samspel.app.reach_ground import Question
from samspel.reach.report import ReachReport
from samspel.terms.errors import BadInputError, SamspelError
from samspel.web.jobs import Tell
from samspel.web.limits import Limits

SIGKILL = 9
SAID = "said"
"""The file that takes what a child says by mistake, and what a library says as it dies."""
TAIL = 4_000
ENDING_SECONDS = 5.0
"""How long a child that was killed may take to be gone: it gives a gigabyte back first."""
SHORT = (
    "memory allocation of",
    "bad_alloc",
    "out of memory",
    "MemoryError",
    "Cannot allocate memory",
    "error return without exception set",
    "failed to map segment",
)
"""What libraries and the interpreter say as they die of too little memory."""

_log = logging.getLogger(__name__)


class Task(msgspec.Struct, kw_only=True):
    """What a child is asked for. Without a place it is the made-up town."""

    content: str
    home: str
    out: str
    memory_mb: int
    threads: int
    place: str = ""
    question: Question | None = None


class Told(msgspec.Struct, kw_only=True):
    """A line from a child: how far it has come, that it is done, or the error it ended with."""

    kind: Literal["progress", "done", "error", "memory"]
    done: int = 0
    total: int = 0
    code: str = ""
    facts: dict[str, str | int | float] = {}
    number: int = 0
    """The system's number of the error beneath, of which a full disk is one."""
    others: tuple["Told", ...] = ()


def encode(value: object) -> bytes:
    """As one line of JSON."""
    return msgspec.json.encode(value, enc_hook=str) + b"\n"


def decode_task(line: bytes) -> Task:
    """The task of a line."""
    return msgspec.json.decode(line, type=Task, dec_hook=lambda kind, value: kind(value))


class Nursery:
    """The children of one server."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()
        self._closed = False

    def reckon(self, task: Task, folder: Path, tell: Tell) -> ReachReport:
        """Run a task; what it leaves lying is in `folder`. Raises the child's SamspelError, reach_memory or
        reach_too_long where it passed a ceiling, ChildFailedError for a fault of the program.
        """
        with self._open(folder) as said, self._start(task, folder, said) as (child, late):
            told = _listen(child, tell)
            code = child.wait()
        self._check_open()
        if late.is_set():
            raise BadInputError("reach_too_long", minutes=self._limits.upload_minutes)
        if told is not None and told.kind == "done":
            return msgspec.json.decode(Path(task.out).read_bytes(), type=ReachReport)
        if told is not None and told.kind == "error":
            raise _remake(told)
        text = (folder / SAID).read_bytes()[-TAIL:].decode(errors="replace")
        if told is not None or code == -SIGKILL or any(words in text for words in SHORT):
            raise BadInputError("reach_memory", limit=task.memory_mb)
        raise ChildFailedError(code, text)

    def close(self) -> None:
        """End every child at once, and start no more; they are gone when it returns, but for one the system holds."""
        with self._lock:
            self._closed = True
            ended = list(self._running)
            for child in ended:
                child.kill()
        for child in ended:
            with suppress(subprocess.TimeoutExpired):
                child.wait(ENDING_SECONDS)

    def _open(self, folder: Path) -> IO[bytes]:
        self._check_open()
        return (folder / SAID).open("wb")

    def _check_open(self) -> None:
        """Raise BadInputError where the server ends, which takes the folders of what it works at away."""
        if self._closed:
            raise BadInputError("reach_stopped")

    @contextmanager
    def _start(self, task: Task, folder: Path, said: IO[bytes]) -> Iterator[tuple["subprocess.Popen[bytes]", Event]]:
        late = Event()
        with self._lock:
            self._check_open()
            # Its input stays open as long as the server lives: a child whose input ends, ends. A session of its own,
            # so that Ctrl+C reaches the server alone, which ends its children in order.
            child = subprocess.Popen(
                [sys.executable, "-P", "-m", "samspel.web.reckoner"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                env=os.environ | {"TMPDIR": str(folder)},
                start_new_session=True,
            )
            self._running.add(child)

        def end() -> None:
            late.set()
            child.kill()

        timer = Timer(self._limits.upload_minutes * 60, end)
        timer.daemon = True
        timer.start()
        try:
            with child:
                _send(child, task)
                try:
                    yield child, late
                finally:
                    child.kill()
                    _close_input(child)
        finally:
            timer.cancel()
            with self._lock:
                self._running.discard(child)


class ChildFailedError(Exception):
    """A child ended without an answer: a fault of the program."""


def _close_input(child: "subprocess.Popen[bytes]") -> None:
    """What was not read by a child that is gone is given up: closing would write it first, and fail."""
    if child.stdin is not None:
        with suppress(BrokenPipeError):
            child.stdin.close()


def _send(child: "subprocess.Popen[bytes]", task: Task) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(encode(task))
        child.stdin.flush()
    except BrokenPipeError:
        _log.error("a child ended before it was given its task")


def _listen(child: "subprocess.Popen[bytes]", tell: Tell) -> Told | None:
    """Pass on how far it has come; the last thing it says, None where it ends without a word."""
    assert child.stdout is not None
    for line in child.stdout:
        told = msgspec.json.decode(line, type=Told)
        if told.kind != "progress":
            return told
        tell(told.done, told.total)
    return None


def _remake(told: Told) -> SamspelError:
    error = BadInputError(told.code, **told.facts)
    error.others = tuple(_remake(one) for one in told.others)
    if told.number:
        error.__cause__ = OSError(told.number, os.strerror(told.number))
    return error
