"""Sources and method."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from samspel.app.fetching import list_known
from samspel.catalogue.records.figures import MissingText, Source
from samspel.catalogue.texts import Texts
from samspel.needs.verdict import SEVERITY, Verdict
from samspel.rendering.table import Table
from samspel.reports.figures import label_read
from samspel.reports.licences import describe_unlicensed, list_licences
from samspel.reports.needs import describe_meaning, describe_rules
from samspel.reports.sources import format_table_period, tabulate_changes, tabulate_parameters
from samspel.reports.updating import tabulate_services
from samspel.terms.origin import Basis
from samspel.web.blocks import Files, set_blocks
from samspel.web.pages import show_page
from samspel.web.presenters.needs import StudyPart, present_studies
from samspel.web.shared import get_catalogue, get_desk, get_texts

UNKNOWN_THINGS = ("travel", "vacancies", "union", "welfare_jobs", "effects", "answers")


@dataclass(frozen=True, slots=True)
class TablePart:
    """A built-in table."""

    name: str
    number: str
    period: str
    basis: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """A source with its tables."""

    id: str
    publisher: str
    name: str
    note: str
    address: str
    licences: tuple[tuple[str, str], ...]
    """Each with its address."""
    unlicensed: str
    stated: str
    tables: tuple[TablePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """All that Samspel rests on, what its words mean, and what it does not know."""

    template: ClassVar[str] = "samspel/sources.html"
    sources: tuple[SourcePart, ...]
    services: SafeString
    changes: SafeString
    parameters: SafeString
    bases: tuple[tuple[str, str], ...]
    verdicts: tuple[tuple[Verdict, str], ...]
    rules: tuple[str, ...]
    studies: tuple[StudyPart, ...]
    unknown: tuple[str, ...]
    missing: tuple[tuple[str, MissingText], ...]


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every table, parameter, rule and study, and what Samspel does not know."""
    catalogue, texts = get_catalogue(), get_texts()
    page = SourcesPage(
        sources=tuple(_present_source(texts, source) for source in catalogue.sources.values()),
        services=set_blocks(texts, (tabulate_services(catalogue, texts, list_known(get_desk())),)),
        changes=_set_table(texts, tabulate_changes(catalogue, texts), "andringar"),
        parameters=_set_table(texts, tabulate_parameters(catalogue, texts), "parametrar"),
        bases=tuple((texts(f"basis.{basis.value}"), texts(f"basis_meaning.{basis.value}")) for basis in Basis),
        verdicts=tuple((verdict, describe_meaning(texts, verdict)) for verdict in SEVERITY),
        rules=describe_rules(catalogue, texts),
        studies=present_studies(catalogue, texts, catalogue.studies),
        unknown=tuple(texts(f"web.unknown.{thing}") for thing in UNKNOWN_THINGS),
        missing=tuple(
            (texts.of(indicator).name, texts.of(indicator.missing))
            for indicator in catalogue.indicators.values()
            if indicator.missing is not None
        ),
    )
    return show_page(request, page)


def _set_table(texts: Texts, table: Table, name: str) -> SafeString:
    csv, xlsx = (reverse("whole_table", args=[name, kind]) for kind in ("csv", "xlsx"))
    return set_blocks(texts, (table,), {table.name: Files(csv, xlsx)})


def _present_source(texts: Texts, source: Source) -> SourcePart:
    said, catalogue = texts.of(source), get_catalogue()
    tables = tuple(
        TablePart(
            texts.of(table),
            texts.said(table.number),
            format_table_period(texts, table),
            texts(f"basis.{table.basis.value}"),
            label_read(texts, table.read, table.copied),
        )
        for table in catalogue.tables.values()
        if table.source == source.id
    )
    return SourcePart(
        id=source.id,
        publisher=texts.said(source.publisher),
        name=said.name,
        note=said.note,
        address=source.address,
        licences=tuple((texts.of(one), one.address) for one in list_licences(catalogue, source)),
        unlicensed=describe_unlicensed(catalogue, texts, source),
        stated=source.stated,
        tables=tables,
    )
