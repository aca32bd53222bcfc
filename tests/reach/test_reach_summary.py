"""Gaps, medians, shares and days put together."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reach.timetables import DAY, Line, make_network
from samspel.reach.gaps import find_gaps
from samspel.reach.journeys import Journey, JourneyTeller, Ride
from samspel.reach.missed import Missed
from samspel.reach.origins import spread_localities
from samspel.reach.report import ReportedJourney
from samspel.reach.shifts import Legs, Rules, ShiftSearch, Turn, plan_turns
from samspel.reach.summary import group_days, median_person, report_journey, share_each
from samspel.reach.walking import Pace
from samspel.reach.workplaces import Locality, Shift, Workplace

HOUR = 3600
STILL = Pace(1.0, 1.0, 300)
RULES = Rules(STILL, STILL, 0, 4 * HOUR)
EVERY = frozenset({-3, -2, -1, 0, 1, 2, 3})


def search_of(lines: list[Line], weekdays: frozenset[int] = frozenset(range(7))) -> ShiftSearch:
    works = Workplace(
        "w", (57.0, 18.0), None, (Shift(name="s", begins=360, ends=840, weekdays=weekdays, before=0, after=0),)
    )
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


ZONE = ZoneInfo("Europe/Stockholm")
NIGHTS = [
    datetime(2026, 11, 25, 4, tzinfo=ZONE),
    datetime(2026, 10, 25, 0, tzinfo=ZONE),
    datetime(2026, 3, 29, tzinfo=ZONE),
]
SECONDS = st.integers(0, 900)


def make_ride(boards_at: datetime, alights_at: datetime) -> Ride:
    return Ride(
        line="1", towards="B", board="A", boards_at=boards_at, alight="B", alights_at=alights_at, board_row=0, departs=0
    )


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Walks, rides and waits of any number of seconds, also in the nights when clocks change."""
    now = draw(st.sampled_from(NIGHTS)).timestamp() + draw(st.integers(0, 4 * 3600))
    leaves, walks, rides = now, [], []
    for number in range(draw(st.integers(1, 4))):
        walks.append(draw(SECONDS))
        now += walks[-1] + (draw(SECONDS) if number else 0)
        boards = now
        now += draw(SECONDS)
        ends = (datetime.fromtimestamp(boards, ZONE), datetime.fromtimestamp(now, ZONE))
        rides.append(make_ride(*ends))
    walks.append(draw(SECONDS))
    arrives = datetime.fromtimestamp(now + walks[-1], ZONE)
    return Journey(datetime.fromtimestamp(leaves, ZONE), arrives, tuple(walks), tuple(rides))


def minutes_between(one: str, other: str) -> int:
    """Minutes from one clock to a later one, as a reader counts them; none of the parts is as long as an hour."""
    first, second = (60 * int(clock[:2]) + int(clock[3:]) for clock in (one, other))
    return (second - first) % 60


def waits_of(told: ReportedJourney) -> list[int]:
    """What is left between the clocks when the walks are taken off: before, between and after the rides."""
    starts = [told.leaves_at, *(ride.alights_at for ride in told.rides)]
    ends = [*(ride.boards_at for ride in told.rides), told.arrives_at]
    return [minutes_between(*pair) - walk for *pair, walk in zip(starts, ends, told.walks, strict=True)]


@given(journeys())
def test_every_told_journey_adds_up(journey: Journey) -> None:
    told = report_journey(journey)
    first, *between, last = waits_of(told)
    assert (first, last) == (0, 0)
    assert all(wait >= 0 for wait in between)
    assert all(walk >= 0 for walk in told.walks)
    rides = sum(minutes_between(ride.boards_at, ride.alights_at) for ride in told.rides)
    seconds = journey.arrives_at.timestamp() - journey.leaves_at.timestamp()
    assert 0 <= sum(told.walks) + sum(between) + rides - seconds / 60 < 2


@given(journeys(), st.lists(st.integers(-600, 3599 - 60)))
def test_what_a_missed_change_costs_is_the_minutes_between_the_clocks(journey: Journey, later: list[int]) -> None:
    ends = [datetime.fromtimestamp(journey.arrives_at.timestamp() + seconds, ZONE) for seconds in later]
    told = report_journey(journey, [Missed("1", "A", end) for end in ends])
    for one, seconds in zip(told.missed, later, strict=True):
        assert one.arrives_at is not None
        assert one.later is not None
        assert one.later % 60 == minutes_between(told.arrives_at, one.arrives_at)
        assert abs(one.later - seconds / 60) < 1


@given(journeys())
def test_a_told_journey_is_never_shorter_at_its_ends_than_it_is(journey: Journey) -> None:
    told = report_journey(journey)
    assert told.leaves_at == journey.leaves_at.strftime("%H:%M")
    arrives = journey.arrives_at + timedelta(seconds=59)
    assert told.arrives_at == arrives.strftime("%H:%M")


def test_the_arrival_is_told_rounded_up_with_the_walk_to_it() -> None:
    at = datetime(2026, 11, 25, 5, tzinfo=ZONE)
    ride = make_ride(at + timedelta(seconds=500), at + timedelta(minutes=40))
    told = report_journey(Journey(at + timedelta(seconds=100), at + timedelta(seconds=2590), (400, 190), (ride,)))
    assert (told.leaves_at, told.walks, told.arrives_at) == ("05:01", (7, 4), "05:44")


@pytest.mark.parametrize("outward", [True, False])
@pytest.mark.parametrize(("minutes", "is_made"), [(180, True), (181, False), (187, False)])
def test_a_leg_longer_than_what_is_searched_is_none_with_its_margin_and_walks(
    outward: bool, minutes: int, is_made: bool
) -> None:
    margin, long = 10, minutes - 10
    stops = ((1, 480 - margin - long), (0, 480 - margin)) if outward else ((0, 960 + margin), (1, 960 + margin + long))
    line = Line(tuple((stop, at * 60, at * 60) for stop, at in stops))
    works = Workplace(
        "w",
        (57.0, 18.0),
        None,
        (Shift(name="s", begins=480, ends=960, weekdays=frozenset(range(7)), before=margin, after=margin),),
    )
    homes = spread_localities([Locality("L", (57.01, 18.0), 10)], 100.0)
    still = Pace(1.0, 1.0, 300)
    search = ShiftSearch(make_network(2, [line]), [works], homes, Rules(still, still, 0, 3 * 3600))
    turn = Turn(0, 0, DAY)
    legs = search.measure([turn])[0]
    leg = (legs.out if outward else legs.home)[0]
    assert leg == minutes if is_made else np.isinf(leg)
    told = JourneyTeller(search).tell(search.plan(turn)[0 if outward else 1], 0)
    assert (told is not None) == is_made


def test_an_arrival_a_second_past_the_last_minute_before_the_clock_goes_back_is_told_by_the_clock_set_back() -> None:
    start = datetime(2026, 10, 25, 2, 14, 1, tzinfo=ZoneInfo("Europe/Stockholm"))
    told = report_journey(Journey(start, start.replace(minute=59), (2700,), ()))
    assert (told.arrives_at, told.walks[0]) == ("02:00", 46)
