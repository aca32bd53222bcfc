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
def test_a_large_need_by_comparison_says_what_makes_it_large(still_desk: Desk, lang: Lang) -> None:
    """Beside a middling rank among all the verdict would else seem wrong."""
    catalogue = still_desk.catalogue
    need = still_desk.assessor.measure_demand(catalogue.demands_by_number[5], catalogue.places.by_code["0662"])
    told = catalogue.texts[lang]("need.large_by_both")
    said = {one.verdict: describe_measurement(catalogue, catalogue.texts[lang], one) for one in need.measurements}
    assert said[Verdict.LARGE].endswith(told)
    assert sum(told in one for one in said.values()) == 1
