"""Gaps, medians, shares and days put together."""

from datetime import timedelta

import numpy as np
import pytest
from timetables import DAY, Line, make_network

from samspel.reach.gaps import find_gaps
from samspel.reach.origins import spread_localities
from samspel.reach.shifts import Legs, Rules, ShiftSearch, Turn, plan_turns
from samspel.reach.summary import group_days, median_person, share_each
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

HOUR = 3600
STILL = Pace(1.0, 1.0, 300)
RULES = Rules(STILL, None, STILL, 0, 4 * HOUR)
EVERY = frozenset({-3, -2, -1, 0, 1, 2, 3})


def search_of(lines: list[Line], weekdays: frozenset[int] = frozenset(range(7))) -> ShiftSearch:
    works = Workplace("w", (57.0, 18.0), None, (Shift("s", 360, 840, weekdays, 0, 0),))
    places = [Locality(f"L{stop}", (57.0 + 0.01 * stop, 18.0), 10) for stop in range(3)]
    return ShiftSearch(make_network(3, lines), [works], spread_localities(places, 100.0), RULES)


def ride(stop: int, starts: int, ends: int, days: frozenset[int] = EVERY) -> Line:
    return Line(((stop, starts, starts), (0, ends, ends)), days)


def back(stop: int, starts: int, ends: int) -> Line:
    return Line(((0, starts, starts), (stop, ends, ends)), EVERY)


def test_the_gap_is_the_least_step_that_makes_the_leg() -> None:
    late = [ride(1, 5 * HOUR + 2400, 6 * HOUR + 720), ride(2, 4 * HOUR, 5 * HOUR), back(1, 13 * HOUR + 2700, 14 * HOUR)]
    search = search_of(late)
    legs = search.measure([Turn(0, 0, DAY)])
    gap = find_gaps(search, legs, 60, range(5, 61, 5))[0]
    assert gap.later.tolist() == [0.0, 15.0, np.inf]
    assert gap.earlier.tolist() == [0.0, 15.0, np.inf]


def test_no_gap_where_the_leg_is_made() -> None:
    good = [ride(1, 5 * HOUR + 1800, 6 * HOUR), back(1, 14 * HOUR, 14 * HOUR + 1800)]
    search = search_of(good)
    gap = find_gaps(search, search.measure([Turn(0, 0, DAY)]), 60, [5, 10])[0]
    assert (gap.later[1], gap.earlier[1]) == (0.0, 0.0)


def test_days_with_equal_legs_are_put_together_and_others_are_not() -> None:
    weekday = ride(1, 5 * HOUR + 1800, 6 * HOUR, frozenset({-2, -1, 0, 2}))
    search = search_of([weekday, back(1, 14 * HOUR, 14 * HOUR + 1800)])
    days = [DAY + timedelta(days=step) for step in (-2, -1, 0, 1, 2)]
    groups = group_days(search.measure(plan_turns(search.workplaces, days)))
    assert [group.days for group in groups] == [(days[0], days[1], days[2], days[4]), (days[3],)]


def test_a_shift_is_planned_on_its_own_weekdays_only() -> None:
    search = search_of([], frozenset({2, 5}))
    days = [DAY + timedelta(days=step) for step in range(7)]
    assert [turn.day.weekday() for turn in plan_turns(search.workplaces, days)] == [2, 5]


def test_the_median_person_has_no_time_when_half_have_no_way() -> None:
    minutes = np.array([50.0, np.inf, 30.0])
    assert median_person(minutes, np.array([1.0, 1.0, 2.0])) == 30.0
    assert median_person(minutes, np.array([1.0, 1.0, 1.0])) == 50.0
    assert median_person(minutes, np.array([1.0, 3.0, 1.0])) is None
    assert median_person(minutes, np.zeros(3)) is None


def test_shares_are_of_the_weights() -> None:
    assert share_each(np.array([45.0, 46.0]), np.array([1.0, 3.0]), (45, 60)) == (0.25, 1.0)
    assert np.isnan(share_each(np.array([45.0]), np.array([0.0]), (45,))[0])


def test_the_longer_leg_decides() -> None:
    legs = Legs(Turn(0, 0, DAY), np.array([10.0]), np.array([70.0]))
    assert legs.worst[0] == pytest.approx(70.0)
