"""Who gets through: barriers, access by direction, one-way roads, and rules that hold at times."""

from pathlib import Path

import pytest

from samspel.sources.osm.access import is_conditional, passes_barrier
from sources.made_maps import RULES, Reader, Tags, open_to

STREET = {"highway": "residential"}
THERE, BACK = {(0, 1)}, {(1, 0)}
EITHER, NOWHERE = THERE | BACK, set[tuple[int, int]]()


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


@pytest.mark.parametrize(
    ("tags", "car", "bicycle"),
    [
        ({"barrier": "bus_trap"}, False, True),
        ({"barrier": "sump_buster"}, False, True),
        ({"barrier": "spikes"}, False, False),
        ({"barrier": "wall"}, False, False),
        ({"barrier": "fence"}, False, False),
        ({"barrier": "debris"}, False, False),
        ({"barrier": "jersey_barrier"}, False, True),
        ({"barrier": "chain"}, False, True),
        ({"barrier": "a_kind_that_nobody_has_heard_of"}, False, False),
        ({"barrier": "yes"}, False, False),
        ({"barrier": "wall", "access": "yes"}, True, True),
        ({"barrier": "wall", "motor_vehicle": "yes"}, True, False),
        ({"barrier": "spikes", "bicycle": "permissive"}, False, True),
        ({"barrier": "lift_gate"}, True, True),
        ({"barrier": "swing_gate"}, True, True),
        ({"barrier": "cattle_grid"}, True, True),
        ({"barrier": "toll_booth"}, True, True),
        ({"barrier": "gate", "locked": "yes"}, False, False),
        ({"barrier": "gate", "locked": "no"}, True, True),
        ({"barrier": "lift_gate", "locked": "yes", "bicycle": "yes"}, False, True),
        ({"barrier": "gate", "vehicle": "no"}, False, False),
        ({"barrier": "gate", "motorcar": "no", "motor_vehicle": "yes"}, False, True),
        ({"barrier": "kerb"}, True, True),
        ({"barrier": "kerb", "kerb": "yes"}, True, True),
        ({"barrier": "kerb", "kerb": "raised"}, False, True),
        ({"barrier": "kerb", "kerb": "raised", "highway": "crossing"}, True, True),
        ({"barrier": "kerb", "kerb": "lowered"}, True, True),
        ({"barrier": "bollard", "bollard": "rising"}, True, True),
        ({"barrier": "bollard", "bollard": "removable"}, False, True),
        ({"barrier": "height_restrictor", "maxheight": "1.8"}, False, True),
        ({"barrier": "height_restrictor", "maxheight": "3.5 m"}, True, True),
        ({"barrier": "height_restrictor"}, True, True),
        ({"access": "no"}, False, False),
        ({"motor_vehicle": "no"}, False, True),
        ({"amenity": "parking_entrance", "access": "private"}, True, True),
        ({"highway": "crossing", "bicycle": "no"}, True, True),
    ],
)
def test_a_barrier_stops_whom_it_is_not_known_to_let_through_and_a_node_s_own_access_goes_first(
    tags: Tags, car: bool, bicycle: bool
) -> None:
    assert (passes_barrier(RULES, tags, RULES.car), passes_barrier(RULES, tags, RULES.bicycle)) == (car, bicycle)


@pytest.mark.parametrize(
    ("tags", "car", "bicycle"),
    [
        ({"motor_vehicle:forward": "no"}, BACK, EITHER),
        ({"motor_vehicle:backward": "no"}, THERE, EITHER),
        ({"access:forward": "no"}, BACK, BACK),
        ({"vehicle:backward": "private"}, THERE, THERE),
        ({"motorcar:forward": "no", "motor_vehicle:forward": "yes"}, BACK, EITHER),
        ({"access:backward": "no", "motor_vehicle": "yes"}, EITHER, THERE),
        ({"access": "no", "motor_vehicle:forward": "yes"}, THERE, NOWHERE),
        ({"bicycle:backward": "no"}, EITHER, THERE),
        ({"oneway": "yes", "bicycle:backward": "yes"}, THERE, EITHER),
        ({"oneway:motor_vehicle": "yes"}, THERE, EITHER),
        ({"oneway:vehicle": "-1"}, BACK, BACK),
        ({"oneway": "yes", "oneway:motorcar": "no"}, EITHER, THERE),
        ({"oneway": "yes", "oneway:motor_vehicle": "no"}, EITHER, THERE),
        ({"oneway": "reverse"}, BACK, BACK),
        ({"oneway": "alternating"}, EITHER, EITHER),
        ({"oneway": "reversible"}, NOWHERE, NOWHERE),
        ({"junction": "circular"}, THERE, THERE),
        ({"junction": "roundabout", "oneway": "-1"}, BACK, BACK),
        ({"oneway": "yes", "cycleway:both": "opposite_track"}, THERE, EITHER),
        ({"motor_vehicle": "agricultural;forestry"}, NOWHERE, EITHER),
        ({"motor_vehicle": "agricultural;destination"}, EITHER, EITHER),
        ({"motor_vehicle": "permit"}, NOWHERE, EITHER),
    ],
)
def test_access_and_direction_are_read_together(
    tags: Tags, car: set[tuple[int, int]], bicycle: set[tuple[int, int]], read: Reader
) -> None:
    road_map = read(([0, 1], {**STREET, **tags}), ([20, 21], STREET))
    elsewhere = {(20, 21), (21, 20)}
    assert (open_to(road_map, "car") - elsewhere, open_to(road_map, "bicycle") - elsewhere) == (car, bicycle)


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        ({"motor_vehicle:conditional": "no @ (22:00-06:00)"}, True),
        ({"access:conditional": "no @ (Nov-Apr)"}, True),
        ({"vehicle:forward:conditional": "no @ (Mo-Fr 07:00-09:00)"}, True),
        ({"oneway:conditional": "yes @ (07:00-09:00)"}, True),
        ({"motor_vehicle:conditional": "no @ (weight>3.5)"}, False),
        ({"access:conditional": "no @ (hgv); no @ (22:00-06:00)"}, True),
        ({"hgv:conditional": "no @ (22:00-06:00)"}, False),
        ({"maxspeed:conditional": "30 @ (07:00-17:00)"}, False),
        ({"motor_vehicle:conditional": "no"}, False),
        ({}, False),
    ],
)
def test_rules_that_hold_at_times_are_told_where_they_concern_cars_or_bicycles(tags: Tags, told: bool) -> None:
    assert is_conditional(RULES, tags) is told


def test_roads_and_barriers_with_rules_at_times_are_counted_though_nobody_may_use_them_else(read: Reader) -> None:
    at_night = {"motor_vehicle:conditional": "no @ (22:00-06:00)"}
    in_summer = {"access": "no", "access:conditional": "yes @ (May-Oct)"}
    ways = (([0, 1, 2], STREET | at_night), ([10, 11], STREET | in_summer), ([20, 21], {"building": "yes"} | at_night))
    gates = {1: {"barrier": "gate", "access:conditional": "no @ (20:00-05:00)"}, 22: {"barrier": "gate"} | at_night}
    assert read(*ways, node_tags=gates).at_times == 3
