"""The plane of maps: the projection against control points, and outlines that become short paths."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing.drawn import read_path
from samspel.drawing import plane
from samspel.drawing.plane import GRAIN, bound_points, bound_rings, fit_bounds, is_seen, project, write_rings
from samspel.drawing.svg import Box

# Latitude, longitude, northing, easting: Lantmäteriet, Kontrollpunkter för SWEREF 99 TM, 2007-11-20.
CONTROL_POINTS = [
    (55.0, 12.75, 6_097_106.672, 356_083.438),
    (55.0, 14.25, 6_095_048.642, 452_024.069),
    (57.0, 12.75, 6_319_636.937, 363_331.554),
    (57.0, 19.50, 6_326_392.707, 773_251.054),
    (59.0, 11.25, 6_546_096.724, 284_626.066),
    (59.0, 19.50, 6_548_757.206, 758_410.519),
    (61.0, 12.75, 6_764_877.311, 378_323.440),
    (61.0, 18.75, 6_768_593.345, 702_745.127),
    (63.0, 12.00, 6_989_134.048, 348_083.148),
    (63.0, 19.50, 6_993_565.630, 727_798.671),
    (65.0, 13.50, 7_209_293.753, 429_270.201),
    (65.0, 21.75, 7_225_449.115, 817_833.405),
    (67.0, 16.50, 7_432_168.174, 565_398.458),
    (67.0, 24.00, 7_459_745.672, 891_298.142),
    (69.0, 21.00, 7_666_089.698, 739_639.195),
]
PAPER = Box(0.0, 0.0, 200.0, 100.0)
corners = st.lists(st.tuples(st.floats(3e5, 9e5), st.floats(6.2e6, 7.6e6)), min_size=3, max_size=20)


@pytest.mark.parametrize(("lat", "lon", "north", "east"), CONTROL_POINTS)
def test_projection_meets_the_control_points(lat: float, lon: float, north: float, east: float) -> None:
    assert project(lat, lon) == pytest.approx((east, north), abs=0.002, rel=0)


def test_projection_on_the_central_meridian() -> None:
    assert project(62.0, 15.0)[0] == 500_000.0
    step = 1e-5
    arc = math.dist(project(62.0, 15.0), project(62.0 + step, 15.0))
    eccentricity = plane.FLATTENING * (2 - plane.FLATTENING)
    curve = plane.SEMI_MAJOR_AXIS * (1 - eccentricity) / (1 - eccentricity * math.sin(math.radians(62.0)) ** 2) ** 1.5
    assert arc / (curve * math.radians(step)) == pytest.approx(0.9996, abs=1e-6)


@given(st.floats(55, 69), st.floats(0, 9))
def test_projection_mirrors_east_and_west(lat: float, away: float) -> None:
    (east, north), (west, other) = project(lat, 15 + away), project(lat, 15 - away)
    assert east - 500_000 == pytest.approx(500_000 - west, abs=1e-6)
    assert north == pytest.approx(other, abs=1e-6)


@given(corners)
def test_what_is_fitted_lies_on_the_paper(points: list[tuple[float, float]]) -> None:
    ring = np.array([*points, points[0]])
    frame = fit_bounds(bound_rings([ring]), PAPER, 5.0, 1000.0)
    laid = frame.lay(ring)
    assert laid.min() >= 5.0 - 1e-6
    assert (laid.max(axis=0) <= np.array([195.0, 95.0]) + 1e-6).all()
    assert is_seen([ring], frame)


@given(corners)
def test_a_path_goes_through_the_points_to_within_half_a_grain(points: list[tuple[float, float]]) -> None:
    ring = np.array([*points, points[0]])
    frame = fit_bounds(bound_rings([ring]), PAPER, 5.0, 1000.0)
    drawn = np.array(read_path(write_rings([ring], frame))) / GRAIN
    for point in frame.lay(ring):
        assert np.abs(drawn - point).max(axis=1).min() <= 0.5 / GRAIN + 1e-6


def test_a_ring_too_small_to_see_is_left_out_unless_it_is_the_only_one() -> None:
    large = np.array([(0.0, 0.0), (9e4, 0.0), (9e4, 9e4), (0.0, 0.0)])
    small = np.array([(5.0, 5.0), (6.0, 5.0), (6.0, 6.0), (5.0, 5.0)])
    frame = fit_bounds(bound_rings([large]), PAPER, 5.0, 1000.0)
    assert write_rings([large, small], frame) == write_rings([large], frame)
    assert write_rings([small], frame).endswith("z")


def test_the_middle_of_the_country_stands_for_nothing() -> None:
    west, south, east, north = bound_points([])
    assert (west, south) == (east, north) == pytest.approx(project(62.0, 15.0))


def test_what_lies_beside_the_paper_is_not_seen() -> None:
    here = np.array([(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)])
    frame = fit_bounds(bound_rings([here]), PAPER, 5.0, 10.0)
    assert not is_seen([here + 1000.0], frame)
