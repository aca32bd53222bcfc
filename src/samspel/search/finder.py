"""The index over everything that can be found by words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.search import FoundPage, SearchWords, Spoken
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.observations.building import Observations
from samspel.observations.localities import load_localities
from samspel.observations.measures import Measured
from samspel.search.hits import Answer, Entry, Hit, HitKind
from samspel.search.suggesting import list_said
from samspel.search.word_index import Said, WordIndex, make_endings
from samspel.terms.likeness import bare_word
from samspel.terms.place import Place

MOST_OF_A_KIND = 10
"""Hits of a kind that are given at most."""
LEAST, SHARE_OF_BEST = 0.2, 0.35
"""What a hit must reach at least, by itself (0 to 1) and as a share of the best."""
SIDE, ASIDE = 0.7, 0.4
"""How much a word counts that stands in another name of a thing, and in what is told of it."""

RIGHT = {
    HitKind.PLACE: 1.0,
    HitKind.DEMAND: 1.0,
    HitKind.PAGE: 0.97,
    HitKind.PAPER: 0.95,
    HitKind.GOAL: 0.9,
    HitKind.MEASURE: 0.88,
    HitKind.LABOUR: 0.85,
    HitKind.DUTY: 0.7,
    HitKind.SOURCE: 0.8,
    HitKind.TABLE: 0.5,
    HitKind.TERM: 0.79,
}
"""How much the words of each kind count beside those of the others."""
HALF = 0.5
Nicknames = Mapping[tuple[HitKind, str], tuple[Said, ...]]
AS_REGISTERED = 0.62
"""Beside them a measure that is known by its publisher's title alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """The index over everything, made once, with the pages that can be found."""

    entries: tuple[Entry, ...]
    said_of_places: Mapping[int, tuple[str, ...]]
    """The bare names of each entry that is a place, by its number, with a blank after them."""
    index: WordIndex
    pages: Mapping[str, FoundPage]
    names: Mapping[str, Place]
    """The only place that has each bare name."""
    places: Mapping[str, Place]
    """The places by code."""
    before_places: frozenset[str]
    """The bare words that stand before a place's name."""


def make_finder(
    catalogue: Catalogue, observations: Observations, spoken: Mapping[str, Spoken], words: SearchWords
) -> Finder:
    """Make the index over a catalogue, which may hold own demands that the observations know nothing of. Raises
    ContentError for a register that cannot be read.
    """
    entries = (*_list_places(observations, words), *_list_demands(catalogue, spoken), *_list_rest(observations, words))
    return Finder(
        entries=entries,
        said_of_places={
            number: tuple(f"{bare_word(said.text)} " for said in entry.said)
            for number, entry in enumerate(entries)
            if entry.kind is HitKind.PLACE
        },
        index=WordIndex([one.said for one in entries], make_endings(words)),
        pages={page.id: page for page in words.pages},
        names=_list_names(catalogue, words),
        places=catalogue.places.by_code,
        before_places=frozenset(map(bare_word, words.before_places)),
    )


def find_hits(finder: Finder, words: str, named: Place | None) -> Answer:
    """All that the words may mean, the likeliest first; what they are the name of goes before."""
    found = finder.index.find(words)
    scores = [float(score) * entry.right for score, entry in zip(found.scores, finder.entries, strict=True)]
    _lower_other_places(finder, words, scores)
    best = max(scores, default=0.0)
    meant = None if named is None else (HitKind.PLACE, named.code)
    is_meant = [(entry.kind, entry.key) == meant for entry in finder.entries]
    least = max(LEAST, SHARE_OF_BEST * best)
    likely = [number for number, score in enumerate(scores) if score >= least or is_meant[number]]
    likely.sort(key=lambda number: (not is_meant[number], -round(scores[number], 6), number))
    counted: Counter[HitKind] = Counter()
    hits = []
    for number in likely:
        entry = finder.entries[number]
        counted[entry.kind] += 1
        if counted[entry.kind] <= MOST_OF_A_KIND:
            hits.append(Hit(entry=entry, score=round(scores[number], 3), matches=found.matches(number)))
    return Answer(words=words, hits=tuple(hits), place=named)


