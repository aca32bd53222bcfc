"""Every place against those like it and against all of its kind."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.places import Places
from samspel.catalogue.records.figures import Direction
from samspel.observations.building import Observations
from samspel.observations.comparison import Comparison, compare_places
from samspel.observations.series import Series

MakeSeries = Callable[..., Series]

NAN = np.nan
Floats = npt.NDArray[np.float64]


@pytest.fixture(scope="module")
def places(catalogue: Catalogue) -> Places:
    return catalogue.places


def compare(make_series: MakeSeries, places: Places, values: Floats, direction: Direction = "higher") -> Comparison:
    return compare_places(make_series([2024], values[:, None]), places, direction)


def everywhere(places: Places, municipalities: Floats) -> Floats:
    """Values of the municipalities, 1 to 21 for the regions, 7 for the country."""
    return np.concatenate([municipalities, np.arange(1.0, 22.0), [7.0]])


def test_the_similar_value_is_the_median_of_the_seven(make_series: MakeSeries, places: Places) -> None:
    values = np.zeros(290)
    values[places.similar[0]] = [9.0, 1.0, 5.0, 3.0, 100.0, 4.0, 8.0]
    assert compare(make_series, places, everywhere(places, values)).similar[0] == 5.0


def test_similar_places_without_a_value_are_left_out(make_series: MakeSeries, places: Places) -> None:
    values = np.zeros(290)
    values[places.similar[0]] = [9.0, NAN, 5.0, NAN, 100.0, NAN, 8.0]
    assert compare(make_series, places, everywhere(places, values)).similar[0] == 8.5


def test_similar_places_of_which_none_has_a_value_say_nothing(make_series: MakeSeries, places: Places) -> None:
    values = np.zeros(290)
    values[places.similar[0]] = NAN
    assert np.isnan(compare(make_series, places, everywhere(places, values)).similar[0])


def test_a_place_s_own_value_is_no_part_of_its_similar_value(make_series: MakeSeries, places: Places) -> None:
    values = np.arange(290.0)
    changed = values.copy()
    changed[0] = 1e9
    before, after = (compare(make_series, places, everywhere(places, given_)) for given_ in (values, changed))
    assert before.similar[0] == after.similar[0]


def test_a_region_is_compared_with_the_twenty_others(make_series: MakeSeries, places: Places) -> None:
    similar = compare(make_series, places, everywhere(places, np.zeros(290))).similar
    assert similar[290] == np.median(np.arange(2.0, 22.0))
    assert similar[310] == np.median(np.arange(1.0, 21.0))


def test_the_country_is_neither_compared_nor_ranked(make_series: MakeSeries, places: Places) -> None:
    found = compare(make_series, places, everywhere(places, np.zeros(290)))
    assert np.isnan(found.similar[311])
    assert (found.better[311], found.count[311]) == (0, 0)


@pytest.mark.parametrize(("direction", "first", "last"), [("higher", 289, 0), ("lower", 0, 289)])
def test_better_counts_those_that_are_strictly_better(
    direction: Direction, first: int, last: int, make_series: MakeSeries, places: Places
) -> None:
    found = compare(make_series, places, everywhere(places, np.arange(290.0)), direction)
    assert (found.better[0], found.better[289]) == (first, last)
    assert set(found.count[:290].tolist()) == {290}


def test_regions_are_ranked_among_regions(make_series: MakeSeries, places: Places) -> None:
    found = compare(make_series, places, everywhere(places, np.full(290, 1e6)))
    assert found.better[290:311].tolist() == list(range(20, -1, -1))
    assert set(found.count[290:311].tolist()) == {21}


def test_places_with_the_same_value_share_a_rank(make_series: MakeSeries, places: Places) -> None:
    values = np.concatenate([np.full(100, 1.0), np.full(100, 2.0), np.full(90, 3.0)])
    found = compare(make_series, places, everywhere(places, values))
    assert set(found.better[:100].tolist()) == {190}
    assert set(found.better[100:200].tolist()) == {90}
    assert set(found.better[200:290].tolist()) == {0}


def test_a_blank_is_neither_ranked_nor_counted(make_series: MakeSeries, places: Places) -> None:
    values = np.arange(290.0)
    values[[0, 289]] = NAN
    found = compare(make_series, places, everywhere(places, values))
    assert (found.better[0], found.count[0]) == (0, 0)
    assert (found.better[1], found.count[1]) == (287, 288)


def test_where_neither_higher_nor_lower_is_better_nothing_is_ranked(make_series: MakeSeries, places: Places) -> None:
    found = compare(make_series, places, everywhere(places, np.arange(290.0)), "none")
    assert not found.better.any()
    assert not found.count.any()
    assert found.similar[0] == np.median(np.arange(290.0)[places.similar[0]])


def test_places_are_compared_in_the_latest_year_that_any_has(make_series: MakeSeries, places: Places) -> None:
    values = np.column_stack([np.arange(312.0), np.arange(312.0)[::-1], np.full(312, NAN)])
    found = compare_places(make_series([2022, 2023, 2024], values), places, "higher")
    np.testing.assert_array_equal(found.values, values[:, 1])
    assert found.better[0] == 0


def test_a_series_without_a_year_compares_nothing(make_series: MakeSeries, places: Places) -> None:
    found = compare_places(make_series([], [[]] * 312), places, "higher")
    assert np.isnan(found.values).all()
    assert np.isnan(found.similar).all()
    assert not found.count.any()


def test_the_share_that_is_better_is_of_the_other_places(make_series: MakeSeries, places: Places) -> None:
    found = compare(make_series, places, everywhere(places, np.arange(290.0)))
    assert found.share_better(0) == 1.0
    assert found.share_better(289) == 0.0
    assert found.share_better(72) == pytest.approx(217 / 289)


def test_the_share_that_is_better_than_a_place_alone_with_a_value_is_none(
    make_series: MakeSeries, places: Places
) -> None:
    values = np.full(290, NAN)
    values[5] = 1.0
    found = compare(make_series, places, everywhere(places, values))
    assert (found.share_better(5), found.share_better(6)) == (0.0, 0.0)


whole = arrays(np.float64, 290, elements=st.one_of(st.just(NAN), st.integers(-20, 20).map(float)))


@given(values=whole, direction=st.sampled_from(["higher", "lower"]))
def test_ranks_equal_those_of_a_slow_count(
    values: Floats, direction: Direction, make_series: MakeSeries, catalogue: Catalogue
) -> None:
    places = catalogue.places
    found = compare(make_series, places, everywhere(places, values), direction)
    for row in range(0, 290, 29):
        better = sum(other > values[row] if direction == "higher" else other < values[row] for other in values)
        count = int((~np.isnan(values)).sum())
        expected = (0, 0) if np.isnan(values[row]) else (better, count)
        assert (found.better[row], found.count[row]) == expected


@given(values=whole)
def test_a_measure_turned_round_ranks_alike(values: Floats, make_series: MakeSeries, catalogue: Catalogue) -> None:
    places = catalogue.places
    here = compare(make_series, places, everywhere(places, values), "higher")
    there = compare(make_series, places, -everywhere(places, values), "lower")
    np.testing.assert_array_equal(here.better, there.better)


def test_order_of_the_similar_places_is_irrelevant(observations: Observations, places: Places) -> None:
    mixed = np.random.default_rng(3).permuted(places.similar, axis=1)
    turned = replace(places, similar=mixed)
    for name in ("employment_rate", "economic_assistance"):
        first, second = (compare_places(observations.series(name), given_, "lower") for given_ in (places, turned))
        np.testing.assert_array_equal(first.similar, second.similar)
