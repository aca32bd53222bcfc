"""Traffic that is ordered in areas, against a slow search that tries every place of being fetched and set down."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, FAR, Line, make_footpaths, make_network, search, search_back, timetables
from samspel.reach.flex import Area, FlexCall, FlexRules, FlexTrip, go_by_order
from samspel.reach.globe import measure_metres
from samspel.reach.network import Calendar
from samspel.reach.origins import spread_localities
from samspel.reach.shifts import Rules, ShiftSearch, Turn
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace
from samspel.terms.arrays import Floats

STOPS, HOUR, CHANGE = 4, 3600, 120
WALK = Pace(1.0, 1.0, 400)
RULES = Rules(WALK, WALK, CHANGE, 6 * HOUR)
DRIVE = FlexRules(Pace(10.0, 1.3, 10**6), 300)
EVERY = frozenset({-1, 0, 1, 2})
Made = tuple[list[Line], dict[tuple[int, int], int], int]


def point(row: float) -> tuple[float, float]:
    return (57.0 + 0.01 * row, 18.0)


def square(first: float, last: float) -> Floats:
    south, north = point(first)[0] - 0.004, point(last)[0] + 0.004
    return np.array([(south, 17.99), (north, 17.99), (north, 18.01), (south, 18.01), (south, 17.99)])


def area(kind: str, row: int) -> Area:
    """A stop, or what is drawn around it and the next two."""
    if kind == "drawn":
        return Area(np.empty((0, 2)), (square(row, row + 2),))
    return Area(np.array([point(row)]))


def calendar(*days: int) -> Calendar:
    active = np.zeros((1, 7), dtype=bool)
    active[0, [3 + day for day in days]] = True
    return Calendar(("V",), DAY - timedelta(days=3), active)


def search_of(made: Made, stop: int, begins: int, ends: int) -> ShiftSearch:
    lines, walks, change = made
    shift = Shift(name="s", begins=begins, ends=ends, weekdays=frozenset(range(7)), before=5, after=5)
    homes = [Locality(f"L{row}", point(row + 0.1), 100) for row in range(STOPS)]
    network = make_network(STOPS, lines)
    works = Workplace("w", point(stop), None, (shift,))
    paths = make_footpaths(STOPS, walks, change)
    return ShiftSearch(network, [works], spread_localities(homes, 100.0), RULES, paths)


def between(one: Floats | tuple[float, float], other: Floats | tuple[float, float]) -> int:
    return int(DRIVE.seconds(np.array([one]), np.array([other]))[0, 0])


def walk(one: Floats | tuple[float, float], other: Floats | tuple[float, float]) -> int:
    seconds = int(WALK.seconds(measure_metres(np.array(one), np.array(other))))
    return seconds if seconds <= WALK.longest_seconds else FAR


def holds(one: Area, at: Floats | tuple[float, float]) -> bool:
    """A drawn area is a square here."""
    return any(ring[:, 0].min() < at[0] < ring[:, 0].max() and abs(at[1] - 18.0) < 0.01 for ring in one.rings)


def list_nodes(one: Area, gate: tuple[float, float]) -> list[tuple[tuple[float, float], int | None, int]]:
    """Places in an area where one can be: the place, the stop that one goes on from (None: the gate), and the walk."""
    found: list[tuple[tuple[float, float], int | None, int]] = [(gate, None, 0)] if holds(one, gate) else []
    found += [(point(stop), stop, 0) for stop in range(STOPS) if holds(one, point(stop))]
    for place in map(tuple, one.points.tolist()):
        found += [(place, None, walk(place, gate))]
        found += [(place, stop, walk(place, point(stop))) for stop in range(STOPS)]
    return [node for node in found if node[2] < FAR]


AREAS = st.tuples(st.sampled_from(["stop", "drawn", "drawn"]), st.integers(-1, STOPS - 1))
WINDOWS = st.tuples(st.sampled_from([0, 0, 5, 14]), st.sampled_from([2, 10, 24, 24]))


@settings(max_examples=60, deadline=None)
@given(
    timetables(STOPS),
    st.integers(0, STOPS - 1),
    st.sampled_from([1, 7, 15]),
    st.lists(st.tuples(AREAS, WINDOWS, st.sampled_from([True, True, False])), min_size=2, max_size=4),
)
def test_legs_are_those_of_the_slow_search(
    made: Made, stop: int, hour: int, calls: list[tuple[tuple[str, int], tuple[int, int], bool]]
) -> None:
    made = ([replace(line, days=EVERY) for line in made[0]], *made[1:])
    lines, walks, change = made
    found = search_of(made, stop, hour * 60, hour * 60 + 480)
    flex = FlexTrip(
        "F",
        calendar(0),
        0,
        tuple(
            FlexCall(area(*where), opens * HOUR, (opens + hours) * HOUR, boards, True)
            for where, (opens, hours), boards in calls
        ),
    )
    gate = point(stop)
    begins, deadline = hour * HOUR, hour * HOUR - 300
    ends, leaves = (hour + 8) * HOUR, (hour + 8) * HOUR + 300
    out_trip, home_trip = found.plan(Turn(0, 0, DAY))
    out, home = (go_by_order(found, trip, [flex], DRIVE) for trip in (out_trip, home_trip))
    access = {row: leaves + walk(gate, point(row)) for row in range(STOPS) if walk(gate, point(row)) < FAR}
    goal = {row: walk(gate, point(row)) for row in range(STOPS) if walk(gate, point(row)) < FAR}
    rides = search(lines, walks, change, access)
    late = [search_back(lines, walks, change, row, goal, deadline) for row in range(STOPS)]
    latest = [-FAR if one is None else one for one in late]
    pairs = [
        (first, second)
        for number, first in enumerate(flex.calls)
        for second in flex.calls[number + 1 :]
        if first.boards
    ]
    for origin, at_home in enumerate(map(tuple, found.origins.points.tolist())):
        best_out = best_home = np.inf
        for first, second in pairs:
            for place, onward, on_foot in list_nodes(second.area, gate):
                by = deadline - on_foot if onward is None else latest[onward] - CHANGE - on_foot
                down = min(by, second.closes)
                if down < second.opens:
                    continue
                for spot, steps in [(at_home, 0)] if holds(first.area, at_home) else []:
                    up = min(down - between(place, spot), first.closes)
                    best_out = min(best_out, begins - up + steps) if up >= first.opens else best_out
                for spot in map(tuple, first.area.points.tolist()):
                    up = min(down - between(place, spot), first.closes)
                    steps = walk(at_home, spot)
                    best_out = min(best_out, begins - up + steps) if up >= first.opens and steps < FAR else best_out
            for place, onward, on_foot in list_nodes(first.area, gate):
                ready = leaves + on_foot if onward is None else rides.get(onward, FAR) + CHANGE + on_foot
                up = max(ready, first.opens)
                if up > first.closes:
                    continue
                for spot, steps in [
                    *([(at_home, 0)] if holds(second.area, at_home) else []),
                    *((spot, walk(spot, at_home)) for spot in map(tuple, second.area.points.tolist())),
                ]:
                    down = max(up + between(place, spot), second.opens)
                    if down <= second.closes and steps < FAR:
                        best_home = min(best_home, down + steps - ends)
        limit = RULES.horizon_seconds
        assert out[origin] == (best_out if best_out <= limit else np.inf)
        assert home[origin] == (best_home if best_home <= limit else np.inf)


def test_a_hole_and_what_lies_outside_are_not_in_an_area() -> None:
    drawn = Area(np.empty((0, 2)), (square(0, 4), square(2, 2)))
    points = np.array([point(1), point(2), point(3.5), point(5), (57.01, 18.02)])
    assert drawn.holds(points).tolist() == [True, False, True, False, False]


def test_nobody_is_fetched_on_a_day_without_the_service() -> None:
    found = search_of(([], {}, 0), 0, 8 * 60, 16 * 60)
    calls = tuple(FlexCall(area("drawn", row), 0, 24 * HOUR, True, True) for row in (2, 0))
    for days, is_made in (((0,), True), ((2,), False)):
        trip = FlexTrip("F", calendar(*days), 0, calls)
        out, _ = found.plan(Turn(0, 0, DAY))
        assert np.isfinite(go_by_order(found, out, [trip], DRIVE)[2]) == is_made


def test_an_ordered_ride_takes_the_detour_and_the_minutes_more() -> None:
    found = search_of(([], {}, 0), 0, 8 * 60, 16 * 60)
    trip = FlexTrip("F", calendar(0), 0, tuple(FlexCall(area("drawn", row), 0, 86_400, True, True) for row in (2, 0)))
    out, _ = found.plan(Turn(0, 0, DAY))
    metres = float(measure_metres(np.array(point(2.1)), np.array(point(0))))
    assert go_by_order(found, out, [trip], DRIVE)[2] == pytest.approx(300 + 300 + metres * 1.3 / 10.0, abs=1.0)
