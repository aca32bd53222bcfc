"""Timetables that overlap: the same trips are counted once, and the same stop keeps its time for a change."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from samspel.reach.network import NOT_STATED, Network
from samspel.reach.staying import find_stays
from samspel.reach.walking import Pace, link_stops
from samspel.sources.gtfs.reading import read_network
from sources.gtfs_feeds import BASE, TIMES, WEEK, change, list_calls, write_zip

OWN_IDS = {"A": "a1", "B": "b1", "C": "c1", "D": "d1", "E": "e1"}
"""The neighbour's names of the same stops."""

TRANSFERS = "from_stop_id,to_stop_id,transfer_type,min_transfer_time"


def rename(text: str) -> str:
    for old, new in OWN_IDS.items():
        text = text.replace(f"\n{old},", f"\n{new},").replace(f",{old},", f",{new},")
    return text


def neighbour(**tables: str | bytes | None) -> dict[str, str | bytes]:
    """The same line in another feed: other ids, stops some metres off, one stop of its own."""
    stops = rename(BASE["stops"]).replace("60.61,16.70", "60.61001,16.70002") + "z1,Zonen,60.70,16.70\n"
    return change(
        **{
            "agency": BASE["agency"].replace("Länstrafiken", "Grannen"),
            "stops": stops,
            "routes": "route_id,route_type\n9,700\n",
            "trips": "route_id,service_id,trip_id\n9,S,t9\n",
            "stop_times": rename(BASE["stop_times"]).replace("T,", "t9,"),
            "calendar": BASE["calendar"].replace("V,", "S,"),
        }
        | tables
    )


def join(tmp_path: Path, *feeds: Mapping[str, str | bytes]) -> Network:
    return read_network([write_zip(tmp_path / f"{number}.zip", feed) for number, feed in enumerate(feeds)])


def shared(network: Network) -> list[int | str]:
    return [dict(feed.notes).get("timetable.note.shared_trips", 0) for feed in network.feeds]


def test_a_trip_that_two_feeds_hold_is_counted_once(tmp_path: Path) -> None:
    network = join(tmp_path, BASE, neighbour())
    assert network.trips.ids == ("T",)
    assert shared(network) == [0, 1]
    assert network.trips_per_day.tolist() == [1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1]
    assert list_calls(network, "T") == [("A", 300, 300), ("B", 310, 311), ("C", 320, 320)]


def test_three_feeds_that_hold_it_are_one_too(tmp_path: Path) -> None:
    third = neighbour(agency=BASE["agency"].replace("Länstrafiken", "Tredje"))
    network = join(tmp_path, BASE, neighbour(), third)
    assert (network.trips.ids, shared(network)) == (("T",), [0, 1, 1])


@pytest.mark.parametrize(
    "tables",
    [
        {"stop_times": rename(BASE["stop_times"]).replace("T,", "t9,").replace("05:11:00", "05:12:00")},
        {"stop_times": rename(BASE["stop_times"]).replace("T,", "t9,").replace("c1,3", "d1,3")},
        {"stop_times": rename(BASE["stop_times"]).replace("T,", "t9,").replace("c1,3", "z1,3")},
        {"stop_times": rename(BASE["stop_times"]).replace("T,", "t9,") + "t9,05:30:00,05:30:00,d1,4\n"},
        {"calendar": f"{WEEK}\nS,0,0,0,0,0,1,1,20260105,20260118\n"},
        {"stops": rename(BASE["stops"]).replace("60.61,16.70", "60.612,16.70") + "z1,Zonen,60.70,16.70\n"},
    ],
    ids=["another-time", "another-stop", "a-stop-of-its-own", "one-stop-more", "other-days", "two-hundred-metres-off"],
)
def test_a_trip_that_differs_in_a_time_a_stop_or_its_days_is_another(tmp_path: Path, tables: dict[str, str]) -> None:
    network = join(tmp_path, BASE, neighbour(**tables))
    assert (network.trips.ids, shared(network)) == (("T", "t9"), [0, 0])


def test_stops_of_one_name_may_lie_somewhat_farther_apart(tmp_path: Path) -> None:
    stops = rename(BASE["stops"]).replace("60.61,16.70", "60.611,16.70")
    assert join(tmp_path, BASE, neighbour(stops=stops)).trips.ids == ("T",)
    assert join(tmp_path, BASE, neighbour(stops=stops.replace("Bruket", "Torget"))).trips.ids == ("T", "t9")


def test_on_the_days_that_only_the_later_feed_has_its_trip_runs(tmp_path: Path) -> None:
    calendar = f"{WEEK}\nS,1,0,0,0,0,1,0,20260105,20260125\n"
    network = join(tmp_path, BASE, neighbour(calendar=calendar))
    assert (network.trips.ids, shared(network)) == (("T", "t9"), [0, 1])
    saturdays = [date(2026, 1, day) for day in (10, 17, 24)]
    own = network.calendar.active[network.trips.service[1]]
    assert [network.calendar.first.toordinal() + day for day in np.flatnonzero(own)] == [
        day.toordinal() for day in (*saturdays[:2], date(2026, 1, 19), saturdays[2])
    ]
    assert network.trips_per_day[:14].tolist() == [1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0]


