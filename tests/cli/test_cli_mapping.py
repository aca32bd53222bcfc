"""`samspel map`: as words, JSON, tables and pictures; each mistake a sentence."""

import json
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from cli.program_runs import Run


def test_people_and_machines_are_told_the_same(run: Run) -> None:
    told = run("map", "16", "Gävleborg")
    assert (told.code, told.err) == (0, "")
    rows = json.loads(run("map", "16", "Gävleborg", "--json").out)
    assert len(rows) == 10
    assert all(row["place"] in told.out for row in rows)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_map_is_written_as_a_table(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"karta.{kind}"
    assert run("map", "N00090", "--year", "2019", "--gender", "women", "--out", str(path)).code == 0
    frame = pl.read_csv(path) if kind == "csv" else pl.read_parquet(path)
    assert len(frame) == 290
    assert frame["year"].unique().to_list() == [2019]


def test_a_map_is_drawn(run: Run, tmp_path: Path) -> None:
    drawing, picture = tmp_path / "karta.svg", tmp_path / "karta.png"
    assert run("map", "N00090", "Sandviken", "--out", str(drawing)).code == 0
    said = " ".join(ElementTree.parse(drawing).getroot().itertext())
    assert "Sandviken" in said
    assert "Gränser: SCB" in said
    assert run("map", "21", "21", "--lang", "en", "--out", str(picture)).code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("map", "qqzzxx"), "varken krav eller mått som heter qqzzxx"),
        (("map", "16", "Sandvikn"), "Menade du Sandviken"),
        (("map", "N00090", "--year", "1800"), "inga värden för år 1800"),
        (("map", "N00090", "--year", "1800"), "Det finns värden för 2006–2022."),
        (("map", "16", "--out", "karta.doc"), "karta.doc"),
        (("map", "16", "--out", "karta.doc"), "Bilden skrivs som .svg, .png, tabellen som .csv"),
        (("map", ""), "Namnet på kravet eller måttet saknas."),
    ],
)
def test_a_mistake_is_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run(*words)
    assert outcome.code == 1
    assert said in " ".join(outcome.err.split())


@pytest.mark.parametrize("words", [("--year", "2020"), ("--gender", "women")])
def test_what_a_demand_does_not_have_is_no_choice(run: Run, words: tuple[str, ...]) -> None:
    outcome = run("map", "16", *words)
    assert outcome.code == 2
    assert "gäller mått" in outcome.err
