"""`samspel place` and `samspel compare`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.finding import find_place
from samspel.app.places import compare, show_place
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.rendering.data import kind_of, render_table
from samspel.rendering.table import Data, data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.comparison import compose_comparison, tabulate_comparison
from samspel.reports.place import compose_place, tabulate_picture
from samspel.reports.place_data import render_portrait
from samspel.terms.files import write_file


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(texts, "place", place, click.Argument(["name"]), out)
    yield declare(texts, "compare", compare_places, click.Argument(["names"], nargs=-1, required=True), out)


def place(session: Session, name: str, out: Path | None) -> None:
    """Print the picture of a place."""
    desk, catalogue, texts = session.desk, session.desk.catalogue, session.texts
    found = find_place(catalogue, name)
    session.warn(desk.find_troubles(found))
    portrait = show_place(desk, found)
    if out is not None:
        write_table(session, data(tabulate_picture(catalogue, texts, portrait.picture)), out)
        return
    session.show(
        lambda: render_portrait(catalogue, texts, portrait),
        lambda: print_blocks(session.console, compose_place(catalogue, texts, portrait)),
    )


def compare_places(session: Session, names: tuple[str, ...], out: Path | None) -> None:
    """Print two to four places side by side."""
    catalogue, texts = session.desk.catalogue, session.texts
    compared = compare(session.desk, [find_place(catalogue, name) for name in names])
    table = tabulate_comparison(catalogue, texts, compared)
    if out is not None:
        write_table(session, data(table), out)
        return
    session.show(
        lambda: list_records(table),
        lambda: print_blocks(session.console, compose_comparison(catalogue, texts, compared)),
    )


def write_table(session: Session, table: Data, out: Path) -> None:
    """Write a table to the file that the user named and say so."""
    write_file(out, render_table(table, kind_of(out)))
    session.show(lambda: {"files": [str(out)]}, lambda: session.say(session.texts("cli.written", file=str(out))))
