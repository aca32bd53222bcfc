"""Runs of many draws: bands, differences, divergence, places and processes, drivers and convergence."""

from collections.abc import Callable, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_parts import YEARS, close
from samspel.dynamics.budget import local_base, tax_revenue
from samspel.dynamics.equalisation import Position, change_revenue
from samspel.dynamics.jobs import SECTORS, WELFARE, no_events
from samspel.dynamics.outcomes import ROW
from samspel.dynamics.town import Town
from samspel.observations.building import Observations
from samspel.scenarios.bands import QUANTILES
from samspel.scenarios.comparison import Difference
from samspel.scenarios.convergence import watch_convergence
from samspel.scenarios.drivers import LOOPS, compare_loops, cut_loop, rank_parameters
from samspel.scenarios.ensembles import find_bands, run_ensemble, zero_hypotheses
from samspel.scenarios.model import Model
from samspel.scenarios.nationwide import Shared, Task, run_place, run_places
from samspel.scenarios.sampling import sample_parameters

Floats = npt.NDArray[np.float64]
TownOf = Callable[[str], Town]


def test_bands_are_the_quantiles_of_the_draws() -> None:
    values = np.random.default_rng(1).normal(size=(3, 101, 4))
    np.testing.assert_allclose(find_bands(values), np.quantile(values, QUANTILES, axis=1).swapaxes(0, 1), rtol=1e-12)


def test_bands_of_no_draws_are_blank() -> None:
    assert np.isnan(find_bands(np.empty((2, 0, 3)))).all()


def test_a_diverging_draw_is_left_out_of_the_bands_and_counted(model: Model, town_of: TownOf) -> None:
    draws = sample_parameters(model.parameters, 40, 1)
    kept = {name: values[1:] for name, values in draws.items()}
    draws["moving_in_level"] = draws["moving_in_level"].copy()
    draws["moving_in_level"][0] = np.inf
    events = close(400)
    whole, rest = run_ensemble(town_of("1060"), draws, events), run_ensemble(town_of("1060"), kept, events)
    assert (whole.draws, whole.diverged, rest.diverged) == (40, 1, 0)
    assert np.array_equal(whole.bands, rest.bands)
    assert Difference(rest, rest).diverged == 0
    assert Difference(whole, whole).diverged == 1


def lose_industry(model: Model, town: Town, jobs: Sequence[float]) -> Iterator[Floats]:
    """The people of each draw and year, the same draws each time, where so many of the jobs in industry go."""
    draws = sample_parameters(model.parameters, 60, 1)
    yield from (run_ensemble(town, draws, close(lost)).paths["people"] for lost in jobs)


@given(share=st.floats(0.0, 0.5), more=st.floats(0.0, 0.1))
def test_more_jobs_lost_never_gives_more_people_in_any_draw(
    model: Model, town_of: TownOf, share: float, more: float
) -> None:
    town = town_of("1060")
    less, worse = lose_industry(model, town, (share * town.industry, (share + more) * town.industry))
    assert (worse <= less + 1e-6).all()


@given(share=st.floats(0.5, 0.9), more=st.floats(0.0, 0.1))
def test_nor_in_the_middle_of_the_draws_where_nearly_all_of_industry_goes(
    model: Model, town_of: TownOf, share: float, more: float
) -> None:
    """Where nearly every job but those of welfare is gone, who moves out jumps once in a draw in sixty: by seven of
    nine thousand people at 66 per cent in its last year.
    """
    town = town_of("1060")
    less, worse = lose_industry(model, town, (share * town.industry, (share + more) * town.industry))
    assert (np.median(worse, axis=0) <= np.median(less, axis=0) + 1e-6).all()
    assert (worse <= less + 10.0).all()
    assert (worse > less + 1e-6).mean() < 0.005


