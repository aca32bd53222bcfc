"""The shifts, localities and departures of a report as tables for files."""

from collections.abc import Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.report import LocalityReach, ReachReport, TurnReach
from samspel.rendering.data import Cell, PlainTable
from samspel.reports.reach_words import find_weak_leg
from samspel.reports.roads import place_cells
from samspel.terms.units import PER_CENT

PLACE = ("place_code", "place")
TURN = ("workplace", "shift", "begins", "ends", "days")


def table_turns(catalogue: Catalogue, texts: Texts, report: ReachReport) -> PlainTable:
    """One row a shift and kind of day: shares in per cent within each limit, whose they are, and the leg that fails."""
    limits = [_head(limit) for limit in report.limits]
    columns = (
        *PLACE,
        *TURN,
        *(f"{whose}_{way}within_{limit}" for whose, way in _KINDS for limit in limits),
        "weaker_leg",
        "counted",
    )
    rows = []
    for turn in report.turns:
        blank = (None,) * len(limits)
        shares = (turn.employees, turn.people, turn.people_out, turn.people_home)
        cells = [cell for row in shares for cell in (blank if row is None else _per_cent(row))]
        rows.append((*_turn_cells(catalogue, texts, report, turn), *cells, find_weak_leg(turn), _name_counted(turn)))
    return PlainTable("shifts", columns, tuple(rows))


def table_localities(catalogue: Catalogue, texts: Texts, report: ReachReport) -> PlainTable:
    """One row a locality and shift: the median person's minutes, shares, gaps, and the journeys from its centre."""
    limits = [_head(limit) for limit in report.limits]
    columns = (
        *PLACE,
        *TURN,
        "locality",
        "people",
        "minutes_there",
        "minutes_home",
        *(f"within_{limit}" for limit in limits),
        "later_minutes",
        "earlier_minutes",
        *(f"{way}_{what}" for way in ("there", "home") for what in ("leaves", "arrives", "lines", "stops")),
    )
    rows = [
        (*_turn_cells(catalogue, texts, report, turn), *_locality_cells(report, reach))
        for turn in report.turns
        for reach in turn.localities
    ]
    return PlainTable("localities", columns, tuple(rows))


def table_departures(catalogue: Catalogue, texts: Texts, report: ReachReport) -> PlainTable:
    """One row a departure that would help a shift."""
    columns = (
        *PLACE,
        *TURN,
        "leg",
        "change",
        "line",
        "towards",
        "from_stop",
        "to_stop",
        "starts_at",
        "ends_at",
        "moved_from",
        "gained",
        "gained_leg",
        "lost",
        "counted",
    )
    rows = [
        (
            *_turn_cells(catalogue, texts, report, turn),
            "there" if one.outward else "home",
            "added" if one.moved_from is None else "moved",
            one.line,
            one.towards,
            one.from_stop,
            one.to_stop,
            one.starts_at,
            one.ends_at,
            one.moved_from,
            one.gained,
            one.gained_leg,
            one.lost,
            _name_counted(turn),
        )
        for turn in report.turns
        for one in turn.departures
    ]
    return PlainTable("departures", columns, tuple(rows))


_KINDS = (("employees", ""), ("people", ""), ("people", "there_"), ("people", "home_"))


def _name_counted(turn: TurnReach) -> str:
    return "people" if turn.employees is None else "employees"


def _head(limit: float) -> str:
    return f"{limit:g}"


def _per_cent(shares: Sequence[float]) -> tuple[Cell, ...]:
    return tuple(None if share != share else share * PER_CENT for share in shares)  # noqa: PLR0124 - not a number


def _turn_cells(catalogue: Catalogue, texts: Texts, report: ReachReport, turn: TurnReach) -> tuple[Cell, ...]:
    days = " ".join(day.isoformat() for day in turn.days)
    name = report.workplaces[turn.workplace].name
    return (*place_cells(catalogue, texts, report), name, turn.shift, turn.begins, turn.ends, days)


def _locality_cells(report: ReachReport, reach: LocalityReach) -> tuple[Cell, ...]:
    place = report.localities[reach.locality]
    journeys: list[Cell] = []
    for journey in (reach.out_journey, reach.home_journey):
        if journey is None:
            journeys += [None] * 4
            continue
        stops = [f"{ride.board} {ride.boards_at} - {ride.alight} {ride.alights_at}" for ride in journey.rides]
        journeys += [
            journey.leaves_at,
            journey.arrives_at,
            ", ".join(ride.line for ride in journey.rides),
            "; ".join(stops),
        ]
    shares = _per_cent(reach.within)
    return (place.name, place.people, reach.out, reach.home, *shares, reach.later, reach.earlier, *journeys)
