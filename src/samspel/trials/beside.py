"""One event in several municipalities at once: as many jobs in each, or as large a share of each one's jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from samspel.scenarios.shocks import BY_SHARE
from samspel.scenarios.simulation import Request
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Origin
from samspel.terms.place import Place
from samspel.trials.simulated import Simulated

Size = Literal["jobs", "share"]
SIZES: tuple[Size, ...] = get_args(Size)
FEWEST_BESIDE, MOST_BESIDE = 2, 4


@dataclass(frozen=True, kw_only=True)
class Tried:
    """The event in one of the municipalities, which has so many `jobs`, if known: what comes of it, or why it cannot be
    run.
    """

    place: Place
    jobs: float | None
    request: Request
    simulation: Simulated | None = None
    error: BadInputError | None = None


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """The event in each municipality, the first being that in which it was asked for in so many jobs; and whence the
    figures come with which the model begins.
    """

    size: Size
    tried: tuple[Tried, ...]
    origins: Sequence[Origin]

    @property
    def shown(self) -> tuple[Simulated, ...]:
        """Those that could be run."""
        return tuple(one.simulation for one in self.tried if one.simulation is not None)

    @property
    def is_given_in_percent(self) -> bool:
        """Whether every event is a share already, so that it is as large everywhere however it is counted."""
        return all(shock.kind in BY_SHARE for shock in self.tried[0].request.shocks)
