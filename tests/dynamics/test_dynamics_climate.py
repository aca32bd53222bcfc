"""Abatement and saving as arrays: nothing is lost, nothing is counted twice, nothing falls below zero."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.climate import StepDraws, lay_ramp, run_steps
from samspel.dynamics.electricity import annuity, pay_back, save_in_order, share_when_idle

Floats = npt.NDArray[np.float64]
SHARE = st.floats(0.0, 1.0)


def make_step(
    ramp: Sequence[float],
    removes: float,
    reach: Sequence[float] = (1.0, 1.0),
    power: float = 2.0,
    running: float = 0.0,
    building: float = 0.0,
    retrained: float = 0.0,
) -> StepDraws:
    one = {"removes": removes, "power": power, "running": running, "building": building, "retrained": retrained}
    drawn = {name: np.array([value]) for name, value in one.items()}
    return StepDraws(reach=np.array(reach), ramp=np.array([ramp]), weeks=np.array([10.0]), **drawn)


START = np.array([1000.0, 3000.0])
STAFF = np.array([[50.0, 10.0]])
RAMP = (0.0, 0.5, 1.0)


def test_without_steps_nothing_changes() -> None:
    course = run_steps(START, STAFF, (), 3)
    assert np.array_equal(course.emissions, np.tile(START, (1, 3, 1)))
    assert course.avoided.shape == (0, 1, 3)
    assert course.power.sum() == course.running.sum() == course.retrained.sum() == 0.0


def test_the_second_step_acts_on_what_the_first_has_left() -> None:
    course = run_steps(START, STAFF, [make_step(RAMP, 0.5), make_step(RAMP, 0.5)], 3)
    assert course.avoided[:, 0, -1].tolist() == [2000.0, 1000.0]
    assert course.emissions[0, -1].tolist() == [250.0, 750.0]


def test_a_step_leaves_alone_what_it_does_not_reach() -> None:
    course = run_steps(START, STAFF, [make_step(RAMP, 1.0, reach=(0.0, 0.5))], 3)
    assert course.emissions[0, -1].tolist() == [1000.0, 1500.0]


def test_electricity_is_what_each_avoided_tonne_takes() -> None:
    course = run_steps(START, STAFF, [make_step(RAMP, 0.5, power=3.0)], 3)
    assert course.power[0, 0].tolist() == [0.0, 3000.0, 6000.0]


def test_construction_is_done_once_for_each_tonne_a_year() -> None:
    course = run_steps(START, STAFF, [make_step((0.0, 0.5, 1.0, 1.0), 1.0, building=5.0)], 4)
    assert course.building[0, 0].tolist() == [0.0, 10.0, 20.0, 20.0]


def test_jobs_follow_the_staff_of_the_parts_reached() -> None:
    course = run_steps(START, STAFF, [make_step(RAMP, 0.5, reach=(1.0, 0.0), running=-0.2)], 3)
    assert course.running[0, 0].tolist() == [0.0, -5.0, -10.0]


def test_a_ramp_begins_in_its_year_and_ends_full() -> None:
    ramp = lay_ramp(2023, 6, np.array([2025.0, 2025.0]), np.array([1.0, 4.0]))
    assert ramp.tolist() == [[0.0, 0.0, 1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.25, 0.5, 0.75, 1.0]]


@given(
    removes=st.lists(SHARE, min_size=1, max_size=5),
    reach=st.tuples(SHARE, SHARE),
    running=st.floats(-1.0, 1.0),
    retrained=SHARE,
)
def test_tonnes_people_and_jobs_are_conserved(
    removes: list[float], reach: tuple[float, float], running: float, retrained: float
) -> None:
    steps = [make_step(RAMP, one, reach=reach, running=running, retrained=retrained) for one in removes]
    course = run_steps(START, STAFF, steps, 3)
    assert (course.emissions >= 0.0).all()
    assert course.emissions.sum(axis=2) + course.avoided.sum(axis=0) == pytest.approx(np.full((1, 3), START.sum()))
    assert (STAFF.sum() + course.running.sum(axis=0) >= -1e-9).all()
    assert (course.retrained.sum(axis=0) <= STAFF.sum() + 1e-9).all()
    assert course.weeks == pytest.approx(10.0 * course.retrained)


@given(shares=st.lists(SHARE, min_size=1, max_size=6))
def test_measures_never_save_more_than_is_used_and_each_acts_on_what_is_left(shares: list[float]) -> None:
    use = np.full((1, 1), 1000.0)
    saved = save_in_order(use, np.array(shares)[:, None, None])
    assert saved.sum() <= 1000.0 + 1e-9
    assert 1000.0 - saved.sum() == pytest.approx(1000.0 * np.prod(1.0 - np.array(shares)), abs=1e-6)


def test_two_halves_of_an_area_save_three_quarters() -> None:
    saved = save_in_order(np.array([[100.0], [40.0]]), np.array([[[0.5], [0.0]], [[0.5], [0.25]]]))
    assert saved[:, 0].tolist() == [50.0, 35.0]


def test_idle_use_is_the_idle_load_over_the_hours_not_worked() -> None:
    assert share_when_idle(np.array([0.5]), 4380.0)[0] == pytest.approx(1.0 / 3.0)
    assert share_when_idle(np.array([0.5]), 8760.0)[0] == 0.0


def test_an_annuity_is_the_sum_of_discounted_kronor() -> None:
    years = np.array([1.0, 3.0])
    assert annuity(0.06, years) == pytest.approx([1 / 1.06, 1 / 1.06 + 1 / 1.06**2 + 1 / 1.06**3])
    assert annuity(0.0, years).tolist() == [1.0, 3.0]


def test_what_saves_nothing_is_never_paid_back() -> None:
    paid = pay_back(np.array([100.0, 100.0]), np.array([50.0, 0.0]))
    assert paid[0] == 2.0
    assert np.isnan(paid[1])
