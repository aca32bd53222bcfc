"""Writes the made-up town in src/samspel/content/demo/pahittad_kommun: its timetable (GTFS), workplaces, localities,
commuters, hospital and roads. A test keeps the files current. Nothing in it is of the world; what it tells stands in
its README.

Run as `python docs/make_demo_town.py`.
"""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import quoteattr

from samspel.catalogue.loading import load_catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.workplaces import CommuterGroup, Locality, Point, Shift, Station, Workplace
from samspel.sources.list_writing import write_commuters, write_localities, write_stations, write_workplaces

TARGET = Path(__file__).parents[1] / "src" / "samspel" / "content" / "demo" / "pahittad_kommun"
CENTRE: Point = (56.2, 18.5)
"""In the open Baltic, some 80 km south of Gotland, so that no real place is mistaken for it."""
KM_PER_DEGREE = 111.195
FIRST_YEAR, LAST_YEAR = 2020, 2099
HOLIDAYS = ((1, 1), (6, 6), (12, 25))
SATURDAY, SUNDAY = 5, 6
NODE_EVERY_KM = 0.5

# Places: name, kilometres east and north of the centre, people, hectares.
LOCALITIES = (
    ("Påhittsköping", 0.0, 0.0, 14200, 890.0),
    ("Hittepåhult", 0.4, 6.0, 1450, 150.0),
    ("Låtsasby", -12.0, 1.5, 1100, 120.0),
    ("Fabelberga", -24.0, 3.0, 620, 85.0),
    ("Exempelsta", 10.0, -4.6, 980, 110.0),
    ("Sagohamn", 17.5, -9.7, 540, 70.0),
    ("Tänktorp", 11.0, 10.5, 430, 65.0),
    ("Provåsen", 24.5, -17.3, 380, 60.0),
)
MON_FRI, MON_THU, FRI_SUN, DAILY = range(5), range(4), range(4, 7), range(7)
# Workplaces: name, kilometres east and north, employees, shifts (name, begins, ends, weekdays, before, after).
WORKPLACES = (
    (
        "Påhittade gjuteriet",
        (3.25, -0.36),
        240,
        (
            ("Dag", "07:00", "16:00", MON_FRI, 10, 10),
            ("Morgon", "06:00", "14:00", MON_FRI, 10, 10),
            ("Kväll", "14:00", "22:00", MON_FRI, 10, 10),
            ("Natt", "22:00", "06:00", MON_THU, 10, 10),
            ("Helgnatt", "22:00", "06:00", FRI_SUN, 10, 10),
        ),
    ),
    (
        "Påhittade sågen",
        (12.9, 12.3),
        85,
        (("Dag", "07:00", "16:00", MON_FRI, 5, 10), ("Kväll", "15:30", "00:00", MON_FRI, 5, 10)),
    ),
    (
        "Påhittade sjukhuset",
        (-0.65, 3.15),
        620,
        (
            ("Dag", "07:00", "15:30", DAILY, 10, 10),
            ("Kväll", "13:30", "21:45", DAILY, 10, 10),
            ("Natt", "21:30", "07:15", DAILY, 10, 10),
        ),
    ),
)
# Employees by the localities above, in their order; 0 where nobody commutes.
COMMUTERS = {
    "Påhittade gjuteriet": (90, 20, 20, 10, 60, 25, 10, 5),
    "Påhittade sågen": (40, 10, 0, 0, 10, 5, 20, 0),
    "Påhittade sjukhuset": (450, 60, 40, 10, 35, 15, 10, 0),
}

