"""Sets the model to a municipality by the built-in figures.

Measured: people by age 2022 (rolled on with the measured births, deaths and moves of 2023 and 2024 and scaled to the
year-end total), births, deaths and moves, jobs and the industry's share, unemployment, tax base, expenditure, tax
rates. Assumed: the shapes over age (mortality, fertility, moving), which are the same everywhere; a town of students
keeps its total but not its ages. So with no event the first years go on as in 2023-2024. Amounts are kronor of the
years of their tables: tax base and cost of 2022, income of 2023.

The region: its own rate on each municipality's base, income equalisation as for one body, cost by the ages of its
people, and other revenue that balances the first year. Gotland is both: what the tables state as its cost is in line
with other municipalities' and less than its tax and equalisation, so a region's cost by age is added to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import ParameterText, Record
from samspel.catalogue.tables import read_table
from samspel.dynamics.budget import Economy, Region, tax_revenue
from samspel.dynamics.circle import Fixed, Town
from samspel.dynamics.equalisation import Position, Rules, choose_county_rate, find_gap, scale_weights
from samspel.dynamics.people import AGES, SEXES, PeopleRates, bell, gompertz, step_people, survival
from samspel.observations.building import Observations
from samspel.scenarios.parameters import Grade, Parameters
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.origin import Basis
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT, THOUSAND

BISECTIONS = 60
CHANGE = ("population", "births", "deaths", "moved_in", "moved_out")


class CareGroup(Record, frozen=True, kw_only=True):
    """Ages, both inclusive, and health care's cost per person in them over the mean cost per inhabitant."""

    id: str
    first: int
    last: int
    weight: float
    unit: str
    date: str
    basis: Basis
    grade: Grade
    source: str
    sv: ParameterText
    en: ParameterText


def load_care_groups(folder: Path) -> tuple[CareGroup, ...]:
    """The groups of circle/region_cost_by_age.toml. Raises ContentError unless they cover ages 0-100 once each, in
    order, with weights above zero.
    """
    path, wanted = folder / "circle" / "region_cost_by_age.toml", 0
    groups = read_list(path, "group", CareGroup)
    for group in groups:
        if group.first != wanted or group.last < group.first:
            raise ContentError(path.name, f"{group.id}.first", f"{group.first}-{group.last}", f"ages from {wanted}")
        if not group.weight > 0.0:
            raise ContentError(path.name, f"{group.id}.weight", str(group.weight), "a number above zero")
        wanted = group.last + 1
    if wanted != AGES:
        raise ContentError(path.name, f"{groups[-1].id}.last", str(wanted - 1), str(AGES - 1))
    return groups


@dataclass(frozen=True)
class Flows:
    """Mean yearly flows of the last measured years, each shape (municipalities,), and people at the end of the first
    and last of them.
    """

    births: Floats
    deaths: Floats
    moved_in: Floats
    moved_out: Floats
    people: Floats
    year: int
    years: int


@dataclass(frozen=True)
class _RegionTotals:
    """A region at the start: people, cost and other revenue (kronor a year), and the county rate that applies, (1,)."""

    people: float
    need: float
    other: float
    county_rate: Floats


