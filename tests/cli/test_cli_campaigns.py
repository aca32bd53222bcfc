"""`samspel campaigns`: what a unit drives, as words and as JSON."""

import json

import ready_django  # noqa: F401 - models need the settings
from cli.program_runs import Run
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.matters import TypedMatter, add_matter
from samspel.workspace.models import Account, Unit
from whole_web import application, desk, web_home
from workspace_database import branch, database, local, postgres

__all__ = ["application", "branch", "database", "desk", "local", "postgres", "web_home"]


def test_what_is_driven_and_what_waits(run: Run, desk: Desk, branch: Unit, local: Account) -> None:
    campaign = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), get_today())
    typed = TypedMatter(kind="motion", place="2181", body="Kommunfullmäktige", decider="council", title="Motionen")
    add_matter(desk, campaign, local, typed)

    told = run("campaigns", "avdelning 1")
    assert (told.code, told.err) == (0, "")
    assert "Nattis" in told.out
    assert "lämna in" in told.out
    said = json.loads(run("campaigns", str(branch.pk), "--json").out)
    assert said["campaigns"][0]["title"] == "Nattis"
    assert [(one["code"], one["matter"]) for one in said["waits"]] == [("draft", "Motionen")]


def test_a_unit_that_is_none_is_told_with_those_that_there_are(run: Run, branch: Unit) -> None:
    told = run("campaigns", "Avdelning 7")
    assert told.code == 1
    assert "Avdelning 1" in told.err
