"""Two scenarios draw by draw: since both have the same draws, the difference is what the scenario does and not luck."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from samspel.dynamics.circle import ROW
from samspel.scenarios.ensembles import Ensemble, find_bands
from samspel.terms.arrays import Floats

LOWER_IS_BETTER = ("unemployed", "unemployment")
NEITHER_IS_BETTER = ("house_price", "spending", "born", "dead", "moved_in", "moved_out", "young", "old", "homes_built")


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

    def share_better(self, outcome: str, column: int = -1, margin: float = 0.0) -> float | None:
        """Share of the draws where the outcome is better by more than `margin`; None where neither direction is, or no
        draw is left.
        """
        return self._share(outcome, column, margin, better=True)

    def share_worse(self, outcome: str, column: int = -1, margin: float = 0.0) -> float | None:
        """Share of the draws where the outcome is worse by more than `margin`."""
        return self._share(outcome, column, margin, better=False)

    def _share(self, outcome: str, column: int, margin: float, *, better: bool) -> float | None:
        if outcome in NEITHER_IS_BETTER or not self.kept.any():
            return None
        values = self.values[ROW[outcome], :, column]
        upwards = better != (outcome in LOWER_IS_BETTER)
        return float((values > margin).mean() if upwards else (values < -margin).mean())
