"""What a demand's text says that we ask of the body is asked: no question is promised that is not put."""

import re

import pytest

from samspel.catalogue.loading import Catalogue

ASKED = {
    "sv": (
        r"[Vv]i frågar|frågar vi|och frågar",
        {"öppet": "öpp", "avslag": "avsl", "avgift": "avgift", "natten": "natt"},
    ),
    "en": (r"[Ww]e ask|and ask", {"open": "open", "refused": "refus", "fee": "fee", "night": "night"}),
}
"""How a sentence says that something is asked, and words of it with what a question then holds."""


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_a_text_says_is_asked_stands_in_a_question(catalogue: Catalogue, lang: str) -> None:
    begins, words = ASKED[lang]
    missing, found = [], set[str]()
    for demand in catalogue.demands.values():
        if demand.whose is not None:
            continue
        measured = getattr(demand, lang).measured
        questions = " ".join(getattr(one, lang).lower() for one in demand.questions)
        for sentence in re.split(r"(?<=[.;])\s", measured):
            promise = re.search(begins, sentence)
            said = [word for word in words if promise and re.search(rf"\b{word}", sentence[promise.start() :])]
            found |= set(said)
            missing += [(demand.number, word) for word in said if words[word] not in questions]
    assert missing == []
    assert found
