"""The workspace as files, on the command line: each command in a program of its own, with a home of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
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
    assert run(elsewhere, "import", str(out)).returncode == 0
    told = run(elsewhere, "backup", str(tmp_path / "copy.zip"), "--json")
    assert json.loads(told.stdout)["rows"] == 3

    refused = run(elsewhere, "restore", str(tmp_path / "copy.zip"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert run(elsewhere, "restore", str(tmp_path / "copy.zip"), "--replace").returncode == 0

    wrong = run(home, "export", "avdelning 47", str(out))
    assert wrong.returncode == 1
    assert "Avdelning 46" in wrong.stderr
