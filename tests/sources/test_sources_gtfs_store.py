"""Built networks kept on this machine, and what holds for any feed: joined, shuffled, saved."""

import os
import random
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.reach.network import Network
from samspel.sources.gtfs.reading import read_network
from samspel.store import networks as network_store
from samspel.store.networks import FOLDER, load_network, open_network, save_network
from samspel.terms.errors import BadInputError
from sources.gtfs_feeds import BASE, TIMES, WEEK, change, list_calls, write_zip

FEW = settings(max_examples=8)


def open_kept(paths: list[Path], home: Path) -> Network:
    """Open a network and keep it, as a reckoning that succeeds does."""
    opened = open_network(paths, home)
    opened.keep()
    return opened.network


def same(one: object, other: object) -> bool:
    """Whether two records hold the same, arrays compared with their types."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return one == other


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}:00"


Feed = dict[str, str | bytes]
NAMES = st.text("ABC:é å,", min_size=1, max_size=3).map(str.strip).filter(bool)


@st.composite
def feeds(draw: st.DrawFn) -> Feed:
    """Feeds of a few trips along random stops, some times blank, on random days."""
    names = draw(st.lists(NAMES, unique=True, min_size=3, max_size=6))
    rows = {name: f'"{name}"' for name in names}
    east = draw(st.lists(st.integers(0, 9), min_size=len(names), max_size=len(names)))
    stops = [f"{rows[name]},{60 + 0.01 * north},{16 + 0.01 * east[north]}" for north, name in enumerate(names)]
    times, trips = [], []
    for number in range(draw(st.integers(1, 4))):
        trips.append(f"R,V{draw(st.integers(0, 1))},T{number}")
        path = draw(st.lists(st.sampled_from(names), min_size=2, max_size=6))
        clock = np.cumsum(draw(st.lists(st.integers(0, 200), min_size=len(path), max_size=len(path)))).tolist()
        for at, (stop, minutes) in enumerate(zip(path, clock, strict=True)):
            blank = 0 < at < len(path) - 1 and draw(st.booleans())
            told = _clock(None if blank else minutes)
            times.append(f"T{number},{told},{told},{rows[stop]},{at * 5}")
    days = ",".join(draw(st.lists(st.sampled_from("01"), min_size=6, max_size=6)))
    calendar = [f"V0,1,{days},20260105,20260118", f"V1,{days},1,20260101,20260131"]
    return change(
        stops="\n".join(["stop_id,stop_lat,stop_lon", *stops]) + "\n",
        trips="\n".join(["route_id,service_id,trip_id", *trips]) + "\n",
        stop_times="\n".join([TIMES, *times]) + "\n",
        calendar="\n".join([WEEK, *calendar]) + "\n",
    )


@FEW
@given(feed=feeds())
def test_a_network_comes_back_from_its_file_as_it_was(tmp_path: Path, feed: Feed) -> None:
    network = read_network([write_zip(tmp_path / "feed.zip", feed)])
    kept = load_network(save_network(network, tmp_path / "kept.npz"))
    assert same(network, kept)


@FEW
@given(feed=feeds(), seed=st.integers(0, 1000))
def test_the_order_of_rows_and_columns_does_not_matter(tmp_path: Path, feed: Feed, seed: int) -> None:
    shuffled: Feed = {}
    for table, text in feed.items():
        header, *rows = str(text).splitlines()
        random.Random(seed).shuffle(rows)
        shuffled[table] = "\n".join([header, *rows]) + "\n"
    network = read_network([write_zip(tmp_path / "feed.zip", feed)])
    other = read_network([write_zip(tmp_path / "other.zip", shuffled)])
    for part in ("stops", "routes", "trips", "calls", "calendar", "transfers"):
        assert same(getattr(network, part), getattr(other, part)), part


@FEW
@given(first=feeds(), second=feeds())
def test_joined_feeds_keep_each_ones_trips_times_and_days(tmp_path: Path, first: Feed, second: Feed) -> None:
    # Elsewhere, so that no stop or trip of the one is in the other too.
    second = {**second, "stops": str(second["stops"]).replace(",16", ",19")}
    paths = [write_zip(tmp_path / "one.zip", first), write_zip(tmp_path / "two.zip", second)]
    parts = [read_network([path]) for path in paths]
    joined = read_network(paths)
    ends = np.cumsum([0, *(len(part.trips.ids) for part in parts)]).tolist()
    stops = np.cumsum([0, *(len(part.stops.ids) for part in parts)]).tolist()
    for part, (start, end), before in zip(parts, pairwise(ends), stops[:-1], strict=True):
        rows = slice(int(joined.calls.offsets[start]), int(joined.calls.offsets[end]))
        assert (joined.calls.offsets[start : end + 1] - joined.calls.offsets[start] == part.calls.offsets).all()
        assert (joined.calls.stop[rows] - before == part.calls.stop).all()
        for name in ("arrival", "departure", "interpolated", "boards", "alights"):
            assert same(getattr(joined.calls, name)[rows], getattr(part.calls, name))
        services = joined.calendar.active[joined.trips.service[start:end]]
        first_day = (part.calendar.first - joined.calendar.first).days
        own = services[:, first_day : first_day + part.calendar.days]
        assert (own == part.calendar.active[part.trips.service]).all()
        assert services.sum() == own.sum()
    assert len(set(joined.trips.ids)) == ends[-1]
    assert len(set(joined.stops.ids)) == stops[-1]


@FEW
@given(feed=feeds())
def test_in_every_network_time_never_runs_backwards_and_every_trip_runs_between_stops(
    tmp_path: Path, feed: Feed
) -> None:
    network = read_network([write_zip(tmp_path / "feed.zip", feed)])
    assert (np.diff(network.calls.offsets) >= 2).all()
    assert (network.calls.departure >= network.calls.arrival).all()
    later = network.calls.arrival[1:] >= network.calls.departure[:-1]
    assert later[np.diff(network.trip_of_call) == 0].all()
    assert network.calendar.active[:, [0, -1]].any(axis=0).all()


# The store


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each building read."""
    counts: list[int] = []

    def count(paths: list[Path], watch: object = None) -> Network:
        counts.append(len(paths))
        return read_network(paths)

    monkeypatch.setattr(network_store, "read_network", count)
    return counts


