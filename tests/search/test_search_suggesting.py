"""What people say leads to the demand that it is about, and the words that say so are told."""

import csv
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.searching import load_search, load_spoken
from samspel.search.suggesting import LIKELY, Ear, make_ear, suggest

LEAST_OF_REMARKS, LEAST_BY_TEXT_ALONE = 0.8, 0.25
"""Shares of the remarks whose demand is among the three: 86 per cent by our words when first measured, 31 without."""


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


def test_a_demand_without_everyday_words_is_known_by_its_own_text(catalogue: Catalogue) -> None:
    ear = make_ear(tuple(catalogue.demands.values()), {}, load_search(catalogue))
    assert suggest(ear, "akutkirurgi")[0].demand.number == 43


@pytest.mark.shared
def test_remarks_that_nobody_here_wrote_find_their_demand(ear: Ear, catalogue: Catalogue, shared: Path) -> None:
    with (shared / "design" / "council" / "sayings.tsv").open(encoding="utf-8", newline="") as opened:
        rows = [
            (row["remark"], int(row["demand_nr"]))
            for row in csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    bare = make_ear(tuple(catalogue.demands.values()), {}, load_search(catalogue))
    assert _share(ear, rows) >= LEAST_OF_REMARKS
    assert LEAST_BY_TEXT_ALONE <= _share(bare, rows) < _share(ear, rows)


def _share(ear: Ear, rows: list[tuple[str, int]]) -> float:
    found = [number in [one.demand.number for one in suggest(ear, remark)] for remark, number in rows]
    return sum(found) / len(found)
