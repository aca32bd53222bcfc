"""Text as it is pasted or taken out of a PDF: mended, divided by its headings, and in sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from samspel.catalogue.records.matters import Kind, Lexicon, PartRole, Role
from samspel.matters.aims import BODIES
from samspel.matters.pages import even, join_pages
from samspel.matters.words import Token, Vocabulary

Standing = Literal[PartRole, "loose"]
"""What a sentence stands under; `loose` is under no heading."""
LONGEST_HEADING = 8
VERBS = frozenset(
    ("decide", "approve", "reject", "return", "table", "refer", "write_off", "not_admit", "adopt", "follow")
)
_BROKEN = re.compile(
    r"(?<=[^\W\d_])-(?:[ \t]*\n[ \t]*|[ \t]+)(?!(?:och|eller|samt|respektive|till)\b)(?=[^\W\d_])", re.I
)
_SOFT = re.compile(r"[\u00ad\u00ac][ \t]*\n?[ \t]*")
_ENDS = re.compile(r"(?<=[.!?])[\"”»)]?\s+")
_NUMBERED = re.compile(r"^\W*§?\s*\d*[.)]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with what it stands under, and whose words those are, if the heading says so."""

    text: str
    tokens: tuple[Token, ...]
    standing: Standing
    owner: Role | Literal["office"] | None = None

    def without(self, start: str) -> "Sentence":
        """The sentence where words with a beginning mean nothing."""
        words = (replace(word, tag=None) if word.text.startswith(start) else word for word in self.tokens)
        return replace(self, tokens=tuple(words))


def mend(text: str) -> str:
    """The text without what setting did to it: words broken at the end of a line are whole again."""
    whole = even(text)
    return _BROKEN.sub("", _SOFT.sub("", whole))  # words with a hyphen of their own are compared without it


def read_sentences(text: str, vocabulary: Vocabulary, kind: Kind, deciders: Sequence[Role]) -> list[Sentence]:
    """The sentences of a text in order, each with what it stands under."""
    headings = _make_headings(vocabulary)
    sentences: list[Sentence] = []
    standing: Standing = "loose"
    owner: Role | Literal["office"] | None = None
    for piece in _divide(mend(join_pages(text, vocabulary, kind, headings.find_line)), headings):
        found = headings.find_run_in(piece)
        if found is not None and any(word.tag in VERBS for word in vocabulary.tag(found.before, kind)):
            found = None
        said = piece
        if found is not None:
            standing, owner, said = _place(found, vocabulary, kind, deciders)
        if not said.strip(" .:\n"):
            continue
        tokens = tuple(vocabulary.tag(said, kind))
        if not tokens:
            continue
        if found is None and standing in ("proposal", "aside") and begins_deciding(tokens, deciders):
            standing, owner = "loose", None
        sentences.append(Sentence(text=" ".join(said.split()), tokens=tokens, standing=standing, owner=owner))
    return sentences


@dataclass(frozen=True, slots=True)
class _Found:
    """A heading: its role, the words before it that may name a body, and what follows it."""

    role: PartRole
    before: str
    rest: str


class _Headings:
    """The lexicon's headings as one pattern."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary, lexicon = vocabulary, vocabulary.lexicon
        self.lexicon = lexicon
        self._roles = {words: one.role for one in lexicon.headings for words in one.words}
        longest = sorted(self._roles, key=len, reverse=True)
        either = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest)
        ties = "|".join(lexicon.ties)
        self._line = re.compile(
            rf"^(?P<before>(?:[^\W\d_]+(?::s)?(?:\s+|-)){{0,3}}?)(?P<head>{either})(?:\s+(?:{ties})\b[^.:]*)?$", re.I
        )
        self._run_in = re.compile(
            rf"^(?P<before>(?:[^\W\d_]+(?::s)?(?:\s+|-)){{0,3}}?)(?P<head>{either})(?:\s+(?:{ties})\b[^.:;]{{0,60}})?\s*:\s*(?P<rest>.*)$",
            re.I | re.S,
        )

    def find_line(self, line: str) -> bool:
        """Whether a whole line is a heading."""
        said = _NUMBERED.sub("", line.strip()).rstrip(" :")
        if not 0 < len(said.split()) <= LONGEST_HEADING:
            return False
        found = self._line.match(said)
        return found is not None and not self._decides(found["before"])

    @lru_cache(maxsize=1024)  # noqa: B019 - headings are made once for a vocabulary
    def _decides(self, before: str) -> bool:
        """Whether what stands before a heading's word makes it a sentence: `Fullmäktige avslår styrelsens förslag`."""
        return any(word.tag in VERBS for word in self._vocabulary.tag(before, "motion"))

    def find_run_in(self, piece: str) -> _Found | None:
        """The heading that a piece begins with, before a colon."""
        found = self._run_in.match(_NUMBERED.sub("", piece.strip()))
        if found is None:
            return None
        role = self._roles[" ".join(found["head"].casefold().split())]
        return _Found(role, found["before"], found["rest"])


