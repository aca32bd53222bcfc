"""`samspel reach`."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from samspel.app.finding import find_place
from samspel.app.keeping import forget_report, keep_report
from samspel.app.reach_asking import MOST_SEARCHED, is_searched, load_report, plain_report, write_template
from samspel.app.reaching import Question, Work, reach_demo, reach_place
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.cli.asking import parse_day
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import NumberType
from samspel.cli.places import write_table
from samspel.cli.reach_printing import print_report
from samspel.reach.report import ReachReport
from samspel.rendering.data import PlainTable, kind_of
from samspel.rendering.table import Data, data
from samspel.reports.reach_telling import table_departures, table_localities, table_turns
from samspel.reports.roads import tabulate_cycling, tabulate_last_kilometres, tabulate_roads
from samspel.terms.errors import BadInputError
from samspel.terms.place import PlaceKind

PROGRESS_AFTER_SECONDS = 1.0
SHORTEST_LIMIT, LONGEST_LIMIT = 10.0, 180.0
SLOWEST_WALK, FASTEST_WALK = 2.0, 7.0
MOST_LIMITS = 2
WALK_SPEED, SHORT_LIMIT, LONG_LIMIT = "walk_speed_kmh", "shift_limit_minutes", "shift_long_limit_minutes"
Table = Callable[[Catalogue, Texts, ReachReport], PlainTable | Data]
TABLES: dict[str, Table] = {
    "shifts": table_turns,
    "localities": table_localities,
    "departures": table_departures,
    "roads": lambda *asked: data(tabulate_roads(*asked)),
    "last-kilometres": lambda *asked: data(tabulate_last_kilometres(*asked)),
    "cycling": lambda *asked: data(tabulate_cycling(*asked)),
}
BESIDES = (
    "commuters",
    "origins",
    "training",
    "date",
    "stations",
    "hospitals",
    "cycle",
    "walk_speed",
    "limit",
    "departures",
)
"""Options that say how a timetable or a map is reckoned with, and mean nothing without either."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    file = click.Path(path_type=Path)
    yield declare(
        texts,
        "reach",
        run_reach,
        click.Argument(["name"], required=False),
        click.Option(["--timetable"], type=file, multiple=True, help=texts("cli.reach.timetable")),
        *(
            click.Option([f"--{name}"], type=file, help=texts(f"cli.reach.{name}"))
            for name in ("sites", "commuters", "origins", "training")
        ),
        click.Option(["--date"], help=texts("cli.reach.date")),
        *(
            click.Option([f"--{name}"], type=file, help=texts(f"cli.reach.{name}"))
            for name in ("map", "stations", "hospitals")
        ),
        click.Option(["--cycle"], is_flag=True, help=texts("cli.reach.cycle")),
        click.Option(["--walk-speed"], type=NumberType(SLOWEST_WALK, FASTEST_WALK), help=texts("cli.reach.walk_speed")),
        click.Option(
            ["--limit"],
            type=NumberType(SHORTEST_LIMIT, LONGEST_LIMIT),
            multiple=True,
            help=texts("cli.reach.limit"),
        ),
        click.Option(
            ["--departures/--no-departures"],
            default=None,
            help=texts("cli.reach.departures", limit=MOST_SEARCHED),
        ),
        click.Option(["--demo"], is_flag=True, help=texts("cli.reach.demo")),
        click.Option(["--forget"], is_flag=True, help=texts("cli.reach.forget")),
        click.Option(["--template"], type=file, help=texts("cli.reach.template")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
        click.Option(
            ["--table"],
            type=click.Choice(tuple(TABLES)),
            default=next(iter(TABLES)),
            help=texts("cli.reach.table"),
        ),
    )


def run_reach(
    session: Session,
    name: str | None,
    demo: bool,
    template: Path | None,
    out: Path | None,
    table: str,
    forget: bool,
    **asked: Any,
) -> None:
    """Print who makes their shift, or write it; with files reckon anew and keep it, without them show what is kept."""
    _check_options(session, name, demo=demo, template=template, asked=asked)
    if forget:
        _forget(session, name, (demo, template, out, asked["timetable"], asked["map"], asked["sites"]))
        return
    if out is not None:
        kind_of(out)
    if template is not None:
        _write_template(session, template)
        return
    remarks: list[str] = []
    unkept: BadInputError | None = None
    if demo:
        report = reach_demo(session.desk, _watch(session))
    elif asked["timetable"] or asked["map"]:
        report = _reckon(session, str(name), asked, remarks)
        unkept = _keep(session, report)
    else:
        place = find_place(session.desk.catalogue, str(name))
        report = load_report(session.desk, place)
        session.warn(session.desk.find_troubles(place))
    if out is not None:
        write_table(session, TABLES[table](session.desk.catalogue, session.texts, report), out)
    else:
        is_new = bool(asked["timetable"] or asked["map"])
        session.show(
            lambda: plain_report(session.desk, session.lang, report),
            lambda: print_report(session, report, remarks, is_new=is_new, is_kept=unkept is None),
        )
    if unkept is not None:
        raise unkept


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


def _check_options(
    session: Session, name: str | None, *, demo: bool, template: Path | None, asked: dict[str, Any]
) -> None:
    """Raises UsageError for options that do not go together."""
    texts = session.texts
    given = [one for one in BESIDES if asked[one] not in (None, False, ())]
    for option, wanted in (("--demo", demo), ("--template", template is not None)):
        files = asked["timetable"] or asked["map"] or asked["sites"]
        others = name is not None or given or files or (demo and template is not None)
        if wanted and others:
            raise click.UsageError(texts("cli.reach.alone", option=option))
    if demo or template is not None:
        return
    if name is None:
        raise click.UsageError(texts("cli.reach.need_place"))
    if asked["timetable"] and asked["sites"] is None:
        raise click.UsageError(texts("cli.reach.need_sites"))
    if asked["sites"] is not None:
        given.append("sites")
    if given and not (asked["timetable"] or asked["map"]):
        option = f"--{given[0].replace('_', '-')}"
        raise click.UsageError(texts("cli.reach.need_files", option=option))
    for one in ("stations", "hospitals"):
        if asked[one] is not None and asked["map"] is None:
            raise click.UsageError(texts("cli.reach.need_map", option=f"--{one}"))
    if len(asked["limit"]) > MOST_LIMITS:
        raise click.UsageError(texts("cli.reach.most_limits"))


def _reckon(session: Session, name: str, asked: dict[str, Any], remarks: list[str]) -> ReachReport:
    """Reckon; `remarks` gets what the user should know of it."""
    desk, texts = session.desk, session.texts
    place = find_place(desk.catalogue, name)
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("reach_country")
    finds = asked["departures"]
    if finds is None and asked["sites"] is not None and asked["timetable"]:
        finds, count = is_searched(desk, asked["sites"])
        if not finds:
            told = texts("reach.print.departures_off", count=texts.number(count), limit=texts.number(MOST_SEARCHED))
            remarks.append(told)
    question = Question(
        tuple(asked["timetable"]),
        asked["sites"],
        parse_day(asked["date"] or ""),
        asked["commuters"],
        asked["origins"],
        asked["training"],
        cycles=asked["cycle"],
        finds_departures=bool(finds),
        parameters=tuple(_choose_parameters(desk.catalogue, asked["walk_speed"], asked["limit"])),
        road_map=asked["map"],
        stations=asked["stations"],
        hospitals=asked["hospitals"],
    )
    return reach_place(desk, place, question, _watch(session))


def _choose_parameters(
    catalogue: Catalogue, walk_speed: float | None, limits: Sequence[float]
) -> Iterable[tuple[str, float]]:
    """What differs from the catalogue; a single limit takes the shorter one's place, and the longer's if above it."""
    if walk_speed is not None:
        yield WALK_SPEED, walk_speed
    if limits:
        yield SHORT_LIMIT, min(limits)
        yield LONG_LIMIT, max(limits) if len(limits) > 1 else max(*limits, catalogue.value(LONG_LIMIT))


def _watch(session: Session) -> Callable[[Sequence[Work]], Iterable[Work]]:
    def watch(work: Sequence[Work]) -> Iterable[Work]:
        shown: Iterable[Work] = tqdm(
            work, desc=session.texts("reach.print.progress"), delay=PROGRESS_AFTER_SECONDS, leave=False, disable=None
        )
        return shown

    return watch


def _write_template(session: Session, file: Path) -> None:
    columns = write_template(session.desk, session.lang, file)

    def people() -> None:
        session.say(session.texts("reach.print.written", file=str(file)))
        for one in columns:
            session.say(session.texts("reach.print.column", column=one.column, help=one.help))

    session.show(lambda: {"files": [str(file)], "columns": {one.column: one.help for one in columns}}, people)
