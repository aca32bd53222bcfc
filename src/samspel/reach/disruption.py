"""Days on which departures are late or cancelled: what a timetable is like on each of them, by a stated assumption.

A departure is cancelled, or late by as many minutes along the whole of its way, or in time. What one vehicle runs after
another without letting people off shares its luck. The luck of a trip does not depend on what else is searched, so a
day is the same for every workplace and shift.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from samspel.reach.compiling import compiled
from samspel.reach.connections import Connections
from samspel.reach.rides import Rides
from samspel.reach.scan import NEVER
from samspel.reach.shifts import ShiftSearch, Trip
from samspel.reach.staying import list_heirs
from samspel.terms.arrays import Floats, Ints, Longs

SEED = 95
LEAST_PART = 1e-12
"""Keeps the logarithm finite."""
EARLIEST_DAY = 16
"""More days than a trip is out; keeps the numbers that luck is drawn from above nought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """How traffic fails: shares of one that are cancelled and that are late, the least seconds by which these are, and
    the mean of the seconds beyond, which are many for few of them (exponential). Later than `latest_seconds` is no use
    to those who wait, and counts as cancelled.
    """

    cancelled: float
    late: float
    least_seconds: float
    more_seconds: float
    latest_seconds: int

    def delay(self, luck: Floats) -> Ints:
        """Whole seconds late, NEVER where cancelled, for luck between 0 and 1; any shape. Those with the least luck are
        cancelled, then come the very late: what a worse assumption strikes is struck at least as hard as by a better.
        """
        left = luck - self.cancelled
        delays = np.zeros(luck.shape, dtype=np.int32)
        is_late = (left >= 0.0) & (left < self.late)
        if is_late.any():
            part = np.clip(left[is_late] / self.late, LEAST_PART, 1.0)
            seconds = np.rint(self.least_seconds - self.more_seconds * np.log(part))
            delays[is_late] = np.where(seconds > self.latest_seconds, NEVER, seconds)
        delays[left < 0.0] = NEVER
        return delays


@dataclass(frozen=True)
class Window:
    """The rides that one search may need, whatever their delays, in its own direction of time; `luck` is that of each
    run on each of the days tried, shape (days tried, runs). `sign` is -1 where time is turned round.
    """

    rides: Rides
    luck: Floats
    sign: int


