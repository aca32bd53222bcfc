"""What a year's equalisation rests on: people on 1 November the year before and the tax base of all municipalities.

Both are published to the person and the krona for the municipalities of one county. For all others the people are
estimated between two year-ends, and the tax base is the published one per inhabitant times the people that it was
counted by; after the latest published year it goes on at the country's pace.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from samspel.dynamics.equalisation import estimate_november, uprate
from samspel.economy.equalisation_rules import YEARS, EqualisationRules, YearRules, read_rules
from samspel.observations.building import Observations
from samspel.observations.series import Observation, Series
from samspel.terms.arrays import Floats
from samspel.terms.origin import Basis, Origin
from samspel.terms.place import Place

BASES = "equalisation_bases"
INCOME_LAG = 2
"""The tax base of a tax year is of the incomes so many years before."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A year's rules, and of all municipalities inhabitants on 1 November the year before and tax base before it is
    counted up (kronor), shape (290,); `known` where both are published. `base_year` is the tax year that the base of
    the others is of.
    """

    rules: YearRules
    tables: EqualisationRules
    inhabitants: Floats
    raw_base: Floats
    base_year: int
    known: npt.NDArray[np.bool_]
    origins: tuple[Origin, ...]
    known_origins: tuple[Origin, ...]

    @property
    def year(self) -> int:
        """The year of the rules."""
        return self.rules.year

    @property
    def count(self) -> int:
        """How many municipalities there are."""
        return len(self.inhabitants)

    @cached_property
    def base(self) -> Floats:
        """The tax base counted up to the year, kronor."""
        return uprate(self.raw_base, (self.rules.uprating,))

    def find_bases(self, rows: tuple[int, ...]) -> tuple[Basis, Basis]:
        """The bases of the inhabitants and of the tax base of some municipalities."""
        if self.known[list(rows)].all():
            return Basis.CALCULATED, Basis.MEASURED
        return Basis.ESTIMATED, Basis.CALCULATED if self.base_year == self.year else Basis.ESTIMATED

    def base_year_of(self, rows: tuple[int, ...]) -> int:
        """The tax year that the base of some municipalities is of."""
        return self.year if self.known[list(rows)].all() else self.base_year

    def find_origins(self, rows: tuple[int, ...]) -> tuple[Origin, ...]:
        """The origins of people and tax base of some municipalities."""
        return self.known_origins if self.known[list(rows)].all() else self.origins


def list_years(observations: Observations) -> tuple[int, ...]:
    """The years with rules, ascending."""
    return tuple(read_rules(observations).years)


def read_ground(observations: Observations, year: int, *, take_known: bool = True) -> Ground:
    """The figures that a year rests on; without `take_known` all are estimated, as where nothing is published."""
    tables = read_rules(observations)
    rules = tables.years[year]
    before, after = count_year_end(observations, year - 2), count_year_end(observations, year - 1)
    capacity, base_year = find_capacity(observations, tables, year)
    inhabitants, base = estimate_november(before, after), capacity * before
    known = np.zeros(len(inhabitants), dtype=np.bool_)
    if take_known:
        rows, people, kronor = _read_known(observations, year)
        inhabitants[rows], base[rows], known[rows] = people, kronor, True
    inputs, origin = observations.catalogue.inputs, observations.figures.origin
    names = (inputs.population, inputs.recent_population, inputs.tax_base)
    published = tuple(source for name in names for source in observations.series(name).origins)
    return Ground(
        rules=rules,
        tables=tables,
        inhabitants=inhabitants,
        raw_base=base,
        base_year=base_year,
        known=known,
        origins=tuple(dict.fromkeys((*published, origin(YEARS)))),
        known_origins=(origin(BASES), origin(YEARS)),
    )


def count_year_end(observations: Observations, year: int) -> Floats:
    """People of each municipality on 31 December, NaN where neither series has the year."""
    inputs, count = observations.catalogue.inputs, len(observations.catalogue.places.municipalities)
    long, recent = (
        observations.series(name).in_year(year)[:count] for name in (inputs.population, inputs.recent_population)
    )
    return np.where(np.isnan(long), recent, long)


def find_capacity(observations: Observations, tables: EqualisationRules, year: int) -> tuple[Floats, int]:
    """Tax base per inhabitant of each municipality in a tax year, and the tax year it was published for: the latest up
    to it, going on at the country's pace.
    """
    series = observations.series(observations.catalogue.inputs.tax_base)
    published = find_latest_year(series, year)
    count = len(observations.catalogue.places.municipalities)
    pace = 1.0
    if published in tables.years and published < year:
        pace = tables.years[year].published_mean / tables.years[published].published_mean
    return series.in_year(published)[:count] * pace, published


def find_latest_year(series: Series, limit: int) -> int:
    """The latest year up to `limit` in which any place has a value; the first year if none has."""
    filled = [year for year in series.years if year <= limit and not np.isnan(series.in_year(year)).all()]
    return filled[-1] if filled else series.years[0]


def observe_latest(series: Series, place: Place, limit: int) -> Observation:
    """A place's value in the latest year up to `limit` in which any place has one."""
    return series.at(place, series.years.index(find_latest_year(series, limit)))


def _read_known(observations: Observations, year: int) -> tuple[npt.NDArray[np.int64], Floats, Floats]:
    """Rows, people on 1 November and tax base (kronor) of the municipalities that have both published."""
    figures = observations.figures
    chosen = figures.years(BASES) == year
    people, base = figures.numbers(BASES, ("people_1_nov", "tax_base_sek"))[chosen].T
    return figures.rows_of_places(BASES)[chosen], people, base
