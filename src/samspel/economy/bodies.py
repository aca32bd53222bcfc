"""A body of the equalisation, municipality, region or both, with its rules and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from samspel.dynamics.equalisation import Position, Rules
from samspel.economy.equalisation_rules import ROLES, CountyRates
from samspel.economy.grounds import Ground, observe_latest
from samspel.observations.building import Observations
from samspel.observations.series import Observation
from samspel.terms.blank import Blank
from samspel.terms.origin import Origin
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body with its municipalities' rows, its rules and where it stands; the year and origins of its own tax rate.

    The own rate is NaN where none is known up to the year.
    """

    place: Place
    roles: tuple[str, ...]
    rows: tuple[int, ...]
    rules: Rules
    position: Position
    county: CountyRates
    rate_year: int
    rate_origins: tuple[Origin, ...]

    @property
    def has_rate(self) -> bool:
        """Whether the own tax rate is known."""
        return not bool(np.isnan(self.rules.own_rate))


def find_body(observations: Observations, ground: Ground, place: Place) -> Body:
    """The body of a place; a region of one municipality without a regional rate is that municipality in both roles."""
    places = observations.catalogue.places
    members = places.members_of(places.region_of(place))
    if len(members) == 1 and find_own_rate(observations, ground.year, "region", members[0]).value is None:
        return _build_body(observations, ground, members[0], ROLES, members)
    if place.kind is PlaceKind.REGION:
        return _build_body(observations, ground, place, ("region",), members)
    return _build_body(observations, ground, place, ("municipality",), (place,))


def _build_body(
    observations: Observations, ground: Ground, place: Place, roles: tuple[str, ...], members: Sequence[Place]
) -> Body:
    rows = tuple(member.index for member in members)
    own = find_own_rate(observations, ground.year, roles[0], place)
    rates = ground.tables.find_rates(place.region, ground.year)
    grant, fee, first = (
        np.asarray(sum(kind[role] for role in roles)) / PER_CENT for kind in (rates.grant, rates.fee, rates.first_fee)
    )
    own_rate = np.asarray(np.nan if own.value is None else own.value) / PER_CENT
    chosen = list(rows)
    return Body(
        place=place,
        roles=roles,
        rows=rows,
        rules=Rules(own_rate, grant, fee, ground.rules.guarantee, ground.rules.make_band(first)),
        position=Position(
            np.asarray(ground.base[chosen].sum()), np.asarray(ground.inhabitants[chosen].sum()), ground.rules.mean
        ),
        county=rates,
        rate_year=own.period.year,
        rate_origins=own.origins,
    )


def find_own_rate(observations: Observations, year: int, role: str, place: Place) -> Observation:
    """A body's tax rate in the latest year up to `year` that has one, in per cent."""
    inputs = observations.catalogue.inputs
    names = (inputs.regional_rate,) if role == "region" else (inputs.municipal_rate, inputs.municipal_rate_course)
    found = [observe_latest(observations.series(name), place, year) for name in names]
    usable = [one for one in found if one.value is not None and one.value > 0.0 and one.period.year <= year]
    return max(usable, key=lambda one: one.period.year) if usable else _without_value(found[0])


def _without_value(observed: Observation) -> Observation:
    """The observation as a blank: a later year's rate, or none, says nothing of this year."""
    return replace(observed, value=None, blank=observed.blank or Blank.NOT_BUILT_IN)


def find_missing(observations: Observations, ground: Ground, own: Body) -> tuple[Observation, ...]:
    """The figures without which nothing can be reckoned: people and tax base of the body's municipalities."""
    inputs, places = observations.catalogue.inputs, observations.catalogue.places.municipalities
    needed = [
        (observations.series(inputs.population), ground.inhabitants, ground.year - 1),
        (observations.series(inputs.tax_base), ground.raw_base, ground.base_year),
    ]
    return tuple(
        observe_latest(series, places[row], year)
        for series, values, year in needed
        for row in own.rows
        if np.isnan(values[row])
    )


def find_regional_rate(observations: Observations, ground: Ground, own: Body) -> tuple[Observation, ...]:
    """The rate of the municipality's region; nothing where there is no region beside it."""
    if own.roles != ("municipality",):
        return ()
    region = observations.catalogue.places.region_of(own.place)
    return (find_own_rate(observations, ground.year, "region", region),)
