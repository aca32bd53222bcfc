"""Staying on board: what block_id and transfers.txt say of vehicles that go on as another trip."""

from datetime import date
from pathlib import Path

import pytest

from samspel.reach.network import Network
from samspel.reach.staying import find_stays
from samspel.sources.gtfs.reading import read_network
from sources.gtfs_feeds import BASE, DATES, TIMES, WEEK, list_notes, read_tables, write_zip

MONDAY, FRIDAY = date(2026, 1, 5), date(2026, 1, 9)
RULES = "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id"
TRIPS = "route_id,service_id,trip_id,block_id\n"
STOP_TIMES = (
    f"{TIMES}\nT,05:00:00,05:00:00,A,1\nT,05:10:00,05:10:00,B,2\n"
    "U,05:10:00,05:10:00,B,1\nU,05:30:00,05:30:00,C,2\n"
    "X,05:40:00,05:40:00,C,1\nX,05:50:00,05:50:00,D,2\n"
)
"""T from A to B, U on to C at the same minute, X from C ten minutes later."""


def list_stays(network: Network, day: date = MONDAY) -> list[tuple[str, str]]:
    pairs = find_stays(network, network.calendar.running(day)[network.trips.service])
    return [(network.trips.ids[one], network.trips.ids[other]) for one, other in pairs.tolist()]


def read(tmp_path: Path, trips: str, stop_times: str = STOP_TIMES, **tables: str | bytes | None) -> Network:
    return read_tables(tmp_path, trips=TRIPS + trips, stop_times=stop_times, **tables)


def test_trips_of_one_round_are_ridden_on_to_one_after_another(tmp_path: Path) -> None:
    network = read(tmp_path, "R,V,T,K\nR,V,U,K\nR,V,X,K\n")
    assert list_stays(network) == [("T", "U"), ("U", "X")]
    assert list_notes(network) == {}


@pytest.mark.parametrize(
    "trips", ["R,V,T,K\nR,V,U,L\nR,V,X,M\n", "R,V,T,\nR,V,U,\nR,V,X,\n", "R,V,T,K\nR,V,U,k\nR,V,X,\n"]
)
def test_trips_of_different_rounds_or_of_none_are_not(tmp_path: Path, trips: str) -> None:
    assert list_stays(read(tmp_path, trips)) == []


def test_a_trip_that_begins_elsewhere_breaks_the_round(tmp_path: Path) -> None:
    elsewhere = STOP_TIMES.replace("U,05:10:00,05:10:00,B,1", "U,05:10:00,05:10:00,E,1")
    assert list_stays(read(tmp_path, "R,V,T,K\nR,V,U,K\nR,V,X,K\n", elsewhere)) == [("U", "X")]


def test_a_trip_that_begins_before_the_other_has_come_is_not_ridden_on_to(tmp_path: Path) -> None:
    early = STOP_TIMES.replace("U,05:10:00,05:10:00,B,1", "U,05:09:00,05:09:00,B,1")
    assert list_stays(read(tmp_path, "R,V,T,K\nR,V,U,K\nR,V,X,M\n", early)) == []


@pytest.mark.parametrize(
    ("stops", "stays"),
    [
        ("B1,60.61,16.70,0,S\nB2,60.65,16.70,0,S\n", [("T", "U")]),
        ("B1,60.61,16.70,0,\nB2,60.6109,16.70,0,\n", [("T", "U")]),
        ("B1,60.61,16.70,0,\nB2,60.65,16.70,0,\n", []),
        ("B1,,,0,\nB2,,,0,\n", []),
    ],
    ids=["one-station", "a-hundred-metres", "far", "nowhere"],
)
def test_another_stop_of_the_station_or_round_the_corner_is_the_same_place(
    tmp_path: Path, stops: str, stays: list[tuple[str, str]]
) -> None:
    head = "stop_id,stop_lat,stop_lon,location_type,parent_station\nS,60.61,16.70,1,\nA,60.6,16.7,0,\nC,60.62,16.7,0,\n"
    times = STOP_TIMES.replace(",B,2", ",B1,2").replace(",B,1", ",B2,1").replace(",D,", ",A,")
    network = read(tmp_path, "R,V,T,K\nR,V,U,K\nR,V,X,M\n", times, stops=head + stops)
    assert list_stays(network) == stays


