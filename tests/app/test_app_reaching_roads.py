"""What a road map adds to a report of reach: the made-up town's golden answers, maps alone, weights, blanks, and values
that go before the tables.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from samspel.app.desk import Desk
from samspel.app.reach_ground import DEMO, DEMO_DAY, Question, list_road_settings
from samspel.app.reaching import reach_demo, reach_place
from samspel.app.reaching_roads import measure_roads
from samspel.app.road_ground import RoadQuestion
from samspel.catalogue.loading import Catalogue, find_content
from samspel.reach.cycling import make_cycle_networks
from samspel.reach.report import LocalValue, ReachReport, RoadReach
from samspel.reach.road_map import LIGHTS, ROAD_CLASSES, Light
from samspel.reach.road_network import search_to, snap, sum_along
from samspel.reach.workplaces import CommuterGroup, Locality, Workplace
from samspel.sources.osm.reading import read_roads
from samspel.sources.workplaces import read_commuters, read_localities, read_workplaces
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis
from samspel.terms.place import Place

TOWN = find_content() / DEMO
MAP, HOSPITALS = TOWN / "roads.osm", TOWN / "hospitals.csv"
FOUNDRY, MILL = 0, 1
AT_THE_LIMIT = (("car_driven_share", 1.0), ("car_junction_seconds", 0.0), ("road_end_minutes", 0.0))
KM = 1000.0


@pytest.fixture(scope="module")
def localities(catalogue: Catalogue) -> tuple[Locality, ...]:
    return read_localities(TOWN / "localities.csv", catalogue)


@pytest.fixture(scope="module")
def workplaces(catalogue: Catalogue) -> tuple[Workplace, ...]:
    return read_workplaces(TOWN / "sites.csv", catalogue)


@pytest.fixture(scope="module")
def groups(
    catalogue: Catalogue, workplaces: tuple[Workplace, ...], localities: tuple[Locality, ...]
) -> tuple[CommuterGroup, ...]:
    return read_commuters(TOWN / "commuters.csv", catalogue, workplaces, localities)


@pytest.fixture(scope="module")
def question(
    localities: tuple[Locality, ...], workplaces: tuple[Workplace, ...], groups: tuple[CommuterGroup, ...]
) -> RoadQuestion:
    """The made-up town's roads with everything that is known of it."""
    return RoadQuestion(
        road_map=MAP,
        localities=localities,
        own=len(localities),
        workplaces=workplaces,
        groups=groups,
        hospitals=HOSPITALS,
    )


@pytest.fixture(scope="module")
def measured(still_desk: Desk, question: RoadQuestion) -> tuple[RoadReach, dict[str, LocalValue]]:
    return measure(still_desk, question)


def measure(desk: Desk, question: RoadQuestion, place: Place | None = None) -> tuple[RoadReach, dict[str, LocalValue]]:
    roads, values, _ = measure_roads(desk, place, question)
    return roads, {value.indicator: value for value in values}


def ask(**changed: object) -> Question:
    """A question about the made-up town's map alone."""
    asked = Question(
        timetables=(), sites=None, day=DEMO_DAY, origins=TOWN / "localities.csv", road_map=MAP, hospitals=HOSPITALS
    )
    return replace(asked, **changed)  # type: ignore[arg-type]


def read_readme() -> list[tuple[str, str]]:
    """The table `By road`: locality and whole minutes."""
    text = (TOWN / "README.md").read_text(encoding="utf-8").split("## By road")[1]
    return re.findall(r"^\| ([^|]+) \| [0-9.]+ \| ([0-9]+) \|$", text, flags=re.MULTILINE)


def test_the_way_to_surgery_from_each_centre_is_as_the_town_s_document_tells(
    still_desk: Desk, question: RoadQuestion, localities: tuple[Locality, ...]
) -> None:
    """Without areas the people stay at the centres, as in the document, and drive at the limit."""
    centres = tuple(replace(one, area_ha=None) for one in localities)
    roads, _ = measure(still_desk, replace(question, localities=centres, parameters=AT_THE_LIMIT))
    told = [(localities[one.of].name, f"{one.minutes:.0f}") for one in roads.surgery]
    assert len(told) == len(read_readme()) == 8
    assert told == read_readme()


