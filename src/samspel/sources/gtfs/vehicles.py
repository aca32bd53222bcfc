"""Which trips one vehicle runs after another: block_id of trips.txt, and the rules on staying on board."""

import numpy as np
import polars as pl

from samspel.reach.network import NO_BLOCK, Calls, Vehicles
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.frequencies import AS_GIVEN, Written
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.stops import StopRows
from samspel.sources.gtfs.transfers import LEAVE, STAY
from samspel.terms.arrays import Ints


def read_vehicles(
    trips: pl.DataFrame, given: pl.DataFrame, written: Written, calls: Calls, places: StopRows, notes: Notes
) -> Vehicles:
    """Vehicles of the trips as written out; `trips` are their rows in trips.txt and `given` transfers.txt with `kind`.

    Trips by frequency have no vehicle of their own. A rule on staying on board that names unknown trips, other stops
    than where one ends and the other begins, or a trip that leaves before the other has come, is counted and left out.
    """
    as_given = pl.Series(written.start == AS_GIVEN)
    rows = trips.select("trip_id", "block_id", row=pl.int_range(pl.len(), dtype=pl.Int32))
    known = rows.filter(as_given)
    blocked = known.filter(pl.col("block_id").is_not_null())
    block = np.full(trips.height, NO_BLOCK, dtype=np.int32)
    block[blocked["row"].to_numpy()] = blocked["block_id"].rank("dense").cast(pl.Int32).to_numpy()
    rules = given.filter(pl.col("kind").is_in([STAY, LEAVE]))
    named = rules.join(known.select(from_trip_id="trip_id", former="row"), on="from_trip_id", how="left").join(
        known.select(to_trip_id="trip_id", latter="row"), on="to_trip_id", how="left"
    )
    usable = named.filter(pl.col("former").is_not_null() & pl.col("latter").is_not_null())
    stays = _leave_out_impossible(usable.filter(pl.col("kind") == STAY), calls, places)
    leaves = usable.filter(pl.col("kind") == LEAVE)
    notes.add("unusable_stays", rules.height - stays.height - leaves.height)
    metres = load_rules().near.staying_metres
    return Vehicles(block, places.number_stations(), _list_pairs(stays), _list_pairs(leaves), metres)


def _leave_out_impossible(stays: pl.DataFrame, calls: Calls, places: StopRows) -> pl.DataFrame:
    former, latter = stays["former"].to_numpy(), stays["latter"].to_numpy()
    last, first = calls.offsets[former + 1] - 1, calls.offsets[latter]
    begins = calls.departure[calls.offsets[former]]
    follows = (calls.departure[first] >= calls.arrival[last]) & (calls.departure[first] > begins)
    ids = places.places.select("stop", "stop_id", "station")
    for end, call in (("from", last), ("to", first)):
        at = pl.DataFrame({"stop": calls.stop[call]}, schema={"stop": pl.Int32})
        there = at.join(ids, on="stop", how="left", maintain_order="left")
        said = stays[f"{end}_stop_id"]
        follows &= (
            (said.is_null() | (said == there["stop_id"]) | (said == there["station"])).fill_null(False).to_numpy()
        )
    return stays.filter(pl.Series(follows, dtype=pl.Boolean))


def _list_pairs(rules: pl.DataFrame) -> Ints:
    return rules.select("former", "latter").to_numpy().astype(np.int32).reshape(-1, 2)
