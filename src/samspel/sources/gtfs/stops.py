"""Stops: the places where people board and alight, their names and points, and which of them each station holds."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from samspel.reach.network import Floats, Stops
from samspel.sources.gtfs.counting import Notes, keep_unique
from samspel.sources.gtfs.tables import Tables

STATION = "1"
LARGEST_LATITUDE, LARGEST_LONGITUDE = 90.0, 180.0


@dataclass(frozen=True)
class StopRows:
    """The stops, their rows (`stop_id`, `stop`), and for stops and stations alike the stops they mean (`id`, `stop`,
    `station`).
    """

    stops: Stops
    rows: pl.DataFrame
    meant: pl.DataFrame


def read_stops(tables: Tables, notes: Notes) -> StopRows:
    """Read stops.txt. A stop without a possible point keeps its times and has NaN for its point."""
    unique = keep_unique(tables.read_required("stops"), "stop_id", "stops", notes)
    kind = pl.col("location_type").fill_null("0")
    stations = unique.filter(kind == STATION).select(pl.col("stop_id").alias("parent_station"), station="stop_name")
    platforms = (
        unique.filter(kind == "0")
        .join(stations, on="parent_station", how="left")
        .sort("stop_id")
        .with_columns(pl.coalesce("stop_name", "station", "stop_id"))
        .with_row_index("stop")
    )
    points = _read_points(platforms)
    notes.add("stops_without_point", int(np.isnan(points[:, 0]).sum()))
    rows = platforms.select("stop_id", pl.col("stop").cast(pl.Int32))
    members = platforms.join(stations, on="parent_station", how="semi")
    meant = pl.concat(
        [
            rows.select(id="stop_id", stop="stop", station=pl.lit(False)),
            members.select(id="parent_station", stop=pl.col("stop").cast(pl.Int32), station=pl.lit(True)),
            stations.join(members, on="parent_station", how="anti").select(
                id="parent_station", stop=pl.lit(None, dtype=pl.Int32), station=pl.lit(True)
            ),
        ]
    )
    stops = Stops(tuple(platforms["stop_id"]), tuple(platforms["stop_name"]), points)
    return StopRows(stops, rows, meant)


def _read_points(platforms: pl.DataFrame) -> Floats:
    """Latitude and longitude, shape (stops, 2), NaN where missing or impossible (0, 0 is where nothing was entered)."""
    columns = platforms.select(pl.col("stop_lat", "stop_lon").cast(pl.Float64, strict=False).fill_null(float("nan")))
    points = columns.to_numpy().astype(np.float64, copy=True).reshape(-1, 2)
    with np.errstate(invalid="ignore"):
        inside = (np.abs(points[:, 0]) <= LARGEST_LATITUDE) & (np.abs(points[:, 1]) <= LARGEST_LONGITUDE)
    points[~(inside & points.any(axis=1))] = np.nan
    return points
