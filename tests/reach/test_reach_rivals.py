"""Real timetables in every cell against two other engines, cafein and ferrobus: leaving at a time and being there by
one, with and without walks between stops, and past midnight.

Clocks are chosen where trips run. Asked for are all stops from and to a sample of them.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from reach.rival_engines import (
    SECONDS_PER_DAY,
    Cafein,
    Ferrobus,
    Walks,
    close_walks,
    links_into,
    mirror,
    one_day,
    plain_doors,
    plain_routes,
    turn_walks,
    write_feed,
)
from reach.timetables import make_footpaths
from samspel.reach.connections import Timeline
from samspel.reach.globe import measure_metres
from samspel.reach.links import Footpaths, Links
from samspel.reach.network import Network, Vehicles
from samspel.reach.scan import NEVER
from samspel.reach.sweep import sweep_all
from samspel.sources.gtfs.reading import read_network
from samspel.terms.arrays import Ints

pytestmark = pytest.mark.shared
pytest.importorskip("cafein", reason="cafein is not installed")
pytest.importorskip("ferrobus", reason="ferrobus is not installed")
pytest.importorskip("osmium", reason="osmium, which writes ferrobus's map, is not installed")

GEO = Path(__file__).parents[3] / "shared" / "geo"
HOUR = 3600
HORIZON = 12 * HOUR
SAMPLE, SEED = 24, 1
WALK_METRES = 120.0
SECONDS_PER_METRE = 1.0
LATER = 8 * HOUR
LEAST_REACHED = 40
"""Least number of cells with a journey, so that nothing is agreed about nothing."""


@dataclass(frozen=True)
class Town:
    """A timetable and a date on which it runs; `clocks` are when to leave and when to be there, seconds."""

    network: Network
    day: date
    clocks: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many stops there are."""
        return len(self.network.stops.ids)

    @property
    def sample(self) -> Ints:
        """The stops that are asked for: some of those that trips call at, or all if they are few."""
        served = np.unique(self.network.calls.stop)
        chosen = np.random.default_rng(SEED).permutation(served)[:SAMPLE]
        return np.sort(chosen).astype(np.int32)


def read(name: str) -> Network:
    if not (GEO / name).is_file():
        pytest.skip(f"the timetable {name} is not there")
    return plain_doors(read_network([GEO / name]))


def keep_routes(network: Network, step: int) -> Network:
    """Every step-th route with the stops it calls at."""
    trips = np.flatnonzero(network.trips.route % step == 0)
    calls = np.flatnonzero(np.isin(network.trip_of_call, trips))
    stops, renumbered = np.unique(network.calls.stop[calls], return_inverse=True)
    given = network.calls
    counts = np.diff(given.offsets)[trips]
    return replace(
        network,
        stops=replace(
            network.stops,
            ids=tuple(network.stops.ids[stop] for stop in stops),
            names=tuple(network.stops.names[stop] for stop in stops),
            points=network.stops.points[stops],
        ),
        vehicles=Vehicles.none(len(trips), len(stops)),
        trips=replace(
            network.trips,
            ids=tuple(network.trips.ids[trip] for trip in trips),
            headsigns=tuple(network.trips.headsigns[trip] for trip in trips),
            route=network.trips.route[trips],
            service=network.trips.service[trips],
        ),
        calls=replace(
            given,
            offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            stop=renumbered.astype(np.int32),
            arrival=given.arrival[calls],
            departure=given.departure[calls],
            interpolated=given.interpolated[calls],
            boards=given.boards[calls],
            alights=given.alights[calls],
            orders_on=given.orders_on[calls],
            orders_off=given.orders_off[calls],
        ),
    )


def move(network: Network, seconds: int) -> Network:
    """The timetable so much later, so that trips run past midnight."""
    calls = network.calls
    later = replace(calls, arrival=calls.arrival + np.int32(seconds), departure=calls.departure + np.int32(seconds))
    return replace(network, calls=later)


