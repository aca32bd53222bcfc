"""Where the workspace is kept."""

import stat
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from samspel.terms.errors import BadInputError
from samspel.workspace.database import describe_database, protect_file


def test_the_file_is_its_owners_alone(database: str) -> None:
    if database != "sqlite":
        pytest.skip("a server guards its own files")
    connection.ensure_connection()
    assert stat.S_IMODE(Path(connection.settings_dict["NAME"]).stat().st_mode) == 0o600


@pytest.mark.parametrize("address", ["mysql://a/b", "nonsense", "postgres:", "http://a/b"])
def test_an_address_of_no_such_database_is_told(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="database"):
        describe_database(tmp_path, {"DATABASE_URL": address})


@pytest.mark.parametrize(("mode", "told"), [(0o644, 1), (0o600, 0)])
def test_a_file_that_others_can_reach_and_that_cannot_be_shut_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, mode: int, told: int
) -> None:
    path = tmp_path / "workspace.sqlite3"
    path.touch(mode)
    path.chmod(mode)

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    opened = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": str(path)})
    for _ in range(2):
        protect_file(opened)
    assert [str(path) in one.getMessage() and "not permitted" in one.getMessage() for one in caplog.records] == [
        True
    ] * told
