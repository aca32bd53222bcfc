"""Tax and income equalisation of a municipality or region line by line, what changes mean, and the cost ages call for.

Source of the rules: lag (2004:773) om kommunalekonomisk utjämning, 2-6 §§, and förordning (2004:881), 2 §. The law
reckons with inhabitants on 1 November the year before and a tax base counted up to the year; here stand the built-in
tables' latest year-end before the year and their latest tax base, uncounted. Each step says its period.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from samspel.catalogue.checks import AGE_TABLE
from samspel.catalogue.records.settings import AgeGroup
from samspel.dynamics.equalisation import (
    Position,
    Rules,
    change_revenue,
    choose_county_rate,
    collect_revenue,
    find_gap,
    scale_weights,
)
from samspel.observations.building import Observations
from samspel.observations.figures import Figures
from samspel.observations.series import Observation, Series
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.origin import Basis, Origin, weakest
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT, THOUSAND

POPULATION, BASE, WAGE, COST = "population", "tax_base_per_inhabitant", "income", "expenditure_per_inhabitant"
OWN_RATES = {"municipality": "municipal_tax_rate", "region": "regional_tax_rate"}
COUNTY_RATES = "county_rates"
GUARANTEE = "guarantee_share"
FALL = 0.01
"""How far the tax base falls in the two examples of a fall: one per cent."""


@dataclass(frozen=True)
class Step:
    """A line of the reckoning: value in `unit` (an id of units.toml), the section of law behind it (a key of
    `equalise.law`, or nothing), the year it belongs to, basis and origins.
    """

    id: str
    value: float
    unit: str
    law: str
    year: int
    basis: Basis
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class Change:
    """What happens (kronor of tax base; inhabitants), and its effect on own tax and equalisation, kronor a year."""

    id: str
    base: float
    inhabitants: float
    own_tax: float
    equalisation: float

    @property
    def net(self) -> float:
        """Own tax and equalisation together."""
        return self.own_tax + self.equalisation


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


@dataclass(frozen=True)
class GroupCost:
    """An age group: people here, its share here and in the country, and the assumed cost per person, kronor a year."""

    group: AgeGroup
    people: float
    share: float
    country_share: float
    cost: float


@dataclass(frozen=True)
class AgeCost:
    """What the ages call for, kronor per inhabitant and year, here and in the country; from assumed weights."""

    groups: tuple[GroupCost, ...]
    here: float
    country: float
    people_year: int
    cost_year: int
    basis: Basis
    origins: tuple[Origin, ...]

    @property
    def difference(self) -> float:
        """Here less the country: an approximation of the age part of the cost equalisation."""
        return self.here - self.country


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class _Ground:
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
        return self.population.in_year(self.people_year)[: self.count]

    @cached_property
    def base(self) -> Floats:
        return self.base_per_inhabitant.in_year(self.base_year)[: self.count] * self.inhabitants

    @cached_property
    def mean(self) -> float:
        """The country's mean tax capacity, kronor per inhabitant (3 §)."""
        return float(self.base.sum() / self.inhabitants.sum())


@dataclass(frozen=True)
class _Body:
    """A body with its municipalities' rows, its rules and where it stands."""

    place: Place
    roles: tuple[str, ...]
    rows: tuple[int, ...]
    rules: Rules
    position: Position


def measure_equalisation(observations: Observations, place: Place, year: int | None = None) -> Equalisation:
    """Measure the equalisation of a municipality or region in a year, by default the latest that has rates.

    Raises BadInputError `no_rules` for a year without rules and `equalise_country` for the country.
    """
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("equalise_country")
    ground = _read_ground(observations, choose_year(observations, year))
    own = _find_body(observations, ground, place)
    wage = _observe(observations.series(WAGE), own.place, ground.year)
    missing = _find_missing(observations, ground, own)
    shown = (*missing, *(found for found in (wage, *_find_regional_rate(observations, ground, own)) if found.blank))
    blank = Equalisation(
        own.place, ground.year, None, None, (), None, wage, np.nan, shown, Basis.ESTIMATED, _origins(observations)
    )
    return blank if missing else _fill(observations, ground, own, blank)


