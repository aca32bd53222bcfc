"""What can be found, and what was."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samspel.catalogue.records.base import Lang
from samspel.search.word_index import Match, Said
from samspel.terms.place import Place


class HitKind(StrEnum):
    """What can be found, in the order of what has equal right."""

    PLACE = "place"
    DEMAND = "demand"
    PAGE = "page"
    PAPER = "paper"
    GOAL = "goal"
    MEASURE = "measure"
    LABOUR = "labour"
    DUTY = "duty"
    SOURCE = "source"
    TABLE = "table"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What can be found: its kind, its id within the kind, and its name in each language."""

    kind: HitKind
    key: str
    names: Mapping[Lang, str]
    said: tuple[Said, ...]
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What was found, how well it fits (0 to 1 or a little more), and by which words."""

    entry: Entry
    score: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a search found, the best first; `place` is the one that the words are the name of, if any, and `beside` the
    one that is named beside what is looked for.
    """

    words: str
    hits: tuple[Hit, ...]
    place: Place | None
    beside: Place | None = None
