"""Every command: its help, its answer for people and for machines, and its exit code."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cli.program_runs import Run
from samspel import __version__
from samspel.app.desk import Desk
from samspel.app.needs import measure_everywhere
from samspel.catalogue.loading import Catalogue
from samspel.cli.main import COMMANDS, execute
from samspel.needs.measuring import Need
from samspel.observations.checking import FigureReport
from samspel.rendering.table import Data
from samspel.reports.place import tabulate_pictures
from samspel.terms.place import Place
from shipped import load_shipped

Told = Callable[..., str]
LANGUAGES = ("sv", "en")
ANSWERS: dict[str, tuple[str, ...]] = {
    "place": ("place", "Sandviken"),
    "place of a region": ("place", "Gävleborg"),
    "place of the country": ("place", "Riket"),
    "needs": ("needs", "Sandviken"),
    "needs of a region": ("needs", "21", "--responsible", "region"),
    "compare": ("compare", "Sandviken", "Hofors"),
    "goals": ("goals",),
    "goals of a place": ("goals", "Sandviken"),
    "one goal": ("goals", "Sandviken", "just-climate-transition"),
    "brief": ("brief", "Sandviken", "--format", "html"),
    "motion": (
        *("brief", "Sandviken", "--format", "html", "--demand", "2", "--date", "2026-11-22"),
        *("--story", "Bussen går inte.", "--situation", "none", "--exists", "Bara på dagen."),
        *("--town", "Sandviken", "--signed", "Eva Ek (S)"),
    ),
    "ask": ("ask", "Sandviken", "--demand", "2"),
    "demands": ("demands",),
    "one demand": ("demands", "emergency-surgery"),
    "duties": ("duties",),
    "sources": ("sources",),
}


NEED_MORE = (
    "serve",
    "check",
    "answer",
    "add",
    "campaigns",
    "requests",
    "network",
    "meetings",
    "restore",
    "export",
    "import",
    "admin",
)
"""What an example of needs a file, a unit or an account that is not there; each has tests of its own."""
DEMANDS = len(load_shipped().demands)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, told: Told, command: str, lang: str) -> None:
    outcome = run(command, "--lang", lang, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    # A line may also end after a hyphen, and so spaces are left out on both sides.
    shown = "".join(outcome.out.split())
    for key in (f"cli.{command}.help", f"cli.{command}.example", "cli.help_option", "cli.json", "cli.lang"):
        assert "".join(told(lang, key).split()) in shown, key
    assert shown.startswith("".join(f"{told(lang, 'cli.usage')}:samspel{command}".split()))


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in NEED_MORE])
def test_the_example_in_the_help_works(run: Run, told: Told, command: str) -> None:
    example = shlex.split(told("sv", f"cli.{command}.example"))
    assert example[:2] == ["samspel", command]
    assert run(*example[1:]).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_has_no_english_words_of_clicks_own_in_swedish(run: Run, lang: str) -> None:
    for words in ((), ("--help",), ("brief", "--help")):
        outcome = run(*words, "--lang", lang) if words and words[0] != "--help" else run(*words)
        found = re.findall(r"Usage:|Options:|Commands:|Show this message", outcome.out)
        assert found == [] if lang == "sv" or not words or words[0] == "--help" else "Usage:" in found


def test_without_words_the_commands_are_listed(run: Run) -> None:
    outcome = run()
    assert outcome.code == 0
    assert [command for command in COMMANDS if f"\n  {command}" not in outcome.out] == []


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"samspel {__version__}\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", ANSWERS.values(), ids=ANSWERS)
def test_every_answer_for_machines_is_json(run: Run, words: tuple[str, ...], lang: str) -> None:
    outcome = run(*words, "--json", "--lang", lang)
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)


@pytest.mark.parametrize("words", ANSWERS.values(), ids=ANSWERS)
def test_every_answer_for_people_is_told_in_both_languages(run: Run, words: tuple[str, ...]) -> None:
    told = [run(*words, "--lang", lang) for lang in LANGUAGES]
    assert [(outcome.code, outcome.err) for outcome in told] == [(0, "")] * 2
    for outcome in told:
        assert outcome.out.strip()
        assert re.search(r"│ None |\bnan\b|\{(?!body\})", outcome.out) is None
    assert told[0].out != told[1].out


def test_the_keys_for_machines_are_the_same_in_both_languages(run: Run) -> None:
    def keys(value: object) -> object:
        if isinstance(value, dict):
            return {name: keys(part) for name, part in value.items()}
        return [keys(part) for part in value[:1]] if isinstance(value, list) else None

    for name in ("place of a region", "needs", "one goal", "ask", "one demand", "compare"):
        words = ANSWERS[name]
        told = [json.loads(run(*words, "--json", "--lang", lang).out) for lang in LANGUAGES]
        assert keys(told[0]) == keys(told[1]), words


def test_the_language_may_be_chosen_by_the_environment(run: Run, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPEL_LANG", "en_GB.UTF-8")
    assert told("en", "cli.check.help") in run().out
    assert told("sv", "cli.usage") in run("place", "--lang=sv", "--help").out
    monkeypatch.setenv("SAMSPEL_LANG", "fi")
    assert told("sv", "cli.options") in run().out


def test_check_says_what_there_is(run: Run, catalogue: Catalogue) -> None:
    counts = json.loads(run("check", "--json").out)
    assert (counts["demands"], counts["places"]) == (DEMANDS, 312)
    assert counts["indicators"] == len(catalogue.indicators)
    assert counts["figures_failed"] == []
    assert str(DEMANDS) in run("check").out


def test_check_shows_how_the_figures_hold_together(run: Run) -> None:
    told = json.loads(run("check", "--figures", "--json").out)
    assert told["failed"] == []
    assert {row["outside"] for row in told["agreements"]} == {0}
    assert all(row["why"] for row in (*told["bounds"], *told["jumps"]))
    assert "Heby" in run("check", "--figures").out
    assert run("check", "--figures", "--verdicts").code == 2


def test_check_stops_at_a_figure_that_fails_without_an_explanation(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = FigureReport(agreements=(), bounds=(), jumps=(), unsourced=("population",))
    monkeypatch.setattr("samspel.cli.handbook.hold_figures", lambda _: report)
    told = run("check", "--figures")
    assert told.code == 1
    assert "population" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("place", "Sandviken"),
        ("needs", "Sandviken"),
        ("compare", "Sandviken", "Hofors"),
        ("goals",),
        ("demands",),
        ("duties",),
        ("sources",),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_tables_are_written_to_the_file_named(
    run: Run, told: Told, tmp_path: Path, words: tuple[str, ...], kind: str
) -> None:
    path = tmp_path / "new" / f"table.{kind}"
    outcome = run(*words, "--out", str(path))
    assert (outcome.code, outcome.out) == (0, told("sv", "cli.written", file=str(path)) + "\n")
    assert path.read_bytes()[:2] == {"csv": path.read_bytes()[:2], "xlsx": b"PK", "parquet": b"PA"}[kind]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.fixture(scope="module")
def everywhere() -> list[tuple[Place, tuple[Need, ...]]]:
    """What the first run of `needs --all` measures."""
    return []


@pytest.fixture
def measured_once(everywhere: list[tuple[Place, tuple[Need, ...]]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every municipality is measured once for all runs, which choose among the same needs."""

    def measure(desk: Desk, watch: Any) -> list[tuple[Place, tuple[Need, ...]]]:
        everywhere.extend(() if everywhere else measure_everywhere(desk, watch))
        return everywhere

    monkeypatch.setattr("samspel.cli.needs.measure_everywhere", measure)


