"""On how many days a shift is made when departures are late or cancelled, against a slow search written another way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, FAR, Line, Pairs, make_footpaths, make_network, ridden_on, rounds, search, search_back
from samspel.reach.disruption import EARLIEST_DAY, SEED, Assumption
from samspel.reach.origins import spread_localities
from samspel.reach.scan import NEVER
from samspel.reach.shifts import Rules, ShiftSearch, Turn
from samspel.reach.steadiness import count_days, share_steady
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

STOPS, HOUR, TRIED = 4, 3600, 3
LIMITS = (60.0, 150.0)
STILL = Pace(1.0, 1.0, 300)
RULES = Rules(STILL, STILL, 0, 4 * HOUR)
OFTEN = Assumption(cancelled=0.2, late=0.5, least_seconds=60.0, more_seconds=600.0, latest_seconds=HOUR)
NONE = Assumption(cancelled=0.0, late=0.0, least_seconds=60.0, more_seconds=600.0, latest_seconds=HOUR)
Made = tuple[list[Line], dict[tuple[int, int], int], int, Pairs, Pairs]


def search_of(made: Made, stop: int, begins: int, ends: int, margin: int) -> ShiftSearch:
    lines, walks, change, stays, leaves = made
    shift = Shift(name="s", begins=begins, ends=ends, weekdays=frozenset(range(7)), before=margin, after=margin)
    works = Workplace("w", (57.0 + 0.01 * stop, 18.0), None, (shift,))
    homes = [Locality(f"L{row}", (57.0 + 0.01 * row, 18.0), 100) for row in range(STOPS)]
    network = make_network(STOPS, lines, stays=stays, leaves=leaves)
    origins = spread_localities(homes, 100.0)
    return ShiftSearch(network, [works], origins, RULES, make_footpaths(STOPS, walks, change))


def find_leader(row: int, heirs: dict[int, list[int]]) -> int:
    """The first of the trips that are ridden on to from one another, followed both ways."""
    joined = {row}
    while True:
        more = {other for one, others in heirs.items() for other in (one, *others) if {one, *others} & joined}
        if more <= joined:
            return min(joined)
        joined |= more


def disturb(made: Made, number: int) -> tuple[list[Line], Pairs]:
    """Each trip of each day as a line of its own, late as it is or left out, and what is ridden on to."""
    lines, _, _, stays, leaves = made
    moved: list[Line] = []
    rows: dict[tuple[int, int], int] = {}
    pairs: set[tuple[int, int]] = set()
    for day in (-1, 0, 1, 2):
        running = [row for row, line in enumerate(lines) if day in line.days]
        heirs = {
            row: [other for other in others if day in lines[other].days]
            for row, others in ridden_on(lines, day, stays, leaves).items()
            if day in lines[row].days
        }
        for row in running:
            key = [SEED, day + EARLIEST_DAY, find_leader(row, {one: to for one, to in heirs.items() if to})]
            late = int(OFTEN.delay(np.random.default_rng(key).random(TRIED))[number])
            if late < NEVER:
                rows[day, row] = len(moved)
                calls = tuple((stop, arrival + late, departure + late) for stop, arrival, departure in lines[row].calls)
                moved.append(replace(lines[row], calls=calls, days=frozenset({day}), block=-1))
        pairs |= {
            (rows[day, one], rows[day, other])
            for one, others in heirs.items()
            for other in others
            if (day, one) in rows and (day, other) in rows
        }
    return moved, frozenset(pairs)


@settings(max_examples=60, deadline=None)
@given(rounds(STOPS), st.integers(0, STOPS - 1), st.sampled_from([0, 6, 15, 23]), st.sampled_from([0, 10]))
def test_the_days_are_those_of_the_slow_search(made: Made, stop: int, hour: int, margin: int) -> None:
    made = ([replace(line, days=line.days | {2}) for line in made[0]], *made[1:])
    _, walks, change, *_ = made
    begins, ends = hour * 60, (hour * 60 + 480) % 1440
    made_days = np.zeros((len(LIMITS), STOPS), dtype=int)
    leaves_at = (ends + (1440 if ends <= begins else 0)) * 60
    for number in range(TRIED):
        moved, pairs = disturb(made, number)
        home = search(moved, walks, change, {stop: leaves_at + margin * 60}, pairs)
        for origin in range(STOPS):
            if origin == stop:
                made_days[:, origin] += 1
                continue
            latest = search_back(moved, walks, change, origin, {stop: 0}, begins * 60 - margin * 60, pairs)
            out = np.inf if latest is None else begins * 60 - latest
            back = home.get(origin, FAR) - leaves_at
            made_days[:, origin] += [max(out, back) <= limit * 60 for limit in LIMITS]
    found = count_days(search_of(made, stop, begins, ends, margin), Turn(0, 0, DAY), (OFTEN, NONE), LIMITS, TRIED)
    assert found[0].tolist() == made_days.tolist()
    legs = search_of(made, stop, begins, ends, margin).measure([Turn(0, 0, DAY)])[0]
    assert found[1].tolist() == [(TRIED * (legs.worst <= limit)).tolist() for limit in LIMITS]
    again = count_days(search_of(made, stop, begins, ends, margin), Turn(0, 0, DAY), (OFTEN,), LIMITS, TRIED, threads=2)
    assert again[0].tolist() == found[0].tolist()


def test_one_bus_a_day_holds_as_often_as_buses_come() -> None:
    out = Line(((1, 7 * HOUR, 7 * HOUR), (0, 8 * HOUR - 240, 8 * HOUR - 240)), frozenset({0}))
    home = Line(((0, 16 * HOUR, 16 * HOUR), (1, 16 * HOUR + 1800, 16 * HOUR + 1800)), frozenset({0}))
    made: Made = ([out, home], {}, 0, frozenset(), frozenset())
    found = search_of(made, 0, 480, 960, 0)
    tried = 4000
    assumed = Assumption(cancelled=0.05, late=0.2, least_seconds=180.0, more_seconds=240.0, latest_seconds=HOUR)
    days = count_days(found, Turn(0, 0, DAY), (assumed,), (60.0,), tried)[0, 0, 1] / tried
    # The bus out has four minutes in hand, the bus home half an hour: one minute more than the least is forgiven.
    in_time = 0.95 - 0.2 * np.exp(-60 / 240)
    assert days == pytest.approx(in_time * 0.95, abs=0.02)


def test_a_second_bus_makes_the_first_one_matter_less() -> None:
    one = Line(((1, 7 * HOUR, 7 * HOUR), (0, 7 * HOUR + 1800, 7 * HOUR + 1800)), frozenset({0}))
    more = [replace(one, calls=tuple((s, a + 600 * n, d + 600 * n) for s, a, d in one.calls)) for n in range(3)]
    home = Line(((0, 16 * HOUR, 16 * HOUR), (1, 16 * HOUR + 60, 16 * HOUR + 60)), frozenset({0}))
    days = [
        count_days(
            search_of((lines, {}, 0, frozenset(), frozenset()), 0, 480, 960, 0), Turn(0, 0, DAY), (OFTEN,), (60.0,), 500
        )
        for lines in ([one, home], [*more, home])
    ]
    assert days[0][0, 0, 1] + 25 < days[1][0, 0, 1]


def test_shares_count_those_who_make_it_on_enough_days() -> None:
    days = np.array([[190, 189, 0], [200, 190, 190]])
    assert share_steady(days, np.array([1.0, 2.0, 5.0]), 200, 0.95) == pytest.approx((1 / 8, 1.0))
    assert np.isnan(share_steady(days, np.zeros(3), 200, 0.95)).all()
