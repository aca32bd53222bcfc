"""What somebody else than the body says, beside a figure that points the other way."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from given_answers import GIVEN
from samspel.app.desk import Desk
from samspel.needs.answers import Answers, Known
from samspel.needs.contrary import find_contrary
from samspel.needs.measuring import Need, NeedsAssessor
from samspel.terms.place import Place

At = Callable[[str], Place]


def measure_told(desk: Desk, place: Place, number: int, item: str, value: str, known: Known = "own") -> Need:
    """A demand where the one question has an answer."""
    demand = desk.catalogue.demands_by_number[number]
    asked = desk.assessor.measure_demand(demand, place)
    (inquiry,) = (one for one in asked.inquiries if one.question.id == item)
    assert inquiry.body is not None
    about = "" if inquiry.about is None else inquiry.about.code
    answer = replace(GIVEN, body=inquiry.body.code, demand=demand.id, item=item, value=value, about=about, known=known)
    return NeedsAssessor(desk.observations, Answers([answer])).measure_demand(demand, place)


@pytest.mark.parametrize("known", ["own", "public", "body"])
def test_that_nothing_is_there_is_excluded_by_a_count_of_it(still_desk: Desk, at: At, known: Known) -> None:
    found = find_contrary(measure_told(still_desk, at("2181"), 2, "offered", "no", known))
    assert found is not None
    assert found.excludes
    assert found.measurement.measure.indicator == "children_odd_hours"


def test_to_lack_a_part_of_it_is_not(still_desk: Desk, at: At) -> None:
    found = find_contrary(measure_told(still_desk, at("2181"), 2, "night", "no"))
    assert found is not None
    assert not found.excludes


def test_what_agrees_with_the_figures_or_is_the_bodys_own_word_on_something_else_is_not_contrary(
    still_desk: Desk, at: At
) -> None:
    assert find_contrary(measure_told(still_desk, at("2181"), 2, "offered", "yes")) is None
    assert find_contrary(measure_told(still_desk, at("2181"), 2, "night", "no", "body")) is None
