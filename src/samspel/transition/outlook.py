"""What somebody asks of a climate transition, and the whole answer: the transition itself, and what the main model says
of the people and jobs that it moves.
"""

from dataclasses import dataclass

from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED, DEFAULT_YEARS
from samspel.scenarios.shocks import Shock
from samspel.scenarios.simulation import Request
from samspel.transition.plan import Transition
from samspel.trials.simulated import Simulated


@dataclass(frozen=True)
class Plan:
    """What somebody asks: steps as `ID[@YEAR[:PER CENT]]`, None for all that apply, none for a course without; a site;
    years, draws and seed.
    """

    steps: tuple[str, ...] | None = None
    site: str | None = None
    years: int = DEFAULT_YEARS
    draws: int = DEFAULT_DRAWS
    seed: int = DEFAULT_SEED


@dataclass(frozen=True)
class Outlook:
    """A transition, the events that it may mean for the main model, and what that model says of them: None where there
    are no such events.
    """

    plan: Plan
    transition: Transition
    shocks: tuple[Shock, ...]
    request: Request
    simulation: Simulated | None

    @property
    def command(self) -> str:
        """The command that runs the main model with the events; empty where there are none."""
        if not self.shocks:
            return ""
        return self.request.command(self.transition.inventory.place)
