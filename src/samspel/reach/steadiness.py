"""Who makes a shift on most days, when departures are late or cancelled.

Those who go out leave home as early as the limit lets them, those who go home when the shift lets them; on the way each
takes what is quickest on that day. So it is the best that can be done with such traffic, as the timetable's own legs
are with traffic that is in time. A day counts when both legs are made on it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from samspel.reach.compiling import compiled
from samspel.reach.disruption import Assumption, Window, move_rides, open_window
from samspel.reach.rides import Rides
from samspel.reach.scan import NEVER, NOBODY, Labels, Walks, blank_labels, scan_from, spread, take_walks, wipe
from samspel.reach.shifts import MINUTE, ShiftSearch, Trip, Turn
from samspel.terms.arrays import Floats, Ints, Longs

DAYS_AT_ONCE = 25
"""Days whose delays are in memory at once."""


class _Leg(NamedTuple):
    """One leg's search on the days tried: its rides as they are in time, walks and gate in its own direction of time,
    and what is added to a time at a door to give the seconds that the leg is counted by.
    """

    rides: Rides
    sign: int
    walks: Walks
    stops: Ints
    seconds: Ints
    start: int
    last: int
    counted: int


class _Homes(NamedTuple):
    """Origins that a bus from the gate may come to: home i has the links `offsets[i]` to `offsets[i + 1]`, each to a
    stop in `seconds`; `on_foot` is the longer leg of who walks the whole way. `longest` is the longest leg in seconds.
    """

    offsets: Longs
    stop: Ints
    seconds: Ints
    on_foot: Ints
    longest: int


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
    reach = horizon, max(one.latest_seconds for one in assumptions)
    windows = [open_window(search, trip, turn.day, reach, days) for trip in trips]
    legs = [_prepare(search, trip, window, horizon) for trip, window in zip(trips, windows, strict=True)]
    rows, homes = _list_homes(search, turn)
    asked = np.array(limits)

    def work(numbers: Longs) -> None:
        labels = [blank_labels(len(search.network.stops.ids), window.luck.shape[1]) for window in windows]
        counts = np.zeros((len(assumptions), len(limits), len(rows)), dtype=np.int64)
        for some in _cut(numbers):
            for count, assumption in zip(counts, assumptions, strict=True):
                out, home = (assumption.delay(window.luck[some]) for window in windows)
                _try_days(legs[0], legs[1], out, home, labels[0], labels[1], homes, asked, count)
        found.append(counts)

    found: list[Longs] = []
    spread(work, days, threads)
    worst_on_foot = _walk_worst(search, turn)
    made = np.stack([days * _is_within(worst_on_foot, homes.longest, limit) for limit in limits])
    made = np.repeat(made[None], len(assumptions), axis=0)
    made[:, :, rows] = np.sum(found, axis=0)
    return made


def share_steady(days_made: Longs, weights: Floats, days: int, share: float) -> tuple[float, ...]:
    """Share of the weights who make it on at least such a share of the days tried, for each limit; NaN without any."""
    total = float(weights.sum())
    least = share * days - 1e-9
    return tuple(float(weights[made >= least].sum()) / total if total else np.nan for made in days_made)


def _cut(numbers: Longs) -> Iterator[Longs]:
    return (numbers[first : first + DAYS_AT_ONCE] for first in range(0, len(numbers), DAYS_AT_ONCE))


def _prepare(search: ShiftSearch, trip: Trip, window: Window, horizon: int) -> _Leg:
    _, footpaths = search.direct(trip.day, trip.outward)
    stops, seconds = search.gate(trip.workplace)
    start = -trip.limit if trip.outward else trip.limit
    counted = trip.counted if trip.outward else -trip.counted
    return _Leg(window.rides, window.sign, take_walks(footpaths), stops, seconds, start, start + horizon, counted)


def _walk_worst(search: ShiftSearch, turn: Turn) -> Ints:
    """The longer leg of each origin on foot the whole way, seconds, NEVER where that is too far; shape (origins,)."""
    shift, foot = search.workplaces[turn.workplace].shifts[turn.shift], search.on_foot[turn.workplace]
    more = max(shift.before, shift.after) * MINUTE
    return np.where(foot < NEVER, foot + more, NEVER).astype(np.int32)


def _is_within(seconds: Ints, longest: int, limit: float) -> Longs:
    return ((seconds <= longest) & (seconds / MINUTE <= limit)).astype(np.int64)


def _list_homes(search: ShiftSearch, turn: Turn) -> tuple[Longs, _Homes]:
    """Rows of the origins with a stop in a part of the network that the gate lies in too, and their ways to it."""
    part, walks = search.timeline.part, search.walks
    reached = np.isin(part[walks.stop], part[search.gate(turn.workplace)[0]])
    origin = np.repeat(np.arange(walks.count), np.diff(walks.offsets))[reached]
    rows, counts = np.unique(origin, return_counts=True)
    homes = _Homes(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        walks.stop[reached],
        walks.seconds[reached],
        _walk_worst(search, turn)[rows],
        search.rules.horizon_seconds,
    )
    return rows, homes


@compiled
def _try_days(
    out: _Leg,
    home: _Leg,
    late_out: Ints,
    late_home: Ints,
    out_labels: Labels,
    home_labels: Labels,
    homes: _Homes,
    limits: Floats,
    made: Longs,
) -> None:
    """Count, for each limit and home, the days on which both legs are made; the delays are shape (days, runs)."""
    for day in range(len(late_out)):
        _scan(out, late_out[day], out_labels)
        _scan(home, late_home[day], home_labels)
        _count(homes, out_labels.ride, out.counted, home_labels.ride, home.counted, limits, made)
        wipe(out_labels)
        wipe(home_labels)


@compiled
def _scan(leg: _Leg, late: Ints, labels: Labels) -> None:
    rides = move_rides(leg.rides, late, leg.sign)
    scan_from(rides, leg.walks, leg.stops, leg.seconds, leg.start, leg.last, labels, NOBODY)


@compiled
def _count(
    homes: _Homes, out: Ints, counted_out: int, home: Ints, counted_home: int, limits: Floats, made: Longs
) -> None:
    """Each leg by the stop that is best for it, or both on foot, whichever has the shorter longer leg."""
    for row in range(len(homes.on_foot)):
        there, back = int(NEVER), int(NEVER)
        for link in range(homes.offsets[row], homes.offsets[row + 1]):
            stop, more = homes.stop[link], homes.seconds[link]
            if out[stop] < NEVER:
                there = min(there, out[stop] + counted_out + more)
            if home[stop] < NEVER:
                back = min(back, home[stop] + counted_home + more)
        worst = min(max(there, back), homes.on_foot[row])
        for at in range(len(limits)):
            if worst <= homes.longest and worst / MINUTE <= limits[at]:
                made[at, row] += 1