@cache
def make_town(name: str) -> Town:
    if name == "a small town":
        return Town(read("zhelez.zip"), date(2024, 3, 13), (6 * HOUR, 10 * HOUR + 17, 14 * HOUR, 22 * HOUR))
    if name == "a small town past midnight":
        return Town(move(read("zhelez.zip"), LATER), date(2024, 3, 13), (HOUR, 6 * HOUR, 20 * HOUR, 23 * HOUR))
    if name == "a railway":
        return Town(read("poa_trensurb.zip"), date(2019, 5, 8), (6 * HOUR, 14 * HOUR, 23 * HOUR + 1800))
    return Town(keep_routes(read("poa_eptc.zip"), 6), date(2019, 5, 8), (13 * HOUR, 15 * HOUR + 43, 17 * HOUR))


TOWNS = ("a small town", "a small town past midnight", "a railway", "a part of a city")
WHOLE_CALLS = ("a small town", "a small town past midnight", "a part of a city")
"""Those where no call has a wait, which ferrobus needs."""


def walks_of(town: Town, metres: float) -> Walks:
    """Closed walks between all stops that lie so near each other."""
    points = town.network.stops.points
    away = measure_metres(points[:, None], points[None])
    near = np.argwhere((away < metres) & ~np.eye(len(points), dtype=bool))
    return close_walks(town.count, {(int(a), int(b)): int(np.ceil(away[a, b] * SECONDS_PER_METRE)) for a, b in near})


def start_at(stops: Ints) -> Links:
    """One point for each stop, there without a walk."""
    return Links(np.arange(len(stops) + 1, dtype=np.int64), stops, np.zeros(len(stops), dtype=np.int32))


def cut(found: Ints, inside: np.ndarray) -> Ints:
    return np.where(inside, found, NEVER)


def leave_ours(town: Town, walks: Walks, at: int) -> Ints:
    """Earliest arrivals from the sample at every stop, at most a walk after the last ride included."""
    times = np.full(len(town.sample), at, dtype=np.int32)
    found = sweep_all(
        Timeline(town.network, paths_of(town, walks)).around(town.day),
        paths_of(town, walks),
        start_at(town.sample),
        times,
        links_into(town.count, walks),
        HORIZON,
    )
    return cut(found, found <= at + HORIZON)


def arrive_ours(town: Town, walks: Walks, deadline: int, walks_first: bool = False) -> Ints:
    """Latest departures from every stop to the sample; a walk after the last ride, or before the first instead."""
    into = links_into(town.count, walks)
    chosen = [slice(into.offsets[stop], into.offsets[stop + 1]) for stop in town.sample]
    lengths = [span.stop - span.start for span in chosen]
    gates = Links(
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.concatenate([into.stop[span] for span in chosen]),
        np.concatenate([into.seconds[span] for span in chosen]),
    )
    found = sweep_all(
        Timeline(town.network, paths_of(town, walks)).around(town.day).mirrored,
        paths_of(town, walks).mirrored,
        start_at(town.sample) if walks_first else gates,
        np.full(len(town.sample), -deadline, dtype=np.int32),
        links_into(town.count, turn_walks(walks) if walks_first else None),
        earliest(deadline),
    )
    return cut(-found, (found < NEVER) & (-found >= deadline - earliest(deadline)))


def paths_of(town: Town, walks: Walks) -> Footpaths:
    return make_footpaths(town.count, walks, 0)


def earliest(deadline: int) -> int:
    """The horizon of a deadline: the rivals know nothing of the day before the clock's own."""
    return min(HORIZON, deadline)


def assert_same(town: Town, ours: Ints, theirs: Ints) -> None:
    """Every cell but a stop with itself, and not for want of journeys."""
    other = np.arange(town.count)[None] != town.sample[:, None]
    assert (ours < NEVER)[other].sum() >= LEAST_REACHED
    assert np.argwhere((ours != theirs) & other).tolist() == []


