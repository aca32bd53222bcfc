"""A document as plain text: every word in order, nothing that a council's form would show as markup."""

from dataclasses import replace

from sample_document import WORDS, build_document, build_nasty_document
from samspel.rendering.blocks import Bullets, Paragraph
from samspel.rendering.text import render_text


def test_every_word_of_every_kind_of_block_stands_in_the_text_in_order() -> None:
    told = render_text(build_document()).decode()
    places = [told.find(word) for word in WORDS if "bild" not in word and word != "Sidfotens text"]
    assert -1 not in places
    assert places == sorted(places)


def test_draft_decisions_are_numbered_and_paragraphs_stand_apart() -> None:
    document = build_document(Paragraph("Vi föreslår"), Bullets(("att ett", "att två"), numbered=True))
    told = render_text(replace(document, footer="")).decode()
    assert told.endswith("Vi föreslår\n\n1. att ett\n2. att två\n")


def test_signs_that_mean_something_elsewhere_stand_as_they_are() -> None:
    told = render_text(build_nasty_document("# $x$ <i> & \x00\x1b[31m")).decode()
    assert "# $x$ <i> & [31m" in told
    assert "\x1b" not in told


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_text(build_document()) == render_text(build_document())