def years_with_rules(observations: Observations) -> tuple[int, ...]:
    """The years, ascending, for which both county rates and own tax rates are built in."""
    in_force = observations.figures.table(COUNTY_RATES).year or 0
    return tuple(year for year in observations.series(OWN_RATES["municipality"]).years if year >= in_force)


def choose_year(observations: Observations, year: int | None) -> int:
    """The year asked for, or the latest with rules. Raises BadInputError for a year without rules."""
    years = years_with_rules(observations)
    if year is not None and year not in years:
        ends = dict.fromkeys((years[0], years[-1]))
        raise BadInputError("no_rules", year=year, years="–".join(map(str, ends)))
    return years[-1] if year is None else year


def _fill(observations: Observations, ground: _Ground, own: _Body, blank: Equalisation) -> Equalisation:
    events = _list_events(own, blank.wage.value)
    side = _measure_side(observations, ground, own, own, events)
    region = _measure_region(observations, ground, own, events)
    together = () if region is None else tuple(map(_add, side.changes, region.changes))
    return replace(
        blank,
        own=side,
        region=region,
        together=together,
        ages=_measure_ages(observations, ground, own),
        mean_share=ground.guarantee * float(own.position.inhabitants) / float(ground.inhabitants.sum()),
    )


def _read_ground(observations: Observations, year: int) -> _Ground:
    population, base = observations.series(POPULATION), observations.series(BASE)
    return _Ground(
        year,
        population,
        _latest_year(population, year - 1),
        base,
        _latest_year(base, year - 1),
        len(observations.catalogue.places.municipalities),
        observations.catalogue.value(GUARANTEE),
    )


def _latest_year(series: Series, limit: int) -> int:
    """The latest year up to `limit` in which any place has a value; the first year if none has."""
    filled = [year for year in series.years if year <= limit and not np.isnan(series.in_year(year)).all()]
    return filled[-1] if filled else series.years[0]


def _observe(series: Series, place: Place, limit: int) -> Observation:
    return series.at(place, series.years.index(_latest_year(series, limit)))


def _find_body(observations: Observations, ground: _Ground, place: Place) -> _Body:
    """The body of a place; a region of one municipality without a regional rate is that municipality in both roles."""
    places = observations.catalogue.places
    members = places.members_of(places.region_of(place))
    is_both = len(members) == 1 and not _own_rate(observations, ground.year, "region", members[0]) > 0.0
    if is_both:
        return _build_body(observations, ground, members[0], tuple(OWN_RATES), members)
    if place.kind is PlaceKind.REGION:
        return _build_body(observations, ground, place, ("region",), members)
    return _build_body(observations, ground, place, ("municipality",), (place,))


def _build_body(
    observations: Observations, ground: _Ground, place: Place, roles: tuple[str, ...], members: Sequence[Place]
) -> _Body:
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
    return _Body(place, roles, rows, rules, position)


def _own_rate(observations: Observations, year: int, role: str, place: Place) -> float:
    """The tax rate in per cent, NaN where the body has none."""
    return float(observations.series(OWN_RATES[role]).in_year(year)[place.index])


def _county_rates(observations: Observations, county: str) -> dict[str, float]:
    """The county's rates in per cent by column. Raises ContentError for a county that the table lacks."""
    table = observations.figures.table(COUNTY_RATES)
    codes = observations.figures.texts(table.id, table.key)
    if county not in codes:
        raise ContentError(table.file, table.key, "no such row", f"a row for the county {county}")
    columns = [column for column in table.columns if column.endswith("_pct")]
    values = observations.figures.numbers(table.id, columns)[codes.index(county)]
    return dict(zip(columns, values.tolist(), strict=True))


def _find_missing(observations: Observations, ground: _Ground, own: _Body) -> tuple[Observation, ...]:
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
        found.append(_observe(observations.series(OWN_RATES[own.roles[0]]), own.place, ground.year))
    return tuple(found)


