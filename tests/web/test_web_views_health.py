"""Whether the server is well, told to a program that asks."""

import pytest
from django.db import DatabaseError
from django.test import Client, override_settings

from samspel import __version__
from samspel.web.views import health
from samspel.workspace.models import Role, Unit
from workspace_database import seat


def test_a_server_that_is_well_says_so_and_nothing_of_anybody(client: Client, branch: Unit) -> None:
    seat(branch, Role.OFFICER, "anna")
    with override_settings(IS_ALONE=False):
        response = client.get("/halsa/")

    assert response.status_code == 200
    assert response.json() == {"well": True, "version": __version__, "database": True, "disk": True}


def test_a_full_disk_and_a_database_that_is_gone_are_told_by_503(
    client: Client, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    monkeypatch.setattr(health, "connection", Gone())
    response = client.get("/halsa/")

    assert response.status_code == 503
    assert (response.json()["database"], response.json()["disk"]) == (False, False)
