"""The circle for all municipalities on this machine's cores, and for one place as the web asks for it."""

import os
import resource
import time

from benchmarks.measuring import Result, peak_memory_mib, time_median
from samspel.app.computed import COMPUTATIONS
from samspel.catalogue.loading import load_catalogue
from samspel.dynamics.jobs import no_events
from samspel.observations.building import Observations
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.nationwide import Shared, Task, run_place, run_places
from samspel.scenarios.parameters import hypotheses, load_parameters
from samspel.scenarios.sampling import sample_parameters

YEARS, DRAWS, SEED, CORES = 15, 1000, 1, 2
GOAL_ALL, GOAL_ONE = 10.0, 0.5
CLOSED = 400.0
EXAMPLE = "1060"


def measure() -> tuple[Result, ...]:
    """All places once, on two cores; one place with baseline, scenario and the hypotheses at zero."""
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
    everywhere = Shared(draws, (), ())
    start = time.perf_counter()
    count = sum(1 for _ in run_places(tasks, everywhere, CORES))
    seconds = time.perf_counter() - start
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = workers.ru_utime + workers.ru_stime
    memory = peak_memory_mib() + CORES * workers.ru_maxrss / 1024
    cost = f"{processor:.1f} s of processor, at most {memory:.0f} MiB in all"
    note = f"{cost}, load {os.getloadavg()[0]:.1f}"
    return (
        Result(
            f"{count} places x {DRAWS} draws x {YEARS} years, {CORES} processes", seconds, GOAL_ALL, "-", None, note
        ),
        Result(
            f"one place, {DRAWS} draws: baseline, scenario, hypotheses at zero",
            time_median(lambda: run_place(Task(town, events), one)),
            GOAL_ONE,
            "-",
            None,
            "four runs with their bands",
        ),
    )
