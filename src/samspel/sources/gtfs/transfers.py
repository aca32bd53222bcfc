"""Changes between stops, from transfers.txt, stations written out as their stops."""

import numpy as np
import polars as pl

from samspel.reach.network import Transfers
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.tables import Tables
from samspel.terms.errors import BadInputError

LEAST_TIME, IMPOSSIBLE = "2", "3"
BETWEEN_STOPS = ("0", "1", LEAST_TIME, IMPOSSIBLE)
STAY_ON_BOARD = ("4", "5")
LARGEST_WRITTEN_OUT = 20_000_000


def read_transfers(tables: Tables, meant: pl.DataFrame, notes: Notes) -> Transfers:
    """Read transfers.txt; `meant` holds the stops that each stop or station stands for (`id`, `stop`, `station`).

    Where several rows give the same pair, that of stops goes before that of stations, then the impossible, then the
    longest time. Raises BadInputError when more than a tenth name an unknown stop, or when they are absurdly many.
    """
    rows = _keep_stop_level(tables.read("transfers"), notes)
    known = pl.col("from_stop_id").is_in(meant["id"].implode()) & pl.col("to_stop_id").is_in(meant["id"].implode())
    unknown = rows.filter(~known.fill_null(False))
    example = unknown.select(pl.concat_str("from_stop_id", "to_stop_id", separator=" – ", ignore_nulls=True).min())
    notes.add_unknown("unknown_transfer_stop", unknown.height, rows.height, example.item() or "")
    rows = rows.join(unknown.select("from_stop_id", "to_stop_id"), on=["from_stop_id", "to_stop_id"], how="anti")
    _check_count(rows, meant, tables.file)
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


def _keep_stop_level(given: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Rows from stop to stop: `from_stop_id`, `to_stop_id`, `seconds`, `possible`."""
    kind = pl.col("transfer_type").fill_null("0")
    for_some = pl.any_horizontal(
        pl.col("from_trip_id", "to_trip_id", "from_route_id", "to_route_id").is_not_null()
    ) & ~kind.is_in(STAY_ON_BOARD)
    notes.add("stay_on_board_transfers", given.filter(kind.is_in(STAY_ON_BOARD)).height)
    notes.add("trip_transfers", given.filter(for_some).height)
    rest = given.filter(~for_some & ~kind.is_in(STAY_ON_BOARD))
    usable = rest.filter(kind.is_in(BETWEEN_STOPS))
    notes.add("unusable_transfers", rest.height - usable.height)
    seconds = pl.col("min_transfer_time").cast(pl.Int32, strict=False).clip(lower_bound=0).fill_null(0)
    return usable.select(
        "from_stop_id",
        "to_stop_id",
        seconds=pl.when(kind == LEAST_TIME).then(seconds).otherwise(0),
        possible=kind != IMPOSSIBLE,
    ).unique()


def _check_count(rows: pl.DataFrame, meant: pl.DataFrame, file: str) -> None:
    """Refuse a file whose stations would fill the memory when written out."""
    sizes = meant.group_by("id").agg(pl.len().cast(pl.Int64))
    counted = rows.join(sizes, left_on="from_stop_id", right_on="id").join(
        sizes, left_on="to_stop_id", right_on="id", suffix="_to"
    )
    if int((counted["len"] * counted["len_to"]).sum()) > LARGEST_WRITTEN_OUT:
        raise BadInputError("gtfs_too_many_written_out", file=file, table="transfers.txt", limit=LARGEST_WRITTEN_OUT)


def _name(meant: pl.DataFrame, end: str) -> pl.DataFrame:
    return meant.rename({"id": f"{end}_stop_id", "stop": end, "station": f"{end}_station"})
