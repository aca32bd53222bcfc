"""Reads timetable files in GTFS into one network."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from samspel.reach.network import Calendar, Calls, Feed, Network, Trips
from samspel.sources.gtfs.archive import Archive, Limits, open_archive
from samspel.sources.gtfs.calls import no_trips_error, read_calls
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.frequencies import AS_GIVEN, Written, write_out
from samspel.sources.gtfs.joining import join_networks
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.runs import read_routes, read_trips
from samspel.sources.gtfs.service_days import read_calendar, trim_calendar
from samspel.sources.gtfs.stops import read_stops
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.transfers import read_kinds, read_transfers
from samspel.sources.gtfs.values import parse_day
from samspel.sources.gtfs.vehicles import read_vehicles
from samspel.sources.gtfs.zones import check_zones, have_same_clock
from samspel.terms.errors import BadInputError
from samspel.terms.harmless import neutralise

REQUIRED = ("stop_times", "agency", "stops", "routes", "trips")
Watch = Callable[[Iterable[Path]], Iterable[Path]]


def read_network(paths: Sequence[Path], watch: Watch | None = None) -> Network:
    """Read zips (or folders of .txt files) and join them; `watch` wraps the paths to show progress.

    Raises BadInputError (codes gtfs_...) for a file that cannot be used, saying what, where, why and what to do.
    """
    if not paths:
        raise BadInputError("gtfs_none_given")
    return join_networks([read_feed(path) for path in (watch or iter)(paths)])


def read_feed(path: Path, limits: Limits | None = None) -> Network:
    """Read one zip or folder. Errors as read_network."""
    with open_archive(path, limits) as archive:
        return _read_tables(archive)


def _read_tables(archive: Archive) -> Network:
    tables, notes = Tables(archive), Notes(archive.file)
    for table in REQUIRED:
        tables.require(table)
    agencies = tables.read_required("agency")
    zones = check_zones(tables.file, agencies["agency_timezone"].drop_nulls())
    places, stations = read_stops(tables, notes)
    routes, route_rows = read_routes(tables, notes)
    calendar, services = read_calendar(tables, notes)
    trips = read_trips(tables, route_rows, services, notes)
    calls = read_calls(tables, trips, places, notes)
    places, stop = places.keep_called(calls.stop, notes)
    written = write_out(tables, trips, replace(calls, stop=stop), notes)
    if not written.trip.size:
        raise no_trips_error(notes)
    notes.add("written_out_trips", int((written.start != AS_GIVEN).sum()))
    changes = read_kinds(tables)
    transfers = read_transfers(changes, places.meant(stations), notes)
    taken, listed = trips[written.trip], _list_calls(written)
    vehicles = read_vehicles(taken, changes, written, listed, places, notes)
    calendar, service = trim_calendar(calendar, taken["service"].to_numpy(), archive.file)
    _check_clocks(archive.file, zones, calendar)
    notes.name("misspelt", "; ".join(f"{table}: {name} ({likely}?)" for table, name, likely in tables.list_misspelt()))
    return Network(
        stops=places.stops(),
        routes=routes,
        trips=Trips(_name_trips(taken, written), tuple(taken["headsign"]), taken["route"].to_numpy(), service),
        calls=listed,
        calendar=calendar,
        transfers=transfers,
        vehicles=vehicles,
        timezone=zones[0],
        feeds=(_read_feed_facts(tables, agencies, archive.digest, notes),),
    )


def _check_clocks(file: str, zones: Sequence[str], calendar: Calendar) -> None:
    """Raises BadInputError where the agencies' zones show different times on some day of traffic."""
    for other in zones[1:]:
        if not have_same_clock(zones[0], other, [calendar]):
            raise BadInputError("gtfs_timezones", file=file, zone=zones[0], other=file, other_zone=other)


def _read_feed_facts(tables: Tables, agencies: pl.DataFrame, digest: str, notes: Notes) -> Feed:
    """Publisher (else the agencies), version and days that the publisher states."""
    info = tables.read("feed_info").with_columns(
        pl.from_epoch(parse_day(f"feed_{end}_date"), "d").cast(pl.String).alias(end) for end in ("start", "end")
    )
    first = info.fill_null("").row(0, named=True) if info.height else {}
    publisher = first.get("feed_publisher_name") or ", ".join(sorted(set(agencies["agency_name"].drop_nulls())))
    return Feed(
        file=neutralise(tables.file),
        publisher=_clean(publisher),
        version=_clean(first.get("feed_version", "")),
        digest=digest,
        notes=notes.tell(),
        valid=(first.get("start", ""), first.get("end", "")),
    )


def _clean(words: str) -> str:
    """What people read of the publisher's own words."""
    return neutralise(words)[: load_rules().names.longest]


def _name_trips(taken: pl.DataFrame, written: Written) -> tuple[str, ...]:
    """Trips by frequency have their departure after the id, as in X@06:10:00."""
    return tuple(
        identity if start == AS_GIVEN else f"{identity}@{_format_time(start)}"
        for identity, start in zip(taken["trip_id"], written.start.tolist(), strict=True)
    )


def _format_time(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def _list_calls(written: Written) -> Calls:
    calls = written.calls
    return Calls(
        offsets=written.offsets,
        stop=calls.stop,
        arrival=calls.arrival,
        departure=calls.departure,
        interpolated=calls.interpolated,
        boards=calls.boards,
        alights=calls.alights,
        orders_on=calls.orders_on,
        orders_off=calls.orders_off,
    )
