"""Every change of wages as an event: found again where it is known, and as the document says."""

import numpy as np
import pytest

from samspel.observations.building import Observations
from samspel.research.large_changes import Panel, ask_model, estimate_answer, list_others, read_panel
from samspel.scenarios.model import Model
from samspel.scenarios.sampling import sample_parameters
from samspel.trials.cases import load_backtests
from samspel.trials.surroundings import Surroundings


def test_an_answer_that_was_put_in_is_found_again() -> None:
    luck = np.random.default_rng(4)
    jobs = luck.normal(size=(200, 12)) * 2.0
    wages = jobs + luck.normal(size=(200, 12)) * 2.0
    gone, come = np.full(200, -0.1), np.full(200, -0.2)
    met = np.where(wages < 0.0, gone[0], come[0]) * jobs * 0.7 + 0.05 * luck.normal(size=(200, 12))
    known = jobs.copy()
    known[:, :6] = np.nan
    chosen = np.abs(wages) > 1.0
    found = estimate_answer(Panel(wages=wages, jobs=known, idle=met), gone, come, chosen)
    assert found.follows == pytest.approx(0.5, abs=0.05), "half of what wages vary is jobs"
    assert found.slope == pytest.approx(0.7, abs=3.0 * found.error)
    assert 0.01 < found.error < 0.1
    assert (found.changes, found.municipalities) == (int(chosen.sum()), 200)


def test_jobs_that_go_raise_unemployment_less_where_many_commute(observations: Observations, model: Model) -> None:
    places = observations.catalogue.places.by_code
    towns = [places["2583"], places["0127"]]
    gone, come = ask_model(observations, model.calibration, towns, sample_parameters(model.parameters, 50, 1))
    assert (gone < 0.0).all()
    assert (come < 0.0).all()
    assert gone[0] < 2.0 * gone[1], "Haparanda beside Botkyrka"


def test_the_panel_is_net_of_what_all_met_and_without_the_cases(observations: Observations, model: Model) -> None:
    taken = {case.place for case in load_backtests(observations.catalogue)}
    others = list_others(observations, taken)
    assert len(others) == 290 - len(taken)
    assert not taken & {place.code for place in others}
    panel = read_panel(Surroundings(observations, model.calibration.baseline), others, range(2019, 2023))
    assert np.median(panel.wages, axis=0) == pytest.approx(0.0, abs=1e-9)
    assert np.isnan(panel.jobs[:, :2]).all()
    assert np.isfinite(panel.jobs[:, 2:]).all()
    assert np.isfinite(panel.idle).all()
