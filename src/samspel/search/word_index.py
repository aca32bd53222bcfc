"""Texts found by words as people write them: other forms of a word, parts of compounds, slips, letters without dots.

Each text is an entry's own way of being spoken of, with a weight. A word that is looked for is set beside every word of
all texts: the same word when its ending is taken off counts whole, a part of a compound less, a likely slip less still.
A word that few entries have counts for more than one that many have. Nothing is drawn at random: the same words always
give the same answer.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.search import SearchWords
from samspel.terms.arrays import Floats
from samspel.terms.likeness import bare_word

KEPT_STEMS = 1 << 14
"""So many words have their stem at hand: those of the entries while they are taken in, then those last searched for."""
LONGEST_WORD, LONGEST_TEXT, MOST_WORDS = 40, 2_000, 40
"""What is looked at: letters of a word, letters of a text, and words of what somebody writes."""
SHORTEST_PART, SHORTEST_BEGINNING, SHORTEST_SLIP = 3, 5, 4
"""Letters of a part of a compound, of one that may begin other words, and of a word in which slips are thought of."""
AS_HEAD, AS_FIRST, AS_BEGUN, AS_HELD = 0.8, 0.6, 0.8, 0.55
"""How much a known word counts that ends or begins the one looked for, that is begun as it, or that holds it last."""
AS_BOTH, AS_STEM = 0.9, 0.75
"""How much a compound counts whose parts an entry has, and a known word that only the stem begins."""
LIKEST, SLIP = 77.0, 0.85
"""How like a word must be (0 to 100) to be taken for it, and how much a slip counts at most."""
PHRASE = 0.35
"""What a whole phrase counts for beside its words."""
Pair = tuple[Mapping[int, float], Mapping[int, float]]
"""The known words that each part of a compound may be, with how much each counts."""
Posted = dict[int, tuple[float, int]]
"""The entries that have a word: its weight in each, and the number of the text it stands in."""
Packed = tuple[npt.NDArray[np.int64], Floats, npt.NDArray[np.int64]]
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """The endings of words, the longest first, what must be left of a word, and the words that say nothing."""

    endings: tuple[str, ...]
    shortest: int
    shortest_before_letter: int
    common: frozenset[str]

    def stem(self, word: str) -> str:
        """A bare word without the longest ending that leaves enough of it."""
        if not word.endswith(self.endings):
            return word
        for ending in self.endings:
            if not word.endswith(ending):
                continue
            least = self.shortest_before_letter if len(ending) == 1 else self.shortest
            left = word.removesuffix(ending)
            if len(left) >= least and not (ending == left[-1] == "s"):  # 'buss' has no ending
                return left
        return word

    def says(self, text: str) -> bool:
        """If a text has a word that says something."""
        return any(word not in self.common for word in self.split(text))

    def read(self, text: str) -> dict[str, str]:
        """The bare words of what somebody wrote, each as it was written, without those that say nothing."""
        written = _WORDS.findall(normalize("NFC", text[:LONGEST_TEXT].casefold()))
        words = {bare: word for word in written for bare in self.split(word)}
        return {bare: word for bare, word in words.items() if bare not in self.common} or words

    def split(self, text: str) -> list[str]:
        """The bare words of a text, without those that say nothing unless there are no others."""
        plain = _ACCENTS.sub("", normalize("NFD", text[:LONGEST_TEXT].casefold()))
        words = [word[:LONGEST_WORD] for word in _WORDS.findall(plain)]
        return [word for word in words if word not in self.common] or words


def make_endings(words: SearchWords) -> Endings:
    """The endings as words are compared, the longest first."""
    endings = sorted({bare_word(ending) for ending in words.endings}, key=lambda ending: (-len(ending), ending))
    return Endings(
        endings=tuple(endings),
        shortest=words.shortest_stem,
        shortest_before_letter=words.shortest_before_letter,
        common=frozenset(bare_word(word) for word in words.common),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A way of speaking of an entry, how much its words count, 0 to 1, and its language where that is one alone."""

    text: str
    weight: float = 1.0
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A word that was written, and the text that it was found in, with its language where that is one alone."""

    typed: str
    text: str
    lang: Lang | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How well each entry answers (0 to 1, or a little more where a whole phrase stands there), and by which texts."""

    words: tuple[str, ...]
    scores: Floats
    by_word: Floats
    """Shape (words, entries): what each word gave."""
    texts: npt.NDArray[np.int64]
    """Shape (words, entries): the number of the text that it was found in."""
    said: Sequence[Said] = field(repr=False)

    def matches(self, entry: int) -> tuple[Match, ...]:
        """The words that an entry was found by, those that gave most first."""
        gave = self.by_word[:, entry]
        order = [number for number in np.argsort(-gave, kind="stable") if gave[number] > 0]
        told = ((self.words[number], self.said[self.texts[number, entry]]) for number in order)
        return tuple(Match(word, said.text, said.lang) for word, said in told)


