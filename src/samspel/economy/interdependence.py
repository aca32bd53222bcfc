"""Industry, the services that depend on it and welfare in a region, side by side."""

from dataclasses import dataclass

from samspel.economy.input_output import input_coefficients, required_output
from samspel.observations.building import Observations
from samspel.observations.series import Observation
from samspel.terms.origin import Basis, Origin
from samspel.terms.place import Place


@dataclass(frozen=True, kw_only=True)
class Interdependence:
    """Jobs in a region that hang together.

    `services_per_industry` is the value of services that a krona of industrial output needs, in the country's mean;
    `dependent_services` is that times the industry jobs, which assumes as many jobs per krona of output in services
    as in industry. Welfare jobs are not in any built-in table and stay blank.
    """

    place: Place
    industry: Observation
    all_jobs: Observation
    services_per_industry: float
    dependent_services: float | None
    basis: Basis
    origins: tuple[Origin, ...]
    year: int


def measure_interdependence(observations: Observations, place: Place) -> Interdependence:
    """Measure a region's industry jobs and estimate the services that depend on them."""
    grouping, inputs = observations.catalogue.industries, observations.catalogue.inputs
    industry = observations.latest(inputs.industry_jobs, place)
    ratio = measure_services_per_industry(observations)
    return Interdependence(
        place=place,
        industry=industry,
        all_jobs=observations.latest(inputs.jobs, place),
        services_per_industry=ratio,
        dependent_services=None if industry.value is None else industry.value * ratio,
        basis=Basis.ESTIMATED,
        origins=(*industry.origins, observations.figures.origin(grouping.table)),
        year=observations.figures.table(grouping.table).year or 0,
    )


def measure_services_per_industry(observations: Observations) -> float:
    """Services, in value, that a unit of industrial output needs directly and through other services; the country's
    mean.
    """
    grouping = observations.catalogue.industries
    sellers = list(observations.figures.texts(grouping.table, observations.figures.table(grouping.table).key))
    flows = observations.figures.numbers(grouping.table, sellers)
    output = observations.figures.numbers(grouping.table, [grouping.output_column])[:, 0]
    given = [sellers.index(name) for name in grouping.industry]
    free = [sellers.index(name) for name in grouping.services]
    needed = required_output(input_coefficients(flows, output), output, given, free)
    return float(needed.sum() / output[given].sum())
