"""Who reaches which shift: the made-up town's story, the kept report, and what it does to a verdict."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import msgspec
import pytest

from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.app.reach_asking import load_report, write_template
from samspel.app.reach_ground import DEMO, Question
from samspel.app.reaching import reach_place
from samspel.catalogue.records.base import Lang
from samspel.catalogue.texts import Texts
from samspel.needs.verdict import Verdict
from samspel.reach.findings import average_shifts, find_best_departure, find_weak_leg, merge_days
from samspel.reach.report import LocalityReach, ReachReport, TurnReach
from samspel.rendering.data import render_table
from samspel.rendering.table import data
from samspel.reports.departures import describe_change, describe_gain, describe_proposal, tabulate_departures
from samspel.reports.localities import describe_gap, describe_journey, describe_way, label_line, tabulate_localities
from samspel.reports.reach import describe_how, describe_missing, describe_notes, describe_outside, render_report
from samspel.reports.roads import tabulate_roads
from samspel.reports.shifts import describe_turn, format_days, format_share, tabulate_shifts
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis

FOUNDRY, SAWMILL, HOSPITAL = range(3)
SANDVIKEN = "2181"
BUS_DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def demo(town_report: ReachReport) -> ReachReport:
    return town_report


@pytest.fixture(scope="module")
def sv(still_desk: Desk) -> Texts:
    return still_desk.catalogue.texts["sv"]


def find_turn(report: ReachReport, workplace: int, shift: str, weekday: int) -> TurnReach:
    return next(
        turn for turn in report.turns if (turn.workplace, turn.shift) == (workplace, shift) and weekday in turn.weekdays
    )


def find_reach(report: ReachReport, turn: TurnReach, name: str) -> LocalityReach:
    return next(one for one in turn.localities if report.localities[one.locality].name == name)


def of_sandviken(report: ReachReport) -> ReachReport:
    """The made-up report as if it were a real place's, for what is kept and shown."""
    return msgspec.structs.replace(report, place=SANDVIKEN, is_made_up=False)


def demo_files(desk: Desk, *, departures: bool = False) -> Question:
    folder = desk.catalogue.folder / DEMO
    return Question(
        timetables=(folder / "timetable",),
        sites=folder / "sites.csv",
        day=BUS_DAY,
        commuters=folder / "commuters.csv",
        origins=folder / "localities.csv",
        finds_departures=departures,
    )


def test_moving_the_first_bus_of_line_11_helps_the_morning_shift_most(demo: ReachReport, sv: Texts) -> None:
    morning = find_turn(demo, FOUNDRY, "Morgon", 0)
    best = morning.departures[0]
    assert (best.line, best.moved_from, best.outward, best.from_stop) == ("11", "05:27", True, "Provåsen centrum")
    # The bus must be at the works by 05:49 (05:50 less a minute's walk); it takes 43 minutes there.
    assert best.starts_at == "05:05"
    # Exempelsta (60) and Sagohamn (25) come within the hour; Provåsen's five are 43 minutes away and wait ten more.
    assert best.gained == pytest.approx(85.0)
    assert best.lost == 0.0
    assert describe_proposal(sv, morning, best) == (
        "att flytta turen 05.27 på linje 11 från Provåsen centrum till 05.05, måndag–fredag"
    )
    assert "omkring 85 fler anställda" in describe_gain(sv, demo, morning, best)
    assert "05.27" in describe_change(sv, best)


def test_nobody_makes_the_weekend_night_shift(demo: ReachReport, sv: Texts) -> None:
    for weekday in (4, 5, 6):
        turn = find_turn(demo, FOUNDRY, "Helgnatt", weekday)
        assert turn.employees == (0.0, 0.0)
        assert "ingen av de anställda" in describe_turn(sv, demo, turn)


def test_the_story_of_the_made_up_town_is_what_the_reckoning_gives(demo: ReachReport, sv: Texts) -> None:
    day = find_turn(demo, FOUNDRY, "Dag", 0)
    times = [(one.out, one.home) for one in day.localities]
    assert all(out is not None and home is not None for out, home in times)
    assert (sum(max(out or 0.0, home or 0.0) > 60.0 for out, home in times), len(times)) == (5, 8)
    story = sv("demo.story")
    # That moving the bus from 05:27 to 05:05 gains 85 is tested above.
    for part in ("från fem av åtta", "22 minuter tidigare", "omkring 85 fler anställda"):
        assert part in story


