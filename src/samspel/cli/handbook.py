"""`samspel demands`, `goals`, `duties`, `sources` and `check`: what the content says."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.checking import check_everything, find_all_troubles
from samspel.app.finding import find_demand, find_goal, find_place
from samspel.app.goals import show_goals
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.places import write_table
from samspel.rendering.blocks import Block
from samspel.rendering.table import Table, data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.demand import compose_demand
from samspel.reports.goals import compose_goals, render_goals, tabulate_goals
from samspel.reports.handbook import render_demand, tabulate_demands, tabulate_duties
from samspel.reports.plain import plain_error
from samspel.reports.sources import compose_sources, tabulate_sources


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(
        texts, "goals", goals, click.Argument(["name"], required=False), click.Argument(["goal"], required=False), out
    )
    yield declare(texts, "demands", demands, click.Argument(["demand"], required=False), out)
    yield declare(texts, "duties", duties, out)
    yield declare(texts, "sources", sources, out)
    yield declare(texts, "check", check)


def demands(session: Session, demand: str | None, out: Path | None) -> None:
    """Print the handbook, or one demand in full."""
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


def sources(session: Session, out: Path | None) -> None:
    """Print the built-in tables."""
    catalogue, texts = session.desk.catalogue, session.texts
    _show_table(session, tabulate_sources(catalogue, texts), compose_sources(catalogue, texts), out)


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


def check(session: Session) -> None:
    """Load everything strictly, build every series, and tell which kept files cannot be read."""
    desk, texts = session.desk, session.texts
    counts, troubles = check_everything(desk), find_all_troubles(desk)

    def people() -> None:
        session.say(texts("cli.check.done", **counts))
        session.say(texts("cli.check.home", folder=str(desk.store.home)))
        session.say(texts("kept.troubles" if troubles else "kept.none"))
        for error in troubles:
            session.say(f"- {texts.explain(error)}")

    session.show(lambda: counts | {"troubles": [plain_error(texts, error) for error in troubles]}, people)


def _show_table(session: Session, table: Table, blocks: Iterable[Block], out: Path | None) -> None:
    """Write a table to the file that the user named, or print the blocks that it stands in."""
    if out is not None:
        write_table(session, data(table), out)
        return
    session.show(lambda: list_records(table), lambda: print_blocks(session.console, blocks))
