"""Sentences that a page ends in the middle of, made whole: else a verb is read without what denies it."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from unicodedata import normalize

from samspel.catalogue.records.matters import Kind
from samspel.matters.aims import HEADS
from samspel.matters.words import Token, Vocabulary

LONGEST_BREAK, LONGEST_LINE = 12, 8
"""Lines of the foot of a page and the top of the next, and words of such a line, at the most."""
SAYING = frozenset((*HEADS, "decide", "propose", "opinion"))
"""What a line says that is more than the foot or top of a page."""
LEADING = frozenset(("not", "and", "propose", "about", "follow"))
"""What no sentence ends with."""
LONGEST_SMALL = 4
DAYS = ("dag", "idag", "nu", "helt")
ENDS = (".", "!", "?")


def even(text: str) -> str:
    """The text with one sort of line end and of space; a new page is a blank line."""
    whole = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return whole.replace("\xa0", " ").replace("\f", "\n\n")


def join_pages(text: str, vocabulary: Vocabulary, kind: Kind, is_heading: Callable[[str], bool]) -> str:
    """The text without what stands between two pages in the middle of a sentence."""
    return "\n".join(_Pages(even(text).split("\n"), vocabulary, kind, is_heading).join())


@lru_cache(maxsize=4)
def _find_furniture(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


class _Pages:
    """The lines of one text."""

    def __init__(
        self, lines: Sequence[str], vocabulary: Vocabulary, kind: Kind, is_heading: Callable[[str], bool]
    ) -> None:
        self.lines, self.vocabulary, self.kind, self.is_heading = lines, vocabulary, kind, is_heading
        self.furniture = _find_furniture(vocabulary.lexicon.furniture)

    def join(self) -> list[str]:
        """The lines that are kept."""
        kept: list[str] = []
        at = 0
        while at < len(self.lines):
            at = self._find_next(at, kept[-1].strip()) if kept and kept[-1].strip() else at
            kept.append(self.lines[at])
            at += 1
        return kept

    def _find_next(self, at: int, before: str) -> int:
        """Where the sentence of a line goes on, past a page's foot and the next one's top; here where it does not."""
        is_break, capital = False, at
        for place in range(at, min(at + LONGEST_BREAK, len(self.lines))):
            line = self.lines[place].strip()
            is_furniture = self.furniture.search(line) is not None or (is_break and line.isdigit())
            if line and not is_furniture and self._goes_on(before, line):
                return place if is_break else at
            if line and not is_furniture and capital == at and is_break and self._leads(before):
                capital = at if self.is_heading(line) else place
            if self.is_heading(line) or len(line.split()) > LONGEST_LINE or self._says(line):
                return capital
            is_break = is_break or not line or is_furniture
        return capital

    def _goes_on(self, before: str, line: str) -> bool:
        """Whether a line goes on the sentence that another one leaves off in."""
        is_short = before.casefold().split()[-1].rstrip(".") in self.vocabulary.lexicon.abbreviations
        if before.endswith(ENDS) and not is_short:
            return False
        first = line[0]
        if self.is_heading(before):
            start = next(iter(self._tag(line)), None)
            return first.islower() and start is not None and start.tag != "matter" and not self._begins_list(start)
        return first.islower() or first == "("

    def _begins_list(self, start: Token) -> bool:
        """Whether a line is the first of what stands under a heading: `att …`, `bifall till …`."""
        return start.is_noun or start.text == "att"

    def _leads(self, before: str) -> bool:
        """Whether a line ends with what something must follow: `inte`, `yrkar`, `bifaller`, a comma."""
        last = next(reversed(self._tag(before)), None)
        if last is None or before.endswith((",", ".", "!", "?")):
            return last is not None and before.endswith(",")
        small = last.text in self.vocabulary.fillers and len(last.text) <= LONGEST_SMALL and last.text not in DAYS
        return small or last.tag in LEADING or (last.tag in HEADS and not (last.is_passive or last.is_noun))

    def _says(self, line: str) -> bool:
        return any(word.tag in SAYING for word in self._tag(line))

    def _tag(self, line: str) -> list[Token]:
        return self.vocabulary.tag(line, self.kind)
