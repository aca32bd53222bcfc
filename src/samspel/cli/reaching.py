"""`samspel reach`."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from samspel.app.finding import find_place
from samspel.app.keeping import forget_report, keep_report
from samspel.app.reach_asking import MOST_SEARCHED, is_searched, load_report, write_template
from samspel.app.reach_ground import CANCELLED, LATE, LONG_LIMIT, MOST_PERCENT, SHORT_LIMIT, Question
from samspel.app.reach_ready import find_ready, put_sites
from samspel.app.reaching import reach_demo, reach_place
from samspel.app.reaching_rides import Work
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.cli.asking import parse_day
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import NumberType
from samspel.cli.progress import show_progress
from samspel.cli.writing import write_table
from samspel.reach.report import ReachReport
from samspel.rendering.data import kind_of
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports.reach import FILES, compose_report, has_shift_value, render_report
from samspel.reports.reach_ready import describe_list, describe_map, describe_timetable
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind

SHORTEST_LIMIT, LONGEST_LIMIT = 10.0, 180.0
SLOWEST_WALK, FASTEST_WALK = 2.0, 7.0
MOST_LIMITS = 2
WALK_SPEED = "walk_speed_kmh"
BESIDES = (
    "commuters",
    "origins",
    "training",
    "date",
    "stations",
    "hospitals",
    "cycle",
    "cycle_on",
    "parking",
    "ordered",
    "walk_speed",
    "limit",
    "departures",
    "disruptions",
    "late",
    "cancelled",
)
"""Options that say how a timetable or a map is reckoned with, and mean nothing without either."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "reach",
        run_reach,
        click.Argument(["name"], required=False),
        *_declare_question(texts),
        click.Option(["--demo"], is_flag=True, help=texts("cli.reach.demo")),
        click.Option(["--forget"], is_flag=True, help=texts("cli.reach.forget")),
        click.Option(["--template"], type=click.Path(path_type=Path), help=texts("cli.reach.template")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
        click.Option(
            ["--table"],
            type=click.Choice(tuple(FILES), case_sensitive=False),
            default=next(iter(FILES)),
            help=texts("cli.reach.table"),
        ),
    )


def run_reach(session: Session, name: str | None, out: Path | None, table: str, forget: bool, **asked: Any) -> None:
    """Print who makes their shift, or write it; with files reckon anew and keep it, without them show what is kept."""
    remarks = _use_ready(session, name, asked)
    _check_options(session, name, asked)
    if forget:
        _forget(session, name, (out, *(asked[one] for one in ("demo", "template", "timetable", "map", "sites"))))
    elif asked["template"] is not None:
        _write_template(session, asked["template"])
    else:
        if out is not None:
            kind_of(out)
        report, more = _find_report(session, name, asked)
        remarks += more
        unkept = _keep(session, report) if _is_new(asked) else None
        if out is not None:
            write_table(session, data(FILES[table](session.desk.catalogue, session.texts, report)), out)
        else:
            facts = {"is_new": _is_new(asked), "is_kept": unkept is None}
            session.show(
                lambda: render_report(session.desk.catalogue, session.texts, report),
                lambda: print_report(session, report, remarks, **facts),
            )
        if unkept is not None:
            raise unkept


def _use_ready(session: Session, name: str | None, asked: dict[str, Any]) -> list[str]:
    """Take the list of workplaces that has been added to the place, where that is asked for; and where there are
    workplaces and no timetable, the one that has been fetched of the county, and its map. Gives what is said of them.
    """
    added = asked.pop("own_sites", False)
    if name is None or asked["demo"] or not (added or asked["sites"]):
        return []
    if added and asked["sites"] is not None:
        raise click.UsageError(session.texts("cli.reach.one_list"))
    desk, texts, place = session.desk, session.texts, find_place(session.desk.catalogue, name)
    ready, remarks = find_ready(desk, place), list[str]()
    if added:
        folder = TemporaryDirectory()
        click.get_current_context().call_on_close(folder.cleanup)
        asked["sites"], asked["by"], asked["added"] = put_sites(desk, session.lang, place, Path(folder.name))
        remarks += [describe_list(texts, one) for one in (ready.find_list(),) if one is not None]
    if ready.timetable is not None and not _is_new(asked):
        asked["timetable"] = (ready.timetable.path,)
        asked["map"] = None if ready.road_map is None else ready.road_map.path
        remarks.append(describe_timetable(desk.catalogue, texts, ready, get_today()))
        remarks += [told for told in (describe_map(desk.catalogue, texts, ready),) if told]
    return remarks


