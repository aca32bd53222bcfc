"""Votes: who wins, what that says of the matter, and what does not add up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.made_matters import walk
from samspel.matters.matter import Vote
from samspel.matters.states import Rules
from samspel.matters.votes import has_third, judge_vote, may_minority

VOTE = Vote(yes_means="no", no_means="yes", yes=29, no=16, abstained=6)


def test_a_count_says_nothing_without_what_yes_meant() -> None:
    result = judge_vote(replace(VOTE, yes_means=None))
    assert (result.winner, result.effect, result.flags) == ("unreadable", None, ("no_direction",))


def test_yes_to_a_rejection_wins_and_the_matter_is_rejected() -> None:
    assert judge_vote(VOTE).effect == "no"
    assert judge_vote(replace(VOTE, yes=16, no=29)).effect == "yes"


def test_a_tie_is_settled_by_the_chair_where_it_is_told_how() -> None:
    tie = replace(VOTE, yes=24, no=24)
    assert (judge_vote(tie).winner, judge_vote(tie).effect) == ("tie", None)
    assert judge_vote(replace(tie, decided_by="casting"), "yes").effect == "no"
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
def test_a_minority_has_its_right_once_for_putting_off_and_sending_back_together(rules: Rules, event: str) -> None:
    vote = Vote(yes_means="returned", yes=17, no=30, present=47, decided_by="third")
    before = walk("motion", rules, "handed_in", "referred", "proposal")
    assert may_minority(before, 17, 47, is_council=True)
    assert not may_minority(before, 17, 47, is_council=False)
    assert not may_minority(before, 15, 47, is_council=True)
    after = walk("motion", rules, "handed_in", "referred", "proposal", event, vote=vote)  # type: ignore[arg-type]
    assert not may_minority(after, 40, 47, is_council=True)