def test_two_equal_trips_of_one_feed_are_two_buses(tmp_path: Path) -> None:
    twice = BASE["stop_times"] + BASE["stop_times"].split("\n", 1)[1].replace("T,", "U,")
    doubled = change(trips=BASE["trips"] + "R,V,U,\n", stop_times=twice)
    assert join(tmp_path, doubled).trips.ids == ("T", "U")
    network = join(tmp_path, doubled, neighbour())
    assert (network.trips.ids, shared(network)) == (("T", "U"), [0, 1])


def test_one_may_get_on_where_either_feed_says_so(tmp_path: Path) -> None:
    rows = BASE["stop_times"].replace("sequence\n", "sequence,pickup_type\n").replace(",A,1", ",A,1,1")
    network = join(tmp_path, change(stop_times=rows), neighbour())
    assert (network.trips.ids, network.calls.boards.tolist()) == (("T",), [True, True, True])
    alone = join(tmp_path, change(stop_times=rows))
    assert alone.calls.boards.tolist() == [False, True, True]


def test_people_stay_on_board_of_what_is_left(tmp_path: Path) -> None:
    """The neighbour knows the vehicle's round, whose first trip is also in the own feed."""
    times = rename(BASE["stop_times"]).replace("T,", "t9,") + "u9,05:20:00,05:20:00,c1,1\nu9,05:40:00,05:40:00,d1,2\n"
    trips = "route_id,service_id,trip_id,block_id\n9,S,t9,K\n9,S,u9,K\n"
    network = join(tmp_path, BASE, neighbour(trips=trips, stop_times=times))
    pairs = find_stays(network, network.calendar.running(date(2026, 1, 5))[network.trips.service])
    assert [tuple(network.trips.ids[row] for row in pair) for pair in pairs.tolist()] == [("T", "u9")]


def test_a_stops_own_time_for_a_change_holds_between_the_feeds(tmp_path: Path) -> None:
    other = neighbour(stop_times=f"{TIMES}\nt9,06:00:00,06:00:00,a1,1\nt9,06:10:00,06:10:00,z1,2\n")
    network = join(tmp_path, change(transfers=f"{TRANSFERS}\nA,A,2,300\nA,B,2,240\nC,C,3,\n"), other)
    rows = {
        (network.stops.ids[one], network.stops.ids[two]): (seconds, possible)
        for one, two, seconds, possible in zip(
            network.transfers.origin.tolist(),
            network.transfers.target.tolist(),
            network.transfers.seconds.tolist(),
            network.transfers.possible.tolist(),
            strict=True,
        )
    }
    for pair in (("A", "A"), ("A", "a1"), ("a1", "A"), ("a1", "a1")):
        assert rows[pair] == (300, True), pair
    for pair in (("A", "B"), ("A", "b1"), ("a1", "B"), ("a1", "b1")):
        assert rows[pair] == (240, True), pair
    assert rows["C", "c1"] == (NOT_STATED, False)
    walks = link_stops(network.stops, network.transfers, Pace(1.0, 1.0, 600), 120)
    start = network.stops.ids.index("A")
    targets = walks.target[walks.offsets[start] : walks.offsets[start + 1]].tolist()
    seconds = walks.seconds[walks.offsets[start] : walks.offsets[start + 1]].tolist()
    assert dict(zip([network.stops.ids[row] for row in targets], seconds, strict=True))["a1"] == 300
    assert walks.change[network.stops.ids.index("a1")] == 300


def test_what_a_feed_says_of_its_own_stops_goes_before_what_the_neighbour_says(tmp_path: Path) -> None:
    network = join(
        tmp_path,
        change(transfers=f"{TRANSFERS}\nA,A,2,300\n"),
        neighbour(transfers=f"{TRANSFERS}\na1,a1,2,60\n", trips="route_id,service_id,trip_id\n9,S,t9\n"),
    )
    rows = zip(
        [network.stops.ids[row] for row in network.transfers.origin],
        [network.stops.ids[row] for row in network.transfers.target],
        network.transfers.seconds.tolist(),
        strict=True,
    )
    assert sorted(rows) == [("A", "A", 300), ("A", "a1", 300), ("a1", "A", 300), ("a1", "a1", 60)]


def test_a_stated_change_of_no_time_needs_none(tmp_path: Path) -> None:
    network = join(tmp_path, change(transfers=f"{TRANSFERS}\nA,A,2,0\nB,B,2,\nA,B,2,0.0\n"))
    walks = link_stops(network.stops, network.transfers, Pace(1.0, 1.0, 10), 120)
    assert walks.change[:2].tolist() == [0, 120]
    assert (walks.target.tolist(), walks.seconds.tolist()) == ([1], [0])
