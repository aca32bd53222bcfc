"""The displaced: shares that sum to 1, people conserved, a pool that empties, jobs that are filled once."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.labour import Fates, Filling, Happened, Moves, Pool, empty_pool, lost_wages, mix_loss, step_pool

Floats = npt.NDArray[np.float64]
WHO = Filling(np.array([0.3]), np.array([0.35]), np.array([0.5]))


def fates(searching: float = 0.2, left: float = 0.06, matching: float = 0.5, later: float = 0.02) -> Fates:
    shares = {"searching": searching, "left": left, "later_leaving": later, "matching": matching}
    fixed = {"resident": 0.7, "loss": 0.1, "recovery": 0.3}
    return Fates(**{name: np.array([value]) for name, value in (shares | fixed).items()})


def step(
    pool: Pool,
    lost: float,
    opened: float = 0.0,
    swung: float = 0.0,
    regained: float = 0.0,
    available: float = 0.0,
    known: Fates | None = None,
) -> Moves:
    jobs = Happened(*(np.array([amount]) for amount in (lost, opened, swung, regained)))
    return step_pool(pool, jobs, np.array([available]), known or fates(), WHO)


def test_a_year_after_the_shares_are_those_of_the_prior() -> None:
    pool = empty_pool(1)
    moves = step(pool, 1000.0)
    assert pool.searching[0] == pytest.approx(700 * 0.2)
    assert moves.leaving[0] == pytest.approx(700 * 0.06)
    assert pool.scar[0] == pytest.approx(700 * 0.74 * 0.1)


def test_the_pool_empties_at_the_matching_rate() -> None:
    pool = empty_pool(1)
    step(pool, 1000.0, known=fates(later=0.0))
    for year in range(1, 6):
        step(pool, 0.0, known=fates(later=0.0))
        assert pool.searching[0] == pytest.approx(140 * 0.5**year)


@given(lost=st.floats(0, 1e4), left=st.floats(0, 0.2), later=st.floats(0, 1), matching=st.floats(0, 1))
def test_everybody_who_searches_is_accounted_for(lost: float, left: float, later: float, matching: float) -> None:
    known = fates(left=left, later=later, matching=matching)
    pool = empty_pool(1)
    step(pool, lost, known=known)
    before, scar = pool.searching.copy(), pool.scar.copy()
    moves = step(pool, 0.0, known=known)
    matched = (pool.scar - 0.7 * scar) / 0.1
    np.testing.assert_allclose(before, pool.searching + moves.leaving + matched, rtol=1e-9, atol=1e-6)


def test_new_jobs_go_to_the_local_unemployed_only_as_far_as_they_last() -> None:
    pool = empty_pool(1)
    step(pool, 0.0, opened=1000.0, available=120.0)
    assert pool.hired[0] == 120.0
    step(pool, 0.0, opened=1000.0, available=120.0)
    assert pool.hired[0] == 120.0


@given(opened=st.floats(0, 1e5), available=st.floats(0, 1e4))
def test_in_migrants_never_exceed_the_jobs_that_are_left(opened: float, available: float) -> None:
    pool = empty_pool(1)
    arriving = step(pool, 0.0, opened=opened, available=available).arriving[0]
    assert 0.0 <= arriving <= opened - pool.hired[0] + 1e-9


def test_jobs_that_come_back_are_filled_by_those_who_search() -> None:
    pool = empty_pool(1)
    step(pool, 1000.0)
    step(pool, 0.0, regained=1000.0)
    assert pool.searching[0] == pytest.approx(0.0)


def test_the_loss_is_a_mixture() -> None:
    assert mix_loss(np.array([0.1]), np.array([0.5]), np.array([0.05]))[0] == pytest.approx(0.095)


def test_lost_wages_count_scars_and_those_who_search() -> None:
    pool = Pool(np.array([100.0]), np.array([20.0]), np.array([7.0]))
    assert lost_wages(pool, np.array([0.6]))[0] == pytest.approx(7.0 + 80 * 0.4)


def test_nobody_leaves_for_jobs_that_the_whole_country_lost() -> None:
    pool = empty_pool(1)
    moves = step(pool, 0.0, swung=1000.0)
    assert moves.leaving[0] == 0.0
    assert pool.searching[0] == pytest.approx(700 * 0.2)