@pytest.mark.parametrize("metres", [0.0, WALK_METRES])
@pytest.mark.parametrize("name", TOWNS)
def test_cafein_finds_the_same_leaving_and_being_there(name: str, metres: float, tmp_path: Path) -> None:
    town = make_town(name)
    walks = walks_of(town, metres)
    assert bool(walks) == (metres > 0.0)
    one = one_day(town.network, town.day)
    engine = Cafein.read(one.stops.ids, write_feed(one, tmp_path, walks), walks)
    for at in town.clocks:
        found = engine.depart_at(town.day, town.sample.tolist(), at)
        assert_same(town, leave_ours(town, walks, at), cut(found, found <= at + HORIZON))
        found = engine.arrive_by(town.day, town.sample.tolist(), at)
        assert_same(town, arrive_ours(town, walks, at), cut(found, found >= at - earliest(at)))


@pytest.mark.parametrize("metres", [0.0, WALK_METRES])
@pytest.mark.parametrize("name", TOWNS)
def test_cafein_with_time_turned_round_finds_the_same_being_there(name: str, metres: float, tmp_path: Path) -> None:
    town = make_town(name)
    walks = walks_of(town, metres)
    turned = mirror(one_day(town.network, town.day))
    engine = Cafein.read(turned.stops.ids, write_feed(turned, tmp_path), turn_walks(walks))
    for at in town.clocks:
        ours = arrive_ours(town, walks, at, walks_first=True)
        for trip_based in (False, True):
            found = engine.depart_at(town.day, town.sample.tolist(), SECONDS_PER_DAY - at, None, trip_based)
            latest = cut(SECONDS_PER_DAY - found, found < NEVER)
            assert_same(town, ours, cut(latest, latest >= at - earliest(at)))


@pytest.mark.parametrize("name", WHOLE_CALLS)
def test_ferrobus_finds_the_same_leaving(name: str, tmp_path: Path) -> None:
    town = make_town(name)
    one = plain_routes(one_day(town.network, town.day))
    engine = Ferrobus.read(town.count, Ferrobus.write(one, tmp_path), town.day)
    for at in town.clocks:
        found = np.stack([engine.depart_at(int(stop), at) for stop in town.sample])
        assert_same(town, leave_ours(town, {}, at), cut(found, found <= at + HORIZON))


@pytest.mark.parametrize("name", WHOLE_CALLS)
def test_ferrobus_with_time_turned_round_finds_the_same_being_there(name: str, tmp_path: Path) -> None:
    town = make_town(name)
    turned = plain_routes(mirror(one_day(town.network, town.day)))
    engine = Ferrobus.read(town.count, Ferrobus.write(turned, tmp_path), town.day)
    for at in town.clocks:
        found = np.stack([engine.depart_at(int(stop), SECONDS_PER_DAY - at) for stop in town.sample])
        latest = cut(SECONDS_PER_DAY - found, found < NEVER)
        assert_same(town, arrive_ours(town, {}, at), cut(latest, latest >= at - earliest(at)))


def test_one_call_moved_by_a_minute_is_found_out(tmp_path: Path) -> None:
    """The comparison can fail: the rival reads a timetable where the busiest stop's calls are a minute late."""
    town = make_town("a small town")
    calls = town.network.calls
    busiest = np.bincount(calls.stop).argmax()
    late = np.where(calls.stop == busiest, calls.arrival + 60, calls.arrival).astype(np.int32)
    one = one_day(
        replace(town.network, calls=replace(calls, arrival=late, departure=np.maximum(late, calls.departure))), town.day
    )
    engine = Cafein.read(one.stops.ids, write_feed(one, tmp_path))
    at = 10 * HOUR
    found = engine.depart_at(town.day, town.sample.tolist(), at)
    with pytest.raises(AssertionError, match=r"== \[\]"):
        assert_same(town, leave_ours(town, {}, at), cut(found, found <= at + HORIZON))
