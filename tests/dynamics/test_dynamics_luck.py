"""The yearly swings of unemployment: luck that is normal, independent and the same however it is split; spread and
persistence as stated; the middle left where it is.
"""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.dynamics.luck import CHANCE_END, Swing, find_swings, follow_swing, normal_draws, swing_unemployment

Floats = npt.NDArray[np.float64]
MANY, YEARS = 20_000, 15
GOLDEN = [
    [1.3256718696671204, -0.4908248815552596, 0.42681060022473444],
    [2.1365189921382175, 2.2396510131020158, -0.6196483620541846],
]
"""Reckoned with whole numbers of Python: key 1 and key 2^52, stream 0, three years."""

KEYS = np.random.default_rng(5).integers(1, CHANCE_END, MANY).astype(np.float64)


def swing(persistence: float, spread: float, count: int = MANY) -> Swing:
    return Swing(np.full(count, persistence), np.full(count, spread))


def test_luck_is_standard_normal_in_every_year() -> None:
    normals = normal_draws(KEYS, 0, YEARS)
    assert normals.shape == (YEARS, MANY)
    assert np.abs(normals.mean(axis=1)).max() < 4 / np.sqrt(MANY)
    np.testing.assert_allclose(normals.std(axis=1), 1.0, atol=4 / np.sqrt(2 * MANY))
    marks = np.quantile(normals, [0.001, 0.1, 0.25, 0.75, 0.9, 0.999])
    np.testing.assert_allclose(marks, [-3.0902, -1.2816, -0.6745, 0.6745, 1.2816, 3.0902], atol=0.05)


def test_luck_of_years_streams_and_neighbouring_keys_is_independent() -> None:
    near = np.arange(1.0, MANY + 1.0)
    rows = np.concatenate([normal_draws(KEYS, 0, 6), normal_draws(KEYS, 1, 6), normal_draws(near, 0, 6)])
    assert np.abs(np.corrcoef(rows) - np.eye(len(rows))).max() < 4.5 / np.sqrt(MANY)
    one = normal_draws(near, 7, 1)[0]
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 4 / np.sqrt(MANY)


def test_a_key_with_the_other_sign_has_the_opposite_luck() -> None:
    assert np.array_equal(normal_draws(-KEYS[:50], 3, YEARS), -normal_draws(KEYS[:50], 3, YEARS))


@given(
    keys=st.lists(st.integers(1, CHANCE_END - 1), min_size=2, max_size=12),
    stream=st.integers(0, 2**32),
    years=st.integers(1, 12),
    more=st.integers(0, 9),
)
def test_luck_is_the_same_however_draws_and_years_are_split(
    keys: list[int], stream: int, years: int, more: int
) -> None:
    known = np.array(keys, dtype=np.float64)
    whole = normal_draws(known, stream, years + more)
    assert np.isfinite(whole).all()
    assert np.array_equal(whole[:years], normal_draws(known, stream, years))
    assert np.array_equal(whole[:, 1:], normal_draws(known[1:], stream, years + more))


def test_the_luck_of_a_key_is_fixed() -> None:
    np.testing.assert_allclose(
        normal_draws(np.array([1.0, 2.0**52]), 0, 3).T,
        GOLDEN,
        rtol=1e-12,
        err_msg="another generator changes every answer of a seed",
    )


def test_a_swing_by_hand() -> None:
    course = follow_swing(Swing(np.array([0.5, 1.0]), np.array([2.0, 0.1])), np.array([[1.0, 1.0], [-1.0, 2.0]]))
    np.testing.assert_allclose(course, [[0.0, 0.0], [2.0, 0.1], [-1.0, 0.3]])


@pytest.mark.parametrize(("persistence", "spread"), [(1.0, 0.085), (0.97, 0.07), (0.4, 0.2), (0.0, 0.1)])
def test_spread_and_persistence_are_as_stated(persistence: float, spread: float) -> None:
    course = follow_swing(swing(persistence, spread), normal_draws(KEYS, 2, YEARS))
    assert not course[0].any()
    for year in (1, 2, 5, 15):
        expected = spread**2 * sum(persistence ** (2 * back) for back in range(year))
        assert course[year].var() == pytest.approx(expected, rel=5 / np.sqrt(MANY / 2))
        assert abs(course[year].mean()) < 4 * np.sqrt(expected / MANY)
    slope = (course[10] * course[9]).sum() / (course[9] ** 2).sum()
    assert slope == pytest.approx(persistence, abs=0.03)


def test_the_common_part_is_the_same_everywhere_and_the_local_part_is_not() -> None:
    still, common, local = swing(1.0, 0.0), swing(1.0, 0.1), swing(0.9, 0.1)
    codes = ("1060", "0180")
    one, other = (swing_unemployment(KEYS, code, common, still, YEARS) for code in codes)
    assert np.array_equal(one, other)
    apart = [np.log(swing_unemployment(KEYS, code, still, local, YEARS)[-1]) for code in codes]
    assert abs(np.corrcoef(apart)[0, 1]) < 4 / np.sqrt(MANY)
    both = [np.log(swing_unemployment(KEYS, code, common, local, YEARS)[1]) for code in codes]
    assert np.corrcoef(both)[0, 1] == pytest.approx(0.5, abs=0.03)


def test_the_factor_starts_at_one_is_above_zero_and_keeps_the_middle() -> None:
    pairs = np.concatenate([KEYS[:5000], -KEYS[:5000]])
    factor = swing_unemployment(pairs, "1060", swing(1.0, 0.085, 10_000), swing(0.97, 0.07, 10_000), YEARS)
    assert (factor[0] == 1.0).all()
    assert factor.min() > 0.0
    np.testing.assert_allclose(np.log(factor).mean(axis=1), 0.0, atol=1e-12)
    np.testing.assert_allclose(np.median(factor, axis=1), 1.0, atol=1e-3)


def test_the_swings_are_found_by_their_names() -> None:
    names = [f"unemployment_{part}_{what}" for part in ("common", "local") for what in ("persistence", "spread")]
    values = {name: np.array([float(number)]) for number, name in enumerate(names)}
    common, local = find_swings(values)
    assert (common.persistence[0], common.spread[0], local.persistence[0], local.spread[0]) == (0.0, 1.0, 2.0, 3.0)
