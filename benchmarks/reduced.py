"""The reduced model of two stocks: ours, PySD one run at a time, PySD with subscripts, and a compiled loop, all in one
run and with the same numbers.
"""

import ctypes
import shutil
import subprocess
import tempfile
import time
import warnings
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.measuring import Result, time_median
from samspel.research.reduced import JOBS, PEOPLE, STOCKS, Closure, Rates, make_paths, run_reduced

Floats = npt.NDArray[np.float64]

PLACES, DRAWS, YEARS, SEED, CLOSING = 290, 1000, 15, 1, 2
GOAL_ONE_BY_ONE, GOAL_SUBSCRIPTS, GOAL_LOOP = 10_000.0, 20.0, 2.0
SAMPLE = 200
"""Runs of PySD one at a time; the rate does not depend on how many."""

MODELS = Path(__file__).parents[1] / "tests" / "research"
NAMES = ("growth rate", "moving rate", "people per job", "follow rate", "jobs per person")
RANGES = ((-0.01, 0.01), (0.02, 0.2), (1.8, 2.2), (0.02, 0.2), (0.4, 0.6))
LOOP = """
void run(double *paths, long years, long places, long draws, const double *growth, const double *moving,
         const double *carried, const double *follow, const double *called, const double *closed, long closing)
{
    long size = places * draws;
    double *people = paths, *jobs = paths + (years + 1) * size;
    for (long year = 0; year < years; year++)
        for (long place = 0; place < places; place++) {
            double gone = year == closing ? closed[place] : 0.0;
            for (long draw = 0; draw < draws; draw++) {
                long now = year * size + place * draws + draw, next = now + size;
                double p = people[now], j = jobs[now];
                people[next] = p + growth[draw] * p + moving[draw] * (carried[draw] * j - p);
                jobs[next] = j + follow[draw] * (called[draw] * p - j) - gone;
            }
        }
}
"""


def measure() -> tuple[Result, ...]:
    """Ours beside each rival; a goal is the rival's seconds divided by the factor asked for."""
    rates, start, closure = _make_numbers()
    paths = make_paths(start, YEARS, DRAWS)
    run_reduced(paths, rates, closure)
    seconds = time_median(lambda: run_reduced(paths, rates, closure))
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        one_by_one = _time_one_by_one(Path(folder), rates, start, closure, paths)
        subscripts = _time_subscripts(Path(folder), rates, start, closure, paths)
        loop = _time_loop(Path(folder), rates, start, closure, paths)
    return (
        _compare("PySD, one place and draw at a time", seconds, one_by_one, 1.0 / GOAL_ONE_BY_ONE),
        _compare("PySD, places and draws as subscripts", seconds, subscripts, 1.0 / GOAL_SUBSCRIPTS),
        _compare("compiled loop, gcc -O2", seconds, loop, GOAL_LOOP),
    )


def _compare(rival: str, seconds: float, theirs: float | None, share: float) -> Result:
    name = f"reduced model, {PLACES} x {DRAWS} x {YEARS}"
    rate = _tell_rate(seconds)
    if theirs is None:
        return Result(name, seconds, float("inf"), rival, None, f"{rate}; the rival is not on this machine: no goal")
    note = f"municipality-years a second: {rate}, rival {_tell_rate(theirs)}, {theirs / seconds:,.2f} times"
    return Result(name, seconds, theirs * share, rival, theirs, note)


def _tell_rate(seconds: float) -> str:
    return f"{PLACES * DRAWS * YEARS / seconds:,.0f}"


def _make_numbers() -> tuple[Rates, Floats, Closure]:
    generator = np.random.default_rng(SEED)
    rates = Rates(*(generator.uniform(low, high, DRAWS) for low, high in RANGES))
    start = np.stack([generator.uniform(5e3, 1e5, PLACES), generator.uniform(2e3, 5e4, PLACES)])
    return rates, start, Closure(generator.uniform(0.0, 400.0, PLACES), CLOSING)


