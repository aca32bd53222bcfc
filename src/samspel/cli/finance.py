"""`samspel equalise`: tax and income equalisation of a municipality or region."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from samspel.app.equalising import equalise
from samspel.app.finding import find_place
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.writing import write_table
from samspel.economy.municipal_finance import Equalisation
from samspel.rendering.blocks import Block, Heading
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports import equalisation as report
from samspel.reports.equalisation_data import render_equalisation, tabulate_results
from samspel.reports.equalisation_years import compose_years


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    year = click.Option(["--year"], type=whole(), metavar=texts("cli.metavar.year"), help=texts("cli.equalise.year"))
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(texts, "equalise", equalise_place, click.Argument(["name"]), year, out)


def equalise_place(session: Session, name: str, year: int | None, out: Path | None) -> None:
    """Print the tax and equalisation of a place, or write it."""
    catalogue = session.desk.catalogue
    measured = equalise(session.desk, find_place(catalogue, name), year)
    if out is not None:
        write_table(session, data(tabulate_results(session.texts, measured)), out)
        return
    session.show(
        lambda: render_equalisation(catalogue, session.texts, measured),
        lambda: print_blocks(session.console, _compose(session, measured)),
    )


def _compose(session: Session, measured: Equalisation) -> Iterator[Block]:
    """The blocks of the page."""
    catalogue, texts = session.desk.catalogue, session.texts
    yield Heading(texts("equalise.title", year=measured.year, body=measured.place.body))
    yield from report.compose_summary(catalogue, texts, measured)
    yield from report.compose_steps(catalogue, texts, measured)
    yield from report.compose_changes(texts, measured)
    yield from compose_years(texts, measured)
    yield from report.compose_ages(catalogue, texts, measured)
