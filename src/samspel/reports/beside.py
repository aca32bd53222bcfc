"""What ways beside the bus add to a shift, in sentences and as a table."""

from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.findings import HALF_A_PERSON
from samspel.reach.report import Beside, BesideKind, OrderedLine, ReachReport, TurnReach
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.localities import label_line
from samspel.reports.shifts import (
    find_counted,
    format_clock,
    format_share,
    label_turn,
    label_whom,
    list_made_up,
    make_place_fields,
    make_share_cell,
    make_turn_cells,
)


@dataclass(frozen=True, slots=True)
class Gone:
    """A way beside the bus to a shift."""

    turn: TurnReach
    beside: Beside


def describe_besides(texts: Texts, report: ReachReport, turn: TurnReach) -> list[str]:
    """For each way that was asked for: how many make the shift with it within the longest limit, and how many more."""
    return [_describe(texts, report, Gone(turn, one)) for one in turn.beside]


def explain_besides(texts: Texts, report: ReachReport) -> list[str]:
    """How each way was reckoned."""
    facts = {name: texts.exact(value) for name, value in report.settings}
    kinds = list_kinds(report)
    parkings = _explain_parkings(texts, report) if "parking" in kinds else ""
    told = [texts(f"reach.how.beside_{kind}", parkings=parkings, **facts) for kind in kinds]
    return [*told, *(_explain_orders(texts, report) if "ordered" in kinds else [])]


def _explain_parkings(texts: Texts, report: ReachReport) -> str:
    """Whose the car parks are: those of a list by name, those of the road map by number, since many have none."""
    if not report.parkings_drawn or report.roads is None:
        return texts("reach.how.parkings_listed", places=texts.listing(list(report.parkings)))
    count = len(report.parkings)
    told = "one" if count == 1 else "some"
    return texts(f"reach.how.parkings_drawn.{told}", count=texts.number(count), file=report.roads.file)


def list_kinds(report: ReachReport) -> list[BesideKind]:
    """The ways that were asked for."""
    return list(dict.fromkeys(one.kind for turn in report.turns for one in turn.beside))


def compose_besides(catalogue: Catalogue, texts: Texts, report: ReachReport) -> tuple[Block, ...]:
    """The ways that let more people make a shift; a sentence where none does, nothing where none was asked for."""
    if not list_kinds(report):
        return ()
    table = _tabulate(catalogue, texts, report, helping=True)
    return (table,) if table.rows else (Paragraph(texts("reach.report.beside_none")),)


def tabulate_besides(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Table:
    """One row a shift and way: the shares who make it when each may also go that way, and how many more that is."""
    return _tabulate(catalogue, texts, report, helping=False)


def _tabulate(catalogue: Catalogue, texts: Texts, report: ReachReport, *, helping: bool) -> Table:
    """All of them, or those alone that let more people make the shift."""
    every = [Gone(turn, one) for turn in report.turns for one in turn.beside]
    rows = [row for row in every if not helping or row.beside.gained[-1] >= HALF_A_PERSON]
    fields: list[Field[Gone]] = [
        *make_place_fields(catalogue, texts, report),
        *(_make_turn_field(report, name) for name in ("workplace", "shift", "begins", "ends", "days")),
        Field(
            Column(key="turn", head=texts("reach.report.turn"), shown="read", is_wordy=True),
            lambda row: text(label_turn(texts, report, row.turn)),
        ),
        Field(
            Column(key="way", head=texts("reach.report.beside_way"), is_wordy=True),
            lambda row: Cell(value=row.beside.kind, words=texts(f"reach.beside_name.{row.beside.kind}")),
        ),
        *(_make_share_field(texts, number, limit) for number, limit in enumerate(report.limits)),
        *(_make_gain_field(texts, report, number) for number in range(len(report.limits))),
        Field(Column(key="counted", shown="data"), lambda row: text(find_counted(row.turn))),
    ]
    left = [texts("reach.report.beside_left")] if len(rows) < len(every) else []
    notes = (*list_made_up(texts, report), texts("reach.report.beside_note"), *left)
    return tabulate("beside", texts("reach.report.beside"), fields, rows, notes)


def _explain_orders(texts: Texts, report: ReachReport) -> list[str]:
    """The lines that must be ordered, those with one rule together."""
    if not report.ordered:
        return [texts("reach.how.ordered_none")]
    lines: dict[str, list[str]] = {}
    for one in report.ordered:
        lines.setdefault(_describe_rule(texts, one), []).append(label_line(texts, one.line))
    return [texts("reach.how.ordered", lines=texts.listing(named), rule=rule) for rule, named in lines.items()]


def _describe_rule(texts: Texts, one: OrderedLine) -> str:
    """How long before a line must be ordered, and where the timetable says that one calls."""
    facts = {
        "minutes": texts.number(one.minutes or 0),
        "days": texts.number(one.days or 0),
        "by": format_clock(texts, one.by) if one.by else "",
    }
    if one.days is not None:
        key = f"days{'_one' if one.days == 1 else ''}{'_by' if one.by else ''}"
    else:
        key = "unknown" if one.minutes is None else "minutes" if one.minutes else "at_once"
    rule = texts(f"reach.order.{key}", **facts)
    return texts("reach.order.phone", rule=rule, phone=one.phone) if one.phone else rule


def _describe(texts: Texts, report: ReachReport, row: Gone) -> str:
    gained = row.beside.gained[-1]
    told = "none" if gained < HALF_A_PERSON else "one" if round(gained) == 1 else "some"
    return texts(
        f"reach.beside.{told}",
        way=texts(f"reach.beside_name.{row.beside.kind}"),
        whom=label_whom(texts, row.turn),
        limit=texts.number(report.limits[-1]),
        share=format_share(texts, _find_shares(row)[-1]),
        gained=texts.number(gained),
    )


def _find_shares(row: Gone) -> tuple[float, ...]:
    """Of those who are shown first: the employees where somebody has said where they live."""
    return row.beside.people if row.beside.employees is None else row.beside.employees


def _make_turn_field(report: ReachReport, name: str) -> Field[Gone]:
    return Field(Column(key=name, shown="data"), lambda row: text(make_turn_cells(report, row.turn)[name]))


def _make_share_field(texts: Texts, number: int, limit: float) -> Field[Gone]:
    head = texts("reach.report.within", limit=texts.number(limit))
    return Field(
        Column(key=f"within_{limit:g}", head=head), lambda row: make_share_cell(texts, _find_shares(row)[number])
    )


def _make_gain_field(texts: Texts, report: ReachReport, number: int) -> Field[Gone]:
    """How many more; who reads has those of the longest limit."""
    limit, is_last = report.limits[number], number == len(report.limits) - 1
    head = texts("reach.report.beside_more")
    column = (
        Column(key=f"gained_within_{limit:g}", head=head, is_number=True)
        if is_last
        else Column(key=f"gained_within_{limit:g}", shown="data")
    )
    return Field(
        column, lambda row: Cell(value=row.beside.gained[number], words=texts.number(row.beside.gained[number]))
    )
