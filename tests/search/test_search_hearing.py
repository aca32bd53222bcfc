"""A remark is taken apart into words, letters in a row, matters and their pairs; dialect is read as what it means."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.searching import load_manner
from samspel.search.hearing import Hearing
from samspel.search.word_index import make_endings


@pytest.fixture(scope="module")
def hearing(catalogue: Catalogue) -> Hearing:
    manner = load_manner(catalogue)
    return Hearing(make_endings(manner.words), manner.speech)


def test_dialect_is_read_as_what_it_means_and_told_as_it_was_written(hearing: Hearing) -> None:
    assert hearing.read("morsan å farsan") == {"mamma": "morsan", "pappa": "farsan"}


def test_words_of_one_matter_and_compounds_of_it_have_it_in_common(hearing: Hearing) -> None:
    child, kid, queue = (set(hearing.part([word])[2]) for word in ("barn", "ungarna", "dagiskon"))
    assert child & kid
    assert queue & set(hearing.part(["forskola"])[2])


def test_a_slip_is_taken_for_the_known_word_and_keeps_its_own_letters(hearing: Hearing) -> None:
    slip, right = hearing.part(["ambulnsen"], ["ambulansen", "bussen"]), hearing.part(["ambulansen"])
    assert slip[0] == right[0]
    assert slip[1] != right[1]
    assert hearing.part(["xyzzyx"], ["ambulansen"])[0] == ("xyzzyx",)


def test_what_somebody_said_is_not_remembered(hearing: Hearing) -> None:
    before = (hearing._learn_letters.cache_info(), hearing._learn_matters.cache_info())
    hearing.part(["gasklocka", "rallarsving"], ["ambulansen", "bussen"])
    assert (hearing._learn_letters.cache_info(), hearing._learn_matters.cache_info()) == before
    hearing.part(["gasklocka"])
    assert hearing._learn_letters.cache_info().currsize == before[0].currsize + 1, "sayings are"
