"""`samspel transition` and `samspel savings`: for people, as JSON and tables, and every mistake as a sentence."""

import json
import shlex
from pathlib import Path

import polars as pl
import pytest

from cli.program_runs import Run

QUICK = ("--draws", "50")
LULEA = ("transition", "Luleå", *QUICK)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_people_are_told_what_the_steps_do_and_that_it_is_assumed(run: Run, lang: str) -> None:
    outcome = run(*LULEA, "--assumptions", "--lang", lang)
    assert (outcome.code, outcome.err) == (0, "")
    words = " ".join(outcome.out.replace("\u00a0", " ").split())
    parts = {
        "sv": ("i 8 av 10 dragningar mellan", "Samspels antaganden", "Järn med vätgas", "SMHI", "samspel simulate"),
        "en": ("in 8 of 10 draws between", "Samspel's assumptions", "Iron with hydrogen", "SMHI", "samspel simulate"),
    }
    for part in parts[lang]:
        assert part in words, part


def test_machines_get_all_measures_years_steps_and_sources(run: Run) -> None:
    plain = json.loads(run(*LULEA, "--json").out)
    assert plain["years"] == list(range(2024, 2040))
    assert set(plain["results"]) == set(plain["units"])
    assert all(len(band["p50"]) == 16 for band in plain["results"].values())
    ids = ["efficiency", "hydrogen-steel", "biofuel", "cement-fuel", "capture-cement"]
    assert [step["id"] for step in plain["steps"]] == ids
    for step in plain["steps"]:
        assert all(value["source"] and value["basis"] for value in step["assumptions"].values())
    assert set(plain["consequences"]) == {"people", "jobs", "unemployed", "revenue"}
    assert plain["basis"] == "assumed"


def test_the_suggested_command_runs_and_says_the_same_of_jobs(run: Run) -> None:
    plain = json.loads(run(*LULEA, "--json").out)
    program, *words = shlex.split(plain["command"])
    assert program == "samspel"
    simulated = json.loads(run(*words, "--json").out)
    jobs = simulated["results"]["difference"]["jobs"]["p50"]
    assert jobs == pytest.approx(plain["consequences"]["jobs"]["p50"])
    assert jobs[-1] < 0.0


@pytest.mark.parametrize("words", [("--no-steps",), ("--no-steps", "--site", "SSAB EMEA AB i Luleå")])
def test_without_steps_nothing_changes(run: Run, words: tuple[str, ...]) -> None:
    plain = json.loads(run(*LULEA, *words, "--json").out)
    emissions = plain["results"]["emissions"]
    assert emissions["p10"] + emissions["p90"] == pytest.approx(
        [sum(one["emissions_t"] for one in plain["emitters"])] * 32
    )
    assert not any(plain["results"]["power"]["p50"])
    assert (plain["events"], plain["consequences"], plain["command"]) == ([], None, None)
    assert "antas då bli kvar" in run(*LULEA, *words).out


