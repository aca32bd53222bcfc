"""How a region's and the country's values are made of those of their municipalities."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.places import Places
from samspel.observations.rollup import are_shared, mean_members, sum_members

Floats = npt.NDArray[np.float64]
NAN = np.nan


def column(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)[:, None]


def test_a_region_is_the_sum_of_its_municipalities_and_the_country_of_all(tiny_places: Places) -> None:
    np.testing.assert_array_equal(sum_members(column(1, 2, 4), tiny_places), column(3, 4, 7))


def test_each_period_is_summed_by_itself(tiny_places: Places) -> None:
    values = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0]])
    np.testing.assert_array_equal(sum_members(values, tiny_places), [[3, 30], [4, 40], [7, 70]])


def test_one_blank_municipality_leaves_its_region_and_the_country_blank(tiny_places: Places) -> None:
    np.testing.assert_array_equal(sum_members(column(1, NAN, 4), tiny_places), column(NAN, 4, NAN))


def test_a_mean_weighs_each_municipality_by_its_people(tiny_places: Places) -> None:
    mean = mean_members(column(10, 20, 40), column(300, 100, 600), tiny_places)
    np.testing.assert_allclose(mean, column(12.5, 40, (3000 + 2000 + 24000) / 1000))


def test_one_blank_municipality_leaves_the_mean_of_its_region_and_the_country_blank(tiny_places: Places) -> None:
    mean = mean_members(column(10, NAN, 40), column(300, 100, 600), tiny_places)
    np.testing.assert_array_equal(mean, column(NAN, 40, NAN))


def test_unknown_people_leave_the_mean_blank(tiny_places: Places) -> None:
    mean = mean_members(column(10, 20, 40), column(300, NAN, 600), tiny_places)
    np.testing.assert_array_equal(mean, column(NAN, 40, NAN))


def test_a_value_that_all_share_is_passed_on_to_the_last_digit(tiny_places: Places) -> None:
    mean = mean_members(column(0.1, 0.1, 0.1), column(3, 7, 11), tiny_places)
    assert mean.ravel().tolist() == [0.1, 0.1, 0.1]


def test_a_value_is_shared_where_every_member_has_it(tiny_places: Places) -> None:
    assert are_shared(column(5, 5, 6), tiny_places).tolist() == [True, True, False]
    assert are_shared(column(5, 6, 6), tiny_places).tolist() == [False, True, False]
    assert are_shared(column(5, 5, 5), tiny_places).tolist() == [True, True, True]


def test_a_blank_is_shared_by_nobody(tiny_places: Places) -> None:
    assert are_shared(column(5, NAN, 5), tiny_places).tolist() == [False, True, False]


def test_where_no_period_is_known_nothing_is_shared(tiny_places: Places) -> None:
    assert are_shared(np.empty((3, 0)), tiny_places).tolist() == [False, False, False]


def test_whether_a_value_is_shared_is_judged_in_the_last_period(tiny_places: Places) -> None:
    values = np.array([[1.0, 5.0], [2.0, 5.0], [5.0, 5.0]])
    assert are_shared(values, tiny_places).all()
    assert are_shared(values[:, ::-1], tiny_places).tolist() == [False, True, False]


numbers = st.floats(-1e6, 1e6)
three = arrays(np.float64, (3, 2), elements=numbers)


@given(values=three)
def test_regions_add_up_to_the_country(values: Floats, tiny_places: Places) -> None:
    above = sum_members(values, tiny_places)
    np.testing.assert_allclose(above[:-1].sum(axis=0), above[-1], atol=1e-6)


@given(values=three, weights=arrays(np.float64, (3, 2), elements=st.floats(1, 1e6)))
def test_a_mean_lies_between_the_lowest_and_the_highest(values: Floats, weights: Floats, tiny_places: Places) -> None:
    country = mean_members(values, weights, tiny_places)[-1]
    assert (country >= values.min(axis=0) - 1e-6).all()
    assert (country <= values.max(axis=0) + 1e-6).all()


@given(values=three, factor=st.floats(0.5, 2.0))
def test_twice_the_people_everywhere_change_no_mean(values: Floats, factor: float, tiny_places: Places) -> None:
    weights = np.array([[3.0, 1.0], [7.0, 2.0], [11.0, 5.0]])
    once, more = (mean_members(values, weights * by, tiny_places) for by in (1.0, factor))
    np.testing.assert_allclose(once, more, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("value", [1.0, 0.0, 33.25])
def test_a_constant_rolls_up_to_itself_everywhere(value: float, catalogue: Catalogue) -> None:
    places = catalogue.places
    weights = np.linspace(1.0, 1e6, len(places.municipalities))[:, None]
    mean = mean_members(np.full((len(places.municipalities), 1), value), weights, places)
    assert set(mean.ravel().tolist()) == {value}