def test_the_way_home_fails_after_the_evening_shift(demo: ReachReport, sv: Texts) -> None:
    evening = find_turn(demo, FOUNDRY, "Kväll", 0)
    assert find_weak_leg(evening) == "home"
    assert find_weak_leg(find_turn(demo, FOUNDRY, "Morgon", 0)) == "out"
    exempelsta = find_reach(demo, evening, "Exempelsta")
    # Line 11 leaves the works at 22:05 and people are ready at 22:10: ten minutes earlier is enough.
    assert (exempelsta.home, exempelsta.home_journey, exempelsta.later, exempelsta.earlier) == (None, None, 0.0, 10.0)
    told = describe_gap(sv, demo, exempelsta)
    assert "ingen resa hem" in told
    assert "10 minuter tidigare" in told


def test_a_journey_is_told_with_line_stop_and_times(demo: ReachReport, sv: Texts) -> None:
    reach = find_reach(demo, find_turn(demo, FOUNDRY, "Dag", 0), "Exempelsta")
    assert reach.out_journey is not None
    assert describe_journey(sv, reach.out_journey) == (
        "avresa 06.29, linje 11 06.29 från Exempelsta centrum till Gjuteriet 06.40, gå 2 min, framme 06.42."
    )
    assert describe_way(sv, reach, outward=True).startswith("Dit: avresa 06.29")
    walked = msgspec.structs.replace(reach, out_journey=None)
    assert "ortens mitt" in describe_way(sv, walked, outward=True)
    assert "resa saknas" in describe_way(sv, msgspec.structs.replace(walked, out=None), outward=True)


def test_the_value_is_the_mean_over_shifts_and_days_weighted_by_employees(demo: ReachReport) -> None:
    means, sizes = [], []
    for row, workplace in enumerate(demo.workplaces):
        turns = [turn for turn in demo.turns if turn.workplace == row]
        days = sum(len(turn.days) for turn in turns)
        shares = [(turn.employees or turn.people)[0] * len(turn.days) for turn in turns]
        means.append(sum(shares) / days)
        sizes.append(workplace.people or 0.0)
    expected = 100 * sum(mean * size for mean, size in zip(means, sizes, strict=True)) / sum(sizes)
    (value,) = [one for one in demo.values if one.indicator == "shift_reach_share"]
    assert value.value == pytest.approx(expected)
    assert value.basis == "estimated"


def test_days_that_look_the_same_are_put_together_with_mean_shares(demo: ReachReport) -> None:
    weekend = [one for one in merge_days(demo) if one.turn.shift == "Helgnatt"]
    assert [(one.weekdays, one.shares, one.leg) for one in weekend] == [((4, 5, 6), (0.0, 0.0), "both")]
    nights = next(one for one in average_shifts(demo) if one.turn.workplace == HOSPITAL and one.turn.shift == "Natt")
    weekdays = find_turn(demo, HOSPITAL, "Natt", 0).employees
    assert weekdays is not None
    assert nights.shares[0] == pytest.approx(weekdays[0] * 4 / 7)
    assert nights.weekdays == tuple(range(7))


def test_the_best_departure_counts_people_over_the_week_less_those_who_lose(demo: ReachReport) -> None:
    best = find_best_departure(demo)
    assert best is not None
    turn, one = best
    rank = (one.gained - one.lost) * len(turn.days)
    assert rank >= max((d.gained - d.lost) * len(t.days) for t in demo.turns for d in t.departures) - 0.5
    assert one.moved_from is not None
    losing = [
        msgspec.structs.replace(turn, departures=tuple(msgspec.structs.replace(d, lost=1e4) for d in turn.departures))
        for turn in demo.turns
    ]
    assert find_best_departure(msgspec.structs.replace(demo, turns=tuple(losing))) is None


@pytest.mark.parametrize(
    ("weekdays", "told"),
    [
        (range(5), "måndag–fredag"),
        ((5, 6), "lördag och söndag"),
        ((6, 0, 1, 2, 3), "söndag–torsdag"),
        ((0, 2, 4), "måndag, onsdag och fredag"),
        ((0, 1, 2, 4), "måndag–onsdag och fredag"),
        (range(7), "alla dagar"),
    ],
)
def test_weekdays_are_told_as_ranges_also_over_the_weekend(sv: Texts, weekdays: range, told: str) -> None:
    assert format_days(sv, weekdays) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0, "0 procent"),
        (0.001, "mindre än 1 procent"),
        (0.15, "15 procent"),
        (0.999, "mer än 99 procent"),
        (1.0, "100 procent"),
    ],
)
def test_a_share_is_never_rounded_to_nobody_or_everybody(sv: Texts, share: float, told: str) -> None:
    assert format_share(sv, share) == told


