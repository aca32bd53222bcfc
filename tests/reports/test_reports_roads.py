"""What the road map gave, in words and as tables: golden sentences for the made-up town, blanks and assumptions."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from desks import make_desk
from samspel.app.desk import Desk
from samspel.app.reach_ground import DEMO, DEMO_DAY, Question
from samspel.app.reaching import reach_place
from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.observations.building import Observations
from samspel.reach.report import (
    CycleKept,
    KeptPlace,
    LeftOut,
    LocalValue,
    ReachReport,
    RoadReach,
    RoadStretch,
    RoadTime,
)
from samspel.rendering.data import render_table
from samspel.rendering.table import data, words
from samspel.reports.roads import (
    tabulate_cycling,
    tabulate_drives,
    tabulate_last_kilometres,
    tabulate_roads,
    tabulate_stretches,
)
from samspel.reports.roads_sentences import describe_cycling, describe_road_notes, describe_site_roads, describe_surgery

TOWN = find_content() / DEMO
LANGS: tuple[Lang, ...] = ("sv", "en")
VALUES = (("surgery_within_30_share", 61.0), ("surgery_minutes_mean", 24.4), ("ambulance_minutes_from_station", 9.6))


def drive(of: int, minutes: float | None, goal: str = "Länssjukhuset", why: str = "") -> RoadTime:
    basis = "estimated" if why == "off_map" else "measured"
    return RoadTime(of=of, minutes=minutes, goal=goal if minutes else "", basis=basis, why=why)  # type: ignore[arg-type]


def make_roads() -> RoadReach:
    """Two localities and a workplace, with all that can be said of them."""
    return RoadReach(
        file="karta.osm.pbf",
        drawn="2026-10-01T20:21:03Z",
        limit_minutes=30.0,
        surgery=(drive(0, 12.0), drive(1, 41.6)),
        surgery_of_sites=(drive(0, 15.0),),
        stations=(drive(0, 4.0, "Norra"), drive(1, 22.0, "Södra")),
        sites=(drive(0, 13.2, ""),),
        last_km=3.0,
        last_kilometres=(
            (
                RoadStretch(road="secondary", surface="paved", light="lit", limit=50, share=0.5),
                RoadStretch(road="track", surface="unpaved", light="unlit", limit=None, share=0.3),
                RoadStretch(road="service", surface="unknown", light="unknown", limit=None, share=0.2),
            ),
        ),
        cycling=(
            CycleKept(
                workplace=0,
                within=0.4,
                sheltered=0.25,
                on_cycleway=0.6,
                lit=0.5,
                light_unknown=0.31,
                paved=0.8,
                by_road=(("cycleway", 0.6), ("tertiary", 0.4)),
                surface_unknown=0.2,
            ),
        ),
        outside=(),
        hospitals_assumed=True,
    )


def make_report(catalogue: Catalogue, roads: RoadReach | None) -> ReachReport:
    settings = {name: parameter.value for name, parameter in catalogue.parameters.items()}
    return ReachReport(
        place="2181",
        made=date(2026, 11, 22),
        program="0",
        limits=(45.0, 60.0),
        settings=tuple(settings.items()),
        feeds=(),
        week=(),
        silent=(),
        unreached_days=(),
        localities=tuple(KeptPlace(name=name, latitude=60.0, longitude=16.0, people=500) for name in ("Åby", "Östad")),
        workplaces=(KeptPlace(name="Verket", latitude=60.1, longitude=16.1, people=80),),
        turns=(),
        outside_localities=None,
        roads=roads,
        values=tuple(
            LocalValue(indicator=name, value=value, basis="measured", source="own-road-map", file="karta", publisher="")
            for name, value in VALUES
        ),
        is_made_up=False,
    )


def change(catalogue: Catalogue, **fields: object) -> ReachReport:
    return make_report(catalogue, msgspec.structs.replace(make_roads(), **fields))


@pytest.fixture
def desk(catalogue: Catalogue, observations: Observations, tmp_path: Path) -> Desk:
    return make_desk(catalogue, observations, tmp_path)


@pytest.fixture
def swedish(catalogue: Catalogue) -> Texts:
    return catalogue.texts["sv"]


def test_surgery_is_told_with_share_mean_farthest_and_the_ambulance(catalogue: Catalogue, swedish: Texts) -> None:
    assert [
        one.replace("\u00a0", " ") for one in describe_surgery(catalogue, swedish, make_report(catalogue, make_roads()))
    ] == [
        "Inom 30 minuter med bil når 61 procent av orternas invånare ett sjukhus med akutkirurgi.",
        "I genomsnitt tar det 24 min.",
        "Längst har Östad: 42 min till Länssjukhuset.",
        "Tiderna är räknade längs kartans vägar.",
        "Från närmaste ambulansstation i listan tar det i genomsnitt 10 min att köra till orternas invånare.",
        "Längst tid tar det till Östad: 22 min från Södra.",
    ]


def test_an_estimate_and_a_blank_are_told_with_the_locality_and_the_reason(
    catalogue: Catalogue, swedish: Texts
) -> None:
    told = describe_surgery(
        catalogue,
        swedish,
        change(catalogue, surgery=(drive(0, 12.0, why="off_map"), drive(1, None, why="far_from_road"))),
    )
    assert any("uppskattade" in one and "Åby" in one for one in told)
    assert any("Östad" in one and swedish("roads.gap.far_from_road") in one for one in told)
    assert not any(one.startswith("Längst har") for one in told)


def test_a_hospital_or_station_without_a_time_is_told_by_name_and_reason(catalogue: Catalogue, swedish: Texts) -> None:
    left_out = (
        LeftOut(kind="hospital", name="Öns sjukhus", why="not_joined"),
        LeftOut(kind="station", name="Skär", why="far_from_road"),
        LeftOut(kind="station", name="Bortom", why="outside_map"),
        LeftOut(kind="station", name="Ännu längre", why="outside_map"),
    )
    told = describe_surgery(catalogue, swedish, change(catalogue, left_out=left_out))
    unjoined = (
        "Ingen tid till eller från Öns sjukhus: vägarna dit hänger i kartan inte ihop med vägarna där de flesta bor."
    )
    assert unjoined in told
    assert told[-2:] == [
        "Ingen tid till eller från Skär: kartan har ingen väg tillräckligt nära.",
        "Utanför kartan ligger Bortom och Ännu längre.",
    ]


def test_rules_that_hold_at_times_are_counted_in_the_notes(catalogue: Catalogue, swedish: Texts) -> None:
    told = describe_road_notes(swedish, change(catalogue, at_times=3, lost=2))
    assert any(one.startswith("För 3 vägar eller hinder gäller reglerna bara vissa tider") for one in told)
    assert any(one.startswith("2 vägbitar är utelämnade") for one in told)
    assert not any("vägbitar" in one for one in describe_road_notes(swedish, change(catalogue)))


def test_a_workplace_that_no_bicycle_gets_to_is_told_with_why(catalogue: Catalogue, swedish: Texts) -> None:
    cut_off = msgspec.structs.replace(make_roads().cycling[0], within=None, sheltered=None, why="not_joined")
    assert swedish("roads.gap.not_joined") in describe_cycling(swedish, change(catalogue, cycling=(cut_off,)), 0)[0]


def test_the_way_to_a_workplace_is_told_with_gravel_darkness_and_what_the_map_does_not_say(
    catalogue: Catalogue, swedish: Texts
) -> None:
    told = [one.replace("\u00a0", " ") for one in describe_site_roads(swedish, make_report(catalogue, make_roads()), 0)]
    assert told[:2] == [
        "Med bil tar det i genomsnitt 13 min från orterna till Verket.",
        "Av de sista 3 kilometerna till Verket, räknat på hur orternas invånare kör, är 30 procent grus eller jord och "
        "30 procent utan belysning.",
    ]
    assert told[2].startswith("För 20 procent av sträckan säger kartan inte om vägen är belyst.")
    assert told[3].startswith("För 20 procent av sträckan säger kartan inget om beläggningen")
    assert told[4] == "Från Verket är det 15 min med bil till Länssjukhuset."


def test_an_estimated_time_from_a_workplace_says_so(catalogue: Catalogue, swedish: Texts) -> None:
    told = describe_site_roads(swedish, change(catalogue, surgery_of_sites=(drive(0, 15.0, why="off_map"),)), 0)
    assert "uppskattningsvis" in told[-1]


def test_a_workplace_off_the_map_is_told_as_not_known_and_never_as_nobody(catalogue: Catalogue, swedish: Texts) -> None:
    blank = msgspec.structs.replace(make_roads().cycling[0], within=None, sheltered=None)
    report = change(catalogue, sites=(drive(0, None, why="far_from_road"),), cycling=(blank,))
    why = swedish("roads.gap.far_from_road")
    for told in (describe_site_roads(swedish, report, 0), describe_cycling(swedish, report, 0)):
        assert len(told) == 1
        assert why in told[0]


def test_cycling_is_told_with_what_the_quickest_way_is_like(catalogue: Catalogue, swedish: Texts) -> None:
    assert describe_cycling(swedish, make_report(catalogue, make_roads()), 0) == [
        "Inom 30 minuter på cykel når 40 procent av orternas invånare fram till Verket.",
        "Av dem kan 25 procent cykla skyddat hela vägen.",
        "Av den snabbaste vägen är 60 procent cykelväg, 50 procent belyst och 80 procent belagd.",
        "För 31 procent av sträckan säger kartan inte om vägen är belyst. Det betyder inte att den är mörk; fråga "
        "kommunen.",
        "För 20 procent av sträckan säger kartan inget om beläggningen.",
    ]


@pytest.mark.parametrize(("within", "sheltered", "count"), [(0.0, None, 1), (0.4, 0.0, 5)])
def test_nobody_is_told_as_nobody(
    within: float, sheltered: float | None, count: int, catalogue: Catalogue, swedish: Texts
) -> None:
    one = msgspec.structs.replace(make_roads().cycling[0], within=within, sheltered=sheltered, of_employees=True)
    told = describe_cycling(swedish, change(catalogue, cycling=(one,)), 0)
    assert len(told) == count
    assert any("ngen av" in sentence for sentence in told)
    assert "de anställda" in told[0]


def test_the_built_in_hospitals_are_told_as_an_assumption_and_a_list_of_one_s_own_is_not(
    catalogue: Catalogue, swedish: Texts
) -> None:
    assumed, point = swedish("roads.hospitals_assumed"), swedish("roads.surgery.town_point")
    told = describe_road_notes(swedish, make_report(catalogue, make_roads()))
    assert (assumed in told, point in told) == (True, True)
    stated = describe_road_notes(swedish, change(catalogue, hospitals_assumed=False))
    assert (assumed in stated, point in stated) == (False, False)


def test_the_notes_name_the_map_its_day_and_what_lies_off_it(catalogue: Catalogue, swedish: Texts) -> None:
    told = " ".join(describe_road_notes(swedish, change(catalogue, outside=("Östad",), lost=12)))
    for part in ("karta.osm.pbf", "ODbL", "1 oktober 2026", "80 procent", "1 av 2 tätorter", "12 vägbitar"):
        assert part in told
    assert "30 minuter" in told


@pytest.mark.parametrize(("drawn", "told"), [("", "säger inte"), ("i våras", "i våras"), ("2026-10-01", "1 oktober")])
def test_the_map_s_day_is_told_as_far_as_it_is_known(
    drawn: str, told: str, catalogue: Catalogue, swedish: Texts
) -> None:
    assert any(told in one for one in describe_road_notes(swedish, change(catalogue, drawn=drawn)))


def test_a_made_up_map_is_not_said_to_be_openstreetmap_s(catalogue: Catalogue, swedish: Texts) -> None:
    report = msgspec.structs.replace(make_report(catalogue, make_roads()), is_made_up=True)
    assert not any("OpenStreetMap" in one for one in describe_road_notes(swedish, report))


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_map_nothing_is_said(lang: Lang, catalogue: Catalogue) -> None:
    report, texts = make_report(catalogue, None), catalogue.texts[lang]
    assert describe_surgery(catalogue, texts, report) == describe_road_notes(texts, report) == []
    assert describe_site_roads(texts, report, 0) == describe_cycling(texts, report, 0) == []
    for tabulate in (tabulate_last_kilometres, tabulate_cycling):
        assert tabulate(catalogue, texts, report).rows == ()


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_is_whole_in_both_languages(lang: Lang, catalogue: Catalogue) -> None:
    texts = catalogue.texts[lang]
    away = (drive(0, None, why="far_from_road"), drive(1, 12.0, why="off_map"))
    for report in (make_report(catalogue, make_roads()), change(catalogue, surgery=away, outside=("Åby",), lost=2)):
        told = [
            *describe_surgery(catalogue, texts, report),
            *describe_site_roads(texts, report, 0),
            *describe_cycling(texts, report, 0),
            *describe_road_notes(texts, report),
        ]
        assert [one for one in told if not re.fullmatch(r"[A-ZÅÄÖ0-9][^{}]+\.", one)] == []


def test_the_tables_have_a_row_for_each_stretch_and_each_workplace(catalogue: Catalogue) -> None:
    report = make_report(catalogue, make_roads())
    stretches, cycling = (
        data(tabulate_last_kilometres(catalogue, catalogue.texts["sv"], report)),
        data(tabulate_cycling(catalogue, catalogue.texts["sv"], report)),
    )
    (first, *_) = [dict(zip(stretches.columns, row, strict=True)) for row in stretches.rows]
    assert (len(stretches.rows), first["workplace"], first["share"], first["of"]) == (3, "Verket", 50.0, "people")
    (row,) = [dict(zip(cycling.columns, row, strict=True)) for row in cycling.rows]
    assert (row["place"], row["within"], row["sheltered"], row["longest_road"]) == ("Sandviken", 40.0, 25.0, "cycleway")
    for table in (stretches, cycling):
        assert all(render_table(table, kind) for kind in ("csv", "xlsx", "parquet"))


def test_times_to_workplaces_stand_under_the_workplaces_name(catalogue: Catalogue) -> None:
    table = data(tabulate_roads(catalogue, catalogue.texts["sv"], make_report(catalogue, make_roads())))
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert [row["of"] for row in rows if row["measure"] == "sites"] == ["Verket"]


def test_a_reckoned_report_can_be_told(desk: Desk, swedish: Texts) -> None:
    asked = Question(
        timetables=(),
        sites=TOWN / "sites.csv",
        day=DEMO_DAY,
        origins=TOWN / "localities.csv",
        road_map=TOWN / "roads.osm",
    )
    report = reach_place(desk, desk.catalogue.places.by_code["2181"], replace(asked, hospitals=TOWN / "hospitals.csv"))
    assert "Provåsen" in " ".join(describe_surgery(desk.catalogue, swedish, report))
    hospital = describe_site_roads(swedish, report, 2)
    assert not any("till Påhittade sjukhuset" in one and one.startswith("Från") for one in hospital)
    assert "grus" in " ".join(describe_site_roads(swedish, report, 1))


def test_a_drive_says_its_basis_and_an_estimate_why(catalogue: Catalogue, swedish: Texts) -> None:
    report = change(catalogue, surgery=(drive(0, 12.0), drive(1, 41.6, why="off_map")))
    (surgery,) = tabulate_drives(catalogue, swedish, report, kinds=("surgery",))
    assert words(surgery).texts == (
        ("Östad", "Länssjukhuset", "42\u00a0min", swedish("roads.gap.off_map")),
        ("Åby", "Länssjukhuset", "12\u00a0min", swedish("basis.measured")),
    )


def test_a_cut_table_keeps_places_without_a_time_and_tells_how_many_rows_are_left_out(
    catalogue: Catalogue, swedish: Texts
) -> None:
    report = change(catalogue, surgery=(drive(0, 12.0), drive(1, None, why="far_from_road")))
    (cut,) = tabulate_drives(catalogue, swedish, report, kinds=("surgery",), most=1)
    assert [row[0] for row in words(cut).texts] == ["Östad"]
    assert cut.notes == (swedish("reach.section.left_places", count="1"),)
    (whole,) = tabulate_drives(catalogue, swedish, report, kinds=("surgery",), most=2)
    assert (len(whole.rows), whole.notes) == (2, ())


def test_kinds_without_drives_have_no_table_and_ways_to_workplaces_no_goal(
    catalogue: Catalogue, swedish: Texts
) -> None:
    tables = tabulate_drives(catalogue, swedish, change(catalogue, stations=()))
    assert [table.caption for table in tables] == [
        swedish(f"roads.table.{kind}") for kind in ("surgery", "surgery_of_sites", "sites")
    ]
    assert swedish("roads.table.goal") not in words(tables[-1]).heads


def test_shares_of_the_last_kilometres_say_whose_ways_they_are(catalogue: Catalogue, swedish: Texts) -> None:
    employees = msgspec.structs.replace(make_roads().cycling[0], of_employees=True)
    for cycling, whom in ((make_roads().cycling, "people"), ((employees,), "employees")):
        (table,) = tabulate_stretches(catalogue, swedish, change(catalogue, cycling=cycling))
        assert {row[-1] for row in words(table).texts} == {swedish(f"reach.whom.{whom}")}
