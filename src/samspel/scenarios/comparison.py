"""Two scenarios draw by draw: since both have the same draws, the difference is what the scenario does and not luck."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from samspel.dynamics.outcomes import ROW
from samspel.scenarios.ensembles import Ensemble, find_bands
from samspel.scenarios.outcomes import Outcome
from samspel.terms.arrays import Floats


@dataclass(frozen=True)
class Difference:
    """`after` less `before` on common draws; a draw that diverged in either is left out and counted."""

    before: Ensemble
    after: Ensemble

    @cached_property
    def kept(self) -> npt.NDArray[np.bool_]:
        """Draws that diverged in neither."""
        return np.asarray(~(self.before.paths.diverged | self.after.paths.diverged))

    @property
    def diverged(self) -> int:
        """Draws left out."""
        return int((~self.kept).sum())

    @cached_property
    def values(self) -> Floats:
        """Differences, shape (outcomes, kept draws, years + 1)."""
        return np.asarray(self.after.paths.values[:, self.kept] - self.before.paths.values[:, self.kept])

    @cached_property
    def bands(self) -> Floats:
        """Quantiles of every difference, shape (outcomes, 5, years + 1)."""
        return find_bands(self.values)

    def band(self, outcome: str) -> Floats:
        """Quantiles of one difference, shape (5, years + 1)."""
        return np.asarray(self.bands[ROW[outcome]])

    def share_better(self, outcome: Outcome, column: int = -1) -> float | None:
        """Share of the draws where the outcome is better by more than its margin; None where neither direction is, or
        no draw is left.
        """
        return self._share(outcome, column, upwards=outcome.better == "up")

    def share_worse(self, outcome: Outcome, column: int = -1) -> float | None:
        """Share of the draws where the outcome is worse by more than its margin."""
        return self._share(outcome, column, upwards=outcome.better == "down")

    def is_seen(self, outcome: Outcome) -> bool:
        """Whether the band of the outcome's change, as it is shown, leaves zero in any year."""
        return bool((np.abs(self.band(outcome.id)) > outcome.margin).any())

    def _share(self, outcome: Outcome, column: int, *, upwards: bool) -> float | None:
        if outcome.better == "neither" or not self.kept.any():
            return None
        values = self.values[ROW[outcome.id], :, column]
        return float((values > outcome.margin).mean() if upwards else (values < -outcome.margin).mean())
