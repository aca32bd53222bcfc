"""Two other engines, cafein (MIT) and ferrobus (MIT or Apache-2.0), asked what ours is asked, and the feeds they read.

The same meaning for all: rides joined by at most one walk, no walk before the first ride, a change at a stop takes no
time, every call may be boarded and alighted at. Neither engine knows a least change time or pickup_type, neither reads
frequencies.txt, transfers.txt or any trip of the day after; cafein reads the day before. `one_day` and `plain_doors`
write all that into the timetable itself, so that nothing is left for them to leave out.

cafein asks for closed walks: whoever can walk a to b and b to c can walk a to c, in at most the sum of the seconds.
`close_walks` closes them. It answered as ours did in every case tried without that too. It has no walk before the first
ride and may have one after the last: give our engine the walks into a stop as links of the stop where a journey ends,
and cut what lies beyond the horizon or before the day begins. With a mirrored timetable it is the other way round.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from reach.timetables import join_links
from samspel.reach.links import Links
from samspel.reach.network import Calendar, Calls, Network, Vehicles
from samspel.reach.scan import NEVER
from samspel.terms.arrays import Ints, Longs

SECONDS_PER_DAY = 86_400
MANY_RIDES = 16
"""Most rides of a journey; the engines want a number."""

_UNREACHED = 2**32 - 1
_DATE = "%Y%m%d"
_APART = 1_000_000
"""Billionths of a degree between ferrobus's made-up places: 111 metres, more than a walk of no time."""

Walks = dict[tuple[int, int], int]
"""Seconds from a stop to another, by rows of the network."""


def plain_doors(network: Network) -> Network:
    """The network with every call open for boarding and alighting."""
    doors = np.ones(len(network.calls.stop), dtype=bool)
    return replace(network, calls=replace(network.calls, boards=doors, alights=doors))


def one_day(network: Network, day: date) -> Network:
    """All that runs on the clock of a date, as trips of that date alone; nobody stays on board of the next trip.

    Trips of the two days before keep what they have after midnight, and trips of the day after run past 24:00. Only for
    timetables whose service days are all 24 hours long: no clock changes in these four days.
    """
    parts = [_shifted(network, day + timedelta(days=step), step) for step in (-2, -1, 0, 1)]
    trips = np.concatenate([trip for trip, _, _ in parts])
    rows = np.concatenate([call for _, call, _ in parts])
    shift = np.concatenate([seconds for _, _, seconds in parts])
    starts = np.flatnonzero(np.diff(trips, prepend=-1))
    order = trips[starts] % len(network.trips.ids)
    calls = network.calls
    return replace(
        network,
        vehicles=Vehicles.none(len(order), len(network.stops.ids)),
        trips=replace(
            network.trips,
            ids=tuple(f"{number}:{network.trips.ids[trip]}" for number, trip in enumerate(order)),
            headsigns=tuple(network.trips.headsigns[trip] for trip in order),
            route=network.trips.route[order],
            service=np.zeros(len(order), dtype=np.int32),
        ),
        calls=Calls(
            offsets=np.append(starts, len(rows)).astype(np.int64),
            stop=calls.stop[rows],
            arrival=np.maximum(calls.arrival[rows] + shift, 0).astype(np.int32),
            departure=(calls.departure[rows] + shift).astype(np.int32),
            interpolated=calls.interpolated[rows],
            boards=calls.boards[rows],
            alights=calls.alights[rows],
            orders_on=calls.orders_on[rows],
            orders_off=calls.orders_off[rows],
        ),
        calendar=Calendar(("day",), day, np.ones((1, 1), dtype=bool)),
    )


def mirror(network: Network) -> Network:
    """The timetable of one day with time turned round at 24:00: what leaves at t arrives at 24:00 - t.

    A search from 24:00 - deadline then finds 24:00 - latest departure. What runs after 24:00 is left out, since nobody
    who must be there by a deadline that day can take it. Footpaths must be turned round as well.
    """
    calls = network.calls
    kept = np.flatnonzero(calls.arrival <= SECONDS_PER_DAY)
    trip = network.trip_of_call[kept]
    order = np.lexsort((-kept, trip))
    kept, trip = kept[order], trip[order]
    offsets = np.searchsorted(trip, np.arange(len(network.trips.ids) + 1)).astype(np.int64)
    return replace(
        network,
        calls=Calls(
            offsets=offsets,
            stop=calls.stop[kept],
            arrival=(SECONDS_PER_DAY - np.minimum(calls.departure[kept], SECONDS_PER_DAY)).astype(np.int32),
            departure=(SECONDS_PER_DAY - calls.arrival[kept]).astype(np.int32),
            interpolated=calls.interpolated[kept],
            boards=calls.alights[kept],
            alights=calls.boards[kept],
            orders_on=calls.orders_off[kept],
            orders_off=calls.orders_on[kept],
        ),
    )


