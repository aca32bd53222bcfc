"""The workspace's database for tests: SQLite, and PostgreSQL where this machine has it, each test undone at its end."""

import shutil
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
from postgres_server import PostgresServer, find_postgres
from ready_tables import lay_tables
from samspel.workspace.alone import get_local_account
from samspel.workspace.database import describe_database
from samspel.workspace.models import Account, Role, Seat, Unit
from samspel.workspace.running import prepare


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
def use_database(description: Mapping[str, Any], *, is_new: bool = False) -> Iterator[None]:
    """The described database, with its tables, until the end. One that `is_new` may have the name of one before it."""
    before = connections.settings
    if description["ENGINE"].endswith("sqlite3"):
        lay_tables(Path(description["NAME"]).parents[1])
    connect_to(description)
    try:
        if is_new:
            prepare()
        else:
            _make_tables(f"{description.get('HOST', '')}:{description['NAME']}")
        yield
    finally:
        connect_to(before["default"])


@pytest.fixture(params=["sqlite", "postgres"])
def own_database(request: pytest.FixtureRequest, application: WSGIHandler, tmp_path: Path) -> Iterator[str]:
    """Both databases in turn, a new one each time, with its tables: for what several connections do at once."""
    kind, address = str(request.param), ""
    if kind == "postgres":
        address = request.getfixturevalue("postgres").make_database("own")
    with use_database(describe_database(tmp_path / "own", {"DATABASE_URL": address}), is_new=True):
        yield kind


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
