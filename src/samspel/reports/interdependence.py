"""The industry-welfare table of a region, for all faces."""

from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.interdependence import Interdependence
from samspel.observations.series import Observation
from samspel.rendering.blocks import Block, Heading
from samspel.rendering.table import Cell, Column, Field, Table, tabulate, text
from samspel.reports.figures import basis_column, format_period, format_value, label_publishers, make_basis

INDICATOR = "jobs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """A line of the table: jobs with year, basis and publisher, or why they are blank."""

    group: str
    value: float | None
    period: str = ""
    basis: str = ""
    publisher: str = ""
    note: str = ""
    blank: str = ""


def compose_interdependence(catalogue: Catalogue, texts: Texts, measured: Interdependence | None) -> tuple[Block, ...]:
    """The table under its heading; nothing for a place that has none."""
    if measured is None:
        return ()
    return (Heading(texts("interdependence.title")), tabulate_interdependence(catalogue, texts, measured))


def tabulate_interdependence(catalogue: Catalogue, texts: Texts, measured: Interdependence) -> Table:
    """Jobs in industry, in the services it needs, in welfare and in all; how services are estimated stands under it."""
    place, indicator = measured.place, catalogue.indicators[INDICATOR]

    def jobs(line: Jobs) -> Cell:
        words = texts("words.blank") if line.value is None else format_value(texts, indicator, line.value)
        return Cell(value=line.value, words=words)

    def label(line: Jobs) -> Cell:
        return text(texts(f"interdependence.{line.group}"))

    fields = (
        Field[Jobs](Column(key="place_code", shown="data"), lambda _: text(place.code)),
        Field[Jobs](Column(key="place", shown="data"), lambda _: text(place.name)),
        Field[Jobs](Column(key="group", shown="data"), lambda line: text(line.group)),
        Field[Jobs](Column(key="name", head=texts("words.indicator")), label),
        Field[Jobs](Column(key="period", shown="data"), lambda line: _fact(line.period)),
        Field[Jobs](Column(key="jobs", head=texts("interdependence.jobs"), is_number=True), jobs),
        Field[Jobs](
            Column(key="how", head=texts("interdependence.how"), shown="read"),
            lambda line: text(_describe_how(texts, line)),
        ),
        Field[Jobs](basis_column(), lambda line: make_basis(texts, line.basis or None)),
        Field[Jobs](Column(key="publisher", shown="data"), lambda line: _fact(line.publisher)),
        Field[Jobs](Column(key="note", shown="data"), lambda line: _fact(line.note)),
        Field[Jobs](Column(key="blank", shown="data"), lambda line: _fact(line.blank)),
    )
    rows, notes = list_jobs(catalogue, texts, measured), (describe_services(texts, measured),)
    return tabulate(f"industry-welfare-{place.code}", texts("interdependence.intro"), fields, rows, notes)


def list_jobs(catalogue: Catalogue, texts: Texts, measured: Interdependence) -> tuple[Jobs, ...]:
    """The lines of the table; services have the year of the industry's jobs that they are estimated from."""
    industry = _find_jobs(catalogue, texts, "industry", measured.industry)
    services = Jobs(
        group="services",
        value=measured.dependent_services,
        period=industry.period,
        basis=measured.basis.value,
        publisher=label_publishers(catalogue, measured.origins),
        note=describe_services(texts, measured),
    )
    welfare = Jobs(group="welfare", value=None, blank=texts("interdependence.welfare_blank"))
    return (industry, services, welfare, _find_jobs(catalogue, texts, "all_jobs", measured.all_jobs))


def describe_services(texts: Texts, measured: Interdependence) -> str:
    """How the services were estimated, and what that assumes."""
    ratio = texts.number(measured.services_per_industry, 2)
    return texts("interdependence.services_note", year=measured.year, ratio=ratio)


def _find_jobs(catalogue: Catalogue, texts: Texts, group: str, observation: Observation) -> Jobs:
    return Jobs(
        group=group,
        value=observation.value,
        period=format_period(catalogue, texts, observation),
        basis=observation.basis.value,
        publisher=label_publishers(catalogue, observation.origins),
    )


def _describe_how(texts: Texts, line: Jobs) -> str:
    """How the figure came about, or why there is none."""
    return line.blank or f"{line.period}, {texts(f'basis.{line.basis}')}, {line.publisher}"


def _fact(words: str) -> Cell:
    return Cell(value=words or None, words=words)