def _lower_other_places(finder: Finder, words: str, scores: list[float]) -> None:
    """Where the words are a place's name or a locality's in it, or begin one, take other places, whose names are only
    in them, to be half as likely: Malmberget is in Gällivare and not in Berg.
    """
    begun, places = f"{bare_word(words)} ", finder.said_of_places
    exact = {number for number, names in places.items() if any(name.startswith(begun) for name in names)}
    for number in places if exact else ():
        if number not in exact:
            scores[number] *= HALF


def _list_names(catalogue: Catalogue, words: SearchWords) -> dict[str, Place]:
    """Every bare name that a single place has; a municipality's goes before a region's."""
    places = catalogue.places
    aliases = [(bare_word(name), places.by_code[alias.place]) for alias in words.aliases for name in alias.names]
    named = [
        (bare_word(name), place)
        for place in places.everywhere
        for name in (place.name, place.area, place.body, *place.in_english)
    ]
    found: dict[str, Place | None] = {}
    for name, place in (*named, *aliases):  # municipalities stand before regions
        other = found.setdefault(name, place)
        if other is not None and other is not place and other.kind is place.kind:
            found[name] = None
    return {name: place for name, place in found.items() if place is not None}


def _list_demands(catalogue: Catalogue, spoken: Mapping[str, Spoken]) -> Iterator[Entry]:
    """The demands by number and by all that they are known by."""
    kinds = [texts("search.kind.demand") for texts in catalogue.texts.values()]
    for demand in catalogue.demands.values():
        number = str(demand.number)
        said = [Said(number), *(Said(f"{kind} {number}") for kind in kinds)]
        said += list_said(demand, spoken.get(demand.id))
        yield _enter(HitKind.DEMAND, demand.id, {lang: choose(demand, lang).title for lang in LANGUAGES}, said)


def _list_rest(observations: Observations, words: SearchWords) -> Iterator[Entry]:
    catalogue, nicknames = observations.catalogue, _list_nicknames(words)
    for page in words.pages:
        names = {lang: choose(page, lang).name for lang in LANGUAGES}
        yield _enter(
            HitKind.PAGE,
            page.id,
            names,
            [Said(word, lang=lang) for lang in LANGUAGES for word in choose(page, lang).words],
        )
    for paper in catalogue.papers.values():
        told = [Said(choose(paper, lang).purpose, ASIDE, lang) for lang in LANGUAGES]
        told += [Said(texts("search.kind.paper"), SIDE) for texts in catalogue.texts.values()]
        told += nicknames.get((HitKind.PAPER, paper.id), ())
        yield _enter(HitKind.PAPER, paper.id, {lang: choose(paper, lang).name for lang in LANGUAGES}, told)
    for goal in catalogue.goals.values():
        told = [Said(choose(goal, lang).goal, ASIDE, lang) for lang in LANGUAGES]
        told += nicknames.get((HitKind.GOAL, goal.id), ())
        yield _enter(HitKind.GOAL, goal.id, {lang: choose(goal, lang).name for lang in LANGUAGES}, told)
    yield from _list_measures(observations, nicknames)
    yield from _list_others(catalogue, nicknames)
    yield from _list_terms(catalogue)


