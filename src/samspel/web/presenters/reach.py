"""The pages of journeys to shifts: the shifts of a report, the chosen one in full with its map, and how it was made."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace

from samspel.app.desk import Desk
from samspel.app.reach_asking import tell_ignored, tell_outside
from samspel.app.reaching import SHIFT_SHARE
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.reach_map import picture_reach
from samspel.observations.localities import load_localities
from samspel.reach.globe import measure_each_km
from samspel.reach.report import LocalityReach, ReachReport, TurnReach
from samspel.reports.departure_words import tell_departures
from samspel.reports.figures import tell_value
from samspel.reports.reach_words import (
    find_failing,
    find_shares,
    find_weak_leg,
    find_worst,
    name_turn,
    tell_basis,
    tell_days,
    tell_feeds,
    tell_gap,
    tell_hours,
    tell_how,
    tell_legs,
    tell_missing,
    tell_notes,
    tell_short_gap,
    tell_short_share,
    tell_turn,
    tell_way,
)
from samspel.web.presenters.pictures import Figure, set_into_page
from samspel.web.presenters.reach_roads import RoadsPage, present_roads
from samspel.web.shared import get_desk

HALF = 0.5
NEIGHBOUR_KM = 40.0
"""How far around a workplace other localities are drawn as background: a matter of drawing only."""
SHOWN, SHOWN_GAPS = 3, 5
"""Departures and localities that stand unfolded."""


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A share as words and as the length of a bar, 0 to 100; None where it is unknown."""

    label: str
    text: str
    bar: str | None


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A shift in the table of shifts. `number` is what the address chooses it by."""

    number: int
    workplace: str
    shift: str
    hours: str
    days: str
    shares: tuple[ShareCell, ...]
    weak_leg: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LocalityRow:
    """A locality's row for a shift, and its journeys in words."""

    name: str
    people: str
    shares: tuple[ShareCell, ...]
    out: str
    home: str
    gap: str
    journeys: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChosenTurn:
    """A shift in full."""

    number: int
    title: str
    told: tuple[str, ...]
    map: Figure
    gaps: tuple[str, ...]
    more_gaps: tuple[str, ...]
    localities: tuple[LocalityRow, ...]
    departures: tuple[str, ...]
    more_departures: tuple[str, ...]
    departures_none: str

    @property
    def query(self) -> str:
        """What the address says to choose it."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class OtherTurn:
    """A shift that is not chosen, in short."""

    number: int
    title: str
    told: str
    best: str


@dataclass(frozen=True, slots=True)
class ReachPage:
    """All that a page with a report holds. `heads` are the heads of the columns of shares."""

    notice: str
    lead: tuple[str, ...]
    value: str
    warnings: tuple[str, ...]
    bases: tuple[str, ...]
    turns: tuple[TurnRow, ...]
    chosen: ChosenTurn | None
    others: tuple[OtherTurn, ...]
    roads: RoadsPage | None
    missing: tuple[str, ...]
    how: tuple[str, ...]
    feeds: tuple[str, ...]
    notes: tuple[str, ...]
    made: str


def find_report(code: str) -> ReachReport | None:
    """The stored report of a place as it is now. Raises BadInputError for a damaged file."""
    return get_desk().reach.load(code)


def choose_turn(report: ReachReport, typed: str) -> TurnReach | None:
    """The shift of an address, numbered from 1; the worst where it names none. None for a report without shifts."""
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(len(report.turns))) else 0
    if 1 <= number <= len(report.turns):
        return report.turns[number - 1]
    return find_worst(report) or next(iter(report.turns), None)


def keep_turn(report: ReachReport, typed: str) -> ReachReport:
    """The report with one shift alone where the address names one, for a table of it."""
    turn = choose_turn(report, typed) if typed else None
    return report if turn is None else replace(report, turns=(turn,))


def present_report(desk: Desk, texts: Texts, report: ReachReport, typed: str) -> ReachPage:
    """The page of a report with the shift that the address chooses."""
    chosen = choose_turn(report, typed)
    return ReachPage(
        texts("demo.notice") if report.is_made_up else "",
        tuple(_tell_lead(texts, report)),
        tell_shift_share(desk.catalogue, texts, report),
        tuple(tell_outside(desk, texts.lang, report)),
        tuple(dict.fromkeys(tell_basis(texts, turn) for turn in report.turns)),
        tuple(_present_row(texts, report, number, turn, turn is chosen) for number, turn in _number(report)),
        None if chosen is None else _present_chosen(desk, texts, report, chosen),
        tuple(_present_other(texts, report, number, turn) for number, turn in _number(report) if turn is not chosen),
        present_roads(desk.catalogue, texts, report),
        (*tell_missing(texts, report), *tell_ignored(texts, report)),
        tuple(tell_how(texts, report)),
        tuple(tell_feeds(texts, report)),
        tuple(tell_notes(texts, report)),
        texts("web.reach.made", day=texts.day(report.made), version=report.program),
    )


def tell_shift_share(catalogue: Catalogue, texts: Texts, report: ReachReport) -> str:
    """The share who make their shifts, over all of them; empty where the report does not hold it."""
    for value in report.values:
        if value.indicator == SHIFT_SHARE:
            indicator = catalogue.indicators[SHIFT_SHARE]
            told, basis = tell_value(texts, indicator, value.value), texts(f"basis.{value.basis}")
            return texts("reach.value", name=texts.of(indicator).name, value=told, basis=basis)
    return ""


def _number(report: ReachReport) -> Iterable[tuple[int, TurnReach]]:
    return enumerate(report.turns, 1)


def _tell_lead(texts: Texts, report: ReachReport) -> list[str]:
    """How many shifts half make on every day and nobody makes on any, and the worst."""
    worst = find_worst(report)
    shifts: dict[tuple[int, str], list[float]] = {}
    for turn in report.turns:
        shifts.setdefault((turn.workplace, turn.shift), []).append(find_shares(turn)[-1])
    count, good = len(shifts), sum(min(shares) >= HALF for shares in shifts.values())
    none = sum(max(shares) <= 0.0 for shares in shifts.values())
    if worst is None:
        return [texts("web.reach.lead_nothing" if report.feeds else "web.reach.lead_roads_only")]
    key = {0: "none", count: "all"}.get(good, "some")
    facts = {"good": good, "count": count, "none": none, "limit": texts.number(report.limits[-1])}
    told = [texts(f"web.reach.lead_{key}", **facts)]
    if none:
        told.append(texts("web.reach.lead_unreached", **facts))
    if find_shares(worst)[-1] >= 1.0:
        return told
    name = report.workplaces[worst.workplace].name
    return [*told, texts("web.reach.lead_worst", workplace=name, turn=tell_turn(texts, report, worst))]


def _present_row(texts: Texts, report: ReachReport, number: int, turn: TurnReach, is_chosen: bool) -> TurnRow:
    return TurnRow(
        number,
        report.workplaces[turn.workplace].name,
        turn.shift,
        tell_hours(texts, turn),
        tell_days(texts, turn.weekdays, short=True),
        tuple(_present_shares(texts, report, find_shares(turn))),
        texts(f"reach.leg.{find_weak_leg(turn)}"),
        is_chosen,
    )


def _present_shares(texts: Texts, report: ReachReport, shares: Sequence[float]) -> Iterable[ShareCell]:
    for limit, share in zip(report.limits, shares, strict=True):
        bar = None if math.isnan(share) else f"{100 * share:.1f}"
        yield ShareCell(head_share(texts, limit), tell_short_share(texts, share), bar)


def head_share(texts: Texts, limit: float) -> str:
    """The head of a column of shares."""
    return texts("web.reach.within", limit=texts.number(limit))


def _present_chosen(desk: Desk, texts: Texts, report: ReachReport, turn: TurnReach) -> ChosenTurn:
    title = name_turn(texts, report, turn)
    told = tell_departures(texts, report, turn)
    failing = sorted(find_failing(turn), key=lambda reach: -(report.localities[reach.locality].people or 0.0))
    gaps = [tell_gap(texts, report, reach) for reach in failing]
    searched = any(one.departures for one in report.turns)
    picture = picture_reach(texts, report, turn, _find_background(desk, report, turn), title)
    return ChosenTurn(
        report.turns.index(turn) + 1,
        title,
        (tell_turn(texts, report, turn), tell_legs(texts, report, turn), tell_basis(texts, turn)),
        set_into_page(picture),
        tuple(gaps[:SHOWN_GAPS]),
        tuple(gaps[SHOWN_GAPS:]),
        tuple(_present_locality(texts, report, reach) for reach in turn.localities),
        tuple(told[:SHOWN]),
        tuple(told[SHOWN:]),
        texts("web.reach.departures_none" if searched else "web.reach.departures_not_searched"),
    )


def _present_other(texts: Texts, report: ReachReport, number: int, turn: TurnReach) -> OtherTurn:
    best = tell_departures(texts, report, turn)[:1]
    told = tell_turn(texts, report, turn)
    return OtherTurn(number, name_turn(texts, report, turn), f"{told} {tell_legs(texts, report, turn)}", "".join(best))


def _present_locality(texts: Texts, report: ReachReport, reach: LocalityReach) -> LocalityRow:
    place = report.localities[reach.locality]
    return LocalityRow(
        place.name,
        texts("words.dash") if place.people is None else texts.number(place.people),
        tuple(_present_shares(texts, report, reach.within)),
        _tell_minutes(texts, reach.out),
        _tell_minutes(texts, reach.home),
        tell_short_gap(texts, reach),
        (tell_way(texts, reach, outward=True), tell_way(texts, reach, outward=False)),
    )


def _tell_minutes(texts: Texts, minutes: float | None) -> str:
    return texts("web.reach.no_way") if minutes is None else texts.quantity(minutes, "minutes")


def _find_background(desk: Desk, report: ReachReport, turn: TurnReach) -> list[tuple[float, float]]:
    """Other localities around the workplace; none for the made-up town, which lies at sea."""
    if report.is_made_up:
        return []
    site = report.workplaces[turn.workplace]
    points = load_localities(desk.observations.figures).points
    near = measure_each_km(points, np.array([[site.latitude, site.longitude]]))[:, 0] <= NEIGHBOUR_KM
    return [(float(lat), float(lon)) for lat, lon in points[near]]
