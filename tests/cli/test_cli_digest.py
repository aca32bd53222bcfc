"""`samspel digest`: sent once a week, to files where no server is named."""

import json
from pathlib import Path

import pytest

import ready_django  # noqa: F401 - models need the settings
from cli.program_runs import Run
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.campaigns import Typed, add_item, begin
from samspel.workspace.digests import choose_digest
from samspel.workspace.models import Account, Role, Unit
from whole_web import application, desk, web_home
from workspace_database import branch, database, postgres, seat

__all__ = ["application", "branch", "database", "desk", "postgres", "web_home"]


@pytest.fixture
def officer(desk: Desk, branch: Unit) -> Account:
    account = seat(branch, Role.OFFICER)
    choose_digest(account, "kim@a.example", wants=True)
    campaign = begin(desk, branch, account, Typed(title="Nattis", demands=("2",), places=("2181",)), get_today())
    add_item(campaign, account, "task", "Ring", get_today())
    return account


def test_it_is_sent_once_a_week(run: Run, officer: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", f"file:{tmp_path / 'box'}")
    monkeypatch.setenv("SAMSPEL_ADDRESS", "https://samspel.example")

    said = json.loads(run("digest", "--json").out)
    assert (said["sent"], said["before"]) == (1, 0)
    told = run("digest")
    assert (told.code, "redan skickade 1" in " ".join(told.out.split())) == (0, True)
    (file,) = (tmp_path / "box").iterdir()
    assert "https://samspel.example/arbete/" in file.read_text(encoding="utf-8")


def test_a_server_that_is_not_there_is_told(run: Run, officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://hemlig:losen@127.0.0.1:1?tls=no")
    told = run("digest")
    assert told.code == 1
    assert "E-postservern går inte att nå." in told.err
    assert "losen" not in told.err
