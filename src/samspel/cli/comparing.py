"""`samspel compare`: up to sixty places side by side."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.comparing import (
    LATEST,
    Choice,
    compare_measures,
    find_compared_demands,
    fit_places,
    judge_beside,
    sort_asked,
)
from samspel.app.grouping import Named, find_places
from samspel.app.packets import ask_packet, make_packet
from samspel.app.places import MOST, compare, show_likeness
from samspel.app.sheets import choose_demands
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import whole
from samspel.cli.progress import show_progress
from samspel.cli.writing import write_named, write_picture, write_table
from samspel.needs.beside import DemandBeside
from samspel.observations.beside import Beside
from samspel.rendering.data import kind_of
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.comparison import (
    compose_beside,
    compose_comparison,
    describe_left_out,
    draw_beside,
    tabulate_beside,
    tabulate_comparison,
)
from samspel.reports.likeness import compose_likeness, tabulate_features, tabulate_peers
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place

ORDERS = {"rising": False, "falling": True}
PICTURE = ".svg"
PACKETS = (".pdf", ".zip")


def commands(texts: Texts) -> Iterable[click.Command]:
    """The command of this module."""
    yield declare(
        texts,
        "compare",
        compare_places,
        click.Argument(["names"], nargs=-1, required=True),
        click.Option(["--measure", "measures"], type=click.STRING, multiple=True, help=texts("cli.compare.measure")),
        click.Option(["--year"], type=whole(0), help=texts("cli.compare.year")),
        click.Option(["--sort"], default="", help=texts("cli.compare.sort")),
        click.Option(
            ["--order"], type=click.Choice(tuple(ORDERS), case_sensitive=False), help=texts("cli.compare.order")
        ),
        click.Option(["--draw"], default="", help=texts("cli.compare.draw")),
        click.Option(["--similar"], is_flag=True, help=texts("cli.compare.similar")),
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.series.out")),
        click.Option(["--packet"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.compare.packet")),
        click.Option(["--demand", "demands"], multiple=True, help=texts("cli.compare.demand")),
    )


def compare_places(
    session: Session,
    names: tuple[str, ...],
    measures: tuple[str, ...] = (),
    year: int | None = None,
    sort: str = "",
    order: str | None = None,
    draw: str = "",
    similar: bool = False,
    out: Path | None = None,
    packet: Path | None = None,
    demands: tuple[str, ...] = (),
) -> None:
    """Print places side by side: on the measures named, or two to four in every figure of the picture; or how like a
    place is to those that it is compared with; or write a packet with a sheet for each.
    """
    desk = session.desk
    if similar:
        _show_likeness(session, names, out)
        return
    known, wanted, unknown = sort_asked(desk, session.lang, names, measures)
    if unknown:
        unknown[0].error.others = tuple(one.error for one in unknown[1:])
        raise unknown[0].error
    named = fit_places(desk, find_places(desk.catalogue, known))
    choice = Choice(year=year, sort=sort, falling=None if order is None else ORDERS[order], draw=draw)
    if packet is not None:
        _write_packet(session, named, wanted, choice, demands, packet)
        return
    if not wanted and not demands and len(named.places) <= MOST and choice == LATEST:
        _show_picture(session, named.places, out)
        return
    beside = compare_measures(desk, session.lang, named, wanted, choice)
    _show_beside(session, beside, judge_beside(desk, find_compared_demands(desk, demands), beside.places), out)


def _write_packet(
    session: Session, named: Named, measures: list[str], choice: Choice, demands: tuple[str, ...], out: Path
) -> None:
    """Write a packet and say which places have no sheet in it. Raises BadInputError for another format."""
    if out.suffix.lower() not in PACKETS:
        raise BadInputError("packet_format", file=out.name)
    desk, texts = session.desk, session.texts
    chosen = choose_demands(desk.catalogue, demands) if demands else ()
    asked = ask_packet(desk, session.lang, get_today(), named, measures, choice, chosen)
    made = make_packet(desk, asked, lambda places: show_progress(places, texts("cli.progress")))
    for line in made.missing:
        click.echo(f"{texts('cli.observe')}: {line}", err=True)
    write_named(session, out, made.pdf if out.suffix.lower() == PACKETS[0] else made.archive)


def _show_picture(session: Session, places: tuple[Place, ...], out: Path | None) -> None:
    catalogue, texts = session.desk.catalogue, session.texts
    compared = compare(session.desk, places)
    table = tabulate_comparison(catalogue, texts, compared)
    if out is not None:
        write_table(session, data(table), out)
        return
    session.show(
        lambda: list_records(table),
        lambda: print_blocks(session.console, compose_comparison(catalogue, texts, compared)),
    )


def _show_likeness(session: Session, names: tuple[str, ...], out: Path | None) -> None:
    catalogue, texts = session.desk.catalogue, session.texts
    places = find_places(catalogue, names).places
    if len(places) != 1:
        raise BadInputError("similar_of_one", count=len(places))
    likeness = show_likeness(session.desk, places[0])
    if out is not None:
        write_table(session, data(tabulate_peers(catalogue, texts, likeness)), out)
        return
    session.show(
        lambda: {
            "similar": list_records(tabulate_peers(catalogue, texts, likeness)),
            "features": list_records(tabulate_features(catalogue, texts, likeness)),
        },
        lambda: print_blocks(session.console, compose_likeness(catalogue, texts, likeness)),
    )


def _show_beside(session: Session, beside: Beside, judged: tuple[DemandBeside, ...], out: Path | None) -> None:
    catalogue, texts = session.desk.catalogue, session.texts
    table = tabulate_beside(catalogue, texts, beside, judged)
    if beside.left_out and (out is not None or session.as_json):
        click.echo(f"{texts('cli.observe')}: {describe_left_out(texts, beside)}", err=True)
    if out is None:
        session.show(
            lambda: list_records(table),
            lambda: print_blocks(session.console, compose_beside(catalogue, texts, beside, judged)),
        )
    elif out.suffix.lower() == PICTURE:
        write_picture(session, draw_beside(catalogue, texts, beside), out)
    else:
        kind_of(out, (PICTURE,))
        write_table(session, data(table), out)