def test_only_provasen_is_beyond_half_an_hour_from_surgery(
    measured: tuple[RoadReach, dict[str, LocalValue]], localities: tuple[Locality, ...]
) -> None:
    roads, values = measured
    beyond = [localities[one.of].name for one in roads.surgery if one.minutes is None or one.minutes > 30.0]
    assert (beyond, roads.limit_minutes, roads.outside, roads.lost) == (["Provåsen"], 30.0, (), 0)
    assert values["surgery_within_30_share"].value == pytest.approx(100.0 * (19700 - 380) / 19700)
    assert {one.basis for one in roads.surgery} == {"calculated"}
    assert {one.goal for one in roads.surgery} == {"Påhittade sjukhuset"}


def test_the_last_kilometre_to_the_sawmill_is_dark_gravel(still_desk: Desk, question: RoadQuestion) -> None:
    roads, _ = measure(still_desk, replace(question, parameters=(("last_kilometres", 0.95),)))
    (stretch,) = roads.last_kilometres[MILL]
    assert (stretch.road, stretch.surface, stretch.light, stretch.limit) == ("unclassified", "unpaved", "unlit", 70)
    assert stretch.share == pytest.approx(1.0)
    assert roads.last_km == 0.95


def test_a_third_of_the_last_three_kilometres_to_the_sawmill_is_gravel(
    measured: tuple[RoadReach, dict[str, LocalValue]],
) -> None:
    shares = {one.surface: one.share for one in measured[0].last_kilometres[MILL]}
    assert shares["unpaved"] == pytest.approx(1.0 / 3.0, abs=0.02)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_the_sheltered_way_to_the_foundry_is_gjutarstraket_lit_for_two_thirds(
    catalogue: Catalogue, workplaces: tuple[Workplace, ...], localities: tuple[Locality, ...]
) -> None:
    road_map = read_roads(MAP, catalogue.road_rules)
    network = make_cycle_networks(catalogue, road_map).sheltered
    start, goal = (snap(network, np.array([one.point])).node for one in (localities[0], workplaces[FOUNDRY]))
    edges = road_map.edges
    on_cycleway = edges.length * (edges.road_class == ROAD_CLASSES.index("cycleway"))
    lit = on_cycleway * (edges.light == LIGHTS.index(Light.LIT))
    metres = sum_along(network, search_to(network, goal), start, np.column_stack([on_cycleway, lit]))[0]
    assert [f"{part / KM:.1f}" for part in metres] == ["3.3", "2.2"]


def test_the_town_is_shown_with_its_roads(still_desk: Desk, measured: tuple[RoadReach, dict[str, LocalValue]]) -> None:
    report = reach_demo(still_desk)
    assert report.roads == measured[0]
    assert report.turns
    assert report.feeds
    assert not report.roads.hospitals_assumed
    assert {value.indicator for value in report.values} >= {*measured[1], "shift_reach_share"}


def test_the_mean_to_a_workplace_is_over_the_people_and_over_workplaces_by_employees(
    measured: tuple[RoadReach, dict[str, LocalValue]], workplaces: tuple[Workplace, ...]
) -> None:
    roads, values = measured
    sizes = [site.employees or 0 for site in workplaces]
    minutes = [one.minutes or 0.0 for one in roads.sites]
    assert values["road_minutes_to_sites"].value == pytest.approx(np.average(minutes, weights=sizes))
    assert minutes[2] == pytest.approx(values["surgery_minutes_mean"].value)
    assert [one.of for one in roads.sites] == [0, 1, 2]


def test_workplaces_count_alike_where_one_of_them_has_not_said_how_many_work_there(
    still_desk: Desk, question: RoadQuestion, workplaces: tuple[Workplace, ...]
) -> None:
    unsaid = (replace(workplaces[0], employees=None), *workplaces[1:])
    roads, values = measure(still_desk, replace(question, workplaces=unsaid))
    assert values["road_minutes_to_sites"].value == pytest.approx(np.mean([one.minutes or 0.0 for one in roads.sites]))


