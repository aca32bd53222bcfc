"""Stops: the places where people board and alight, their names and points, and which of them each station holds."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from samspel.reach.globe import place_on_sphere
from samspel.reach.network import Stops
from samspel.sources.gtfs.counting import Notes, keep_unique
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import clean_name, parse_degrees, parse_kind
from samspel.terms.arrays import Flags, Floats, Ints
from samspel.terms.errors import BadInputError

PLATFORM, STATION, LAST_KIND = 0, 1, 4
LARGEST_LATITUDE, LARGEST_LONGITUDE = 90.0, 180.0


@dataclass(frozen=True)
class StopRows:
    """The stops as they stand in the file: `stop_id`, `stop` (its row), `kind`, `name`, `latitude`, `longitude`,
    `station` (the id of the station, else null) and `placed`, whether it has its station's point for want of its own.

    Those that are no stops by their kind (whole stations, entrances) are among them until it is known where trips call.
    """

    places: pl.DataFrame

    @property
    def points(self) -> Floats:
        """Latitude and longitude, shape (stops, 2), NaN where the file gives no possible point."""
        return self.places.select("latitude", "longitude").to_numpy().astype(np.float64).reshape(-1, 2)

    def stops(self) -> Stops:
        """As they stand in a network."""
        return Stops(tuple(self.places["stop_id"]), tuple(self.places["name"]), self.points)

    def keep_called(self, called: Ints, notes: Notes) -> tuple["StopRows", Ints]:
        """Only platforms, and other places where trips call; `called` is the row of each call, shape (calls,). Returns
        them and the new row of each call.

        Raises BadInputError when no place where anybody could board has a point, or when far too many have the same.
        """
        platform: Flags = (self.places["kind"] == PLATFORM).fill_null(False).to_numpy()
        elsewhere = ~platform[called]
        notes.add("calls_elsewhere", int(elsewhere.sum()))
        kept = platform.copy()
        kept[called] = True
        places = self.places.filter(pl.Series(kept)).with_columns(stop=pl.int_range(pl.len(), dtype=pl.Int32))
        rows = StopRows(places)
        lost = np.isnan(rows.points[:, 0])
        renumbered = (np.cumsum(kept) - 1)[called].astype(np.int32)
        if lost[renumbered].all():
            raise BadInputError("gtfs_no_points", file=notes.file, count=int(np.unique(renumbered).size))
        notes.add("stops_without_point", int(lost.sum()))
        notes.add("stops_at_their_station", int(places["placed"].sum()))
        check_crowding(rows.points, notes.file)
        return rows, renumbered

    def meant(self, stations: pl.DataFrame) -> pl.DataFrame:
        """The stops that each stop or station stands for (`id`, `stop`, and `station`, whether by its station); null
        for one of the stations (`id`) that holds none.
        """
        held = self.places.filter(pl.col("station").is_not_null()).select(
            id="station", stop="stop", station=pl.lit(True)
        )
        empty = stations.join(held, on="id", how="anti").select(
            "id", stop=pl.lit(None, dtype=pl.Int32), station=pl.lit(True)
        )
        return pl.concat([self.places.select(id="stop_id", stop="stop", station=pl.lit(False)), held, empty])

    def number_stations(self) -> Ints:
        """Equal for stops of one station, shape (stops,)."""
        _, number = np.unique(
            self.places.select(pl.coalesce("station", "stop_id")).to_series().to_numpy().astype(str),
            return_inverse=True,
        )
        return number.astype(np.int32).reshape(-1)


def read_stops(tables: Tables, notes: Notes) -> tuple[StopRows, pl.DataFrame]:
    """Read stops.txt. Returns the places and the ids of all stations (`id`). A stop without a possible point keeps its
    times and has its station's, else NaN for its point; a nameless one has its station's name, else its id.
    """
    unique = keep_unique(tables.read_required("stops"), "stop_id", "stops", notes)
    kinds = unique.with_columns(kind=parse_kind("location_type", range(LAST_KIND + 1), blank=PLATFORM))
    notes.add("stops_of_unknown_kind", kinds["kind"].null_count())
    is_station = (pl.col("kind") == STATION).fill_null(False)
    kinds = _leave_out_impossible(
        kinds.with_columns(latitude=parse_degrees("stop_lat"), longitude=parse_degrees("stop_lon"))
    )
    stations = kinds.filter(is_station).select(
        parent_station="stop_id", above="stop_name", held="stop_id", north="latitude", east="longitude"
    )
    places = (
        kinds.join(stations, on="parent_station", how="left", maintain_order="left")
        .sort("stop_id")
        .select(
            "stop_id",
            "kind",
            pl.int_range(pl.len(), dtype=pl.Int32).alias("stop"),
            clean_name(pl.coalesce("stop_name", "above", "stop_id")).alias("name"),
            pl.when(is_station).then("stop_id").otherwise("held").alias("station"),
            latitude=pl.col("latitude").fill_nan(pl.col("north")).fill_null(float("nan")),
            longitude=pl.col("longitude").fill_nan(pl.col("east")).fill_null(float("nan")),
            placed=pl.col("latitude").is_nan() & pl.col("north").is_not_nan().fill_null(False),
        )
    )
    return StopRows(places), stations.select(id="parent_station")


def check_crowding(points: Floats, file: str) -> None:
    """Raises BadInputError where so many stops lie on top of one another that the walks between them would fill the
    memory; `points` is shape (stops, 2).
    """
    rows = load_rules().rows
    # Counted in squares of that size: a tree takes minutes over stops that all lie at one point.
    squares = np.floor(place_on_sphere(points[np.isfinite(points).all(axis=1)]) / rows.near_metres).astype(np.int64)
    _, counts = np.unique(squares, axis=0, return_counts=True)
    if int((counts**2).sum()) > rows.near_stops:
        raise BadInputError("gtfs_crowded", file=file, limit=rows.near_stops)


def _leave_out_impossible(places: pl.DataFrame) -> pl.DataFrame:
    """Points as NaN where missing or impossible (0, 0 is where nothing was entered)."""
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    inside = (latitude.abs() <= LARGEST_LATITUDE) & (longitude.abs() <= LARGEST_LONGITUDE)
    possible = (inside & ((latitude != 0.0) | (longitude != 0.0))).fill_null(False)
    return places.with_columns(
        pl.when(possible).then(name).otherwise(pl.lit(float("nan"))).alias(name) for name in ("latitude", "longitude")
    )
