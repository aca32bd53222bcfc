"""Journeys to shifts: the report of a place, the form, the reckoning in the background, the made-up town, and files."""

import io
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Event, Thread
from typing import TypeVar

import msgspec
import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from msgspec.structs import replace

from reading import Page, read
from samspel.app.adding import add_list, forget_added, look_at
from samspel.app.desk import Desk
from samspel.app.reach_asking import choose_turn, keep_turn
from samspel.app.reach_ground import DEMO
from samspel.reach.report import CycleKept, ReachReport, RoadReach, RoadStretch, RoadTime
from samspel.sources.workplaces import read_commuters, read_localities, read_workplaces
from samspel.store.live.county_files import CountyFileStore, KeptFile
from samspel.terms.errors import BadInputError
from samspel.web.jobs import Job, Tell, Workshop
from samspel.web.limits import UPLOADS_WAITING
from samspel.web.passing import PassingRoom
from samspel.web.presenters.reach import find_report
from samspel.web.reach_example import Example
from samspel.web.views.reach import get_example, get_workshop
from samspel.web.wsgi import BODY_LIMIT

PAGE, EXAMPLE = "/plats/2181/resor/", "/exempel/resor/"
WITHOUT = "/plats/2180/resor/"
PATIENCE = 60.0
MOMENT = 0.3
"""Seconds that one thread waits for another to do what it must not."""
SEVERAL = 3
T = TypeVar("T")


@pytest.fixture(scope="session")
def made_up(desk: Desk, town_report: ReachReport) -> ReachReport:
    """The made-up town, kept where its page looks for it."""
    get_example()._keep(town_report)
    return town_report


@pytest.fixture
def kept(desk: Desk, made_up: ReachReport) -> Iterator[ReachReport]:
    """A stored report for Sandviken."""
    report = replace(made_up, place="2181", is_made_up=False)
    file = desk.reach.save(report)
    yield report
    file.unlink(missing_ok=True)


@pytest.fixture
def no_report(desk: Desk) -> Iterator[None]:
    """Leaves no report of Gävle behind."""
    yield
    (desk.store.home / "reach" / "2180.json").unlink(missing_ok=True)
    get_workshop().forget("2180")


def pack_timetable(desk: Desk) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path in sorted((desk.catalogue.folder / DEMO / "timetable").glob("*.txt")):
            packed.write(path, path.name)
    return SimpleUploadedFile("<b>tider.zip", out.getvalue())


def fill(desk: Desk, **changed: object) -> dict[str, object]:
    """A form that is right, but for what is changed; None leaves a field out."""
    folder = desk.catalogue.folder / DEMO
    sites = "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nGjuteri;56,196762;18,55254;dag;07:00;16:00;ons\n"
    form: dict[str, object] = {
        "tidtabell": pack_timetable(desk),
        "arbetsplatser": SimpleUploadedFile("sites.csv", sites.encode()),
        "orter": SimpleUploadedFile("orter.csv", (folder / "localities.csv").read_bytes()),
        "dag": "2026-11-25",
    } | changed
    return {name: value for name, value in form.items() if value is not None}