@lru_cache(maxsize=4)
def _make_headings(vocabulary: Vocabulary) -> _Headings:
    return _Headings(vocabulary)


def _divide(text: str, headings: _Headings) -> list[str]:
    """Sentences, with a colon after each heading that has a line of its own."""
    lines = text.split("\n")
    pieces: list[str] = []
    paragraph: list[str] = []
    for number, line in enumerate(lines):
        follows = next((later.strip() for later in lines[number + 1 :] if later.strip()), "")
        before = paragraph[-1].rstrip() if paragraph else ""
        is_free = not before or before[-1] in ".:;!?" or _stands_alone(line, follows)
        if is_free and headings.find_line(line) and (line.rstrip().endswith(":") or _may_follow(follows)):
            pieces += _split(" ".join(paragraph), headings.lexicon)
            paragraph = [line.strip().rstrip(":") + ":"]
            pieces += [*paragraph]
            paragraph = []
        elif line.strip():
            paragraph.append(line.strip())
        else:
            pieces += _split(" ".join(paragraph), headings.lexicon)
            paragraph = []
    return [*pieces, *_split(" ".join(paragraph), headings.lexicon)]


def _stands_alone(line: str, follows: str) -> bool:
    """Whether a word on a line of its own is a heading though the line before it does not end: both it and what
    follows begin with a capital.
    """
    word = line.strip().rstrip(":")
    return word.isalpha() and word.istitle() and len(word) > 1 and follows[:1].isupper()


def _may_follow(line: str) -> bool:
    """Whether a line can be the first under a heading, not the middle of a sentence, as a number alone is."""
    if not line or not line[0].isalnum():
        return True
    if line[0].isdigit():
        return not line.rstrip(":").isdigit()
    return line[0].isupper() or line.casefold().startswith("att ")


def _split(paragraph: str, lexicon: Lexicon) -> list[str]:
    """Sentences. A stop after a short form ends none where the form must lead on, or another short form follows."""
    pieces: list[str] = []
    for piece in _ENDS.split(paragraph):
        if pieces and _leads_on(pieces[-1], piece, lexicon):
            pieces[-1] += f" {piece}"
        elif piece.strip():
            pieces.append(piece)
    return pieces


def _leads_on(before: str, after: str, lexicon: Lexicon) -> bool:
    last, following = before.casefold().split()[-1], (after.casefold().split() or [""])[0]
    if not last.endswith("."):
        return False
    short = last.rstrip(".")
    both = short in lexicon.abbreviations and following.rstrip(".") in lexicon.abbreviations
    goes_on = short in lexicon.abbreviations and following.rstrip(".,") in lexicon.trailing
    return short in lexicon.leading or goes_on or (both and following.endswith("."))


def _place(
    found: _Found, vocabulary: Vocabulary, kind: Kind, deciders: Sequence[Role]
) -> tuple[Standing, Role | Literal["office"] | None, str]:
    named = next((token.tag for token in vocabulary.tag(found.before, kind) if token.tag in BODIES), None)
    role: Standing = found.role
    if role == "decision" and named is not None and named not in deciders:
        role = "aside"
    owner: Role | Literal["office"] | None = named  # type: ignore[assignment]
    return role, owner, found.rest


def begins_deciding(tokens: Sequence[Token], deciders: Sequence[Role]) -> bool:
    """Whether a sentence begins with the deciding body that decides: `Kommunfullmäktige beslutar …`."""
    first = [token.tag for token in tokens[:3] if token.tag]
    return len(first) > 1 and first[0] in deciders and not tokens[0].is_genitive and first[1] in VERBS