def _columns(rates: Rates) -> list[Floats]:
    return [getattr(rates, field.name) for field in fields(rates)]


def _load(name: str, folder: Path) -> Any:
    try:
        import pysd
    except ImportError:
        return None
    return pysd.read_vensim(shutil.copy(MODELS / name, folder / name))


def _time_one_by_one(folder: Path, rates: Rates, start: Floats, closure: Closure, ours: Floats) -> float | None:
    """Seconds for all places and draws, from a sample of them."""
    model = _load("reduced.mdl", folder)
    if model is None:
        return None
    columns, taken = _columns(rates), 0.0
    for number in range(SAMPLE):
        place, draw = number % PLACES, number % DRAWS
        params = {name: float(column[draw]) for name, column in zip(NAMES, columns, strict=True)}
        params |= {"start people": start[PEOPLE, place], "start jobs": start[JOBS, place]}
        params |= {"closed jobs": closure.jobs[place], "closing year": closure.year}
        begin = time.perf_counter()
        told = model.run(params=params, return_columns=list(STOCKS))
        taken += time.perf_counter() - begin
        np.testing.assert_allclose(ours[:, :, place, draw].T, told[list(STOCKS)].to_numpy(), rtol=1e-9)
    return taken / SAMPLE * PLACES * DRAWS


def _time_subscripts(folder: Path, rates: Rates, start: Floats, closure: Closure, ours: Floats) -> float | None:
    """Seconds of one run with everything in it, as PySD keeps its arrays (not flattened into columns)."""
    model = _load("reduced_subscripts.mdl", folder)
    if model is None:
        return None
    import xarray

    by_draw = {"draw": [f"d{number}" for number in range(1, DRAWS + 1)]}
    by_place = {"place": [f"p{number}" for number in range(1, PLACES + 1)]}
    params = {name: xarray.DataArray(row, by_draw, ["draw"]) for name, row in zip(NAMES, _columns(rates), strict=True)}
    rows = {"start people": start[PEOPLE], "start jobs": start[JOBS], "closed jobs": closure.jobs}
    params |= {name: xarray.DataArray(row, by_place, ["place"]) for name, row in rows.items()}
    params["closing year"] = xarray.DataArray(closure.year)
    taken: list[float] = []
    told: Any = None
    for _ in range(2):
        begin = time.perf_counter()
        told = model.run(params=params, return_columns=list(STOCKS), flatten_output=False)
        taken.append(time.perf_counter() - begin)
    for stock, name in enumerate(STOCKS):
        theirs = np.stack([np.array(value, dtype=np.float64) for value in told[name]])
        np.testing.assert_allclose(ours[stock], theirs, rtol=1e-9)
    return min(taken)


def _time_loop(folder: Path, rates: Rates, start: Floats, closure: Closure, ours: Floats) -> float | None:
    """Seconds of the same equations in C on the same arrays; None without gcc."""
    compiler = shutil.which("gcc")
    if compiler is None:
        return None
    source, library = folder / "loop.c", folder / "loop.so"
    source.write_text(LOOP, "ascii")
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, source], check=True, capture_output=True)
    run, paths = ctypes.CDLL(str(library)).run, make_paths(start, YEARS, DRAWS)
    run.restype = None
    sizes = [ctypes.c_long(size) for size in (YEARS, PLACES, DRAWS)]
    columns = [_point(column) for column in (*_columns(rates), closure.jobs)]
    run(_point(paths), *sizes, *columns, ctypes.c_long(closure.year))
    np.testing.assert_allclose(ours, paths, rtol=1e-9)
    return time_median(lambda: run(_point(paths), *sizes, *columns, ctypes.c_long(closure.year)))


def _point(values: Floats) -> Any:
    return np.ascontiguousarray(values).ctypes.data_as(ctypes.POINTER(ctypes.c_double))


if __name__ == "__main__":
    for result in measure():
        print(f"{result.seconds:.4f} s, goal {result.goal:.4f}, {result.is_met}: {result.rival}; {result.note}")
