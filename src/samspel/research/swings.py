"""How much unemployment swings from year to year, estimated on every municipality: a common and a local part.

Two tables that measure differently are never joined: each gives its own changes, in logarithms, so that their different
levels do not matter. The common part is the mean of all municipalities, each counted once; the local part is what is
left. In the model both start at zero where the place is today and follow a first-order autoregression, so that the
variance k years on is spread^2 x (1 - persistence^2k)/(1 - persistence^2). They are set so that this is the mean square
of the changes over k years in the tables, from whatever year: moments, no likelihood, plain arrays. That a place may
return to a level of its own, where it is not today, is not in it.

The program does not run this: it is how the parameters of content/circle were estimated, and tests hold them to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from samspel.catalogue.records.settings import Inputs
from samspel.dynamics.luck import CHANCE, find_swings, swing_unemployment
from samspel.dynamics.town import Draws
from samspel.observations.building import Observations
from samspel.scenarios.bands import HIGH, LOW, QUANTILES
from samspel.terms.arrays import Floats

GRID = 100
"""Persistence is estimated in steps of 1/100, from 0 to 1."""


@dataclass(frozen=True)
class Panel:
    """Logarithms of unemployment, shape (places, years), in a table's years, ascending."""

    years: tuple[int, ...]
    logs: Floats

    @property
    def common(self) -> Floats:
        """The mean of the places, shape (1, years)."""
        return np.asarray(self.logs.mean(axis=0, keepdims=True))

    @property
    def local(self) -> Floats:
        """What is left, shape (places, years)."""
        return np.asarray(self.logs - self.common)


@dataclass(frozen=True)
class Swings:
    """The estimate. `common_spread` is over the changes of both tables, of which there are `common_changes`;
    `local_spreads` is one for each table.
    """

    common_persistence: float
    common_spread: float
    common_changes: int
    local_persistence: float
    local_spreads: tuple[float, ...]


def name_tables(inputs: Inputs) -> tuple[str, str]:
    """The indicators of both tables, the one with every year first: it alone shows how changes grow over the years."""
    return inputs.unemployed_of_people, inputs.unemployment


def read_panels(observations: Observations, left_out: Sequence[int] = ()) -> tuple[Panel, ...]:
    """The panels of both tables, the one with every year first, without the municipalities in the rows `left_out` and
    those that have a blank.
    """
    kept = np.setdiff1d(np.arange(len(observations.catalogue.places.municipalities)), left_out)
    panels = []
    for indicator in name_tables(observations.catalogue.inputs):
        series = observations.series(indicator)
        values = series.values[kept]
        columns = np.flatnonzero(~np.isnan(values).all(axis=0)).tolist()
        values = values[:, columns]
        whole = values[(values > 0.0).all(axis=1)]
        panels.append(Panel(tuple(series.years[column] for column in columns), np.log(whole)))
    return tuple(panels)


def estimate_swings(panels: Sequence[Panel]) -> Swings:
    """The estimate; the first panel has every year."""
    common = fit_persistence(panels[0].common)
    local = fit_persistence(panels[0].local)
    changes = [square_changes(panel.common, panel.years, common) for panel in panels]
    pooled = np.concatenate(changes, axis=1)
    spreads = (float(np.sqrt(square_changes(panel.local, panel.years, local).mean())) for panel in panels)
    return Swings(common, float(np.sqrt(pooled.mean())), pooled.size, local, tuple(spreads))


def fit_persistence(values: Floats) -> float:
    """The persistence at which the mean squares of changes over 1, 2, 3 ... years fit best, shape (places, years) with
    every year; each span is weighted by how many pairs of years it has.
    """
    count = values.shape[1]
    spans = range(1, count)
    seen = np.array([((values[:, span:] - values[:, :-span]) ** 2).mean() for span in spans])
    return fit_growth(seen, count - np.arange(1.0, count))


def fit_growth(seen: Floats, weights: Floats) -> float:
    """The persistence in 0..1 whose growth of variance over 1, 2, 3 ... years is nearest to `seen`, whatever the
    spread: least squares with `weights`, both shape (spans,).
    """
    spans = np.arange(1, len(seen) + 1)
    best, least = 0.0, np.inf
    for step in range(GRID + 1):
        shape = grow_variance(step / GRID, spans)
        scale = (weights * seen * shape).sum() / (weights * shape**2).sum()
        missed = float((weights * (seen - scale * shape) ** 2).sum())
        if missed < least:
            best, least = step / GRID, missed
    return best


def grow_variance(persistence: float, spans: npt.NDArray[np.int64]) -> Floats:
    """The variance of a swing so many years after a known start, in squares of its spread: 1 + p^2 + p^4 + ..."""
    powers = persistence ** (2.0 * np.arange(int(spans.max())))
    return np.asarray(np.cumsum(powers)[spans - 1])


def square_changes(values: Floats, years: Sequence[int], persistence: float) -> Floats:
    """Squares of the changes from each year in the table to the next, over what they would be with a spread of 1, shape
    (places, years - 1).
    """
    spans = np.array([after - before for before, after in pairwise(years)], dtype=np.int64)
    return np.asarray(np.diff(values, axis=1) ** 2 / grow_variance(persistence, spans))


@dataclass(frozen=True)
class Hold:
    """How often the wide band without events held what a panel shows `span` years after each of its years:
    comparisons, and how many of them lay inside, above and below.
    """

    span: int
    count: int
    inside: int
    above: int
    below: int


def measure_hold(panel: Panel, draws: Draws, spans: Sequence[int]) -> tuple[Hold, ...]:
    """The spans of years that the panel has, over all places and years to start from. Not a test of the width in other
    years, since the same panels set it.
    """
    low, high = _band_change(draws, max(spans))
    found = []
    for span in spans:
        pairs = [
            (row, panel.years.index(year + span)) for row, year in enumerate(panel.years) if year + span in panel.years
        ]
        if pairs:
            first, last = np.array(pairs).T
            change = panel.logs[:, last] - panel.logs[:, first]
            above, below = int((change > high[span]).sum()), int((change < low[span]).sum())
            found.append(Hold(span, change.size, change.size - above - below, above, below))
    return tuple(found)


def _band_change(draws: Draws, years: int) -> tuple[Floats, Floats]:
    """Ends of the wide band of the logarithm's change by years after the start, each shape (years + 1,)."""
    factor = swing_unemployment(draws[CHANCE], "", *find_swings(draws), years)
    low, high = np.quantile(np.log(factor), (QUANTILES[LOW], QUANTILES[HIGH]), axis=1)
    return low, high
