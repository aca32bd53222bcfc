"""The swings of unemployment: estimated again from the tables, found again where they are known, and in the draws."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from samspel.dynamics.jobs import no_events
from samspel.dynamics.luck import CHANCE, CHANCE_END
from samspel.observations.building import Observations
from samspel.research.swings import (
    Panel,
    Swings,
    estimate_swings,
    fit_growth,
    fit_persistence,
    grow_variance,
    measure_hold,
    read_panels,
    square_changes,
)
from samspel.scenarios.ensembles import run_ensemble
from samspel.scenarios.model import Model
from samspel.scenarios.sampling import sample_chance, sample_parameters
from samspel.trials.cases import load_backtests
from samspel.trials.starting import start_before

Floats = npt.NDArray[np.float64]
YEARS = tuple(range(2010, 2023))


@pytest.fixture(scope="module")
def panels(observations: Observations) -> tuple[Panel, ...]:
    return read_panels(observations)


@pytest.fixture(scope="module")
def estimate(panels: tuple[Panel, ...]) -> Swings:
    return estimate_swings(panels)


def walk(persistence: float, spread: float, places: int, years: int, seed: int = 3) -> Floats:
    """Swings made by the plain recursion, each from its own level, shape (places, years)."""
    normals = np.random.default_rng(seed).normal(size=(places, years)) * spread
    course = np.zeros((places, years))
    for year in range(1, years):
        course[:, year] = persistence * course[:, year - 1] + normals[:, year]
    return course + np.linspace(1.0, 3.0, places)[:, None]


def test_every_municipality_is_in_both_tables(panels: tuple[Panel, ...]) -> None:
    assert [panel.years for panel in panels] == [YEARS, (2020, 2023, 2024)]
    assert [panel.logs.shape for panel in panels] == [(290, 13), (290, 3)]


def test_the_parameters_are_what_the_tables_give(model: Model, estimate: Swings) -> None:
    known = model.parameters
    assert known["unemployment_common_persistence"].value == estimate.common_persistence
    assert known["unemployment_local_persistence"].value == estimate.local_persistence
    assert known["unemployment_common_spread"].value == pytest.approx(estimate.common_spread, abs=5e-4)
    local = known["unemployment_local_spread"]
    assert local.spread is not None
    assert local.spread.marks == pytest.approx(estimate.local_spreads, abs=5e-4)
    assert local.value == pytest.approx(np.mean(estimate.local_spreads), abs=1e-3)


def test_the_spread_of_the_common_part_is_chi_square_for_so_few_changes(model: Model, estimate: Swings) -> None:
    spread, count = model.parameters["unemployment_common_spread"].spread, estimate.common_changes
    assert spread is not None
    assert count == 14
    told = [estimate.common_spread * np.sqrt(count / chi2.ppf(share, count)) for share in (0.9, 0.5, 0.1)]
    assert spread.marks == pytest.approx(told, abs=5e-4)


def test_what_the_source_says_of_one_table_alone_is_so(model: Model, panels: tuple[Panel, ...]) -> None:
    alone = estimate_swings(panels[:1])
    assert alone.common_spread == pytest.approx(0.097, abs=5e-4)
    assert "0,097" in model.parameters["unemployment_common_spread"].source


def test_no_case_of_the_backtest_matters_to_the_estimate(observations: Observations, estimate: Swings) -> None:
    catalogue, changes = observations.catalogue, []
    for code in {case.place for case in load_backtests(catalogue)}:
        without = estimate_swings(read_panels(observations, [catalogue.places.by_code[code].index]))
        assert (without.common_persistence, without.local_persistence) == (
            estimate.common_persistence,
            estimate.local_persistence,
        )
        pairs = zip(
            (without.common_spread, *without.local_spreads),
            (estimate.common_spread, *estimate.local_spreads),
            strict=True,
        )
        changes += [abs(one / all_of_them - 1.0) for one, all_of_them in pairs]
    assert round(100 * max(changes), 1) == 1.2
    key = "backtest.approximation.unemployment"
    assert "högst 1,2 procent" in catalogue.texts["sv"](key)
    assert "at most 1.2 per cent" in catalogue.texts["en"](key)


def test_small_municipalities_swing_more_than_large_ones(panels: tuple[Panel, ...], observations: Observations) -> None:
    people = observations.series("population").in_year(2024)[:290]
    order = np.argsort(people)
    for panel in panels:
        small, large = (float((np.diff(panel.local[rows], axis=1) ** 2).mean()) for rows in (order[:58], order[-58:]))
        assert small > 2 * large, "as the parameter's reason says"


@given(step=st.integers(0, 100), spread=st.floats(0.01, 1.0), heavy=st.integers(0, 10))
def test_a_known_growth_is_found_again(step: int, spread: float, heavy: int) -> None:
    weights = np.ones(11)
    weights[heavy] = 50.0
    assert fit_growth(spread**2 * grow_variance(step / 100, np.arange(1, 12)), weights) == step / 100


def test_a_change_beyond_any_growth_is_held_at_the_limit() -> None:
    assert fit_growth(np.array([1.0, 4.0, 9.0]), np.ones(3)) == 1.0
    assert fit_growth(np.array([1.0, 0.5, 0.2]), np.ones(3)) == 0.0


def test_a_long_span_with_few_pairs_counts_less() -> None:
    seen = np.array([1.0, 2.0, 3.0, 1.0])
    assert fit_growth(seen, np.array([4.0, 3.0, 2.0, 0.01])) > fit_growth(seen, np.array([1.0, 1.0, 1.0, 50.0]))


def test_the_swing_of_walks_is_found_again() -> None:
    values = walk(1.0, 0.08, 20_000, 13)
    assert fit_persistence(values) >= 0.99
    assert np.sqrt(square_changes(values, YEARS, 1.0).mean()) == pytest.approx(0.08, rel=0.02)


def test_common_and_local_parts_are_told_apart() -> None:
    shared = walk(1.0, 0.1, 1, 13, seed=1)
    own = walk(0.95, 0.05, 3000, 13)
    found = estimate_swings([Panel(YEARS, shared + own), Panel(YEARS[:3], own[:, :3])])
    assert found.common_changes == 14
    assert found.local_persistence == pytest.approx(0.95, abs=0.02)
    assert found.local_spreads == pytest.approx((0.05, 0.05), rel=0.03)
    calm = np.diff(own.mean(axis=0))
    exact = np.sqrt((((np.diff(shared[0]) + calm) ** 2).sum() + (calm[:2] ** 2).sum()) / 14)
    assert found.common_persistence == 1.0
    assert found.common_spread == pytest.approx(exact)


def test_the_growth_of_the_variance_by_hand() -> None:
    spans = np.array([1, 2, 3])
    np.testing.assert_allclose(grow_variance(0.5, spans), [1.0, 1.25, 1.3125])
    np.testing.assert_allclose(grow_variance(1.0, spans), [1.0, 2.0, 3.0])
    np.testing.assert_allclose(grow_variance(0.0, spans), [1.0, 1.0, 1.0])


def test_a_change_over_several_years_counts_as_one_over_what_it_would_be() -> None:
    squares = square_changes(np.array([[0.0, 0.3, 0.2]]), (2020, 2023, 2024), 1.0)
    np.testing.assert_allclose(squares, [[0.03, 0.01]])


@given(level=st.floats(0.5, 30.0), factor=st.floats(0.2, 5.0))
def test_the_level_of_a_table_does_not_matter(level: float, factor: float) -> None:
    values = walk(0.9, 0.1, 6, 13) + np.log(level)
    one, other = (estimate_swings([Panel(YEARS, values + np.log(more))]) for more in (1.0, factor))
    assert one.local_spreads == pytest.approx(other.local_spreads)
    assert one.common_spread == pytest.approx(other.common_spread)


def test_a_place_with_a_blank_is_left_out_of_that_table_alone(observations: Observations) -> None:
    class Gap:
        catalogue = observations.catalogue

        @staticmethod
        def series(indicator: str) -> object:
            series = observations.series(indicator)
            values = series.values.copy()
            if indicator == "unemployment":
                values[7, 0] = np.nan
                values[9, -1] = 0.0
            return replace(series, values=values)

    panels = read_panels(Gap())  # type: ignore[arg-type]
    assert [len(panel.logs) for panel in panels] == [290, 288]


def test_the_band_is_counted_by_hand() -> None:
    count = 20_000
    draws = {CHANCE: sample_chance(count, 1)} | {
        f"unemployment_{part}_{what}": np.full(count, value)
        for part, what, value in (
            ("common", "persistence", 1.0), ("common", "spread", 0.3),
            ("local", "persistence", 1.0), ("local", "spread", 0.4),
        )
    }  # fmt: skip
    logs = np.array([[0.0, 0.6, 0.0], [0.0, 0.68, 0.7], [0.0, -0.7, -0.1]])
    found = measure_hold(Panel((2020, 2021, 2024), logs), draws, (1, 2, 4))
    assert [(hold.span, hold.count, hold.inside, hold.above, hold.below) for hold in found] == [
        (1, 3, 1, 1, 1),
        (4, 3, 3, 0, 0),
    ], "a year after, the ends are 1.2816 x 0.5; no two years of the table are two apart"


def test_keys_come_in_pairs_with_opposite_luck_and_from_the_seed_alone() -> None:
    keys = sample_chance(1001, 4)
    assert np.array_equal(keys[1:1000:2], -keys[0:1000:2])
    assert len(np.unique(np.abs(keys))) == 501
    assert (np.abs(keys) < CHANCE_END).all()
    assert np.array_equal(keys, np.round(keys))
    assert np.array_equal(keys, sample_chance(1001, 4))
    assert not np.array_equal(keys, sample_chance(1001, 5))


def test_the_keys_are_in_the_draws_beside_every_parameter(model: Model) -> None:
    drawn = sample_parameters(model.parameters, 40, 1)
    assert set(drawn) == {*model.parameters, CHANCE}
    assert np.array_equal(drawn[CHANCE], sample_chance(40, 1))


def test_the_band_of_a_baseline_is_as_wide_as_the_tables_say(
    model: Model, observations: Observations, estimate: Swings
) -> None:
    place = observations.catalogue.places.by_code["1281"]
    case = next(case for case in load_backtests(observations.catalogue) if case.place == place.code)
    town = start_before(observations, model.calibration, place, case)
    draws = sample_parameters(model.parameters, 1000, 1) | {"unmet_unfilled": np.zeros(1000)}
    band = run_ensemble(town, draws, no_events(5)).band("unemployment")
    assert band[2] == pytest.approx(band[2, 0], rel=0.01), "the middle stays"
    for year in (1, 5):
        common = estimate.common_spread**2 * year
        local = np.mean(np.square(estimate.local_spreads)) * grow_variance(0.97, np.array([year]))[0]
        width = np.log(band[-1, year] / band[0, year]) / 2
        assert width == pytest.approx(1.2816 * np.sqrt(common + local), rel=0.08)
