"""Where those who lose their jobs are a year after, as the model takes it: of the jobs that go, not of the unemployed.

Five shares of the jobs lost at the place, which sum to 1 in every draw: those who commute in, whom the model does not
follow, and of the residents those in work elsewhere, as far as commuting has room for them, those unemployed, those
outside the labour force, and those who have moved away.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.circle import balance_start
from samspel.dynamics.labour import read_behaviour, start_workforce, step_workforce
from samspel.dynamics.town import Town
from samspel.scenarios.bands import QUANTILES
from samspel.scenarios.ensembles import zero_hypotheses
from samspel.scenarios.parameters import Parameters, hypotheses
from samspel.scenarios.sampling import sample_parameters
from samspel.scenarios.shocks import Grounds, lay_out
from samspel.scenarios.simulation import Simulation
from samspel.terms.arrays import Floats

TAKING = ("closure", "notice", "decline", "conversion")
"""The kinds of events by which jobs of the place go."""
COMMUTERS = "commuters"
"""Those who live in other municipalities."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A group of those who lost their jobs: the quantiles of its share, shape (5,)."""

    id: str
    band: Floats


def find_fates(simulation: Simulation) -> tuple[Fate, ...]:
    """The groups a year after, on the draws of the simulation and as it is without levers, for the year in which most
    jobs go; none where no jobs go.
    """
    request, town, parameters = simulation.request, simulation.town, simulation.model.parameters
    taking = [shock for shock in request.shocks if shock.kind in TAKING]
    if not taking:
        return ()
    events = lay_out(taking, Grounds.of(town, parameters, request.years, simulation.place.name))
    lost = float(events.closed.sum(axis=1).max())
    shares = share_fates(town, parameters, lost, (request.draws, request.seed), request.with_hypotheses)
    return tuple(Fate(name, np.quantile(values, QUANTILES)) for name, values in shares.items())


def share_fates(
    town: Town, parameters: Parameters, lost: float, run: tuple[int, int], with_hypotheses: bool
) -> dict[str, Floats]:
    """The share of each group in each draw, shape (draws,), when so many jobs are `lost`: the model's own step from the
    accounts at the start. `run` is how many draws, and the seed.
    """
    known = sample_parameters(parameters, *run)
    if not with_hypotheses:
        known = zero_hypotheses(known, hypotheses(parameters))
    behaviour = read_behaviour(town.commuting_in, known)
    usual = balance_start(town, np.full(run[0], town.jobs))
    state = start_workforce(run[0], town.fixed.newcomer_years)
    held = behaviour.resident * lost
    moves = step_workforce(state, usual, -held, usual.commuters_in + usual.commuters_out, behaviour)
    left = moves.leaving / behaviour.household
    return {
        "in_work": state.elsewhere / lost,
        "searching": state.searching / lost,
        "outside": behaviour.withdrawn * state.searching / lost,
        "left": left / lost,
        COMMUTERS: 1.0 - held / lost,
    }
