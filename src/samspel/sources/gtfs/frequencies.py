"""Trips given by frequency (frequencies.txt), written out one by one."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from samspel.sources.gtfs.calls import CallRows
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import parse_kind, parse_seconds, parse_whole
from samspel.terms.arrays import Ints, Longs
from samspel.terms.errors import BadInputError

EXACT = 1
AS_GIVEN = -1
HALF = 32


@dataclass(frozen=True)
class Written:
    """Trips written out, shape (trips,): `trip` is the row in trips.txt, `start` the time of departure from the first
    stop or AS_GIVEN. `calls` follow them with `trip` renumbered, `offsets` is shape (trips + 1,).
    """

    trip: Ints
    start: Ints
    calls: CallRows
    offsets: Longs


def write_out(tables: Tables, trips: pl.DataFrame, calls: CallRows, notes: Notes) -> Written:
    """Put departures from start to end, the end not included, in place of each trip that frequencies.txt names.

    Raises BadInputError when they are absurdly many, or when more than a tenth of the rows name an unknown trip.
    """
    present, first, counts = np.unique(calls.trip, return_index=True, return_counts=True)
    windows, named = _read_windows(tables, trips, notes)
    as_given = np.setdiff1d(present, named)
    windows = windows.filter(pl.col("trip").is_in(present.tolist()))
    sizes = counts[np.searchsorted(present, windows["trip"].to_numpy())]
    trip, start = _list_departures(windows, sizes, tables.file)
    trip = np.concatenate([as_given, trip]).astype(np.int32)
    start = np.concatenate([np.full(as_given.size, AS_GIVEN), start]).astype(np.int32)
    template = np.searchsorted(present, trip)
    offsets = np.concatenate([[0], np.cumsum(counts[template])]).astype(np.int64)
    if not named.size:
        return Written(trip, start, calls, offsets)
    return Written(trip, start, _shift(calls, first[template], counts[template], start, offsets), offsets)


def _read_windows(tables: Tables, trips: pl.DataFrame, notes: Notes) -> tuple[pl.DataFrame, Ints]:
    """Usable rows (`trip`, `start`, `end`, `headway`, `exact`), and every trip that any row names."""
    given = tables.read("frequencies").join(trips.select("trip_id", "trip"), on="trip_id", how="left")
    unknown = given.filter(pl.col("trip").is_null())
    example = unknown["trip_id"].drop_nulls().min() if unknown.height else None
    notes.add_unknown("unknown_frequency_trip", unknown.height, given.height, example or "")
    known = given.filter(pl.col("trip").is_not_null()).select(
        "trip",
        start=parse_seconds("start_time"),
        end=parse_seconds("end_time"),
        headway=parse_whole("headway_secs"),
        exact=parse_kind("exact_times", range(2), blank=0) == EXACT,
    )
    readable = (pl.col("headway") > 0) & (pl.col("start") < pl.col("end")) & pl.col("exact").is_not_null()
    usable = known.filter(readable)
    notes.add("unusable_frequencies", known.height - usable.height)
    notes.add("inexact_frequencies", usable.filter(~pl.col("exact")).height)
    return usable, np.asarray(known["trip"].unique().to_numpy(), dtype=np.int32)


def _list_departures(windows: pl.DataFrame, sizes: Longs, file: str) -> tuple[Ints, Ints]:
    """Trip and start of every departure, each once, in order; `sizes` is how many calls each window's trip makes."""
    start, headway = windows["start"].to_numpy().astype(np.int64), windows["headway"].to_numpy().astype(np.int64)
    counts = -(-(windows["end"].to_numpy() - start) // headway)
    written_out = int((counts * sizes).sum())
    rows = load_rules().rows
    limit = rows.trips if int(counts.sum()) > rows.trips else rows.written_out
    if int(counts.sum()) > rows.trips or written_out > limit:
        raise BadInputError("gtfs_too_many_written_out", file=file, table="frequencies.txt", limit=limit)
    number = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    times = np.repeat(start, counts) + number * np.repeat(headway, counts)
    pairs = np.unique((np.repeat(windows["trip"].to_numpy().astype(np.int64), counts) << HALF) | times)
    return (pairs >> HALF).astype(np.int32), (pairs & ((1 << HALF) - 1)).astype(np.int32)


def _shift(calls: CallRows, first: Longs, counts: Longs, start: Ints, offsets: Longs) -> CallRows:
    """Repeat each trip's calls, moved so that the first departure is at `start`."""
    rows = np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], counts)
    moved = calls.take(rows)
    by = np.repeat(np.where(start == AS_GIVEN, 0, start - calls.departure[first]), counts).astype(np.int32)
    number = np.repeat(np.arange(start.size, dtype=np.int32), counts)
    return CallRows(
        trip=number,
        stop=moved.stop,
        arrival=moved.arrival + by,
        departure=moved.departure + by,
        interpolated=moved.interpolated,
        boards=moved.boards,
        alights=moved.alights,
        orders_on=moved.orders_on,
        orders_off=moved.orders_off,
    )
