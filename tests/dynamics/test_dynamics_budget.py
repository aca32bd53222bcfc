"""The budget: equalisation's closed form, kronor conserved, a balance rule that does not swing; and homes."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.budget import (
    Accounts,
    Budget,
    Economy,
    Region,
    local_base,
    set_service,
    start_budget,
    step_budget,
    step_region,
)
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


PART = Region(
    rules=Rules(np.array([0.115]), np.array([0.095]), np.array([0.095]), 1.15),
    mean_capacity=250_000.0,
    base=2e9,
    people=10_000.0,
    need=4.5e8,
    cost=np.array([45_000.0]),
    mean_need=46_000.0,
    other_per_head=9_000.0,
    total=4e9,
)


def close_region(
    cost: Floats,
    people: float = 1e4,
    base: float = 2e9,
    need: float = 4.5e8,
    national: float = 0.0,
    equalised: float = 0.9,
    follow: float = 0.25,
) -> Accounts:
    one = np.ones(1)
    return step_region(cost, PART, one * base, one * people, one * need, national, one * equalised, one * follow)


def test_the_region_stays_in_balance_when_nothing_changes() -> None:
    cost = np.array([4.5e8])
    for _ in range(20):
        accounts = close_region(cost)
        assert accounts.balance[0] == pytest.approx(0.0, abs=1e-3)
        assert (accounts.revenue[0], accounts.spending[0]) == pytest.approx((4.5e8, 4.5e8))


@given(
    people=st.floats(5e3, 2e4),
    base=st.floats(5e8, 4e9),
    need=st.floats(1e8, 1e9),
    follow=st.floats(0, 1),
    equalised=st.floats(0, 1),
)
def test_the_regions_kronor_are_conserved(
    people: float, base: float, need: float, follow: float, equalised: float
) -> None:
    cost, spent, kept, got = np.array([4.5e8]), 0.0, 0.0, 0.0
    for _ in range(5):
        accounts = close_region(cost, people, base, need, follow=follow, equalised=equalised)
        got, spent, kept = got + accounts.revenue[0], spent + accounts.spending[0], kept + accounts.balance[0]
    np.testing.assert_allclose(got - spent, kept, rtol=1e-9, atol=1e-2)


def test_the_regions_compensation_is_used_once() -> None:
    """0.095 is a county rate with the 90 per cent in it: a fallen base of 100 costs 11.5 and brings back 9.5."""
    fell = 4.5e8 - close_region(np.array([4.5e8]), base=1.9e9).revenue[0]
    assert fell == pytest.approx((0.115 - 0.095) * 1e8)


def test_a_national_fall_is_not_insured_for_the_region_either() -> None:
    fell = 4.5e8 - close_region(np.array([4.5e8]), base=1.9e9, national=0.05).revenue[0]
    assert fell == pytest.approx((0.115 - 0.095) * 1e8 + 0.095 * 1.15 * 0.05 * 250_000 * 1e4)


def test_a_mover_takes_base_grant_and_other_revenue_from_the_region() -> None:
    """A person with the mean base and the mean need: the guarantee, the base beyond the county rate, the rest."""
    gone = 4.5e8 - close_region(np.array([4.5e8]), people=9_999.0, base=2e9 - 2e5, need=4.5e8 - 46_000.0).revenue[0]
    assert gone == pytest.approx((0.115 - 0.095) * 2e5 + 0.095 * 1.15 * 250_000 + 9_000.0)


def test_an_older_population_is_only_partly_paid_for() -> None:
    more = close_region(np.array([4.5e8]), need=4.6e8, follow=1.0)
    assert more.revenue[0] == pytest.approx(4.5e8 + 0.9 * 1e7)
    assert more.balance[0] == pytest.approx(-0.1 * 1e7)


def test_the_regions_cost_closes_a_share_of_the_gap_each_year() -> None:
    cost = np.array([4.5e8])
    gaps = [4.1e8 - close_region(cost, need=4.1e8).spending[0] for _ in range(3)]
    assert gaps == pytest.approx([-4e7 * 0.75, -4e7 * 0.75**2, -4e7 * 0.75**3])


def market(pace: float = 0.5) -> Market:
    one = np.ones(1)
    return Market(jobs=0.3 * one, people=0.6 * one, supply=1.0, pace=pace * one, building=2.0 * one, rate=0.008)


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
