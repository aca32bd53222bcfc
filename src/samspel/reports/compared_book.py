"""A comparison as files: a workbook to be read, and rows to reckon with, both with day, address and sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.needs.beside import Compared
from samspel.observations.beside import MeasureBeside
from samspel.rendering.table import Cell, Column, Data, Field, Scalar, Table, data, tabulate, text
from samspel.rendering.workbook import keep_sheet, read_sheet, render_workbook, write_lines
from samspel.reports.compared_demands import describe_sift, describe_unknown
from samspel.reports.compared_sources import Ground, list_grounds_beside, make_figure, tell_ground
from samspel.reports.comparison import (
    describe_blanks,
    describe_choice,
    describe_making,
    find_measure_lead,
    format_measure_year,
    head_measure,
    label_measure_basis,
    label_measure_publisher,
    tabulate_beside,
)
from samspel.reports.figures import describe_definition
from samspel.reports.provenance import find_origin_address
from samspel.terms.origin import Origin

BOOK = "comparison.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A column of a comparison, or one of the figures that decide one, in words."""

    column: str
    shows: str
    unit: str
    year: str
    basis: str
    publisher: str
    places: int
    origins: Sequence[Origin]


def render_book(
    catalogue: Catalogue, texts: Texts, compared: Compared, day: date, address: str = "", named: Sequence[str] = ()
) -> bytes:
    """The workbook: the table, what each column is, how it was made, and the rows with their codes. `named` tells what
    was done with the names that were asked for.
    """
    table = _spell_units(
        catalogue, texts, compared, tabulate_beside(catalogue, texts, compared.beside, compared.judged)
    )
    made = tuple(describe_making(texts, day, address))
    title = texts("comparison.title", count=texts.number(len(compared.places)))
    columns = tabulate_columns(catalogue, texts, compared)
    sifted, blanks = tuple(describe_sift(texts, compared)), tuple(describe_blanks(texts, compared.beside))
    told = (*describe_choice(texts, compared.beside), *sifted, describe_unknown(catalogue, texts, compared.judged))
    return render_workbook(
        (
            read_sheet(table, texts("comparison.sheet_table"), (title, *made, *named, *sifted, *blanks)),
            read_sheet(columns, texts("comparison.sheet_columns"), (columns.caption, made[0])),
            write_lines((title, *made, *named, *told, *table.notes), texts("comparison.sheet_about")),
            keep_sheet(data(table), texts("comparison.sheet_data")),
        ),
        title,
        day,
    )


def list_compared(catalogue: Catalogue, texts: Texts, compared: Compared, day: date, address: str = "") -> Data:
    """The rows for those who reckon further, each with the day and, where it is known, the address."""
    found = data(tabulate_beside(catalogue, texts, compared.beside, compared.judged))
    stamp: dict[str, Scalar] = {"made": day.isoformat(), **({"address": address} if address else {})}
    return replace(
        found, columns=(*found.columns, *stamp), rows=tuple((*row, *stamp.values()) for row in found.rows), heads=()
    )


def tabulate_columns(catalogue: Catalogue, texts: Texts, compared: Compared) -> Table:
    """A row a measure, and one for each set of figures that decides a demand: what it is and where it comes from."""

    def field(key: str, head: str, *, is_wordy: bool = False) -> Field[Explained]:
        return Field(
            Column(key=key, head=texts(head), is_wordy=is_wordy), lambda one: _make(texts, str(getattr(one, key)))
        )

    fields = (
        field("column", "comparison.head.column"),
        field("shows", "comparison.head.shows", is_wordy=True),
        field("unit", "comparison.head.unit"),
        field("year", "words.year"),
        field("basis", "words.basis"),
        field("publisher", "words.source", is_wordy=True),
        Field[Explained](
            Column(key="places", head=texts("comparison.head.places"), is_number=True, decimals=0),
            lambda one: Cell(value=one.places, words=texts.number(one.places)),
        ),
        Field[Explained](
            Column(key="where", head=texts("comparison.head.where"), is_wordy=True),
            lambda one: text("; ".join(dict.fromkeys(find_origin_address(catalogue, each) for each in one.origins))),
        ),
    )
    lines = (
        *(_explain_measure(catalogue, texts, one) for one in compared.beside.measures),
        *(_explain_ground(catalogue, texts, one) for one in list_grounds_beside(compared.judged)),
    )
    return tabulate("columns", texts("comparison.columns"), fields, lines, (texts("comparison.reading"),))


def _spell_units(catalogue: Catalogue, texts: Texts, compared: Compared, table: Table) -> Table:
    """The table with per cent in its heads too: its cells are bare numbers here."""
    heads = {one.measured.id: _head_column(catalogue, texts, one) for one in compared.beside.measures}
    return replace(table, columns=tuple(replace(one, head=heads.get(one.key, one.head)) for one in table.columns))


def _head_column(catalogue: Catalogue, texts: Texts, one: MeasureBeside) -> str:
    head, unit = head_measure(catalogue, texts, one), texts.of(texts.units[one.measured.indicator.unit]).suffix
    return f"{head} ({unit})" if unit == "%" and unit not in head else head


def _explain_measure(catalogue: Catalogue, texts: Texts, one: MeasureBeside) -> Explained:
    indicator, name = one.measured.indicator, _head_column(catalogue, texts, one)
    undescribed = texts("comparison.not_described", names=name)
    return Explained(
        column=name,
        shows=describe_definition(texts, indicator) if one.measured.is_described else undescribed,
        unit=texts.of(texts.units[indicator.unit]).name,
        year=format_measure_year(catalogue, texts, one),
        basis=label_measure_basis(texts, one),
        publisher=label_measure_publisher(catalogue, texts, one),
        places=len(one.known),
        origins=find_measure_lead(one).origins,
    )


def _explain_ground(catalogue: Catalogue, texts: Texts, one: Ground) -> Explained:
    figure, told = make_figure(catalogue, texts, one), tell_ground(catalogue, texts, one)
    marked = texts("comparison.marked", figure=figure.words, mark=one.mark) if one.mark else figure.words
    return Explained(
        column=told.name,
        shows=". ".join(filter(None, (marked, figure.more))),
        unit=texts("comparison.verdict"),
        year=told.year,
        basis=told.basis,
        publisher=told.publisher,
        places=one.count,
        origins=one.origins,
    )


def _make(texts: Texts, words: str) -> Cell:
    """A year that is a number is one."""
    return Cell(value=int(words) if words.isdecimal() else words or None, words=words or texts("words.dash"))
