"""Joins the networks of several timetable files into one."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from samspel.reach.network import NO_BLOCK, Calendar, Calls, Network, Routes, Stops, Transfers, Trips, Vehicles
from samspel.sources.gtfs.counting import NOTE
from samspel.sources.gtfs.sharing import count_once
from samspel.sources.gtfs.twins import find_twins, number_places, spread_transfers
from samspel.sources.gtfs.zones import have_same_clock
from samspel.terms.arrays import Flags, Ints
from samspel.terms.errors import BadInputError


def join_networks(networks: Sequence[Network]) -> Network:
    """One network of them all, in the order given. An id that several feeds use gets the feed's number before it in
    each of them, as in `2:A`. Trips that several feeds hold are counted once, and what one says of changes at a stop
    holds for the same stop in the others.

    Raises BadInputError when the feeds are in different time zones or one of them is given twice.
    """
    _check(networks)
    if len(networks) == 1:
        return networks[0]
    joined = Network(
        stops=_join_stops(networks),
        routes=_join_routes(networks),
        trips=_join_trips(networks),
        calls=_join_calls(networks),
        calendar=_join_calendars(networks),
        transfers=_join_transfers(networks),
        vehicles=_join_vehicles(networks),
        timezone=networks[0].timezone,
        feeds=tuple(feed for network in networks for feed in network.feeds),
    )
    return _find_the_same(joined, networks)


def _find_the_same(joined: Network, networks: Sequence[Network]) -> Network:
    feed_of_stop, feed_of_trip = (
        np.repeat(np.arange(len(networks), dtype=np.int32), counts)
        for counts in (
            [len(network.stops.ids) for network in networks],
            [len(network.trips.ids) for network in networks],
        )
    )
    twins = find_twins(joined, feed_of_stop)
    if twins.is_empty():
        return joined
    once, shared = count_once(joined, number_places(joined.stops, twins), feed_of_trip)
    feeds = tuple(
        replace(feed, notes=(*feed.notes, *(((f"{NOTE}shared_trips", count),) if count else ())))
        for feed, count in zip(joined.feeds, shared, strict=True)
    )
    transfers = spread_transfers(joined.transfers, twins, len(joined.stops.ids))
    return replace(once, transfers=transfers, feeds=feeds)


def make_unique(ids: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The ids of all feeds after one another, those that clash with the feed's number before them."""
    uses = Counter(identity for feed in ids for identity in set(feed))
    mark = ":"
    while any(f"{number}{mark}{identity}" in uses for number, identity in _list_clashes(ids, uses)):
        mark += ":"
    return tuple(
        f"{number}{mark}{identity}" if uses[identity] > 1 else identity
        for number, feed in enumerate(ids, start=1)
        for identity in feed
    )


def _list_clashes(ids: Sequence[Sequence[str]], uses: Counter[str]) -> list[tuple[int, str]]:
    return [(number, identity) for number, feed in enumerate(ids, 1) for identity in feed if uses[identity] > 1]


def _check(networks: Sequence[Network]) -> None:
    first = networks[0]
    seen: set[str] = set()
    for network in networks:
        feed = network.feeds[0]
        if not have_same_clock(first.timezone, network.timezone, [first.calendar, network.calendar]):
            raise BadInputError(
                "gtfs_timezones",
                file=first.feeds[0].file,
                zone=first.timezone,
                other=feed.file,
                other_zone=network.timezone,
            )
        if feed.digest in seen:
            raise BadInputError("gtfs_twice", file=feed.file)
        seen.add(feed.digest)


def _join_stops(networks: Sequence[Network]) -> Stops:
    return Stops(
        make_unique([network.stops.ids for network in networks]),
        tuple(name for network in networks for name in network.stops.names),
        np.concatenate([network.stops.points for network in networks]),
    )


def _join_routes(networks: Sequence[Network]) -> Routes:
    return Routes(
        make_unique([network.routes.ids for network in networks]),
        tuple(name for network in networks for name in network.routes.names),
        np.concatenate([network.routes.kinds for network in networks]),
    )


