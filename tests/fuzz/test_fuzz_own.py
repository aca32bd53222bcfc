"""A file or a form with anything in it is a demand, or is refused in words: never a failure."""

from pathlib import Path

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from samspel.catalogue.handbooks import FIRST_OWN
from samspel.catalogue.loading import find_content
from samspel.catalogue.own import fill_own, make_own, read_own
from samspel.catalogue.own_writing import write_own
from samspel.terms.errors import SamspelError
from samspel.web.presenters.own_form import compose_own, fill_in, read_typed
from shipped import load_shipped

CATALOGUE = load_shipped()
TEMPLATE = (find_content() / "templates" / "own_demand_en.toml").read_text(encoding="utf-8")
LINES = tuple(line for line in TEMPLATE.splitlines() if line and not line.startswith("#"))
HOSTILE = (
    "", "{", "}", "{committee}", "\\", '"', '"""', "'''", "\x00", "\ud800", "\u202e", "nan", "inf", "-1", "1e400",
    "9999999999999999999999", "[", "[[", "{}", "true", "2026-13-01", "0001-01-01", "/", "../..", "a" * 5_000,
)  # fmt: skip
WORDS = st.sampled_from(HOSTILE) | st.text(max_size=40)
FIELDS = (
    "id", "titel", "krav", "varfor", "vem", "omrade", "att1", "att2", "finns", "fraga1", "svar1", "brist1", "fraga2",
    "mot1", "bemot1", "matt", "lagg", "bort", "sok", "riktning_population",
)  # fmt: skip
KNOWN = st.sampled_from(("population", "unemployment", "region", "health-care", "planning-housing", "number", "high"))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own") / "krav.toml"


def check_told(error: SamspelError) -> None:
    """It is told in a sentence in both languages."""
    for texts in CATALOGUE.texts.values():
        assert texts.explain(error).what


def try_file(path: Path, data: bytes) -> None:
    """Read a file as a demand, and write what was read."""
    path.write_bytes(data)
    try:
        own = read_own(path)
        make_own(CATALOGUE, own, FIRST_OWN, path)
    except SamspelError as error:
        check_told(error)
        return
    path.write_text(write_own(own), encoding="utf-8")
    assert read_own(path) == own


@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), WORDS, st.integers(0, 3)), min_size=1, max_size=4))
def test_a_template_with_lines_changed_is_a_demand_or_refused(path: Path, changes: list[tuple[int, str, int]]) -> None:
    lines = list(LINES)
    for number, words, how in changes:
        name = lines[number].partition(" = ")[0]
        lines[number] = (f'{name} = "{words}"', f"{name} = {words}", words, f"{lines[number]}{words}")[how]
    try_file(path, "\n".join(lines).encode(errors="surrogatepass"))


@given(st.binary(max_size=200) | st.text(alphabet='[]{}="\n.#a1', max_size=200).map(str.encode))
def test_bytes_of_any_kind_are_a_demand_or_refused(path: Path, data: bytes) -> None:
    try_file(path, data)


@pytest.mark.usefixtures("application")
@given(st.lists(st.tuples(st.sampled_from(FIELDS), WORDS | KNOWN), max_size=25))
def test_a_form_with_anything_in_it_is_a_demand_or_refused(fields: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for name, words in fields:
        query.appendlist(name, words)
    own = compose_own(CATALOGUE, read_typed(CATALOGUE, query))
    fill_in(CATALOGUE, own)
    try:
        make_own(CATALOGUE, own, FIRST_OWN)
    except SamspelError as error:
        check_told(error)
    else:
        assert fill_own(CATALOGUE, own, FIRST_OWN).id == own.id
