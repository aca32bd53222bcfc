"""An identity that a tool for tables has made a decimal in some tables alone is the one that stands whole elsewhere."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from samspel.reach.network import Network
from samspel.sources.gtfs.columns import IDENTITIES
from samspel.terms.errors import BadInputError
from sources.gtfs_feeds import TIMES, WEEK, list_calls, list_notes, read_tables

WHOLE = {
    "stops": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
    "1,A,60.60,16.70,0,3\n2,B,60.61,16.70,0,\n3,S,60.60,16.70,1,\n",
    "routes": "route_id,route_short_name,route_type\n7,41,700\n",
    "trips": "route_id,service_id,trip_id\n7,8,9\n7,8,10\n",
    "stop_times": f"{TIMES}\n9,05:00:00,05:00:00,1,1\n9,05:10:00,05:10:00,2,2\n"
    "10,06:00:00,06:00:00,1,1\n10,06:10:00,06:10:00,2,2\n",
    "calendar": f"{WEEK}\n8,1,1,1,1,1,0,0,20260105,20260118\n",
    "calendar_dates": "service_id,date,exception_type\n8,20260110,1\n",
    "frequencies": "trip_id,start_time,end_time,headway_secs\n10,06:00:00,07:00:00,1800\n",
    "transfers": "from_stop_id,to_stop_id,transfer_type,min_transfer_time,"
    "from_trip_id,to_trip_id,from_route_id,to_route_id\n"
    "1,2,2,300,,,,\n1,2,2,300,9,10,7,7\n",
}
GIVEN = [
    (table, column)
    for columns in IDENTITIES
    for table, column in columns
    if column in WHOLE.get(table, "").split("\n")[0]
]


def spoil(columns: Sequence[tuple[str, str]], added: str = ".0") -> dict[str, str]:
    """The feed with the identities of some columns as decimals."""
    tables = dict(WHOLE)
    for table, column in columns:
        head, *rows = tables[table].splitlines()
        at = head.split(",").index(column)
        cells = [row.split(",") for row in rows]
        for row in cells:
            row[at] = re.sub("^([0-9]+)$", rf"\g<1>{added}", row[at])
        tables[table] = "\n".join([head, *(",".join(row) for row in cells), ""])
    return tables


def tell(network: Network) -> object:
    """All that the columns say, without what things are called."""
    return (
        [call for trip in network.trips.ids for call in list_calls(network, trip)],
        network.calendar.active.tolist(),
        network.trips.route.tolist(),
        network.transfers.seconds.tolist(),
        list_notes(network),
    )


def test_every_column_that_tells_of_a_thing_is_tried() -> None:
    assert len(GIVEN) == 17


@pytest.mark.parametrize("column", GIVEN, ids=".".join)
def test_one_table_with_decimals_is_read_as_the_others_have_it(tmp_path: Path, column: tuple[str, str]) -> None:
    (tmp_path / "whole").mkdir()
    assert tell(read_tables(tmp_path, **spoil([column]))) == tell(read_tables(tmp_path / "whole", **WHOLE))


@pytest.mark.parametrize("columns", IDENTITIES, ids=lambda columns: columns[0][1])
def test_all_tables_with_decimals_fit_each_other_as_they_stand(
    tmp_path: Path, columns: Sequence[tuple[str, str]]
) -> None:
    (tmp_path / "whole").mkdir()
    network = read_tables(tmp_path, **spoil([one for one in columns if one in GIVEN]))
    whole = read_tables(tmp_path / "whole", **WHOLE)
    assert list_notes(network) == list_notes(whole)
    assert network.calls.arrival.tolist() == whole.calls.arrival.tolist()


def test_an_identity_that_is_a_decimal_of_its_own_is_not_another(tmp_path: Path) -> None:
    """Stops 1 and 1.0 are two: a call at 1.0 is at that one, and nothing is taken away."""
    tables = dict(WHOLE)
    tables["stops"] += "1.0,D,60.70,16.70,0,\n"
    tables["stop_times"] = f"{TIMES}\n9,05:00:00,05:00:00,1.0,1\n9,05:10:00,05:10:00,2,2\n"
    network = read_tables(tmp_path, **{**tables, "frequencies": None})
    assert list_calls(network, "9")[0] == ("1.0", 300, 300)


@pytest.mark.parametrize("added", [".5", ".00", ".0.0"])
def test_what_fits_nothing_is_told(tmp_path: Path, added: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_tables(tmp_path, **spoil([("stop_times", "stop_id")], added))
    assert caught.value.code == "gtfs_unknown_stop"
