"""The program run in this process, with a home of its own and the content loaded once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cli.program_runs import Outcome, Run
from desks import make_desk
from samspel.app.desk import Desk
from samspel.app.placing import lies_any_in
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.cli import framing
from samspel.cli.main import execute
from samspel.observations.building import Observations
from samspel.reach.workplaces import Locality
from samspel.terms.place import Place


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a working folder of its own, and no language but the program's."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SAMSPEL_HOME", str(folder))
    monkeypatch.delenv("SAMSPEL_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(
    catalogue: Catalogue,
    observations: Observations,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run one command line against the content loaded once."""
    monkeypatch.setattr(framing, "open_desk", lambda: make_desk(catalogue, observations, home))

    def start(*words: str) -> Outcome:
        capsys.readouterr()
        code = execute(list(words))
        told = capsys.readouterr()
        return Outcome(code, told.out, told.err)

    return start


@pytest.fixture
def told(catalogue: Catalogue) -> Callable[..., str]:
    """A text of the catalogue by language and key."""

    def find(lang: str, key: str, **facts: Any) -> str:
        texts: Texts = catalogue.texts[lang]  # type: ignore[index]
        return texts(key, **facts)

    return find


@pytest.fixture(autouse=True)
def lend_town(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up town lies at sea; here any place may have its lists for its own."""

    def lies(desk: Desk, place: Place, origins: Sequence[Locality]) -> bool:
        at_sea = [one for one in origins if max(abs(one.point[0] - 56.0), abs(one.point[1] - 18.0)) < 1.0]
        return bool(at_sea) or lies_any_in(desk, place, origins)

    monkeypatch.setattr("samspel.app.reaching.lies_any_in", lies)
