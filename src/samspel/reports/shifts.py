"""Who reaches which shift, in words, tables and bars, for every face."""

import math
from collections.abc import Iterable, Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.drawing.bars import Bar, draw_bars
from samspel.reach.findings import (
    ShiftDays,
    average_shifts,
    find_shares,
    find_steady,
    find_weak_leg,
    list_shifts,
    merge_days,
    pick_hardest,
)
from samspel.reach.report import ReachReport, TurnReach
from samspel.rendering.blocks import Picture
from samspel.rendering.table import Cell, Column, Field, Link, Row, Table, tabulate, text
from samspel.terms.period import WEEKDAYS
from samspel.terms.units import PER_CENT

WEEK = len(WEEKDAYS)
SHORTEST_RANGE = 3
"""Days in a row that are written as a range."""
HALF_A_PERCENT = 0.5
ROUNDING = 1e-6
MOST_BARS, MOST_ROWS = 10, 14
BARS_SIZE, BARS_WIDTH = (520, None), 0.75
TURN_LINK = "turn"
"""The kind of a link to a shift; its key is the shift's number in the report, from 1."""


def format_clock(texts: Texts, clock: str) -> str:
    """A time of day `HH:MM` as the language writes it."""
    hour, minute = clock.split(":")
    return texts("reach.clock", hour=hour, minute=minute)


def format_days(texts: Texts, weekdays: Iterable[int], *, short: bool = False) -> str:
    """Weekdays (0 is Monday) in words: måndag–fredag, lördag och söndag; a range may pass from Sunday to Monday."""
    wanted = set(weekdays)
    if len(wanted) == WEEK:
        return texts("reach.every_day")
    named = [texts(f"reach.{'day_short' if short else 'day'}.{day}") for day in WEEKDAYS]
    listed: list[str] = []
    for first in sorted(day for day in wanted if (day - 1) % WEEK not in wanted):
        run = [first]
        while (run[-1] + 1) % WEEK in wanted:
            run.append((run[-1] + 1) % WEEK)
        names = [named[day] for day in run]
        listed += [f"{names[0]}–{names[-1]}"] if len(run) >= SHORTEST_RANGE else names
    return texts.listing(listed)


def format_share(texts: Texts, share: float, *, short: bool = False) -> str:
    """A share of one in whole per cent, `short` for a cell; never 0 or 100 where it is not quite that."""
    kind = "cell" if short else "share"
    if math.isnan(share):
        return texts("words.dash")
    if 0.0 < share < HALF_A_PERCENT / PER_CENT:
        return texts(f"reach.{kind}_little")
    if 1.0 - HALF_A_PERCENT / PER_CENT <= share < 1.0 - ROUNDING:
        return texts(f"reach.{kind}_nearly")
    return texts(f"reach.{kind}", share=texts.number(share * PER_CENT))


def make_share_cell(texts: Texts, share: float | None, *, has_bar: bool = False) -> Cell:
    """A share of one: per cent in files, and a bar on a page where it has one. Blank where it is unknown."""
    if share is None or math.isnan(share):
        return Cell(value=None, words=texts("words.dash"))
    value = share * PER_CENT
    return Cell(value=value, words=format_share(texts, share, short=True), bar=value if has_bar else None)


def format_hours(texts: Texts, turn: TurnReach) -> str:
    """When a shift begins and ends."""
    return f"{format_clock(texts, turn.begins)}–{format_clock(texts, turn.ends)}"


def label_shift(texts: Texts, turn: TurnReach) -> str:
    """A shift with its hours and days."""
    days = format_days(texts, turn.weekdays)
    return texts("reach.shift", shift=turn.shift, hours=format_hours(texts, turn), days=days)


def label_turn(texts: Texts, report: ReachReport, turn: TurnReach) -> str:
    """A shift with its workplace, hours and days."""
    return texts("reach.turn_name", workplace=report.workplaces[turn.workplace].name, shift=label_shift(texts, turn))


def label_whom(texts: Texts, turn: TurnReach) -> str:
    """Whose shares are shown: the employees', or the people's of the localities."""
    return texts(f"reach.whom.{find_counted(turn)}")


def find_counted(turn: TurnReach) -> str:
    """Whose shares are shown, as files have it."""
    return "people" if turn.employees is None else "employees"


def describe_basis(texts: Texts, turn: TurnReach) -> str:
    """What the shares rest on, with its basis."""
    return texts(f"reach.basis.{find_counted(turn)}")


