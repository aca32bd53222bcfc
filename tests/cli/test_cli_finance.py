"""`samspel equalise`: for people in both languages, as JSON, as a table, and every error as a sentence."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.program_runs import Run
from samspel.economy.municipal_finance import measure_equalisation
from samspel.observations.building import Observations
from samspel.reports.equalisation import describe_ages, describe_missing, describe_summary
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
    code, told, _ = equalise("Sandviken", "--year", "2025")
    assert code == 0
    out = " ".join(told.split())
    assert "Skatt och inkomstutjämning 2025: Sandvikens kommun" in out
    assert "ett bidrag på 11 962 kr per invånare och år" in out
    assert "ersätter utjämningen 89 procent" in out
    assert "förlorar Sandvikens kommun 68 680 kr om året" in out
    assert "1 november året före" in out
    assert "Uppräkningsfaktorerna är 1,031 för 2024 och 1,045 för 2025 (SFS 2024:669)." in out
    assert "i mitten av de 264 fallen" in out
    assert "Räknat som här, med framskriven skattekraft" in out
    assert "Lag (2004:773), 5 §" in out
    assert "Region Gävleborg har skattesatsen 11,51 %" in out
    assert "införandebidrag" in out


def test_it_is_told_in_english(equalise: Equalise) -> None:
    code, out, _ = equalise("Danderyd", "--year", "2018", "--lang", "en")
    assert code == 0
    assert "a fee of 23,724 kronor per inhabitant and year" in out
    assert "makes up for 98 per cent" in out
    assert "Calculated as here, with estimated inhabitants" in out
    assert "The fee rates were read for Stockholm and Uppsala" in out


def test_the_published_outcome_stands_in_the_year_and_in_every_year(equalise: Equalise) -> None:
    code, told, _ = equalise("Örebro", "--year", "2026")
    assert code == 0
    out = " ".join(told.split())
    assert "inkomstutjämning 12 880, kostnadsutjämning −2 411, strukturbidrag 0" in out
    assert "ett bidrag på 12 880 kr per invånare och år" in out
    assert "Inkomstutjämning per invånare enligt SCB:s utfall" in out
    for head in ("Kostnadsutjämning", "Strukturbidrag", "Införandebidrag", "Regleringspost"):
        assert head in out
    _, other, _ = equalise("Sandviken")
    assert "Regleringsposten 2026 är 2 799 kr per invånare" in " ".join(other.split())
    assert "är inbyggda bara för Örebro läns tolv kommuner" in " ".join(other.split())


def test_a_region_of_a_year_without_its_rate_says_so(equalise: Equalise) -> None:
    code, out, _ = equalise("Gävleborg", "--year", "2014")
    assert code == 0
    assert "Skattesatsen för Region Gävleborg 2014 är inte inbyggd" in " ".join(out.split())
    assert "Vad en förändring betyder" not in out


def test_a_year_before_the_ages_tells_why_there_is_no_cost_by_age(equalise: Equalise) -> None:
    _, out, _ = equalise("Sandviken", "--year", "2018")
    assert "Därför visas kostnader efter ålder bara för år från 2023." in " ".join(out.split())


def test_the_fee_of_2014_tells_of_its_two_rates(equalise: Equalise) -> None:
    _, out, _ = equalise("Danderyd", "--year", "2014")
    assert "2014 var avgiften lägre för den del av skattekraften som låg under 125 procent" in " ".join(out.split())


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
        "years",
        "check",
        "missing",
        "notes",
        "origins",
    }
    values = {step["id"]: step["value"] for step in read["own"]["steps"]}
    equalised = values.get("grant", values.get("fee"))
    assert values["own_tax"] + equalised == pytest.approx(values["revenue"])
    for change in read["own"]["changes"]:
        assert change["own_tax"] + change["equalisation"] == pytest.approx(change["net"])
    assert (read["year"], read["basis"], read["missing"]) == (2026, "estimated", [])


def test_the_plain_form_carries_basis_period_law_and_origins(equalise: Equalise) -> None:
    read = run_json(equalise, "Sandviken")
    steps = {step["id"]: step for step in read["own"]["steps"]}
    assert steps["grant"]["law"] == "Lag (2004:773), 5 §"
    assert (steps["base"]["basis"], steps["base"]["period"]) == ("estimated", 2023)
    assert read["check"]["rules"]["count"] == 264
    assert [one["year"] for one in read["years"]] == list(range(2005, 2027))
    assert all(step["origins"] for step in steps.values())
    assert read["ages"]["basis"] == "assumed"
    assert read["region"]["body"]["code"] == "21"


def test_the_year_can_be_named(equalise: Equalise) -> None:
    assert run_json(equalise, "Sandviken", "--year", "2026") == run_json(equalise, "Sandviken")
    assert run_json(equalise, "Sandviken", "--year", "2005")["year"] == 2005


@pytest.mark.parametrize(
    ("lang", "told"), [("sv", "Inbyggda finns för 2005–2026."), ("en", "included are for 2005–2026.")]
)
def test_a_year_without_rules_is_a_sentence(equalise: Equalise, lang: str, told: str) -> None:
    code, out, err = equalise("Sandviken", "--year", "2004", "--lang", lang)
    assert (code, out) == (1, "")
    assert told in err


def test_a_year_without_rules_is_json_when_asked_for(equalise: Equalise) -> None:
    code, out, _ = equalise("Sandviken", "--year", "2027", "--json")
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
    equalise("Sandviken", "--year", "2025", "--out", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["section"] for row in rows} == {"steps", "changes", "ages", "years"}
    found = {(row["body"], row["id"], row["part"]): float(row["value"]) for row in rows}
    assert found["Sandvikens kommun", "grant", ""] == pytest.approx(459_392_076, abs=1.0)
    assert found["Kommun och region", "lost_wage", "net"] == pytest.approx(-15_764.08, abs=0.01)
    assert found["Sandvikens kommun", "difference", ""] == pytest.approx(3_438, abs=1.0)
    assert len(rows) == 2 * 16 + 3 * 5 * 3 + 6 * 2 + 3 + 22 * 2


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
    assert describe_ages(catalogue, texts, measured)[0].startswith("Kostnader efter ålder kan inte räknas")
    assert render_equalisation(catalogue, catalogue.texts["en"], measured)["own"] is None


def test_help_has_the_example_in_both_languages(equalise: Equalise) -> None:
    for lang, word in (("sv", "Exempel"), ("en", "Example")):
        code, out, _ = equalise("--lang", lang, "--help")
        assert code == 0
        assert f"{word}: samspel equalise Sandviken" in out
