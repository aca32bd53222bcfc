"""What waits, in many campaigns at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspel.app.desk import Desk
from samspel.matters.clocks import BodySettings as Settings
from samspel.matters.matter import Step
from samspel.workspace.campaigns import list_in_unit
from samspel.workspace.matters import add_step, keep_settings
from samspel.workspace.models import Account, Campaign, Matter, Unit
from samspel.workspace.waits import list_due, list_waits, only_running

DAY = date(2026, 11, 2)


def make(unit: Unit, title: str) -> Matter:
    campaign = Campaign.objects.create(unit=unit, title=title, begun_on=DAY, demands=["x"], places=["2181"])
    campaign.items.create(kind="task", text=f"Ring om {title}", due=DAY)
    return campaign.matters.create(kind="motion", place="2181", body="KF", decider="council", title=title)


@pytest.fixture
def matter(branch: Unit) -> Matter:
    return make(branch, "Bussen")


def find(desk: Desk, unit: Unit) -> list[tuple[str, str, date | None]]:
    waits = list_waits(desk, only_running(list_in_unit(unit)), DAY)
    return [(one.wait.code, one.words, one.wait.on) for one in waits]


def test_what_is_remembered_of_a_matter_is_forgotten_when_something_happens_to_it(
    desk: Desk, branch: Unit, matter: Matter, local: Account
) -> None:
    before = find(desk, branch)
    assert before == find(desk, branch) == [("item", "Ring om Bussen", DAY), ("draft", "", None)]

    add_step(desk, matter, local, Step(event="handed_in", on=DAY, by="mover"), 1)
    handed_in = find(desk, branch)
    assert [code for code, _, _ in handed_in] == ["item", "lodged"]
    settings = Settings(meetings=(date(2026, 12, 1),))
    keep_settings(branch, local, place="2181", body="KF", settings=settings, source="", version=1)
    add_step(desk, matter, local, Step(event="withdrawn", on=DAY, by="mover"), 2)
    assert [code for code, _, _ in find(desk, branch)] == ["item"]


def test_many_campaigns_take_no_more_questions_than_one(desk: Desk, branch: Unit, matter: Matter) -> None:
    with CaptureQueriesContext(connection) as few:
        find(desk, branch)
    for number in range(10):
        make(branch, f"Krav {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(find(desk, branch)) == 22
    assert len(many) <= len(few) + 3, "the new ones with their steps and tasks"


def test_nothing_that_is_sealed_is_opened_before_it_is_shown(desk: Desk, branch: Unit, matter: Matter) -> None:
    with CaptureQueriesContext(connection) as asked:
        due = list_due(desk, only_running(list_in_unit(branch)), DAY)
    assert not [one for one in asked.captured_queries if '"workspace_item"."text"' in one["sql"]]
    assert {one.waiting.words for one in due} == {""}


def test_what_has_ended_waits_for_nobody(desk: Desk, branch: Unit, matter: Matter) -> None:
    Campaign.objects.update(ended_on=DAY)
    assert find(desk, branch) == []
