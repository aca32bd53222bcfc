"""`samspel simulate … --beside …`."""

import json
from pathlib import Path

import polars as pl
import pytest

from cli.program_runs import Run

QUICK = ("--draws", "50", "--years", "6")
BESIDE = (
    "simulate",
    "Olofström",
    "--beside",
    "Gislaved",
    "--beside",
    "Dorotea",
    "--shock",
    "2027:400:industry",
    *QUICK,
)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_place_is_told(run: Run, lang: str) -> None:
    outcome = run(*BESIDE, "--lang", lang)
    assert (outcome.code, outcome.err) == (0, "")
    assert all(name in outcome.out for name in ("Olofström", "Gislaved", "Dorotea", "197"))
    assert {"sv": "lika många jobb i varje", "en": "the same number of jobs in each"}[lang] in " ".join(
        outcome.out.split()
    )


def test_machines_get_the_same_and_a_file_has_every_place(run: Run, tmp_path: Path) -> None:
    plain = json.loads(run(*BESIDE, "--size", "share", "--json").out)
    assert plain["size"] == "share"
    assert {row["place_code"] for row in plain["results"]} == {"1060", "0662", "2425"}
    out = tmp_path / "beside.csv"
    assert run(*BESIDE, "--out", str(out)).code == 0
    written = pl.read_csv(out, infer_schema_length=None)
    assert set(written["place_code_words"]) == {"Olofström", "Gislaved", "Dorotea"}


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--each-lever",), 2, "--beside"),
        (("--drivers",), 2, "--beside"),
        (("--beside", "Gnosjö", "--beside", "Sandviken"), 1, "är 5"),
        (("--beside", "Gnosjo"), 1, "Gnosjo"),
    ],
)
def test_a_mistake_is_a_sentence(run: Run, args: tuple[str, ...], code: int, said: str) -> None:
    outcome = run(*BESIDE, *args)
    assert outcome.code == code
    assert said in outcome.err


def test_a_size_without_places_beside_says_what_it_belongs_to(run: Run) -> None:
    outcome = run("simulate", "Olofström", "--size", "share", "--shock", "2027:400:industry")
    assert outcome.code == 2
    assert "--beside" in outcome.err
