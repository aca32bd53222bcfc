"""What a sharp opponent would ask of the reckoning: losses on every day, names that two localities share, memory."""

from datetime import timedelta

import numpy as np
import pytest

from reach.timetables import DAY, Line, make_footpaths, make_network
from samspel.reach import gaps
from samspel.reach.changes import Case
from samspel.reach.departures import DepartureSearch, Improvement
from samspel.reach.origins import Origins, spread_localities, weigh_employees
from samspel.reach.shifts import Rules, ShiftSearch, Turn
from samspel.reach.walking import Pace
from samspel.reach.workplaces import CommuterGroup, Locality, Shift, Workplace

HOUR, MINUTE = 3600, 60
STILL = Pace(1.0, 1.0, 300)
RULES = Rules(STILL, STILL, 0, 3 * HOUR)
LIMIT = 60
PEOPLE = 200
EVERY_DAY = frozenset(range(7))


def at(hour: int, minute: int) -> int:
    return hour * HOUR + minute * MINUTE


def ride(origin: int, target: int, departs: int, arrives: int, days: frozenset[int]) -> Line:
    return Line(((origin, departs, departs), (target, arrives, arrives)), days)


def search_of(lines: list[Line], shifts: tuple[Shift, ...]) -> ShiftSearch:
    works = Workplace("w", (57.0, 18.0), None, shifts)
    homes = spread_localities([Locality("L", (57.01, 18.0), PEOPLE)], 100.0)
    return ShiftSearch(make_network(2, lines), [works], homes, RULES, make_footpaths(2, {}, 0))


def cases_of(search: ShiftSearch, turns: list[Turn]) -> list[Case]:
    return [(legs.turn, legs, search.origins.people) for legs in search.measure(turns)]


def best_move(search: ShiftSearch, cases: list[Case], outward: bool, repeated: list[Case]) -> Improvement:
    finder = DepartureSearch(search, LIMIT, HOUR, cases)
    return finder.move(cases[0], outward, repeated)[0]


def test_a_moved_departure_loses_those_of_a_shift_that_begins_only_on_another_of_its_days() -> None:
    days = frozenset({0, 1})
    lines = [ride(1, 0, at(5, 0), at(5, 30), days), ride(0, 1, at(14, 5), at(14, 35), days)]
    late = Shift(name="late", begins=385, ends=840, weekdays=EVERY_DAY, before=0, after=0)
    early = Shift(name="early", begins=335, ends=840, weekdays=EVERY_DAY, before=0, after=0)
    search = search_of(lines, (late, early))
    turns = [Turn(0, 0, DAY), Turn(0, 0, DAY + timedelta(days=1)), Turn(0, 1, DAY + timedelta(days=1))]
    cases = cases_of(search, turns)
    assert [float(legs.worst[0]) <= LIMIT for _, legs, _ in cases] == [False, False, True]
    moved = best_move(search, cases, True, [cases[1]])
    assert (moved.gained, moved.lost) == (PEOPLE, PEOPLE)
    # On the first day alone nobody takes the departure as it is.
    assert best_move(search, cases, True, []).lost == 0.0


def test_a_moved_departure_after_midnight_loses_those_whose_shift_ends_on_the_day_after() -> None:
    days = frozenset({0})
    lines = [ride(1, 0, at(15, 5), at(15, 35), days), ride(0, 1, at(24, 10), at(24, 40), days)]
    first = Shift(name="first", begins=960, ends=1400, weekdays=EVERY_DAY, before=0, after=0)
    midnight = Shift(name="midnight", begins=960, ends=0, weekdays=EVERY_DAY, before=0, after=0)
    search = search_of(lines, (first, midnight))
    cases = cases_of(search, [Turn(0, 0, DAY), Turn(0, 1, DAY)])
    assert [float(legs.worst[0]) <= LIMIT for _, legs, _ in cases] == [False, True]
    moved = best_move(search, cases, False, [])
    assert (moved.starts_at.hour, moved.moved_from and moved.moved_from.hour) == (23, 0)
    assert (moved.gained, moved.lost) == (PEOPLE, PEOPLE)


def test_of_two_localities_with_one_name_employees_live_in_the_larger() -> None:
    localities = (
        Locality("Ersmark", (64.0, 20.0), 900),
        Locality("Ersmark", (65.0, 21.0), 300),
        Locality("By", (64.5, 20.0), 100),
    )
    origins = Origins(
        localities,
        np.array([one.point for one in localities]),
        np.arange(3, dtype=np.int32),
        np.array([one.people for one in localities], dtype=np.float64),
    )
    workplace = Workplace("w", (64.0, 20.0), None, ())
    weights = weigh_employees(origins, [CommuterGroup("w", "Ersmark", 7), CommuterGroup("w", "By", 5)], workplace)
    assert weights is not None
    assert weights.tolist() == [7.0, 0.0, 5.0]


def test_gaps_are_the_same_however_few_tries_are_held_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    days = frozenset({0})
    lines = [ride(1, 0, at(5, 20), at(5, 50), days), ride(0, 1, at(14, 5), at(14, 35), days)]
    shifts = tuple(
        Shift(name=f"s{begins}", begins=begins, ends=840, weekdays=EVERY_DAY, before=0, after=0)
        for begins in (330, 340, 345, 400)
    )
    search = search_of(lines, shifts)
    every = search.measure([Turn(0, row, DAY) for row in range(len(shifts))])
    steps = range(5, 31, 5)
    whole = gaps.find_gaps(search, every, LIMIT, steps)
    assert [float(one.later[0]) for one in whole] == [20.0, 10.0, 5.0, np.inf]
    monkeypatch.setattr(gaps, "BLOCK", 1)
    for one, other in zip(gaps.find_gaps(search, every, LIMIT, steps), whole, strict=True):
        assert one.later.tolist() == other.later.tolist()
        assert one.earlier.tolist() == other.earlier.tolist()
