"""The shipped parameters, draws and towns, each made once."""

from collections.abc import Callable

import pytest

from circle_parts import make_model
from samspel.dynamics.circle import Town
from samspel.observations.building import Observations
from samspel.scenarios.simulation import Model


@pytest.fixture(scope="session")
def model(observations: Observations) -> Model:
    """Parameters, levers' effects and calibration."""
    return make_model(observations)


@pytest.fixture(scope="session")
def town_of(model: Model, observations: Observations) -> Callable[[str], Town]:
    """A municipality as the model starts it, by code, for 15 years."""
    places = observations.catalogue.places.by_code
    made: dict[str, Town] = {}

    def find(code: str) -> Town:
        if code not in made:
            made[code] = model.calibration.town(places[code], 15)
        return made[code]

    return find
