"""Tax and income equalisation of a municipality or region line by line, what changes mean, and the cost ages call for.

Source of the rules: lag (2004:773) om kommunalekonomisk utjämning, 2-6 §§, and förordning (2004:881), 2 §. The law
reckons with inhabitants on 1 November the year before and a tax base counted up to the year; here stand the built-in
tables' latest year-end before the year and their latest tax base, uncounted. Each step says its period.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from samspel.catalogue.checks import AGE_TABLE
from samspel.economy.age_costs import AgeCost, measure_ages
from samspel.economy.bodies import (
    COUNTY_RATES,
    Body,
    Ground,
    find_body,
    find_missing,
    find_rates,
    find_regional_rate,
    observe_latest,
    read_ground,
)
from samspel.economy.changes import Change, add_changes, fix_side, list_events, measure_change
from samspel.economy.steps import Step, list_once, list_steps
from samspel.observations.building import Observations
from samspel.observations.series import Observation
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis, Origin
from samspel.terms.place import Place, PlaceKind


@dataclass(frozen=True)
class Side:
    """One body's economy: its roles (municipality, region, or both on Gotland), the steps, and what changes mean to it.

    On a municipality's page the region's changes are those of the same event and the same inhabitants.
    """

    body: Place
    roles: tuple[str, ...]
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]

    @cached_property
    def values(self) -> dict[str, float]:
        """The value of each step by its id."""
        return {step.id: step.value for step in self.steps}

    @property
    def is_receiver(self) -> bool:
        """Whether the body gets a grant; otherwise it pays a fee."""
        return "grant" in self.values

    @property
    def insured(self) -> float:
        """The share of the own tax lost in a local fall that the equalisation returns."""
        fall = next(change for change in self.changes if change.id == "local_fall")
        return -fall.equalisation / fall.own_tax


@dataclass(frozen=True, kw_only=True)
class Equalisation:
    """A place's tax and equalisation in a year.

    `own` is nothing where a figure is `missing`; `region` is the region's side of a municipality's changes, and
    `together` the sum of both. `mean_share` is how much of the equalisation of a local fall the fall of the country's
    mean would take back, which the changes leave out.
    """

    place: Place
    year: int
    own: Side | None
    region: Side | None
    together: tuple[Change, ...]
    ages: AgeCost | None
    wage: Observation
    mean_share: float
    missing: tuple[Observation, ...]
    basis: Basis
    origins: tuple[Origin, ...]


def measure_equalisation(observations: Observations, place: Place, year: int | None = None) -> Equalisation:
    """Measure the equalisation of a municipality or region in a year, by default the latest that has rates.

    Raises BadInputError `no_rules` for a year without rules and `equalise_country` for the country.
    """
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("equalise_country")
    ground = read_ground(observations, choose_year(observations, year))
    own = find_body(observations, ground, place)
    wage = observe_latest(observations.series(observations.catalogue.inputs.income), own.place, ground.year)
    missing = find_missing(observations, ground, own)
    shown = (*missing, *(found for found in (wage, *find_regional_rate(observations, ground, own)) if found.blank))
    blank = Equalisation(
        place=own.place,
        year=ground.year,
        own=None,
        region=None,
        together=(),
        ages=None,
        wage=wage,
        mean_share=np.nan,
        missing=shown,
        basis=Basis.ESTIMATED,
        origins=_origins(observations),
    )
    return blank if missing else _fill(observations, ground, own, blank)


def years_with_rules(observations: Observations) -> tuple[int, ...]:
    """The years, ascending, for which both county rates and own tax rates are built in."""
    in_force = observations.figures.table(COUNTY_RATES).year or 0
    return tuple(year for year in find_rates(observations, "municipality").years if year >= in_force)


def choose_year(observations: Observations, year: int | None) -> int:
    """The year asked for, or the latest with rules. Raises BadInputError for a year without rules."""
    years = years_with_rules(observations)
    if year is not None and year not in years:
        ends = dict.fromkeys((years[0], years[-1]))
        raise BadInputError("no_rules", year=year, years="–".join(map(str, ends)))
    return years[-1] if year is None else year


def _fill(observations: Observations, ground: Ground, own: Body, blank: Equalisation) -> Equalisation:
    events = list_events(own, blank.wage.value)
    side = _measure_side(observations, ground, own, own, events)
    region = _measure_region(observations, ground, own, events)
    together = () if region is None else tuple(map(add_changes, side.changes, region.changes))
    return replace(
        blank,
        own=side,
        region=region,
        together=together,
        ages=measure_ages(observations, ground, own),
        mean_share=ground.guarantee * float(own.position.inhabitants) / float(ground.inhabitants.sum()),
    )


def _measure_side(
    observations: Observations, ground: Ground, body: Body, where: Body, events: Sequence[Change]
) -> Side:
    """The body's steps, and what the events in `where`, itself or one of its municipalities, mean to it."""
    return Side(
        body.place,
        body.roles,
        list_steps(observations, ground, body),
        tuple(measure_change(fix_side(body), where.position, event) for event in events),
    )


def _measure_region(observations: Observations, ground: Ground, own: Body, events: Sequence[Change]) -> Side | None:
    """The region's side of what happens in a municipality; nothing for a region and where the two are one."""
    if own.roles != ("municipality",):
        return None
    region = find_body(observations, ground, observations.catalogue.places.region_of(own.place))
    if np.isnan(region.rules.own_rate):
        return None
    return _measure_side(observations, ground, region, own, events)


def _origins(observations: Observations) -> tuple[Origin, ...]:
    """The origins of all that is shown."""
    inputs = observations.catalogue.inputs
    names = (
        inputs.population,
        inputs.tax_base,
        inputs.income,
        inputs.expenditure,
        inputs.municipal_rate,
        inputs.regional_rate,
    )
    tables = (COUNTY_RATES, AGE_TABLE)
    return list_once(
        (
            *(origin for name in names for origin in observations.series(name).origins),
            *(observations.figures.origin(table) for table in tables),
        )
    )
