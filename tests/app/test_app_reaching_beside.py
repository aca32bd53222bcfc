"""What bicycles and car parks add in the made-up town, and that they leave everything else as it is."""

import dataclasses
from pathlib import Path

import pytest
from msgspec.structs import replace

from samspel.app.desk import Desk
from samspel.app.reach_ground import DEMO, DEMO_DAY, Question
from samspel.app.reaching import _reckon
from samspel.catalogue.texts import Texts
from samspel.reach.findings import find_shares
from samspel.reach.report import ReachReport
from samspel.reports.reach import describe_how, describe_missing
from samspel.store.reach import pack_report, unpack_report
from samspel.terms.errors import BadInputError

PARKS = "namn;latitud;longitud\nBytorget;56,253959;18,506466\nHavet;55,0;18,0\n"


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parks") / "parkeringar.csv"
    path.write_text(PARKS, "utf-8")
    return path


def ask(desk: Desk, parks: Path | None) -> Question:
    folder = desk.catalogue.folder / DEMO
    return Question(
        timetables=(folder / "timetable",),
        sites=folder / "sites.csv",
        day=DEMO_DAY,
        commuters=folder / "commuters.csv",
        origins=folder / "localities.csv",
        finds_departures=False,
        tries_disruptions=False,
        cycles=True,
        cycles_on=True,
        parkings=parks,
    )


@pytest.fixture(scope="module")
def report(still_desk: Desk, parks: Path) -> ReachReport:
    return _reckon(still_desk, ask(still_desk, parks), None, iter)


@pytest.fixture(scope="module")
def sv(still_desk: Desk) -> Texts:
    return still_desk.catalogue.texts["sv"]


def test_everything_else_is_as_without_them(report: ReachReport, town_report: ReachReport) -> None:
    shifts = [value for value in town_report.values if value.indicator == "shift_reach_share"]
    assert len(shifts) == 1
    assert [value for value in report.values if value.indicator == "shift_reach_share"] == shifts
    assert not report.cycles
    for turn, before in zip(report.turns, town_report.turns, strict=True):
        bare = [replace(one, steady=()) for one in before.localities]
        assert replace(turn, beside=()) == replace(before, departures=(), steady=(), localities=tuple(bare))


def test_what_they_add_is_told_apart(report: ReachReport) -> None:
    for turn in report.turns:
        assert [one.kind for one in turn.beside] == ["cycle", "cycle_on", "parking"]
        for one in turn.beside:
            shares = one.people if one.employees is None else one.employees
            for with_it, without, gained in zip(shares, find_shares(turn), one.gained, strict=True):
                assert with_it >= without - 1e-9
                assert (gained > 1e-6) == (with_it > without + 1e-9)
    for kind in ("cycle", "cycle_on"):
        assert any(one.gained[-1] > 5 for turn in report.turns for one in turn.beside if one.kind == kind)


def test_how_they_were_reckoned_is_told_and_a_car_park_without_a_stop(report: ReachReport, sv: Texts) -> None:
    told = " ".join(describe_how(sv, report))
    for part in (
        "Cykel till hållplatsen är räknad för sig och finns inte i andelarna: högst 15 minuter i 15 km/tim",
        "en andra cykel står vid en hållplats nära arbetet",
        "högst 20 minuters bilväg i 50 km/tim, 3 minuter för att parkera",
        "den lista som lämnats: Bytorget och Havet.",
    ):
        assert part in told
    assert report.parkings_without_stop == ("Havet",)
    assert any("gång från parkeringen: Havet." in one for one in describe_missing(sv, report))


def test_it_is_kept_and_read_back(report: ReachReport) -> None:
    assert unpack_report(pack_report(report)) == report


def test_a_list_of_car_parks_that_cannot_be_read_is_refused(still_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("namn;latitud;longitud\nA;norr;18\n", "utf-8")
    with pytest.raises(BadInputError) as error:
        _reckon(still_desk, ask(still_desk, tmp_path / "p.csv"), None, iter)
    assert "norr" in str(error.value.facts)


BYTORGET = (56.253959, 18.506466)


def draw_parks(desk: Desk, folder: Path, *places: tuple[float, float]) -> Path:
    """The made-up town's map with park-and-rides, one of them too far for anybody."""
    text = (desk.catalogue.folder / DEMO / "roads.osm").read_text(encoding="utf-8")
    nodes = [
        f'<node id="{10**9 + row}" version="1" lat="{lat}" lon="{lon}"><tag k="amenity" v="parking"/>'
        '<tag k="park_ride" v="bus"/></node>'
        for row, (lat, lon) in enumerate((*places, (63.0, 18.0)))
    ]
    start = text.index("<node")
    path = folder / "drawn.osm"
    path.write_text(text[:start] + "".join(nodes) + text[start:], encoding="utf-8")
    return path


def test_without_a_list_the_car_parks_are_those_that_the_map_marks(
    still_desk: Desk, report: ReachReport, sv: Texts, tmp_path: Path
) -> None:
    drawn = draw_parks(still_desk, tmp_path, BYTORGET, (56.3, 18.3))
    found = _reckon(still_desk, dataclasses.replace(ask(still_desk, None), road_map=drawn), None, iter)
    assert found.parkings_drawn
    assert found.parkings == ("", "")
    by_list = [one for turn in report.turns for one in turn.beside if one.kind == "parking"]
    assert [one for turn in found.turns for one in turn.beside if one.kind == "parking"] == by_list
    assert any("de 2 som vägkartan drawn.osm (OpenStreetMap) märker" in one for one in describe_how(sv, found))
    assert found.parkings_without_stop == ("",)
    assert any("En av kartans pendlarparkeringar har ingen" in one for one in describe_missing(sv, found))


def test_a_list_of_car_parks_goes_before_the_map(
    still_desk: Desk, report: ReachReport, tmp_path: Path, parks: Path
) -> None:
    drawn = draw_parks(still_desk, tmp_path, (56.3, 18.3))
    found = _reckon(still_desk, dataclasses.replace(ask(still_desk, parks), road_map=drawn), None, iter)
    assert (found.parkings, found.parkings_drawn) == (report.parkings, False)
    assert [turn.beside for turn in found.turns] == [turn.beside for turn in report.turns]


def test_a_map_without_car_parks_asks_for_none(still_desk: Desk, tmp_path: Path) -> None:
    drawn = draw_parks(still_desk, tmp_path)
    found = _reckon(still_desk, dataclasses.replace(ask(still_desk, None), road_map=drawn), None, iter)
    assert {one.kind for turn in found.turns for one in turn.beside} == {"cycle", "cycle_on"}
    assert (found.parkings, found.parkings_drawn) == ((), False)
