"""Many queries in one pass against a scan for each of them alone: every cell the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, Line, Pairs, join_links, make_footpaths, make_network, rounds, timetables
from samspel.reach import lanes
from samspel.reach.connections import Connections, Timeline
from samspel.reach.links import Footpaths, Links
from samspel.reach.scan import NEVER, scan_tree
from samspel.reach.sweep import sweep_all
from samspel.terms.arrays import Ints

STOPS = 6
HOUR = 3600
HORIZON = 12 * HOUR
HORIZONS = st.sampled_from([0, 600, 3 * HOUR, HORIZON])
FEW, MANY = 3, 90
"""Queries that one word carries, and that need more than one."""

Round = tuple[list[Line], dict[tuple[int, int], int], int, Pairs, Pairs]


def ints(*numbers: int) -> Ints:
    return np.array(numbers, dtype=np.int32)


def every_stop(stops: int = STOPS) -> Links:
    return join_links([(ints(stop), ints(0)) for stop in range(stops)])


def ask_alone(connections: Connections, paths: Footpaths, origins: Links, times: Ints, horizon: int) -> Ints:
    found = []
    for number, at in enumerate(times.tolist()):
        span = slice(origins.offsets[number], origins.offsets[number + 1])
        found.append(scan_tree(connections, paths, origins.stop[span], origins.seconds[span], at, horizon).ride)
    return np.array(found, dtype=np.int32)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Links, Ints]:
    """Queries from none, one or two stops each, at times close together or apart."""
    count, generator = draw(st.sampled_from([1, FEW, MANY])), np.random.default_rng(draw(st.integers(0, 999)))
    starts = [
        (generator.integers(0, STOPS, many).astype(np.int32), 60 * generator.integers(0, 11, many).astype(np.int32))
        for many in generator.integers(0, 3, count)
    ]
    minutes = generator.choice(draw(st.sampled_from([(300, 840, 1439), tuple(range(90)), (0, 60, 1380)])), count)
    return join_links(starts), 60 * minutes.astype(np.int32)


@settings(max_examples=200)
@given(rounds(STOPS), questions(), HORIZONS, st.integers(1, 3))
def test_many_at_once_find_what_each_finds_alone(
    made: Round, asked: tuple[Links, Ints], horizon: int, threads: int
) -> None:
    lines, walks, change, stays, leaves = made
    (origins, times), paths = asked, make_footpaths(STOPS, walks, change)
    for joined in (paths, None):
        connections = Timeline(make_network(STOPS, lines, stays=stays, leaves=leaves), joined).around(DAY)
        for rides, ways, when in ((connections, paths, times), (connections.mirrored, paths.mirrored, -times)):
            found = sweep_all(rides, ways, origins, when, every_stop(), horizon, threads)
            assert np.array_equal(found, ask_alone(rides, ways, origins, when, horizon))


@given(timetables(STOPS), st.permutations(range(STOPS)), st.integers(0, 1500).map(lambda minutes: 60 * minutes))
def test_the_order_of_queries_and_the_number_of_threads_never_matter(
    made: tuple[list[Line], dict[tuple[int, int], int], int], order: list[int], at: int
) -> None:
    lines, walks, change = made
    paths = make_footpaths(STOPS, walks, change)
    connections = Timeline(make_network(STOPS, lines), paths).around(DAY)
    times = np.full(STOPS, at, dtype=np.int32)
    plain = sweep_all(connections, paths, every_stop(), times, every_stop(), HORIZON)
    shuffled = join_links([(ints(stop), ints(0)) for stop in order])
    again = sweep_all(connections, paths, shuffled, times, every_stop(), HORIZON, threads=2)
    assert np.array_equal(plain[list(order)], again)


def test_doors_take_the_best_of_their_stops_each_query_anew() -> None:
    line = Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR), (2, 3 * HOUR, 3 * HOUR)))
    paths = make_footpaths(3, {}, 0)
    connections = Timeline(make_network(3, [line]), paths).around(DAY)
    origins = join_links([(ints(0), ints(0)), (ints(1), ints(0)), (ints(2), ints(0))])
    doors = join_links([(ints(2, 1), ints(60, 5400)), (ints(), ints())])
    found = sweep_all(connections, paths, origins, ints(0, 0, 0), doors, HORIZON)
    assert found[:, 0].tolist() == [3 * HOUR + 60, 3 * HOUR + 60, NEVER]
    assert found[:, 1].tolist() == [NEVER, NEVER, NEVER]


def test_walkers_get_more_room_where_they_need_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "FIRST_ROOM", 1)
    hub, stops = 40, 41
    lines = [Line(((stop, HOUR, HOUR), (hub, 2 * HOUR, 2 * HOUR))) for stop in range(hub)]
    lines += [Line(((stop, 3 * HOUR, 3 * HOUR), ((stop + 1) % hub, 4 * HOUR, 4 * HOUR))) for stop in range(hub)]
    paths = make_footpaths(stops, {(hub, stop): 60 + stop for stop in range(hub)}, 0)
    connections = Timeline(make_network(stops, lines), paths).around(DAY)
    origins, times = every_stop(hub), np.zeros(hub, dtype=np.int32)
    found = sweep_all(connections, paths, origins, times, every_stop(stops), HORIZON)
    assert np.array_equal(found, ask_alone(connections, paths, origins, times, HORIZON))
    assert (found[:, :hub] == 4 * HOUR).all()
