"""Tables that only the web offers so far, in the shape of the others."""

from collections.abc import Iterable

from samspel.app.goals import GoalView
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.catalogue.texts import Texts, choose
from samspel.economy.interdependence import Interdependence
from samspel.observations.picture import Site
from samspel.rendering.data import PlainTable
from samspel.reports.figures import tell_basis, tell_blank, tell_period, tell_publishers
from samspel.terms.place import Place


def table_sites(place: Place, sites: Iterable[Site]) -> PlainTable:
    """One row a site in the emission registers."""
    columns = (
        "place_code",
        "place",
        "company",
        "site",
        "subsector",
        "lat",
        "lon",
        "emissions_ets_t_2014",
        "emissions_eprtr_t_2014",
    )
    rows = [
        (
            s.municipality.code,
            s.municipality.name,
            s.company,
            s.label,
            s.subsector,
            *(s.point if s.is_placed else (None, None)),
            s.emissions_ets,
            s.emissions_eprtr,
        )
        for s in sites
    ]
    return PlainTable(f"sites-{place.code}", columns, tuple(rows))


def table_interdependence(catalogue: Catalogue, texts: Texts, measured: Interdependence) -> PlainTable:
    """The industry-welfare table of a region."""
    place, year = measured.place, measured.industry.period.year
    lines = (
        ("industry", measured.industry.value, measured.industry.basis, measured.industry.origins, None),
        ("services", measured.dependent_services, measured.basis, measured.origins, None),
        ("welfare", None, None, (), texts("interdependence.welfare_blank")),
        ("all_jobs", measured.all_jobs.value, measured.all_jobs.basis, measured.all_jobs.origins, None),
    )
    rows = [
        (
            place.code,
            place.name,
            name,
            texts(f"interdependence.{name}"),
            year,
            value,
            texts(f"basis.{basis.value}") if basis else None,
            tell_publishers(catalogue, origins) or None,
            blank,
        )
        for name, value, basis, origins, blank in lines
    ]
    columns = ("place_code", "place", "group", "name", "period", "jobs", "basis", "publisher", "blank")
    return PlainTable(f"industry-welfare-{place.code}", columns, tuple(rows))


def table_goal(catalogue: Catalogue, texts: Texts, place: Place, view: GoalView) -> PlainTable:
    """The indicators of a goal at a place."""
    columns = (
        "place_code", "place", "goal", "indicator", "name", "unit", "period", "value", "similar_median", "region",
        "country", "basis", "publisher", "blank",
    )  # fmt: skip
    rows = [
        (
            place.code, place.name, view.goal.id, row.indicator.id, texts.of(row.indicator).name,
            row.indicator.unit, tell_period(catalogue, texts, row.here), row.here.value, row.similar, row.region.value,
            row.country.value, tell_basis(texts, row.here), tell_publishers(catalogue, row.here.origins),
            None if row.here.blank is None else tell_blank(texts, row.indicator, row.here.blank),
        )
        for row in view.rows
    ]  # fmt: skip
    return PlainTable(f"goal-{place.code}-{view.goal.id}", columns, tuple(rows))


def table_parameters(catalogue: Catalogue, lang: Lang) -> PlainTable:
    """The numbers that the program reckons with."""
    columns = ("id", "name", "value", "unit", "basis", "source", "reason")
    rows = [
        (p.id, choose(p, lang).name, p.value, p.unit, p.basis.value, p.source, choose(p, lang).reason)
        for p in catalogue.parameters.values()
    ]
    return PlainTable("parameters", columns, tuple(rows))


def table_studies(catalogue: Catalogue, lang: Lang) -> PlainTable:
    """The studies, with what they do not say."""
    columns = ("id", "citation", "kind", "result", "country", "finding", "limits")
    rows = [
        (s.id, s.citation, s.kind, s.result, s.country, choose(s, lang).finding, choose(s, lang).limits)
        for s in catalogue.studies.values()
    ]
    return PlainTable("studies", columns, tuple(rows))
