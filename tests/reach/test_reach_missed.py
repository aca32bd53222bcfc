"""What a missed change costs, against a slow search in the timetable without the ride that was missed."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reach.timetables import DAY, FAR, Line, make_footpaths, make_network, search, timetables
from samspel.reach.journeys import JourneyTeller
from samspel.reach.missed import MissTeller
from samspel.reach.origins import spread_localities
from samspel.reach.shifts import Rules, ShiftSearch, Turn
from samspel.reach.summary import report_journey
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

STOPS, HOUR = 5, 3600
STILL = Pace(1.0, 1.0, 300)
RULES = Rules(STILL, STILL, 0, 12 * HOUR)
EVERY = frozenset({-1, 0, 1, 2})
Made = tuple[list[Line], dict[tuple[int, int], int], int]


def search_of(made: Made, stop: int, begins: int, ends: int) -> ShiftSearch:
    lines, walks, change = made
    shift = Shift(name="s", begins=begins, ends=ends, weekdays=frozenset(range(7)), before=0, after=0)
    homes = [Locality(f"L{row}", (57.0 + 0.01 * row, 18.0), 100) for row in range(STOPS)]
    works = Workplace("w", (57.0 + 0.01 * stop, 18.0), None, (shift,))
    paths = make_footpaths(STOPS, walks, change)
    return ShiftSearch(make_network(STOPS, lines), [works], spread_localities(homes, 100.0), RULES, paths)


@settings(max_examples=80, deadline=None)
@given(timetables(STOPS), st.integers(0, STOPS - 1), st.sampled_from([0, 6, 15, 24]))
def test_one_goes_on_as_early_as_the_slow_search_says(made: Made, stop: int, hour: int) -> None:
    lines, walks, change = made
    lines = [Line(line.calls, EVERY, line.closed_on, line.closed_off) for line in lines]
    found = search_of((lines, walks, change), stop, hour * 60 % 1440, (hour * 60 + 480) % 1440)
    teller, miss_teller = JourneyTeller(found), MissTeller(found)
    for trip in found.plan(Turn(0, 0, DAY)):
        for origin in set(range(STOPS)) - {stop}:
            journey = teller.tell(trip, origin)
            if journey is None:
                continue
            missed = miss_teller.tell(trip, origin, journey)
            assert len(missed) == len(journey.rides) - 1
            goal = stop if trip.outward else origin
            for ride, one in zip(journey.rides[1:], missed, strict=True):
                at = ride.departs + 1
                row = int(ride.board[1:])
                assert found.timeline.wall(trip.day, ride.departs) == ride.boards_at
                step = (trip.day - DAY).days
                shifted = [Line(line.calls, frozenset(day - step for day in line.days)) for line in lines]
                shifted = [
                    Line(here.calls, here.days, line.closed_on, line.closed_off)
                    for here, line in zip(shifted, lines, strict=True)
                ]
                access = {row: at} | {to: at + walk for (one_end, to), walk in walks.items() if one_end == row}
                ride_there = search(shifted, walks, change, access)
                arrives = min(ride_there.get(goal, FAR), at if goal == row else FAR)
                if arrives > at + RULES.horizon_seconds:
                    assert one.arrives_at is None
                else:
                    assert one.arrives_at == found.timeline.wall(trip.day, arrives)
                assert (one.line, one.stop) == (ride.line, ride.board)


def test_the_minutes_that_are_told_are_those_between_the_clocks() -> None:
    feeder = Line(((1, 7 * HOUR, 7 * HOUR), (2, 7 * HOUR + 610, 7 * HOUR + 610)), EVERY)
    onward = [
        Line(
            ((2, 7 * HOUR + 630 + late, 7 * HOUR + 630 + late), (0, 7 * HOUR + 915 + late, 7 * HOUR + 915 + late)),
            EVERY,
        )
        for late in (0, 1234)
    ]
    home = Line(((0, 16 * HOUR, 16 * HOUR), (1, 16 * HOUR + 60, 16 * HOUR + 60)), EVERY)
    found = search_of(([feeder, *onward, home], {}, 0), 0, 7 * 60 + 20, 960)
    out, _ = found.plan(Turn(0, 0, DAY))
    journey = JourneyTeller(found).tell(out, 1)
    assert journey is not None
    told = report_journey(journey, MissTeller(found).tell(out, 1, journey))
    (missed,) = told.missed
    assert (told.arrives_at, missed.arrives_at, missed.later) == ("07:16", "07:36", 20)
    assert journey.arrives_at + timedelta(seconds=1234) == MissTeller(found).tell(out, 1, journey)[0].arrives_at


def test_there_may_be_no_way_after_the_last_ride() -> None:
    feeder = Line(((1, 7 * HOUR, 7 * HOUR), (2, 7 * HOUR + 600, 7 * HOUR + 600)), frozenset({0}))
    onward = Line(((2, 7 * HOUR + 660, 7 * HOUR + 660), (0, 7 * HOUR + 900, 7 * HOUR + 900)), frozenset({0}))
    found = search_of(([feeder, onward], {}, 0), 0, 480, 960)
    out, _ = found.plan(Turn(0, 0, DAY))
    journey = JourneyTeller(found).tell(out, 1)
    assert journey is not None
    told = report_journey(journey, MissTeller(found).tell(out, 1, journey))
    assert [(one.arrives_at, one.later) for one in told.missed] == [(None, None)]
