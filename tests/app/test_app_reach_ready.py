"""What lies ready for a reckoning: the county's files, and lists of workplaces that have been added."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from samspel.app.adding import add_list, look_at
from samspel.app.desk import Desk, hide_kept, open_desk
from samspel.app.reach_ready import find_ready, put_sites
from samspel.reports.reach_ready import describe_list, describe_map, describe_timetable
from samspel.sources.workplaces import read_workplaces
from samspel.store.live.county_files import CountyFileStore, KeptFile
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

DAY = date(2026, 11, 30)
HEAD = "arbetsplats;skift;på skiftet;år;latitud;longitud;börjar;slutar;dagar\n"
FOUNDRY = "Gjuteriet;Dag;40;2026;60,61;16,77;07:00;16:00;mån-fre\nGjuteriet;Natt;12;2026;;;22.00;06.00;mån-tor\n"


def add(desk: Desk, place: Place, text: str, by: str = "Klubb 1") -> None:
    add_list(desk, look_at(desk, "sv", text.encode(), "skift.csv", place, DAY), by)


def keep_timetable(desk: Desk, first: str, last: str) -> None:
    store, digest = CountyFileStore(desk.store.home, "gtfs"), "0" * 64
    path = store.put("21", digest, b"zip")
    store.add(KeptFile(county="21", file=path.name, fetched="2026-11-02", first=first, last=last, digest=digest), 1)


def test_an_added_list_is_read_as_the_list_of_workplaces(
    desk: Desk, at: Callable[[str], Place], tmp_path: Path
) -> None:
    add(desk, at("2181"), HEAD + FOUNDRY + "Verkstaden;Dag;8;2026;;;;;\n")
    path, by, day = put_sites(desk, "en", at("2181"), tmp_path)
    (foundry,) = read_workplaces(path, desk.catalogue)
    assert (foundry.name, foundry.point, foundry.employees) == ("Gjuteriet", (60.61, 16.77), 52)
    assert [(shift.name, shift.begins, shift.ends) for shift in foundry.shifts] == [
        ("Dag", 7 * 60, 16 * 60),
        ("Natt", 22 * 60, 6 * 60),
    ]
    assert by == "Klubb 1"
    (ready,) = find_ready(desk, at("2181")).lists
    assert (ready.workplaces, ready.lacking, ready.added.day) == (1, 1, day)
    said = describe_list(desk.catalogue.texts["sv"], ready)
    assert "Klubb 1" in said
    assert "räknas: 1." in said


def test_the_latest_list_is_taken_unless_one_is_named(desk: Desk, at: Callable[[str], Place], tmp_path: Path) -> None:
    add(desk, at("2181"), HEAD + FOUNDRY, "Först")
    add(desk, at("2181"), HEAD + FOUNDRY, "Sedan")
    assert put_sites(desk, "sv", at("2181"), tmp_path)[1] == "Sedan"
    assert put_sites(desk, "sv", at("2181"), tmp_path, "1")[1] == "Först"
    for typed in ("3", "x", "0", "9" * 30):
        with pytest.raises(BadInputError):
            put_sites(desk, "sv", at("2181"), tmp_path, typed)


def test_a_list_without_positions_and_a_place_without_a_list_say_what_is_lacking(
    desk: Desk, at: Callable[[str], Place], tmp_path: Path
) -> None:
    with pytest.raises(BadInputError) as none:
        put_sites(desk, "sv", at("2180"), tmp_path)
    assert none.value.code == "reach_no_own_sites"
    add(desk, at("2180"), "arbetsplats;skift;på skiftet;år\nGjuteriet;Dag;40;2026\n")
    with pytest.raises(BadInputError) as lacks:
        put_sites(desk, "sv", at("2180"), tmp_path)
    assert lacks.value.code == "reach_own_sites_lack"
    (ready,) = find_ready(desk, at("2180")).lists
    assert "saknar läge" in describe_list(desk.catalogue.texts["sv"], ready)


@pytest.mark.parametrize(
    ("row", "code", "line"),
    [
        ("Gjuteriet;Kväll;9;2026;;;14;22:00;mån\n", "sites_clock", 4),
        ("Gjuteriet;Kväll;9;2026;;;14:00;22:00;blåmåndag\n", "sites_days", 4),
        ("Gjuteriet;Dag;9;2026;;;14:00;22:00;lör\n", "sites_twice", 4),
        ("Gjuteriet;Kväll;9;2026;61,0;16,77;14:00;22:00;lör\n", "sites_differs", 4),
        ("Sågen;Dag;9;2026;123,0;16,77;14:00;22:00;lör\n", "sites_degrees", 4),
    ],
)
def test_what_no_reckoning_could_use_is_told_by_its_line_when_the_list_is_added(
    desk: Desk, at: Callable[[str], Place], row: str, code: str, line: int
) -> None:
    with pytest.raises(BadInputError) as told:
        add(desk, at("2181"), HEAD + FOUNDRY + row)
    assert (told.value.code, told.value.facts["line"], told.value.facts["file"]) == (code, line, "skift.csv")
    assert not desk.added.read("2181")


def test_those_who_see_nothing_of_what_is_kept_see_no_list(at: Callable[[str], Place], tmp_path: Path) -> None:
    desk = open_desk(home=tmp_path)
    add(desk, at("2181"), HEAD + FOUNDRY)
    assert find_ready(desk, at("2181")).lists
    assert not find_ready(hide_kept(desk), at("2181")).lists


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-11-01", "2026-12-12", "visar vad som går från 1 november 2026 till 12 december 2026"),
        ("2026-01-01", "2026-11-29", "har gått ut"),
        ("2026-12-13", "2027-06-12", "har inte börjat gälla"),
    ],
)
def test_a_timetable_says_until_when_it_holds_when_it_was_fetched_and_from_whom(
    desk: Desk, at: Callable[[str], Place], first: str, last: str, said: str
) -> None:
    texts = desk.catalogue.texts["sv"]
    before = find_ready(desk, at("2181"))
    assert "samspel update --timetable Gävleborg" in describe_timetable(desk.catalogue, texts, before, DAY)
    keep_timetable(desk, first, last)
    ready = find_ready(desk, at("2181"))
    told = describe_timetable(desk.catalogue, texts, ready, DAY)
    assert said in told
    assert "2 november 2026" in told
    assert "Trafiklab" in told
    assert ready.holds_on(DAY) == ("visar vad som går från 1 november" in told)
    assert describe_map(desk.catalogue, texts, ready) == ""
