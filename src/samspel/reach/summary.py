"""Sums up the legs of every origin: equal days put together, shares, and each locality's median person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from samspel.reach.departures import Improvement
from samspel.reach.gaps import Gap
from samspel.reach.journeys import Journey, JourneyTeller
from samspel.reach.missed import Missed, MissTeller
from samspel.reach.network import Network
from samspel.reach.origins import Origins
from samspel.reach.report import Departure, LocalityReach, MissedChange, ReportedJourney, ReportedRide, TurnReach
from samspel.reach.shifts import MINUTE, Legs, ShiftSearch, Trip
from samspel.terms.arrays import Floats
from samspel.terms.units import MINUTES_PER_HOUR

MEDIAN = 0.5
CLOCK = "%H:%M"


@dataclass(frozen=True)
class DayGroup:
    """A shift on the days on which everybody's legs are the same; `legs` are those of the first day."""

    legs: Legs
    days: tuple[date, ...]


def group_days(every: Sequence[Legs]) -> list[DayGroup]:
    """Turns of one workplace and shift with equal legs put together, in the order of the first of each."""
    groups: dict[tuple[int, int, bytes, bytes], list[Legs]] = {}
    for legs in every:
        key = (legs.turn.workplace, legs.turn.shift, legs.out.tobytes(), legs.home.tobytes())
        groups.setdefault(key, []).append(legs)
    return [DayGroup(same[0], tuple(legs.turn.day for legs in same)) for same in groups.values()]


def share_each(minutes: Floats, weights: Floats, limits: Sequence[float]) -> tuple[float, ...]:
    """Share of the weights whose minutes are within each limit; NaN when there is no weight."""
    total = float(weights.sum())
    return tuple(float(weights[minutes <= limit].sum()) / total if total else np.nan for limit in limits)


def median_person(minutes: Floats, weights: Floats) -> float | None:
    """The minutes that half of the weights need at most; None when half of them have no way."""
    if not weights.sum() > 0.0:
        return None
    order = np.argsort(minutes, kind="stable")
    passed = np.cumsum(weights[order]) >= MEDIAN * weights.sum()
    value = float(minutes[order][passed.argmax()])
    return value if np.isfinite(value) else None


def sum_up_turn(
    search: ShiftSearch,
    group: DayGroup,
    gap: Gap,
    people: Floats,
    employees: Floats | None,
    limits: Sequence[float],
    improvements: Sequence[Improvement],
) -> TurnReach:
    """A shift's record. `people` and `employees` are weights, shape (origins,)."""
    legs, origins, tellers = group.legs, search.origins, (JourneyTeller(search), MissTeller(search))
    workplace = search.workplaces[legs.turn.workplace]
    shift = workplace.shifts[legs.turn.shift]
    return TurnReach(
        workplace=legs.turn.workplace,
        shift=shift.name,
        begins=_clock(shift.begins),
        ends=_clock(shift.ends),
        before=shift.before,
        after=shift.after,
        days=group.days,
        people=share_each(legs.worst, people, limits),
        people_out=share_each(legs.out, people, limits),
        people_home=share_each(legs.home, people, limits),
        employees=None if employees is None else share_each(legs.worst, employees, limits),
        localities=tuple(
            _sum_up_locality(search, legs, gap, origins, row, limits, tellers) for row in range(len(origins.localities))
        ),
        departures=leave_out_dearer([name_departure(search.network, one) for one in improvements]),
    )


def name_departure(network: Network, one: Improvement) -> Departure:
    """A departure in names."""
    calls, route = network.calls, int(network.trips.route[one.trip])
    first, last = int(calls.offsets[one.trip]), int(calls.offsets[one.trip + 1]) - 1
    return Departure(
        outward=one.outward,
        line=network.routes.names[route],
        towards=network.trips.headsigns[one.trip],
        from_stop=network.stops.names[int(calls.stop[first])],
        to_stop=network.stops.names[int(calls.stop[last])],
        starts_at=one.starts_at.strftime(CLOCK),
        ends_at=one.ends_at.strftime(CLOCK),
        moved_from=None if one.moved_from is None else one.moved_from.strftime(CLOCK),
        gained=one.gained,
        gained_leg=one.gained_leg,
        lost=one.lost,
    )


