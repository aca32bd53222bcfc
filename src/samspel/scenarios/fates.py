"""Where those who lose their jobs are a year after, as the model assumes: of the jobs that go, not of the unemployed.

Four shares of the jobs lost at the place, which sum to 1 in every draw: those who commute in, whom the model does not
follow, and of the residents those in other work, those out of work or studying, and those who have moved away.
"""

from dataclasses import dataclass

import numpy as np

from samspel.scenarios.ensembles import QUANTILES, zero_hypotheses
from samspel.scenarios.parameters import Parameters, hypotheses
from samspel.scenarios.sampling import sample_parameters
from samspel.scenarios.simulation import Simulation
from samspel.terms.arrays import Floats

RESIDENT, SEARCHING, LEFT = "resident_share", "searching_share", "left_share"
TAKING = ("closure", "notice", "decline", "conversion")
"""The kinds of events by which jobs of the place go."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A group of those who lost their jobs: the quantiles of its share, shape (5,)."""

    id: str
    band: Floats


def find_fates(simulation: Simulation) -> tuple[Fate, ...]:
    """The groups a year after, on the draws of the simulation and as it is without levers; none where no jobs go."""
    if not any(shock.kind in TAKING for shock in simulation.request.shocks):
        return ()
    known = {name: simulation.model.parameters[name] for name in (RESIDENT, SEARCHING, LEFT)}
    shares = share_fates(known, simulation.request.draws, simulation.request.seed, simulation.request.with_hypotheses)
    return tuple(Fate(name, np.quantile(values, QUANTILES)) for name, values in shares.items())


def share_fates(parameters: Parameters, draws: int, seed: int, with_hypotheses: bool) -> dict[str, Floats]:
    """The share of each group in each draw, shape (draws,)."""
    known = sample_parameters(parameters, draws, seed)
    if not with_hypotheses:
        known = zero_hypotheses(known, hypotheses(parameters))
    resident, left = known[RESIDENT], known[LEFT]
    searching = np.clip(known[SEARCHING], 0.0, 1.0 - left)  # as the run holds it
    return {
        "in_work": resident * (1.0 - searching - left),
        "searching": resident * searching,
        "left": resident * left,
        "commuters": 1.0 - resident,
    }