@pytest.mark.usefixtures("measured_once")
def test_the_needs_of_every_municipality_are_written(run: Run, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "all.parquet"
    assert run("needs", "--all", "--out", str(path)).code == 0
    frame = pl.read_parquet(path)
    assert frame.height == 290 * DEMANDS
    assert set(frame["place_code"]) == {place.code for place in catalogue.places.municipalities}


@pytest.mark.usefixtures("measured_once")
def test_a_filter_holds_for_every_municipality_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    assert run("needs", "--all", "--responsible", "region", "--verdict", "large", "--out", str(path)).code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert rows
    assert {(row["responsible"], row["verdict"]) for row in rows} == {("region", "large")}


@pytest.mark.usefixtures("measured_once")
def test_a_spreadsheet_of_every_municipality(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    assert run("needs", "--all", "--area", "health-care", "--verdict", "large", "--out", str(path)).code == 0
    assert path.read_bytes().startswith(b"PK")


def test_a_demand_is_printed_without_places_to_fill_in(run: Run) -> None:
    assert "{body}" not in run("demands", "43").out


def test_the_filters_of_needs(run: Run) -> None:
    needs = json.loads(run("needs", "Sandviken", "--obligation", "mandatory", "--json").out)["needs"]
    assert 0 < len(needs) < DEMANDS
    assert {need["obligation"] for need in needs} == {"mandatory"}


def test_a_form_goes_out_and_its_answers_come_in(run: Run, told: Told, tmp_path: Path) -> None:
    asked = run("ask", "Sandviken", "--demand", "2", "--out", "brev", "--json")
    files = [Path(file) for file in json.loads(asked.out)["files"]]
    assert sorted(file.suffix for file in files) == [".csv", ".docx", ".pdf"]
    (form,) = (file for file in files if file.suffix == ".csv")
    rows = list(csv.reader(io.StringIO(form.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    for row in rows[1:]:
        if row[2] == "offered":
            row[6], row[8], row[9] = "nej", "registrator", "2026-01-02"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    form.write_text(out.getvalue(), encoding="utf-8-sig")
    taken = run("answer", "Sandviken", str(form), "--json")
    assert taken.code == 0
    assert json.loads(taken.out)["changes"] == [
        {
            "place": "2181",
            "demand": "childcare-odd-hours",
            "before": "small",
            "before_strength": "indicated",
            "after": "large",
            "after_strength": "answered",
        }
    ]
    again = run("answer", "Sandviken", str(form))
    assert told("sv", "enquiry.no_change") in again.out
    assert '"verdict": "large"' in run("needs", "Sandviken", "--json").out


def test_several_motions_are_written_at_once(run: Run, tmp_path: Path) -> None:
    outcome = run("brief", "Sandviken", "--demand", "2", "--demand", "43", "--out", str(tmp_path / "b"), "--json")
    names = sorted(Path(file).name for file in json.loads(outcome.out)["files"])
    assert names == sorted(
        f"motion-2181-{demand}.{kind}"
        for demand in ("02-childcare-odd-hours", "43-emergency-surgery")
        for kind in ("docx", "html", "pdf", "txt")
    )
    assert [name for name in names if not (tmp_path / "b" / name).stat().st_size] == []


def test_without_a_folder_files_are_written_where_one_stands(run: Run, tmp_path: Path) -> None:
    assert run("brief", "Sandviken", "--format", "html").code == 0
    assert [path.name for path in tmp_path.glob("*.html")] == ["fakta-2181.html"]


def test_the_program_opens_the_shipped_content_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["demands", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"] == 1


def test_the_pictures_of_all_places_are_one_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both kinds of file, of pictures that are made once: they take as long as a hundred other commands."""
    made: list[Data] = []

    def tabulate_once(*given: Any) -> Data:
        made.extend(() if made else (tabulate_pictures(*given),))
        return made[0]

    monkeypatch.setattr("samspel.cli.places.tabulate_pictures", tabulate_once)
    assert run("place", "2181", "--out", "one.csv").code == 0
    one = pl.read_csv("one.csv", infer_schema_length=0)
    for kind, read in (("csv", partial(pl.read_csv, infer_schema_length=0)), ("parquet", pl.read_parquet)):
        outcome = run("place", "--all", "--out", f"all.{kind}")
        assert (outcome.code, outcome.err) == (0, "")
        table = read(f"all.{kind}")
        assert table["place_code"].n_unique() == 312
        assert table.columns == one.columns
        assert table.filter(pl.col("place_code") == "2181").height == one.height


def test_all_places_need_a_file_and_one_place_a_name(run: Run) -> None:
    assert "--all behöver --out FIL" in run("place", "--all").err
    assert "ange en plats eller --all" in run("place").err
