"""Scan and sweep against a slow search on small timetables, and the rules they follow."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import (
    DAY,
    FAR,
    Line,
    Pairs,
    join_links,
    make_footpaths,
    make_network,
    rounds,
    search,
    search_back,
    timetables,
)
from samspel.reach.connections import Connections, Timeline
from samspel.reach.links import Footpaths, Links
from samspel.reach.scan import NEVER, scan_tree
from samspel.reach.sweep import sweep_all
from samspel.terms.arrays import Ints

STOPS = 6
HORIZON = 12 * 3600
HOUR = 3600


def ints(*numbers: int) -> Ints:
    return np.array(numbers, dtype=np.int32)


def every_stop(stops: int = STOPS) -> Links:
    return join_links([(ints(stop), ints(0)) for stop in range(stops)])


def ask(connections: Connections, paths: Footpaths, origin: Links, at: int, horizon: int = HORIZON) -> Ints:
    """The rides to every stop by both searches, which must agree; shape (stops,)."""
    stops = len(paths.change)
    found: Ints = sweep_all(connections, paths, origin, ints(at), every_stop(stops), horizon)[0]
    assert np.array_equal(found, scan_tree(connections, paths, origin.stop, origin.seconds, at, horizon).ride)
    return found


def forward(lines: list[Line], paths: Footpaths, stop: int, at: int, horizon: int = HORIZON) -> list[int]:
    connections = Timeline(make_network(len(paths.change), lines), paths).around(DAY)
    return [int(value) for value in ask(connections, paths, join_links([(ints(stop), ints(0))]), at, horizon)]


def backward(lines: list[Line], paths: Footpaths, goal: dict[int, int], deadline: int) -> list[int]:
    connections = Timeline(make_network(len(paths.change), lines), paths).around(DAY).mirrored
    origin = join_links([(ints(*goal), ints(*goal.values()))])
    return [-int(value) if value < NEVER else FAR for value in ask(connections, paths.mirrored, origin, -deadline)]


TIMES = st.one_of(st.integers(0, 90).map(lambda minutes: 60 * minutes), st.integers(0, 1500).map(lambda m: 60 * m))


@settings(max_examples=150)
@given(timetables(STOPS), st.integers(0, STOPS - 1), TIMES)
def test_earliest_arrivals_are_those_of_the_slow_search(
    made: tuple[list[Line], dict[tuple[int, int], int], int], stop: int, at: int
) -> None:
    lines, walks, change = made
    found = forward(lines, make_footpaths(STOPS, walks, change), stop, at)
    expected = search(lines, walks, change, {stop: at})
    within = {end: time for end, time in expected.items() if time <= at + HORIZON}
    assert {end: time for end, time in enumerate(found) if time < NEVER} == within


@settings(max_examples=150)
@given(
    timetables(STOPS),
    st.dictionaries(st.integers(0, STOPS - 1), st.sampled_from([0, 60, 600]), min_size=1, max_size=2),
    TIMES,
)
def test_latest_departures_are_those_of_the_slow_search(
    made: tuple[list[Line], dict[tuple[int, int], int], int], goal: dict[int, int], deadline: int
) -> None:
    lines, walks, change = made
    found = backward(lines, make_footpaths(STOPS, walks, change), goal, deadline)
    for stop in range(STOPS):
        latest = search_back(lines, walks, change, stop, goal, deadline)
        expected = FAR if latest is None or latest < deadline - HORIZON else latest
        assert found[stop] == expected


Round = tuple[list[Line], dict[tuple[int, int], int], int, Pairs, Pairs]


@settings(max_examples=150)
@given(rounds(STOPS), st.integers(0, STOPS - 1), TIMES)
def test_earliest_arrivals_on_board_of_a_vehicles_round_are_those_of_the_slow_search(
    made: Round, stop: int, at: int
) -> None:
    lines, walks, change, stays, leaves = made
    paths = make_footpaths(STOPS, walks, change)
    connections = Timeline(make_network(STOPS, lines, stays=stays, leaves=leaves), paths).around(DAY)
    found = ask(connections, paths, join_links([(ints(stop), ints(0))]), at)
    expected = search(lines, walks, change, {stop: at}, stays, leaves)
    within = {end: time for end, time in expected.items() if time <= at + HORIZON}
    assert {end: int(time) for end, time in enumerate(found) if time < NEVER} == within


@settings(max_examples=100)
@given(
    rounds(STOPS),
    st.dictionaries(st.integers(0, STOPS - 1), st.sampled_from([0, 60, 600]), min_size=1, max_size=2),
    TIMES,
)
def test_latest_departures_on_board_of_a_vehicles_round_are_those_of_the_slow_search(
    made: Round, goal: dict[int, int], deadline: int
) -> None:
    lines, walks, change, stays, leaves = made
    paths = make_footpaths(STOPS, walks, change)
    connections = Timeline(make_network(STOPS, lines, stays=stays, leaves=leaves), paths).around(DAY).mirrored
    origin = join_links([(ints(*goal), ints(*goal.values()))])
    found = ask(connections, paths.mirrored, origin, -deadline)
    for stop in range(STOPS):
        latest = search_back(lines, walks, change, stop, goal, deadline, stays, leaves)
        expected = FAR if latest is None or latest < deadline - HORIZON else latest
        assert (FAR if found[stop] == NEVER else -int(found[stop])) == expected


def _ride_on(block: int, first: int = 1, days: frozenset[int] = frozenset({0})) -> list[Line]:
    """A bus from stop 0 to 1 that goes on at once, in the same round or not, from `first` to stop 2."""
    return [
        Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR)), frozenset({0}), block=block),
        Line(((first, 2 * HOUR, 2 * HOUR), (2, 3 * HOUR, 3 * HOUR)), days, block=0),
    ]


def test_the_next_trip_of_a_vehicle_is_ridden_on_to_without_time_for_a_change() -> None:
    paths = make_footpaths(4, {}, 600)
    assert forward(_ride_on(0), paths, 0, HOUR)[2] == 3 * HOUR
    assert forward(_ride_on(1), paths, 0, HOUR)[2] == NEVER, "another vehicle"
    assert forward(_ride_on(0, first=3), paths, 0, HOUR)[2] == NEVER, "it begins elsewhere"
    assert forward(_ride_on(0, days=frozenset({1})), paths, 0, HOUR)[2] == NEVER, "it runs on another day"


def test_who_stays_on_board_does_not_arrive_where_the_next_trip_begins() -> None:
    lines = _ride_on(1, first=3)
    stays = frozenset({(0, 1)})
    paths = make_footpaths(4, {}, 600)
    connections = Timeline(make_network(4, lines, stays=stays), paths).around(DAY)
    found = ask(connections, paths, join_links([(ints(0), ints(0))]), HOUR)
    assert found.tolist() == [NEVER, 2 * HOUR, 3 * HOUR, NEVER]


def test_the_same_bus_is_found_from_both_sides_of_midnight() -> None:
    night = Line(((0, 25 * HOUR, 25 * HOUR), (1, 26 * HOUR, 26 * HOUR)), frozenset({-1, 0}))
    paths = make_footpaths(2, {}, 0)
    assert forward([night], paths, 0, HOUR) == [NEVER, 2 * HOUR]
    assert forward([night], paths, 0, 25 * HOUR) == [NEVER, 26 * HOUR]


def test_a_trip_that_ends_at_29_hours_is_found_before_dawn() -> None:
    night = Line(((0, 27 * HOUR, 27 * HOUR), (1, 29 * HOUR, 29 * HOUR)), frozenset({-1}))
    assert backward([night], make_footpaths(2, {}, 0), {1: 0}, 6 * HOUR) == [3 * HOUR, FAR]


def test_nothing_is_boarded_where_boarding_is_closed() -> None:
    line = Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR), (2, 3 * HOUR, 3 * HOUR)), closed_on=frozenset({1}))
    assert forward([line], make_footpaths(3, {}, 0), 1, 0) == [NEVER, NEVER, NEVER]


def test_two_walks_in_a_row_are_never_joined() -> None:
    first = Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR)))
    second = Line(((3, 3 * HOUR, 3 * HOUR), (4, 4 * HOUR, 4 * HOUR)))
    paths = make_footpaths(5, {(1, 2): 60, (2, 3): 60}, 0)
    assert forward([first, second], paths, 0, 0, 5 * HOUR)[4] == NEVER


def test_a_ride_of_no_length_leads_to_one_of_the_same_minute_that_comes_before_it() -> None:
    before = Line(((3, 0, 0), (1, HOUR, HOUR), (2, HOUR, HOUR)))
    after = Line(((0, HOUR, HOUR), (1, HOUR, HOUR)))
    for lines in ([before, after], [after, before]):
        assert forward(lines, make_footpaths(4, {}, 0), 0, HOUR) == [NEVER, HOUR, HOUR, NEVER]
        assert backward(lines, make_footpaths(4, {}, 0), {2: 0}, HOUR)[0] == HOUR


def test_who_gets_on_within_a_minute_stays_on_board_of_the_next_trip_of_that_minute() -> None:
    former = Line(((4, 0, 0), (1, HOUR, HOUR), (2, HOUR, HOUR)), closed_off=frozenset({2}), block=0)
    latter = Line(((2, HOUR, HOUR), (3, HOUR, HOUR)), block=0)
    last = Line(((0, HOUR, HOUR), (1, HOUR, HOUR)))
    assert forward([former, latter, last], make_footpaths(5, {}, 0), 0, HOUR) == [NEVER, HOUR, NEVER, HOUR, NEVER]


def test_nobody_gets_off_before_getting_on_within_a_minute() -> None:
    lines = [Line(((0, HOUR, HOUR), (1, HOUR, HOUR), (2, HOUR, HOUR))), Line(((2, HOUR, HOUR), (3, HOUR, HOUR)))]
    assert forward(lines, make_footpaths(4, {}, 0), 1, HOUR) == [NEVER, NEVER, HOUR, HOUR]


def test_nobody_changes_where_a_change_never_comes() -> None:
    lines = [Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR))), Line(((1, 3 * HOUR, 3 * HOUR), (2, 4 * HOUR, 4 * HOUR)))]
    assert forward(lines, make_footpaths(3, {}, int(NEVER) // 2), 0, HOUR) == [NEVER, 2 * HOUR, NEVER]


def test_the_horizon_counts_from_the_start_to_the_last_alighting() -> None:
    line = Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR)))
    paths = make_footpaths(2, {}, 0)
    assert forward([line], paths, 0, 0, 2 * HOUR)[1] == 2 * HOUR
    assert forward([line], paths, 0, 0, 2 * HOUR - 1)[1] == NEVER


@given(timetables(STOPS), st.integers(0, STOPS - 1), TIMES)
def test_a_network_read_in_parts_gives_what_it_gives_whole(
    made: tuple[list[Line], dict[tuple[int, int], int], int], stop: int, at: int
) -> None:
    lines, walks, change = made
    paths = make_footpaths(STOPS, walks, change)
    origin, times = join_links([(ints(stop, 0), ints(0, 300))]), ints(at)
    whole, parted = (Timeline(make_network(STOPS, lines), given).around(DAY) for given in (None, paths))
    assert len(whole.offsets) == 2
    one, other = (sweep_all(read, paths, origin, times, every_stop(), HORIZON) for read in (whole, parted))
    assert np.array_equal(one, other)
    back = paths.mirrored
    one, other = (sweep_all(read.mirrored, back, origin, -times, every_stop(), HORIZON) for read in (whole, parted))
    assert np.array_equal(one, other)


def test_stops_that_nothing_joins_are_in_different_parts() -> None:
    line = Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR)))
    part = Timeline(make_network(4, [line]), make_footpaths(4, {(1, 2): 60}, 0)).around(DAY).part
    assert len({int(one) for one in part[:3]}) == 1
    assert part[3] != part[0]