# Stops: id, name, kilometres east and north. Platforms of the station stand in STATION.
STATION = (("C-A", "A", 0.0, 0.0), ("C-B", "B", 0.04, 0.0), ("C-1", "1", 0.0, 0.06))
STOPS = {
    "vasterangen": ("Västerängen", -2.6, 0.3),
    "bjorkallen": ("Björkallén", -2.0, 0.3),
    "skolgatan": ("Skolgatan", -1.4, 0.2),
    "torget": ("Torget", -0.6, 0.1),
    "agatan": ("Ågatan", 0.7, -0.1),
    "ringvagen": ("Ringvägen", 1.4, -0.2),
    "industrivagen": ("Industrivägen", 2.3, -0.3),
    "gjuteriet": ("Gjuteriet", 3.2, -0.4),
    "soderhojden": ("Söderhöjden", 0.1, -2.4),
    "angsbacken": ("Ängsbacken", 0.1, -1.7),
    "kyrkan": ("Kyrkan", 0.0, -0.9),
    "parken": ("Parken", 0.0, 1.0),
    "norrtull": ("Norrtull", -0.2, 2.0),
    "sjukhuset": ("Sjukhuset", -0.6, 3.1),
    "norrliden": ("Norrliden", -0.9, 3.8),
    "lertaget": ("Lertaget", 0.2, 3.6),
    "hittepahult-sodra": ("Hittepåhult södra", 0.35, 5.2),
    "hittepahult": ("Hittepåhult centrum", 0.4, 6.0),
    "gransvagen": ("Gränsvägen", 4.6, -1.3),
    "exempelsta-vastra": ("Exempelsta västra", 9.2, -4.1),
    "exempelsta": ("Exempelsta centrum", 10.0, -4.6),
    "exempelsta-ostra": ("Exempelsta östra", 10.8, -5.1),
    "mellanhult": ("Mellanhult", 14.0, -7.4),
    "sagohamn-kyrka": ("Sagohamns kyrka", 16.8, -9.2),
    "sagohamn": ("Sagohamn hamnen", 17.5, -9.7),
    "vikbotten": ("Vikbotten", 21.6, -7.3),
    "uddevagen": ("Uddevägen", 25.6, -11.5),
    "provasen-norra": ("Provåsen norra", 24.9, -16.2),
    "provasen": ("Provåsen centrum", 24.5, -17.3),
    "ostertull": ("Östertull", 1.5, 1.3),
    "halvvags": ("Halvvägs", 6.0, 5.5),
    "tanktorp-sodra": ("Tänktorp södra", 10.3, 9.8),
    "tanktorp": ("Tänktorp centrum", 11.0, 10.5),
    "sagvagen": ("Sågvägen", 12.2, 11.6),
    "sagen": ("Sågen", 12.8, 12.2),
    "latsasby": ("Låtsasby station", -12.0, 1.6),
    "fabelberga": ("Fabelberga station", -24.0, 3.1),
    # Stops of the night bus and of the school journeys between the villages' centres.
    "vastra-skolan": ("Västra skolan", -1.9, -0.4),
    "idrottsplatsen": ("Idrottsplatsen", -1.1, -0.9),
    "badhuset": ("Badhuset", -0.5, -1.3),
    "biblioteket": ("Biblioteket", -0.4, -0.5),
    "gymnasiet": ("Gymnasiet", 0.6, -0.7),
    "vattentornet": ("Vattentornet", 1.1, -1.2),
    "ostra-skolan": ("Östra skolan", 1.6, -0.8),
    "kvarnbacken": ("Kvarnbacken", 0.9, 0.6),
    "norra-skolan": ("Norra skolan", -0.8, 1.4),
    "kyrkogarden": ("Kyrkogården", -1.2, 0.9),
    "handelsomradet": ("Handelsområdet", -2.3, 1.0),
    "vardcentralen": ("Vårdcentralen", -0.9, 0.5),
}
ROUTES = (
    ("1", "1", "Västerängen – Gjuteriet", 3),
    ("2", "2", "Söderhöjden – Norrliden", 3),
    ("3", "3", "Ringlinjen", 3),
    ("10", "10", "Hittepåhult – Påhittsköping", 3),
    ("11", "11", "Provåsen – Exempelsta – Påhittsköping", 3),
    ("12", "12", "Påhittsköping – Tänktorp – Sågen", 3),
    ("20", "Tåg 20", "Fabelberga – Påhittsköping", 2),
    ("N1", "N1", "Nattbuss fredag och lördag", 3),
)
# A run: each stop with its minute from the start, None where the feed leaves the time blank.
Run = Sequence[tuple[str, int | None]]
LINE_1: Run = (
    ("vasterangen", 0),
    ("bjorkallen", None),
    ("skolgatan", 4),
    ("torget", None),
    ("C-A", 10),
    ("agatan", None),
    ("ringvagen", 14),
    ("industrivagen", None),
    ("gjuteriet", 20),
)
LINE_2: Run = (
    ("soderhojden", 0),
    ("angsbacken", 2),
    ("kyrkan", 4),
    ("C-A", 7),
    ("parken", 9),
    ("norrtull", 11),
    ("sjukhuset", 14),
    ("norrliden", 16),
)
LINE_3: Run = (
    ("C-A", 0),
    ("biblioteket", None),
    ("badhuset", 5),
    ("idrottsplatsen", None),
    ("vastra-skolan", 10),
    ("handelsomradet", 15),
    ("kyrkogarden", None),
    ("vardcentralen", 20),
    ("norra-skolan", None),
    ("kvarnbacken", 27),
    ("ostra-skolan", None),
    ("vattentornet", 33),
    ("gymnasiet", None),
    ("C-A", 38),
)
LINE_10: Run = (("hittepahult", 0), ("hittepahult-sodra", 2), ("lertaget", None), ("norrtull", 8), ("C-B", 12))
LINE_11: Run = (
    ("provasen", 0),
    ("provasen-norra", None),
    ("uddevagen", None),
    ("vikbotten", None),
    ("sagohamn", 20),
    ("sagohamn-kyrka", None),
    ("mellanhult", None),
    ("exempelsta-ostra", None),
    ("exempelsta", 32),
    ("exempelsta-vastra", None),
    ("gransvagen", None),
    ("gjuteriet", 43),
    ("C-B", 53),
)
LINE_12: Run = (
    ("C-B", 0),
    ("ostertull", None),
    ("halvvags", None),
    ("tanktorp-sodra", None),
    ("tanktorp", 21),
    ("sagvagen", None),
    ("sagen", 25),
)
TRAIN: Run = (("fabelberga", 0), ("latsasby", 10), ("C-1", 20))
NIGHT_EAST: Run = (("C-B", 0), ("ringvagen", 4), ("exempelsta", 21), ("sagohamn", 33))
NIGHT_NORTH: Run = (("C-B", 0), ("norrtull", 4), ("hittepahult", 12))


