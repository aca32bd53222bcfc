"""Luck: how unemployment swings from year to year by what the model does not reckon.

Axes: draws. There is the business cycle, the same everywhere, and what is the place's own. That luck is made of a key
for each draw, by a generator that counts (the mixing step of SplitMix64: Steele, Lea and Flood 2014), so that it is the
same however draws, places and years are split.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

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
    total = follow_swing(common, _draw_common(chance.tobytes(), years))
    total += follow_swing(local, normal_draws(chance, 1 + zlib.crc32(code.encode()), years))
    return np.asarray(np.exp(total, out=total))


@lru_cache(maxsize=1)
def _draw_common(chance: bytes, years: int) -> Floats:
    """Normal numbers of the common swing, which are the same in every place, so that they are drawn once."""
    return normal_draws(np.frombuffer(chance), _COMMON, years)


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