def close_walks(stops: int, walks: Walks) -> Walks:
    """The shortest walks along any number of the given ones, which is what a journey of one closed walk may use."""
    if not walks:
        return {}
    pairs = np.array(list(walks), dtype=np.int64)
    graph = csr_array((list(walks.values()), (pairs[:, 0], pairs[:, 1])), shape=(stops, stops), dtype=float)
    found = dijkstra(graph)
    reached = np.argwhere(np.isfinite(found) & ~np.eye(stops, dtype=bool))
    return {(int(origin), int(target)): int(found[origin, target]) for origin, target in reached}


def turn_walks(walks: Walks) -> Walks:
    """The same walks the other way, for a mirrored timetable."""
    return {(target, origin): seconds for (origin, target), seconds in walks.items()}


def links_into(stops: int, walks: Walks | None = None) -> Links:
    """Every stop as a point for our engine: the stop itself and the walks that lead to it."""
    parts: list[tuple[list[int], list[int]]] = [([stop], [0]) for stop in range(stops)]
    for (origin, target), seconds in (walks or {}).items():
        parts[target][0].append(origin)
        parts[target][1].append(seconds)
    return join_links([(np.array(ends, dtype=np.int32), np.array(times, dtype=np.int32)) for ends, times in parts])


def write_feed(network: Network, folder: Path, walks: Walks | None = None) -> Path:
    """Write a network as a GTFS feed in a folder: all times filled in, calendar_dates alone, walks as transfers.

    Trips of fewer than two calls are left out: nobody can ride them. Returns the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = np.diff(network.calls.offsets) > 1
    ids = pl.Series("trip_id", network.trips.ids)
    tables = {
        "agency": pl.DataFrame(
            {"agency_id": "A", "agency_name": "A", "agency_url": "http://example.org", "agency_timezone": "UTC"}
        ),
        "stops": pl.DataFrame(
            {
                "stop_id": network.stops.ids,
                "stop_name": network.stops.ids,
                "stop_lat": network.stops.points[:, 0],
                "stop_lon": network.stops.points[:, 1],
            }
        ),
        "routes": pl.DataFrame({"route_id": network.routes.ids, "route_short_name": network.routes.ids}).with_columns(
            agency_id=pl.lit("A"), route_long_name=pl.lit(""), route_type=pl.lit(3)
        ),
        "trips": pl.DataFrame(
            {
                "route_id": _picked(network.routes.ids, network.trips.route),
                "service_id": _picked(network.calendar.services, network.trips.service),
                "trip_id": ids,
            }
        ).filter(pl.Series(whole)),
        "stop_times": _stop_times(network, ids, whole),
        "calendar_dates": _dates(network),
        "calendar": pl.DataFrame(schema=_CALENDAR),
        "feed_info": pl.DataFrame(schema=["feed_publisher_name", "feed_publisher_url", "feed_lang"]),
        "transfers": _transfers(network, walks or {}),
    }
    for name, table in tables.items():
        table.write_csv(folder / f"{name}.txt")
    return folder


@dataclass(frozen=True)
class Cafein:
    """cafein over a feed that `write_feed` wrote; results have one column for each stop of the network, by row.

    Clocks count from the start of the service day, may pass 24:00, and there is no horizon: cut the results.
    """

    engine: Any
    ids: tuple[str, ...]
    columns: Ints

    @classmethod
    def read(cls, ids: tuple[str, ...], folder: Path, walks: Walks | None = None) -> "Cafein":
        """Build from the folder; `ids` are the network's stops. The engine does not read transfers.txt: give walks."""
        from cafein import TransportNetwork

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            engine = TransportNetwork.from_gtfs(str(folder), trip_distances=False)
        if walks:
            engine.set_transfers([(ids[a], ids[b], seconds, 0.0) for (a, b), seconds in walks.items()])
        place = {stop: number for number, (stop, _, _) in enumerate(engine.stops)}
        return cls(engine, ids, np.array([place[stop] for stop in ids], dtype=np.int32))

    def depart_at(
        self, day: date, stops: Sequence[int], at: int, threads: int | None = None, trip_based: bool = False
    ) -> Ints:
        """Earliest arrival at every stop for each stop left at `at`, shape (len(stops), stops); NEVER where none.

        `trip_based` takes its quicker engine, which first makes the day's changes (kept for the next call).
        """
        if trip_based and not self.engine.has_tbtr_transfers:
            self.engine.compute_tbtr_transfers(day.isoformat())
        found = self.engine.travel_time_matrix(
            [self.ids[stop] for stop in stops],
            _moment(day, at),
            MANY_RIDES,
            workers=threads,
            router="tbtr" if trip_based else "raptor",
        )
        return _cleared(found[:, self.columns], at)

    def arrive_by(self, day: date, stops: Sequence[int], deadline: int, threads: int | None = None) -> Ints:
        """Latest departure by a ride from every stop so as to be at each of `stops` by the deadline, shape
        (len(stops), stops); NEVER where there is none. A walk may follow the last ride.

        Its public search gives the journey's length only, so this asks the core that the search stands on.
        """
        access = [[(stop, 0)] for stop in self.ids]
        egress = [[(self.ids[stop], 0)] for stop in stops]
        found = self.engine._core._arrive_by_time_matrix_with_access(
            access, egress, day.isoformat(), _clock(deadline), MANY_RIDES - 1, workers=threads
        )
        return _cleared(found["departure"].T, 0)

    def lengths_by(self, day: date, stops: Sequence[int], deadline: int, threads: int | None = None) -> Ints:
        """Length in seconds of the latest journey from every stop to each of `stops`, as its public search gives it.

        Of the journeys that leave latest it takes one of the fewest rides. Asks for all stops whatever `stops` are.
        """
        found = self.engine.travel_time_matrix(
            list(self.ids), None, MANY_RIDES, arrival=_moment(day, deadline), workers=threads
        )
        return _cleared(found[:, self.columns].T[list(stops)], 0)


