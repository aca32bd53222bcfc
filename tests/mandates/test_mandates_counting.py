"""Counting people with posts, not posts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.posts_held import DAY, NEW_COUNCIL, OLD_BOARD, RULES, days, people, person, post
from samspel.catalogue.mandates import PostRules
from samspel.mandates.counting import Tally, count, count_places, set_goal
from samspel.mandates.records import Person, Post

EXAMPLES = [
    ("not re-elected, old board to the end of the year", [post("board_member", *OLD_BOARD)], 1, 1, 0, 0),
    ("new in the council, no board yet", [post("council_member", *NEW_COUNCIL)], 1, 1, 0, 0),
    (
        "council, substitute of the executive board, housing company beside",
        [
            post("council_member", *NEW_COUNCIL),
            post("board_substitute", *OLD_BOARD),
            post("company_board", date(2023, 4, 20)),
        ],
        1,
        2,
        0,
        1,
    ),
    (
        "resigned by letter on 20 November, the council meets on 14 December",
        [post("board_member", date(2023, 1, 1), date(2026, 12, 14), status="resigning")],
        1,
        1,
        0,
        0,
    ),
    ("lay judge alone", [post("lay_judge", date(2024, 1, 1), date(2027, 12, 31))], 0, 0, 0, 0),
    ("substitute of the council who has served", [post("council_substitute", *NEW_COUNCIL)], 1, 1, 1, 0),
]


@pytest.mark.parametrize(("name", "held", "persons", "posts", "only", "apart"), EXAMPLES, ids=lambda one: str(one)[:40])
def test_the_examples_of_the_first_of_december(
    name: str, held: list[Post], persons: int, posts: int, only: int, apart: int, rules: PostRules
) -> None:
    found = count([person(*held)], DAY, rules, {})
    assert (found.persons, found.posts, found.only_substitutes, found.apart) == (persons, posts, only, apart), name


def test_who_left_the_union_the_day_before_is_not_counted_although_the_seat_is_kept(rules: PostRules) -> None:
    left = person(post("council_member", *NEW_COUNCIL), member_until=date(2026, 11, 30))

    assert count([left], DAY, rules, {}).persons == 0
    assert count([left], DAY - timedelta(1), rules, {}).persons == 1


def test_who_resigns_holds_the_post_to_the_day_of_the_decision_and_not_after(rules: PostRules) -> None:
    resigned = [person(post("board_member", date(2023, 1, 1), date(2026, 12, 14), status="resigning"))]

    assert [count(resigned, date(2026, 12, day), rules, {}).persons for day in (13, 14, 15)] == [1, 1, 0]


def test_a_seat_in_municipality_and_region_is_one_person_in_two_places(rules: PostRules) -> None:
    both = [person(post("council_member", *NEW_COUNCIL), post("council_member", *NEW_COUNCIL, place="21"))]

    assert (count(both, DAY, rules, {}).persons, count(both, DAY, rules, {}).posts) == (1, 2)
    places = count_places(both, DAY, rules, {}, ["2181", "2180"])
    assert {code: tally.persons for code, tally in places.items()} == {"2181": 1, "2180": 0, "21": 1}


def test_each_person_stands_under_the_heaviest_kind(rules: PostRules) -> None:
    mixed = [person(post("council_substitute", *NEW_COUNCIL), post("board_member", *OLD_BOARD))]

    found = count(mixed, DAY, rules, {})
    assert found.heaviest == {"board_member": 1}
    assert found.only_substitutes == 0


def test_what_the_unit_has_chosen_goes_before_what_is_usual(rules: PostRules) -> None:
    held = [
        person(post("lay_judge", date(2024, 1, 1)), number=1),
        person(post("council_substitute", *NEW_COUNCIL), number=2),
    ]

    assert count(held, DAY, rules, {"lay_judges": "yes", "substitutes": "no"}).heaviest == {"lay_judge": 1}


@pytest.mark.parametrize(("day", "vacant"), [(date(2026, 3, 1), 1), (date(2026, 1, 31), 0), (date(2027, 1, 1), 0)])
def test_a_post_that_was_left_is_empty_until_its_term_is_over(day: date, vacant: int, rules: PostRules) -> None:
    left = [person(post("board_member", date(2023, 1, 1), date(2026, 1, 31), status="vacant"))]

    assert count(left, day, rules, {}).vacant == vacant


@pytest.mark.parametrize(
    ("members", "persons", "wanted", "missing", "begin_with"),
    [(291_090, 0, 2911, 2911, 3685), (1000, 4, 10, 6, 13), (1000, 12, 10, 0, 13), (0, 0, 0, 0, 0), (101, 0, 2, 2, 3)],
)
def test_one_in_a_hundred_members_and_how_many_to_begin_with(
    members: int, persons: int, wanted: int, missing: int, begin_with: int
) -> None:
    goal = set_goal(persons, members, 1.0, 21.0)
    assert (goal.wanted, goal.missing, goal.begin_with) == (wanted, missing, begin_with)


@given(people(), days)
def test_people_are_never_more_than_posts_and_every_part_adds_up(held: list[Person], day: date) -> None:
    found = count(held, day, RULES, {})
    assert found.only_substitutes <= found.persons <= min(found.posts, len(held))
    assert found.persons == sum(found.heaviest.values())
    assert found.posts == sum(found.kinds.values())


@given(people(), days, st.data())
def test_moving_one_post_never_changes_the_number_of_people_by_more_than_one(
    held: list[Person], day: date, data: st.DataObject
) -> None:
    owners = [number for number, one in enumerate(held) if one.posts]
    if not owners:
        return
    giver = data.draw(st.sampled_from(owners))
    taker = data.draw(st.sampled_from(range(len(held))))
    moved = list(held)
    given_away = moved[giver].posts[0]
    moved[giver] = replace(moved[giver], posts=moved[giver].posts[1:])
    moved[taker] = replace(moved[taker], posts=(*moved[taker].posts, given_away))

    change = count(moved, day, RULES, {}).persons - count(held, day, RULES, {}).persons
    assert abs(change) <= 1


@given(people(), days)
def test_the_order_of_people_and_posts_never_matters(held: list[Person], day: date) -> None:
    turned = [replace(one, posts=one.posts[::-1]) for one in held[::-1]]
    assert count(turned, day, RULES, {}) == count(held, day, RULES, {})


@given(people(), days)
def test_no_place_has_more_people_than_the_whole_and_posts_add_up(held: list[Person], day: date) -> None:
    whole, places = count(held, day, RULES, {}), count_places(held, day, RULES, {}, ["2181"])
    assert sum(tally.posts for tally in places.values()) == whole.posts
    assert max(tally.persons for tally in places.values()) <= whole.persons
    assert whole == Tally() or sum(tally.persons for tally in places.values()) >= whole.persons


def test_a_post_that_begins_after_the_day_is_counted_by_itself_and_not_as_held(rules: PostRules) -> None:
    seats = [person(post("council_member", DAY + timedelta(1))), person(post("lay_judge", DAY + timedelta(1)))]
    left = person(post("council_member", DAY + timedelta(1)), member_until=DAY - timedelta(1))
    found = count([*seats, left], DAY, rules, {})
    assert (found.persons, found.posts, found.later) == (0, 0, 1), "what never counts and who has left are not told"
    assert count(seats, DAY + timedelta(1), rules, {}).later == 0
    assert count(seats, DAY, rules, {}, place="0180").later == 0
