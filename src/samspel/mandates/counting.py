"""Counts distinct people with a post, never posts as people."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from samspel.catalogue.mandates import Counting, PostRules
from samspel.mandates.periods import find_period_of
from samspel.mandates.records import Chosen, Person, Post, Status
from samspel.terms.units import PER_CENT

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """People with a counting post on a day, their posts, those who hold only substitute posts, posts that are empty,
    posts beside the goal, and posts that begin after the day. `heaviest` has each person under the heaviest kind,
    `kinds` the posts of each kind.
    """

    persons: int = 0
    posts: int = 0
    only_substitutes: int = 0
    vacant: int = 0
    apart: int = 0
    later: int = 0
    heaviest: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """How far it is to so many in a hundred members. `begin_with` is how many it takes at the start of a term for the
    goal to hold at its end, when `leaving_percent` leave.
    """

    members: int
    percent: float
    wanted: int
    missing: int
    leaving_percent: float
    begin_with: int


def find_counting(rules: PostRules, chosen: Chosen, kind: str) -> Counting:
    """Whether posts of a kind count, by the unit's choice or else the usual one. Raises KeyError for no kind."""
    choice = rules.find_kind(kind).choice
    usual = {one.id: one.usual for one in rules.choices}
    return chosen.get(choice, usual[choice]) if choice else "yes"


def list_posts(
    person: Person, day: date, rules: PostRules, chosen: Chosen, counting: Counting = "yes"
) -> tuple[Post, ...]:
    """The posts that a member holds on a day and that count so, heaviest first."""
    if not person.is_member(day):
        return ()
    order = {kind.id: number for number, kind in enumerate(rules.kinds)}
    held = (post for post in person.posts if post.is_held(day) and find_counting(rules, chosen, post.kind) == counting)
    return tuple(sorted(held, key=lambda post: (order[post.kind], post.begins)))


def list_later(person: Person, day: date, rules: PostRules, chosen: Chosen) -> list[Post]:
    """The posts of a member that count once they begin, after the day."""
    if not person.is_member(day):
        return []
    return [
        post
        for post in person.posts
        if post.begins > day and not post.is_empty and find_counting(rules, chosen, post.kind) == "yes"
    ]


def is_vacant(post: Post, day: date, rules: PostRules) -> bool:
    """Whether a post stands empty: left, nobody appointed, and its term not over; or one that nobody has held, from its
    first to its last day.
    """
    if post.is_empty:
        return post.begins <= day and (post.ends is None or day <= post.ends)
    if post.status != Status.VACANT or post.ends is None or post.ends >= day:
        return False
    period = find_period_of(rules, post.kind, post.ends)
    return period is None or day <= period[1]


def count(persons: Iterable[Person], day: date, rules: PostRules, chosen: Chosen, place: str | None = None) -> Tally:
    """The people with a counting post on a day, in one place or in all."""
    heaviest, kinds = Counter[str](), Counter[str]()
    only_substitutes = vacant = apart = later = 0
    for person in persons:
        held = _keep_place(list_posts(person, day, rules, chosen), place)
        kinds.update(post.kind for post in held)
        apart += len(_keep_place(list_posts(person, day, rules, chosen, "apart"), place))
        later += len(_keep_place(list_later(person, day, rules, chosen), place))
        empty = [post for post in _keep_place(person.posts, place) if is_vacant(post, day, rules)]
        vacant += sum(find_counting(rules, chosen, post.kind) == "yes" for post in empty)
        if held:
            heaviest[held[0].kind] += 1
            only_substitutes += all(rules.find_kind(post.kind).is_substitute for post in held)
    return Tally(
        persons=heaviest.total(),
        posts=kinds.total(),
        only_substitutes=only_substitutes,
        vacant=vacant,
        apart=apart,
        later=later,
        heaviest=_order(heaviest, rules),
        kinds=_order(kinds, rules),
    )


def count_places(
    persons: Sequence[Person], day: date, rules: PostRules, chosen: Chosen, places: Iterable[str]
) -> dict[str, Tally]:
    """The same for each place of the unit, and each other place where somebody holds a post. A person with posts in
    two places is in both.
    """
    held = {post.place for person in persons for post in list_posts(person, day, rules, chosen)}
    there: dict[str, list[Person]] = {code: [] for code in dict.fromkeys([*places, *sorted(held)])}
    for person in persons:
        for code in {post.place for post in person.posts} & there.keys():
            there[code].append(person)
    return {code: count(found, day, rules, chosen, code) for code, found in there.items()}


def set_goal(persons: int, members: int, percent: float, leaving_percent: float) -> Goal:
    """How many are wanted of so many members, and how many more that is."""
    wanted = _round_up(members * percent / PER_CENT)
    return Goal(
        members=members,
        percent=percent,
        wanted=wanted,
        missing=max(0, wanted - persons),
        leaving_percent=leaving_percent,
        begin_with=_round_up(wanted / (1 - leaving_percent / PER_CENT)),
    )


def _round_up(value: float) -> int:
    """Upwards, without letting the last digit of a float make one more."""
    return math.ceil(value - ROUNDING)


def _keep_place(posts: Iterable[Post], place: str | None) -> list[Post]:
    return [post for post in posts if place is None or post.place == place]


def _order(counted: Counter[str], rules: PostRules) -> dict[str, int]:
    return {kind.id: counted[kind.id] for kind in rules.kinds if counted[kind.id]}
