"""How things are spoken of is loaded strictly: an unknown demand, too few phrases or one that stands twice is told."""

from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.catalogue.searching import FEWEST, load_sayings, load_search, load_speech, load_spoken
from samspel.terms.errors import ContentError


def test_every_demand_has_enough_words_in_both_languages(catalogue: Catalogue) -> None:
    spoken = load_spoken(catalogue)
    assert list(spoken) == list(catalogue.demands)
    assert all(len(words) >= FEWEST for one in spoken.values() for words in (one.sv, one.en))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('id = "childcare-odd-hours"', 'id = "childcare-at-hours"', "childcare-at-hours"),
        ('"nattis", "nattdagis"', '"nattis", "Nattis"', "nattis twice"),
        ('"nattis"', '"n"', "str"),
        ('id = "childcare-odd-hours"', 'id = "childcare-odd-hours"\nfr = []', "unknown key fr"),
    ],
)
def test_a_broken_way_of_speaking_is_told(content_copy: Path, old: str, new: str, found: str) -> None:
    path = content_copy / "everyday.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as told:
        load_spoken(load_catalogue(content_copy))
    assert told.value.facts["file"] == "everyday.toml"
    assert found in str(told.value.facts)


def test_a_demand_that_nobody_speaks_of_is_told(content_copy: Path) -> None:
    path = content_copy / "everyday.toml"
    parts = path.read_text(encoding="utf-8").split("[[spoken]]")
    path.write_text("[[spoken]]".join(part for part in parts if '"menstrual-products"' not in part), encoding="utf-8")
    with pytest.raises(ContentError, match="menstrual-products"):
        load_spoken(load_catalogue(content_copy))


def test_too_few_phrases_are_told(content_copy: Path) -> None:
    path = content_copy / "everyday.toml"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("sv = "))
    lines[at] = 'sv = ["dagis", "dagisplats"]'
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ContentError, match="2 phrases"):
        load_spoken(load_catalogue(content_copy))


def test_every_demand_has_enough_that_is_said_of_it(catalogue: Catalogue) -> None:
    sayings = load_sayings(catalogue)
    assert list(sayings) == list(catalogue.demands)
    assert all(len(one.sv) >= 2 * FEWEST for one in sayings.values())


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("sayings.toml", 'id = "childcare-odd-hours"', 'id = "childcare-at-hours"', "childcare-at-hours"),
        ("sayings.toml", "sv = [", 'sv = ["Vad dyrt!", "vad dyrt!",', "vad dyrt! twice"),
        ("sayings.toml", "sv = [", 'sv = ["nej",', "str"),
        ("sayings.toml", "sv = [", "fr = []\nsv = [", "unknown key fr"),
        ("speech.toml", "aside = [", 'aside = ["Hej hopp", "hej hopp",', "hej hopp twice"),
        ("speech.toml", "[spelt]", '[spelt]\n"höj" = "hoj"', "another word"),
    ],
)
def test_broken_sayings_are_told(content_copy: Path, file: str, old: str, new: str, found: str) -> None:
    path = content_copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    catalogue = load_catalogue(content_copy)
    with pytest.raises(ContentError) as told:
        (load_sayings if file == "sayings.toml" else load_speech)(catalogue)
    assert told.value.facts["file"] == file
    assert found in str(told.value.facts)


@pytest.mark.parametrize(
    ("old", "new"),
    [('place = "0180"', 'place = "0181x"'), ('id = "population"', 'id = "peopel"'), ('id = "map"', 'id = "savings"')],
)
def test_a_broken_search_is_told(content_copy: Path, old: str, new: str) -> None:
    path = content_copy / "search.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as told:
        load_search(load_catalogue(content_copy))
    assert told.value.facts["file"] == "search.toml"


def test_the_search_knows_its_pages_once(catalogue: Catalogue) -> None:
    pages = [page.id for page in load_search(catalogue).pages]
    assert len(pages) == len(set(pages))
