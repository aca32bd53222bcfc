"""What a timetable is like on a day when departures are late or cancelled."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from reach.timetables import DAY, Line, make_footpaths, make_network
from samspel.reach.disruption import Assumption, Window, move_rides, open_window
from samspel.reach.origins import spread_localities
from samspel.reach.rides import Rides
from samspel.reach.scan import NEVER
from samspel.reach.shifts import Rules, ShiftSearch, Turn
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

HOUR = 3600
FEW = Assumption(cancelled=0.02, late=0.15, least_seconds=180.0, more_seconds=240.0, latest_seconds=HOUR)
MANY = 20_000
EVERY = frozenset({-1, 0, 1, 2})


def search_of(lines: list[Line]) -> ShiftSearch:
    shift = Shift(name="s", begins=8 * 60, ends=16 * 60, weekdays=frozenset(range(7)), before=0, after=0)
    works = Workplace("w", (57.0, 18.0), None, (shift,))
    homes = spread_localities([Locality("L", (57.01, 18.0), 10)], 100.0)
    pace = Pace(1.0, 1.0, 300)
    rules = Rules(pace, pace, 0, 4 * HOUR)
    return ShiftSearch(make_network(2, lines), [works], homes, rules, make_footpaths(2, {}, 0))


def move(window: Window, assumption: Assumption, number: int = 0) -> Rides:
    return move_rides(window.rides, assumption.delay(window.luck[number]), window.sign)


def line(starts: int, block: int = -1, source: int = 1, target: int = 0) -> Line:
    return Line(((source, starts, starts), (target, starts + 600, starts + 600)), EVERY, block=block)


def test_as_many_are_cancelled_and_late_as_assumed_and_as_late_as_assumed() -> None:
    delays = FEW.delay(np.random.default_rng(1).random(MANY))
    cancelled, late = delays == NEVER, (delays > 0) & (delays < NEVER)
    assert cancelled.mean() == pytest.approx(0.02, abs=0.004)
    assert late.mean() == pytest.approx(0.15, abs=0.01)
    assert delays[late].min() >= 180
    assert delays[late].mean() == pytest.approx(180 + 240, rel=0.05)
    assert set(delays[~cancelled & ~late].tolist()) == {0}


def test_a_departure_that_is_very_late_counts_as_cancelled() -> None:
    delays = replace(FEW, more_seconds=3000.0, latest_seconds=HOUR).delay(np.random.default_rng(1).random(MANY))
    assert delays[delays < NEVER].max() <= HOUR
    assert (delays == NEVER).mean() > 0.05


def test_without_disruptions_the_day_is_the_timetable() -> None:
    search = search_of([line(7 * HOUR), line(7 * HOUR + 1800)])
    out, _ = search.plan(Turn(0, 0, DAY))
    window = open_window(search, out, DAY, (2 * HOUR, HOUR), 3)
    rides = move(
        window, Assumption(cancelled=0.0, late=0.0, least_seconds=180.0, more_seconds=240.0, latest_seconds=HOUR)
    )
    assert (-rides.ends).tolist() == [7 * HOUR + 1800, 7 * HOUR]
    assert (-rides.begins).tolist() == [7 * HOUR + 2400, 7 * HOUR + 600]


def test_a_worse_assumption_is_worse_for_every_run_and_the_same_day_has_the_same_luck() -> None:
    search = search_of([line(7 * HOUR + 60 * step) for step in range(30)])
    out, _ = search.plan(Turn(0, 0, DAY))
    window, again = (open_window(search, out, DAY, (2 * HOUR, HOUR), 40) for _ in range(2))
    assert np.array_equal(window.luck, again.luck)
    assert len(np.unique(window.luck)) == window.luck.size
    worse = replace(FEW, cancelled=0.1, late=0.3, more_seconds=600.0, latest_seconds=HOUR)
    assert (worse.delay(window.luck) >= FEW.delay(window.luck)).all()


def test_a_run_has_the_same_luck_out_and_home_and_another_on_another_day() -> None:
    search = search_of([line(7 * HOUR + 60 * step) for step in range(3)])
    out, home = search.plan(Turn(0, 0, DAY))
    shared = replace(home, limit=6 * HOUR + 1800)
    one, other = (open_window(search, trip, DAY, (2 * HOUR, HOUR), 5) for trip in (out, shared))
    assert np.array_equal(one.luck, other.luck)
    tomorrow = replace(shared, day=DAY + timedelta(days=1))
    assert not np.isin(open_window(search, tomorrow, DAY, (2 * HOUR, HOUR), 5).luck, one.luck).any()


def test_what_one_vehicle_runs_shares_its_luck_whatever_of_it_is_searched() -> None:
    lines = [line(5 * HOUR, 0, 0, 1), line(7 * HOUR, 0, 1, 0), line(7 * HOUR + 900, -1, 1, 0)]
    search = search_of(lines)
    out, _ = search.plan(Turn(0, 0, DAY))
    narrow, wide = (open_window(search, out, DAY, (hours * HOUR, HOUR), 4) for hours in (1, 4))
    assert (narrow.luck.shape[1], wide.luck.shape[1]) == (2, 3)
    assert np.array_equal(wide.luck[:, 0], wide.luck[:, 1])
    assert np.array_equal(narrow.luck, wide.luck[:, 1:])
    assert not np.isin(wide.luck[:, 2], wide.luck[:, 0]).any()


def test_rides_come_in_the_order_in_which_they_begin_and_cancelled_ones_do_not() -> None:
    search = search_of([line(7 * HOUR + 60 * step) for step in range(30)])
    _, home = search.plan(Turn(0, 0, DAY))
    window = open_window(search, replace(home, limit=7 * HOUR), DAY, (2 * HOUR, HOUR), 20)
    moved = [move(window, replace(FEW, cancelled=0.2, late=0.5), number) for number in range(20)]
    for number, rides in enumerate(moved):
        late = replace(FEW, cancelled=0.2, late=0.5).delay(window.luck[number])
        expected = [
            (int(begins + late[run]), int(run))
            for begins, run in zip(window.rides.begins, window.rides.run, strict=True)
            if late[run] < NEVER
        ]
        assert list(zip(rides.begins.tolist(), rides.run.tolist(), strict=True)) == sorted(expected)
        assert (rides.ends - rides.begins).tolist() == [600] * len(expected)
        assert rides.offsets[-1] == len(expected)
    assert any(rides.run.tolist() != sorted(rides.run.tolist()) for rides in moved)
