"""One pass over the events of a day for many queries at once: each is a lane, a bit of the words that tell who is on
board of a run, who may board at a stop and who has been there by a ride.

As events come in order of time, the first time that a lane gets somewhere is its earliest, so there is nothing to
compare: whoever gets off is written down once at each stop, and is ready there and where one may walk to at times that
lie ahead. A ring of seconds holds those who are on their way: rows of a stop and of who comes.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samspel.reach.compiling import compiled_without_counting, find_lowest_bit
from samspel.reach.events import BOARD, KIND_BITS, LATE, LEAD, Events
from samspel.reach.scan import Walks
from samspel.terms.arrays import Ints, Longs

Words = npt.NDArray[np.uint64]
"""A bit for each lane, shape (..., words)."""

LANES = 64
"""Lanes of a word."""
FIRST_ROOM = 2**16
"""Walkers that there is room for at first; memory that is never written to costs nothing."""


class Seeds(NamedTuple):
    """Where lanes start, in order of time; `starts` and `lasts` are the lanes' own, in order."""

    time: Ints
    stop: Ints
    lane: Ints
    starts: Ints
    lasts: Ints


class Whereabouts(NamedTuple):
    """Who is where: by slot, by stop (ready to board, and ridden to), at the marks; `alive` are those within their
    horizon, `fresh` those who get off just now. `times` are the seconds at which stops are ridden to, by the row of
    `rows` that a stop has (-1: nobody asks), shape (rows, lanes).
    """

    aboard: Words
    ready: Words
    ridden: Words
    marks: Words
    alive: Words
    fresh: Words
    times: Ints
    rows: Ints


class Walkers(NamedTuple):
    """People on their way to a stop. `heads` has the first row of each second of a ring; `rows` the next row of the
    second (-1: none), the stop that is walked to, and the group that comes. `who` is in the group, which `left` rows
    still need. `free` are the first free row and the rows ever used, then the same of groups.
    """

    heads: Ints
    rows: Ints
    left: Ints
    who: Words
    free: Longs


class Progress(NamedTuple):
    """How far a pass has come: `at` are the time, the seed, the lane whose horizon ends next, the second of the walkers
    and how often the steps of the time have been taken. `most` are the most ways on from a stop.
    """

    at: Longs
    most: int


TIME, SEED, OVER, CLOCK, ROUND = range(5)


def make_walkers(ring: int, words: int) -> Walkers:
    """Nobody on the way; `ring` is a power of two above the longest walk."""
    return Walkers(
        np.full(ring, -1, dtype=np.int32),
        np.empty((FIRST_ROOM, 3), dtype=np.int32),
        np.empty(FIRST_ROOM, dtype=np.int32),
        np.empty((FIRST_ROOM, words), dtype=np.uint64),
        np.array([-1, 0, -1, 0], dtype=np.int64),
    )


def make_room(walkers: Walkers) -> Walkers:
    """The same walkers with twice the room."""
    rows, left, who = (np.concatenate([one, one]) for one in (walkers.rows, walkers.left, walkers.who))
    return Walkers(walkers.heads, rows, left, who, walkers.free)


