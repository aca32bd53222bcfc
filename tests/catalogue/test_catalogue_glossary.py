"""The glossary: what it must hold, how its terms are found in text, and one broken file per rule."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import copy_content
from samspel.catalogue.glossary import FILE, compile_terms, load_glossary
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import LANGUAGES
from samspel.terms.errors import ContentError

LEAST = 50


@pytest.mark.parametrize("lang", LANGUAGES)
def test_at_least_fifty_terms_stand_in_what_is_shown(catalogue: Catalogue, lang: Lang) -> None:
    folder = find_content()
    files = [path for path in folder.rglob("*.toml") if path.name != FILE and path.parent.name != "texts"]
    files += sorted((folder / "texts").glob(f"*_{lang}.toml"))
    shown = "\n".join(path.read_text(encoding="utf-8") for path in files)
    pattern, forms = compile_terms(catalogue.glossary.values(), lang)
    found = {forms[match[0].casefold()].id for match in pattern.finditer(shown)}
    assert len(found) >= LEAST
    assert [term for term in catalogue.glossary if term not in found and lang == "sv"] == []


def test_a_term_is_a_whole_word_and_the_longest_goes_first(catalogue: Catalogue) -> None:
    pattern, forms = compile_terms(catalogue.glossary.values(), "sv")
    text = "Inkomstutjämningen och utjämning, men inte utjämningsbidrag eller skr; SKR och sfi-elever, tyder på."
    found = [forms[match[0].casefold()].id for match in pattern.finditer(text)]
    assert found == ["income-equalisation", "equalisation", "skr", "suggests"]


@pytest.mark.parametrize(
    ("broken", "key"),
    [
        (lambda text: text.replace('id = "equalisation"', 'id = "tax-base"', 1), "id"),
        (lambda text: text.replace('"skatteunderlaget"', '"skattekraften"', 1), "tax-base.sv.forms"),
        (lambda text: text.replace('"skatteunderlaget"', '" skatteunderlaget"', 1), "tax-base.sv.forms"),
        (lambda text: text.replace("en = { name", "en = { nam", 1), "nam"),
        (lambda text: re.sub(r'en = (.*)text = ".*?"', r'en = \1text = "no stop"', text, count=1), "en.text"),
        (lambda text: text.replace("Invånarnas", "Invånarnas " * 40, 1), "sv.text"),
        (lambda _: "", "term"),
    ],
)
def test_a_broken_glossary_is_told_by_file_and_key(tmp_path: Path, broken: Callable[[str], str], key: str) -> None:
    path = tmp_path / FILE
    text = (find_content() / FILE).read_text(encoding="utf-8")
    path.write_text(broken(text), encoding="utf-8")
    assert broken(text) != text
    with pytest.raises(ContentError) as raised:
        load_glossary(tmp_path)
    assert raised.value.facts["file"] == FILE
    assert key in str(raised.value.facts)


@pytest.mark.parametrize(
    ("line", "key"), [('tour_place = "9999"', "tour_place"), ('tour_place = "2181"\nfaults = "ftp://x"', "faults")]
)
def test_a_help_that_names_what_is_not_there_is_told(tmp_path: Path, line: str, key: str) -> None:
    from samspel.catalogue.loading import load_catalogue

    folder = copy_content(tmp_path / "content")
    (folder / "help.toml").write_text(line if "faults" in line else f'{line}\nfaults = ""', encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_catalogue(folder).help  # noqa: B018 - reads the file
    assert key in str(raised.value.facts)
