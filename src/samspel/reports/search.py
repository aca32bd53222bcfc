"""What a search found, and the demands that a remark may be about, for every face."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.search import FoundPage
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.whose import label_title
from samspel.scenarios.repeating import join_words
from samspel.search.hits import Answer, Hit, HitKind
from samspel.search.suggesting import Suggestion
from samspel.search.word_index import Match
from samspel.terms.place import Place, PlaceKind

_CODE = re.compile(r"[a-zA-Z]+[0-9]+|[a-z0-9]+(?:[_-][a-z0-9]+)*_[a-z0-9]+")
MOST_TOLD, LONGEST_TOLD = 3, 60
"""So many texts are told that something was found by, and so long ones; of longer ones the word that was written."""


def label_hit(catalogue: Catalogue, texts: Texts, hit: Hit) -> str:
    """The name of what was found."""
    entry = hit.entry
    if entry.kind is HitKind.DEMAND:
        demand = catalogue.demands[entry.key]
        return f"{demand.number}. {label_title(texts, demand)}"
    return entry.names[texts.lang]


def label_kind(texts: Texts, kind: HitKind) -> str:
    """What kind of thing was found."""
    return texts(f"search.kind.{kind.value}")


def describe_hit(catalogue: Catalogue, texts: Texts, hit: Hit) -> str:
    """What tells it from others of its kind, in a line; nothing where the name says it."""
    key, told = hit.entry.key, ""
    match hit.entry.kind:
        case HitKind.PLACE:
            told = _describe_place(catalogue, texts, catalogue.places.by_code[key])
        case HitKind.DEMAND:
            told = texts.of(catalogue.demands[key]).asks
        case HitKind.PAPER:
            told = texts.of(catalogue.papers[key]).purpose
        case HitKind.GOAL:
            told = texts.of(catalogue.goals[key]).goal
        case HitKind.DUTY:
            told = texts.of(catalogue.duties[key]).task
        case HitKind.TERM:
            told = texts.of(catalogue.glossary[key]).text
        case HitKind.TABLE:
            told = texts.said(catalogue.sources[catalogue.tables[key].source].publisher)
    return told


def describe_matches(texts: Texts, hit: Hit) -> str:
    """The words that something was found by, as they stand there in the reader's language, else as they were written,
    none twice; nothing where its name says them, and no code but one that was written.
    """
    names = hit.entry.names.values()
    others = [match for match in hit.matches if match.text not in names and not _is_code(match)]
    told = (match.text if _is_told_whole(texts, match) else match.typed for match in others)
    words = list(dict.fromkeys(told))[:MOST_TOLD]
    return texts("search.by", words=", ".join(words)) if words else ""


def format_command(
    catalogue: Catalogue, texts: Texts, pages: Mapping[str, FoundPage], hit: Hit, place: Place | None
) -> str:
    """The command that tells more of it; of a place where one is given, else with the word for one."""
    key, where = hit.entry.key, texts("search.place") if place is None else place.name
    match hit.entry.kind:
        case HitKind.PLACE:
            words = ["place", _name(catalogue.places.by_code[key])]
        case HitKind.DEMAND:
            number = str(catalogue.demands[key].number)
            words = ["demands", number] if place is None else ["needs", where, "--demand", number]
        case HitKind.PAGE:
            words = [word.replace("{place}", where) for word in pages[key].command.split()]
        case HitKind.PAPER:
            words = ["brief", where, "--paper", key]
        case HitKind.GOAL:
            words = ["goals", where, key]
        case HitKind.MEASURE:
            words = ["series", key, where]
        case HitKind.LABOUR:
            words = ["compare", f"{texts('search.labour')}:{key}"]
        case HitKind.DUTY:
            words = ["duties"]
        case HitKind.SOURCE | HitKind.TABLE:
            words = ["sources"]
        case HitKind.TERM:
            words = ["glossary", texts.of(catalogue.glossary[key]).name]
    return join_words(["samspel", *words]) if words else ""


def tabulate_hits(
    catalogue: Catalogue, texts: Texts, pages: Mapping[str, FoundPage], answer: Answer, place: Place | None
) -> Table:
    """One row a hit, the best first: kind, name, by which words, and the command that tells more."""
    caption = texts("search.caption", words=answer.words)
    fields: list[Field[Hit]] = [
        Field(
            Column(key="kind", head=texts("search.head.kind"), is_coded=True),
            lambda hit: Cell(value=hit.entry.kind.value, words=label_kind(texts, hit.entry.kind)),
        ),
        data_field("id", lambda hit: hit.entry.key),
        Field(Column(key="name", head=texts("search.head.name")), lambda hit: text(label_hit(catalogue, texts, hit))),
        Field(Column(key="found_by", head=texts("search.head.by")), lambda hit: _cell_matches(texts, hit.matches)),
        data_field("score", lambda hit: hit.score),
        Field(
            Column(key="command", head=texts("search.head.command")),
            lambda hit: text(format_command(catalogue, texts, pages, hit, place)),
        ),
    ]
    return tabulate("search", caption, fields, answer.hits)


def tabulate_suggestions(texts: Texts, suggestions: Sequence[Suggestion]) -> Table:
    """The demands that a remark may be about, the likeliest first, by which words, and what each asks."""
    fields: list[Field[Suggestion]] = [
        data_field("number", lambda one: one.demand.number),
        data_field("id", lambda one: one.demand.id),
        Field(Column(key="demand", head=texts("search.head.demand")), partial(_cell_demand, texts)),
        Field(Column(key="found_by", head=texts("search.head.by")), lambda one: _cell_matches(texts, one.matches)),
        data_field("typed", lambda one: ", ".join(match.typed for match in one.matches)),
        data_field("score", lambda one: one.score),
        data_field("guess", lambda one: one.is_guess),
    ]
    return tabulate("suggestions", texts("search.suggest.caption"), fields, suggestions)


def label_found_by(texts: Texts, suggestion: Suggestion) -> str:
    """The words of the remark that a demand was found by."""
    return _cell_matches(texts, suggestion.matches).words


def compose_suggestions(texts: Texts, suggestions: Sequence[Suggestion]) -> Iterator[Block]:
    """The demands, of which there is one at least, and on what the suggestions rest."""
    yield tabulate_suggestions(texts, suggestions)
    if suggestions[0].is_guess:
        yield Paragraph(texts("search.suggest.guess"))
    yield Paragraph(texts("search.suggest.note"), style="note")


def _describe_place(catalogue: Catalogue, texts: Texts, place: Place) -> str:
    if place.kind is not PlaceKind.MUNICIPALITY:
        return texts("search.code", code=place.code)
    return texts("search.in_county", county=catalogue.places.region_of(place).area, code=place.code)


def _name(place: Place) -> str:
    """A name that finds the place: a region's may be that of a municipality too."""
    return place.code if place.kind is PlaceKind.REGION else place.name


def _cell_demand(texts: Texts, suggestion: Suggestion) -> Cell:
    demand = suggestion.demand
    return text(f"{demand.number}. {label_title(texts, demand)}")


def _is_told_whole(texts: Texts, match: Match) -> bool:
    """Whether the text that something was found in is short enough, and in the reader's language."""
    return len(match.text) <= LONGEST_TOLD and match.lang in (None, texts.lang)


def _is_code(match: Match) -> bool:
    """Whether something was found by a code, as `county_unemployment` and N00053, that nobody wrote as it is."""
    return _CODE.fullmatch(match.text) is not None and match.typed != match.text.casefold()


def _cell_matches(texts: Texts, matches: Iterable[Match]) -> Cell:
    """What was written and, where it is another in the reader's language, the text that it was found in."""
    told = [
        match.typed
        if _is_code(match) or match.typed in match.text.casefold() or not _is_told_whole(texts, match)
        else f"{match.typed} → {match.text}"
        for match in matches
    ]
    return text(", ".join(dict.fromkeys(told)))
