"""What is printed on a paper: tasks that a council can give and that stand alone, in words fit to hand in."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.proposal_checks import SETS
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.needs import Demand

CONTENT = find_content()
WORDS = Path(__file__).with_name("swedish_words.txt")
DICTIONARY = "sv_SE"
REPORTS = ("redovisa", "rapportera", "report")
"""Verbs of a task that asks only to be told."""
REFERS = re.compile(
    r"\b(ovan|ovanstående|nedan|nämnda|föregående|kartläggningen visar|att (planen|rådet|gruppen|målen|kravet)"
    r"|above|below|said|that (the plan|the council|the group|the goals))\b"
)
"""How a draft decision would lean on another."""
UNFIT = re.compile(
    r"\bsamspels?\b|--|http|\bokän[dt]\b|\btomt\b|\bdragning|\bsimuler|\bmodellen\b"
    r"|\bkontrollera\b|\bkravet\b|\bkrav \d|\bvi\b|\bvår[at]?\b|\boss\b|\bhandboken\b",
    re.IGNORECASE,
)
"""What no paper that is handed in may say: commands, the program's own words, notes to the writer, and a “vi” that a
reader takes for those who sign.
"""
ALSO_UNFIT = re.compile(
    r"\b[Kk]ontrollera (vad|dem|därför)\b|\bcheck what\b|so check\b|krav ställs på|frågor ställs till"
    r"|visas bredvid|lästs in\b"
)


def find_sets(catalogue: Catalogue, lang: Lang) -> Iterator[tuple[Demand, str, list[str]]]:
    for demand in catalogue.demands.values():
        for name in SETS:
            if entries := getattr(getattr(demand, lang), name):
                yield demand, name, entries


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_task_has_one_committee_and_one_date_and_leans_on_no_other(catalogue: Catalogue, lang: Lang) -> None:
    sets = list(find_sets(catalogue, lang))
    assert len(sets) >= 2 * len(catalogue.demands)
    for demand, name, entries in sets:
        for entry in entries:
            where = f"{demand.number} {name}: {entry}"
            assert entry.startswith(catalogue.proposal_leads[lang]), where
            assert (entry.count("{committee}"), entry.count("{date}")) == (1, 1), where
            assert not REFERS.search(entry), where
            assert not UNFIT.search(entry), where
            assert len(entry.split()) <= 55, where


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_at_most_one_task_of_a_set_asks_only_for_a_report_and_never_the_first(catalogue: Catalogue, lang: Lang) -> None:
    for demand, name, entries in find_sets(catalogue, lang):
        told = [
            any(
                re.match(rf"(\w+ ){{0,5}}?(\{{date\}},? )?{verb}\b", entry.removeprefix(catalogue.proposal_leads[lang]))
                for verb in REPORTS
            )
            for entry in entries
        ]
        assert sum(told) <= 1, f"{demand.number} {name}"
        assert not told[0], f"{demand.number} {name}: {entries[0]}"


def test_only_who_decides_on_traffic_is_asked_to_run_it(catalogue: Catalogue) -> None:
    about_traffic = [
        (demand.number, name, entry)
        for demand, name, entries in find_sets(catalogue, "sv")
        for entry in entries
        if "authority" not in name and re.search(r"kollektivtrafiken|\bturer\b|tidtabell", entry)
    ]
    assert about_traffic
    assert [one for one in about_traffic if "{authority}" not in one[2]] == []


def test_the_reasons_and_the_title_of_a_motion_are_fit_to_hand_in(catalogue: Catalogue) -> None:
    titles = set()
    for demand in catalogue.demands.values():
        told = demand.sv
        for text in (told.motion_title, told.motion_why, told.exists_question):
            assert (demand.number, UNFIT.findall(text)) == (demand.number, [])
        assert told.motion_title != told.title, demand.number
        titles.add(told.motion_title)
        assert re.search(r"industri|företag|fabrik|verkstad|arbetsplats|skift|operatör", told.motion_why), demand.number
        assert 40 <= len(told.motion_why.split()) <= 90, demand.number
    assert len(titles) == len(catalogue.demands)


def test_no_text_of_the_handbook_tells_the_reader_to_look_the_law_up(catalogue: Catalogue) -> None:
    for file in (*sorted((CONTENT / "handbook").glob("*.toml")), CONTENT / "duties.toml"):
        found = [match[0] for match in ALSO_UNFIT.finditer(file.read_text(encoding="utf-8"))]
        assert (file.name, found) == (file.name, [])


def find_swedish(value: object, *, swedish: bool) -> Iterator[str]:
    if isinstance(value, str):
        if swedish:
            yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from find_swedish(part, swedish=key == "sv" or (swedish and key != "en"))
    elif isinstance(value, list):
        for part in value:
            yield from find_swedish(part, swedish=swedish)


AS_TYPED = ("everyday.toml", "in_english.toml", "sayings.toml", "search.toml", "speech.toml")
"""What people say and type, in small letters and with slips, and names of sources and authors as they are printed: no
text of ours that anybody reads.
"""


def read_swedish() -> Iterator[str]:
    """Every Swedish text of the content, without placeholders, addresses, options and names of files."""
    aside = re.compile(
        r"\{[^}]*\}|https?://\S+|[\w./-]*\.(?:se|toml|csv|zip|pbf|org|txt|md|parquet|svg|xlsx)\b|--[\w-]+|\b[A-Z]+\d\w*"
    )
    for path in sorted(CONTENT.rglob("*.toml")):
        if path.name in AS_TYPED or (path.parent.name == "texts" and not path.stem.endswith("_sv")):
            continue
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in find_swedish(tables, swedish=path.parent.name == "texts"):
            yield aside.sub(" ", text)


def find_misspelt(texts: list[str]) -> set[str]:
    """The words that neither the dictionary nor the own list has."""
    command = ["hunspell", "-d", DICTIONARY, "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(texts), capture_output=True, text=True, check=True)
    known = set(WORDS.read_text(encoding="utf-8").split())
    return {word.strip(".:") for word in done.stdout.split()} - known


def has_dictionary() -> bool:
    if shutil.which("hunspell") is None:
        return False
    listed = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)
    return DICTIONARY in listed.stderr + listed.stdout


needs_dictionary = pytest.mark.skipif(
    not has_dictionary(),
    reason="hunspell or its Swedish dictionary is not installed (apt-get install hunspell hunspell-sv)",
)


@needs_dictionary
def test_every_swedish_word_is_in_the_dictionary_or_the_own_list() -> None:
    assert sorted(find_misspelt(list(read_swedish()))) == []


@needs_dictionary
def test_a_misspelt_word_is_found() -> None:
    assert find_misspelt(["Barnomsorgen äro felstavd och kommunnen likaså."]) >= {"kommunnen"}


@needs_dictionary
def test_the_own_list_has_no_word_that_is_no_longer_needed() -> None:
    listed = WORDS.read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))
    assert [word for word in listed if not any(word in text for text in TEXTS)] == []


TEXTS = tuple(read_swedish())
