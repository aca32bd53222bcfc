"""Routes and trips."""

import polars as pl

from samspel.reach.network import Routes
from samspel.sources.gtfs.counting import Notes, keep_unique
from samspel.sources.gtfs.tables import Tables

UNKNOWN_KIND = -1


def read_routes(tables: Tables, notes: Notes) -> tuple[Routes, pl.DataFrame]:
    """Read routes.txt. Returns the routes and their rows (`route_id`, `route`). A route is called by its short name,
    else its long name, else its id.
    """
    unique = (
        keep_unique(tables.read_required("routes"), "route_id", "routes", notes)
        .with_row_index("route")
        .with_columns(
            name=pl.coalesce("route_short_name", "route_long_name", "route_id"),
            kind=pl.col("route_type").cast(pl.Int32, strict=False).fill_null(UNKNOWN_KIND),
            route=pl.col("route").cast(pl.Int32),
        )
    )
    notes.add("routes_without_kind", int((unique["kind"] == UNKNOWN_KIND).sum()))
    routes = Routes(tuple(unique["route_id"]), tuple(unique["name"]), unique["kind"].to_numpy())
    return routes, unique.select("route_id", "route")


def read_trips(tables: Tables, routes: pl.DataFrame, services: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Read trips.txt against the rows of routes and of services (`service_id`, `service`). Returns every trip once:
    `trip_id`, `trip` (its row), `headsign`, `route` and `service` (rows), and `kept`, False where one of them does not
    exist.

    Raises BadInputError when more than a tenth refer to a route or service that does not exist.
    """
    unique = keep_unique(tables.read_required("trips"), "trip_id", "trips", notes)
    rows = (
        unique.join(routes, on="route_id", how="left", maintain_order="left")
        .join(services, on="service_id", how="left", maintain_order="left")
        .with_row_index("trip")
        .with_columns(
            trip=pl.col("trip").cast(pl.Int32),
            headsign=pl.col("trip_headsign").fill_null(""),
            kept=pl.col("route").is_not_null() & pl.col("service").is_not_null(),
        )
    )
    for what, column in (("unknown_route", "route"), ("unknown_service", "service")):
        lost = rows.filter(pl.col(column).is_null())
        example = lost[f"{column}_id"][0] if lost.height else ""
        notes.add_unknown(what, lost.height, rows.height, example or "")
    return rows.select("trip_id", "trip", "headsign", "route", "service", "kept")
