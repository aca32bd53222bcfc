"""The store of fetched figures at some fifty million values, Kolada seven times over under other names and with other
values: `python -m benchmarks live_large`. It takes many minutes and some gigabytes; with SAMSPEL_BENCH_LARGE=no it is
left out.
"""

import math
import os
from collections.abc import Iterator

from benchmarks.live import Store, measure_store
from benchmarks.measuring import Result

LARGE = Store("Kolada seven times over", 7, 300.0, 4096.0)


def measure() -> Iterator[Result]:
    """As `live`, unless it is left out."""
    if os.environ.get("SAMSPEL_BENCH_LARGE") == "no":
        yield Result(LARGE.name, math.nan, math.inf, "none", None, "left out: SAMSPEL_BENCH_LARGE=no")
        return
    yield from measure_store(LARGE)
