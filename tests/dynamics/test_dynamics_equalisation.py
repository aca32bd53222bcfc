"""Income equalisation: closed forms, properties, and golden cases worked by hand from the rules."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.arrays import Floats
from samspel.dynamics.equalisation import (
    FirstBand,
    Position,
    Rules,
    change_revenue,
    choose_county_rate,
    collect_revenue,
    equalise_income,
    estimate_november,
    find_mean_capacity,
    scale_weights,
    uprate,
)

money = st.floats(1e3, 1e12)
shares = st.floats(0.01, 0.5)


def number(value: float) -> Floats:
    return np.asarray(value, dtype=np.float64)


def rules(own: float, grant: float, fee: float, guarantee: float = 1.15) -> Rules:
    return Rules(number(own), number(grant), number(fee), guarantee)


def position(base: float, inhabitants: float = 1.0, mean: float = 1.0) -> Position:
    return Position(number(base), number(inhabitants), mean)


# Closed forms.


def test_a_local_base_loss_of_100_costs_21_6_and_returns_19_0() -> None:
    """Own rate 21.6, county rate 19.0: 100 x 21.6 % is lost in tax and 100 x 19.0 % comes back."""
    change = change_revenue(rules(0.216, 0.19, 0.17), position(200.0, 1.0, 300.0), position(100.0, 1.0, 300.0))
    assert change.own_tax == pytest.approx(-21.6)
    assert change.equalisation == pytest.approx(19.0)
    assert change.total == pytest.approx(-2.6)


def test_a_non_earner_who_leaves_a_grant_receiver_costs_county_rate_x_115_per_cent_x_mean() -> None:
    """20 % x 1.15 x 200 = 46."""
    change = change_revenue(rules(0.22, 0.20, 0.18), position(1500.0, 10.0, 200.0), position(1500.0, 9.0, 200.0))
    assert (float(change.own_tax), float(change.equalisation)) == pytest.approx((0.0, -46.0))


def test_a_national_fall_is_insured_by_nothing() -> None:
    """One per cent less everywhere is one per cent less revenue, for those with a grant and those with a fee."""
    for base in (100.0, 500.0):
        before, after = position(base, 1.0, 200.0), position(base * 0.99, 1.0, 198.0)
        whole = collect_revenue(rules(0.22, 0.20, 0.18), before)
        change = change_revenue(rules(0.22, 0.20, 0.18), before, after)
        assert float(change.total) == pytest.approx(-0.01 * float(whole.total))
        assert abs(float(change.own_tax)) == pytest.approx(0.01 * 0.22 * base)


def test_revenue_of_a_grant_receiver_is_its_closed_form() -> None:
    """(own rate - county rate) x base + county rate x 1.15 x mean x inhabitants."""
    revenue = collect_revenue(rules(0.216, 0.19, 0.17), position(2000.0, 10.0, 250.0))
    assert float(revenue.total) == pytest.approx((0.216 - 0.19) * 2000.0 + 0.19 * 1.15 * 250.0 * 10.0)


def test_at_the_guaranteed_base_there_is_neither_grant_nor_fee() -> None:
    assert float(equalise_income(rules(0.2, 0.19, 0.17, 1.25), position(250.0, 1.0, 200.0))) == 0.0


def test_weights_are_scaled_to_the_whole_cost() -> None:
    """10 children of weight 2 and 20 adults of weight 1 for 80 kronor: 4 a child and 2 an adult."""
    assert scale_weights(np.array([2.0, 1.0]), np.array([10.0, 20.0]), 80.0).tolist() == [4.0, 2.0]


# Properties.


@given(st.lists(st.tuples(money, st.floats(1.0, 1e6)), min_size=1, max_size=20), shares)
def test_with_one_rate_the_state_pays_the_guaranteed_surplus(bodies: list[tuple[float, float]], rate: float) -> None:
    """The sum of grants and fees is rate x 15 % of the country's base, whoever holds it."""
    base = np.array([body[0] for body in bodies])
    people = np.array([body[1] for body in bodies])
    same = np.full(len(bodies), rate)
    equalised = equalise_income(Rules(same, same, same, 1.15), Position(base, people, base.sum() / people.sum()))
    assert equalised.sum() == pytest.approx(rate * 0.15 * base.sum(), rel=1e-6, abs=1e-6 * base.sum())


@given(money, st.floats(1.0, 1e6), money, shares, shares, shares, st.floats(0.1, 10.0))
def test_twice_the_kronor_is_twice_the_revenue(
    base: float, people: float, mean: float, own: float, grant: float, fee: float, factor: float
) -> None:
    one = collect_revenue(rules(own, grant, fee), position(base, people, mean))
    more = collect_revenue(rules(own, grant, fee), position(base * factor, people, mean * factor))
    scale = factor * (base + people * mean)
    assert float(more.total) == pytest.approx(factor * float(one.total), rel=1e-9, abs=1e-9 * scale)


