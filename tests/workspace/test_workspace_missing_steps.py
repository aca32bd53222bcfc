"""Steps that lack before a decision: worked out, kept with it and without a day, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from samspel.app.deciding import read_text
from samspel.app.desk import Desk
from samspel.matters.matter import Step, Vote
from samspel.matters.reading import PointVerdict
from samspel.terms.errors import BadInputError
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.matters import TypedMatter, add_matter, add_step, follow
from samspel.workspace.missing_steps import add_decision, list_missing, propose_decisions
from samspel.workspace.models import Account, Matter, Unit

DAY = date(2026, 9, 1)
NO = "Kommunfullmäktige beslutar att avslå motionen."
UNCLEAR = "Kommunfullmäktige beslutar enligt kommunstyrelsens förslag."


@pytest.fixture
def matter(desk: Desk, branch: Unit, local: Account) -> Matter:
    campaign = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), DAY)
    typed = TypedMatter(kind="motion", place="2181", body="Kommunfullmäktige", decider="council", title="Nattis")
    made = add_matter(desk, campaign, local, typed)
    add_step(desk, made, local, Step(event="handed_in", on=date(2026, 1, 10), by="mover"), 1)
    return made


def test_what_is_read_is_proposed_though_steps_lack_and_what_is_unclear_is_not(desk: Desk, matter: Matter) -> None:
    followed = follow(desk, matter, DAY)
    assert list_missing(desk, followed)["rejected"] == ("referred", "proposal")
    assert list_missing(desk, followed)["written_off"] == ("referred",)
    assert propose_decisions(desk, followed, read_text(desk, NO, "motion", "KF", None)) == ("rejected",)
    assert propose_decisions(desk, followed, read_text(desk, UNCLEAR, "motion", "KF", None)) == ()


@pytest.mark.parametrize(
    ("said", "event", "path"),
    [
        (
            "Kommunfullmäktige återremitterar ärendet till kommunstyrelsen för nya kostnader.",
            "sent_back",
            ("referred",),
        ),
        ("Kommunfullmäktige bordlägger motionen till den 3 oktober.", "put_off", ("referred", "proposal")),
    ],
)
def test_minutes_that_only_move_a_new_matter_on_are_proposed_too(
    desk: Desk, matter: Matter, said: str, event: str, path: tuple[str, ...]
) -> None:
    followed = follow(desk, matter, DAY)
    assert propose_decisions(desk, followed, read_text(desk, said, "motion", "KF", None)) == (event,)
    assert list_missing(desk, followed)[event] == path  # type: ignore[index]  # a parameter is a word


def test_votes_on_one_point_may_say_another_thing_than_the_whole(desk: Desk, matter: Matter, local: Account) -> None:
    vote = Vote(yes_means="no", no_means="yes", yes=24, no=15)
    mixed = Step(event="approved_in_part", on=DAY, by="council", vote=vote)
    with pytest.raises(BadInputError, match="work votes against"):
        add_decision(desk, matter, local, mixed, 2)
    verdicts = (PointVerdict("1", "yes"), PointVerdict("2", "no"))
    assert add_decision(desk, matter, local, replace(mixed, verdicts=verdicts), 2)


def test_a_decision_is_kept_after_the_steps_that_lacked_or_nothing_is(
    desk: Desk, matter: Matter, local: Account
) -> None:
    no = Step(event="rejected", on=date(2025, 1, 1), by="council")
    with pytest.raises(BadInputError, match="matter order"):
        add_decision(desk, matter, local, no, 2)
    assert matter.steps.count() == 1

    add_decision(desk, matter, local, Step(event="rejected", on=DAY, by="council"), 2)
    followed = follow(desk, matter, DAY)
    assert followed.state == "rejected"
    steps = [(one.event, one.by, one.is_inferred) for one in followed.case.steps]
    assert steps[1:] == [("referred", "council", True), ("proposal", "board", True), ("rejected", "council", False)]
    assert list_missing(desk, followed) == {}
