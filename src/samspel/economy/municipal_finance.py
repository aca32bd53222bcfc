"""Tax and income equalisation of a municipality or region line by line, what changes mean, and the cost ages call for.

Source of the rules: lag (2004:773) om kommunalekonomisk utjämning, 2-6 §§, and förordning (2004:881), 2 and 3 §§, as
they stood in each year from 2005. Each step says its period, and whether it is published or estimated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from samspel.catalogue.checks import AGE_TABLE
from samspel.economy.age_costs import AgeCost, measure_ages
from samspel.economy.bodies import Body, find_body, find_missing, find_regional_rate
from samspel.economy.changes import Change, add_changes, fix_side, list_events, measure_change
from samspel.economy.course import Outcome, YearLine, find_outcome, measure_course
from samspel.economy.equalisation_check import Check
from samspel.economy.equalisation_rules import COUNTY_RATES, YEARS, CountyRates, YearRules
from samspel.economy.grounds import Ground, list_years, observe_latest, read_ground
from samspel.economy.steps import Step, list_once, list_steps
from samspel.observations.building import Observations
from samspel.observations.series import Observation
from samspel.terms.blank import Blank
from samspel.terms.errors import BadInputError
from samspel.terms.origin import Basis, Origin
from samspel.terms.place import Place, PlaceKind


@dataclass(frozen=True, kw_only=True)
class Footing:
    """What a side rests on: the year's rules, the county's rates, whether people and base are published, the tax year
    of the base, and the year of the own tax rate (None where it is not known).
    """

    rules: YearRules
    county: CountyRates
    is_known: bool
    base_year: int
    rate_year: int | None


@dataclass(frozen=True)
class Side:
    """One body's economy: its roles (municipality, region, or both on Gotland), the steps, and what changes mean to it:
    nothing where its own tax rate of the year is not known.

    On a municipality's page the region's changes are those of the same event and the same inhabitants.
    """

    body: Place
    roles: tuple[str, ...]
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    footing: Footing

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
        """The share of the own tax lost in a local fall that the equalisation returns; only where there are changes."""
        fall = next(change for change in self.changes if change.id == "local_fall")
        return -fall.equalisation / fall.own_tax


@dataclass(frozen=True, kw_only=True)
class Equalisation:
    """A place's tax and equalisation in a year.

    `own` is nothing where a figure is `missing`; `region` is the region's side of a municipality's changes, and
    `together` the sum of both. `mean_share` is how much of the equalisation of a local fall the fall of the country's
    mean would take back, which the changes leave out. `outcome` is what was published of the year, `course` every year
    with rules; `check` says how far off such reckonings are, where that was asked for too.
    """

    place: Place
    year: int
    own: Side | None
    region: Side | None
    together: tuple[Change, ...]
    ages: AgeCost | None
    wage: Observation
    mean_share: float
    outcome: Outcome
    course: tuple[YearLine, ...]
    missing: tuple[Observation, ...]
    basis: Basis
    origins: tuple[Origin, ...]
    check: Check | None = None


def measure_equalisation(observations: Observations, place: Place, year: int | None = None) -> Equalisation:
    """Measure the equalisation of a municipality or region in a year, by default the latest that has rates.

    Raises BadInputError `no_rules` for a year without rules and `equalise_country` for the country.
    """
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("equalise_country")
    ground = read_ground(observations, choose_year(observations, year))
    own = find_body(observations, ground, place)
    wage = _observe_wage(observations, own.place, ground.year)
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
        outcome=find_outcome(observations, own, ground.year, ground.rules.regulation_post),
        course=measure_course(observations, own.place),
        missing=shown,
        basis=Basis.ESTIMATED,
        origins=_origins(observations),
    )
    return blank if missing else _fill(observations, ground, own, blank)


def _observe_wage(observations: Observations, place: Place, year: int) -> Observation:
    """The place's income in the latest year up to `year`; blank where all years known are later."""
    found = observe_latest(observations.series(observations.catalogue.inputs.income), place, year)
    return found if found.period.year <= year else replace(found, value=None, blank=Blank.NOT_BUILT_IN)


def choose_year(observations: Observations, year: int | None) -> int:
    """The year asked for, or the latest with rules. Raises BadInputError for a year without rules."""
    years = list_years(observations)
    if year is not None and year not in years:
        raise BadInputError("no_rules", year=year, years=f"{years[0]}–{years[-1]}")
    return years[-1] if year is None else year


def _fill(observations: Observations, ground: Ground, own: Body, blank: Equalisation) -> Equalisation:
    events = list_events(own, blank.wage.value)
    side = _measure_side(observations, ground, own, own, events, blank.outcome)
    region = _measure_region(observations, ground, own, events)
    both = region is not None and side.changes and region.changes
    together = tuple(map(add_changes, side.changes, region.changes)) if both and region else ()
    return replace(
        blank,
        own=side,
        region=region,
        together=together,
        ages=measure_ages(observations, ground, own),
        mean_share=ground.rules.guarantee * float(own.position.inhabitants) / ground.rules.people,
    )


def _measure_side(
    observations: Observations, ground: Ground, body: Body, where: Body, events: Sequence[Change], outcome: Outcome
) -> Side:
    """The body's steps, and what the events in `where`, itself or one of its municipalities, mean to it."""
    return Side(
        body.place,
        body.roles,
        list_steps(observations, ground, body, outcome),
        tuple(measure_change(fix_side(body, event), where.position, event) for event in events if body.has_rate),
        Footing(
            rules=ground.rules,
            county=body.county,
            is_known=bool(ground.known[list(body.rows)].all()),
            base_year=ground.base_year_of(body.rows),
            rate_year=body.rate_year if body.has_rate else None,
        ),
    )


def _measure_region(observations: Observations, ground: Ground, own: Body, events: Sequence[Change]) -> Side | None:
    """The region's side of what happens in a municipality; nothing for a region and where the two are one."""
    if own.roles != ("municipality",):
        return None
    region = find_body(observations, ground, observations.catalogue.places.region_of(own.place))
    if not region.has_rate:
        return None
    return _measure_side(observations, ground, region, own, events, Outcome({}, ()))


def _origins(observations: Observations) -> tuple[Origin, ...]:
    """The origins of all that is shown."""
    inputs = observations.catalogue.inputs
    names = (
        inputs.population,
        inputs.recent_population,
        inputs.tax_base,
        inputs.income,
        inputs.expenditure,
        inputs.municipal_rate,
        inputs.municipal_rate_course,
        inputs.regional_rate,
    )
    tables = (YEARS, COUNTY_RATES, AGE_TABLE)
    return list_once(
        (
            *(origin for name in names for origin in observations.series(name).origins),
            *(observations.figures.origin(table) for table in tables),
        )
    )
