"""Prints a report of reach for people."""

from collections.abc import Sequence

from samspel.app.reach_asking import tell_ignored, tell_outside
from samspel.app.reaching import SHIFT_SHARE
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session
from samspel.reach.report import ReachReport, TurnReach
from samspel.rendering.terminal import print_blocks, print_table
from samspel.reports.departure_words import find_best_departure, propose_departure, tell_departures, tell_gain
from samspel.reports.figures import tell_value
from samspel.reports.reach_words import (
    find_failing,
    find_shares,
    find_weak_leg,
    tell_basis,
    tell_days,
    tell_feeds,
    tell_hours,
    tell_how,
    tell_locality,
    tell_missing,
    tell_notes,
    tell_short_share,
    tell_turn,
    tell_way,
)
from samspel.reports.road_words import tell_cycling, tell_road_notes, tell_site_roads, tell_surgery
from samspel.reports.roads import tabulate_cycling, tabulate_drives, tabulate_stretches

MOST_LOCALITIES = 4
BEST_SHOWN = 2
MOST_ROADS = 12


def print_report(
    session: Session, report: ReachReport, remarks: Sequence[str], *, is_new: bool, is_kept: bool = True
) -> None:
    """Print a report; `is_new` where it was reckoned just now, `is_kept` where that could be kept."""
    texts = session.texts
    session.say(texts("reach.print.head", place=_name_place(session, report)), strong=True)
    if report.is_made_up:
        session.say(texts("demo.notice"), strong=True)
    elif not is_new:
        session.say(texts("reach.print.kept", day=texts.day(report.made)))
    _print_values(session, report)
    if report.turns:
        session.say(texts("reach.definition"))
        _print_shifts(session, report)
    for turn in report.turns:
        _print_turn(session, report, turn)
    _print_best(session, report)
    _print_roads(session, report)
    if report.turns:
        _print_lines(session, "reach.print.how", [*tell_how(texts, report), *tell_feeds(texts, report)])
    doubtful = [*tell_outside(session.desk, session.lang, report), *tell_ignored(texts, report)]
    missing = [*tell_missing(texts, report), *doubtful]
    _print_lines(session, "reach.print.missing", missing)
    _print_lines(session, "reach.print.notes", tell_notes(texts, report))
    session.say()
    for remark in remarks:
        session.say(remark)
    if report.is_made_up:
        session.say(texts("reach.print.not_kept"))
    elif is_new and is_kept:
        key = "made" if any(value.indicator == SHIFT_SHARE for value in report.values) else "made_without"
        session.say(texts(f"reach.print.{key}", place=_name_place(session, report, bare=True)))


def _name_place(session: Session, report: ReachReport, *, bare: bool = False) -> str:
    if report.is_made_up:
        return session.texts("demo.name")
    place = session.desk.catalogue.places.by_code[report.place]
    return place.name if bare else place.area


def _print_values(session: Session, report: ReachReport) -> None:
    texts, indicators = session.texts, session.desk.catalogue.indicators
    for value in report.values:
        record = indicators[value.indicator]
        told = tell_value(texts, record, value.value)
        name = session.texts.of(record).name
        session.say(texts("reach.value", name=name, value=told, basis=texts(f"basis.{value.basis}")), strong=True)
    if report.turns and not any(value.indicator == SHIFT_SHARE for value in report.values):
        limit = session.desk.catalogue.value("shift_limit_minutes")
        session.say(texts("reach.value_none", limit=texts.number(limit)))


def _print_shifts(session: Session, report: ReachReport) -> None:
    texts = session.texts
    limits = [texts("reach.print.within", limit=texts.number(limit)) for limit in report.limits]
    heads = [texts(f"reach.print.{head}") for head in ("workplace", "shift", "hours", "days")]
    heads += [*limits, *(texts(f"reach.print.{head}") for head in ("out", "home", "weak"))]
    rows, last = [], -1
    for turn in report.turns:
        name = report.workplaces[turn.workplace].name if turn.workplace != last else ""
        rows.append([name, *_list_turn(texts, turn)])
        last = turn.workplace
    session.table(texts("reach.print.shifts"), heads, rows, numeric=len(limits) + 3)
    session.say(texts("reach.print.legs_note", limit=texts.number(report.limits[-1])))
    told: dict[str, dict[str, None]] = {}
    for turn in report.turns:
        told.setdefault(tell_basis(texts, turn), {})[report.workplaces[turn.workplace].name] = None
    for basis, names in told.items():
        workplaces = texts.listing(list(names))
        session.say(texts("reach.print.basis_of", workplaces=workplaces, basis=basis) if len(told) > 1 else basis)


def _list_turn(texts: Texts, turn: TurnReach) -> list[str]:
    return [
        turn.shift,
        tell_hours(texts, turn),
        tell_days(texts, turn.weekdays, short=True),
        *(tell_short_share(texts, share) for share in find_shares(turn)),
        tell_short_share(texts, turn.people_out[-1]),
        tell_short_share(texts, turn.people_home[-1]),
        texts(f"reach.leg.{find_weak_leg(turn)}"),
    ]


def _print_turn(session: Session, report: ReachReport, turn: TurnReach) -> None:
    """The localities that fail, largest first, and the departures that would help."""
    texts = session.texts
    failing = sorted(find_failing(turn), key=lambda one: -(report.localities[one.locality].people or 0.0))
    if not failing and not turn.departures:
        return
    session.say()
    session.say(report.workplaces[turn.workplace].name, strong=True)
    session.say(tell_turn(texts, report, turn))
    for reach in failing[:MOST_LOCALITIES]:
        session.say(f"• {tell_locality(texts, report, reach)}")
        for outward, lacking in ((True, reach.later), (False, reach.earlier)):
            if lacking != 0.0:
                session.say(f"    {tell_way(texts, reach, outward=outward)}")
    if len(failing) > MOST_LOCALITIES:
        session.say(texts("reach.print.more", count=texts.number(len(failing) - MOST_LOCALITIES)))
    if turn.departures:
        session.say(texts("reach.print.departures"))
        for told in tell_departures(texts, report, turn)[:BEST_SHOWN]:
            session.say(f"• {told}")


def _print_best(session: Session, report: ReachReport) -> None:
    texts, best = session.texts, find_best_departure(report)
    if best is None:
        return
    session.say()
    told = texts("reach.print.best", proposal=propose_departure(texts, *best))
    session.say(f"{told} {tell_gain(texts, report, *best)}", strong=True)


def _print_roads(session: Session, report: ReachReport) -> None:
    texts, roads = session.texts, report.roads
    if roads is None:
        return
    session.say()
    session.say(texts("reach.roads_print.title", file=roads.file), strong=True)
    catalogue = session.desk.catalogue
    drives = tabulate_drives(catalogue, texts, report, most=MOST_ROADS)
    print_blocks(session.console, (*drives, *tabulate_stretches(catalogue, texts, report)))
    if roads.cycling:
        print_table(session.console, tabulate_cycling(catalogue, texts, report))
    if any(table.notes for table in drives):
        session.say(texts("reach.roads_print.more"))
    told = tell_surgery(texts, report)
    for row in range(len(report.workplaces)):
        told += [*tell_site_roads(texts, report, row), *tell_cycling(texts, report, row)]
    for sentence in (*told, *tell_road_notes(texts, report)):
        session.say(f"• {sentence}")


def _print_lines(session: Session, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    session.say()
    session.say(session.texts(title), strong=True)
    for line in lines:
        session.say(f"• {line}")
