"""`samspel equalise`: for people in both languages, as JSON, as a table, and every error as a sentence."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cli.program_runs import Run
from samspel.economy.municipal_finance import measure_equalisation
from samspel.observations.building import Observations
from samspel.reports.equalisation import describe_ages, describe_missing, describe_steps, describe_summary
from samspel.reports.equalisation_data import render_equalisation

PLACES = ("Sandviken", "Danderyd", "Gävleborg", "Gotland")


Equalise = Callable[..., tuple[int, str, str]]


@pytest.fixture
def equalise(run: Run) -> Equalise:
    """Runs `samspel equalise`; the exit code and what was printed, with hard spaces made plain."""

    def start(*words: str) -> tuple[int, str, str]:
        done = run("equalise", *words)
        return done.code, done.out.replace("\u00a0", " "), done.err.replace("\u00a0", " ")

    return start


def run_json(equalise: Equalise, *words: str) -> dict[str, Any]:
    code, out, _ = equalise(*words, "--json")
    assert code == 0
    read: dict[str, Any] = json.loads(out)
    return read


def test_it_is_told_in_swedish(equalise: Equalise) -> None:
    code, out, _ = equalise("Sandviken")
    assert code == 0
    assert "Skatt och inkomstutjämning 2025: Sandvikens kommun" in out
    assert "ett bidrag på 10 599 kr per invånare och år" in out
    assert "ersätter utjämningen 89 procent" in out
    assert "förlorar Sandvikens kommun 58 259 kr om året" in out
    assert "1 november året före" in out
    assert "Lag (2004:773), 5 §" in out
    assert "Region Gävleborg har skattesatsen 11,51 %" in out
    assert "införandebidrag" in out


def test_it_is_told_in_english(equalise: Equalise) -> None:
    code, out, _ = equalise("Danderyd", "--lang", "en")
    assert code == 0
    assert "a fee of SEK 28,138 per inhabitant and year" in out
    assert "makes up for 93 per cent" in out
    assert "The fee rates were read for Stockholm and Uppsala" in out


def test_a_region_tells_why_it_has_no_cost_by_age(equalise: Equalise) -> None:
    _, out, _ = equalise("Gävleborg")
    assert "Kostnader efter ålder visas bara för kommuner" in out
    assert "Kommun och region" not in out


def test_gotland_tells_that_it_is_both(equalise: Equalise) -> None:
    _, out, _ = equalise("Gotland")
    assert "Region Gotland är både kommun och region" in out
    assert "29,08 %" in out


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_place_has_the_same_numbers_in_both_languages(equalise: Equalise, place: str, lang: str) -> None:
    read = run_json(equalise, place, "--lang", lang)
    assert set(read) == {
        "place",
        "year",
        "basis",
        "summary",
        "own",
        "region",
        "together",
        "wage",
        "ages",
        "missing",
        "notes",
        "origins",
    }
    values = {step["id"]: step["value"] for step in read["own"]["steps"]}
    equalised = values.get("grant", values.get("fee"))
    assert values["own_tax"] + equalised == pytest.approx(values["revenue"])
    for change in read["own"]["changes"]:
        assert change["own_tax"] + change["equalisation"] == pytest.approx(change["net"])
    assert (read["year"], read["basis"], read["missing"]) == (2025, "estimated", [])


def test_the_plain_form_carries_basis_period_law_and_origins(equalise: Equalise) -> None:
    read = run_json(equalise, "Sandviken")
    steps = {step["id"]: step for step in read["own"]["steps"]}
    assert steps["grant"]["law"] == "Lag (2004:773), 5 §"
    assert (steps["base"]["basis"], steps["base"]["period"]) == ("estimated", 2023)
    assert all(step["origins"] for step in steps.values())
    assert read["ages"]["basis"] == "assumed"
    assert read["region"]["body"]["code"] == "21"


def test_two_years_behind_the_mean_are_told_and_one_is_not(observations: Observations) -> None:
    catalogue = observations.catalogue
    measured = measure_equalisation(observations, catalogue.places.by_code["2181"])
    texts, own = catalogue.texts["sv"], measured.own
    assert own is not None
    years = {step.id: step.year for step in own.steps}
    told = texts("equalise.note.mean_years", base_year=years["base"], people_year=years["inhabitants"])
    assert years["base"] != years["inhabitants"]
    assert told in describe_steps(catalogue, texts, measured)
    same = replace(measured, own=replace(own, steps=tuple(replace(step, year=2024) for step in own.steps)))
    assert not [said for said in describe_steps(catalogue, texts, same) if "hundradels procent" in said]


def test_the_year_can_be_named(equalise: Equalise) -> None:
    assert run_json(equalise, "Sandviken", "--year", "2025") == run_json(equalise, "Sandviken")


@pytest.mark.parametrize(("lang", "told"), [("sv", "Inbyggda finns för 2025."), ("en", "built in are for 2025.")])
def test_a_year_without_rules_is_a_sentence(equalise: Equalise, lang: str, told: str) -> None:
    code, out, err = equalise("Sandviken", "--year", "2019", "--lang", lang)
    assert (code, out) == (1, "")
    assert told in err


def test_a_year_without_rules_is_json_when_asked_for(equalise: Equalise) -> None:
    code, out, _ = equalise("Sandviken", "--year", "2019", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "no_rules"


def test_the_country_is_a_sentence(equalise: Equalise) -> None:
    code, _, err = equalise("Riket")
    assert code == 1
    assert "Riket får ingen utjämning" in err


def test_a_year_that_is_no_number_is_a_mistake_in_the_command(equalise: Equalise) -> None:
    code, _, err = equalise("Sandviken", "--year", "i fjol")
    assert code == 2
    assert "year" in err


@pytest.mark.parametrize("name", ["utjämning.csv", "utjämning.xlsx", "utjämning.parquet"])
def test_the_table_is_written(equalise: Equalise, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    code, out, _ = equalise("Sandviken", "--out", str(path))
    assert code == 0
    assert name in out.replace("\n", "")
    assert path.stat().st_size > 0


def test_the_table_holds_every_figure(equalise: Equalise, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    equalise("Sandviken", "--out", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["section"] for row in rows} == {"steps", "changes", "ages"}
    found = {(row["body"], row["id"], row["part"]): float(row["value"]) for row in rows}
    assert found["Sandvikens kommun", "grant", ""] == pytest.approx(406_578_324, abs=1.0)
    assert found["Kommun och region", "lost_wage", "net"] == pytest.approx(-15_764.08, abs=0.01)
    assert found["Sandvikens kommun", "difference", ""] == pytest.approx(3_440, abs=1.0)
    assert len(rows) == 2 * 12 + 3 * 5 * 3 + 6 * 2 + 3


def test_a_missing_figure_is_told_and_nothing_is_reckoned(observations: Observations) -> None:
    catalogue = observations.catalogue
    measured = measure_equalisation(observations, catalogue.places.by_code["2181"])
    lacking = observations.latest("regional_tax_rate", catalogue.places.by_code["0980"])
    object.__setattr__(measured, "own", None)
    object.__setattr__(measured, "missing", (lacking,))
    object.__setattr__(measured, "ages", None)
    texts = catalogue.texts["sv"]
    assert describe_summary(texts, measured) == (
        "Skatten och utjämningen kan därför inte räknas för Sandvikens kommun.",
    )
    assert list(describe_missing(catalogue, texts, measured)) == [
        "Uppgift saknas. Regionskatt för Gotland: "
        "Uppgiften saknas i utgivarens tabell för den här platsen och perioden."
    ]
    assert describe_ages(texts, measured)[0].startswith("Kostnader efter ålder kan inte räknas")
    assert render_equalisation(catalogue, catalogue.texts["en"], measured)["own"] is None


def test_help_has_the_example_in_both_languages(equalise: Equalise) -> None:
    for lang, word in (("sv", "Exempel"), ("en", "Example")):
        code, out, _ = equalise("--lang", lang, "--help")
        assert code == 0
        assert f"{word}: samspel equalise Sandviken" in out
