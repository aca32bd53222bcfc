"""The departures that would help, of every shift of a report: several shifts at once, told in their order."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from samspel.reach.changes import Case
from samspel.reach.departures import DepartureSearch, Improvement
from samspel.reach.findings import HALF_A_PERSON
from samspel.reach.shifts import MINUTE, ShiftSearch

BEST_SHOWN = 3


@dataclass(frozen=True)
class Sought:
    """What departures are sought for: the limit in minutes, the turns whose losses count, and for each row of the
    report the same shift on its days; empty where none are sought.
    """

    limit: float
    cases: Sequence[Case]
    rows: Sequence[Sequence[Case]]


def find_departures(
    search: ShiftSearch, settings: Mapping[str, float], sought: Sought, threads: int
) -> Iterator[list[Improvement]]:
    """The best departures of each row, in their order; the same whatever the number of threads."""
    farthest = round(settings["departure_farthest_minutes"]) * MINUTE
    improve = partial(_improve, DepartureSearch(search, sought.limit, farthest, sought.cases))
    if threads <= 1:
        yield from map(improve, sought.rows)
        return
    pool = ThreadPoolExecutor(threads)
    try:
        yield from pool.map(improve, sought.rows)
    finally:
        pool.shutdown(cancel_futures=True)


def _improve(finder: DepartureSearch, days: Sequence[Case]) -> list[Improvement]:
    """The best added and moved departures of both legs of a shift, those that gain most first; found for the first of
    its days. What brings less than half a person is left out.
    """
    if not days:
        return []
    first, *repeated = days
    found = []
    for outward in (True, False):
        found += finder.add(first, outward, BEST_SHOWN)
        found += finder.move(first, outward, repeated, BEST_SHOWN)
    helping = [one for one in found if max(one.gained, one.gained_leg) >= HALF_A_PERSON]
    return sorted(helping, key=lambda one: (-(one.gained - one.lost), -one.gained_leg, one.moved_from is None))
