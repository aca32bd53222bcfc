"""Scans without a run and with a departure put in, against a slow search of a timetable written anew."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, FAR, Line, Pairs, make_footpaths, make_network, rounds, search, timetables
from samspel.reach.connections import Timeline
from samspel.reach.links import Footpaths
from samspel.reach.network import NO_BLOCK, Network
from samspel.reach.patterns import copy_trip
from samspel.reach.rescans import Rescanner, Traffic
from samspel.reach.scan import NEVER, NOBODY
from samspel.terms.arrays import Ints

STOPS, HOUR = 5, 3600
HORIZON = 12 * HOUR
DOORS = np.arange(STOPS, dtype=np.int32)
GATE = (np.array([0], dtype=np.int32), np.array([0], dtype=np.int32))
TIMES = st.sampled_from([0, 300, 5 * HOUR, 14 * HOUR, 24 * HOUR])
Made = tuple[list[Line], dict[tuple[int, int], int], int]


def traffic_of(network: Network, paths: Footpaths, trip: int | None) -> Traffic:
    """A day's traffic, without a trip of that day."""
    timeline = Timeline(network, paths)
    barred = NOBODY if trip is None else timeline.first_run(DAY, DAY) + trip
    return Traffic(timeline.around(DAY), paths, barred)


def slow(lines: list[Line], walks: dict[tuple[int, int], int], change: int, start: int) -> list[int]:
    found = search(lines, walks, change, {0: start})
    return [found.get(stop, FAR) if found.get(stop, FAR) <= start + HORIZON else int(NEVER) for stop in range(STOPS)]


def taken_away(lines: list[Line], trip: int) -> list[Line]:
    return [replace(one, days=one.days - {0}) if number == trip else one for number, one in enumerate(lines)]


@settings(max_examples=200)
@given(timetables(STOPS), TIMES, st.integers(0, 7), st.integers(0, 7), st.integers(-30, 30))
def test_a_run_left_out_and_a_departure_put_in_give_what_the_timetable_written_anew_gives(
    made: Made, start: int, out: int, into: int, minutes: int
) -> None:
    lines, walks, change = made
    out, into, shift = out % len(lines), into % len(lines), 60 * minutes
    paths, network = make_footpaths(STOPS, walks, change), make_network(STOPS, lines)
    rescanner, traffic = Rescanner(STOPS, DOORS), traffic_of(network, paths, out)
    reached, _ = rescanner.reach(traffic, GATE, start, start + HORIZON)
    fewer = taken_away(lines, out)
    assert rescanner.find(reached).tolist() == slow(fewer, walks, change, start)
    for _ in range(2):
        calls = tuple((stop, arrival + shift, departure + shift) for stop, arrival, departure in lines[into].calls)
        copy = replace(lines[into], calls=calls, days=frozenset({0}), block=NO_BLOCK)
        pattern = copy_trip(network, into, outward=False)
        found = rescanner.go_on(traffic, reached, pattern, shift, start + HORIZON)
        assert found.tolist() == slow([*fewer, copy], walks, change, start)
        shift += 60


@settings(max_examples=200)
@given(rounds(STOPS), TIMES, st.booleans())
def test_without_a_run_that_is_not_needed_everything_is_reached_as_before(
    made: tuple[list[Line], dict[tuple[int, int], int], int, Pairs, Pairs], start: int, turned: bool
) -> None:
    lines, walks, change, stays, leaves = made
    paths = make_footpaths(STOPS, walks, change)
    traffic = traffic_of(make_network(STOPS, lines, stays=stays, leaves=leaves), paths, None)
    if turned:
        traffic, start = Traffic(traffic.connections.mirrored, paths.mirrored, NOBODY), -start - 6 * HOUR
    rescanner = Rescanner(STOPS, DOORS)
    reached, needed = rescanner.reach(traffic, GATE, start, start + HORIZON)
    assert needed.tolist() == sorted(set(needed.tolist()))
    for run in set(range(traffic.connections.runs)) - set(needed.tolist()):
        without, _ = rescanner.reach(traffic._replace(barred=run), GATE, start, start + HORIZON)
        assert rescanner.find(without).tolist() == rescanner.find(reached).tolist()


def test_nobody_rides_through_a_run_that_is_taken_away() -> None:
    lines = [
        Line(((0, HOUR, HOUR), (1, 2 * HOUR, 2 * HOUR)), frozenset({0}), block=0),
        Line(((1, 2 * HOUR, 2 * HOUR), (2, 3 * HOUR, 3 * HOUR)), frozenset({0}), block=0),
        Line(((2, 3 * HOUR, 3 * HOUR), (3, 4 * HOUR, 4 * HOUR)), frozenset({0}), block=0),
    ]
    paths = make_footpaths(STOPS, {}, 600)
    network, rescanner = make_network(STOPS, lines), Rescanner(STOPS, DOORS)

    def ride(trip: int | None) -> Ints:
        reached, _ = rescanner.reach(traffic_of(network, paths, trip), GATE, HOUR, HOUR + HORIZON)
        return rescanner.find(reached)

    assert ride(None).tolist() == [NEVER, 2 * HOUR, 3 * HOUR, 4 * HOUR, NEVER]
    assert ride(1).tolist() == [NEVER, 2 * HOUR, NEVER, NEVER, NEVER]
