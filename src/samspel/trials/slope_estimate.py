"""Estimates what was observed of real events on what the model says that they do, and what such a set can tell.

Predicted is the event's own effect in the model, the middle over the draws of with the event less without it. Observed
is what the place met beyond what would have been said without the event, net of what all municipalities met in the same
years. Least squares through the origin, since the mean municipality's is zero by construction. A slope of 1 is right; 0
is a model of shocks that says nothing. The standard error is clustered by municipality, which holds a municipality's
several events and years together, with the correction and the t distribution of few clusters.

Beside it stand two lines that lean less on one small municipality, so that nobody has to choose among them after the
fact: squares weighted by one over the variance of what municipalities of the size met without events, and the smallest
sum of distances, which is a median of the ratios weighted by what is predicted.

The power is from municipalities where no case is known: the same predicted effects are laid on others of the same size
in the same years, where the slope ought to be zero, and how far it strays from it is how far luck takes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from samspel.terms.arrays import Floats
from samspel.terms.units import PER_CENT
from samspel.trials.backtests import Trial
from samspel.trials.observed import Kind
from samspel.trials.slopes import Slope
from samspel.trials.surroundings import Surroundings

KINDS: tuple[Kind, ...] = ("people", "unemployment")
"""What slopes are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An event so many years after, in per cent of people or percentage points: what the model says that it does, and
    what was observed, net. `row` is the municipality's.
    """

    case: str
    row: int
    kind: Kind
    first: int
    after: int
    predicted: float
    observed: float


def pair_up(trials: Iterable[Trial], around: Surroundings) -> tuple[Pair, ...]:
    """Every outcome of the cases as a pair."""
    places = around.observations.catalogue.places.by_code
    return tuple(
        Pair(
            case=one.case.id,
            row=places[one.case.place].index,
            kind=one.kind,
            first=one.case.year - 1,
            after=one.year - one.case.year + 1,
            predicted=one.effect * (PER_CENT / one.start if one.kind == "people" else 1.0),
            observed=float(around.meet(one.kind, one.case.year - 1, one.year)[places[one.case.place].index]),
        )
        for trial in trials
        for one in trial.outcomes
    )


def estimate_slopes(pairs: Sequence[Pair], around: Surroundings) -> tuple[Slope, ...]:
    """A slope for each kind and year after; none where too few municipalities have an event."""
    taken, rules = {pair.row for pair in pairs}, around.observations.catalogue.trial_rules
    after_all = rules.cases.after
    chosen = ([one for one in pairs if (one.kind, one.after) == (kind, after)] for kind in KINDS for after in after_all)
    fewest = rules.slopes.fewest
    return tuple(_estimate(group, around, taken) for group in chosen if len({one.row for one in group}) >= fewest)


def fit_slope(predicted: Floats, observed: Floats, clusters: Sequence[int]) -> tuple[float, float]:
    """The slope through the origin and its standard error, clustered, times the root of G/(G - 1)."""
    square = float(predicted @ predicted)
    slope = float(predicted @ observed) / square
    score = predicted * (observed - slope * predicted)
    groups = np.array(clusters)
    sums = np.array([score[groups == one].sum() for one in dict.fromkeys(clusters)])
    return slope, float(np.sqrt(len(sums) / (len(sums) - 1) * (sums**2).sum())) / square


def _estimate(pairs: Sequence[Pair], around: Surroundings, taken: set[int]) -> Slope:
    predicted, observed = (np.array([getattr(one, name) for one in pairs]) for name in ("predicted", "observed"))
    rows, rules = [one.row for one in pairs], around.observations.catalogue.trial_rules.slopes
    slope, error = fit_slope(predicted, observed, rows)
    places = len(set(rows))
    width = float(stdtrit(places - 1, 1.0 - rules.level / 2.0)) * error
    alike = [_find_alike(one, around, taken) for one in pairs]
    placebos = _lay_on_others(pairs, predicted, alike, around)
    sure = np.array([1.0 / np.var(_meet(one, around)[others]) for one, others in zip(pairs, alike, strict=True)])
    moved_by, without = _leave_one_out(predicted, observed, rows, slope)
    return Slope(
        kind=pairs[0].kind,
        after=pairs[0].after,
        slope=slope,
        error=error,
        low=slope - width,
        high=slope + width,
        events=len({one.case for one in pairs}),
        municipalities=places,
        size=float(np.abs(predicted).mean()),
        stray=float(np.sqrt((placebos**2).mean())),
        chance=float((np.abs(placebos) >= abs(slope)).mean()),
        without=without,
        moved_by=moved_by,
        weighted=float((sure * predicted) @ observed / ((sure * predicted) @ predicted)),
        middle=find_middle(predicted, observed),
        level=rules.level,
        power=rules.power,
        asked=rules.asked,
    )


def _leave_one_out(predicted: Floats, observed: Floats, rows: Sequence[int], slope: float) -> tuple[int, float]:
    """The municipality without which the slope moves the most, and the slope then."""
    all_rows = np.array(rows)

    def without(row: int) -> float:
        kept = all_rows != row
        return fit_slope(predicted[kept], observed[kept], all_rows[kept].tolist())[0]

    left = {row: without(row) for row in dict.fromkeys(rows)}
    moved_by = max(left, key=lambda row: abs(left[row] - slope))
    return moved_by, left[moved_by]


def find_middle(predicted: Floats, observed: Floats) -> float:
    """The slope through the origin with the smallest sum of distances: the median of the ratios, each weighted by how
    much is predicted without its sign.
    """
    kept = predicted != 0.0
    ratios, weights = observed[kept] / predicted[kept], np.abs(predicted[kept])
    order = np.argsort(ratios, kind="stable")
    reached = np.cumsum(weights[order])
    return float(ratios[order][np.searchsorted(reached, reached[-1] / 2.0)])


def _find_alike(pair: Pair, around: Surroundings, taken: set[int]) -> list[int]:
    """The municipalities of the nearest size in the first year where no case is known, and what they met is."""
    people, met = around.read("people", pair.first), _meet(pair, around)
    nearest = np.argsort(np.abs(np.log(people / people[pair.row])), kind="stable").tolist()
    known = [other for other in nearest if np.isfinite(met[other]) and other not in taken]
    return known[: around.observations.catalogue.trial_rules.slopes.lookalikes]


def _lay_on_others(
    pairs: Sequence[Pair], predicted: Floats, alike: Sequence[list[int]], around: Surroundings
) -> Floats:
    """Slopes of sets in which each municipality is exchanged for one of its size where no case is known."""
    rules = around.observations.catalogue.trial_rules.slopes
    luck = np.random.default_rng(rules.seed)
    total = np.zeros(rules.placebos)
    for row in dict.fromkeys(one.row for one in pairs):
        own = [number for number, one in enumerate(pairs) if one.row == row]
        met = np.array([predicted[number] * _meet(pairs[number], around) for number in own]).sum(axis=0)
        others = np.array([other for other in alike[own[0]] if np.isfinite(met[other])])
        total += met[luck.choice(others, rules.placebos)]
    return np.asarray(total / float(predicted @ predicted))


def _meet(pair: Pair, around: Surroundings) -> Floats:
    return around.meet(pair.kind, pair.first, pair.first + pair.after)
