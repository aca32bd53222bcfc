"""What the model is given: a municipality as it starts, the parameters of the draws, and what somebody does."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.dynamics.arrays import Floats
from samspel.dynamics.budget import Economy, Region
from samspel.dynamics.jobs import split_jobs
from samspel.dynamics.people import PeopleRates

Draws = Mapping[str, Floats]
COURSE = "people_course"
"""The draws' share of the course without events: where in its band each draw lies, the same in every year."""
LEVELS: Floats = np.array([0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975])
"""Shares below the quantiles of the course without events."""
MOVABLE = (
    "moving_in_level",
    "moving_out_level",
    "moving_in_price",
    "services_moving",
    "industry_growth",
    "residents_power",
    "searching_share",
    "left_share",
    "moving_per_unemployed",
    "matching_rate",
    "uprooted_share",
    "hard_hit_share",
    "hard_hit_loss",
    "other_loss",
    "scar_recovery",
    "filled_from_pool",
    "turnover",
    "unmet_unfilled",
    "cost_follow",
)
"""Parameters that are read anew each year, so that a lever can move them."""


@dataclass(frozen=True, kw_only=True)
class Fixed:
    """Parameters without spread, from content."""

    thick_pivot: float
    phase_years: int
    employable_share: float
    price_supply: float
    building_rate: float
    people_per_home: float
    restore_years: int
    newcomer_years: int


@dataclass(frozen=True, kw_only=True)
class Town:
    """A municipality as the model starts it. `people` is (2, 101) at the end of `year`; `course` is people in
    the course without events at `LEVELS`, shape (years + 1, levels): what a share of the draws lies below.

    `leaving` is the level of moving out; as many move in as the course needs. `bands` are first ages; `cost` is
    kronor a person and band and `age_group` 0 (young), 1 (working age) or 2 (old) for each band. `firm_share` and
    `welfare_share` are parts of `rest`. `commuting_in` is the
    share of the jobs held by people who live elsewhere; `labour_force` is all who work or seek work over people in
    working age; `wage` is kronor a year.
    """

    code: str
    year: int
    people: Floats
    rates: PeopleRates
    leaving: float
    industry: float
    local: float
    rest: float
    firm_share: float
    welfare_share: float
    outside_share: float
    commuting_in: float
    working_age: float
    unemployed: float
    labour_force: float
    wage: float
    economy: Economy
    region: Region | None
    bands: tuple[int, ...]
    cost: Floats
    age_group: npt.NDArray[np.int64]
    course: Floats
    fixed: Fixed

    @property
    def sectors(self) -> Floats:
        """Jobs at the start by sector, shape (4,)."""
        return split_jobs(self.industry, self.local, self.rest, (self.firm_share, self.welfare_share))

    @property
    def jobs(self) -> float:
        """All jobs at the start."""
        return self.industry + self.local + self.rest


@dataclass(frozen=True)
class Lever:
    """What somebody does: parameter -> relative change or addition per draw, shape (draws,), and how far it has come
    each year, (years,).
    """

    changes: Mapping[str, Floats]
    additions: Mapping[str, Floats]
    reach: Floats