def test_cycling_is_the_employees_where_known_and_the_indicator_always_the_people(
    still_desk: Desk, question: RoadQuestion, measured: tuple[RoadReach, dict[str, LocalValue]]
) -> None:
    """Only the town lies within half an hour of the foundry: 90 of 240 employees, 14,200 of 19,700 people."""
    alone, values = measure(still_desk, replace(question, groups=()))
    known, people = measured[0].cycling[FOUNDRY], alone.cycling[FOUNDRY]
    assert (known.of_employees, people.of_employees) == (True, False)
    assert known.within == pytest.approx(90 / 240)
    assert people.within == pytest.approx(14200 / 19700)
    assert values["cycle_reach_share"] == measured[1]["cycle_reach_share"]
    assert values["cycle_reach_share"].basis == "estimated"
    assert sum(share for _, share in known.by_road) == pytest.approx(1.0)


def test_those_with_a_sheltered_way_are_counted_once_for_every_workplace(
    still_desk: Desk, question: RoadQuestion, localities: tuple[Locality, ...]
) -> None:
    """At the town's centre and on Gjutarstråket; of two hundred people at each the foundry and the hospital are both
    within reach, and only the foundry by a sheltered way.
    """
    centre = replace(localities[0], people=200, area_ha=None)
    roads, values = measure(still_desk, replace(question, localities=(centre,), own=1, groups=()))
    assert [one.within for one in roads.cycling] == [1.0, 0.0, 1.0]
    assert [one.sheltered for one in roads.cycling] == [1.0, None, 0.0]
    assert values["cycle_reach_share"].value == pytest.approx(50.0)


def test_a_locality_that_only_houses_employees_counts_for_them_alone(
    still_desk: Desk, question: RoadQuestion, measured: tuple[RoadReach, dict[str, LocalValue]]
) -> None:
    """The last of the eight, Provåsen, as another municipality's."""
    roads, values = measure(still_desk, replace(question, own=7))
    assert [one.of for one in roads.surgery] == list(range(7))
    assert values["surgery_within_30_share"].value == 100.0
    assert roads.last_kilometres == measured[0].last_kilometres
    assert roads.cycling == measured[0].cycling
    assert (roads.sites[0].minutes or 0.0) < (measured[0].sites[0].minutes or 0.0)


def test_a_locality_without_people_has_its_time_but_no_weight(
    still_desk: Desk, question: RoadQuestion, localities: tuple[Locality, ...]
) -> None:
    empty = (*localities[:-1], replace(localities[-1], people=0))
    roads, values = measure(still_desk, replace(question, localities=empty))
    assert (roads.surgery[-1].minutes or 0.0) > 30.0
    assert values["surgery_within_30_share"].value == 100.0


def test_the_ambulance_drives_without_the_time_to_and_from_a_car(
    still_desk: Desk, question: RoadQuestion, localities: tuple[Locality, ...], tmp_path: Path
) -> None:
    """From the hospital out to each centre is as far as in, without the two minutes; a crossing is two seconds."""
    file = tmp_path / "stationer.csv"
    file.write_text("namn;latitud;longitud\nSjukhuset;56,228329;18,489492\nLångt bort;60;18\n", encoding="utf-8")
    centres = tuple(replace(one, area_ha=None) for one in localities)
    roads, values = measure(still_desk, replace(question, localities=centres, stations=file))
    out, there = ([one.minutes or 0.0 for one in times] for times in (roads.stations, roads.surgery))
    assert out == pytest.approx([minutes - 2.0 for minutes in there], abs=0.04)
    assert {one.goal for one in roads.stations} == {"Sjukhuset"}
    people = [one.people for one in localities]
    assert values["ambulance_minutes_from_station"].value == pytest.approx(np.average(out, weights=people))


