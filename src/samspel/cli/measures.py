"""`samspel measures` and `samspel series`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.courses import Choice, show_courses
from samspel.app.dataset import pack_dataset
from samspel.app.finding import find_place
from samspel.app.looking_back import look_back_to_day
from samspel.app.measures import find_measure, search_measures
from samspel.catalogue.records.figures import Gender
from samspel.catalogue.texts import Texts
from samspel.cli.asking import parse_day
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.writing import write_named, write_picture, write_table
from samspel.observations.courses import Courses
from samspel.rendering.data import kind_of
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.courses import compose_titled_courses, draw_courses, tabulate_courses
from samspel.reports.measures import compose_measures, tabulate_measures

GENDERS: dict[str, Gender] = {"all": "T", "women": "K", "men": "M"}
PICTURE = ".svg"
SHOWN = 60
"""So many rows are read in a terminal; a file and JSON have all."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    dataset = click.Option(["--dataset"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.dataset"))
    yield declare(texts, "measures", list_measures, click.Argument(["words"], nargs=-1), out, dataset)
    yield declare(
        texts,
        "series",
        show_series,
        click.Argument(["measure"]),
        click.Argument(["names"], nargs=-1, required=True),
        click.Option(
            ["--gender"],
            type=click.Choice(tuple(GENDERS), case_sensitive=False),
            default="all",
            help=texts("cli.series.gender"),
        ),
        click.Option(["--from", "first"], type=whole(0), help=texts("cli.series.first")),
        click.Option(["--to", "last"], type=whole(0), help=texts("cli.series.last")),
        click.Option(["--similar"], is_flag=True, help=texts("cli.series.similar")),
        click.Option(["--shown-on"], help=texts("cli.series.shown_on")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.series.out")),
    )


def list_measures(session: Session, words: tuple[str, ...], out: Path | None, dataset: Path | None) -> None:
    """Print the measures in which the words stand, or write them; or write every value of all of them."""
    if dataset is not None:
        write_named(session, dataset, pack_dataset(session.desk))
        return
    catalogue, texts = session.desk.catalogue, session.texts
    found = search_measures(session.desk, session.lang, " ".join(words))
    if out is not None:
        write_table(session, data(tabulate_measures(catalogue, texts, found)), out)
        return
    session.show(
        lambda: list_records(tabulate_measures(catalogue, texts, found)),
        lambda: print_blocks(session.console, compose_measures(catalogue, texts, found, SHOWN)),
    )


def show_series(
    session: Session,
    measure: str,
    names: tuple[str, ...],
    gender: str,
    first: int | None,
    last: int | None,
    similar: bool,
    shown_on: str | None,
    out: Path | None,
) -> None:
    """Print the course of a measure at some places, or write it as a table or a picture; now, or as it was shown."""
    desk, texts = session.desk, session.texts
    if shown_on is not None:
        desk = look_back_to_day(desk, parse_day(shown_on))
    places = [find_place(desk.catalogue, name) for name in names]
    measured = find_measure(desk, session.lang, measure)
    choice = Choice(gender=GENDERS[gender], first=first, last=last, similar=similar)
    courses = show_courses(desk, session.lang, measured, places, choice)
    if out is not None:
        _write(session, courses, out)
        return
    session.show(
        lambda: list_records(tabulate_courses(desk.catalogue, texts, courses)),
        lambda: print_blocks(session.console, compose_titled_courses(desk.catalogue, texts, courses)),
    )


def _write(session: Session, courses: Courses, out: Path) -> None:
    """Write a picture where the file's name asks for one, else a table."""
    if out.suffix.lower() != PICTURE:
        kind_of(out, (PICTURE,))
        write_table(session, data(tabulate_courses(session.desk.catalogue, session.texts, courses)), out)
        return
    write_picture(session, draw_courses(session.texts, courses), out)
