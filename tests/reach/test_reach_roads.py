"""Driving times over made-up maps: by hand, against another algorithm, and the last kilometres."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.made_roads import BOTH, FORTH, NEITHER, Floats, Road, make_map, place, plain, with_values
from samspel.catalogue.loading import Catalogue
from samspel.reach.road_map import Gap, Light, RoadMap, Surface, Zone
from samspel.reach.road_network import Network, Reach, make_network, search_to, snap, sum_along
from samspel.reach.roads import (
    describe_last_kilometres,
    drive_minutes,
    find_junctions,
    find_limits,
    make_car_network,
    mean_minutes_to_sites,
    minutes_from_nearest,
    minutes_to_each,
    minutes_to_nearest,
)

LINE = [(0.0, 0.0), (1000.0, 0.0), (2000.0, 0.0), (3000.0, 0.0)]


def network_of(catalogue: Catalogue, nodes: Sequence[tuple[float, float]], roads: Sequence[Road]) -> Network:
    return make_car_network(catalogue, make_map(nodes, roads))


def only_edge(road: Road, nodes: Sequence[tuple[float, float]] = ((0.0, 0.0), (1000.0, 0.0))) -> RoadMap:
    return make_map(nodes, [replace(road, car=FORTH, bicycle=NEITHER)])


def test_a_kilometre_at_a_signed_60_takes_a_minute_at_the_limit_and_more_at_the_driven_share(
    catalogue: Catalogue,
) -> None:
    road_map = only_edge(Road(0, 1, limit=60, length=1000.0))
    assert drive_minutes(plain(catalogue), road_map)[0] == pytest.approx(1.0)
    assert drive_minutes(plain(catalogue, car_driven_share=0.8), road_map)[0] == pytest.approx(1.25)


@pytest.mark.parametrize(
    ("kind", "zone", "parameter"),
    [
        ("motorway", Zone.UNKNOWN, "car_limit_motorway"),
        ("motorway_link", Zone.RURAL, "car_limit_slip_road"),
        ("residential", Zone.UNKNOWN, "car_limit_residential"),
        ("living_street", Zone.BUILT_UP, "car_limit_living_street"),
        ("service", Zone.UNKNOWN, "car_limit_service"),
        ("primary", Zone.UNKNOWN, "car_limit_rural"),
        ("tertiary", Zone.RURAL, "car_limit_rural"),
        ("unclassified", Zone.BUILT_UP, "car_limit_built_up"),
    ],
)
def test_a_road_without_a_signed_limit_has_that_of_its_class_or_its_zone(
    kind: str, zone: Zone, parameter: str, catalogue: Catalogue
) -> None:
    unsigned = only_edge(Road(0, 1, kind, limit=0, zone=zone))
    assert find_limits(catalogue, unsigned).tolist() == [catalogue.value(parameter)]
    assert find_limits(catalogue, only_edge(Road(0, 1, kind, limit=90, zone=zone))).tolist() == [90.0]


def test_an_unmarked_road_beside_a_residential_street_lies_in_a_built_up_area(catalogue: Catalogue) -> None:
    nodes = [(0.0, 0.0), (0.0, 50.0), (90.0, 0.0), (190.0, 0.0), (300.0, 0.0)]
    street = Road(0, 1, "residential", limit=0, car=FORTH)
    near, far = (Road(one, 4, "tertiary", limit=0, car=FORTH, bicycle=NEITHER) for one in (2, 3))
    limits = find_limits(with_values(catalogue, built_up_metres=100.0), make_map(nodes, [street, near, far]))
    assert limits[1:3].tolist() == [catalogue.value("car_limit_built_up"), catalogue.value("car_limit_rural")]
    told = make_map(nodes, [street, replace(near, zone=Zone.RURAL)])
    assert find_limits(catalogue, told)[1] == catalogue.value("car_limit_rural")


def test_nobody_drives_faster_on_gravel_than_the_stated_speed(catalogue: Catalogue) -> None:
    gravel = Road(0, 1, limit=70, length=1000.0, surface=Surface.UNPAVED)
    minutes = [drive_minutes(plain(catalogue, car_unpaved_kmh=kmh), only_edge(gravel))[0] for kmh in (50.0, 90.0)]
    assert minutes == [pytest.approx(60.0 / 50.0), pytest.approx(60.0 / 70.0)]


def test_seconds_are_lost_where_three_roads_meet_but_not_at_a_driveway_or_on_a_motorway(catalogue: Catalogue) -> None:
    nodes = [(0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0), (-1000.0, 0.0)]
    arms = [Road(0, 1), Road(0, 2), Road(0, 3)]
    assert find_junctions(make_map(nodes, arms)).tolist() == [True, False, False, False]
    assert not find_junctions(make_map(nodes, [*arms[:2], Road(0, 3, "service")])).any()
    assert not find_junctions(make_map(nodes, [*arms[:2], Road(0, 1, "primary")])).any()
    network = network_of(plain(catalogue, car_junction_seconds=30.0), nodes, arms)
    assert minutes_to_each(network, place(nodes[1]), place(nodes[2]))[0, 0] == pytest.approx(2.5, abs=1e-3)
    paved = [Road(0, 1, "motorway"), *arms]
    lost = drive_minutes(plain(catalogue, car_junction_seconds=30.0), make_map(nodes, paved))
    slow = drive_minutes(plain(catalogue), make_map(nodes, paved))
    assert (lost - slow).round(6).tolist() == [0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.5, 0.5]


def test_a_ferry_takes_its_crossing_and_one_wait_however_many_pieces_it_is_drawn_in(catalogue: Catalogue) -> None:
    roads = [
        Road(0, 1, limit=60, length=1000.0),
        Road(1, 2, "ferry", limit=0, minutes=3.0),
        Road(2, 3, "ferry", limit=0, minutes=4.0),
        Road(3, 4, limit=60, length=1000.0),
    ]
    values = plain(catalogue, ferry_wait_minutes=10.0)
    network = network_of(values, [*LINE, (4000.0, 0.0)], roads)
    ends = network.road_map.points[[0, 4]]
    table = minutes_to_each(network, ends, ends)
    assert table.tolist() == [[0.0, pytest.approx(19.0)], [pytest.approx(19.0), 0.0]]


def test_a_ferry_without_a_stated_time_goes_at_the_stated_speed(catalogue: Catalogue) -> None:
    values = plain(catalogue, ferry_wait_minutes=0.0, ferry_speed_kmh=12.0)
    assert drive_minutes(values, only_edge(Road(0, 1, "ferry", length=2000.0)))[0] == pytest.approx(10.0)


def test_the_nearest_goal_is_the_quickest_not_the_shortest(catalogue: Catalogue) -> None:
    roads = [Road(0, 1, limit=20, length=1000.0), Road(1, 2, limit=60, length=2000.0), Road(2, 3)]
    network = network_of(plain(catalogue), LINE, roads)
    found = minutes_to_nearest(network, place(LINE[1]), place(LINE[0], LINE[2]))
    assert (found.minutes[0], found.goal[0], found.gaps) == (pytest.approx(2.0), 1, (None,))


def one_way_ring() -> list[Road]:
    """Four nodes in a ring, one way round: a kilometre ahead is three back."""
    return [Road(row, (row + 1) % 4, limit=60, length=1000.0, car=FORTH) for row in range(4)]


RING = [(0.0, 0.0), (700.0, 0.0), (700.0, 700.0), (0.0, 700.0)]


def test_the_way_there_is_not_the_way_back(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue), RING, one_way_ring())
    a, b = place(RING[0]), place(RING[1])
    assert minutes_to_nearest(network, a, b).minutes[0] == pytest.approx(1.0)
    assert minutes_to_nearest(network, b, a).minutes[0] == pytest.approx(3.0)
    assert minutes_from_nearest(network, a, b).minutes[0] == pytest.approx(1.0)
    assert minutes_from_nearest(network, b, a).minutes[0] == pytest.approx(3.0)


def test_of_two_parallel_roads_the_quicker_is_taken(catalogue: Catalogue) -> None:
    roads = [Road(0, 1, limit=60, length=3000.0), Road(0, 1, limit=60, length=1200.0), Road(1, 2)]
    network = network_of(plain(catalogue), LINE[:3], roads)
    assert minutes_to_each(network, place(LINE[0]), place(LINE[1]))[0, 0] == pytest.approx(1.2)
    tree = search_to(network, snap(network, place(LINE[1])).node)
    metres = network.road_map.edges.length[:, None]
    assert sum_along(network, tree, np.array([0]), metres)[0, 0] == pytest.approx(1200.0)


def test_a_place_far_from_any_road_is_blank_and_says_so(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue, road_snap_metres=500.0), LINE[:2], [Road(0, 1)])
    found = minutes_to_nearest(network, place((0.0, 499.0), (0.0, 501.0)), place(LINE[1]))
    assert found.gaps == (None, Gap.OUTSIDE_MAP)
    assert (np.isnan(found.minutes).tolist(), found.goal.tolist()) == ([False, True], [0, -1])


def test_without_a_goal_on_the_map_everything_is_blank_and_says_so(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue), LINE[:2], [Road(0, 1)])
    off = place((90_000.0, 0.0))
    for find in (minutes_to_nearest, minutes_from_nearest):
        origins, goals = (place(LINE[0], (80_000.0, 0.0)), off)
        found = find(network, origins, goals) if find is minutes_to_nearest else find(network, goals, origins)
        assert found.gaps == (Gap.NO_GOAL, Gap.OUTSIDE_MAP)
        assert np.isnan(found.minutes).all()
        assert found.goal.tolist() == [-1, -1]


def test_a_goal_off_the_map_does_not_shift_the_rows_of_the_others(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue), LINE[:2], [Road(0, 1)])
    goals = place((90_000.0, 0.0), LINE[1], LINE[0])
    assert minutes_to_nearest(network, place(LINE[0], LINE[1]), goals).goal.tolist() == [2, 1]
    assert np.isnan(minutes_to_each(network, place(LINE[0]), goals)).tolist() == [[True, False, False]]


def test_points_are_put_on_the_largest_part_where_one_can_go_and_come_back(catalogue: Catalogue) -> None:
    """A lone road and a dead end one way out lie nearer, but one could not leave them or not come there."""
    nodes = [*RING, (-50.0, 0.0), (5000.0, 0.0), (5100.0, 0.0)]
    roads = [*one_way_ring(), Road(4, 0, car=FORTH), Road(5, 6)]
    network = network_of(plain(catalogue), nodes, roads)
    assert sorted(network.nodes.tolist()) == [0, 1, 2, 3]
    found = snap(network, place((-50.0, 0.0), (5000.0, 0.0)))
    assert (found.node.tolist(), found.joined.tolist()) == ([0, 5], [True, False])


ISLE = [*LINE, (0.0, 3000.0), (1000.0, 3000.0), (2000.0, 3000.0), (3000.0, 3000.0), (4000.0, 3000.0)]
APART = [Road(0, 1), Road(1, 2), Road(2, 3), Road(4, 5), Road(5, 6), Road(6, 7), Road(7, 8)]


def test_between_roads_that_do_not_join_there_is_no_time_and_the_reason_is_told(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue, road_snap_metres=500.0), ISLE, APART)
    found = minutes_to_nearest(network, place(LINE[0], ISLE[5]), place(ISLE[4]))
    assert (np.isnan(found.minutes).tolist(), found.gaps) == ([True, False], (Gap.NOT_JOINED, None))
    table = minutes_to_each(network, place(LINE[0], ISLE[5]), place(ISLE[4], LINE[3]))
    assert np.isnan(table).tolist() == [[True, False], [False, True]]


def test_the_main_roads_are_those_where_the_people_live_however_many_others_there_are(catalogue: Catalogue) -> None:
    values, road_map = plain(catalogue, road_snap_metres=500.0), make_map(ISLE, APART)
    homes, people = place(LINE[0], ISLE[4]), np.array([51.0, 49.0])
    assert make_car_network(values, road_map).nodes.tolist() == [4, 5, 6, 7, 8]
    assert make_car_network(values, road_map, homes, people).nodes.tolist() == [0, 1, 2, 3]
    assert make_car_network(values, road_map, homes, np.zeros(2)).nodes.tolist() == [4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("metres", "gap"),
    [
        ((1500.0, 100.0), None),
        ((1500.0, 2900.0), Gap.NOT_JOINED),
        ((1500.0, 1500.0), Gap.FAR_FROM_ROAD),
        ((1500.0, 3600.0), Gap.OUTSIDE_MAP),
        ((90_000.0, 0.0), Gap.OUTSIDE_MAP),
    ],
)
def test_why_a_place_has_no_time_is_one_of_three_reasons(
    metres: tuple[float, float], gap: Gap | None, catalogue: Catalogue
) -> None:
    values = plain(catalogue, road_snap_metres=550.0)
    network = make_car_network(values, make_map(ISLE, APART), place(LINE[0]), np.ones(1))
    assert snap(network, place(metres)).gaps == (gap,)


def test_a_place_amid_the_map_but_far_from_all_its_roads_lies_outside_it(catalogue: Catalogue) -> None:
    """A county is no convex shape: its neighbour may lie within its outer corners."""
    corners = [(0.0, 0.0), (90_000.0, 0.0), (90_000.0, 90_000.0), (0.0, 90_000.0)]
    ring = [Road(0, 1), Road(1, 2), Road(2, 3), Road(3, 0)]
    near, far = plain(catalogue, map_edge_km=100.0), plain(catalogue, map_edge_km=10.0)
    middle = place((45_000.0, 45_000.0))
    assert snap(network_of(near, corners, ring), middle).gaps == (Gap.FAR_FROM_ROAD,)
    assert snap(network_of(far, corners, ring), middle).gaps == (Gap.OUTSIDE_MAP,)


def test_who_cannot_get_there_is_left_out_of_the_last_kilometres(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue), ISLE, APART)
    (point,) = place(ISLE[8])
    told = describe_last_kilometres(network, tuple(point), place(ISLE[4], LINE[0]), np.array([3.0, 2.0]), 1.0)
    assert (told.people, told.left_out, told.gap) == (3.0, 2.0, None)
    assert np.isnan(
        mean_minutes_to_sites(plain(catalogue), network, place(ISLE[4], LINE[0]), np.ones(2), place(LINE[2]))
    ).all()


graphs = st.integers(2, 7).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.integers(1, 40)).filter(
                lambda road: road[0] != road[1]
            ),
            min_size=1,
            max_size=18,
        ),
    )
)


def random_network(count: int, roads: list[tuple[int, int, int]]) -> Network:
    """A network with costs of its own, one way each."""
    nodes = [(2000.0 * row, 300.0 * row * row) for row in range(count)]
    drawn = make_map(nodes, [Road(one, other, car=FORTH, bicycle=NEITHER) for one, other, _ in roads])
    costs = np.array([float(cost) for _, _, cost in roads])
    return make_network(drawn, drawn.edges.car, costs, Reach(100.0, 10_000.0))


def floyd_warshall(count: int, roads: list[tuple[int, int, int]]) -> Floats:
    """Costs between all nodes by the plainest algorithm there is."""
    table = np.full((count, count), np.inf)
    np.fill_diagonal(table, 0.0)
    for one, other, cost in roads:
        table[one, other] = min(table[one, other], cost)
    for middle in range(count):
        for one in range(count):
            for other in range(count):
                table[one, other] = min(table[one, other], table[one, middle] + table[middle, other])
    return table


@given(graph=graphs, data=st.data())
@settings(max_examples=150)
def test_costs_are_those_of_floyd_and_warshall(
    graph: tuple[int, list[tuple[int, int, int]]], data: st.DataObject
) -> None:
    count, roads = graph
    goals = data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=3))
    network, table = random_network(count, roads), floyd_warshall(count, roads)
    tree = search_to(network, np.array(goals, dtype=np.int64))
    np.testing.assert_allclose(tree.cost, table[:, goals].min(axis=1))
    for node in range(count):
        if np.isfinite(tree.cost[node]):
            assert table[node, goals[tree.goal[node]]] == tree.cost[node]
            assert (tree.arc[node] == -1) == (node in goals)
        else:
            assert (tree.goal[node], tree.arc[node]) == (-1, -1)


@given(graph=graphs)
def test_what_is_added_up_along_a_route_is_its_cost(graph: tuple[int, list[tuple[int, int, int]]]) -> None:
    count, roads = graph
    network = random_network(count, roads)
    costs = np.array([float(cost) for _, _, cost in roads])[:, None]
    tree = search_to(network, np.array([0]))
    starts = np.flatnonzero(np.isfinite(tree.cost))
    np.testing.assert_allclose(sum_along(network, tree, starts, costs)[:, 0], tree.cost[starts])


@given(graph=graphs, seed=st.integers(0, 99))
def test_times_from_the_nearest_and_order_of_points(graph: tuple[int, list[tuple[int, int, int]]], seed: int) -> None:
    count, roads = graph
    back = [(other, one, cost + 1) for one, other, cost in roads]
    network, table = random_network(count, roads + back), floyd_warshall(count, roads + back)
    rows, rng = network.nodes, np.random.default_rng(seed)
    points, stations = network.road_map.points[rows], network.road_map.points[rows[:2]]
    found = minutes_from_nearest(network, stations, points)
    np.testing.assert_allclose(found.minutes, table[np.ix_(rows[:2], rows)].min(axis=0), atol=1e-6)
    np.testing.assert_allclose(minutes_to_each(network, points, points), table[np.ix_(rows, rows)], atol=1e-6)
    mixed = rng.permutation(len(rows))
    np.testing.assert_array_equal(minutes_from_nearest(network, stations, points[mixed]).minutes, found.minutes[mixed])
    np.testing.assert_allclose(minutes_from_nearest(network, stations[::-1], points).minutes, found.minutes)


def test_minutes_to_a_site_are_the_mean_of_those_who_can_come_with_the_time_at_both_ends(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue, road_snap_metres=400.0), LINE, [Road(row, row + 1) for row in range(3)])
    origins, people = place(LINE[0], LINE[2], (0.0, 9000.0)), np.array([100.0, 300.0, 5000.0])
    values = plain(catalogue, road_end_minutes=2.0)
    found = mean_minutes_to_sites(values, network, origins, people, place(LINE[3], (0.0, 9000.0)))
    assert found[0] == pytest.approx((100 * 3 + 300 * 1) / 400 + 2.0, abs=1e-3)
    assert np.isnan(found[1])


def last_road() -> list[Road]:
    """Dark gravel, then a lit street, then an unmarked yard at the site."""
    return [
        Road(0, 1, "tertiary", limit=70, length=1000.0, surface=Surface.UNPAVED, light=Light.UNLIT),
        Road(1, 2, "residential", limit=30, length=1000.0, light=Light.LIT),
        Road(2, 3, "service", limit=0, length=500.0, surface=Surface.UNKNOWN),
    ]


def test_the_last_kilometres_are_told_by_kind_of_road_weighted_by_those_who_come(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue), LINE, last_road())
    people = np.array([30.0, 10.0])
    told = describe_last_kilometres(network, tuple(place(LINE[3])[0]), place(LINE[0], LINE[1]), people, 2.0)
    metres = {stretch.road_class: stretch.metres for stretch in told.stretches}
    assert metres == {"residential": pytest.approx(1000.0), "service": pytest.approx(500.0), "tertiary": 375.0}
    first = told.stretches[0]
    assert (first.surface, first.limit, first.light) == (Surface.PAVED, 30, Light.LIT)
    assert (told.stretches[1].limit, told.stretches[1].surface) == (None, Surface.UNKNOWN)
    assert sum(stretch.share for stretch in told.stretches) == pytest.approx(1.0)
    assert (told.people, told.left_out, told.gap) == (40.0, 0.0, None)


@pytest.mark.parametrize("km", [0.2, 0.5, 1.0, 2.2, 9.0])
def test_the_last_stretches_add_up_to_the_kilometres_asked_for_or_the_whole_way(
    km: float, catalogue: Catalogue
) -> None:
    network = network_of(plain(catalogue), LINE, last_road())
    told = describe_last_kilometres(network, tuple(place(LINE[3])[0]), place(LINE[0]), np.ones(1), km)
    assert sum(stretch.metres for stretch in told.stretches) == pytest.approx(min(km * 1000.0, 2500.0))


def test_the_last_kilometres_are_those_driven_towards_the_site(catalogue: Catalogue) -> None:
    """One way round, the last road before the site is not the one that leaves it."""
    kinds = ("primary", "secondary", "tertiary", "residential")
    roads = [replace(road, kind=kind) for road, kind in zip(one_way_ring(), kinds, strict=True)]
    network = network_of(plain(catalogue), RING, roads)
    told = describe_last_kilometres(network, tuple(place(RING[0])[0]), place(RING[1]), np.ones(1), 1.0)
    assert [stretch.road_class for stretch in told.stretches] == ["residential"]


def test_the_last_kilometres_say_why_there_is_nothing_to_tell(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue), LINE, last_road())
    off, site = place((0.0, 50_000.0)), tuple(place(LINE[3])[0])
    assert describe_last_kilometres(network, tuple(off[0]), place(LINE[0]), np.ones(1), 1.0).gap is Gap.NO_GOAL
    told = describe_last_kilometres(network, site, off, np.array([7.0]), 1.0)
    assert (told.gap, told.people, told.left_out) == (Gap.NOBODY_COMES, 0.0, 7.0)


def test_a_road_only_for_bicycles_carries_no_car(catalogue: Catalogue) -> None:
    roads = [Road(0, 1), Road(1, 2), Road(0, 2, "cycleway", length=1.0, car=NEITHER, bicycle=BOTH)]
    network = network_of(plain(catalogue), LINE[:3], roads)
    assert minutes_to_each(network, place(LINE[0]), place(LINE[2]))[0, 0] == pytest.approx(2.0, abs=1e-3)


def test_metres_on_the_ground(catalogue: Catalogue) -> None:
    network = network_of(plain(catalogue), LINE[:2], [Road(0, 1)])
    away: npt.NDArray[np.float64] = snap(network, place((300.0, 400.0))).metres
    assert away[0] == pytest.approx(500.0, abs=0.1)
