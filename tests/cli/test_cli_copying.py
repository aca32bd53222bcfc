"""The workspace as files, on the command line: each home with a database of its own, and one walk with each command in
a program of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

import ready_django  # noqa: F401 - models need the settings
from cli.program_runs import Run
from ready_tables import lay_tables
from samspel.workspace.database import describe_database
from samspel.workspace.models import Account, Holder, Role, Unit
from whole_web import application, web_home
from workspace_database import use_database

__all__ = ["application", "web_home"]


def start(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    lay_tables(home)
    environment = {**os.environ, "SAMSPEL_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "samspel", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


MAKE = """
from samspel.workspace.running import start
start()
from samspel.workspace.models import Holder, Unit
unit = Unit.objects.create(kind="branch", name="Avdelning 46", places=["2181"])
Holder.objects.create(unit=unit, name="Kim Exempel")
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    home = tmp_path / "kept"
    environment = {**os.environ, "SAMSPEL_HOME": str(home)}
    subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True, timeout=120)
    return home


def test_a_branch_is_taken_out_and_put_in_elsewhere_and_the_whole_is_copied_and_put_back(
    kept: Path, tmp_path: Path
) -> None:
    out, elsewhere = tmp_path / "46.zip", tmp_path / "elsewhere"
    assert start(kept, "export", "avdelning 46", str(out)).returncode == 0
    read_in = start(elsewhere, "import", str(out))
    assert read_in.returncode == 0
    assert "admin" not in read_in.stdout, "nobody has an account, there or here"
    told = start(elsewhere, "backup", str(tmp_path / "copy.zip"), "--json")
    assert json.loads(told.stdout)["rows"] == 3

    refused = start(elsewhere, "restore", str(tmp_path / "copy.zip"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert start(elsewhere, "restore", str(tmp_path / "copy.zip"), "--replace").returncode == 0

    wrong = start(kept, "export", "avdelning 47", str(out))
    assert wrong.returncode == 1
    assert "Avdelning 46" in wrong.stderr


@contextmanager
def work_in(home: Path) -> Iterator[None]:
    """What follows is done in the workspace of another home."""
    description = describe_database(home, {})
    with use_database(description, is_new=True), override_settings(WORKSPACE_HOME=home):
        yield


def let_in(name: str) -> None:
    """Make an account with a seat in every unit."""
    account = Account.objects.create_account(name, "kaffe vid spåret sju")
    for unit in Unit.objects.all():
        account.seats.create(unit=unit, role=Role.ADMINISTRATOR)


@pytest.mark.usefixtures("application")
def test_what_is_read_in_on_a_server_says_how_its_accounts_and_those_that_are_there_get_in(
    run: Run, tmp_path: Path
) -> None:
    taken_out = [tmp_path / name for name in ("nobody.zip", "cilla.zip")]
    with work_in(tmp_path / "from"):
        unit = Unit.objects.create(kind=Unit.Kind.BRANCH, name="Avdelning 46", places=["2181"])
        Holder.objects.create(unit=unit, name="Kim Exempel")
        assert run("export", "avdelning 46", str(taken_out[0])).code == 0
        let_in("cilla")
        assert run("export", "avdelning 46", str(taken_out[1])).code == 0
    told = []
    for number, file in enumerate(taken_out):
        with work_in(tmp_path / f"server-{number}"):
            let_in("anna")
            told.append(run("import", str(file)).out)
    alone, with_account = told
    assert "admin link" not in alone, "no account came along"
    assert "samspel admin seat NAMN --unit 1" in alone
    assert "Konton som följde med: cilla." in with_account
    assert "samspel admin link NAMN" in with_account
