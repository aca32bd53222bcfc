"""What is chosen by ticking on a phone: the chosen on top, what a search found, what stands out, the rest folded. The
form is asked for again with a search in it, so that nothing of the choice is lost and no script is needed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.needs.verdict import Strength, Verdict
from samspel.terms.harmless import neutralise

PICKING, SHOWN, SEARCHED = "valj", "visa", "-sok"
"""The fields that say for which other somebody is still choosing, and that the choice is made; and what the name of a
field of a search ends with.
"""
LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What can be ticked: its value, its name, and where it is a demand the verdict on it and what speaks against."""

    value: str
    title: str
    lang: Lang
    verdict: Verdict | None = None
    strength: Strength | None = None
    note: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PickGroup:
    """What to choose among under a heading."""

    title: str
    picks: tuple[Pick, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picker:
    """All that can be ticked for a field of a form: under headings that are open, and the rest under folded ones, each
    once, with what was searched for and what to say where nothing was found.
    """

    field: str
    words: str
    none_found: str
    first: tuple[PickGroup, ...]
    rest: tuple[PickGroup, ...]


def is_picking(asked: QueryDict, *fields: str) -> bool:
    """If somebody is still choosing: has asked for a search, by its button or the key of return."""
    return PICKING in asked or (SHOWN not in asked and any(read_words(asked, field) for field in fields))


def is_of_picking(name: str) -> bool:
    """If a field of an address is of choosing alone, and says nothing of what is chosen."""
    return name in (PICKING, SHOWN) or name.endswith(SEARCHED)


def read_words(asked: QueryDict, field: str) -> str:
    """What is searched for among what a field can have."""
    return neutralise(asked.get(f"{field}{SEARCHED}", "")).strip()[:LONGEST]


def set_picker(texts: Texts, field: str, words: str, groups: Iterable[PickGroup], *, is_found: bool) -> Picker:
    """The groups with something in them, and what is said where a search found nothing."""
    none_found = texts("web.pick.none", words=words) if words and not is_found else ""
    told = tuple(_leave_out(groups))
    return Picker(
        field=field,
        words=words,
        none_found=none_found,
        first=tuple(group for group in told if group.is_open),
        rest=tuple(group for group in told if not group.is_open),
    )


def _leave_out(groups: Iterable[PickGroup]) -> Iterator[PickGroup]:
    """What stands in a group is left out of those that follow."""
    seen = set[str]()
    for group in groups:
        picks = tuple(pick for pick in group.picks if pick.value not in seen)
        seen |= {pick.value for pick in picks}
        if picks:
            yield replace(group, picks=picks)
