"""Ways beside the bus against slow searches that try every stop, station and car park one by one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, FAR, Line, make_footpaths, make_network, search, search_back, timetables
from samspel.reach.beside import go_by_stands, go_on_by_bicycle
from samspel.reach.globe import measure_metres
from samspel.reach.network import Vehicles
from samspel.reach.origins import spread_localities
from samspel.reach.shifts import Rules, ShiftSearch, Turn
from samspel.reach.stands import Stands, find_near, stand_at_places, stand_at_stations
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace
from samspel.terms.arrays import Floats

STOPS, HOUR = 5, 3600
STILL = Pace(1.0, 1.0, 300)
RIDE = Pace(4.0, 1.2, 900)
DRIVE = Pace(10.0, 1.1, 240)
WALK = Pace(1.5, 1.0, 900)
LEAVE = 120
RULES = Rules(STILL, STILL, 0, 12 * HOUR)
EVERY = frozenset({-1, 0, 1, 2})
Made = tuple[list[Line], dict[tuple[int, int], int], int]


def search_of(made: Made, stop: int, begins: int, ends: int, margin: int, stations: list[int]) -> ShiftSearch:
    lines, walks, change = made
    shift = Shift(name="s", begins=begins, ends=ends, weekdays=frozenset(range(7)), before=margin, after=margin)
    works = Workplace("w", (57.0 + 0.01 * stop, 18.0), None, (shift,))
    homes = [Locality(f"L{row}", (57.0 + 0.01 * row + 0.001, 18.0), 100) for row in range(STOPS)]
    network = make_network(STOPS, lines)
    vehicles = network.vehicles
    network = replace(
        network,
        vehicles=Vehicles(vehicles.block, np.array(stations, dtype=np.int32), vehicles.stays, vehicles.leaves, 1.0),
    )
    paths = make_footpaths(STOPS, walks, change)
    return ShiftSearch(network, [works], spread_localities(homes, 100.0), RULES, paths)


def seconds_between(found: ShiftSearch, point: Floats, pace: Pace) -> list[int]:
    """From a point to each stop; FAR where it is too far."""
    seconds = pace.seconds(measure_metres(np.array(point), found.network.stops.points))
    return [int(one) if one <= pace.longest_seconds else FAR for one in seconds]


class Slow:
    """Legs between one stop and another by the slow search, counted to the shift."""

    def __init__(self, made: Made, begins: int, ends: int, margin: int) -> None:
        self._lines, self._walks, self._change = made
        self._begins, self._margin = begins * 60, margin * 60
        self._ends = (ends + (1440 if ends <= begins else 0)) * 60

    def out(self, stop: int, goal: dict[int, int]) -> float:
        latest = search_back(self._lines, self._walks, self._change, stop, goal, self._begins - self._margin)
        return np.inf if latest is None else self._begins - latest

    def home(self, goal: dict[int, int]) -> dict[int, int]:
        leaves = self._ends + self._margin
        ride = search(self._lines, self._walks, self._change, {stop: leaves + more for stop, more in goal.items()})
        return {stop: at - self._ends for stop, at in ride.items()}


def within(seconds: float) -> float:
    return seconds / 60 if seconds <= RULES.horizon_seconds else np.inf


CASES = (
    timetables(STOPS),
    st.integers(0, STOPS - 1),
    st.sampled_from([0, 6, 15]),
    st.sampled_from([0, 10]),
    st.lists(st.integers(0, 2), min_size=STOPS, max_size=STOPS),
)


@settings(max_examples=40, deadline=None)
@given(*CASES)
def test_a_bicycle_is_fetched_at_the_station_where_it_was_left(
    made: Made, stop: int, hour: int, margin: int, stations: list[int]
) -> None:
    made = ([replace(line, days=EVERY) for line in made[0]], *made[1:])
    found = search_of(made, stop, hour * 60, (hour * 60 + 480) % 1440, margin, stations)
    slow = Slow(made, hour * 60, (hour * 60 + 480) % 1440, margin)
    stands = stand_at_stations(found.origins.points, found.network, RIDE)
    worst = go_by_stands(found, Turn(0, 0, DAY), stands)
    home = slow.home({stop: 0})
    out = [slow.out(one, {stop: 0}) for one in range(STOPS)]
    for origin, point in enumerate(found.origins.points):
        ways = seconds_between(found, point, RIDE)
        best = np.inf
        for station in set(stations):
            here = [one for one in range(STOPS) if stations[one] == station and ways[one] < FAR]
            there = min((out[one] + ways[one] for one in here), default=np.inf)
            back = min((home.get(one, np.inf) + ways[one] for one in here), default=np.inf)
            best = min(best, max(there, back))
        assert worst[origin] == within(best)


@settings(max_examples=30, deadline=None)
@given(*CASES, st.lists(st.floats(56.99, 57.05), min_size=1, max_size=3))
def test_a_car_is_fetched_at_the_car_park_where_it_was_left(
    made: Made, stop: int, hour: int, margin: int, stations: list[int], parks: list[float]
) -> None:
    made = ([replace(line, days=EVERY) for line in made[0]], *made[1:])
    found = search_of(made, stop, hour * 60, (hour * 60 + 480) % 1440, margin, stations)
    slow = Slow(made, hour * 60, (hour * 60 + 480) % 1440, margin)
    places = np.array([(park, 18.0) for park in parks])
    stands = stand_at_places(found.origins.points, places, found.network, DRIVE, WALK, LEAVE)
    worst = go_by_stands(found, Turn(0, 0, DAY), stands)
    home = slow.home({stop: 0})
    out = [slow.out(one, {stop: 0}) for one in range(STOPS)]
    for origin, point in enumerate(found.origins.points):
        best = np.inf
        for place in places:
            drive = int(DRIVE.seconds(measure_metres(point, place)))
            walks = seconds_between(found, place, WALK)
            here = [one for one in range(STOPS) if walks[one] < FAR and drive <= DRIVE.longest_seconds]
            there = min((out[one] + walks[one] for one in here), default=np.inf)
            back = min((home.get(one, np.inf) + walks[one] for one in here), default=np.inf)
            best = min(best, max(there, back) + drive + LEAVE)
        assert worst[origin] == within(best)


@settings(max_examples=30, deadline=None)
@given(*CASES)
def test_a_second_bicycle_stands_at_one_station_for_both_legs(
    made: Made, stop: int, hour: int, margin: int, stations: list[int]
) -> None:
    made = ([replace(line, days=EVERY) for line in made[0]], *made[1:])
    found = search_of(made, stop, hour * 60, (hour * 60 + 480) % 1440, margin, stations)
    slow = Slow(made, hour * 60, (hour * 60 + 480) % 1440, margin)
    worst = go_on_by_bicycle(found, Turn(0, 0, DAY), RIDE)
    ways = seconds_between(found, np.array(found.workplaces[0].point), RIDE)
    walks = [seconds_between(found, point, STILL) for point in found.origins.points]
    best = np.full(STOPS, np.inf)
    for station in set(stations):
        goal = {one: ways[one] for one in range(STOPS) if stations[one] == station and ways[one] < FAR}
        home = slow.home(goal)
        out = [slow.out(one, goal) for one in range(STOPS)]
        for origin in range(STOPS):
            near = [one for one in range(STOPS) if walks[origin][one] < FAR]
            there = min((out[one] + walks[origin][one] for one in near), default=np.inf)
            back = min((home.get(one, np.inf) + walks[origin][one] for one in near), default=np.inf)
            best[origin] = min(best[origin], max(there, back))
    assert worst.tolist() == [within(one) for one in best]


def test_the_bus_home_stops_on_the_other_side_of_the_road() -> None:
    out = Line(((0, 7 * HOUR, 7 * HOUR), (3, 7 * HOUR + 900, 7 * HOUR + 900)), EVERY)
    home = Line(((3, 16 * HOUR, 16 * HOUR), (1, 16 * HOUR + 900, 16 * HOUR + 900)), EVERY)
    made: Made = ([out, home], {}, 0)
    apart, together = (search_of(made, 3, 480, 960, 0, stations) for stations in ([0, 1, 2, 3, 4], [0, 0, 2, 3, 4]))
    near = Pace(4.0, 1.0, 400)
    for found, is_made in ((apart, False), (together, True)):
        worst = go_by_stands(found, Turn(0, 0, DAY), stand_at_stations(found.origins.points, found.network, near))
        assert np.isfinite(worst[0]) == is_made


def test_nowhere_to_leave_anything_is_no_way() -> None:
    nobody = np.empty(0, dtype=np.int64)
    none = Stands(2, nobody, nobody, nobody.astype(np.int32), nobody.astype(np.int32))
    legs = np.zeros(3, dtype=np.int32)
    assert none.find_worst(legs, legs).tolist() == pytest.approx([np.inf, np.inf])


def test_places_are_near_that_somebody_may_drive_to() -> None:
    generator = np.random.default_rng(1)
    points, places = (np.column_stack([generator.uniform(57, 58, n), generator.uniform(18, 19, n)]) for n in (40, 300))
    pace = Pace(10.0, 1.3, 900)
    seconds = pace.seconds(measure_metres(points[:, None, :], places[None, :, :]))
    expected = np.flatnonzero((seconds <= pace.longest_seconds).any(axis=0))
    assert 0 < len(expected) < len(places)
    found = find_near(points, places, pace)
    assert set(expected) <= set(found)
    assert len(found) <= len(expected) + 2
    assert not len(find_near(points, np.empty((0, 2)), pace))
