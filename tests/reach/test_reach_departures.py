"""An added or moved departure against a timetable that truly has it, and against every other minute."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, Line, Pairs, make_footpaths, make_network, rounds, timetables
from samspel.reach.departures import DepartureSearch, Improvement
from samspel.reach.network import NO_BLOCK
from samspel.reach.origins import spread_localities
from samspel.reach.shifts import Legs, Rules, ShiftSearch, Turn
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

STOPS = 5
HOUR = 3600
STILL = Pace(1.0, 1.0, 300)
RULES = Rules(STILL, STILL, 0, 4 * HOUR)
LIMIT = 60
TURN = Turn(0, 0, DAY)
FARTHEST = 3600
Made = tuple[list[Line], dict[tuple[int, int], int], int]


def search_of(
    lines: list[Line], walks: dict[tuple[int, int], int], change: int, shift: tuple[int, int], rules: Rules = RULES
) -> ShiftSearch:
    places = [Locality(f"L{stop}", (57.0 + 0.01 * stop, 18.0), 10**stop) for stop in range(STOPS)]
    begins, ends = shift
    turn = Shift(name="s", begins=begins, ends=ends, weekdays=frozenset(range(7)), before=0, after=0)
    works = Workplace("w", (57.0, 18.0), None, (turn,))
    paths = make_footpaths(STOPS, walks, change)
    return ShiftSearch(make_network(STOPS, lines), [works], spread_localities(places, 100.0), rules, paths)


def legs_of(search: ShiftSearch) -> Legs:
    return search.measure([TURN])[0]


def finder_of(search: ShiftSearch, before: Legs) -> DepartureSearch:
    return DepartureSearch(search, LIMIT, FARTHEST, [(TURN, before, search.origins.people)])


def gain(search: ShiftSearch, before: Legs, after: Legs) -> float:
    both = (after.worst <= LIMIT) & ~(before.worst <= LIMIT)
    return float(search.origins.people[both].sum())


def copied(line: Line, starts: int) -> Line:
    move = starts - line.calls[0][2]
    calls = tuple((stop, arrival + move, departure + move) for stop, arrival, departure in line.calls)
    return replace(line, calls=calls, days=frozenset({0}), block=NO_BLOCK)


def seconds_of(search: ShiftSearch, one: Improvement) -> int:
    return round((one.starts_at - search.timeline.wall(DAY, 0)).total_seconds())


@settings(max_examples=50)
@given(timetables(STOPS), st.sampled_from([(360, 840), (30, 400), (60, 600)]), st.booleans())
def test_an_added_departure_gains_what_the_new_timetable_gives(
    made: Made, shift: tuple[int, int], outward: bool
) -> None:
    lines, walks, change = made
    search = search_of(lines, walks, change, shift)
    before = legs_of(search)
    found = finder_of(search, before).add((TURN, before, search.origins.people), outward)
    for one in found[:5]:
        added = [*lines, copied(lines[one.trip], seconds_of(search, one))]
        assert gain(search, before, legs_of(search_of(added, walks, change, shift))) == one.gained


@settings(max_examples=50)
@given(rounds(STOPS), st.sampled_from([(360, 840), (60, 600)]), st.booleans())
def test_an_added_departure_gains_what_the_new_timetable_gives_where_people_stay_on_board(
    made: tuple[list[Line], dict[tuple[int, int], int], int, Pairs, Pairs], shift: tuple[int, int], outward: bool
) -> None:
    lines, walks, change, *_ = made
    search = search_of(lines, walks, change, shift)
    before = legs_of(search)
    found = finder_of(search, before).add((TURN, before, search.origins.people), outward)
    for one in found[:5]:
        added = [*lines, copied(lines[one.trip], seconds_of(search, one))]
        assert gain(search, before, legs_of(search_of(added, walks, change, shift))) == one.gained


@settings(max_examples=8)
@given(timetables(STOPS), st.sampled_from([(360, 840), (60, 600)]), st.booleans())
def test_no_other_minute_gains_more(made: Made, shift: tuple[int, int], outward: bool) -> None:
    lines, walks, change = made
    lines = lines[:3]
    search = search_of(lines, walks, change, shift)
    before = legs_of(search)
    found = finder_of(search, before).add((TURN, before, search.origins.people), outward)
    best = max((one.gained for one in found), default=0.0)
    around = search.plan(TURN)[0 if outward else 1].limit // 60
    gains = [0.0]
    for line in (line for line in lines if 0 in line.days):
        length = (line.calls[-1][1] - line.calls[0][2]) // 60
        first = around - LIMIT - length if outward else around - length
        for minute in range(first, first + LIMIT + 2 * length + 1):
            added = [*lines, copied(line, 60 * minute)]
            after = legs_of(search_of(added, walks, change, shift))
            one_leg = replace(before, out=after.out) if outward else replace(before, home=after.home)
            gains.append(gain(search, before, one_leg))
    assert max(gains) <= best


@settings(max_examples=50)
@given(timetables(STOPS), st.sampled_from([(360, 840), (30, 400), (60, 600)]), st.booleans())
def test_a_moved_departure_gains_and_loses_what_the_new_timetable_gives(
    made: Made, shift: tuple[int, int], outward: bool
) -> None:
    lines, walks, change = made
    lines = [replace(line, days=frozenset({0})) for line in lines]
    search = search_of(lines, walks, change, shift)
    before = legs_of(search)
    people = search.origins.people
    for one in finder_of(search, before).move((TURN, before, people), outward)[:5]:
        assert one.moved_from is not None
        left = round((one.moved_from - search.timeline.wall(DAY, 0)).total_seconds())
        row = next(n for n, line in enumerate(lines) if line.calls[0][2] == left
                   and [c[0] for c in line.calls] == [c[0] for c in lines[one.trip].calls])  # fmt: skip
        moved = [line for n, line in enumerate(lines) if n != row]
        moved.append(copied(lines[one.trip], seconds_of(search, one)))
        after = legs_of(search_of(moved, walks, change, shift))
        assert gain(search, before, after) == one.gained
        assert gain(search, after, before) == one.lost


def test_the_bus_that_comes_ten_minutes_late_is_found() -> None:
    late = Line(((1, 5 * HOUR + 2400, 5 * HOUR + 2400), (0, 6 * HOUR + 600, 6 * HOUR + 600)), frozenset({0}))
    home = Line(((0, 14 * HOUR + 300, 14 * HOUR + 300), (1, 14 * HOUR + 2100, 14 * HOUR + 2100)), frozenset({0}))
    search = search_of([late, home], {}, 0, (360, 840))
    case = (TURN, legs_of(search), search.origins.people)
    departures = finder_of(search, case[1])
    added, moved = departures.add(case, outward=True)[0], departures.move(case, outward=True)[0]
    assert (added.starts_at.hour, added.starts_at.minute, added.gained) == (5, 30, 10.0)
    assert moved.moved_from is not None
    assert (moved.moved_from.hour, moved.moved_from.minute) == (5, 40)
    assert (moved.gained, moved.lost) == (10.0, 0.0)
    assert departures.add(case, outward=False) == []


def test_a_move_farther_than_allowed_is_not_proposed() -> None:
    late = Line(((1, 8 * HOUR, 8 * HOUR), (0, 8 * HOUR + 600, 8 * HOUR + 600)), frozenset({0}))
    search = search_of([late], {}, 0, (360, 840))
    case = (TURN, legs_of(search), search.origins.people)
    assert finder_of(search, case[1]).move(case, outward=True) == []
    assert np.isinf(case[1].out[1])


def beside_a_main_line(outward: bool) -> ShiftSearch:
    """Homes at stop 2, where only a feeder calls; a main line between stop 1 and the gate; the other way is made."""

    def trip(*calls: tuple[int, int]) -> Line:
        return Line(tuple((stop, 60 * at, 60 * at) for stop, at in calls), frozenset({0}))

    there = [trip((2, 320), (1, 330)), trip((1, 325), (0, 345))]
    home = [trip((0, 850), (1, 870)), trip((1, 865), (2, 875))]
    straight = [trip((0, 845), (2, 885))] if outward else [trip((2, 310), (0, 355))]
    lines = [*(there if outward else home), *straight]
    places = [Locality("L", (57.02, 18.0), 100)]
    works = Workplace(
        "w",
        (57.0, 18.0),
        None,
        (Shift(name="s", begins=360, ends=840, weekdays=frozenset(range(7)), before=0, after=0),),
    )
    paths = make_footpaths(STOPS, {}, 0)
    return ShiftSearch(make_network(STOPS, lines), [works], spread_localities(places, 100.0), RULES, paths)


@pytest.mark.parametrize(("outward", "starts", "was"), [(True, "05:15", "05:20"), (False, "14:30", "14:25")])
def test_a_departure_that_helps_only_with_a_change_is_found_added_and_moved(
    outward: bool, starts: str, was: str
) -> None:
    search = beside_a_main_line(outward)
    case = (TURN, legs_of(search), search.origins.people)
    finder = finder_of(search, case[1])
    for found in (finder.add(case, outward), finder.move(case, outward)):
        assert all(one.gained == 100.0 for one in found)
        assert len(found) == 2
    feeder = 0 if outward else 1
    moved = next(one for one in found if one.trip == feeder)
    assert moved.moved_from is not None
    assert (f"{moved.starts_at:%H:%M}", f"{moved.moved_from:%H:%M}", moved.lost) == (starts, was, 0.0)


def test_a_leg_that_was_looked_at_is_never_taken_for_another() -> None:
    search = beside_a_main_line(outward=True)
    legs, people = legs_of(search), search.origins.people
    cases = [(TURN, legs, people), (TURN, legs, 2 * people), (TURN, legs, np.zeros(len(people)))]
    asked = [(case, outward) for outward in (True, False) for case in cases * 3]
    expected = [DepartureSearch(search, LIMIT, FARTHEST, cases[:1]).add(*one) for one in asked]
    shared = DepartureSearch(search, LIMIT, FARTHEST, cases[:1])
    assert [shared.add(*one) for one in asked] == expected
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda one: shared.add(*one), asked)) == expected
    assert expected[1][0].gained == 2 * expected[0][0].gained > 0
    assert expected[2] == []