def test_a_round_follows_the_day(tmp_path: Path) -> None:
    """On Fridays another trip goes on, on days without any the one after it."""
    times = STOP_TIMES + "F,05:15:00,05:15:00,B,1\nF,05:35:00,05:35:00,C,2\n"
    calendar = f"{WEEK}\nV,1,1,1,1,1,0,0,20260105,20260118\nW,1,1,1,0,0,0,0,20260105,20260118\n"
    dates = f"{DATES}\nfri,20260109,1\n"
    trips = "R,V,T,K\nR,W,U,K\nR,fri,F,K\nR,V,X,K\n"
    network = read(tmp_path, trips, times, calendar=calendar, calendar_dates=dates)
    assert list_stays(network) == [("T", "U"), ("U", "X")]
    assert list_stays(network, FRIDAY) == [("F", "X"), ("T", "F")]
    assert list_stays(network, date(2026, 1, 8)) == [], "X begins where U would have ended"


def test_trips_by_frequency_have_no_round(tmp_path: Path) -> None:
    rows = "trip_id,start_time,end_time,headway_secs,exact_times\nU,05:10:00,05:20:00,600,1\n"
    network = read(tmp_path, "R,V,T,K\nR,V,U,K\nR,V,X,M\n", frequencies=rows)
    assert list_stays(network) == []


@pytest.mark.parametrize("kind", ["4", "4.0"])
def test_a_rule_says_that_people_stay_on_board(tmp_path: Path, kind: str) -> None:
    rows = f"{RULES}\nB,B,{kind},T,U\n,,{kind},U,X\n"
    network = read(tmp_path, "R,V,T,\nR,V,U,\nR,V,X,\n", transfers=rows)
    assert list_stays(network) == [("T", "U"), ("U", "X")]
    assert list_notes(network) == {}


def test_a_rule_says_that_people_do_not_stay_on_board(tmp_path: Path) -> None:
    network = read(tmp_path, "R,V,T,K\nR,V,U,K\nR,V,X,K\n", transfers=f"{RULES}\nB,B,5,T,U\n")
    assert list_stays(network) == [("U", "X")]


def test_a_train_that_is_parted_goes_on_as_both(tmp_path: Path) -> None:
    times = STOP_TIMES + "F,05:15:00,05:15:00,B,1\nF,05:35:00,05:35:00,D,2\n"
    rows = f"{RULES}\nB,B,4,T,U\nB,B,4,T,F\n"
    network = read(tmp_path, "R,V,T,\nR,V,U,\nR,V,X,\nR,V,F,\n", times, transfers=rows)
    assert sorted(list_stays(network)) == [("T", "F"), ("T", "U")]


@pytest.mark.parametrize("row", ["A,B,4,T,U", "B,C,4,T,U", "B,B,4,T,lost", "B,B,4,,", "C,C,4,X,T", "B,B,5,T,lost"])
def test_a_rule_on_staying_that_cannot_be_used_is_counted(tmp_path: Path, row: str) -> None:
    network = read(tmp_path, "R,V,T,\nR,V,U,\nR,V,X,\n", transfers=f"{RULES}\n{row}\n")
    assert list_stays(network) == []
    assert list_notes(network) == {"unusable_stays": 1}


def test_rounds_of_two_feeds_are_different_ones(tmp_path: Path) -> None:
    north = STOP_TIMES.replace("T,", "P,").replace("U,", "Q,").replace("X,", "Y,")
    one = {**BASE, "trips": TRIPS + "R,V,T,K\nR,V,U,L\nR,V,X,\n", "stop_times": STOP_TIMES}
    other = {
        **BASE,
        "trips": TRIPS + "R,V,P,L\nR,V,Q,L\nR,V,Y,K\n",
        "stop_times": north,
        "stops": BASE["stops"].replace("16.70", "17.70"),
    }
    network = read_network([write_zip(tmp_path / "one.zip", one), write_zip(tmp_path / "two.zip", other)])
    assert list_stays(network) == [("P", "Q")]
