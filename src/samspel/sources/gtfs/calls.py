"""Calls of trips at stops, from stop_times.txt: put in order, checked trip by trip, blank times filled in."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from samspel.sources.gtfs.counting import Notes, are_too_many
from samspel.sources.gtfs.interpolation import BLANK, fill_blanks
from samspel.sources.gtfs.stops import StopRows
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import is_too_late, parse_kind, parse_seconds, parse_whole
from samspel.terms.arrays import Flags, Floats, Ints, Longs
from samspel.terms.errors import BadInputError

REGULAR, NOT_AVAILABLE, ORDERED, BY_DRIVER = range(4)
FEWEST_CALLS = 2
BEYOND_SEQUENCE = 10**9
"""More than any number in order that is read."""
LEFT_OUT = (
    "short_trips",
    "unreadable_trips",
    "late_trips",
    "trips_without_ends",
    "backwards_trips",
    "unusable_frequencies",
)


@dataclass(frozen=True, kw_only=True)
class CallRows:
    """Calls in the order of trips and of travel, shape (calls,); `trip` and `stop` are rows."""

    trip: Ints
    stop: Ints
    arrival: Ints
    departure: Ints
    interpolated: Flags
    boards: Flags
    alights: Flags
    orders_on: Flags
    orders_off: Flags

    def take(self, rows: Longs | Flags) -> "CallRows":
        """Some of the calls."""
        return CallRows(**{name: values[rows] for name, values in vars(self).items()})


def read_calls(tables: Tables, trips: pl.DataFrame, places: StopRows, notes: Notes) -> CallRows:
    """Read stop_times.txt against the rows of trips (`trip_id`, `trip`, `on_demand`, `kept`) and the places of
    stops.txt. Nobody gets on or off where, or on a trip, that must be ordered, but who has ordered it.

    A trip whose times cannot be used is left out and counted. Raises BadInputError when more than a tenth of the calls
    refer to a trip or a stop that does not exist, or when no trip is left.
    """
    given = tables.collect("stop_times", _select(tables.scan("stop_times"), trips, places.places))
    if given.is_empty():
        raise BadInputError("gtfs_no_rows", file=tables.file, table="stop_times.txt")
    rows = _order(_leave_out_unknown(given, notes), notes)
    calls = _check_trips(rows, places.points, notes)
    if not calls.trip.size:
        raise no_trips_error(notes)
    notes.add("trips_without_calls", int(trips["kept"].sum()) - rows["trip"].n_unique())
    return calls


def no_trips_error(notes: Notes) -> BadInputError:
    """No trip is left; the facts tell how many were left out for what."""
    return BadInputError("gtfs_no_trips", file=notes.file, **{what: notes.counts.get(what, 0) for what in LEFT_OUT})


def _select(rows: pl.LazyFrame, trips: pl.DataFrame, stops: pl.DataFrame) -> pl.LazyFrame:
    """The calls as numbers. Only ids that do not exist are kept as text."""
    times = {"arrival": parse_seconds("arrival_time"), "departure": parse_seconds("departure_time")}
    return (
        rows.join(trips.lazy().select("trip_id", "trip", "kept", "on_demand"), on="trip_id", how="left")
        .join(stops.lazy().select("stop_id", "stop"), on="stop_id", how="left")
        .select(
            "trip",
            "stop",
            "kept",
            "on_demand",
            parse_whole("stop_sequence").alias("sequence"),
            pl.when(parse_whole("stop_sequence").is_null()).then("stop_sequence").alias("unreadable_sequence"),
            *(seconds.alias(name) for name, seconds in times.items()),
            pl.any_horizontal(
                pl.col(f"{name}_time").is_not_null() & seconds.is_null() for name, seconds in times.items()
            ).alias("unreadable"),
            pl.any_horizontal(is_too_late(f"{name}_time") for name in times).alias("late"),
            pl.col("shape_dist_traveled").cast(pl.Float64, strict=False).alias("distance"),
            *_select_handling("pickup"),
            *_select_handling("drop_off"),
            pl.when(pl.col("trip").is_null()).then("trip_id").alias("unknown_trip"),
            pl.when(pl.col("stop").is_null()).then("stop_id").alias("unknown_stop"),
            (
                pl.col("stop_id").is_null()
                & (pl.col("location_id").is_not_null() | pl.col("location_group_id").is_not_null())
            ).alias("zone"),
        )
    )


def _select_handling(what: str) -> tuple[pl.Expr, ...]:
    """Whether one gets on (or off) without ordering, has to order, has to tell the driver, and whether that is unknown:
    then it is not regular traffic.
    """
    kind = parse_kind(f"{what}_type", range(BY_DRIVER + 1), blank=REGULAR)
    known = kind.is_not_null()
    ordered = known & ((kind == ORDERED) | ((kind != NOT_AVAILABLE) & pl.col(f"{what}_booking_rule_id").is_not_null()))
    return (
        (known & ~ordered & (kind != NOT_AVAILABLE)).fill_null(False).alias(what),
        ordered.fill_null(False).alias(f"{what}_ordered"),
        (known & ~ordered & (kind == BY_DRIVER)).fill_null(False).alias(f"{what}_by_driver"),
        (~known).alias(f"{what}_unknown"),
    )


def _leave_out_unknown(given: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Calls with an order, at a stop, of a trip that is kept."""
    at_stops = given.filter(~pl.col("zone"))
    notes.add("zone_calls", given.height - at_stops.height)
    for what in ("trip", "stop"):
        unknown = at_stops.filter(pl.col(what).is_null())
        example = unknown[f"unknown_{what}"].drop_nulls().min() if unknown.height else None
        notes.add_unknown(f"unknown_{what}", unknown.height, at_stops.height, example or "")
    known = at_stops.filter(pl.col("kept") & pl.col("stop").is_not_null()).drop("unknown_trip", "unknown_stop", "zone")
    ordered = known.filter(pl.col("sequence") >= 0)
    lost = known.height - ordered.height
    written = known["unreadable_sequence"].drop_nulls()
    if are_too_many(lost, known.height) and written.len():
        example = str(written[0])[:80]
        raise BadInputError("gtfs_unreadable_order", file=notes.file, count=lost, total=known.height, example=example)
    notes.add("calls_without_order", lost)
    return ordered.drop("unreadable_sequence")


