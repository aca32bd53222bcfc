"""Traffic that must be ordered adds what it would if it were regular, and nothing more."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from samspel.app.desk import Desk
from samspel.app.reach_ground import DEMO, DEMO_DAY, Question
from samspel.app.reaching import _reckon
from samspel.catalogue.texts import Texts
from samspel.reach.findings import find_shares
from samspel.reach.report import OrderedLine, ReachReport
from samspel.reports.beside import describe_besides
from samspel.reports.reach import describe_how

RULES = (
    "booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_last_day,prior_notice_last_time,phone_number\n"
)


def ask(desk: Desk, timetable: Path) -> ReachReport:
    folder = desk.catalogue.folder / DEMO
    question = Question(
        timetables=(timetable,),
        sites=folder / "sites.csv",
        day=DEMO_DAY,
        commuters=folder / "commuters.csv",
        origins=folder / "localities.csv",
        finds_departures=False,
        tries_disruptions=False,
        orders=True,
    )
    return _reckon(desk, question, None, iter)


def edit(path: Path, lines: Iterator[str]) -> None:
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def report(still_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> ReachReport:
    """The made-up town where line 1 runs only when ordered, and one boards line 10 only when ordered, by a rule."""
    folder = tmp_path_factory.mktemp("town") / "timetable"
    copytree(still_desk.catalogue.folder / DEMO / "timetable", folder)
    routes = (folder / "routes.txt").read_text("utf-8-sig").splitlines()
    edit(folder / "routes.txt", (line[:-1] + "715" if line.startswith("1,") else line for line in routes))
    times = (folder / "stop_times.txt").read_text("utf-8-sig").splitlines()
    head = f"{times[0]},pickup_booking_rule_id"
    edit(
        folder / "stop_times.txt", iter([head, *(f"{row},{'r' if row.startswith('10-') else ''}" for row in times[1:])])
    )
    (folder / "booking_rules.txt").write_text(f"{RULES}r,2,,1,14:30:00,0771-55 00 00\n", "utf-8")
    return ask(still_desk, folder)


@pytest.fixture(scope="module")
def sv(still_desk: Desk) -> Texts:
    return still_desk.catalogue.texts["sv"]


def test_with_everything_ordered_the_town_is_as_if_it_were_regular(
    report: ReachReport, town_report: ReachReport
) -> None:
    regular = {(turn.workplace, turn.shift, day): turn for turn in town_report.turns for day in turn.days}
    fewer = 0
    for turn in report.turns:
        (ordered,) = turn.beside
        shares = ordered.people if ordered.employees is None else ordered.employees
        town = find_shares(regular[turn.workplace, turn.shift, turn.days[0]])
        assert shares == pytest.approx(town)
        assert find_shares(turn)[-1] <= town[-1] + 1e-9
        fewer += find_shares(turn)[-1] < town[-1] - 0.01
    assert fewer


def test_the_value_of_the_demand_is_without_what_must_be_ordered(report: ReachReport, town_report: ReachReport) -> None:
    values = [
        next(value.value for value in one.values if value.indicator == "shift_reach_share")
        for one in (report, town_report)
    ]
    assert values[0] < values[1]


def test_it_is_told_which_lines_must_be_ordered_and_how_long_before(report: ReachReport, sv: Texts) -> None:
    assert report.ordered == (OrderedLine(line="1"), OrderedLine(line="10", days=1, by="14:30", phone="0771-55 00 00"))
    how = describe_how(sv, report)
    assert "Måste beställas: linje 1, men tidtabellen säger inte hur långt före." in how
    assert "Måste beställas: linje 10, senast klockan 14.30 dagen före resan, telefon 0771-55 00 00." in how
    (told,) = describe_besides(sv, report, report.turns[0])
    assert told.startswith("Trafik som måste beställas: ")


def test_a_timetable_without_any_says_so(still_desk: Desk, sv: Texts) -> None:
    plain = ask(still_desk, still_desk.catalogue.folder / DEMO / "timetable")
    assert plain.ordered == ()
    assert sv("reach.how.ordered_none") in describe_how(sv, plain)
    assert {turn.beside[0].gained for turn in plain.turns} == {(0.0, 0.0)}


def test_traffic_without_a_timetable_fetches_people_where_its_areas_and_windows_are(
    still_desk: Desk, town_report: ReachReport, sv: Texts, tmp_path: Path
) -> None:
    folder = tmp_path / "timetable"
    copytree(still_desk.catalogue.folder / DEMO / "timetable", folder)
    for table, row in (("routes", "F,pahittad,901,Närtrafik,3"), ("trips", "F,vardag,F-1,Närtrafik,0")):
        lines = (folder / f"{table}.txt").read_text("utf-8-sig").splitlines()
        edit(folder / f"{table}.txt", iter([*lines, row]))
    times = (folder / "stop_times.txt").read_text("utf-8-sig").splitlines()
    columns = times[0].split(",")
    more = ("location_id", "start_pickup_drop_off_window", "end_pickup_drop_off_window", "pickup_booking_rule_id")
    areas = [
        {"trip_id": "F-1", "stop_sequence": str(at), "location_id": "all", more[1]: "06:00:00", more[2]: "23:00:00"}
        | {more[3]: "r"}
        for at in (1, 2)
    ]
    rows = [",".join(one.get(name, "") for name in (*columns, *more)) for one in areas]
    edit(folder / "stop_times.txt", iter([",".join((*columns, *more)), *(f"{row},,,," for row in times[1:]), *rows]))
    (folder / "booking_rules.txt").write_text(f"{RULES}r,1,90,,,\n", "utf-8")
    ring = "[[17.9,55.9],[19.2,55.9],[19.2,56.6],[17.9,56.6],[17.9,55.9]]"
    shape = f'{{"type":"Polygon","coordinates":[{ring}]}}'
    (folder / "locations.geojson").write_text(f'{{"features":[{{"id":"all","geometry":{shape}}}]}}', "utf-8")
    report = ask(still_desk, folder)
    assert report.ordered == (OrderedLine(line="901", minutes=90),)
    by_day = {turn.shift: turn for turn in report.turns if turn.workplace == 0 and 0 in turn.weekdays}
    town = {turn.shift: turn for turn in town_report.turns if turn.workplace == 0 and 0 in turn.weekdays}
    assert find_shares(by_day["Dag"]) == find_shares(town["Dag"])
    (ordered,) = by_day["Dag"].beside
    assert ordered.employees is not None
    assert ordered.employees[-1] > find_shares(by_day["Dag"])[-1] + 0.2
    morning = by_day["Morgon"].beside[0]
    assert morning.gained[-1] < ordered.gained[-1] / 5, "nobody is fetched before six, some are driven home"
    how = describe_how(sv, report)
    assert "Måste beställas: linje 901, minst 90 minuter före resan." in how
    assert any("1,3 i 40 km/tim och 10 minuter till" in one for one in how)
