"""`samspel glossary`: the words that stand on the pages."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.glossary import find_terms
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.writing import write_table
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.glossary import tabulate_glossary


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(texts, "glossary", show_glossary, click.Argument(["words"], nargs=-1), out)


def show_glossary(session: Session, words: tuple[str, ...], out: Path | None) -> None:
    """Print what the words mean, or all that there are. Raises NotFoundError with the nearest word."""
    table = tabulate_glossary(session.texts, find_terms(session.desk.catalogue, " ".join(words)))
    if out is not None:
        write_table(session, data(table), out)
        return
    session.show(lambda: list_records(table), lambda: print_blocks(session.console, (table,)))
