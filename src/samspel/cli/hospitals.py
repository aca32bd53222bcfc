"""`samspel hospitals`: which hospitals are taken to have emergency surgery, and how to correct that."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.hospitals import SAID, Correction, correct_hospital, list_hospitals, search_hospitals
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.writing import write_table
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.hospitals import compose_hospitals, tabulate_hospitals
from samspel.terms.clock import get_today


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(
        texts,
        "hospitals",
        run_hospitals,
        click.Argument(["hospital"], required=False),
        click.Option(
            ["--open", "said"], type=click.Choice(tuple(SAID), case_sensitive=False), help=texts("cli.hospitals.open")
        ),
        click.Option(["--by"], help=texts("cli.hospitals.by")),
        click.Option(["--source"], default="", show_default=False, help=texts("cli.hospitals.source")),
        click.Option(["--undo"], is_flag=True, help=texts("cli.hospitals.undo")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def run_hospitals(
    session: Session, hospital: str | None, said: str | None, by: str | None, source: str, undo: bool, out: Path | None
) -> None:
    """Print the list, or correct one hospital in it."""
    desk, texts = session.desk, session.texts
    changes = bool(said or by or source or undo)
    if hospital is None and changes:
        raise click.UsageError(texts("cli.hospitals.need_hospital"))
    if hospital is None:
        found = list_hospitals(desk)
    elif not changes:
        found = search_hospitals(desk, hospital)
    else:
        if undo is (said is not None):
            raise click.UsageError(texts("cli.hospitals.need_open"))
        found = (correct_hospital(desk, Correction(hospital, said or "", by or "", source), get_today()),)
    table = tabulate_hospitals(texts, found)
    if out is not None:
        write_table(session, data(table), out)
        return
    blocks = compose_hospitals(texts, found, desk.hospitals.list_aside())
    session.show(lambda: list_records(table), lambda: print_blocks(session.console, blocks))
