"""How a matter is followed, in words: what a count of votes says, and what of it does not add up."""

from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.matters.matter import Vote
from samspel.reports.following import describe_vote

VOTE = Vote(yes_means="no", no_means="yes", yes=30, no=15)


@pytest.mark.parametrize(
    ("vote", "told"),
    [
        (VOTE, ""),
        (replace(VOTE, seats=49), "Ja, nej, avstår och frånvarande blir inte antalet platser."),
        (replace(VOTE, decided_by="casting"), "Utslagsröst används bara när det står lika."),
        (replace(VOTE, yes=10, no=35, decided_by="third"), "färre än en tredjedel av de närvarande."),
    ],
)
def test_what_does_not_add_up_in_a_count_is_told_after_it(still_desk: Desk, vote: Vote, told: str) -> None:
    texts = still_desk.catalogue.texts["sv"]
    plain = describe_vote(texts, replace(vote, seats=None))
    said = describe_vote(texts, vote)
    assert said.endswith(told)
    assert said.startswith(plain.removesuffix(told))
    assert ("blir inte" in said) == (vote.seats is not None)