def _list_places(observations: Observations, words: SearchWords) -> Iterator[Entry]:
    """The places by name, body, code, what they are also called, and the localities in them."""
    catalogue, localities = observations.catalogue, load_localities(observations.figures)
    places = catalogue.places
    told: dict[str, list[Said]] = {place.code: [] for place in places.everywhere}
    for name, row in zip(localities.names, localities.municipality, strict=True):
        told[places.municipalities[int(row)].code].append(Said(name, SIDE))
    for alias in words.aliases:
        told[alias.place] += [Said(name) for name in alias.names]
    for place in places.everywhere:
        said = [Said(place.area, SIDE), Said(place.body, SIDE), Said(place.code), *told[place.code]]
        said += [Said(name, SIDE) for name in place.in_english]
        shown = {lang: texts.said(place.area) for lang, texts in catalogue.texts.items()}
        yield _enter(HitKind.PLACE, place.code, shown, [Said(place.name), *said])
    for area in sorted(set(places.labour_market_areas)):
        said = [Said(f"{texts('search.kind.labour')} {area}") for texts in catalogue.texts.values()]
        yield _enter(HitKind.LABOUR, area, dict.fromkeys(LANGUAGES, area), said)


def _list_measures(observations: Observations, nicknames: Nicknames) -> Iterator[Entry]:
    for measured in observations.measures.everything.values():
        indicator = measured.indicator
        names = {lang: choose(indicator, lang).name for lang in LANGUAGES}
        right = RIGHT[HitKind.MEASURE] if measured.is_described else AS_REGISTERED
        said = [*_list_measure_words(measured), *nicknames.get((HitKind.MEASURE, measured.id), ())]
        yield _enter(HitKind.MEASURE, measured.id, names, said, right)


def _list_nicknames(words: SearchWords) -> Nicknames:
    return {(HitKind(one.of), one.id): tuple(_tell_apart(one.sv, one.en)) for one in words.nicknames}


def _tell_apart(sv: Sequence[str], en: Sequence[str]) -> Iterator[Said]:
    """Each name once, with its language where the other has it not."""
    both = {*sv} & {*en}
    yield from (Said(name, lang=None if name in both else "sv") for name in sv)
    yield from (Said(name, lang="en") for name in en if name not in both)


def _list_measure_words(measured: Measured) -> Iterator[Said]:
    yield Said(measured.id)
    if measured.is_described:
        for lang in LANGUAGES:
            yield Said(choose(measured.indicator, lang).definition, ASIDE, lang)
    if measured.registered is not None:
        yield Said(measured.registered.measure)
        yield Said(measured.registered.title, SIDE, "sv")


def _list_others(catalogue: Catalogue, nicknames: Nicknames) -> Iterator[Entry]:
    for duty in catalogue.duties.values():
        told = [Said(choose(duty, lang).task, ASIDE, lang) for lang in LANGUAGES]
        told += nicknames.get((HitKind.DUTY, duty.id), ())
        yield _enter(HitKind.DUTY, duty.id, {lang: choose(duty, lang).name for lang in LANGUAGES}, told)
    for source in catalogue.sources.values():
        names = {lang: f"{source.publisher}: {choose(source, lang).name}" for lang in LANGUAGES}
        yield _enter(HitKind.SOURCE, source.id, names, [Said(source.publisher)])
    for table in catalogue.tables.values():
        yield _enter(HitKind.TABLE, table.id, {lang: choose(table, lang) for lang in LANGUAGES}, [Said(table.number)])


def _list_terms(catalogue: Catalogue) -> Iterator[Entry]:
    """The words that the glossary explains, in all their forms."""
    for term in catalogue.glossary.values():
        words = {lang: choose(term, lang) for lang in LANGUAGES}
        said = [Said(form, lang=lang) for lang, word in words.items() for form in word.forms]
        yield _enter(HitKind.TERM, term.id, {lang: word.name for lang, word in words.items()}, said)


def _enter(
    kind: HitKind, key: str, names: Mapping[Lang, str], said: Iterable[Said], right: float | None = None
) -> Entry:
    """An entry that is found by its names too."""
    told = (*_tell_apart(*([names[lang]] for lang in LANGUAGES)), *said)
    return Entry(kind=kind, key=key, names=names, said=told, right=RIGHT[kind] if right is None else right)
