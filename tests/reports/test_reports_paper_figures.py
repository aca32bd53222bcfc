"""The few figures that a paper tells: those that speak for the demand, with place, year and publisher."""

import pytest

from samspel.app.desk import Desk
from samspel.catalogue.records.base import Lang
from samspel.needs.verdict import Verdict
from samspel.reports.paper_figures import (
    MOST_FIGURES,
    choose_figures,
    describe_jobs,
    describe_paper_course,
    describe_paper_figure,
    describe_paper_figures,
    describe_paper_grounds,
    speaks_against_by_course,
)


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
    assert "I de 7 kommuner som RKA räknar som liknande är medianen 4,8\u00a0%." in first
    assert first.endswith("medianen 4,8\u00a0%."), "that it has fallen more than in similar places stands below"
    below = " ".join(describe_paper_grounds(still_desk.observations, still_desk.catalogue.texts["sv"], need))
    course = (
        "25–65 år: från 2017 till 2022 är förändringen här −1,8 procentenheter, och i de liknande −0,5 procentenheter."
    )
    assert course in below.replace("\u00a0", " ")
    assert "enligt Arbetsförmedlingen" in first
    assert "Kolada" not in first + second


def test_where_nothing_is_known_of_jobs_nothing_is_said(still_desk: Desk) -> None:
    texts = still_desk.catalogue.texts["sv"]
    assert describe_jobs(still_desk.observations, texts, still_desk.catalogue.places.by_code["2181"])


def test_the_share_of_industry_is_only_told_where_it_is_no_smaller_than_in_the_country(still_desk: Desk) -> None:
    """In a letter it stands as a reason, and a small one is none."""
    catalogue, observations, texts = still_desk.catalogue, still_desk.observations, still_desk.catalogue.texts["sv"]
    country = observations.latest(catalogue.inputs.industry_share, catalogue.places.country).value
    assert country is not None
    told = {
        (observations.latest(catalogue.inputs.industry_share, place).value, describe_jobs(observations, texts, place))
        for place in catalogue.places.municipalities
    }
    seen = {("av alla jobb" in said, share >= country) for share, said in told if said and share is not None}
    assert seen == {(True, True), (False, False)}


def test_similar_municipalities_that_are_not_alike_are_said_to_be_so_below_the_figure(still_desk: Desk) -> None:
    """RKA's seven for Gällivare rank far down by the program's own measure; those for Sandviken do not."""
    texts, observations = still_desk.catalogue.texts["sv"], still_desk.observations
    told, wrong = {}, []
    for code in ("2523", "2181"):
        place = still_desk.catalogue.places.by_code[code]
        for need in still_desk.assessor.measure_place(place):
            chosen = choose_figures(need)[:1]
            if any(one.measure.rule == "relative" and one.similar is not None for one in chosen):
                told[code] = " ".join(describe_paper_grounds(observations, texts, need))
                above = " ".join(describe_paper_figures(observations, texts, need))
                if "fjärdedel" in above or "RKA valt: " not in told[code]:
                    wrong.append(need.demand.number)
    assert wrong == []
    assert "ingen av dem hör till den fjärdedel" in told["2523"]
    assert "fjärdedel" not in told["2181"]


def test_a_demand_measured_by_industry_s_share_is_not_told_it_twice(still_desk: Desk) -> None:
    """The share of jobs in manufacturing and the jobs in industry are one thing, and a second figure is none."""
    texts, demand = still_desk.catalogue.texts["sv"], still_desk.catalogue.demands_by_number[32]
    told = []
    for place in still_desk.catalogue.places.municipalities:
        need = still_desk.assessor.measure_demand(demand, place)
        if choose_figures(need):
            told.append(describe_paper_figures(still_desk.observations, texts, need))
    assert {len(one) for one in told} == {1}


def test_every_figure_of_a_paper_has_its_period_basis_and_table(still_desk: Desk) -> None:
    """And why there is nothing newer, and how it has moved, also where that speaks against the demand."""
    texts, place = still_desk.catalogue.texts["sv"], still_desk.catalogue.places.by_code["2181"]
    need = still_desk.assessor.measure_demand(still_desk.catalogue.demands_by_number[27], place)
    said = " ".join(describe_paper_grounds(still_desk.observations, texts, need))
    assert "Långtidsarbetslösa 25–65 år: 2022, mätt, Arbetsförmedlingen via Kolada (RKA), nyckeltal N03926" in said
    assert "Jobb i industrin: 2024, beräknat, SCB, " in said
    assert "Kolada kan ha nyare värden" in said


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_figure_of_one_known_year_is_no_mean(still_desk: Desk, lang: Lang) -> None:
    """A survey that is put together over years may have been answered in one of them alone."""
    texts, mean = still_desk.catalogue.texts[lang], {"sv": "I snitt åren", "en": "On average in"}[lang]
    means = []
    for place in still_desk.catalogue.places.municipalities[::9]:
        for need in still_desk.assessor.measure_place(place):
            for one in need.measurements:
                if one.observation.value is None or one.observation.looked_up:
                    continue
                told = describe_paper_figure(still_desk.observations, texts, one)
                means += [told] if told.startswith(mean) else []
    assert means
    assert [told for told in means if "–" not in told.removeprefix(mean).split(",")[0][:12]] == []


def test_only_a_course_that_speaks_for_the_demand_stands_with_its_figure(still_desk: Desk) -> None:
    texts, observations = still_desk.catalogue.texts["sv"], still_desk.observations
    courses = [
        (need, speaks_against_by_course(observations, one), course)
        for need in still_desk.assessor.measure_place(still_desk.catalogue.places.by_code["2181"])
        for one in choose_figures(need)[:1]
        if (course := describe_paper_course(observations, texts, one))
    ]
    assert {is_against for _, is_against, _ in courses} == {True, False}
    for need, is_against, course in courses:
        assert (course in " ".join(describe_paper_figures(observations, texts, need))) != is_against
        below = " ".join(describe_paper_grounds(observations, texts, need))
        assert (course[1:] in below) == is_against
