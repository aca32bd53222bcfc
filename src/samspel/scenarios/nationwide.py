"""Many municipalities: each place by itself, on the same draws, so that the split changes no bit.

Where they are run is behind one small interface, `Runner`: processes on this machine here, a cluster in `cluster`.
"""

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Protocol

from samspel.dynamics.jobs import Events, happens, no_events
from samspel.dynamics.town import Lever, Town
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import run_ensemble, zero_hypotheses
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

BASELINE, SCENARIO, DIFFERENCE = "baseline", "scenario", "difference"
WITHOUT = "_without_hypotheses"


@dataclass(frozen=True)
class Task:
    """A place with its events; no events and no levers mean that only the baseline is run."""

    town: Town
    events: Events


@dataclass(frozen=True)
class Shared:
    """What all places have in common: draws, levers, and the ids of the hypotheses (empty = they are zero already)."""

    draws: Mapping[str, Floats]
    levers: tuple[Lever, ...]
    hypotheses: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """Bands of a place by scenario, each shape (outcomes, 5, years + 1), and how many draws diverged in any of its
    runs.
    """

    code: str
    bands: Mapping[str, Floats]
    diverged: int


class Runner(Protocol):
    """Runs places somewhere."""

    def run(self, tasks: Iterable[Task], shared: Shared) -> Iterator[Result]:
        """Results in the order they finish, each with the same bits wherever it was run."""
        ...


@dataclass(frozen=True)
class LocalProcesses:
    """So many processes on this machine."""

    count: int

    def run(self, tasks: Iterable[Task], shared: Shared) -> Iterator[Result]:
        """Results in the order they finish."""
        return run_places(tasks, shared, self.count)


def run_place(task: Task, shared: Shared) -> Result:
    """Run one place: baseline, scenario and difference, with the hypotheses and without."""
    bands: dict[str, Floats] = {}
    diverged = 0
    variants = {"": shared.draws}
    if shared.hypotheses:
        variants[WITHOUT] = zero_hypotheses(shared.draws, shared.hypotheses)
    for suffix, draws in variants.items():
        before = run_ensemble(task.town, draws, no_events(task.events.years))
        bands[BASELINE + suffix] = before.bands
        diverged = max(diverged, before.diverged)
        if happens(task.events) or shared.levers:
            after = run_ensemble(task.town, draws, task.events, shared.levers, beside=before)
            change = Difference(before, after)
            bands[SCENARIO + suffix], bands[DIFFERENCE + suffix] = after.bands, change.bands
            diverged = max(diverged, change.diverged)
    return Result(task.town.code, bands, diverged)


def run_places(tasks: Iterable[Task], shared: Shared, processes: int) -> Iterator[Result]:
    """Run all places, in the order they finish. New processes are spawned, since a fork of a program with threads can
    hang.
    """
    waiting = list(tasks)
    if processes <= 1 or len(waiting) <= 1:
        for task in waiting:
            yield run_place(task, shared)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(waiting)), context, _remember, (shared,)) as pool:
        pending = [pool.submit(_run, task) for task in waiting]
        try:
            for done in as_completed(pending):
                yield done.result()
        finally:
            for future in pending:
                future.cancel()


_SHARED: list[Shared] = []


def _remember(shared: Shared) -> None:
    _SHARED[:] = [shared]


def _run(task: Task) -> Result:
    return run_place(task, _SHARED[0])


@dataclass(frozen=True)
class Skipped:
    """A place that is too small for the events, and the error that says so."""

    place: Place
    error: BadInputError


@dataclass(frozen=True)
class Everywhere:
    """Every municipality: the results in order of their code, made as they are asked for, and the places left out."""

    results: Iterator[Result]
    skipped: tuple[Skipped, ...]