class Calibration:
    """Everything that is the same for all places, worked out once; `town` sets the model to one of them."""

    def __init__(self, observations: Observations, parameters: Parameters) -> None:
        self._observations = observations
        self._catalogue = observations.catalogue
        self._parameters = parameters
        self._totals: dict[str, _RegionTotals] = {}

    def town(self, place: Place, years: int) -> Town:
        """The model's start for a municipality. Raises BadInputError where a figure is missing or the place is no
        municipality.
        """
        if place.kind is not PlaceKind.MUNICIPALITY:
            raise BadInputError("simulate_municipality", place=place.name)
        row = place.index
        people, rates = self.start(row), self.rates(row)
        here = float(people.sum())
        economy, cost = self._economy(place, people)
        jobs = self._need(place, "jobs")
        industry = self._need(place, "jobs_industry")
        local = jobs * (
            self._need(place, "jobs_hotels_restaurants_share") + self._need(place, "jobs_culture_services_share")
        )
        local /= PER_CENT
        idle = self._need(place, "unemployment") / PER_CENT
        force = self._need(place, "employment_rate") / PER_CENT / (1.0 - idle)
        working = float(people[:, self._whole("working_age_first") : self._whole("working_age_last") + 1].sum())
        leaving = self.leaving(row, people)
        arriving = float(self.flows.moved_in[row])
        return Town(
            code=place.code,
            year=self.flows.year,
            people=people,
            rates=rates,
            leaving=leaving,
            arriving=arriving,
            industry=industry,
            local=local,
            rest=jobs - industry - local,
            outside_share=self._need(place, "jobs_outside_share") / PER_CENT,
            working_age=working,
            unemployed=idle * force * working,
            labour_force=force,
            wage=self._income(place),
            economy=economy,
            region=self._region(place, people, economy),
            bands=self._bands,
            cost=cost,
            age_group=self._age_group,
            reference=np.concatenate([[here], self.project(people, rates, leaving, arriving, years)]),
            fixed=self.fixed,
        )

    def project(self, people: Floats, rates: PeopleRates, leaving: float, arriving: float, years: int) -> Floats:
        """People at the end of each year with today's rates, the middle of mortality and no events, shape (years,)."""
        one, none = np.ones(1), np.zeros(1)
        course, state = np.empty(years), people[None].copy()
        alive = survival(rates, one * self._value("mortality_level"))
        for year in range(years):
            step_people(state, rates, alive, one, one * leaving, none, one * arriving)
            course[year] = state.sum()
        return course

    @cached_property
    def fixed(self) -> Fixed:
        """Parameters without spread."""
        return Fixed(
            self._value("thick_pivot"),
            self._whole("phase_years"),
            self._value("employable_share"),
            self._value("price_supply"),
            self._value("building_rate"),
            self._value("people_per_home"),
            self._whole("restore_years"),
        )

    @cached_property
    def flows(self) -> Flows:
        """The measured flows of the last years, mean of all years in the table."""
        columns, years = self._read_years("population_change", CHANGE)
        _, births, deaths, moved_in, moved_out = columns.mean(axis=2)
        return Flows(births, deaths, moved_in, moved_out, columns[0], years[-1], len(years))

    @cached_property
    def ages(self) -> Floats:
        """People by sex and age in the year of the table, shape (municipalities, 2, 101)."""
        figures, count = self._observations.figures, len(self._catalogue.places.municipalities)
        people = np.zeros((count, SEXES, AGES))
        sexes = [
            0 if sex.lower().startswith(("f", "w", "k")) else 1 for sex in figures.texts("population_by_age", "sex")
        ]
        numbers = figures.numbers("population_by_age", [f"age_{age}" for age in range(AGES)])
        people[figures.rows_of_places("population_by_age"), sexes] = numbers
        return people

    def rates(self, row: int) -> PeopleRates:
        """Rates of a place: assumed shapes, the country's level, the place's own factor."""
        return PeopleRates(
            np.minimum(self._death * self._local_death[row], 1.0),
            self._birth * self._local_birth[row],
            self._profiles[1],
            self._profiles[0],
            self._value("share_girls"),
        )

    @cached_property
    def country_rates(self) -> PeopleRates:
        """The country's rates, without any place's own factor."""
        return PeopleRates(self._death, self._birth, self._profiles[1], self._profiles[0], self._value("share_girls"))

    def leaving(self, row: int, people: Floats, rates: PeopleRates | None = None) -> float:
        """The level at which as many move out as were measured: moved out / sum(living x leave)."""
        known = rates or self.rates(row)
        movers = float((people * (1.0 - known.death) * known.leave).sum())
        return float(self.flows.moved_out[row]) / movers

    def start(self, row: int) -> Floats:
        """People by sex and age at the end of the last measured year, scaled to the measured total, shape (2, 101)."""
        people, rates = self.ages[row : row + 1].copy(), self.rates(row)
        one, none = np.ones(1), np.zeros(1)
        level, alive = self.leaving(row, people[0]), survival(rates, one)
        for _ in range(self.flows.years):
            step_people(people, rates, alive, one, one * level, none, one * self.flows.moved_in[row])
        return np.asarray(people[0] * (self.flows.people[row, -1] / people.sum()))

    @cached_property
    def _death(self) -> Floats:
        """The country's risk of dying: the level at which its people die as many as measured, found by halving."""
        slope = np.array([self._value("mortality_slope_women"), self._value("mortality_slope_men")])
        ratio = np.array([1.0, self._value("mortality_men_to_women")])
        country, wanted = self.ages.sum(axis=0), self.flows.deaths.sum()
        low, high = -20.0, 0.0
        for _ in range(BISECTIONS):
            middle = (low + high) / 2.0
            risk = gompertz(np.exp(middle) * ratio, slope, self._value("mortality_pivot_age"))
            too_many = (grow_older(country, risk, self.flows.years) * risk).sum() > wanted
            low, high = (low, middle) if too_many else (middle, high)
        return risk

    @cached_property
    def _mean_people(self) -> Floats:
        """People at the start of the measured years, mean of them, without moves, shape (municipalities, 2, 101)."""
        return grow_older(self.ages, self._death, self.flows.years)

    @cached_property
    def _birth(self) -> Floats:
        ages = self._whole("fertility_first"), self._whole("fertility_last")
        shape = bell(self._value("fertility_mean_age"), self._value("fertility_spread"), *ages)
        return np.asarray(shape * (self.flows.births.sum() / (self._mean_people[:, 0].sum(axis=0) @ shape)))

    @cached_property
    def _local_death(self) -> Floats:
        return self._shrink(self.flows.deaths, np.einsum("psa,sa->p", self._mean_people, self._death))

    @cached_property
    def _local_birth(self) -> Floats:
        return self._shrink(self.flows.births, np.einsum("pa,a->p", self._mean_people[:, 0], self._birth))

    def _shrink(self, seen: Floats, expected: Floats) -> Floats:
        weight = self._value("local_shrinkage")
        return np.asarray((seen * self.flows.years + weight) / (expected * self.flows.years + weight))

    @cached_property
    def _profiles(self) -> tuple[Floats, Floats]:
        """How those who move in spread over sex and age (sums to 1), and the risk of moving out (at most 1).

        The table holds how inclined each age is to move; those who move in come from the whole country, so that their
        ages are its people times the inclination.
        """
        file = self._catalogue.folder / "circle" / "moving_by_age.csv"
        table = read_table(file, ("age", "moving_in", "moving_out")).numbers(["age", "moving_in", "moving_out"])
        if table.shape[0] != AGES or np.isnan(table).any() or (table < 0).any():
            raise ContentError(file.name, "age", str(table.shape[0]), f"{AGES} ages without a blank")
        both = self.ages.sum(axis=0) * table[:, 1]
        out = np.tile(table[:, 2], (SEXES, 1))
        return both / both.sum(), out / out.max()

    @cached_property
    def _bands(self) -> tuple[int, ...]:
        """First ages of bands so fine that every cost group, the region's too, and the working ages are unions of
        them.
        """
        marks = {0, self._whole("working_age_first"), self._whole("working_age_last") + 1}
        spans = [(group.first, group.last) for group in self._catalogue.age_groups]
        spans += [(group.first, group.last) for group in self._care_groups]
        for first, last in spans:
            marks |= {first, last + 1}
        return tuple(sorted(mark for mark in marks if mark < AGES))

    @cached_property
    def _age_group(self) -> npt.NDArray[np.int64]:
        limits = [self._whole("working_age_first"), self._whole("working_age_last") + 1]
        return np.searchsorted(limits, self._bands, side="right").astype(np.int64)

    @cached_property
    def _cost_shape(self) -> Floats:
        """Kronor a person and band before the place's own level, from the equalisation's cost by age."""
        people = self.ages.sum(axis=(0, 1))
        country = np.array([people[group.first : group.last + 1].sum() for group in self._catalogue.age_groups])
        weights = np.array([self._catalogue.value(group.weight) for group in self._catalogue.age_groups])
        each = scale_weights(weights, country, float((self._cost * self.flows.people[:, -1]).sum()))
        found = [
            [number for number, group in enumerate(self._catalogue.age_groups) if group.first <= band <= group.last]
            for band in self._bands
        ]
        return np.array([each[number[0]] if number else 0.0 for number in found])

    @cached_property
    def _capacity(self) -> Floats:
        return self._latest_of("municipal_economy", "tax_base_sek_per_inhabitant")

    @cached_property
    def _cost(self) -> Floats:
        return self._latest_of("municipal_economy", "expenditure_sek_per_inhabitant")

    def _economy(self, place: Place, people: Floats) -> tuple[Economy, Floats]:
        here = float(people.sum())
        total = self.flows.people[:, -1]
        mean = float((self._capacity * total).sum() / total.sum())
        need = self._known(place, "expenditure", float(self._cost[place.index])) * here
        bands = np.add.reduceat(people.sum(axis=0), self._bands)
        cost = self._cost_shape * (need / float(bands @ self._cost_shape))
        base = self._known(place, "tax_base", float(self._capacity[place.index])) * here
        if self._is_both(place):
            cost, need = cost + self._region_cost, need + float(bands @ self._region_cost)
        return Economy(self._rules(place), mean, base, here, need), cost

    def _is_both(self, place: Place) -> bool:
        """Whether the municipality has the region's tasks too (Gotland): it has no regional rate."""
        return bool(np.isnan(self._own_rates[place.index, 1]))

    def _region(self, place: Place, people: Floats, economy: Economy) -> Region | None:
        """The place's part of its region's economy; None where they are one body."""
        if self._is_both(place):
            return None
        whole = self._total_region(place, economy.mean_capacity)
        own = self._own_rates[place.index, 1] / PER_CENT
        rules = Rules(np.array([own]), whole.county_rate, whole.county_rate, self._guarantee)
        need = float(np.add.reduceat(people.sum(axis=0), self._bands) @ self._region_cost)
        return Region(
            rules,
            economy.mean_capacity,
            economy.base,
            economy.people,
            need,
            self._region_cost,
            whole.need / whole.people,
            whole.other / whole.people,
            whole.need,
        )

    def _total_region(self, place: Place, mean_capacity: float) -> "_RegionTotals":
        """All municipalities of the place's region together, worked out once a region."""
        if place.region not in self._totals:
            places = self._catalogue.places
            rows = [member.index for member in places.members_of(places.region_of(place))]
            people = np.stack([self.start(row) for row in rows])
            bands = np.add.reduceat(people.sum(axis=1), self._bands, axis=1)
            here, need = people.sum(axis=(1, 2)), float((bands @ self._region_cost).sum())
            base = self._capacity[rows] * here
            _, grant, _, fee = self._county(place)
            rules = self._make_rules(0.0, grant, fee)
            gap = find_gap(rules, Position(base.sum(keepdims=True), here.sum(keepdims=True), mean_capacity))
            county = choose_county_rate(rules, gap)
            own = self._own_rates[rows, 1] / PER_CENT
            tax = tax_revenue(Rules(own, county, county, self._guarantee), base, here, mean_capacity)
            self._totals[place.region] = _RegionTotals(float(here.sum()), need, need - float(tax.sum()), county)
        return self._totals[place.region]

    @cached_property
    def _care_groups(self) -> tuple[CareGroup, ...]:
        return load_care_groups(self._catalogue.folder)

    @cached_property
    def _region_cost(self) -> Floats:
        """The regions' cost in kronor a person and band, the same in every region: health care by age, the rest alike.

        Scaled so that the country's people cost what the regions' revenue was.
        """
        people = self.ages.sum(axis=(0, 1))
        total, health = self._value("region_total_revenue"), self._value("region_health_share")
        groups = np.array([people[group.first : group.last + 1].sum() for group in self._care_groups])
        each = scale_weights(np.array([group.weight for group in self._care_groups]), groups, total * health)
        found = np.searchsorted([group.last for group in self._care_groups], self._bands)
        return np.asarray(each[found] + total * (1.0 - health) / people.sum())

    def _rules(self, place: Place) -> Rules:
        own, regional = self._own_rates[place.index]
        grant, grant_region, fee, fee_region = self._county(place)
        if np.isnan(regional):
            grant, fee = grant + grant_region, fee + fee_region
        return self._make_rules(own, grant, fee)

    def _make_rules(self, own: float, grant: float, fee: float) -> Rules:
        share = np.array([own, grant, fee]) / PER_CENT
        return Rules(share[0:1], share[1:2], share[2:3], self._guarantee)

    @property
    def _guarantee(self) -> float:
        return self._catalogue.value("guarantee_share")

    @cached_property
    def _own_rates(self) -> Floats:
        figures = self._observations.figures
        rates = np.full((len(self._catalogue.places.municipalities), 2), np.nan)
        columns = ["municipal_tax_rate_pct", "regional_tax_rate_pct"]
        rates[figures.rows_of_places("tax_rates")] = figures.numbers("tax_rates", columns)
        return rates

    @cached_property
    def _county_rates(self) -> Mapping[str, Floats]:
        figures = self._observations.figures
        columns = ["grant_municipality_pct", "grant_region_pct", "fee_municipality_pct", "fee_region_pct"]
        table = next(name for name, record in self._catalogue.tables.items() if set(columns) <= set(record.columns))
        codes = figures.texts(table, "county_code")
        return dict(zip(codes, figures.numbers(table, columns), strict=True))

    def _county(self, place: Place) -> tuple[float, float, float, float]:
        grant, grant_region, fee, fee_region = (float(rate) for rate in self._county_rates[place.region])
        return grant, grant_region, fee, fee_region

    def _income(self, place: Place) -> float:
        series = self._observations.series("income")
        known = series.values[place.index, : len(series.years) - 1]
        return self._known(place, "income", float(known[-1])) * THOUSAND

    def _latest_of(self, table: str, column: str) -> Floats:
        columns, _ = self._read_years(table, (column,))
        return np.asarray(columns[0, :, -1])

    def _read_years(self, table: str, columns: tuple[str, ...]) -> tuple[Floats, tuple[int, ...]]:
        """Columns of a table by year, shape (columns, municipalities, years)."""
        figures = self._observations.figures
        years = figures.years(table)
        known = tuple(int(year) for year in np.unique(years))
        values = np.full((len(columns), len(self._catalogue.places.municipalities), len(known)), np.nan)
        values[:, figures.rows_of_places(table), np.searchsorted(known, years)] = figures.numbers(table, columns).T
        return values, known

    def _need(self, place: Place, indicator: str) -> float:
        value = self._observations.latest(indicator, place).value
        return self._known(place, indicator, np.nan if value is None else value)

    def _known(self, place: Place, figure: str, value: float) -> float:
        if not np.isfinite(value):
            raise BadInputError("simulate_figure", place=place.name, figure=figure)
        return value

    def _value(self, name: str) -> float:
        return self._parameters[name].value

    def _whole(self, name: str) -> int:
        return round(self._value(name))


def grow_older(people: Floats, risk: Floats, years: int) -> Floats:
    """People at the start of each of some years, mean of them, who only die and grow older; shapes (..., 2, 101)."""
    now, total = people, np.zeros_like(people)
    for _ in range(years):
        total += now
        living = now * (1.0 - risk)
        now = np.zeros_like(living)
        now[..., 1:] = living[..., :-1]
        now[..., -1] += living[..., -1]
    return np.asarray(total / years)
