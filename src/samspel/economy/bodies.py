"""What a year's equalisation rests on: all municipalities' people and tax base, and a body with its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samspel.dynamics.equalisation import Position, Rules
from samspel.observations.building import Observations
from samspel.observations.series import Observation, Series
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT

ROLES = ("municipality", "region")
COUNTY_RATES = "county_rates"
GUARANTEE = "guarantee_share"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a year's equalisation rests on: inhabitants and tax base (kronor) of all municipalities, shape (290,)."""

    year: int
    population: Series
    people_year: int
    base_per_inhabitant: Series
    base_year: int
    count: int
    guarantee: float

    @cached_property
    def inhabitants(self) -> Floats:
        """People of each municipality."""
        return self.population.in_year(self.people_year)[: self.count]

    @cached_property
    def base(self) -> Floats:
        """The tax base of each municipality, kronor."""
        return self.base_per_inhabitant.in_year(self.base_year)[: self.count] * self.inhabitants

    @cached_property
    def mean(self) -> float:
        """The country's mean tax capacity, kronor per inhabitant (3 §)."""
        return float(self.base.sum() / self.inhabitants.sum())


@dataclass(frozen=True)
class Body:
    """A body with its municipalities' rows, its rules and where it stands."""

    place: Place
    roles: tuple[str, ...]
    rows: tuple[int, ...]
    rules: Rules
    position: Position


def read_ground(observations: Observations, year: int) -> Ground:
    """The figures that a year rests on: the latest before it."""
    inputs = observations.catalogue.inputs
    population, base = observations.series(inputs.population), observations.series(inputs.tax_base)
    return Ground(
        year=year,
        population=population,
        people_year=find_latest_year(population, year - 1),
        base_per_inhabitant=base,
        base_year=find_latest_year(base, year - 1),
        count=len(observations.catalogue.places.municipalities),
        guarantee=observations.catalogue.value(GUARANTEE),
    )


def find_latest_year(series: Series, limit: int) -> int:
    """The latest year up to `limit` in which any place has a value; the first year if none has."""
    filled = [year for year in series.years if year <= limit and not np.isnan(series.in_year(year)).all()]
    return filled[-1] if filled else series.years[0]


def observe_latest(series: Series, place: Place, limit: int) -> Observation:
    """A place's value in the latest year up to `limit` in which any place has one."""
    return series.at(place, series.years.index(find_latest_year(series, limit)))


def find_body(observations: Observations, ground: Ground, place: Place) -> Body:
    """The body of a place; a region of one municipality without a regional rate is that municipality in both roles."""
    places = observations.catalogue.places
    members = places.members_of(places.region_of(place))
    is_both = len(members) == 1 and not _own_rate(observations, ground.year, "region", members[0]) > 0.0
    if is_both:
        return _build_body(observations, ground, members[0], ROLES, members)
    if place.kind is PlaceKind.REGION:
        return _build_body(observations, ground, place, ("region",), members)
    return _build_body(observations, ground, place, ("municipality",), (place,))


def _build_body(
    observations: Observations, ground: Ground, place: Place, roles: tuple[str, ...], members: Sequence[Place]
) -> Body:
    rows = tuple(member.index for member in members)
    own = [_own_rate(observations, ground.year, role, place) for role in roles]
    rates = _county_rates(observations, place.region)
    rules = Rules(
        np.asarray(np.nansum(own) if len(roles) > 1 else own[0]) / PER_CENT,
        np.asarray(sum(rates[f"grant_{role}_pct"] for role in roles)) / PER_CENT,
        np.asarray(sum(rates[f"fee_{role}_pct"] for role in roles)) / PER_CENT,
        ground.guarantee,
    )
    chosen = list(rows)
    position = Position(
        np.asarray(ground.base[chosen].sum()), np.asarray(ground.inhabitants[chosen].sum()), ground.mean
    )
    return Body(place, roles, rows, rules, position)


def find_rates(observations: Observations, role: str) -> Series:
    """The tax rates of a role, municipality or region, in per cent."""
    inputs = observations.catalogue.inputs
    return observations.series(inputs.regional_rate if role == "region" else inputs.municipal_rate)


def _own_rate(observations: Observations, year: int, role: str, place: Place) -> float:
    """The tax rate in per cent, NaN where the body has none."""
    return float(find_rates(observations, role).in_year(year)[place.index])


def _county_rates(observations: Observations, county: str) -> dict[str, float]:
    """The county's rates in per cent by column. Raises ContentError for a county that the table lacks."""
    table = observations.figures.table(COUNTY_RATES)
    codes = observations.figures.texts(table.id, table.key)
    if county not in codes:
        raise ContentError(table.file, table.key, "no such row", f"a row for the county {county}")
    columns = [column for column in table.columns if column.endswith("_pct")]
    values = observations.figures.numbers(table.id, columns)[codes.index(county)]
    return dict(zip(columns, values.tolist(), strict=True))


def find_missing(observations: Observations, ground: Ground, own: Body) -> tuple[Observation, ...]:
    """The figures without which nothing can be reckoned: people and tax base everywhere, the body's own rate."""
    places = observations.catalogue.places
    needed = [(ground.population, ground.people_year), (ground.base_per_inhabitant, ground.base_year)]
    found = [
        series.at(place, series.years.index(year))
        for series, year in needed
        for place in places.municipalities
        if np.isnan(series.in_year(year)[place.index])
    ]
    if np.isnan(own.rules.own_rate):
        found.append(observe_latest(find_rates(observations, own.roles[0]), own.place, ground.year))
    return tuple(found)


def find_regional_rate(observations: Observations, ground: Ground, own: Body) -> tuple[Observation, ...]:
    """The rate of the municipality's region; nothing where there is no region beside it."""
    if own.roles != ("municipality",):
        return ()
    region = observations.catalogue.places.region_of(own.place)
    return (observe_latest(find_rates(observations, "region"), region, ground.year),)