@given(money, st.floats(1.0, 1e6), money, shares, shares, shares)
def test_below_the_guarantee_a_grant_and_above_it_a_fee_each_at_its_own_rate(
    base: float, people: float, mean: float, own: float, grant: float, fee: float
) -> None:
    gap = 1.15 * mean * people - base
    equalised = float(equalise_income(rules(own, grant, fee), position(base, people, mean)))
    assert equalised == pytest.approx((grant if gap >= 0.0 else fee) * gap)


@given(money, st.floats(1.0, 1e6), money, money, st.floats(1.0, 1e6), money, shares, shares, shares)
def test_a_change_is_the_difference_of_its_ends_and_no_krona_is_lost(
    base: float, people: float, mean: float, base2: float, people2: float, mean2: float, own: float, g: float, f: float
) -> None:
    before, after = position(base, people, mean), position(base2, people2, mean2)
    change = change_revenue(rules(own, g, f), before, after)
    was, becomes = collect_revenue(rules(own, g, f), before), collect_revenue(rules(own, g, f), after)
    scale = base + base2 + people * mean + people2 * mean2
    assert float(change.total) == pytest.approx(float(becomes.total - was.total), abs=1e-12 * scale)


def test_n_bodies_at_once_equal_one_by_one() -> None:
    many = Rules(np.array([0.2, 0.22]), np.array([0.19, 0.2]), np.array([0.17, 0.18]), 1.15)
    where = Position(np.array([100.0, 900.0]), np.array([1.0, 2.0]), 200.0)
    one_by_one = [
        float(equalise_income(rules(0.2, 0.19, 0.17), position(100.0, 1.0, 200.0))),
        float(equalise_income(rules(0.22, 0.2, 0.18), position(900.0, 2.0, 200.0))),
    ]
    assert equalise_income(many, where).tolist() == one_by_one


# The rules of years: two factors, 1 November, and the fee of 2014 and 2015.


def test_the_tax_base_is_counted_up_by_both_factors() -> None:
    """3 §: 1,000 x 1.048 x 1.034 = 1,083.632, the factors of 2018 (SFS 2017:899)."""
    assert float(uprate(1000.0, (1.048, 1.034))) == pytest.approx(1083.632)


def test_the_mean_capacity_is_the_country_s_uprated_base_by_its_people() -> None:
    """3 §: 2,087,172,420,100 x 1.083632 / 10,104,123 = 223,842."""
    assert find_mean_capacity(2_087_172_420_100.0, 1.083632, 10_104_123.0) == pytest.approx(223_842.0, abs=0.5)


def test_the_first_of_november_is_ten_twelfths_of_the_way() -> None:
    assert float(estimate_november(number(1200.0), number(1080.0))) == pytest.approx(1100.0)


def banded(fee: float, first: float) -> Rules:
    """A guarantee of 115 and a lower rate to 125 per cent of the mean."""
    return replace(rules(0.20, 0.19, fee), first_band=FirstBand(number(first), 1.25))


def test_the_fee_has_a_lower_rate_up_to_125_per_cent_of_the_mean() -> None:
    """2014: base 140 at a mean of 100: 10 x 12 % + 15 x 17 % = 3.75; base 120: 5 x 12 % = 0.60."""
    assert float(equalise_income(banded(0.17, 0.12), position(140.0, 1.0, 100.0))) == pytest.approx(-3.75)
    assert float(equalise_income(banded(0.17, 0.12), position(120.0, 1.0, 100.0))) == pytest.approx(-0.60)
    assert float(equalise_income(banded(0.17, 0.12), position(100.0, 1.0, 100.0))) == pytest.approx(0.19 * 15.0)


def test_the_rate_at_the_margin_is_that_of_the_band() -> None:
    where = [position(base, 1.0, 100.0) for base in (100.0, 120.0, 140.0)]
    assert [float(choose_county_rate(banded(0.17, 0.12), one)) for one in where] == [0.19, 0.12, 0.17]


@given(money, st.floats(1.0, 1e6), money, shares, shares)
def test_a_band_at_the_same_rate_is_none(base: float, people: float, mean: float, grant: float, fee: float) -> None:
    plain, band = rules(0.2, grant, fee), replace(rules(0.2, grant, fee), first_band=FirstBand(number(fee), 1.25))
    where = position(base, people, mean)
    scale = base + people * mean
    assert float(equalise_income(band, where)) == pytest.approx(float(equalise_income(plain, where)), abs=1e-9 * scale)
