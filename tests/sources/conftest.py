"""A place whose answers are read, and a store of its own for every test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer
from samspel.sources.answer_form import parse_form
from samspel.store.answers import AnswerStore
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from sources.form_rows import TODAY


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that nothing is read from or written to the user's."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SAMSPEL_HOME", str(folder))
    return folder


@pytest.fixture
def sandviken(catalogue: Catalogue) -> Place:
    """The municipality that answers."""
    return catalogue.places.by_code["2181"]


@pytest.fixture
def store(home: Path, catalogue: Catalogue) -> AnswerStore:
    """An empty store."""
    return AnswerStore(home, catalogue)


@pytest.fixture
def parse(catalogue: Catalogue, sandviken: Place) -> Callable[[str | bytes], tuple[Answer, ...]]:
    """Parse a form from Sandviken, of text or bytes."""

    def run(form: str | bytes) -> tuple[Answer, ...]:
        data = form.encode() if isinstance(form, str) else form
        return parse_form(data, "svar.csv", catalogue, sandviken, TODAY)

    return run


@pytest.fixture
def refuse(parse: Callable[[str | bytes], tuple[Answer, ...]]) -> Callable[[str | bytes], BadInputError]:
    """Parse a form that is wrong and return the error."""

    def run(form: str | bytes) -> BadInputError:
        with pytest.raises(BadInputError) as caught:
            parse(form)
        return caught.value

    return run
