"""Loads how things are spoken of, when somebody searches or makes a remark: nothing else needs it."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import check_unique, find_line, read_list, read_record
from samspel.catalogue.records.search import Nicknamed, Sayings, SearchWords, Speech, Spoken
from samspel.terms.errors import ContentError
from samspel.terms.likeness import bare_word, plain_word

SPOKEN, SAYINGS, SPEECH, SEARCH = "everyday.toml", "sayings.toml", "speech.toml", "search.toml"
FEWEST = 15
"""Words or phrases that each demand has in each language, and remarks that are made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How people speak of demands, each by its id, and how what they say is read."""

    spoken: Mapping[str, Spoken]
    sayings: Mapping[str, Sayings]
    speech: Speech
    words: SearchWords


def load_manner(catalogue: Catalogue) -> Manner:
    """All that a remark is set beside. Raises ContentError."""
    return Manner(
        spoken=load_spoken(catalogue),
        sayings=load_sayings(catalogue),
        speech=load_speech(catalogue),
        words=load_search(catalogue),
    )


def load_spoken(catalogue: Catalogue) -> dict[str, Spoken]:
    """How people speak of each demand of the program's own handbook, by its id. Raises ContentError for an entry of no
    demand, a demand without one, too few phrases, or a phrase that stands twice.
    """
    path = catalogue.folder / SPOKEN
    spoken = {one.id: one for one in read_list(path, "spoken", Spoken)}
    _check_demands(catalogue, path, "spoken", spoken)
    for one in spoken.values():
        for lang, phrases in (("sv", one.sv), ("en", one.en)):
            _check_phrases(path, f"{one.id}.{lang}", phrases)
    return spoken


def load_sayings(catalogue: Catalogue) -> dict[str, Sayings]:
    """What people say of each demand of the program's own handbook, by its id. Raises ContentError as `load_spoken`."""
    path = catalogue.folder / SAYINGS
    sayings = {one.id: one for one in read_list(path, "said", Sayings)}
    _check_demands(catalogue, path, "said", sayings)
    for one in sayings.values():
        _check_phrases(path, one.id, one.sv)
    return sayings


def load_speech(catalogue: Catalogue) -> Speech:
    """How remarks are read. Raises ContentError for a remark that stands twice, or a word that stands for itself."""
    path = catalogue.folder / SPEECH
    speech = read_record(path, Speech)
    _check_phrases(path, "aside", speech.aside)
    for written, meant in speech.spelt.items():
        if bare_word(written) == bare_word(meant):
            raise ContentError(path.name, written, meant, "another word", find_line(path, written))
    return speech


def load_search(catalogue: Catalogue) -> SearchWords:
    """What the search knows beside. Raises ContentError for what does not exist."""
    path = catalogue.folder / SEARCH
    words = read_record(path, SearchWords)
    check_unique(path, words.pages)
    for alias in words.aliases:
        if alias.place not in catalogue.places.by_code:
            raise ContentError(path.name, "place", alias.place, "the code of a place", find_line(path, alias.place))
    known: dict[Nicknamed, Container[str]] = {
        "measure": catalogue.indicators,
        "goal": catalogue.goals,
        "paper": catalogue.papers,
        "duty": catalogue.duties,
    }
    for one in words.nicknames:
        if one.id not in known[one.of]:
            raise ContentError(path.name, one.of, one.id, f"the id of a {one.of}", find_line(path, one.id))
    return words


def _check_demands(catalogue: Catalogue, path: Path, key: str, told: Collection[str]) -> None:
    """Every demand of ours has an entry, and no other."""
    ours = {demand.id for demand in catalogue.demands.values() if demand.whose is None}
    for one in told:
        if one not in ours | catalogue.replaced:
            raise ContentError(path.name, "id", one, "the id of a demand", find_line(path, one))
    for demand in catalogue.demands.values():
        if demand.id in ours and demand.id not in told:
            raise ContentError(path.name, key, f"nothing of {demand.id}", "an entry of each demand")


def _check_phrases(path: Path, key: str, phrases: Iterable[str]) -> None:
    seen: set[str] = set()
    for phrase in map(plain_word, phrases):
        if phrase in seen:
            raise ContentError(path.name, key, f"{phrase} twice", "each phrase once", find_line(path, phrase))
        seen.add(phrase)
    if len(seen) < FEWEST:
        raise ContentError(path.name, key, f"{len(seen)} phrases", f"at least {FEWEST}")
