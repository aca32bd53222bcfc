"""The panel half of the baseline: what growth relative to the mean municipality has been followed by.

Inputs of a place at the end of a year, each less the mean of all municipalities: its own growth over 1, 3, 5 and 10
years, that of its labour-market area and county, its size, and its ages. What was learned from is always past.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from samspel.dynamics.regression import fit_ridge
from samspel.scenarios.baseline.history import Groups, History
from samspel.scenarios.baseline.settings import Settings
from samspel.terms.arrays import Floats


@dataclass
class Panel:
    """The inputs of every year, made once each."""

    history: History
    settings: Settings
    _inputs: dict[int, tuple[Floats, npt.NDArray[np.bool_]]] = field(default_factory=dict)

    def predict(self, column: int, span: int) -> Floats:
        """Yearly growth over `span` years from the end of a year, less the mean municipality's, in logarithms,
        (municipalities,); learned only from what had been seen by then.
        """
        longest = min(span, max(column - self.settings.fewest_years, 1))
        shortest = max(1, round(longest * self.settings.shortest_span)) if longest == span else longest
        pairs = [
            (start, ahead)
            for ahead in range(shortest, longest + 1)
            for start in range(self.settings.fewest_years, column - ahead + 1)
        ]
        now, has = self._read(column)
        share = np.mean([self._read(start)[1] for start, _ in pairs], axis=0)
        used = has & (share >= self.settings.seen)
        inputs = np.concatenate([self._read(start)[0][:, used] for start, _ in pairs])
        wanted = np.concatenate([self.follow(start, ahead) for start, ahead in pairs])
        return np.asarray(now[:, used] @ fit_ridge(inputs, wanted, self.settings.penalty))

    def follow(self, start: int, ahead: int) -> Floats:
        """Yearly growth that was seen after a year, less the mean municipality's."""
        logs = np.log(self.history.people[:, [start, start + ahead]])
        return center((logs[:, 1] - logs[:, 0]) / ahead)

    def _read(self, column: int) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """The inputs at the end of a year, (municipalities, inputs), and which of them are known."""
        if column not in self._inputs:
            self._inputs[column] = self._make(column)
        return self._inputs[column]

    def _make(self, column: int) -> tuple[Floats, npt.NDArray[np.bool_]]:
        history, settings = self.history, self.settings
        none = np.full(len(history.people), np.nan)
        grown = {back: self.follow(column - back, back) if column >= back else none for back in settings.own_growth}
        found = [grown[back] for back in settings.own_growth]
        found += [mean_of_others(grown[back], history.areas) for back in settings.area_growth]
        found += [mean_of_others(grown[back], history.counties) for back in settings.county_growth]
        found.append(center(np.log(history.people[:, column])))
        found += [center(share) for share in share_ages(history, column)]
        values = np.stack(found, axis=1)
        known = np.isfinite(values).any(axis=0)
        return np.where(np.isfinite(values), values, 0.0), known


def center(values: Floats) -> Floats:
    """The values less their mean; NaN counts as nothing and stays."""
    known = np.isfinite(values)
    return np.asarray(values - values[known].mean()) if known.any() else values


def mean_of_others(values: Floats, groups: Groups) -> Floats:
    """The mean of the others in each place's group; a place alone has its own."""
    counts, sums = np.bincount(groups), np.bincount(groups, weights=values)
    others = counts[groups] - 1
    return np.where(others > 0, (sums[groups] - values) / np.maximum(others, 1), values)


def share_ages(history: History, column: int) -> Sequence[Floats]:
    """Shares of people in each band at the end of a year, or the latest known before it."""
    at = find_ages(history, column)
    groups = history.ages[:, :, at if at >= 0 else column]
    return list(groups / groups.sum(axis=0))


def find_ages(history: History, column: int) -> int:
    """The latest year, no later than `column`, with known ages; -1 where there is none."""
    known = np.flatnonzero(np.isfinite(history.ages).all(axis=0).any(axis=0))
    before = known[known <= column]
    return int(before[-1]) if len(before) else -1