def open_window(search: ShiftSearch, trip: Trip, first_day: date, reach: tuple[int, int], days: int) -> Window:
    """What a trip's search may read within its `reach`, the horizon and the longest delay in seconds, with the luck of
    so many days. `first_day` is that of the turn: a run has the same luck in the search out and in the search home.
    """
    connections, _ = search.direct(trip.day, trip.outward)
    rows = _find_rows(search, connections, trip, *reach)
    used, run = np.unique(connections.run[rows], return_inverse=True)
    stays = connections.stays[np.isin(connections.stays, used).all(axis=1)]
    trips = len(search.network.trips.ids)
    later = (trip.day - first_day).days - (connections.runs // trips - 2) + EARLIEST_DAY
    leaders = _find_leaders(connections.stays, used)
    keys = np.stack([leaders // trips + later, leaders % trips], axis=1)
    rides = _take(connections, rows, run.reshape(-1), len(used), np.searchsorted(used, stays))
    return Window(rides, _draw(keys, days), -1 if trip.outward else 1)


def _find_rows(search: ShiftSearch, connections: Connections, trip: Trip, horizon: int, latest: int) -> Longs:
    """Rows of the parts of the network that the gate lies in, between the times that a delay may bring into a scan."""
    start = -trip.limit if trip.outward else trip.limit
    first, last = (start, start + horizon + latest) if trip.outward else (start - latest, start + horizon)
    rows = [np.empty(0, dtype=np.int64)]
    for part in np.unique(connections.part[search.gate(trip.workplace)[0]]):
        begin, end = connections.offsets[part], connections.offsets[part + 1]
        begins = connections.begins[begin:end]
        rows.append(np.arange(begin + np.searchsorted(begins, first), begin + np.searchsorted(begins, last, "right")))
    return np.concatenate(rows)


def _take(rides: Connections, rows: Longs, run: Longs, runs: int, stays: Longs) -> Rides:
    """Those rows, sorted by part already, with other numbers of the runs."""
    source, heirs = rides.source[rows], list_heirs(runs, stays.astype(np.int32))
    return Rides(
        source=source,
        target=rides.target[rows],
        begins=rides.begins[rows],
        ends=rides.ends[rows],
        run=run.astype(np.int32),
        board=rides.board[rows],
        alight=rides.alight[rows],
        closes=rides.closes[rows],
        leads=heirs.leads,
        heir_offsets=heirs.offsets,
        heirs=heirs.runs,
        offsets=np.searchsorted(rides.part[source], np.arange(len(rides.offsets))).astype(np.int64),
        part=rides.part,
    )


@compiled
def move_rides(rides: Rides, late: Ints, sign: int) -> Rides:
    """The rides of a window as they are when each run is so many seconds `late`, or NEVER there."""
    order, offsets = _order_late(rides, late, sign)
    begins, ends = rides.begins[order], rides.ends[order]
    run = rides.run[order]
    for row in range(len(order)):
        begins[row] += sign * late[run[row]]
        ends[row] += sign * late[run[row]]
    return Rides(
        rides.source[order],
        rides.target[order],
        begins,
        ends,
        run,
        rides.board[order],
        rides.alight[order],
        rides.closes[order],
        rides.leads,
        rides.heir_offsets,
        rides.heirs,
        offsets,
        rides.part,
    )


@compiled
def _order_late(rides: Rides, late: Ints, sign: int) -> tuple[Longs, Longs]:
    """Rows of the runs that are not cancelled by part and by when they begin, and where each part ends: counted by
    seconds, since a window has few.
    """
    order, offsets = np.empty(len(rides.begins), dtype=np.int64), np.zeros_like(rides.offsets)
    count = 0
    for part in range(len(rides.offsets) - 1):
        first, end = rides.offsets[part], rides.offsets[part + 1]
        earliest, last = NEVER, -NEVER
        for row in range(first, end):
            if late[rides.run[row]] < NEVER:
                at = rides.begins[row] + sign * late[rides.run[row]]
                earliest, last = min(earliest, at), max(last, at)
        if earliest <= last:
            place = np.zeros(last - earliest + 2, dtype=np.int64)
            for row in range(first, end):
                if late[rides.run[row]] < NEVER:
                    place[rides.begins[row] + sign * late[rides.run[row]] - earliest + 1] += 1
            for second in range(last - earliest + 1):
                place[second + 1] += place[second]
            kept = place[last - earliest + 1]
            for row in range(first, end):
                if late[rides.run[row]] < NEVER:
                    second = rides.begins[row] + sign * late[rides.run[row]] - earliest
                    order[count + place[second]] = row
                    place[second] += 1
            count += kept
        offsets[part + 1] = count
    return order[:count], offsets


def _find_leaders(stays: Ints, runs: Ints) -> Longs:
    """The first of the runs that share each run's luck, since the same vehicle runs them."""
    linked, pairs = np.unique(stays, return_inverse=True)
    pairs = pairs.reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(len(linked),) * 2)
    group = connected_components(graph, directed=False)[1]
    first = linked[np.unique(group, return_index=True)[1]]
    leaders = runs.astype(np.int64)
    is_linked = np.isin(runs, linked)
    leaders[is_linked] = first[group[np.searchsorted(linked, runs[is_linked])]]
    return leaders


def _draw(keys: Longs, days: int) -> Floats:
    """Luck by what a run is, shape (days, runs)."""
    once, back = np.unique(keys, axis=0, return_inverse=True)
    luck = np.empty((days, len(once)))
    for number, key in enumerate(once.tolist()):
        luck[:, number] = np.random.default_rng([SEED, *key]).random(days)
    return luck if len(once) == len(keys) and (np.diff(back.reshape(-1)) > 0).all() else luck[:, back.reshape(-1)]