def describe_turn(texts: Texts, report: ReachReport, turn: TurnReach) -> str:
    """One sentence: how many make the shift, there and home, within each limit."""
    shares = find_shares(turn)
    facts = {
        "shift": label_shift(texts, turn),
        "whom": label_whom(texts, turn),
        "limit": texts.number(report.limits[0]),
        "long": texts.number(report.limits[-1]),
        "share": format_share(texts, shares[0]),
        "long_share": format_share(texts, shares[-1]),
    }
    if any(math.isnan(share) for share in shares):
        return texts("reach.turn.nobody_known", **facts)
    if shares[-1] <= 0.0:
        return texts("reach.turn.none", **facts)
    if shares[0] >= 1.0 - ROUNDING:
        return texts("reach.turn.all", **facts)
    if shares[0] <= 0.0:
        return texts("reach.turn.only_long", **facts)
    return texts("reach.turn.some" if len(shares) > 1 else "reach.turn.one_limit", **facts)


def describe_legs(texts: Texts, report: ReachReport, turn: TurnReach) -> str:
    """How many of the localities' people make each leg within the longest limit, and so where it fails."""
    return texts(
        f"reach.legs.{find_weak_leg(turn)}",
        limit=texts.number(report.limits[-1]),
        out=format_share(texts, turn.people_out[-1]),
        home=format_share(texts, turn.people_home[-1]),
    )


