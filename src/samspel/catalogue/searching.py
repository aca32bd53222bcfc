"""Loads how things are spoken of, everyday.toml and search.toml, when somebody searches: nothing else needs them."""

from collections.abc import Container, Iterable
from pathlib import Path

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import check_unique, find_line, read_list, read_record
from samspel.catalogue.records.search import Nicknamed, SearchWords, Spoken
from samspel.terms.errors import ContentError
from samspel.terms.likeness import plain_word

SPOKEN, SEARCH = "everyday.toml", "search.toml"
FEWEST = 15
"""Words or phrases that each demand has in each language."""


def load_spoken(catalogue: Catalogue) -> dict[str, Spoken]:
    """How people speak of each demand of the program's own handbook, by its id. Raises ContentError for an entry of no
    demand, a demand without one, too few phrases, or a phrase that stands twice.
    """
    path = catalogue.folder / SPOKEN
    spoken = {one.id: one for one in read_list(path, "spoken", Spoken)}
    ours = {demand.id for demand in catalogue.demands.values() if demand.whose is None}
    for one in spoken.values():
        if one.id not in ours | catalogue.replaced:
            raise ContentError(path.name, "id", one.id, "the id of a demand", find_line(path, one.id))
        for lang, phrases in (("sv", one.sv), ("en", one.en)):
            _check_phrases(path, f"{one.id}.{lang}", phrases)
    for demand in catalogue.demands.values():
        if demand.id in ours and demand.id not in spoken:
            raise ContentError(path.name, "spoken", f"nothing of {demand.id}", "an entry of each demand")
    return spoken


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


def _check_phrases(path: Path, key: str, phrases: Iterable[str]) -> None:
    seen: set[str] = set()
    for phrase in map(plain_word, phrases):
        if phrase in seen:
            raise ContentError(path.name, key, f"{phrase} twice", "each phrase once", find_line(path, phrase))
        seen.add(phrase)
    if len(seen) < FEWEST:
        raise ContentError(path.name, key, f"{len(seen)} phrases", f"at least {FEWEST}")
