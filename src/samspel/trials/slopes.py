"""The shock's slope: how much was observed for each unit that the model says that real events do. A slope of 1 is
right; 0 is a model of shocks that says nothing. `slope_estimate` says how it is estimated.
"""

from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

from samspel.trials.observed import Kind

LEVEL, POWER = 0.05, 0.8
"""Significance level, two-sided, and the chance of finding what is there."""
RIGHT = (0.8, 1.2)
"""The slope that is asked for."""
REACH = NormalDist().inv_cdf(1.0 - LEVEL / 2.0) + NormalDist().inv_cdf(POWER)
"""Standard errors from zero that a slope is found at so often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """A slope `after` years on: its clustered standard error and 95 per cent interval; the number of events and of
    municipalities; `size`, the mean predicted effect without its sign; `stray`, how far luck takes the slope;
    `chance`, the share of sets without events that stray at least as far from zero as this; and the slope without the
    municipality that moves it the most, with its row.
    """

    kind: Kind
    after: int
    slope: float
    error: float
    low: float
    high: float
    events: int
    municipalities: int
    size: float
    stray: float
    chance: float
    without: float
    moved_by: int

    @property
    def is_right(self) -> bool:
        """Whether the slope is what is asked for."""
        return RIGHT[0] <= self.slope <= RIGHT[1]

    @property
    def detectable(self) -> float:
        """The smallest slope that such a set would tell from zero four times in five."""
        return REACH * self.stray

    @property
    def detectable_effect(self) -> float:
        """The same as a mean effect, in per cent of people or percentage points."""
        return self.detectable * self.size

    @property
    def needed(self) -> int:
        """How many such events tell a slope of 1 from none."""
        return ceil(self.events * self.detectable**2)

    @property
    def needed_right(self) -> int:
        """How many such events tell a slope of 1 from the ends of what is asked for."""
        return ceil(self.events * (self.detectable / (1.0 - RIGHT[0])) ** 2)
