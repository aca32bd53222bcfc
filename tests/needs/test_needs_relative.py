"""The rule for a measure without a limit: beside those like it and beside its group, and more than a usual swing."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.needs.relative import Limits, Standing, compare_regions, compare_towns, find_swing, pool_mean, take_newest

Floats = npt.NDArray[np.float64]
LIMITS = Limits(large_gap=0.5, some_gap=0.2, large_swings=2.0, some_swings=1.5, least_peers=3)
COUNT = 101
SIMILAR = np.tile(np.arange(94, 101), (COUNT, 1)).astype(np.int32)
"""The last seven are the similar ones of all."""


def stand(own: float, *, similar: float = 50.0, group: float = 50.0, noise: float = 0.0) -> Standing:
    """How the first place stands in a country whose quartiles are 25, 50 and 75: its group is the next ten."""
    count = 1001
    values = np.linspace(0.0, 100.0, count)
    values[0], values[1:11], values[-7:] = own, group, similar
    groups = ["own" if row <= 10 else "other" for row in range(count)]
    alike = np.tile(np.arange(count - 7, count), (count, 1)).astype(np.int32)
    found = compare_towns(values, np.full(count, noise), alike, groups, LIMITS)
    assert found.quarters == pytest.approx((25.0, 50.0, 75.0), abs=2.0)
    return found


def name(standing: Standing, row: int = 0) -> str:
    if not standing.known[row]:
        return "unknown"
    if standing.large[row]:
        return "large"
    if standing.some[row]:
        return "some"
    return "small" if standing.small[row] else "similar"


@pytest.mark.parametrize(
    ("rule", "own", "similar", "group", "noise", "verdict"),
    [
        ("half the quartile distance from both and worse than the middle: large", 95.0, 60.0, 60.0, 0.0, "large"),
        ("the smaller of the two differences counts", 95.0, 60.0, 80.0, 0.0, "some"),
        ("so also where the similar ones are nearer", 95.0, 80.0, 60.0, 0.0, "some"),
        ("less than a fifth of the quartile distance: as similar", 65.0, 60.0, 60.0, 0.0, "similar"),
        ("different ways: as similar", 70.0, 40.0, 90.0, 0.0, "similar"),
        ("within two swings: not large", 95.0, 60.0, 60.0, 18.0, "some"),
        ("within one and a half: as similar", 95.0, 60.0, 60.0, 25.0, "similar"),
        ("worse than both, but in the country's best quarter: no need", 20.0, 5.0, 5.0, 0.0, "similar"),
        ("far worse than both, but not than the middle of the country: some at most", 40.0, 5.0, 5.0, 0.0, "some"),
        ("as far the other way: small", 40.0, 60.0, 60.0, 0.0, "small"),
        ("better than both, but in the country's worst quarter: not small", 85.0, 99.0, 99.0, 0.0, "similar"),
    ],
)
def test_a_place_is_set_beside_those_like_it_and_its_group(
    rule: str, own: float, similar: float, group: float, noise: float, verdict: str
) -> None:
    assert name(stand(own, similar=similar, group=group, noise=noise)) == verdict, rule


def test_where_all_are_alike_nobody_has_a_need() -> None:
    values = np.full(COUNT, 5.0)
    found = compare_towns(values, np.zeros(COUNT), SIMILAR, ["own"] * COUNT, LIMITS)
    assert {name(found, row) for row in range(COUNT)} == {"similar"}


@pytest.mark.parametrize(("known", "verdict"), [(3, "large"), (2, "unknown"), (0, "unknown")])
def test_too_few_similar_places_with_a_value_decide_nothing(known: int, verdict: str) -> None:
    values = np.linspace(0.0, 100.0, COUNT)
    values[0], values[94:] = 100.0, 10.0
    values[94 + known :] = np.nan
    assert name(compare_towns(values, np.zeros(COUNT), SIMILAR, ["own"] * COUNT, LIMITS)) == verdict


def test_a_blank_is_unknown_and_moves_nobody() -> None:
    values = np.linspace(0.0, 100.0, COUNT)
    values[3] = np.nan
    found = compare_towns(values, np.zeros(COUNT), SIMILAR, ["own"] * COUNT, LIMITS)
    assert name(found, 3) == "unknown"
    assert sum(name(found, row) == "unknown" for row in range(COUNT)) == 1


def test_the_middle_of_a_group_is_that_of_the_others() -> None:
    values = np.linspace(0.0, 100.0, COUNT)
    groups = ["pair" if row in (0, 50) else "rest" for row in range(COUNT)]
    found = compare_towns(values, np.zeros(COUNT), SIMILAR, groups, LIMITS)
    assert (found.group[0], found.group[50]) == (50.0, 0.0)


def test_a_region_is_set_beside_all_other_regions() -> None:
    found = compare_regions(np.arange(21.0), np.zeros(21), LIMITS)
    assert [name(found, row) for row in (0, 9, 10, 11, 13, 16, 20)] == [
        "small",
        "similar",
        "similar",
        "similar",
        "some",
        "large",
        "large",
    ]


@given(
    values=st.lists(st.floats(0.0, 100.0), min_size=COUNT, max_size=COUNT),
    noise=st.floats(0.0, 50.0),
    moved=st.floats(0.01, 50.0),
)
def test_a_worse_value_never_makes_a_need_smaller(values: list[float], noise: float, moved: float) -> None:
    """With the quartiles as they were: a place that moves does not move the country here."""
    rank = ["small", "similar", "some", "large"]
    before, after = np.array(values), np.array(values)
    after[0] += moved
    first, second = (
        compare_towns(one, np.full(COUNT, noise), SIMILAR, ["own"] * COUNT, LIMITS) for one in (before, after)
    )
    kept = Standing(
        values=second.values,
        similar=first.similar,
        group=first.group,
        gap=second.gap,
        large_from=first.large_from,
        some_from=first.some_from,
        quarters=first.quarters,
    )
    assert rank.index(name(kept)) >= rank.index(name(first))


@given(values=st.lists(st.floats(-100.0, 100.0), min_size=COUNT, max_size=COUNT), noise=st.floats(0.0, 50.0))
def test_nothing_is_both_a_need_and_a_small_one_and_a_large_need_is_some_at_least(
    values: list[float], noise: float
) -> None:
    found = compare_towns(np.array(values), np.full(COUNT, noise), SIMILAR, ["own"] * COUNT, LIMITS)
    assert not (found.some & found.small).any()
    assert not (found.large & ~found.some).any()


def test_years_are_moved_to_the_last_ones_level_before_they_are_put_together() -> None:
    """A place with only the older year is not judged by another year."""
    course = np.array([[10.0, 20.0], [12.0, 22.0], [14.0, np.nan], [np.nan, 24.0]])
    pooled = pool_mean(course, (2021, 2022), 2)
    np.testing.assert_allclose(pooled.moved, [20.0, 22.0, 24.0, 24.0])
    np.testing.assert_allclose(pooled.plain, [15.0, 17.0, 14.0, 24.0])
    assert pooled.count.tolist() == [2, 2, 1, 1]
    assert (pooled.first.tolist(), pooled.last.tolist()) == ([2021, 2021, 2021, 2022], [2022, 2022, 2021, 2022])


def test_shares_of_a_value_are_moved_by_a_factor() -> None:
    course = np.array([[10.0, 20.0], [30.0, 60.0], [40.0, np.nan], [0.0, 0.0]])
    np.testing.assert_allclose(pool_mean(course, (2021, 2022), 2, log=True).moved, [20.0, 60.0, 80.0, 0.0])


def test_the_newest_of_several_years_is_taken_as_it_is() -> None:
    course = np.array([[1.0, 2.0, np.nan], [3.0, np.nan, np.nan], [np.nan, np.nan, np.nan], [5.0, 6.0, 7.0]])
    pooled = take_newest(course, (2019, 2021, 2022), 2)
    np.testing.assert_array_equal(pooled.plain, [2.0, np.nan, np.nan, 7.0])
    assert pooled.last.tolist() == [2021, 0, 0, 2022]


def test_calendar_years_count_and_not_columns() -> None:
    course = np.array([[1.0, 5.0]])
    assert pool_mean(course, (2015, 2022), 3).plain.tolist() == [5.0]


def test_without_years_nothing_is_known() -> None:
    assert np.isnan(pool_mean(np.zeros((3, 0)), (), 2).moved).all()


def test_the_swing_is_the_usual_change_after_the_country_s_own_has_been_taken_away() -> None:
    """All rise by five; beside that the small ones swing by three and the large by one."""
    signs = np.where(np.arange(90) % 2 == 0, 1.0, -1.0)
    own = np.repeat([3.0, 2.0, 1.0], 30) * signs
    course = np.column_stack([np.zeros(90), 5.0 + own, 10.0 + 2 * own])
    swing = find_swing(course, np.arange(90.0), 3, 8)
    np.testing.assert_allclose(swing, np.repeat([3.0, 2.0, 1.0], 30))


def test_only_the_latest_changes_make_the_swing() -> None:
    signs = np.where(np.arange(30) % 2 == 0, 1.0, -1.0)
    course = np.column_stack([100.0 * signs, 0.0 * signs, 1.0 * signs])
    np.testing.assert_allclose(find_swing(course, np.arange(30.0), 1, 1), 1.0)


def test_a_single_year_has_no_swing() -> None:
    assert np.isnan(find_swing(np.ones((30, 1)), np.arange(30.0), 3, 8)).all()
