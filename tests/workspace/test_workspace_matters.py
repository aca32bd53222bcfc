"""Matters of campaigns: steps are only added, and where they are follows."""

from dataclasses import replace
from datetime import date

import pytest

from samspel.app.deciding import read_text
from samspel.app.desk import Desk
from samspel.matters.clocks import BodySettings as Settings
from samspel.matters.matter import Step, Vote
from samspel.matters.reading import PointVerdict
from samspel.terms.errors import BadInputError
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.matters import (
    TypedMatter,
    add_assignment,
    add_matter,
    add_sign,
    add_step,
    change_matter,
    follow,
    keep_settings,
    list_allowed,
    list_earlier,
    propose_events,
    undo_step,
)
from samspel.workspace.models import Account, Matter, Unit
from samspel.workspace.models import Step as Kept
from samspel.workspace.telling import tell_matter
from samspel.workspace.versions import ChangedMeanwhileError
from samspel.workspace.waits import list_waits

DAY = date(2026, 9, 1)
MOTION = TypedMatter(
    kind="motion",
    place="2181",
    body="Kommunfullmäktige",
    decider="council",
    title="Nattis",
    reference="KS 2026/1",
    points=("att ordna nattis", "att redovisa behovet"),
)


@pytest.fixture
def matter(desk: Desk, branch: Unit, local: Account) -> Matter:
    campaign = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), DAY)
    return add_matter(desk, campaign, local, MOTION)


def move(desk: Desk, matter: Matter, account: Account, *steps: Step) -> None:
    for step in steps:
        add_step(desk, matter, account, step, matter.steps.count() + 1)


PREPARED = (
    Step(event="handed_in", on=date(2026, 1, 10), by="mover"),
    Step(event="referred", on=date(2026, 2, 1), by="council"),
    Step(event="proposal", on=date(2026, 5, 1), by="board", sentence="Avslå."),
)
DECIDED = Step(
    event="approved_in_part",
    on=date(2026, 6, 1),
    by="council",
    verdicts=(PointVerdict("1", "yes"), PointVerdict("2", "no")),
    vote=Vote(yes_means="no", yes=10, no=20),
    sentence="Första att-satsen bifalls.",
)


def test_the_four_answers_follow_from_the_steps_and_stand_apart(desk: Desk, matter: Matter, local: Account) -> None:
    move(desk, matter, local, *PREPARED, DECIDED)

    told = tell_matter(desk, follow(desk, matter, DAY)).headline
    assert (told.paper, told.said, told.done, told.gap) == ("granted_in_part", "partly", "no_sign", "unknown")
    kept = follow(desk, matter, DAY).case.steps[-1]
    assert kept == DECIDED, "what is kept comes back as it was"


def test_what_may_not_happen_is_refused_and_nothing_is_kept(desk: Desk, matter: Matter, local: Account) -> None:
    move(desk, matter, local, *PREPARED)
    wrong = [
        Step(event="handed_in", on=DAY, by="mover"),
        Step(event="approved", on=DAY, by="board"),
        Step(event="put_off", on=DAY, by="council"),
        Step(event="approved", on=date(2025, 1, 1), by="council"),
        Step(event="rejected", on=DAY, by="council", vote=Vote(yes_means=None, yes=1, no=2)),
        Step(event="approved", on=DAY, by="council", vote=Vote(yes_means="no", yes=20, no=10)),
    ]
    for step in wrong:
        with pytest.raises(BadInputError):
            add_step(desk, matter, local, step, 4)
    assert matter.steps.count() == 3


def test_of_two_who_note_the_same_the_second_is_asked_again(desk: Desk, matter: Matter, local: Account) -> None:
    move(desk, matter, local, PREPARED[0])
    with pytest.raises(BadInputError, match="newer"):
        add_step(desk, matter, local, PREPARED[1], 1)


def test_a_step_is_taken_back_by_another_and_both_stand_there(desk: Desk, matter: Matter, local: Account) -> None:
    move(desk, matter, local, *PREPARED, DECIDED)
    undo_step(matter, local, 4, DAY)

    found = follow(desk, matter, DAY)
    assert found.state == "proposed"
    assert [one.stands for one in found.past] == [True, True, True, False, True]
    with pytest.raises(BadInputError, match="newer"):
        undo_step(matter, local, 4, DAY)
    undo_step(matter, local, 3, DAY)
    assert follow(desk, matter, DAY).state == "preparing"
    assert Kept.objects.count() == 6, "nothing is deleted"


