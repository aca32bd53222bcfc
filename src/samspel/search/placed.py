"""The place that is named beside what somebody looks for: 'bussen gävle', 'sfi i Olofström'."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from samspel.search.finder import Finder, find_hits
from samspel.search.hits import HitKind
from samspel.terms.likeness import bare_word
from samspel.terms.place import Place

MOST_WORDS, LONGEST_NAME = 12, 3
"""Words that are looked at, and words of a place's name."""
SHORTEST_SLIP, LIKEST = 5, 84.0
"""Letters of a name in which slips are thought of, and how like it must be (0 to 100)."""
GENITIVE = "s"
_WORDS = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*")
_OF_PLACES = (HitKind.PLACE, HitKind.LABOUR, HitKind.SOURCE, HitKind.TABLE)
"""What has places in its names; all else is spoken of in words of its own."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What is looked for, without the place that it is looked for in."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class _Span:
    """Words in a row, from one up to another, as somebody wrote them; `is_led` by a word such as 'i'."""

    first: int
    after: int
    text: str
    is_led: bool


def split_place(finder: Finder, words: str) -> Placed | None:
    """The one place that is named beside other words; nothing where none is, or several are, or nothing else is said,
    or where something has all the words.

    A name that is also an ordinary word, as 'mark' and 'vara', is the place's only behind 'i', or with a capital inside
    what is written.
    """
    written = _WORDS.findall(words)[:MOST_WORDS]
    if _is_called(finder, written):
        return None
    spans = tuple(_list_spans(finder, written))
    read = {
        span: place
        for find in (_find_slip, _find_locality, _find_exact)
        for span in spans
        if (place := find(finder, span)) is not None
    }
    longest = max((span.after - span.first for span in read), default=0)
    named = [span for span in read if span.after - span.first == longest]
    if len({read[span].code for span in named}) != 1:
        return None
    span = named[-1]
    rest = " ".join((*written[: span.first - span.is_led], *written[span.after :]))
    return Placed(read[span], rest) if finder.index.says(rest) else None


def _is_called(finder: Finder, written: Sequence[str]) -> bool:
    """If something is spoken of by all that is written, as 'Varslade i Dalarnas län'."""
    wanted = _count_words(" ".join(written))
    held = (finder.entries[number] for number in finder.index.hold(" ".join(written)))
    return any(wanted <= _count_words(said.text) for entry in held for said in entry.said if said.weight == 1.0)


def _count_words(text: str) -> Counter[str]:
    return Counter(_WORDS.findall(bare_word(text)))


def _list_spans(finder: Finder, written: Sequence[str]) -> Iterator[_Span]:
    for first in range(len(written)):
        is_led = first > 0 and bare_word(written[first - 1]) in finder.before_places
        for after in range(first + 1, min(first + LONGEST_NAME, len(written)) + 1):
            yield _Span(first, after, " ".join(written[first:after]), is_led)


def _find_exact(finder: Finder, span: _Span) -> Place | None:
    name = bare_word(span.text)
    forms = (name, name.replace(" ", "-"), name.removesuffix(GENITIVE))
    place = next((finder.names[form] for form in forms if form in finder.names), None)
    if place is None or (_is_ordinary(finder, name) and not _is_marked(span)):
        return None
    return place


def _find_locality(finder: Finder, span: _Span) -> Place | None:
    """The municipality of the only locality of a name."""
    if not all(map(finder.index.says, span.text.split())):
        return None
    held = [finder.entries[number] for number in finder.index.hold(span.text)]
    codes = {entry.key for entry in held if entry.kind is HitKind.PLACE}
    is_other = any(entry.kind not in _OF_PLACES for entry in held)
    return finder.places[codes.pop()] if len(codes) == 1 and not is_other and _is_marked(span) else None


def _find_slip(finder: Finder, span: _Span) -> Place | None:
    """The place whose name is nearest to words that nothing else has, if nothing else is nearer."""
    name = bare_word(span.text)
    if len(name) < SHORTEST_SLIP or _is_ordinary(finder, name):
        return None
    alike = process.extract(name, list(finder.names), scorer=fuzz.ratio, score_cutoff=LIKEST, limit=2)
    places = {finder.names[one].code for one, ratio, _ in alike if ratio == alike[0][1]}
    if len(places) != 1:
        return None
    hits = find_hits(finder, span.text, None).hits
    is_first = bool(hits) and hits[0].entry.kind is HitKind.PLACE
    return finder.names[alike[0][0]] if is_first else None


def _is_ordinary(finder: Finder, name: str) -> bool:
    """If a word says something else too, or nothing."""
    return not finder.index.says(name) or any(
        finder.entries[number].kind not in _OF_PLACES for number in finder.index.hold(name)
    )


def _is_marked(span: _Span) -> bool:
    return span.is_led or (span.first > 0 and span.text.istitle())
