"""The made-up town: its files are those of the generator, valid, and tell the story that its document tells."""

import heapq
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from catalogue.demo_journeys import TIMETABLE, TOWN, Change, Walking, arrive, measure, patterns, read, services, stops
from samspel.catalogue.loading import Catalogue
from samspel.reach.outside import find_outside
from samspel.reach.workplaces import CommuterGroup, Locality, Shift, Workplace
from samspel.sources.workplaces import read_commuters, read_localities, read_workplaces

GENERATOR = Path(__file__).parents[2] / "docs" / "make_demo_town.py"
DOCUMENT = (TOWN / "README.md").read_text(encoding="utf-8")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY = date(2026, 11, 23)
FIRST_BUS = "11-in-vardag-0527"
SLOW, QUICK = Walking(0.4, 3.6), Walking(1.5, 5.0)
TWO_HOURS, THREE_HOURS = 120, 180
NEVER = float("inf")
LARGEST = 400_000
LETTERS = "PHLFESTV"


def read_table(width: int, first: str) -> list[list[str]]:
    """The rows of the document's table whose header has so many cells and begins with a word."""
    tables = re.findall(r"(?:^\|.*\n)+", DOCUMENT, re.MULTILINE)
    split = [[line.strip("| ").split(" | ") for line in table.splitlines()] for table in tables]
    (found,) = [table[2:] for table in split if (len(table[0]), table[0][0]) == (width, first)]
    return found


SHIFTS = read_table(12, "workplace")
CHANGES = read_table(12, "what is changed")
ROADS = read_table(3, "locality")


def list_days(told: str) -> list[date]:
    """The days that a cell means: weekdays of an ordinary week, or a date."""
    if told[0].isdigit():
        return [date.fromisoformat(told)]
    first, last = (DAYS.index(word) for word in told.split("–"))
    return [MONDAY + timedelta(days=number) for number in range(first, last + 1)]


@pytest.fixture(scope="module")
def workplaces(catalogue: Catalogue) -> dict[str, Workplace]:
    return {one.name: one for one in read_workplaces(TOWN / "sites.csv", catalogue)}


@pytest.fixture(scope="module")
def localities(catalogue: Catalogue) -> tuple[Locality, ...]:
    return read_localities(TOWN / "localities.csv", catalogue)


@pytest.fixture(scope="module")
def commuters(
    catalogue: Catalogue, workplaces: dict[str, Workplace], localities: tuple[Locality, ...]
) -> tuple[CommuterGroup, ...]:
    return read_commuters(TOWN / "commuters.csv", catalogue, list(workplaces.values()), localities)


def find_shift(workplace: Workplace, name: str) -> Shift:
    return next(shift for shift in workplace.shifts if shift.name == name)


def makes(
    home: Locality,
    work: Workplace,
    shift: Shift,
    day: date,
    walking: Walking = SLOW,
    limit: int = TWO_HOURS,
    change: Change = Change(),  # noqa: B008 - frozen
) -> bool:
    """Whether somebody from a locality's centre makes a shift that begins on a day, there and home."""
    deadline = shift.begins - shift.before
    free = shift.begins + shift.length + shift.after
    there = arrive(home.point, work.point, deadline - limit, deadline, day, walking, change)
    return there < NEVER and arrive(work.point, home.point, free, free + limit, day, walking, change) < NEVER


def told(row: list[bool]) -> str:
    return "".join("+" if made else "-" for made in row)


def test_the_files_are_those_of_the_generator(catalogue: Catalogue) -> None:
    written = runpy.run_path(str(GENERATOR))["write_town"](catalogue.texts["sv"])
    there = {str(path.relative_to(TOWN).as_posix()) for path in TOWN.rglob("*") if path.is_file()}
    assert there == {*written, "README.md"}
    assert [name for name, data in written.items() if (TOWN / name).read_bytes() != data] == [], "run the generator"


def test_the_town_is_small() -> None:
    assert sum(path.stat().st_size for path in TOWN.rglob("*") if path.is_file()) < LARGEST


def test_every_file_that_speaks_says_that_it_is_made_up(catalogue: Catalogue) -> None:
    for name in ("README.md", "sites.csv", "commuters.csv", "roads.osm", "timetable/agency.txt"):
        assert "påhitt" in (TOWN / name).read_text(encoding="utf-8").lower(), name
    assert "påhittad" in read("feed_info")[0]["feed_publisher_name"]
    for lang, word in (("sv", "påhitt"), ("en", "made-up")):
        texts = catalogue.texts[lang]  # type: ignore[index]
        assert all(word in texts(f"demo.{key}").lower() for key in ("name", "notice", "title", "story"))