def test_a_file_has_a_row_for_each_step_measure_and_year(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "course.csv"
    assert run(*LULEA, "--step", "hydrogen-steel@2031:50", "--years", "10", "--out", str(out)).code == 0
    frame = pl.read_csv(out, schema_overrides={"place_code": pl.Utf8})
    assert frame.height == (7 + 6) * 11
    assert set(frame["step"]) == {"all", "hydrogen-steel"}
    before = frame.filter((pl.col("step") == "all") & (pl.col("measure") == "avoided") & (pl.col("year") < 2031))
    assert before["p90"].max() == 0.0


MISTAKES = [
    (("transition", "Gävleborg"), "är ingen kommun"),
    (("transition", "Luleå", "--step", "wishing"), "Steget wishing finns inte"),
    (("transition", "Luleå", "--step", "hydrogen-steel@2020"), "tidigast 2030"),
    (("transition", "Gnosjö", "--step", "hydrogen-steel"), "gäller ingen bransch här"),
    (("transition", "Luleå", "--step", "biofuel@2030:0"), "högst 100 procent"),
    (("transition", "Luleå", "--step", "?"), "går inte att läsa"),
    (("transition", "Luleå", "--step", "biofuel", "--step", "biofuel"), "två gånger"),
    (("transition", "Luleå", "--site", "Volvo"), "SSAB EMEA AB i Luleå"),
    (("transition", "Gotland", "--site", "Skrubbs P2"), "vilken bransch"),
    (("transition", "Halmstad", "--site", "Pilkington Floatglas AB"), "inget utsläppstal"),
    (("transition", "Luleå", "--out", "course.txt"), "course.txt"),
    (("savings", "--use", "0", "--price", "100"), "0 kWh om året går inte"),
    (("savings", "--use", "1000", "--price", "0"), "0 öre per kWh går inte"),
    (("savings", "--use", "1000", "--price", "1,20"), "Skriv 1,20 kr, vilket är 120 öre, eller 1,20 öre"),
    (("savings", "--use", "1000", "--price", "100", "--hours", "9000"), "9 000 timmar"),
    (("savings", "--use", "1000", "--price", "100", "--rate", "99"), "99 procent i kalkylränta"),
    (("savings", "--use", "1000", "--price", "100", "--measure", "sun"), "Åtgärden sun finns inte"),
    (("savings", "--use", "1000", "--price", "100", "--measure", "led:x"), "”x” är inget tal"),
    (("savings", "--use", "1000", "--price", "100", "--measure", "led", "--measure", "led"), "två gånger"),
    (("savings", "--use", "1000", "--price", "100", "--measure", "led::90"), "tillsammans 129 procent"),
    (("savings", "--use", "1000", "--price", "100", "--measure", "night-off::9"), "Andelen för night-off"),
    (("savings", "--use", "1000", "--price", "100", "--measure", "led:9999999999"), "Kostnaden för led"),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES)
def test_a_mistake_is_told_in_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run(*words)
    assert outcome.code == 1
    assert said in " ".join(outcome.err.replace("\u00a0", " ").split())
    assert run(*words, "--lang", "en").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("transition",),
        ("transition", "Luleå", "--draws", "1"),
        ("transition", "Luleå", "--no-steps", "--step", "biofuel"),
        ("savings", "--use", "1000"),
        ("savings", "--use", "much", "--price", "100"),
        ("savings", "--use", "1000", "--price", "much"),
    ],
)
def test_a_mistake_in_the_command_is_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_firm_is_told_kilowatt_hours_kronor_pay_back_and_value(run: Run, lang: str) -> None:
    outcome = run("savings", "--use", "250000", "--price", "120", "--assumptions", "--lang", lang)
    assert outcome.code == 0
    words = " ".join(outcome.out.replace("\u00a0", " ").split())
    for part in {
        "sv": ("kWh om året", "utan ränta", "Nuvärdet är"),
        "en": ("kWh a year", "not counting interest", "present"),
    }[lang]:
        assert part in words, part


def test_the_firm_s_own_figures_stand_before_the_defaults(run: Run) -> None:
    words = ("savings", "--use", "100000", "--price", "100", "--measure", "led:50000:20", "--json")
    plain = json.loads(run(*words).out)
    assert plain["own_areas"] == ["lighting"]
    assert plain["measures"][0]["cost_sek"] == [50_000.0] * 3
    assert plain["all"]["saved_kwh"] == pytest.approx([6_000, 10_000, 13_000])
    assert plain["all"]["saved_sek"] == pytest.approx([6_000, 10_000, 13_000])


def test_a_firm_s_file_has_a_row_for_each_measure_and_case(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "savings.xlsx"
    assert run("savings", "--use", "100000", "--price", "100", "--out", str(out)).code == 0
    out = tmp_path / "savings.csv"
    assert run("savings", "--use", "100000", "--price", "100", "--out", str(out)).code == 0
    frame = pl.read_csv(out)
    assert frame.height == 9 * 3
    by_measure = frame.filter((pl.col("case") == "likely") & (pl.col("measure") != "all"))["saved_kwh"].sum()
    assert by_measure == pytest.approx(
        frame.filter((pl.col("case") == "likely") & (pl.col("measure") == "all"))["saved_kwh"][0]
    )


@pytest.mark.parametrize("price", ["120", "120 öre", "1,20kr", "1.20 SEK/kWh", "120öre per kWh"])
def test_a_price_is_read_by_its_unit_and_told_in_both(run: Run, price: str) -> None:
    told = run("savings", "--use", "100000", "--price", price)
    assert told.code == 0
    assert "120 öre (1,20 kr) per kWh" in told.out


def test_a_file_that_took_the_place_of_another_is_said_so(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "savings.csv"
    words = ("savings", "--use", "100000", "--out", str(out))
    assert run(*words, "--price", "100").out == f"Skrev {out}\n"
    assert run(*words, "--price", "100").out == f"Skrev {out}\n"  # the same content
    assert run(*words, "--price", "200").out == f"Skrev {out} i stället för den fil som fanns där\n"
    assert json.loads(run(*words, "--price", "100", "--json").out) == {"files": [str(out)], "replaced": [str(out)]}