def print_report(
    session: Session, report: ReachReport, remarks: Sequence[str], *, is_new: bool, is_kept: bool = True
) -> None:
    """Print a report for people; `is_new` where it was reckoned just now, `is_kept` where that could be kept."""
    texts, catalogue = session.texts, session.desk.catalogue
    place = catalogue.places.by_code.get(report.place)
    area, name = (texts("demo.name"),) * 2 if report.is_made_up or place is None else (place.area, place.name)
    session.say(texts("reach.print.head", place=area), strong=True)
    if report.is_made_up:
        session.say(texts("demo.notice"), strong=True)
    elif not is_new:
        session.say(texts("reach.print.kept", day=texts.day(report.made)))
    print_blocks(session.console, compose_report(catalogue, texts, report))
    session.say()
    for remark in remarks:
        session.say(remark)
    if report.is_made_up:
        session.say(texts("reach.print.not_kept"))
    elif is_new and is_kept:
        key = "made" if has_shift_value(catalogue, report) else "made_without"
        session.say(texts(f"reach.print.{key}", place=name))


def _declare_question(texts: Texts) -> Iterable[click.Option]:
    """The options that say what is reckoned, and how."""
    file = click.Path(path_type=Path)
    yield click.Option(["--timetable"], type=file, multiple=True, help=texts("cli.reach.timetable"))
    for name in ("sites", "commuters", "origins", "training"):
        yield click.Option([f"--{name}"], type=file, help=texts(f"cli.reach.{name}"))
    yield click.Option(["--own-sites"], is_flag=True, help=texts("cli.reach.own_sites"))
    yield click.Option(["--date"], help=texts("cli.reach.date"))
    for name in ("map", "stations", "hospitals"):
        yield click.Option([f"--{name}"], type=file, help=texts(f"cli.reach.{name}"))
    yield click.Option(["--cycle"], is_flag=True, help=texts("cli.reach.cycle"))
    yield click.Option(["--cycle-on"], is_flag=True, help=texts("cli.reach.cycle_on"))
    yield click.Option(["--ordered"], is_flag=True, help=texts("cli.reach.ordered"))
    yield click.Option(["--parking"], type=file, help=texts("cli.reach.parking"))
    speed, limit = NumberType(SLOWEST_WALK, FASTEST_WALK), NumberType(SHORTEST_LIMIT, LONGEST_LIMIT)
    yield click.Option(["--walk-speed"], type=speed, help=texts("cli.reach.walk_speed"))
    yield click.Option(["--limit"], type=limit, multiple=True, help=texts("cli.reach.limit"))
    share = NumberType(0.0, MOST_PERCENT)
    yield click.Option(["--late"], type=share, help=texts("cli.reach.late"))
    yield click.Option(["--cancelled"], type=share, help=texts("cli.reach.cancelled"))
    yield click.Option(["--disruptions/--no-disruptions"], default=None, help=texts("cli.reach.disruptions"))
    searched = texts("cli.reach.departures", limit=MOST_SEARCHED)
    yield click.Option(["--departures/--no-departures"], default=None, help=searched)


def _is_new(asked: dict[str, Any]) -> bool:
    """Whether there are files to reckon from."""
    return bool(asked["timetable"] or asked["map"])


def _find_report(session: Session, name: str | None, asked: dict[str, Any]) -> tuple[ReachReport, list[str]]:
    """The made-up town's report, a new one, or the kept one; with what the user should know of it."""
    if asked["demo"]:
        return reach_demo(session.desk, _watch(session), os.cpu_count() or 1), []
    place = find_place(session.desk.catalogue, str(name))
    if _is_new(asked):
        return _reckon(session, place, asked)
    report = load_report(session.desk, place)
    session.warn(session.desk.find_troubles(place))
    return report, []


def _keep(session: Session, report: ReachReport) -> BadInputError | None:
    """Keep a report, or tell later why not: what took long to reckon is shown all the same."""
    try:
        keep_report(session.desk, report)
    except BadInputError as error:
        return error
    return None


def _forget(session: Session, name: str | None, others: Iterable[object]) -> None:
    """Remove what is kept. Raises UsageError for options that do not go with it."""
    if name is None:
        raise click.UsageError(session.texts("cli.reach.need_place"))
    if any(others):
        raise click.UsageError(session.texts("cli.reach.forget_alone"))
    gone = forget_report(session.desk, find_place(session.desk.catalogue, name))
    told = ", ".join(f"reach/{file}" for file in gone)
    session.show(lambda: {"removed": list(gone)}, lambda: session.say(session.texts("cli.reach.forgotten", files=told)))