def _find_regional_rate(observations: Observations, ground: _Ground, own: _Body) -> tuple[Observation, ...]:
    """The rate of the municipality's region; nothing where there is no region beside it."""
    if own.roles != ("municipality",):
        return ()
    region = observations.catalogue.places.region_of(own.place)
    return (_observe(observations.series(OWN_RATES["region"]), region, ground.year),)


def _list_events(own: _Body, wage: float | None) -> tuple[Change, ...]:
    """What happens, before its effect is known; the lost wage only where the place's income is known."""
    base = float(own.position.base)
    each = base / float(own.position.inhabitants)
    wages = () if wage is None else (Change("lost_wage", -wage * THOUSAND, 0.0, 0.0, 0.0),)
    return (
        *wages,
        Change("lost_inhabitant", -each, -1.0, 0.0, 0.0),
        Change("lost_non_earner", 0.0, -1.0, 0.0, 0.0),
        Change("local_fall", -base * FALL, 0.0, 0.0, 0.0),
        Change("national_fall", -base * FALL, 0.0, 0.0, 0.0),
    )


def _measure_side(
    observations: Observations, ground: _Ground, body: _Body, where: _Body, events: Sequence[Change]
) -> Side:
    """The body's steps, and what the events in `where`, itself or one of its municipalities, mean to it."""
    return Side(
        body.place,
        body.roles,
        _list_steps(observations, ground, body),
        tuple(_measure_change(_fix_side(body), where.position, event) for event in events),
    )


def _measure_region(observations: Observations, ground: _Ground, own: _Body, events: Sequence[Change]) -> Side | None:
    """The region's side of what happens in a municipality; nothing for a region and where the two are one."""
    if own.roles != ("municipality",):
        return None
    region = _find_body(observations, ground, observations.catalogue.places.region_of(own.place))
    if np.isnan(region.rules.own_rate):
        return None
    return _measure_side(observations, ground, region, own, events)


def _fix_side(body: _Body) -> Rules:
    """The body's rules with the county rate of the side it is on; an example of a change does not move it across."""
    rate = choose_county_rate(body.rules, find_gap(body.rules, body.position))
    return replace(body.rules, grant_rate=rate, fee_rate=rate)


def _measure_change(rules: Rules, before: Position, event: Change) -> Change:
    """The event's effect; the country's mean moves only when the fall is national."""
    mean = before.mean_capacity * (1.0 - FALL if event.id == "national_fall" else 1.0)
    after = Position(before.base + event.base, before.inhabitants + event.inhabitants, mean)
    change = change_revenue(rules, before, after)
    return replace(event, own_tax=float(change.own_tax), equalisation=float(change.equalisation))


def _add(one: Change, other: Change) -> Change:
    return replace(one, own_tax=one.own_tax + other.own_tax, equalisation=one.equalisation + other.equalisation)


def _list_steps(observations: Observations, ground: _Ground, body: _Body) -> tuple[Step, ...]:
    """The reckoning line by line, in the order that the law takes it."""
    position, rules = body.position, body.rules
    gap = find_gap(rules, position)
    revenue = collect_revenue(rules, position)
    people = float(position.inhabitants)
    word, law = ("grant", "act_5") if gap >= 0.0 else ("fee", "act_6")
    origins = observations.figures.origin
    based = (*ground.base_per_inhabitant.origins, *ground.population.origins)
    counted = (*based, origins(COUNTY_RATES))
    taxed = (*based, *observations.series(OWN_RATES["municipality"]).origins)
    rates, whole = observations.figures.table(COUNTY_RATES), _dedupe((*counted, *taxed))
    now, then, estimated = ground.year, ground.base_year, Basis.ESTIMATED
    single = Basis.MEASURED if len(body.rows) == 1 else estimated
    rate = float(choose_county_rate(rules, gap)) * PER_CENT
    rate_law = "ordinance_2" if word == "grant" else "ordinance"
    return (
        Step("inhabitants", people, "persons", "act_3", ground.people_year, Basis.MEASURED, ground.population.origins),
        Step("base_per_inhabitant", float(position.base) / people, "sek_per_inhabitant", "", then, single, based),
        Step("base", float(position.base), "sek", "act_3", then, estimated, based),
        Step("mean_capacity", ground.mean, "sek_per_inhabitant", "act_3", then, estimated, based),
        Step("guarantee", ground.guarantee * ground.mean * people, "sek", "act_3_4", then, estimated, based),
        Step("gap", float(gap), "sek", law, then, estimated, based),
        Step(f"{word}_rate", rate, "percent_rate", rate_law, now, rates.basis, (origins(COUNTY_RATES),)),
        Step(word, float(revenue.equalisation), "sek", law, now, estimated, counted),
        Step("own_rate", float(rules.own_rate) * PER_CENT, "percent_rate", "", now, Basis.MEASURED, taxed[-1:]),
        Step("own_tax", float(revenue.own_tax), "sek", "", now, estimated, taxed),
        Step("revenue", float(revenue.total), "sek", "", now, estimated, whole),
        Step("per_inhabitant", float(revenue.total) / people, "sek_per_inhabitant", "", now, estimated, whole),
    )


