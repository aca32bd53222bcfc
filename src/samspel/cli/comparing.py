"""`samspel compare`: up to sixty places side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from samspel.app.comparing import FEWEST, LATEST, Choice, compare_columns, find_compared_demands, fit_places, sort_asked
from samspel.app.grouping import Named, find_places, list_passed_over, list_taken, read_names
from samspel.app.packets import ask_packet, make_packet
from samspel.app.places import MOST, compare, show_likeness
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.cli.numbers import NumberType, whole
from samspel.cli.progress import show_progress
from samspel.cli.writing import write_named, write_picture, write_table
from samspel.needs.beside import Compared
from samspel.rendering.data import kind_of
from samspel.rendering.table import data, list_records
from samspel.rendering.terminal import print_blocks
from samspel.reports.compared_book import list_compared, render_book
from samspel.reports.compared_demands import describe_sift
from samspel.reports.compared_names import describe_lost, describe_read
from samspel.reports.comparison import (
    compose_compared,
    compose_comparison,
    describe_left_out,
    draw_beside,
    tabulate_beside,
    tabulate_comparison,
)
from samspel.reports.likeness import compose_likeness, tabulate_features, tabulate_peers
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
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
        click.Argument(["names"], nargs=-1),
        click.Option(["--places", "file"], type=click.Path(path_type=Path), help=texts("cli.compare.places")),
        click.Option(["--measure", "measures"], type=click.STRING, multiple=True, help=texts("cli.compare.measure")),
        click.Option(["--year"], type=whole(0), help=texts("cli.compare.year")),
        click.Option(["--sort"], default="", help=texts("cli.compare.sort")),
        click.Option(
            ["--order"], type=click.Choice(tuple(ORDERS), case_sensitive=False), help=texts("cli.compare.order")
        ),
        click.Option(["--only"], default="", help=texts("cli.compare.only")),
        click.Option(
            ["--need"], type=click.Choice(("large", "some"), case_sensitive=False), help=texts("cli.compare.need")
        ),
        click.Option(["--above"], type=NumberType(None), help=texts("cli.compare.above")),
        click.Option(["--below"], type=NumberType(None), help=texts("cli.compare.below")),
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
    file: Path | None = None,
    only: str = "",
    need: str | None = None,
    above: float | None = None,
    below: float | None = None,
) -> None:
    """Print places side by side: on the measures and demands named, or two to four in every figure of the picture; or
    how like a place is to those that it is compared with; or write a packet with a sheet for each. Names that nothing
    has are told at the end, and the code is then that of what is not found.
    """
    if similar:
        _show_likeness(session, names, out)
        return
    listed = (*names, *(() if file is None else (read_names(file),)))
    choice = Choice(
        year=year,
        sort=sort,
        falling=None if order is None else ORDERS[order],
        draw=draw,
        only=only,
        condition=_find_condition(need, above, below),
        limit=above if above is not None else below,
    )
    asked = _sort_out(session, listed, measures, demands, choice)
    try:
        if packet is not None:
            _write_packet(session, asked, packet)
        else:
            _show(session, asked, out)
    except SamspelError:
        session.warn(asked.wrong)  # may be why nothing is left
        raise
    if asked.wrong:
        session.warn(asked.wrong)
        raise click.Abort  # all is told, and the code says that something was not found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a command asks for, what is wrong with the names in it that nothing has, which of them are no places, and
    what is told of all the names where a file is all that is kept.
    """

    named: Named
    measures: list[str]
    demands: tuple[Demand, ...]
    choice: Choice
    wrong: tuple[SamspelError, ...]
    lost: tuple[str, ...]
    told: tuple[str, ...]


def _sort_out(
    session: Session, fields: Sequence[str], measures: Sequence[str], demands: Iterable[str], choice: Choice
) -> _Asked:
    """Raises SamspelError where what is known is too little to go on with."""
    desk = session.desk
    known, wanted, unknown = sort_asked(desk, session.lang, fields, measures)
    wrong = tuple(one.error for one in unknown)
    named = find_places(desk.catalogue, known)
    if wrong and (len(named.places) < FEWEST or (measures and not wanted)):
        wrong[0].others = wrong[1:]
        raise wrong[0]
    explained = [session.texts.explain(one.error).what for one in unknown]
    return _Asked(
        named=fit_places(desk, named),
        measures=wanted,
        demands=find_compared_demands(desk, demands),
        choice=choice,
        wrong=wrong,
        lost=tuple(session.texts.explain(one.error).what for one in unknown if one.is_place),
        told=(*describe_lost(session.texts, explained), *_describe_read(session, fields)),
    )


def _describe_read(session: Session, fields: Sequence[str]) -> Iterator[str]:
    catalogue = session.desk.catalogue
    taken = {word: place.name for word, place in list_taken(catalogue, fields).items()}
    return describe_read(session.texts, taken, list_passed_over(catalogue, fields))


def _find_condition(need: str | None, above: float | None, below: float | None) -> str:
    """What a column must be; empty for a large need. Raises UsageError for several at once."""
    given = [word for word, value in (("above", above), ("below", below), (need or "", need)) if value is not None]
    if len(given) > 1:
        raise click.UsageError("--need, --above, --below")
    return given[0] if given else ""


def _write_packet(session: Session, told: _Asked, out: Path) -> None:
    """Write a packet and say which places have no sheet in it. Raises BadInputError for another format."""
    if out.suffix.lower() not in PACKETS:
        raise BadInputError("packet_format", file=out.name)
    desk, texts = session.desk, session.texts
    asked = ask_packet(desk, session.lang, get_today(), told.named, told.measures, told.choice, told.demands)
    asked = replace(asked, unknown=told.lost)
    made = make_packet(desk, asked, lambda places: show_progress(places, texts("cli.progress")))
    for line in (*describe_sift(texts, asked.compared), *made.missing):
        click.echo(f"{texts('cli.observe')}: {line}", err=True)
    write_named(session, out, made.pdf if out.suffix.lower() == PACKETS[0] else made.archive)


def _show(session: Session, asked: _Asked, out: Path | None) -> None:
    is_plain = not asked.measures and not asked.demands and asked.choice == LATEST
    if is_plain and len(asked.named.places) <= MOST:
        _show_picture(session, asked.named.places, out)
        return
    desk, lang = session.desk, session.lang
    compared = compare_columns(desk, lang, asked.named, asked.measures, asked.choice, asked.demands)
    _show_beside(session, compared, out, asked.told)


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


def _show_beside(session: Session, compared: Compared, out: Path | None, named: Sequence[str]) -> None:
    catalogue, texts, beside = session.desk.catalogue, session.texts, compared.beside
    table = tabulate_beside(catalogue, texts, beside, compared.judged)
    if out is not None or session.as_json:
        told = [describe_left_out(texts, beside)] if beside.left_out or beside.left_named else []
        for line in (*told, *describe_sift(texts, compared)):
            click.echo(f"{texts('cli.observe')}: {line}", err=True)
    if out is None:
        session.show(
            lambda: list_records(table),
            lambda: print_blocks(session.console, compose_compared(catalogue, texts, compared)),
        )
    elif out.suffix.lower() == PICTURE:
        write_picture(session, draw_beside(catalogue, texts, beside), out)
    elif kind_of(out, (PICTURE,)) == "xlsx":
        write_named(session, out, render_book(catalogue, texts, compared, get_today(), named=named))
    else:
        write_table(session, list_compared(catalogue, texts, compared, get_today()), out)
