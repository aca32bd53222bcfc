"""The sources: built-in tables, the numbers that no table states, and the studies."""

from collections.abc import Callable

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Parameter
from samspel.catalogue.records.figures import FigureChange, Source
from samspel.catalogue.records.figures import Table as BuiltIn
from samspel.catalogue.records.needs import Study
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.figures import label_read
from samspel.reports.licences import licence_fields


def tabulate_sources(catalogue: Catalogue, texts: Texts) -> Table:
    """The built-in tables with publisher, period, basis and day read."""

    def source(table: BuiltIn) -> Source:
        return catalogue.sources[table.source]

    def field(key: str, find: Callable[[BuiltIn], str]) -> Field[BuiltIn]:
        return Field[BuiltIn](Column(key=key, head=texts(f"words.column.{key}")), lambda table: text(find(table)))

    fields: tuple[Field[BuiltIn], ...] = (
        data_field("table", lambda table: table.id),
        field("name", texts.of),
        field("publisher", lambda table: texts.said(source(table).publisher)),
        field("number", lambda table: texts.said(table.number)),
        field("period", lambda table: format_table_period(texts, table)),
        Field[BuiltIn](
            Column(key="basis", head=texts("words.column.basis"), is_coded=True),
            lambda table: Cell(value=table.basis.value, words=texts(f"basis.{table.basis.value}")),
        ),
        Field[BuiltIn](
            Column(key="read", head=texts("words.column.read")),
            lambda table: Cell(value=table.read, words=label_read(texts, table.read, table.copied)),
        ),
        data_field("copied", lambda table: table.copied),
        data_field("address", lambda table: source(table).address),
        *(_of_source(one, source) for one in licence_fields(catalogue, texts)),
        data_field("note", lambda table: texts.of(source(table)).note),
    )
    built_in = [table for table in catalogue.tables.values() if not table.fetched]
    return tabulate("sources", texts("sources.tables"), fields, built_in)


def _of_source(field: Field[Source], find: Callable[[BuiltIn], Source]) -> Field[BuiltIn]:
    """A column of a source, for each of its tables."""
    return Field(field.column, lambda table: field.make(find(table)))


def compose_sources(catalogue: Catalogue, texts: Texts) -> tuple[Block, ...]:
    """The built-in tables, and how far each source is to be trusted."""
    notes = (
        f"{texts.said(source.publisher)}, {texts.of(source).name}: {texts.of(source).note}"
        for source in catalogue.sources.values()
    )
    return (tabulate_sources(catalogue, texts), Heading(texts("sources.trust")), Bullets(tuple(notes)))


def tabulate_changes(catalogue: Catalogue, texts: Texts) -> Table:
    """What of the built-in figures has changed and when, the newest first."""

    def name(change: FigureChange) -> str:
        table = catalogue.tables.get(change.table)
        return texts.of(table) if table is not None else texts.of(change).name or change.table

    def why(change: FigureChange) -> Cell:
        said = texts.of(change).why
        unsaid = texts("words.dash" if change.what == "new" else "sources.change.unsaid")
        return text(said) if said else Cell(value=None, words=unsaid)

    def count(key: str, read: Callable[[FigureChange], int]) -> Field[FigureChange]:
        column = Column(key=key, head=texts(f"sources.change.{key}"), is_number=True)
        return Field[FigureChange](column, lambda change: Cell(value=read(change), words=texts.number(read(change))))

    fields: tuple[Field[FigureChange], ...] = (
        data_field("table", lambda change: change.table),
        Field[FigureChange](Column(key="name", head=texts("sources.table")), lambda change: text(name(change))),
        Field[FigureChange](Column(key="day", head=texts("words.column.day")), lambda each: text(each.day.isoformat())),
        Field[FigureChange](
            Column(key="what", head=texts("sources.change.what"), is_coded=True),
            lambda change: Cell(value=change.what, words=texts(f"sources.change.kind.{change.what}")),
        ),
        count("added", lambda change: change.added),
        count("removed", lambda change: change.removed),
        count("changed", lambda change: change.changed),
        Field[FigureChange](Column(key="why", head=texts("sources.reason"), is_wordy=True), why),
    )
    return tabulate(
        "figure_changes", texts("sources.changes"), fields, reversed(catalogue.changes), (texts("sources.change.note"),)
    )


def tabulate_parameters(catalogue: Catalogue, texts: Texts) -> Table:
    """The numbers that the program calculates with and that no table states."""

    fields: tuple[Field[Parameter], ...] = (
        data_field("id", lambda each: each.id),
        Field[Parameter](Column(key="name", head=texts("words.column.name")), lambda each: text(texts.of(each).name)),
        Field[Parameter](
            Column(key="value", head=texts("sources.value"), is_number=True),
            lambda each: Cell(value=each.value, words=_format_parameter(texts, each)),
        ),
        data_field("unit", lambda each: each.unit),
        Field[Parameter](
            Column(key="basis", head=texts("words.basis"), is_coded=True),
            lambda each: Cell(value=each.basis.value, words=texts(f"basis.{each.basis.value}")),
        ),
        Field[Parameter](Column(key="source", head=texts("words.source")), lambda each: text(texts.said(each.source))),
        Field[Parameter](Column(key="reason", head=texts("sources.reason")), lambda each: text(texts.of(each).reason)),
    )
    return tabulate("parameters", texts("sources.parameters"), fields, catalogue.parameters.values())


def tabulate_studies(catalogue: Catalogue, texts: Texts) -> Table:
    """The studies, with what they do not say."""

    fields: tuple[Field[Study], ...] = (
        data_field("id", lambda study: study.id),
        data_field("citation", lambda study: study.citation),
        data_field("kind", lambda study: study.kind),
        data_field("result", lambda study: study.result),
        data_field("country", lambda study: study.country),
        data_field("finding", lambda study: texts.of(study).finding),
        data_field("limits", lambda study: texts.of(study).limits),
    )
    return tabulate("studies", texts("sources.studies"), fields, catalogue.studies.values())


def format_table_period(texts: Texts, table: BuiltIn) -> str:
    """The period of a table: its year, the column that holds it, or what the source says instead."""
    if table.year is not None:
        return str(table.year)
    return texts("sources.yearly") if table.not_stated is None else texts.of(table.not_stated)


def _format_parameter(texts: Texts, parameter: Parameter) -> str:
    unit = texts.units[parameter.unit]
    decimals = max(unit.decimals, 0 if parameter.value.is_integer() else 2)
    shown = f"{texts.number(parameter.value, decimals)} {texts.of(unit).suffix}".strip()
    if parameter.low is None or parameter.high is None:
        return shown
    ends = [texts.number(end, 0 if end.is_integer() else 1) for end in (parameter.low, parameter.high)]
    return f"{shown} ({'–'.join(ends)})"
