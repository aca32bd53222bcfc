"""Trips without a timetable, as GTFS-Flex writes them."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from samspel.sources.gtfs.flexible import read_flexible
from samspel.sources.gtfs.reading import read_network
from samspel.terms.errors import BadInputError
from sources.gtfs_feeds import BASE, change, write_zip

HEAD = (
    "trip_id,arrival_time,departure_time,stop_id,location_group_id,location_id,stop_sequence,"
    "start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_type,drop_off_type\n"
)
SQUARE = [[16.6, 60.5], [16.8, 60.5], [16.8, 60.7], [16.6, 60.7], [16.6, 60.5]]
HOLE = [[16.69, 60.59], [16.71, 60.59], [16.71, 60.61], [16.69, 60.61], [16.69, 60.59]]


def drawn(**geometry: object) -> str:
    return json.dumps(
        {"type": "FeatureCollection", "features": [{"type": "Feature", "id": "zone", "geometry": geometry}]}
    )


def write(path: Path, rows: str, locations: str | bytes | None = None, **tables: str) -> Path:
    regular = "".join(f"T,05:{n}0:00,05:{n}0:00,{stop},,,{n},,,,\n" for n, stop in enumerate("ABC"))
    trips = BASE["trips"] + "R,V,F,Flex\n"
    write_zip(path, change(stop_times=HEAD + regular + rows, trips=trips, **tables))
    if locations is not None:
        with zipfile.ZipFile(path, "a") as opened:
            opened.writestr("locations.geojson", locations)
    return path


BOTH = "F,,,,group,,2,06:00:00,18:00:00,2,1\nF,,,,,zone,3,07:00:00,19:00:00,1,2\n"
GROUP = "location_group_id,stop_id\ngroup,A\ngroup,B\n"
POLYGON = drawn(type="Polygon", coordinates=[SQUARE, HOLE])


def test_groups_of_stops_and_drawn_areas_are_read_with_their_windows(tmp_path: Path) -> None:
    path = write(tmp_path / "f.zip", BOTH, POLYGON, location_group_stops=GROUP)
    (trip,) = read_flexible([path])
    first, second = trip.calls
    assert trip.line == "41"
    assert trip.calendar.services[trip.service] == "V"
    assert first.area.points.tolist() == [[60.6, 16.7], [60.61, 16.7]]
    assert (first.opens, first.closes, first.boards, first.alights) == (6 * 3600, 18 * 3600, True, False)
    assert (second.opens, second.closes, second.boards, second.alights) == (7 * 3600, 19 * 3600, False, True)
    inside = second.area.holds(np.array([[60.55, 16.65], [60.6, 16.7], [60.8, 16.7]]))
    assert inside.tolist() == [True, False, False]


def test_several_drawn_parts_are_one_area_and_a_stop_is_an_area(tmp_path: Path) -> None:
    far = [[x + 5, y] for x, y in SQUARE]
    rows = "F,,,C,,,2,06:00:00,18:00:00,2,2\nF,,,,,zone,3,07:00:00,19:00:00,2,2\n"
    path = write(tmp_path / "f.zip", rows, drawn(type="MultiPolygon", coordinates=[[SQUARE], [far]]))
    (trip,) = read_flexible([path])
    assert trip.calls[0].area.points.tolist() == [[60.62, 16.7]]
    assert trip.calls[1].area.holds(np.array([[60.6, 16.7], [60.6, 21.7], [60.6, 19.0]])).tolist() == [
        True,
        True,
        False,
    ]


def test_the_regular_traffic_of_the_file_is_as_without_it(tmp_path: Path) -> None:
    path = write(tmp_path / "f.zip", BOTH, POLYGON, location_group_stops=GROUP)
    plain = write(tmp_path / "g.zip", "")
    one, other = (read_network([each]) for each in (path, plain))
    assert one.trips.ids == other.trips.ids == ("T",)
    assert one.calls.boards.tolist() == other.calls.boards.tolist()
    assert read_flexible([plain]) == ()


@pytest.mark.parametrize(
    "rows",
    [
        "F,,,,group,,2,06:00:00,18:00:00,2,1\n",
        "F,,,,group,,2,06:00:00,18:00:00,2,1\nF,,,,none,,3,06:00:00,18:00:00,2,1\n",
        "F,,,,group,,2,06:00:00,18:00:00,2,1\nF,,,,group,,3,19:00:00,18:00:00,2,1\n",
        "F,,,,group,,2,06:00:00,18:00:00,2,1\nF,,,,group,,3,,,2,1\n",
        "X,,,,group,,2,06:00:00,18:00:00,2,1\nX,,,,group,,3,06:00:00,18:00:00,2,1\n",
    ],
)
def test_a_trip_without_two_areas_that_can_be_used_is_none(tmp_path: Path, rows: str) -> None:
    assert read_flexible([write(tmp_path / "f.zip", rows, location_group_stops=GROUP)]) == ()


@pytest.mark.parametrize(
    "locations",
    ["", "{}", "[1]", '{"features": 7}', drawn(type="Polygon", coordinates=[SQUARE[:3]]),
     drawn(type="Polygon", coordinates=[[["a", "b"]] * 4]), drawn(type="Polygon", coordinates=7), "null"],
)  # fmt: skip
def test_areas_that_cannot_be_read_are_refused(tmp_path: Path, locations: str) -> None:
    path = write(tmp_path / "f.zip", BOTH, locations, location_group_stops=GROUP)
    with pytest.raises(BadInputError) as error:
        read_flexible([path])
    assert error.value.code == "gtfs_locations"


def test_areas_in_another_encoding_are_told_by_the_file_that_they_lie_in(tmp_path: Path) -> None:
    path = write(tmp_path / "f.zip", BOTH, '{\n"å"}'.encode("latin-1"), location_group_stops=GROUP)
    with pytest.raises(BadInputError) as error:
        read_flexible([path])
    assert error.value.code == "gtfs_encoding"
    assert (error.value.facts["table"], error.value.facts["line"]) == ("locations.geojson", 2)
