"""The names of a comparison's address that nothing has, what is meant by them, and what was mended or passed over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from samspel.app.comparing import split_measures
from samspel.app.grouping import Unknown, list_mended, list_passed_over, list_taken, split_names
from samspel.reports.compared_names import describe_read
from samspel.terms.likeness import is_slip
from samspel.web.presenters.picking import is_of_picking
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_texts
from samspel.web.views.errors import explain_all

PLACES, MEASURES, BEFORE = "plats", "matt", "rattat"
"""The fields of the address with names, and with those that were mended as they were written."""
FEWEST_AT_ONCE = 2
LONGEST_LIST = 4_000
"""Characters of the names that were mended."""


@dataclass(frozen=True, slots=True)
class UnknownPart:
    """A name that nothing has: what is wrong, and what could be meant, each with the address that has it instead."""

    told: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """The names that nothing has and that are slips, each with what is meant, the address that has those instead, what
    to press for it, and which names are less sure and stay.
    """

    address: str
    pairs: tuple[str, ...]
    button: str
    unsure: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended or passed over in a list, in a sentence each, and the address of the list as it was; none where
    nothing was mended.
    """

    told: tuple[str, ...]
    undo: str


def present_unknown(asked: QueryDict, one: Unknown) -> UnknownPart:
    """What is wrong with a name, and each that could be meant, with the address that has it in its place."""
    told = explain_all(get_texts(), one.error)[0]
    return UnknownPart(told.what, tuple((_mend(asked, {one.words: other}), other) for other in one.nearest))


def present_mending(asked: QueryDict, unknown: Iterable[Unknown]) -> Mending | None:
    """What is meant by each name that nothing has and that is a slip of one that is, where there are several. The
    others are asked one by one, and told.
    """
    unknown, texts = tuple(unknown), get_texts()
    meant = {one.words: one.nearest[0] for one in unknown if one.nearest and is_slip(one.words, one.nearest[0])}
    pairs = tuple(f"{words} → {other}" for words, other in meant.items())
    unsure = [one.words for one in unknown if one.words not in meant]
    if len(pairs) < FEWEST_AT_ONCE:
        return None
    return Mending(
        address=_mend(asked, meant),
        pairs=pairs,
        button=texts(f"web.compare.mend{'_some' if unsure else ''}", count=len(pairs), all=len(pairs) + len(unsure)),
        unsure=texts("web.compare.mend_unsure", names=texts.listing(unsure)) if unsure else "",
    )


def present_mended(asked: QueryDict) -> Mended | None:
    """What was changed in the list that somebody gave, with a way back, what was taken without its accents and what
    was read as no place.
    """
    catalogue, texts, places = get_catalogue(), get_texts(), asked.getlist(PLACES)
    before = asked.get(BEFORE, "")[:LONGEST_LIST]
    changed = list_mended(catalogue, before, places) if before else {}
    taken = {word: place.name for word, place in list_taken(catalogue, places).items()}
    told = tuple(describe_read(texts, taken, list_passed_over(catalogue, places), changed))
    if not told:
        return None
    undone = asked.copy()
    undone.setlist(PLACES, [", ".join(_undo(split_names(catalogue, places), changed))])
    undone.pop(BEFORE, None)
    return Mended(told, ask(undone) if changed else "")


def list_fields(asked: QueryDict, *left_out: str) -> list[tuple[str, str]]:
    """The address's fields that are filled in, without some and without those of choosing."""
    named = [(name, values) for name, values in asked.lists() if name not in left_out and not is_of_picking(name)]
    return [(name, value) for name, values in named for value in values if value.strip()]


def ask(asked: QueryDict, **changed: str) -> str:
    """The address's fields that are filled in, with some of them changed."""
    kept = list_fields(asked, *changed)
    return "?" + urlencode([*kept, *((name, value) for name, value in changed.items() if value)])


def _undo(names: Iterable[str], changed: Mapping[str, str]) -> Iterator[str]:
    """The names as they were written: each that was mended stands for one of them."""
    written = {name: [word for word, other in changed.items() if other == name] for name in changed.values()}
    for name in names:
        yield written[name].pop(0) if written.get(name) else name


def _mend(asked: QueryDict, meant: Mapping[str, str]) -> str:
    """The address with other names in the place of some; only those that were mended are kept as they were written."""
    desk, changed = get_desk(), asked.copy()
    places = split_names(desk.catalogue, asked.getlist(PLACES))
    measures = split_measures(desk, get_lang(), asked.getlist(MEASURES))
    mended = [word for word in places if word in meant]
    if mended:
        changed[BEFORE] = ", ".join((*filter(None, [asked.get(BEFORE, "")]), *mended))
    changed.setlist(PLACES, [meant.get(word, word) for word in places])
    changed.setlist(MEASURES, list(dict.fromkeys(meant.get(word, word) for word in measures)))
    return ask(changed)
