"""`samspel admin`: accounts made, listed, let in again and closed by whoever runs the server."""

import json
import re

import click
import pytest

import ready_django  # noqa: F401 - models need the settings
from cli.program_runs import Run
from samspel.workspace.accounts import accept
from samspel.workspace.models import Account, Role, Unit
from samspel.workspace.permissions import find_role
from second_steps import add_app
from whole_web import application, web_home
from workspace_database import branch, club, database, other_branch, postgres, seat

__all__ = ["application", "branch", "club", "database", "other_branch", "postgres", "web_home"]
PASSWORD = "kaffe vid spåret sju"


def test_the_first_account_gets_all_units_and_a_link_that_works(run: Run, branch: Unit) -> None:
    told = run("admin", "create", "anna")
    assert (told.code, told.err) == (0, "")
    link = re.search(r"/konto/inbjudan/(\S+)/", told.out)
    assert link
    assert find_role(accept(link[1], "", PASSWORD), branch) == Role.ADMINISTRATOR


def test_an_account_gets_a_role_in_the_units_that_are_named(run: Run, branch: Unit, other_branch: Unit) -> None:
    told = run("admin", "create", "bosse", "--unit", "avdelning 1", "--unit", str(other_branch.pk), "--role", "officer")
    assert (told.code, told.err) == (0, "")
    account = Account.objects.get(username="bosse")
    assert [find_role(account, unit) for unit in (branch, other_branch)] == [Role.OFFICER, Role.OFFICER]
    assert not account.may_found


def test_a_unit_that_is_none_is_told_with_the_nearest_and_no_account_is_made(run: Run, branch: Unit) -> None:
    told = run("admin", "create", "bosse", "--unit", "Avdelning 11")
    assert told.code == 1
    assert "Menade du Avdelning 1?" in told.err
    assert not Account.objects.filter(username="bosse").exists()


def test_a_name_that_several_units_have_is_asked_for_by_number(run: Run, branch: Unit) -> None:
    other = Unit.objects.create(kind=Unit.Kind.BRANCH, name="avdelning  1")
    told = run("admin", "create", "bosse", "--unit", "Avdelning 1")
    assert told.code == 1
    assert str(other.pk) in told.err
    assert not Account.objects.filter(username="bosse").exists()


def test_a_password_may_be_asked_for_instead(run: Run, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "prompt", lambda *_, **__: PASSWORD)
    told = run("admin", "create", "anna", "--password")
    assert told.code == 0
    assert "/konto/" not in told.out
    assert Account.objects.get(username="anna").check_password(PASSWORD)


def test_accounts_are_listed_with_their_roles(run: Run, branch: Unit) -> None:
    assert "samspel admin create" in run("admin", "list").out
    seat(branch, Role.MEMBER, "cilla")
    run("admin", "create", "anna")
    run("admin", "close", "cilla")
    told = run("admin", "list")
    assert "Avdelning 1: Medlem" in told.out
    assert "stängt" in told.out
    rows = json.loads(run("admin", "list", "--json").out)["accounts"]
    told_of = [(row["name"], row["open"], row["may_found"]) for row in rows]
    assert told_of == [("anna", True, True), ("cilla", False, False)]


def test_a_link_gives_a_new_password(run: Run, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    path = json.loads(run("admin", "link", "cilla", "--json").out)["path"]
    accept(path.split("/")[-2], "", PASSWORD)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_an_account_that_is_there_gets_a_role_and_one_that_came_in_closed_is_let_in(
    run: Run, branch: Unit, other_branch: Unit
) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    assert run("admin", "seat", "cilla").code == 2
    told = run("admin", "seat", "cilla", "--unit", str(other_branch.pk), "--role", "officer")
    assert (told.code, told.err) == (0, "")
    assert "cilla är nu" in told.out
    assert find_role(account, other_branch) == Role.OFFICER
    assert find_role(account, branch) == Role.MEMBER
    taken = run("admin", "create", "cilla", "--unit", str(other_branch.pk))
    assert "samspel admin seat cilla" in taken.err

    run("admin", "close", "cilla")
    assert "samspel admin link cilla" in run("admin", "seat", "cilla", "--unit", str(branch.pk)).out
    path = json.loads(run("admin", "link", "cilla", "--json").out)["path"]
    account.refresh_from_db()
    assert account.is_active
    assert find_role(accept(path.split("/")[-2], "", PASSWORD), branch) == Role.ADMINISTRATOR


def test_the_second_step_of_who_has_lost_it_is_removed(run: Run, branch: Unit) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    assert "inget andra steg" in run("admin", "reset", "cilla").out
    add_app(account)
    assert "är borta" in run("admin", "reset", "cilla").out
    assert json.loads(run("admin", "reset", "cilla", "--json").out) == {"account": "cilla", "reset": False}


def test_keys_are_changed(run: Run, branch: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("admin", "rotate")
    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize(
    "words", [("create",), ("link",), ("reset",), ("close",), ("create", "bosse", "--role", "officer")]
)
def test_what_is_left_out_is_asked_for(run: Run, database: str, words: tuple[str, ...]) -> None:
    assert run("admin", *words).code == 2


@pytest.mark.parametrize("what", ["link", "reset", "close"])
def test_an_account_that_there_is_not_is_told(run: Run, database: str, what: str) -> None:
    told = run("admin", what, "nobody-here")
    assert told.code == 1
    assert "nobody-here" in told.err
