"""Tiny timetables written to a folder: a line of five stops, which each test changes in one thing."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from samspel.reach.network import Network
from samspel.sources.gtfs.reading import read_network

BASE: Mapping[str, str] = {
    "agency": "agency_id,agency_name,agency_url,agency_timezone\n1,Länstrafiken,https://example.se,Europe/Stockholm\n",
    "stops": (
        "stop_id,stop_name,stop_lat,stop_lon\n"
        "A,Allén,60.60,16.70\nB,Bruket,60.61,16.70\nC,Centrum,60.62,16.70\nD,Dammen,60.63,16.70\nE,Enheten,60.66,16.70\n"
    ),
    "routes": "route_id,route_short_name,route_long_name,route_type\nR,41,Allén–Enheten,700\n",
    "trips": "route_id,service_id,trip_id,trip_headsign\nR,V,T,Enheten\n",
    "stop_times": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "T,05:00:00,05:00:00,A,1\nT,05:10:00,05:11:00,B,2\nT,05:20:00,05:20:00,C,3\n"
    ),
    "calendar": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "V,1,1,1,1,1,0,0,20260105,20260118\n"
    ),
}
"""Monday 5 January to Sunday 18 January 2026, weekdays only; 0.01 degrees of latitude between A, B, C, D, 0.03 to E."""

TIMES = "trip_id,arrival_time,departure_time,stop_id,stop_sequence"
DATES = "service_id,date,exception_type"
NEVER = "V,0,0,0,0,0,0,0,20260105,20260118"
WEEK = BASE["calendar"].splitlines()[0]

Tables = Mapping[str, str | bytes | None]


def change(**tables: str | bytes | None) -> dict[str, str | bytes]:
    """The base feed with some tables changed, added, or (None) taken away."""
    return {table: text for table, text in {**BASE, **tables}.items() if text is not None}


def pack_feed(**tables: str | bytes | None) -> bytes:
    """A zip of the base feed with some tables changed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in change(**tables).items():
            archive.writestr(f"{name}.txt", text)
    return data.getvalue()


def write_zip(path: Path, tables: Tables, folder: str = "") -> Path:
    """Write tables as a zip, inside a folder of the zip if named."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for table, text in tables.items():
            if text is not None:
                opened.writestr(f"{folder}{table}.txt", text)
    return path


def write_folder(path: Path, tables: Tables) -> Path:
    """Write tables as a folder."""
    path.mkdir()
    for table, text in tables.items():
        if text is not None:
            (path / f"{table}.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read_tables(folder: Path, **tables: str | bytes | None) -> Network:
    """Read the base feed with some tables changed."""
    return read_network([write_zip(folder / "feed.zip", change(**tables))])


def list_calls(network: Network, trip: str) -> list[tuple[str, int, int]]:
    """A trip's calls: stop, arrival and departure in minutes."""
    row = network.trips.ids.index(trip)
    start, end = network.calls.offsets[row : row + 2]
    return [
        (network.stops.ids[stop], arrival // 60, departure // 60)
        for stop, arrival, departure in zip(
            network.calls.stop[start:end].tolist(),
            network.calls.arrival[start:end].tolist(),
            network.calls.departure[start:end].tolist(),
            strict=True,
        )
    ]


def list_notes(network: Network) -> dict[str, int | str]:
    """The notes of all feeds, without the beginning of their keys."""
    return {key.removeprefix("timetable.note."): count for feed in network.feeds for key, count in feed.notes}
