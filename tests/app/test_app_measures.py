"""Measures are found by words of their name, by the publisher's number and our id; a wrong word gets the nearest."""

import pytest

from samspel.app.desk import Desk
from samspel.app.measures import find_measure, search_measures
from samspel.terms.errors import NotFoundError


def test_all_that_kolada_has_can_be_found_and_what_is_described_stands_first(desk: Desk) -> None:
    measures = desk.base.measures
    assert len(measures.by_publisher) == 1_996
    described = [measured.is_described for measured in measures.everything.values()]
    assert described == sorted(described, reverse=True)
    assert sum(described) == len(desk.catalogue.indicators)


@pytest.mark.parametrize("words", ["sjukfrånvaro i kommunen", "Kommunen sjukfrånvaro", "SJUKFRANVARO I KOMMUNEN"])
def test_words_are_found_in_any_order_and_without_accents(desk: Desk, words: str) -> None:
    assert "staff_sick_leave" in {listed.measured.id for listed in search_measures(desk, "sv", words)}


def test_those_with_the_words_in_their_name_stand_before_those_with_them_in_the_text(desk: Desk) -> None:
    found = search_measures(desk, "sv", "skola")
    named = ["skola" in listed.measured.indicator.sv.name.casefold() for listed in found]
    assert named == sorted(named, reverse=True)
    assert any(named)
    assert not all(named)


def test_a_search_without_words_gives_what_is_described(desk: Desk) -> None:
    assert len(search_measures(desk, "en", " ")) == len(desk.catalogue.indicators)


@pytest.mark.parametrize("words", ["N00090", "n00090", "staff_sick_leave", "Sjukfrånvaro bland kommunens anställda"])
def test_a_measure_answers_to_number_id_and_name(desk: Desk, words: str) -> None:
    assert find_measure(desk, "sv", words).id == "staff_sick_leave"


def test_a_measure_without_a_text_of_ours_keeps_its_publishers_title(desk: Desk) -> None:
    found = find_measure(desk, "en", "N00053")
    assert not found.is_described
    assert found.indicator.en.name == found.indicator.sv.name == "Månadsavlönade totalt, kommun, antal"


@pytest.mark.parametrize("words", ["Sjukfrånvaro bland komunens anställda", "Sjukfrnvaro bland kommunens anställda"])
def test_a_misspelt_name_gets_the_nearest(desk: Desk, words: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_measure(desk, "sv", words)
    assert "Sjukfrånvaro bland kommunens anställda" in str(caught.value.facts["nearest"])


def test_words_that_no_measure_has_are_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as caught:
        search_measures(desk, "sv", "qqzz wxyv")
    assert caught.value.code == "no_measure_found"


def test_a_hyphen_finds_a_name_with_a_dash(still_desk: Desk) -> None:
    dashed = next(one for one in still_desk.catalogue.indicators.values() if "–" in one.sv.name)
    assert find_measure(still_desk, "sv", dashed.sv.name.replace("–", "-")).id == dashed.id
