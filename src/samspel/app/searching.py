"""The search over everything, and the demands that a remark is about."""

from samspel.app.desk import Desk
from samspel.app.finding import find_place
from samspel.search.finder import Finder, find_hits
from samspel.search.hits import Answer, Hit, HitKind
from samspel.search.placed import Placed, split_place
from samspel.search.suggesting import Suggestion, suggest
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.likeness import bare_word
from samspel.terms.place import Place

LONGEST, LONGEST_REMARK = 200, 2_000
"""Letters of what is searched for and of a remark that are looked at."""
SHORTEST_BEGINNING = 4
"""Letters of a name that are enough to go straight to the only place that begins so."""


def search(desk: Desk, words: str) -> Answer:
    """All that the words may mean, the likeliest first. Raises BadInputError for no words, NotFoundError where nothing
    fits. Where a place is named beside other words, what they mean goes first, and the place last.
    """
    wanted = words.strip()[:LONGEST]
    if not wanted:
        raise BadInputError("no_search_words")
    named = _find_named(desk, wanted)
    placed = None if named is not None else split_place(desk.finder, wanted)
    answer = find_hits(desk.finder, wanted, named) if placed is None else _search_beside(desk.finder, wanted, placed)
    if not answer.hits:
        raise NotFoundError("nothing_found", name=wanted[:80])
    return answer


def search_for(desk: Desk, words: str, kind: HitKind) -> tuple[str, ...]:
    """The ids of the things of one kind that the words may mean, the likeliest first; none where nothing fits."""
    try:
        hits = search(desk, words).hits
    except (BadInputError, NotFoundError):
        return ()
    return tuple(hit.entry.key for hit in hits if hit.entry.kind is kind)


def find_only_place(desk: Desk, answer: Answer) -> Place | None:
    """The place to go straight to: the one that is named, or the only one that begins so where nothing else fits as
    well.
    """
    if answer.place is not None:
        return answer.place
    wanted, first = bare_word(answer.words), answer.hits[0].entry
    places = desk.catalogue.places.everywhere[:-1]
    begun = [place for place in places if bare_word(place.name).startswith(wanted)]
    is_first = len(begun) == 1 and (first.kind, first.key) == (HitKind.PLACE, begun[0].code)
    return begun[0] if is_first and len(wanted) >= SHORTEST_BEGINNING else None


def suggest_demands(desk: Desk, remark: str) -> tuple[Suggestion, ...]:
    """The demands that a remark is likely to be about, by which of its words. Raises BadInputError for no words."""
    if not remark.strip():
        raise BadInputError("no_search_words")
    return suggest(desk.ear, remark[:LONGEST_REMARK])


def _search_beside(finder: Finder, wanted: str, placed: Placed) -> Answer:
    """What the words beside a place's name mean, and the place; all that the words may mean where they mean nothing."""
    found = find_hits(finder, placed.words, None).hits
    there = tuple(hit for hit in found if hit.entry.kind not in (HitKind.PLACE, HitKind.LABOUR))
    if not there:
        return find_hits(finder, wanted, None)
    there = tuple(sorted(there, key=lambda hit: not _is_meant_first(finder, hit, placed.words)))
    place = find_hits(finder, placed.place.name, placed.place).hits[0]
    return Answer(words=wanted, hits=(*there, place), place=None, beside=placed.place)


def _is_meant_first(finder: Finder, hit: Hit, words: str) -> bool:
    """Whether the words, but for numbers, mean a page before all else when they stand beside a place."""
    if hit.entry.kind is not HitKind.PAGE:
        return False
    alone = " ".join(word for word in bare_word(words).split() if not word.isdecimal())
    return alone in map(bare_word, finder.pages[hit.entry.key].first_beside)


def _find_named(desk: Desk, words: str) -> Place | None:
    try:
        return find_place(desk.catalogue, words)
    except NotFoundError:
        return desk.finder.names.get(bare_word(words))
