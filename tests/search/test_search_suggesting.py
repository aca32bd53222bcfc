"""What people say leads to the demand that it is about, and the words that say so are told."""

import csv
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.searching import Manner, load_manner, load_spoken
from samspel.search.suggesting import LIKELY, Ear, make_ear, suggest
from samspel.terms.likeness import plain_word

REMARKS = Path(__file__).parent / "words" / "remarks.tsv"
"""Three remarks on each demand, written before what people say was, in other ways of speaking."""
ABOUT_NOTHING = REMARKS.with_name("no_demand.tsv")
LEAST_OF_REMARKS, LEAST_OF_KEPT = 0.93, 0.82
"""Shares of the remarks whose demand is among the three: 96 and 86 per cent when measured."""
LEAST_SILENT, MOST_SURE = 0.5, 0.25


@pytest.fixture(scope="module")
def bare_ear(catalogue: Catalogue) -> Ear:
    """An ear that knows the demands by their own text alone."""
    manner = load_manner(catalogue)
    bare = Manner(spoken={}, sayings={}, speech=manner.speech, words=manner.words)
    return make_ear(tuple(catalogue.demands.values()), bare)


def test_a_remark_gives_the_likely_three_with_the_words_that_matched(ear: Ear) -> None:
    found = suggest(ear, "Bussen går inte före sexskiftet")
    assert len(found) == LIKELY
    assert found[0].demand.number == 33
    assert {match.typed for match in found[0].matches} == {"bussen", "sexskiftet"}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize(
    ("remark", "number"),
    [
        ("dagis stänger halv sex och jag slutar tio", 2),
        ("vi har väntat på röntgen i ett halvår", 46),
        ("the nursery closes before my shift ends", 2),
        ("nobody ploughs the road to the factory", 14),
        ("ungarna har inget att göra, fritidsgården är stängd", 22),
    ],
)
def test_remarks_in_both_languages(ear: Ear, remark: str, number: int) -> None:
    assert number in [one.demand.number for one in suggest(ear, remark)]


@pytest.mark.parametrize("remark", ["", "   ", "ja", "!!", "qzxw vbnm"])
def test_a_remark_about_nothing_suggests_nothing(ear: Ear, remark: str) -> None:
    assert suggest(ear, remark) == ()


def test_each_way_of_speaking_leads_to_its_demand(ear: Ear, catalogue: Catalogue) -> None:
    """Some words are said of more than three demands."""
    missed: dict[str, int] = {}
    total = 0
    for one in load_spoken(catalogue).values():
        for phrase in (*one.sv, *one.en):
            total += 1
            if one.id not in [found.demand.id for found in suggest(ear, phrase)]:
                missed[one.id] = missed.get(one.id, 0) + 1
    assert sum(missed.values()) < 0.03 * total


def test_a_demand_without_everyday_words_is_known_by_its_own_text(bare_ear: Ear) -> None:
    assert suggest(bare_ear, "akutkirurgi")[0].demand.number == 43


@pytest.mark.parametrize(
    ("remark", "number"), [("finns int nån jävla båss te sjiftet", 33), ("kidsen, natten o jobbet", 2)]
)
def test_dialect_slang_and_slips_are_understood(ear: Ear, remark: str, number: int) -> None:
    assert number in [one.demand.number for one in suggest(ear, remark)]


@pytest.mark.parametrize("remark", ["heller", "det är ingen som hinner heller", "hinner aldrig"])
def test_words_that_say_nothing_suggest_nothing(ear: Ear, remark: str) -> None:
    assert suggest(ear, remark) == ()


def test_a_swedish_word_is_not_said_to_lead_here_by_an_english_text(ear: Ear) -> None:
    for remark, _ in _read(REMARKS):
        for one in suggest(ear, remark):
            assert not {match.text for match in one.matches if match.text != match.typed} & ear.elsewhere
    (nursery, *_) = suggest(ear, "night nursery")
    assert nursery.demand.number == 2
    assert {match.text for match in nursery.matches} <= {"night", "nursery"}


def test_the_same_remark_gives_the_same_answer_of_an_ear_made_anew(ear: Ear, catalogue: Catalogue) -> None:
    other = make_ear(tuple(catalogue.demands.values()), load_manner(catalogue))
    for remark, _ in _read(REMARKS)[::20]:
        assert suggest(ear, remark) == suggest(other, remark)


def test_remarks_kept_apart_from_the_content_find_their_demand(ear: Ear, bare_ear: Ear) -> None:
    rows = _read(REMARKS)
    assert {number for _, number in rows} == {demand.number for demand in ear.demands}
    assert _share(ear, rows) >= LEAST_OF_KEPT > _share(bare_ear, rows)


def test_no_remark_that_is_kept_apart_stands_in_the_content(catalogue: Catalogue) -> None:
    manner = load_manner(catalogue)
    told = {plain_word(text) for one in manner.sayings.values() for text in one.sv}
    told |= {plain_word(text) for text in manner.speech.aside}
    assert not told & {plain_word(remark) for remark, _ in (*_read(REMARKS), *_read(ABOUT_NOTHING))}


def test_of_what_is_about_no_demand_little_is_suggested_and_less_for_sure(ear: Ear) -> None:
    found = [suggest(ear, remark) for remark, _ in _read(ABOUT_NOTHING)]
    assert sum(not one for one in found) >= LEAST_SILENT * len(found)
    assert sum(bool(one) and not one[0].is_guess for one in found) <= MOST_SURE * len(found)


@pytest.mark.shared
def test_remarks_that_nobody_here_wrote_find_their_demand(ear: Ear, bare_ear: Ear, shared: Path) -> None:
    rows = _read(shared / "design" / "council" / "sayings.tsv", "demand_nr")
    assert _share(ear, rows) >= LEAST_OF_REMARKS > _share(bare_ear, rows)


def _read(path: Path, key: str = "number") -> list[tuple[str, int]]:
    """The remarks of a table with the number of their demand; 0 where there is none."""
    with path.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["remark"], int(row.get(key, 0))) for row in rows]


def _share(ear: Ear, rows: list[tuple[str, int]]) -> float:
    found = [number in [one.demand.number for one in suggest(ear, remark)] for remark, number in rows]
    return sum(found) / len(found)
