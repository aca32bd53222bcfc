"""Times a piece of work and tells its goal, its rival and the machine."""

import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

COPIED = 2**28
LONG, LONG_REPEATS = 1.0, 2
"""Seconds from which a run is long, and how often it is then repeated."""


@dataclass(frozen=True)
class Result:
    """Seconds of one benchmark, its goal, and the rival's seconds where one was run; `note` says what was done.
    With another `unit` than seconds all three are in that.
    """

    name: str
    seconds: float
    goal: float
    rival: str
    rival_seconds: float | None
    note: str
    unit: str = "s"

    @property
    def is_met(self) -> bool:
        """Whether the goal is met."""
        return self.seconds <= self.goal


def time_median(work: Callable[[], object], repeats: int = 5) -> float:
    """Median seconds of several runs."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def spend_least(work: Callable[[], object], repeats: int = 3) -> float:
    """The least processor seconds of several runs, after one that makes everything ready: others on the machine add to
    it, and nothing takes from it.
    """
    work()
    spent: list[float] = []
    while len(spent) < (repeats if min(spent, default=0.0) < LONG else LONG_REPEATS):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return min(spent)


def measure_copying() -> float:
    """Bytes a second read and written by copying what no cache holds."""
    source, target = np.ones(COPIED, dtype=np.uint8), np.empty(COPIED, dtype=np.uint8)
    return 2 * COPIED / spend_least(partial(np.copyto, target, source))


def time_command(words: Sequence[str], repeats: int = 5) -> float:
    """Median seconds of several cold starts of a command, with its bytecode written as an installation has it."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def start() -> None:
        subprocess.run(words, check=True, capture_output=True, env=settings)

    start()
    return time_median(start, repeats)


def peak_memory_mib() -> float:
    """Peak resident memory of this process in MiB."""
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def run_apart(work: Callable[..., Any], *facts: object) -> Any:
    """What the work returns in a new process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *facts).result()
