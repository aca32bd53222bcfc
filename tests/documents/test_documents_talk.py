"""Three minutes at the rostrum, and answers to the usual replies."""

from datetime import date

import pytest

from brief_readers import read_words
from samspel.app.briefing import write_paper
from samspel.app.desk import Desk
from samspel.documents.talk import WORDS_A_MINUTE

DAY = date(2026, 11, 22)
THREE_MINUTES, LEAST = 3.6, 1.2


@pytest.mark.parametrize("number", [2, 18, 33, 43])
def test_a_talk_takes_about_three_minutes_and_begins_with_what_happened(still_desk: Desk, number: int) -> None:
    catalogue = still_desk.catalogue
    words = {"story": "Två på skiftet fick tacka nej i våras. " * 4}
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[number]
    document = write_paper(still_desk, place, demand, catalogue.papers["talepunkter"], "sv", DAY, words=words).document
    said = read_words(document)
    talk, replies = said.split(catalogue.texts["sv"]("paper.replies"))
    assert LEAST < len(talk.split()) / WORDS_A_MINUTE < THREE_MINUTES
    assert talk.index("Två på skiftet") < talk.index(demand.sv.industry)
    for reply in ("”Vi gör redan detta.”", "”Det finns inga pengar.”", "”Vi avvaktar utredningen.”"):
        assert reply in replies
