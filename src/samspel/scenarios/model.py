"""The model of one set of observations, apart from what is asked of it: what needs no run starts without the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from samspel.scenarios.calibration import Calibration
from samspel.scenarios.levers import Effect
from samspel.scenarios.outcomes import Outcomes
from samspel.scenarios.parameters import CircleParameter
from samspel.scenarios.rule_of_thumb import RuleOfThumb

DEFAULT_YEARS, DEFAULT_DRAWS, DEFAULT_SEED = 15, 1000, 1
"""What is run where nobody asks for something else, the same on every face. Pages have draws and seed fixed, so that an
address gives the same answer to everybody.
"""


@dataclass(frozen=True)
class Model:
    """Outcomes, parameters, levers' effects and calibration of one set of observations, and the rule of thumb."""

    outcomes: Outcomes
    parameters: Mapping[str, CircleParameter]
    effects: Mapping[str, Effect]
    calibration: Calibration
    rule_of_thumb: RuleOfThumb
