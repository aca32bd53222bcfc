"""`samspel requests`: what a unit has asked, as words and as JSON."""

import json
from datetime import timedelta

import ready_django  # noqa: F401 - models need the settings
from cli.program_runs import Run
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.models import Account, Unit
from samspel.workspace.requests import TypedRequest, begin, mark_sent
from whole_web import application, desk, web_home
from workspace_database import branch, club, database, local, postgres

__all__ = ["application", "branch", "club", "database", "desk", "local", "postgres", "web_home"]


def test_what_is_asked_and_what_waits(run: Run, desk: Desk, branch: Unit, club: Unit, local: Account) -> None:
    day = get_today() - timedelta(days=40)
    asked = ("childcare-odd-hours/offered/",)
    typed = TypedRequest(place="2181", body="Barnnämnden", asked=asked, ground="questions")
    request = begin(desk, club, local, typed, day)
    mark_sent(desk, request, 1, local, day=day, to="Registrator", lang="sv")

    told = run("requests", "avdelning 1")
    assert (told.code, told.err) == (0, "")
    assert "Barnnämnden" in told.out
    assert "svara på frågorna" in told.out
    said = json.loads(run("requests", str(branch.pk), "--json").out)
    assert [(one["state"], one["questions"], one["answered"]) for one in said["requests"]] == [("late", 1, 0)]
    assert [one["code"] for one in said["waits"]] == ["request", "request_remind"]
    waits = json.loads(run("campaigns", str(branch.pk), "--json").out)["waits"]
    assert [one["code"] for one in waits] == ["request", "request_remind"]


def test_a_unit_that_is_none_is_told_with_those_that_there_are(run: Run, branch: Unit) -> None:
    told = run("requests", "Avdelning 7")
    assert told.code == 1
    assert "Avdelning 1" in told.err
