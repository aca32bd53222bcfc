"""Trips that several timetables hold, such as a line across a county border: found and counted once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from samspel.reach.network import NO_BLOCK, Calendar, Calls, Network, Trips, Vehicles
from samspel.terms.arrays import Flags, Ints, Longs

Words = npt.NDArray[np.uint64]
DOORS = ("boards", "alights", "orders_on", "orders_off")
_ODD = tuple(np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


@dataclass(frozen=True)
class _Left:
    """What is left of each trip: the days on which it runs, by trip where they are fewer, and the trip of another feed
    that runs in its place.
    """

    days: dict[int, Flags]
    instead: dict[int, int]


def count_once(network: Network, place: Ints, feed: Ints) -> tuple[Network, tuple[int, ...]]:
    """The joined network without what a later feed repeats: trips at the same places and times, on the days on which
    an earlier feed has them too. One may get on and off where any of the feeds says so.

    `place` is equal for stops that are the same, shape (stops,), `feed` the number of each trip's feed, shape (trips,).
    Returns the network and how many trips of each feed are in an earlier one.
    """
    network = replace(
        network, calls=replace(network.calls, **{name: getattr(network.calls, name).copy() for name in DOORS})
    )
    left = _Left({}, {})
    for alike in _list_alike(network, place, feed):
        _share_out(network, alike, feed, left)
    shared = np.bincount(feed[sorted(left.instead)], minlength=int(feed.max()) + 1) if left.instead else None
    if shared is None:
        return network, (0,) * (int(feed.max()) + 1)
    return _take(network, left), tuple(shared.tolist())


def _list_alike(network: Network, place: Ints, feed: Ints) -> Iterator[list[int]]:
    """Groups of trips of several feeds at the same places and times, in order."""
    calls, offsets = network.calls, network.calls.offsets
    key = _digest(calls, place)
    order = np.argsort(key, kind="stable")
    bounds = np.flatnonzero(np.diff(key[order])) + 1
    starts = np.concatenate([[0], bounds])
    ends = np.concatenate([bounds, [len(order)]])
    ordered = feed[order]
    mixed = np.minimum.reduceat(ordered, starts) != np.maximum.reduceat(ordered, starts)
    for start, end in zip(starts[mixed].tolist(), ends[mixed].tolist(), strict=True):
        exact: defaultdict[bytes, list[int]] = defaultdict(list)
        for trip in order[start:end].tolist():
            span = slice(offsets[trip], offsets[trip + 1])
            told = np.stack([place[calls.stop[span]], calls.arrival[span], calls.departure[span]])
            exact[told.tobytes()].append(trip)
        yield from (trips for trips in exact.values() if len({int(feed[trip]) for trip in trips}) > 1)


def _digest(calls: Calls, place: Ints) -> Words:
    """Equal for trips with the same places and times, and most seldom for others; shape (trips,)."""
    lengths = np.diff(calls.offsets)
    position = (np.arange(len(calls.stop)) - np.repeat(calls.offsets[:-1], lengths)).astype(np.uint64)
    mixed = position * _ODD[0]
    for column, odd in zip((place[calls.stop], calls.arrival, calls.departure), _ODD, strict=True):
        mixed = (mixed ^ column.astype(np.uint64)) * odd
        mixed ^= mixed >> np.uint64(29)
    return np.asarray(np.add.reduceat(mixed, calls.offsets[:-1]), dtype=np.uint64)


def _share_out(network: Network, alike: Sequence[int], feed: Ints, left: _Left) -> None:
    """Take from each trip the days on which an earlier feed has it."""
    active, service, calls = network.calendar.active, network.trips.service, network.calls
    taken = np.zeros(active.shape[1], dtype=bool)
    for number in sorted({int(feed[trip]) for trip in alike}):
        own = [trip for trip in alike if feed[trip] == number]
        for trip in own:
            days = active[service[trip]]
            if not (days & taken).any():
                continue
            left.days[trip] = days & ~taken
            kept = next(one for one in alike if feed[one] < number and (active[service[one]] & days).any())
            left.instead[trip] = kept = left.instead.get(kept, kept)
            for flags in (getattr(calls, name) for name in DOORS):
                here, there = (slice(calls.offsets[one], calls.offsets[one + 1]) for one in (trip, kept))
                flags[there] |= flags[here]
        for trip in own:
            taken = taken | active[service[trip]]


def _take(network: Network, left: _Left) -> Network:
    """The network with what is left of its trips."""
    trips = len(network.trips.ids)
    gone = [trip for trip, days in left.days.items() if not days.any()]
    kept = np.ones(trips, dtype=bool)
    kept[gone] = False
    calendar, service = _narrow(network, left)
    rows = np.flatnonzero(kept)
    return replace(
        network,
        trips=Trips(
            tuple(network.trips.ids[row] for row in rows),
            tuple(network.trips.headsigns[row] for row in rows),
            network.trips.route[rows],
            service[rows],
        ),
        calls=_take_calls(network.calls, kept),
        calendar=calendar,
        vehicles=_take_vehicles(network.vehicles, kept, left.instead),
    )


def _narrow(network: Network, left: _Left) -> tuple[Calendar, Ints]:
    """The calendar with a service for each set of days that is left, and the service of each trip."""
    calendar, service = network.calendar, network.trips.service.copy()
    names = list(calendar.services)
    rows: list[Flags] = []
    made: dict[tuple[int, bytes], int] = {}
    known = set(names)
    for trip, days in left.days.items():
        if not days.any():
            continue
        key = (int(service[trip]), days.tobytes())
        if key not in made:
            name = f"{names[key[0]]}~{len(rows) + 1}"
            while name in known:
                name += "~"
            known.add(name)
            made[key] = len(names)
            names.append(name)
            rows.append(days)
        service[trip] = made[key]
    return Calendar(
        tuple(names), calendar.first, np.concatenate([calendar.active, *(row[None] for row in rows)])
    ), service


def _take_calls(calls: Calls, kept: Flags) -> Calls:
    lengths: Longs = np.diff(calls.offsets)
    rows = np.repeat(kept, lengths)
    offsets = np.concatenate([[0], np.cumsum(lengths[kept])]).astype(np.int64)
    return Calls(offsets=offsets, **{name: of[rows] for name, of in vars(calls).items() if name != "offsets"})


def _take_vehicles(vehicles: Vehicles, kept: Flags, instead: dict[int, int]) -> Vehicles:
    """A trip that runs in another's place has that one's vehicle too, where it has none of its own."""
    row = np.arange(len(kept), dtype=np.int64)
    block = vehicles.block.copy()
    for trip, other in instead.items():
        if not kept[trip]:
            row[trip] = other
        if block[other] == NO_BLOCK:
            block[other] = block[trip]
    renumbered = (np.cumsum(kept) - 1)[row].astype(np.int32)
    stays, leaves = (np.unique(renumbered[pairs].reshape(-1, 2), axis=0) for pairs in (vehicles.stays, vehicles.leaves))
    return replace(vehicles, block=block[kept], stays=stays, leaves=leaves)
