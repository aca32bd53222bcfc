"""`samspel reach`: the made-up town, a reckoning that is kept, and every mistake in a sentence."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from cli.program_runs import Run
from samspel.catalogue.loading import find_content
from samspel.reach.report import ReachReport
from samspel.store.live.county_files import CountyFileStore, KeptFile

Told = Callable[..., str]
DEMO = find_content() / "demo" / "pahittad_kommun"
FILES = ("--timetable", str(DEMO / "timetable"), "--sites", str(DEMO / "sites.csv"))
LISTS = ("--origins", str(DEMO / "localities.csv"), "--commuters", str(DEMO / "commuters.csv"))
DAY = ("--date", "2026-11-25")
REAL = ("reach", "Sandviken", *FILES, *LISTS, *DAY, "--no-departures")


def check_told(told: Told, err: str, code: str) -> None:
    """The sentence of an error, whatever its facts."""
    pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(told("sv", f"errors.{code}.what")))
    lead = f"({told('sv', 'cli.error')}|{told('sv', 'cli.observe')})"
    assert re.match(f"{lead}: {pattern}", err), err


def test_the_made_up_town_carries_its_notice_and_is_never_kept(
    run: Run, told: Told, home: Path, tmp_path: Path
) -> None:
    outcome = run("reach", "--demo")
    assert (outcome.code, outcome.err) == (0, "")
    assert told("sv", "demo.notice") in outcome.out
    assert told("sv", "reach.print.not_kept") in outcome.out
    for part in ("Helgnatt", "05.27", "linje 11", "ingen resa", "Inställda"):
        assert part in outcome.out
    assert list(home.glob("reach/*")) == []


@pytest.fixture
def reckoned(town_report: ReachReport, monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up town is not reckoned anew: the first test does that."""
    monkeypatch.setattr("samspel.cli.reaching.reach_demo", lambda *_: town_report)


@pytest.mark.usefixtures("reckoned")
def test_the_table_of_the_made_up_town_carries_its_notice(run: Run, told: Told, tmp_path: Path) -> None:
    assert run("reach", "--demo", "--out", "a.csv", "--table", "localities").code == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["place"] for row in rows} == {told("sv", "demo.notice")}


def test_a_reckoning_is_kept_shown_again_and_gives_the_demand_its_verdict(run: Run, told: Told, home: Path) -> None:
    outcome = run(*REAL)
    assert (outcome.code, outcome.err) == (0, "")
    assert told("sv", "reach.print.made", place="Sandviken") in outcome.out
    assert [path.name for path in home.glob("reach/*.json")] == ["2181.json"]
    again = run("reach", "Sandviken")
    assert again.code == 0
    assert told("sv", "reach.print.kept", day="").rstrip(".") in again.out
    plain = json.loads(run("reach", "Sandviken", "--json").out)
    assert plain["place"] == "2181"
    assert plain["turns"][1]["told"].startswith("Morgon 06.00–14.00, måndag–fredag: 15 procent av de anställda")
    needs = json.loads(run("needs", "Sandviken", "--json").out)
    demand = next(need for need in needs["needs"] if need["number"] == 33)
    assert demand["verdict"] == "large"
    assert "timetable" in json.dumps(demand)
    (home / "reach" / "2181.json").unlink()
    assert run("reach", "Sandviken").code == 1


@pytest.mark.parametrize(("last", "key"), [("2027-06-01", "holds"), ("2026-01-01", "over")])
def test_the_timetable_that_was_fetched_of_the_county_is_taken_where_none_is_given(
    run: Run, told: Told, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str, key: str
) -> None:
    without = ("reach", "Sandviken", "--sites", str(DEMO / "sites.csv"), *LISTS, *DAY, "--no-departures")
    assert run(*without).code == 2, "nothing has been fetched"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as feed:
        for file in (DEMO / "timetable").iterdir():
            feed.write(file, file.name)
    store, digest = CountyFileStore(home, "gtfs"), "0" * 64
    path = store.put("21", digest, packed.getvalue())
    kept = KeptFile(county="21", file=path.name, fetched="2025-12-01", first="2025-12-01", last=last, digest=digest)
    store.add(kept, 1)
    monkeypatch.setenv("SAMSPEL_DAY", "2026-11-25")
    outcome = run(*without)
    assert (outcome.code, outcome.err) == (0, "")
    said = " ".join(outcome.out.split())
    days = {"first": "1 december 2025", "last": {"holds": "1 juni 2027", "over": "1 januari 2026"}[key]}
    publisher = "Trafiklab (GTFS Regional, CC0)"
    facts = {"county": "Gävleborg", "day": "1 december 2025", "publisher": publisher, **days}
    assert told("sv", f"reach.ready.{key}", **facts) in said


