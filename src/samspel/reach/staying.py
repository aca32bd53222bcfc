"""Which trips people ride on to without getting off, since the same vehicle runs them one after another."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from samspel.reach.globe import measure_metres
from samspel.reach.links import Footpaths
from samspel.reach.network import NO_BLOCK, Network
from samspel.terms.arrays import Flags, Ints, Longs

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Heirs:
    """Runs that are ridden on to: run r goes over into `runs[offsets[leads[r]]:offsets[leads[r] + 1]]` when its last
    ride ends; `leads` is -1 where it goes over into none, shape (runs,).
    """

    leads: Ints
    offsets: Longs
    runs: Ints


def find_stays(network: Network, running: Flags) -> Ints:
    """Pairs of trips (from, to) that are ridden on to on a day when the trips of `running` run, shape (pairs, 2).

    Of a vehicle's round each trip goes over into the next that begins later that day, where that is at the place where
    it ended and not before it ended.
    """
    vehicles, trips = network.vehicles, len(network.trips.ids)
    rows = np.flatnonzero(running & (vehicles.block != NO_BLOCK))
    starts, ends = _starts(network)[rows], _ends(network)[rows]
    order = np.lexsort((rows, ends, starts, vehicles.block[rows]))
    rows, starts, ends = rows[order], starts[order], ends[order]
    follows = (
        (vehicles.block[rows[1:]] == vehicles.block[rows[:-1]]) & (starts[1:] > starts[:-1]) & (starts[1:] >= ends[:-1])
    )
    pairs = np.stack([rows[:-1], rows[1:]], axis=1)[follows]
    pairs = pairs[_is_same_place(network, pairs)]
    left = vehicles.leaves[:, 0].astype(np.int64) * trips + vehicles.leaves[:, 1]
    pairs = pairs[~np.isin(pairs[:, 0] * trips + pairs[:, 1], left)]
    stated = vehicles.stays[running[vehicles.stays].all(axis=1)]
    return np.unique(np.concatenate([pairs, stated]).astype(np.int32).reshape(-1, 2), axis=0)


def list_heirs(runs: int, stays: Ints) -> Heirs:
    """For so many runs, and pairs of them, sorted or not."""
    ordered = stays[np.lexsort((stays[:, 1], stays[:, 0]))]
    former, counts = np.unique(ordered[:, 0], return_counts=True)
    leads = np.full(runs, -1, dtype=np.int32)
    leads[former] = np.arange(len(former))
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Heirs(leads, offsets, np.ascontiguousarray(ordered[:, 1]))


def find_parts(network: Network, footpaths: Footpaths) -> Ints:
    """The part of each stop: stops are in one part when trips, staying on board and footpaths join them, shape
    (stops,).
    """
    stops, calls = len(network.stops.ids), network.calls
    same = network.trip_of_call[1:] == network.trip_of_call[:-1]
    walked = np.repeat(np.arange(stops, dtype=np.int32), np.diff(footpaths.offsets))
    ridden = _list_rounds(network)
    first, last = calls.stop[calls.offsets[:-1]], calls.stop[calls.offsets[1:] - 1]
    one = np.concatenate([calls.stop[:-1][same], walked, last[ridden[:, 0]]])
    other = np.concatenate([calls.stop[1:][same], footpaths.target, first[ridden[:, 1]]])
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(stops, stops))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32)


def _list_rounds(network: Network) -> Ints:
    """Pairs of trips that may be ridden on to on some day: each vehicle's trips strung together, and what is stated."""
    block = network.vehicles.block
    rows = np.flatnonzero(block != NO_BLOCK)
    rows = rows[np.argsort(block[rows], kind="stable")]
    strung = np.stack([rows[:-1], rows[1:]], axis=1)[block[rows[1:]] == block[rows[:-1]]]
    return np.concatenate([strung, network.vehicles.stays]).astype(np.int32)


def _starts(network: Network) -> Ints:
    return network.calls.departure[network.calls.offsets[:-1]]


def _ends(network: Network) -> Ints:
    return network.calls.arrival[network.calls.offsets[1:] - 1]


def _is_same_place(network: Network, pairs: npt.NDArray[np.integer]) -> Bools:
    """Whether the second trip of each pair begins where the first ends."""
    calls, vehicles, points = network.calls, network.vehicles, network.stops.points
    last, first = calls.stop[calls.offsets[pairs[:, 0] + 1] - 1], calls.stop[calls.offsets[pairs[:, 1]]]
    near = measure_metres(points[last], points[first]) <= vehicles.metres
    return np.asarray((vehicles.station[last] == vehicles.station[first]) | near, dtype=np.bool_)