def test_no_real_locality_lies_within_fifty_kilometres(catalogue: Catalogue, localities: tuple[Locality, ...]) -> None:
    lines = (catalogue.folder / "figures" / "localities_2020.csv").read_text(encoding="utf-8").splitlines()[1:]
    real = [tuple(map(float, line.rsplit(",", 2)[1:])) for line in lines]
    assert len(real) > 1000
    for ours in localities:
        assert min(measure(ours.point, (lat, lon)) for lat, lon in real) > 50


def test_the_lists_are_read_as_a_user_s(
    catalogue: Catalogue,
    workplaces: dict[str, Workplace],
    localities: tuple[Locality, ...],
    commuters: tuple[CommuterGroup, ...],
) -> None:
    assert [len(one.shifts) for one in workplaces.values()] == [5, 2, 3]
    assert sum(one.people for one in localities) == 19_700
    totals: Counter[str] = Counter()
    for group in commuters:
        totals[group.workplace] += group.employees
    assert totals == {name: one.employees for name, one in workplaces.items()}
    assert find_outside([*workplaces.values(), *localities], catalogue) == ()


def test_every_reference_of_the_timetable_exists() -> None:
    trips = {row["trip_id"] for row in read("trips")}
    assert len(trips) == len(read("trips"))
    assert {row["trip_id"] for row in (*read("stop_times"), *read("frequencies"))} == trips | {
        row["trip_id"] for row in read("frequencies")
    }
    assert {row["stop_id"] for row in read("stop_times")} <= set(stops())
    assert {row["route_id"] for row in read("trips")} == {row["route_id"] for row in read("routes")}
    known = {row["service_id"] for row in read("calendar")}
    assert {row["service_id"] for row in (*read("trips"), *read("calendar_dates"))} <= known
    assert {row["parent_station"] for row in read("stops")} - {""} <= {row["stop_id"] for row in read("stops")}


def test_no_bus_stands_still_or_goes_back_in_time() -> None:
    assert len(patterns()) == len(read("trips"))
    for trip, calls in patterns().items():
        assert all(b > a for (_, a), (_, b) in pairwise(calls)), trip


def test_the_timetable_holds_what_real_ones_hold() -> None:
    times = [row["departure_time"] for row in read("stop_times")]
    assert max(times) > "26:00:00"
    assert times.count("") > 100
    assert {row["exact_times"] for row in read("frequencies")} == {"1"}
    assert {path.stem for path in TIMETABLE.iterdir()} >= {"agency", "feed_info", "transfers", "calendar_dates"}
    assert f"{times.count('')} calls have none" in DOCUMENT
    assert f"{len(stops())} stops and platforms" in DOCUMENT


@pytest.mark.parametrize("year", [2020, 2026, 2027, 2060, 2099])
@pytest.mark.parametrize("holiday", ["01-01", "06-06", "12-25"])
def test_a_holiday_runs_as_a_sunday(year: int, holiday: str) -> None:
    assert services(date.fromisoformat(f"{year}-{holiday}")) - {"fre-lor-natt"} == {"sondag"}


def test_an_ordinary_week_has_its_three_kinds_of_day() -> None:
    week = [sorted(services(MONDAY + timedelta(days=number))) for number in range(7)]
    assert week == [["vardag"]] * 4 + [["fre-lor-natt", "vardag"], ["fre-lor-natt", "lordag"], ["sondag"]]


@pytest.mark.parametrize(
    ("walking", "limit"), [(SLOW, TWO_HOURS), (QUICK, TWO_HOURS), (SLOW, THREE_HOURS), (QUICK, THREE_HOURS)]
)
@pytest.mark.parametrize("row", SHIFTS, ids=lambda row: " ".join(row[:3]))
def test_who_makes_which_shift_is_as_the_document_tells(
    row: list[str], walking: Walking, limit: int, workplaces: dict[str, Workplace], localities: tuple[Locality, ...]
) -> None:
    work = workplaces[row[0]]
    shift = find_shift(work, row[1])
    for day in list_days(row[2]):
        assert day.weekday() in shift.weekdays
        assert told([makes(home, work, shift, day, walking, limit) for home in localities]) == "".join(row[3:11]), day


