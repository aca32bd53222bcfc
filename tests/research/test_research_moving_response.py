"""The response of moving to unemployment: found again in made-up places, and in the tables as the parameter says."""

import numpy as np
import pytest

from samspel.observations.building import Observations
from samspel.research.moving_response import estimate_response, read_panel
from samspel.scenarios.model import Model

WORKING = slice(18, 66)


def test_what_was_put_in_is_found_whatever_places_and_years_have_of_their_own() -> None:
    generator = np.random.default_rng(1)
    idle = generator.uniform(2, 10, (80, 12))
    own, year = generator.normal(0, 3, (80, 1)), generator.normal(0, 3, (1, 12))
    found = estimate_response(own + year - 0.18 * idle, idle, tuple(range(12)), 0.6)
    assert found.people == pytest.approx(0.3)
    assert found.error == pytest.approx(0.0, abs=1e-9)


def test_the_parameter_is_what_the_tables_say(observations: Observations, model: Model) -> None:
    moving, idle, years = read_panel(observations, observations.catalogue.inputs)
    ages = model.calibration.people.ages.sum(axis=(0, 1))
    found = estimate_response(moving, idle, years, float(ages[WORKING].sum() / ages.sum()))
    parameter = model.parameters["moving_per_unemployed"]
    assert (years[0], years[-1]) == (2011, 2022)
    assert parameter.value == pytest.approx(found.people, abs=0.005)
    assert parameter.spread is not None
    assert found.error < 0.05