def test_without_a_list_of_stations_nothing_is_said_of_ambulances(
    measured: tuple[RoadReach, dict[str, LocalValue]],
) -> None:
    assert (measured[0].stations, "ambulance_minutes_from_station" in measured[1]) == ((), False)


def test_a_list_of_stations_that_is_wrong_is_told_with_its_line(
    still_desk: Desk, question: RoadQuestion, tmp_path: Path
) -> None:
    file = tmp_path / "stationer.csv"
    file.write_text("namn;latitud;longitud\nA;56;18\nB;5600;18\n", encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        measure_roads(still_desk, None, replace(question, stations=file))
    assert (caught.value.code, caught.value.facts["line"]) == ("sites_degrees", 3)


def test_hospitals_off_the_map_are_estimated_and_say_so(still_desk: Desk, question: RoadQuestion) -> None:
    """The built-in hospitals are all ashore."""
    roads, values = measure(still_desk, replace(question, hospitals=None))
    assert roads.hospitals_assumed
    assert {(one.basis, one.why) for one in (*roads.surgery, *roads.surgery_of_sites)} == {("estimated", "off_map")}
    assert {one.goal for one in roads.surgery} == {"Länssjukhuset i Kalmar"}
    assert (values["surgery_within_30_share"].value, values["surgery_within_30_share"].basis) == (0.0, "estimated")
    assert values["road_minutes_to_sites"].basis == "calculated"


def test_a_workplace_off_the_map_is_blank_and_takes_the_place_s_values_with_it(
    still_desk: Desk, question: RoadQuestion, workplaces: tuple[Workplace, ...]
) -> None:
    away = (*workplaces[:2], replace(workplaces[2], point=(57.0, 18.0)))
    roads, values = measure(still_desk, replace(question, workplaces=away))
    assert (roads.sites[2].minutes, roads.sites[2].why) == (None, "outside_map")
    assert (roads.surgery_of_sites[2].minutes, roads.surgery_of_sites[2].why) == (None, "outside_map")
    assert (roads.cycling[2].within, roads.last_kilometres[2]) == (None, ())
    assert roads.sites[0].minutes is not None
    assert set(values) == {"surgery_within_30_share", "surgery_minutes_mean"}


def test_a_small_locality_off_the_map_is_named_and_blank(
    still_desk: Desk, question: RoadQuestion, localities: tuple[Locality, ...]
) -> None:
    roads, values = measure(
        still_desk, replace(question, localities=(*localities, Locality("Bortom", (57.5, 18.0), 50)), own=9)
    )
    assert roads.outside == ("Bortom",)
    assert (roads.surgery[8].minutes, roads.surgery[8].why) == (None, "outside_map")
    assert values["surgery_within_30_share"].value == pytest.approx(100.0 * (19700 - 380) / 19700)


def test_a_map_of_another_place_is_refused_with_how_much_it_lacks(desk: Desk, at: Callable[[str], Place]) -> None:
    with pytest.raises(BadInputError) as caught:
        reach_place(desk, at("2181"), ask(origins=None))
    assert caught.value.code == "osm_outside"
    assert (caught.value.facts["place"], caught.value.facts["share"]) == ("Sandvikens kommun", 0)
    assert caught.value.facts["outside"] == caught.value.facts["count"]
    for texts in desk.catalogue.texts.values():
        assert "Sandviken" in str(texts.explain(caught.value))


def test_a_map_without_a_timetable_gives_roads_alone(desk: Desk, at: Callable[[str], Place]) -> None:
    report = reach_place(desk, at("2181"), ask(sites=TOWN / "sites.csv", commuters=TOWN / "commuters.csv"))
    assert (report.turns, report.feeds, report.week, report.silent, report.unreached_days) == ((), (), (), (), ())
    assert report.roads is not None
    assert len(report.roads.cycling) == len(report.workplaces) == 3
    assert {value.indicator for value in report.values} == {
        "surgery_within_30_share",
        "surgery_minutes_mean",
        "road_minutes_to_sites",
        "cycle_reach_share",
    }


def test_a_map_without_workplaces_gives_surgery_alone(desk: Desk, at: Callable[[str], Place]) -> None:
    report = reach_place(desk, at("2181"), ask())
    assert report.roads is not None
    assert (report.workplaces, report.roads.sites, report.roads.cycling, report.roads.last_kilometres) == (
        (),
        (),
        (),
        (),
    )
    assert {value.indicator for value in report.values} == {"surgery_within_30_share", "surgery_minutes_mean"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"road_map": None, "hospitals": None}, "reach_no_timetable"),
        ({"training": TOWN / "sites.csv"}, "reach_no_timetable"),
        ({"timetables": (TOWN / "timetable",)}, "reach_no_sites"),
        ({"commuters": TOWN / "commuters.csv"}, "reach_no_sites"),
        ({"road_map": None, "timetables": (TOWN / "timetable",), "sites": TOWN / "sites.csv"}, "reach_no_map"),
        ({"road_map": TOWN / "sites.csv"}, "osm_ending"),
        ({"road_map": TOWN / "missing.osm"}, "osm_missing"),
    ],
)
def test_files_that_do_not_go_together_are_told(
    changed: dict[str, object], code: str, desk: Desk, at: Callable[[str], Place]
) -> None:
    with pytest.raises(BadInputError) as caught:
        reach_place(desk, at("2181"), ask(**changed))
    assert caught.value.code == code
    for texts in desk.catalogue.texts.values():
        assert texts.explain(caught.value).what


