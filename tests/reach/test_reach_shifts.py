"""Both legs of a shift against a slow search, and the rules of counting."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, FAR, Line, make_footpaths, make_network, search, search_back, timetables
from samspel.reach.connections import Timeline
from samspel.reach.gaps import find_gaps
from samspel.reach.globe import measure_metres
from samspel.reach.journeys import JourneyTeller
from samspel.reach.origins import Origins, spread_localities, weigh_employees
from samspel.reach.shifts import Legs, Rules, ShiftSearch, Turn, plan_turns
from samspel.reach.summary import share_each
from samspel.reach.walking import Pace
from samspel.reach.workplaces import CommuterGroup, Locality, Shift, Workplace
from samspel.terms.arrays import Floats

STOPS = 6
HOUR = 3600
STILL = Pace(1.0, 1.0, 300)
RULES = Rules(STILL, STILL, 0, 12 * HOUR)
EVERY_DAY = frozenset(range(7))


def at_stops(stops: int = STOPS) -> Origins:
    names = [Locality(f"L{stop}", (57.0 + 0.01 * stop, 18.0), 100 + stop) for stop in range(stops)]
    return spread_localities(names, 100.0)


def shift(begins: int, ends: int, before: int = 0, after: int = 0) -> Shift:
    return Shift(name="s", begins=begins, ends=ends, weekdays=EVERY_DAY, before=before, after=after)


def measure(
    lines: list[Line], walks: dict[tuple[int, int], int], change: int, works: Workplace, day: date = DAY
) -> tuple[ShiftSearch, Legs]:
    found = ShiftSearch(make_network(STOPS, lines), [works], at_stops(), RULES, make_footpaths(STOPS, walks, change))
    return found, found.measure([Turn(0, 0, day)])[0]


HOURS = st.tuples(st.integers(0, 47).map(lambda half: 30 * half), st.integers(0, 47).map(lambda half: 30 * half))


@settings(max_examples=80)
@given(timetables(STOPS), st.integers(0, STOPS - 1), HOURS, st.sampled_from([0, 10]))
def test_both_legs_are_those_of_the_slow_search(
    made: tuple[list[Line], dict[tuple[int, int], int], int], stop: int, hours: tuple[int, int], margin: int
) -> None:
    lines, walks, change = made
    lines = [Line(line.calls, frozenset({-1, 0, 1, 2}), line.closed_on, line.closed_off) for line in lines]
    works = Workplace("w", (57.0 + 0.01 * stop, 18.0), None, (shift(*hours, margin, margin),))
    _, legs = measure(lines, walks, change, works)
    begins, ends = hours[0] * 60, (hours[1] + (1440 if hours[1] <= hours[0] else 0)) * 60
    home = search(lines, walks, change, {stop: ends + margin * 60})
    for origin in range(STOPS):
        if origin == stop:
            assert legs.out[origin] == legs.home[origin] == margin
            continue
        latest = search_back(lines, walks, change, origin, {stop: 0}, begins - margin * 60)
        too_early = latest is None or latest < begins - RULES.horizon_seconds
        assert legs.out[origin] == (np.inf if too_early or latest is None else (begins - latest) / 60)
        arrives = home.get(origin, FAR)
        inside = arrives <= ends + RULES.horizon_seconds
        assert legs.home[origin] == ((arrives - ends) / 60 if inside else np.inf)


@settings(max_examples=60)
@given(timetables(STOPS), st.integers(0, STOPS - 1), HOURS)
def test_a_told_journey_is_in_the_timetable_and_as_long_as_was_measured(
    made: tuple[list[Line], dict[tuple[int, int], int], int], stop: int, hours: tuple[int, int]
) -> None:
    lines, walks, change = made
    works = Workplace("w", (57.0 + 0.01 * stop, 18.0), None, (shift(*hours),))
    found, legs = measure(lines, walks, change, works)
    teller = JourneyTeller(found)
    calls = {(f"T{n}", f"S{stop}") for n, line in enumerate(lines) for stop, _, _ in line.calls}
    for trip, minutes in zip(found.plan(legs.turn), (legs.out, legs.home), strict=True):
        for origin in set(range(STOPS)) - {stop}:
            journey = teller.tell(trip, origin)
            assert (journey is None) == np.isinf(minutes[origin])
            if journey is None:
                continue
            counted = found.timeline.wall(trip.day, trip.counted)
            door = counted - journey.leaves_at if trip.outward else journey.arrives_at - counted
            assert door == timedelta(minutes=float(minutes[origin]))
            times = [time for ride in journey.rides for time in (ride.boards_at, ride.alights_at)]
            assert times == sorted(times)
            assert journey.leaves_at <= times[0]
            assert times[-1] <= journey.arrives_at
            assert {(ride.line, end) for ride in journey.rides for end in (ride.board, ride.alight)} <= calls
            assert len(journey.walks) == len(journey.rides) + 1


def test_a_night_shift_goes_home_the_day_after_by_that_days_service() -> None:
    out = Line(((0, 21 * HOUR, 21 * HOUR), (1, 21 * HOUR + 1800, 21 * HOUR + 1800)), frozenset({0}))
    home = Line(((1, 6 * HOUR + 600, 6 * HOUR + 600), (0, 7 * HOUR, 7 * HOUR)), frozenset({1}))
    works = Workplace("w", (57.01, 18.0), None, (shift(22 * 60, 6 * 60),))
    _, legs = measure([out, home], {}, 0, works)
    assert (legs.out[0], legs.home[0]) == (60.0, 60.0)
    _, before = measure([out, Line(home.calls, frozenset({0}))], {}, 0, works)
    assert np.isinf(before.home[0])


@pytest.mark.parametrize(("day", "nominal"), [(date(2026, 3, 29), 60), (date(2026, 10, 25), 60)])
def test_clock_times_hold_on_the_days_when_clocks_change(day: date, nominal: int) -> None:
    ride = Line(((0, 5 * HOUR, 5 * HOUR), (1, 6 * HOUR, 6 * HOUR)), frozenset({0}))
    network = make_network(STOPS, [ride], "Europe/Stockholm", day)
    works = Workplace("w", (57.01, 18.0), None, (shift(6 * 60, 14 * 60),))
    legs = ShiftSearch(network, [works], at_stops(), RULES).measure([Turn(0, 0, day)])[0]
    assert legs.out[0] == nominal


def test_one_walks_the_whole_way_when_no_bus_is_quicker() -> None:
    origins = spread_localities([Locality("near", (57.001, 18.0), 10)], 100.0)
    works = Workplace("w", (57.0, 18.0), None, (shift(360, 840, before=5),))
    legs = ShiftSearch(make_network(STOPS, []), [works], origins, RULES).measure([Turn(0, 0, DAY)])[0]
    walk = np.ceil(float(measure_metres(np.array([57.001, 18.0]), np.array([57.0, 18.0])))) / 60
    assert legs.out[0] == pytest.approx(walk + 5)
    assert legs.home[0] == pytest.approx(walk)


@given(timetables(STOPS), st.permutations(range(STOPS)))
def test_the_order_of_origins_never_matters(
    made: tuple[list[Line], dict[tuple[int, int], int], int], order: list[int]
) -> None:
    lines, walks, change = made
    works = Workplace("w", (57.02, 18.0), None, (shift(360, 840), shift(1320, 360)))
    paths = make_footpaths(STOPS, walks, change)
    plain = at_stops()
    mixed = spread_localities([plain.localities[row] for row in order], 100.0)
    one, other = (ShiftSearch(make_network(STOPS, lines), [works], origins, RULES, paths) for origins in (plain, mixed))
    turns = plan_turns([works], [DAY, DAY + timedelta(days=1)])
    for first, second in zip(one.measure(turns), other.measure(turns, threads=2), strict=True):
        assert np.array_equal(first.out[order], second.out)
        assert np.array_equal(first.home[order], second.home)


def test_shares_count_people_who_make_both_legs() -> None:
    legs = Legs(Turn(0, 0, DAY), np.array([30.0, 30.0, 50.0]), np.array([40.0, 61.0, 10.0]))
    weights: Floats = np.array([1.0, 2.0, 5.0])
    assert share_each(legs.worst, weights, (45, 60)) == pytest.approx((1 / 8, 6 / 8))


def test_a_locality_is_spread_over_its_area_and_keeps_its_people() -> None:
    town = Locality("Town", (60.0, 17.0), 1000, 314.159)
    origins = spread_localities([town, Locality("Point", (61.0, 17.0), 7)], 250.0)
    assert origins.people.sum() == pytest.approx(1007)
    assert (origins.locality == 0).sum() == round(3141590 / 250**2)
    distance = measure_metres(origins.points[origins.locality == 0], np.array(town.point))
    assert distance.max() < 1000.0 < distance.max() + 60.0
    assert np.median(distance) == pytest.approx(1000 / np.sqrt(2), rel=0.05)


def test_employees_are_dealt_out_where_they_live() -> None:
    origins = spread_localities([Locality("A", (60.0, 17.0), 50, 50.0), Locality("B", (61.0, 17.0), 7)], 250.0)
    works = Workplace("w", (60.0, 17.0), 30, ())
    weights = weigh_employees(origins, [CommuterGroup("w", "A", 20), CommuterGroup("x", "B", 9)], works)
    assert weights is not None
    assert weights.sum() == pytest.approx(20)
    assert weights[origins.locality == 1].sum() == 0
    assert weigh_employees(origins, [], works) is None


def test_days_with_the_same_traffic_are_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR)), frozenset({-3, -2, -1, 0, 1, 2, 3}))
    works = Workplace("w", (57.01, 18.0), None, (shift(360, 840),))
    found = ShiftSearch(make_network(STOPS, [line]), [works], at_stops(), RULES)
    assert found.timeline.around(DAY) is found.timeline.around(DAY + timedelta(days=1))
    assert found.timeline.around(DAY) is not found.timeline.around(DAY + timedelta(days=4))


@settings(max_examples=60)
@given(timetables(STOPS), st.sampled_from([(5, 1435), (1435, 5), (0, 720), (720, 1439)]))
def test_rides_that_no_search_can_come_to_are_not_kept_and_make_no_odds(
    made: tuple[list[Line], dict[tuple[int, int], int], int], hours: tuple[int, int]
) -> None:
    lines, walks, change = made
    lines = [Line(line.calls, frozenset({-1, 0, 1, 2}), line.closed_on, line.closed_off) for line in lines]
    works = Workplace("w", (57.0, 18.0), None, (shift(*hours, 180, 180),))
    rules = replace(RULES, horizon_seconds=3 * HOUR)
    network, paths = make_network(STOPS, lines), make_footpaths(STOPS, walks, change)
    near, all_day = (ShiftSearch(network, [works], at_stops(), rules, paths) for _ in range(2))
    all_day.timeline = Timeline(network, paths)
    kept, whole = (len(one.timeline.around(DAY).run) for one in (near, all_day))
    assert kept <= whole
    found = []
    for one in (near, all_day):
        legs = one.measure([Turn(0, 0, DAY)])
        gap = find_gaps(one, legs, 60.0, range(5, 121, 5))[0]
        found.append((legs[0].out.tolist(), legs[0].home.tolist(), gap.later.tolist(), gap.earlier.tolist()))
    assert found[0] == found[1]


def test_a_search_beside_another_shares_its_timetables_and_what_was_forgotten_is_made_again() -> None:
    line = Line(((1, 5 * HOUR, 5 * HOUR), (0, 5 * HOUR + 600, 5 * HOUR + 600)))
    works = Workplace("w", (57.0, 18.0), None, (shift(360, 840),))
    first, legs = measure([line], {}, 0, works)
    other = ShiftSearch(first.network, [works], first.origins, first.rules, beside=first)
    assert other.direct(DAY, True)[0] is first.direct(DAY, True)[0]
    rides = first.direct(DAY, True)[0]
    assert "events" in vars(rides)
    first.timeline.forget_events()
    assert "events" not in vars(rides)
    assert other.measure([Turn(0, 0, DAY)])[0].out.tolist() == legs.out.tolist()


@pytest.mark.parametrize(("room", "is_kept"), [(2**27, True), (0, False)])
def test_events_that_take_too_much_room_are_made_anew_with_the_same_answers(
    room: int, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspel.reach.connections.EVENT_ROOM", room)
    lines = [
        Line(((1, 5 * HOUR, 5 * HOUR), (0, 5 * HOUR + 600, 5 * HOUR + 600))),
        Line(((0, 14 * HOUR, 14 * HOUR), (1, 14 * HOUR + 600, 14 * HOUR + 600))),
    ]
    works = Workplace("w", (57.0, 18.0), None, (shift(360, 840),))
    found, legs = measure(lines, {}, 0, works)
    assert [("events" in vars(found.direct(DAY, outward)[0])) for outward in (True, False)] == [is_kept] * 2
    again = found.measure([Turn(0, 0, DAY)])[0]
    assert (again.out.tolist(), again.home.tolist()) == (legs.out.tolist(), legs.home.tolist())
    assert (legs.out[1], legs.home[1]) == (60.0, 10.0)


@settings(max_examples=60)
@given(timetables(STOPS), st.integers(0, STOPS - 1), HOURS)
def test_who_has_ordered_has_the_legs_of_a_timetable_where_nothing_must_be_ordered(
    made: tuple[list[Line], dict[tuple[int, int], int], int], stop: int, hours: tuple[int, int]
) -> None:
    lines, walks, change = made
    works = Workplace("w", (57.0 + 0.01 * stop, 18.0), None, (shift(*hours),))
    closed = make_network(STOPS, lines)
    calls = replace(closed.calls, orders_on=~closed.calls.boards, orders_off=~closed.calls.alights)
    doors = np.ones(len(calls.stop), dtype=bool)
    open_ = replace(closed, calls=replace(calls, boards=doors, alights=doors))
    found = []
    for network in (replace(closed, calls=calls), open_, closed):
        search = ShiftSearch(network, [works], at_stops(), RULES, make_footpaths(STOPS, walks, change))
        for one in (search, search.when_ordered(), search):
            legs = one.measure([Turn(0, 0, DAY)])[0]
            found.append((legs.out.tolist(), legs.home.tolist()))
    ordered, everything, regular = found[:3], found[3:6], found[6:]
    assert ordered == [regular[0], everything[0], regular[0]]
    assert everything[0] == everything[1]
    assert regular[0] == regular[1]


def test_who_has_ordered_shares_the_timetable_with_who_has_not() -> None:
    line = Line(((1, 5 * HOUR, 5 * HOUR), (0, 5 * HOUR + 600, 5 * HOUR + 600)), closed_on=frozenset({0}))
    network = make_network(STOPS, [line])
    network = replace(network, calls=replace(network.calls, orders_on=~network.calls.boards))
    works = Workplace("w", (57.0, 18.0), None, (shift(360, 840),))
    search = ShiftSearch(network, [works], at_stops(), RULES, make_footpaths(STOPS, {}, 0))
    for outward in (True, False):
        one, other = (made.direct(DAY, outward)[0] for made in (search, search.when_ordered()))
        assert (one.begins is other.begins, one.run is other.run, one.heirs is other.heirs) == (True, True, True)
        assert not (one.board.any() and one.alight.any())
        assert other.board.all()
        assert other.alight.all()
