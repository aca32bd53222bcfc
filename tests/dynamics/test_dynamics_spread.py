"""Bands in layers: quantiles against known distributions, misses that depend on size and group, and CRPS."""

from statistics import NormalDist

import numpy as np
import pytest

from samspel.dynamics.spread import KNOTS, LEVELS, Layers, join_layers, learn_layers, score_crps, spread_pace

NORMAL = np.array([NormalDist().inv_cdf((point + 0.5) / KNOTS) for point in range(KNOTS)])


def test_two_normal_layers_are_one_wider_one() -> None:
    """The sum of two independent normal misses, of 3 and 4 per cent, is one of 5."""
    joined = join_layers(Layers(np.array([0.03]), NORMAL), 0.04, NORMAL)[0]
    wanted = [0.05 * NormalDist().inv_cdf(level) for level in LEVELS]
    assert joined == pytest.approx(wanted, abs=0.006)
    assert (np.diff(joined) >= 0.0).all()


def test_small_places_and_an_unruly_group_get_wider_layers() -> None:
    generator, places = np.random.default_rng(5), 400
    sizes = np.where(np.arange(places) % 2 == 0, 2_000.0, 50_000.0)
    groups = (np.arange(places) >= 200).astype(np.int64)
    usual = np.where(sizes < 10_000, 0.03, 0.01) * np.where(groups == 1, 1.5, 1.0)
    missed = usual * generator.normal(size=(20, places)) + generator.normal(size=(20, 1))
    found = learn_layers(missed, np.tile(sizes, (20, 1)), groups, sizes, weight=200, largest_from=0.95)
    ends = found.scale[:, None] * found.shape[[2, -3]]
    local = missed - np.median(missed, axis=1, keepdims=True)
    inside = (local > ends[:, 0]) & (local < ends[:, 1])
    assert inside.mean() == pytest.approx(0.78, abs=0.04)
    for wanted in (sizes < 10_000, sizes > 10_000, groups == 0, groups == 1):
        assert inside[:, wanted].mean() == pytest.approx(inside.mean(), abs=0.04)


def test_a_pace_that_wanders_adds_up() -> None:
    """Against a simulation: the pace takes a step of spread 0.002 each year, and stays."""
    steps = np.random.default_rng(7).normal(scale=0.002, size=(20_000, 10))
    country = steps.cumsum(axis=1).cumsum(axis=1).std(axis=0)
    assert spread_pace(np.full(8, 0.002), 10) == pytest.approx(country, rel=0.03)


def test_crps_of_a_point_is_the_error_and_a_truthful_band_scores_best() -> None:
    point = np.full((1, len(LEVELS)), 3.0)
    assert score_crps(point, np.array([5.0])) == pytest.approx([2.0])
    seen = np.random.default_rng(11).normal(size=4000)
    quantiles = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
    honest, narrow, wide = (score_crps(np.tile(width * quantiles, (4000, 1)), seen).mean() for width in (1.0, 0.5, 2.0))
    assert honest < min(narrow, wide)
    assert honest == pytest.approx(0.564, abs=0.03), "1/sqrt(pi)"