@dataclass(frozen=True)
class Line:
    """Trips of a route over one run on one kind of day, by departure from the run's first stop."""

    route: str
    direction: int
    service: str
    headsign: str
    run: Run
    departures: Sequence[str]
    every: Sequence[tuple[str, str, int]] = field(default=())
    """Frequencies (first, before, minutes); the single departure is then only their pattern."""


def turn(run: Run) -> Run:
    """A run the other way, as long between the same stops."""
    end = run[-1][1] or 0
    return tuple((stop, None if minute is None else end - minute) for stop, minute in reversed(run))


def every(first: str, last: str, minutes: int) -> list[str]:
    """Times of day from first to last."""
    return [clock(minute)[:5] for minute in range(minutes_of(first), minutes_of(last) + 1, minutes)]


def minutes_of(time: str) -> int:
    """Minutes of a time of day such as 25:15."""
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def clock(minutes: int) -> str:
    """Minutes as a GTFS time."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}:00"


C, TOWN = "Påhittsköping C", "Påhittsköping C via Gjuteriet"
LINES = (
    Line("1", 0, "vardag", "Gjuteriet", LINE_1, ["05:00"], [("05:00", "19:00", 15), ("19:00", "22:15", 30)]),
    Line("1", 1, "vardag", "Västerängen", turn(LINE_1), ["05:05"], [("05:05", "19:05", 15), ("19:05", "22:50", 30)]),
    Line("1", 0, "lordag", "Gjuteriet", LINE_1, every("09:00", "17:00", 60)),
    Line("1", 1, "lordag", "Västerängen", turn(LINE_1), every("09:30", "17:30", 60)),
    Line("1", 0, "sondag", "Gjuteriet", LINE_1, every("10:00", "16:00", 120)),
    Line("1", 1, "sondag", "Västerängen", turn(LINE_1), every("10:30", "16:30", 120)),
    Line("2", 0, "vardag", "Norrliden", LINE_2, every("05:20", "22:00", 20)),
    Line("2", 1, "vardag", "Söderhöjden", turn(LINE_2), every("05:29", "22:09", 20)),
    Line("2", 0, "lordag", "Norrliden", LINE_2, every("10:20", "17:20", 60)),
    Line("2", 1, "lordag", "Söderhöjden", turn(LINE_2), every("10:49", "17:49", 60)),
    Line("2", 0, "sondag", "Norrliden", LINE_2, every("10:20", "16:20", 120)),
    Line("2", 1, "sondag", "Söderhöjden", turn(LINE_2), every("10:49", "16:49", 120)),
    Line("3", 0, "vardag", "Ringlinjen", LINE_3, every("07:00", "18:00", 60)),
    Line("10", 0, "vardag", C, LINE_10, [*every("05:05", "07:35", 30), *every("08:35", "21:35", 60)]),
    Line(
        "10",
        1,
        "vardag",
        "Hittepåhult",
        turn(LINE_10),
        [
            *("05:45", "06:40", "07:25", "07:55"),
            *every("08:55", "13:55", 60),
            *every("14:25", "17:25", 30),
            *every("18:25", "21:25", 60),
            "22:24",
        ],
    ),
    Line("10", 0, "lordag", C, LINE_10, every("10:35", "16:35", 60)),
    Line("10", 1, "lordag", "Hittepåhult", turn(LINE_10), every("10:25", "17:25", 60)),
    Line("10", 0, "sondag", C, LINE_10, every("10:35", "16:35", 120)),
    Line("10", 1, "sondag", "Hittepåhult", turn(LINE_10), every("11:25", "17:25", 120)),
    Line(
        "11",
        0,
        "vardag",
        TOWN,
        LINE_11,
        ["05:27", "05:57", "06:57", "08:57", *every("10:57", "16:57", 60), "18:57", "20:27"],
    ),
    Line(
        "11",
        1,
        "vardag",
        "Provåsen",
        turn(LINE_11),
        ["06:10", "07:10", "10:10", "11:10", *every("13:10", "19:10", 60), "21:55"],
    ),
    Line("11", 0, "lordag", TOWN, LINE_11, ["09:27", "12:27", "15:27"]),
    Line("11", 1, "lordag", "Provåsen", turn(LINE_11), ["10:40", "13:40", "17:10"]),
    Line("11", 0, "sondag", TOWN, LINE_11, ["10:27", "15:27"]),
    Line("11", 1, "sondag", "Provåsen", turn(LINE_11), ["12:40", "17:10"]),
    Line(
        "12",
        0,
        "vardag",
        "Sågen",
        LINE_12,
        ["06:15", "06:45", "07:15", "07:55", "09:15", "12:15", "14:45", "15:45", "16:45", "17:45", "18:45", "20:45"],
    ),
    Line("12", 0, "vardag", "Tänktorp", LINE_12[:5], ["22:24"]),
    Line(
        "12", 1, "vardag", C, tuple((s, None if m is None else m - 4) for s, m in turn(LINE_12)[2:]), ["04:55", "05:54"]
    ),
    Line(
        "12",
        1,
        "vardag",
        C,
        turn(LINE_12),
        ["06:45", "07:45", "09:45", "12:25", "15:15", "16:20", "17:15", "18:15", "19:15", "20:25"],
    ),
    Line("12", 0, "lordag", "Sågen", LINE_12, ["10:15", "14:15"]),
    Line("12", 1, "lordag", C, turn(LINE_12), ["10:45", "14:45"]),
    Line("20", 0, "vardag", C, TRAIN, ["04:58", *every("05:38", "20:38", 60)]),
    Line(
        "20",
        1,
        "vardag",
        "Fabelberga",
        turn(TRAIN),
        [
            *("05:30", "06:38", "07:50"),
            *every("08:38", "14:38", 60),
            *every("15:08", "17:38", 30),
            *every("18:38", "21:38", 60),
            "22:25",
        ],
    ),
    Line("20", 0, "lordag", C, TRAIN, every("09:38", "17:38", 120)),
    Line("20", 1, "lordag", "Fabelberga", turn(TRAIN), every("10:08", "18:08", 120)),
    Line("20", 0, "sondag", C, TRAIN, every("10:38", "16:38", 120)),
    Line("20", 1, "sondag", "Fabelberga", turn(TRAIN), every("11:08", "17:08", 120)),
    Line("N1", 0, "fre-lor-natt", "Sagohamn", NIGHT_EAST, ["25:15", "26:45"]),
    Line("N1", 1, "fre-lor-natt", "Hittepåhult", NIGHT_NORTH, ["25:15", "26:45"]),
)
SERVICES = {
    "vardag": (1, 1, 1, 1, 1, 0, 0),
    "lordag": (0, 0, 0, 0, 0, 1, 0),
    "sondag": (0, 0, 0, 0, 0, 0, 1),
    "fre-lor-natt": (0, 0, 0, 0, 1, 1, 0),
}
CHANGE_SECONDS = 180


def place(east: float, north: float) -> Point:
    """A point by its kilometres east and north of the centre."""
    latitude = CENTRE[0] + north / KM_PER_DEGREE
    longitude = CENTRE[1] + east / (KM_PER_DEGREE * math.cos(math.radians(CENTRE[0])))
    return round(latitude, 6), round(longitude, 6)


def write_table(header: str, rows: Iterable[Sequence[object]]) -> bytes:
    """A GTFS file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue().encode()


