"""What it means that the database failed is told in words, and a damaged one is not copied as if it were whole."""

import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.test import Client

from samspel.terms.errors import BadInputError
from samspel.workspace import failures
from samspel.workspace.backup import write_backup
from samspel.workspace.failures import check_whole, explain_failure
from samspel.workspace.models import Unit


def make_error(code: int, reason: str = "it failed") -> OperationalError:
    """An error as Django raises it over one of SQLite's."""
    cause = sqlite3.OperationalError(reason)
    cause.sqlite_errorcode = code
    error = OperationalError(reason)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("code", "free", "told"),
    [
        (sqlite3.SQLITE_BUSY, 0, "database_busy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, 0, "database_busy"),
        (sqlite3.SQLITE_LOCKED, 0, "database_busy"),
        (sqlite3.SQLITE_FULL, 10**9, "database_full"),
        (sqlite3.SQLITE_IOERR_WRITE, 0, "database_full"),
        (sqlite3.SQLITE_IOERR_READ, 10**9, "database"),
        (sqlite3.SQLITE_CORRUPT, 10**9, "database_damaged"),
        (sqlite3.SQLITE_NOTADB, 10**9, "database_damaged"),
        (sqlite3.SQLITE_CANTOPEN, 10**9, "database"),
    ],
)
def test_each_failure_has_its_own_sentence(
    database: str, code: int, free: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "workspace.sqlite3"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    found = explain_failure(make_error(code))
    assert found is not None
    assert found.code == told


def test_other_errors_are_left_alone() -> None:
    assert explain_failure(ValueError("a bug")) is None
    assert explain_failure(sqlite3.OperationalError("not through Django")) is None


def test_a_busy_and_a_full_database_are_pages(client: Client, branch: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    for code, status, words in ((sqlite3.SQLITE_BUSY, 503, "upptagen"), (sqlite3.SQLITE_FULL, 507, "Disken är full")):

        def fail(*_: object, code: int = code, **__: object) -> None:
            raise make_error(code)

        monkeypatch.setattr("samspel.web.work.campaigns.campaign_views.find_unit", fail)
        response = client.get(f"/arbete/{branch.pk}/driv/")
        assert (response.status_code, words in response.content.decode()) == (status, True)


def test_a_damaged_database_is_not_copied(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_whole()
    if database != "sqlite":
        return
    monkeypatch.setattr(failures, "_look_through", lambda: "Tree 12 page 12: btreeInitPage() fails\nmore")
    with pytest.raises(BadInputError) as caught:
        write_backup(tmp_path / "copy.zip")
    assert (caught.value.code, (tmp_path / "copy.zip").exists()) == ("database_damaged", False)
    assert caught.value.facts["reason"] == "Tree 12 page 12: btreeInitPage() fails"
