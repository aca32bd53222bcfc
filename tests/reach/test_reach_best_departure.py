"""The best departure against every other that there is: each trip at every minute, in a slow search of small towns."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from reach.timetables import DAY, FAR, Line, make_footpaths, make_network, search
from samspel.reach.departures import DepartureSearch
from samspel.reach.origins import spread_localities
from samspel.reach.shifts import Rules, ShiftSearch, Turn
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

STOPS, GATE = 6, 1
MINUTE, HOUR = 60, 3600
LIMIT, FARTHEST = 60, 45
SHIFTS = ((6 * HOUR, 14 * HOUR), (6 * HOUR + 20 * MINUTE, 14 * HOUR + 10 * MINUTE))
"""Seconds when the shift that is asked for begins and ends, and then those of another that may lose."""

BESIDE = 556
"""Seconds of walking to a stop beside: the stops lie in a row, the gate and the homes at some of them."""

RULES = Rules(Pace(2.0, 1.0, 600), Pace(1.0, 1.0, 300), 0, 3 * HOUR)
TURNS = (Turn(0, 0, DAY), Turn(0, 1, DAY))
PEOPLE = tuple(10**stop for stop in range(STOPS))
TOWNS = 150
EASY, HALF = 0.8, 0.5

Walks = dict[tuple[int, int], int]


@dataclass(frozen=True)
class Town:
    """A small timetable around a shift from six to two; a locality of its own size at some of the stops."""

    homes: frozenset[int]
    lines: tuple[Line, ...]
    walks: Walks
    change: int


def make_town(seed: int) -> Town:
    """Short lines of which some meet, so that many homes can only be reached by a change; one way there is often a bus
    for everybody, so that it is the other that decides.
    """
    random = np.random.default_rng(seed)
    lines = []
    for _ in range(random.integers(2, 6)):
        around = random.choice([SHIFTS[0][0] - HOUR, SHIFTS[0][1]])
        now = int(around + MINUTE * random.integers(-20, 70))
        calls = []
        for stop in random.permutation(STOPS)[: random.integers(2, 5)]:
            arrival = now + MINUTE * int(random.choice([0, 2, 5, 12]))
            now = arrival + MINUTE * int(random.choice([0, 0, 1]))
            calls.append((int(stop), arrival, now))
        shut, kept = (frozenset(random.integers(0, len(calls), random.integers(0, 2)).tolist()) for _ in range(2))
        lines.append(Line(tuple(calls), frozenset({0}), shut, kept))
    if random.random() < EASY:
        begins, ends = SHIFTS[0]
        tour, starts = (range(STOPS), ends) if random.random() < HALF else (range(STOPS - 1, -1, -1), begins - HOUR)
        times = [starts + 5 * MINUTE * (step + 1) for step in range(STOPS)]
        lines.append(Line(tuple((stop, at, at) for stop, at in zip(tour, times, strict=True)), frozenset({0})))
    pairs = random.integers(0, STOPS, (random.integers(0, 3), 2)).tolist()
    walks = {(one, other): int(random.choice([60, 240])) for one, other in pairs if one != other}
    homes = frozenset(random.permutation(STOPS)[: random.integers(1, STOPS)].tolist())
    return Town(homes, tuple(lines), walks, int(random.choice([0, 60, 180])))


def search_of(town: Town) -> ShiftSearch:
    homes = [Locality(f"L{stop}", (57.0 + 0.01 * stop, 18.0), PEOPLE[stop]) for stop in sorted(town.homes)]
    shifts = [
        Shift(name="s", begins=one // MINUTE, ends=other // MINUTE, weekdays=frozenset(range(7)), before=0, after=0)
        for one, other in SHIFTS
    ]
    works = Workplace("w", (57.0 + 0.01 * GATE, 18.0), None, tuple(shifts))
    paths = make_footpaths(STOPS, town.walks, town.change)
    return ShiftSearch(make_network(STOPS, list(town.lines)), [works], spread_localities(homes, 100.0), RULES, paths)


def turn_round(line: Line) -> Line:
    """A trip with time running backwards, so that those who board last are those who left first."""
    last = len(line.calls) - 1
    calls = tuple((stop, -departure, -arrival) for stop, arrival, departure in reversed(line.calls))
    on, off = (frozenset(last - call for call in closed) for closed in (line.closed_off, line.closed_on))
    return Line(calls, line.days, on, off)


def beside(stop: int) -> dict[int, int]:
    """The stops within a walk and the seconds to them."""
    return {near: BESIDE * abs(near - stop) for near in (stop - 1, stop, stop + 1) if 0 <= near < STOPS}


def makers(town: Town, lines: Iterable[Line], outward: bool, shift: int = 0) -> frozenset[int]:
    """The homes from which, or to which, the leg is made within the limit."""
    if outward:
        lines = [turn_round(line) for line in lines]
        walks = {(other, one): seconds for (one, other), seconds in town.walks.items()}
    else:
        walks = town.walks
    starts = -SHIFTS[shift][0] if outward else SHIFTS[shift][1]
    gate = {stop: starts + seconds for stop, seconds in beside(GATE).items()}
    found = search(list(lines), walks, town.change, gate)
    latest = starts + LIMIT * MINUTE
    return frozenset(
        home
        for home in town.homes
        if home in beside(GATE) or any(found.get(stop, FAR) + walk <= latest for stop, walk in beside(home).items())
    )


def both_ways(town: Town, lines: Iterable[Line], shift: int) -> frozenset[int]:
    return makers(town, lines, True, shift) & makers(town, lines, False, shift)


def weigh(stops: Iterable[int]) -> int:
    return sum(PEOPLE[stop] for stop in stops)


def copy_at(line: Line, shift: int) -> Line:
    calls = tuple((stop, arrival + shift, departure + shift) for stop, arrival, departure in line.calls)
    return replace(line, calls=calls)


def minutes_of(line: Line, outward: bool) -> range:
    """Every minute at which the trip is out between the gate's hour and the limit; at others it helps nobody."""
    first = SHIFTS[0][0] - LIMIT * MINUTE if outward else SHIFTS[0][1]
    starts, ends = line.calls[0][2], line.calls[-1][1]
    return range(-((ends - first) // MINUTE) * MINUTE, first + LIMIT * MINUTE - starts + 1, MINUTE)


def try_every_added(town: Town, outward: bool) -> tuple[int, int]:
    """The most that make both legs, and this leg, by any trip copied to any minute."""
    before, other = makers(town, town.lines, outward), makers(town, town.lines, not outward)
    best = (0, 0)
    for line in town.lines:
        for shift in minutes_of(line, outward):
            new = makers(town, [*town.lines, copy_at(line, shift)], outward) - before
            best = max(best, (weigh(new & other), weigh(new)))
    return best


def try_every_moved(town: Town, outward: bool) -> tuple[int, int]:
    """The most that make both legs less those who no longer make a shift, and then that make this leg, by any trip
    moved to any minute.
    """
    before = makers(town, town.lines, outward)
    now = [both_ways(town, town.lines, shift) for shift in range(len(SHIFTS))]
    best = (-FAR, 0)
    for at, line in enumerate(town.lines):
        rest = [one for number, one in enumerate(town.lines) if number != at]
        for shift in minutes_of(line, outward):
            if not 0 < abs(shift) <= FARTHEST * MINUTE:
                continue
            lines = [*rest, copy_at(line, shift)]
            new = makers(town, lines, outward) - before
            if new:
                then = [both_ways(town, lines, number) for number in range(len(SHIFTS))]
                lost = sum(weigh(now[number] - then[number]) for number in range(len(SHIFTS)))
                best = max(best, (weigh(then[0] - now[0]) - lost, weigh(new)))
    return best


@pytest.mark.parametrize("outward", [True, False])
def test_the_best_added_departure_is_the_best_of_every_trip_at_every_minute(outward: bool) -> None:
    helped = 0
    for seed in range(TOWNS):
        town = make_town(seed)
        ours = search_of(town)
        case = (TURNS[0], ours.measure(TURNS)[0], ours.origins.people)
        found = DepartureSearch(ours, LIMIT, FARTHEST * MINUTE, [case]).add(case, outward, most=1)
        best = try_every_added(town, outward)
        assert (found[0].gained, found[0].gained_leg) == best if found else best == (0, 0), f"town {seed}"
        helped += best[0] > 0
    assert helped > TOWNS // 10


@pytest.mark.parametrize("outward", [True, False])
def test_the_best_moved_departure_is_the_best_of_every_trip_at_every_minute(outward: bool) -> None:
    helped = 0
    for seed in range(TOWNS):
        town = make_town(seed)
        ours = search_of(town)
        case, other = ((legs.turn, legs, ours.origins.people) for legs in ours.measure(TURNS))
        found = DepartureSearch(ours, LIMIT, FARTHEST * MINUTE, [case, other]).move(case, outward, most=1)
        best = try_every_moved(town, outward)
        mine = (found[0].gained - found[0].lost, found[0].gained_leg) if found else (-FAR, 0)
        assert mine == best, f"town {seed}"
        helped += best[0] > 0
    assert helped > TOWNS // 20
