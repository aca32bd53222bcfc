"""A ridge regression that a few odd places do not steer: least squares with Huber's weights (Huber 1964), repeated."""

import numpy as np

from samspel.dynamics.arrays import Floats

ROUNDS = 6
"""Rounds of reweighting; the weights have settled to three digits by then."""
CALM = 1.5
"""Misses above this many times the median miss count less."""


def fit_ridge(inputs: Floats, wanted: Floats, penalty: float) -> Floats:
    """Coefficients, shape (inputs,), of `wanted` (rows,) on `inputs` (rows, inputs), each input in its own spread; no
    constant, since both are deviations from a mean.
    """
    spread = inputs.std(axis=0)
    spread[spread == 0.0] = 1.0
    known, weights = inputs / spread, np.ones(len(wanted))
    coefficients = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        weighted = known * (weights / weights.sum())[:, None]
        square = weighted.T @ known
        square[np.diag_indices_from(square)] += penalty
        coefficients = np.linalg.solve(square, weighted.T @ wanted)
        missed = np.abs(wanted - known @ coefficients)
        limit = CALM * float(np.median(missed))
        if limit <= 0.0:
            break
        weights = 1.0 / np.maximum(missed / limit, 1.0)
    return np.asarray(coefficients / spread)
