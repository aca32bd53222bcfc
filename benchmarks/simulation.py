"""The circle for all municipalities on this machine's cores, for one place as the web asks for it, and beside a
compiled loop over the same equations.
"""

import os
import resource
import time
from functools import partial

import numpy as np

from benchmarks.measuring import Result, measure_copying, peak_memory_mib, spend_least, time_median
from benchmarks.simulation_loop import give, run_loop
from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import load_catalogue
from samspel.dynamics.circle import run_circle
from samspel.dynamics.jobs import no_events
from samspel.dynamics.town import Draws, Town
from samspel.observations.building import Observations
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.nationwide import Shared, Task, run_place, run_places
from samspel.scenarios.parameters import hypotheses, load_parameters
from samspel.scenarios.sampling import sample_parameters

YEARS, DRAWS, SEED, CORES = 15, 1000, 1, 2
GOAL_ALL, GOAL_ONE, GOAL_MIB, GOAL_LOOP = 5.0, 0.3, 1024.0, 2.0
CLOSED = 400.0
EXAMPLE = "1060"
SAME, REPEATS = 1e-9, 20


def measure() -> tuple[Result, ...]:
    """All places once, on two cores; one place with baseline, scenario and the hypotheses at zero; one place beside the
    loop.
    """
    catalogue = load_catalogue()
    parameters = load_parameters(catalogue)
    draws = sample_parameters(parameters, DRAWS, SEED)
    calibration = Calibration(Observations(catalogue, COMPUTATIONS), parameters)
    quiet = no_events(YEARS)
    tasks = [Task(calibration.town(place, YEARS), quiet) for place in catalogue.places.municipalities]
    events = no_events(YEARS)
    events.closed[1, 0] = CLOSED
    town = calibration.town(catalogue.places.by_code[EXAMPLE], YEARS)
    one = Shared(draws, (), hypotheses(parameters))
    return (
        *_measure_all(tasks, Shared(draws, (), ())),
        Result(
            f"one place, {DRAWS} draws: baseline, scenario, hypotheses at zero",
            time_median(lambda: run_place(Task(town, events), one)),
            GOAL_ONE,
            "-",
            None,
            "four runs with their bands",
        ),
        _compare_loop(town, draws),
    )


def _measure_all(tasks: list[Task], everywhere: Shared) -> tuple[Result, Result]:
    start = time.perf_counter()
    count = sum(1 for _ in run_places(tasks, everywhere, CORES))
    seconds = time.perf_counter() - start
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = workers.ru_utime + workers.ru_stime
    name = f"{count} places x {DRAWS} draws x {YEARS} years, {CORES} processes"
    note = f"{processor:.1f} s of processor, load {os.getloadavg()[0]:.1f}"
    memory = peak_memory_mib() + CORES * workers.ru_maxrss / 1024
    return (
        Result(name, seconds, GOAL_ALL, "-", None, note),
        Result(f"{name}: memory", memory, GOAL_MIB, "-", None, "the sum of what each process had at most", "MiB"),
    )


def _compare_loop(town: Town, draws: Draws) -> Result:
    """The course without events, without its bands, in processor time."""
    quiet, given = no_events(YEARS), give(town, draws, YEARS)
    paths, looped = run_circle(town, draws, quiet), run_loop(given)
    sizes = np.abs(looped).max(axis=(1, 2), keepdims=True)
    missed = float((np.abs(np.swapaxes(paths.values, 1, 2) - looped) / sizes).max())
    assert missed < SAME, f"the loop has other answers: {missed}"
    ours = spend_least(partial(run_circle, town, draws, quiet), REPEATS)
    loop = spend_least(partial(run_loop, given), REPEATS)
    carried = looped.nbytes / measure_copying()
    note = f"{ours / loop:.2f} times the loop; writing the answers alone takes {carried / ours:.1%} of ours"
    name = f"one place, {DRAWS} draws, without events, no bands"
    return Result(name, ours, GOAL_LOOP * loop, "compiled loop, draw by draw", loop, f"{note}; apart {missed:.0e}")