@compiled_without_counting
def sweep(
    events: Events,
    part: int,
    walks: Walks,
    seeds: Seeds,
    board: Whereabouts,
    walkers: Walkers,
    progress: Progress,
    width: tuple[int, ...],
) -> bool:
    """Carry the lanes through a part of the network; `width` has as many numbers as the lanes have words. Where it
    needs more room for walkers it stops, says no, and goes on when it is called again.
    """
    at, times, end = progress.at, events.times, events.parts[part + 1]
    while at[TIME] < end and times[at[TIME]] <= seeds.lasts[-1]:
        time, now = at[TIME], times[at[TIME]]
        offs = events.off_offsets[time + 1] - events.off_offsets[time]
        steps = events.step_offsets[time + 1] - events.step_offsets[time]
        if not at[ROUND]:
            if not _has_room(walkers, (offs + steps) * progress.most):
                return False
            while seeds.lasts[at[OVER]] < now:
                board.alive[at[OVER] // LANES] ^= np.uint64(1) << np.uint64(at[OVER] % LANES)
                at[OVER] += 1
            if seeds.starts[at[OVER]] > now:
                _skip(events, end, seeds, board, at)
                continue
            _begin_time(events, seeds, board, walkers, at, now, width)
            _take_offs(events, time, walks, seeds.lasts[-1], board, walkers, width)
        again = True
        while again:
            if not _has_room(walkers, steps * progress.most):
                return False
            again = _take_steps(events, time, walks, seeds.lasts[-1], board, walkers, width, at[ROUND])
            at[ROUND] += 1
        at[TIME] += 1
        at[ROUND] = 0
    return True


@compiled_without_counting
def begin(events: Events, part: int, seeds: Seeds, board: Whereabouts, progress: Progress) -> None:
    """Make ready for a pass."""
    first, end = events.parts[part], events.parts[part + 1]
    time = first + np.searchsorted(events.times[first:end], seeds.time[0])
    progress.at[:] = 0
    progress.at[TIME] = time
    if time < end:
        progress.at[CLOCK] = events.times[time] - 1
        board.aboard[events.lives[time] : events.opens[time]] = 0


@compiled_without_counting
def _has_room(walkers: Walkers, more: int) -> bool:
    room = len(walkers.rows)
    return bool(walkers.free[1] + more <= room and walkers.free[3] + more <= room)


@compiled_without_counting
def _skip(events: Events, end: int, seeds: Seeds, board: Whereabouts, at: Longs) -> None:
    """Go on to where the next lane starts, since nobody is out."""
    time = at[TIME]
    at[TIME] += np.searchsorted(events.times[time:end], seeds.starts[at[OVER]])
    board.aboard[events.opens[time] : events.opens[at[TIME]]] = 0


@compiled_without_counting
def _begin_time(
    events: Events, seeds: Seeds, board: Whereabouts, walkers: Walkers, at: Longs, now: int, width: tuple[int, ...]
) -> None:
    """Lanes start, walkers arrive and slots are opened until now."""
    while at[SEED] < len(seeds.time) and seeds.time[at[SEED]] <= now:
        lane = seeds.lane[at[SEED]]
        board.ready[seeds.stop[at[SEED]], lane // LANES] |= np.uint64(1) << np.uint64(lane % LANES)
        at[SEED] += 1
    clock, last = at[CLOCK], len(walkers.heads) - 1
    while clock < now:
        clock += 1
        if walkers.heads[clock & last] >= 0:
            _arrive(board, walkers, clock & last, width)
    at[CLOCK] = clock
    board.aboard[events.opens[at[TIME]] : events.opens[at[TIME] + 1]] = 0


@compiled_without_counting
def _take_offs(
    events: Events, time: int, walks: Walks, last: int, board: Whereabouts, walkers: Walkers, width: tuple[int, ...]
) -> None:
    """Those get off who got on before."""
    for off in range(events.off_offsets[time], events.off_offsets[time + 1]):
        slot, stop = events.offs[off, 0], events.offs[off, 1]
        if _get_off(board, slot, stop, width):
            _let_go(board, walks, walkers, stop, events.times[time], last, width)


@compiled_without_counting
def _take_steps(
    events: Events,
    time: int,
    walks: Walks,
    last: int,
    board: Whereabouts,
    walkers: Walkers,
    width: tuple[int, ...],
    rounds: int,
) -> bool:
    """The steps of a time; whether they must be taken again, since somebody is ready whom they have passed."""
    again = False
    for step in range(events.step_offsets[time], events.step_offsets[time + 1]):
        slot, done = events.steps[step, 0], events.steps[step, 1]
        what, kind = done >> KIND_BITS, done & ((1 << KIND_BITS) - 1)
        if kind == BOARD:
            for word in range(len(width)):
                board.aboard[slot, word] |= board.ready[what, word]
        elif kind == LEAD:
            for word in range(len(width)):
                board.aboard[slot, word] |= board.aboard[what, word]
        elif kind == LATE:
            if _get_off(board, slot, what, width):
                again = _let_go(board, walks, walkers, what, events.times[time], last, width) or again
        elif rounds:
            for word in range(len(width)):
                board.aboard[slot, word] = board.marks[what, word]
        else:
            for word in range(len(width)):
                board.marks[what, word] = board.aboard[slot, word]
    return again


@compiled_without_counting
def _get_off(board: Whereabouts, slot: int, stop: int, width: tuple[int, ...]) -> bool:
    """Whether anybody on board has not been at the stop before; they are the fresh ones."""
    some = np.uint64(0)
    for word in range(len(width)):
        bits = board.aboard[slot, word] & ~board.ridden[stop, word] & board.alive[word]
        board.fresh[word] = bits
        some |= bits
    return bool(some != 0)


@compiled_without_counting
def _let_go(
    board: Whereabouts, walks: Walks, walkers: Walkers, stop: int, now: int, last: int, width: tuple[int, ...]
) -> bool:
    """Write down those who got off, and let them change here or walk on; whether anybody is ready at once."""
    row = board.rows[stop]
    for word in range(len(width)):
        bits = board.fresh[word]
        board.ridden[stop, word] |= bits
        if row >= 0 and bits != 0:
            _write(board.times, row, word, bits, now)
    group = _open_group(board, walkers, width)
    at_once = _set_out(board, walkers, group, stop, now, walks.change[stop], last, width)
    for path in range(walks.offsets[stop], walks.offsets[stop + 1]):
        at_once = _set_out(board, walkers, group, walks.target[path], now, walks.seconds[path], last, width) or at_once
    if walkers.left[group] == 0:
        _close_group(walkers, group)
    return at_once


@compiled_without_counting
def _write(times: Ints, row: int, word: int, bits: np.uint64, now: int) -> None:
    """Write the time at the lanes of a word."""
    while bits:
        times[row, word * LANES + find_lowest_bit(bits)] = now
        bits &= bits - np.uint64(1)


@compiled_without_counting
def _set_out(
    board: Whereabouts,
    walkers: Walkers,
    group: int,
    stop: int,
    now: int,
    seconds: int,
    last: int,
    width: tuple[int, ...],
) -> bool:
    """Send the fresh ones to a stop where some of them are not ready yet; whether they are ready there at once."""
    some = np.uint64(0)
    for word in range(len(width)):
        some |= board.fresh[word] & ~board.ready[stop, word]
    if some == 0 or seconds > last - now:
        return False
    if seconds == 0:
        for word in range(len(width)):
            board.ready[stop, word] |= board.fresh[word]
        return True
    row, rows = walkers.free[0], walkers.rows
    if row >= 0:
        walkers.free[0] = rows[row, 0]
    else:
        row = walkers.free[1]
        walkers.free[1] += 1
    second = (now + seconds) & (len(walkers.heads) - 1)
    rows[row, 0], rows[row, 1], rows[row, 2] = walkers.heads[second], stop, group
    walkers.heads[second] = row
    walkers.left[group] += 1
    return False


@compiled_without_counting
def _arrive(board: Whereabouts, walkers: Walkers, second: int, width: tuple[int, ...]) -> None:
    """Those who arrive on foot at a second of the ring are ready."""
    row, rows = walkers.heads[second], walkers.rows
    walkers.heads[second] = -1
    while row >= 0:
        following, stop, group = rows[row, 0], rows[row, 1], rows[row, 2]
        for word in range(len(width)):
            board.ready[stop, word] |= walkers.who[group, word]
        walkers.left[group] -= 1
        if walkers.left[group] == 0:
            _close_group(walkers, group)
        rows[row, 0] = walkers.free[0]
        walkers.free[0] = row
        row = following


@compiled_without_counting
def _open_group(board: Whereabouts, walkers: Walkers, width: tuple[int, ...]) -> int:
    """A group of the fresh ones. Free groups are strung together by what they have left."""
    group = walkers.free[2]
    if group >= 0:
        walkers.free[2] = walkers.left[group]
    else:
        group = walkers.free[3]
        walkers.free[3] += 1
    for word in range(len(width)):
        walkers.who[group, word] = board.fresh[word]
    walkers.left[group] = 0
    return int(group)


@compiled_without_counting
def _close_group(walkers: Walkers, group: int) -> None:
    walkers.left[group] = walkers.free[2]
    walkers.free[2] = group
