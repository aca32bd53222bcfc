"""`samspel update`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from samspel.app.county_files import KINDS, find_path, update_county_file
from samspel.app.fetching import plan_update
from samspel.app.grouping import find_places
from samspel.app.news import keep_news, list_news
from samspel.app.updating import raise_unless_done, update
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.progress import Bars
from samspel.cli.writing import write_table
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.news import compose_news, count_news, tabulate_new_figures, tabulate_new_verdicts, tabulate_places
from samspel.reports.updating import (
    compose_county_file,
    compose_plan,
    compose_update,
    render_county_file,
    tabulate_plan,
    tabulate_update,
)
from samspel.terms.place import Place


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
    keep_news(desk)
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


def _show_news(session: Session, words: str, out: Path | None) -> None:
    """What the latest figures changed at a place, or at several beside each other; to a file, the figures."""
    catalogue, texts, desk = session.desk.catalogue, session.texts, session.desk
    places = _find_places(catalogue, words)
    keep_news(desk)
    news = list_news(desk, places)
    if out is not None:
        write_table(session, data(tabulate_new_figures(catalogue, texts, news.figures)), out)
        return

    def show() -> None:
        if len(places) == 1:
            print_blocks(session.console, compose_news(catalogue, texts, news, places[0]))
        else:
            tables = (tabulate_places(texts, count_news(news, places), ""), tabulate_new_verdicts(texts, news.verdicts))
            print_blocks(session.console, tables)

    session.show(
        lambda: {
            "moment": news.moment.isoformat(),
            "verdicts": list_records(tabulate_new_verdicts(texts, news.verdicts)),
            "figures": list_records(tabulate_new_figures(catalogue, texts, news.figures)),
        },
        show,
    )


def _find_places(catalogue: Catalogue, words: str) -> tuple[Place, ...]:
    """The places that are named, or all municipalities and regions."""
    if words.strip().casefold() in {texts("update.news_all") for texts in catalogue.texts.values()}:
        return (*catalogue.places.municipalities, *catalogue.places.regions)
    return find_places(catalogue, [words]).places
