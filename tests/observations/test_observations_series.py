"""A series tells its latest value, its course, and why a value is blank."""

from collections.abc import Callable

import numpy as np
import pytest

from samspel.catalogue.places import Places
from samspel.observations.series import Series, empty_series
from samspel.terms.blank import Blank
from samspel.terms.origin import Basis
from samspel.terms.period import Period

MakeSeries = Callable[..., Series]

NAN = np.nan
BLANK_ROWS = [[NAN, NAN]] * 4


def test_the_latest_value_is_that_of_the_last_year(make_series: MakeSeries, tiny_places: Places) -> None:
    found = make_series([2023, 2024], [[1.0, 2.0], [3.0, 4.0], *BLANK_ROWS]).latest(tiny_places.municipalities[1])
    assert (found.period, found.value, found.blank, found.basis) == (Period(2024), 4.0, None, Basis.MEASURED)
    assert found.place is tiny_places.municipalities[1]


def test_a_year_that_no_place_has_is_not_the_latest(make_series: MakeSeries, tiny_places: Places) -> None:
    found = make_series([2023, 2024], [[1.0, NAN], [3.0, NAN], *BLANK_ROWS]).latest(tiny_places.municipalities[0])
    assert (found.period, found.value) == (Period(2023), 1.0)


def test_places_are_compared_in_one_year_so_one_that_lacks_it_is_blank(
    make_series: MakeSeries, tiny_places: Places
) -> None:
    found = make_series([2023, 2024], [[1.0, 2.0], [3.0, NAN], *BLANK_ROWS]).latest(tiny_places.municipalities[1])
    assert (found.period, found.value, found.blank) == (Period(2024), None, Blank.NOT_PUBLISHED)


def test_a_zero_is_a_value_and_no_blank(make_series: MakeSeries, tiny_places: Places) -> None:
    found = make_series([2024], [[0.0], [1.0], [NAN], [NAN], [NAN], [NAN]]).latest(tiny_places.municipalities[0])
    assert (found.value, found.blank) == (0.0, None)


def test_the_course_has_every_year_in_order_with_its_blanks(make_series: MakeSeries, tiny_places: Places) -> None:
    course = make_series([2022, 2023, 2024], [[1.0, NAN, 3.0], *[[NAN] * 3] * 5]).course(tiny_places.municipalities[0])
    assert [(step.period.year, step.value) for step in course] == [(2022, 1.0), (2023, None), (2024, 3.0)]
    assert [step.blank for step in course] == [None, Blank.NOT_PUBLISHED, None]


def test_values_of_a_year_are_found_by_the_year(make_series: MakeSeries) -> None:
    series = make_series([2022, 2024], [[1.0, 2.0], [3.0, 4.0]])
    assert series.in_year(2024).tolist() == [2.0, 4.0]
    assert np.isnan(series.in_year(2023)).all()
    assert series.in_year(2023).shape == (2,)


def test_a_series_that_is_blank_all_through_shows_its_last_year(make_series: MakeSeries, tiny_places: Places) -> None:
    found = make_series([2023, 2024], [[NAN, NAN]] * 6).latest(tiny_places.country)
    assert (found.period, found.value) == (Period(2024), None)


@pytest.mark.parametrize("reason", list(Blank))
def test_an_empty_series_is_blank_everywhere_for_its_one_reason(reason: Blank, tiny_places: Places) -> None:
    series = empty_series("z", 6, reason)
    found = [series.latest(place) for place in tiny_places.everywhere]
    assert {(step.value, step.blank, step.period.is_stated) for step in found} == {(None, reason, False)}
    assert series.course(tiny_places.country) == ()
