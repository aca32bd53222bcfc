"""The budget: equalisation's closed form, kronor conserved, a balance rule that does not swing; and homes."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.budget import Accounts, Budget, Economy, local_base, set_service, start_budget, step_budget
from samspel.dynamics.equalisation import Rules
from samspel.dynamics.homes import Market, start_homes, step_homes

Floats = npt.NDArray[np.float64]
ECONOMY = Economy(Rules(np.array([0.216]), np.array([0.19]), np.array([0.17]), 1.15), 250_000.0, 2e9, 10_000.0, 8e8)


def close(
    budget: Budget,
    people: float = 1e4,
    lost: float = 0.0,
    need: float = 8e8,
    national: float = 0.0,
    follow: float = 1.0,
) -> Accounts:
    base = local_base(ECONOMY, np.array([people]), np.array([lost]), national)
    one = np.ones(1)
    accounts = step_budget(budget, ECONOMY, base, one * people, one * need, national, one * 0.9, one * follow)
    set_service(budget, accounts.revenue, one)
    return accounts


def test_the_first_year_balances_since_other_revenue_is_set_so() -> None:
    accounts = close(start_budget(1, 8e8, 3))
    assert accounts.balance[0] == pytest.approx(0.0, abs=1e-3)


def test_a_lost_wage_costs_own_rate_less_county_rate() -> None:
    before = close(start_budget(1, 8e8, 3)).revenue
    after = close(start_budget(1, 8e8, 3), lost=1e6).revenue
    np.testing.assert_allclose(before - after, (0.216 - 0.19) * 1e6, rtol=1e-6)


def test_a_national_fall_is_not_insured_and_a_local_one_is() -> None:
    still = close(start_budget(1, 8e8, 3)).revenue[0]
    local = still - close(start_budget(1, 8e8, 3), lost=0.05 * 2e9).revenue[0]
    country = still - close(start_budget(1, 8e8, 3), national=0.05).revenue[0]
    assert local == pytest.approx((0.216 - 0.19) * 0.05 * 2e9)
    assert country == pytest.approx(0.216 * 1e8 + 0.19 * (1.15 * 250_000 * 1e4 * 0.05 - 1e8))
    assert country > 5 * local


def test_a_lost_inhabitant_costs_tens_of_thousands() -> None:
    still = close(start_budget(1, 8e8, 3)).revenue[0]
    gone = close(start_budget(1, 8e8, 3), people=9_999.0, need=8e8 - 8e8 / 1e4).revenue[0]
    assert 20_000 < still - gone < 120_000


@given(people=st.floats(5e3, 2e4), lost=st.floats(0, 5e8), need=st.floats(4e8, 1.5e9))
def test_kronor_are_conserved(people: float, lost: float, need: float) -> None:
    accounts = close(start_budget(1, 8e8, 3), people, lost, need)
    np.testing.assert_allclose(accounts.revenue - accounts.spending, accounts.balance, rtol=1e-9)


def test_a_deficit_is_restored_in_three_years() -> None:
    budget = start_budget(1, 8e8, 3)
    balances = [close(budget, people=9_900.0).balance[0] for _ in range(12)]
    assert balances[0] < 0.0
    assert sum(balances[1:4]) == pytest.approx(-balances[0], rel=1e-6)
    assert balances[-1] == pytest.approx(0.0, abs=1.0)


def test_the_service_level_never_leaves_its_bounds_or_swings_when_stiff() -> None:
    budget = start_budget(1, 8e8, 3)
    levels = []
    for _ in range(40):
        close(budget, people=5_000.0)
        levels.append(budget.service[0])
    assert min(levels) >= 0.0
    assert max(levels) <= 1.0
    assert np.ptp(levels[-10:]) == pytest.approx(0.0, abs=1e-9)


def test_the_switch_keeps_services_at_need() -> None:
    budget = start_budget(1, 8e8, 3)
    set_service(budget, np.array([1e8]), np.zeros(1))
    assert budget.service[0] == 1.0


def market(pace: float = 0.5) -> Market:
    one = np.ones(1)
    return Market(0.3 * one, 0.6 * one, 1.0, pace * one, 2.0 * one, 0.008)


def test_homes_stay_as_they_are_without_events() -> None:
    homes = start_homes(1)
    built = step_homes(homes, np.zeros(1), np.zeros(1), market())
    assert (homes.price[0], built[0]) == (0.0, 0.008)


@pytest.mark.parametrize("pace", [0.1, 1.0, 5.0])
def test_the_price_closes_in_on_its_target_without_swinging(pace: float) -> None:
    homes, course = start_homes(1), []
    for _ in range(30):
        step_homes(homes, np.array([-0.1]), np.zeros(1), market(pace))
        course.append(homes.price[0])
    assert min(course) >= -0.03 - 1e-12
    assert max(course) <= 0.0
