"""Which demands a remark is about: what somebody says at a lunch table beside how people speak of each demand.

It reads nothing and keeps nothing: a remark stays with whoever made it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspel.catalogue.records.needs import Demand
from samspel.catalogue.records.search import SearchWords, Spoken
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.search.word_index import Match, Said, WordIndex, make_endings

LIKELY = 3
"""So many demands are suggested."""
TITLE, ASKS, WHY = 0.9, 0.6, 0.3
"""How much a word counts in a demand's title, in what it asks and in why, beside one that people use for it."""
LEAST = 0.1
"""What a demand must at least reach (0 to 1) to be suggested at all."""
MOST_MATCHES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A demand that a remark may be about, how well it fits (0 to 1 or a little more), and by which of its words."""

    demand: Demand
    score: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Ear:
    """The demands with an index of how they are spoken of: made once, used for any number of remarks."""

    demands: tuple[Demand, ...]
    index: WordIndex


def make_ear(demands: Sequence[Demand], spoken: Mapping[str, Spoken], words: SearchWords) -> Ear:
    """An ear for these demands; one that nobody has written everyday words for is known by its own text."""
    return Ear(
        tuple(demands), WordIndex([list_said(demand, spoken.get(demand.id)) for demand in demands], make_endings(words))
    )


def list_said(demand: Demand, spoken: Spoken | None) -> list[Said]:
    """All that a demand is known by, in every language it is written in."""
    told = [] if spoken is None else [Said(phrase) for phrase in (*spoken.sv, *spoken.en)]
    for lang in LANGUAGES:
        text = choose(demand, lang)
        told += [Said(text.title, TITLE), Said(text.asks, ASKS), Said(text.motion_title, ASKS)]
        told += [Said(text.industry, WHY), Said(text.welfare, WHY)]
    return told


def suggest(ear: Ear, remark: str, limit: int = LIKELY) -> tuple[Suggestion, ...]:
    """The demands that a remark is likely to be about, the likeliest first; none where nothing fits."""
    found = ear.index.find(remark)
    order = sorted(range(len(ear.demands)), key=lambda number: (-found.scores[number], ear.demands[number].number))
    return tuple(
        Suggestion(
            demand=ear.demands[number],
            score=round(float(found.scores[number]), 3),
            matches=found.matches(number)[:MOST_MATCHES],
        )
        for number in order[:limit]
        if found.scores[number] >= LEAST
    )
