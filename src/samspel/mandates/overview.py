"""All that is told of a unit's posts on a day, as much of it as whoever asks may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samspel.catalogue.mandates import Counting, Leaving, PostRules
from samspel.mandates.counting import Goal, Tally, count, count_places, set_goal
from samspel.mandates.hiding import Shown, hide_places, hide_small, show
from samspel.mandates.periods import find_next_election, list_turns
from samspel.mandates.records import Chosen, Person
from samspel.mandates.watching import Ending, Outlook, list_empty_places, list_endings, look_ahead
from samspel.observations.series import Observation

AHEAD = 2
"""Years of endings that are told."""
REGION_FIGURES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: the day, the unit's choices, members and places, and whether whoever asks may see the list."""

    day: date
    chosen: Chosen
    places: tuple[str, ...]
    members: int | None = None
    members_on: date | None = None
    members_are: str = ""
    sees_all: bool = False


@dataclass(frozen=True, slots=True)
class Council:
    """What is known of a place's council: its seats, and the share that left during the latest term."""

    seats: Observation | None
    left: Observation | None


@dataclass(frozen=True, slots=True)
class Point:
    """A count as it was taken; None where the number is too small to be shown. `chosen` is what counted then."""

    day: date
    persons: int | None
    posts: int | None
    wanted: int | None
    chosen: Mapping[str, Counting]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole and its places, the goal, what ends, who stands again, and the course of the counts. What follows
    from small numbers is left out for those who may not see the list.
    """

    asked: Asked
    whole: Shown
    places: Mapping[str, Shown]
    councils: Mapping[str, Council]
    goal: Goal | None
    kinds: Mapping[str, tuple[int, int]]
    endings: tuple[Ending, ...]
    outlook: Outlook | None
    empty: tuple[str, ...]
    course: tuple[Point, ...]
    turns: tuple[tuple[str, date], ...]
    election: date | None


def look_over(
    people: Sequence[Person],
    rules: PostRules,
    asked: Asked,
    councils: Mapping[str, Council],
    course: Iterable[tuple[date, Tally, int | None, Mapping[str, Counting]]],
) -> Overview:
    """The overview of a unit; `course` gives the counts taken of the whole, with the members of their days."""
    day, chosen, places = asked.day, asked.chosen, asked.places
    tally, by_place = count(people, day, rules, chosen), count_places(people, day, rules, chosen, places)
    whole = show(tally) if asked.sees_all else hide_small(tally, rules.least_shown)
    leaving = find_leaving(rules, "municipality").percent
    goal = None if asked.members is None else set_goal(tally.persons, asked.members, rules.goal_percent, leaving)
    points = tuple(_make_point(rules, asked, one) for one in course)
    overview = Overview(
        asked=asked,
        whole=whole,
        places={code: show(one) for code, one in by_place.items()},
        councils=councils,
        goal=goal,
        kinds={kind: (tally.heaviest.get(kind, 0), posts) for kind, posts in tally.kinds.items()},
        endings=list_endings(people, day, rules, chosen, day.replace(year=day.year + AHEAD, day=1)),
        outlook=look_ahead(people, day, rules, chosen, _list_leaving(rules, councils, [*by_place])),
        empty=list_empty_places(people, day, places),
        course=points,
        turns=tuple(turn for turn in list_turns(rules) if points and points[0].day <= turn[1] <= points[-1].day),
        election=find_next_election(rules, day),
    )
    if asked.sees_all:
        return overview
    return replace(
        overview,
        places=hide_places(by_place, rules.least_shown),
        goal=None if goal is None or whole.persons is None else goal,
        kinds={},
        endings=(),
        outlook=None,
        empty=(),
    )


def find_leaving(rules: PostRules, level: str) -> Leaving:
    """How many usually leave, of municipalities or of regions."""
    return next(one for one in rules.leaving if one.level == level)


def _list_leaving(rules: PostRules, councils: Mapping[str, Council], codes: Iterable[str]) -> dict[str, float]:
    """The share that left at each place, or the usual one."""
    found = {}
    for code in codes:
        council = councils.get(code)
        here = None if council is None or council.left is None else council.left.value
        level = "region" if len(code) == REGION_FIGURES else "municipality"
        found[code] = find_leaving(rules, level).percent if here is None else here
    return found


def _make_point(rules: PostRules, asked: Asked, taken: tuple[date, Tally, int | None, Mapping[str, Counting]]) -> Point:
    day, tally, members, chosen = taken
    shown = show(tally) if asked.sees_all else hide_small(tally, rules.least_shown)
    wanted = None if members is None else set_goal(0, members, rules.goal_percent, 0.0).wanted
    return Point(day, shown.persons, shown.posts, wanted, chosen)
