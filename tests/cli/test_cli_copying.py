"""The workspace as files, on the command line: each command in a program of its own, with a home of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ready_tables import lay_tables


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
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
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    environment = {**os.environ, "SAMSPEL_HOME": str(home)}
    subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True, timeout=120)
    return home


def test_a_branch_is_taken_out_and_put_in_elsewhere_and_the_whole_is_copied_and_put_back(
    home: Path, tmp_path: Path
) -> None:
    out, elsewhere = tmp_path / "46.zip", tmp_path / "elsewhere"
    assert run(home, "export", "avdelning 46", str(out)).returncode == 0
    read_in = run(elsewhere, "import", str(out))
    assert read_in.returncode == 0
    assert "admin" not in read_in.stdout, "nobody has an account, there or here"
    told = run(elsewhere, "backup", str(tmp_path / "copy.zip"), "--json")
    assert json.loads(told.stdout)["rows"] == 3

    refused = run(elsewhere, "restore", str(tmp_path / "copy.zip"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert run(elsewhere, "restore", str(tmp_path / "copy.zip"), "--replace").returncode == 0

    wrong = run(home, "export", "avdelning 47", str(out))
    assert wrong.returncode == 1
    assert "Avdelning 46" in wrong.stderr


SERVE = """
import sys
from samspel.workspace.running import start
start()
from samspel.workspace.models import Account, Seat, Unit
name = sys.argv[1]
account = Account.objects.create_account(name, "kaffe vid spåret sju")
for unit in Unit.objects.all():
    account.seats.create(unit=unit, role="administrator")
"""


def test_what_is_read_in_on_a_server_says_how_its_accounts_and_those_that_are_there_get_in(
    home: Path, tmp_path: Path
) -> None:
    def serve(at: Path, name: str) -> None:
        lay_tables(at)
        environment = {**os.environ, "SAMSPEL_HOME": str(at)}
        subprocess.run([sys.executable, "-c", SERVE, name], env=environment, check=True, timeout=120)

    out, server = tmp_path / "46.zip", tmp_path / "server"
    serve(server, "anna")
    assert run(home, "export", "avdelning 46", str(out)).returncode == 0
    alone = run(server, "import", str(out)).stdout
    assert "admin link" not in alone, "no account came along"
    assert "samspel admin seat NAMN --unit 1" in alone

    serve(home, "cilla")
    assert run(home, "export", "avdelning 46", str(out)).returncode == 0
    other = tmp_path / "other"
    serve(other, "anna")
    told = run(other, "import", str(out)).stdout
    assert "Konton som följde med: cilla." in told
    assert "samspel admin link NAMN" in told
