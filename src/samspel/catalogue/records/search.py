"""Records of content/ on how things are spoken of and found."""

from typing import Annotated, Literal

import msgspec

from samspel.catalogue.records.base import Record

Words = Annotated[tuple[Annotated[str, msgspec.Meta(min_length=2, max_length=60)], ...], msgspec.Meta(min_length=1)]
Remarks = tuple[Annotated[str, msgspec.Meta(min_length=5, max_length=120)], ...]
Nicknamed = Literal["measure", "goal", "paper", "duty"]
About = Literal["place", "municipality", "anywhere"]


class Spoken(Record, frozen=True, kw_only=True):
    """How people speak of a demand: words and short phrases in each language."""

    id: str
    sv: Words
    en: Words


class Sayings(Record, frozen=True, kw_only=True):
    """Whole remarks that people make of a demand, in Swedish."""

    id: str
    sv: Remarks


class Speech(Record, frozen=True, kw_only=True):
    """How remarks are read: words that belong to the same matter, what is said of no demand, and what is written with
    what it stands for.
    """

    matters: tuple[Words, ...]
    aside: Remarks
    spelt: dict[str, str]


class PageText(Record, frozen=True, kw_only=True):
    """A page's name, and what people call what it is about."""

    name: str
    words: Words


class FoundPage(Record, frozen=True, kw_only=True):
    """A page of the program by the name of its address: whether it is `about` a place, and which page stands in its
    stead in a place, where that is another; `command` is what gives the same in a terminal, with {place} for one. What
    stands in `first_beside` means the page before all else where nothing but a place is written with it.
    """

    id: str
    about: About
    here: str = ""
    command: str = ""
    first_beside: tuple[str, ...] = ()
    sv: PageText
    en: PageText


class Alias(Record, frozen=True, kw_only=True):
    """What a place is also called, or was."""

    place: str
    names: Words


class Nickname(Record, frozen=True, kw_only=True):
    """What people call a measure, a goal, a kind of paper or a duty: the kind, and its id."""

    of: Nicknamed
    id: str
    sv: Words
    en: Words


class SearchWords(Record, frozen=True, kw_only=True):
    """What the search knows beside the content itself."""

    endings: tuple[str, ...]
    shortest_stem: int
    shortest_before_letter: int
    common: tuple[str, ...]
    before_places: tuple[str, ...]
    pages: tuple[FoundPage, ...] = msgspec.field(name="page")
    aliases: tuple[Alias, ...] = msgspec.field(name="alias")
    nicknames: tuple[Nickname, ...] = msgspec.field(name="nickname")
