"""Timetables in: one tiny feed for each rule of GTFS that bears on what runs, where and when."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from samspel.reach.network import NOT_STATED, Network
from samspel.sources.gtfs.dates import check_date
from samspel.sources.gtfs.reading import read_network
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

MONDAY = date(2026, 1, 5)


def test_a_feed_is_read_as_it_stands(tmp_path: Path) -> None:
    network = read_tables(tmp_path)
    assert network.stops.ids == ("A", "B", "C", "D", "E")
    assert network.stops.points[1].tolist() == [60.61, 16.70]
    assert (network.routes.names, network.routes.kinds.tolist()) == (("41",), [700])
    assert (network.trips.ids, network.trips.headsigns) == (("T",), ("Enheten",))
    assert list_calls(network, "T") == [("A", 300, 300), ("B", 310, 311), ("C", 320, 320)]
    assert network.timezone == "Europe/Stockholm"
    assert network.calls.boards.all()
    assert network.calls.alights.all()
    assert not network.calls.interpolated.any()
    assert list_notes(network) == {}


def test_a_feed_has_its_publisher_version_and_digest(tmp_path: Path) -> None:
    info = "feed_publisher_name,feed_publisher_url,feed_lang,feed_version\nSamtrafiken,https://x.se,sv,2026-01-02\n"
    (feed,) = read_tables(tmp_path, feed_info=info).feeds
    assert (feed.file, feed.publisher, feed.version, len(feed.digest)) == ("feed.zip", "Samtrafiken", "2026-01-02", 64)
    (without,) = read_tables(tmp_path).feeds
    assert (without.publisher, without.version) == ("Länstrafiken", "")
    assert without.digest != feed.digest


def test_a_folder_reads_as_the_zip(tmp_path: Path) -> None:
    folder = read_network([write_folder(tmp_path / "feed", BASE)])
    assert list_calls(folder, "T") == list_calls(read_tables(tmp_path), "T")


# Text


@pytest.mark.parametrize(
    "stop_times",
    [
        "\ufeff" + BASE["stop_times"],
        BASE["stop_times"].replace("\n", "\r\n"),
        BASE["stop_times"].replace("\n", "\r\n", 2),
        BASE["stop_times"].replace("05:", "5:"),
        BASE["stop_times"].replace(",", " , "),
        BASE["stop_times"].replace("T,", '"T",').replace("05:00:00", '"05:00:00"'),
        BASE["stop_times"].rstrip("\n"),
        BASE["stop_times"].replace("\n", "\n\n"),
        BASE["stop_times"] + ",,,,\n",
        BASE["stop_times"].replace("\n", ",\n"),
        BASE["stop_times"].replace("C,3", "C,3,more,than,named"),
    ],
    ids=["bom", "crlf", "mixed", "h", "spaces", "quoted", "no-end", "blank", "commas", "trailing", "ragged"],
)
def test_the_same_table_written_otherwise_says_the_same(tmp_path: Path, stop_times: str) -> None:
    network = read_tables(tmp_path, stop_times=stop_times)
    assert list_calls(network, "T") == [("A", 300, 300), ("B", 310, 311), ("C", 320, 320)]
    assert list_notes(network) == {}


def test_a_quoted_name_may_hold_commas_quotes_and_line_breaks(tmp_path: Path) -> None:
    stops = BASE["stops"].replace("Allén", '"Allén, läge ""A""\nnorra"')
    assert read_tables(tmp_path, stops=stops).stops.names[0] == 'Allén, läge "A"\nnorra'


def test_a_column_may_stand_anywhere_under_any_case(tmp_path: Path) -> None:
    routes = "Route_Type, ROUTE_ID,extra\n3,R,x\n"
    network = read_tables(tmp_path, routes=routes)
    assert (network.routes.names, network.routes.kinds.tolist()) == (("R",), [3])


# Times


def test_times_pass_midnight_up_to_two_days(tmp_path: Path) -> None:
    times = f"{TIMES}\nT,23:50:00,23:50:00,A,1\nT,25:10:00,25:10:00,B,2\nT,48:00:00,48:00:00,C,3\n"
    assert read_tables(tmp_path, stop_times=times).calls.arrival.tolist() == [85_800, 90_600, 172_800]


def test_where_only_arrival_or_departure_is_given_both_are_the_same(tmp_path: Path) -> None:
    times = f"{TIMES}\nT,,05:00:00,A,1\nT,05:10:00,,B,2\nT,05:20:00,,C,3\n"
    network = read_tables(tmp_path, stop_times=times)
    assert list_calls(network, "T") == [("A", 300, 300), ("B", 310, 310), ("C", 320, 320)]
    assert not network.calls.interpolated.any()


def test_calls_go_by_sequence_not_by_row_and_not_as_text(tmp_path: Path) -> None:
    times = f"{TIMES}\nT,05:20:00,05:20:00,C,10\nT,05:00:00,05:00:00,A,1\nT,05:10:00,05:11:00,B,9\n"
    assert [stop for stop, _, _ in list_calls(read_tables(tmp_path, stop_times=times), "T")] == ["A", "B", "C"]


def _blank(*distances: str) -> str:
    """05:00 at A, no times at B, C and D, 06:00 at E."""
    given = ["05:00:00", "", "", "", "06:00:00"]
    rows = zip("ABCDE", given, range(1, 6), distances, strict=True)
    lines = [f"T,{time},{time},{stop},{number},{along}" for stop, time, number, along in rows]
    return "\n".join([f"{TIMES},shape_dist_traveled", *lines]) + "\n"


@pytest.mark.parametrize(
    ("distances", "minutes"),
    [
        (("0", "3", "6", "9", "12"), [300, 315, 330, 345, 360]),
        (("100", "105", "105", "105", "110"), [300, 330, 330, 330, 360]),
        (("", "", "", "", ""), [300, 310, 320, 330, 360]),
        (("0", "3", "", "9", "12"), [300, 310, 320, 330, 360]),
        (("0", "3", "2", "9", "12"), [300, 310, 320, 330, 360]),
        (("0", "0", "0", "0", "0"), [300, 310, 320, 330, 360]),
        (("0", "x", "6", "9", "12"), [300, 310, 320, 330, 360]),
    ],
    ids=["by-distance", "standing-still", "by-points", "one-lacking", "shrinking", "all-zero", "not-a-number"],
)
def test_blank_times_follow_the_distance_else_the_points(
    tmp_path: Path, distances: tuple[str, ...], minutes: list[int]
) -> None:
    network = read_tables(tmp_path, stop_times=_blank(*distances))
    assert [arrival for _, arrival, _ in list_calls(network, "T")] == minutes
    assert network.calls.interpolated.tolist() == [False, True, True, True, False]
    assert list_notes(network) == {"interpolated_calls": 3}


def test_blank_times_pass_evenly_where_a_point_is_unknown_or_all_are_one(tmp_path: Path) -> None:
    unknown = BASE["stops"].replace("60.62,16.70", ",")
    minutes = [300, 315, 330, 345, 360]
    network = read_tables(tmp_path, stops=unknown, stop_times=_blank(*[""] * 5))
    assert [arrival for _, arrival, _ in list_calls(network, "T")] == minutes
    one = "stop_id,stop_lat,stop_lon\n" + "".join(f"{stop},60.6,16.7\n" for stop in "ABCDE")
    network = read_tables(tmp_path, stops=one, stop_times=_blank(*[""] * 5))
    assert [arrival for _, arrival, _ in list_calls(network, "T")] == minutes


def test_blank_times_lie_between_departure_before_and_arrival_after(tmp_path: Path) -> None:
    times = (
        f"{TIMES}\nT,05:00:00,05:10:00,A,1\nT,,,B,2\nT,05:30:00,05:40:00,C,3\nT,,,D,4\nT,06:00:00,06:05:00,E,5\n"
        "U,05:00:00,05:00:00,A,1\nU,,,C,2\nU,05:30:00,05:30:00,D,3\n"
    )
    network = read_tables(tmp_path, stop_times=times, trips=BASE["trips"] + "R,V,U,\n")
    assert [arrival for _, arrival, _ in list_calls(network, "T")] == [300, 320, 330, 345, 360]
    assert [arrival for _, arrival, _ in list_calls(network, "U")] == [300, 320, 330]


TWO = BASE["trips"] + "R,V,U,\n"


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        ("U,,,A,1\nU,05:10:00,05:10:00,B,2\n", "trips_without_ends"),
        ("U,05:00:00,05:00:00,A,1\nU,,,B,2\n", "trips_without_ends"),
        ("U,05:00:00,05:00:00,A,1\n", "short_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,5 past,05:10:00,B,2\n", "unreadable_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,05:70:00,05:70:00,B,2\n", "unreadable_trips"),
        ("U,05:00,05:00,A,1\nU,05:10:00,05:10:00,B,2\n", "unreadable_trips"),
        ("U,05:10:00,05:10:00,A,1\nU,05:00:00,05:00:00,B,2\n", "backwards_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,05:10:00,05:09:00,B,2\n", "backwards_trips"),
        ("U,05:00:00,05:10:00,A,1\nU,05:05:00,05:15:00,B,2\n", "backwards_trips"),
        ("U,06:00:00,06:00:00,A,1\nU,,,B,2\nU,05:59:59,05:59:59,C,3\n", "backwards_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,-5:10:00,-5:10:00,B,2\n", "unreadable_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,5:1:3,5:1:3,B,2\n", "unreadable_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,05: 10:00,05: 10:00,B,2\n", "unreadable_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,05:10:00.0,05:10:00.0,B,2\n", "unreadable_trips"),
        ("U,05:00:00,05:00:00,A,1\nU,48:00:01,48:00:01,B,2\n", "late_trips"),
        ("U,6900:00:00,6900:00:00,A,1\nU,6900:10:00,6900:10:00,B,2\n", "late_trips"),
        ("", "trips_without_calls"),
    ],
)
def test_a_trip_whose_times_cannot_be_used_is_left_out_and_counted(tmp_path: Path, rows: str, note: str) -> None:
    network = read_tables(tmp_path, trips=TWO, stop_times=BASE["stop_times"] + rows)
    assert network.trips.ids == ("T",)
    assert list_calls(network, "T") == [("A", 300, 300), ("B", 310, 311), ("C", 320, 320)]
    assert list_notes(network) == {note: 1}


def test_where_all_trips_are_broken_the_error_tells_how(tmp_path: Path) -> None:
    times = f"{TIMES}\nT,05:10:00,05:10:00,A,1\nT,05:00:00,05:00:00,B,2\nU,,,A,1\nU,05:00:00,05:00:00,B,2\n"
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, trips=TWO, stop_times=times)
    assert caught.value.code == "gtfs_no_trips"
    assert (caught.value.facts["backwards_trips"], caught.value.facts["trips_without_ends"]) == (1, 1)


def test_of_two_calls_with_one_number_the_earliest_is_kept(tmp_path: Path) -> None:
    network = read_tables(tmp_path, stop_times=BASE["stop_times"] + "T,05:09:00,05:09:00,D,2\n")
    assert list_calls(network, "T") == [("A", 300, 300), ("D", 309, 309), ("C", 320, 320)]
    assert list_notes(network) == {"duplicate_calls": 1}


# Boarding and alighting


def test_who_may_get_on_and_off_where(tmp_path: Path) -> None:
    rows = ["0,1", "1,0", "2,2", "3,3", ","]
    times = "\n".join(
        [f"{TIMES},pickup_type,drop_off_type"]
        + [f"T,05:0{n}:00,05:0{n}:00,{stop},{n},{row}" for n, (stop, row) in enumerate(zip("ABCDE", rows, strict=True))]
    )
    network = read_tables(tmp_path, stop_times=times)
    assert network.calls.boards.tolist() == [True, False, False, True, True]
    assert network.calls.alights.tolist() == [False, True, False, True, True]
    assert list_notes(network) == {"ordered_calls": 1, "by_driver_calls": 1}


def test_a_call_with_a_booking_rule_must_be_ordered_whatever_its_type(tmp_path: Path) -> None:
    times = (
        f"{TIMES},pickup_type,pickup_booking_rule_id,drop_off_booking_rule_id\n"
        "T,05:00:00,05:00:00,A,1,0,rule,\nT,05:10:00,05:10:00,B,2,,,\nT,05:20:00,05:20:00,C,3,1,rule,rule\n"
    )
    network = read_tables(tmp_path, stop_times=times)
    assert network.calls.boards.tolist() == [False, True, False]
    assert network.calls.alights.tolist() == [True, True, False]
    assert list_notes(network) == {"ordered_calls": 2}


def test_a_call_in_an_area_is_left_out(tmp_path: Path) -> None:
    rows = BASE["stop_times"].replace("\n", ",\n").replace("stop_sequence,", "stop_sequence,location_id")
    network = read_tables(tmp_path, stop_times=rows + "T,05:30:00,05:30:00,,4,zone\n")
    assert len(list_calls(network, "T")) == 3
    assert list_notes(network) == {"zone_calls": 1}


# Stops and stations

STATION = (
    "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
    "S,Resecentrum,60.60,16.70,1,\nA,,60.60,16.70,0,S\nB,Läge B,60.61,16.70,,S\nC,,60.62,16.70,,\n"
    "G,Ingång,60.60,16.70,2,S\nW,Nod,,,3,S\nP,Zon,60.60,16.70,4,A\n"
)


def test_only_platforms_are_stops_and_a_nameless_one_has_its_stations_name(tmp_path: Path) -> None:
    network = read_tables(tmp_path, stops=STATION)
    assert network.stops.ids == ("A", "B", "C")
    assert network.stops.names == ("Resecentrum", "Läge B", "C")


@pytest.mark.parametrize("point", ["0,0", ",", "91,16", "60.6,181", "north,east", "nan,16", "inf,16", "60.6,"])
def test_a_stop_without_a_possible_point_keeps_its_times_and_has_none(tmp_path: Path, point: str) -> None:
    network = read_tables(tmp_path, stops=BASE["stops"].replace("60.61,16.70", point))
    assert np.isnan(network.stops.points[1]).all()
    assert np.isfinite(network.stops.points[[0, 2, 3, 4]]).all()
    assert len(list_calls(network, "T")) == 3
    assert list_notes(network) == {"stops_without_point": 1}


def test_the_equator_and_the_ends_of_the_earth_are_possible(tmp_path: Path) -> None:
    stops = "stop_id,stop_lat,stop_lon\nA,0,16\nB,60,0\nC,-90,-180\n"
    assert read_tables(tmp_path, stops=stops).stops.points.tolist() == [[0, 16], [60, 0], [-90, -180]]


def test_what_stands_twice_is_counted_once(tmp_path: Path) -> None:
    doubled = {table: BASE[table] + BASE[table].splitlines()[1] + "\n" for table in ("stops", "routes", "trips")}
    network = read_tables(tmp_path, **doubled)
    assert (len(network.stops.ids), len(network.routes.ids), network.trips.ids) == (5, 1, ("T",))
    assert list_notes(network) == {"duplicate_stops": 1, "duplicate_routes": 1, "duplicate_trips": 1}


# References

MANY = "".join(f"R,V,T{number},\n" for number in range(20))
MANY_TIMES = "".join(f"T{n},06:00:00,06:00:00,A,1\nT{n},06:30:00,06:30:00,B,2\n" for n in range(20))


@pytest.mark.parametrize(
    ("table", "row", "note"),
    [
        ("trips", "X,V,lost,\n", "unknown_route"),
        ("trips", "R,X,lost,\n", "unknown_service"),
        ("stop_times", "lost,05:30:00,05:30:00,A,1\n", "unknown_trip"),
        ("stop_times", "T0,06:40:00,06:40:00,lost,4\n", "unknown_stop"),
        ("stop_times", "T0,06:40:00,06:40:00,C,\n", "calls_without_order"),
        ("stop_times", "T0,06:40:00,06:40:00,C,-4\n", "calls_without_order"),
        ("trips", "R,V,,\n", "rows_without_id"),
    ],
)
def test_a_reference_to_what_does_not_exist_is_left_out_and_counted(
    tmp_path: Path, table: str, row: str, note: str
) -> None:
    tables = {"trips": BASE["trips"] + MANY, "stop_times": BASE["stop_times"] + MANY_TIMES}
    whole = read_tables(tmp_path, **tables)
    tables[table] += row
    network = read_tables(tmp_path, **tables)
    assert list_notes(network) == {note: 1}
    assert [list_calls(network, trip) for trip in network.trips.ids] == [
        list_calls(whole, trip) for trip in whole.trips.ids
    ]


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("trips", "X,V,lost,\n", "gtfs_unknown_route"),
        ("trips", "R,X,lost,\n", "gtfs_unknown_service"),
        ("stop_times", "lost,05:30:00,05:30:00,A,1\n", "gtfs_unknown_trip"),
        ("stop_times", "T,05:30:00,05:30:00,lost,4\n", "gtfs_unknown_stop"),
    ],
)
def test_with_more_than_a_tenth_unknown_the_file_is_refused(tmp_path: Path, table: str, row: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, **{table: BASE[table] + row})
    assert caught.value.code == code
    assert caught.value.facts["count"] == 1
    assert caught.value.facts["example"] in {"X", "lost"}


def test_calls_of_a_trip_that_was_left_out_are_not_called_unknown(tmp_path: Path) -> None:
    trips, times = BASE["trips"] + MANY + "X,V,lost,\n", BASE["stop_times"] + MANY_TIMES
    network = read_tables(tmp_path, trips=trips, stop_times=times + "lost,05:00:00,05:00:00,A,1\n" * 10)
    assert list_notes(network) == {"unknown_route": 1}


# Days


def test_weekdays_run_within_their_dates(tmp_path: Path) -> None:
    calendar = read_tables(tmp_path).calendar
    days = [MONDAY + timedelta(days=number) for number in range(-1, 15)]
    assert [day for day in days if calendar.running(day).any()] == [*days[1:6], *days[8:13]]


KINDS = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"


@pytest.mark.parametrize("point", [",", "0,0", "x,y", "999,16.70"])
def test_a_stop_without_a_point_lies_where_its_station_does(tmp_path: Path, point: str) -> None:
    stops = f"{KINDS}S,Allén,60.60,16.70,1,\nA,,{point},0,S\nB,Bruket,60.61,16.70,,\nC,Centrum,60.62,16.70,,S\n"
    network = read_tables(tmp_path, stops=stops)
    assert network.stops.points.tolist() == [[60.60, 16.70], [60.61, 16.70], [60.62, 16.70]]
    assert list_notes(network) == {"stops_at_their_station": 1}


def test_a_stop_whose_station_has_no_point_either_has_none(tmp_path: Path) -> None:
    stops = f"{KINDS}S,Allén,,,1,\nA,,,,0,S\nB,Bruket,60.61,16.70,,\nC,Centrum,60.62,16.70,,\n"
    network = read_tables(tmp_path, stops=stops)
    assert np.isnan(network.stops.points[0]).all()
    assert list_notes(network) == {"stops_without_point": 1}


def test_a_service_on_two_rows_runs_on_the_days_of_both_and_is_noted(tmp_path: Path) -> None:
    network = read_tables(tmp_path, calendar=BASE["calendar"] + "V,0,0,0,0,0,1,0,20260119,20260131\n")
    assert network.calendar.active[0].sum() == 10 + 2
    assert list_notes(network) == {"repeated_services": 1}


def test_dates_alone_are_enough(tmp_path: Path) -> None:
    network = read_tables(tmp_path, calendar=None, calendar_dates=f"{DATES}\nV,20260107,1\nV,20260110,1\n")
    assert (network.calendar.first, network.trips_per_day.tolist()) == (date(2026, 1, 7), [1, 0, 0, 1])


def test_the_swedish_format_is_weeks_of_zeros_with_dates(tmp_path: Path) -> None:
    network = read_tables(
        tmp_path, calendar=f"{WEEK}\n{NEVER}\n", calendar_dates=f"{DATES}\nV,20260106,1\nV,20260108,1\n"
    )
    assert (network.calendar.first, network.trips_per_day.tolist()) == (date(2026, 1, 6), [1, 0, 1])


def test_dates_add_to_and_take_from_the_week_and_taking_wins(tmp_path: Path) -> None:
    dates = f"{DATES}\nV,20260106,2\nV,20260110,1\nV,20260107,1\nV,20260107,2\nV,20270101,2\nV,20260108,9\n"
    network = read_tables(tmp_path, calendar_dates=dates)
    assert network.trips_per_day.tolist() == [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1]
    assert list_notes(network) == {"unusable_dates": 1}


def test_a_service_that_no_trip_uses_widens_nothing(tmp_path: Path) -> None:
    network = read_tables(tmp_path, calendar=BASE["calendar"] + "other,1,1,1,1,1,1,1,20200101,20301231\n")
    assert (network.calendar.services, network.calendar.first, network.calendar.days) == (("V",), MONDAY, 12)


@pytest.mark.parametrize(
    "row", ["W,1,1,1,1,1,1,1,20260230,20260301", "W,1,1,1,1,1,1,1,20260110,20260109", "W,1,1,1,1,1,1,1,,"]
)
def test_dates_that_are_none_are_counted(tmp_path: Path, row: str) -> None:
    assert list_notes(read_tables(tmp_path, calendar=BASE["calendar"] + row + "\n")) == {"unusable_dates": 1}


def test_a_day_with_traffic_passes(tmp_path: Path) -> None:
    check_date(read_tables(tmp_path), MONDAY)


@pytest.mark.parametrize("day", [date(2026, 1, 4), date(2026, 1, 17)])
def test_a_day_outside_the_timetable_is_told_with_its_dates(tmp_path: Path, day: date) -> None:
    with pytest.raises(BadInputError) as caught:
        check_date(read_tables(tmp_path), day)
    assert caught.value.code == "gtfs_date_outside"
    assert caught.value.facts == {"day": str(day), "first": "2026-01-05", "last": "2026-01-16"}


def test_a_day_on_which_nothing_runs_passes_in_a_week_with_traffic(tmp_path: Path) -> None:
    check_date(read_tables(tmp_path), date(2026, 1, 10))


def test_a_week_in_which_nothing_runs_is_told_with_the_nearest_days_that_have_traffic(tmp_path: Path) -> None:
    third = "W,1,1,1,1,1,0,0,20260119,20260125\n"
    off = "".join(f"V,{day},2\n" for day in range(20260112, 20260117))
    trips = BASE["trips"] + BASE["trips"].splitlines()[1].replace("V", "W").replace("T", "U") + "\n"
    times = BASE["stop_times"] + "".join(f"{row.replace('T', 'U')}\n" for row in BASE["stop_times"].splitlines()[1:])
    feed = read_tables(
        tmp_path,
        trips=trips,
        stop_times=times,
        calendar=BASE["calendar"] + third,
        calendar_dates=f"service_id,date,exception_type\n{off}",
    )
    with pytest.raises(BadInputError) as caught:
        check_date(feed, date(2026, 1, 14))
    assert caught.value.code == "gtfs_date_empty"
    assert caught.value.facts == {"day": "2026-01-14", "before": "2026-01-09", "after": "2026-01-19"}


# Frequencies

FREQUENCIES = "trip_id,start_time,end_time,headway_secs,exact_times"


def test_a_frequency_is_written_out_from_its_start_up_to_its_end(tmp_path: Path) -> None:
    network = read_tables(
        tmp_path, trips=TWO, stop_times=BASE["stop_times"] + "U,09:00:00,09:00:00,A,1\nU,09:05:00,09:05:00,B,2\n",
        frequencies=f"{FREQUENCIES}\nT,06:10:00,07:10:00,1200,1\n",
    )  # fmt: skip
    assert network.trips.ids == ("U", "T@06:10:00", "T@06:30:00", "T@06:50:00")
    assert list_calls(network, "T@06:30:00") == [("A", 390, 390), ("B", 400, 401), ("C", 410, 410)]
    assert list_calls(network, "U") == [("A", 540, 540), ("B", 545, 545)]
    assert network.trips.headsigns == ("", "Enheten", "Enheten", "Enheten")
    assert list_notes(network) == {"written_out_trips": 3}


def test_the_end_is_left_out_also_when_the_headway_does_not_divide_the_time(tmp_path: Path) -> None:
    network = read_tables(tmp_path, frequencies=f"{FREQUENCIES}\nT,06:00:00,06:50:00,1200,1\n")
    assert network.trips.ids == ("T@06:00:00", "T@06:20:00", "T@06:40:00")


def test_the_start_is_the_departure_from_the_first_stop(tmp_path: Path) -> None:
    times = BASE["stop_times"].replace("05:00:00,05:00:00", "04:58:00,05:00:00")
    network = read_tables(tmp_path, stop_times=times, frequencies=f"{FREQUENCIES}\nT,24:10:00,24:11:00,600,1\n")
    assert list_calls(network, "T@24:10:00") == [("A", 1448, 1450), ("B", 1460, 1461), ("C", 1470, 1470)]


def test_windows_of_one_trip_add_up_and_a_departure_in_both_is_one(tmp_path: Path) -> None:
    rows = "T,06:20:00,06:41:00,1200,1\nT,06:00:00,06:21:00,1200,1\n"
    network = read_tables(tmp_path, frequencies=f"{FREQUENCIES}\n{rows}")
    assert network.trips.ids == ("T@06:00:00", "T@06:20:00", "T@06:40:00")


@pytest.mark.parametrize("exact", ["0", ""])
def test_a_frequency_without_exact_times_is_written_out_and_told(tmp_path: Path, exact: str) -> None:
    network = read_tables(tmp_path, frequencies=f"{FREQUENCIES}\nT,06:00:00,07:00:00,1800,{exact}\n")
    assert network.trips.ids == ("T@06:00:00", "T@06:30:00")
    assert list_notes(network) == {"inexact_frequencies": 1, "written_out_trips": 2}


@pytest.mark.parametrize(
    "row", ["06:00:00,07:00:00,0", "07:00:00,06:00:00,600", "x,07:00:00,600", "06:00:00,07:00:00,-60"]
)
def test_a_frequency_that_cannot_be_used_is_counted(tmp_path: Path, row: str) -> None:
    network = read_tables(tmp_path, frequencies=f"{FREQUENCIES}\nT,{row},1\nT,06:00:00,06:10:00,600,1\n")
    assert network.trips.ids == ("T@06:00:00",)
    assert list_notes(network) == {"unusable_frequencies": 1, "written_out_trips": 1}


def test_absurdly_many_departures_are_refused(tmp_path: Path) -> None:
    trips = "".join(f"R,V,T{number},\n" for number in range(20))
    rows = "".join(f"T{number},00:00:00,48:00:00,1,1\n" for number in range(20))
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, trips=BASE["trips"] + trips, stop_times=BASE["stop_times"] + MANY_TIMES,
                    frequencies=f"{FREQUENCIES}\n{rows}")  # fmt: skip
    assert caught.value.code == "gtfs_too_many_written_out"


def test_a_frequency_far_beyond_the_service_day_is_told_not_written_out(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, frequencies=f"{FREQUENCIES}\nT,00:00:00,6900:00:00,1,1\n")
    assert (caught.value.code, caught.value.facts["unusable_frequencies"]) == ("gtfs_no_trips", 1)


# Transfers

TRANSFERS = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id"


def _list_transfers(network: Network) -> list[tuple[str, str, int, bool]]:
    changes = network.transfers
    return [
        (network.stops.ids[origin], network.stops.ids[target], seconds, possible)
        for origin, target, seconds, possible in zip(
            changes.origin.tolist(),
            changes.target.tolist(),
            changes.seconds.tolist(),
            changes.possible.tolist(),
            strict=True,
        )
    ]


def test_transfers_of_types_0_to_3_are_kept(tmp_path: Path) -> None:
    rows = "A,B,0,\nB,C,1,99\nC,D,2,180\nD,E,3,\nE,A,,\nA,C,2,\n"
    network = read_tables(tmp_path, transfers=f"{TRANSFERS.replace(',from_trip_id,to_trip_id', '')}\n{rows}")
    assert _list_transfers(network) == [
        ("A", "B", NOT_STATED, True),
        ("A", "C", NOT_STATED, True),
        ("B", "C", NOT_STATED, True),
        ("C", "D", 180, True),
        ("D", "E", NOT_STATED, False),
        ("E", "A", NOT_STATED, True),
    ]


def test_a_station_means_its_stops_and_the_stops_own_rule_goes_first(tmp_path: Path) -> None:
    rows = "S,C,2,300,,\nA,C,2,60,,\nS,S,2,120,,\n"
    network = read_tables(tmp_path, stops=STATION, transfers=f"{TRANSFERS}\n{rows}")
    assert _list_transfers(network) == [
        ("A", "A", 120, True),
        ("A", "B", 120, True),
        ("A", "C", 60, True),
        ("B", "A", 120, True),
        ("B", "B", 120, True),
        ("B", "C", 300, True),
    ]


def test_of_several_rules_for_a_pair_the_impossible_then_the_longest_holds(tmp_path: Path) -> None:
    rows = "A,B,2,60,,\nA,B,2,90,,\nB,C,2,60,,\nB,C,3,,,\n"
    network = read_tables(tmp_path, transfers=f"{TRANSFERS}\n{rows}")
    assert _list_transfers(network) == [("A", "B", 90, True), ("B", "C", NOT_STATED, False)]


def test_rules_for_some_trips_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = "A,B,1,,T,\nA,B,2,60,,T\nA,B,7,,,\nA,C,0,,,\n"
    network = read_tables(tmp_path, transfers=f"{TRANSFERS}\n{rows}")
    assert _list_transfers(network) == [("A", "C", NOT_STATED, True)]
    assert list_notes(network) == {"trip_transfers": 2, "unusable_transfers": 1}


def test_a_stated_time_of_nought_is_a_time_and_one_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    rows = "A,B,2,0,,\nB,C,2,,,\nC,D,2,soon,,\nD,E,2,-60,,\nE,A,2,1.5,,\n"
    network = read_tables(tmp_path, transfers=f"{TRANSFERS}\n{rows}")
    assert _list_transfers(network) == [("A", "B", 0, True), ("B", "C", NOT_STATED, True)]
    assert list_notes(network) == {"unusable_transfers": 3}


@pytest.mark.parametrize("row", ["A,lost,0,,,", ",B,0,,,"])
def test_a_transfer_at_an_unknown_stop_is_counted_and_too_many_refused(tmp_path: Path, row: str) -> None:
    known = "".join(f"{a},{b},0,,,\n" for a in "ABCDE" for b in "ABCDE")
    network = read_tables(tmp_path, transfers=f"{TRANSFERS}\n{known}{row}\n")
    assert len(_list_transfers(network)) == 25
    assert list_notes(network) == {"unknown_transfer_stop": 1}
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, transfers=f"{TRANSFERS}\n{row}\n")
    assert caught.value.code == "gtfs_unknown_transfer_stop"


# Joining


def test_joined_feeds_keep_their_ids_unless_they_clash(tmp_path: Path) -> None:
    other = change(
        stops="stop_id,stop_lat,stop_lon\nA,60.70,16.70\nX,60.71,16.70\n",
        trips="route_id,service_id,trip_id\nR,V,U\n",
        stop_times=f"{TIMES}\nU,07:00:00,07:00:00,A,1\nU,07:10:00,07:10:00,X,2\n",
        calendar=f"{WEEK}\nV,1,1,1,1,1,1,1,20260103,20260106\n",
    )
    network = read_network([write_zip(tmp_path / "one.zip", BASE), write_zip(tmp_path / "two.zip", other)])
    assert network.stops.ids == ("1:A", "B", "C", "D", "E", "2:A", "X")
    assert network.routes.ids == ("1:R", "2:R")
    assert network.trips.ids == ("T", "U")
    assert network.calendar.services == ("1:V", "2:V")
    assert list_calls(network, "T") == [("1:A", 300, 300), ("B", 310, 311), ("C", 320, 320)]
    assert list_calls(network, "U") == [("2:A", 420, 420), ("X", 430, 430)]
    assert network.calendar.first == date(2026, 1, 3)
    assert network.trips_per_day.tolist() == [1, 1, 2, 2, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1]
    assert [feed.file for feed in network.feeds] == ["one.zip", "two.zip"]


def test_an_id_made_to_tell_feeds_apart_never_meets_one_that_is_there(tmp_path: Path) -> None:
    stops = "stop_id,stop_lat,stop_lon\nA,60.70,16.70\nB,60.71,16.70\n1:A,60.72,16.70\n"
    times = f"{TIMES}\nT,07:00:00,07:00:00,A,1\nT,07:10:00,07:10:00,1:A,2\n"
    other = change(stops=stops, stop_times=times)
    network = read_network([write_zip(tmp_path / "one.zip", BASE), write_zip(tmp_path / "two.zip", other)])
    assert network.stops.ids == ("1::A", "1::B", "C", "D", "E", "1:A", "2::A", "2::B")


def test_feeds_in_different_time_zones_are_refused(tmp_path: Path) -> None:
    other = change(agency=BASE["agency"].replace("Stockholm", "Helsinki"))
    paths = [write_zip(tmp_path / "one.zip", BASE), write_zip(tmp_path / "two.zip", other)]
    with pytest.raises(BadInputError) as caught:
        read_network(paths)
    assert caught.value.code == "gtfs_timezones"
    assert (caught.value.facts["other"], caught.value.facts["other_zone"]) == ("two.zip", "Europe/Helsinki")


def test_agencies_in_different_time_zones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, agency=BASE["agency"] + "2,Linja,https://example.fi,Europe/Helsinki\n")
    assert caught.value.code == "gtfs_timezones"


def test_the_same_feed_twice_is_refused_under_any_name(tmp_path: Path) -> None:
    one = write_zip(tmp_path / "one.zip", BASE)
    (tmp_path / "two.zip").write_bytes(one.read_bytes())
    with pytest.raises(BadInputError) as caught:
        read_network([one, tmp_path / "two.zip"])
    assert (caught.value.code, caught.value.facts["file"]) == ("gtfs_twice", "two.zip")


def test_progress_is_told_a_file_at_a_time(tmp_path: Path) -> None:
    seen: list[Path] = []
    path = write_zip(tmp_path / "feed.zip", BASE)
    read_network([path], lambda paths: (seen.append(each) or each for each in paths))  # type: ignore[func-returns-value]
    assert seen == [path]


def test_no_path_is_an_error() -> None:
    with pytest.raises(BadInputError) as caught:
        read_network([])
    assert caught.value.code == "gtfs_none_given"
