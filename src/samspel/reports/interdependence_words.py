"""The industry-welfare table of a region in words, the same for pages, documents and the command line."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.economy.interdependence import Interdependence
from samspel.observations.series import Observation
from samspel.reports.figures import tell_basis, tell_publishers, tell_value

HEADS = ("words.indicator", "interdependence.jobs", "interdependence.how")
"""The heads of the table, as keys of texts."""


def list_interdependence(catalogue: Catalogue, texts: Texts, measured: Interdependence) -> tuple[tuple[str, ...], ...]:
    """Each line's name, jobs, and how they came about: year, basis and publisher, or why they are blank."""
    jobs = catalogue.indicators["jobs"]
    estimated = f"{texts(f'basis.{measured.basis.value}')}, {tell_publishers(catalogue, measured.origins)}"
    lines = (
        ("industry", measured.industry.value, _tell_how(catalogue, texts, measured.industry)),
        ("services", measured.dependent_services, f"{measured.industry.period.year}, {estimated}"),
        ("welfare", None, texts("interdependence.welfare_blank")),
        ("all_jobs", measured.all_jobs.value, _tell_how(catalogue, texts, measured.all_jobs)),
    )
    return tuple(
        (
            texts(f"interdependence.{name}"),
            texts("words.blank") if value is None else tell_value(texts, jobs, value),
            how,
        )
        for name, value, how in lines
    )


def tell_services(texts: Texts, measured: Interdependence) -> str:
    """How the services were estimated, and what that assumes."""
    ratio = texts.number(measured.services_per_industry, 2)
    return texts("interdependence.services_note", year=measured.year, ratio=ratio)


def _tell_how(catalogue: Catalogue, texts: Texts, one: Observation) -> str:
    return f"{one.period.year}, {tell_basis(texts, one)}, {tell_publishers(catalogue, one.origins)}"
