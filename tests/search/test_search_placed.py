"""A place that is named beside everyday words is the place that they are about, and ordinary words are no places."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from samspel.search.finder import Finder, find_hits
from samspel.search.hits import HitKind
from samspel.search.placed import split_place

TABLE = Path(__file__).parent / "words" / "placed.tsv"
FIRST, LEAST_FIRST = 3, 0.95
"""Where what is meant stands, and the share of the table in which it stands first: 61 of 63 when it was written."""
NO_PLACES = {"kattegatt fallkenberg"}
"""What is written of a place with another of its names."""


def read_table() -> list[tuple[str, str, set[str]]]:
    with TABLE.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter="\t")
        return [(row["words"], row["place"], set(row["targets"].split(" "))) for row in rows]


def test_words_beside_a_place_are_found_in_it(finder: Finder) -> None:
    table = read_table()
    assert len(table) >= 60
    wrong, first = [], 0
    for words, code, wanted in table:
        placed = split_place(finder, words)
        found = [] if placed is None else find_hits(finder, placed.words, None).hits[:FIRST]
        keys = [f"{hit.entry.kind.value}/{hit.entry.key}" for hit in found]
        if placed is None or placed.place.code != code or not wanted & set(keys):
            wrong.append((words, placed))
        else:
            first += keys[0] in wanted
    assert wrong == []
    assert first / len(table) >= LEAST_FIRST


@pytest.mark.parametrize("name", ["everyday", "held_out", "fresh", "remarks", "no_demand"])
def test_what_names_no_place_beside_other_words_has_none(
    finder: Finder, read_words: Callable[[str], dict[str, set[str]]], name: str
) -> None:
    if name in ("remarks", "no_demand"):
        lines = (TABLE.parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        said = [line.split("\t")[0] for line in lines]
    else:
        said = list(read_words(name))
    assert len(said) >= 30
    assert {words for words in said if split_place(finder, words) is not None} <= NO_PLACES


def test_the_name_of_a_thing_is_not_taken_apart(finder: Finder) -> None:
    others = [entry for entry in finder.entries if entry.kind not in (HitKind.PLACE, HitKind.LABOUR)]
    assert [name for entry in others for name in entry.names.values() if split_place(finder, name)] == []


@pytest.mark.parametrize(
    "words",
    [
        "mark för industri",
        "vad ska det vara",
        "Gävle",
        "gävle kommun",
        "i Gävle",
        "bussen mellan Gävle och Sandviken",
        "",
        "\x00",
    ],
)
def test_an_ordinary_word_a_place_alone_and_two_places_are_not_split(finder: Finder, words: str) -> None:
    assert split_place(finder, words) is None


@pytest.mark.parametrize(
    ("words", "code", "rest"),
    [
        ("mark i Mark", "1463", "mark"),
        ("gatubelysning i vara", "1470", "gatubelysning"),
        ("bussen i Storvik går inte", "2181", "bussen går inte"),
        ("sandvikens bussar", "2181", "bussar"),
        ("robertsfors komun nattis", "2409", "nattis"),
    ],
)
def test_what_is_left_is_what_is_looked_for(finder: Finder, words: str, code: str, rest: str) -> None:
    placed = split_place(finder, words)
    assert placed is not None
    assert (placed.place.code, placed.words) == (code, rest)
