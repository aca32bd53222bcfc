"""Timetables that are small to send and would be large to work with."""

import io
import zipfile

STOPS = "stop_id,stop_name,stop_lat,stop_lon\nA,A,60.67,17.15\nB,B,60.68,17.16\n"
BASE = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n1,X,http://x.example,Europe/Stockholm\n",
    "stops.txt": STOPS,
    "routes.txt": "route_id,agency_id,route_short_name,route_type\nR,1,1,700\n",
    "trips.txt": "route_id,service_id,trip_id\nR,V,T\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "V,1,1,1,1,1,1,1,20260101,20261231\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "T,06:00:00,06:00:00,A,1\nT,06:10:00,06:10:00,B,2\n",
}


def make_frequencies() -> bytes:
    """One trip that goes every second for 6,900 hours."""
    return _pack(frequencies="trip_id,start_time,end_time,headway_secs\nT,00:00:00,6900:00:00,1\n")


def make_repetition(megabytes: int = 200) -> bytes:
    """The same row over and over: a thousand times smaller when packed."""
    row = "T,06:00:00,06:00:00,A,1\n"
    return _pack(stop_times=BASE["stop_times.txt"] + row * (megabytes * 1_000_000 // len(row)))


def make_long_days() -> bytes:
    """Trips that arrive ten thousand hours after they left."""
    trips = "".join(f"R,V,T{number}\n" for number in range(5_000))
    times = "".join(
        f"T{number},06:00:00,06:00:00,A,1\nT{number},10000:00:00,10000:00:00,B,2\n" for number in range(5_000)
    )
    return _pack(
        trips="route_id,service_id,trip_id\n" + trips,
        stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + times,
    )


def make_workbook(megabytes: int = 200) -> bytes:
    """A workbook in the place of a timetable, with a sheet a thousand times smaller when packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (megabytes * 1_000_000))
    return out.getvalue()


def make_headings(count: int = 400_000) -> bytes:
    """A list with a great many headings that mean nothing."""
    return b";".join(b"c%d" % number for number in range(count)) + b"\n"


def _pack(**changed: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in (BASE | {f"{name}.txt": text for name, text in changed.items()}).items():
            packed.writestr(name, text)
    return out.getvalue()
