"""Real timetables: what they hold, counted here with the standard library alone, is what is read."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from samspel.reach.network import Network
from samspel.sources.gtfs.reading import read_network
from samspel.terms.errors import BadInputError
from sources.gtfs_feeds import list_notes

pytestmark = pytest.mark.shared
Row = dict[str, str]


@pytest.fixture
def find(shared: Path) -> Callable[[str], Path]:
    """The path of a real timetable; skips where it is missing."""

    def look(name: str) -> Path:
        path = shared / "geo" / name
        if not path.exists():
            pytest.skip(f"no {name} at {path.parent}")
        return path

    return look


def _read_rows(path: Path, table: str) -> list[Row]:
    with zipfile.ZipFile(path) as opened:
        text = opened.read(f"{table}.txt").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _seconds(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _list_times(network: Network) -> dict[str, list[tuple[str, int, int]]]:
    stops = [network.stops.ids[row] for row in network.calls.stop.tolist()]
    calls = list(zip(stops, network.calls.arrival.tolist(), network.calls.departure.tolist(), strict=True))
    offsets = network.calls.offsets.tolist()
    return {trip: calls[offsets[row] : offsets[row + 1]] for row, trip in enumerate(network.trips.ids)}


def test_a_small_towns_whole_day_is_read_time_by_time(find: Callable[[str], Path]) -> None:
    path = find("zhelez.zip")
    network = read_network([path])
    wanted: dict[str, list[tuple[int, str, int, int]]] = defaultdict(list)
    for row in _read_rows(path, "stop_times"):
        times = _seconds(row["arrival_time"]), _seconds(row["departure_time"])
        wanted[row["trip_id"]].append((int(row["stop_sequence"]), row["stop_id"], *times))
    assert (len(network.stops.ids), network.calls.stop.size) == (194, 34_860)
    assert (
        len(_read_rows(path, "trips"))
        == len(network.trips.ids) + int(list_notes(network)["trips_without_calls"])
        == 1516
    )
    assert _list_times(network) == {trip: [call[1:] for call in sorted(calls)] for trip, calls in wanted.items()}
    assert (network.timezone, network.calendar.first, network.calendar.days) == (
        "Asia/Krasnoyarsk",
        date(2024, 1, 1),
        366,
    )


def test_blank_times_are_filled_in_between_the_known_ones(find: Callable[[str], Path]) -> None:
    path = find("poa_eptc.zip")
    network = read_network([path])
    rows = _read_rows(path, "stop_times")
    known = {(row["trip_id"], row["stop_id"], _seconds(row["arrival_time"])) for row in rows if row["arrival_time"]}
    blank = network.calls.interpolated
    assert int(blank.sum()) == sum(not row["arrival_time"] for row in rows) == 125_271
    trips = np.asarray(network.trips.ids, dtype=object)[network.trip_of_call]
    stops = np.asarray(network.stops.ids, dtype=object)[network.calls.stop]
    kept = zip(trips[~blank], stops[~blank], network.calls.arrival[~blank].tolist(), strict=True)
    assert set(kept) == known
    steps = np.diff(network.calls.arrival)[np.diff(network.trip_of_call) == 0]
    assert (steps >= 0).all()
    assert (network.calls.arrival == network.calls.departure)[blank].all()


def test_the_swedish_feed_runs_on_its_dates_only(find: Callable[[str], Path]) -> None:
    path = find("trafiklab_minified_test_feed.zip")
    network = read_network([path])
    stops = _read_rows(path, "stops")
    assert len(stops) == 9_375
    assert network.stops.ids == tuple(sorted(row["stop_id"] for row in stops if row["location_type"] in {"", "0"}))
    added = {row["date"]: 1 for row in _read_rows(path, "calendar_dates")}
    assert int(network.trips_per_day.sum()) == len(_read_rows(path, "calendar_dates"))
    assert network.trips_per_day.astype(bool).sum() == len(added)
    assert (len(network.trips.ids), network.calls.boards.sum() > 0) == (2, True)
    assert (network.calendar.first, network.feeds[0].version) == (date(2019, 5, 17), "2019-05-20")


def test_bus_and_rail_of_one_city_are_joined(find: Callable[[str], Path]) -> None:
    paths = [find("poa_eptc.zip"), find("poa_trensurb.zip")]
    network = read_network(paths)
    assert len(network.trips.ids) == sum(len(_read_rows(path, "trips")) for path in paths)
    assert len(network.stops.ids) == sum(len(_read_rows(path, "stops")) for path in paths)
    assert network.calendar.first == date(2019, 3, 1)


def test_a_feed_without_times_is_refused(find: Callable[[str], Path]) -> None:
    with pytest.raises(BadInputError) as caught:
        read_network([find("xtrafik_2025_without_stop_times.zip")])
    assert (caught.value.code, caught.value.facts["table"]) == ("gtfs_no_stop_times", "stop_times.txt")