def test_a_line_that_says_what_it_is_needs_no_word_before_it(sv: Texts) -> None:
    assert [label_line(sv, line) for line in ("11", "N1", "Tåg 20")] == ["linje 11", "linje N1", "Tåg 20"]


def test_how_it_was_reckoned_names_limits_speed_and_that_cancelled_trips_are_not_seen(
    demo: ReachReport, sv: Texts
) -> None:
    told = " ".join(describe_how(sv, demo))
    for part in ("45 och 60 minuter", "4,5 km/tim", "Inställda", "23 november 2026", "andra resenärer är inte räknade"):
        assert part in told
    assert describe_notes(sv, demo)[0].startswith("Stopp utan egen tid i filen: 642")
    days = msgspec.structs.replace(
        demo, silent=(BUS_DAY,), unreached_days=(date(2026, 11, 29),), outside_localities=12.5
    )
    assert len(describe_missing(sv, days)) == 3
    assert "12,5" in describe_missing(sv, days)[2]
    assert describe_missing(sv, demo) == []


def test_a_report_is_the_same_after_being_kept(desk: Desk, demo: ReachReport) -> None:
    kept = of_sandviken(demo)
    desk.reach.save(kept)
    assert load_report(desk, desk.catalogue.places.by_code[SANDVIKEN]) == kept


def test_a_damaged_report_is_named(desk: Desk, demo: ReachReport) -> None:
    path = desk.reach.save(of_sandviken(demo))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(BadInputError) as error:
        load_report(desk, desk.catalogue.places.by_code[SANDVIKEN])
    assert error.value.code == "kept_damaged"
    assert error.value.facts["file"] == "reach/2181.json.aside-1"
    assert [other.code for other in error.value.others] == ["reach_none_kept"]


def test_a_place_without_a_report_says_how_to_get_one(still_desk: Desk) -> None:
    with pytest.raises(BadInputError, match="reach none kept"):
        load_report(still_desk, still_desk.catalogue.places.by_code["2180"])


def test_a_kept_report_gives_demand_33_its_value_and_verdict_until_it_is_removed(desk: Desk, demo: ReachReport) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]

    def find() -> tuple[Verdict, float | None, Basis | None, tuple[str, ...]]:
        need = next(need for need in measure_needs(desk, place) if need.demand.id == "shift-transit")
        one = next(m.observation for m in need.measurements if m.measure.indicator == "shift_reach_share")
        return need.verdict, one.value, one.basis, tuple(origin.file for origin in one.origins)

    before = find()
    assert before[0] is not Verdict.LARGE
    assert before[1] is None
    path = desk.reach.save(of_sandviken(demo))
    verdict, value, basis, files = find()
    assert (verdict, basis, files) == (Verdict.LARGE, Basis.ESTIMATED, ("timetable",))
    assert value == pytest.approx(20.06, abs=0.01)
    path.unlink()
    assert find() == before


def test_a_value_reckoned_from_an_own_map_is_not_ranked_among_estimates(desk: Desk, demo: ReachReport) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]

    def find() -> tuple[float | None, float | None, int, int]:
        need = next(need for need in measure_needs(desk, place) if need.demand.id == "emergency-surgery")
        one = next(m for m in need.measurements if m.measure.indicator == "surgery_minutes_mean")
        return one.observation.value, one.similar, one.better, one.count

    assert find()[3] > 0
    (value,) = [one for one in demo.values if one.indicator == "surgery_minutes_mean"]
    path = desk.reach.save(of_sandviken(demo))
    assert find() == (value.value, None, 0, 0)
    path.unlink()
    assert find()[3] > 0


def test_another_limit_than_the_indicator_s_gives_no_value(desk: Desk) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    question = replace(demo_files(desk), parameters=(("shift_limit_minutes", 30.0),))
    report = reach_place(desk, place, question)
    assert report.limits == (30.0, 60.0)
    assert report.values == ()


