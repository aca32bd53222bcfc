"""Whose jobs come and go: found again in made-up places, and in the tables as the parameter says."""

import numpy as np
import pytest

from samspel.observations.building import Observations
from samspel.research.residents_part import Changes, estimate_part, read_changes
from samspel.scenarios.model import Model
from samspel.trials.cases import load_backtests

YEARS = (2020, 2022)


@pytest.mark.parametrize("power", [0.5, 1.0, 2.4])
def test_what_was_put_in_is_found(power: float) -> None:
    luck = np.random.default_rng(1)
    share, jobs = luck.uniform(0.3, 0.95, 200), luck.normal(2.0, 4.0, 200)
    found = estimate_part(Changes(share, jobs, 3.0 + 0.8 * share**power * (jobs - jobs.mean())))
    assert (found.real, found.power) == pytest.approx((0.8, power), abs=1e-6)
    assert (found.real_error, found.power_error) == pytest.approx((0.0, 0.0), abs=1e-6)


def test_workplaces_that_are_only_entered_elsewhere_do_not_change_the_power() -> None:
    luck = np.random.default_rng(2)
    share, real, entered = luck.uniform(0.3, 0.95, 5000), luck.normal(0.0, 3.0, 5000), luck.normal(0.0, 1.5, 5000)
    found = estimate_part(Changes(share, real + entered, share**1.5 * real))
    assert found.real == pytest.approx(0.8, abs=0.02), "3 squared of 3 squared and 1.5 squared"
    assert found.power == pytest.approx(1.5, abs=0.05)


def test_the_parameter_is_what_the_tables_say_outside_the_cases(observations: Observations, model: Model) -> None:
    catalogue, parameter = observations.catalogue, model.parameters["residents_power"]
    cases = {case.place for case in load_backtests(catalogue)}
    changes = read_changes(observations, catalogue.inputs, YEARS, cases)
    found = estimate_part(changes)
    assert len(changes.jobs) == 290 - len(cases)
    assert parameter.value == pytest.approx(found.power, abs=0.005)
    assert (found.real, found.real_error, found.power_error) == pytest.approx((0.80, 0.10, 0.34), abs=0.005)
