"""Who has the next move."""

from datetime import date

import pytest

from matters.made_matters import find_path, make_matter, make_step
from samspel.catalogue.loading import find_content
from samspel.catalogue.matters import load_lexicon, load_rules
from samspel.catalogue.records.matters import State
from samspel.matters.clocks import BodySettings, flags
from samspel.matters.matter import Matter
from samspel.matters.states import Rules, apply
from samspel.matters.waiting import Task, Wait, find_waits

RULES = Rules(load_rules(find_content()), load_lexicon(find_content()))
TODAY = date(2027, 3, 1)
SETTINGS = BodySettings(meetings=(date(2027, 2, 1), date(2027, 4, 20)), hand_in_days=10)


def bring(state: State) -> Matter:
    """A motion in a state."""
    matter = make_matter("motion", RULES)
    for event in find_path("motion", state, RULES) or ():
        matter = apply(matter, make_step(event, matter, RULES), RULES)
    return matter


def wait(state: State, *tasks: Task) -> tuple[Wait, ...]:
    matter = bring(state)
    return find_waits(
        matter, state, flags(matter, SETTINGS, TODAY, RULES), SETTINGS, tasks, TODAY, RULES.content.look_again
    )


def test_a_draft_waits_for_us_until_the_last_day_before_the_next_meeting() -> None:
    assert wait("draft") == (Wait(who="us", code="draft", on=date(2027, 4, 10)),)


def test_what_is_prepared_waits_for_the_body_until_its_year_is_over_and_what_is_proposed_for_the_meeting() -> None:
    (found,) = wait("preparing")
    raised = bring("preparing").steps[-1].on
    assert (found.who, found.on, found.body) == ("body", raised.replace(year=raised.year + 1), "X")
    assert wait("proposed")[0].on == date(2027, 4, 20)


@pytest.mark.parametrize("state", ["rejected", "withdrawn", "carried_out", "not_carried_out", "superseded"])
def test_what_has_ended_waits_for_nobody(state: State) -> None:
    assert wait(state) == ()


def test_a_yes_waits_for_each_task_and_for_us_where_nobody_has_one() -> None:
    assert wait("granted")[0].code == "no_task"
    assert wait("granted")[0].on is None, "a decision's own day is no day to be late by"
    tasks = [Task(body="BUN", what="a", due=date(2027, 9, 1)), Task(body="", what="b", due=None)]
    assert [(one.body, one.on) for one in wait("granted", *tasks)] == [("BUN", date(2027, 9, 1)), ("X", None)]
