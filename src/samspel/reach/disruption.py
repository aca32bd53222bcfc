"""Days on which departures are late or cancelled: what a timetable is like on each of them, by a stated assumption.

A departure is cancelled, or late by as many minutes along the whole of its way, or in time. What one vehicle runs after
another without letting people off shares its luck. The luck of a trip does not depend on what else is searched, so a
day is the same for every workplace and shift.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from samspel.reach.connections import Connections
from samspel.reach.scan import NEVER
from samspel.reach.shifts import ShiftSearch, Trip
from samspel.terms.arrays import Floats, Ints, Longs

SEED = 95
LATEST = 3600
"""Seconds of delay beyond which a departure is no use to those who wait for it, and counts as cancelled."""
LEAST_PART = 1e-12
"""Keeps the logarithm finite."""
EARLIEST_DAY = 16
"""More days than a trip is out; keeps the numbers that luck is drawn from above nought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """How traffic fails: shares of one that are cancelled and that are late, the least seconds by which these are, and
    the mean of the seconds beyond, which are many for few of them (exponential).
    """

    cancelled: float
    late: float
    least_seconds: float
    more_seconds: float

    def delay(self, luck: Floats) -> Ints:
        """Whole seconds late, NEVER where cancelled, for luck between 0 and 1; any shape. Those with the least luck are
        cancelled, then come the very late: what a worse assumption strikes is struck at least as hard as by a better.
        """
        left = luck - self.cancelled
        part = np.clip(left / self.late, LEAST_PART, 1.0) if self.late > 0.0 else np.ones_like(luck)
        seconds = np.rint(self.least_seconds - self.more_seconds * np.log(part))
        delays = np.where((left >= 0.0) & (left < self.late), seconds, 0.0)
        return np.where((left < 0.0) | (delays > LATEST), NEVER, delays).astype(np.int32)


@dataclass(frozen=True)
class Window:
    """The rides that one search may need, whatever their delays, in its own direction of time; `luck` is that of each
    run on each of the days tried, shape (days tried, runs).
    """

    rides: Connections
    luck: Floats
    sign: int

    def on(self, number: int, assumption: Assumption) -> Connections:
        """The rides as they are on one of the days tried."""
        rides = self.rides
        late = assumption.delay(self.luck[number])[rides.run]
        kept = np.flatnonzero(late < NEVER)
        moved = self.sign * late[kept]
        begins = rides.begins[kept] + moved
        part = rides.part[rides.source[kept]]
        order = np.lexsort((begins, part))
        rows = kept[order]
        return _take(rides, rows, begins[order], rides.ends[rows] + moved[order])


def open_window(search: ShiftSearch, trip: Trip, first_day: date, horizon: int, days: int) -> Window:
    """What a trip's search may read within the horizon, with the luck of so many days. `first_day` is that of the turn:
    a run has the same luck in the search out and in the search home.
    """
    connections, _ = search.direct(trip.day, trip.outward)
    rows = _find_rows(search, connections, trip, horizon)
    used, run = np.unique(connections.run[rows], return_inverse=True)
    stays = connections.stays[np.isin(connections.stays, used).all(axis=1)]
    stays = np.searchsorted(used, stays).astype(np.int32)
    rides = _take(connections, rows, connections.begins[rows], connections.ends[rows])
    rides = replace(rides, run=run.reshape(-1).astype(np.int32), stays=stays, runs=len(used))
    trips = len(search.network.trips.ids)
    later = (trip.day - first_day).days - (connections.runs // trips - 2) + EARLIEST_DAY
    leaders = _find_leaders(connections.stays, used)
    keys = np.stack([leaders // trips + later, leaders % trips], axis=1)
    return Window(rides, _draw(keys, days), -1 if trip.outward else 1)


def _find_rows(search: ShiftSearch, connections: Connections, trip: Trip, horizon: int) -> Longs:
    """Rows of the parts of the network that the gate lies in, between the times that a delay may bring into a scan."""
    start = -trip.limit if trip.outward else trip.limit
    first, last = (start, start + horizon + LATEST) if trip.outward else (start - LATEST, start + horizon)
    rows = [np.empty(0, dtype=np.int64)]
    for part in np.unique(connections.part[search.gate(trip.workplace)[0]]):
        begin, end = connections.offsets[part], connections.offsets[part + 1]
        begins = connections.begins[begin:end]
        rows.append(np.arange(begin + np.searchsorted(begins, first), begin + np.searchsorted(begins, last, "right")))
    return np.concatenate(rows)


def _take(rides: Connections, rows: Longs, begins: Ints, ends: Ints) -> Connections:
    """Those rows, sorted by part already, at other times."""
    source = rides.source[rows]
    return Connections(
        source=source,
        target=rides.target[rows],
        begins=begins.astype(np.int32),
        ends=ends.astype(np.int32),
        run=rides.run[rows],
        board=rides.board[rows],
        alight=rides.alight[rows],
        opens=rides.opens[rows],
        closes=rides.closes[rows],
        stays=rides.stays,
        runs=rides.runs,
        offsets=np.searchsorted(rides.part[source], np.arange(len(rides.offsets))).astype(np.int64),
        part=rides.part,
    )


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
    luck = [np.random.default_rng([SEED, *key]).random(days) for key in once.tolist()]
    return np.stack(luck, axis=1)[:, back.reshape(-1)] if luck else np.empty((days, 0))
