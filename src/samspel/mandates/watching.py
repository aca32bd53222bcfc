"""What has to be looked after: posts that end, who falls out, odd cases of the law, what is to be erased."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from samspel.catalogue.mandates import PostRules
from samspel.mandates.counting import find_counting, is_vacant, list_posts
from samspel.mandates.periods import ONE_DAY
from samspel.mandates.records import Again, Chosen, Person, Post, Status
from samspel.terms.clock import add_months
from samspel.terms.units import PER_CENT

AUDITED = ("office", "council", "board")
"""Where an auditor of the same place may not sit."""
Flagged = Literal["audit", "joint", "resigning_without_day", "vacant", "no_end", "not_member"]
Due = Literal["candidate", "ended", "left", "consent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What ends on a day: posts by kind, the people who hold them, and those who then hold no counting post."""

    day: date
    kinds: Mapping[str, int]
    persons: int
    without: int

    @property
    def posts(self) -> int:
        """How many."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Whether those who hold a seat in the council stand again, and how many are likely to leave during a term."""

    yes: int
    no: int
    unknown: int
    leaving: float


@dataclass(frozen=True, slots=True)
class Flag:
    """An odd case: the person, the post, and what it is."""

    person: int
    post: Post
    what: Flagged


def list_endings(
    persons: Sequence[Person], day: date, rules: PostRules, chosen: Chosen, until: date
) -> tuple[Ending, ...]:
    """The days from this one up to `until` on which counting posts end, in order."""
    held = [
        (person, post)
        for person in persons
        for post in person.posts
        if post.ends is not None
        and not post.is_empty
        and day <= post.ends <= until
        and person.is_member(post.ends)
        and find_counting(rules, chosen, post.kind) == "yes"
    ]
    endings = []
    for last in sorted({post.ends for _, post in held if post.ends is not None}):
        here = [(person, post) for person, post in held if post.ends == last]
        people = {person.number: person for person, _ in here}
        left = [one for one in people.values() if not list_posts(one, last + ONE_DAY, rules, chosen)]
        kinds = Counter(post.kind for _, post in here)
        endings.append(
            Ending(
                day=last,
                kinds={kind.id: kinds[kind.id] for kind in rules.kinds if kinds[kind.id]},
                persons=len(people),
                without=len(left),
            )
        )
    return tuple(endings)


def look_ahead(
    persons: Iterable[Person], day: date, rules: PostRules, chosen: Chosen, leaving_percent: Mapping[str, float]
) -> Outlook:
    """Those with a counting post, by whether they stand again. `leaving_percent` by the code of the place of the
    heaviest post; who says no leaves for certain, of the others that share.
    """
    said = Counter[str]()
    leaving = 0.0
    for person in persons:
        held = list_posts(person, day, rules, chosen)
        if held:
            said[person.stands_again] += 1
            share = leaving_percent.get(held[0].place, 0.0) / PER_CENT
            leaving += 1.0 if person.stands_again == Again.NO else share
    return Outlook(yes=said[Again.YES], no=said[Again.NO], unknown=said[Again.UNKNOWN], leaving=leaving)


def list_flags(persons: Iterable[Person], day: date, rules: PostRules) -> tuple[Flag, ...]:
    """Odd cases on a day, person by person."""
    return tuple(flag for person in persons for flag in _flag(person, day, rules))


def _flag(person: Person, day: date, rules: PostRules) -> Iterator[Flag]:
    held = [post for post in person.posts if post.is_held(day)]
    seats = {post: rules.find_kind(post.kind).seat for post in held}
    audited = {post.place for post in held if seats[post] in AUDITED}
    councils = {post.place for post in held if seats[post] == "council"}
    for post in person.posts:
        if is_vacant(post, day, rules):
            yield Flag(person.number, post, "vacant")
    for post in held:
        if seats[post] == "audit" and post.place in audited:
            yield Flag(person.number, post, "audit")
        if seats[post] == "joint" and post.place not in councils:
            yield Flag(person.number, post, "joint")
        if post.status == Status.RESIGNING and post.ends is None:
            yield Flag(person.number, post, "resigning_without_day")
        elif post.ends is None and rules.find_term(rules.find_kind(post.kind).term).day:
            yield Flag(person.number, post, "no_end")
        if not person.is_member(day):
            yield Flag(person.number, post, "not_member")


def list_askable(persons: Iterable[Person], day: date) -> tuple[Person, ...]:
    """Those who may be asked: members who have said so, with the day they did; those without a post first."""
    may = [one for one in persons if one.may_be_asked and one.consented_on is not None and one.is_member(day)]
    return tuple(sorted(may, key=lambda one: any(post.is_held(day) for post in one.posts)))


def list_empty_places(persons: Iterable[Person], day: date, places: Iterable[str]) -> tuple[str, ...]:
    """The places of the unit where nobody holds any post."""
    held = {post.place for one in persons if one.is_member(day) for post in one.posts if post.is_held(day)}
    return tuple(place for place in places if place not in held)


def list_due(persons: Iterable[Person], day: date, rules: PostRules) -> tuple[tuple[Person, Due], ...]:
    """Those whose time of being kept is over, each with why."""
    found = ((person, _find_due(person, day, rules)) for person in persons)
    return tuple((person, due) for person, due in found if due is not None)


def _find_due(person: Person, day: date, rules: PostRules) -> Due | None:
    keep = rules.keep
    if person.member_until is not None and add_months(person.member_until, keep.left) < day:
        return "left"
    if not person.posts:
        if person.consented_on is None:
            return "consent"
        elections = [one.day for one in rules.elections if person.consented_on <= one.day]
        is_over = bool(elections) and add_months(elections[0], keep.candidate) < day
        return "candidate" if is_over else None
    ends = [post.ends for post in person.posts]
    last = max((end for end in ends if end is not None), default=None)
    is_over = last is not None and None not in ends and add_months(last, keep.ended) < day
    return "ended" if is_over and person.consented_on is None else None
