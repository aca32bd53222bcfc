"""Prints every benchmark with its goal and its rival."""

import math
import os
import platform

from benchmarks import (
    command_line,
    comparison,
    documents,
    figures,
    needs,
    packet,
    pages,
    reach,
    reach_roads,
    reduced,
    simulation,
)
from benchmarks.measuring import Result, peak_memory_mib

PARTS = (needs, command_line, figures, documents, pages, comparison, packet, simulation, reduced, reach_roads, reach)


def main() -> None:
    """Run all benchmarks."""
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    )
    print(f"{'what':<56} {'seconds':>8} {'goal':>8}  {'':<6} rival")
    for part in PARTS:
        found = part.measure()
        for result in [found] if isinstance(found, Result) else found:
            print(_tell(result), flush=True)
    print(f"peak memory of this run: {peak_memory_mib():.0f} MiB")


def _tell(result: Result) -> str:
    rival = "not run" if result.rival_seconds is None else f"{result.rival_seconds:.3f} {result.unit}"
    note = f" ({result.note})" if result.note else ""
    state = "-" if math.isinf(result.goal) else "met" if result.is_met else "MISSED"
    return f"{result.name:<56} {result.seconds:>8.3f} {result.goal:>8.3f}  {state:<6} {rival}: {result.rival}{note}"


if __name__ == "__main__":
    main()
