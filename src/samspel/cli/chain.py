"""`samspel chain`: the chain of industry and welfare at a place, on a screen, as a sheet or as tables."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.briefing import RENDERERS, render
from samspel.app.chain import compose_chain_sheet, find_model, show_chain
from samspel.app.finding import find_place
from samspel.catalogue.texts import Texts
from samspel.cli.asking import day_option, parse_day
from samspel.cli.framing import Session, declare
from samspel.cli.writing import write_named, write_table
from samspel.rendering.data import FORMATS
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports.chain import compose_titled_chain, render_chain, tabulate_chain, tabulate_figures_of_chain
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "chain",
        chain,
        click.Argument(["name"]),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.chain.out")),
        click.Option(["--figures"], is_flag=True, help=texts("cli.chain.figures")),
        day_option(texts),
    )


def chain(session: Session, name: str, out: Path | None, figures: bool, day: str) -> None:
    """Print the chain of a place, or write it as a sheet, or as the table of its links or of its figures."""
    desk, texts = session.desk, session.texts
    place = find_place(desk.catalogue, name)
    session.warn(desk.find_troubles(place))
    kind = "" if out is None else out.suffix.removeprefix(".").lower()
    if out is not None and kind not in RENDERERS and kind not in FORMATS:
        raise BadInputError("bad_sheet", file=out.name)
    if figures and kind not in FORMATS:
        raise click.UsageError(texts("cli.chain.figures_in_table"))
    if out is not None and kind in RENDERERS:
        _write_sheet(session, place, out, day)
        return
    view, models = show_chain(desk, place), find_model(desk)
    if out is not None:
        table = (
            tabulate_figures_of_chain(desk.catalogue, texts, view)
            if figures
            else tabulate_chain(desk.catalogue, texts, view, models)
        )
        write_table(session, data(table), out)
        return
    session.show(
        lambda: render_chain(desk.catalogue, texts, view, models),
        lambda: print_blocks(session.console, compose_titled_chain(desk.catalogue, texts, view, models)),
    )


def _write_sheet(session: Session, place: Place, out: Path, day: str) -> None:
    """Write the sheet in the format that the file's name asks for."""
    document = compose_chain_sheet(session.desk, place, session.lang, parse_day(day))
    kind = next(kind for kind in RENDERERS if kind == out.suffix.removeprefix(".").lower())
    (content,) = render(document, (kind,)).values()
    write_named(session, out, content)
