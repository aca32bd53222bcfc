"""How wide the bands are stands once in code, and once in the texts of each language, which say the same."""

import re

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.scenarios.bands import HALF, HIGH, LOW, MEDIAN, QUANTILE_NAMES, QUANTILES, WIDE, WIDE_ENDS
from samspel.terms.units import PER_CENT


def test_the_bands_are_even_around_the_median() -> None:
    assert QUANTILES[MEDIAN] == 0.5
    assert [one + other for one, other in zip(QUANTILES, reversed(QUANTILES), strict=True)] == [1.0] * len(QUANTILES)
    assert (QUANTILES[LOW], 0.5, QUANTILES[HIGH]) == WIDE_ENDS
    assert WIDE > HALF


def test_the_keys_of_files_say_the_shares() -> None:
    assert [float(name.removeprefix("p")) / PER_CENT for name in QUANTILE_NAMES] == list(QUANTILES)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_texts_say_how_wide_they_are(catalogue: Catalogue, lang: Lang) -> None:
    texts = catalogue.texts[lang]
    assert (texts("words.wide"), texts("words.half")) == (texts.number(PER_CENT * WIDE), texts.number(PER_CENT * HALF))
    in_draws, of_draws = map(float, re.findall(r"\d+", texts("words.in_draws")))
    assert in_draws / of_draws == pytest.approx(WIDE)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_text_says_it_anew(catalogue: Catalogue, lang: Lang) -> None:
    """The width has one home in each language: others name it by its key."""
    named = re.compile(r"\b8 (av|of) 10\b|\b(80|50)[ -]?(%|procent|per cent)[ -]?(s|bandet|band\b)")
    written = [
        (path.name, line)
        for path in sorted((catalogue.folder / "texts").glob(f"*_{lang}.toml"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if named.search(line)
    ]
    assert [(file, line.split(" = ")[0]) for file, line in written] == [(f"words_{lang}.toml", "words.in_draws")]
