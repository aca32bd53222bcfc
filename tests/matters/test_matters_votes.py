"""Votes: who wins, what that says of the matter, and what does not add up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.records.matters import Event
from samspel.matters.matter import Step, Vote
from samspel.matters.votes import find_spent, has_third, judge_vote

VOTE = Vote(yes_means="no", no_means="yes", yes=29, no=16, abstained=6)


def test_a_count_says_nothing_without_what_yes_meant() -> None:
    result = judge_vote(replace(VOTE, yes_means=None))
    assert (result.effect, result.flags) == (None, ("no_direction",))


def test_yes_to_a_rejection_wins_and_the_matter_is_rejected() -> None:
    assert judge_vote(VOTE).effect == "no"
    assert judge_vote(replace(VOTE, yes=16, no=29)).effect == "yes"


def test_a_tie_is_settled_by_the_chair_where_it_is_told_how() -> None:
    tie = replace(VOTE, yes=24, no=24)
    assert judge_vote(tie).effect is None
    assert judge_vote(replace(tie, decided_by="casting")).flags == ()
    assert judge_vote(replace(VOTE, decided_by="casting")).flags == ("casting_without_tie",)


def test_numbers_that_do_not_add_up_are_told() -> None:
    assert judge_vote(replace(VOTE, seats=51)).flags == ()
    assert judge_vote(replace(VOTE, seats=55)).flags == ("seats_differ",)
    assert judge_vote(replace(VOTE, seats=55, absent=4, present=51)).flags == ()
    assert judge_vote(replace(VOTE, present=50)).flags == ("present_differ",)


def test_a_third_is_of_those_present() -> None:
    third = Vote(yes_means="returned", yes=14, no=0, abstained=17, present=31, decided_by="third")
    assert judge_vote(third).effect == "returned"
    assert (has_third(17, 49), has_third(16, 49), has_third(0, 0)) == (True, False, False)
    outvoted = replace(third, no=30, abstained=0, present=44, yes=14)
    assert judge_vote(outvoted).flags == ("third_too_few",)
    assert judge_vote(replace(outvoted, yes=16, present=46)).effect == "returned"


@given(st.integers(0, 100), st.integers(1, 100))
def test_thirds_are_counted_without_rounding(asking: int, present: int) -> None:
    assert has_third(asking, present) == (asking / present >= 1 / 3 - 1e-12)


@pytest.mark.parametrize("event", ["put_off", "sent_back"])
def test_a_minority_has_its_right_once_for_putting_off_and_sending_back_together(event: Event) -> None:
    vote = Vote(yes_means="returned", yes=17, no=30, present=47, decided_by="third")
    first = Step(event=event, on=date(2026, 3, 2), by="council", vote=vote)
    again = replace(first, event="sent_back", on=date(2026, 5, 4))
    assert find_spent([], first) == ()
    assert find_spent([first], again) == ("third_again",)
    assert find_spent([first], replace(again, by="board")) == ("third_outside_council", "third_again")
    assert find_spent([first], replace(again, vote=replace(vote, decided_by="majority"))) == ()
    assert find_spent([replace(first, vote=None)], again) == ()