def _order(rows: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Calls by trip and sequence. Of several with one number the earliest is kept, whatever order they stood in."""
    place = rows["trip"].cast(pl.Int64).to_numpy() * BEYOND_SEQUENCE + rows["sequence"].to_numpy()
    # One key: polars takes minutes to sort millions of rows that are equal in the first of several columns.
    order = np.argsort(place, kind="stable")
    repeated = np.diff(place[order], prepend=-1) == 0
    if repeated.any():
        rest = [rows[name].cast(pl.Float64).fill_null(np.inf).to_numpy() for name in _numbers(rows)]
        order = np.lexsort((*reversed(rest), place))
    notes.add("duplicate_calls", int(repeated.sum()))
    kept: pl.DataFrame = rows[order[~repeated]]
    return kept


def _numbers(rows: pl.DataFrame) -> list[str]:
    """Times first, then everything else that tells two calls apart."""
    first = ("arrival", "departure")
    return [*first, *(name for name in rows.columns if name not in (*first, "trip", "sequence"))]


def _check_trips(rows: pl.DataFrame, points: Floats, notes: Notes) -> CallRows:
    """Leave out trips whose times cannot be used; fill in blank times of the others."""
    known = pl.coalesce("arrival", "departure").is_not_null()
    whole = rows.group_by("trip").agg(
        pl.len().alias("calls"),
        pl.col("unreadable").any(),
        pl.col("late").any(),
        (known.first() & known.last()).alias("ends"),
    )
    problems = {
        "short_trips": pl.col("calls") < FEWEST_CALLS,
        "late_trips": pl.col("late"),
        "unreadable_trips": pl.col("unreadable"),
        "trips_without_ends": ~pl.col("ends"),
    }
    for what, problem in problems.items():
        notes.add(what, whole.filter(problem).height)
        whole = whole.filter(~problem)
    usable = rows.join(whole, on="trip", how="semi", maintain_order="left")
    calls = _fill(usable, points)
    forwards = _leave_out_backwards(calls, notes)
    kept = usable.filter(pl.Series(forwards, dtype=pl.Boolean))
    calls = calls.take(forwards)
    notes.add("interpolated_calls", int(calls.interpolated.sum()))
    notes.add("on_demand_trips", kept.filter("on_demand")["trip"].n_unique())
    kept = kept.filter(~pl.col("on_demand"))
    notes.add("ordered_calls", kept.filter(pl.col("pickup_ordered") | pl.col("drop_off_ordered")).height)
    notes.add("unknown_handling", kept.filter(pl.col("pickup_unknown") | pl.col("drop_off_unknown")).height)
    notes.add("by_driver_calls", kept.filter(pl.col("pickup_by_driver") | pl.col("drop_off_by_driver")).height)
    return calls


def _fill(rows: pl.DataFrame, points: Floats) -> CallRows:
    """As arrays. Where only arrival or departure is given, the other is the same."""
    arrival = rows.select(pl.coalesce("arrival", "departure").fill_null(BLANK)).to_series().to_numpy()
    departure = rows.select(pl.coalesce("departure", "arrival").fill_null(BLANK)).to_series().to_numpy()
    stop = rows["stop"].to_numpy()
    distance = rows["distance"].fill_null(float("nan")).to_numpy()
    arrival, departure, interpolated = fill_blanks(arrival, departure, distance, points[stop])
    doors = ("pickup", "drop_off")
    boards, alights = ((rows[what] & ~rows["on_demand"]).to_numpy() for what in doors)
    orders_on, orders_off = ((rows[what] | rows[f"{what}_ordered"]).to_numpy() for what in doors)
    return CallRows(
        trip=rows["trip"].to_numpy(),
        stop=stop,
        arrival=arrival,
        departure=departure,
        interpolated=interpolated,
        boards=boards,
        alights=alights,
        orders_on=orders_on & ~boards,
        orders_off=orders_off & ~alights,
    )


def _leave_out_backwards(calls: CallRows, notes: Notes) -> Flags:
    """Which calls belong to trips where time never runs backwards."""
    backwards = calls.departure < calls.arrival
    same = calls.trip[1:] == calls.trip[:-1]
    backwards[1:] |= same & (calls.arrival[1:] < calls.departure[:-1])
    trips = np.unique(calls.trip[backwards])
    notes.add("backwards_trips", trips.size)
    return ~np.isin(calls.trip, trips)
