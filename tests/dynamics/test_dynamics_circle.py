"""The circle as a whole on a small made-up town: steady state, conservation, levers of zero, order, stiffness,
divergence.
"""

import dataclasses

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics import circle
from samspel.dynamics.budget import Economy, Region
from samspel.dynamics.circle import run_circle
from samspel.dynamics.equalisation import Rules
from samspel.dynamics.jobs import INDUSTRY, SECTORS, Events, no_events
from samspel.dynamics.luck import CHANCE
from samspel.dynamics.outcomes import OUTCOMES, REGIONAL
from samspel.dynamics.people import AGES, PeopleRates
from samspel.dynamics.town import COURSE, LEVELS, MOVABLE, Fixed, Lever, Town

Floats = npt.NDArray[np.float64]
YEARS = 12
LUCKY = ("in_work", "commuters_in", "commuters_out", "unemployed", "unemployment")
"""What luck moves: those who are without work by luck would have worked elsewhere."""
VALUES = {
    "mortality_level": 1.0, "fertility_level": 1.0, "moving_in_level": 1.0, "moving_out_level": 1.0,
    "industry_growth": 0.0, "local_follows_people": 0.8,
    "net_loss_per_job": 1.2, "thick_market": 0.5, "further_per_opening": 0.5, "indirect_industry": 0.45,
    "indirect_firm_services": 0.3, "opening_firm_services": 0.4, "residents_power": 1.0, "searching_share": 0.2,
    "left_share": 0.06, "newcomers_left_share": 0.3, "withdrawn_share": 0.2, "commuting_room": 0.4,
    "moving_per_unemployed": 0.3, "moving_fewer_share": 0.5, "arrivals_follow_people": 0.7,
    "matching_rate": 0.45, "household": 1.5, "hard_hit_share": 0.1, "hard_hit_loss": 0.45, "other_loss": 0.04,
    "scar_recovery": 0.3, "benefit_share": 0.6, "wage_ratio": 1.1, "filled_from_pool": 0.46,
    "filled_by_switchers": 0.5, "uprooted_share": 0.3,
    "price_jobs": 0.25, "price_people": 0.6, "price_pace": 0.5, "building_price": 2.0, "moving_in_price": 0.1,
    "cost_equalisation": 0.9, "cost_follow": 0.4, "balance_switch": 1.0, "services_moving": 0.1, "turnover": 0.1,
    "unmet_unfilled": 0.5, "region_cost_equalisation": 0.9, "region_cost_follow": 0.25,
    "unemployment_common_persistence": 1.0, "unemployment_common_spread": 0.09,
    "unemployment_local_persistence": 0.97, "unemployment_local_spread": 0.07,
}  # fmt: skip


def draws(count: int = 3, **changed: float) -> dict[str, Floats]:
    return {name: np.full(count, value) for name, value in {**VALUES, **changed}.items()}


def lucky(count: int = 40, **changed: float) -> dict[str, Floats]:
    """Draws with luck from year to year."""
    return {**draws(count, **changed), CHANCE: np.arange(1.0, count + 1.0) * 123_457}


def region(people: Floats) -> Region:
    """A tenth of a region, with what its people need in cost at the start."""
    one, county = np.array([0.115]), np.array([0.095])
    cost = np.array([2e4, 3e4, 9e4])
    need = float(np.add.reduceat(people.sum(axis=0), (0, 20, 65)) @ cost)
    return Region(
        rules=Rules(one, county, county, 1.15),
        mean_capacity=250_000.0,
        base=2.2e9,
        people=10_000.0,
        need=need,
        cost=cost,
        mean_need=need / 1e4,
        other_per_head=9_000.0,
        total=10 * need,
    )


