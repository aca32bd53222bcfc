"""`samspel hospitals`: the list, a correction, and what is refused."""

import json
from pathlib import Path

import pytest

from cli.program_runs import Run

ARVIKA = "Sjukhuset i Arvika"


def test_the_list_is_printed_written_and_given_as_data(run: Run, tmp_path: Path) -> None:
    assert "Lindesbergs lasarett" in run("hospitals").out
    assert len(json.loads(run("hospitals", "--json").out)) == 62
    assert run("hospitals", "--out", str(tmp_path / "list.csv")).code == 0
    assert "Lindesbergs lasarett" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")


def test_a_hospital_or_a_town_alone_shows_what_is_known(run: Run) -> None:
    for words in (ARVIKA, "arvika"):
        assert [row["hospital"] for row in json.loads(run("hospitals", words, "--json").out)] == [ARVIKA]


def test_a_correction_is_kept_with_who_and_taken_back(run: Run) -> None:
    (said,) = json.loads(run("hospitals", ARVIKA, "--open", "no", "--by", "Anna Ek", "--source", "brev", "--json").out)
    assert (said["certainty"], said["by"], said["source"]) == ("no", "Anna Ek", "brev")
    assert "Anna Ek" in run("hospitals").out
    (back,) = json.loads(run("hospitals", ARVIKA, "--undo", "--json").out)
    assert (back["certainty"], back["by"]) == ("unsure", "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--open", "no"), 2),
        (("Nowhere",), 1),
        ((ARVIKA, "--open", "no", "--undo"), 2),
        ((ARVIKA, "--open", "perhaps"), 2),
        ((ARVIKA, "--open", "no"), 1),
        (("Nowhere", "--open", "no", "--by", "A"), 1),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(words: tuple[str, ...], code: int, run: Run) -> None:
    told = run("hospitals", *words)
    assert (told.code, bool(told.err.strip()), "Traceback" in told.err) == (code, True, False)