def test_an_added_list_of_workplaces_is_taken_in_place_of_a_file(run: Run, tmp_path: Path) -> None:
    timetable = ("--timetable", str(DEMO / "timetable"))
    lacking = run("reach", "Sandviken", *timetable, "--own-sites")
    assert lacking.code == 1
    assert "samspel add" in lacking.err
    head = "arbetsplats;skift;på skiftet;år;latitud;longitud;börjar;slutar;dagar\n"
    (tmp_path / "skift.csv").write_text(head + "Gjuteri;Dag;40;2026;56,196762;18,55254;07:00;16:00;ons\n", "utf-8")
    assert run("add", str(tmp_path / "skift.csv"), "--place", "Sandviken", "--by", "Klubb 1").code == 0
    outcome = run("reach", "Sandviken", *timetable, "--own-sites", *LISTS[:2], *DAY, "--no-departures")
    assert (outcome.code, outcome.err) == (0, "")
    said = " ".join(outcome.out.split())
    assert "Lista som Klubb 1 lade till" in said
    assert "egna uppgifter av Klubb 1, tillagda" in said
    assert "egna uppgifter av Klubb 1" in " ".join(run("reach", "Sandviken").out.split())
    assert run("reach", "Sandviken", *FILES, "--own-sites").code == 2


@pytest.mark.parametrize("name", ["", "reach"])
def test_a_reckoning_that_cannot_be_kept_is_shown_all_the_same(run: Run, told: Told, home: Path, name: str) -> None:
    """The whole home, or the folder of reports alone, is a file."""
    (home / name).parent.mkdir(parents=True, exist_ok=True)
    (home / name).touch()
    outcome = run(*REAL)
    assert outcome.code == 1
    check_told(told, outcome.err, "cannot_write")
    assert "Morgon 06.00–14.00" in outcome.out
    assert told("sv", "reach.print.made", place="Sandviken") not in outcome.out
    assert told("sv", "reach.print.kept", day="").rstrip(".") not in outcome.out


def test_the_made_up_town_needs_no_home(run: Run, home: Path) -> None:
    home.touch()
    assert run("reach", "--demo").code == 0


def test_the_report_fits_a_hundred_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(*REAL).code == 0
    monkeypatch.setenv("COLUMNS", "100")
    table = [line for line in run("reach", "Sandviken").out.splitlines() if line.startswith(("│", "┃"))]
    assert table
    assert max(len(line) for line in table) <= 100


def test_a_slower_walk_and_other_limits_are_used_and_told(run: Run) -> None:
    words = (*REAL, "--walk-speed", "3", "--limit", "90", "--limit", "30", "--json")
    plain = json.loads(run(*words).out)
    used = dict(plain["settings"])
    assert (plain["limits"], used["walk_speed_kmh"], plain["values"]) == ([30.0, 90.0], 3.0, [])
    one = json.loads(run(*REAL, "--limit", "75", "--json").out)
    assert one["limits"] == [75.0]
    assert "inom 75 minuter" in one["turns"][0]["told"]
    assert run("reach", "Sandviken", "--out", "a.xlsx").code == 0