def leave_out_dearer(departures: Sequence[Departure]) -> tuple[Departure, ...]:
    """Without new departures where an existing one moved to the same minute, told before, does as much: it stands first
    only when nobody loses by it.
    """
    kept: list[Departure] = []
    for one in departures:
        if one.moved_from is not None or one.bus not in {other.bus for other in kept}:
            kept.append(one)
    return tuple(kept)


def _sum_up_locality(
    search: ShiftSearch,
    legs: Legs,
    gap: Gap,
    origins: Origins,
    row: int,
    limits: Sequence[float],
    tellers: tuple[JourneyTeller, MissTeller],
) -> LocalityReach:
    mine = np.flatnonzero(origins.locality == row)
    weights = np.ones(len(mine))
    out, home = search.plan(legs.turn)
    centre = int(mine[0])
    return LocalityReach(
        locality=row,
        out=median_person(legs.out[mine], weights),
        home=median_person(legs.home[mine], weights),
        within=share_each(legs.worst[mine], weights, limits),
        later=median_person(gap.later[mine], weights),
        earlier=median_person(gap.earlier[mine], weights),
        out_journey=_tell(tellers, out, centre),
        home_journey=_tell(tellers, home, centre),
    )


def _tell(tellers: tuple[JourneyTeller, MissTeller], trip: Trip, origin: int) -> ReportedJourney | None:
    teller, miss_teller = tellers
    journey = teller.tell(trip, origin)
    return None if journey is None else report_journey(journey, miss_teller.tell(trip, origin, journey))


def report_journey(journey: Journey, missed: Sequence[Missed] = ()) -> ReportedJourney:
    """A journey in clock times and whole minutes that add up: seconds are dropped from every clock but the last, which
    is rounded up, and walks are the minutes between the clocks. Between two rides the rest is waiting.
    """
    rides = journey.rides
    leaves = [_minute(journey.leaves_at), *(_minute(ride.alights_at) for ride in rides)]
    boards = [*(_minute(ride.boards_at) for ride in rides), _minute(journey.arrives_at, up=True)]
    between = [
        min(-(-seconds // MINUTE), there - here)
        for seconds, here, there in zip(journey.walks[1:-1], leaves[1:-1], boards[1:-1], strict=True)
    ]
    return ReportedJourney(
        leaves_at=journey.leaves_at.strftime(CLOCK),
        arrives_at=_round_up(journey.arrives_at).strftime(CLOCK),
        walks=(boards[0] - leaves[0], *between, boards[-1] - leaves[-1]),
        rides=tuple(
            ReportedRide(
                line=ride.line,
                towards=ride.towards,
                board=ride.board,
                boards_at=ride.boards_at.strftime(CLOCK),
                alight=ride.alight,
                alights_at=ride.alights_at.strftime(CLOCK),
            )
            for ride in rides
        ),
        missed=tuple(_report_missed(journey, one) for one in missed),
    )


def _report_missed(journey: Journey, one: Missed) -> MissedChange:
    """How many whole minutes later one arrives, by the clocks that are told."""
    if one.arrives_at is None:
        return MissedChange(line=one.line, stop=one.stop, arrives_at=None, later=None)
    return MissedChange(
        line=one.line,
        stop=one.stop,
        arrives_at=_round_up(one.arrives_at).strftime(CLOCK),
        later=_minute(one.arrives_at, up=True) - _minute(journey.arrives_at, up=True),
    )


def _minute(moment: datetime, *, up: bool = False) -> int:
    """The whole minute of a moment, counted evenly also in the nights when clocks change."""
    return int((_round_up(moment) if up else moment).timestamp() // MINUTE)


def _round_up(moment: datetime) -> datetime:
    """In time that passes: in the night when the clock goes back, 02:59:01 is followed by 02:00 and not by 03:00."""
    return datetime.fromtimestamp(moment.timestamp() + -moment.second % MINUTE, moment.tzinfo)


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return f"{hours:02}:{rest:02}"
