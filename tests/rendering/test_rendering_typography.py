"""Numbers stay with their signs."""

from datetime import date

import pytest

from samspel.rendering.blocks import Bullets, Document, Paragraph, Picture
from samspel.rendering.typography import keep_together, tie


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("enligt 6 kap. 4 § lagen", "enligt 6\u00a0kap.\u00a04\u00a0§ lagen"),
        ("10 kap. 8 a § skollagen", "10\u00a0kap.\u00a08 a\u00a0§ skollagen"),
        ("se krav 43", "se krav\u00a043"),
        ("skift kl. 22–06", "skift kl.\u00a022–06"),
        ("nära 400 000 kronor per 1 000 invånare", "nära 400\u00a0000 kronor per 1\u00a0000 invånare"),
        ("åren 2021 2022", "åren 2021 2022"),
        ("Håller: 1. Behov; 6. Skola", "Håller: 1. Behov; 6.\u00a0Skola"),
        ("Det var 2022. Sedan kom 0,5. Nu", "Det var 2022. Sedan kom 0,5. Nu"),
        ("Sparade svar: 1. De ligger här", "Sparade svar: 1. De ligger här"),
        ("inget att knyta", "inget att knyta"),
    ],
)
def test_a_number_is_tied_to_its_sign(text: str, tied: str) -> None:
    assert tie(text) == tied


def test_every_text_of_a_document_is_tied_but_no_drawing() -> None:
    picture = Picture("<svg>4 §</svg>", "4 §", "4 §")
    blocks = (Paragraph("4 §", lead="4 §"), Bullets(("4 §",)), picture)
    document = Document(
        name="name",
        lang="sv",
        kicker="4 §",
        title="4 §",
        footer="4 §",
        page_of="4 §",
        day=date(2026, 1, 1),
        blocks=blocks,
    )
    done = keep_together(document)
    assert " §" not in repr((done.kicker, done.title, done.footer, done.blocks[:2], done.blocks[2].alt))  # type: ignore[union-attr]
    assert done.blocks[2].svg == picture.svg  # type: ignore[union-attr]
    assert done.day == document.day
