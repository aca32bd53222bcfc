"""Three minutes at the rostrum, and answers to the usual replies."""

import re
from datetime import date

import pytest

from brief_readers import read_words
from samspel.app.briefing import write_paper
from samspel.app.desk import Desk

DAY = date(2026, 11, 22)
LEAST, MOST = 2.5, 3.0


@pytest.mark.parametrize("number", [2, 18, 33, 43])
def test_a_talk_takes_about_three_minutes_and_begins_with_what_happened(still_desk: Desk, number: int) -> None:
    catalogue = still_desk.catalogue
    words = {"story": "Två på skiftet fick tacka nej i våras. " * 4, "exists": "Nämnden säger att behovet är litet."}
    place, demand = catalogue.places.by_code["2181"], catalogue.demands_by_number[number]
    document = write_paper(still_desk, place, demand, catalogue.papers["talepunkter"], "sv", DAY, words=words).document
    said = read_words(document)
    talk, replies = said.split(catalogue.texts["sv"]("paper.replies"))
    minutes = re.search(r"omkring (\d,\d) minuter", talk)
    assert minutes is not None
    assert LEAST <= float(minutes[1].replace(",", ".")) <= MOST
    assert "Nämnden säger att behovet är litet." in talk
    assert talk.index("Två på skiftet") < talk.index(demand.sv.industry)
    for reply in ("”Vi gör redan detta.”", "”Det finns inga pengar.”", "”Vi avvaktar utredningen.”"):
        assert reply in replies
    assert "Är svaret nej" not in replies, "a question may ask how many"
    assert "Att-satsen har" not in replies, "there may be several"
    assert replies.count("Förslaget har en dag, den ") == 2
