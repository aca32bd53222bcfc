"""How much later a shift would have to begin, or earlier end, for the timetable to serve it: where the gap is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from samspel.reach.shifts import BLOCK, MINUTE, Legs, ShiftSearch, Trip
from samspel.terms.arrays import Floats


@dataclass(frozen=True)
class Gap:
    """For each origin the least minutes that its leg out lacks, and its leg home; 0 where nothing is lacking, infinite
    where no try was enough; shape (origins,).
    """

    later: Floats
    earlier: Floats


def find_gaps(
    search: ShiftSearch, every: Sequence[Legs], limit_minutes: float, steps: Sequence[int], threads: int = 1
) -> list[Gap]:
    """The gap of each turn, tried at each of the steps (minutes, ascending); a block of tries at a time in memory."""
    size = max(1, BLOCK // max(1, len(steps)))
    blocks = (every[first : first + size] for first in range(0, len(every), size))
    return [gap for block in blocks for gap in _find_block(search, block, limit_minutes, steps, threads)]


def _find_block(
    search: ShiftSearch, every: Sequence[Legs], limit_minutes: float, steps: Sequence[int], threads: int
) -> list[Gap]:
    tried = [(legs, step) for legs in every for step in steps]
    plans = [_move(search.plan(legs.turn), step) for legs, step in tried]
    found = search.search([trip for plan in plans for trip in plan], threads)
    moved = [
        search.join(legs.turn, found[2 * number], found[2 * number + 1], plans[number])
        for number, (legs, _) in enumerate(tried)
    ]
    count = len(steps)
    return [
        Gap(
            _least([legs.out, *(one.out for one in moved[row * count : (row + 1) * count])], steps, limit_minutes),
            _least([legs.home, *(one.home for one in moved[row * count : (row + 1) * count])], steps, limit_minutes),
        )
        for row, legs in enumerate(every)
    ]


def _move(plan: tuple[Trip, Trip], minutes: int) -> tuple[Trip, Trip]:
    """A shift that begins later and ends earlier."""
    out, home = plan
    later, earlier = minutes * MINUTE, -minutes * MINUTE
    return (
        replace(out, limit=out.limit + later, counted=out.counted + later),
        replace(home, limit=home.limit + earlier, counted=home.counted + earlier),
    )


def _least(legs: Sequence[Floats], steps: Sequence[int], limit: float) -> Floats:
    """The first step at which each origin is within the limit, 0 for the legs as they are."""
    within = np.stack([leg <= limit for leg in legs])
    minutes = np.array([0.0, *steps])
    return np.where(within.any(axis=0), minutes[within.argmax(axis=0)], np.inf)
