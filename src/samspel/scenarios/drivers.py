"""What drives the course: which parameters the spread comes from, and which feedback loops matter.

Parameters: the share of the outcome's variance that each explains by itself, by RBD-FAST, which works on the draws that
are made anyway. Loops: one is cut at a time and the course compared on the same draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from samspel.dynamics.jobs import Events
from samspel.dynamics.luck import CHANCE
from samspel.dynamics.town import Draws, Lever, Town
from samspel.scenarios.bands import WIDE_ENDS
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import Ensemble, run_ensemble
from samspel.scenarios.sensitivity import explain_variance
from samspel.terms.arrays import Floats

FEWEST_DRAWS = 100
"""With fewer draws the measure says little."""

LOOPS: Mapping[str, Mapping[str, float]] = {
    "multiplier": {"net_loss_per_job": 1.0, "thick_market": 0.0, "further_per_opening": 0.0},
    "leaving": {"left_share": 0.0, "newcomers_left_share": 0.0},
    "moving": {"moving_per_unemployed": 0.0},
    "commuting": {"commuting_room": 0.0},
    "homes": {"moving_in_price": 0.0},
    "services": {"services_moving": 0.0},
    "balance": {"balance_switch": 0.0},
    "hypothesis": {"unmet_unfilled": 0.0},
}
"""Feedback loops, and the neutral values that cut each."""


@dataclass(frozen=True)
class Driver:
    """A parameter and the share of the outcome's variance that it explains by itself, 0 to 1."""

    parameter: str
    share: float


@dataclass(frozen=True)
class Loop:
    """A feedback loop and what the outcome is less what it is with the loop cut: median and wide band in the
    last year.
    """

    name: str
    low: float
    median: float
    high: float


def rank_parameters(draws: Draws, values: Floats) -> tuple[Driver, ...]:
    """Rank the parameters that spread by what they mean for `values`, shape (draws,); the strongest first.

    Empty where the outcome is the same in every draw or there are fewer than FEWEST_DRAWS.
    """
    kept = np.isfinite(values)
    chosen = tuple(name for name, drawn in draws.items() if name != CHANCE and np.ptp(drawn) > 0.0)
    if kept.sum() < FEWEST_DRAWS or np.ptp(values[kept]) == 0.0 or not chosen:
        return ()
    matrix = np.column_stack([draws[name][kept] for name in chosen])
    shares = explain_variance(matrix, values[kept])
    drivers = [Driver(name, min(max(float(share), 0.0), 1.0)) for name, share in zip(chosen, shares, strict=True)]
    return tuple(sorted(drivers, key=lambda driver: -driver.share))


def cut_loop(draws: Draws, loop: str) -> dict[str, Floats]:
    """The draws with one feedback loop cut. Raises KeyError for an unknown loop."""
    return {**draws, **{name: np.full_like(draws[name], value) for name, value in LOOPS[loop].items()}}


def compare_loops(
    town: Town,
    draws: Draws,
    events: Events,
    nothing: Events,
    levers: tuple[Lever, ...],
    whole: Difference,
    outcome: str,
) -> tuple[Loop, ...]:
    """What each loop adds to the effect that `whole` tells of (scenario less baseline), the strongest first."""
    loops = []
    for name in LOOPS:
        cut = cut_loop(draws, name)
        usual = run_ensemble(town, cut, nothing)
        without = _effect(usual, run_ensemble(town, cut, events, levers, beside=usual), outcome)
        added = (whole.after.paths[outcome] - whole.before.paths[outcome])[:, -1] - without
        added = added[np.isfinite(added)]
        low, median, high = np.quantile(added, WIDE_ENDS) if added.size else (np.nan, np.nan, np.nan)
        loops.append(Loop(name, float(low), float(median), float(high)))
    return tuple(sorted(loops, key=lambda loop: -abs(loop.median)))


def _effect(before: Ensemble, after: Ensemble, outcome: str) -> Floats:
    return np.asarray((after.paths[outcome] - before.paths[outcome])[:, -1])
