"""Departures that would help a shift, in sentences and as a table, for every face."""

from collections.abc import Callable
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.findings import HALF_A_PERSON
from samspel.reach.report import Departure, ReachReport, TurnReach
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Cell, Column, Field, Scalar, Table, tabulate
from samspel.reports.localities import fold_rest, label_line
from samspel.reports.shifts import find_counted, format_clock, format_days, make_place_fields, make_turn_cells


@dataclass(frozen=True, slots=True)
class Offered:
    """A departure that would help a shift."""

    turn: TurnReach
    departure: Departure


def describe_departures(texts: Texts, report: ReachReport, turn: TurnReach) -> list[str]:
    """The departures that would help a shift, best first, each with who would then make it and who no longer would. One
    that is the same bus as another before it, moved instead of added, says so.
    """
    sentences, seen = [], set()
    for one in turn.departures:
        change = describe_change(texts, one, same_bus=one.bus in seen)
        sentences.append(f"{change} {describe_gain(texts, report, turn, one)}")
        seen.add(one.bus)
    return sentences


def describe_change(texts: Texts, one: Departure, *, same_bus: bool = False) -> str:
    """What is changed: a departure added, or moved from another time; `same_bus` when the other has been described."""
    return texts(f"reach.departure.{_find_kind(one)}{'_instead' if same_bus else ''}", **_list_facts(texts, one))


def describe_proposal(texts: Texts, turn: TurnReach, one: Departure) -> str:
    """The change as it can stand in a decision, with its days but without who gains and loses."""
    days = format_days(texts, turn.weekdays)
    return texts(f"reach.proposal.{_find_kind(one)}", days=days, **_list_facts(texts, one))


def describe_gain(texts: Texts, report: ReachReport, turn: TurnReach, one: Departure) -> str:
    """Who gains and who loses by a departure, in whole people: those of a locality are spread evenly over it, so parts
    of one say nothing.
    """
    facts = {
        "limit": texts.number(report.limits[-1]),
        "gained": texts.number(one.gained),
        "gained_leg": texts.number(one.gained_leg),
        "lost": texts.number(one.lost),
    }
    only = "" if one.gained >= HALF_A_PERSON else f"_only_{'out' if one.outward else 'home'}"
    count = one.gained if one.gained >= HALF_A_PERSON else one.gained_leg
    gain = texts(f"reach.gain{'_one' if round(count) == 1 else ''}.{find_counted(turn)}{only}", **facts)
    if one.moved_from is None:
        return gain
    return f"{gain} {texts('reach.lost.some' if one.lost >= HALF_A_PERSON else 'reach.lost.none', **facts)}"


def tabulate_departures(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Table:
    """One row a departure that would help a shift, for files; who reads has the sentences."""
    fields: list[Field[Offered]] = [
        *make_place_fields(catalogue, texts, report),
        *(_make_turn_field(report, name) for name in ("workplace", "shift", "begins", "ends", "days")),
        *(_make_field(name, find) for name, find in COLUMNS.items()),
    ]
    rows = [Offered(turn, one) for turn in report.turns for one in turn.departures]
    return tabulate("departures", texts("reach.report.all_departures"), fields, rows)


def compose_departures(texts: Texts, report: ReachReport, turn: TurnReach, shown: int) -> tuple[Block, ...]:
    """The departures that would help, best first, and what is not reckoned in them; more than so many stand folded."""
    sentences = describe_departures(texts, report, turn)
    if not sentences:
        searched = any(one.departures for one in report.turns)
        return (
            Paragraph(texts("reach.report.departures_none" if searched else "reach.report.departures_not_searched")),
        )
    more = texts("reach.report.departures_more", count=len(sentences) - shown)
    note = Paragraph(texts("reach.report.departures_note"), style="note")
    return (*fold_rest(sentences, shown, more, numbered=True), note)


COLUMNS: dict[str, Callable[[Offered], Scalar]] = {
    "leg": lambda row: "there" if row.departure.outward else "home",
    "change": lambda row: _find_kind(row.departure),
    "line": lambda row: row.departure.line,
    "towards": lambda row: row.departure.towards,
    "from_stop": lambda row: row.departure.from_stop,
    "to_stop": lambda row: row.departure.to_stop,
    "starts_at": lambda row: row.departure.starts_at,
    "ends_at": lambda row: row.departure.ends_at,
    "moved_from": lambda row: row.departure.moved_from,
    "gained": lambda row: row.departure.gained,
    "gained_leg": lambda row: row.departure.gained_leg,
    "lost": lambda row: row.departure.lost,
    "counted": lambda row: find_counted(row.turn),
}
"""What files hold of a departure."""


def _find_kind(one: Departure) -> str:
    return "added" if one.moved_from is None else "moved"


def _make_turn_field(report: ReachReport, name: str) -> Field[Offered]:
    return Field(
        Column(key=name, shown="data"), lambda row: Cell(value=make_turn_cells(report, row.turn)[name], words="")
    )


def _make_field(name: str, find: Callable[[Offered], Scalar]) -> Field[Offered]:
    return Field(Column(key=name, shown="data"), lambda row: Cell(value=find(row), words=""))


def _list_facts(texts: Texts, one: Departure) -> dict[str, str]:
    return {
        "line": label_line(texts, one.line),
        "from_stop": one.from_stop,
        "to_stop": one.to_stop,
        "starts": format_clock(texts, one.starts_at),
        "ends": format_clock(texts, one.ends_at),
        "moved_from": "" if one.moved_from is None else format_clock(texts, one.moved_from),
    }
