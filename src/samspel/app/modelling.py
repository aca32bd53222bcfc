"""Opens the model of a desk's content; what only asks what a demand costs needs no more of it."""

from samspel.app.desk import Desk
from samspel.scenarios.baseline.forecast import Forecaster
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.levers import load_effects
from samspel.scenarios.model import Model
from samspel.scenarios.outcomes import load_outcomes
from samspel.scenarios.parameters import load_parameters
from samspel.scenarios.rule_of_thumb import load_rule_of_thumb


def open_model(desk: Desk) -> Model:
    """The model of the desk's content, made once. Raises ContentError for broken content."""
    return desk.recall("model", lambda: _make_model(desk))


def open_forecaster(desk: Desk) -> Forecaster:
    """What learns the baseline of the desk's figures; what it has learned is kept."""
    return open_model(desk).calibration.baseline.forecaster


def _make_model(desk: Desk) -> Model:
    parameters = load_parameters(desk.catalogue)
    effects = load_effects(desk.catalogue, parameters)
    return Model(
        load_outcomes(desk.catalogue),
        parameters,
        effects,
        Calibration(desk.observations, parameters),
        load_rule_of_thumb(desk.catalogue),
    )