def list_stops() -> Iterator[Sequence[object]]:
    """The station, its platforms and the stops."""
    yield "C", "Påhittsköping C", *place(0.0, 0.0), 1, "", ""
    for identity, platform, east, north in STATION:
        yield identity, "Påhittsköping C", *place(east, north), 0, "C", platform
    for identity, (name, east, north) in STOPS.items():
        yield identity, name, *place(east, north), 0, "", ""


def list_trips() -> Iterator[tuple[str, str, Line]]:
    """Every trip by its id and departure; the id tells line, direction, kind of day and time, for example
    11-in-vardag-0527.
    """
    for line in LINES:
        way = "ut" if line.direction else "in"
        for departure in line.departures:
            yield f"{line.route}-{way}-{line.service}-{departure.replace(':', '')}", departure, line


def list_calls() -> Iterator[Sequence[object]]:
    """Every call of every trip."""
    for trip, departure, line in list_trips():
        for sequence, (stop, minute) in enumerate(line.run, 1):
            time = "" if minute is None else clock(minutes_of(departure) + minute)
            yield trip, time, time, stop, sequence, int(minute is not None)


def list_exceptions() -> Iterator[Sequence[object]]:
    """Holidays run as Sundays."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month, number in HOLIDAYS:
            day = date(year, month, number)
            if day.weekday() != SUNDAY:
                yield "lordag" if day.weekday() == SATURDAY else "vardag", f"{day:%Y%m%d}", 2
                yield "sondag", f"{day:%Y%m%d}", 1


def write_timetable() -> dict[str, bytes]:
    """The feed's files by name."""
    span = (f"{FIRST_YEAR}0101", f"{LAST_YEAR}1231")
    agency = "Påhittad kollektivtrafik (påhittad kommun)"
    trips = list(list_trips())
    tables: dict[str, tuple[str, Iterable[Sequence[object]]]] = {
        "agency": (
            "agency_id,agency_name,agency_url,agency_timezone,agency_lang",
            [("pahittad", agency, "https://example.org/", "Europe/Stockholm", "sv")],
        ),
        "feed_info": (
            "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version",
            [("Samspel: påhittad kommun, ingen riktig tidtabell", "https://example.org/", "sv", *span, "påhittad 1")],
        ),
        "stops": ("stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,platform_code", list_stops()),
        "routes": (
            "route_id,agency_id,route_short_name,route_long_name,route_type",
            [(identity, "pahittad", short, name, kind) for identity, short, name, kind in ROUTES],
        ),
        "trips": (
            "route_id,service_id,trip_id,trip_headsign,direction_id",
            [(line.route, line.service, trip, line.headsign, line.direction) for trip, _, line in trips],
        ),
        "stop_times": ("trip_id,arrival_time,departure_time,stop_id,stop_sequence,timepoint", list_calls()),
        "frequencies": (
            "trip_id,start_time,end_time,headway_secs,exact_times",
            [
                (trip, clock(minutes_of(first)), clock(minutes_of(before)), headway * 60, 1)
                for trip, _, line in trips
                for first, before, headway in line.every
            ],
        ),
        "calendar": (
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            [(service, *days, *span) for service, days in SERVICES.items()],
        ),
        "calendar_dates": ("service_id,date,exception_type", list_exceptions()),
        "transfers": (
            "from_stop_id,to_stop_id,transfer_type,min_transfer_time",
            [(a, b, 2, CHANGE_SECONDS) for a, *_ in STATION for b, *_ in STATION],
        ),
    }
    return {f"timetable/{name}.txt": write_table(header, rows) for name, (header, rows) in tables.items()}


