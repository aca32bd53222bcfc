"""Loads content/matters/ when somebody follows a matter or reads a decision: nothing else needs it."""

from collections.abc import Iterable
from pathlib import Path

from samspel.catalogue.reading import find_line, read_record
from samspel.catalogue.records.matters import Lexicon
from samspel.terms.errors import ContentError

FOLDER, LEXICON = "matters", "lexicon.toml"


def load_lexicon(content: Path) -> Lexicon:
    """What a decision is read by. Raises ContentError for a tag, kind or code that stands twice, or a phrase that two
    tags claim.
    """
    path = content / FOLDER / LEXICON
    lexicon = read_record(path, Lexicon)
    _check_once(path, "tag", (one.tag for one in lexicon.tags))
    _check_once(path, "kind", (one.kind for one in lexicon.kinds))
    _check_once(path, "code", (code for body in lexicon.bodies for code in body.codes))
    _check_once(path, "words", (words for one in lexicon.tags for words in (*one.words, *one.phrases)))
    return lexicon


def _check_once(path: Path, key: str, found: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in found:
        if one in seen:
            raise ContentError(path.name, key, f"{one} twice", "each once", find_line(path, one, last=True))
        seen.add(one)
