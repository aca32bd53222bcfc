"""`samspel backtest`: for people in both languages, as JSON and as a table, and a place without a case."""

import json
from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest

from cli.program_runs import Run

QUICK = ("backtest", "Trollhättan", "--draws", "50")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", ("Saab i Trollhättan", "Band 80 %", "KÄND: ", "varje hypotes|alla hypoteser på noll", "typ I")),
        ("en", ("Saab in Trollhättan", "80% band", "The model", "every hypothesis at zero", "type I")),
    ],
)
def test_people_are_told_the_table_the_verdict_and_what_was_approximated(
    run: Run, lang: str, said: tuple[str, ...]
) -> None:
    outcome = run(*QUICK, "--lang", lang)
    assert (outcome.code, outcome.err) == (0, "")
    words = " ".join(outcome.out.replace("\u00a0", " ").split())
    for part in said:
        assert any(one.lower() in words.lower() for one in part.split("|")), part
    assert [year for year in ("2012", "2014", "2016") if year not in words] == []


def test_machines_get_every_number(run: Run) -> None:
    plain = json.loads(run(*QUICK, "--json").out)
    assert [case["place"]["code"] for case in plain["cases"]] == ["1488"]
    assert plain["cases"][0]["jobs"] == 3700.0
    assert len(plain["outcomes"]) == len(plain["outcomes_without_hypotheses"]) == plain["verdict"]["count"] == 6
    for outcome in plain["outcomes"]:
        assert outcome["inside"] == (outcome["p10"] <= outcome["observed"] <= outcome["p90"])
        assert outcome["errors"]["model"] == pytest.approx(abs(outcome["p50"] - outcome["observed"]))
        assert outcome["errors"]["unchanged"] == pytest.approx(abs(outcome["unchanged"] - outcome["observed"]))
    assert plain["verdict"]["inside"] == sum(outcome["inside"] for outcome in plain["outcomes"])
    assert set(plain["verdict"]["mean_errors"]) == {"people", "unemployment"}


def test_without_a_name_every_case_is_tried(run: Run) -> None:
    everything = json.loads(run("backtest", "--draws", "50", "--json").out)
    one = json.loads(run(*QUICK, "--json").out)
    assert [case for case in everything["cases"] if case in one["cases"]] == one["cases"]


def test_the_same_seed_gives_the_same_answer(run: Run) -> None:
    first, again, other = (run(*QUICK, "--json", "--seed", seed).out for seed in ("3", "3", "4"))
    assert first == again
    assert first != other


def test_a_file_has_a_row_for_each_outcome_and_treatment(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "backtests.csv"
    assert run(*QUICK, "--out", str(out)).code == 0
    frame = pl.read_csv(out, schema_overrides={"place_code": pl.Utf8})
    assert frame.height == 12
    assert set(frame["hypotheses"]) == {"with", "zero"}
    blank = frame.drop(cs.contains("with_country"))
    assert sum(blank.null_count().row(0)) == 0
    assert frame.filter(pl.col("with_country").is_null())["outcome"].unique().to_list() == ["people"]


def test_a_place_without_a_case_is_told_in_a_sentence(run: Run) -> None:
    outcome = run("backtest", "Laxå")
    assert outcome.code == 1
    assert "Laxå" in outcome.err
    assert "Trollhättan" in outcome.err


@pytest.mark.parametrize("words", [("--draws", "1"), ("--seed", "-1")])
def test_a_mistake_in_the_command_is_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run("backtest", *words).code == 2


OWN = (
    "kommun;händelse;år;jobb;namn\n"
    "Trollhättan;nedläggning;2012;3700;Vår egen Saab\n"
    "Gnosj;etablering;2016;100;\n"
    "Sandviken;nedläggning;1950;100;\n"
    "Region Gävleborg;nedläggning;2015;100;\n"
    "Åsele;nedläggning;2015;100000;\n"
)


def test_own_cases_are_tried_and_those_that_cannot_be_are_told_by_line(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "fall.csv", tmp_path / "ut.csv"
    file.write_text(OWN, encoding="utf-8")
    outcome = run("backtest", "--cases", str(file), "--draws", "50", "--lang", "sv")
    assert outcome.code == 1
    assert "Vår egen Saab (1488): 3 700 direkta jobb borta från 2012." in outcome.out.replace("\u00a0", " ")
    for line, told in (
        (3, "Menade du Gnosjö"),
        (4, "är för gammalt för att prövas"),
        (5, "är ingen kommun"),
        (6, "fler än de 2 838 som bodde i Åsele"),
    ):
        (said,) = [one for one in outcome.err.splitlines() if f"fall.csv, rad {line}." in one]
        assert told in said.replace("\u00a0", " ")
    assert run("backtest", "--cases", str(file), "--draws", "50", "--out", str(out)).code == 1
    built_in = run(*QUICK, "--out", str(tmp_path / "saab.csv"))
    assert built_in.code == 0
    columns = ["hypotheses", "outcome", "year", "observed", "p10", "p50", "p90", "unchanged"]
    own, ours = (pl.read_csv(tmp_path / name).select(columns) for name in ("ut.csv", "saab.csv"))
    assert own.rows() == ours.rows(), "the same case by another way"


def test_a_file_without_a_case_to_try_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "fall.csv"
    file.write_text("kommun;händelse;år;jobb\nGnosj;etablering;2016;100\n", encoding="utf-8")
    outcome = run("backtest", "--cases", str(file), "--draws", "50")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Gnosj" in outcome.err
