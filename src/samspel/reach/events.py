"""The rides of a day as events in order of time, for a search that carries many queries at once.

At each time first those get off who got on before it, then the steps of that time are taken in the order of the rides:
people get on, or go over into what the vehicle runs next. Each run has a slot that tells who is on board; slots are
numbered as the runs begin, so that those out at one time lie close together.

Where a ride takes no time, getting off is a step too and may let somebody get on again at the same time. Each run with
such a ride is marked before its first step of the time, and the steps are taken again from the marks until nobody new
gets on: then those are off who got on before, never those who get on later, however the rides are ordered.
"""

from typing import NamedTuple

import numpy as np

from samspel.reach.compiling import compiled_without_counting
from samspel.reach.ordering import order_stably
from samspel.reach.rides import Rides
from samspel.terms.arrays import Ints, Longs

BOARD, LEAD, LATE, MARK = 0, 1, 2, 3
"""Steps: get on at a stop; go over from another slot; get off at a stop after no time; mark a slot, or make it what it
was when it was marked.
"""
KIND_BITS = 2
NOBODY = -1
"""The slot of a run that nobody can be on."""


class Events(NamedTuple):
    """Part p has the times `parts[p]` to `parts[p + 1]`. At time g people get off by
    `offs[off_offsets[g]:off_offsets[g + 1]]`, rows of a slot and a stop; likewise `steps`, rows of a slot and what is
    done with it: the kind of step in the lowest bits, above them the stop, the other slot or the number of the mark.

    The slots `opens[g]` to `opens[g + 1]` are used from time g on, and none below `lives[g]` is used then or later.
    """

    parts: Longs
    times: Ints
    off_offsets: Longs
    offs: Ints
    step_offsets: Longs
    steps: Ints
    opens: Ints
    lives: Ints
    marks: int


class _Draft(NamedTuple):
    """Events while they are written; `counts` are the times, offs, steps and slots so far, the marks of the present
    time and the most of any time. `slots` are those of the runs, `aboard` that of each ride, and `marked` the last time
    at which each run was marked.
    """

    parts: Longs
    times: Ints
    off_offsets: Longs
    offs: Ints
    step_offsets: Longs
    steps: Ints
    opens: Ints
    counts: Longs
    slots: Ints
    aboard: Ints
    marked: Ints


_TIMES, _OFFS, _STEPS, _SLOTS, _MARKS, _MOST = range(6)


def list_events(rides: Rides, runs: int) -> Events:
    """The events of the rides of so many runs."""
    count = len(rides.ends)
    draft = _Draft(
        parts=np.empty(len(rides.offsets), dtype=np.int64),
        times=np.empty(2 * count, dtype=np.int32),
        off_offsets=np.empty(2 * count + 1, dtype=np.int64),
        offs=np.empty((count, 2), dtype=np.int32),
        step_offsets=np.empty(2 * count + 1, dtype=np.int64),
        steps=np.empty((3 * count + 2 * len(rides.heirs), 2), dtype=np.int32),
        opens=np.empty(2 * count + 1, dtype=np.int32),
        counts=np.zeros(6, dtype=np.int64),
        slots=np.full(runs, NOBODY, dtype=np.int32),
        aboard=np.full(count, NOBODY, dtype=np.int32),
        marked=np.full(runs, -1, dtype=np.int32),
    )
    _write(rides, order_stably(rides.part[rides.target], order_stably(rides.ends)), draft)
    times, offs, steps = draft.counts[: _STEPS + 1]
    lives = np.empty(times, dtype=np.int32)
    _look_back(draft, lives)
    return Events(
        parts=draft.parts,
        times=draft.times[:times].copy(),
        off_offsets=draft.off_offsets[: times + 1].copy(),
        offs=draft.offs[:offs].copy(),
        step_offsets=draft.step_offsets[: times + 1].copy(),
        steps=draft.steps[:steps].copy(),
        opens=draft.opens[: times + 1].copy(),
        lives=lives,
        marks=int(draft.counts[_MOST]),
    )


