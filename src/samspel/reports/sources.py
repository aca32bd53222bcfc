"""The sources: built-in tables, the numbers that no table states, and the studies."""

from collections.abc import Callable

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Parameter
from samspel.catalogue.records.figures import Source
from samspel.catalogue.records.figures import Table as BuiltIn
from samspel.catalogue.records.needs import Study
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading
from samspel.rendering.table import Cell, Column, Field, Scalar, Table, tabulate, text


def tabulate_sources(catalogue: Catalogue, texts: Texts) -> Table:
    """The built-in tables with publisher, period, basis and day read."""

    def source(table: BuiltIn) -> Source:
        return catalogue.sources[table.source]

    def field(key: str, find: Callable[[BuiltIn], str]) -> Field[BuiltIn]:
        return Field[BuiltIn](Column(key=key, head=texts(f"words.column.{key}")), lambda table: text(find(table)))

    def hidden(key: str, find: Callable[[BuiltIn], Scalar]) -> Field[BuiltIn]:
        return Field[BuiltIn](Column(key=key, shown="data"), lambda table: Cell(value=find(table), words=""))

    fields = (
        hidden("table", lambda table: table.id),
        field("name", texts.of),
        field("publisher", lambda table: source(table).publisher),
        field("number", lambda table: table.number),
        field("period", lambda table: format_table_period(texts, table)),
        Field[BuiltIn](
            Column(key="basis", head=texts("words.column.basis")),
            lambda table: Cell(value=table.basis.value, words=texts(f"basis.{table.basis.value}")),
        ),
        field("read", lambda table: table.read),
        hidden("address", lambda table: source(table).address),
        hidden("note", lambda table: texts.of(source(table)).note),
    )
    return tabulate("sources", texts("sources.tables"), fields, catalogue.tables.values())


def compose_sources(catalogue: Catalogue, texts: Texts) -> tuple[Block, ...]:
    """The built-in tables, and how far each source is to be trusted."""
    notes = (
        f"{source.publisher}, {texts.of(source).name}: {texts.of(source).note}" for source in catalogue.sources.values()
    )
    return (tabulate_sources(catalogue, texts), Heading(texts("sources.trust")), Bullets(tuple(notes)))


def tabulate_parameters(catalogue: Catalogue, texts: Texts) -> Table:
    """The numbers that the program calculates with and that no table states."""

    def hidden(key: str, find: Callable[[Parameter], Scalar]) -> Field[Parameter]:
        return Field[Parameter](Column(key=key, shown="data"), lambda each: Cell(value=find(each), words=""))

    fields = (
        hidden("id", lambda each: each.id),
        Field[Parameter](Column(key="name", head=texts("words.column.name")), lambda each: text(texts.of(each).name)),
        Field[Parameter](
            Column(key="value", head=texts("sources.value"), is_number=True),
            lambda each: Cell(value=each.value, words=_format_parameter(texts, each)),
        ),
        hidden("unit", lambda each: each.unit),
        Field[Parameter](
            Column(key="basis", head=texts("words.basis")),
            lambda each: Cell(value=each.basis.value, words=texts(f"basis.{each.basis.value}")),
        ),
        Field[Parameter](Column(key="source", head=texts("words.source")), lambda each: text(each.source)),
        Field[Parameter](Column(key="reason", head=texts("sources.reason")), lambda each: text(texts.of(each).reason)),
    )
    return tabulate("parameters", texts("sources.parameters"), fields, catalogue.parameters.values())


def tabulate_studies(catalogue: Catalogue, texts: Texts) -> Table:
    """The studies, with what they do not say."""

    def hidden(key: str, find: Callable[[Study], Scalar]) -> Field[Study]:
        return Field[Study](Column(key=key, shown="data"), lambda study: Cell(value=find(study), words=""))

    fields = (
        hidden("id", lambda study: study.id),
        hidden("citation", lambda study: study.citation),
        hidden("kind", lambda study: study.kind),
        hidden("result", lambda study: study.result),
        hidden("country", lambda study: study.country),
        hidden("finding", lambda study: texts.of(study).finding),
        hidden("limits", lambda study: texts.of(study).limits),
    )
    return tabulate("studies", texts("sources.studies"), fields, catalogue.studies.values())


def format_table_period(texts: Texts, table: BuiltIn) -> str:
    """The period of a table: its year, the column that holds it, or what the source says instead."""
    if table.year is not None:
        return str(table.year)
    return texts("sources.yearly") if table.not_stated is None else texts.of(table.not_stated)


def _format_parameter(texts: Texts, parameter: Parameter) -> str:
    unit = texts.units[parameter.unit]
    shown = texts.number(parameter.value, max(unit.decimals, 0 if parameter.value.is_integer() else 2))
    return f"{shown} {texts.of(unit).suffix}".strip()
