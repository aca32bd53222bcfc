"""What a run reports: the outcomes in their order, and the paths that hold them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.dynamics.arrays import Floats
from samspel.dynamics.jobs import SECTORS

PEOPLE_BY_AGE = ("young", "working_age", "old")
JOBS_BY_SECTOR = tuple(f"jobs_{sector}" for sector in SECTORS)
OUTCOMES = (
    "people",
    *PEOPLE_BY_AGE,
    "born",
    "dead",
    "moved_in",
    "moved_out",
    "jobs",
    *JOBS_BY_SECTOR,
    "in_work",
    "commuters_in",
    "commuters_out",
    "labour_force",
    "unemployed",
    "unemployment",
    "house_price",
    "homes_built",
    "tax_base",
    "revenue",
    "spending",
    "balance",
    "service",
    "region_revenue",
    "region_spending",
    "region_balance",
    "region_share",
)
"""What a run reports, in the order of the first axis of Paths.values. The last four are the municipality's part of its
region's economy, the share of the region's revenue at the start; NaN where municipality and region are one body.
"""
ROW = {name: row for row, name in enumerate(OUTCOMES)}
REGIONAL = slice(ROW["region_revenue"], len(OUTCOMES))
"""Rows of the region's economy."""


@dataclass(frozen=True)
class Paths:
    """Values of every outcome, shape (outcomes, draws, years + 1); the first year is the start. `diverged` marks draws
    to leave out and count. `moving` is how many would move in where nothing drew or kept them, (years, draws); below
    zero how many more would move out. `swings` is the factor of luck on unemployment, (years + 1, draws). A scenario
    has both from the course without events.
    """

    start: int
    values: Floats
    diverged: npt.NDArray[np.bool_]
    moving: Floats
    swings: Floats

    def __getitem__(self, outcome: str) -> Floats:
        """One outcome, shape (draws, years + 1)."""
        return np.asarray(self.values[ROW[outcome]])


def find_diverged(values: Floats, has_region: bool) -> npt.NDArray[np.bool_]:
    """Draws with a value that is no number, or with fewer than no people or jobs."""
    bad = ~np.isfinite(values if has_region else values[: REGIONAL.start]).all(axis=(0, 2))
    with np.errstate(invalid="ignore"):
        return np.asarray(bad | (values[ROW["people"]] < 0.0).any(axis=1) | (values[ROW["jobs"]] < 0.0).any(axis=1))
