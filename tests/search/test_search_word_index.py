"""Words are found in other forms, as parts of others, misspelt and without dots; always alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.search.word_index import KEPT_STEMS, Endings, Said, WordIndex

ENDINGS = Endings(
    endings=("arna", "ens", "ar", "en", "et", "a", "s"), shortest=3, shortest_before_letter=4, common=frozenset(("pa",))
)
TOLD = (
    [Said("bussen"), Said("tidtabell"), Said("ingen buss till skiftet")],
    [Said("förskola"), Said("nattis"), Said("barn på natten")],
    [Said("fjärrvärme"), Said("värmeverket", 0.5)],
    [Said("skola", 0.5), Said("lärare på skolan")],
)
INDEX = WordIndex(TOLD, ENDINGS)


def best(words: str) -> int:
    scores = INDEX.find(words).scores
    return int(scores.argmax()) if scores.max() > 0 else -1


@pytest.mark.parametrize("words", ["bussen", "BUSS", "bussarna", "kvällsbuss", "busskort", "bussn", "bussenn"])
def test_a_word_is_found_in_other_forms_in_compounds_and_misspelt(words: str) -> None:
    assert best(words) == 0


@pytest.mark.parametrize(("words", "entry"), [("forskola", 1), ("FÖRSKOLA", 1), ("fjarrvarme", 2), ("förskolla", 1)])
def test_dots_and_case_do_not_matter(words: str, entry: int) -> None:
    assert best(words) == entry


@pytest.mark.parametrize("words", ["", "   ", "!?", "xqz", "på"])
def test_what_means_nothing_finds_nothing(words: str) -> None:
    assert INDEX.find(words).scores.max(initial=0.0) == 0 or words == "på"


def test_a_word_that_stands_alone_says_more_than_one_in_a_long_text() -> None:
    index = WordIndex([[Said("en lång mening om bussen och mycket annat här")], [Said("bussen")]], ENDINGS)
    scores = index.find("bussen").scores
    assert scores[1] > scores[0] > 0


def test_a_rare_word_says_more_than_a_common_one() -> None:
    index = WordIndex([[Said("kran"), Said("hus")], [Said("hus")], [Said("hus"), Said("tomt")]], ENDINGS)
    scores = index.find("hus tomt").scores
    assert scores[2] > scores[0] == scores[1]
    assert scores[0] < 0.5


def test_a_compound_is_first_what_has_both_its_parts() -> None:
    index = WordIndex([[Said("omsorg")], [Said("omsorg"), Said("kväll")], [Said("kväll")]], ENDINGS)
    scores = index.find("kvällsomsorg").scores
    assert scores[1] > 1.2 * scores[0]
    assert scores[1] > 1.2 * scores[2]


def test_a_whole_phrase_counts_for_more_than_its_words_in_several() -> None:
    index = WordIndex([[Said("kvalls buss")], [Said("kvalls"), Said("buss")]], ENDINGS)
    scores = index.find("kvalls buss").scores
    assert scores[0] > 1.0


def test_the_words_that_matched_are_given_as_they_were_written_the_best_first() -> None:
    matches = INDEX.find("Nattís på Förskolan xyz").matches(1)
    assert {match.typed for match in matches} == {"nattís", "förskolan"}
    assert {match.text for match in matches} == {"nattis", "förskola"}
    assert INDEX.find("xyz").matches(1) == ()


@given(st.text(max_size=300))
def test_any_text_is_taken_and_always_answered_alike(text: str) -> None:
    first, second = INDEX.find(text), INDEX.find(text)
    assert (first.scores == second.scores).all()
    assert (first.scores >= 0).all()
    assert first.by_word.shape == (len(first.words), len(TOLD))


@given(st.permutations(range(4)))
def test_the_order_of_the_entries_does_not_change_what_each_gets(order: list[int]) -> None:
    moved = WordIndex([TOLD[number] for number in order], ENDINGS).find("bussen till förskolan på natten").scores
    here = INDEX.find("bussen till förskolan på natten").scores
    assert moved.tolist() == pytest.approx([here[number] for number in order])


def test_what_strangers_search_for_takes_no_more_memory_than_is_set_aside() -> None:
    index = WordIndex(TOLD, ENDINGS)
    for number in range(KEPT_STEMS // 4):
        index.find(f"q{number}xyzzyplugh buss{number}hallplats")
    assert index._stem.cache_info().currsize <= KEPT_STEMS
