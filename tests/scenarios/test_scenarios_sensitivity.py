"""RBD-FAST against SALib, against a function whose shares are known, and against its own rules."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.scenarios.sensitivity import explain_variance

FEWEST, MOST = 60, 400


def judge(matrix: np.ndarray, values: np.ndarray) -> np.ndarray:
    """SALib's answer. It takes a second to import, so no process does that looks for tests only."""
    count = matrix.shape[1]
    problem = {"num_vars": count, "names": [str(one) for one in range(count)], "bounds": [[0.0, 1.0]] * count}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of settings that it leaves behind too
        from SALib.analyze import rbd_fast

        return np.array(rbd_fast.analyze(problem, matrix, values, num_resamples=2)["S1"])


@settings(max_examples=60)
@given(st.integers(FEWEST, MOST), st.integers(1, 6), st.integers(0, 10_000))
def test_shares_are_those_of_salib(draws: int, parameters: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix = random.uniform(-1.0, 1.0, (draws, parameters))
    values = matrix @ random.normal(size=parameters) + random.normal(size=draws) + matrix[:, 0] ** 3
    np.testing.assert_allclose(explain_variance(matrix, values), judge(matrix, values), rtol=1e-9, atol=1e-12)


def test_shares_of_ishigamis_function_are_the_published_ones() -> None:
    matrix = np.random.default_rng(1).uniform(-np.pi, np.pi, (20_000, 3))
    first, second, third = matrix.T
    values = np.sin(first) + 7.0 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)
    assert explain_variance(matrix, values) == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)


def test_a_parameter_that_is_the_outcome_explains_all_and_luck_nothing() -> None:
    matrix = np.random.default_rng(2).uniform(size=(2_001, 2))
    assert explain_variance(matrix, matrix[:, 0]) == pytest.approx([1.0, 0.0], abs=0.03)


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e4), st.integers(0, 100))
def test_the_unit_and_zero_of_the_outcome_do_not_matter(zero: float, unit: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix, values = random.uniform(size=(150, 3)), random.normal(size=150)
    moved = explain_variance(matrix, zero + unit * values)
    np.testing.assert_allclose(moved, explain_variance(matrix, values), atol=1e-4)