def make_workplaces() -> tuple[Workplace, ...]:
    """The three workplaces."""
    return tuple(
        Workplace(
            name,
            place(*at),
            employees,
            tuple(
                Shift(
                    name=shift,
                    begins=minutes_of(begins),
                    ends=minutes_of(ends),
                    weekdays=frozenset(days),
                    before=before,
                    after=after,
                )
                for shift, begins, ends, days, before, after in shifts
            ),
        )
        for name, at, employees, shifts in WORKPLACES
    )


def make_localities() -> tuple[Locality, ...]:
    """The town and the seven localities around it."""
    return tuple(Locality(name, place(east, north), people, area) for name, east, north, people, area in LOCALITIES)


def make_commuters() -> tuple[CommuterGroup, ...]:
    """Who goes where."""
    return tuple(
        CommuterGroup(workplace, locality[0], people)
        for workplace, groups in COMMUTERS.items()
        for locality, people in zip(LOCALITIES, groups, strict=True)
        if people
    )


# Roads: tags and the points they pass, in kilometres east and north. A point used twice is a crossing.
Way = tuple[Mapping[str, str], Sequence[tuple[float, float]]]
WORKS, MILL, HOSPITAL = (3.25, -0.36), (12.9, 12.3), (-0.65, 3.15)
TOWN_ROAD = {"surface": "asphalt", "lit": "yes", "maxspeed": "40"}
COUNTRY_ROAD = {"surface": "asphalt", "lit": "no"}
CYCLEWAY = {"highway": "cycleway", "surface": "asphalt", "foot": "yes"}
WAYS: tuple[Way, ...] = (
    (
        {"highway": "secondary", "name": "Storgatan", **TOWN_ROAD},
        ((-2.6, 0.3), (-2.0, 0.3), (-1.4, 0.2), (-0.6, 0.1), (0.0, 0.0), (0.7, -0.1), (1.4, -0.2), (2.3, -0.3)),
    ),
    (
        {"highway": "secondary", "name": "Gjutarvägen", **TOWN_ROAD, "maxspeed": "50"},
        ((2.3, -0.3), (3.2, -0.4), (4.0, -0.9)),
    ),
    ({"highway": "service", "name": "Gjutargränd", "surface": "asphalt", "lit": "yes"}, ((3.2, -0.4), WORKS)),
    ({"highway": "tertiary", "name": "Norra vägen", **TOWN_ROAD}, ((0.0, 0.0), (0.0, 1.0), (-0.2, 2.0))),
    ({"highway": "tertiary", "name": "Sjukhusvägen", **TOWN_ROAD}, ((-0.2, 2.0), (-0.6, 3.1), HOSPITAL)),
    ({"highway": "residential", "name": "Norrliden", **TOWN_ROAD, "maxspeed": "30"}, ((-0.6, 3.1), (-0.9, 3.8))),
    ({"highway": "tertiary", "name": "Södra vägen", **TOWN_ROAD}, ((0.0, 0.0), (0.0, -0.9), (0.1, -1.7), (0.1, -2.4))),
    (
        {"highway": "residential", "name": "Ringgatan", **TOWN_ROAD, "maxspeed": "30"},
        ((0.0, -0.9), (0.6, -0.7), (1.1, -1.2), (1.6, -0.8), (1.4, -0.2)),
    ),
    (
        {"highway": "residential", "name": "Skolgatan", **TOWN_ROAD, "oneway": "yes", "maxspeed": "30"},
        ((-1.4, 0.2), (-1.1, -0.9), (-0.5, -1.3), (0.0, -0.9)),
    ),
    ({"highway": "footway", "name": "Parkgången", "surface": "fine_gravel", "lit": "yes"}, ((0.0, 1.0), (-0.6, 0.1))),
    (
        {"highway": "primary", "name": "Hittepåvägen", **COUNTRY_ROAD, "maxspeed": "80"},
        ((-0.2, 2.0), (0.2, 3.6), (0.35, 5.2)),
    ),
    ({"highway": "primary", "name": "Hittepåvägen", **TOWN_ROAD}, ((0.35, 5.2), (0.4, 6.0))),
    (
        {"highway": "primary", "name": "Västra landsvägen", **COUNTRY_ROAD, "maxspeed": "100"},
        ((-2.6, 0.3), (-7.0, 0.9), (-12.0, 1.5), (-18.0, 2.2), (-24.0, 3.0)),
    ),
    (
        {"highway": "secondary", "name": "Kustvägen", **COUNTRY_ROAD, "maxspeed": "90"},
        ((4.0, -0.9), (4.6, -1.3), (9.2, -4.1), (10.0, -4.6), (10.8, -5.1), (14.0, -7.4), (16.8, -9.2), (17.5, -9.7)),
    ),
    (
        {"highway": "tertiary", "name": "Vikvägen", **COUNTRY_ROAD, "maxspeed": "70"},
        ((17.5, -9.7), (21.6, -7.3), (25.6, -11.5), (24.9, -16.2), (24.5, -17.3)),
    ),
    (
        {"highway": "secondary", "name": "Tänkvägen", **COUNTRY_ROAD, "maxspeed": "80"},
        ((0.0, 0.0), (1.5, 1.3), (6.0, 5.5), (10.3, 9.8), (11.0, 10.5), (12.2, 11.6)),
    ),
    (
        {"highway": "unclassified", "name": "Sågvägen", "surface": "gravel", "lit": "no", "maxspeed": "70"},
        ((12.2, 11.6), (12.8, 12.2), MILL),
    ),
    ({**CYCLEWAY, "name": "Gjutarstråket, belyst del", "lit": "yes"}, ((0.0, 0.0), (1.0, -0.35), (2.1, -0.5))),
    ({**CYCLEWAY, "name": "Gjutarstråket, mörk del", "lit": "no"}, ((2.1, -0.5), (2.7, -0.5), (3.2, -0.4))),
    ({**CYCLEWAY, "name": "Hultstråket", "lit": "no"}, ((0.35, 5.2), (0.0, 3.6), (-0.2, 2.0))),
    (
        {"highway": "path", "name": "Sjöstigen", "bicycle": "designated", "surface": "fine_gravel"},
        ((-0.2, 2.0), (-0.5, 2.5), (-0.6, 3.1)),
    ),
)