@given(code=st.sampled_from(["2523", "1488", "2482", "1860", "0180"]), jobs=st.integers(-1500, 1500))
def test_nobody_works_in_a_job_that_is_not_there(model: Model, town_of: TownOf, code: str, jobs: int) -> None:
    draws = sample_parameters(model.parameters, 40, 1)
    events = close(max(-jobs, 0))
    events.opened[4, 0] = max(jobs, 0)
    before = run_ensemble(town_of(code), draws, no_events(YEARS))
    after = run_ensemble(town_of(code), draws, events, beside=before)
    for paths in (before.paths, after.paths):
        left = paths["in_work"] - paths["jobs"] + paths["commuters_in"] - paths["commuters_out"]
        assert np.abs(left).max() < 1e-3
        assert np.abs(paths["labour_force"] - paths["in_work"] - paths["unemployed"]).max() < 1e-3
        assert min(paths[name].min() for name in ("in_work", "commuters_in", "commuters_out", "unemployed")) > -1e-3
    work, there, coming, going = (
        after.paths[name] - before.paths[name] for name in ("in_work", "jobs", "commuters_in", "commuters_out")
    )
    assert np.abs(work - there + coming - going).max() < 1.0


@given(code=st.sampled_from(["2523", "1488", "2482", "1860"]), jobs=st.sampled_from([-300, 300]))
def test_residents_hold_of_what_changes_their_part_of_all_jobs_to_a_power(
    model: Model, town_of: TownOf, code: str, jobs: int
) -> None:
    draws, town = sample_parameters(model.parameters, 40, 1), town_of(code)
    events = close(max(-jobs, 0))
    events.opened[2, 0] = max(jobs, 0)
    year = 3 if jobs > 0 else 1 + int(np.argmax(events.closed.sum(axis=1)))
    before, after = (run_ensemble(town, draws, one).paths for one in (no_events(YEARS), events))
    change = {name: (after[name] - before[name])[:, year] for name in ("jobs", "commuters_in")}
    held = (1.0 - town.commuting_in) ** draws["residents_power"]
    filled = change["commuters_in"] / change["jobs"]
    if jobs < 0:
        np.testing.assert_allclose(filled, 1.0 - held, atol=1e-6)
    else:
        assert (filled > 1.0 - held - 1e-6).all(), "and what residents cannot fill"


@pytest.mark.parametrize(("code", "lost"), [("2523", 1000), ("2584", 1500)])
def test_where_few_commute_moving_comes_to_rest(model: Model, observations: Observations, code: str, lost: int) -> None:
    place = observations.catalogue.places.by_code[code]
    town = model.calibration.town(place, 40)
    draws, events = sample_parameters(model.parameters, 1000, 1), no_events(40)
    events.closed[0, 0] = lost
    before = run_ensemble(town, draws, no_events(40))
    after = run_ensemble(town, draws, events, beside=before)
    people = np.median(after.paths["people"] - before.paths["people"], axis=0)
    assert people[25] < -0.5 * lost
    share = np.median(after.paths["working_age"] / before.paths["working_age"] - 1.0, axis=0)
    assert abs(share[40] / share[25] - 1.0) < 0.03, "a share, since the place shrinks without events too"
    idle = np.median(after.paths["unemployment"] - before.paths["unemployment"], axis=0)
    assert idle[1] > 0.03
    assert idle[40] < 0.25 * idle[1]


@pytest.mark.parametrize("code", ["0180", "1860", "2482", "2523"])
def test_a_fall_like_that_of_2009_raises_unemployment_as_it_did_and_for_two_years(
    model: Model, town_of: TownOf, code: str
) -> None:
    """So many of all jobs in the country, none in welfare; it rose by 2.1 points in 2009 and stayed in 2010."""
    draws, town = sample_parameters(model.parameters, 200, 1), town_of(code)
    before = run_ensemble(town, draws, no_events(YEARS))
    for share, least, most in ((0.02, 1.4, 2.0), (0.03, 2.0, 2.7)):
        events = no_events(YEARS)
        start = {sector: float(before.paths[f"jobs_{sector}"][0, 0]) for sector in SECTORS}
        private = sum(start.values()) - start[SECTORS[WELFARE]]
        for number, sector in enumerate(SECTORS[:WELFARE]):
            events.swing[0, number] = -share * sum(start.values()) * start[sector] / private
        after = run_ensemble(town, draws, events, beside=before)
        rise = 100.0 * np.median(after.paths["unemployment"] - before.paths["unemployment"], axis=0)
        assert least < rise[1] < most
        assert least < rise[2] < most


