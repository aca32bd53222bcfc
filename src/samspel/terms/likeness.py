"""Names compared as people write them, and the nearest known names for one that is not known."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from unicodedata import combining, normalize

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from samspel.terms.errors import BadInputError

NEAREST, SHORTEST_BEGINNING = 3, 3
LONGEST = 200
"""Characters of a name that are compared with others."""
_PARTS = re.compile(r"[ _-]")


def plain_word(text: str) -> str:
    """A word as it is compared: composed letters, small, single spaces."""
    return " ".join(normalize("NFC", text).split()).casefold()


def plain_heading(text: str) -> str:
    """A column's heading as it is compared: as plain_word, with spaces for underscores and hyphens."""
    return plain_word(text.replace("_", " ").replace("-", " "))


def bare_word(text: str) -> str:
    """As plain_word without accents, so that 'Habo' is near 'Håbo', and with a hyphen for a dash."""
    spread = normalize("NFD", plain_word(text[:LONGEST]).replace("–", "-"))
    return "".join(letter for letter in spread if not combining(letter))


def is_slip(word: str, name: str) -> bool:
    """Whether a word is a name but for accents, blanks, hyphens and at most one slip: a letter too many, too few or
    another, or two that have changed places.
    """
    one, other = (_PARTS.sub("", bare_word(each)) for each in (word, name))
    return OSA.distance(one, other) <= 1


def find_alike(word: str, known: Iterable[str], likeness: float, limit: int = NEAREST) -> list[str]:
    """The known names that are at least so alike (0 to 100), the likest first; without any, those with a word that
    begins as the one looked for.
    """
    bare, wanted = _bare(tuple(known)), bare_word(word)
    alike = process.extract(wanted, bare, scorer=fuzz.ratio, score_cutoff=likeness, limit=limit)
    found = [name for _, _, name in alike]
    if found or len(wanted) < SHORTEST_BEGINNING:
        return found
    holding = ((name, one) for name, one in bare.items() if wanted in one)
    begins = (name for name, one in holding if f" {wanted}" in f" {_PARTS.sub(' ', one)}")
    return list(islice(begins, limit))


def find_meant(heading: str, known: Iterable[str], likeness: float) -> str:
    """The known heading that another was most likely meant to be, by letters or by words that both have; empty when
    none is so alike (0 to 100).
    """
    wanted = bare_word(plain_heading(heading))
    best, nearest = likeness, ""
    for name in known:
        bare = bare_word(plain_heading(name))
        score = max(fuzz.ratio(wanted, bare), fuzz.token_set_ratio(wanted, bare))
        if score >= best:
            best, nearest = score, name
    return nearest


@lru_cache(maxsize=8)
def _bare(known: tuple[str, ...]) -> dict[str, str]:
    """The names with what is compared of each; kept, since a list asks for the same ones row after row."""
    return {name: bare_word(name) for name in known}


class UnknownNameError(BadInputError):
    """A name that is not among the known ones. `nearest` is looked for only when asked, since a list may hold
    thousands of such rows.
    """

    def __init__(self, code: str, word: str, known: Sequence[str], likeness: float, **facts: str | float) -> None:
        self._word, self._known, self._likeness = word, known, likeness
        super().__init__(code, **facts, nearest="")

    def suggest(self) -> None:
        """Name the nearest."""
        nearest = ", ".join(find_alike(self._word, self._known, self._likeness))
        self.facts = {**self.facts, "nearest": nearest}