def test_people_stand_for_employees_when_nobody_has_said_where_they_live(desk: Desk, sv: Texts) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    report = reach_place(desk, place, replace(demo_files(desk), commuters=None))
    assert {one.basis for one in report.values} == {"estimated"}
    assert "orternas invånare" in describe_turn(sv, report, report.turns[0])
    assert all(turn.employees is None for turn in report.turns)
    assert describe_outside(desk.catalogue, sv, report) == []


def test_a_point_whose_degrees_have_changed_places_is_told(desk: Desk, demo: ReachReport, sv: Texts) -> None:
    first = demo.workplaces[0]
    swapped = msgspec.structs.replace(first, latitude=first.longitude, longitude=first.latitude)
    report = msgspec.structs.replace(of_sandviken(demo), workplaces=(swapped, *demo.workplaces[1:]))
    (told,) = describe_outside(desk.catalogue, sv, report)
    assert first.name in told
    assert "bytt plats" in told
    assert describe_outside(desk.catalogue, sv, msgspec.structs.replace(report, is_made_up=True)) == []


def move_timetable(desk: Desk, folder: Path) -> Path:
    """The made-up town's timetable with its stops moved to Sandviken."""
    copytree(desk.catalogue.folder / DEMO / "timetable", folder)
    stops = folder / "stops.txt"
    with stops.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["stop_lat"], row["stop_lon"] = str(float(row["stop_lat"]) + 4.4), str(float(row["stop_lon"]) - 1.75)
    with stops.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_the_share_outside_localities_is_told_only_for_built_in_localities(desk: Desk, tmp_path: Path) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    assert reach_place(desk, place, demo_files(desk)).outside_localities is None
    timetable = move_timetable(desk, tmp_path / "timetable")
    built_in = reach_place(
        desk, place, replace(demo_files(desk), timetables=(timetable,), commuters=None, origins=None)
    )
    inside = desk.base.latest("locality_share", place).value
    assert inside is not None
    assert built_in.outside_localities == pytest.approx(100.0 - inside)


def test_a_place_without_a_locality_of_its_own_asks_for_a_list(desk: Desk) -> None:
    question = replace(demo_files(desk), commuters=None, origins=None)
    bare = next(
        place
        for place in desk.catalogue.places.municipalities
        if place.index not in set(desk.base.figures.rows_of_places("localities").tolist())
    )
    with pytest.raises(BadInputError, match="reach no localities"):
        reach_place(desk, bare, question)


def test_the_tables_hold_every_row_and_the_made_up_notice(still_desk: Desk, demo: ReachReport) -> None:
    catalogue = still_desk.catalogue
    turns = data(tabulate_shifts(catalogue, catalogue.texts["sv"], demo))
    assert len(turns.rows) == len(demo.turns)
    assert {row[1] for row in turns.rows} == {catalogue.texts["sv"]("demo.notice")}
    row = dict(zip(turns.columns, turns.rows[1], strict=True))
    assert row["employees_within_45"] == pytest.approx(14.73, abs=0.01)
    assert (row["weaker_leg"], row["counted"], row["begins"]) == ("out", "employees", "06:00")
    localities = data(tabulate_localities(catalogue, catalogue.texts["sv"], demo))
    assert len(localities.rows) == sum(len(turn.localities) for turn in demo.turns)
    departures = data(tabulate_departures(catalogue, catalogue.texts["sv"], demo))
    assert len(departures.rows) == sum(len(turn.departures) for turn in demo.turns)
    roads = data(tabulate_roads(catalogue, catalogue.texts["sv"], demo))
    assert roads.rows
    for table in (turns, localities, departures, roads):
        assert {len(one) for one in table.rows} == {len(table.columns)}
        read = list(csv.reader(io.StringIO(render_table(table, "csv").decode())))
        assert tuple(read[0]) == table.columns
    real = data(tabulate_shifts(catalogue, catalogue.texts["sv"], of_sandviken(demo)))
    assert {row[1] for row in real.rows} == {"Sandviken"}
    assert data(tabulate_roads(catalogue, catalogue.texts["sv"], msgspec.structs.replace(demo, roads=None))).rows == ()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_plain_data_carries_the_sentences_and_the_notice(still_desk: Desk, demo: ReachReport, lang: Lang) -> None:
    plain = render_report(still_desk.catalogue, still_desk.catalogue.texts[lang], demo)
    assert plain["notice"] == still_desk.catalogue.texts[lang]("demo.notice")
    assert all(turn["told"] and turn["name"] for turn in plain["turns"])
    assert "notice" not in render_report(still_desk.catalogue, still_desk.catalogue.texts["sv"], of_sandviken(demo))


