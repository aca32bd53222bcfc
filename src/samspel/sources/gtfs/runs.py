"""Routes and trips."""

import polars as pl

from samspel.reach.network import Routes
from samspel.sources.gtfs.counting import Notes, keep_unique
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import clean_name, parse_whole

UNKNOWN_KIND = -1


def read_routes(tables: Tables, notes: Notes) -> tuple[Routes, pl.DataFrame]:
    """Read routes.txt. Returns the routes and their rows (`route_id`, `route`, and `on_demand`, whether it runs only
    when ordered). A route is called by its short name, else its long name, else its id.
    """
    unique = (
        keep_unique(tables.read_required("routes"), "route_id", "routes", notes)
        .with_row_index("route")
        .with_columns(
            name=clean_name(pl.coalesce("route_short_name", "route_long_name", "route_id")),
            kind=_parse_kind().cast(pl.Int32).fill_null(UNKNOWN_KIND),
            route=pl.col("route").cast(pl.Int32),
        )
    )
    notes.add("routes_without_kind", int((unique["kind"] == UNKNOWN_KIND).sum()))
    routes = Routes(tuple(unique["route_id"]), tuple(unique["name"]), unique["kind"].to_numpy())
    return routes, unique.select("route_id", "route", on_demand=_is_on_demand(pl.col("kind")))


def _parse_kind() -> pl.Expr:
    """The route type; null for one that GTFS does not know."""
    rules, kind = load_rules().route_kinds, parse_whole("route_type")
    return pl.when(kind.is_in(rules.basic) | kind.is_between(rules.first_extended, rules.last_extended)).then(kind)


def _is_on_demand(kind: pl.Expr) -> pl.Expr:
    rules = load_rules().on_demand
    return kind.is_in(rules.kinds) | kind.is_between(rules.first_taxi, rules.last_taxi)


def read_trips(tables: Tables, routes: pl.DataFrame, services: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Read trips.txt against the rows of routes and of services (`service_id`, `service`). Returns every trip once:
    `trip_id`, `trip` (its row), `headsign`, `block_id`, `on_demand`, `route` and `service` (rows), and `kept`, False
    where one of them does not exist.

    Raises BadInputError when more than a tenth refer to a route or service that does not exist.
    """
    unique = keep_unique(tables.read_required("trips"), "trip_id", "trips", notes)
    rows = (
        unique.join(routes, on="route_id", how="left", maintain_order="left")
        .join(services, on="service_id", how="left", maintain_order="left")
        .with_row_index("trip")
        .with_columns(
            trip=pl.col("trip").cast(pl.Int32),
            headsign=clean_name(pl.col("trip_headsign").fill_null("")),
            on_demand=pl.col("on_demand").fill_null(False),
            kept=pl.col("route").is_not_null() & pl.col("service").is_not_null(),
        )
    )
    for what, column in (("unknown_route", "route"), ("unknown_service", "service")):
        lost = rows.filter(pl.col(column).is_null())
        example = lost[f"{column}_id"][0] if lost.height else ""
        notes.add_unknown(what, lost.height, rows.height, example or "")
    return rows.select("trip_id", "trip", "headsign", "block_id", "on_demand", "route", "service", "kept")
