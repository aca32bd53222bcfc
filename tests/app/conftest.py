"""A desk with the shipped content and a home of its own for every test."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desks import make_desk
from given_answers import GIVEN
from samspel.app.desk import Desk
from samspel.app.placing import lies_any_in
from samspel.catalogue.loading import Catalogue
from samspel.observations.building import Observations
from samspel.reach.workplaces import Locality
from samspel.terms.place import Place

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that nothing is read from or written to the user's."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SAMSPEL_HOME", str(folder))
    return folder


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, home: Path) -> Desk:
    """A desk without answers, that may be given some."""
    return make_desk(catalogue, observations, home)


@pytest.fixture
def day() -> date:
    """The day of letters and answers."""
    return DAY


@pytest.fixture
def answer_offered(desk: Desk, at: Callable[[str], Place]) -> Callable[[str], Path]:
    """Keep Sandviken's answer to whether childcare at odd hours is offered."""

    def save(value: str) -> Path:
        answer = replace(GIVEN, value=value, day=DAY)
        return desk.store.save(at("2181"), [answer]).path

    return save


@pytest.fixture(autouse=True)
def lend_town(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up town lies at sea; here any place may have its lists for its own."""

    def lies(desk: Desk, place: Place, origins: Sequence[Locality]) -> bool:
        at_sea = [one for one in origins if max(abs(one.point[0] - 56.0), abs(one.point[1] - 18.0)) < 1.0]
        return bool(at_sea) or lies_any_in(desk, place, origins)

    monkeypatch.setattr("samspel.app.reaching.lies_any_in", lies)
