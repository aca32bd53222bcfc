"""Cycling to workplaces over made-up maps, and where in a locality people are taken to live."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.made_roads import BACK, BOTH, FORTH, NEITHER, Road, make_map, place, with_values
from samspel.catalogue.loading import Catalogue
from samspel.reach.cycling import (
    CycleReach,
    CycleRoutes,
    describe_cycle_routes,
    find_cycleways,
    find_sheltered,
    make_cycle_networks,
    share_sheltered,
    summarise_cycling,
)
from samspel.reach.road_map import ROAD_CLASSES, Cycleway, Gap, Light, Surface
from samspel.reach.street_homes import spread_people

SITE, HOME = (0.0, 0.0), (3000.0, 0.0)


def town(
    lane: Road | None = None, exposed: float = 3000.0, detour: float = 4000.0
) -> tuple[list[tuple[float, float]], list[Road]]:
    """A main road straight from home to the site, and a cycleway round about it."""
    nodes = [SITE, HOME, (1500.0, 1000.0)]
    roads = [
        Road(0, 1, "primary", limit=70, length=exposed, light=Light.LIT),
        Road(0, 2, "cycleway", limit=0, length=detour / 2, car=NEITHER, light=Light.UNLIT, surface=Surface.UNPAVED),
        Road(2, 1, "cycleway", limit=0, length=detour / 2, car=NEITHER, light=Light.LIT, surface=Surface.PAVED),
    ]
    return nodes, [*roads, *([lane] if lane else [])]


def ask(
    catalogue: Catalogue,
    nodes: Sequence[tuple[float, float]],
    roads: Sequence[Road],
    *origins: tuple[float, float],
    site: tuple[float, float] = SITE,
) -> CycleRoutes:
    networks = make_cycle_networks(catalogue, make_map(nodes, roads))
    return describe_cycle_routes(catalogue, networks, tuple(place(site)[0]), place(*origins))


@pytest.fixture
def values(catalogue: Catalogue) -> Catalogue:
    """Fifteen kilometres an hour: a kilometre in four minutes."""
    settled = {"cycle_speed_kmh": 15.0, "cycle_limit_minutes": 30.0, "cycle_snap_metres": 300.0}
    return with_values(catalogue, **settled, cycle_quiet_kmh=30.0, cycle_exposed_metres=300.0, cycle_detour_factor=10.0)


def test_the_quickest_route_is_described_even_where_a_sheltered_one_is_found(values: Catalogue) -> None:
    routes = ask(values, *town(), HOME)
    assert (routes.minutes[0], routes.metres[0]) == (pytest.approx(12.0), pytest.approx(3000.0))
    assert routes.by_class[0, ROAD_CLASSES.index("primary")] == pytest.approx(3000.0)
    assert (routes.on_cycleway[0], routes.sheltered.tolist(), routes.gaps) == (0.0, [True], (None,))


def test_a_short_cut_for_bicycles_is_taken_and_split_by_light_and_surface(values: Catalogue) -> None:
    routes = ask(values, *town(detour=2800.0), HOME)
    told = summarise_cycling(values, routes, np.array([50.0]))
    assert routes.minutes[0] == pytest.approx(2.8 * 4)
    assert told.cycleway_share == pytest.approx(100.0)
    assert told.by_class == {"cycleway": pytest.approx(100.0)}
    assert told.by_light == {Light.UNKNOWN: 0.0, Light.LIT: pytest.approx(50.0), Light.UNLIT: pytest.approx(50.0)}
    paved = {Surface.UNKNOWN: 0.0, Surface.PAVED: pytest.approx(50.0), Surface.UNPAVED: pytest.approx(50.0)}
    assert told.by_surface == paved


def test_shares_are_of_the_metres_that_people_travel(values: Catalogue) -> None:
    """Forty people ride a kilometre of cycleway, ten of them first two on the road."""
    nodes = [SITE, (1000.0, 0.0), HOME]
    roads = [Road(0, 1, "cycleway", length=1000.0, light=Light.LIT), Road(1, 2, "tertiary", length=2000.0)]
    told = summarise_cycling(values, ask(values, nodes, roads, nodes[1], HOME), np.array([30.0, 10.0]))
    assert told.cycleway_share == pytest.approx(100 * 40 / 60)
    assert told.by_light[Light.UNKNOWN] == pytest.approx(100 * 20 / 60)
    assert list(told.by_class) == ["cycleway", "tertiary"]
    assert (told.people, told.within, told.within_share) == (40.0, 40.0, 100.0)


@pytest.mark.parametrize(
    ("detour", "limit", "exposed", "sheltered"),
    [
        (4000.0, 30.0, 3000.0, True),
        (8000.0, 30.0, 3000.0, False),
        (8000.0, 40.0, 3000.0, True),
        (4000.0, 15.0, 3000.0, False),
        (4000.0, 30.0, 250.0, True),
        (4000.0, 30.0, 350.0, False),
    ],
)
def test_a_sheltered_route_keeps_the_time_and_all_but_the_last_metres_off_other_roads(
    detour: float, limit: float, exposed: float, sheltered: bool, values: Catalogue
) -> None:
    """With 350 m of road the detour of four kilometres is longer than ten times the road, so nobody takes it."""
    settled = with_values(values, cycle_limit_minutes=limit)
    assert ask(settled, *town(exposed=exposed, detour=detour), HOME).sheltered.tolist() == [sheltered]


def test_nobody_without_a_cycleway_or_a_quiet_street_has_a_sheltered_route(values: Catalogue) -> None:
    nodes = [SITE, HOME]
    for limit, sheltered in ((30, True), (40, False), (0, False)):
        routes = ask(values, nodes, [Road(0, 1, "residential", limit=limit, length=3000.0)], HOME)
        assert routes.sheltered.tolist() == [sheltered], limit


@pytest.mark.parametrize(
    ("road", "cycleway", "sheltered"),
    [
        (Road(0, 1, "cycleway", limit=0), True, True),
        (Road(0, 1, "path", limit=0), True, True),
        (Road(0, 1, "primary", limit=70, cycleway=Cycleway.TRACK), True, True),
        (Road(0, 1, "primary", limit=70, cycleway=Cycleway.LANE), False, False),
        (Road(0, 1, "living_street", limit=0), False, True),
        (Road(0, 1, "track", limit=0), False, False),
        (Road(0, 1, "tertiary", limit=30), False, True),
        (Road(0, 1, "tertiary", limit=31), False, False),
    ],
)
def test_what_counts_as_a_cycleway_and_as_sheltered(
    road: Road, cycleway: bool, sheltered: bool, values: Catalogue
) -> None:
    edges = make_map([SITE, HOME], [road]).edges
    assert find_cycleways(edges).tolist() == [cycleway] * 2
    assert find_sheltered(values, edges).tolist() == [sheltered] * 2


def test_only_those_within_the_time_are_counted_and_exactly_at_it_is_within(values: Catalogue) -> None:
    nodes = [SITE, (7500.0, 0.0), (7600.0, 0.0)]
    roads = [Road(0, 1, "cycleway", length=7500.0), Road(1, 2, "cycleway", length=100.0)]
    told = summarise_cycling(values, ask(values, nodes, roads, *nodes[1:]), np.array([3.0, 9.0]))
    assert (told.people, told.within, told.sheltered, told.within_share) == (12.0, 3.0, 3.0, 25.0)


def test_the_way_to_work_is_ridden_in_its_own_direction(values: Catalogue) -> None:
    """The short road is one way from the site, so the way there is the long one."""
    nodes = [SITE, HOME, (1500.0, 900.0)]
    roads = [Road(0, 1, length=3000.0, bicycle=FORTH), Road(0, 2, length=2500.0), Road(2, 1, length=2500.0)]
    assert ask(values, nodes, roads, HOME).metres[0] == pytest.approx(5000.0)
    there = [replace(roads[0], bicycle=BACK), *roads[1:]]
    assert ask(values, nodes, there, HOME).metres[0] == pytest.approx(3000.0)


def test_a_road_closed_to_bicycles_is_not_ridden(values: Catalogue) -> None:
    nodes, roads = town()
    routes = ask(values, nodes, [replace(roads[0], bicycle=NEITHER), *roads[1:]], HOME)
    assert routes.metres[0] == pytest.approx(4000.0)


def test_a_home_far_from_any_way_is_blank_and_counts_among_the_people(values: Catalogue) -> None:
    routes = ask(values, *town(), HOME, (3000.0, 2000.0))
    told = summarise_cycling(values, routes, np.array([10.0, 30.0]))
    assert routes.gaps == (None, Gap.OUTSIDE_MAP)
    assert np.isnan(routes.minutes[1])
    assert (told.people, told.within, told.within_share) == (40.0, 10.0, 25.0)
    assert told.by_light[Light.LIT] == pytest.approx(100.0)


def test_a_site_off_the_map_and_a_site_with_nobody_near_say_so(values: Catalogue) -> None:
    off = ask(values, *town(), HOME, site=(0.0, 60_000.0))
    assert off.gaps == (Gap.NO_GOAL,)
    told = summarise_cycling(values, off, np.array([10.0]))
    assert (told.gap, told.within, told.cycleway_share, told.by_class) == (Gap.NO_GOAL, 0.0, None, {})
    hurried = with_values(values, cycle_limit_minutes=1.0)
    told = summarise_cycling(hurried, ask(hurried, *town(), HOME), np.array([10.0]))
    assert (told.gap, told.within_share) == (Gap.NOBODY_COMES, 0.0)


def test_those_who_live_at_the_site_are_within_reach_though_they_ride_nowhere(values: Catalogue) -> None:
    told = summarise_cycling(values, ask(values, *town(), SITE), np.array([4.0]))
    assert (told.within, told.sheltered, told.gap, told.cycleway_share) == (4.0, 4.0, None, None)


def reach(within: float, sheltered: float) -> CycleReach:
    return CycleReach(
        people=100.0,
        within=within,
        sheltered=sheltered,
        cycleway_share=None,
        by_light={},
        by_surface={},
        by_class={},
        gap=None,
    )


def test_the_share_of_a_municipality_counts_people_once_for_every_site_within_reach() -> None:
    assert share_sheltered((reach(100.0, 90.0), reach(100.0, 10.0), reach(0.0, 0.0))) == pytest.approx(50.0)
    assert share_sheltered((reach(0.0, 0.0),)) is None


roads_of_town = st.lists(
    st.builds(
        Road,
        one=st.integers(0, 4),
        other=st.integers(5, 8),
        kind=st.sampled_from(["cycleway", "primary", "residential", "track", "living_street"]),
        limit=st.sampled_from([0, 30, 70]),
        length=st.floats(100.0, 4000.0),
        surface=st.sampled_from(Surface),
        light=st.sampled_from(Light),
        bicycle=st.sampled_from([BOTH, FORTH, BACK]),
    ),
    min_size=1,
    max_size=15,
)


@given(roads=roads_of_town, people=st.lists(st.floats(0.0, 100.0), min_size=9, max_size=9))
@settings(max_examples=60)
def test_shares_add_up_and_a_stricter_rule_never_shelters_more(
    catalogue: Catalogue, roads: list[Road], people: list[float]
) -> None:
    nodes = [(1000.0 * (row % 3), 1000.0 * (row // 3)) for row in range(9)]
    routes = ask(catalogue, nodes, roads, *nodes, site=nodes[roads[0].one])
    told = summarise_cycling(catalogue, routes, np.array(people))
    whole = None if told.cycleway_share is None else 100.0
    for shares in (told.by_light, told.by_surface, told.by_class):
        assert (sum(shares.values()) if shares else None) == pytest.approx(whole)
    assert told.sheltered <= told.within + 1e-9
    assert told.within <= told.people + 1e-9
    reached = ~np.isnan(routes.metres)
    np.testing.assert_allclose(routes.by_class[reached].sum(axis=1), routes.metres[reached], atol=1e-6)
    strict = ask(with_values(catalogue, cycle_exposed_metres=0.0), nodes, roads, *nodes, site=nodes[roads[0].one])
    assert not (strict.sheltered & ~routes.sheltered).any()


def test_people_are_spread_evenly_over_the_residential_streets_of_their_locality(catalogue: Catalogue) -> None:
    nodes = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0), (5000.0, 0.0)]
    roads = [Road(0, 1, "residential"), Road(1, 2, "living_street"), Road(2, 3, "primary")]
    road_map = make_map(nodes, roads)
    hectares = np.array([np.pi * 250.0**2 / 10_000.0, 1.0])
    homes = spread_people(catalogue, road_map, place((0.0, 0.0), (5000.0, 0.0)), np.array([90.0, 7.0]), hectares)
    assert (homes.people.tolist(), homes.locality.tolist()) == ([30.0, 30.0, 30.0, 7.0], [0, 0, 0, 1])
    np.testing.assert_allclose(homes.points, place(*nodes))


def test_no_more_homes_than_stated_and_nobody_is_lost(catalogue: Catalogue) -> None:
    nodes = [(10.0 * row, 0.0) for row in range(50)]
    road_map = make_map(nodes, [Road(row, row + 1, "residential") for row in range(49)])
    few = with_values(catalogue, homes_per_locality=7.0)
    homes = spread_people(few, road_map, place((250.0, 0.0)), np.array([1000.0]), np.array([100.0]))
    assert len(homes.people) == 7
    assert homes.people.sum() == pytest.approx(1000.0)
    assert homes.points[0, 1] < homes.points[-1, 1]
