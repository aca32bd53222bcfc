"""English texts keep one style: money in kronor, and places by their Swedish names (decision 99)."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from samspel.catalogue.loading import Catalogue

MONEY = re.compile(r"\b[km]?SEK\b")
"""The other ways of writing kronor, which ran beside each other."""
PLACES = re.compile(r"\b(Gothenburg|in Scania|Scanian|Dalecarlia|Lapland)\b")
"""Scania by itself is also a firm."""
TYPED = {"enquiry_en.toml: form.after_number", "search.toml: alias.names", "search.toml: nickname.en"}
"""What people type or search by, which may be anything."""


def walk(told: object, path: tuple[str, ...], english: bool) -> Iterator[tuple[str, str]]:
    """The English sentences beneath a value, each with its path: those of an English file, or beneath a key `en`."""
    if isinstance(told, dict):
        for key, inner in told.items():
            yield from walk(inner, (*path, key), english or key == "en")
    elif isinstance(told, list):
        for inner in told:
            yield from walk(inner, path, english)
    elif isinstance(told, str) and english:
        yield ".".join(path), told


@pytest.fixture(scope="module")
def sentences(catalogue: Catalogue) -> list[tuple[str, str]]:
    found = []
    for file in sorted(catalogue.folder.rglob("*.toml")):
        told = tomllib.loads(file.read_text("utf-8"))
        for path, sentence in walk(told, (), file.stem.endswith("_en")):
            if f"{file.name}: {path}" not in TYPED:
                found.append((f"{file.name}: {path}", sentence))
    return found


def test_there_are_english_sentences_to_look_at(sentences: list[tuple[str, str]]) -> None:
    assert len(sentences) > 5000
    assert [name for name, _ in sentences if name.startswith("glossary.toml")]


@pytest.mark.parametrize("style", [MONEY, PLACES], ids=["money", "places"])
def test_english_sentences_keep_to_one_style(sentences: list[tuple[str, str]], style: re.Pattern[str]) -> None:
    assert [(name, sentence) for name, sentence in sentences if style.search(sentence)] == []
