"""How wide a forecast of people is, in three layers: the country, the group of municipalities, the place's size.

The country's layer is what a pace that changes by chance from year to year adds up to. The two others are past misses
as they were seen, each over the size that misses of that group and size usually have (a conformal band: Vovk, Gammerman
and Shafer 2005; Angelopoulos and Bates 2021), so that no shape of distribution is assumed for them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.dynamics.arrays import Floats

LEVELS: Floats = np.arange(1, 40) / 40.0
"""Shares below the quantiles that are told, 2.5 to 97.5 per cent."""
KNOTS = 21
"""Points that stand for the misses, and for the country's layer."""
LEAST = 1e-5
"""Keeps the logarithm of no miss finite."""


@dataclass(frozen=True)
class Layers:
    """Misses in logarithms: `scale` is usual size by place (places,), `shape` ordered standard misses (KNOTS,)."""

    scale: Floats
    shape: Floats


def learn_layers(
    missed: Floats, sizes: Floats, groups: npt.NDArray[np.int64], now: Floats, *, weight: float, largest_from: float
) -> Layers:
    """The layers of misses, shape (origins, places), their common part taken away by origin; `sizes` are people then,
    the same shape, and `now` people today, (places,). So many misses of a group as `weight` outweigh what is the same
    for all; misses become no smaller with size above the share `largest_from` of the places.
    """
    local = missed - np.median(missed, axis=1, keepdims=True)
    large = np.quantile(now, largest_from)
    away, logs = np.abs(local) + LEAST, np.log(np.minimum(sizes, large))
    middle = logs.mean()
    slope = ((logs - middle) * np.log(away)).sum() / ((logs - middle) ** 2).sum()
    usual = np.exp(slope * (logs - middle))
    level = float((away / usual).mean())
    factor = np.ones(len(now))
    for group in np.unique(groups):
        inside = groups == group
        seen, count = float((away / usual)[:, inside].mean()) / level, int(inside.sum()) * len(missed)
        factor[inside] = (seen * count + weight) / (count + weight)
    standard = np.sort((local / (level * usual * factor)).ravel())
    shape = np.quantile(standard, (np.arange(KNOTS) + 0.5) / KNOTS)
    return Layers(level * np.exp(slope * (np.log(np.minimum(now, large)) - middle)) * factor, shape)


def spread_pace(changes: Floats, years: int) -> Floats:
    """Standard deviation of the country's logarithm after each year, (years,), when its yearly pace changes by chance
    as much as in `changes`: a miss of the pace in one year stays in the years after.
    """
    once = float(np.sqrt((changes**2).mean()))
    steps = np.arange(1, years + 1, dtype=np.float64)
    return np.asarray(once * np.sqrt(np.cumsum(steps**2)))


def join_layers(layers: Layers, national: float, normal: Floats) -> Floats:
    """Quantiles of the miss of each place at LEVELS, shape (places, levels); `normal` are points of a standard normal
    distribution, as many as KNOTS.
    """
    both = layers.scale[:, None, None] * layers.shape[None, :, None] + national * normal[None, None, :]
    ordered = np.sort(both.reshape(len(layers.scale), -1), axis=1)
    at = LEVELS * ordered.shape[1] - 0.5
    low = np.floor(at).astype(np.int64)
    part = at - low
    return np.asarray(ordered[:, low] * (1.0 - part) + ordered[:, low + 1] * part)


def score_crps(quantiles: Floats, seen: Floats) -> Floats:
    """Continuous ranked probability score of each place, twice the mean quantile loss over LEVELS (Gneiting and Raftery
    2007), in the quantiles' unit; `quantiles` (places, levels), `seen` (places,).
    """
    short = seen[:, None] - quantiles
    return np.asarray(2.0 * np.maximum(LEVELS * short, (LEVELS - 1.0) * short).mean(axis=1))
