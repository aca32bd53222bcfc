"""`samspel update`."""

from collections.abc import Iterable

import click

from samspel.app.fetching import plan_update
from samspel.app.timetabling import find_file, update_timetable
from samspel.app.updating import raise_unless_done, update
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.progress import Bars
from samspel.rendering.table import list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.updating import (
    compose_plan,
    compose_timetable,
    compose_update,
    render_timetable,
    tabulate_plan,
    tabulate_update,
)


def commands(texts: Texts) -> Iterable[click.Command]:
    """The command of this module."""
    yield declare(
        texts,
        "update",
        run_update,
        click.Argument(["services"], nargs=-1),
        click.Option(["--plan"], is_flag=True, help=texts("cli.update.plan")),
        click.Option(["--timetable"], metavar=texts("cli.metavar.name"), help=texts("cli.update.timetable")),
        click.Option(["--again"], is_flag=True, help=texts("cli.update.again")),
    )


def run_update(session: Session, services: tuple[str, ...], plan: bool, timetable: str | None, again: bool) -> None:
    """Fetch newer figures, or tell what would be fetched; or fetch a county's timetable."""
    if timetable is not None:
        if plan or services or again:
            raise click.UsageError(session.texts("cli.update.timetable_alone"))
        _update_timetable(session, timetable)
        return
    catalogue, texts, desk = session.desk.catalogue, session.texts, session.desk
    if plan:
        plans = plan_update(desk, services, again=again)
        session.show(
            lambda: list_records(tabulate_plan(catalogue, texts, plans)),
            lambda: print_blocks(session.console, compose_plan(catalogue, texts, plans)),
        )
        return
    with Bars(lambda name: texts("update.progress", name=name)) as bars:
        reports = update(desk, services, again=again, watch=bars.show)
    session.show(
        lambda: list_records(tabulate_update(catalogue, texts, reports)),
        lambda: print_blocks(session.console, compose_update(catalogue, texts, reports)),
    )
    raise_unless_done(reports)


def _update_timetable(session: Session, name: str) -> None:
    catalogue, texts, desk = session.desk.catalogue, session.texts, session.desk
    kept = update_timetable(desk, name)
    path = find_file(desk, kept)
    session.show(
        lambda: render_timetable(kept, path),
        lambda: print_blocks(session.console, compose_timetable(catalogue, texts, kept, path)),
    )