@dataclass(frozen=True)
class Ferrobus:
    """ferrobus over a feed and a made-up street map where every stop has a place of its own and none can be walked to.

    It tells the trips of a route apart by their number of calls alone, so give it `plain_routes`. Who changes at a stop
    is ready only when the ride that brought them leaves it again: exact only where arrival and departure are the same.
    `travel_time_seconds` runs from `at`. It looks at no date outside calendar_dates and at one service day only.
    """

    model: Any
    points: tuple[Any, ...]

    @staticmethod
    def write(network: Network, folder: Path) -> Path:
        """Write feed and map into the folder, and return it."""
        places = _places(len(network.stops.ids))
        write_feed(replace(network, stops=replace(network.stops, points=places)), folder / "feed")
        _write_map(places, folder / "map.osm.pbf")
        return folder

    @classmethod
    def read(cls, stops: int, folder: Path, day: date) -> "Ferrobus":
        """Build one day from what `write` wrote for a network of so many stops."""
        import ferrobus

        model = ferrobus.create_transit_model(str(folder / "map.osm.pbf"), [str(folder / "feed")], day, 0)
        return cls(model, tuple(ferrobus.create_transit_point(lat, lon, model, 0, 1) for lat, lon in _places(stops)))

    def depart_at(self, stop: int, at: int) -> Ints:
        """Earliest arrival at every stop, shape (stops,); NEVER where none. One thread."""
        import ferrobus

        found = ferrobus.find_routes_one_to_many(self.model, self.points[stop], list(self.points), at, MANY_RIDES)
        return np.array([NEVER if row is None else at + row["travel_time_seconds"] for row in found], dtype=np.int32)

    def depart_everywhere(self, at: int) -> Ints:
        """Earliest arrivals from every stop to every stop, shape (stops, stops), on all cores."""
        import ferrobus

        found = ferrobus.travel_time_matrix(self.model, list(self.points), at, MANY_RIDES)
        return np.array([[NEVER if cell is None else at + cell for cell in row] for row in found], dtype=np.int32)


def plain_routes(network: Network) -> Network:
    """The network with a route of its own for each sequence of stops that no trip overtakes on."""
    calls = network.calls
    chains: dict[bytes, list[tuple[int, Ints]]] = {}
    route = np.empty(len(network.trips.ids), dtype=np.int32)
    count = 0
    starts = calls.departure[np.minimum(calls.offsets[:-1], len(calls.stop) - 1)]
    for trip in np.argsort(starts, kind="stable"):
        part = slice(calls.offsets[trip], calls.offsets[trip + 1])
        times = np.concatenate([calls.arrival[part], calls.departure[part]])
        known = chains.setdefault(calls.stop[part].tobytes(), [])
        found = next((number for number, (_, last) in enumerate(known) if (times >= last).all()), None)
        if found is None:
            known.append((count, times))
            route[trip] = count
            count += 1
        else:
            route[trip] = known[found][0]
            known[found] = (known[found][0], times)
    names = tuple(f"R{number}" for number in range(count))
    routes = replace(network.routes, ids=names, names=names, kinds=np.full(count, 3, dtype=np.int32))
    return replace(network, routes=routes, trips=replace(network.trips, route=route))


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CALENDAR = ["service_id", *_WEEKDAYS, "start_date", "end_date"]