def town(years: int = YEARS, moving: float = 500.0) -> Town:
    """10,000 people in a steady state: everybody lives to 100, as many are born, and as many leave as come."""
    people = np.full((2, AGES), 10_000 / 202)
    death = np.zeros((2, AGES))
    death[:, -1] = 1.0
    birth = np.zeros(AGES)
    birth[30] = 2.0
    rates = PeopleRates(death, birth, np.ones(AGES), people / people.sum(), 0.5)
    leaving = moving / 10_000
    rules = Rules(np.array([0.216]), np.array([0.19]), np.array([0.17]), 1.15)
    fixed = Fixed(
        thick_pivot=0.5,
        phase_years=5,
        employable_share=0.4,
        price_supply=1.0,
        building_rate=0.008,
        people_per_home=2.1,
        restore_years=3,
        newcomer_years=3,
    )
    return Town(
        code="0000", year=2024, people=people, rates=rates, leaving=leaving,
        industry=2000.0, local=300.0, rest=3700.0, firm_share=0.27, welfare_share=0.42,
        outside_share=0.5, commuting_in=0.3, working_age=4000.0, unemployed=300.0, labour_force=0.85, wage=350_000.0,
        economy=Economy(rules, 250_000.0, 2.2e9, 10_000.0, 8e8), region=region(people),
        bands=(0, 20, 65), cost=np.array([1e5, 4e4, 1.2e5]), age_group=np.array([0, 1, 2]),
        course=np.full((years + 1, len(LEVELS)), 10_000.0), fixed=fixed,
    )  # fmt: skip


def balanced() -> Town:
    """The town with its cost set so that need at the start is what the economy says, and without moves."""
    here = town(moving=0.0)
    bands = np.add.reduceat(here.people.sum(axis=0), here.bands)
    return dataclasses.replace(here, cost=here.cost * (8e8 / float(bands @ here.cost)))


def close(jobs: float, year: int = 2) -> Events:
    events = no_events(YEARS)
    events.closed[year, INDUSTRY] = jobs
    return events


def test_nothing_changes_when_nothing_happens() -> None:
    paths = run_circle(balanced(), draws(), no_events(YEARS))
    steady = ("people", "jobs", "unemployed", "house_price", "revenue", "spending", "service", "tax_base")
    for outcome in (*steady, "region_revenue", "region_spending", "region_share"):
        np.testing.assert_allclose(np.diff(paths[outcome]) / paths[outcome][:, :1], 0.0, atol=1e-9, err_msg=outcome)
    np.testing.assert_allclose(paths["region_balance"], 0.0, atol=1.0)
    np.testing.assert_allclose(paths["region_share"], 0.1, rtol=1e-9)
    assert not paths.diverged.any()


def test_where_nobody_moves_a_lost_base_costs_the_region_its_rate_less_the_county_rate() -> None:
    rooted = draws(left_share=0.0, uprooted_share=0.0, moving_per_unemployed=0.0, arrivals_follow_people=0.0)
    still, paths = (run_circle(balanced(), rooted, events) for events in (no_events(YEARS), close(400)))
    lost = still["tax_base"][:, 3] - paths["tax_base"][:, 3]
    assert lost.min() > 1e6
    fell = still["region_revenue"][:, 3] - paths["region_revenue"][:, 3]
    np.testing.assert_allclose(fell, (0.115 - 0.095) * lost, rtol=1e-6)


def test_a_place_that_is_its_own_region_has_no_regional_figures_and_nothing_else_changes() -> None:
    apart = run_circle(town(), draws(), close(400))
    both = run_circle(dataclasses.replace(town(), region=None), draws(), close(400))
    assert np.isnan(both.values[REGIONAL]).all()
    assert not both.diverged.any()
    assert np.array_equal(apart.values[: REGIONAL.start], both.values[: REGIONAL.start])


def test_the_region_acts_on_nothing() -> None:
    poor = dataclasses.replace(region(town().people), other_per_head=50_000.0)
    paths = run_circle(dataclasses.replace(town(), region=poor), draws(), close(400))
    plain = run_circle(town(), draws(), close(400))
    assert not np.array_equal(paths["region_revenue"], plain["region_revenue"])
    assert np.array_equal(paths.values[: REGIONAL.start], plain.values[: REGIONAL.start])


