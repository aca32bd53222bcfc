"""Moving in against the size of a place: found again in made-up places, and in the tables as the parameter says."""

import numpy as np
import pytest

from samspel.observations.building import Observations
from samspel.research.moving_size import Following, estimate_following, read_mean
from samspel.scenarios.model import Model
from samspel.trials.cases import load_backtests

YEARS = (2023, 2024)


def test_what_was_put_in_is_found() -> None:
    people = np.geomspace(2e3, 1e6, 100)
    found = estimate_following(3.0 * people**0.8, people)
    assert (found.value, found.error) == pytest.approx((0.8, 0.0), abs=1e-9)


def test_the_parameter_is_what_the_tables_say_outside_the_cases(observations: Observations, model: Model) -> None:
    catalogue, parameter = observations.catalogue, model.parameters["arrivals_follow_people"]
    cases, inputs = {case.place for case in load_backtests(catalogue)}, catalogue.inputs
    people = read_mean(observations, inputs.population, YEARS, cases)

    def follow(name: str) -> Following:
        return estimate_following(read_mean(observations, name, YEARS, cases), people)

    coming, leaving = follow(inputs.arrivals), follow(inputs.departures)
    assert (coming.value, coming.error) == pytest.approx((1.047, 0.014), abs=0.001)
    assert (leaving.value, leaving.error) == pytest.approx((1.010, 0.015), abs=0.001)
    assert parameter.spread is not None
    assert parameter.spread.low is not None
    assert parameter.spread.high is not None
    assert parameter.spread.low < min(parameter.value, leaving.value)
    assert max(parameter.value, coming.value) < parameter.spread.high
