"""`samspel measures` and `samspel series`: as words, JSON, tables and a picture; each mistake a sentence."""

import json
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from cli.program_runs import Run


def test_people_and_machines_find_the_same_measures(run: Run) -> None:
    found = json.loads(run("measures", "sjukfrånvaro", "--json").out)
    assert "staff_sick_leave" in {row["id"] for row in found}
    told = run("measures", "sjukfrånvaro")
    assert (told.code, told.err) == (0, "")
    assert f"Mått: {len(found)}" in told.out


def test_a_long_list_says_how_much_of_it_is_shown(run: Run) -> None:
    assert "Här visas 60 av" in run("measures").out


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_series_is_written_whole(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"serie.{kind}"
    assert run("series", "N00090", "Sandviken", "Gävle", "--out", str(path)).code == 0
    if kind == "xlsx":
        assert path.read_bytes()[:2] == b"PK"
        return
    frame = pl.read_csv(path) if kind == "csv" else pl.read_parquet(path)
    plain = json.loads(run("series", "N00090", "Sandviken", "Gävle", "--json").out)
    assert frame["value"].to_list() == [row["value"] for row in plain]
    assert frame.columns == list(plain[0])


def test_a_series_is_drawn(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "serie.svg"
    assert run("series", "N00090", "Sandviken", "--out", str(path)).code == 0
    assert ElementTree.parse(path).getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("series", "N0009", "Sandviken"), "Det finns inget mått N0009"),
        (("series", "N00090", "Sandvikn"), "Menade du Sandviken"),
        (("series", "N00090", "Sandviken", "--from", "2050"), "åren 2006–2022"),
        (("series", "N60077", "Sandviken"), "bara för regioner och riket"),
        (("series", "N00090", "Sandviken", "--out", "serie.doc"), "serie.doc"),
        (("measures", "qqzzxx"), "Inget mått innehåller qqzzxx"),
    ],
)
def test_a_mistake_is_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run(*words)
    assert outcome.code == 1
    assert said in " ".join(outcome.err.split())


def test_what_cannot_be_drawn_says_why_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "serie.svg"
    outcome = run("series", "N00090", "Sandviken", "--from", "2022", "--out", str(path))
    assert outcome.code == 1
    assert "minst två år" in outcome.err
    assert not path.exists()


def test_women_and_men_stand_beside_all_in_a_file_where_they_are_told_apart(run: Run) -> None:
    told = {
        gender: [
            row["value"] for row in json.loads(run("series", "N00090", "Sandviken", "--gender", gender, "--json").out)
        ]
        for gender in ("women", "men")
    }
    rows = json.loads(run("series", "N00090", "Sandviken", "--json").out)
    assert [row["women"] for row in rows] == told["women"]
    assert [row["men"] for row in rows] == told["men"]
    plain = json.loads(run("series", "population", "Sandviken", "--json").out)
    assert all(row["women"] is None for row in plain)
