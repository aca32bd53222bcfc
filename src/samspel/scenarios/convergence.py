"""How many draws are enough: how the median and the bands move when draws are added."""

from dataclasses import dataclass

import numpy as np

from samspel.scenarios.ensembles import find_bands
from samspel.terms.arrays import Floats

FEWEST = 50


@dataclass(frozen=True)
class Step:
    """The bands of one outcome in one year with so many draws: the ends of the wide band, of the half band and the
    median, ascending.
    """

    draws: int
    quantiles: tuple[float, ...]


@dataclass(frozen=True)
class Convergence:
    """`moved` is how far any quantile still moved in the last doubling, in widths of the wide band; None where there
    was none.
    """

    steps: tuple[Step, ...]
    moved: float | None


def watch_convergence(values: Floats) -> Convergence:
    """Quantiles of `values`, shape (draws,), with the first 50, 100, 200 ... draws and with all."""
    known = values[np.isfinite(values)]
    sizes = []
    size = FEWEST
    while size < len(known):
        sizes.append(size)
        size *= 2
    steps = tuple(_take(known, size) for size in [*sizes, len(known)] if size)
    return Convergence(steps, _compare(steps[-2], steps[-1]) if len(steps) > 1 else None)


def _take(values: Floats, size: int) -> Step:
    bands = find_bands(values[None, :size, None])[0, :, 0]
    return Step(size, tuple(float(band) for band in bands))


def _compare(before: Step, after: Step) -> float:
    width = after.quantiles[-1] - after.quantiles[0]
    moved = max(abs(now - was) for was, now in zip(before.quantiles, after.quantiles, strict=True))
    return moved / width if width > 0.0 else 0.0
