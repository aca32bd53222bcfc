"""The blocks of what is handed in: which questions are put, to whom, and what the money says."""

from dataclasses import replace
from datetime import date

import pytest

from brief_readers import read_words
from given_answers import GIVEN
from samspel.app.briefing import write_paper
from samspel.app.desk import Desk
from samspel.documents.handed_in import list_inquiries, word_question
from samspel.documents.matter import Matter
from samspel.needs.deciding import find_addressee
from samspel.needs.measuring import Inquiry
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed

DAY = date(2026, 11, 22)


def make_matter(desk: Desk, number: int = 2) -> Matter:
    """An interpellation about a demand in Sandviken, its questions in the handbook's order turned round."""
    catalogue = desk.catalogue
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[number]
    need = desk.assessor.measure_demand(demand, place)
    return Matter(
        writer=Writer(desk.observations, catalogue.texts["sv"], DAY),
        paper=catalogue.papers["interpellation"],
        place=place,
        row=CostedNeed(replace(need, inquiries=tuple(reversed(need.inquiries))), None),
        to=find_addressee(catalogue, demand, place),
    )


def with_inquiries(matter: Matter, inquiries: list[Inquiry]) -> Matter:
    return replace(matter, row=CostedNeed(replace(matter.need, inquiries=tuple(inquiries)), None))


def test_questions_that_decide_are_put_first_and_answered_ones_only_where_all_are(still_desk: Desk) -> None:
    matter = make_matter(still_desk)
    asked = list_inquiries(matter)
    roles = [one.question.role == "decides" for one in asked]
    assert roles == sorted(roles, reverse=True)
    assert {True, False} == set(roles)
    answered = [replace(one, answer=GIVEN) for one in asked]
    assert list_inquiries(with_inquiries(matter, [*answered[:1], *asked[1:]])) == asked[1:]
    assert list_inquiries(with_inquiries(matter, answered)) == tuple(answered)


def test_a_question_to_another_body_is_not_put(still_desk: Desk) -> None:
    matter = make_matter(still_desk)
    first, *rest = list_inquiries(matter)
    elsewhere = replace(first, body=still_desk.catalogue.places.by_code["21"])
    assert list_inquiries(with_inquiries(matter, [elsewhere, *rest])) == tuple(rest)


def test_a_question_names_the_municipality_that_it_is_about_unless_that_is_who_is_asked(still_desk: Desk) -> None:
    matter = make_matter(still_desk)
    one = list_inquiries(matter)[0]
    bare = matter.texts.of(one.question)
    assert word_question(matter, one) == bare
    assert word_question(matter, replace(one, about=one.body)) == bare
    hofors = still_desk.catalogue.places.by_code["2104"]
    assert word_question(matter, replace(one, about=hofors)) == f"Gäller Hofors kommun: {bare}"


WHOLE, ALONE = "Allt som kravet gäller, med det som redan finns, kostar omkring", "Det kostar omkring"


@pytest.mark.parametrize("kind", ["motion", "talepunkter"])
@pytest.mark.parametrize(("situation", "told", "other"), [("none", ALONE, WHOLE), ("some", WHOLE, ALONE)])
def test_what_the_whole_demand_costs_is_told_as_that_where_some_of_it_exists(
    still_desk: Desk, kind: str, situation: str, told: str, other: str
) -> None:
    """In the talk as in the motion, and the grants never alone."""
    catalogue = still_desk.catalogue
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[2]
    words = {"situation": situation, "exists": "Natt finns."}
    said = read_words(write_paper(still_desk, place, demand, catalogue.papers[kind], "sv", DAY, words=words).document)
    assert told in said
    assert other not in said
    assert ("Hur många utökningen gäller behöver tas fram i beredningen" in said) is (situation == "some")
    assert said.index(told) < said.index("Det finns pengar att söka")


@pytest.mark.parametrize("situation", ["none", "some"])
def test_a_cost_that_is_not_known_is_told_as_that_whatever_exists(still_desk: Desk, situation: str) -> None:
    catalogue = still_desk.catalogue
    place, demand = catalogue.places.by_code["2180"], catalogue.demands["young-unemployed"]
    words = {"situation": situation, "exists": "En mottagning finns."}
    document = write_paper(still_desk, place, demand, catalogue.papers["motion"], "sv", DAY, words=words).document
    assert "Vad det kostar i Gävle kommun är inte känt" in read_words(document)


def test_a_paper_in_which_a_mark_of_words_left_out_stands_lacks_them(still_desk: Desk) -> None:
    matter, gap = make_matter(still_desk), still_desk.catalogue.texts["sv"]("network.gap")
    field = next(name for name in matter.paper.fields if name not in matter.paper.required)
    assert field in replace(matter, words={field: f"Skiftet börjar tidigt. {gap}"}).missing
    assert field not in replace(matter, words={field: "Skiftet börjar tidigt."}).missing
