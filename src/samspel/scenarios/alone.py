"""Each lever by itself: what it alone changes in the last year, with the events in both, on the same draws."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from samspel.dynamics.jobs import Events
from samspel.dynamics.town import Draws, Lever, Town
from samspel.scenarios.bands import MEDIAN
from samspel.scenarios.comparison import Difference
from samspel.scenarios.ensembles import Ensemble, run_ensemble
from samspel.scenarios.levers import Pulled
from samspel.scenarios.outcomes import Outcome, Outcomes
from samspel.terms.arrays import Floats


@dataclass(frozen=True)
class Change:
    """The last year of one outcome: the five quantiles, shape (5,); the shares of the draws where it is better and
    where it is worse by more than is shown, None where neither direction is; whether the band as shown has zero in it.
    """

    band: Floats
    better: float | None
    worse: float | None
    includes_zero: bool

    @property
    def width(self) -> float:
        """The width of the wide band."""
        return float(self.band[-1] - self.band[0])


Changes = Mapping[str, Change]
"""By outcome."""


@dataclass(frozen=True)
class Alone:
    """A lever by itself, with the hypotheses as asked, and with every hypothesis at zero where that was run."""

    pulled: Pulled
    changes: Changes
    zero: Changes


@dataclass(frozen=True)
class Setting:
    """What a lever is tried in: the draws, the run without anything, and the run with the events and without levers."""

    draws: Draws
    usual: Ensemble
    before: Ensemble


def try_levers(
    town: Town, events: Events, main: Setting, zero: Setting, levers: Iterable[tuple[Pulled, Lever]], outcomes: Outcomes
) -> tuple[Alone, ...]:
    """Run each lever by itself; nothing of a run is kept but its last year."""

    def measure(setting: Setting, lever: Lever) -> Changes:
        after = run_ensemble(town, setting.draws, events, (lever,), beside=setting.usual)
        return measure_change(Difference(_keep_last(setting.before), _keep_last(after)), outcomes)

    found = []
    for pulled, lever in levers:
        changes = measure(main, lever)
        found.append(Alone(pulled, changes, changes if zero is main else measure(zero, lever)))
    return tuple(found)


def measure_change(difference: Difference, outcomes: Outcomes) -> Changes:
    """The last year of every outcome."""
    return {outcome.id: _measure_outcome(difference, outcome) for outcome in outcomes}


def rank_levers(alone: Iterable[Alone], outcome: str) -> tuple[Alone, ...]:
    """The levers by how far the middle of an outcome is from zero, then by the width of its band; ties as they come."""

    def far(one: Alone) -> tuple[float, float]:
        change = one.changes[outcome]
        return abs(float(change.band[MEDIAN])), change.width

    return tuple(sorted(alone, key=far, reverse=True))


def _keep_last(ensemble: Ensemble) -> Ensemble:
    """The last year alone, since the quantiles of the others take most of the time."""
    return Ensemble(replace(ensemble.paths, values=ensemble.paths.values[:, :, -1:]))


def _measure_outcome(difference: Difference, outcome: Outcome) -> Change:
    band = difference.band(outcome.id)[:, -1].copy()
    return Change(
        band,
        difference.share_better(outcome),
        difference.share_worse(outcome),
        bool(band[0] < outcome.margin and band[-1] > -outcome.margin),
    )
