"""Looked-up figures as observations: of whom, with who, when and where."""

from collections.abc import Callable

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer, observe_answers
from samspel.terms.origin import Basis

MakeAnswer = Callable[..., Answer]


def test_a_figure_carries_who_looked_it_up_when_and_where_and_no_year(
    catalogue: Catalogue, make_answer: MakeAnswer
) -> None:
    answer = make_answer("2181", "culture_school_share", 40.0, kind="figure", country=30.0)
    (found,) = observe_answers(catalogue, [answer, make_answer("2181", "culture_school_share", 1.0)])
    assert (found.place.code, found.value, found.country, found.basis) == ("2181", 40.0, 30.0, Basis.ANSWERED)
    assert not found.period.is_stated
    assert found.looked_up is not None
    told = (found.looked_up.by, found.looked_up.read, found.looked_up.said)
    assert told == (answer.answered_by, answer.day.isoformat(), answer.source)


@pytest.mark.parametrize(
    ("body", "indicator", "places"),
    [
        ("0980", "unemployment", {"0980", "09"}),
        ("0980", "care_guarantee_mean", {"09"}),
        ("2181", "unemployment", {"2181"}),
        ("2181", "care_guarantee_mean", set()),
        ("21", "care_guarantee_mean", {"21"}),
    ],
)
def test_a_figure_holds_for_each_place_that_the_body_answers_for_and_that_the_measure_is_told_of(
    catalogue: Catalogue, make_answer: MakeAnswer, body: str, indicator: str, places: set[str]
) -> None:
    found = observe_answers(catalogue, [make_answer(body, indicator, 1.0, kind="figure")])
    assert {one.place.code for one in found} == places


def test_a_figure_of_the_region_itself_goes_before_that_of_the_municipality_that_answers_for_it(
    catalogue: Catalogue, make_answer: MakeAnswer
) -> None:
    given = [make_answer(body, "unemployment", value, kind="figure") for body, value in (("09", 2.0), ("0980", 1.0))]
    assert {one.place.code: one.value for one in observe_answers(catalogue, given)} == {"09": 2.0, "0980": 1.0}
