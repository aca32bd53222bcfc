"""The workspace's database for tests: SQLite, and PostgreSQL where this machine has it, each test undone at its end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections, transaction

import ready_django  # noqa: F401 - models need the settings
from samspel.workspace.alone import get_local_account
from samspel.workspace.database import describe_database
from samspel.workspace.models import Account, Role, Seat, Unit
from samspel.workspace.running import prepare

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
"""Where Debian puts the servers, newest first; a machine may have one in PATH instead."""
USER = "nobody"
"""PostgreSQL refuses to run as root."""


def find_postgres() -> Path | None:
    """The folder of the server's programs."""
    found = shutil.which("initdb")
    return next(iter(POSTGRES), Path(found).parent if found else None)


class PostgresServer:
    """A server of its own in a folder of its own, reached through a socket: no port, no network."""

    def __init__(self, folder: Path) -> None:
        programs = find_postgres()
        assert programs is not None
        self._programs, self.folder, self._data = programs, folder, folder / "data"
        if os.getuid() == 0:
            shutil.chown(folder, USER)
        self._run(
            "initdb", "-D", str(self._data), "-U", "samspel", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        started = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(folder / "log"), "-o", started, "start")

    @property
    def address(self) -> str:
        """What DATABASE_URL says."""
        return f"postgres://samspel@{str(self.folder).replace('/', '%2F')}/postgres"

    def stop(self) -> None:
        """End it at once."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        user = USER if os.getuid() == 0 else None
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=self.folder, timeout=60)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server, for all tests of this process; the test is skipped, with the reason, where there is none."""
    if find_postgres() is None:
        pytest.skip("no PostgreSQL on this machine (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="samspel-pg-"))  # a socket's path may not be long
    server = PostgresServer(folder)
    yield server
    connections.close_all()
    server.stop()
    shutil.rmtree(folder)


def connect_to(description: Mapping[str, Any]) -> None:
    """Let Django use another database from here on."""
    connections.close_all()
    connections.settings = connections.configure_settings({"default": dict(description)})
    with suppress(AttributeError):
        del connections["default"]


@cache
def _make_tables(name: str) -> None:
    """The tables, once a database."""
    prepare()


@contextmanager
def use_database(description: Mapping[str, Any]) -> Iterator[None]:
    """The described database, with its tables, until the end."""
    before = connections.settings
    connect_to(description)
    try:
        _make_tables(f"{description.get('HOST', '')}:{description['NAME']}")
        yield
    finally:
        connect_to(before["default"])


@pytest.fixture(params=["sqlite", "postgres"])
def database(
    request: pytest.FixtureRequest, application: WSGIHandler, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Both databases in turn, each empty; what the test writes is undone."""
    kind = str(request.param)
    address = request.getfixturevalue("postgres").address if kind == "postgres" else ""
    home = tmp_path_factory.getbasetemp() / "workspace-home"
    with use_database(describe_database(home, {"DATABASE_URL": address})), transaction.atomic():
        yield kind
        transaction.set_rollback(True)


@pytest.fixture
def branch(database: str) -> Unit:
    """A branch without parts."""
    return Unit.objects.create(kind=Unit.Kind.BRANCH, name="Avdelning 1", places=["2181"], members=1000)


@pytest.fixture
def club(branch: Unit) -> Unit:
    """A part of the branch."""
    return Unit.objects.create(kind=Unit.Kind.CLUB, name="Klubb 1", places=["2181"], parent=branch)


@pytest.fixture
def other_branch(database: str) -> Unit:
    """A branch that the first has nothing to do with."""
    return Unit.objects.create(kind=Unit.Kind.BRANCH, name="Avdelning 2", places=["2180"])


@pytest.fixture
def local(branch: Unit) -> Account:
    """Whoever sits at this machine, with a seat in the branch."""
    return get_local_account()


def seat(unit: Unit, role: Role | str, name: str = "") -> Account:
    """A new account with a role in the unit."""
    account = Account.objects.create_account(name or f"{role}-{unit.pk}", "a-long-pass-phrase-9")
    Seat.objects.create(account=account, unit=unit, role=role)
    return account