class WordIndex:
    """Entries, each with the texts that it is spoken of by."""

    def __init__(self, entries: Sequence[Iterable[Said]], endings: Endings) -> None:
        self._endings = endings
        self._count = len(entries)
        self._texts: list[Said] = []
        self._phrases: dict[frozenset[str], set[int]] = {}
        self._stem = lru_cache(maxsize=KEPT_STEMS)(endings.stem)
        postings: dict[str, Posted] = {}
        for entry, told in enumerate(entries):
            for said in told:
                self._take_in(postings, entry, said)
        self._words = sorted(postings)
        self._backwards = sorted((word[::-1], number) for number, word in enumerate(self._words))
        self._postings = postings
        self._pack = lru_cache(maxsize=None)(lambda number: _pack(postings[self._words[number]]))
        self._numbers = {word: number for number, word in enumerate(self._words)}

    def find(self, text: str) -> Found:
        """Set what somebody wrote beside every entry."""
        typed = self._endings.read(text)
        words = tuple(typed)[:MOST_WORDS]
        by_word = np.zeros((len(words), self._count))
        texts = np.zeros((len(words), self._count), dtype=np.int64)
        rarities = np.zeros(len(words))
        for row, word in enumerate(words):
            rarities[row] = self._score_word(word, by_word[row], texts[row])
        by_word *= rarities[:, None]
        scores = by_word.sum(axis=0) / max(rarities.sum(), 1e-9)
        self._add_phrases(scores, words)
        return Found(
            words=tuple(typed[word] for word in words), scores=scores, by_word=by_word, texts=texts, said=self._texts
        )

    def says(self, text: str) -> bool:
        """If a text has a word that says something."""
        return self._endings.says(text)

    def hold(self, text: str) -> frozenset[int]:
        """The numbers of the entries that have every word of a text, whatever their endings."""
        known = (self._numbers.get(self._stem(word)) for word in self._endings.split(text))
        held = [frozenset() if number is None else self._postings[self._words[number]].keys() for number in known]
        return frozenset.intersection(*map(frozenset, held)) if held else frozenset()

    def _score_word(self, word: str, scores: Floats, texts: npt.NDArray[np.int64]) -> float:
        """What a word gives each entry, and how rare it is; one that is not known is as rare as can be."""
        alike = self._find_alike(word)
        if not alike:
            return float(np.log1p(self._count))
        for number, likeness in alike.items():
            _raise_scores(scores, texts, self._pack(number), likeness)
        if self._stem(word) not in self._numbers:
            for pair in self._find_pairs(word):
                self._score_pair(pair, scores, texts)
        return self._find_widest(alike)

    def _score_pair(self, pair: Pair, scores: Floats, texts: npt.NDArray[np.int64]) -> None:
        """An entry that has both parts of a compound has it, and the rarer part says more of it."""
        rarities = [self._find_widest(part) for part in pair]
        gave, best = np.zeros(self._count), np.zeros(self._count)
        where = np.zeros(self._count, dtype=np.int64)
        for part, rarity in zip(pair, rarities, strict=True):
            row, found = np.zeros(self._count), np.zeros(self._count, dtype=np.int64)
            for number, likeness in part.items():
                _raise_scores(row, found, self._pack(number), likeness)
            row *= rarity / sum(rarities)
            gave += row
            where = np.where(row > best, found, where)
            best = np.maximum(row, best)
        better = AS_BOTH * gave > scores
        scores[better], texts[better] = AS_BOTH * gave[better], where[better]

    def _find_widest(self, alike: Mapping[int, float]) -> float:
        """How rare the likest word is; the most common of several."""
        best = max(alike.values())
        return min(self._find_rarity(number) for number, likeness in alike.items() if likeness == best)

    def _find_rarity(self, number: int) -> float:
        return float(np.log1p(self._count / self._count_entries(number)))

    def _count_entries(self, number: int) -> int:
        return len(self._postings[self._words[number]])

    def _take_in(self, postings: dict[str, Posted], entry: int, said: Said) -> None:
        """A word of a long text says less of it than a word that stands alone."""
        stems = [self._stem(word) for word in self._endings.split(said.text)]
        number, weight = len(self._texts), said.weight / max(len(stems), 1) ** 0.25
        self._texts.append(said)
        for stem in stems:
            there = postings.setdefault(stem, {})
            if weight > there.get(entry, (0.0, 0))[0]:
                there[entry] = (weight, number)
        if len(set(stems)) > 1 and said.weight == 1.0:
            self._phrases.setdefault(frozenset(stems), set()).add(entry)

    def _add_phrases(self, scores: Floats, words: Sequence[str]) -> None:
        """An entry whose whole phrase stands in what was written is the likelier the more of it the phrase is."""
        stems = {self._stem(word) for word in words}
        best: dict[int, float] = {}
        for phrase, entries in self._phrases.items():
            if phrase <= stems:
                for entry in entries:
                    best[entry] = max(best.get(entry, 0.0), len(phrase) / len(stems))
        for entry, share in best.items():
            scores[entry] += PHRASE * share

    def _find_alike(self, word: str) -> dict[int, float]:
        """The known words that one may mean, by number, with how much each counts."""
        stem = self._stem(word)
        found = {**self._find_parts(word), **self._find_longer(stem, word)}
        if stem in self._numbers:
            return {**found, self._numbers[stem]: 1.0}
        for number, likeness in self._find_slips(stem).items():
            found[number] = max(found.get(number, 0.0), likeness)
        return found

    def _find_parts(self, word: str) -> dict[int, float]:
        """The known words that end or begin a compound."""
        found: dict[int, float] = {}
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            for part, weight in ((word[at:], AS_HEAD), (word[:at], AS_FIRST)):
                number = self._numbers.get(self._stem(part))
                if number is not None:
                    found[number] = max(found.get(number, 0.0), weight * (len(part) / len(word)) ** 0.5)
        return found

    def _find_pairs(self, word: str) -> Iterator[Pair]:
        """What a compound can be made of, with or without an s between: its parts, each with the words that it is or
        begins.
        """
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head = self._numbers.get(self._stem(word[at:]))
            if head is None:
                continue
            for first in dict.fromkeys((word[:at], word[:at].removesuffix("s"))):
                part = self._find_part(first)
                if part and head not in part:
                    yield part, {**self._find_part(word[at:]), head: 1.0}

    def _find_part(self, part: str) -> dict[int, float]:
        """The words that a part of a compound is or, where it is long enough, begins, or is begun by."""
        stem = self._stem(part)
        found = self._find_longer(part, part) if len(part) >= SHORTEST_BEGINNING else {}
        for at in range(SHORTEST_BEGINNING, len(part)):
            number = self._numbers.get(part[:at])
            if number is not None:
                found[number] = AS_BEGUN * (at / len(part)) ** 0.5
        return {**found, self._numbers[stem]: 1.0} if stem in self._numbers else found

    def _find_longer(self, stem: str, word: str) -> dict[int, float]:
        """The known words that a word begins or ends, or that its stem does; the whole word says more than its stem."""
        found: dict[int, float] = {}
        if len(stem) >= SHORTEST_PART:
            for number in self._list_beginning(stem):
                known = self._words[number]
                whole = 1.0 if known.startswith(word) else AS_STEM
                found[number] = max(found.get(number, 0.0), AS_BEGUN * whole * (len(stem) / len(known)) ** 0.5)
            for number in self._list_ending(stem):
                share = len(stem) / len(self._words[number])
                found[number] = max(found.get(number, 0.0), AS_HELD * share**0.5)
        return found

    def _list_beginning(self, stem: str) -> Iterable[int]:
        first = bisect_left(self._words, stem)
        begun = takewhile(lambda number: self._words[number].startswith(stem), range(first, len(self._words)))
        return (number for number in begun if self._words[number] != stem)

    def _list_ending(self, stem: str) -> Iterable[int]:
        turned = stem[::-1]
        first = bisect_left(self._backwards, (turned, -1))
        ended = takewhile(lambda at: self._backwards[at][0].startswith(turned), range(first, len(self._backwards)))
        return (self._backwards[at][1] for at in ended if self._backwards[at][0] != turned)

    def _find_slips(self, stem: str) -> dict[int, float]:
        if len(stem) < SHORTEST_SLIP:
            return {}
        alike = process.extract(stem, self._words, scorer=fuzz.ratio, score_cutoff=LIKEST, limit=8)
        return {number: SLIP * (ratio / 100) ** 2 for _, ratio, number in alike}


def _pack(there: Posted) -> Packed:
    """The entries, the weight of the word in each, and the numbers of its texts."""
    weights, numbers = zip(*there.values(), strict=True)
    return np.array(list(there), dtype=np.int64), np.array(weights), np.array(numbers, dtype=np.int64)


def _raise_scores(scores: Floats, texts: npt.NDArray[np.int64], packed: Packed, likeness: float) -> None:
    """Each entry keeps the best that a word gives it."""
    entries, weights, numbers = packed
    better = weights * likeness > scores[entries]
    chosen = entries[better]
    scores[chosen] = weights[better] * likeness
    texts[chosen] = numbers[better]
