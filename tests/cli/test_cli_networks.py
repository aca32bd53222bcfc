"""`samspel network` and `samspel meetings`: what is shared and decided, as words and as JSON."""

import json
from datetime import date

import ready_django  # noqa: F401 - models need the settings
from cli.program_runs import Run
from samspel.app.desk import Desk
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.models import Account, Campaign, Meeting, MeetingDecision, Membership, Unit
from whole_web import application, desk, web_home
from workspace_database import branch, database, local, other_branch, postgres

__all__ = ["application", "branch", "database", "desk", "local", "other_branch", "postgres", "web_home"]
DAY = date(2026, 4, 20)


def join(branch: Unit, other_branch: Unit) -> Unit:
    network = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    for unit in (branch, other_branch):
        Membership.objects.create(network=network, unit=unit, name=unit.name, places=unit.places, joined_on=DAY)
    return network


def test_what_is_shared_and_who_is_a_member(
    run: Run, desk: Desk, branch: Unit, other_branch: Unit, local: Account
) -> None:
    join(branch, other_branch)
    begin(desk, branch, local, Typed(title="Hemligt", demands=("2",), places=("2181",)), DAY)
    begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), DAY)
    Campaign.objects.filter(title="Nattis").update(is_shared=True)

    told = run("network", "avdelning 2")
    assert (told.code, told.err) == (0, "")
    assert "Nattis" in told.out
    assert "Hemligt" not in told.out
    said = json.loads(run("network", "avdelning 2", "--json").out)
    assert [(one["title"], one["unit"]) for one in said["shared"]] == [("Nattis", "Avdelning 1")]
    assert [(one["name"], one["shared"]) for one in said["networks"][0]["members"]] == [
        ("Avdelning 1", 1),
        ("Avdelning 2", 0),
    ]


def test_meetings_and_what_became_of_their_decisions(run: Run, branch: Unit, other_branch: Unit) -> None:
    meeting = Meeting.objects.create(network=join(branch, other_branch), name="Vårmöte", held_on=DAY)
    MeetingDecision.objects.create(meeting=meeting, text="Fråga regionen", outcome="De svarade.", done_on=DAY)

    said = json.loads(run("meetings", "avdelning 1", "--json").out)
    assert [(one["name"], one["decided"], one["left"]) for one in said["meetings"]] == [("Vårmöte", 1, 0)]
    assert [(one["text"], one["outcome"]) for one in said["decisions"]] == [("Fråga regionen", "De svarade.")]
    assert "Fråga regionen" in run("meetings", "avdelning 1").out


def test_a_unit_in_no_network_is_told_how_one_joins(run: Run, branch: Unit) -> None:
    told = run("network", "avdelning 1")
    assert told.code == 0
    assert "kod" in told.out