def test_measured_values_go_before_the_estimate_until_the_report_is_gone(
    desk: Desk, at: Callable[[str], Place]
) -> None:
    place = at("2181")
    estimate = desk.observations.latest("surgery_minutes_mean", place)
    report = reach_place(desk, place, ask(sites=TOWN / "sites.csv"))
    file = desk.reach.save(report)
    shown = desk.observations.latest("surgery_minutes_mean", place)
    kept = {value.indicator: value.value for value in report.values}
    assert (estimate.basis, shown.basis, shown.value) == (
        Basis.ESTIMATED,
        Basis.CALCULATED,
        kept["surgery_minutes_mean"],
    )
    (origin,) = shown.origins
    assert (origin.source, origin.file, origin.publisher) == ("own-road-map", "roads.osm", "OpenStreetMap")
    assert origin.source in desk.catalogue.sources
    assert desk.observations.latest("road_minutes_to_sites", place).value == kept["road_minutes_to_sites"]
    file.unlink()
    assert desk.observations.latest("surgery_minutes_mean", place) == estimate
    assert desk.observations.latest("road_minutes_to_sites", place).value is None


def test_a_report_with_roads_is_kept_as_it_was(desk: Desk, at: Callable[[str], Place]) -> None:
    report = reach_place(desk, at("2181"), ask(sites=TOWN / "sites.csv"))
    desk.reach.save(report)
    assert desk.reach.load("2181") == report


def test_a_region_gets_only_the_values_that_regions_have(desk: Desk, at: Callable[[str], Place]) -> None:
    report = reach_place(desk, at("21"), ask(sites=TOWN / "sites.csv"))
    assert report.roads is not None
    assert len(report.roads.sites) == 3
    assert {value.indicator for value in report.values} == {"surgery_within_30_share", "surgery_minutes_mean"}


@pytest.mark.parametrize(
    ("parameter", "kept"),
    [(("car_driven_share", 0.5), 0), (("walk_speed_kmh", 4.0), 2), (("car_driven_share", 0.8), 2)],
)
def test_values_by_other_parameters_than_the_indicator_s_are_not_kept(
    parameter: tuple[str, float], kept: int, desk: Desk, at: Callable[[str], Place]
) -> None:
    report = reach_place(desk, at("2181"), ask(parameters=(parameter,)))
    assert len(report.values) == kept
    assert dict(report.settings)[parameter[0]] == parameter[1]
    assert report.roads is not None