def _list_kept(home: Path) -> list[Path]:
    return sorted((home / FOLDER).iterdir())


def test_a_network_is_built_once_and_loaded_the_next_time(tmp_path: Path, home: Path, built: list[int]) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    first, second = open_kept([path], home), open_kept([path], home)
    assert built == [1]
    assert same(first, second)
    (kept,) = _list_kept(home)
    assert kept.suffix == ".npz"


def test_a_file_under_another_name_is_known_again_and_called_by_its_new_name(
    tmp_path: Path, home: Path, built: list[int]
) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    open_kept([path], home)
    network = open_kept([path.rename(tmp_path / "xt.zip")], home)
    assert built == [1]
    assert network.feeds[0].file == "xt.zip"


def test_a_changed_file_and_another_order_are_built_anew(tmp_path: Path, home: Path, built: list[int]) -> None:
    one = write_zip(tmp_path / "one.zip", BASE)
    open_kept([one], home)
    later = change(stop_times=BASE["stop_times"].replace("05:20", "05:25"))
    network = open_kept([write_zip(one, later)], home)
    assert list_calls(network, "T")[2] == ("C", 325, 325)
    two = write_zip(tmp_path / "two.zip", BASE)
    open_kept([one, two], home)
    open_kept([two, one], home)
    assert built == [1, 1, 2, 2]


def test_another_version_of_the_format_is_built_anew(
    tmp_path: Path, home: Path, built: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    open_kept([path], home)
    monkeypatch.setattr(network_store, "VERSION", network_store.VERSION + 1)
    open_kept([path], home)
    assert built == [1, 1]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(data: bytes) -> bytes:
    """Change one byte in the array of arrivals."""
    at = data.index(b"NUMPY", data.index(b"calls_arrival.npy")) + 130
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _lose(data: bytes) -> bytes:
    return data.replace(b"calls_arrival.npy", b"calls_another.npy")


@pytest.mark.parametrize("spoil", [_cut, _flip, _lose, lambda data: b"", lambda data: b"\x93NUMPY"])
def test_a_damaged_saved_file_is_built_anew_and_mended(
    tmp_path: Path, home: Path, built: list[int], spoil: object
) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    whole = open_kept([path], home)
    (kept,) = _list_kept(home)
    kept.write_bytes(spoil(kept.read_bytes()))  # type: ignore[operator]
    assert same(open_kept([path], home), whole)
    assert same(open_kept([path], home), whole)
    assert built == [1, 1]


def test_a_network_is_kept_only_when_somebody_says_so(tmp_path: Path, home: Path, built: list[int]) -> None:
    path = write_zip(tmp_path / "feed.zip", BASE)
    open_network([path], home)
    assert not (home / FOLDER).exists()
    open_network([path], home)
    assert built == [1, 1]


def test_the_networks_used_longest_ago_go_when_all_take_too_much(tmp_path: Path, home: Path) -> None:
    paths = [
        write_zip(tmp_path / f"{number}.zip", change(agency=BASE["agency"].replace("Läns", f"{number}")))
        for number in range(4)
    ]
    for number, path in enumerate(paths[:3]):
        open_kept([path], home)
        for kept in _list_kept(home):
            os.utime(kept, (kept.stat().st_atime, kept.stat().st_mtime - 10 - number))
    first = min(_list_kept(home), key=lambda kept: kept.stat().st_mtime)
    open_kept([paths[0]], home)
    size = max(kept.stat().st_size for kept in _list_kept(home))
    open_network([paths[3]], home).keep(2 * size)
    assert len(_list_kept(home)) == 2
    assert first in _list_kept(home), "used again just now"


def test_a_network_larger_than_all_that_may_be_kept_is_not_kept(tmp_path: Path, home: Path) -> None:
    open_network([write_zip(tmp_path / "feed.zip", BASE)], home).keep(100)
    assert not (home / FOLDER).exists()


def test_an_error_leaves_nothing_behind(tmp_path: Path, home: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        open_kept([write_zip(tmp_path / "feed.zip", change(stop_times=None))], home)
    assert caught.value.code == "gtfs_no_stop_times"
    assert not (home / FOLDER).exists()


def test_a_home_that_cannot_be_written_hinders_nothing(tmp_path: Path, home: Path) -> None:
    """A kept network only saves time; that a report cannot be kept is told where that is tried."""
    home.write_text("a file where the folder should be")
    network = open_kept([write_zip(tmp_path / "feed.zip", BASE)], home)
    assert network.trips.ids == ("T",)
    assert home.read_text() == "a file where the folder should be"


def test_no_path_is_an_error_also_here(home: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        open_kept([], home)
    assert caught.value.code == "gtfs_none_given"