def test_departures_are_not_searched_for_unasked_in_a_long_list(
    run: Run, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspel.app.reach_asking.MOST_SEARCHED", 2)
    outcome = run(*REAL[:-1])
    assert outcome.code == 0
    assert "--departures" in outcome.out
    assert told("sv", "reach.print.departures") not in outcome.out


def test_a_template_is_written_once_with_its_columns_explained(run: Run, told: Told, tmp_path: Path) -> None:
    outcome = run("reach", "--template", "sites.csv")
    assert outcome.code == 0
    assert "marginal_före: " in outcome.out
    written = (tmp_path / "sites.csv").read_bytes()
    again = run("reach", "--template", "sites.csv")
    assert again.code == 1
    check_told(told, again.err, "reach_template_there")
    assert (tmp_path / "sites.csv").read_bytes() == written


MISTAKES: dict[str, tuple[str, tuple[str, ...]]] = {
    "a day outside the timetable": ("gtfs_date_outside", ("reach", "Sandviken", *FILES, "--date", "2010-01-01")),
    "a day that is none": ("bad_day", ("reach", "Sandviken", *FILES, "--date", "igår")),
    "no such timetable": (
        "gtfs_no_file",
        ("reach", "Sandviken", "--timetable", "x.zip", "--sites", str(DEMO / "sites.csv"), *DAY),
    ),
    "no such list of workplaces": (
        "no_file",
        ("reach", "Sandviken", "--timetable", str(DEMO / "timetable"), "--sites", "x.csv", *DAY),
    ),
    "a locality that nobody knows": ("sites_unknown", ("reach", "Sandviken", *FILES, *LISTS[2:], *DAY)),
    "nothing kept": ("reach_none_kept", ("reach", "Sandviken")),
    "the country": ("reach_country", ("reach", "Riket", *FILES, *DAY)),
    "an unknown place": ("unknown_place", ("reach", "Sandvken", *FILES, *DAY)),
    "a file that cannot be written": ("bad_output", ("reach", "--demo", "--out", "x.txt")),
}


@pytest.mark.parametrize(("code", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_a_sentence_and_keeps_nothing(
    run: Run, told: Told, home: Path, code: str, words: tuple[str, ...]
) -> None:
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (1, "")
    check_told(told, outcome.err, code)
    assert "{" not in outcome.err
    assert list(home.glob("reach/*")) == []


def test_a_group_so_small_that_it_points_somebody_out_is_refused(run: Run, told: Told, tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("arbetsplats;ort;anställda\nPåhittade gjuteriet;Sagohamn;4\n", encoding="utf-8")
    outcome = run("reach", "Sandviken", *FILES, *LISTS[:2], "--commuters", "few.csv", *DAY)
    assert outcome.code == 1
    check_told(told, outcome.err, "sites_small_group")


def test_training_that_does_not_begin_on_the_day_is_told(run: Run, told: Told, tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_text(
        "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nSkolan;56,2;18,5;dag;08:00;15:00;lör\n",
        encoding="utf-8",
    )
    outcome = run(*REAL, "--training", "schools.csv")
    assert outcome.code == 1
    check_told(told, outcome.err, "reach_no_training")
    text = (tmp_path / "schools.csv").read_text(encoding="utf-8").replace("lör", "mån-fre")
    (tmp_path / "schools.csv").write_text(text, encoding="utf-8")
    plain = json.loads(run(*REAL, "--training", "schools.csv", "--json").out)
    assert [one["indicator"] for one in plain["values"]] == ["shift_reach_share", "training_reach_minutes"]


def test_a_damaged_report_is_told_wherever_it_is_used(run: Run, told: Told, home: Path, tmp_path: Path) -> None:
    (home / "reach").mkdir(parents=True)
    (home / "reach" / "2181.json").write_text("{", encoding="utf-8")
    outcome = run("reach", "Sandviken")
    assert outcome.code == 1
    check_told(told, outcome.err, "kept_damaged")
    for words in (("needs", "Sandviken"), ("place", "2181"), ("ask", "Sandviken", "--out", str(tmp_path))):
        outcome = run(*words)
        assert outcome.code == 0
        check_told(told, outcome.err, "kept_damaged")
    outcome = run("check")
    assert outcome.code == 0
    assert "reach/2181.json.aside-1" in outcome.out


def test_a_damaged_report_of_one_place_is_nothing_to_the_others(run: Run, home: Path) -> None:
    for folder, name in (("reach", "2181.json"), ("answers", "2181.csv")):
        (home / folder).mkdir(parents=True)
        (home / folder / name).write_bytes(b"")
    for words in (("needs", "Malmö"), ("place", "Malmö"), ("savings", "--use", "250000", "--price", "120")):
        outcome = run(*words)
        assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.shared
def test_a_real_timetable_without_times_is_refused(run: Run, told: Told, shared: Path) -> None:
    feed = shared / "geo" / "xtrafik_2025_without_stop_times.zip"
    if not feed.exists():
        pytest.skip(f"no {feed.name} at {feed.parent}")
    outcome = run("reach", "Sandviken", "--timetable", str(feed), *FILES[2:], *DAY)
    assert outcome.code == 1
    check_told(told, outcome.err, "gtfs_no_stop_times")


USAGE: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "nothing": ("need_place", ("reach",), {}),
    "no workplaces": ("need_sites", ("reach", "Sandviken", *FILES[:2]), {}),
    "no timetable": ("need_files", ("reach", "Sandviken", "--cycle"), {"option": "--cycle"}),
    "workplaces alone": ("need_files", ("reach", "Sandviken", *FILES[2:]), {"option": "--sites"}),
    "stations without a map": (
        "need_map",
        ("reach", "Sandviken", *FILES, "--stations", "a.csv"),
        {"option": "--stations"},
    ),
    "a place and the made-up town": ("alone", ("reach", "Sandviken", "--demo"), {"option": "--demo"}),
    "files and a template": ("alone", ("reach", "--template", "a.csv", *FILES), {"option": "--template"}),
    "late buses that are not tried": ("no_disruptions", (*REAL, "--no-disruptions", "--late", "5"), {}),
    "cancelled buses that are not tried": ("no_disruptions", (*REAL, "--no-disruptions", "--cancelled", "0"), {}),
    "a second bicycle without a timetable": (
        "need_files",
        ("reach", "Sandviken", "--cycle-on"),
        {"option": "--cycle-on"},
    ),
    "car parks without a timetable": (
        "need_files",
        ("reach", "Sandviken", "--parking", "p.csv"),
        {"option": "--parking"},
    ),
    "three limits": ("most_limits", (*REAL, "--limit", "30", "--limit", "40", "--limit", "50"), {}),
}


@pytest.mark.parametrize(("key", "words", "facts"), USAGE.values(), ids=USAGE)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_options_that_do_not_go_together_are_told(
    run: Run, told: Told, key: str, words: tuple[str, ...], facts: dict[str, str], lang: str
) -> None:
    outcome = run(*words, "--lang", lang)
    assert outcome.code == 2
    assert told(lang, f"cli.reach.{key}", **facts) in outcome.err


@pytest.mark.parametrize(
    ("option", "word"),
    [
        *product(("--limit", "--walk-speed", "--late", "--cancelled"), ("nan", "inf", "1e400", "-5")),
        *product(("--limit", "--walk-speed"), ("1.000",)),
        *product(("--late", "--cancelled"), ("51",)),
    ],
)
def test_what_is_no_number_is_a_mistake_on_the_command_line_and_nothing_is_kept(
    run: Run, home: Path, option: str, word: str
) -> None:
    outcome = run(*REAL, option, word)
    assert outcome.code == 2
    assert f"{option} går inte att använda: ”{word}”" in outcome.err
    assert list(home.glob("reach/*")) == []


def test_columns_of_ones_own_are_told_with_the_report(run: Run, tmp_path: Path) -> None:
    sites = tmp_path / "sites.csv"
    header, *rows = (DEMO / "sites.csv").read_text("utf-8-sig").splitlines()
    sites.write_text("\n".join([f"{header};Kommentar", *(f"{row};x" for row in rows)]), "utf-8")
    words = [str(sites) if word == str(DEMO / "sites.csv") else word for word in REAL]
    assert "sites.csv: kolumner som inte används: Kommentar." in run(*words).out
    assert "Kommentar" in run("reach", "Sandviken").out