def _join_trips(networks: Sequence[Network]) -> Trips:
    return Trips(
        make_unique([network.trips.ids for network in networks]),
        tuple(headsign for network in networks for headsign in network.trips.headsigns),
        _join_rows(networks, lambda network: network.trips.route, lambda network: len(network.routes.ids)),
        _join_rows(networks, lambda network: network.trips.service, lambda network: len(network.calendar.services)),
    )


def _join_calls(networks: Sequence[Network]) -> Calls:
    calls = [network.calls for network in networks]
    before = np.cumsum([0, *(part.stop.size for part in calls)])
    ends = [part.offsets[1:] + start for part, start in zip(calls, before[:-1], strict=True)]
    return Calls(
        offsets=np.concatenate([np.zeros(1, dtype=np.int64), *ends]),
        stop=_join_rows(networks, lambda network: network.calls.stop, lambda network: len(network.stops.ids)),
        arrival=np.concatenate([part.arrival for part in calls]),
        departure=np.concatenate([part.departure for part in calls]),
        interpolated=np.concatenate([part.interpolated for part in calls]),
        boards=np.concatenate([part.boards for part in calls]),
        alights=np.concatenate([part.alights for part in calls]),
        orders_on=np.concatenate([part.orders_on for part in calls]),
        orders_off=np.concatenate([part.orders_off for part in calls]),
    )


def _join_transfers(networks: Sequence[Network]) -> Transfers:
    return Transfers(
        _join_rows(networks, lambda network: network.transfers.origin, lambda network: len(network.stops.ids)),
        _join_rows(networks, lambda network: network.transfers.target, lambda network: len(network.stops.ids)),
        np.concatenate([network.transfers.seconds for network in networks]),
        np.concatenate([network.transfers.possible for network in networks]),
    )


def _join_vehicles(networks: Sequence[Network]) -> Vehicles:
    """Vehicles and stations of different feeds are different ones."""
    return Vehicles(
        _join_numbers([network.vehicles.block for network in networks]),
        _join_numbers([network.vehicles.station for network in networks]),
        _join_rows(networks, lambda network: network.vehicles.stays, lambda network: len(network.trips.ids)),
        _join_rows(networks, lambda network: network.vehicles.leaves, lambda network: len(network.trips.ids)),
        max(network.vehicles.metres for network in networks),
    )


def _join_numbers(numbers: Sequence[Ints]) -> Ints:
    """Numbers moved so that no two feeds share any; NO_BLOCK stays."""
    before, moved = 0, []
    for one in numbers:
        moved.append(np.where(one == NO_BLOCK, NO_BLOCK, one + before))
        before += int(one.max(initial=-1)) + 1
    return np.concatenate(moved).astype(np.int32)


def _join_rows(networks: Sequence[Network], rows: Callable[[Network], Ints], count: Callable[[Network], int]) -> Ints:
    """Row numbers moved past the rows of the networks before."""
    before = np.cumsum([0, *(count(network) for network in networks)])
    return np.concatenate(
        [rows(network) + np.int32(start) for network, start in zip(networks, before[:-1], strict=True)]
    ).astype(np.int32)


def _join_calendars(networks: Sequence[Network]) -> Calendar:
    calendars = [network.calendar for network in networks]
    first = min(calendar.first for calendar in calendars)
    end = max(calendar.first + timedelta(days=calendar.days) for calendar in calendars)
    return Calendar(
        make_unique([calendar.services for calendar in calendars]),
        first,
        np.concatenate([_widen(calendar, (calendar.first - first).days, (end - first).days) for calendar in calendars]),
    )


def _widen(calendar: Calendar, before: int, days: int) -> Flags:
    wide = np.zeros((len(calendar.services), days), dtype=bool)
    wide[:, before : before + calendar.days] = calendar.active
    return wide
