"""Draws of the parameters: a Latin hypercube from a seed, with common random numbers.

Each parameter has its own stream, made of the seed and its id. So a draw has the same parameters in every place and
scenario, on any number of processes, and one more parameter in content leaves the others as they were. Beside the
parameters each draw has a key to its luck, from which what happens year by year is made where it is needed.
"""

import zlib
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from samspel.dynamics.luck import CHANCE, CHANCE_END
from samspel.scenarios.bands import HIGH, QUANTILES
from samspel.scenarios.parameters import Parameters, Spread
from samspel.terms.arrays import Floats

MOST_KEPT = 128
"""So many spreads are kept: all of the model's, 20 MB of the most draws that can be asked for."""
_NORMAL = NormalDist()
_HIGH_END = _NORMAL.inv_cdf(QUANTILES[HIGH])


def sample_parameters(parameters: Parameters, draws: int, seed: int) -> dict[str, Floats]:
    """Every parameter's draws, each shape (draws,), and the draws' keys as CHANCE; one without spread is constant."""
    known = {
        name: np.full(draws, record.value) if record.spread is None else sample_spread(record.spread, name, draws, seed)
        for name, record in parameters.items()
    }
    return known | {CHANCE: sample_chance(draws, seed)}


def sample_chance(draws: int, seed: int) -> Floats:
    """The key to each draw's luck in every place and year, shape (draws,): pairs with opposite luck (antithetic), so
    that luck hardly moves the median.
    """
    keys = np.random.default_rng([seed, zlib.crc32(CHANCE.encode())]).integers(1, CHANCE_END, (draws + 1) // 2)
    return np.stack([keys, -keys], axis=1).astype(np.float64).ravel()[:draws]


@lru_cache(maxsize=MOST_KEPT)
def sample_spread(spread: Spread, name: str, draws: int, seed: int) -> Floats:
    """Draws of one spread under a name, shape (draws,): kept and read-only, since a page asks for the same ones again
    and again.
    """
    drawn = spread_out(spread, sample_strata(name, draws, seed))
    drawn.flags.writeable = False
    return drawn


def sample_strata(name: str, draws: int, seed: int) -> Floats:
    """One point in each of `draws` equal strata of (0, 1), in random order, shape (draws,)."""
    generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
    points = generator.permutation(draws) + generator.random(draws)
    return np.clip(points / draws, np.finfo(np.float64).tiny, 1.0 - np.finfo(np.float64).eps)


def spread_out(spread: Spread, shares: Floats) -> Floats:
    """The value below which a share lies: the inverse distribution of the spread at `shares`, any shape.

    Normal and lognormal are two-piece: each side of the median has its own width, so that p10, p50 and p90 are all met.
    """
    marks = spread.marks
    if spread.kind == "uniform":
        low, high = marks
        return np.asarray(low + shares * (high - low))
    if spread.kind == "triangular":
        return _invert_triangle(marks[0], marks[1], marks[2], shares)
    p10, p50, p90 = np.log(marks) if spread.kind == "lognormal" else marks
    z = np.array([_NORMAL.inv_cdf(share) for share in shares.ravel().tolist()]).reshape(shares.shape)
    values = p50 + z / _HIGH_END * np.where(z < 0.0, p50 - p10, p90 - p50)
    return np.exp(values) if spread.kind == "lognormal" else np.asarray(values)


def _invert_triangle(low: float, mode: float, high: float, shares: Floats) -> Floats:
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(shares * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - shares) * (high - low) * (high - mode))
    return np.where(shares < turn, rising, falling)
