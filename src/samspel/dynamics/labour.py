"""Those who lose their jobs: in work, searching or studying, or gone; and who fills new jobs.

Axes: draws. Events fall on 1 January, so that a year's end is a year after. Of the residents who lost a job `searching`
are then out of work or studying, `left` have moved and the rest are in work: three shares that sum to 1. Those
searching find work at the matching rate, and some leave. New jobs are filled by the local unemployed as far as they
last, by commuters, by residents who change jobs, and by people who move in.

Unemployment also swings from year to year by what the model does not reckon: the business cycle, the same everywhere,
and what is the place's own. That luck is made of a key for each draw, by a generator that counts (the mixing step of
SplitMix64: Steele, Lea and Flood 2014), so that it is the same however draws, places and years are split.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.dynamics.arrays import Floats

_Words = npt.NDArray[np.uint64]

CHANCE = "chance"
"""Name among the draws of each draw's key to its luck: a whole number below CHANCE_END, not 0. The same with the other
sign is the opposite luck. It is no parameter.
"""

CHANCE_END = 2**53
_WORD = 2**64
_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_COMMON = 0


@dataclass
class Pool:
    """State, each shape (draws,): displaced who search, those of the earlier unemployed hired, and lost wages as full
    wages (scar).
    """

    searching: Floats
    hired: Floats
    scar: Floats


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True)
class Swing:
    """A first-order autoregression: this year's value is persistence x last year's + spread x a normal draw; each shape
    (draws,).
    """

    persistence: Floats
    spread: Floats


def find_swings(draws: Mapping[str, Floats]) -> tuple[Swing, Swing]:
    """The common and the local swing of unemployment, from the draws of their parameters."""
    return (
        Swing(draws["unemployment_common_persistence"], draws["unemployment_common_spread"]),
        Swing(draws["unemployment_local_persistence"], draws["unemployment_local_spread"]),
    )


def swing_unemployment(chance: Floats, code: str, common: Swing, local: Swing, years: int) -> Floats:
    """Factor on the unemployment that no event has made, shape (years + 1, draws): 1 at the start, which is measured,
    then the exponential of a common and a local swing. `chance` holds the keys; `code` is the place's.

    The common swing is the same in every place, and a longer run begins as a shorter one.
    """
    total = follow_swing(common, normal_draws(chance, _COMMON, years))
    total += follow_swing(local, normal_draws(chance, 1 + zlib.crc32(code.encode()), years))
    return np.asarray(np.exp(total, out=total))


def follow_swing(swing: Swing, normals: Floats) -> Floats:
    """The course of a swing that starts at zero, (years, draws) -> (years + 1, draws)."""
    course = np.zeros((len(normals) + 1, normals.shape[1]))
    for year, normal in enumerate(normals):
        course[year + 1] = swing.persistence * course[year] + swing.spread * normal
    return course


def normal_draws(chance: Floats, stream: int, years: int) -> Floats:
    """Standard normal numbers of a stream, shape (years, draws), by Box and Muller: two years of each pair. A key with
    the other sign gives the same numbers with the other sign.
    """
    pairs = (years + 1) // 2
    start = _mix(np.abs(chance).astype(np.uint64) + np.uint64((stream + 1) * _STEP % _WORD))
    counts = np.array([count * _STEP % _WORD for count in range(1, 2 * pairs + 1)], dtype=np.uint64)
    words = _mix(start + counts[:, None])
    shares = ((words >> np.uint64(11)).astype(np.float64) + 0.5) / CHANCE_END
    radius, angle = np.copysign(np.sqrt(-2.0 * np.log(shares[0::2])), chance), 2.0 * np.pi * shares[1::2]
    normals = np.empty((2 * pairs, len(chance)))
    normals[0::2], normals[1::2] = radius * np.cos(angle), radius * np.sin(angle)
    return normals[:years]


def _mix(words: _Words) -> _Words:
    """Spread every bit over the word; a one-to-one map, in place."""
    for shift, factor in ((30, _FIRST), (27, _SECOND)):
        words ^= words >> np.uint64(shift)
        words *= np.uint64(factor)
    words ^= words >> np.uint64(31)
    return words


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