def _origins(observations: Observations) -> tuple[Origin, ...]:
    """The origins of all that is shown."""
    names = (POPULATION, BASE, WAGE, COST, *OWN_RATES.values())
    tables = (COUNTY_RATES, AGE_TABLE)
    return _dedupe(
        (
            *(origin for name in names for origin in observations.series(name).origins),
            *(observations.figures.origin(table) for table in tables),
        )
    )


def _dedupe(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origins))


def _measure_ages(observations: Observations, ground: _Ground, own: _Body) -> AgeCost | None:
    """The cost that the ages call for; nothing for a region, whose services the weights do not cover."""
    costs = observations.series(COST)
    cost_year = _latest_year(costs, ground.year - 1)
    spent = float((costs.in_year(cost_year)[: ground.count] * ground.inhabitants).sum())
    if "municipality" not in own.roles or np.isnan(spent):
        return None
    people = _people_by_group(observations, ground)
    country, here, row = people.sum(axis=0), people[own.place.index], own.place.index
    each = scale_weights(_weights(observations), country, spent)
    groups = observations.catalogue.age_groups
    everybody = float(ground.inhabitants.sum())
    at_home = float(ground.inhabitants[row])
    parameters = [observations.catalogue.parameters[group.weight] for group in groups]
    return AgeCost(
        tuple(
            GroupCost(group, float(here[n]), float(here[n]) / at_home, float(country[n]) / everybody, float(each[n]))
            for n, group in enumerate(groups)
        ),
        float(here @ each) / at_home,
        spent / everybody,
        observations.figures.table(AGE_TABLE).year or 0,
        cost_year,
        weakest(Basis.ESTIMATED, *(parameter.basis for parameter in parameters)),
        _dedupe((observations.figures.origin(AGE_TABLE), *ground.population.origins, *costs.origins)),
    )


def _weights(observations: Observations) -> Floats:
    return np.array([observations.catalogue.value(group.weight) for group in observations.catalogue.age_groups])


def _people_by_group(observations: Observations, ground: _Ground) -> Floats:
    """People in each age group, scaled to the year-end population, shape (municipalities, groups)."""
    ages, by_age = _people_by_age(observations.figures, ground.count)
    groups = [
        by_age[:, [ages.index(f"age_{age}") for age in range(group.first, group.last + 1)]].sum(axis=1)
        for group in observations.catalogue.age_groups
    ]
    return np.asarray(np.column_stack(groups) * (ground.inhabitants / by_age.sum(axis=1))[:, np.newaxis])


@lru_cache(maxsize=1)
def _people_by_age(figures: Figures, count: int) -> tuple[tuple[str, ...], Floats]:
    """The columns of ages, and women and men together in each, shape (municipalities, ages); kept, since it is long."""
    columns = tuple(column for column in figures.table(AGE_TABLE).columns if column.startswith("age_"))
    by_age = np.zeros((count, len(columns)))
    np.add.at(by_age, figures.rows_of_places(AGE_TABLE), figures.numbers(AGE_TABLE, columns))
    return columns, by_age
