"""How large a part of the jobs that come and go at a place is held by those who live there, estimated on every
municipality outside the cases that the model is tried on.

Residents hold a share s of all jobs, and of a change in jobs `real` x s^power: with power 1 their part of what changes
is their part of all jobs, and the larger it is, the more of it is held by people who live elsewhere. Some workplaces
are only entered in another municipality, and nobody there has lost or found work: what is less than 1 in `real` is the
part of the changes that looks so, the same whatever the share. Least squares on how many jobs and how many of the
residents who work here changed, in per cent of the jobs, with what all places have in common taken away.

The program does not run this: it is how a parameter of content/circle was estimated, and a test holds it to it.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.settings import Inputs
from samspel.observations.building import Observations
from samspel.terms.arrays import Floats
from samspel.terms.units import PER_CENT

STEPS = 50
"""Steps of Gauss and Newton: many more than it takes."""


@dataclass(frozen=True)
class Changes:
    """By municipality: the residents' share of the jobs at the start, and the changes until the end of jobs and of
    residents who work here, in per cent of the jobs.
    """

    share: Floats
    jobs: Floats
    residents: Floats


@dataclass(frozen=True)
class Part:
    """The estimate with standard errors that are robust to unequal variance."""

    real: float
    power: float
    real_error: float
    power_error: float


def read_changes(
    observations: Observations, inputs: Inputs, years: tuple[int, int], left_out: Collection[str]
) -> Changes:
    """The changes between two years at every municipality but those with these codes."""
    places = observations.catalogue.places.municipalities
    kept = [place.index for place in places if place.code not in left_out]

    def read(name: str) -> list[Floats]:
        return [observations.series(name).in_year(year)[kept] for year in years]

    jobs, coming = read(inputs.jobs_by_workplace), read(inputs.commuters_in)
    live = [all_jobs * (1.0 - share / PER_CENT) for all_jobs, share in zip(jobs, coming, strict=True)]
    jobs_change, live_change = (PER_CENT * (part[1] - part[0]) / jobs[0] for part in (jobs, live))
    known = np.isfinite(jobs_change + live_change)
    return Changes(1.0 - coming[0][known] / PER_CENT, jobs_change[known], live_change[known])


def estimate_part(changes: Changes) -> Part:
    """The residents' part by least squares."""
    jobs = changes.jobs - changes.jobs.mean()
    found = np.array([changes.residents.mean(), 1.0, 1.0])
    for _ in range(STEPS):
        held = changes.share ** found[2] * jobs
        slopes = np.column_stack([np.ones_like(jobs), held, found[1] * np.log(changes.share) * held])
        left = changes.residents - found[0] - found[1] * held
        found = found + np.linalg.lstsq(slopes, left, rcond=None)[0]
    square = np.linalg.inv(slopes.T @ slopes)
    errors = np.sqrt(np.diag(square @ (slopes.T * left**2) @ slopes @ square))
    return Part(float(found[1]), float(found[2]), float(errors[1]), float(errors[2]))
