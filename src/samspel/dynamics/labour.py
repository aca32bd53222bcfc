"""Those who lose their jobs: in work, searching or studying, or gone; and who fills new jobs.

Axes: draws. Events fall on 1 January, so that a year's end is a year after. Of the residents who lost a job `searching`
are then out of work or studying, `left` have moved and the rest are in work: three shares that sum to 1. Those
searching find work at the matching rate, and some leave. New jobs are filled by the local unemployed as far as they
last, by commuters, by residents who change jobs, and by people who move in.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass
class Pool:
    """State, each shape (draws,): displaced who search, those of the earlier unemployed hired, and lost wages as full
    wages (scar).
    """

    searching: Floats
    hired: Floats
    scar: Floats


@dataclass(frozen=True)
class Fates:
    """Shares and rates, each shape (draws,)."""

    resident: Floats
    searching: Floats
    left: Floats
    later_leaving: Floats
    matching: Floats
    loss: Floats
    recovery: Floats


@dataclass(frozen=True)
class Filling:
    """Who fills new jobs, shares of shape (draws,): the pool first, then commuters, switchers of the remainder, and
    in-migrants.
    """

    pool: Floats
    commuters: Floats
    switchers: Floats


@dataclass(frozen=True)
class Moves:
    """Workers who leave and workers who move in because of jobs, each shape (draws,)."""

    leaving: Floats
    arriving: Floats


def empty_pool(draws: int) -> Pool:
    """Nobody displaced yet."""
    return Pool(np.zeros(draws), np.zeros(draws), np.zeros(draws))


def mix_loss(hard_share: Floats, hard: Floats, other: Floats) -> Floats:
    """Mean income loss of a mixture: hard_share x hard + (1 - hard_share) x other. Athey et al. 2024: never one and the
    same loss.
    """
    return np.asarray(hard_share * hard + (1.0 - hard_share) * other)


@dataclass(frozen=True)
class Happened:
    """Jobs of a year, shape (draws,): `lost` and `opened` here, `swung` away and `regained` in the whole country."""

    lost: Floats
    opened: Floats
    swung: Floats
    regained: Floats


def step_pool(pool: Pool, jobs: Happened, available: Floats, fates: Fates, who: Filling) -> Moves:
    """Move the pool one year on, in place; `available` is earlier unemployed who can be hired. Nobody leaves for jobs
    that the whole country lost.

    People who search are conserved: before + new = after + matched + left + hired.
    """
    displaced, passing = fates.resident * jobs.lost, fates.resident * jobs.swung
    gone = fates.later_leaving * pool.searching
    stayed = pool.searching - gone
    matched = fates.matching * stayed
    rehired = np.minimum(stayed - matched, fates.resident * jobs.regained)
    pool.searching[:] = stayed - matched - rehired + fates.searching * (displaced + passing)
    in_work = (1.0 - fates.searching) * (displaced + passing) - fates.left * displaced
    pool.scar *= 1.0 - fates.recovery
    pool.scar += fates.loss * (in_work + matched)
    return Moves(gone + fates.left * displaced, _fill(pool, jobs.opened, available, who))


def lost_wages(pool: Pool, benefit: Floats) -> Floats:
    """Wages gone from the tax base, in full wages, shape (draws,): scars + (searching - hired) x (1 - benefit)."""
    return np.asarray(pool.scar + (pool.searching - pool.hired) * (1.0 - benefit))


def _fill(pool: Pool, opened: Floats, available: Floats, who: Filling) -> Floats:
    """Fill new jobs; returns those who move in, in workers."""
    wanted = who.pool * opened
    from_searching = np.minimum(wanted, pool.searching)
    from_earlier = np.minimum(wanted - from_searching, np.maximum(available - pool.hired, 0.0))
    pool.searching -= from_searching
    pool.hired += from_earlier
    rest = opened - from_searching - from_earlier
    away = np.minimum(who.commuters / np.maximum(1.0 - who.pool, np.finfo(np.float64).tiny), 1.0)
    return np.asarray(rest * (1.0 - away) * (1.0 - who.switchers))
