"""`samspel update`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from samspel.app.county_files import KINDS, find_path, update_county_file
from samspel.app.fetching import plan_update
from samspel.app.finding import find_place
from samspel.app.news import list_news
from samspel.app.updating import raise_unless_done, update
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.progress import Bars
from samspel.cli.writing import write_table
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.enquiry import tabulate_changes
from samspel.reports.updating import (
    compose_county_file,
    compose_news,
    compose_plan,
    compose_update,
    render_county_file,
    tabulate_news,
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
        click.Option(["--news"], metavar=texts("cli.metavar.name"), help=texts("cli.update.news")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
        click.Option(["--timetable"], metavar=texts("cli.metavar.name"), help=texts("cli.update.timetable")),
        click.Option(["--map"], metavar=texts("cli.metavar.name"), help=texts("cli.update.map")),
        click.Option(["--again"], is_flag=True, help=texts("cli.update.again")),
    )


def run_update(
    session: Session,
    services: tuple[str, ...],
    plan: bool,
    again: bool,
    news: str | None,
    out: Path | None,
    **county: str | None,
) -> None:
    """Fetch newer figures, or tell what would be fetched or what changed; or fetch a county's timetable or map."""
    if news is not None:
        _show_news(session, news, out)
        return
    files = [(what, name) for what, name in county.items() if name is not None]
    if files:
        if plan or services or again:
            raise click.UsageError(session.texts("cli.update.county_alone"))
        _update_files(session, files)
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


def _update_files(session: Session, files: Sequence[tuple[str, str]]) -> None:
    """Fetch each county's file, and tell of all of them."""
    catalogue, texts, desk = session.desk.catalogue, session.texts, session.desk
    kinds = [(KINDS[what], name) for what, name in files]
    kept = [(kind, update_county_file(desk, kind, name)) for kind, name in kinds]
    told = [(kind, one, find_path(desk, kind, one)) for kind, one in kept]
    session.show(
        lambda: [render_county_file(kind, one, path) for kind, one, path in told],
        lambda: print_blocks(
            session.console,
            (block for kind, one, path in told for block in compose_county_file(catalogue, texts, kind, one, path)),
        ),
    )


def _show_news(session: Session, name: str, out: Path | None) -> None:
    """What the latest figures changed at a place; to a file, the figures."""
    texts, desk = session.texts, session.desk
    news = list_news(desk, find_place(desk.catalogue, name))
    if out is not None:
        write_table(session, data(tabulate_news(texts, news)), out)
        return
    session.show(
        lambda: {
            "moment": news.moment,
            "verdicts": list_records(tabulate_changes(texts, news.verdicts)),
            "figures": list_records(tabulate_news(texts, news)),
        },
        lambda: print_blocks(session.console, compose_news(texts, news)),
    )
