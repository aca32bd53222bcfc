"""`samspel brief` with a scenario, and `samspel simulate` lever by lever."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cli.program_runs import Run

QUICK = ("--draws", "50", "--years", "6")
CLOSURE = ("--shock", "2027:100:industry", *QUICK)
Told = Callable[..., str]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_fact_sheet_gets_the_scenario(run: Run, told: Told, tmp_path: Path, lang: str) -> None:
    words = ("brief", "Olofström", *CLOSURE, "--lever", "32", "--format", "html", "--out", str(tmp_path))
    outcome = run(*words, "--lang", lang)
    assert outcome.code == 0
    (file,) = tmp_path.glob("*.html")
    page = file.read_text(encoding="utf-8")
    assert told(lang, "scenario.levers") in page
    assert "samspel simulate Olofström --shock 2027:100:industry --lever 32 --years 6 --draws 50 --seed 1" in page


def test_each_motion_gets_its_own_lever(run: Run, told: Told, tmp_path: Path) -> None:
    demands = ("--demand", "2", "--demand", "32")
    outcome = run("brief", "Olofström", *demands, *CLOSURE, "--format", "html", "--out", str(tmp_path), "--json")
    files = json.loads(outcome.out)["files"]
    assert len(files) == 2
    for file, number in zip(files, ("2", "32"), strict=True):
        page = Path(file).read_text(encoding="utf-8")
        assert told("sv", "scenario.motion_title") in page
        assert f"--lever {number} --years 6" in page


def test_a_sector_by_its_swedish_name_and_a_file_of_events_go_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text('[[shock]]\nkind = "conversion"\nyear = 2027\njobs = 30\nnew_jobs = 20\n', "utf-8")
    words = ("--shock", "2028:20:industri", "--shocks", str(path), *QUICK, "--format", "html", "--out", str(tmp_path))
    assert run("brief", "Olofström", *words).code == 0
    (file,) = tmp_path.glob("*.html")
    assert "30 jobb försvinner i industrin, 20 nya kommer" in file.read_text(encoding="utf-8")


def test_the_climate_transition_stands_in_the_fact_sheet_when_asked_for(run: Run, told: Told, tmp_path: Path) -> None:
    title = told("sv", "transition.title", area="Sandvikens kommun")
    for option in ((), ("--transition",)):
        folder = tmp_path / f"with-{len(option)}"
        assert run("brief", "Sandviken", *option, "--format", "html", "--out", str(folder)).code == 0
        (file,) = folder.glob("*.html")
        assert (title in file.read_text(encoding="utf-8")) == bool(option)


@pytest.mark.parametrize(
    "words",
    [
        ("--years", "6"),
        ("--seed", "0"),
        ("--no-hypotheses",),
        ("--demand", "32", "--shock", "2027:9:industry", "--lever", "17"),
        ("--shock", "2027:9:industry", "--draws", "1"),
        ("--demand", "32", "--transition"),
    ],
)
def test_options_that_do_not_go_together_are_usage(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    outcome = run("brief", "Olofström", *words, "--out", str(tmp_path / "out"))
    assert outcome.code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Olofström", "--shock", "2027:99999:industry"), "fler än de"),
        (("Olofström", "--shock", "strike"), "går inte att läsa"),
        (("Olofström", "--lever", "wishing"), "finns inte"),
        (("Gävleborg", "--shock", "2027:9:industry"), "är ingen kommun"),
        (("Gävleborg", "--transition"), "kommun"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    outcome = run("brief", *words, "--out", str(tmp_path / "out"))
    assert outcome.code == 1
    assert said in outcome.err.replace("\u00a0", " ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_lever_is_told_for_people(run: Run, told: Told, lang: str) -> None:
    outcome = run("simulate", "Olofström", *CLOSURE, "--each-lever", "--lang", lang)
    words = " ".join(outcome.out.split())
    assert outcome.code == 0
    for key in ("levers.note", "levers.zero_title", "simulate.helps_note", "levers.none"):
        assert told(lang, key) in words


def test_each_lever_for_machines_and_as_a_table(run: Run, tmp_path: Path) -> None:
    plain = json.loads(run("simulate", "Olofström", *CLOSURE, "--each-lever", "--json").out)
    middles = [abs(lever["alone"][plain["ordered_by"]]["p50"]) for lever in plain["levers"]]
    assert middles == sorted(middles, reverse=True)
    assert plain["levers_without_known_effect"]
    out = tmp_path / "levers.csv"
    assert run("simulate", "Olofström", *CLOSURE, "--each-lever", "--out", str(out)).code == 0
    frame = pl.read_csv(out)
    assert frame["lever"].unique(maintain_order=True).to_list() == [lever["id"] for lever in plain["levers"]]
    assert run("simulate", "--all", "--each-lever", "--out", str(out)).code == 2


def test_pulled_levers_stand_by_themselves(run: Run, told: Told) -> None:
    words = ("simulate", "Olofström", *CLOSURE, "--lever", "17", "--lever", "32")
    plain = json.loads(run(*words, "--json").out)
    assert {lever["id"] for lever in plain["levers_alone"]} == {lever["id"] for lever in plain["levers"]}
    caption = told("sv", "scenario.alone_caption", year=2030)
    assert caption in run(*words).out
    assert "levers_alone" not in json.loads(run("simulate", "Olofström", *CLOSURE, "--json").out)
    assert caption not in run("simulate", "Olofström", *CLOSURE, "--lever", "matching").out
