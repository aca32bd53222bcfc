"""`samspel needs`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from samspel.app.costing import add_costs
from samspel.app.finding import find_area, find_demand, find_place
from samspel.app.needs import (
    CHOICES,
    NeedFilter,
    find_deciding,
    find_elsewhere_answered,
    keep_needs,
    measure_everywhere,
    measure_needs,
)
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.progress import show_progress
from samspel.cli.writing import write_table
from samspel.rendering.data import kind_of
from samspel.rendering.table import data
from samspel.rendering.terminal import print_blocks
from samspel.reports.need_table import compose_needs, tabulate_needs
from samspel.reports.needs_data import render_costed_need
from samspel.reports.records import render_place


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    filters = [
        click.Option([f"--{name}"], type=click.Choice(values, case_sensitive=False), help=texts(f"cli.needs.{name}"))
        for name, values in CHOICES.items()
    ]
    yield declare(
        texts,
        "needs",
        needs,
        click.Argument(["name"], required=False),
        click.Option(["--all", "everywhere"], is_flag=True, help=texts("cli.needs.all")),
        *filters,
        click.Option(["--body"], default="", help=texts("cli.needs.body")),
        click.Option(["--area"], default="", help=texts("cli.needs.area")),
        click.Option(["--demand"], default="", help=texts("cli.needs.demand")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out")),
    )


def needs(session: Session, name: str | None, everywhere: bool, out: Path | None, **fields: Any) -> None:
    """Print the needs of a place, or write those of every municipality."""
    if fields.get("area"):
        find_area(session.desk.catalogue, fields["area"])
    if fields.get("body"):
        places = session.desk.catalogue.places
        fields["body"] = find_deciding(places, find_place(session.desk.catalogue, fields["body"]))
    if fields.get("demand"):
        fields["demand"] = find_demand(session.desk.catalogue, fields["demand"]).id
    wanted = NeedFilter(**{field: value or "" for field, value in fields.items()})
    if everywhere:
        _write_everywhere(session, wanted, out)
    elif name is None:
        raise click.UsageError(session.texts("cli.needs.need_place"))
    else:
        _show_place(session, name, wanted, out)


def _show_place(session: Session, name: str, wanted: NeedFilter, out: Path | None) -> None:
    desk, texts = session.desk, session.texts
    place = find_place(desk.catalogue, name)
    session.warn(desk.find_troubles(place))
    rows = add_costs(desk, measure_needs(desk, place, wanted))
    if out is not None:
        write_table(session, data(tabulate_needs(desk.catalogue, texts, rows)), out)
        return

    def people() -> None:
        if wanted.demand:
            from samspel.reports.need import compose_need  # with its pictures, which a list of needs starts without

            for row in rows:
                elsewhere = find_elsewhere_answered(desk, row.need)
                print_blocks(session.console, compose_need(desk.observations, texts, row, elsewhere))
        else:
            print_blocks(session.console, compose_needs(desk.catalogue, texts, place, rows))
            session.say(texts("cli.needs.more", place=place.code))

    plain = [render_costed_need(desk.catalogue, texts, row) for row in rows] if session.as_json else []
    session.show(lambda: {"place": render_place(place), "needs": plain}, people)


def _write_everywhere(session: Session, wanted: NeedFilter, out: Path | None) -> None:
    if out is None:
        raise click.UsageError(session.texts("cli.needs.need_out"))
    kind_of(out)
    desk, texts = session.desk, session.texts

    def watch(places: Iterable[Any]) -> Iterable[Any]:
        return show_progress(places, texts("cli.progress"))

    found = [need for _, needs in measure_everywhere(desk, watch) for need in keep_needs(desk, wanted, needs)]
    write_table(session, data(tabulate_needs(desk.catalogue, texts, add_costs(desk, found))), out)
