"""First-order sensitivity by RBD-FAST, from draws that are made already.

Tarantola, Gatelli and Mara (2006) put the outcomes in the order of one parameter, up through every second draw and down
through the others, so that the parameter runs through one whole wave: what it explains by itself is the power of the
first waves in the outcomes, as a share of all (Plischke 2010). Few draws give noise a share too, which Tissot and
Prieur (2012) take off.
"""

import numpy as np

from samspel.terms.arrays import Floats

WAVES = 10
"""How many waves are summed, as the authors do; finer ones are taken for noise."""


def explain_variance(matrix: Floats, values: Floats) -> Floats:
    """The share of the variance of `values`, shape (draws,), that each column of `matrix`, shape (draws, parameters),
    explains by itself: shape (parameters,), about 0 to 1 and by chance a little outside.

    Draws must be more than twice WAVES, and the values must differ.
    """
    order = np.argsort(matrix, axis=0, kind="stable")
    waved = values[np.concatenate([order[::2], order[1::2][::-1]])]
    power = np.abs(np.fft.rfft(waved - values.mean(), axis=0)[1:]) ** 2
    if len(values) % 2 == 0:
        power[-1] /= 2.0  # The fastest wave has no mirror image; all others stand for two.
    raw = power[:WAVES].sum(axis=0) / power.sum(axis=0)
    noise = 2.0 * WAVES / len(values)
    return np.asarray(raw - noise / (1.0 - noise) * (1.0 - raw), dtype=np.float64)
