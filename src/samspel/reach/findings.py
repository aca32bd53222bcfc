"""What stands out in a report of reach: the shares shown first, the leg that fails, the departure that helps most."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samspel.reach.report import CycleKept, Departure, LocalityReach, ReachReport, RoadReach, TurnReach
from samspel.terms.units import PER_CENT

MOST_PEOPLE = 0.5
"""The share of the people from which most of them make it."""
HALF_A_PERSON = 0.5
"""A gain or loss below this is nobody, since people are spread in parts over a locality."""
Leg = Literal["out", "home", "both", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftDays:
    """A shift on one or several kinds of day. The shares are means over the days: of those shown first within each
    limit, and of the localities' people there and home within the longest. The leg is both where it differs.
    """

    turn: TurnReach
    weekdays: tuple[int, ...]
    shares: tuple[float, ...]
    out: float
    home: float
    leg: Leg


def list_shifts(report: ReachReport) -> list[ShiftDays]:
    """The shifts in their order, each kind of day by itself."""
    return [_merge([turn]) for turn in report.turns]


def merge_days(report: ReachReport) -> list[ShiftDays]:
    """The shifts in their order, with days put together that look the same in a small table."""
    groups: dict[tuple[object, ...], list[TurnReach]] = {}
    for turn in report.turns:
        rounded = tuple(-1 if math.isnan(share) else round(share * PER_CENT) for share in find_shares(turn))
        groups.setdefault((turn.workplace, turn.shift, rounded), []).append(turn)
    return [_merge(turns) for turns in groups.values()]


def average_shifts(report: ReachReport) -> list[ShiftDays]:
    """Each shift once, its shares the means over its days."""
    groups: dict[tuple[int, str], list[TurnReach]] = {}
    for turn in report.turns:
        groups.setdefault((turn.workplace, turn.shift), []).append(turn)
    return [_merge(turns) for turns in groups.values()]


def pick_hardest(shifts: Sequence[ShiftDays], most: int) -> list[ShiftDays]:
    """All in their order, or those that fewest make where they are too many for a page."""
    ranked = sorted(range(len(shifts)), key=lambda row: shifts[row].shares[::-1])
    return [shifts[row] for row in sorted(ranked[:most])]


def find_shares(turn: TurnReach) -> tuple[float, ...]:
    """The shares that are shown first: the employees' where somebody has said where they live, else the people's."""
    return turn.people if turn.employees is None else turn.employees


def find_steady(turn: TurnReach) -> list[tuple[float, ...]]:
    """The shares for whom the shift holds with disruptions, of those who are shown first: by the assumption itself and
    by the ends of its range; none where that was not reckoned.
    """
    return [one.people if one.employees is None else one.employees for one in turn.steady]


def find_weak_leg(turn: TurnReach) -> Leg:
    """The leg that fewer of the localities' people make within the longest limit, in whole per cent."""
    out, home = (
        0 if math.isnan(shares[-1]) else round(shares[-1] * PER_CENT) for shares in (turn.people_out, turn.people_home)
    )
    if out == home:
        return "none" if out == round(PER_CENT) else "both"
    return "out" if out < home else "home"


def find_failing(report: ReachReport, turn: TurnReach) -> list[LocalityReach]:
    """Localities where fewer than half make both legs within the longest limit, the largest first."""
    failing = [reach for reach in turn.localities if not reach.within[-1] >= MOST_PEOPLE]
    return sorted(failing, key=lambda reach: -(report.localities[reach.locality].people or 0.0))


def find_worst(report: ReachReport) -> TurnReach | None:
    """The shift that the smallest share makes; the first of those alike."""
    known = [turn for turn in report.turns if not any(math.isnan(share) for share in find_shares(turn))]
    return min(known, key=lambda turn: find_shares(turn)[::-1], default=None)


def find_best_departure(report: ReachReport) -> tuple[TurnReach, Departure] | None:
    """The single departure that brings most people both ways over the week, losses taken off; employees go before
    people of the localities, and a moved departure before an added one that brings as many. None where none helps.
    """
    offered = [
        (turn, one) for turn in report.turns for one in turn.departures if one.gained - one.lost >= HALF_A_PERSON
    ]

    def rank(pair: tuple[TurnReach, Departure]) -> tuple[bool, int, bool]:
        turn, one = pair
        return turn.employees is not None, round((one.gained - one.lost) * len(turn.days)), one.moved_from is not None

    return max(offered, key=rank, default=None)


def find_cycling(roads: RoadReach | None, workplace: int) -> CycleKept | None:
    """Cycling to a workplace (its row in the report); None where it was not reckoned."""
    return next((one for one in (() if roads is None else roads.cycling) if one.workplace == workplace), None)


def _merge(turns: Sequence[TurnReach]) -> ShiftDays:
    days = [len(turn.days) for turn in turns]

    def average(shares: Sequence[float]) -> float:
        return sum(share * count for share, count in zip(shares, days, strict=True)) / sum(days)

    legs = {find_weak_leg(turn) for turn in turns}
    return ShiftDays(
        turn=turns[0],
        weekdays=tuple(sorted({day for turn in turns for day in turn.weekdays})),
        shares=tuple(map(average, zip(*map(find_shares, turns), strict=True))),
        out=average([turn.people_out[-1] for turn in turns]),
        home=average([turn.people_home[-1] for turn in turns]),
        leg=legs.pop() if len(legs) == 1 else "both",
    )
