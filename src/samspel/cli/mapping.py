"""`samspel map`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.finding import find_place
from samspel.app.mapping import LATEST, MapChoice, Mapped, find_subject, make_map
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.measures import GENDERS
from samspel.cli.numbers import whole
from samspel.cli.writing import write_named, write_table
from samspel.rendering.data import kind_of
from samspel.rendering.pdf import render_png
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.map_tables import compose_map, tabulate_map
from samspel.reports.maps import draw_map
from samspel.terms.place import Place

PICTURES = (".svg", ".png")
PNG_PX = 1320


def commands(texts: Texts) -> Iterable[click.Command]:
    """The command of this module."""
    yield declare(
        texts,
        "map",
        show_map,
        click.Argument(["subject"]),
        click.Argument(["name"], required=False),
        click.Option(
            ["--gender"],
            type=click.Choice(tuple(GENDERS), case_sensitive=False),
            default="all",
            help=texts("cli.series.gender"),
        ),
        click.Option(["--year"], type=whole(0), help=texts("cli.map.year")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.map.out")),
    )


def show_map(session: Session, subject: str, name: str | None, gender: str, year: int | None, out: Path | None) -> None:
    """Print what a map of a measure or a demand says, or write it as a picture or a table."""
    desk, texts = session.desk, session.texts
    place = None if name is None else find_place(desk.catalogue, name)
    choice = MapChoice(gender=GENDERS[gender], year=year, place=place)
    shown = find_subject(desk, session.lang, subject)
    if isinstance(shown, Demand) and (year is not None or choice.gender != LATEST.gender):
        raise click.UsageError(texts("cli.map.of_measure"))
    mapped = make_map(desk, session.lang, shown, choice)
    if out is not None:
        _write(session, mapped, place, out)
        return
    session.show(
        lambda: list_records(tabulate_map(desk.observations, texts, mapped)),
        lambda: print_blocks(session.console, compose_map(desk.observations, texts, mapped, place)),
    )


def _write(session: Session, mapped: Mapped, place: Place | None, out: Path) -> None:
    """Write a picture where the file's name asks for one, else a table."""
    observations, texts, kind = session.desk.observations, session.texts, out.suffix.lower()
    if kind not in PICTURES:
        kind_of(out, PICTURES)
        write_table(session, data(tabulate_map(observations, texts, mapped)), out)
        return
    svg = draw_map(observations, texts, mapped, place, is_alone=True).svg
    write_named(session, out, svg.encode() if kind == ".svg" else render_png(svg, PNG_PX))
