"""Prints every benchmark with its goal and its rival."""

import math
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from benchmarks.measuring import Result

PARTS = (
    "needs",
    "command_line",
    "figures",
    "equalisation",
    "documents",
    "pages",
    "open_data",
    "live",
    "live_large",
    "weight",
    "workspace",
    "comparison",
    "packet",
    "simulation",
    "reduced",
    "county_timetable",
    "reach_departures",
    "reach_roads",
    "reach",
    "reach_rates",
)
"""Modules of this package, each imported when it runs, so that the processes it starts hold nothing of the others."""


def main() -> None:
    """Run the benchmarks that are named, or all: each in a process of its own, so that none takes the memory or finds
    the work of another.
    """
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            _run(import_module(f"benchmarks.{name}").measure)
        return
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    )
    print(f"{'what':<56} {'seconds':>8} {'goal':>8}  {'':<6} rival", flush=True)
    for name in PARTS:
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=True)


def _run(measure: Callable[[], Result | Iterable[Result]]) -> None:
    found = measure()
    for result in [found] if isinstance(found, Result) else found:
        print(_tell(result), flush=True)


def _tell(result: Result) -> str:
    rival = "not run" if result.rival_seconds is None else f"{result.rival_seconds:.3f} {result.unit}"
    note = f" ({result.note})" if result.note else ""
    state = "-" if math.isinf(result.goal) else "met" if result.is_met else "MISSED"
    return f"{result.name:<56} {result.seconds:>8.3f} {result.goal:>8.3f}  {state:<6} {rival}: {result.rival}{note}"


if __name__ == "__main__":
    main()
