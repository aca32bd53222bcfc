"""Classes for a map: every value in one, equal values together, the latest year of the finer level."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.observations.building import Observations
from samspel.observations.mapping import BLANK, CLASSES, classify, find_level, lay_out_map, list_years
from samspel.terms.arrays import Floats

values = st.lists(st.one_of(st.just(np.nan), st.integers(-5, 5).map(float), st.floats(-1e6, 1e6)), max_size=60)


@given(values)
def test_classes_cover_every_value_once_in_order(given_values: list[float]) -> None:
    array: Floats = np.array(given_values, dtype=float)
    classes, ranges = classify(array)
    known = ~np.isnan(array)
    assert (classes[~known] == BLANK).all()
    assert set(classes[known].tolist()) == set(range(len(ranges)))
    assert len(ranges) <= CLASSES
    for value, number in zip(array[known], classes[known], strict=True):
        low, high = ranges[number]
        assert low <= value <= high
    flat = [limit for pair in ranges for limit in pair]
    assert flat == sorted(flat)
    assert all(high < low for (_, high), (low, _) in itertools.pairwise(ranges))


def test_few_different_values_have_a_class_each() -> None:
    classes, ranges = classify(np.array([0.0, 1.0, 1.0, np.nan, 3.0]))
    assert classes.tolist() == [0, 1, 1, BLANK, 2]
    assert ranges == ((0.0, 0.0), (1.0, 1.0), (3.0, 3.0))


def test_many_different_values_are_spread_evenly() -> None:
    classes, _ = classify(np.arange(100.0))
    assert np.bincount(classes).tolist() == [20, 20, 20, 20, 20]


def test_many_equal_values_stay_together() -> None:
    classes, _ = classify(np.array([0.0] * 90 + list(np.arange(1.0, 11.0))))
    assert set(classes[:90].tolist()) == {0}
    assert np.bincount(classes).tolist()[1:] == [2, 3, 2, 3]
    classes, _ = classify(np.array([*np.arange(10.0), *[50.0] * 90]))
    assert classes.tolist() == [0] * 10 + [1] * 90


def test_a_measure_of_municipalities_is_mapped_in_its_latest_year(observations: Observations) -> None:
    catalogue = observations.catalogue
    name = catalogue.inputs.industry_share
    series, measured = observations.series(name), observations.measures.everything[name]
    places = find_level(catalogue, series)
    assert places == catalogue.places.municipalities
    year = list_years(series, places)[-1]
    found = lay_out_map(catalogue, measured, "T", series, places, year)
    assert (found.year, len(found.observations)) == (year, 290)
    for number, one in zip(found.classes, found.observations, strict=True):
        assert (number == BLANK) == (one.value is None)


def test_a_measure_of_regions_alone_is_mapped_for_regions(observations: Observations) -> None:
    measured = observations.measures.everything["N60077"]
    assert (
        find_level(observations.catalogue, observations.build(measured.indicator))
        == observations.catalogue.places.regions
    )


@pytest.mark.parametrize("value", [12.34, 12.26])
def test_values_that_read_the_same_lie_in_one_class(observations: Observations, value: float) -> None:
    from samspel.observations.mapping import _round

    assert _round(np.array([value]), 1).tolist() == [12.3]
    assert _round(np.array([0.0123]), 1).tolist() == [0.012]
