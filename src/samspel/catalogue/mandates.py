"""Loads what is known of elected posts, when they are counted: kinds, terms, what counts, elections, dated steps."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import check_unique, find_line, read_record
from samspel.catalogue.records.base import Named, Record
from samspel.terms.errors import ContentError

FILE = "workspace/posts.toml"
Mark = Literal["R", "P", "F", "G"]
"""How a statement is known: read in the statute, seen on a public page, from a table, general knowledge to check."""
Counting = Literal["yes", "apart", "no"]
"""Whether posts of a kind count for the goal, stand beside it, or are left out."""
DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class KindText(Record, frozen=True, kw_only=True):
    """A kind of post: one of them, several, and what is written as its body."""

    name: str
    many: str
    body: str


class Kind(Record, frozen=True, kw_only=True):
    """A kind of post. `choice` where the unit chooses whether it counts, which it does elsewhere. `also` is how lists
    call it, in either language.
    """

    id: str
    seat: Literal["office", "council", "board", "joint", "audit", "company", "court"]
    is_substitute: bool = False
    choice: str = ""
    term: str
    law: str
    mark: Mark
    also: tuple[str, ...] = ()
    sv: KindText
    en: KindText


class PostRole(Named, frozen=True, kw_only=True):
    """What somebody is in a body; `also` is how lists call it."""

    also: tuple[str, ...] = ()


class Choice(Record, frozen=True, kw_only=True):
    """What a unit chooses: the usual way and those there are."""

    id: str
    usual: Counting
    options: tuple[Counting, ...]


class Term(Named, frozen=True, kw_only=True):
    """How long a kind of post is held: from `day` (month-day) so many years `after` an election year. Without a day
    the dates are decided elsewhere.
    """

    day: str = ""
    after: int = 0
    years: int = 0
    law: str
    mark: Mark


class Election(Record, frozen=True, kw_only=True):
    """The day of a general election."""

    day: date
    mark: Mark


class Leaving(Record, frozen=True, kw_only=True):
    """How many in a hundred of the elected leave during a term, and of those under thirty."""

    level: Literal["municipality", "region"]
    percent: float
    young_percent: float
    source: str
    mark: Mark


class Statement(Named, frozen=True, kw_only=True):
    """What the law says, where, and how that is known."""

    law: str
    mark: Mark


class Step(Record, frozen=True, kw_only=True):
    """Something that is planned for before the next election."""

    begins: date = msgspec.field(name="from")
    until: date
    mark: Mark
    sv: str
    en: str


class Keep(Record, frozen=True, kw_only=True):
    """Months that something of a person is kept: a candidate after the election, a post after its end, one who has
    left the union.
    """

    candidate: int
    ended: int
    left: int


class Figures(Record, frozen=True, kw_only=True):
    """The indicators of a place: the share that left its council, and its seats, the first that is known."""

    left: str
    seats: tuple[str, ...]


class Asked(Record, frozen=True, kw_only=True):
    """The words for whether somebody may be asked."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class Example(Record, frozen=True, kw_only=True):
    """A row of the list to write over, by its columns; kind and role are ids."""

    name: str
    kind: str
    place: str
    body: str
    role: str = ""
    begins: date
    ends: date


class PostRules(Record, frozen=True, kw_only=True):
    """All of it; kinds stand heaviest first. `council` and `boards` are the terms whose turns are marked on a curve."""

    goal_percent: float
    least_shown: int
    council: str
    boards: str
    leaving: tuple[Leaving, ...]
    figures: Figures
    keep: Keep
    asked: Asked
    examples: tuple[Example, ...] = msgspec.field(name="example")
    choices: tuple[Choice, ...] = msgspec.field(name="choice")
    kinds: tuple[Kind, ...] = msgspec.field(name="kind")
    columns: dict[str, tuple[str, ...]]
    """How lists head a column besides the program's own names."""
    roles: tuple[PostRole, ...] = msgspec.field(name="role")
    terms: tuple[Term, ...] = msgspec.field(name="term")
    elections: tuple[Election, ...] = msgspec.field(name="election")
    courses: tuple[Named, ...] = msgspec.field(name="course")
    wishes: tuple[Named, ...] = msgspec.field(name="wish")
    statements: tuple[Statement, ...] = msgspec.field(name="statement")
    steps: tuple[Step, ...] = msgspec.field(name="step")

    def find_kind(self, kind: str) -> Kind:
        """The kind with an id. Raises KeyError."""
        return _find(self.kinds, kind)

    def find_term(self, term: str) -> Term:
        """The term with an id. Raises KeyError."""
        return _find(self.terms, term)

    def find_statement(self, statement: str) -> Statement:
        """The statement with an id. Raises KeyError."""
        return _find(self.statements, statement)


E = TypeVar("E", "Kind", "Term", "Statement")


def load_post_rules(content: Path | None = None) -> PostRules:
    """The rules of a folder of content, or of the shipped. Raises ContentError for what stands twice or does not
    exist, a day that is none, and a usual choice that is no option.
    """
    path = (content or find_content()) / FILE
    rules = read_record(path, PostRules)
    for entries in (
        rules.choices,
        rules.kinds,
        rules.roles,
        rules.terms,
        rules.courses,
        rules.wishes,
        rules.statements,
    ):
        check_unique(path, entries)
    terms, choices = {term.id for term in rules.terms}, {choice.id for choice in rules.choices}
    for kind in rules.kinds:
        _check(path, kind.id, kind.term, kind.term in terms, "the id of a term")
        _check(path, kind.id, kind.choice, not kind.choice or kind.choice in choices, "the id of a choice")
    roles = {"", *(role.id for role in rules.roles)}
    for example in rules.examples:
        _check(path, "example", example.kind, example.kind in {kind.id for kind in rules.kinds}, "the id of a kind")
        _check(path, "example", example.role, example.role in roles, "the id of a role, or none")
    for named in (rules.council, rules.boards):
        _check(path, "council", named, named in terms, "the id of a term")
    for choice in rules.choices:
        _check(path, choice.id, choice.usual, choice.usual in choice.options, "one of the options")
    for term in rules.terms:
        _check(path, term.id, term.day, not term.day or DAY.fullmatch(term.day) is not None, "a day, as 10-15")
    days = [election.day for election in rules.elections]
    _check(path, "election", str(days), days == sorted(set(days)) and bool(days), "days in order")
    return rules


def _find(entries: Iterable[E], wanted: str) -> E:
    found = next((entry for entry in entries if entry.id == wanted), None)
    if found is None:
        raise KeyError(wanted)
    return found


def _check(path: Path, key: str, found: str, holds: bool, expected: str) -> None:
    if not holds:
        raise ContentError(path.name, key, found, expected, find_line(path, found))
