"""`samspel demands`, `goals`, `duties`, `sources` and `check`: what the content says."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.checking import check_everything, find_all_troubles, hold_figures, raise_unless_held
from samspel.app.fetching import list_known
from samspel.app.finding import find_demand, find_goal, find_place
from samspel.app.goals import show_goals
from samspel.app.sharing import show_shares
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.own import run_own
from samspel.cli.writing import write_table
from samspel.rendering.blocks import Block
from samspel.rendering.table import Table, data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.demand import compose_demand
from samspel.reports.figure_checks import compose_figure_checks, describe_figure_checks, render_figure_checks
from samspel.reports.goals import compose_goals, render_goals, tabulate_goals
from samspel.reports.handbook import render_demand, tabulate_demands, tabulate_duties
from samspel.reports.records import render_error
from samspel.reports.sources import compose_sources, tabulate_changes, tabulate_sources
from samspel.reports.updating import tabulate_services
from samspel.reports.verdict_shares import compose_shares, tabulate_demand_shares, tabulate_measure_shares


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(
        texts, "goals", goals, click.Argument(["name"], required=False), click.Argument(["goal"], required=False), out
    )
    yield declare(texts, "demands", demands, click.Argument(["demand"], required=False), out, *_own_options(texts))
    yield declare(texts, "duties", duties, out)
    yield declare(
        texts, "sources", sources, click.Option(["--changes"], is_flag=True, help=texts("cli.sources.changes")), out
    )
    verdicts = click.Option(["--verdicts"], is_flag=True, help=texts("cli.check.verdicts"))
    figures = click.Option(["--figures"], is_flag=True, help=texts("cli.check.figures"))
    yield declare(texts, "check", check, verdicts, figures, out)


def _own_options(texts: Texts) -> Iterable[click.Option]:
    """What can be done with demands that somebody here writes."""
    for name in ("new", "add"):
        yield click.Option(
            [f"--{name}"], type=click.Path(path_type=Path, dir_okay=False), help=texts(f"cli.demands.{name}")
        )
    yield click.Option(["--own"], is_flag=True, help=texts("cli.demands.own"))
    for name in ("remove", "restore", "erase"):
        yield click.Option([f"--{name}"], metavar=texts("cli.metavar.demand"), help=texts(f"cli.demands.{name}"))


def demands(session: Session, demand: str | None, out: Path | None, **own: Path | str | bool | None) -> None:
    """Print the handbook, or one demand in full; or do what is asked with a demand of somebody's own."""
    if run_own(session, **own):
        return
    catalogue, texts = session.desk.catalogue, session.texts
    if demand is None:
        table = tabulate_demands(catalogue, texts)
        _show_table(session, table, (table,), out)
        return
    found = find_demand(catalogue, demand)
    session.show(
        lambda: render_demand(catalogue, texts, found),
        lambda: print_blocks(session.console, compose_demand(catalogue, texts, found)),
    )


def duties(session: Session, out: Path | None) -> None:
    """Print the duties."""
    table = tabulate_duties(session.desk.catalogue, session.texts)
    _show_table(session, table, (table,), out)


def sources(session: Session, changes: bool, out: Path | None) -> None:
    """Print the built-in tables and the sources that can be fetched, or what has changed in the tables."""
    catalogue, texts = session.desk.catalogue, session.texts
    if changes:
        table = tabulate_changes(catalogue, texts)
        _show_table(session, table, (table,), out)
        return
    services = tabulate_services(catalogue, texts, list_known(session.desk))
    blocks = (*compose_sources(catalogue, texts), services)
    _show_table(session, tabulate_sources(catalogue, texts), blocks, out)


def goals(session: Session, name: str | None, goal: str | None, out: Path | None) -> None:
    """Print the national goals, for a place and one by one if asked."""
    catalogue = session.desk.catalogue
    if name is None:
        table = tabulate_goals(catalogue, session.texts)
        _show_table(session, table, (table,), out)
        return
    place = find_place(catalogue, name)
    wanted = list(catalogue.goals.values()) if goal is None else [find_goal(catalogue, goal)]
    views = show_goals(session.desk, place, wanted)
    session.show(
        lambda: render_goals(catalogue, session.texts, place, views),
        lambda: print_blocks(session.console, compose_goals(catalogue, session.texts, place, views)),
    )


def check(session: Session, verdicts: bool, figures: bool, out: Path | None) -> None:
    """Load everything strictly, build every series, hold the figures against each other, and tell which kept files
    cannot be read; or tell how the verdicts fall, or how each check of the figures went.
    """
    texts = session.texts
    if verdicts and figures:
        raise click.UsageError(texts("cli.check.one"))
    if out is not None and not verdicts:
        raise click.UsageError(texts("cli.check.out_without"))
    if verdicts:
        _check_verdicts(session, out)
    elif figures:
        _check_figures(session)
    else:
        _check_everything(session)


def _check_everything(session: Session) -> None:
    desk, texts = session.desk, session.texts
    counts, report, troubles = check_everything(desk), hold_figures(desk), find_all_troubles(desk)

    def people() -> None:
        session.say(texts("cli.check.done", **counts))
        for whose, count in desk.catalogue.count_others().items():
            told = {"name": whose.name, "publisher": whose.publisher, "count": count}
            session.say(texts("cli.check.own" if whose.is_own else "cli.check.other", **told))
        session.say(describe_figure_checks(texts, report))
        session.say(texts("cli.check.home", folder=str(desk.store.home)))
        session.say(texts("kept.troubles" if troubles else "kept.none"))
        for error in troubles:
            session.say(f"- {texts.explain(error)}")

    session.show(
        lambda: (
            counts
            | {"figures_failed": list(report.failed)}
            | {"troubles": [render_error(texts, error) for error in troubles]}
        ),
        people,
    )
    raise_unless_held(report)


def _check_figures(session: Session) -> None:
    """Every check of the figures, and what fails of them."""
    texts, report = session.texts, hold_figures(session.desk)
    session.show(
        lambda: render_figure_checks(texts, report),
        lambda: print_blocks(session.console, compose_figure_checks(texts, report)),
    )
    raise_unless_held(report)


def _check_verdicts(session: Session, out: Path | None) -> None:
    """How the verdicts of the built-in figures fall over all places; to a file, the measures."""
    catalogue, texts, fall = session.desk.catalogue, session.texts, show_shares(session.desk)
    demands, measures = (
        tabulate_demand_shares(texts, fall.demands),
        tabulate_measure_shares(catalogue, texts, fall.measures),
    )
    if out is not None:
        write_table(session, data(measures), out)
        return
    session.show(
        lambda: {
            "unknown_median": fall.unknown.median,
            "unknown_own_median": fall.unknown.own_median,
            "demands": list_records(demands),
            "measures": list_records(measures),
        },
        lambda: print_blocks(
            session.console, compose_shares(catalogue, texts, fall.demands, fall.measures, fall.unknown)
        ),
    )


def _show_table(session: Session, table: Table, blocks: Iterable[Block], out: Path | None) -> None:
    """Write a table to the file that the user named, or print the blocks that it stands in."""
    if out is not None:
        write_table(session, data(table), out)
        return
    session.show(lambda: list_records(table), lambda: print_blocks(session.console, blocks))
