"""The words of a decision, each with what it is: by the lexicon, misspelt or shortened."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import combining, normalize

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from samspel.catalogue.records.matters import Kind, KindWords, Lexicon, ReasonCode, Role, Tag

WORD = re.compile(r"\d+(?::[ae]\b)?|[^\W\d_]+(?:[-:’'][^\W\d_]+)*|[;:,().\"“”»«=/§–—-]")
DASHES, QUOTES = "–—-", '"“”»«'
PASSIVE = "s"
PARTICIPLES, INFINITIVES = ("ad", "ade", "at", "ats", "en", "et", "na"), ("känna",)
ACTIVE = ("r", "a")
OWNERS: tuple[Tag, ...] = ("matter", "council", "board", "subcommittee", "committee", "court", "office")
BEING = ("är", "blir", "har")
STAR, BAR = "*", "|"
MOVED: tuple[Kind, ...] = ("motion", "medborgarforslag", "interpellation", "e_forslag", "folkinitiativ")
"""Kinds whose words name another matter where they are not this one's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word or mark, or several that mean one thing."""

    text: str
    tag: Tag | None = None
    number: int | None = None
    points: tuple[str, ...] = ()
    """The points (att-satser) that a group of words names."""
    is_noun: bool = False

    @property
    def is_passive(self) -> bool:
        """Whether its object stands before it."""
        first, *others = self.text.split()
        if others:
            return first in BEING or not first.endswith(ACTIVE)
        return not self.is_noun and self.text.endswith((PASSIVE, *PARTICIPLES)) and not self.text.endswith(INFINITIVES)

    @property
    def is_genitive(self) -> bool:
        """Whether it owns the next word."""
        return self.text.endswith("s")


