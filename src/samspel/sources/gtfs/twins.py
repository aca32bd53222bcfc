"""The same stop in two timetables: found by its place and name, and given the same rules on changes."""

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from samspel.reach.globe import bend_chord, place_on_sphere, straighten_arc
from samspel.reach.network import Network, Stops, Transfers
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.stops import check_crowding
from samspel.terms.arrays import Ints


def find_twins(network: Network, feed: Ints) -> pl.DataFrame:
    """Pairs of stops (`one`, `other`) of different feeds that lie at the same place, each pair both ways; `nearest` for
    those that are each other's likeliest. `feed` is the number of each stop's feed, shape (stops,).

    Raises BadInputError where absurdly many stops lie on top of one another.
    """
    near, stops = load_rules().near, network.stops
    check_crowding(stops.points, network.files)
    known = np.flatnonzero(np.isfinite(stops.points).all(axis=1))
    tree = KDTree(place_on_sphere(stops.points[known]))
    reach = straighten_arc(near.same_name_metres)
    pairs = tree.sparse_distance_matrix(tree, reach, output_type="ndarray")
    one, other, metres = known[pairs["i"]], known[pairs["j"]], bend_chord(pairs["v"])
    names = _number([name.casefold() for name in stops.names])
    same_name = names[one] == names[other]
    same = (feed[one] != feed[other]) & (same_name | (metres <= near.same_stop_metres))
    found = pl.DataFrame(
        {
            "one": one[same],
            "other": other[same],
            "feed": feed[other[same]],
            "back": feed[one[same]],
            "metres": metres[same],
            "renamed": ~same_name[same],
        }
    )
    first = pl.int_range(pl.len()) == 0
    return (
        found.sort("one", "renamed", "metres", "other")
        .with_columns(there=first.over("one", "feed"))
        .sort("other", "renamed", "metres", "one")
        .with_columns(back_again=first.over("other", "back"))
        .select("one", "other", nearest=pl.col("there") & pl.col("back_again"))
        .sort("one", "other")
    )


def number_places(stops: Stops, twins: pl.DataFrame) -> Ints:
    """Equal for stops at the same place, shape (stops,)."""
    size, pairs = len(stops.ids), twins.select("one", "other").to_numpy()
    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32)


def spread_transfers(transfers: Transfers, twins: pl.DataFrame, stops: int) -> Transfers:
    """The changes of all feeds, each also between the twins of its stops.

    A pair that a feed speaks of itself keeps what is said there; else the impossible goes first, then the longest time.
    """
    alike = pl.concat(
        [
            twins.filter("nearest").select("one", "other", own=pl.lit(False)),
            pl.DataFrame({"one": np.arange(stops), "other": np.arange(stops)}).with_columns(own=pl.lit(True)),
        ]
    )
    rows = pl.DataFrame(
        {
            "origin": transfers.origin.astype(np.int64),
            "target": transfers.target.astype(np.int64),
            "seconds": transfers.seconds,
            "possible": transfers.possible,
        }
    )
    spread = (
        rows.join(alike.rename({"one": "origin", "other": "from", "own": "from_own"}), on="origin")
        .join(alike.rename({"one": "target", "other": "to", "own": "to_own"}), on="target")
        .with_columns(own=pl.col("from_own") & pl.col("to_own"))
        .sort("from", "to", ~pl.col("own"), "possible", -pl.col("seconds"))
        .unique(["from", "to"], keep="first", maintain_order=True)
    )
    return Transfers(
        spread["from"].to_numpy().astype(np.int32),
        spread["to"].to_numpy().astype(np.int32),
        spread["seconds"].to_numpy().astype(np.int32),
        spread["possible"].to_numpy().astype(bool),
    )


def _number(names: list[str]) -> Ints:
    return np.unique(np.asarray(names, dtype=str), return_inverse=True)[1].astype(np.int32).reshape(-1)