def _check_options(session: Session, name: str | None, asked: dict[str, Any]) -> None:
    """Raises UsageError for options that do not go together."""
    texts, has_files = session.texts, _is_new(asked)
    given = [one for one in BESIDES if asked[one] is not None and asked[one] is not False and asked[one] != ()]
    demo, template = asked["demo"], asked["template"] is not None
    if demo or template:
        if name is not None or given or has_files or asked["sites"] or (demo and template):
            raise click.UsageError(texts("cli.reach.alone", option="--demo" if demo else "--template"))
        return
    if name is None:
        raise click.UsageError(texts("cli.reach.need_place"))
    if asked["timetable"] and asked["sites"] is None:
        raise click.UsageError(texts("cli.reach.need_sites"))
    if asked["sites"] is not None:
        given.append("sites")
    if given and not has_files:
        raise click.UsageError(texts("cli.reach.need_files", option=f"--{given[0].replace('_', '-')}"))
    for one in ("stations", "hospitals"):
        if asked[one] is not None and asked["map"] is None:
            raise click.UsageError(texts("cli.reach.need_map", option=f"--{one}"))
    if asked["disruptions"] is False and (asked["late"] is not None or asked["cancelled"] is not None):
        raise click.UsageError(texts("cli.reach.no_disruptions"))
    if len(asked["limit"]) > MOST_LIMITS:
        raise click.UsageError(texts("cli.reach.most_limits"))


def _reckon(session: Session, place: Place, asked: dict[str, Any]) -> tuple[ReachReport, list[str]]:
    """Reckon; with what the user should know of it."""
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("reach_country")
    finds, remarks = asked["departures"], []
    if finds is None and asked["sites"] is not None and asked["timetable"]:
        finds, count = is_searched(session.desk, asked["sites"])
        if not finds:
            facts = {"count": session.texts.number(count), "limit": session.texts.number(MOST_SEARCHED)}
            remarks.append(session.texts("reach.print.departures_off", **facts))
    question = _make_question(session.desk.catalogue, asked, finds_departures=bool(finds))
    return reach_place(session.desk, place, question, _watch(session)), remarks


def _make_question(catalogue: Catalogue, asked: dict[str, Any], *, finds_departures: bool) -> Question:
    return Question(
        timetables=tuple(asked["timetable"]),
        sites=asked["sites"],
        day=parse_day(asked["date"] or ""),
        commuters=asked["commuters"],
        origins=asked["origins"],
        training=asked["training"],
        cycles=asked["cycle"],
        cycles_on=asked["cycle_on"],
        parkings=asked["parking"],
        orders=asked["ordered"],
        finds_departures=finds_departures,
        threads=os.cpu_count() or 1,
        tries_disruptions=asked["disruptions"] is not False,
        parameters=tuple(_choose_parameters(catalogue, asked)),
        road_map=asked["map"],
        stations=asked["stations"],
        hospitals=asked["hospitals"],
        sites_by=asked.get("by", ""),
        sites_added=asked.get("added", ""),
    )


def _choose_parameters(catalogue: Catalogue, asked: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    """What differs from the catalogue; a single limit takes the shorter one's place, and the longer's if above it."""
    for parameter, option in ((WALK_SPEED, "walk_speed"), (LATE, "late"), (CANCELLED, "cancelled")):
        if asked[option] is not None:
            yield parameter, asked[option]
    limits: Sequence[float] = asked["limit"]
    if limits:
        yield SHORT_LIMIT, min(limits)
        yield LONG_LIMIT, max(limits) if len(limits) > 1 else max(*limits, catalogue.value(LONG_LIMIT))


def _watch(session: Session) -> Callable[[Sequence[Work]], Iterable[Work]]:
    def watch(work: Sequence[Work]) -> Iterable[Work]:
        return show_progress(work, session.texts("reach.print.progress"))

    return watch


def _write_template(session: Session, file: Path) -> None:
    columns = write_template(session.desk, session.lang, file)

    def people() -> None:
        session.say(session.texts("reach.print.written", file=str(file)))
        for one in columns:
            session.say(session.texts("reach.print.column", column=one.column, help=one.help))

    session.show(lambda: {"files": [str(file)], "columns": {one.column: one.help for one in columns}}, people)