@pytest.mark.parametrize(
    "row", [row for row in SHIFTS if row[0].endswith("gjuteriet")], ids=lambda row: row[1] + row[2]
)
def test_the_foundry_s_answers_hold_for_ninety_minutes_too(
    row: list[str], workplaces: dict[str, Workplace], localities: tuple[Locality, ...]
) -> None:
    work = workplaces[row[0]]
    for day in list_days(row[2]):
        made = [makes(home, work, find_shift(work, row[1]), day, limit=90) for home in localities]
        assert told(made) == "".join(row[3:11]), day


def test_the_document_tells_of_every_shift_and_day_and_names_the_localities_in_order(
    workplaces: dict[str, Workplace], localities: tuple[Locality, ...]
) -> None:
    ordinary = [row for row in SHIFTS if not row[2][0].isdigit()]
    stated = {(row[0], row[1], day.weekday()) for row in ordinary for day in list_days(row[2])}
    assert stated == {(w.name, s.name, day) for w in workplaces.values() for s in w.shifts for day in s.weekdays}
    key = ", ".join(f"{letter} {home.name}" for letter, home in zip(LETTERS, localities, strict=True))
    assert f"{key}." in DOCUMENT


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: " ".join(row[:3]))
def test_what_one_departure_or_margin_changes_is_as_the_document_tells(
    row: list[str], workplaces: dict[str, Workplace], localities: tuple[Locality, ...]
) -> None:
    kind, minutes = row[0].split()
    work = workplaces[row[1]]
    shift = find_shift(work, row[2])
    if kind == "margin":
        shift = replace(shift, after=int(minutes))
    change = Change() if kind == "margin" else Change(FIRST_BUS, int(minutes), kind == "added")
    for day in list_days(row[3]):
        made = told([makes(home, work, shift, day, change=change) for home in localities])
        assert made == "".join(row[4:12]), day


def test_the_first_bus_is_at_the_works_ten_past_six() -> None:
    assert dict(patterns()[FIRST_BUS])["gjuteriet"] == 6 * 60 + 10
    assert min(dict(calls)["gjuteriet"] for trip, calls in patterns().items() if trip.startswith("11-in-vardag")) == 370


def test_five_of_eight_employees_can_make_the_morning_shift(
    workplaces: dict[str, Workplace], localities: tuple[Locality, ...], commuters: tuple[CommuterGroup, ...]
) -> None:
    work = workplaces["Påhittade gjuteriet"]
    shift = find_shift(work, "Morgon")
    made = {home.name for home in localities if makes(home, work, shift, MONDAY)}
    groups = [group for group in commuters if group.workplace == work.name]
    assert sum(group.employees for group in groups if group.locality in made) == 150
    assert "62.5 per cent" in DOCUMENT


def test_the_night_bus_is_no_way_home_from_the_evening_shift(
    workplaces: dict[str, Workplace], localities: tuple[Locality, ...]
) -> None:
    work = workplaces["Påhittade gjuteriet"]
    friday, after = MONDAY + timedelta(days=4), 22 * 60 + 10
    home = {one.name: arrive(work.point, one.point, after, 36 * 60, friday, SLOW, Change()) for one in localities}
    assert home["Exempelsta"] - after > THREE_HOURS
    assert 24 * 60 < home["Exempelsta"] < 26 * 60
    assert home["Låtsasby"] > 30 * 60


# Roads: the lengths and speeds, reckoned with the plainest search over the file.

Edge = tuple[str, float, dict[str, str]]


def read_ways() -> Iterator[tuple[dict[str, str], list[str]]]:
    for way in ElementTree.parse(TOWN / "roads.osm").getroot().iter("way"):
        tags = {tag.attrib["k"]: tag.attrib["v"] for tag in way.iter("tag")}
        yield tags, [node.attrib["ref"] for node in way.iter("nd")]


def read_nodes() -> dict[str, tuple[float, float]]:
    nodes = ElementTree.parse(TOWN / "roads.osm").getroot().iter("node")
    return {node.attrib["id"]: (float(node.attrib["lat"]), float(node.attrib["lon"])) for node in nodes}


