"""The shock's slope: how much was observed for each unit that the model says that real events do. A slope of 1 is
right; 0 is a model of shocks that says nothing. `slope_estimate` says how it is estimated.
"""

from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

from samspel.trials.observed import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """A slope `after` years on: its clustered standard error and interval; the number of events and of
    municipalities; `size`, the mean predicted effect without its sign; `stray`, how far luck takes the slope;
    `chance`, the share of sets without events that stray at least as far from zero as this; and the slope without the
    municipality that moves it the most, with its row. `weighted` is the slope where each event counts by how little
    municipalities of its size stray, `middle` the one that makes the sum of distances smallest. The interval leaves
    out `level`, `power` is the chance of finding what is there, and `asked` the slope that is asked for.
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
    weighted: float
    middle: float
    level: float
    power: float
    asked: tuple[float, float]

    @property
    def is_right(self) -> bool:
        """Whether the slope is what is asked for."""
        low, high = self.asked
        return low <= self.slope <= high

    @property
    def detectable(self) -> float:
        """The smallest slope that such a set would tell from zero with the chance that is the power."""
        normal = NormalDist()
        return (normal.inv_cdf(1.0 - self.level / 2.0) + normal.inv_cdf(self.power)) * self.stray

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
        return ceil(self.events * (self.detectable / (1.0 - self.asked[0])) ** 2)
