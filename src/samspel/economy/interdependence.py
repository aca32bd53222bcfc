"""Industry, the services near it, welfare, commuting and money of a place, as one table over time."""

from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.chain import Printed, TableGroup, TableRow
from samspel.catalogue.records.figures import Indicator
from samspel.economy.input_output import input_coefficients, required_output
from samspel.observations.building import Computation, Observations
from samspel.observations.series import BASES, Observation, Series
from samspel.terms.origin import Basis
from samspel.terms.place import Place


@dataclass(frozen=True, kw_only=True)
class SystemRow:
    """A measure of the table: its first year within the span and its latest here, and its share of all jobs, None where
    it is no count of jobs here. `first` is None where only one year is known.
    """

    group: TableGroup
    indicator: Indicator
    first: Observation | None
    latest: Observation
    share: Observation | None


@dataclass(frozen=True, kw_only=True)
class Interdependence:
    """The table of a place.

    `services_per_industry` is the value of services that a krona of industrial output needs, in the country's mean of
    `year`; `printed` are figures that others have printed for the place, each beside ours.
    """

    place: Place
    rows: tuple[SystemRow, ...]
    services_per_industry: float
    year: int
    printed: tuple[tuple[Printed, Observation], ...]


def measure_interdependence(observations: Observations, place: Place) -> Interdependence:
    """The table of a municipality, a region or the country, as content/chain.toml declares it."""
    catalogue = observations.catalogue
    chain = catalogue.chain
    return Interdependence(
        place=place,
        rows=tuple(_measure_row(observations, place, group, row) for group in chain.groups for row in group.rows),
        services_per_industry=measure_services_per_industry(observations),
        year=observations.figures.table(catalogue.industries.table).year or 0,
        printed=tuple(
            (one, observations.latest(one.indicator, place)) for one in chain.printed if one.place == place.code
        ),
    )


def _measure_row(observations: Observations, place: Place, group: TableGroup, row: TableRow) -> SystemRow:
    latest = observations.latest(row.indicator, place)
    since = latest.period.year - observations.catalogue.chain.table_years
    course = [
        one
        for one in observations.series(row.indicator).course(place)
        if one.value is not None and since <= one.period.year < latest.period.year
    ]
    return SystemRow(
        group=group,
        indicator=observations.catalogue.indicators[row.indicator],
        first=course[0] if course and latest.value is not None and not latest.is_own else None,
        latest=latest,
        share=None if row.share is None else observations.latest(row.share, place),
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


def _count_services(observations: Observations, indicator: Indicator) -> Series:
    """Jobs in services that each place's industry buys, if a krona of services takes as many jobs as one of industry;
    an estimate everywhere.
    """
    catalogue = observations.catalogue
    industry = observations.series(catalogue.inputs.industry_jobs_by_branch)
    origin = observations.figures.origin(catalogue.industries.table)
    return Series(
        indicator=indicator.id,
        years=industry.years,
        values=industry.values * measure_services_per_industry(observations),
        basis=np.full_like(industry.basis, BASES.index(Basis.ESTIMATED)),
        blank=industry.blank,
        origins=(*industry.origins, origin),
    )


COMPUTATIONS: dict[str, Computation] = {"services_for_industry": _count_services}