def tabulate_shifts(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Table:
    """One row a shift and kind of day: the shares within each limit, whose they are, and the leg that fails."""
    return _tabulate(catalogue, texts, report, list_shifts(report))


def tabulate_hardest_shifts(catalogue: Catalogue, texts: Texts, report: ReachReport, *, most: int = MOST_ROWS) -> Table:
    """The same for a page of paper: days that look the same in one row, and at most so many rows."""
    merged = merge_days(report)
    shown = pick_hardest(merged, most)
    left = len(merged) - len(shown)
    note = texts("reach.section.left", count=texts.number(left)) if left else ""
    return _tabulate(catalogue, texts, report, shown, note)


def draw_shares(texts: Texts, report: ReachReport) -> Picture:
    """The share who make each shift within the shortest limit, the mean over its days, as bars."""
    shown = pick_hardest(average_shifts(report), MOST_BARS)
    several = len(report.workplaces) > 1

    def make_bar(one: ShiftDays) -> Bar:
        name = f"{report.workplaces[one.turn.workplace].name}, {one.turn.shift}" if several else one.turn.shift
        note = f"{format_hours(texts, one.turn)}, {format_days(texts, one.weekdays, short=True)}"
        return Bar(name, one.shares[0] * PER_CENT, False, note)

    bars = [make_bar(one) for one in shown]
    caption = texts("reach.section.bars", limit=texts.number(report.limits[0]))
    listed = [
        texts("reach.section.bar", shift=bar.label, share=format_share(texts, one.shares[0], short=True))
        for bar, one in zip(bars, shown, strict=True)
    ]
    svg = draw_bars(
        bars,
        lambda value: format_share(texts, value / PER_CENT, short=True),
        texts("words.dash"),
        BARS_SIZE,
        title=caption,
    )
    return Picture(svg, f"{caption}: {'; '.join(listed)}.", caption, BARS_WIDTH)


def make_place_fields(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[Field[Row]]:
    """The place's code and name, for files; the made-up town's notice instead of a name."""
    place = catalogue.places.by_code.get(report.place)
    name = texts("demo.notice") if report.is_made_up else None if place is None else place.name
    return [
        Field(Column(key="place_code", shown="data"), lambda _: Cell(value=report.place, words="")),
        Field(Column(key="place", shown="data"), lambda _: Cell(value=name, words="")),
    ]


def make_turn_cells(report: ReachReport, turn: TurnReach) -> dict[str, str]:
    """A shift as files have it: its workplace, name, hours and the days as dates."""
    return {
        "workplace": report.workplaces[turn.workplace].name,
        "shift": turn.shift,
        "begins": turn.begins,
        "ends": turn.ends,
        "days": " ".join(day.isoformat() for day in turn.days),
    }


def list_made_up(texts: Texts, report: ReachReport) -> list[str]:
    """The notice that a table of the made-up town carries."""
    return [texts("demo.notice")] if report.is_made_up else []


def _tabulate(
    catalogue: Catalogue, texts: Texts, report: ReachReport, rows: Sequence[ShiftDays], left: str = ""
) -> Table:
    notes = [
        *list_made_up(texts, report),
        texts("reach.definition"),
        texts("reach.print.legs_note", limit=texts.number(report.limits[-1])),
        *_describe_bases(texts, report),
        left,
    ]
    fields = _make_fields(catalogue, texts, report)
    return tabulate("shifts", texts("reach.report.turns_caption"), fields, rows, notes)


def is_steady_reckoned(report: ReachReport) -> bool:
    """Whether it was reckoned how shifts hold with disruptions."""
    return any(turn.steady for turn in report.turns)


def _make_fields(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[Field[ShiftDays]]:
    limits, last = report.limits, len(report.limits) - 1

    def make_days(one: ShiftDays) -> Cell:
        dates = make_turn_cells(report, one.turn)["days"]
        return Cell(value=dates, words=format_days(texts, one.weekdays, short=True))

    shown = [
        Field[ShiftDays](
            Column(key=f"within_{limit:g}", head=texts("reach.print.within", limit=texts.number(limit)), shown="read"),
            lambda one, at=number: make_share_cell(texts, one.shares[at], has_bar=True),  # type: ignore[misc]
        )
        for number, limit in enumerate(limits)
    ]
    return [
        *make_place_fields(catalogue, texts, report),
        *(_make_turn_field(report, name) for name in ("workplace", "shift", "begins", "ends")),
        Field(
            Column(key="turn", head=texts("reach.report.turn"), shown="read"), lambda one: _make_name(report, one.turn)
        ),
        Field(
            Column(key="hours", head=texts("reach.report.hours"), shown="read"),
            lambda one: text(format_hours(texts, one.turn)),
        ),
        Field(Column(key="days", head=texts("reach.report.days")), make_days),
        *(_make_kept_field(texts, kind, number, limit) for kind in KINDS for number, limit in enumerate(limits)),
        *shown,
        _make_leg_field(texts, "out", f"{limits[last]:g}"),
        _make_leg_field(texts, "home", f"{limits[last]:g}"),
        Field(
            Column(key="weaker_leg", head=texts("reach.print.weak"), is_wordy=True),
            lambda one: Cell(value=one.leg, words=texts(f"reach.leg.{one.leg}")),
        ),
        Field(Column(key="counted", shown="data"), lambda one: text(find_counted(one.turn))),
        *_make_steady_fields(texts, report),
    ]


KINDS = {"employees_": "employees", "people_": "people", "people_there_": "people_out", "people_home_": "people_home"}
"""The shares that files hold, and where the report has them."""


def _make_steady_fields(texts: Texts, report: ReachReport) -> list[Field[ShiftDays]]:
    """For whom a shift holds with disruptions, by the assumption and by the ends of its range; none where that was not
    reckoned.
    """
    if not is_steady_reckoned(report):
        return []
    return [
        _make_steady_field(texts, f"steady_{end}_within_{limit:g}", row, number)
        for row, end in enumerate(("assumed", "mild", "harsh"))
        for number, limit in enumerate(report.limits)
    ]


def _make_steady_field(texts: Texts, key: str, row: int, number: int) -> Field[ShiftDays]:
    def make(one: ShiftDays) -> Cell:
        shares = find_steady(one.turn)
        return make_share_cell(texts, shares[row][number] if row < len(shares) else None)

    return Field(Column(key=key, shown="data"), make)


def _make_turn_field(report: ReachReport, name: str) -> Field[ShiftDays]:
    return Field(Column(key=name, shown="data"), lambda one: text(make_turn_cells(report, one.turn)[name]))


def _make_kept_field(texts: Texts, kind: str, number: int, limit: float) -> Field[ShiftDays]:
    def make(one: ShiftDays) -> Cell:
        shares: tuple[float, ...] | None = getattr(one.turn, KINDS[kind])
        return make_share_cell(texts, None if shares is None else shares[number])

    return Field(Column(key=f"{kind}within_{limit:g}", shown="data"), make)


def _make_leg_field(texts: Texts, leg: str, limit: str) -> Field[ShiftDays]:
    head = texts(f"reach.print.{leg}")
    return Field(
        Column(key=f"{leg}_within_{limit}", head=head, is_number=True, shown="read"),
        lambda one: make_share_cell(texts, one.out if leg == "out" else one.home),
    )


def _make_name(report: ReachReport, turn: TurnReach) -> Cell:
    name = f"{report.workplaces[turn.workplace].name}, {turn.shift}"
    return text(name, link=Link(TURN_LINK, str(report.turns.index(turn) + 1)))


def _describe_bases(texts: Texts, report: ReachReport) -> list[str]:
    """What the shares rest on; with the workplaces where it differs between them."""
    found: dict[str, dict[str, None]] = {}
    for turn in report.turns:
        found.setdefault(describe_basis(texts, turn), {})[report.workplaces[turn.workplace].name] = None
    if len(found) < 2:  # noqa: PLR2004 - one basis is everybody's
        return list(found)
    return [
        texts("reach.print.basis_of", workplaces=texts.listing(list(names)), basis=basis)
        for basis, names in found.items()
    ]
