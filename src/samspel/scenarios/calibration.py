"""Sets the model to a municipality by the built-in figures.

Measured: people by age 2022 (rolled on with the measured births, deaths and moves of 2023 and 2024 and scaled to the
year-end total), births, deaths and moves, jobs and the industry's share, unemployment, tax base, expenditure, tax
rates. Assumed: the shapes over age (mortality, fertility, moving), which are the same everywhere; a town of students
keeps its total but not its ages. How many people there are without events is the baseline's. Amounts are kronor of the
first year: `accounts` counts them up to it.

The region: its own rate on each municipality's base, income equalisation as for one body, cost by the ages of its
people, and other revenue that balances the first year. Gotland is both: what the tables state as its cost is in line
with other municipalities' and less than its tax and equalisation, so a region's cost by age is added to it.
"""

from dataclasses import dataclass
from functools import cached_property

from samspel.dynamics.town import Fixed, Town
from samspel.observations.building import Observations
from samspel.scenarios.accounts import TownAccounts
from samspel.scenarios.area_sizes import Area, find_area
from samspel.scenarios.baseline.courses import Baseline
from samspel.scenarios.parameters import Parameters
from samspel.scenarios.population import Population
from samspel.scenarios.readings import Readings
from samspel.terms.arrays import Floats
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import PER_CENT


@dataclass(frozen=True, kw_only=True)
class Counts:
    """People and jobs of a municipality at the start, as `Town` has them."""

    year: int
    people: Floats
    working_age: float
    unemployed: float
    labour_force: float
    industry: float
    local: float
    rest: float


class Calibration:
    """Everything that is the same for all places, worked out once; `town` sets the model to one of them."""

    def __init__(self, observations: Observations, parameters: Parameters) -> None:
        self._readings = Readings(observations, parameters)
        self.people = Population(self._readings)
        self.baseline = Baseline(observations, parameters)
        self._accounts = TownAccounts(self._readings, self.people)

    def count(self, place: Place) -> Counts:
        """People and jobs of a municipality at the model's start. Raises BadInputError where a figure is missing or the
        place is no municipality.
        """
        if place.kind is not PlaceKind.MUNICIPALITY:
            raise BadInputError("simulate_municipality", place=place.name)
        inputs, people = self._readings.catalogue.inputs, self.people.start(place.index)
        jobs = self._readings.need(place, inputs.jobs)
        industry = self._readings.need(place, inputs.industry_jobs)
        local = jobs * (
            self._readings.need(place, inputs.hotels_share) + self._readings.need(place, inputs.culture_share)
        )
        local /= PER_CENT
        idle = self._readings.need(place, inputs.unemployment) / PER_CENT
        working = float(
            people[:, self._readings.whole("working_age_first") : self._readings.whole("working_age_last") + 1].sum()
        )
        force = self._count_in_work(place, jobs, working) / working / (1.0 - idle)
        return Counts(
            year=self.people.flows.year,
            people=people,
            working_age=working,
            unemployed=idle * force * working,
            labour_force=force,
            industry=industry,
            local=local,
            rest=jobs - industry - local,
        )

    def town(self, place: Place, years: int) -> Town:
        """The model's start for a municipality. Raises BadInputError as `count` does."""
        counts = self.count(place)
        row, inputs, people = place.index, self._readings.catalogue.inputs, counts.people
        economy, cost = self._accounts.economy(place, people)
        return Town(
            code=place.code,
            year=counts.year,
            people=people,
            rates=self.people.rates(row),
            leaving=self.people.leaving(row, people),
            industry=counts.industry,
            local=counts.local,
            rest=counts.rest,
            firm_share=self._split_rest(place, inputs.firm_services_by_branch),
            welfare_share=self._split_rest(place, inputs.welfare_by_branch, inputs.administration_by_branch),
            outside_share=self._readings.need(place, inputs.outside_share) / PER_CENT,
            commuting_in=self._readings.need(place, inputs.commuters_in) / PER_CENT,
            working_age=counts.working_age,
            unemployed=counts.unemployed,
            labour_force=counts.labour_force,
            wage=self._accounts.wage(place),
            economy=economy,
            region=self._accounts.region(place, people, economy),
            bands=self._accounts.bands,
            cost=cost,
            age_group=self._accounts.age_group,
            course=self.baseline.expect(place, counts.year, counts.year + years),
            fixed=self.fixed,
        )

    def area(self, place: Place) -> Area:
        """The labour-market area of a municipality with all its jobs."""
        return find_area(self._readings.observations, place)

    @property
    def rules_year(self) -> int:
        """The year whose rules the equalisation follows, and whose kronor all amounts are."""
        return self._accounts.ground.year

    def _split_rest(self, place: Place, *names: str) -> float:
        """What part of the jobs that are neither industry nor hotels and culture these shares of all jobs are."""
        inputs = self._readings.catalogue.inputs
        apart = (inputs.industry_by_branch, inputs.hotels_by_branch, inputs.culture_by_branch)
        taken, outside = (sum(self._readings.need(place, name) for name in group) for group in (names, apart))
        return taken / (PER_CENT - outside)

    def _count_in_work(self, place: Place, jobs: float, working_age: float) -> float:
        """Residents in work, of any age: those who work here and those who commute out. Work abroad is in no table of
        commuting, so that the measured employment of working age counts where it is more.
        """
        inputs = self._readings.catalogue.inputs
        coming, going = (
            self._readings.need(place, name) / PER_CENT for name in (inputs.commuters_in, inputs.commuters_out)
        )
        employed = self._readings.need(place, inputs.employment) / PER_CENT * working_age
        return max(jobs * (1.0 - coming) / (1.0 - going), employed)

    @cached_property
    def fixed(self) -> Fixed:
        """Parameters without spread."""
        return Fixed(
            thick_pivot=self._readings.value("thick_pivot"),
            phase_years=self._readings.whole("phase_years"),
            employable_share=self._readings.value("employable_share"),
            price_supply=self._readings.value("price_supply"),
            building_rate=self._readings.value("building_rate"),
            people_per_home=self._readings.value("people_per_home"),
            restore_years=self._readings.whole("restore_years"),
            newcomer_years=self._readings.whole("newcomer_years"),
        )
