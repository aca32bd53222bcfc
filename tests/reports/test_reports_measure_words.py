"""A measure in words: whom its figures by gender are about, and what makes a need large."""

import pytest

from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.needs.courses import Genders
from samspel.needs.verdict import Verdict
from samspel.reports.measure_words import describe_genders, describe_measurement


@pytest.mark.parametrize(
    ("number", "indicator", "told"),
    [
        (47, "staff_sick_leave", "Kvinnor 9"),
        (27, "long_term_unemployment", "Kvinnor 9"),
        (51, "grade9_vocational_eligible", "Kvinnor och flickor 9"),
        (33, "near_transit_share", "Kvinnor och flickor 9"),
    ],
)
def test_girls_are_named_only_where_children_are_counted(
    still_desk: Desk, number: int, indicator: str, told: str
) -> None:
    catalogue = still_desk.catalogue
    need = still_desk.assessor.measure_demand(catalogue.demands_by_number[number], catalogue.places.by_code["2181"])
    (measurement,) = (one for one in need.measurements if one.measure.indicator == indicator)
    genders = Genders(women=9.0, men=7.0, year=2022)
    assert describe_genders(catalogue, catalogue.texts["sv"], measurement, genders).startswith(told)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("number", "is_told"), [(21, True), (5, False)])
def test_a_large_need_beside_a_middling_rank_says_what_makes_it_large(
    still_desk: Desk, lang: Lang, number: int, is_told: bool
) -> None:
    """The verdict would else seem wrong; a rank among the last quarter speaks for itself."""
    catalogue = still_desk.catalogue
    need = still_desk.assessor.measure_demand(catalogue.demands_by_number[number], catalogue.places.by_code["0662"])
    told = catalogue.texts[lang]("need.large_by_both")
    said = {one.verdict: describe_measurement(catalogue, catalogue.texts[lang], one) for one in need.measurements}
    assert said[Verdict.LARGE].endswith(told) is is_told
    assert sum(told in one for one in said.values()) == int(is_told)
