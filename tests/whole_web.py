"""All pages at once, for every folder of tests that asks pages of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.utils.translation import override

from ready_tables import lay_tables
from samspel.app.backtesting import backtest
from samspel.app.desk import HOME_VARIABLE, Desk
from samspel.scenarios.model import DEFAULT_DRAWS
from samspel.scenarios.simulation import Request
from samspel.terms.files import FOLDERS
from samspel.transition.outlook import Plan
from samspel.web import passing
from samspel.web.shared import get_desk
from samspel.web.wsgi import build_application

FEW = 200
"""Draws enough for everything that is told of them; the thousand that users get stand in the golden texts."""


@pytest.fixture(scope="module", autouse=True)
def few_draws() -> Iterator[None]:
    """Where nobody says how many draws, a fifth of the usual: pages are held against the answer of the same run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vars(Request)["__init__"].__kwdefaults__, "draws", FEW)
        for function in (vars(Plan)["__init__"], backtest):
            given = tuple(FEW if value == DEFAULT_DRAWS else value for value in function.__defaults__ or ())
            patch.setattr(function, "__defaults__", given)
        yield


@pytest.fixture(scope="session")
def web_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "web-home"


@pytest.fixture(scope="module", autouse=True)
def nothing_left(web_home: Path) -> None:
    """What another module's tests left in the home of this process: no answer, draft or upload of theirs is read."""
    for folder in (*FOLDERS, passing.FOLDER):
        for file in (web_home / folder).rglob("*"):
            if file.is_file() and file.name not in (passing.GATE, passing.LOCK):
                file.unlink()


@pytest.fixture(scope="session")
def application(web_home: Path) -> WSGIHandler:
    """The whole workspace; one a process, as the settings are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(web_home))
        lay_tables(web_home)
        return build_application("localhost")


@pytest.fixture
def client(application: WSGIHandler) -> Iterator[Client]:
    """A browser of its own; the language that Django keeps from the last page is not the next test's."""
    with override("sv"):
        yield Client(SERVER_NAME="localhost")


@pytest.fixture(scope="session")
def desk(application: WSGIHandler) -> Desk:
    return get_desk()


@pytest.fixture
def no_answers(application: WSGIHandler, web_home: Path) -> Iterator[None]:
    """Leaves no answer behind for the next test."""
    yield
    for file in (web_home / "answers").glob("*.csv"):
        file.unlink()


@pytest.fixture
def nothing_kept(application: WSGIHandler, web_home: Path) -> None:
    """Whatever the tests before have kept is gone."""
    for folder in ("added", "answers", "reach", "demands", "hospitals"):
        for file in (web_home / folder).glob("*"):
            file.unlink()


@pytest.fixture
def no_packets(web_home: Path) -> Iterator[None]:
    """Leaves no packet on the disk for the next test."""
    yield
    for file in (web_home / "uploads").rglob("packet.*"):
        file.unlink()
