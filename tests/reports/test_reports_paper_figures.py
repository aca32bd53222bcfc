"""The few figures that a paper tells: those that speak for the demand, with place, year and publisher."""

import pytest

from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.needs.verdict import Verdict
from samspel.reports.paper_figures import MOST_FIGURES, choose_figures, describe_jobs, describe_paper_figures


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_figure_has_its_place_its_year_and_its_publisher(still_desk: Desk, lang: Lang) -> None:
    texts, place = still_desk.catalogue.texts[lang], still_desk.catalogue.places.by_code["2181"]
    for need in still_desk.assessor.measure_place(place):
        said = describe_paper_figures(still_desk.observations, texts, need)
        assert 1 <= len(said) <= MOST_FIGURES
        for one in said:
            assert "{" not in one
            assert any(year in one for year in map(str, range(2010, 2027))), one
            assert "Gävleborg" in one or "Sandviken" in one, one


def test_a_figure_that_speaks_against_the_demand_is_left_out(still_desk: Desk) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    for need in still_desk.assessor.measure_place(place):
        assert {one.verdict for one in choose_figures(need)} <= {Verdict.LARGE, Verdict.SOME}


def test_the_words_of_a_figure_are_those_of_its_publisher_and_not_of_who_passed_it_on(still_desk: Desk) -> None:
    place = still_desk.catalogue.places.by_code["2181"]
    need = still_desk.assessor.measure_demand(still_desk.catalogue.demands_by_number[27], place)
    (first, second) = describe_paper_figures(still_desk.observations, still_desk.catalogue.texts["sv"], need)
    assert first.startswith("År 2022 var 6,7\u00a0% av invånarna mellan 25 och 65 år i Sandvikens kommun")
    assert first.endswith("I kommuner som liknar Sandvikens kommun är medianen 4,8\u00a0%.")
    assert "enligt Arbetsförmedlingen" in first
    assert "Kolada" not in first + second


def test_where_nothing_is_known_of_jobs_nothing_is_said(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    assert describe_jobs(still_desk.observations, texts, still_desk.catalogue.places.by_code["2181"])


def test_the_share_of_industry_is_only_told_where_it_is_no_smaller_than_in_the_country(still_desk: Desk) -> None:
    """In a letter it stands as a reason, and a small one is none."""
    catalogue, observations, texts = still_desk.catalogue, still_desk.observations, still_desk.catalogue.texts["sv"]
    country = observations.latest(catalogue.inputs.industry_share, catalogue.places.country).value
    seen = set[bool]()
    for place in catalogue.places.municipalities:
        share = observations.latest(catalogue.inputs.industry_share, place).value
        told = describe_jobs(observations, texts, place)
        if told and share is not None and country is not None:
            seen.add(share >= country)
            assert ("av alla jobb" in told) is (share >= country), place.name
    assert seen == {True, False}
