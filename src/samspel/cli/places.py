"""`samspel place`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.finding import find_place
from samspel.app.places import show_everywhere, show_place
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.progress import show_progress
from samspel.cli.writing import write_table
from samspel.rendering.data import kind_of
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports.place import compose_place, tabulate_picture, tabulate_pictures
from samspel.reports.place_data import render_portrait


def commands(texts: Texts) -> Iterable[click.Command]:
    """The command of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    everywhere = click.Option(["--all", "everywhere"], is_flag=True, help=texts("cli.place.all"))
    yield declare(texts, "place", place, click.Argument(["name"], required=False), everywhere, out)


def place(session: Session, name: str | None, everywhere: bool, out: Path | None) -> None:
    """Print the picture of a place, or write those of all places."""
    if everywhere:
        _write_everywhere(session, out)
    elif name is None:
        raise click.UsageError(session.texts("cli.needs.need_place"))
    else:
        _show_place(session, name, out)


def _write_everywhere(session: Session, out: Path | None) -> None:
    if out is None:
        raise click.UsageError(session.texts("cli.needs.need_out"))
    kind_of(out)
    pictures = show_everywhere(session.desk, lambda places: show_progress(places, session.texts("cli.progress")))
    write_table(session, tabulate_pictures(session.desk.catalogue, session.texts, pictures), out)


def _show_place(session: Session, name: str, out: Path | None) -> None:
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
