"""How a matter is followed, in words: what a count of votes says, and what of it does not add up."""

from dataclasses import replace

import pytest

from samspel.app.desk import Desk
from samspel.catalogue.matters import load_lexicon, load_rules
from samspel.matters.matter import Vote
from samspel.matters.states import Rules
from samspel.reports.following import describe_vote

MAJORITY, MINORITY = (
    f"KL 5 kap. {part} (läst i lagen, kontrollerat 1 september 2025)" for part in ("55–56 §§", "50 §")
)
VOTE = Vote(yes_means="no", no_means="yes", yes=30, no=15)


@pytest.mark.parametrize(
    ("vote", "told"),
    [
        (VOTE, ""),
        (replace(VOTE, seats=49), "Ja, nej, avstår och frånvarande blir inte antalet platser."),
        (replace(VOTE, decided_by="casting"), f"Utslagsröst används bara när det står lika ({MAJORITY})."),
        (replace(VOTE, yes=10, no=35, decided_by="third"), f"färre än en tredjedel av de närvarande ({MINORITY})."),
    ],
)
def test_what_does_not_add_up_in_a_count_is_told_after_it(still_desk: Desk, vote: Vote, told: str) -> None:
    texts, folder = still_desk.catalogue.texts["sv"], still_desk.catalogue.folder
    rules = Rules(load_rules(folder), load_lexicon(folder))
    plain = describe_vote(texts, rules, replace(vote, seats=None))
    said = describe_vote(texts, rules, vote)
    assert said.endswith(told)
    assert said.startswith(plain.removesuffix(told))
    assert ("blir inte" in said) == (vote.seats is not None)
