"""Cohorts of many places: ages out of bands, and people who only grow older, are born, die and move as they did."""

import numpy as np
import pytest

from samspel.dynamics.cohorts import Seen, Shapes, grow_cohorts, lean_ages, spread_ages

AGES = np.arange(101)
EDGES = ((0, 19), (20, 64), (65, 100))
SHAPES = Shapes(
    death=np.exp(0.11 * (AGES - 70.0)),
    birth=np.where((AGES >= 20) & (AGES < 40), 0.5, 0.0),
    moving_out=np.ones(101),
    moving_in=np.ones(101),
    shrinkage=100.0,
)


def seen(**changes: float) -> Seen:
    numbers = {"births": 100.0, "deaths": 100.0, "moved_out": 300.0, "growth": 0.0, "natural": 0.0} | changes
    return Seen(**{name: np.full(2, value) for name, value in numbers.items()}, years=10)


@pytest.fixture
def ages() -> np.ndarray:
    groups = np.array([[2000.0, 1000.0], [5000.0, 6000.0], [3000.0, 3000.0]])
    return spread_ages(groups, EDGES, 0.01 * SHAPES.death)


def test_the_bands_keep_their_people_and_the_old_are_fewer(ages: np.ndarray) -> None:
    assert ages[:, :20].sum(axis=1) == pytest.approx([2000.0, 1000.0])
    assert ages[:, 65:].sum(axis=1) == pytest.approx([3000.0, 3000.0])
    assert (np.diff(ages[:, 65:], axis=1) < 0.0).all()


def test_the_mean_age_leans_one_band_alone(ages: np.ndarray) -> None:
    mean = ages @ AGES / ages.sum(axis=1)
    older = lean_ages(ages, mean + np.array([1.0, np.nan]), 20, 64)
    assert older.sum() == pytest.approx(ages.sum())
    assert older[:, 65:] == pytest.approx(ages[:, 65:])
    assert (older @ AGES / older.sum(axis=1))[0] == pytest.approx(mean[0] + 1.0, abs=0.15)
    assert older[1] == pytest.approx(ages[1]), "where no mean age is known nothing leans"


def test_the_first_year_goes_on_as_it_was(ages: np.ndarray) -> None:
    """Births less deaths and net moving of the first year are those that were seen."""
    still = grow_cohorts(ages, seen(), SHAPES, 1)[:, 0]
    grown = grow_cohorts(ages, seen(growth=50.0), SHAPES, 1)[:, 0]
    assert still.sum() == pytest.approx(ages.sum(), rel=2e-3)
    assert grown - still == pytest.approx([50.0, 50.0])


def test_what_is_not_known_is_the_countrys(ages: np.ndarray) -> None:
    hidden = seen()
    for flow in (hidden.births, hidden.deaths, hidden.moved_out, hidden.natural):
        flow[1] = np.nan
    course = grow_cohorts(ages, hidden, SHAPES, 10)
    assert np.isfinite(course).all()
    assert course[0] == pytest.approx(grow_cohorts(ages, seen(), SHAPES, 10)[0], rel=0.05)
