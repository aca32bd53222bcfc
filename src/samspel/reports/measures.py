"""The list of measures that there are figures for."""

from collections.abc import Iterator, Sequence
from functools import partial

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.observations.measures import Listed, Measured
from samspel.rendering.blocks import Block, Paragraph
from samspel.rendering.table import Cell, Column, Field, Link, Table, tabulate, text
from samspel.reports.figures import VIA, describe_definition
from samspel.terms.place import PlaceKind


def label_measure(texts: Texts, measured: Measured) -> str:
    """The measure's name, as it is described here or as its publisher titles it."""
    name: str = texts.of(measured.indicator).name
    return name


def format_years(first: int, last: int) -> str:
    """The first and the last year; nothing where no year is stated."""
    if not last:
        return ""
    return str(last) if first == last else f"{first}–{last}"


def describe_measure(catalogue: Catalogue, texts: Texts, measured: Measured) -> tuple[str, ...]:
    """What the measure is and what it does not show, which measures tell the same for other years, who publishes it
    and since when, and where to read its publisher's own definition.
    """
    registered = measured.registered
    said = [describe_definition(texts, measured.indicator), describe_others(catalogue, texts, measured)]
    if registered is None:
        return tuple(sentence for sentence in said if sentence)
    source = catalogue.sources[catalogue.tables[_find_table(measured)].source]
    years = format_years(registered.first, registered.last)
    facts = {"measure": registered.measure, "title": registered.title, "publisher": source.publisher, "years": years}
    told = [*said, texts("measures.published", **facts)]
    if not measured.is_described:
        told.append(texts("measures.not_described"))
        told.append(texts(f"measures.replaced.{registered.replaced}") if registered.replaced else "")
    return tuple(sentence for sentence in told if sentence)


def describe_others(catalogue: Catalogue, texts: Texts, measured: Measured) -> str:
    """The measures of the same thing for other years, each with the table that it is taken from; nothing of most."""
    others = [catalogue.indicators[name] for name in measured.indicator.see]
    named = [
        texts("measures.other", name=texts.of(one).name, id=one.id, table=texts.of(catalogue.tables[one.figure.table]))
        for one in others
        if one.figure is not None
    ]
    return texts("measures.others", measures=texts.listing(named)) if named else ""


def tabulate_measures(catalogue: Catalogue, texts: Texts, found: Sequence[Listed]) -> Table:
    """One row a measure: name, unit, levels, years, publisher, id and whether Samspel has a text of its own."""
    fields = [
        Field[Listed](Column(key="name", head=texts("words.indicator")), partial(_make_name, texts)),
        Field[Listed](Column(key="unit", head=texts("measures.head.unit")), partial(_make_unit, texts)),
        Field[Listed](Column(key="levels", head=texts("measures.head.levels")), partial(_make_levels, texts)),
        Field[Listed](Column(key="years", head=texts("measures.head.years")), partial(_make_years, texts)),
        Field[Listed](Column(key="publisher", head=texts("words.source")), partial(_make_publisher, catalogue, texts)),
        Field[Listed](Column(key="id", head=texts("measures.head.id")), lambda one: text(one.measured.id)),
        Field[Listed](
            Column(key="described", shown="data"), lambda one: Cell(value=one.measured.is_described, words="")
        ),
        Field[Listed](Column(key="address", shown="data"), _make_address),
    ]
    return tabulate("measures", texts("measures.found", count=texts.number(len(found))), fields, found)


def compose_measures(catalogue: Catalogue, texts: Texts, found: Sequence[Listed], most: int) -> Iterator[Block]:
    """The first of what was found, and how many there are beside it."""
    yield tabulate_measures(catalogue, texts, found[:most])
    if len(found) > most:
        yield Paragraph(texts("measures.more", shown=texts.number(most), count=texts.number(len(found))), style="note")


def _find_table(measured: Measured) -> str:
    figure = measured.indicator.figure
    return "" if figure is None else figure.table


def _make_name(texts: Texts, listed: Listed) -> Cell:
    name = label_measure(texts, listed.measured)
    more = describe_definition(texts, listed.measured.indicator)
    return Cell(value=name, words=name, more=more, link=Link(kind="measure", key=listed.measured.id))


def _make_unit(texts: Texts, listed: Listed) -> Cell:
    unit = texts.units[listed.measured.indicator.unit]
    return Cell(value=unit.id, words=texts.of(unit).name)


def _make_levels(texts: Texts, listed: Listed) -> Cell:
    registered = listed.measured.registered
    levels = listed.measured.indicator.levels if registered is None else registered.levels
    words = ", ".join(texts(f"measures.level.{kind.value}") for kind in PlaceKind if kind.value in levels)
    return Cell(value=" ".join(levels), words=words)


def _make_years(texts: Texts, listed: Listed) -> Cell:
    words = format_years(listed.first, listed.last)
    return Cell(value=words or None, words=words or texts("words.dash"))


def _make_publisher(catalogue: Catalogue, texts: Texts, listed: Listed) -> Cell:
    """The publisher of the figures; what is worked out of several says so."""
    table, figure = _find_table(listed.measured), listed.measured.indicator.figure
    if not table or figure is None:
        missing = listed.measured.indicator.missing
        if missing is not None and listed.last:  # fetched, though not built in
            return text(texts.said(missing.publisher))
        return Cell(value=None, words=texts("measures.missing" if missing is not None else "measures.derived"))
    publisher = catalogue.sources[catalogue.tables[table].source].publisher
    made = figure.origin if figure.origin and figure.origin != publisher else ""
    return text(VIA.join(map(texts.said, filter(None, (made, publisher)))))


def _make_address(listed: Listed) -> Cell:
    registered = listed.measured.registered
    return text("" if registered is None else registered.address)
