"""Runs of many draws and what is told of them: median, half and wide bands, and how many draws diverged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samspel.dynamics.circle import run_circle
from samspel.dynamics.jobs import Events
from samspel.dynamics.outcomes import ROW, Paths
from samspel.dynamics.town import Draws, Lever, Town
from samspel.scenarios.bands import QUANTILES
from samspel.terms.arrays import Floats


@dataclass(frozen=True)
class Ensemble:
    """The paths of one scenario for one place."""

    paths: Paths

    @property
    def draws(self) -> int:
        """How many draws were made, diverged ones included."""
        return len(self.paths.diverged)

    @property
    def diverged(self) -> int:
        """How many draws diverged; they are left out of every band and never silently."""
        return int(self.paths.diverged.sum())

    @cached_property
    def bands(self) -> Floats:
        """Quantiles of every outcome, shape (outcomes, 5, years + 1); NaN when every draw diverged."""
        kept = ~self.paths.diverged
        return find_bands(self.paths.values if kept.all() else self.paths.values[:, kept])

    def band(self, outcome: str) -> Floats:
        """Quantiles of one outcome, shape (5, years + 1)."""
        return np.asarray(self.bands[ROW[outcome]])


def run_ensemble(
    town: Town, draws: Draws, events: Events, levers: tuple[Lever, ...] = (), *, beside: Ensemble | None = None
) -> Ensemble:
    """Run one scenario; `beside` is the course without events and levers on the same draws, where it has been run."""
    return Ensemble(run_circle(town, draws, events, levers, None if beside is None else beside.paths))


def find_bands(values: Floats) -> Floats:
    """Quantiles over the draws, (outcomes, draws, years) -> (outcomes, 5, years), linear between the sorted draws; a
    copy of one outcome at a time is sorted.
    """
    count = values.shape[1]
    if count == 0:
        return np.full((len(values), len(QUANTILES), values.shape[2]), np.nan)
    at = np.array(QUANTILES) * (count - 1)
    low = np.floor(at).astype(np.int64)
    ends = np.concatenate([low, np.minimum(low + 1, count - 1)])
    found = np.stack([np.sort(one.T, axis=1)[:, ends] for one in values])
    part = at - low
    return np.swapaxes(found[..., : len(low)] * (1.0 - part) + found[..., len(low) :] * part, 1, 2)


def zero_hypotheses(draws: Mapping[str, Floats], names: Iterable[str]) -> dict[str, Floats]:
    """The draws with every hypothesis at zero."""
    return {**draws, **{name: np.zeros_like(draws[name]) for name in names}}
