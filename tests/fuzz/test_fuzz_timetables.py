"""Timetables of any content: a network that can be searched, or a sentence that both languages can tell."""

import zipfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reach.timetables import join_links
from samspel.reach.connections import Timeline
from samspel.reach.network import Network
from samspel.reach.sweep import sweep_all
from samspel.reach.walking import Pace, link_stops
from samspel.sources.gtfs.columns import COLUMNS
from samspel.sources.gtfs.dates import check_date, list_validity_notes
from samspel.sources.gtfs.reading import read_network
from samspel.terms.errors import SamspelError
from shipped import load_shipped

CATALOGUE = load_shipped()
PACE = Pace(1.0, 1.3, 600)

FEED = {
    "agency": "agency_id,agency_name,agency_timezone\n1,Bolaget,Europe/Stockholm\n",
    "stops": (
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
        "S,Station,60.60,16.70,1,\nA,Allén,60.60,16.70,0,S\nB,Bruket,60.61,16.70,,\nC,Centrum,60.62,16.70,0,\n"
    ),
    "routes": "route_id,route_short_name,route_type\nR,41,700\nQ,42,1501\n",
    "trips": "route_id,service_id,trip_id,trip_headsign,block_id\nR,V,T,Centrum,K\nR,V,U,Allén,K\nQ,W,X,,\nR,W,F,,\n",
    "stop_times": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
        "T,05:00:00,05:00:00,A,1,0,1\nT,,,B,2,,\nT,05:20:00,05:20:00,C,3,,\n"
        "U,05:20:00,05:20:00,C,1,,\nU,25:10:00,25:10:00,A,2,,\n"
        "X,06:00:00,06:00:00,A,1,2,0\nX,06:10:00,06:10:00,B,2,3,0\nF,07:00:00,07:00:00,A,1,,\nF,07:10:00,07:10:00,B,2,,\n"
    ),
    "calendar": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "V,1,1,1,1,1,0,0,20260105,20260118\n"
    ),
    "calendar_dates": "service_id,date,exception_type\nV,20260107,2\nW,20260110,1\nW,20260105,1\n",
    "frequencies": "trip_id,start_time,end_time,headway_secs,exact_times\nF,06:00:00,07:00:00,600,1\n",
    "transfers": (
        "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id\n"
        "A,A,2,300,,\nS,C,3,,,\nC,C,4,,T,U\nB,C,0,,,\n"
    ),
    "feed_info": "feed_publisher_name,feed_version,feed_start_date,feed_end_date\nX,7,20260101,20261231\n",
}
NUMBERS = ["", " ", "0", "1", "1.0", "-1", "2", "4", "5", "9" * 20, "0.5", "nan", "inf", "-inf", "1e9", "\u0661", "1,2"]
WORDS = [
    "A",
    "S",
    "T",
    "U",
    "F",
    "X",
    "V",
    "R",
    "K",
    '"',
    '""',
    '"a""b"',
    "å\u0301",
    "\u202e",
    "\ufeff",
    "\0",
    "\x1b[31m",
]
TIMES = ["05:00:00", "24:00:00", "48:00:00", "48:00:01", "9999:59:59", "-1:00:00", "5:0:0", "00:00:00"]
DAYS = ["20260105", "2026-01-05", "00010101", "99991231", "20260230", "20260105.0", "2026-01-05 00:00:00"]
REST = ["Europe/Stockholm", "UTC", "../x", "Europe", "60.6", "91", "180", "-90", "60,6", "a\nb", "a\rb", "'", "=1+1"]
CELLS = st.sampled_from([*NUMBERS, *WORDS, *TIMES, *DAYS, *REST])
CHANGES = st.sampled_from(["cell", "cell", "cell", "text", "name", "column", "row", "double", "ragged", "blank"])
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", ",\n", "\n ,,\n", " \n"])


def _join(rows: Sequence[Sequence[str]], end: str) -> str:
    return "".join(",".join(row) + end for row in rows)


