"""Terms after an election."""

from datetime import date

import pytest
from hypothesis import assume, given

from mandates.posts_held import RULES, days
from samspel.catalogue.mandates import PostRules
from samspel.mandates.periods import ONE_DAY, find_next_election, find_period, find_period_of, list_turns

TERMS = [
    ("council_member", 2022, "2022-10-15", "2026-10-14"),
    ("council_member", 2026, "2026-10-15", "2030-10-14"),
    ("council_substitute", 2026, "2026-10-15", "2030-10-14"),
    ("board_member", 2022, "2023-01-01", "2026-12-31"),
    ("board_member", 2026, "2027-01-01", "2030-12-31"),
    ("auditor", 2022, "2023-01-01", "2026-12-31"),
    ("auditor", 2026, "2027-01-01", "2030-12-31"),
    ("joint_authority", 2022, "2023-01-01", "2026-12-31"),
    ("joint_authority", 2026, "2027-01-01", "2030-12-31"),
    ("lay_judge", 2022, "2024-01-01", "2027-12-31"),
    ("lay_judge", 2026, "2028-01-01", "2031-12-31"),
]


@pytest.mark.parametrize(("kind", "year", "begins", "ends"), TERMS)
def test_each_kind_begins_and_ends_on_its_own_days(
    kind: str, year: int, begins: str, ends: str, rules: PostRules
) -> None:
    assert find_period(rules, kind, year) == (date.fromisoformat(begins), date.fromisoformat(ends))


@pytest.mark.parametrize("kind", ["company_board", "full_time"])
def test_what_others_decide_has_no_days_of_its_own(kind: str, rules: PostRules) -> None:
    assert find_period(rules, kind, 2026) is None


def test_the_turns_are_the_last_days_before_councils_and_boards_change(rules: PostRules) -> None:
    assert [(term, str(day)) for term, day in list_turns(rules)][2:4] == [
        ("council", "2026-10-14"),
        ("board", "2026-12-31"),
    ]


def test_the_next_election_is_one_that_is_known_or_none(rules: PostRules) -> None:
    assert find_next_election(rules, date(2026, 9, 13)) == date(2026, 9, 13)
    assert find_next_election(rules, date(2026, 9, 14)) == date(2030, 9, 8)
    assert find_next_election(rules, date(2031, 1, 1)) is None


@given(days)
def test_a_period_holds_its_day_and_the_next_begins_the_day_after(day: date) -> None:
    period = find_period_of(RULES, "council_member", day)
    assume(period is not None)
    assert period is not None
    assert period[0] <= day <= period[1]
    after = find_period_of(RULES, "council_member", period[1] + ONE_DAY)
    assert after is None or after[0] == period[1] + ONE_DAY