def until(ask: Callable[[], T], is_done: Callable[[T], bool]) -> T:
    """Ask until it is done."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = ask()
        if is_done(answer):
            return answer
        time.sleep(0.02)
    raise AssertionError("never done")


def wait(client: Client, address: str = f"{WITHOUT}pagar/") -> Page:
    """Follow the pages until the reckoning has ended."""

    def ask() -> Page:
        return read(client.get(address))

    return until(ask, lambda page: not any(a.get("role") == "status" for a in page.attributes("div")))


def list_uploads(home: Path) -> list[Path]:
    """What is left of uploaded files, but for the locks."""
    return [path for path in (home / "uploads").rglob("*") if path.is_file() and path.name not in ("gate", "in-use")]


# The report


def test_every_shift_stands_with_its_shares_and_the_worst_is_chosen(
    client: Client, desk: Desk, kept: ReachReport
) -> None:
    page = read(client.get(PAGE))
    chosen = choose_turn(kept, "")
    assert chosen is not None
    assert chosen.shift == "Helgnatt"
    links = [a for a in page.attributes("a") if a.get("href", "").startswith("?skift=") and "aria-current" in a]
    assert [a["href"] for a in links] == [f"?skift={kept.turns.index(chosen) + 1}#skift"]
    bars = [a["width"] for a in page.attributes("rect") if a.get("class") == "bar-share"]
    assert bars[:2] == [f"{100 * share:.1f}" for share in kept.turns[0].employees or ()]
    assert len(bars) == 2 * (len(kept.turns) + len(kept.localities))
    assert "Till 1 av 10 skift" in page.text


def test_a_chosen_shift_has_map_gaps_departures_and_journeys(client: Client, kept: ReachReport) -> None:
    number = next(n for n, turn in enumerate(kept.turns, 1) if turn.shift == "Morgon")
    page = read(client.get(PAGE, {"skift": number}))
    assert sum(a.get("role") == "img" for a in page.attributes("svg")) == 1
    assert "Turen 05.27 med linje 11 från Provåsen centrum flyttas till 05.05" in page.text
    assert "Om 15 av 100 turer är sena och 1 av 100 ställs in klarar 21 procent av de anställda" in page.text
    assert "Missar man linje 1 från Påhittsköping C är man framme 05.52, 15 minuter senare." in page.text
    assert "börja 25 min senare" in page.text
    assert "05.25 från Påhittsköping C" in page.text


@pytest.mark.parametrize("typed", ["0", "-1", "99", "²", "1e3", "<script>", "9" * 5000])
def test_a_number_that_names_no_shift_shows_the_worst(client: Client, kept: ReachReport, typed: str) -> None:
    response = client.get(PAGE, {"skift": typed})
    assert response.status_code == 200
    assert choose_turn(kept, typed) is choose_turn(kept, "")


def test_both_languages_have_the_same_shape(client: Client, kept: ReachReport) -> None:
    swedish, english = read(client.get(PAGE)), read(client.get(f"/en{PAGE}"))
    assert swedish.headings == english.headings
    assert "Journeys to shifts" in english.text
    for page in (swedish, english):
        identities = [a["id"] for _, a in page.tags if "id" in a]
        assert len(identities) == len(set(identities))
        assert not [a for _, a in page.tags if "style" in a or any(name.startswith("on") for name in a)]


def test_names_from_files_never_become_markup(client: Client, desk: Desk, kept: ReachReport) -> None:
    """In the page, in the map and in the rows of the road map."""
    evil = '<script>alert("x")</script>'
    desk.reach.save(
        replace(
            kept,
            workplaces=tuple(replace(one, name=evil) for one in kept.workplaces),
            localities=tuple(replace(one, name=evil) for one in kept.localities),
            turns=tuple(replace(one, shift=evil) for one in kept.turns),
            feeds=tuple(replace(one, file=evil, publisher=evil) for one in kept.feeds),
            roads=make_roads(evil),
        )
    )
    response = client.get(PAGE, {"skift": "2"})
    content = response.content.decode()
    assert "<script>alert" not in content
    assert content.count("&lt;script&gt;alert") > 20
    assert all("src" in a for a in read(response).attributes("script"))


def test_a_new_report_is_seen_at_once_everywhere(client: Client, desk: Desk, kept: ReachReport) -> None:
    """Pages are cached by place, but never over a new report."""
    places = (PAGE, "/plats/2181/", "/plats/2181/krav/33/")
    share = re.compile(r"(?<!\d)20,1\u00a0%")  # no year and value of a table that stand side by side
    for address in places:
        assert share.search(read(client.get(address)).text), address
    desk.reach.save(replace(kept, values=tuple(replace(one, value=77.7) for one in kept.values)))
    for address in places:
        text = read(client.get(address)).text
        assert "77,7\u00a0%" in text, address
        assert not share.search(text), address
    (desk.store.home / "reach" / "2181.json").unlink()
    for address in places:
        assert not re.search(r"(?<!\d)77,7\u00a0%", read(client.get(address)).text), address


@pytest.mark.parametrize("number", [14, 15, 33, 37, 43, 44])
def test_demands_about_reach_lead_to_it(client: Client, number: int) -> None:
    named = f'href="{PAGE}"'
    in_the_menu = client.get("/plats/2181/krav/2/").content.decode().count(named)
    assert client.get(f"/plats/2181/krav/{number}/").content.decode().count(named) > in_the_menu
    assert EXAMPLE in read(client.get(f"/krav/{number}/")).links


def test_a_damaged_report_is_told_on_its_places_pages_with_its_file_but_not_where_the_server_keeps_it(
    client: Client, desk: Desk
) -> None:
    file = desk.store.home / "reach" / "2180.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}")
    pages = [client.get(f"/plats/2180/{page}") for page in ("", "krav/", "krav/33/", "resor/", "fragor/", "underlag/")]
    elsewhere = [client.get(address) for address in ("/", "/plats/1280/resor/", "/elkalkyl/")]
    file.with_name("2180.json.aside-1").unlink()
    assert {response.status_code for response in (*pages, *elsewhere)} == {200}
    for response in pages:
        text = read(response).text
        assert "reach/2180.json.aside-1" in text
        assert str(desk.store.home) not in text
    assert [response for response in elsewhere if "aside-1" in read(response).text] == []


def make_roads(name: str = "roads.osm.pbf") -> RoadReach:
    found = RoadTime(of=0, minutes=12.4, goal=name, basis="measured", why="")
    lacking = RoadTime(of=1, minutes=None, goal="", basis="measured", why="far_from_road")
    guessed = RoadTime(of=2, minutes=41.0, goal=name, basis="estimated", why="off_map")
    stretch = RoadStretch(road="residential", surface="unpaved", light="unlit", limit=None, share=0.25)
    cycling = CycleKept(
        workplace=0, within=0.5, sheltered=None, on_cycleway=0.1, lit=0.2, light_unknown=0.3, paved=0.4, by_road=()
    )
    return RoadReach(
        file=name,
        drawn="2026-05-01",
        limit_minutes=30.0,
        surgery=(found, lacking, guessed),
        surgery_of_sites=(),
        stations=(),
        sites=(replace(found, goal=""),),
        last_km=3.0,
        last_kilometres=((stretch,), (), ()),
        cycling=(cycling,),
        outside=(name,),
        lost=2,
        hospitals_assumed=True,
    )


def test_roads_say_what_is_measured_and_why_there_is_none(client: Client, desk: Desk, kept: ReachReport) -> None:
    texts = desk.catalogue.texts["sv"]
    desk.reach.save(replace(kept, roads=None))
    assert texts("web.reach.roads_none") in read(client.get(PAGE)).text
    desk.reach.save(replace(kept, roads=make_roads()))
    page = read(client.get(PAGE))
    for said in (
        "12\u00a0min",
        texts("roads.gap.far_from_road"),
        texts("roads.gap.off_map"),
        texts("roads.attribution", file="roads.osm.pbf"),
        "1 maj 2026",
        texts("roads.hospitals_assumed"),
        "grus eller jord",
        texts("reach.cell", share=texts.number(25.0)),
    ):
        assert said in page.text, said
    assert texts("web.reach.roads_none") not in page.text
    for name in ("vagar", "sista-kilometerna", "cykel"):
        assert pl.read_csv(client.get(f"{PAGE}{name}.csv").content).height == {"vagar": 4}.get(name, 1)


def test_a_report_of_roads_alone(client: Client, desk: Desk, kept: ReachReport) -> None:
    desk.reach.save(replace(kept, turns=(), feeds=(), week=(), values=(), roads=make_roads()))
    page = read(client.get(PAGE))
    assert desk.catalogue.texts["sv"]("reach.lead_roads_only") in page.text
    assert "12\u00a0min" in page.text
    assert PAGE in read(client.get("/plats/2181/")).links


# Tables


@pytest.mark.parametrize("name", ["skift", "orter", "turer"])
def test_tables_hold_all_shifts_or_the_chosen_one(client: Client, kept: ReachReport, name: str) -> None:
    def load(query: str) -> pl.DataFrame:
        return pl.read_csv(client.get(f"{PAGE}{name}.csv{query}").content)

    rows = {
        "skift": len(kept.turns),
        "orter": len(kept.turns) * len(kept.localities),
        "turer": sum(len(turn.departures) for turn in kept.turns),
    }
    assert load("").height == rows[name]
    assert set(load("?skift=2")["shift"]) == {"Morgon"}
    assert keep_turn(kept, "2").turns == (kept.turns[1],)
    with zipfile.ZipFile(io.BytesIO(client.get(f"{PAGE}{name}.xlsx?skift=2").content)) as sheet:
        assert sheet.read("xl/worksheets/sheet1.xml").count(b"<row ") == load("?skift=2").height + 1


@pytest.mark.parametrize("address", [f"{WITHOUT}skift.csv", f"{EXAMPLE}nonsense.csv", "/resor/nonsense.csv"])
def test_a_table_that_does_not_exist(client: Client, made_up: ReachReport, address: str) -> None:
    assert client.get(address).status_code == 404


# The made-up town


def test_the_made_up_town_says_so_everywhere(client: Client, desk: Desk, made_up: ReachReport) -> None:
    for prefix, lang in (("", "sv"), ("/en", "en")):
        texts = desk.catalogue.texts[lang]  # type: ignore[index]
        response = client.get(f"{prefix}{EXAMPLE}", {"skift": "2"})
        page = read(response)
        assert page.text.index(texts("demo.notice")) < page.text.index(texts("demo.lead"))
        assert texts("reach_map.made_up") in response.content.decode()
        for name in ("skift", "orter", "turer", "vagar", "sista-kilometerna", "cykel"):
            frame = pl.read_csv(client.get(f"{prefix}{EXAMPLE}{name}.csv").content)
            assert set(frame["notice"]) <= {texts("demo.notice")}
            assert frame.height or not made_up.roads


def test_the_front_page_leads_to_the_made_up_town(client: Client) -> None:
    assert EXAMPLE in read(client.get("/")).links
    assert f"{EXAMPLE}?plats={WITHOUT.split('/')[2]}" in read(client.get(WITHOUT)).links


@pytest.fixture
def unasked(application: WSGIHandler, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Example:
    """The made-up town as if nobody had asked for it yet, whatever other tests have seen of it."""
    example = get_example()
    monkeypatch.setattr(example, "_report", None)
    monkeypatch.setattr(example, "_workshop", Workshop())
    monkeypatch.setattr("samspel.web.reach_example.FOLDER", str(tmp_path / "examples"))
    return example


def test_the_first_visit_waits_and_the_next_shows(
    client: Client, desk: Desk, made_up: ReachReport, unasked: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reckoning under way is a page that moves on by itself; a failure is told, and tried again."""
    go = Event()

    def reckon(*_: object) -> ReachReport:
        assert go.wait(PATIENCE)
        if not answers:
            raise BadInputError("cannot_write", file="x", reason="full")
        return answers.pop()

    answers: list[ReachReport] = []
    monkeypatch.setattr("samspel.web.reach_example.make_job", lambda _, keep: Job(reckon, keep))
    waiting = client.get(EXAMPLE)
    page = read(waiting)
    assert desk.catalogue.texts["sv"]("demo.notice") in page.text
    assert [a["hx-get"] for a in page.attributes("div") if "hx-get" in a] == [EXAMPLE]
    assert [a["content"] for a in page.attributes("meta") if a.get("http-equiv") == "refresh"] == [f"1;url={EXAMPLE}"]
    assert "no-store" in waiting.headers["Cache-Control"]
    assert client.get(f"{EXAMPLE}skift.csv").headers["Location"] == EXAMPLE
    part = client.get(EXAMPLE, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    go.set()
    failed = until(lambda: client.get(EXAMPLE), lambda response: response.status_code == 500)
    assert "x" in read(failed).text
    answers.append(made_up)
    until(lambda: client.get(EXAMPLE), lambda response: b'id="turns"' in response.content)
    moved = client.get(EXAMPLE, headers={"HX-Request": "true"})
    assert moved.headers["HX-Redirect"] == EXAMPLE


def test_a_reckoning_that_ends_while_the_page_is_made_is_still_a_page(
    client: Client, made_up: ReachReport, unasked: Example, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever state an earlier reckoning is in: a page that waits, then one that shows."""
    monkeypatch.setattr("samspel.web.reach_example.make_job", lambda _, keep: Job(lambda _: made_up, keep))
    until(lambda: client.get(EXAMPLE), lambda response: b'id="turns"' in response.content)
    monkeypatch.setattr(unasked, "_report", None)
    monkeypatch.setattr("samspel.web.reach_example.FOLDER", str(tmp_path / "elsewhere"))
    until(lambda: unasked.job, lambda job: job is not None and job.state == "done")
    assert client.get(EXAMPLE).status_code == 200
    until(lambda: client.get(EXAMPLE), lambda response: b'id="turns"' in response.content)


def test_the_kept_town_is_made_anew_when_content_changes(desk: Desk, made_up: ReachReport) -> None:
    from samspel.web import reach_example

    before = reach_example._digest(desk.catalogue)
    one = desk.catalogue.parameters["walk_speed_kmh"]
    changed = msgspec.structs.replace(one, value=3.0) if isinstance(one, msgspec.Struct) else None
    assert changed is not None
    desk.catalogue.parameters["walk_speed_kmh"] = changed  # type: ignore[index]
    try:
        assert reach_example._digest(desk.catalogue) != before
    finally:
        desk.catalogue.parameters["walk_speed_kmh"] = one  # type: ignore[index]


# Lists to fill in


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_filled_lists_can_be_read_back(client: Client, desk: Desk, tmp_path: Path, prefix: str) -> None:
    files = {}
    for name in ("arbetsplatser", "orter", "pendlare"):
        files[name] = tmp_path / f"{name}.csv"
        files[name].write_bytes(client.get(f"{prefix}/resor/exempel/{name}.csv").content)
    sites = read_workplaces(files["arbetsplatser"], desk.catalogue)
    localities = read_localities(files["orter"], desk.catalogue)
    assert len(sites) == SEVERAL
    assert read_commuters(files["pendlare"], desk.catalogue, sites, localities)


def test_the_empty_list_has_the_columns_that_are_explained(client: Client, desk: Desk) -> None:
    header = client.get("/resor/arbetsplatser.csv").content.decode("utf-8-sig").strip()
    text = read(client.get(WITHOUT)).text
    assert header.split(";")[:3] == ["arbetsplats", "latitud", "longitud"]
    assert all(column in text for column in header.split(";"))


# The form


def test_a_form_becomes_a_report_and_its_files_are_gone(
    client: Client, desk: Desk, web_home: Path, no_report: None
) -> None:
    parks = SimpleUploadedFile("p.csv", b"namn;latitud;longitud\nBytorget;56,253959;18,506466\n")
    ways = {"cykel": "1", "cykel-vidare": "1", "anropsstyrd": "1", "parkeringar": parks}
    form = fill(desk, turer="1", storningar="1", sena="7,5 %", installda="2", **ways)
    response = client.post(WITHOUT, form)
    assert (response.status_code, response.headers["Location"]) == (302, f"{WITHOUT}pagar/")
    wait(client)
    report = find_report("2180")
    assert report is not None
    assert [one.name for one in report.workplaces] == ["Gjuteri"]
    assert report.week[0] <= date(2026, 11, 25) <= report.week[-1]
    assert any(turn.departures for turn in report.turns)
    assert {len(turn.steady) for turn in report.turns} == {1}
    assert {tuple(one.kind for one in turn.beside) for turn in report.turns} == {
        ("cycle", "cycle_on", "ordered", "parking")
    }
    assert report.parkings == ("Bytorget",)
    shares = dict(report.settings)
    assert (shares["late_percent"], shares["cancelled_percent"]) == (7.5, 2.0)
    page = read(client.get(WITHOUT))
    assert "_b_tider.zip" in page.text
    assert "Bredvid bussen" in page.text
    assert "Bil till pendlarparkering:" in page.text
    told = client.get(f"{WITHOUT}bredvid.csv").content.decode("utf-8-sig")
    assert told.count("parking") == len(report.turns)
    assert "Gjuteri" in page.text
    assert list_uploads(web_home) == []
    polled = client.get(f"{WITHOUT}pagar/", headers={"HX-Request": "true"})
    assert polled.headers["HX-Redirect"] == WITHOUT


def test_every_mistake_in_the_lists_is_told_and_nothing_is_kept(
    client: Client, desk: Desk, web_home: Path, no_report: None
) -> None:
    sites = (
        "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nA;56;18;dag;kl 7;16:00;ons\nB;56;18;dag;7:00;16:00;x\n"
    )
    places = "ort;latitud;longitud;invånare\nC;56;18;många\n"
    form = fill(
        desk,
        arbetsplatser=SimpleUploadedFile("s.csv", sites.encode()),
        orter=SimpleUploadedFile("o.csv", places.encode()),
        cykel="1",
        **{"cykel-vidare": "1", "anropsstyrd": "1"},
    )
    response = client.post(WITHOUT, form)
    page = read(response)
    assert response.status_code == 400
    assert all(said in page.text for said in ("kl 7", "”x”", "många", "Rad 2", "Rad 3"))
    values = {a["name"]: a for a in page.attributes("input") if "name" in a}
    assert values["dag"]["value"] == "2026-11-25"
    assert "checked" in values["cykel"]
    assert "checked" in values["cykel-vidare"]
    assert "checked" in values["anropsstyrd"]
    assert "checked" not in values["turer"]
    assert find_report("2180") is None
    assert list_uploads(web_home) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"tidtabell": None}, "reach_no_files"),
        ({"arbetsplatser": None}, "reach_no_files"),
        ({"dag": "i morgon"}, "reach_day"),
        ({"pendlare": SimpleUploadedFile("p.csv", "arbetsplats;ort;anställda\nGjuteri;Hittepåhult;2\n".encode())},
         "sites_small_group"),
        ({"parkeringar": SimpleUploadedFile("p.csv", b"namn;latitud;longitud\nA;;18\n")}, "list_blank"),
        ({"storningar": "1", "sena": "många"}, "number_form"),
        ({"storningar": "1", "installda": "51"}, "number_large"),
    ],
)  # fmt: skip
def test_a_form_that_lacks_something(
    client: Client, desk: Desk, web_home: Path, changed: dict[str, object], code: str
) -> None:
    response = client.post(WITHOUT, fill(desk, **changed))
    what = desk.catalogue.texts["sv"].entries[f"errors.{code}.what"]
    assert response.status_code == 400
    assert what.rpartition("}")[2].strip(" .”") in read(response).text
    assert get_workshop().find("2180") is None
    assert list_uploads(web_home) == []


def test_the_countys_timetable_and_an_added_list_need_no_file(
    client: Client, desk: Desk, web_home: Path, no_report: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSPEL_DAY", "2026-11-25")
    assert "required" in find_input(read(client.get(WITHOUT)), "tidtabell")
    store, body = CountyFileStore(web_home, "gtfs"), pack_timetable(desk).read()
    path = store.put("21", "0" * 64, body)
    days = {"fetched": "2026-11-02", "first": "2025-12-14", "last": "2026-12-12"}
    store.add(KeptFile(county="21", file=path.name, digest="0" * 64, **days), 1)
    sites = "arbetsplats;skift;på skiftet;år;latitud;longitud;börjar;slutar;dagar\n"
    sites += "Gjuteri;dag;40;2026;56,196762;18,55254;07:00;16:00;ons\n"
    looked = look_at(desk, "sv", sites.encode(), "skift.csv", desk.catalogue.places.by_code["2180"], date(2026, 11, 25))
    add_list(desk, looked, "Klubb 1")
    try:
        page = read(client.get(WITHOUT))
        assert "till 12 december 2026" in page.text
        assert "Klubb 1" in page.text
        assert "checked" in find_input(page, "lanets-tidtabell")
        assert not any("required" in find_input(page, name) for name in ("tidtabell", "arbetsplatser"))
        form = fill(desk, tidtabell=None, arbetsplatser=None, egna="1") | {"lanets-tidtabell": "1"}
        assert client.post(WITHOUT, form).status_code == 302
        wait(client)
        assert "Arbetsplatserna är egna uppgifter av Klubb 1, tillagda" in read(client.get(WITHOUT)).text
        refused = client.post(WITHOUT, form | {"egna": "7"})
        assert refused.status_code == 400
        assert path.is_file()
    finally:
        forget_added(desk, desk.catalogue.places.by_code["2180"], 1)
        shutil.rmtree(web_home / "live" / "timetables")
    assert list_uploads(web_home) == []


def find_input(page: Page, name: str) -> dict[str, str]:
    return next(one for one in page.attributes("input") if one.get("name") == name)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"tidtabell": SimpleUploadedFile("fel.zip", b"<html>no key</html>")}, "gtfs_other_kind"),
        ({"dag": "2019-01-01"}, "gtfs_date_outside"),
    ],
)
def test_what_the_reckoning_finds_is_told_where_one_waits(
    client: Client, desk: Desk, web_home: Path, no_report: None, changed: dict[str, object], code: str
) -> None:
    """And the report that was there stays."""
    assert client.post(WITHOUT, fill(desk, **changed)).status_code == 302
    page = wait(client)
    what = desk.catalogue.texts["sv"].entries[f"errors.{code}.what"]
    assert what.partition("{")[0] in page.text
    assert page.attributes("form")
    assert list_uploads(web_home) == []
    polled = client.get(f"{WITHOUT}pagar/", headers={"HX-Request": "true"})
    assert polled.headers["HX-Redirect"] == f"{WITHOUT}pagar/"


def test_a_form_from_elsewhere_is_not_taken(desk: Desk, web_home: Path) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert strict.post(WITHOUT, fill(desk)).status_code == 403
    assert get_workshop().find("2180") is None
    assert list_uploads(web_home) == []


def test_only_this_form_takes_a_timetable(client: Client, desk: Desk) -> None:
    """Judged by the length that is stated, before any of it is read."""
    headers = {"CONTENT_LENGTH": str(BODY_LIMIT + 1_000_000), "content_type": "multipart/form-data; boundary=x"}
    large = client.post(WITHOUT, b"", **headers)  # type: ignore[arg-type]
    assert large.status_code == 413
    assert "316 MB" in read(large).text
    headers["CONTENT_LENGTH"] = "50000000"
    assert client.post("/plats/2180/fragor/", b"", **headers).status_code == 413  # type: ignore[arg-type]


def test_the_country_and_a_place_that_nobody_reckons_for(client: Client, desk: Desk) -> None:
    country = read(client.get("/plats/00/resor/"))
    assert not [a for a in country.attributes("form") if a.get("method") == "post"]
    assert client.get("/plats/21/resor/").status_code == 200
    assert client.get(f"{WITHOUT}pagar/").headers["Location"] == WITHOUT


# The reckoning in the background


def test_one_at_a_time_and_the_others_wait(made_up: ReachReport) -> None:
    workshop, go, begun = Workshop(), Event(), Event()

    def hold(tell: object) -> ReachReport:
        begun.set()
        assert go.wait(PATIENCE)
        return made_up

    kept: list[ReachReport] = []
    first, second = Job(hold, kept.append), Job(lambda _: made_up, kept.append)
    workshop.start("a", first)
    try:
        assert begun.wait(PATIENCE)
        workshop.start("b", second)
        assert (first.state, second.state) == ("reading", "waiting")
        assert (workshop.count_ahead(first), workshop.count_ahead(second)) == (0, 1)
        with pytest.raises(BadInputError) as again:
            workshop.start("a", Job(hold, kept.append))
        assert again.value.code == "reach_under_way"
    finally:
        go.set()
    until(lambda: second.state, lambda state: state == "done")
    assert kept == [made_up, made_up]


def test_as_many_at_a_time_as_the_setting_says(made_up: ReachReport) -> None:
    """Each waits for the other: with one at a time neither would end."""
    workshop, both = Workshop(benches=2), Barrier(2, timeout=PATIENCE)

    def meet(_: object) -> ReachReport:
        both.wait()
        return made_up

    jobs = [Job(meet, lambda _: None) for _ in range(2)]
    for key, job in enumerate(jobs):
        workshop.start(str(key), job)
    until(lambda: [job.state for job in jobs], lambda states: states == ["done", "done"])


def test_too_many_are_turned_away_and_their_files_removed(made_up: ReachReport, tmp_path: Path) -> None:
    workshop, go = Workshop(), Event()

    def hold(_: object) -> ReachReport:
        assert go.wait(PATIENCE)
        return made_up

    folder = tmp_path / "files"
    folder.mkdir()
    try:
        for key in range(UPLOADS_WAITING + 1):
            workshop.start(str(key), Job(hold, lambda _: None))
        with pytest.raises(BadInputError) as busy:
            workshop.start("more", Job(lambda _: made_up, lambda _: None, folder))
        assert busy.value.code == "reach_busy"
        assert not folder.exists()
    finally:
        go.set()


def test_whether_there_is_room_is_not_counted_while_another_is_put_in_the_queue(made_up: ReachReport) -> None:
    workshop = Workshop()
    other = Thread(target=workshop.start, args=("b", Job(lambda _: made_up, lambda _: None)))

    class Asked(Job[ReachReport]):
        """Another visitor sends a form when this one is looked at."""

        @property
        def is_under_way(self) -> bool:
            if other.ident is None:
                other.start()
                other.join(MOMENT)
            return False

    workshop._jobs.update(a=Asked(lambda _: made_up, lambda _: None), c=Job(lambda _: made_up, lambda _: None))
    workshop.check_room("d")
    other.join()
    assert workshop.find("b") is not None


def test_two_first_visitors_of_the_made_up_town_wait_for_one_reckoning(
    desk: Desk, made_up: ReachReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, go, found = Barrier(2), Event(), list[ReachReport | None]()

    def hold(_: Tell) -> ReachReport:
        assert go.wait(PATIENCE)
        return made_up

    def make(_: Desk, keep: Callable[[ReachReport], object]) -> Job[ReachReport]:
        with suppress(BrokenBarrierError):
            meeting.wait(MOMENT)
        return Job(hold, keep)

    monkeypatch.setattr("samspel.web.reach_example.make_job", make)
    monkeypatch.setattr("samspel.web.reach_example.FOLDER", "of-two-visitors")
    example = Example(desk)
    visitors = [Thread(target=lambda: found.append(example.find())) for _ in range(2)]
    try:
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        assert found == [None, None]
    finally:
        go.set()
    until(example.find, lambda report: report is not None)


def test_a_fault_of_the_program_ends_the_reckoning_and_not_the_queue(
    made_up: ReachReport, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(tell: object) -> ReachReport:
        raise ZeroDivisionError

    workshop, folder = Workshop(), tmp_path / "files"
    folder.mkdir()
    broken, next_one = Job(break_down, lambda _: None, folder), Job(lambda _: made_up, lambda _: None)
    workshop.start("a", broken)
    workshop.start("b", next_one)
    until(lambda: next_one.state, lambda state: state == "done")
    assert (broken.state, broken.error) == ("failed", None)
    assert not folder.exists()
    assert "ZeroDivisionError" in caplog.text


def test_the_work_is_counted(made_up: ReachReport) -> None:
    seen: list[tuple[str, int, int]] = []

    def reckon(tell: Tell) -> ReachReport:
        for number in range(SEVERAL):
            tell(number, SEVERAL)
            seen.append((job.state, job.done, job.total))
        return made_up

    job = Job(reckon, lambda _: None)
    job.run()
    assert seen == [("searching", 0, 3), ("searching", 1, 3), ("searching", 2, 3)]


def test_what_a_killed_server_left_is_swept_and_what_a_running_one_holds_is_not(tmp_path: Path) -> None:
    script = "import sys, time; from pathlib import Path; from samspel.web.passing import PassingRoom\n"
    script += "folder = PassingRoom(Path(sys.argv[1])).make_folder(); (folder / 'people.csv').write_text('x')\n"
    script += "print(folder, flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as other:
        assert other.stdout is not None
        left = Path(other.stdout.readline().strip()) / "people.csv"
        PassingRoom(tmp_path).sweep()
        assert left.exists()
        other.kill()
    PassingRoom(tmp_path).sweep()
    assert not left.exists()
    assert list_uploads(tmp_path) == []


def test_uploads_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    folder = PassingRoom(tmp_path).make_folder()
    assert folder.stat().st_mode & 0o077 == 0


def test_the_form_says_which_timetable_is_the_countys(client: Client) -> None:
    told = read(client.get(PAGE)).text
    assert "https://opendata.samtrafiken.se/gtfs/xt/xt.zip?key=DIN-NYCKEL" in told
    assert "högst 50 gånger i månaden och 10 gånger i minuten" in told
    assert "i filen sj" in told


def test_a_column_is_explained_for_the_list_that_it_stands_in(client: Client) -> None:
    """Employees are all of a workplace's in one list, those of one locality in another; a locality has no gate."""
    page = read(client.get("/plats/0980/resor/")).text
    sites, origins, commuters = (
        page[page.index(start) :].split("Kolumnerna", 2)[1]
        for start in (
            "Kolumnerna i listan över arbetsplatser",
            "Kolumnerna i listan över orter",
            "Kolumnerna i listan över var",
        )
    )
    assert "Alla som arbetar där" in sites
    assert "Grindens latitud" in sites
    assert "minst fem" in commuters
    assert "Alla som arbetar där" not in commuters
    assert "Latitud i grader för ortens mitt" in origins
    assert "Grindens" not in origins
