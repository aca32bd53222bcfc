"""The ridge: plain least squares without a penalty, and odd rows that do not steer it."""

import numpy as np
import pytest

from samspel.dynamics.regression import fit_ridge


@pytest.fixture
def rows() -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(3)
    inputs = generator.normal(size=(400, 3)) * [1.0, 10.0, 0.1]
    return inputs, inputs @ [2.0, -0.3, 5.0] + 0.1 * generator.normal(size=400)


def test_without_a_penalty_it_finds_what_the_rows_were_made_of(rows: tuple[np.ndarray, np.ndarray]) -> None:
    assert fit_ridge(*rows, 0.0) == pytest.approx([2.0, -0.3, 5.0], abs=0.1)


def test_a_penalty_draws_to_zero_and_ten_odd_rows_hardly_steer(rows: tuple[np.ndarray, np.ndarray]) -> None:
    inputs, wanted = rows
    assert (np.abs(fit_ridge(inputs, wanted, 1.0)) < np.abs(fit_ridge(inputs, wanted, 0.0))).all()
    odd = wanted.copy()
    odd[:10] += 50.0
    plain = np.linalg.lstsq(inputs, odd, rcond=None)[0]
    truth = np.array([2.0, -0.3, 5.0])
    assert np.abs(fit_ridge(inputs, odd, 0.0) - truth).sum() < 0.2 * np.abs(plain - truth).sum()


def test_an_input_that_is_the_same_everywhere_says_nothing() -> None:
    inputs = np.column_stack([np.arange(5.0) - 2.0, np.zeros(5)])
    assert fit_ridge(inputs, inputs[:, 0], 1e-12) == pytest.approx([1.0, 0.0], abs=1e-6)