def test_the_template_is_a_list_that_can_be_read_and_is_never_written_over(still_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sites.csv"
    columns = write_template(still_desk, "en", file)
    assert [one.column for one in columns][:2] == ["workplace", "latitude"]
    assert reach_place(
        still_desk, still_desk.catalogue.places.by_code[SANDVIKEN], replace(demo_files(still_desk), sites=file)
    ).turns
    with pytest.raises(BadInputError, match="reach template there"):
        write_template(still_desk, "en", file)


def make_question(desk: Desk, folder: Path, sites: str, **changed: object) -> Question:
    """The made-up town's files with a list of workplaces of its own."""
    file = folder / "own_sites.csv"
    head = "arbetsplats;latitud;longitud;anställda;skift;börjar;slutar;dagar;marginal_före;marginal_efter"
    file.write_text(f"{head}\n{sites}\n", encoding="utf-8")
    return replace(demo_files(desk), sites=file, **changed)  # type: ignore[arg-type]


WORKS = "Påhittade gjuteriet;56,196762;18,55254;240;Dag;07:00;16:00;mån-fre;10;10"


def test_a_timetable_without_stops_near_the_place_is_refused_and_not_told_as_a_lack_of_buses(desk: Desk) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    with pytest.raises(BadInputError, match="reach elsewhere") as error:
        reach_place(desk, place, replace(demo_files(desk), commuters=None, origins=None))
    facts = error.value.facts
    assert "Sandviken" in str(facts["places"])
    assert facts["south"] == 56.04
    assert error.value.others == ()
    assert ": 0" not in desk.catalogue.texts["sv"].explain(error.value).why


def move_stops(desk: Desk, folder: Path, change: Callable[[list[str]], list[str]]) -> Path:
    """The made-up town's timetable with other points: latitude and longitude of each stop in, what to write out."""
    target = folder / "moved"
    copytree(demo_files(desk).timetables[0], target)
    head, *rows = (target / "stops.txt").read_text("utf-8").splitlines()
    latitude = head.split(",").index("stop_lat")
    lines = [row.split(",") for row in rows]
    moved = [[*row[:latitude], *change(row[latitude : latitude + 2]), *row[latitude + 2 :]] for row in lines]
    (target / "stops.txt").write_text("\n".join([head, *(",".join(row) for row in moved)]) + "\n", "utf-8")
    return target


def test_stops_whose_degrees_have_changed_places_are_told_as_that(desk: Desk, tmp_path: Path) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    timetable = move_stops(desk, tmp_path, lambda point: point[::-1])
    with pytest.raises(BadInputError, match="reach stops swapped") as error:
        reach_place(desk, place, replace(demo_files(desk), timetables=(timetable,), commuters=None, origins=None))
    assert error.value.facts["count"] == error.value.facts["total"]


def test_stops_whose_points_cannot_be_read_are_not_told_as_another_county_alone(desk: Desk, tmp_path: Path) -> None:
    seen: list[str] = []

    def lose(point: list[str]) -> list[str]:
        """All but one, which lies far away."""
        seen.append(point[0])
        return ["65.5", "20.5"] if len(seen) == 2 else ["norr", "öster"]

    timetable = move_stops(desk, tmp_path, lose)
    question = replace(demo_files(desk), timetables=(timetable,), commuters=None, origins=None)
    with pytest.raises(BadInputError, match="reach elsewhere") as error:
        reach_place(desk, desk.catalogue.places.by_code[SANDVIKEN], question)
    (unplaced,) = error.value.others
    without = int(str(unplaced.facts["count"]))
    assert 0 < without < len(seen)
    for texts in desk.catalogue.texts.values():
        assert f": {without}." in texts.explain(unplaced).what


def test_points_whose_degrees_have_changed_places_are_refused(desk: Desk, tmp_path: Path) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    works = WORKS.replace("56,196762;18,55254", "18,55254;56,196762")
    with pytest.raises(BadInputError, match="reach swapped") as error:
        reach_place(desk, place, make_question(desk, tmp_path, works, commuters=None))
    assert error.value.facts["names"] == "Påhittade gjuteriet"


def end_timetable(desk: Desk, folder: Path, last: date) -> Path:
    """The made-up town's timetable, with no traffic after a day."""
    target, told = folder / "ends", f"{last:%Y%m%d}"
    copytree(desk.catalogue.folder / DEMO / "timetable", target)
    for name, column in (("calendar.txt", "end_date"), ("calendar_dates.txt", "date")):
        file = target / name
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
        for row in rows:
            row[column] = min(row[column], told)
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, rows[0])
            writer.writeheader()
            writer.writerows(row for row in rows if name == "calendar.txt" or row[column] < told)
    return target


