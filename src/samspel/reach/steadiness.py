"""Who makes a shift on most days, when departures are late or cancelled.

Those who go out leave home as early as the limit lets them, those who go home when the shift lets them; on the way each
takes what is quickest on that day. So it is the best that can be done with such traffic, as the timetable's own legs
are with traffic that is in time. A day counts when both legs are made on it.
"""

from collections.abc import Sequence

import numpy as np

from samspel.reach.disruption import Assumption, Window, open_window
from samspel.reach.scan import scan_tree, spread
from samspel.reach.shifts import MINUTE, ShiftSearch, Trip, Turn
from samspel.terms.arrays import Floats, Ints, Longs


def count_days(
    search: ShiftSearch,
    turn: Turn,
    assumptions: Sequence[Assumption],
    limits: Sequence[float],
    days: int,
    threads: int = 1,
) -> Longs:
    """On how many of the days tried each origin makes both legs within each limit, by each assumption; shape
    (assumptions, limits, origins). The result does not depend on the number of threads.
    """
    trips = search.plan(turn)
    horizon = round(min(max(limits) * MINUTE, search.rules.horizon_seconds))
    windows = [open_window(search, trip, turn.day, horizon, days) for trip in trips]
    made = np.zeros((days, len(assumptions), len(limits), len(search.origins.people)), dtype=bool)

    def work(numbers: Longs) -> None:
        for number in numbers:
            for row, assumption in enumerate(assumptions):
                out, home = (
                    _search(search, trip, window, int(number), assumption, horizon)
                    for trip, window in zip(trips, windows, strict=True)
                )
                worst = search.join(turn, out, home).worst
                made[number, row] = [worst <= limit for limit in limits]

    spread(work, days, threads)
    return np.asarray(made.sum(axis=0))


def share_steady(days_made: Longs, weights: Floats, days: int, share: float) -> tuple[float, ...]:
    """Share of the weights who make it on at least such a share of the days tried, for each limit; NaN without any."""
    total = float(weights.sum())
    least = share * days - 1e-9
    return tuple(float(weights[made >= least].sum()) / total if total else np.nan for made in days_made)


def _search(search: ShiftSearch, trip: Trip, window: Window, number: int, assumption: Assumption, horizon: int) -> Ints:
    """Seconds at the doors on one of the days tried, as `ShiftSearch.search` gives them, within the horizon."""
    _, footpaths = search.direct(trip.day, trip.outward)
    start = -trip.limit if trip.outward else trip.limit
    tree = scan_tree(window.on(number, assumption), footpaths, *search.gate(trip.workplace), start, horizon)
    return np.asarray(tree.ride[search.doors], dtype=np.int32)
