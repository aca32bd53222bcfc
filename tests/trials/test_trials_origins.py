"""The fair test of the baseline: its goals on the built-in figures, and rivals by hand."""

import numpy as np
import pytest

from samspel.app.backtesting import try_baseline
from samspel.app.desk import Desk
from samspel.app.modelling import open_forecaster
from samspel.scenarios.baseline.forecast import Forecaster
from samspel.trials.origins import OWN, Trials, list_rivals


@pytest.fixture(scope="module")
def trials(still_desk: Desk) -> Trials:
    return try_baseline(still_desk)


@pytest.mark.parametrize(("ahead", "goal"), [(1, 0.47), (3, 1.20), (5, 1.95), (10, 3.6)])
def test_the_goals_until_2019(trials: Trials, ahead: int, goal: float) -> None:
    assert 100.0 * trials.find(OWN, "before", ahead).error <= goal


def test_the_rivals_are_as_others_have_measured_them(trials: Trials) -> None:
    """The ten years' trend: .56 1.48 2.44 5.22 per cent; SCB's own: 2.30, 2.44, 1.74."""
    trend = [100.0 * trials.find("trend", "before", ahead).error for ahead in trials.rules.ahead]
    assert trend == pytest.approx([0.555, 1.478, 2.442, 5.222], abs=0.002)
    assert [100.0 * duel.official for duel in trials.duels] == pytest.approx([2.30, 2.44, 1.74], abs=0.006)


def test_it_is_nearer_than_the_official_projection_in_every_vintage(trials: Trials) -> None:
    assert [duel.target for duel in trials.duels] == [2019, 2024, 2025]
    assert all(duel.error < duel.official and duel.crps < duel.official_crps for duel in trials.duels)


def test_the_band_holds_what_it_promises(trials: Trials) -> None:
    for ahead in trials.rules.ahead:
        assert 0.75 <= trials.find(OWN, "all", ahead).inside <= 0.851, ahead
    assert len(trials.groups) == 9
    assert min(trials.groups.values()) >= 0.7


def test_with_the_mean_pace_known_it_misses_by_less_than_one_and_a_half(trials: Trials) -> None:
    assert 100.0 * trials.find("informed", "before", 5).error < 1.5


def test_no_rival_has_a_lower_crps(trials: Trials) -> None:
    rivals = {score.method for score in trials.scores} - {OWN, "informed", "panel"}
    assert len(rivals) >= 6
    for ahead in trials.rules.ahead:
        own = trials.find(OWN, "all", ahead)
        assert all(trials.find(name, "all", ahead).crps > own.crps for name in rivals), ahead


def test_the_plain_rivals_by_hand(still_desk: Desk) -> None:
    known = open_forecaster(still_desk)
    forecaster, column = Forecaster(known.history, known.settings, 3), 20
    rivals, people = list_rivals(forecaster, still_desk.catalogue.trial_rules.origins), known.history.people
    assert not rivals["unchanged"](column).any()
    trend = people[0, column] + 3 * (people[0, column] - people[0, column - 10]) / 10
    assert people[0, column] * np.exp(rivals["trend"](column)[0, 2]) == pytest.approx(trend)
    assert rivals["country"](column)[5] == pytest.approx(forecaster.expect_country(column))
