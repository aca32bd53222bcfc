"""Walks to stops and between them, and what the feed says of changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.reach.globe import measure_metres
from samspel.reach.links import Footpaths
from samspel.reach.network import Stops, Transfers
from samspel.reach.scan import NEVER
from samspel.reach.walking import Pace, link_points, link_stops, walk_whole_way
from samspel.terms.arrays import Floats

PACE = Pace(1.25, 1.3, 600)
DEGREE_METRES = 6_371_008.8 * np.pi / 180.0


def make_stops(points: Floats) -> Stops:
    names = tuple(f"S{row}" for row in range(len(points)))
    return Stops(names, names, points)


def make_transfers(*rows: tuple[int, int, int, bool]) -> Transfers:
    table = np.array([row[:3] for row in rows], dtype=np.int32).reshape(-1, 3)
    return Transfers(table[:, 0], table[:, 1], table[:, 2], np.array([row[3] for row in rows], dtype=bool))


def walks(paths: Footpaths) -> dict[tuple[int, int], int]:
    origin = np.repeat(np.arange(len(paths.change)), np.diff(paths.offsets))
    return {(int(a), int(b)): int(s) for a, b, s in zip(origin, paths.target, paths.seconds, strict=True)}


POINTS = np.array([[60.0, 17.0], [60.0 + 300 / DEGREE_METRES, 17.0], [60.0 + 5000 / DEGREE_METRES, 17.0]])


def test_metres_are_those_of_the_great_circle() -> None:
    one, other = np.array([60.0, 17.0]), np.array([60.0, 18.0])
    assert measure_metres(one, one + np.array([1.0, 0.0])) == pytest.approx(DEGREE_METRES)
    assert measure_metres(one, other) == pytest.approx(DEGREE_METRES * 0.5, rel=1e-4)


points = st.lists(st.tuples(st.floats(59.99, 60.01), st.floats(16.98, 17.02)), min_size=1, max_size=12)


@given(points, points)
def test_links_are_all_pairs_within_reach_and_no_others(
    homes: list[tuple[float, float]], stops: list[tuple[float, float]]
) -> None:
    links = link_points(np.array(homes), make_stops(np.array(stops)), PACE)
    for row, home in enumerate(homes):
        span = slice(links.offsets[row], links.offsets[row + 1])
        found = dict(zip(links.stop[span].tolist(), links.seconds[span].tolist(), strict=True))
        for stop, point in enumerate(stops):
            metres = float(measure_metres(np.array(home), np.array(point)))
            seconds = metres * PACE.detour / PACE.metres_per_second
            is_at_the_limit = abs(seconds - PACE.longest_seconds) <= 0.1
            assert is_at_the_limit or (stop in found) == (seconds < PACE.longest_seconds)
            assert found.get(stop, seconds) == pytest.approx(seconds, abs=1.001)


def test_a_stop_without_a_point_is_never_walked_to() -> None:
    stops = make_stops(np.array([[60.0, 17.0], [np.nan, np.nan]]))
    assert link_points(np.array([[60.0, 17.0]]), stops, PACE).stop.tolist() == [0]
    assert walks(link_stops(stops, make_transfers(), PACE, 120)) == {}


def test_who_lives_too_far_away_never_walks_the_whole_way() -> None:
    assert walk_whole_way(POINTS, POINTS[0], PACE).tolist() == [0, 312, NEVER]


def test_near_stops_are_walked_between_both_ways_and_never_quicker_than_a_change() -> None:
    assert walks(link_stops(make_stops(POINTS), make_transfers(), PACE, 120)) == {(0, 1): 312, (1, 0): 312}
    assert walks(link_stops(make_stops(POINTS), make_transfers(), PACE, 400)) == {(0, 1): 400, (1, 0): 400}


def test_a_least_time_of_the_feed_goes_before_the_walk_and_holds_one_way() -> None:
    paths = link_stops(make_stops(POINTS), make_transfers((0, 1, 60, True), (0, 2, 900, True)), PACE, 120)
    assert walks(paths) == {(0, 1): 60, (1, 0): 312, (0, 2): 900}


def test_a_change_the_feed_forbids_has_no_walk() -> None:
    paths = link_stops(make_stops(POINTS), make_transfers((0, 1, 0, False), (2, 2, 0, False)), PACE, 120)
    assert walks(paths) == {(1, 0): 312}
    assert paths.change.tolist()[:2] == [120, 120]
    assert paths.change[2] > 10**8


def test_a_least_time_at_one_stop_is_its_change() -> None:
    paths = link_stops(make_stops(POINTS), make_transfers((1, 1, 240, True)), PACE, 120)
    assert paths.change.tolist() == [120, 240, 120]


def test_mirrored_footpaths_are_the_same_walks_the_other_way() -> None:
    paths = link_stops(make_stops(POINTS), make_transfers((0, 2, 900, True)), PACE, 120)
    turned = {(end, start): seconds for (start, end), seconds in walks(paths).items()}
    assert walks(paths.mirrored) == turned
    assert walks(paths.mirrored.mirrored) == walks(paths)