def read_car_roads() -> dict[str, list[Edge]]:
    nodes = read_nodes()
    roads: dict[str, list[Edge]] = {}
    for tags, refs in read_ways():
        if tags["highway"] in {"cycleway", "footway", "path"}:
            continue
        for a, b in pairwise(refs):
            length = measure(nodes[a], nodes[b])
            roads.setdefault(a, []).append((b, length, tags))
            if tags.get("oneway") != "yes":
                roads.setdefault(b, []).append((a, length, tags))
    return roads


def search(roads: dict[str, list[Edge]], start: str, *, minutes: bool) -> dict[str, float]:
    """Kilometres, or minutes at the speed limit, from a node to every other."""
    best, queue = {start: 0.0}, [(0.0, start)]
    while queue:
        sofar, node = heapq.heappop(queue)
        if sofar > best[node]:
            continue
        for other, length, tags in roads.get(node, []):
            total = sofar + (length / float(tags.get("maxspeed", "30")) * 60 if minutes else length)
            if total < best.get(other, NEVER):
                best[other] = total
                heapq.heappush(queue, (total, other))
    return best


def find_node(roads: dict[str, list[Edge]], point: tuple[float, float]) -> str:
    nodes = read_nodes()
    nearest = min(roads, key=lambda node: measure(nodes[node], point))
    assert measure(nodes[nearest], point) < 0.01
    return nearest


def test_the_way_to_emergency_surgery_is_as_the_document_tells(
    workplaces: dict[str, Workplace], localities: tuple[Locality, ...]
) -> None:
    roads = read_car_roads()
    start = find_node(roads, workplaces["Påhittade sjukhuset"].point)
    km, minutes = (search(roads, start, minutes=wanted) for wanted in (False, True))
    homes = {home.name: find_node(roads, home.point) for home in localities}
    stated = [[name, f"{km[node]:.1f}", f"{minutes[node]:.0f}"] for name, node in homes.items()]
    assert stated == ROADS
    assert [name for name, node in homes.items() if minutes[node] > 30] == ["Provåsen"]
    assert [name for name, node in homes.items() if minutes[node] / 0.8 + 2 > 30] == ["Provåsen"]


def test_the_hospital_is_marked_as_having_emergency_care(workplaces: dict[str, Workplace]) -> None:
    nodes = ElementTree.parse(TOWN / "roads.osm").getroot().iter("node")
    (hospital,) = [node for node in nodes if node.find("tag") is not None]
    assert {tag.attrib["k"]: tag.attrib["v"] for tag in hospital.iter("tag")}.items() >= {
        ("amenity", "hospital"),
        ("emergency", "yes"),
    }
    point = (float(hospital.attrib["lat"]), float(hospital.attrib["lon"]))
    assert point == workplaces["Påhittade sjukhuset"].point


def find_ways(name: str) -> list[tuple[dict[str, str], float]]:
    """The ways of a name with their lengths."""
    nodes = read_nodes()
    return [
        (tags, sum(measure(nodes[a], nodes[b]) for a, b in pairwise(refs)))
        for tags, refs in read_ways()
        if re.match(name, tags["name"])
    ]


def test_the_last_kilometre_to_the_sawmill_is_dark_gravel(workplaces: dict[str, Workplace]) -> None:
    ((tags, length),) = find_ways("Sågvägen")
    assert (tags["surface"], tags["lit"]) == ("gravel", "no")
    assert length == pytest.approx(1.0, abs=0.05)
    roads = read_car_roads()
    (edge,) = roads[find_node(roads, workplaces["Påhittade sågen"].point)]
    assert edge[2]["name"] == "Sågvägen"


def test_two_thirds_of_the_cycleway_to_the_foundry_are_lit() -> None:
    lengths = {tags["lit"]: length for tags, length in find_ways("Gjutarstråket")}
    assert lengths["yes"] == pytest.approx(2.2, abs=0.05)
    assert lengths["yes"] + lengths["no"] == pytest.approx(3.3, abs=0.05)


def test_every_road_hangs_together_and_says_that_it_is_made_up() -> None:
    touched: dict[str, set[str]] = {}
    for tags, refs in read_ways():
        assert tags["note"] == "påhittad"
        for a, b in pairwise(refs):
            touched.setdefault(a, set()).add(b)
            touched.setdefault(b, set()).add(a)
    seen, todo = set(), [next(iter(touched))]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(touched[node])
    assert seen == set(touched)
    assert f"{len(read_nodes())} nodes" in DOCUMENT