def _shifted(network: Network, day: date, step: int) -> tuple[Longs, Longs, Longs]:
    """Trip (numbered apart from those of other days), call and shift of what a service day has after midnight."""
    shift = step * SECONDS_PER_DAY
    running = network.calendar.running(day)[network.trips.service]
    late = network.calls.departure + shift >= 0
    calls = np.flatnonzero(running[network.trip_of_call] & late)
    trips = network.trip_of_call[calls] + (step + 2) * len(network.trips.ids)
    return trips.astype(np.int64), calls, np.full(len(calls), shift, dtype=np.int64)


def _picked(names: Sequence[str], rows: npt.NDArray[np.signedinteger]) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(rows)


def _stop_times(network: Network, ids: pl.Series, whole: np.ndarray) -> pl.DataFrame:
    calls, trip = network.calls, network.trip_of_call
    rows = np.flatnonzero(whole[trip])
    sequence = rows - calls.offsets[trip[rows]]
    return pl.DataFrame(
        {
            "trip_id": ids.gather(trip[rows]),
            "arrival_time": _clocks(calls.arrival[rows]),
            "departure_time": _clocks(calls.departure[rows]),
            "stop_id": _picked(network.stops.ids, calls.stop[rows]),
            "stop_sequence": sequence,
        }
    )


def _clocks(seconds: Ints) -> pl.Series:
    """HH:MM:SS for each; looked up, since a day has few seconds and a feed many calls."""
    known, rows = np.unique(seconds, return_inverse=True)
    return pl.Series([_clock(int(value)) for value in known], dtype=pl.String).gather(rows)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _moment(day: date, seconds: int) -> str:
    return f"{day.isoformat()} {_clock(seconds)}"


def _dates(network: Network) -> pl.DataFrame:
    service, column = np.nonzero(network.calendar.active)
    days = [(network.calendar.first + timedelta(days=step)).strftime(_DATE) for step in range(network.calendar.days)]
    return pl.DataFrame(
        {"service_id": _picked(network.calendar.services, service), "date": _picked(days, column)}
    ).with_columns(exception_type=pl.lit(1))


def _transfers(network: Network, walks: Walks) -> pl.DataFrame:
    pairs = np.array(list(walks), dtype=np.int64).reshape(-1, 2)
    return pl.DataFrame(
        {
            "from_stop_id": _picked(network.stops.ids, pairs[:, 0]),
            "to_stop_id": _picked(network.stops.ids, pairs[:, 1]),
            "min_transfer_time": list(walks.values()),
        },
        schema_overrides={"min_transfer_time": pl.Int64},
    ).select("from_stop_id", "to_stop_id", pl.lit(2).alias("transfer_type"), "min_transfer_time")


def _cleared(found: np.ndarray, at: int) -> Ints:
    reached = found != _UNREACHED
    return np.where(reached, np.where(reached, found, 0).astype(np.int64) + at, NEVER).astype(np.int32)


def _places(count: int) -> np.ndarray:
    """Latitude and longitude of stops in a row, reckoned as ferrobus reads a map: one bit off is a second's walk."""
    return np.column_stack([np.zeros(count), 1e-9 * (np.arange(count) * _APART)])


def _write_map(places: np.ndarray, path: Path) -> None:
    """A street map of one row of places, with a crossing between each two.

    The crossing is there since the engine walks to the next crossing however little time it is given.
    """
    import osmium
    from osmium.osm.mutable import Node, Way

    between = (places[1:] + places[:-1]) / 2
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        corners = np.concatenate([places, between])
        for number, (lat, lon) in enumerate(corners, start=1):
            writer.add_node(Node(id=number, version=1, location=(float(lon), float(lat))))
        count = len(places)
        for number in range(1, count):
            for part, ends in enumerate(([number, count + number], [count + number, number + 1])):
                way = Way(id=2 * number + part, version=1, nodes=ends, tags={"highway": "footway"})
                writer.add_way(way)
