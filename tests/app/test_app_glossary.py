"""Which terms somebody's word names."""

import pytest

from samspel.app.glossary import find_terms
from samspel.catalogue.loading import Catalogue
from samspel.terms.errors import NotFoundError


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Skattekraften", ["tax-capacity"]),
        ("svangning", ["swing"]),
        ("draft decision", ["draft-decision"]),
        ("utjämning", ["equalisation"]),
        ("yrkes", ["vocational-adult", "higher-vocational"]),
    ],
)
def test_a_word_finds_its_terms_in_either_language(catalogue: Catalogue, word: str, found: list[str]) -> None:
    assert [term.id for term in find_terms(catalogue, word)] == found


def test_no_word_finds_all(catalogue: Catalogue) -> None:
    assert [term.id for term in find_terms(catalogue)] == list(catalogue.glossary)


@pytest.mark.parametrize(("word", "nearest"), [("skatekraft", "skattekraft"), ("qqq\0xxx", "")])
def test_an_unknown_word_names_the_nearest(catalogue: Catalogue, word: str, nearest: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        find_terms(catalogue, word)
    assert raised.value.facts["nearest"] == nearest
