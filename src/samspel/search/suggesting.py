"""Which demands a remark is about: what somebody says at a lunch table beside how people speak of each demand.

Two answers are laid together: that of the index of words, and what was learned from whole remarks, some of them about
no demand. It reads nothing and keeps nothing: a remark stays with whoever made it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.needs import Demand
from samspel.catalogue.records.search import Spoken
from samspel.catalogue.searching import Manner
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.search.hearing import Hearing
from samspel.search.learning import Example, Heard, Learned
from samspel.search.word_index import Found, Match, Said, WordIndex, make_endings

LIKELY = 3
"""So many demands are suggested."""
TITLE, ASKS, WHY = 0.9, 0.6, 0.3
"""How much a word counts in a demand's title, in what it asks and in why, beside one that people use for it."""
OWN_TEXT = 0.5
"""How much a demand's own text counts among the examples, beside a remark."""
BY_WORDS = 0.5
"""How much the index of words counts beside what was learned."""
LEAST, ASIDE = 0.2, 0.75
"""What the likeliest demand must reach (0 to about 1.5), by itself and beside what speaks for none, to be suggested."""
SURE, SURE_ASIDE = 0.45, 1.5
"""What it must reach to be more than a guess."""
MOST_MATCHES, LEAST_GIVEN = 6, 0.02
"""So many words are told, and so much each must have given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A demand that a remark may be about, how well it fits (0 to about 1.5), and by which of its words. It is a guess
    where little of the remark is like what is said of any demand.
    """

    demand: Demand
    score: float
    is_guess: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Ear:
    """The demands with what is known of how they are spoken of: made once, used for any number of remarks. `elsewhere`
    holds the texts that are in another language than most remarks.
    """

    demands: tuple[Demand, ...]
    index: WordIndex
    learned: Learned
    elsewhere: frozenset[str]


def make_ear(demands: Sequence[Demand], manner: Manner) -> Ear:
    """An ear for these demands; one that nobody has written everyday words for is known by its own text."""
    endings = make_endings(manner.words)
    index = WordIndex([list_said(demand, manner.spoken.get(demand.id)) for demand in demands], endings)
    examples = [example for number, demand in enumerate(demands) for example in _list_examples(number, demand, manner)]
    examples += [Example(remark, len(demands)) for remark in manner.speech.aside]
    learned = Learned(Hearing(endings, manner.speech), examples, len(demands) + 1)
    return Ear(tuple(demands), index, learned, frozenset(_list_english(demands, manner)))


def list_said(demand: Demand, spoken: Spoken | None) -> list[Said]:
    """All that a demand is known by, in every language it is written in."""
    told = [] if spoken is None else [Said(phrase, lang="sv") for phrase in spoken.sv]
    told += [] if spoken is None else [Said(phrase, lang="en") for phrase in spoken.en]
    for lang in LANGUAGES:
        text = choose(demand, lang)
        told += [Said(text.title, TITLE, lang), Said(text.asks, ASKS, lang), Said(text.motion_title, ASKS, lang)]
        told += [Said(text.industry, WHY, lang), Said(text.welfare, WHY, lang)]
    return told


def suggest(ear: Ear, remark: str, limit: int = LIKELY) -> tuple[Suggestion, ...]:
    """The demands that a remark is likely to be about, the likeliest first; none where it is like none, or more like
    what is about none.
    """
    if not ear.index.says(remark):
        return ()
    found, heard = ear.index.find(remark), ear.learned.hear(remark)
    scores = np.round(heard.scores[:-1] + BY_WORDS * found.scores, 3)
    best, aside = scores.max(initial=0.0), heard.scores[-1]
    if best < max(LEAST, ASIDE * aside):
        return ()
    order = sorted(range(len(ear.demands)), key=lambda number: (-scores[number], ear.demands[number].number))
    return tuple(
        Suggestion(
            demand=ear.demands[number],
            score=float(scores[number]),
            is_guess=bool(best < max(SURE, SURE_ASIDE * aside)),
            matches=_match(found, heard, number, ear.elsewhere),
        )
        for number in order[:limit]
        if scores[number] > 0
    )


def _list_examples(number: int, demand: Demand, manner: Manner) -> Iterator[Example]:
    """What is said of a demand in Swedish, and its own text."""
    sayings, spoken = manner.sayings.get(demand.id), manner.spoken.get(demand.id)
    for told in (sayings, spoken):
        yield from (Example(text, number) for text in (told.sv if told is not None else ()))
    for lang in LANGUAGES:
        text = choose(demand, lang)
        yield from (Example(one, number, OWN_TEXT) for one in (text.title, text.asks, text.motion_title))


def _list_english(demands: Sequence[Demand], manner: Manner) -> Iterator[str]:
    """All that demands are known by in English."""
    for demand in demands:
        spoken, text = manner.spoken.get(demand.id), choose(demand, "en")
        yield from () if spoken is None else spoken.en
        yield from (text.title, text.asks, text.motion_title, text.industry, text.welfare)


def _match(found: Found, heard: Heard, demand: int, elsewhere: frozenset[str]) -> tuple[Match, ...]:
    """The words that speak for a demand, those that give most first: each with the text that it was found in, or by
    itself where it only sounds like what is said, or where the text is in another language.
    """
    texts = {match.typed: match for match in found.matches(demand) if match.text not in elsewhere}
    gave = heard.by_word[:, demand]
    order = [heard.words[row] for row in np.argsort(-gave, kind="stable") if gave[row] >= LEAST_GIVEN]
    told = dict.fromkeys((*order, *(match.typed for match in found.matches(demand))))
    return tuple(texts.get(word, Match(word, word)) for word in told)[:MOST_MATCHES]