def test_a_task_and_its_signs_are_steps_and_only_the_thing_itself_shows_it_done(
    desk: Desk, matter: Matter, local: Account
) -> None:
    given = Step(event="task_given", on=DAY, by="council", owner="BUN", task="Ordna", due=date(2027, 1, 1))
    with pytest.raises(BadInputError):
        add_assignment(desk, matter, local, by="council", step=given, number=1)
    move(desk, matter, local, *PREPARED, DECIDED)
    made = add_assignment(desk, matter, local, by="council", step=given, number=5)

    sign = Step(event="sign", on=DAY, by="branch", sign="in_plan", evidence="Verksamhetsplanen s. 4")
    kept = add_sign(desk, made, 1, local, sign, 6)
    found = follow(desk, matter, date(2027, 1, 2))
    assert found.state == "carrying_out"
    assert tell_matter(desk, found).headline.done == "under_way"
    assert {clock.code for clock in found.clocks if clock.standing == "passed"} == {"report"}
    with pytest.raises(ChangedMeanwhileError):
        add_sign(desk, made, 1, local, sign, 7)
    assert matter.steps.count() == 6, "a sign that was not taken leaves no step"
    assert kept.version == 2


def test_a_body_s_own_rules_set_the_days_and_are_versioned(
    desk: Desk, matter: Matter, local: Account, branch: Unit
) -> None:
    settings = Settings(meetings=(date(2026, 10, 1), date(2026, 9, 20)), list_months=(4, 10), hand_in_days=10)
    rules = {"place": "2181", "body": "Kommunfullmäktige", "source": "Arbetsordning § 12"}
    keep_settings(branch, local, settings=settings, version=1, **rules)

    found = follow(desk, matter, DAY)
    assert found.waits[0].on == date(2026, 9, 10)
    assert found.source == "Arbetsordning § 12"
    keep_settings(branch, local, settings=Settings(), version=1, **rules)
    with pytest.raises(ChangedMeanwhileError):
        keep_settings(branch, local, settings=Settings(), version=1, **rules)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Kommunfullmäktige beslutar att bifalla motionen.", ("approved",)),
        ("Kommunfullmäktige beslutar att bifalla kommunstyrelsens förslag att avslå motionen.", ("rejected",)),
        ("Kommunfullmäktige beslutar enligt kommunstyrelsens förslag.", ()),
        ("Vid omröstning avgavs 27 ja-röster och 22 nej-röster.", ()),
    ],
)
def test_a_text_proposes_only_what_may_happen_and_nothing_where_it_is_unclear(
    desk: Desk, matter: Matter, local: Account, text: str, events: tuple[str, ...]
) -> None:
    move(desk, matter, local, *PREPARED)
    found = follow(desk, matter, DAY)
    reading = read_text(desk, text, "motion", "KF", None)

    assert propose_events(desk, found, reading) == events
    assert set(events) <= set(list_allowed(desk, found))


def test_what_waits_stands_by_day_and_what_has_ended_waits_for_nobody(
    desk: Desk, matter: Matter, local: Account
) -> None:
    move(desk, matter, local, *PREPARED[:2])
    second = add_matter(desk, matter.campaign, local, MOTION)
    waits = list_waits(desk, [matter.campaign], DAY)

    assert [(one.wait.who, one.wait.code, one.wait.on) for one in waits] == [
        ("body", "preparing", date(2027, 2, 1)),
        ("us", "draft", None),
    ]
    move(desk, second, local, PREPARED[0], Step(event="withdrawn", on=DAY, by="mover"))
    assert [one.matter_key for one in list_waits(desk, [matter.campaign], DAY)] == [waits[0].matter_key]


def test_the_kind_of_a_matter_that_has_moved_stays(desk: Desk, matter: Matter, local: Account) -> None:
    move(desk, matter, local, PREPARED[0])
    with pytest.raises(BadInputError, match="moved"):
        change_matter(desk, matter, 1, local, replace(MOTION, kind="skrivelse"))
    assert change_matter(desk, matter, 1, local, replace(MOTION, title="Natt")).title == "Natt"


def test_a_matter_takes_up_an_earlier_one_of_the_unit_and_never_in_a_circle(
    desk: Desk, matter: Matter, local: Account, other_branch: Unit
) -> None:
    campaign = matter.campaign
    again = add_matter(desk, matter.campaign, local, replace(MOTION, title="Nattis igen", successor_of=matter.pk))
    assert again.successor_of == matter
    assert list_earlier(campaign, matter) == []
    assert list_earlier(campaign) == [again, matter]
    with pytest.raises(BadInputError):
        change_matter(desk, matter, matter.version, local, replace(MOTION, successor_of=again.pk))
    elsewhere = begin(desk, other_branch, local, Typed(title="Annat", demands=("2",), places=("2180",)), DAY)
    with pytest.raises(BadInputError):
        add_matter(desk, elsewhere, local, replace(MOTION, place="2180", successor_of=matter.pk))
    assert change_matter(desk, again, again.version, local, MOTION).successor_of is None
