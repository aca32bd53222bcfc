"""Indicators made of others: each operation against its closed form."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.records.figures import Derived
from samspel.observations.derivation import common_years, derive, select_years, years_needed
from samspel.observations.series import Series

MakeSeries = Callable[..., Series]

NAN = np.nan


def rule(op: str, *, parts: int = 2, **more: object) -> Derived:
    return Derived(op=op, of=list("abcdef"[:parts]), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (rule("ratio"), [2.5, -2.0]),
        (rule("ratio", scale=100.0), [250.0, -200.0]),
        (rule("product"), [40.0, -8.0]),
        (rule("product", scale=0.01), [0.4, -0.08]),
        (rule("difference"), [6.0, 6.0]),
        (rule("difference", scale=2.0), [12.0, 12.0]),
        (rule("sum"), [14.0, 2.0]),
    ],
    ids=lambda value: f"{value.op} times {value.scale}" if isinstance(value, Derived) else "",
)
def test_two_parts_make(how: Derived, expected: list[float], make_series: MakeSeries) -> None:
    years, values = derive(how, [make_series([2024], [[10.0], [4.0]]), make_series([2024], [[4.0], [-2.0]])])
    assert years == (2024,)
    np.testing.assert_allclose(values[:, 0], expected)


@pytest.mark.parametrize(("op", "expected"), [("sum", 9.0), ("product", 24.0)])
def test_sum_and_product_take_every_part(op: str, expected: float, make_series: MakeSeries) -> None:
    parts = [make_series([2024], [[value]]) for value in (2.0, 3.0, 4.0)]
    assert derive(rule(op, parts=3), parts)[1].tolist() == [[expected]]


def test_a_whole_value_is_rounded_after_it_is_scaled(make_series: MakeSeries) -> None:
    parts = [make_series([2024], [[7.568], [50.0]]), make_series([2024], [[14945.0], [3.0]])]
    assert derive(rule("product", scale=0.01, whole=True), parts)[1].tolist() == [[1131.0], [2.0]]
    assert derive(rule("product", scale=0.01), parts)[1][0, 0] == pytest.approx(1131.0376)


def test_division_by_zero_is_blank_and_never_infinite(make_series: MakeSeries) -> None:
    parts = [make_series([2024], [[1.0], [0.0], [3.0]]), make_series([2024], [[0.0], [0.0], [2.0]])]
    np.testing.assert_array_equal(derive(rule("ratio"), parts)[1], [[NAN], [NAN], [1.5]])


@pytest.mark.parametrize("op", ["ratio", "product", "sum", "difference"])
def test_a_blank_part_makes_a_blank(op: str, make_series: MakeSeries) -> None:
    parts = [make_series([2024], [[NAN], [1.0]]), make_series([2024], [[1.0], [NAN]])]
    assert np.isnan(derive(rule(op), parts)[1]).all()


def test_a_blank_counts_as_nothing_in_a_part_that_is_optional(make_series: MakeSeries) -> None:
    parts = [make_series([2024], [[20.0], [33.0], [NAN]]), make_series([2024], [[12.0], [NAN], [12.0]])]
    for op, expected in (("sum", [32.0, 33.0, NAN]), ("difference", [8.0, 33.0, NAN]), ("ratio", [5 / 3, NAN, NAN])):
        np.testing.assert_allclose(derive(rule(op, optional=["b"]), parts)[1][:, 0], expected)


def test_a_part_too_many_or_too_few_is_a_fault_of_the_program(make_series: MakeSeries) -> None:
    for count in (1, 3):
        with pytest.raises(ValueError, match="zip"):
            derive(rule("sum"), [make_series([2024], [[1.0]])] * count)


@pytest.mark.parametrize(
    ("how", "years"),
    [
        (rule("ratio"), (2024,)),
        (rule("change", parts=1, years=5), (2024, 2019)),
        (rule("change", parts=1, since=2020), (2024, 2020)),
    ],
)
def test_a_value_needs_its_own_year_and_a_change_that_before_it(how: Derived, years: tuple[int, ...]) -> None:
    assert years_needed(how, 2024) == years


def test_only_years_that_every_part_has_are_kept_and_each_meets_its_own_year(make_series: MakeSeries) -> None:
    above = make_series([2019, 2021, 2023], [[1.0, 10.0, 100.0]])
    below = make_series([2021, 2022, 2023, 2024], [[2.0, 3.0, 4.0, 5.0]])
    years, values = derive(rule("ratio"), [above, below])
    assert years == (2021, 2023)
    assert values.tolist() == [[5.0, 25.0]]


def test_parts_without_a_common_year_make_nothing(make_series: MakeSeries) -> None:
    years, values = derive(rule("sum"), [make_series([2019], [[1.0]]), make_series([2020], [[1.0]])])
    assert years == ()
    assert values.shape == (1, 0)


def test_common_years_ascend(make_series: MakeSeries) -> None:
    assert common_years([make_series([2002, 2006, 2010], [[1, 2, 3]])]) == (2002, 2006, 2010)


def test_years_are_picked_by_name_not_by_place(make_series: MakeSeries) -> None:
    part: Series = make_series([2002, 2006, 2010], [[1, 2, 3]])
    assert select_years(part, [2010, 2002]).tolist() == [[3.0, 1.0]]


def change(make_series: MakeSeries, known: Sequence[int], row: Sequence[float], **more: int) -> dict[int, float]:
    found, values = derive(rule("change", parts=1, **more), [make_series(known, [row])])
    return dict(zip(found, values[0].tolist(), strict=True))


def test_change_over_years_is_per_cent_of_the_earlier_value(make_series: MakeSeries) -> None:
    assert change(make_series, [2019, 2024], [80.0, 100.0], years=5) == {2024: pytest.approx(25.0)}
    assert change(make_series, [2019, 2024], [100.0, 80.0], years=5) == {2024: pytest.approx(-20.0)}


def test_change_over_years_exists_only_where_both_years_do(make_series: MakeSeries) -> None:
    assert set(change(make_series, [2014, 2019, 2021, 2023, 2024], [1.0] * 5, years=5)) == {2019, 2024}


def test_change_since_a_year_is_counted_for_each_later_year_and_not_for_that_year(make_series: MakeSeries) -> None:
    found = change(make_series, [2018, 2020, 2023, 2024], [5.0, 10.0, 15.0, 5.0], since=2020)
    assert found == {2023: pytest.approx(50.0), 2024: pytest.approx(-50.0)}


def test_change_since_a_year_that_is_missing_makes_nothing(make_series: MakeSeries) -> None:
    assert change(make_series, [2019, 2023], [1.0, 2.0], since=2020) == {}


def test_change_from_nothing_is_blank(make_series: MakeSeries) -> None:
    assert np.isnan(change(make_series, [2023, 2024], [0.0, 5.0], years=1)[2024])
    assert np.isnan(change(make_series, [2023, 2024], [0.0, 0.0], years=1)[2024])
    assert np.isnan(change(make_series, [2023, 2024], [NAN, 5.0], years=1)[2024])


amounts = st.floats(1.0, 1e6)


@given(before=amounts, after=amounts)
def test_change_there_and_back_again_is_no_change(before: float, after: float, make_series: MakeSeries) -> None:
    there = change(make_series, [2023, 2024], [before, after], years=1)[2024] / 100.0
    back = change(make_series, [2023, 2024], [after, before], years=1)[2024] / 100.0
    assert (1.0 + there) * (1.0 + back) == pytest.approx(1.0)


@given(a=amounts, b=amounts)
def test_a_difference_turned_round_has_the_other_sign(a: float, b: float, make_series: MakeSeries) -> None:
    first, second = make_series([2024], [[a]]), make_series([2024], [[b]])
    one, other = (derive(rule("difference"), parts)[1][0, 0] for parts in ([first, second], [second, first]))
    assert one == -other