def test_a_scenario_against_itself_differs_nowhere(model: Model, town_of: TownOf) -> None:
    draws = sample_parameters(model.parameters, 30, 1)
    same = Difference(
        run_ensemble(town_of("1860"), draws, close(100)), run_ensemble(town_of("1860"), draws, close(100))
    )
    assert not same.values.any()
    people, price = model.outcomes["people"], model.outcomes["house_price"]
    assert same.share_better(people) == same.share_worse(people) == 0.0
    assert same.share_better(price) is None
    assert not any(same.is_seen(outcome) for outcome in model.outcomes)


def test_fewer_unemployed_are_better_and_fewer_people_are_worse(model: Model, town_of: TownOf) -> None:
    draws = sample_parameters(model.parameters, 30, 1)
    change = Difference(
        run_ensemble(town_of("1860"), draws, no_events(YEARS)), run_ensemble(town_of("1860"), draws, close(300))
    )
    people, unemployed = model.outcomes["people"], model.outcomes["unemployed"]
    assert (change.share_better(people), change.share_worse(people)) == (0.0, 1.0)
    assert change.share_worse(unemployed, 2) == 1.0
    assert change.is_seen(people)
    coarse = msgspec.structs.replace(people, scale=1e-9)
    assert change.share_worse(coarse) == 0.0
    assert not change.is_seen(coarse)


def test_the_hypotheses_at_zero_change_only_them(model: Model) -> None:
    draws = sample_parameters(model.parameters, 20, 1)
    zero = zero_hypotheses(draws, ["unmet_unfilled"])
    assert not zero["unmet_unfilled"].any()
    assert all(np.array_equal(zero[name], draws[name]) for name in draws if name != "unmet_unfilled")


def _tasks(town_of: TownOf) -> list[Task]:
    return [Task(town_of(code), close(200)) for code in ("1060", "1860", "2181", "0180")]


def _shared(model: Model) -> Shared:
    return Shared(sample_parameters(model.parameters, 60, 1), (), ("unmet_unfilled",))


def test_places_together_equal_one_by_one_in_any_order(model: Model, town_of: TownOf) -> None:
    tasks, shared = _tasks(town_of), _shared(model)
    together = {result.code: result for result in run_places(tasks, shared, 1)}
    turned = {result.code: result for result in run_places(tasks[::-1], shared, 1)}
    for task in tasks:
        alone = run_place(task, shared)
        for name, bands in alone.bands.items():
            assert np.array_equal(bands, together[task.town.code].bands[name])
            assert np.array_equal(bands, turned[task.town.code].bands[name])


def test_one_process_and_two_give_the_same_bits(model: Model, town_of: TownOf) -> None:
    tasks, shared = _tasks(town_of), _shared(model)
    one = {result.code: result for result in run_places(tasks, shared, 1)}
    two = {result.code: result for result in run_places(tasks, shared, 2)}
    assert set(one) == set(two)
    for code, result in one.items():
        assert set(result.bands) == set(two[code].bands)
        for name, bands in result.bands.items():
            assert np.array_equal(bands, two[code].bands[name]), (code, name)


def test_a_closure_brings_what_the_model_says_it_should(model: Model, town_of: TownOf) -> None:
    draws = sample_parameters(model.parameters, 400, 1)
    town = town_of("1060")
    change = Difference(run_ensemble(town, draws, no_events(YEARS)), run_ensemble(town, draws, close(400)))
    jobs, people = change.band("jobs")[:, 7], change.band("people")[:, 7]
    assert -900 < jobs[0] < jobs[2] < jobs[-1] < 0
    assert -400 < people[0] < people[-1] < 0
    assert 20 < change.band("unemployed")[2, 2] < 200


