"""Parts that the tests of scenarios share."""

import numpy as np
import numpy.typing as npt

from samspel.dynamics.jobs import INDUSTRY, Events, no_events
from samspel.observations.building import Observations
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.levers import load_effects
from samspel.scenarios.model import Model
from samspel.scenarios.outcomes import load_outcomes
from samspel.scenarios.parameters import load_parameters
from samspel.scenarios.rule_of_thumb import load_rule_of_thumb

Floats = npt.NDArray[np.float64]
YEARS = 15


def make_model(observations: Observations) -> Model:
    parameters = load_parameters(observations.catalogue)
    effects = load_effects(observations.catalogue, parameters)
    return Model(
        load_outcomes(observations.catalogue),
        parameters,
        effects,
        Calibration(observations, parameters),
        load_rule_of_thumb(observations.catalogue),
    )


def close(jobs: float, column: int = 1, years: int = YEARS) -> Events:
    events = no_events(years)
    events.closed[column, INDUSTRY] = jobs
    return events
