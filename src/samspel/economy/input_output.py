"""Input-output analysis with the output of some industries given from outside."""

from collections.abc import Sequence

import numpy as np

from samspel.terms.arrays import Floats


def input_coefficients(flows: Floats, output: Floats) -> Floats:
    """Domestic inputs per unit of output, shape (n, n): what column j buys of row i, divided by the output of j. No
    output gives zero.
    """
    return np.divide(flows, output[None, :], out=np.zeros_like(flows), where=output[None, :] > 0)


def required_output(coefficients: Floats, output: Floats, given: Sequence[int], free: Sequence[int]) -> Floats:
    """Output of the `free` industries that the output of the `given` ones needs, directly and through other free
    ones, shape (free,).

    x_free = (I - A_ff)^-1 A_fg x_g: the mixed model with exogenous output (Miller and Blair, Input-Output Analysis,
    on mixed models). Inputs that reach the given industries by way of others than the free ones are left out.
    """
    inside = coefficients[np.ix_(free, free)]
    bought = coefficients[np.ix_(free, given)] @ output[given]
    return np.asarray(np.linalg.solve(np.eye(len(free)) - inside, bought))
