"""Changes between stops, from transfers.txt, stations written out as their stops."""

import numpy as np
import polars as pl

from samspel.reach.network import NOT_STATED, Transfers
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import parse_kind, parse_whole
from samspel.terms.errors import BadInputError

LEAST_TIME, IMPOSSIBLE, STAY, LEAVE = 2, 3, 4, 5
KINDS = range(LEAVE + 1)
LONGEST = 1_000_000
"""Seconds beyond which nobody changes anyhow."""


def read_transfers(given: pl.DataFrame, meant: pl.DataFrame, notes: Notes) -> Transfers:
    """The changes between stops of transfers.txt, as `read_kinds` gives it; `meant` holds the stops that each stop or
    station stands for (`id`, `stop`, `station`).

    Where several rows give the same pair, that of stops goes before that of stations, then the impossible, then the
    longest time. Raises BadInputError when more than a tenth name an unknown stop, or when they are absurdly many.
    """
    rows = _keep_stop_level(given, notes)
    known = pl.col("from_stop_id").is_in(meant["id"].implode()) & pl.col("to_stop_id").is_in(meant["id"].implode())
    unknown = rows.filter(~known.fill_null(False))
    example = unknown.select(pl.concat_str("from_stop_id", "to_stop_id", separator=" – ", ignore_nulls=True).min())
    notes.add_unknown("unknown_transfer_stop", unknown.height, rows.height, example.item() or "")
    rows = rows.join(unknown.select("from_stop_id", "to_stop_id"), on=["from_stop_id", "to_stop_id"], how="anti")
    _check_count(rows, meant, notes.file)
    pairs = (
        rows.join(_name(meant, "from"), on="from_stop_id")
        .join(_name(meant, "to"), on="to_stop_id")
        .filter(pl.col("from").is_not_null() & pl.col("to").is_not_null())
        .with_columns(rank=pl.col("from_station").cast(pl.Int8) + pl.col("to_station").cast(pl.Int8))
        .sort("from", "to", "rank", "possible", pl.col("seconds").neg())
        .unique(["from", "to"], keep="first", maintain_order=True)
    )
    return Transfers(
        pairs["from"].to_numpy().astype(np.int32),
        pairs["to"].to_numpy().astype(np.int32),
        pairs["seconds"].to_numpy().astype(np.int32),
        pairs["possible"].to_numpy().astype(bool),
    )


def read_kinds(tables: Tables) -> pl.DataFrame:
    """Read transfers.txt with its kind as a number (`kind`), null where it is none that GTFS knows."""
    return tables.read("transfers").with_columns(kind=parse_kind("transfer_type", KINDS, blank=0))


def _keep_stop_level(given: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Rows from stop to stop: `from_stop_id`, `to_stop_id`, `seconds`, `possible`."""
    on_board = pl.col("kind").is_in([STAY, LEAVE]).fill_null(False)
    for_some = ~on_board & pl.any_horizontal(
        pl.col("from_trip_id", "to_trip_id", "from_route_id", "to_route_id").is_not_null()
    )
    notes.add("trip_transfers", given.filter(for_some).height)
    rest = given.filter(~for_some & ~on_board).with_columns(
        seconds=pl.when(pl.col("kind") == LEAST_TIME).then(parse_whole("min_transfer_time")).otherwise(None),
        unreadable=(pl.col("kind") == LEAST_TIME)
        & pl.col("min_transfer_time").is_not_null()
        & ~(parse_whole("min_transfer_time") >= 0).fill_null(False),
    )
    usable = rest.filter(pl.col("kind").is_not_null() & ~pl.col("unreadable"))
    notes.add("unusable_transfers", rest.height - usable.height)
    return usable.select(
        "from_stop_id",
        "to_stop_id",
        seconds=pl.col("seconds").clip(upper_bound=LONGEST).fill_null(NOT_STATED),
        possible=pl.col("kind") != IMPOSSIBLE,
    ).unique()


def _check_count(rows: pl.DataFrame, meant: pl.DataFrame, file: str) -> None:
    """Refuse a file whose stations would fill the memory when written out."""
    sizes = meant.group_by("id").agg(pl.len().cast(pl.Int64))
    counted = rows.join(sizes, left_on="from_stop_id", right_on="id").join(
        sizes, left_on="to_stop_id", right_on="id", suffix="_to"
    )
    limit = load_rules().rows.transfers
    if int((counted["len"] * counted["len_to"]).sum()) > limit:
        raise BadInputError("gtfs_too_many_written_out", file=file, table="transfers.txt", limit=limit)


def _name(meant: pl.DataFrame, end: str) -> pl.DataFrame:
    return meant.rename({"id": f"{end}_stop_id", "stop": end, "station": f"{end}_station"})
