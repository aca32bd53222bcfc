"""A command from a cold start, beside a bare interpreter that only imports a data-frame library."""

import sys
from pathlib import Path

from benchmarks.measuring import Result, time_command

GOAL = 1.0
RIVAL = "python -c 'import polars'"


def measure() -> tuple[Result, ...]:
    """`samspel place` and `samspel needs` for one municipality."""
    program = str(Path(sys.executable).parent / "samspel")
    rival = time_command([sys.executable, "-c", "import polars"])
    return tuple(
        Result(f"samspel {' '.join(words)}, cold start", time_command([program, *words]), GOAL, RIVAL, rival, "")
        for words in (("place", "Sandviken"), ("needs", "Sandviken"), ("demands", "2"))
    )
