"""Tables and cells as others write them: read as they are meant, or refused for the true reason; never dropped."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.sources.gtfs.dates import list_validity_notes
from samspel.sources.gtfs.reading import read_network
from samspel.sources.gtfs.zones import check_clock
from samspel.terms.errors import BadInputError
from sources.gtfs_feeds import (
    BASE,
    DATES,
    NEVER,
    TIMES,
    WEEK,
    change,
    list_calls,
    list_notes,
    read_tables,
    write_folder,
    write_zip,
)

CALLS = [("A", 300, 300), ("B", 310, 311), ("C", 320, 320)]


def refuse(tmp_path: Path, **tables: str | bytes | None) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, **tables)
    return caught.value


# Names


def test_names_are_shown_without_signs_that_turn_the_text_around_them_and_no_longer_than_anybody_writes(
    tmp_path: Path,
) -> None:
    hostile = "\u202eAl\u00adl\x1b[31m"
    network = read_tables(
        tmp_path,
        stops=BASE["stops"].replace("Allén", hostile).replace("Bruket", "x" * 3_000_000),
        routes=BASE["routes"].replace("41", hostile),
        trips=BASE["trips"].replace("Enheten", hostile),
        feed_info=f"feed_publisher_name,feed_version\n{hostile},{'9' * 1000}\n",
    )
    shown = "\ufffdAl\u00adl\ufffd[31m"
    assert network.stops.names[:2] == (shown, "x" * 200)
    assert (network.routes.names, network.trips.headsigns) == ((shown,), (shown,))
    assert (network.feeds[0].publisher, network.feeds[0].version) == (shown, "9" * 200)


# Times


@pytest.mark.parametrize(
    ("first", "second"), [("0 days 23:10:00", "1 days 00:10:00"), ("23:10:00", '"1 day, 0:10:00"')]
)
def test_times_are_read_as_tools_for_tables_write_them(tmp_path: Path, first: str, second: str) -> None:
    network = read_tables(tmp_path, stop_times=f"{TIMES}\nT,{first},{first},A,1\nT,{second},{second},B,2\n")
    assert list_calls(network, "T") == [("A", 1390, 1390), ("B", 1450, 1450)]


def test_a_time_two_days_on_is_still_too_late(tmp_path: Path) -> None:
    text = f"{TIMES}\nT,05:00:00,05:00:00,A,1\nT,2 days 05:10:00,2 days 05:10:00,B,2\n"
    assert refuse(tmp_path, stop_times=text).facts["late_trips"] == 1


# Lines

WAYS: dict[str, Callable[[str], str | bytes]] = {
    "blank-first": lambda text: "\n" + text,
    "blanks-first": lambda text: " \n\n\t\n" + text,
    "commas-first": lambda text: ",,,\n" + text,
    "mark-then-blank": lambda text: "\ufeff\n" + text,
    "two-marks": lambda text: "\ufeff\ufeff" + text,
    "cr": lambda text: text.replace("\n", "\r"),
    "cr-blank-first": lambda text: "\r" + text.replace("\n", "\r"),
    "crlf-blank-first": lambda text: "\r\n" + text.replace("\n", "\r\n"),
    "cr-and-lf": lambda text: text.replace("\n", "\r", 1),
    "lf-and-crlf": lambda text: text.replace("\n", "\r\n", 1),
    "trailing-commas": lambda text: text.replace("\n", ",,\n"),
    "blank-header-cell": lambda text: text.replace("\n", ", \n"),
    "semicolons": lambda text: text.replace(",", ";"),
    "semicolons-blank-first": lambda text: "\n;;\n" + text.replace(",", ";"),
    "tabs": lambda text: text.replace(",", "\t"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_every_table_says_the_same_however_its_lines_are_written(tmp_path: Path, way: str, write: object) -> None:
    dates = f"{DATES}\nV,20260106,2\nV,20260110,1\n"
    frequencies = "trip_id,start_time,end_time,headway_secs,exact_times\nT,06:00:00,06:30:00,1200,1\n"
    transfers = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,A,2,300\n"
    info = "feed_publisher_name,feed_version\nX,7\n"
    tables = {**BASE, "calendar_dates": dates, "frequencies": frequencies, "transfers": transfers, "feed_info": info}
    written = {table: WAYS[way](text) for table, text in tables.items()}
    path = (write_zip if write is write_zip else write_folder)(tmp_path / "feed", written)
    network = read_network([path])
    assert network.trips.ids == ("T@06:00:00", "T@06:20:00")
    assert network.trips_per_day.tolist() == [2, 0, 2, 2, 2, 2, 0, 2, 2, 2, 2, 2]
    assert network.transfers.seconds.tolist() == [300]
    assert (network.feeds[0].publisher, network.feeds[0].version) == ("X", "7")


def test_days_that_stand_only_in_a_table_with_a_blank_first_line_are_not_lost(tmp_path: Path) -> None:
    dates = f"\n{DATES}\nV,20260107,1\nV,20260109,1\nV,20260109,2\n"
    network = read_tables(tmp_path, calendar=f"{WEEK}\n{NEVER}\n", calendar_dates=dates)
    assert (network.calendar.first, network.trips_per_day.tolist()) == (date(2026, 1, 7), [1])


@pytest.mark.parametrize("size", [(1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_a_line_end_cut_in_two_while_reading_is_still_one(tmp_path: Path, size: int) -> None:
    head = BASE["stops"].replace("\n", "\r\n")
    padding = "x" * (size - len(head.encode()) - len("F,,60.7,16.7\r"))
    stops = head + f"F,{padding},60.7,16.7\r\nG,Gatan,60.8,16.7\r\n"
    assert stops.encode()[size - 1 : size + 1] == b"\r\n"
    assert read_tables(tmp_path, stops=stops).stops.ids == ("A", "B", "C", "D", "E", "F", "G")


# Numbers


@pytest.mark.parametrize("one", ["1.0", "1.", "1.00", "+1", " 1 ", "01"])
def test_a_whole_number_with_decimals_is_the_whole_number_in_every_column(tmp_path: Path, one: str) -> None:
    network = read_tables(
        tmp_path,
        stops="stop_id,stop_lat,stop_lon,location_type,parent_station\n"
        f"S,60.6,16.7,{one},\nA,60.6,16.7,0.0,S\nB,60.61,16.7,,S\nC,60.62,16.7,0,\n",
        routes="route_id,route_type\nR,700.0\n",
        stop_times=f"{TIMES},pickup_type,drop_off_type\n"
        f"T,05:00:00,05:00:00,A,{one},0.0,{one}\nT,05:10:00,05:11:00,B,2.0,{one},0\nT,05:20:00,05:20:00,C,10.0,3.0,2.0\n",
        calendar=f"{WEEK}\nV,{','.join([one] * 5)},0.0,0,20260105.0,20260118.0\n",
        calendar_dates=f"{DATES}\nV,20260106.0,2.0\nV,20260110.0,{one}\n",
        transfers=f"from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,A,2.0,300.0\nA,C,{one},\n",
    )
    assert network.stops.ids == ("A", "B", "C")
    assert network.routes.kinds.tolist() == [700]
    assert list_calls(network, "T") == CALLS
    assert network.calls.boards.tolist() == [True, False, True]
    assert network.calls.alights.tolist() == [False, True, False]
    assert network.trips_per_day.tolist() == [1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1]
    assert network.transfers.seconds.tolist() == [300, -1]
    assert list_notes(network) == {"ordered_calls": 1, "by_driver_calls": 1}


@pytest.mark.parametrize(("headway", "exact"), [("1200.0", "1.0"), ("1200", "1."), ("1200.00", "+1")])
def test_a_frequency_with_decimals_is_one_without(tmp_path: Path, headway: str, exact: str) -> None:
    rows = f"trip_id,start_time,end_time,headway_secs,exact_times\nT,06:00:00,06:30:00,{headway},{exact}\n"
    network = read_tables(tmp_path, frequencies=rows)
    assert network.trips.ids == ("T@06:00:00", "T@06:20:00")
    assert list_notes(network) == {"written_out_trips": 2}


@pytest.mark.parametrize("wrong", ["x", "1.5", "7", "-1", "1 0", "1,0", "yes", "nan", "1e0", "99999999999"])
def test_what_is_no_such_number_is_told_and_never_nought(tmp_path: Path, wrong: str) -> None:
    cell = f'"{wrong}"'
    network = read_tables(
        tmp_path,
        stop_times=f"{TIMES},pickup_type,drop_off_type\nT,05:00:00,05:00:00,A,1,{cell},\n"
        f"T,05:10:00,05:11:00,B,2,,{cell}\nT,05:20:00,05:20:00,C,3,,\n",
        calendar=f"{BASE['calendar']}W,{cell},1,1,1,1,1,1,20260105,20260118\n",
        calendar_dates=f"{DATES}\nV,20260106,{cell}\n",
        stops=BASE["stops"].replace("lon\n", "lon,location_type\n").replace("60.66,16.70", f"60.66,16.70,{cell}"),
    )  # fmt: skip
    assert network.calls.boards.tolist() == [False, True, True]
    assert network.calls.alights.tolist() == [True, False, True]
    assert network.trips_per_day.tolist() == [1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1]
    assert network.stops.ids == ("A", "B", "C", "D")
    assert list_notes(network) == {"unknown_handling": 2, "unusable_dates": 2, "stops_of_unknown_kind": 1}


@pytest.mark.parametrize("order", ["1.5", "first", "1e3", "-"])
def test_an_order_that_is_no_whole_number_is_told_with_an_example(tmp_path: Path, order: str) -> None:
    times = f"{TIMES}\nT,05:00:00,05:00:00,A,{order}\nT,05:10:00,05:11:00,B,2\n"
    error = refuse(tmp_path, stop_times=times)
    assert (error.code, error.facts["count"], error.facts["example"]) == ("gtfs_unreadable_order", 1, order)


@pytest.mark.parametrize("point", ['"60,61","16,70"', "60.61,16.70", "+60.61,16.7"])
def test_degrees_may_have_a_comma(tmp_path: Path, point: str) -> None:
    network = read_tables(tmp_path, stops=BASE["stops"].replace("60.61,16.70", point))
    assert network.stops.points[1].tolist() == [60.61, 16.70]


def test_where_no_stop_has_a_point_that_is_told(tmp_path: Path) -> None:
    stops = "stop_id,stop_lat,stop_lon\n" + "".join(f"{stop},norr,öster\n" for stop in "ABC") + "D,60,16\n"
    error = refuse(tmp_path, stops=stops)
    assert (error.code, error.facts["count"]) == ("gtfs_no_points", 3)


# Days


@pytest.mark.parametrize(
    "start", ["20260105", "2026-01-05", "20260105.0", "2026-01-05 00:00:00", "2026-01-05T00:00:00Z", "2026/01/05"]
)
def test_dates_may_be_written_with_signs_between(tmp_path: Path, start: str) -> None:
    network = read_tables(
        tmp_path, calendar=BASE["calendar"].replace("20260105", start), calendar_dates=f"{DATES}\nV,{start},2\n"
    )
    assert network.calendar.first == date(2026, 1, 6)
    assert list_notes(network) == {}


@pytest.mark.parametrize("start", ["05/01/2026", "5.1.2026", "20260230", "2026-01/05", "260105", "2026-01-05 12:00:00"])
def test_dates_that_cannot_be_read_are_told_with_an_example(tmp_path: Path, start: str) -> None:
    error = refuse(tmp_path, calendar=BASE["calendar"].replace("20260105", start))
    assert (error.code, error.facts["table"], error.facts["count"]) == ("gtfs_unreadable_days", "calendar.txt", 1)
    assert start in str(error.facts["example"])


def test_a_service_whose_row_cannot_be_read_is_not_called_unknown(tmp_path: Path) -> None:
    trips = BASE["trips"] + "R,W,U,\n"
    times = BASE["stop_times"] + "U,06:00:00,06:00:00,A,1\nU,06:10:00,06:10:00,B,2\n"
    calendar = BASE["calendar"] + "W,1,1,1,1,1,1,1,5 jan,20260118\n"
    network = read_tables(tmp_path, trips=trips, stop_times=times, calendar=calendar)
    assert list_notes(network) == {"unusable_dates": 1}
    assert network.trips_per_day.max() == 1


@pytest.mark.parametrize(
    ("begins", "ends", "notes"),
    [
        ("20260101", "20260118", []),
        ("20260101.0", "2026-01-06", [("timetable.note.feed_ended", "2026-01-06")]),
        ("20260107", "20260118", [("timetable.note.feed_not_begun", "2026-01-07")]),
        ("", "", []),
        ("soon", "later", []),
    ],
)
def test_a_week_outside_what_the_publisher_stands_by_is_told(
    tmp_path: Path, begins: str, ends: str, notes: list[tuple[str, str]]
) -> None:
    info = f"feed_publisher_name,feed_start_date,feed_end_date\nX,{begins},{ends}\n"
    (feed,) = read_tables(tmp_path, feed_info=info).feeds
    assert list(list_validity_notes(feed, [date(2026, 1, 5), date(2026, 1, 9)])) == notes


# Names


@pytest.mark.parametrize(
    ("table", "header", "told"),
    [
        ("stop_times", "pickup_typ", "stop_times.txt: pickup_typ (pickup_type?)"),
        ("stop_times", "drop-off-type", "stop_times.txt: drop-off-type (drop_off_type?)"),
        ("trips", "block id", "trips.txt: block id (block_id?)"),
        ("stops", "parent_staton", "stops.txt: parent_staton (parent_station?)"),
        ("stops", "platform_code", ""),
        ("trips", "samtrafiken_internal_trip_number", ""),
        ("routes", "färg", ""),
    ],
)
def test_a_column_that_looks_misspelt_is_told_with_the_name_it_should_have(
    tmp_path: Path, table: str, header: str, told: str
) -> None:
    first, rest = BASE[table].split("\n", 1)
    network = read_tables(tmp_path, **{table: f"{first},{header}\n{rest}"})
    assert dict(network.feeds[0].notes).get("timetable.note.misspelt", "") == told


def test_names_are_compared_trimmed_in_any_case_and_letters_composed_or_not(tmp_path: Path) -> None:
    times = BASE["stop_times"].replace("trip_id", "\ufeff Trip_ID\u00a0").replace("stop_id", '"STOP_ID "')
    assert list_calls(read_tables(tmp_path, stop_times=times), "T") == CALLS


def test_a_required_column_misspelt_is_named_beside_the_one_that_lacks(tmp_path: Path) -> None:
    error = refuse(tmp_path, stop_times=BASE["stop_times"].replace("stop_sequence", "stop_sequnce"))
    assert (error.code, error.facts["columns"]) == ("gtfs_no_column", "stop_sequence (stop_sequnce?)")


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    error = refuse(tmp_path, stops=BASE["stops"].replace("stop_name", "Stop_Lat "))
    assert (error.code, error.facts["column"]) == ("gtfs_column_twice", "stop_lat")


def test_a_table_that_looks_misspelt_is_told(tmp_path: Path) -> None:
    tables = change(calendar_date=f"{DATES}\nV,20260106,2\n", shapes="x\n", my_notes="x\n")
    network = read_network([write_zip(tmp_path / "feed.zip", tables)])
    assert dict(network.feeds[0].notes) == {
        "timetable.note.misspelt": "calendar_date.txt: calendar_date.txt (calendar_dates.txt?)"
    }


def test_what_a_note_names_stands_in_its_text(catalogue: Catalogue) -> None:
    for texts in catalogue.texts.values():
        assert "pickup_typ (pickup_type?)" in texts("timetable.note.misspelt", count="pickup_typ (pickup_type?)")


# Files


def _zip_named(path: Path, names: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, text in names.items():
            opened.writestr(name, text)
    return path


@pytest.mark.parametrize("pattern", ["{}.txt", "gtfs\\{}.txt", "a\\b\\{}.TXT", "X-trafik/{}.Txt", ".\\{}.txt"])
def test_a_zip_with_any_slashes_folders_and_case_is_read(tmp_path: Path, pattern: str) -> None:
    names = {pattern.format(table): text for table, text in BASE.items()}
    folders = {"gtfs\\": ""} if "gtfs" in pattern else {}
    network = read_network([_zip_named(tmp_path / "feed.zip", names | folders)])
    assert list_calls(network, "T") == CALLS


@pytest.mark.parametrize("inside", ["", "feed", "one/two"])
@pytest.mark.parametrize("name", ["{}.txt", "{}.TXT"])
def test_a_folder_with_any_case_and_folders_around_is_read(tmp_path: Path, inside: str, name: str) -> None:
    folder = tmp_path / "unpacked"
    (folder / inside).mkdir(parents=True)
    for table, text in BASE.items():
        (folder / inside / name.format(table.upper() if "TXT" in name else table)).write_text(text, "utf-8")
    (folder / "__MACOSX" / inside).mkdir(parents=True)
    (folder / "__MACOSX" / inside / "stops.txt").write_bytes(b"\0\5")
    assert list_calls(read_network([folder]), "T") == CALLS


def test_a_folder_with_a_table_twice_or_two_timetables_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "feed", BASE)
    (folder / "STOPS.TXT").write_text(BASE["stops"], "utf-8")
    two = tmp_path / "two"
    two.mkdir()
    for name in ("a", "b"):
        write_folder(two / name, BASE)
    for path, code in ((folder, "gtfs_table_twice"), (two, "gtfs_folders")):
        with pytest.raises(BadInputError) as caught:
            read_network([path])
        assert caught.value.code == code


# Stations, zones and lines that must be ordered


@pytest.mark.parametrize("kind", ["1", "1.0", "2", "3", "4", "9"])
def test_a_call_at_what_is_no_stop_by_its_kind_is_a_call_at_that_place_and_told(tmp_path: Path, kind: str) -> None:
    stops = f"stop_id,stop_lat,stop_lon,location_type\nA,60.6,16.7,{kind}\nB,60.61,16.7,0\nC,60.62,16.7,\nS,60,16,1\n"
    network = read_tables(tmp_path, stops=stops)
    assert network.stops.ids == ("A", "B", "C")
    assert list_calls(network, "T") == CALLS
    unknown = {"stops_of_unknown_kind": 1} if kind == "9" else {}
    assert list_notes(network) == {"calls_elsewhere": 1} | unknown


def test_a_station_that_is_called_at_is_a_stop_beside_its_own_and_rules_for_it_hold(tmp_path: Path) -> None:
    network = read_tables(
        tmp_path,
        stops="stop_id,stop_lat,stop_lon,location_type,parent_station\n"
        "A,60.6,16.7,1,\nA1,60.6,16.7,0,A\nB,60.61,16.7,0,\nC,60.62,16.7,,\n",
        transfers="from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,A,2,240\n",
    )
    pairs = zip(network.transfers.origin.tolist(), network.transfers.target.tolist(), strict=True)
    names = {(network.stops.ids[one], network.stops.ids[other]) for one, other in pairs}
    assert names == {("A", "A"), ("A", "A1"), ("A1", "A"), ("A1", "A1")}
    assert network.transfers.seconds.tolist() == [240] * 4


REGULAR = ("3", "100", "700", "714", "716", "1000", "1700")
ORDERED = ("715", "717", "1500", "1501", "1501.0", "1507")


@pytest.mark.parametrize("kind", [*REGULAR, *ORDERED])
def test_a_line_that_runs_only_when_ordered_is_not_regular_traffic(tmp_path: Path, kind: str) -> None:
    regular = kind in REGULAR
    network = read_tables(tmp_path, routes=f"route_id,route_type\nR,{kind}\n")
    assert network.calls.boards.all() == network.calls.alights.all() == regular
    assert network.calls.boards.any() == network.calls.alights.any() == regular
    assert list_notes(network) == ({} if regular else {"on_demand_trips": 1})


@pytest.mark.parametrize(
    ("zone", "likely"),
    [
        ("Europe/Stockholmm", "Europe/Stockholm"),
        ("europe/stockholm", "Europe/Stockholm"),
        ("Europa/Stockholm", "Europe/Stockholm"),
        ("FR", "Europe/Stockholm"),
        ("../x", "Europe/Stockholm"),
        ("/etc/passwd", "Europe/Stockholm"),
        ("Europe", "Europe/Stockholm"),
        ("+01:00", "Europe/Stockholm"),
        ("Europe/Berlln", "Europe/Berlin"),
    ],
)
def test_a_time_zone_that_does_not_exist_is_told_with_a_likely_one(tmp_path: Path, zone: str, likely: str) -> None:
    error = refuse(tmp_path, agency=BASE["agency"].replace("Europe/Stockholm", zone))
    assert (error.code, error.facts["zone"], error.facts["likely"]) == ("gtfs_unknown_timezone", zone, likely)


@pytest.mark.parametrize("other", ["Europe/Copenhagen", "Europe/Berlin", "Arctic/Longyearbyen"])
def test_two_zones_with_the_same_clock_are_one_in_a_feed_and_between_feeds(tmp_path: Path, other: str) -> None:
    network = read_tables(tmp_path, agency=BASE["agency"] + f"2,DSB,https://x.dk,{other}\n")
    assert list_calls(network, "T") == CALLS
    paths = [
        write_zip(tmp_path / "one.zip", BASE),
        write_zip(tmp_path / "two.zip", change(agency=BASE["agency"].replace("Europe/Stockholm", other))),
    ]
    assert read_network(paths).timezone == "Europe/Stockholm"


def test_zones_that_differ_only_in_summer_are_one_in_winter(tmp_path: Path) -> None:
    agency = BASE["agency"] + "2,X,https://x.dz,Africa/Algiers\n"
    assert list_calls(read_tables(tmp_path, agency=agency), "T") == CALLS
    summer = BASE["calendar"].replace("20260105", "20260601").replace("20260118", "20260614")
    assert refuse(tmp_path, agency=agency, calendar=summer).code == "gtfs_timezones"


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "UTC", "America/New_York", "Europe/London"])
def test_a_clock_that_is_not_the_one_of_the_shifts_is_told(tmp_path: Path, zone: str) -> None:
    network = read_tables(tmp_path, agency=BASE["agency"].replace("Europe/Stockholm", zone))
    with pytest.raises(BadInputError) as caught:
        check_clock(network)
    assert (caught.value.code, caught.value.facts["zone"]) == ("gtfs_other_clock", zone)


@pytest.mark.parametrize("zone", ["Europe/Stockholm", "Europe/Oslo", "Africa/Algiers"])
def test_a_clock_that_shows_the_same_on_the_days_of_traffic_passes(tmp_path: Path, zone: str) -> None:
    check_clock(read_tables(tmp_path, agency=BASE["agency"].replace("Europe/Stockholm", zone)))


@pytest.mark.parametrize("kind", ["99999", "-3", "8", "99", "1800", "buss", ""])
def test_a_kind_of_line_that_is_not_in_the_format_is_told(tmp_path: Path, kind: str) -> None:
    network = read_tables(tmp_path, routes=f"route_id,route_type\nR,{kind}\n")
    assert list_notes(network) == {"routes_without_kind": 1}
    assert list_calls(network, "T") == CALLS


def test_swedish_words_stand_in_every_new_message(tmp_path: Path, catalogue: Catalogue) -> None:
    error = refuse(tmp_path, agency=BASE["agency"].replace("Europe/Stockholm", "FR"))
    told = [str(texts.explain(error)) for texts in catalogue.texts.values()]
    assert all("FR" in one and "{" not in one for one in told)
    assert len(set(told)) == len(told)


# What tools for tables do

STATIONS = """stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
A,Allén,,,0,7.0
7,Allén,60.60,16.70,1,
B,Bruket,60.61,16.70,0,
C,Centrum,60.62,16.70,0,
"""


def test_the_name_of_another_row_that_became_a_decimal_beside_blanks_is_still_that_row(tmp_path: Path) -> None:
    network = read_tables(tmp_path, stops=STATIONS)
    assert list_notes(network)["stops_at_their_station"] == 1
    assert list_calls(network, "T") == CALLS


def test_names_with_points_of_their_own_stay_as_they_are(tmp_path: Path) -> None:
    dotted = STATIONS.replace("\n7,", "\n7.0,") + "8.1,Annan,60.9,16.9,1,\nD,Dammen,60.63,16.70,0,8.1\n"
    network = read_tables(tmp_path, stops=dotted)
    assert list_notes(network)["stops_at_their_station"] == 1


@pytest.mark.parametrize(("yes", "no"), [("TRUE", "FALSE"), ("true", "false"), ("1.0", "0.0")])
def test_weekdays_are_told_as_true_and_false_too(tmp_path: Path, yes: str, no: str) -> None:
    week = ",".join([yes] * 5 + [no] * 2)
    network = read_tables(tmp_path, calendar=f"{WEEK}\nV,{week},20260105,20260118\n")
    assert network.calendar.active.sum() == 10


def test_a_day_may_have_a_midnight_with_its_zone(tmp_path: Path) -> None:
    days = "2026-01-05T00:00:00+01:00,2026-01-18 00:00:00Z"
    network = read_tables(tmp_path, calendar=f"{WEEK}\nV,1,1,1,1,1,0,0,{days}\n")
    assert network.calendar.active.sum() == 10


def test_letters_that_are_put_together_in_one_table_and_apart_in_another_name_the_same_stop(tmp_path: Path) -> None:
    stops = BASE["stops"].replace("\nA,", "\nÅ,")
    network = read_tables(tmp_path, stops=stops, stop_times=BASE["stop_times"].replace(",A,", ",A\u030a,"))
    assert [stop for stop, _, _ in list_calls(network, "T")] == ["Å", "B", "C"]
