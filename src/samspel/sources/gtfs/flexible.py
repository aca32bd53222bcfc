"""Trips without a timetable (GTFS-Flex): areas with windows in stop_times.txt, at stops, groups of stops
(location_group_stops.txt) or drawn in locations.geojson.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from samspel.reach.flex import Area, FlexCall, FlexTrip
from samspel.sources.gtfs.archive import open_archive
from samspel.sources.gtfs.calls import NOT_AVAILABLE
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.runs import read_routes, read_trips
from samspel.sources.gtfs.service_days import read_calendar
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import parse_degrees, parse_kind, parse_seconds, parse_whole
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError

PLACES = ("location_group_id", "location_id", "stop_id")
FEWEST_CORNERS, FEWEST_CALLS = 4, 2
POLYGONS = {"Polygon": 1, "MultiPolygon": 2}
"""The shapes that an area may have, with how deep their rings lie."""


def read_flexible(paths: Sequence[Path]) -> tuple[FlexTrip, ...]:
    """The trips of the files in order, those with at least two areas that can be used. Errors as
    `reading.read_network`, and for areas that cannot be read.
    """
    found: list[FlexTrip] = []
    for path in paths:
        with open_archive(path) as archive:
            found += _read_tables(Tables(archive))
    return tuple(found)


def _read_tables(tables: Tables) -> Iterator[FlexTrip]:
    rows = tables.collect("stop_times", _select(tables))
    if rows.is_empty():
        return
    notes = Notes(tables.file)
    routes, route_rows = read_routes(tables, notes)
    calendar, services = read_calendar(tables, notes)
    trips = read_trips(tables, route_rows, services, notes).filter("kept")
    areas = _read_areas(tables)
    known = rows.join(trips.select("trip_id", "route", "service"), on="trip_id").sort("trip_id", "sequence")
    for _, calls in known.group_by("trip_id", maintain_order=True):
        made = tuple(_list_calls(calls, areas))
        if len(made) >= FEWEST_CALLS:
            route, service = calls.select("route", "service").row(0)
            yield FlexTrip(routes.names[route], calendar, service, made)


def _select(tables: Tables) -> pl.LazyFrame:
    """The calls with a window, in the order of their numbers."""
    ends = ("start_pickup_drop_off_window", "end_pickup_drop_off_window")
    return (
        tables.scan("stop_times")
        .select(
            "trip_id",
            *PLACES,
            parse_whole("stop_sequence").alias("sequence"),
            parse_seconds(ends[0]).alias("opens"),
            parse_seconds(ends[1]).alias("closes"),
            (parse_kind("pickup_type", range(4), blank=0) != NOT_AVAILABLE).alias("boards"),
            (parse_kind("drop_off_type", range(4), blank=0) != NOT_AVAILABLE).alias("alights"),
        )
        .filter((pl.col("opens") <= pl.col("closes")) & pl.col("sequence").is_not_null())
    )


def _list_calls(calls: pl.DataFrame, areas: Mapping[tuple[str, str], Area]) -> Iterator[FlexCall]:
    """Those at an area that is known."""
    for row in calls.iter_rows(named=True):
        kind = next((kind for kind in PLACES if row[kind] is not None), "")
        area = areas.get((kind, row[kind])) if kind else None
        if area is not None:
            yield FlexCall(area, row["opens"], row["closes"], bool(row["boards"]), bool(row["alights"]))


def _read_areas(tables: Tables) -> dict[tuple[str, str], Area]:
    """By what names them and their id: single stops, groups of stops, and what is drawn."""
    stops = tables.read("stops").select("stop_id", parse_degrees("stop_lat"), parse_degrees("stop_lon")).drop_nulls()
    areas = {("stop_id", stop): Area(np.array([[south, east]])) for stop, south, east in stops.iter_rows()}
    members = tables.read("location_group_stops").join(stops, on="stop_id")
    for (group,), rows in members.group_by("location_group_id", maintain_order=True):
        areas["location_group_id", str(group)] = Area(rows.select("stop_lat", "stop_lon").to_numpy())
    drawn = tables.locations
    if drawn is not None:
        areas |= {("location_id", name): area for name, area in _read_drawn(drawn, tables.file)}
    return areas


def _read_drawn(path: Path, file: str) -> Iterator[tuple[str, Area]]:
    """The polygons of a GeoJSON file by their id. Raises BadInputError for a file that is none."""
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        for feature in features:
            shape = feature["geometry"]
            depth = POLYGONS.get(shape["type"])
            if depth is not None:
                rings = tuple(_list_rings(shape["coordinates"], depth))
                yield str(feature["id"]), Area(np.empty((0, 2)), rings)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadInputError("gtfs_locations", file=file) from None


def _list_rings(coordinates: Any, depth: int) -> Iterator[Floats]:
    """Rings as latitude and longitude; what GeoJSON writes is longitude first. Raises ValueError."""
    if depth > 1:
        for part in coordinates:
            yield from _list_rings(part, depth - 1)
        return
    for ring in coordinates:
        corners = np.array([corner[:2] for corner in ring], dtype=np.float64)
        if len(corners) < FEWEST_CORNERS or not np.isfinite(corners).all():
            raise ValueError("ring")
        yield corners[:, ::-1]
