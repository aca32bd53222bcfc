"""A simulation as it is told: beside it how the model has done before."""

from dataclasses import dataclass

from samspel.catalogue.records.trials import TrialRules
from samspel.scenarios.simulation import Simulation
from samspel.trials.backtests import Trial
from samspel.trials.fair import Fair
from samspel.trials.hindcast import Look


@dataclass(frozen=True)
class Past:
    """How the model has done before: at the place looking back and on its real closures and openings, and how the fair
    test came out everywhere; `rules` are those that it was tried by.
    """

    looks: tuple[Look, ...]
    trials: tuple[Trial, ...]
    fair: Fair
    rules: TrialRules


@dataclass(frozen=True, kw_only=True)
class Simulated(Simulation):
    """The answer to what may happen, with the past that it is to be read beside."""

    past: Past