def test_the_multiplier_is_found_to_drive_the_jobs(model: Model, town_of: TownOf) -> None:
    draws, town = sample_parameters(model.parameters, 400, 1), town_of("1060")
    change = Difference(run_ensemble(town, draws, no_events(YEARS)), run_ensemble(town, draws, close(400)))
    drivers = rank_parameters(draws, change.values[ROW["jobs"], :, 8])
    assert drivers[0].parameter == "net_loss_per_job"
    assert drivers[0].share > 0.5
    assert all(0.0 <= driver.share <= 1.0 for driver in drivers)


def test_luck_is_no_driver(model: Model) -> None:
    draws = sample_parameters(model.parameters, 200, 1)
    ranked = {driver.parameter for driver in rank_parameters(draws, draws["net_loss_per_job"])}
    assert ranked == {name for name, record in model.parameters.items() if record.spread is not None}


def test_nothing_is_ranked_where_nothing_spreads_or_draws_are_few(model: Model) -> None:
    draws = sample_parameters(model.parameters, 150, 1)
    assert rank_parameters(draws, np.ones(150)) == ()
    assert rank_parameters(sample_parameters(model.parameters, 20, 1), np.arange(20.0)) == ()


@pytest.mark.parametrize("loop", LOOPS)
def test_a_loop_can_be_cut(model: Model, loop: str) -> None:
    draws = sample_parameters(model.parameters, 20, 1)
    cut = cut_loop(draws, loop)
    assert {name for name in draws if not np.array_equal(cut[name], draws[name])} == set(LOOPS[loop])


def test_loops_are_compared_on_common_draws(model: Model, town_of: TownOf) -> None:
    draws, town = sample_parameters(model.parameters, 50, 1), town_of("1060")
    nothing = no_events(YEARS)
    whole = Difference(run_ensemble(town, draws, nothing), run_ensemble(town, draws, close(400)))
    loops = {loop.name: loop for loop in compare_loops(town, draws, close(400), nothing, (), whole, "people")}
    assert set(loops) == set(LOOPS)
    assert loops["leaving"].median < 0.0
    assert loops["homes"].median > 0.0


def test_convergence_ends_with_all_draws() -> None:
    values = np.random.default_rng(1).normal(size=1000)
    found = watch_convergence(values)
    assert [step.draws for step in found.steps] == [50, 100, 200, 400, 800, 1000]
    assert found.moved is not None
    assert found.moved < 0.1
    assert found.steps[-1].quantiles == pytest.approx(np.quantile(values, QUANTILES))


@pytest.mark.parametrize("count", [0, 1, 10])
def test_convergence_of_few_draws_says_nothing_of_movement(count: int) -> None:
    assert watch_convergence(np.arange(float(count))).moved is None


@pytest.mark.parametrize("code", ["1060", "0162", "0980"])
def test_a_local_loss_of_base_costs_what_equalisation_says(town_of: TownOf, code: str) -> None:
    economy, lost, one = town_of(code).economy, 5e6, np.ones(1)
    before, after = (local_base(economy, one * economy.people, one * fall, 0.0) for fall in (0.0, lost))
    revenue = [
        tax_revenue(economy.rules, base, one * economy.people, economy.mean_capacity) for base in (before, after)
    ]
    positions = [Position(base, one * economy.people, economy.mean_capacity) for base in (before, after)]
    told = change_revenue(economy.rules, positions[0], positions[1]).total
    np.testing.assert_allclose(revenue[1] - revenue[0], told, rtol=1e-6)
    rules = economy.rules
    rate = rules.grant_rate if economy.base < 1.15 * economy.mean_capacity * economy.people else rules.fee_rate
    np.testing.assert_allclose(told, -(rules.own_rate - rate) * lost, rtol=1e-6)
