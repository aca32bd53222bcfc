"""`samspel compare`: on chosen measures, as words, JSON, tables and a picture; each mistake a sentence."""

import json
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from cli.program_runs import Run

ASKED = ("compare", "län:Gävleborg", "--measure", "N00053", "--measure", "unemployment")
ABOVE_ALL = ("--only", "population", "--above", "99000000")


def test_people_and_machines_see_the_same_rows_in_the_same_order(run: Run) -> None:
    rows = json.loads(run(*ASKED, "--sort", "unemployment", "--json").out)
    assert [row["unemployment"] for row in rows] == sorted((row["unemployment"] for row in rows), reverse=True)
    told = run(*ASKED, "--sort", "unemployment")
    assert (told.code, told.err) == (0, "")
    at = [told.out.index(f" {row['place']} ") for row in rows]
    assert at == sorted(at)
    rising = json.loads(run(*ASKED, "--sort", "unemployment", "--order", "rising", "--json").out)
    assert rising[0]["place"] == rows[-1]["place"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_comparison_is_written_with_year_basis_and_publisher(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"jamfor.{kind}"
    assert run(*ASKED, "--out", str(path)).code == 0
    if kind == "xlsx":
        assert path.read_bytes()[:2] == b"PK"
        return
    frame = pl.read_csv(path, schema_overrides={"place_code": pl.String}) if kind == "csv" else pl.read_parquet(path)
    assert frame.columns[:4] == ["place_code", "place", "N00053", "unemployment"]
    assert frame.height == 10
    assert set(frame["N00053_publisher"]) == {"Kolada (RKA)"}
    assert {"N00053_name", "N00053_unit", "N00053_year", "N00053_basis", "N00053_blank"} <= set(frame.columns)


def test_one_measure_is_drawn_for_every_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "jamfor.svg"
    assert run(*ASKED, "--draw", "unemployment", "--out", str(path)).code == 0
    said = " ".join(ElementTree.parse(path).getroot().itertext())
    assert "Arbetslöshet" in said
    assert all(name in said for name in ("Sandviken", "Hofors", "Nordanstig"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Sandvikn", "Gävle", "--measure", "N00053"), "Menade du Sandviken"),
        (("Sandviken", "Gävle", "--measure", "sjukfrånvaro bland komunens anställda"), "Menade du Sjukfrånvaro"),
        (("Sandviken", "Gävle", "--measure", "N60077"), "bara för regioner och riket"),
        (("Sandviken", "2181"), "Antalet platser att jämföra är 1"),
        (("län:Gävlborg",), "Menade du Gävleborg"),
    ],
)
def test_a_mistake_is_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run("compare", *words)
    assert outcome.code == 1
    assert said in " ".join(outcome.err.split())


def test_a_place_named_twice_is_told_and_counted_once(run: Run) -> None:
    outcome = run("compare", "Sandviken", "län:Gävleborg", "--measure", "N00053")
    assert "räknas en gång: Sandviken." in outcome.out
    assert outcome.out.count("│ Sandviken ") == 1


def test_how_like_a_place_is_to_those_it_is_compared_with_is_told_with_the_weights(run: Run, tmp_path: Path) -> None:
    told = run("compare", "Gällivare", "--similar")
    assert told.code == 0
    assert "Kiruna" in told.out
    plain = json.loads(run("compare", "Gällivare", "--similar", "--json").out)
    assert len(plain["similar"]) == 8
    assert sum(row["weight"] for row in plain["features"]) == pytest.approx(1.0)
    path = tmp_path / "liknande.csv"
    assert run("compare", "Gällivare", "--similar", "--out", str(path)).code == 0
    assert pl.read_csv(path)["distance"].to_list() == [row["distance"] for row in plain["similar"]]


@pytest.mark.parametrize(("words", "said"), [(("Riket",), "inte med någon"), (("Gävle", "Hofors"), "en plats i taget")])
def test_only_one_place_has_similar_ones_shown_at_a_time(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run("compare", *words, "--similar")
    assert outcome.code == 1
    assert said in outcome.err


def test_what_a_group_has_no_room_for_is_told_wherever_the_table_goes(run: Run, tmp_path: Path) -> None:
    asked = ("compare", "grupp:Pendlingskommun nära större stad", "--measure", "population")
    shown = run(*asked)
    assert "Utan plats blev" in shown.out
    for more in (("--json",), ("--out", str(tmp_path / "a.csv"))):
        told = run(*asked, *more)
        assert told.code == 0
        assert "Utan plats blev" in told.err
    assert len(json.loads(run(*asked, "--json").out)) == 60


def test_a_choice_of_order_or_year_is_followed_without_measures_too(run: Run) -> None:
    rows = json.loads(run("compare", "Gävle", "Sandviken", "Hofors", "--sort", "place", "--json").out)
    assert [row["place"] for row in rows] == ["Gävle", "Hofors", "Sandviken"]
    assert "finns inte i jämförelsen" in run("compare", "Gävle", "Hofors", "--sort", "N00053").err


def test_a_format_that_cannot_be_written_is_told_with_those_that_can(run: Run, tmp_path: Path) -> None:
    for words in (("compare", "Gävle", "Hofors", "--measure", "N00053"), ("series", "N00090", "Gävle")):
        outcome = run(*words, "--out", str(tmp_path / "a.txt"))
        assert outcome.code == 1
        assert "Bilden skrivs som .svg, tabellen som .csv" in outcome.err


@pytest.mark.parametrize(("name", "start"), [("p.pdf", b"%PDF"), ("p.ZIP", b"PK")])
def test_a_packet_of_the_places_is_written(run: Run, name: str, start: bytes) -> None:
    outcome = run("compare", "Sandviken", "Hofors", "Riket", "--packet", name, "--demand", "33")
    assert outcome.code == 0
    assert "Riket har inga krav att mäta." in outcome.err
    assert Path(name).read_bytes().startswith(start)


def test_a_packet_of_some_of_the_places_says_which_are_left_out(run: Run) -> None:
    chosen = ("--measure", "population", "--only", "population", "--above", "20000")
    outcome = run("compare", "Sandviken", "Gävle", "Hofors", "--packet", "p.pdf", *chosen)
    assert outcome.code == 0
    assert "Här visas 2 av 3 platser" in outcome.err
    assert "Det har inte Hofors." in outcome.err


def test_a_limit_of_no_measure_is_told(run: Run) -> None:
    outcome = run("compare", "Sandviken", "Gävle", "--measure", "population", "--above", "20000")
    assert outcome.code == 1
    assert "Villkoret gäller inget mått eller krav." in outcome.err


def test_a_packet_has_two_formats(run: Run) -> None:
    assert "inte skrivas till p.docx" in run("compare", "Sandviken", "Hofors", "--packet", "p.docx").err


def test_demands_stand_beside_measures(run: Run) -> None:
    outcome = run(
        "compare", "Sandviken", "Hofors", "--measure", "population", "--demand", "2", "--demand", "43", "--json"
    )
    rows = json.loads(outcome.out)
    assert [row["place"] for row in rows] == ["Sandviken", "Hofors"]
    assert all(row["emergency-surgery_words"] and row["childcare-odd-hours"] for row in rows)


def test_every_wrong_name_and_measure_is_told_at_once(run: Run) -> None:
    outcome = run("compare", "Sandvikn", "Gävvle", "Hofors", "--measure", "arbetslöshett")
    assert outcome.code == 1
    for told in ("Sandvikn", "Gävvle", "arbetslöshett"):
        assert told in outcome.err


def test_names_that_nothing_has_stop_nobody_else_and_the_code_says_so(run: Run) -> None:
    outcome = run("compare", "Sandvikn", "Gävle", "Hofors", "Ockelboo", "--measure", "population", "--json")
    assert outcome.code == 1
    assert [row["place"] for row in json.loads(outcome.out)] == ["Gävle", "Hofors"]
    assert "Sandvikn" in outcome.err
    assert "Ockelboo" in outcome.err


@pytest.mark.parametrize("more", [(), ("--packet", "paket.pdf")])
def test_names_that_nothing_has_are_told_also_where_no_place_meets_the_condition(
    run: Run, more: tuple[str, ...]
) -> None:
    told = run("compare", "Hofors, Fagersta, Surahamar", "--measure", "population", *ABOVE_ALL, *more)
    assert told.code == 1
    assert told.err.index("Surahamar") < told.err.index("Ingen av de 2 platserna")


def test_names_come_from_a_file_with_its_heading(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "natverk.csv"
    path.write_text("Kommun\nGnosjö\nGislaved kommun\nSumma\n", encoding="utf-8")
    outcome = run("compare", "--places", str(path), "Hofors", "--measure", "population", "--json")
    assert outcome.code == 0
    assert [row["place"] for row in json.loads(outcome.out)] == ["Hofors", "Gnosjö", "Gislaved"]
    assert "finns inte" in run("compare", "--places", str(tmp_path / "nej.csv")).err
    assert "är 0" in run("compare").err


def test_places_are_sorted_and_chosen_by_a_demand_and_by_a_measure(run: Run) -> None:
    asked = ("compare", "län:06", "--demand", "33", "--measure", "population", "--json")
    rows = json.loads(run(*asked, "--sort", "33").out)
    order = ["large", "some", "unknown", "similar", "small", "met", "not_here"]
    found = [order.index(row["shift-transit"]) for row in rows]
    assert found == sorted(found)
    some = run(*asked, "--only", "33", "--need", "some")
    assert {row["shift-transit"] for row in json.loads(some.out)} <= {"large", "some"}
    assert "stort eller visst behov i krav 33" in some.err
    above = json.loads(run(*asked, "--only", "population", "--above", "29000").out)
    assert [row["place"] for row in above] == [
        row["place"] for row in json.loads(run(*asked).out) if row["population"] > 29000
    ]
    assert run(*asked, "--only", "population", "--above", "1", "--below", "2").code == 2
    assert "Villkoret" in run(*asked, "--only", "population").out
