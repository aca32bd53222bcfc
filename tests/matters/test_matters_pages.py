"""A page that ends in the middle of a sentence: what stands between must not part a verb from what denies it."""

import pytest

from samspel.matters.decision import read_decision
from samspel.matters.words import Vocabulary

FOOT = "\n\nJusterandes sign      Utdragsbestyrkande\n\n"
TOP = "Sammanträdesprotokoll\nKommunfullmäktige\n2026-02-16      Sida 12 (34)\n\n"
BREAKS = (
    FOOT + TOP,
    "\n\n",
    "\f",
    "\n\n12\n\n",
    "\nSANDVIKENS KOMMUN  PROTOKOLL 12(34)\nKommunfullmäktige 2026-02-16\n",
)


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ("Kommunfullmäktige beslutar att inte", "bifalla motionen.", "no"),
        ("Kommunfullmäktige bifaller", "inte motionen.", "no"),
        ("Kommunfullmäktige avslår kommunstyrelsens förslag om att", "bifalla motionen.", "no"),
        ("Kommunfullmäktige avslår kommunstyrelsens förslag", "att bifalla motionen.", "no"),
        ("Kommunfullmäktige godkänner", "att motionen dras tillbaka.", "withdrawn"),
        ("Motionen bif.", "delvis.", "partly"),
        ("Ärendet", "bordläggs till nästa sammanträde.", "tabled"),
        ("Reservation av Anna Ek till förmån för", "bifall till motionen.", "none"),
        ("Kommunfullmäktige beslutar att bi-", "falla motionen.", "yes"),
        ("Kommunfullmäktige beslutar", "att avslå motionen.", "no"),
    ],
)
def test_a_sentence_over_two_pages_is_one(
    lexicon: Vocabulary, before: str, after: str, effect: str, broken: str
) -> None:
    assert read_decision(f"{before}{broken}{after}", body="KF", lexicon=lexicon).effect == effect


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("before", ["Anna Ek (V) yrkar", "Kommunstyrelsen föreslår att"])
def test_a_proposal_over_two_pages_is_no_decision(lexicon: Vocabulary, before: str, broken: str) -> None:
    text = f"{before}{broken}motionen bifalls.\n\nBeslut\nMotionen avslås."
    assert read_decision(text, body="KF", lexicon=lexicon).effect == "no"


def test_what_stands_under_a_heading_stays_there(lexicon: Vocabulary) -> None:
    text = "Yrkanden\n\nbifall till motionen.\n\nBeslut\n\natt avslå motionen."
    assert read_decision(text, body="KF", lexicon=lexicon).effect == "no"
    kept = f"Kommunfullmäktiges beslut{FOOT}{TOP}att bifalla motionen.\n\nReservation\nMotionen avslås."
    assert read_decision(kept, body="KF", lexicon=lexicon).effect == "yes"


def test_a_line_that_says_something_is_no_foot_of_a_page(lexicon: Vocabulary) -> None:
    """Between an unfinished line and the next may stand the decision itself."""
    text = "Svar på motion om nattbussar\n\n2026-02-16 Motionen avslås\n\nbifall yrkades av Anna Ek."
    assert read_decision(text, body="KF", lexicon=lexicon).effect == "no"


def test_marks_alone_between_two_sentences_say_nothing(lexicon: Vocabulary) -> None:
    assert read_decision("Motionen avslås.\n\n…\n\n***\n\n_____\n", body="KF", lexicon=lexicon).effect == "no"
