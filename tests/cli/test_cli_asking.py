"""`samspel ask` and `samspel brief` write beside what somebody has written, and no letter begs for nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.program_runs import Run
from samspel.sources.form_writing import COLUMNS

Told = Callable[..., str]
WORDS = ("ask", "Sandviken", "--demand", "2", "--date", "2026-11-22")
FORM = "svar-2181.csv"


def fill(form: Path, column: str, value: str) -> bytes:
    """Fill in one cell of the first row; returns what the file then holds."""
    lines = form.read_text(encoding="utf-8-sig").splitlines()
    cells = lines[1].split(";")
    cells[COLUMNS.index(column)] = value
    form.write_text("\n".join([lines[0], ";".join(cells), *lines[2:]]), encoding="utf-8")
    return form.read_bytes()


@pytest.mark.parametrize(("column", "value"), [("answer", "nej"), ("answered_by", "Ek"), ("source", "avtal 4")])
def test_a_form_that_somebody_has_begun_is_not_replaced_and_nothing_is_written(
    run: Run, tmp_path: Path, column: str, value: str
) -> None:
    assert run(*WORDS).code == 0
    before = fill(tmp_path / FORM, column, value)
    for letter in ("fragor-2181.docx", "fragor-2181.pdf"):
        (tmp_path / letter).unlink()
    outcome = run(*WORDS)
    assert outcome.code == 1
    assert f'samspel answer "Sandvikens kommun" "{FORM}"' in outcome.err
    assert (tmp_path / FORM).read_bytes() == before
    assert not list(tmp_path.glob("fragor-*"))


@pytest.mark.parametrize("data", [b"my own notes", "å".encode("latin-1"), b"", b'"\n'])
def test_a_file_that_is_no_form_is_not_replaced(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / FORM).write_bytes(data)
    assert run(*WORDS).code == 1
    assert (tmp_path / FORM).read_bytes() == data


def test_a_blank_form_is_replaced_in_any_language(run: Run, tmp_path: Path) -> None:
    assert run(*WORDS, "--lang", "en").code == 0
    (tmp_path / "answers-2181.csv").rename(tmp_path / FORM)
    english = (tmp_path / FORM).read_bytes()
    assert run(*WORDS).code == 0
    assert (tmp_path / FORM).read_bytes() != english


@pytest.mark.parametrize(
    ("words", "name"),
    [(WORDS, "fragor-2181.docx"), (("brief", "Sandviken", "--date", "2026-11-22", "--format", "docx"), "")],
)
def test_a_document_that_somebody_has_changed_stays_beside_the_new_one(
    run: Run, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    files = json.loads(run(*words, "--json").out)["files"]
    path = tmp_path / (name or files[0])
    whole = path.read_bytes()
    path.write_bytes(b"with notes of my own")
    again = json.loads(run(*words, "--json").out)["files"]
    beside = path.with_name(f"{path.stem}-2{path.suffix}")
    assert beside.name in again
    assert (path.read_bytes(), beside.read_bytes()) == (b"with notes of my own", whole)


def test_the_same_document_again_takes_no_new_name(run: Run, tmp_path: Path) -> None:
    run(*WORDS)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert run(*WORDS).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("words", [("ask", "Gotlands län", "--demand", "1"), ("ask", "Gotlands län", "--demand", "2")])
def test_where_there_is_nothing_to_ask_it_is_said_and_no_letter_is_written(
    run: Run, told: Told, tmp_path: Path, words: tuple[str, ...]
) -> None:
    outcome = run(*words)
    assert (outcome.code, outcome.err) == (0, "")
    assert told("sv", "letter.nothing", body="Region Gotland") in outcome.out.replace("\n", " ")
    assert json.loads(run(*words, "--json").out)["files"] == []
    assert not [path for path in tmp_path.iterdir() if path.is_file()]