def plain(word: str) -> str:
    """A word as it is compared: small letters, without hyphens."""
    return normalize("NFC", word).casefold().replace("-", "")


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """A word without its accents."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


class Vocabulary:
    """The lexicon, ready to read with. The words of a matter's kind are its own in `tag`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.fillers = frozenset(lexicon.fillers)
        self._nouns = frozenset(lexicon.nouns)
        self._exact: dict[str, Tag] = {}
        self._starts: list[tuple[str, Tag]] = []
        self._ends: list[tuple[str, Tag]] = []
        phrases: defaultdict[str, list[tuple[tuple[str, ...], Tag]]] = defaultdict(list)
        for one in lexicon.tags:
            self._exact |= dict.fromkeys(one.words, one.tag)
            self._starts += [(start, one.tag) for start in one.starts]
            self._ends += [(end, one.tag) for end in one.ends]
            for phrase in one.phrases:
                parts = tuple(phrase.split())
                for letter in {choice[0] for choice in parts[0].split(BAR)}:
                    phrases[letter].append((parts, one.tag))
        self._starts.sort(key=lambda start: -len(start[0]))
        for found in phrases.values():
            found.sort(key=lambda phrase: -len(phrase[0]))
        self._phrases: Mapping[str, list[tuple[tuple[str, ...], Tag]]] = phrases
        self._begun_by = lru_cache(maxsize=4096)(self._find_begun)
        self._bare = {bare(word): word for word in self._exact}
        self._never = frozenset(lexicon.never) | self.fillers
        self._long = [
            word
            for word, tag in self._exact.items()
            if tag in lexicon.misspelt and len(word) >= lexicon.shortest_misspelt
        ]
        self.kinds: dict[Kind, KindWords] = {one.kind: one for one in lexicon.kinds}
        self._matters = {one.kind: {bare(word) for word in one.words} for one in lexicon.kinds}
        shared = Counter(word for words in self._matters.values() for word in words)
        own = {word for kind in MOVED for word in self._matters[kind] if shared[word] == 1}
        self._foreign = own - {bare(word) for word in self._exact}
        self._codes: dict[str, Role] = {code: one.role for one in lexicon.bodies for code in one.codes}
        self._slips: dict[str, str] = {}
        when = "|".join(lexicon.when)
        self.until = re.compile(rf"\b(?:{'|'.join(lexicon.until)})\s+((?:{when})[^.;,]*)", re.I)
        self.purpose = re.compile(rf"\b(?:{'|'.join(lexicon.purposes)})\s+([^.;]+)", re.I)
        self._reasons = [(tuple(said.split()), one.code) for one in lexicon.reasons for said in one.phrases]
        spelt = [re.escape(name) for name in lexicon.abbreviations if "." in name or " " in name]
        self._spelt = re.compile(rf"(?<!\w)({'|'.join(sorted(spelt, key=len, reverse=True))})(?!\w)\.?")

    def role_of(self, code: str) -> Role:
        """Where a body stands in the order of decision, by its code. An unknown code is a committee's."""
        return self._codes.get(code.strip().upper(), "committee")

    def tag(self, sentence: str, kind: Kind) -> list[Token]:
        """The words of a sentence, each phrase as one."""
        words = self._split(sentence)
        tokens: list[Token] = []
        at = 0
        while at < len(words):
            length, tag = self._match_phrase(words, at)
            if tag is None:
                tokens.append(self._tag_word(words[at], kind))
            else:
                tokens.append(Token(text=" ".join(words[at : at + length]), tag=tag))
            at += length
        return [self._tell_proposal(tokens, at) for at in range(len(tokens))]

    def _tell_proposal(self, tokens: Sequence[Token], at: int) -> Token:
        """`Förslaget` is the matter itself where it is nobody's and nothing is done by it."""
        token, before = tokens[at], tokens[at - 1] if at else None
        if token.tag != "matter" or token.text not in self._exact:
            return token
        follows = tokens[at + 1 : at + 3]
        if len(follows) > 1 and follows[0].tag == "about" and follows[1].is_noun:  # a demand about the matter
            return replace(token, tag=self._exact[token.text])
        if before is None:
            return token
        owned = before.is_genitive and before.tag in OWNERS
        return replace(token, tag=self._exact[token.text]) if owned or before.tag == "follow" else token

    def find_reason(self, sentence: str) -> ReasonCode | None:
        """The first reason in their order that a sentence gives."""
        words = self._split(sentence)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            places[word[0]].append(at)
        for parts, code in self._reasons:
            if any(fits(parts, words, at) for at in places.get(parts[0][0], ())):
                return code
        return None

    def _split(self, sentence: str) -> list[str]:
        short = self.lexicon.abbreviations
        words: list[str] = []
        text = " ".join(normalize("NFC", sentence).casefold().split())
        whole = self._spelt.sub(lambda found: f" {short[found[1]]} ", text)
        found = [plain(word) if len(word) > 1 else word for word in WORD.findall(whole)]
        for number, word in enumerate(found):
            if word == "." and number and found[number - 1] in short:
                continue
            follows = found[number + 1] if number + 1 < len(found) else ""
            if word in short and (follows in (".", "") or word not in self.lexicon.dotted):
                words += short[word].split()
            elif word != ".":
                words.append(word)
        return words

    def _match_phrase(self, words: Sequence[str], at: int) -> tuple[int, Tag | None]:
        for parts, tag in self._begun_by(words[at]):
            if fits(parts, words, at):
                return len(parts), tag
        return 1, None

    def _find_begun(self, word: str) -> tuple[tuple[tuple[str, ...], Tag], ...]:
        """The phrases that a word may begin, the longest first."""
        return tuple(phrase for phrase in self._phrases.get(word[0], ()) if _matches(phrase[0][0], word))

    def _tag_word(self, word: str, kind: Kind) -> Token:
        if word[0].isdigit():
            return Token(text=word, number=int(word.partition(":")[0]))
        tag = self._find_tag(word, kind)
        if tag is None and word not in self._never and word[0].isalpha():
            word = self._bare.get(bare(word)) or self._find_slip(word, kind) or word
            tag = self._find_tag(word, kind)
        return Token(text=word, tag=tag, is_noun=word in self._nouns)

    def _find_tag(self, word: str, kind: Kind) -> Tag | None:
        """What a word is, as it is spelt."""
        mine = self.kinds[kind]
        if bare(word.removesuffix(":s")) in self._matters[kind] or (mine.starts and word.startswith(mine.starts)):
            return "matter"
        if word in self._exact:
            return self._exact[word]
        if bare(word) in self._foreign:
            return "foreign"
        found = next((tag for start, tag in self._starts if word.startswith(start)), None)
        return found or next((tag for end, tag in self._ends if word.endswith(end)), None)

    def _find_slip(self, word: str, kind: Kind) -> str:
        """The word that this one is a slip of; empty when it is none."""
        key = f"{kind} {word}"
        if key not in self._slips:
            self._slips[key] = self._look_for_slip(word, kind)
        return self._slips[key]

    def _look_for_slip(self, word: str, kind: Kind) -> str:
        size = len(word)
        if size < self.lexicon.shortest_misspelt:
            return ""
        slips = max(1, size // self.lexicon.letters_per_slip)
        known = [*self._long, *(name for name in self.kinds[kind].words if len(name) >= self.lexicon.shortest_misspelt)]
        near = extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
        return "" if near is None or near[0][0] != word[0] else str(near[0])


def begins_with(words: Sequence[Token], phrases: Sequence[str]) -> bool:
    """Whether words begin with one of some phrases, however they were put together."""
    flat = [part for word in words for part in word.text.split()]
    return any(fits(tuple(phrase.split()), flat, 0) for phrase in phrases)


def fits(parts: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    """Whether the words at a place are those of a phrase."""
    if at + len(parts) > len(words):
        return False
    return all(_matches(part, words[at + number]) for number, part in enumerate(parts))


@lru_cache(maxsize=16384)
def _matches(part: str, word: str) -> bool:
    """Whether a word is one of those that stand in a place of a phrase."""
    for choice in part.split(BAR):
        if choice == word or (choice.endswith(STAR) and word.startswith(choice[:-1])):
            return True
        if len(choice) > 3 and bare(choice) == bare(word):  # noqa: PLR2004 - short words differ by their accents alone
            return True
    return False
