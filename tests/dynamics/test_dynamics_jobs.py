"""Jobs: a multiplier's closed form, sums that add up, and nothing taken that is not there."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.jobs import (
    INDUSTRY,
    Multipliers,
    dampen,
    lose_unfilled,
    no_events,
    phase_in,
    split_gain,
    split_jobs,
    split_loss,
    step_jobs,
)

Floats = npt.NDArray[np.float64]


def rule(net: float, further: float = 0.5, draws: int = 1) -> Multipliers:
    one = np.ones(draws)
    return Multipliers(net * one, further * one, split_loss(0.5 * one, 0.3 * one), split_gain(0.4 * one))


def run(
    net: float, closed: float, opened: float, years: int = 12, jobs: tuple[float, ...] = (1e4, 1e4, 1e4, 1e4)
) -> Floats:
    """Jobs by sector at the end, shape (4,), one draw."""
    state, events = np.array(jobs)[:, None], no_events(years)
    events.closed[1, INDUSTRY], events.opened[1, INDUSTRY] = closed, opened
    follows = phase_in(events.closed.sum(axis=1), 5), phase_in(events.opened.sum(axis=1), 5)
    for year in range(years):
        step_jobs(state, events, year, (follows[0][year], follows[1][year]), rule(net))
    return np.asarray(state[:, 0])


@pytest.mark.parametrize("net", [0.3, 1.0, 2.0])
def test_net_loss_after_the_phase_is_the_multiplier_times_the_closure(net: float) -> None:
    assert 4e4 - run(net, 400.0, 0.0).sum() == pytest.approx(net * 400.0)


def test_a_multiplier_of_one_loses_just_what_closes() -> None:
    np.testing.assert_allclose(run(1.0, 400.0, 0.0), [9600.0, 1e4, 1e4, 1e4])


def test_an_opening_brings_its_jobs_and_half_as_many() -> None:
    found = run(1.0, 0.0, 1000.0)
    assert found.sum() - 4e4 == pytest.approx(1500.0)
    np.testing.assert_allclose(found, [11000.0, 10200.0, 10300.0, 1e4])


def test_nothing_happens_when_nothing_happens() -> None:
    assert np.array_equal(run(2.0, 0.0, 0.0), np.full(4, 1e4))


def test_what_follows_falls_evenly_after_the_event() -> None:
    np.testing.assert_allclose(phase_in(np.array([0, 100.0, 0, 0, 0, 0, 0, 0]), 5), [0, 0, 20, 20, 20, 20, 20, 0])
    np.testing.assert_allclose(phase_in(np.array([0, 0, 100.0]), 5), [0, 0, 0])


@given(net=st.floats(0, 5), closed=st.floats(0, 1e5), start=st.floats(0, 1e4))
def test_no_sector_falls_below_nothing(net: float, closed: float, start: float) -> None:
    jobs, events = np.full((4, 1), start), no_events(8)
    events.closed[0, INDUSTRY] = closed
    follows = phase_in(events.closed.sum(axis=1), 5)
    total = jobs.sum()
    for year in range(8):
        swung = step_jobs(jobs, events, year, (follows[year], 0.0), rule(net))
        assert jobs.min() >= 0.0
        assert swung[0] == 0.0
    assert jobs.sum() <= total + max(1.0 - net, 0.0) * closed + 1e-6


def test_a_swing_goes_and_comes_back() -> None:
    jobs, events = np.full((4, 1), 100.0), no_events(3)
    events.swing[0, INDUSTRY], events.swing[1, INDUSTRY] = -30.0, 30.0
    down = step_jobs(jobs, events, 0, (0.0, 0.0), rule(2.0))
    back = step_jobs(jobs, events, 1, (0.0, 0.0), rule(2.0))
    assert (down[0], back[0]) == (30.0, -30.0)
    assert np.array_equal(jobs, np.full((4, 1), 100.0))


def test_the_sectors_at_the_start_add_up_to_what_was_measured() -> None:
    jobs = split_jobs(300.0, 50.0, 650.0, (0.2, 0.4))
    np.testing.assert_allclose(jobs, [300.0, 130.0, 310.0, 260.0])


def test_a_larger_labour_market_loses_less_net() -> None:
    net = dampen(np.full(3, 1.0), np.full(3, 0.5), np.nan_to_num(0.9), 0.5)
    assert (net < 1.0).all()
    assert dampen(np.ones(1), np.zeros(1), 0.9, 0.5)[0] == 1.0


def test_the_hypothesis_at_zero_changes_no_bit() -> None:
    jobs = np.random.default_rng(1).random((4, 5))
    before = jobs.copy()
    assert not lose_unfilled(jobs, np.full(5, 0.1), np.zeros(5), np.full(5, 0.3)).any()
    assert np.array_equal(jobs, before)


def test_unmet_need_leaves_industry_jobs_unfilled() -> None:
    jobs = np.full((4, 1), 1000.0)
    loss = lose_unfilled(jobs, np.array([0.1]), np.array([2.0]), np.array([0.05]))
    assert loss[0] == pytest.approx(1000 * 0.1 * 0.1)
    assert jobs[INDUSTRY, 0] == pytest.approx(990.0)
