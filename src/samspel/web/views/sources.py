"""Sources and method."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspel.catalogue.records import Parameter, Source
from samspel.catalogue.texts import Texts
from samspel.needs.verdict import SEVERITY
from samspel.reports.needs import describe_meaning, describe_rules
from samspel.reports.tabling import tell_table_period
from samspel.terms.origin import Basis
from samspel.web.presenters.needs import present_studies
from samspel.web.shared import get_catalogue, get_texts

UNKNOWN_THINGS = ("travel", "vacancies", "union", "welfare_jobs", "effects", "answers")


@dataclass(frozen=True, slots=True)
class TablePart:
    """A built-in table."""

    name: str
    number: str
    period: str
    basis: str
    read: str


@dataclass(frozen=True, slots=True)
class SourcePart:
    """A source with its tables."""

    id: str
    publisher: str
    name: str
    note: str
    address: str
    tables: tuple[TablePart, ...]


@dataclass(frozen=True, slots=True)
class ParameterPart:
    """A number that the program reckons with."""

    name: str
    value: str
    basis: str
    source: str
    reason: str


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every table, parameter, rule and study, and what Samspel does not know."""
    catalogue, texts = get_catalogue(), get_texts()
    context = {
        "sources": [_present_source(texts, source) for source in catalogue.sources.values()],
        "parameters": [_present_parameter(texts, parameter) for parameter in catalogue.parameters.values()],
        "bases": [(texts(f"basis.{basis.value}"), texts(f"web.basis.{basis.value}")) for basis in Basis],
        "verdicts": [(verdict, describe_meaning(texts, verdict)) for verdict in SEVERITY],
        "rules": describe_rules(catalogue, texts),
        "studies": present_studies(catalogue, texts, catalogue.studies),
        "unknown": [texts(f"web.unknown.{thing}") for thing in UNKNOWN_THINGS],
        "missing": [
            (texts.of(indicator).name, texts.of(indicator.missing))
            for indicator in catalogue.indicators.values()
            if indicator.missing is not None
        ],
    }
    return render(request, "samspel/sources.html", context)


def _present_source(texts: Texts, source: Source) -> SourcePart:
    told = texts.of(source)
    catalogue = get_catalogue()
    tables = tuple(
        TablePart(
            texts.of(table),
            table.number,
            tell_table_period(catalogue, texts.lang, table.id),
            texts(f"basis.{table.basis.value}"),
            table.read,
        )
        for table in catalogue.tables.values()
        if table.source == source.id
    )
    return SourcePart(source.id, source.publisher, told.name, told.note, source.address, tables)


def _present_parameter(texts: Texts, parameter: Parameter) -> ParameterPart:
    told = texts.of(parameter)
    unit = texts.units[parameter.unit]
    shown = texts.number(parameter.value, max(unit.decimals, 0 if parameter.value.is_integer() else 2))
    suffix = texts.of(unit).suffix
    return ParameterPart(
        told.name, f"{shown} {suffix}".strip(), texts(f"basis.{parameter.basis.value}"), parameter.source, told.reason
    )