def test_a_timetable_by_another_clock_is_refused_and_nothing_kept(desk: Desk, tmp_path: Path) -> None:
    place, (source,) = desk.catalogue.places.by_code[SANDVIKEN], demo_files(desk).timetables
    timetable = Path(copytree(source, tmp_path / "other"))
    agency = timetable / "agency.txt"
    agency.write_bytes(agency.read_bytes().replace(b"Europe/Stockholm", b"Europe/Helsinki"))
    with pytest.raises(BadInputError) as caught:
        reach_place(desk, place, replace(demo_files(desk), timetables=(timetable,)))
    assert (caught.value.code, caught.value.facts["zone"]) == ("gtfs_other_clock", "Europe/Helsinki")
    assert desk.reach.load(SANDVIKEN) is None


def test_a_list_without_a_shift_on_any_day_is_refused_and_nothing_kept(desk: Desk, tmp_path: Path) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    sunday = date(2026, 12, 13)
    question = make_question(desk, tmp_path, WORKS.replace("mån-fre", "sön"), commuters=None)
    timetable = end_timetable(desk, tmp_path, sunday)
    with pytest.raises(BadInputError, match="reach no shifts") as error:
        reach_place(desk, place, replace(question, timetables=(timetable,), day=date(2026, 12, 9)))
    assert error.value.facts["first"] == "2026-12-07"
    assert "2026-12-12" in str(error.value.facts["days"])
    assert "2026-12-13" not in str(error.value.facts["days"])


def test_a_region_gets_no_value_of_a_measure_for_municipalities(desk: Desk) -> None:
    region = next(one for one in desk.catalogue.places.regions if one.name.startswith("Gävleborg"))
    report = reach_place(desk, region, demo_files(desk))
    assert report.turns
    assert "shift_reach_share" not in {one.indicator for one in report.values}


def test_employees_of_whom_nobody_has_said_where_they_live_are_told(desk: Desk, sv: Texts, tmp_path: Path) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    commuters = tmp_path / "commuters.csv"
    commuters.write_text("arbetsplats;ort;anställda\nPåhittade gjuteriet;Sagohamn;5\n", encoding="utf-8")
    report = reach_place(desk, place, make_question(desk, tmp_path, WORKS, commuters=commuters))
    assert report.housed == (5,)
    (told,) = describe_missing(sv, report)
    assert "5 av 240 anställda" in told
    nameless = reach_place(
        desk, place, make_question(desk, tmp_path, WORKS.replace(";240;", ";;"), commuters=commuters)
    )
    assert "inte angivet" in describe_missing(sv, nameless)[0]
    assert describe_missing(sv, msgspec.structs.replace(report, housed=(240,))) == []


def test_a_gate_without_a_stop_is_told(desk: Desk, sv: Texts, tmp_path: Path) -> None:
    place = desk.catalogue.places.by_code[SANDVIKEN]
    works = WORKS.replace("56,196762;18,55254", "56,9;18,9")
    report = reach_place(desk, place, make_question(desk, tmp_path, works, commuters=None))
    assert report.sites_without_stop == (0,)
    assert "Påhittade gjuteriet" in describe_missing(sv, report)[0]


def test_one_person_is_told_in_the_singular_and_less_than_half_a_person_not_at_all(
    demo: ReachReport, sv: Texts
) -> None:
    morning = find_turn(demo, FOUNDRY, "Morgon", 0)
    one = msgspec.structs.replace(morning.departures[0], gained=1.2)
    assert "klarar ytterligare omkring en anställd" in describe_gain(sv, demo, morning, one)
    leg = msgspec.structs.replace(one, gained=0.0, gained_leg=1.0)
    assert "ytterligare omkring en anställd klarar resan dit" in describe_gain(sv, demo, morning, leg)
    everyone = [d for turn in demo.turns for d in turn.departures]
    assert min(max(d.gained, d.gained_leg) for d in everyone) >= 0.5