def test_slower_driving_makes_longer_times(
    still_desk: Desk, question: RoadQuestion, measured: tuple[RoadReach, dict[str, LocalValue]]
) -> None:
    slow, _ = measure(still_desk, replace(question, parameters=(("car_driven_share", 0.5),)))
    pairs = zip(slow.surgery, measured[0].surgery, strict=True)
    assert all((one.minutes or 0.0) > (other.minutes or 0.0) for one, other in pairs)


def test_every_parameter_of_roads_is_kept_with_the_report(desk: Desk, at: Callable[[str], Place]) -> None:
    names = list_road_settings(desk.catalogue)
    assert {"car_driven_share", "cycle_limit_minutes", "surgery_limit_minutes", "detour_factor"} <= set(names)
    report: ReachReport = reach_place(desk, at("2181"), ask())
    assert {*names} <= {name for name, _ in report.settings}


def test_the_order_of_the_lists_does_not_matter(
    still_desk: Desk, question: RoadQuestion, measured: tuple[RoadReach, dict[str, LocalValue]]
) -> None:
    turned = replace(question, localities=question.localities[::-1], workplaces=question.workplaces[::-1])
    roads, values = measure(still_desk, turned)
    assert [one.minutes for one in roads.surgery[::-1]] == pytest.approx([one.minutes for one in measured[0].surgery])
    assert [one.minutes for one in roads.sites[::-1]] == pytest.approx([one.minutes for one in measured[0].sites])
    assert {name: value.value for name, value in values.items()} == pytest.approx(
        {name: value.value for name, value in measured[1].items()}
    )


ISLAND = """<osm version="0.6">
<node id="1" version="1" lat="60.6" lon="16.7"/><node id="2" version="1" lat="60.61" lon="16.7"/>
<node id="3" version="1" lat="60.61" lon="16.71"/><node id="4" version="1" lat="60.69" lon="16.7"/>
<node id="5" version="1" lat="60.692" lon="16.7"/><node id="6" version="1" lat="60.69" lon="16.74"/>
<node id="7" version="1" lat="60.7" lon="16.7"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="highway" v="residential"/></way>
<way id="2" version="1"><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="7"/><tag k="highway" v="tertiary"/></way>
<way id="3" version="1"><nd ref="3"/><nd ref="4"/><tag k="highway" v="tertiary"/>{closed}</way></osm>"""


@pytest.mark.parametrize("closed", ["", '<tag k="access" v="no"/><tag k="access:conditional" v="yes @ (Jul)"/>'])
def test_a_hospital_and_a_workplace_across_the_water_have_no_time_but_the_reason_why(
    closed: str, desk: Desk, at: Callable[[str], Place], tmp_path: Path
) -> None:
    """The island has more roads than the town; with the bridge open there is a time."""
    lists = {
        "map.osm": ISLAND.format(closed=closed),
        "hospitals.csv": "namn;latitud;longitud\nSjukhuset;60,69;16,7\nBortom;64;20",
        "sites.csv": "arbetsplats;latitud;longitud;skift;börjar;slutar;dagar\nBruket;60,69;16,7;dag;7:00;16:00;mån",
        "origins.csv": "ort;latitud;longitud;invånare;areal_ha\nByn;60,6;16,7;100;1",
    }
    for name, text in lists.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = {name: tmp_path / f"{name}.csv" for name in ("hospitals", "sites", "origins")}
    roads = reach_place(desk, at("2181"), ask(road_map=tmp_path / "map.osm", **files)).roads
    assert roads is not None
    times = (*roads.surgery, *roads.surgery_of_sites, *roads.sites)
    if not closed:
        assert {one.why for one in times} == {""}
        return
    assert [one.minutes for one in times[1:]] == [None, None]
    assert [one.why for one in times[1:]] == ["not_joined"] * 2
    assert (roads.surgery[0].goal, roads.surgery[0].why) == ("Bortom", "off_map")
    assert [(one.kind, one.name, one.why) for one in roads.left_out] == [
        ("hospital", "Sjukhuset", "not_joined"),
        ("hospital", "Bortom", "outside_map"),
    ]
    assert (roads.at_times, roads.cycling[0].within, roads.cycling[0].why) == (1, None, "not_joined")
