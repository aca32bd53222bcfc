"""Departures of many shifts at once: the same whatever the number of threads, and in the order of the shifts."""

from collections.abc import Generator, Iterator

import numpy as np
import pytest

from reach.timetables import DAY, Line, make_footpaths, make_network
from samspel.app.reaching_departures import Sought, find_departures
from samspel.reach.changes import Case
from samspel.reach.origins import spread_localities
from samspel.reach.shifts import Rules, ShiftSearch, plan_turns
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

STOPS, SITES, LIMIT = 12, 4, 60
RULES = Rules(Pace(2.0, 1.0, 600), Pace(1.0, 1.0, 300), 60, 3 * 3600)
SETTINGS = {"departure_farthest_minutes": 60.0}
CLOCKS = ((360, 840), (840, 1320), (1320, 360), (450, 990))


def make_search(seed: int) -> tuple[ShiftSearch, list[Case]]:
    """Buses along a row of stops, some of them in time for somebody, and shifts around the clock."""
    random = np.random.default_rng(seed)
    lines = []
    for _ in range(60):
        first, length = int(random.integers(0, STOPS - 3)), int(random.integers(3, 6))
        stops = list(range(first, min(STOPS, first + length)))[:: int(random.choice([1, -1]))]
        starts = 60 * int(random.integers(4 * 60, 25 * 60))
        calls = tuple((stop, starts + 240 * step, starts + 240 * step) for step, stop in enumerate(stops))
        lines.append(Line(calls, frozenset({0, 1})))
    shifts = tuple(
        Shift(name=str(n), begins=one, ends=other, weekdays=frozenset(range(7)), before=5, after=5)
        for n, (one, other) in enumerate(CLOCKS)
    )
    works = [Workplace(str(at), (57.0 + 0.01 * at, 18.0), None, shifts) for at in range(0, STOPS, STOPS // SITES)]
    homes = [Locality(str(at), (57.0 + 0.01 * at, 18.0), 100 + at) for at in range(STOPS)]
    paths = make_footpaths(STOPS, {}, 60)
    search = ShiftSearch(make_network(STOPS, lines), works, spread_localities(homes, 100.0), RULES, paths)
    legs = search.measure(plan_turns(works, [DAY]))
    return search, [(one.turn, one, search.origins.people) for one in legs]


@pytest.mark.parametrize("seed", range(3))
def test_the_departures_do_not_depend_on_the_number_of_threads(seed: int) -> None:
    found = []
    for threads in (1, 2, 5):
        search, cases = make_search(seed)
        sought = Sought(LIMIT, cases, [[case] for case in cases])
        found.append(list(find_departures(search, SETTINGS, sought, threads)))
    assert found[0] == found[1] == found[2]
    assert sum(map(len, found[0])) > SITES
    assert any(one.lost for several in found[0] for one in several)


def test_nothing_is_sought_for_shifts_without_days() -> None:
    search, cases = make_search(0)
    rows = [[], cases[:1], []]
    before, found, after = find_departures(search, SETTINGS, Sought(LIMIT, cases, rows), 2)
    assert before == after == []
    assert found == next(iter(find_departures(search, SETTINGS, Sought(LIMIT, cases, rows[1:2]), 1)))


def test_who_stops_listening_stops_the_search() -> None:
    search, cases = make_search(1)
    asked: list[list[Case]] = []

    class Row(list[Case]):
        def __iter__(self) -> Iterator[Case]:
            asked.append(self)
            return super().__iter__()

    rows = [Row([case]) for case in cases * 20]
    departures = find_departures(search, SETTINGS, Sought(LIMIT, cases, rows), 2)
    assert isinstance(departures, Generator)
    next(departures)
    departures.close()
    assert len(asked) < len(rows)