@given(
    jobs=st.floats(0, 2000),
    opened=st.floats(0, 5000),
    net=st.floats(0.1, 3),
    leave=st.floats(0, 0.3),
    growth=st.floats(-0.05, 0.05),
)
def test_people_jobs_and_kronor_are_conserved(
    jobs: float, opened: float, net: float, leave: float, growth: float
) -> None:
    events = close(jobs)
    events.opened[5, INDUSTRY] = opened
    paths = run_circle(town(), draws(net_loss_per_job=net, left_share=leave, industry_growth=growth), events)
    change = paths["born"] - paths["dead"] + paths["moved_in"] - paths["moved_out"]
    np.testing.assert_allclose(paths["people"][:, 1:], (paths["people"][:, :-1] + change[:, 1:]), rtol=1e-9)
    np.testing.assert_allclose(paths["young"] + paths["working_age"] + paths["old"], paths["people"], rtol=1e-9)
    np.testing.assert_allclose(sum(paths[f"jobs_{sector}"] for sector in SECTORS), paths["jobs"], rtol=1e-9)
    residents_here = paths["jobs"] - paths["commuters_in"]
    np.testing.assert_allclose(paths["in_work"], residents_here + paths["commuters_out"], rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(paths["unemployed"], paths["labour_force"] - paths["in_work"], rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(paths["revenue"] - paths["spending"], paths["balance"], rtol=1e-9, atol=1e-3)
    kept = paths["region_revenue"] - paths["region_spending"]
    np.testing.assert_allclose(kept, paths["region_balance"], rtol=1e-9, atol=1e-3)


@given(few=st.floats(0, 1500), more=st.floats(0, 500), seed=st.integers(0, 1000))
def test_more_jobs_lost_never_gives_more_people_in_the_same_draw(few: float, more: float, seed: int) -> None:
    generator = np.random.default_rng(seed)
    known = draws(
        net_loss_per_job=generator.uniform(0.3, 2),
        left_share=generator.uniform(0.02, 0.12),
        moving_per_unemployed=generator.uniform(0.1, 0.5),
        price_jobs=generator.uniform(0.1, 0.5),
        moving_in_price=generator.uniform(0, 0.2),
        searching_share=generator.uniform(0.08, 0.3),
    )
    less, worse = (run_circle(town(), known, close(jobs))["people"] for jobs in (few, few + more))
    assert (worse <= less + 1e-6).all()


def test_a_lever_of_zero_equals_the_baseline_bit_for_bit() -> None:
    none = np.zeros(3)
    lever = Lever(dict.fromkeys(MOVABLE, none), {"industry_growth": none}, np.linspace(0, 1, YEARS))
    plain, pulled = run_circle(town(), draws(), close(400)), run_circle(town(), draws(), close(400), (lever,))
    assert np.array_equal(plain.values, pulled.values)


@pytest.mark.parametrize("name", MOVABLE)
def test_every_parameter_that_a_lever_may_move_changes_the_course(name: str) -> None:
    events = close(400)
    events.opened[6, INDUSTRY] = 900.0
    lever = Lever({}, {name: np.full(3, 0.2)}, np.ones(YEARS))
    pulled = run_circle(town(), draws(), events, (lever,))
    assert not np.array_equal(run_circle(town(), draws(), events).values, pulled.values)


def test_a_lever_does_nothing_before_it_reaches() -> None:
    reach = np.zeros(YEARS)
    reach[6:] = 1.0
    lever = Lever({"moving_in_level": np.full(3, 0.1)}, {}, reach)
    plain, pulled = run_circle(town(), draws(), close(400)), run_circle(town(), draws(), close(400), (lever,))
    assert np.array_equal(plain.values[:, :, :7], pulled.values[:, :, :7])
    assert (pulled["people"][:, 7:] > plain["people"][:, 7:]).all()


def test_industry_jobs_that_a_lever_brings_bring_people_as_opened_jobs_do() -> None:
    one = draws(1)
    lever = Lever({}, {"industry_growth": np.array([0.01])}, np.ones(YEARS))
    with_lever, without = run_circle(town(), one, no_events(YEARS), (lever,)), run_circle(town(), one, no_events(YEARS))
    assert (with_lever["jobs_industry"] > without["jobs_industry"])[0, 1:].all()
    assert with_lever["people"][0, -1] > without["people"][0, -1] * 1.001
    trend = run_circle(town(), draws(1, industry_growth=0.01), no_events(YEARS))
    assert trend["people"] == pytest.approx(without["people"], rel=1e-5)


def test_draws_together_equal_draws_alone_bit_for_bit() -> None:
    known = draws(5)
    known["net_loss_per_job"] = np.linspace(0.3, 2, 5)
    together = run_circle(town(), known, close(400))
    for row in range(5):
        alone = run_circle(town(), {name: values[row : row + 1] for name, values in known.items()}, close(400))
        assert np.array_equal(together.values[:, row], alone.values[:, 0])


def test_a_draw_that_diverges_is_marked_and_the_others_are_untouched() -> None:
    known = draws(4)
    fine = run_circle(town(), known, close(400))
    known["moving_in_level"] = np.array([1.0, np.inf, 1.0, np.nan])
    paths = run_circle(town(), known, close(400))
    assert paths.diverged.tolist() == [False, True, False, True]
    assert np.array_equal(paths.values[:, [0, 2]], fine.values[:, [0, 2]])


@pytest.mark.parametrize(
    "stiff",
    [
        {"matching_rate": 5.0},
        {"price_pace": 10.0},
        {"cost_follow": 10.0},
        {"unmet_unfilled": 1e3},
        {"moving_in_price": 3.0},
        {"services_moving": 10.0},
        {"building_price": 30.0},
    ],
)
def test_a_stiff_parameter_makes_no_spike_long_after_the_event(stiff: dict[str, float]) -> None:
    paths = run_circle(town(), draws(3, **stiff), close(400))
    assert not paths.diverged.any()
    people = paths["people"][0]
    assert np.abs(np.diff(people)).max() < 0.1 * people[0]
    turns = np.diff(np.sign(np.diff(people[5:])))
    assert np.count_nonzero(turns) <= 2


def test_a_national_fall_hurts_the_budget_more_than_a_local_one_of_the_same_size() -> None:
    country = no_events(YEARS)
    country.national[2] = 0.05
    still = run_circle(town(), draws(), no_events(YEARS))["revenue"][0, 3]
    fall = still - run_circle(town(), draws(), country)["revenue"][0, 3]
    assert fall == pytest.approx(0.216 * 0.05 * 2.2e9 + 0.19 * (1.15 * 250_000 * 1e4 - 2.2e9) * 0.05, rel=1e-3)


def test_the_axes_are_outcomes_draws_years() -> None:
    assert run_circle(town(), draws(4), close(1)).values.shape == (len(OUTCOMES), 4, YEARS + 1)


@pytest.mark.parametrize("outcomes", [("people", "jobs"), (*OUTCOMES, "happiness")])
def test_what_is_reported_is_what_is_worked_out_and_no_more(
    monkeypatch: pytest.MonkeyPatch, outcomes: tuple[str, ...]
) -> None:
    monkeypatch.setattr(circle, "OUTCOMES", outcomes)
    with pytest.raises((AssertionError, KeyError)):
        run_circle(town(), draws(1), no_events(YEARS))


def test_luck_moves_unemployment_and_nothing_else() -> None:
    with_luck, without = (run_circle(town(), known, close(400)) for known in (lucky(), draws(40)))
    swinging = [OUTCOMES.index(name) for name in LUCKY]
    rest = np.delete(np.arange(len(OUTCOMES)), swinging)
    assert np.array_equal(with_luck.values[rest], without.values[rest])
    assert np.array_equal(with_luck.values[:, :, 0], without.values[:, :, 0]), "the start is measured"
    assert (with_luck["unemployment"][:, 1:] != without["unemployment"][:, 1:]).all()


def test_with_luck_a_lever_of_zero_still_equals_the_baseline_bit_for_bit() -> None:
    none = np.zeros(40)
    lever = Lever(dict.fromkeys(MOVABLE, none), {"industry_growth": none}, np.linspace(0, 1, YEARS))
    plain, pulled = run_circle(town(), lucky(), close(400)), run_circle(town(), lucky(), close(400), (lever,))
    assert np.array_equal(plain.values, pulled.values)


def test_luck_leaves_the_effect_on_the_rate_as_it_is() -> None:
    with_luck, without = (
        run_circle(town(), known, close(400))["unemployment"]
        - run_circle(town(), known, no_events(YEARS))["unemployment"]
        for known in (lucky(), draws(40))
    )
    assert np.abs(without).max() > 0.005
    np.testing.assert_allclose(with_luck, without, atol=1e-14)


def test_luck_changes_the_effect_on_the_number_only_as_people_move() -> None:
    calm, swung = (
        [run_circle(town(), known, events) for events in (no_events(YEARS), close(400))]
        for known in (draws(40, unmet_unfilled=0.0), lucky(unmet_unfilled=0.0))
    )
    effects = [after["unemployed"] - before["unemployed"] for before, after in (calm, swung)]
    fewer = calm[1]["labour_force"] - calm[0]["labour_force"]
    more_idle = (swung[0]["unemployed"] - calm[0]["unemployed"]) / calm[0]["labour_force"]
    assert np.abs(fewer).max() > 20.0
    np.testing.assert_allclose(effects[1] - effects[0], more_idle * fewer, atol=1e-9)


def test_with_luck_draws_together_equal_draws_alone_bit_for_bit() -> None:
    known = lucky(5)
    together = run_circle(town(), known, close(400))
    for row in range(5):
        alone = run_circle(town(), {name: values[row : row + 1] for name, values in known.items()}, close(400))
        assert np.array_equal(together.values[:, row], alone.values[:, 0])


@pytest.mark.parametrize(("spread", "jobs"), [(0.1, 0.0), (1.0, 0.0), (5.0, 0.0), (1.0, 1500.0)])
def test_unemployment_is_never_below_zero_nor_above_the_labour_force(spread: float, jobs: float) -> None:
    events = no_events(YEARS)
    events.opened[1, INDUSTRY] = jobs
    rate = run_circle(town(), lucky(200, unemployment_local_spread=spread), events)["unemployment"]
    assert rate.min() >= 0.0
    assert rate.max() <= 1.0
    assert (rate.max() == 1.0) == (spread > 0.1)
    assert rate.min() == 0.0 or jobs == 0.0, "many of the earlier unemployed are hired, in a year when they are few"


@pytest.mark.parametrize("services", [0.1, 10.0])
def test_without_events_people_follow_the_course_of_each_draw(services: float) -> None:
    grown = np.outer(np.linspace(1.0, 0.6, YEARS + 1), np.linspace(0.9, 1.1, len(LEVELS)))
    grown[0] = 1.0
    place = dataclasses.replace(town(), course=10_000.0 * grown)
    known = draws(5, services_moving=services) | {COURSE: np.array([0.025, 0.1, 0.5, 0.9, 0.975])}
    paths = run_circle(place, known, no_events(YEARS))
    at = [LEVELS.tolist().index(share) for share in known[COURSE]]
    np.testing.assert_allclose(paths["people"], place.course[:, at].T, rtol=1e-9)
    change = paths["born"] - paths["dead"] + paths["moved_in"] - paths["moved_out"]
    np.testing.assert_allclose(np.diff(paths["people"]), change[:, 1:], atol=1e-6)


@pytest.mark.parametrize("last", [0.6, 1.4])
def test_nothing_differs_before_what_happens_where_the_course_falls_or_rises(last: float) -> None:
    grown = np.outer(np.linspace(1.0, last, YEARS + 1), np.ones(len(LEVELS)))
    place, known = dataclasses.replace(town(), course=10_000.0 * grown), lucky(5)
    usual, closed = run_circle(place, known, no_events(YEARS)), run_circle(place, known, close(1.0, year=6))
    np.testing.assert_allclose(usual.values[:, :, :7], closed.values[:, :, :7], rtol=1e-9, atol=1e-6)
    at, alike = 7, np.abs(closed["revenue"] - usual["revenue"])[:, 7:]
    assert (closed["jobs"][:, at] < usual["jobs"][:, at]).all()
    assert alike.max() < 20 * place.wage, "one job is worth no more than a few jobs"


def test_a_run_that_knows_who_moves_is_the_same_to_the_last_bit() -> None:
    known = lucky() | {COURSE: np.linspace(0.01, 0.99, 40)}
    before = run_circle(town(), known, no_events(YEARS))
    assert np.array_equal(
        run_circle(town(), known, close(400)).values, run_circle(town(), known, close(400), (), before).values
    )
