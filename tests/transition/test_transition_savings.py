"""A firm's electricity: the reckoning by hand, the firm's own figures, and nothing counted twice."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.loading import Catalogue
from samspel.terms.errors import BadInputError
from samspel.transition.savings import Defaults, Firm, Stated, calculate_savings, load_defaults, parse_measure
from shipped import load_shipped

DEFAULTS = load_defaults(load_shipped())
IDS = list(DEFAULTS.measures_by_id)


@pytest.fixture(scope="module")
def defaults(catalogue: Catalogue) -> Defaults:
    return load_defaults(catalogue)


def test_one_measure_by_hand(defaults: Defaults) -> None:
    led = defaults.measures_by_id["led"]
    savings = calculate_savings(defaults, Firm(200_000, 150, rate=5, measures=(Stated("led", 60_000, 20),)))
    (one,) = savings.measures
    assert one.kwh == pytest.approx([40_000 * share for share in (led.saves.low, led.saves.likely, led.saves.high)])
    assert one.kronor == pytest.approx(1.5 * one.kwh)
    assert one.cost.tolist() == [60_000.0] * 3
    assert one.payback[1] == pytest.approx(60_000 / (40_000 * led.saves.likely * 1.5))
    discounted = sum(one.kronor[1] / 1.05**year for year in range(1, round(led.life.likely) + 1))
    assert one.value[1] == pytest.approx(discounted - 60_000)


def test_the_default_cost_goes_with_what_is_likely_saved(defaults: Defaults) -> None:
    (one,) = calculate_savings(defaults, Firm(100_000, 100, measures=(Stated("led"),))).measures
    cost = one.measure.cost
    assert one.cost == pytest.approx(one.kwh[1] * np.array([cost.high, cost.likely, cost.low]))


def test_a_measure_after_another_in_the_same_area_saves_of_what_is_left(defaults: Defaults) -> None:
    firm = Firm(100_000, 100, measures=(Stated("light-control"), Stated("led")))
    led, control = calculate_savings(defaults, firm).measures
    assert (led.measure.id, control.measure.id) == ("led", "light-control")
    left = 12_000 - led.kwh
    shares = np.array([control.measure.saves.low, control.measure.saves.likely, control.measure.saves.high])
    assert control.kwh == pytest.approx(left * shares)


def test_switching_off_acts_on_the_idle_hours_of_what_is_left(defaults: Defaults) -> None:
    alone = calculate_savings(defaults, Firm(100_000, 100, hours=4000, measures=(Stated("night-off"),)))
    idle = defaults.idle.load.likely * 4760 / (4000 + defaults.idle.load.likely * 4760)
    assert alone.kwh[1] == pytest.approx(100_000 * idle * alone.measures[0].measure.saves.likely)
    whole = calculate_savings(defaults, Firm(100_000, 100, hours=4000))
    assert (whole.measures[-1].kwh < alone.kwh).all()
    always = calculate_savings(defaults, Firm(100_000, 100, hours=8760, measures=(Stated("night-off"),)))
    assert always.kwh.tolist() == [0.0, 0.0, 0.0]
    assert np.isnan(always.payback).all()


@given(
    use=st.floats(1_000, 10_000_000),
    price=st.floats(1, 1_000),
    hours=st.floats(100, 8760),
    chosen=st.sets(st.sampled_from(IDS)),
)
def test_all_together_saves_less_than_is_used_and_less_than_each_by_itself(
    use: float, price: float, hours: float, chosen: set[str]
) -> None:
    firm = Firm(use, price, hours=hours, measures=tuple(Stated(name) for name in chosen))
    together = calculate_savings(DEFAULTS, firm)
    assert (together.kwh < use).all()
    assert (np.diff(together.kwh) >= -1e-6).all()
    assert (np.diff(together.value) >= -1e-6).all()
    alone = sum(
        calculate_savings(DEFAULTS, Firm(use, price, hours=hours, measures=(Stated(name),))).kwh for name in chosen
    )
    assert not chosen or (together.kwh <= alone + 1e-6).all()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("led", Stated("led")),
        ("LED:80000", Stated("led", 80_000.0)),
        ("led:80000:15,5", Stated("led", 80_000.0, 15.5)),
        ("led::15", Stated("led", None, 15.0)),
    ],
)
def test_a_measure_is_read_as_it_is_written(text: str, own: Stated) -> None:
    assert parse_measure(text) == own


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "saving_form"),
        ("led:1:2:3", "saving_form"),
        ("9", "saving_form"),
        ("led:much", "number_form"),
        ("led:nan", "number_form"),
        ("led:-5", "number_negative"),
        ("led:80.000", "number_two_ways"),
        ("led:80,000:15", "number_two_ways"),
        ("led::1e2", "number_form"),
    ],
)
def test_a_measure_that_cannot_be_read_says_so(text: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_measure(text)
    assert caught.value.code == code


def test_a_measure_takes_a_sum_with_spaces_and_a_share_with_its_sign() -> None:
    assert parse_measure("led:80\u00a0000:12,5 %") == Stated("led", 80_000.0, 12.5)


@pytest.mark.parametrize(
    ("firm", "error"),
    [
        (Firm(0, 100), "saving_use"),
        (Firm(float("nan"), 100), "saving_use"),
        (Firm(1000, 0), "saving_price"),
        (Firm(1000, 100, hours=9000), "saving_hours"),
        (Firm(1000, 100, hours=0), "saving_hours"),
        (Firm(1000, 100, rate=-1), "saving_rate"),
        (Firm(1000, 100, measures=(Stated("sun"),)), "unknown_measure"),
        (Firm(1000, 100, measures=(Stated("led"), Stated("led"))), "measure_twice"),
        (Firm(1000, 100, measures=(Stated("led", 1e12),)), "saving_cost"),
        (Firm(1000, 100, measures=(Stated("led", None, 101.0),)), "saving_share"),
        (Firm(1000, 100, measures=(Stated("night-off", None, 10.0),)), "saving_share"),
        (Firm(1000, 100, measures=(Stated("led", None, 10.0), Stated("light-control", None, 20.0))), "saving_share"),
        (Firm(1000, 100, measures=(Stated("led", None, 90.0),)), "saving_areas"),
    ],
)
def test_figures_that_cannot_be_used_say_why(defaults: Defaults, catalogue: Catalogue, firm: Firm, error: str) -> None:
    """And numbers are told as people write them, never as 1e+09."""
    with pytest.raises(BadInputError) as caught:
        calculate_savings(defaults, firm)
    assert caught.value.code == error
    assert not re.search(r"[0-9]e[+-]?[0-9]", str(catalogue.texts["sv"].explain(caught.value)))
