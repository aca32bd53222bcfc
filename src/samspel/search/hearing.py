"""What a remark is made of when it is set beside what people say: words, letters in a row, matters, matters that meet.

Dialect, slang and slips are read as what they stand for; a word belongs to the matters whose words it is or is made of.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz, process

from samspel.catalogue.records.search import Speech
from samspel.search.word_index import Endings
from samspel.terms.likeness import bare_word

SHORTEST_PART, SHORTEST_SLIP = 4, 4
"""Letters of a part of a compound that tells its matter, and of a word in which slips are thought of."""
LIKEST = 82.0
"""How like a word must be (0 to 100) to be taken for a known one."""
LETTERS = (3, 4, 5)
"""So many letters in a row are compared, a word's beginning and end among them."""
Parts = tuple[tuple[str, ...], ...]
"""A remark's words, letters in a row, matters, and pairs of matters: one tuple a channel, each part once."""


class Hearing:
    """How a remark is read."""

    def __init__(self, endings: Endings, speech: Speech) -> None:
        self._endings = endings
        self._spelt = {bare_word(written): bare_word(meant) for written, meant in speech.spelt.items()}
        self._matters: dict[str, set[str]] = {}
        for number, words in enumerate(speech.matters):
            for word in words:
                self._matters.setdefault(endings.stem(bare_word(word)), set()).add(str(number))
        self._learn_letters = lru_cache(maxsize=None)(_list_letters)
        self._learn_matters = lru_cache(maxsize=None)(self._list_matters)

    def read(self, text: str) -> dict[str, str]:
        """The bare words that are meant, each as it was written, without those that say nothing."""
        meant = {self._spelt.get(bare, bare): written for bare, written in self._endings.read(text).items()}
        return {bare: written for bare, written in meant.items() if bare not in self._endings.common} or meant

    def part(self, words: Sequence[str], known: Sequence[str] = ()) -> Parts:
        """The parts of some bare words, channel by channel, in their order; one that is likely a slip for a known word
        has that one's stem and matters, and letters of its own. Without known words it is our own sayings that are
        learnt, and their parts are remembered; what somebody said is not.
        """
        list_letters, list_matters = _list_letters, self._list_matters
        if not known:
            list_letters, list_matters = self._learn_letters, self._learn_matters
        meant = [self._mend(word, known) for word in words] if known else words
        matters = sorted({matter for word in meant for matter in list_matters(word)})
        return (
            tuple(dict.fromkeys(self._endings.stem(word) for word in meant)),
            tuple(dict.fromkeys(part for word in words for part in list_letters(word))),
            tuple(matters),
            tuple(f"{one}+{other}" for one, other in combinations(matters, 2)),
        )

    def _mend(self, word: str, known: Sequence[str]) -> str:
        """The known word that a longer one most likely is, when it is neither known nor of any matter."""
        if len(word) < SHORTEST_SLIP or self._list_matters(word):
            return word
        alike = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKEST)
        return word if alike is None else alike[0]

    def _list_matters(self, word: str) -> frozenset[str]:
        """A known word's own matters; else those of the parts that begin or end it."""
        stem = self._endings.stem
        own = self._matters.get(stem(word))
        if own is not None:
            return frozenset(own)
        found: set[str] = set()
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 2):
            for part in (word[at:], word[:at], word[:at].removesuffix("s")):
                if len(part) >= SHORTEST_PART:
                    found |= self._matters.get(stem(part), set())
        return frozenset(found)


def _list_letters(word: str) -> tuple[str, ...]:
    """Letters in a row, with marks where the word begins and ends."""
    marked = f"^{word}$"
    return tuple(marked[at : at + length] for length in LETTERS for at in range(len(marked) - length + 1))
