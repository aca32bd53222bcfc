"""Whether the built-in figures hold together, as tables: what agrees, what lies outside its bounds, and the jumps."""

from functools import partial
from typing import TypeVar

from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.texts import Texts
from samspel.observations.checking import Agreed, Bounded, Breach, FigureReport, Held, Jumped
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Scalar, Table, list_records, tabulate, text
from samspel.reports.figures import format_value

Row = TypeVar("Row", bound=Held)


def compose_figure_checks(texts: Texts, report: FigureReport) -> tuple[Block, ...]:
    """The sum in a sentence, and the tables of agreements, bounds and jumps."""
    return (
        Heading(texts("figure_checks.title")),
        Paragraph(describe_figure_checks(texts, report)),
        tabulate_agreements(texts, report.agreements),
        tabulate_bounds(texts, report.bounds),
        tabulate_jumps(texts, report.jumps),
    )


def render_figure_checks(texts: Texts, report: FigureReport) -> dict[str, list[dict[str, Scalar]] | list[str]]:
    """The same as plain data."""
    return {
        "failed": list(report.failed),
        "agreements": list_records(tabulate_agreements(texts, report.agreements)),
        "bounds": list_records(tabulate_bounds(texts, report.bounds)),
        "jumps": list_records(tabulate_jumps(texts, report.jumps)),
    }


def describe_figure_checks(texts: Texts, report: FigureReport) -> str:
    """How many values were compared, and how many are not as they must be."""
    return texts(
        "figure_checks.sum",
        values=texts.number(report.compared),
        agreements=len(report.agreements),
        jumps=len(report.jumps),
        count=len(report.failed),
    )


def tabulate_agreements(texts: Texts, agreements: tuple[Agreed, ...]) -> Table:
    """One row an agreement and measure: how many values, and how many differ."""
    fields = (
        Field[Agreed](
            Column(key="check", head=texts("figure_checks.check"), is_wordy=True), partial(_make_check, texts)
        ),
        Field[Agreed](Column(key="measure", head=texts("words.indicator")), lambda row: text(row.measure)),
        *_list_counts(texts, Agreed),
        Field[Agreed](
            Column(key="excepted", head=texts("figure_checks.excepted"), is_number=True),
            lambda row: Cell(value=row.excepted, words=texts.number(row.excepted)),
        ),
        Field[Agreed](
            Column(key="why", head=texts("figure_checks.why"), is_wordy=True),
            lambda row: text(
                " ".join(dict.fromkeys(texts.of(each) for each in row.agreement.excepted if row.excepted))
            ),
        ),
    )
    return tabulate("figure-agreements", texts("figure_checks.agreements"), fields, agreements)


def tabulate_bounds(texts: Texts, bounds: tuple[Bounded, ...]) -> Table:
    """One row an indicator some of whose values lie outside the bounds of its unit, with why they may."""
    fields = (
        Field[Bounded](Column(key="indicator", head=texts("words.indicator")), partial(_make_indicator, texts)),
        *_list_counts(texts, Bounded),
        Field[Bounded](
            Column(key="why", head=texts("figure_checks.why"), is_wordy=True),
            lambda row: text(texts("figure_checks.unexplained") if row.outside is None else texts.of(row.outside)),
        ),
    )
    return tabulate("figure-bounds", texts("figure_checks.bounds"), fields, [row for row in bounds if row.broken])


def tabulate_jumps(texts: Texts, jumps: tuple[Jumped, ...]) -> Table:
    """One row a jump, with the median place's value before and after, and why."""
    fields = (
        Field[Jumped](Column(key="indicator", head=texts("words.indicator")), partial(_make_indicator, texts)),
        Field[Jumped](
            Column(key="year", head=texts("words.year")), lambda row: Cell(value=row.year, words=str(row.year))
        ),
        Field[Jumped](
            Column(key="before", head=texts("figure_checks.before"), is_number=True),
            lambda row: Cell(value=row.before, words=format_value(texts, row.indicator, row.before)),
        ),
        Field[Jumped](
            Column(key="after", head=texts("figure_checks.after"), is_number=True),
            lambda row: Cell(value=row.after, words=format_value(texts, row.indicator, row.after)),
        ),
        Field[Jumped](
            Column(key="why", head=texts("figure_checks.why"), is_wordy=True),
            lambda row: text(texts("figure_checks.unexplained") if row.noted is None else texts.of(row.noted)),
        ),
    )
    return tabulate("figure-jumps", texts("figure_checks.jumps"), fields, jumps)


def _list_counts(texts: Texts, _: type[Row]) -> tuple[Field[Row], ...]:
    return (
        Field[Row](
            Column(key="compared", head=texts("figure_checks.compared"), is_number=True),
            lambda row: Cell(value=row.compared, words=texts.number(row.compared)),
        ),
        Field[Row](
            Column(key="outside", head=texts("figure_checks.broken"), is_number=True),
            lambda row: Cell(
                value=row.broken,
                words=texts.number(row.broken),
                note="" if row.worst is None else _describe_breach(texts, row.worst),
            ),
        ),
    )


def _describe_breach(texts: Texts, breach: Breach) -> str:
    return texts(
        "figure_checks.worst",
        place=breach.place.name,
        year=breach.year,
        value=texts.exact(breach.value),
        against=texts.exact(breach.against),
    )


def _make_check(texts: Texts, row: Agreed) -> Cell:
    return Cell(value=row.agreement.id, words=texts.of(row.agreement))


def _make_indicator(texts: Texts, row: Bounded | Jumped) -> Cell:
    indicator: Indicator = row.indicator
    return Cell(value=indicator.id, words=texts.of(indicator).name)