@st.composite
def tables(draw: st.DrawFn, table: str) -> bytes | None:
    """A table with some cells, columns, rows, line ends or bytes changed; None where it is taken away."""
    rows = [line.split(",") for line in FEED[table].splitlines()]
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.integers(0, max(len(rows) - 1, 0)))
        column = draw(st.integers(0, max(len(rows[row]) - 1, 0)))
        match draw(CHANGES):
            case "cell" if rows[row]:
                rows[row][column] = draw(CELLS)
            case "text" if rows[row]:
                rows[row][column] = draw(st.text(max_size=6))
            case "name" if column < len(rows[0]):
                known = COLUMNS[table]
                rows[0][column] = draw(st.sampled_from([*known.required, *known.optional, *known.passed_over, "", "x"]))
            case "column":
                rows = [[cell for number, cell in enumerate(one) if number != column] for one in rows]
            case "row" if len(rows) > 1:
                del rows[row]
            case "double":
                rows.append(list(rows[row]))
            case "ragged":
                rows[row] = rows[row][: draw(st.integers(0, 4))] + [draw(CELLS)] * draw(st.integers(0, 3))
            case "blank":
                rows.insert(row, [""] * draw(st.integers(0, 3)))
            case _:
                pass
    data = _join(rows, draw(ENDS)).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at + draw(st.integers(0, 3)) :]
    gone = draw(st.integers(0, 30)) == 0
    return None if gone else draw(st.sampled_from([data] * 9 + [b"", data[: len(data) // 2], b"\xef\xbb\xbf" + data]))


@st.composite
def feeds(draw: st.DrawFn) -> dict[str, bytes]:
    """The feed with one to three of its tables changed, and some of the optional ones."""
    changed = draw(st.sets(st.sampled_from(sorted(FEED)), max_size=3))
    left = draw(st.sets(st.sampled_from(["calendar_dates", "frequencies", "transfers", "feed_info"])))
    found = {table: text.encode() for table, text in FEED.items() if table not in left}
    for table in sorted(changed):
        text = draw(tables(table))
        found.pop(table, None)
        if text is not None:
            found[table] = text
    return found


def _write(path: Path, feed: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for table, data in feed.items():
            opened.writestr(f"{table}.txt", data)
    return path


def _judge(paths: Sequence[Path]) -> None:
    """A network whose days can all be searched, or an error that has its words."""
    try:
        network = read_network(paths)
        check_date(network, network.calendar.first)
    except SamspelError as problem:
        told = [texts.explain(problem).what for texts in CATALOGUE.texts.values()]
    else:
        told = []
        _tell(network)
        _search(network)
    assert [what for what in told if "{" in what] == []


def _tell(network: Network) -> None:
    for feed in network.feeds:
        for key, told in (*feed.notes, *list_validity_notes(feed, [network.calendar.first])):
            assert all(texts(key, count=str(told)) for texts in CATALOGUE.texts.values())


def _search(network: Network) -> None:
    stops = len(network.stops.ids)
    assert (np.diff(network.calls.offsets) >= 2).all()
    assert (network.calls.stop < stops).all()
    paths = link_stops(network.stops, network.transfers, PACE, 120)
    timeline = Timeline(network, paths)
    doors = join_links([(np.array([stop], dtype=np.int32), np.zeros(1, dtype=np.int32)) for stop in range(stops)])
    for day in (network.calendar.first, network.calendar.first + timedelta(days=network.calendar.days - 1)):
        connections = timeline.around(day)
        assert (connections.ends >= connections.begins).all()
        times = np.zeros(stops, dtype=np.int32)
        found = sweep_all(connections, paths, doors, times, doors, 12 * 3600)
        assert found.shape == (stops, stops)


@given(feed=feeds())
def test_any_feed_is_read_or_told(tmp_path: Path, feed: dict[str, bytes]) -> None:
    _judge([_write(tmp_path / "feed.zip", feed)])


@given(one=feeds(), other=feeds())
def test_any_two_feeds_are_joined_or_told(tmp_path: Path, one: dict[str, bytes], other: dict[str, bytes]) -> None:
    _judge([_write(tmp_path / "one.zip", one), _write(tmp_path / "two.zip", other)])


@given(at=st.integers(0, 3000), data=st.binary(max_size=6), lost=st.integers(0, 6), cut=st.integers(0, 3000))
def test_any_bytes_of_a_zip_are_read_or_told(tmp_path: Path, at: int, data: bytes, lost: int, cut: int) -> None:
    path = _write(tmp_path / "feed.zip", {table: text.encode() for table, text in FEED.items()})
    whole = path.read_bytes()
    path.write_bytes((whole[:at] + data + whole[at + lost :])[: len(whole) - (cut if cut < 100 else 0)])
    _judge([path])


NAMES = st.text(min_size=1, max_size=12).filter(lambda name: "\0" not in name and name.isprintable())


@given(folder=NAMES, name=NAMES, data=st.binary(max_size=40))
def test_any_name_in_a_zip_is_read_or_told(tmp_path: Path, folder: str, name: str, data: bytes) -> None:
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for table, text in FEED.items():
            opened.writestr(f"{folder}{table}.txt", text)
        opened.writestr(f"{name}.md", data)
    _judge([path])