@compiled_without_counting
def _write(rides: Rides, order: Ints, draft: _Draft) -> None:
    """Write the events of each part; `order` is that of the rides' ends, part by part."""
    begins, ends, counts = rides.begins, rides.ends, draft.counts
    for part in range(len(rides.offsets) - 1):
        draft.parts[part] = counts[_TIMES]
        row, late, end = rides.offsets[part], rides.offsets[part], rides.offsets[part + 1]
        while row < end or late < end:
            now = begins[row] if row < end else ends[order[late]]
            if late < end:
                now = min(now, ends[order[late]])
            _open_time(draft, now)
            while late < end and ends[order[late]] == now:
                ride = order[late]
                if draft.aboard[ride] != NOBODY and rides.alight[ride] and begins[ride] < now:
                    draft.offs[counts[_OFFS], 0] = draft.aboard[ride]
                    draft.offs[counts[_OFFS], 1] = rides.target[ride]
                    counts[_OFFS] += 1
                late += 1
            while row < end and begins[row] == now:
                _step(rides, draft, row)
                row += 1
            counts[_MOST] = max(counts[_MOST], counts[_MARKS])
            counts[_TIMES] += 1
    draft.parts[len(rides.offsets) - 1] = counts[_TIMES]
    _open_time(draft, 0)


@compiled_without_counting
def _open_time(draft: _Draft, now: int) -> None:
    """Begin the next time, or end the last."""
    at = draft.counts[_TIMES]
    if at < len(draft.times):
        draft.times[at] = now
    draft.off_offsets[at] = draft.counts[_OFFS]
    draft.step_offsets[at] = draft.counts[_STEPS]
    draft.opens[at] = draft.counts[_SLOTS]
    draft.counts[_MARKS] = 0


@compiled_without_counting
def _step(rides: Rides, draft: _Draft, row: int) -> None:
    """Write the steps of a ride when it begins."""
    run, is_short = rides.run[row], rides.begins[row] == rides.ends[row]
    if rides.board[row]:
        _give_slot(draft, run)
    slot = draft.slots[run]
    if slot == NOBODY:
        return
    if is_short:
        _mark(draft, run)
    if rides.board[row]:
        _add(draft, slot, rides.source[row], BOARD)
    draft.aboard[row] = slot
    lead = rides.leads[run] if rides.closes[row] else -1
    if lead >= 0:
        for place in range(rides.heir_offsets[lead], rides.heir_offsets[lead + 1]):
            heir = rides.heirs[place]
            _give_slot(draft, heir)
            _mark(draft, heir)
            _add(draft, draft.slots[heir], slot, LEAD)
    if is_short and rides.alight[row]:
        _add(draft, slot, rides.target[row], LATE)


@compiled_without_counting
def _give_slot(draft: _Draft, run: int) -> None:
    if draft.slots[run] == NOBODY:
        draft.slots[run] = draft.counts[_SLOTS]
        draft.counts[_SLOTS] += 1


@compiled_without_counting
def _mark(draft: _Draft, run: int) -> None:
    """Mark a run's slot once at each time."""
    if draft.marked[run] != draft.counts[_TIMES]:
        draft.marked[run] = draft.counts[_TIMES]
        _add(draft, draft.slots[run], draft.counts[_MARKS], MARK)
        draft.counts[_MARKS] += 1


@compiled_without_counting
def _add(draft: _Draft, slot: int, what: int, kind: int) -> None:
    step = draft.counts[_STEPS]
    draft.steps[step, 0] = slot
    draft.steps[step, 1] = what << KIND_BITS | kind
    draft.counts[_STEPS] += 1


@compiled_without_counting
def _look_back(draft: _Draft, lives: Ints) -> None:
    """The lowest slot that is used at each time or later in the part."""
    for part in range(len(draft.parts) - 1):
        first = draft.opens[draft.parts[part + 1]]
        for time in range(draft.parts[part + 1] - 1, draft.parts[part] - 1, -1):
            for off in range(draft.off_offsets[time], draft.off_offsets[time + 1]):
                first = min(first, draft.offs[off, 0])
            for step in range(draft.step_offsets[time], draft.step_offsets[time + 1]):
                first = min(first, draft.steps[step, 0])
            lives[time] = first