def list_points(way: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The way's points with more between them, at most half a kilometre apart."""
    yield way[0]
    for (x0, y0), (x1, y1) in pairwise(way):
        steps = math.ceil(math.dist((x0, y0), (x1, y1)) / NODE_EVERY_KM)
        for step in range(1, steps + 1):
            part = step / steps
            yield (round(x0 + (x1 - x0) * part, 6), round(y0 + (y1 - y0) * part, 6))


def write_roads() -> bytes:
    """The roads as OpenStreetMap XML, with the hospital as a point."""
    ways = [(tags, list(list_points(points))) for tags, points in WAYS]
    numbers: dict[tuple[float, float], int] = {}
    for _, points in ways:
        for point in points:
            numbers.setdefault(point, len(numbers) + 1)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!-- Påhittade vägar i öppet hav söder om Gotland. Made-up roads in the open sea. -->",
        '<osm version="0.6" generator="docs/make_demo_town.py">',
    ]
    for point, number in numbers.items():
        latitude, longitude = place(*point)
        lines.append(f'  <node id="{number}" version="1" lat="{latitude}" lon="{longitude}"/>')
    latitude, longitude = place(*HOSPITAL)
    lines.append(f'  <node id="{len(numbers) + 1}" version="1" lat="{latitude}" lon="{longitude}">')
    hospital = {"amenity": "hospital", "emergency": "yes", "name": WORKPLACES[2][0], "note": "påhittad"}
    lines += [*write_tags(hospital), "  </node>"]
    for number, (tags, points) in enumerate(ways, 1):
        lines.append(f'  <way id="{number}" version="1">')
        lines += [f'    <nd ref="{numbers[point]}"/>' for point in points]
        lines += [*write_tags({**tags, "note": "påhittad"}), "  </way>"]
    return ("\n".join([*lines, "</osm>"]) + "\n").encode()


def write_tags(tags: Mapping[str, str]) -> list[str]:
    """Tags as XML."""
    return [f"    <tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items()]


def write_town(texts: Texts) -> dict[str, bytes]:
    """Every file of the town by its path; the tables in the words of a language."""
    return {
        **write_timetable(),
        "sites.csv": write_workplaces(make_workplaces(), texts),
        "localities.csv": write_localities(make_localities(), texts),
        "commuters.csv": write_commuters(make_commuters(), texts),
        "hospitals.csv": write_stations((Station(WORKPLACES[2][0], place(*HOSPITAL)),), texts),
        "roads.osm": write_roads(),
    }


if __name__ == "__main__":
    for name, data in write_town(load_catalogue().texts["sv"]).items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
