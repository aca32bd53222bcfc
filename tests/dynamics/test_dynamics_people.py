"""People: closed forms, conservation, and rates that mean what they say."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.people import (
    AGES,
    MOST_LEAVING,
    SEXES,
    Cells,
    PeopleFlows,
    PeopleRates,
    bell,
    count_crowd,
    fill_cells,
    gompertz,
    let_arrive,
    let_leave,
    step_people,
    sum_bands,
)

Floats = npt.NDArray[np.float64]


def rates(death: float = 0.0, birth: float = 0.0, leave: float = 0.0) -> PeopleRates:
    cells = np.full((SEXES, AGES), 1.0)
    return PeopleRates(death * cells, birth * cells[0], leave * cells[0], cells / cells.size, 0.5)


def step(
    people: Floats, known: PeopleRates, *, leaving: float = 0.0, forced: float = 0.0, arriving: float = 0.0
) -> PeopleFlows:
    one = np.ones(people.shape[2])
    filled = fill_cells(people[:, :, 0], known, one)
    cells = Cells(people, filled.alive, filled.room)
    flows = step_people(cells, known, one, one * leaving, one * forced)
    let_arrive(cells, known, flows, one * arriving)
    return flows


def test_a_cohort_without_moving_dies_as_the_closed_form_says() -> None:
    people = np.zeros((SEXES, AGES, 3))
    people[0, 20] = 1000.0
    risk = gompertz(np.array([0.01, 0.02]), np.array([0.1, 0.1]), 70.0)
    known = PeopleRates(risk, np.zeros(AGES), np.zeros(AGES), np.full((SEXES, AGES), 1 / 202), 0.5)
    for _ in range(50):
        step(people, known)
    hazard = sum(0.01 * np.exp(0.1 * (age - 70)) for age in range(20, 70))
    np.testing.assert_allclose(people[0, 70], 1000.0 * np.exp(-hazard), rtol=1e-12)
    assert people.sum() == pytest.approx(people[0, 70].sum())


def test_everybody_grows_a_year_older_and_the_last_age_is_open() -> None:
    people = np.zeros((SEXES, AGES, 1))
    people[1, [5, 99, 100], 0] = 1.0, 2.0, 3.0
    step(people, rates())
    assert people[1, 6, 0] == 1.0
    assert people[1, 100, 0] == 5.0
    assert people.sum() == 6.0


def test_births_follow_the_women_and_are_split_by_sex() -> None:
    people = np.zeros((SEXES, AGES, 1))
    people[0, 30], people[1, 30] = 100.0, 900.0
    flows = step(
        people,
        PeopleRates(
            *(np.zeros((2, AGES)),), bell(30.0, 5.0, 15, 49) * 0.1, np.zeros(AGES), np.full((2, AGES), 1 / 202), 0.4
        ),
    )
    assert flows.born[0] == pytest.approx(10.0)
    np.testing.assert_allclose(people[:, 0, 0], [4.0, 6.0])


def test_moving_out_is_level_times_rate_and_forced_leavers_come_on_top() -> None:
    people = np.full((SEXES, AGES, 2), 10.0)
    flows = step(people, rates(leave=0.5), leaving=0.1, forced=7.0, arriving=3.0)
    np.testing.assert_allclose(flows.left, 2020 * 0.05 + 7.0)
    np.testing.assert_allclose(flows.arrived, 3.0)
    np.testing.assert_allclose(people.sum(axis=(0, 1)), 2020 - 108 + 3)


def test_no_more_can_be_forced_to_leave_than_most_of_those_there() -> None:
    people = np.full((SEXES, AGES, 1), 1.0)
    flows = step(people, rates(leave=1.0), forced=1e6)
    assert flows.left[0] == pytest.approx(MOST_LEAVING * 202)
    assert people.min() >= 0.0


def test_nobody_to_leave_is_no_division_by_zero() -> None:
    people = np.zeros((SEXES, AGES, 1))
    assert step(people, rates(leave=1.0), forced=5.0).left[0] == 0.0


@given(
    seed=st.integers(0, 10_000),
    death=st.floats(0, 1),
    birth=st.floats(0, 0.2),
    leave=st.floats(0, 1),
    forced=st.floats(0, 1e5),
    arriving=st.floats(0, 1e5),
)
def test_people_are_conserved(
    seed: int, death: float, birth: float, leave: float, forced: float, arriving: float
) -> None:
    people = np.random.default_rng(seed).random((SEXES, AGES, 4)) * 1000
    before = people.sum(axis=(0, 1))
    flows = step(people, rates(death, birth, leave), leaving=0.3, forced=forced, arriving=arriving)
    after = before + flows.born - flows.dead + flows.arrived - flows.left
    np.testing.assert_allclose(people.sum(axis=(0, 1)), after, rtol=1e-9, atol=1e-6)
    assert people.min() >= -1e-9


def test_many_draws_at_once_equal_two_by_themselves_bit_for_bit() -> None:
    together = np.random.default_rng(1).random((SEXES, AGES, 203)) * 100
    apart = together[:, :, -2:].copy()
    for people in (together, apart):
        step(people, rates(0.01, 0.05, 0.2), leaving=0.3, forced=2.0, arriving=9.0)
    assert np.array_equal(together[:, :, -2:], apart)


def test_every_draw_starts_with_the_same_people_and_its_own_mortality() -> None:
    people = np.random.default_rng(3).random((SEXES, AGES))
    cells = fill_cells(people, rates(death=0.1), np.array([0.5, 1.0, 2.0]))
    assert np.array_equal(cells.people, np.repeat(people[:, :, None], 3, axis=2))
    np.testing.assert_allclose(cells.alive, np.broadcast_to([0.95, 0.9, 0.8], (SEXES, AGES, 3)))


def test_bands_add_up_to_everybody() -> None:
    people = np.random.default_rng(2).random((SEXES, AGES, 5))
    bands = sum_bands(people, (0, 1, 6, 65))
    assert bands.shape == (4, 5)
    np.testing.assert_allclose(bands[1], people[:, 1:6].sum(axis=(0, 1)))
    np.testing.assert_allclose(bands.sum(axis=0), people.sum(axis=(0, 1)))
    crowd = count_crowd(people, (0, 1, 6, 65), np.array([0, 0, 1, 2]))
    assert np.array_equal(crowd.bands, bands)
    np.testing.assert_allclose(crowd.young, people[:, :6].sum(axis=(0, 1)))
    np.testing.assert_allclose(crowd.young + crowd.working_age + crowd.old, crowd.here)


def test_more_can_leave_at_the_end_of_the_year_and_are_counted() -> None:
    people = np.full((SEXES, AGES, 2), 10.0)
    flows = step(people, rates(leave=0.1), leaving=1.0)
    before, left = people.copy(), flows.left.copy()
    let_leave(people, flows, np.array([0.0, 101.0]))
    assert np.array_equal(people[:, :, 0], before[:, :, 0])
    assert before[:, :, 1].sum() - people[:, :, 1].sum() == pytest.approx(101.0)
    assert flows.left - left == pytest.approx([0.0, 101.0])
