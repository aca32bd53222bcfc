"""Reads timetable files in GTFS into one network."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl

from samspel.reach.network import Calls, Feed, Network, Trips
from samspel.sources.gtfs.archive import LIMITS, Archive, Limits, open_archive
from samspel.sources.gtfs.calls import no_trips_error, read_calls
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.frequencies import AS_GIVEN, Written, write_out
from samspel.sources.gtfs.joining import join_networks
from samspel.sources.gtfs.runs import read_routes, read_trips
from samspel.sources.gtfs.service_days import read_calendar, trim_calendar
from samspel.sources.gtfs.stops import read_stops
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.transfers import read_transfers
from samspel.terms.errors import BadInputError

REQUIRED = ("stop_times", "agency", "stops", "routes", "trips")
Watch = Callable[[Iterable[Path]], Iterable[Path]]


def read_network(paths: Sequence[Path], watch: Watch | None = None) -> Network:
    """Read zips (or folders of .txt files) and join them; `watch` wraps the paths to show progress.

    Raises BadInputError (codes gtfs_...) for a file that cannot be used, saying what, where, why and what to do.
    """
    if not paths:
        raise BadInputError("gtfs_none_given")
    return join_networks([read_feed(path) for path in (watch or iter)(paths)])


def read_feed(path: Path, limits: Limits = LIMITS) -> Network:
    """Read one zip or folder. Errors as read_network."""
    with open_archive(path, limits) as archive:
        return _read_tables(archive)


def _read_tables(archive: Archive) -> Network:
    tables, notes = Tables(archive), Notes(archive.file)
    for table in REQUIRED:
        tables.require(table)
    timezone, publisher, version = _read_feed_facts(tables)
    stops = read_stops(tables, notes)
    routes, route_rows = read_routes(tables, notes)
    calendar, services = read_calendar(tables, notes)
    trips = read_trips(tables, route_rows, services, notes)
    calls = read_calls(tables, trips, stops.rows, stops.stops.points, notes)
    written = write_out(tables, trips, calls, notes)
    if not written.trip.size:
        raise no_trips_error(notes)
    notes.add("written_out_trips", int((written.start != AS_GIVEN).sum()))
    transfers = read_transfers(tables, stops.meant, notes)
    taken = trips[written.trip]
    calendar, service = trim_calendar(calendar, taken["service"].to_numpy(), archive.file)
    return Network(
        stops.stops,
        routes,
        Trips(_name_trips(taken, written), tuple(taken["headsign"]), taken["route"].to_numpy(), service),
        _list_calls(written),
        calendar,
        transfers,
        timezone,
        (Feed(archive.file, publisher, version, archive.digest, notes.tell()),),
    )


def _read_feed_facts(tables: Tables) -> tuple[str, str, str]:
    """Time zone, publisher (else the agencies) and version. Raises BadInputError for several time zones or none."""
    agencies = tables.read_required("agency")
    zones = sorted(set(agencies["agency_timezone"].drop_nulls()))
    if not zones:
        raise BadInputError("gtfs_no_timezone", file=tables.file)
    if len(zones) > 1:
        raise BadInputError("gtfs_timezones", file=tables.file, zone=zones[0], other=tables.file, other_zone=zones[1])
    info = tables.read("feed_info").fill_null("")
    publisher, version = info.row(0) if info.height else ("", "")
    return zones[0], publisher or ", ".join(sorted(set(agencies["agency_name"].drop_nulls()))), version


def _name_trips(taken: pl.DataFrame, written: Written) -> tuple[str, ...]:
    """Trips by frequency have their departure after the id, as in X@06:10:00."""
    return tuple(
        identity if start == AS_GIVEN else f"{identity}@{_tell_time(start)}"
        for identity, start in zip(taken["trip_id"], written.start.tolist(), strict=True)
    )


def _tell_time(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def _list_calls(written: Written) -> Calls:
    calls = written.calls
    return Calls(
        written.offsets,
        calls.stop,
        calls.arrival,
        calls.departure,
        calls.interpolated,
        calls.boards,
        calls.alights,
    )
