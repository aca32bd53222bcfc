"""What every municipality met in the same years, beside what would have been said of it: what a case is held against.

Net of the country: what the mean municipality met is taken away, so that good or bad years for all count neither for
the model nor against it.
"""

from dataclasses import dataclass, field

import numpy as np

from samspel.dynamics.town import LEVELS
from samspel.observations.building import Observations
from samspel.scenarios.baseline.courses import Baseline
from samspel.terms.arrays import Floats
from samspel.terms.units import PER_CENT
from samspel.trials.observed import Kind, name_series, read_year, rise_together

MIDDLE = int(np.argmin(np.abs(LEVELS - 0.5)))


@dataclass
class Surroundings:
    """Every municipality between two years; what was worked out is kept."""

    observations: Observations
    baseline: Baseline
    _met: dict[tuple[Kind, int, int], Floats] = field(default_factory=dict)

    def meet(self, kind: Kind, first: int, last: int) -> Floats:
        """What was met beyond what would have been said in the first year, net of the country, by municipality: people
        in per cent of those of the first year, unemployment in percentage points; NaN where it is not known.
        """
        if (kind, first, last) not in self._met:
            self._met[kind, first, last] = self._meet(kind, first, last)
        return self._met[kind, first, last]

    def _meet(self, kind: Kind, first: int, last: int) -> Floats:
        start, end = (self.read(kind, year) for year in (first, last))
        if kind == "unemployment":
            names = name_series(self.observations.catalogue.inputs)[kind]
            return np.asarray(end - start * rise_together(self.observations, names, first, last))
        said = self.baseline.say(first, last - first)[:, last - first - 1, MIDDLE]
        missed = PER_CENT * (np.log(end / start) - said)
        return np.asarray(missed - np.nanmean(missed))

    def read(self, kind: Kind, year: int) -> Floats:
        """What was observed in a year, by municipality."""
        return read_year(self.observations, name_series(self.observations.catalogue.inputs)[kind], year)
