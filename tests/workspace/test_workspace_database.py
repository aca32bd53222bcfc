"""Where the workspace is kept."""

import stat
from pathlib import Path

import pytest
from django.db import connection

from samspel.terms.errors import BadInputError
from samspel.workspace.database import describe_database


def test_the_file_is_its_owners_alone(database: str) -> None:
    if database != "sqlite":
        pytest.skip("a server guards its own files")
    connection.ensure_connection()
    assert stat.S_IMODE(Path(connection.settings_dict["NAME"]).stat().st_mode) == 0o600


@pytest.mark.parametrize("address", ["mysql://a/b", "nonsense", "postgres:", "http://a/b"])
def test_an_address_of_no_such_database_is_told(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="database"):
        describe_database(tmp_path, {"DATABASE_URL": address})
