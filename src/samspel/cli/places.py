"""`samspel place` and `samspel compare`."""

from collections.abc import Iterable
from pathlib import Path

import click

from samspel.app.finding import find_place
from samspel.app.places import compare, show_place
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.economy.interdependence import Interdependence
from samspel.observations.picture import PlacePicture, Row
from samspel.rendering.data import PlainTable, kind_of, render_table
from samspel.rendering.table import Data
from samspel.reports.figures import tell_blank, tell_branch, tell_credit, tell_period, tell_value
from samspel.reports.interdependence_words import HEADS, list_interdependence, tell_services
from samspel.reports.plain import plain_portrait, plain_table
from samspel.reports.tabling import table_comparison, table_picture
from samspel.terms.files import write_file
from samspel.terms.place import PlaceKind

LEADING = 3
"""Columns before the first number: indicator, year and basis."""


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    out = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=texts("cli.out"))
    yield declare(texts, "place", place, click.Argument(["name"]), out)
    yield declare(texts, "compare", compare_places, click.Argument(["names"], nargs=-1, required=True), out)


def place(session: Session, name: str, out: Path | None) -> None:
    """Print the picture of a place."""
    desk = session.desk
    found = find_place(desk.catalogue, name)
    session.warn(desk.find_troubles(found))
    portrait = show_place(desk, found)
    if out is not None:
        write_table(session, table_picture(desk.catalogue, session.lang, portrait.picture), out)
        return

    def people() -> None:
        _print_picture(session, portrait.picture)
        if portrait.interdependence is not None:
            _print_interdependence(session, portrait.interdependence)

    session.show(lambda: plain_portrait(desk.catalogue, session.lang, portrait), people)


def compare_places(session: Session, names: tuple[str, ...], out: Path | None) -> None:
    """Print two to four places side by side."""
    desk, texts = session.desk, session.texts
    compared = compare(desk, [find_place(desk.catalogue, name) for name in names])
    table = table_comparison(desk.catalogue, session.lang, compared)
    if out is not None:
        write_table(session, table, out)
        return

    def people() -> None:
        for section, entries in compared.sections:
            rows = [
                [
                    session.texts.of(row.indicator).name,
                    tell_period(desk.catalogue, texts, found[0]),
                    tell_credit(desk.catalogue, texts, *found),
                    *(tell_value(texts, row.indicator, observation.value) for observation in found),
                ]
                for row, found in entries
            ]
            title = next(session.texts.of(s) for s in desk.catalogue.picture if s.id == section)
            names_of = [place.name for place in compared.places]
            heads = [texts(f"words.{word}") for word in ("indicator", "year", "basis")]
            session.table(title, [*heads, *names_of], rows, numeric=len(names_of))

    session.show(lambda: plain_table(table), people)


def write_table(session: Session, table: PlainTable | Data, out: Path) -> None:
    """Write a table to the file that the user named and say so."""
    write_file(out, render_table(table, kind_of(out)))
    session.show(lambda: {"files": [str(out)]}, lambda: session.say(session.texts("cli.written", file=str(out))))


def _print_picture(session: Session, picture: PlacePicture) -> None:
    texts, here = session.texts, picture.place
    session.say(f"{here.area} ({here.code})", strong=True)
    if here.kind is PlaceKind.MUNICIPALITY:
        names = texts.listing([place.name for place in picture.similar])
        session.say(texts("place.region_of", name=here.name, region=picture.region.area))
        session.say(texts("place.group", group=_group(session, here.group)))
        session.say(texts("place.labour_market_area", area=picture.labour_market_area))
        session.say(texts("place.similar_intro", names=names) + " " + texts("place.similar_note"))
    elif here.kind is PlaceKind.REGION:
        session.say(texts("place.similar_regions") + " " + texts("place.similar_note"))
    columns = [texts(f"words.{word}") for word in ("indicator", "year", "basis")]
    columns += _comparison_heads(session, picture)
    for section in picture.sections:
        rows = [_cells(session, row) for row in section.rows]
        session.table(session.texts.of(section.record), columns, rows, numeric=len(columns) - LEADING)
        for row in section.rows:
            if row.here.blank is not None:
                session.say(
                    f"  {session.texts.of(row.indicator).name}: {tell_blank(texts, row.indicator, row.here.blank)}"
                )
    rows = [
        [
            site.company,
            site.label,
            tell_branch(session.desk.catalogue, texts, site),
            site.municipality.name,
            _tonnes(texts, site.emissions_ets or site.emissions_eprtr),
        ]
        for site in picture.sites
    ]
    heads = [texts(f"place.site_{word}") for word in ("company", "name", "subsector", "municipality", "emissions")]
    if rows:
        session.table(texts("place.sites"), heads, rows, numeric=1)
    session.say(texts("place.sites_note") if rows else texts("place.sites_none"))


def _cells(session: Session, row: Row) -> list[str]:
    texts, catalogue = session.texts, session.desk.catalogue
    values = _comparison_values(row)
    return [
        session.texts.of(row.indicator).name,
        tell_period(catalogue, texts, row.here),
        tell_credit(catalogue, texts, row.here),
        *(tell_value(texts, row.indicator, value) for value in values),
    ]


def _comparison_heads(session: Session, picture: PlacePicture) -> list[str]:
    """The place and what it is compared with: the country with nothing, a region not with itself."""
    texts, kind = session.texts, picture.place.kind
    heads = [picture.place.name]
    if kind is not PlaceKind.COUNTRY:
        heads += [texts("words.similar")]
    if kind is PlaceKind.MUNICIPALITY:
        heads += [picture.region.area]
    return heads if kind is PlaceKind.COUNTRY else [*heads, texts("words.country")]


def _comparison_values(row: Row) -> list[float | None]:
    kind = row.here.place.kind
    values = [row.here.value]
    if kind is not PlaceKind.COUNTRY:
        values += [row.similar]
    if kind is PlaceKind.MUNICIPALITY:
        values += [row.region.value]
    return values if kind is PlaceKind.COUNTRY else [*values, row.country.value]


def _print_interdependence(session: Session, measured: Interdependence) -> None:
    texts = session.texts
    rows = [list(line) for line in list_interdependence(session.desk.catalogue, texts, measured)]
    session.table(texts("interdependence.title"), [texts(head) for head in HEADS], rows)
    session.say(tell_services(texts, measured))


def _tonnes(texts: Texts, value: float | None) -> str:
    return texts("words.dash") if value is None else texts.number(value)


def _group(session: Session, group: str) -> str:
    return next((session.texts.of(g) for g in session.desk.catalogue.places.groups if g.id == group), group)
