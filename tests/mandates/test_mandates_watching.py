"""What ends, who falls out, odd cases, and what is to be erased."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from mandates.posts_held import DAY, NEW_COUNCIL, OLD_BOARD, RULES, days, people, person, post
from samspel.catalogue.mandates import PostRules
from samspel.mandates.records import Again, Person, Post
from samspel.mandates.watching import list_askable, list_due, list_empty_places, list_endings, list_flags, look_ahead
from samspel.terms.clock import add_months

OLD_COUNCIL = (date(2022, 10, 15), date(2026, 10, 14))


def test_what_ends_in_the_autumn_of_an_election(rules: PostRules) -> None:
    held = [
        person(post("council_member", *OLD_COUNCIL), post("board_member", *OLD_BOARD), number=1),  # not re-elected
        person(post("council_member", *OLD_COUNCIL), post("council_member", *NEW_COUNCIL), number=2),  # re-elected
        person(post("council_substitute", *OLD_COUNCIL), number=3),  # out at once
        person(post("auditor", *OLD_BOARD), post("joint_authority", *OLD_BOARD), number=4),
        person(post("company_board", date(2023, 4, 20), date(2027, 4, 20)), number=5),  # beside the goal
    ]

    found = list_endings(held, date(2026, 9, 14), rules, {}, date(2027, 12, 31))

    assert [(str(one.day), one.posts, one.persons, one.without) for one in found] == [
        ("2026-10-14", 3, 3, 1),
        ("2026-12-31", 3, 2, 2),
    ]
    assert found[1].kinds == {"board_member": 1, "joint_authority": 1, "auditor": 1}


def test_who_says_no_leaves_for_certain_and_of_the_others_the_share_of_the_place(rules: PostRules) -> None:
    seat = post("council_member", *NEW_COUNCIL)
    held = [replace(person(seat, number=number), stands_again=again) for number, again in enumerate(Again)]

    found = look_ahead(held, DAY, rules, {}, {"2181": 25.0})

    assert (found.yes, found.no, found.unknown, found.leaving) == (1, 1, 1, 1.5)


FLAGS: list[tuple[str, tuple[Post, ...]]] = [
    ("audit", (post("auditor", *OLD_BOARD), post("council_substitute", *NEW_COUNCIL))),
    ("joint", (post("joint_authority", *OLD_BOARD),)),
    ("resigning_without_day", (post("board_member", date(2023, 1, 1), status="resigning"),)),
    ("vacant", (post("board_member", date(2023, 1, 1), date(2026, 3, 1), status="vacant"),)),
    ("no_end", (post("council_member", date(2026, 10, 15)),)),
]


@pytest.mark.parametrize(("what", "held"), FLAGS)
def test_an_odd_case_is_told(what: str, held: tuple[Post, ...], rules: PostRules) -> None:
    assert [flag.what for flag in list_flags([person(*held)], DAY, rules)] == [what]


def test_a_post_of_one_who_has_left_the_union_is_told(rules: PostRules) -> None:
    left = person(post("council_member", *NEW_COUNCIL), member_until=date(2026, 11, 30))
    assert [flag.what for flag in list_flags([left], DAY, rules)] == ["not_member"]


@pytest.mark.parametrize(
    "held",
    [
        (post("auditor", *OLD_BOARD), post("board_member", *OLD_BOARD, place="2180")),
        (post("joint_authority", *OLD_BOARD), post("council_substitute", *NEW_COUNCIL)),
        (post("company_board", date(2023, 4, 20)),),
        (post("full_time", date(2026, 11, 1)),),
    ],
)
def test_what_the_law_allows_is_no_odd_case(held: tuple[Post, ...], rules: PostRules) -> None:
    assert list_flags([person(*held)], DAY, rules) == ()


def test_only_who_has_consented_may_be_asked_and_those_without_a_post_first() -> None:
    holder = replace(
        person(post("council_member", *NEW_COUNCIL), number=1), may_be_asked=True, consented_on=date(2026, 1, 1)
    )
    without = Person(number=2, may_be_asked=True, consented_on=date(2026, 1, 1))
    silent = Person(number=3, may_be_asked=True)
    gone = replace(without, number=4, member_until=date(2026, 11, 1))

    assert [one.number for one in list_askable([holder, without, silent, gone], DAY)] == [2, 1]


def test_places_without_anybody_are_those_of_the_unit_where_no_post_is_held() -> None:
    held = [person(post("lay_judge", date(2024, 1, 1))), person(post("board_member", *OLD_BOARD, place="2180"))]
    assert list_empty_places(held, DAY, ["2181", "2180", "2104"]) == ("2104",)
    assert list_empty_places(held, date(2027, 1, 1), ["2181", "2180"]) == ("2180",)


DUE = [
    ("candidate", Person(number=1, consented_on=date(2026, 3, 1)), "2026-12-13", "2026-12-14"),
    (
        "left",
        Person(number=1, consented_on=date(2026, 3, 1), member_until=date(2026, 8, 15)),
        "2026-09-15",
        "2026-09-16",
    ),
    ("ended", person(post("board_member", *OLD_BOARD)), "2027-12-31", "2028-01-01"),
]


@pytest.mark.parametrize(("why", "held", "kept", "due"), DUE)
def test_a_person_is_kept_so_long_and_no_longer(why: str, held: Person, kept: str, due: str, rules: PostRules) -> None:
    assert list_due([held], date.fromisoformat(kept), rules) == ()
    assert list_due([held], date.fromisoformat(due), rules) == ((held, why),)


def test_one_who_takes_back_the_consent_and_holds_no_post_is_due_the_same_day(rules: PostRules) -> None:
    nobody = Person(number=1)
    assert list_due([nobody], DAY, rules) == ((nobody, "consent"),)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-05", 1, "2027-01-05"),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day: str, months: int, then: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(people(), days)
def test_nobody_falls_out_who_does_not_end(held: list[Person], day: date) -> None:
    for ending in list_endings(held, day, RULES, {}, date(2032, 1, 1)):
        assert 0 <= ending.without <= ending.persons <= ending.posts
        assert ending.persons
