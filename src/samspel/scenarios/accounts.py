"""Sets the economy of a municipality and its region by the built-in figures.

The equalisation has the rules of the first year that the model reckons: people on 1 November of the year it starts
from, tax base and mean tax capacity counted up to the year, the county's rates. Costs and wages of an earlier year are
counted up at the pace of the country's mean tax capacity, since the model takes the country's tax base and cost to grow
alike. Amounts are kronor of that year.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from samspel.dynamics.budget import Economy, Region, tax_revenue
from samspel.dynamics.equalisation import Position, Rules, choose_county_rate, scale_weights
from samspel.dynamics.people import AGES
from samspel.economy.grounds import INCOME_LAG, Ground, list_years, read_ground
from samspel.scenarios.care_groups import CareGroup, load_care_groups
from samspel.scenarios.population import Population
from samspel.scenarios.readings import Readings
from samspel.terms.arrays import Floats
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT


@dataclass(frozen=True)
class _RegionTotals:
    """A region at the start: people, cost and other revenue (kronor a year), and the county rate that applies, (1,)."""

    people: float
    need: float
    other: float
    county_rate: Floats


class TownAccounts:
    """The economy of a municipality and its part of its region's."""

    def __init__(self, readings: Readings, people: Population) -> None:
        self._readings = readings
        self._people = people
        self._totals: dict[str, _RegionTotals] = {}

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """First ages of bands so fine that every cost group, the region's too, and the working ages are unions of
        them.
        """
        marks = {0, self._readings.whole("working_age_first"), self._readings.whole("working_age_last") + 1}
        spans = [(group.first, group.last) for group in self._readings.catalogue.age_groups]
        spans += [(group.first, group.last) for group in self._care_groups]
        for first, last in spans:
            marks |= {first, last + 1}
        return tuple(sorted(mark for mark in marks if mark < AGES))

    @cached_property
    def age_group(self) -> npt.NDArray[np.int64]:
        """0 (young), 1 (working age) or 2 (old) for each band."""
        limits = [self._readings.whole("working_age_first"), self._readings.whole("working_age_last") + 1]
        return np.searchsorted(limits, self.bands, side="right").astype(np.int64)

    @cached_property
    def _cost_shape(self) -> Floats:
        """Kronor a person and band before the place's own level, from the equalisation's cost by age."""
        people = self._people.ages.sum(axis=(0, 1))
        country = np.array(
            [people[group.first : group.last + 1].sum() for group in self._readings.catalogue.age_groups]
        )
        weights = np.array(
            [self._readings.catalogue.value(group.weight) for group in self._readings.catalogue.age_groups]
        )
        each = scale_weights(weights, country, float((self._cost * self._people.flows.people[:, -1]).sum()))
        found = [
            [
                number
                for number, group in enumerate(self._readings.catalogue.age_groups)
                if group.first <= band <= group.last
            ]
            for band in self.bands
        ]
        return np.array([each[number[0]] if number else 0.0 for number in found])

    @cached_property
    def ground(self) -> Ground:
        """What the equalisation of the first year rests on; the latest year with rules where that is earlier."""
        years = list_years(self._readings.observations)
        return read_ground(self._readings.observations, min(self._people.flows.year + 1, years[-1]))

    @cached_property
    def _capacity(self) -> Floats:
        """The tax base per inhabitant counted up to the year, kronor."""
        return self.ground.base / self.ground.inhabitants

    @cached_property
    def _cost(self) -> Floats:
        """The cost per inhabitant, counted up to the year."""
        columns, years = self._readings.read_years("municipal_economy", ("expenditure_sek_per_inhabitant",))
        return np.asarray(columns[0, :, -1] * self._pace_since(years[-1]))

    def wage(self, place: Place) -> float:
        """The income that the place lives on, kronor, counted up to the year at the pace of the country's tax base."""
        income, year = self._readings.income(place)
        of_incomes = self.ground.tables.years[min(year + INCOME_LAG, self.ground.year)]
        return income * self.ground.rules.mean / of_incomes.published_mean

    def _pace_since(self, year: int) -> float:
        """How much the country's uprated mean tax capacity has grown since a year."""
        return self.ground.rules.mean / self.ground.tables.years[year].mean

    def economy(self, place: Place, people: Floats) -> tuple[Economy, Floats]:
        """The place's economy at the start, and its cost in kronor a person and band."""
        here = float(people.sum())
        need = self._readings.known(place, "expenditure", float(self._cost[place.index])) * here
        bands = np.add.reduceat(people.sum(axis=0), self.bands)
        cost = self._cost_shape * (need / float(bands @ self._cost_shape))
        base = self._readings.known(place, "tax_base", float(self._capacity[place.index])) * here
        if self._is_both(place):
            cost, need = cost + self._region_cost, need + float(bands @ self._region_cost)
        return Economy(self._rules(place), self.ground.rules.mean, base, here, need), cost

    def _is_both(self, place: Place) -> bool:
        """Whether the municipality has the region's tasks too (Gotland): it has no regional rate."""
        return bool(np.isnan(self._own_rates[place.index, 1]))

    def region(self, place: Place, people: Floats, economy: Economy) -> Region | None:
        """The place's part of its region's economy; None where they are one body."""
        if self._is_both(place):
            return None
        whole = self._total_region(place, economy.mean_capacity)
        own = self._own_rates[place.index, 1] / PER_CENT
        rules = Rules(np.array([own]), whole.county_rate, whole.county_rate, self._guarantee)
        need = float(np.add.reduceat(people.sum(axis=0), self.bands) @ self._region_cost)
        return Region(
            rules=rules,
            mean_capacity=economy.mean_capacity,
            base=economy.base,
            people=economy.people,
            need=need,
            cost=self._region_cost,
            mean_need=whole.need / whole.people,
            other_per_head=whole.other / whole.people,
            total=whole.need,
        )

    def _total_region(self, place: Place, mean_capacity: float) -> _RegionTotals:
        """All municipalities of the place's region together, worked out once a region."""
        if place.region not in self._totals:
            places = self._readings.catalogue.places
            rows = [member.index for member in places.members_of(places.region_of(place))]
            people = np.stack([self._people.start(row) for row in rows])
            bands = np.add.reduceat(people.sum(axis=1), self.bands, axis=1)
            here, need = people.sum(axis=(1, 2)), float((bands @ self._region_cost).sum())
            base = self._capacity[rows] * here
            _, grant, _, fee = self._county(place)
            rules = self._make_rules(0.0, grant, fee)
            position = Position(base.sum(keepdims=True), here.sum(keepdims=True), mean_capacity)
            county = choose_county_rate(rules, position)
            own = self._own_rates[rows, 1] / PER_CENT
            tax = tax_revenue(Rules(own, county, county, self._guarantee), base, here, mean_capacity)
            self._totals[place.region] = _RegionTotals(float(here.sum()), need, need - float(tax.sum()), county)
        return self._totals[place.region]

    @cached_property
    def _care_groups(self) -> tuple[CareGroup, ...]:
        return load_care_groups(self._readings.catalogue.folder)

    @cached_property
    def _region_cost(self) -> Floats:
        """The regions' cost in kronor a person and band, the same in every region: health care by age, the rest alike.

        Scaled so that the country's people cost what the regions' revenue was, counted up to the year.
        """
        people = self._people.ages.sum(axis=(0, 1))
        published = self._readings.parameter("region_total_revenue")
        total = published.value * self._pace_since(int(published.date))
        health = self._readings.value("region_health_share")
        groups = np.array([people[group.first : group.last + 1].sum() for group in self._care_groups])
        each = scale_weights(np.array([group.weight for group in self._care_groups]), groups, total * health)
        found = np.searchsorted([group.last for group in self._care_groups], self.bands)
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
        return self.ground.rules.guarantee

    @cached_property
    def _own_rates(self) -> Floats:
        figures = self._readings.observations.figures
        rates = np.full((len(self._readings.catalogue.places.municipalities), 2), np.nan)
        columns = ["municipal_tax_rate_pct", "regional_tax_rate_pct"]
        rates[figures.rows_of_places("tax_rates")] = figures.numbers("tax_rates", columns)
        return rates

    def _county(self, place: Place) -> tuple[float, float, float, float]:
        """The county's rates in per cent: grant of the municipality and of the region, fee of each."""
        rates = self.ground.tables.find_rates(place.region, self.ground.year)
        return rates.grant["municipality"], rates.grant["region"], rates.fee["municipality"], rates.fee["region"]
