"""The dated rules of the income equalisation: the country's figures of each year, and each county's rates from when
they hold. Read strictly: what the law says must hold between them is checked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from samspel.dynamics.equalisation import FirstBand, find_mean_capacity, uprate
from samspel.observations.building import Observations
from samspel.observations.figures import Figures
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError
from samspel.terms.units import PER_CENT

ROLES = ("municipality", "region")
YEARS = "equalisation_years"
COUNTY_RATES = "county_rates"
GRANTS_TOGETHER, MEAN_RATE = "equalisation_grants_together", "equalisation_mean_rate"
"""The parameters that the county rates are held against."""
ROUNDING = 0.0051
"""Half of the last decimal of a rate in per cent, and of what adding two such leaves."""
SIXTH_DECIMAL = 1e-6
"""The last decimal of the product of the two factors."""


@dataclass(frozen=True, kw_only=True)
class YearRules:
    """A year's rules (shares) and the country's figures: tax base before it is counted up (kronor), mean tax capacity
    as published (kronor per inhabitant), the product of the two uprating factors, inhabitants on 1 November the year
    before, and the regulation post (kronor per inhabitant).

    `factors` and `ordinance` are None and empty where only the product is known, derived from the outcome.
    `first_fee_until` is None where the fee has one rate.
    """

    year: int
    guarantee: float
    grant_share: float
    fee_share: float
    first_fee_share: float | None
    first_fee_until: float | None
    tax_base: float
    published_mean: float
    factors: tuple[float, float] | None
    ordinance: str
    uprating: float
    people: float
    regulation_post: float

    @property
    def mean(self) -> float:
        """The uprated mean tax capacity, kronor per inhabitant (3 §)."""
        return find_mean_capacity(self.tax_base, self.uprating, self.people)

    def make_band(self, rate: float | Floats) -> FirstBand | None:
        """The first band of the fee at a rate; None where there is none."""
        return None if self.first_fee_until is None else FirstBand(np.asarray(rate), self.first_fee_until)


@dataclass(frozen=True, kw_only=True)
class CountyRates:
    """A county's rates from a year on, in per cent by role; `ordinance` is empty where they are derived.

    `first_fee` is NaN where the fee has one rate.
    """

    since: int
    ordinance: str
    grant: Mapping[str, float]
    fee: Mapping[str, float]
    first_fee: Mapping[str, float]


@dataclass(frozen=True)
class EqualisationRules:
    """All years' rules, and each county's rates in order of year."""

    years: Mapping[int, YearRules]
    counties: Mapping[str, tuple[CountyRates, ...]]
    file: str

    def find_rates(self, county: str, year: int) -> CountyRates:
        """The rates that hold in a county in a year. Raises ContentError for a county without."""
        held = [rates for rates in self.counties.get(county, ()) if rates.since <= year]
        if not held:
            raise ContentError(self.file, "county_code", "no such row", f"a row for the county {county}")
        return held[-1]


@dataclass(frozen=True)
class _Law:
    """What holds in every county: what the grant rates of municipality and region add up to, and the mean tax rate
    that the municipality's fee rate falls short of its grant rate by shares of; per cent.
    """

    together: float
    mean_rate: float


@lru_cache(maxsize=2)
def read_rules(observations: Observations) -> EqualisationRules:
    """Read the rules; kept. Raises ContentError for a year left out, and for figures that contradict each other."""
    catalogue, figures = observations.catalogue, observations.figures
    law = _Law(catalogue.value(GRANTS_TOGETHER), catalogue.value(MEAN_RATE))
    years = {rules.year: rules for rules in _read_years(figures)}
    return EqualisationRules(years, _read_counties(figures, law, years), figures.table(COUNTY_RATES).file)


def _read_years(figures: Figures) -> list[YearRules]:
    table = figures.table(YEARS)
    cells = {column: figures.texts(YEARS, column) for column in table.columns}
    numbers = dict(
        zip(
            (name for name in table.columns if name != "ordinance"),
            figures.numbers(YEARS, [name for name in table.columns if name != "ordinance"]).T.tolist(),
            strict=True,
        )
    )
    found = [
        _make_year({name: column[row] for name, column in numbers.items()}, cells["ordinance"][row])
        for row in range(len(cells["year"]))
    ]
    for line, rules in enumerate(found, 2):
        _check_year(table.file, line, rules, found[0].year + line - 2)
    return found


def _make_year(row: Mapping[str, float], ordinance: str) -> YearRules:
    def share(column: str) -> float | None:
        return None if np.isnan(row[column]) else row[column] / PER_CENT

    factors = (row["factor_year_before"], row["factor_year"])
    return YearRules(
        year=int(row["year"]),
        guarantee=row["guarantee_pct"] / PER_CENT,
        grant_share=row["grant_share_pct"] / PER_CENT,
        fee_share=row["fee_share_pct"] / PER_CENT,
        first_fee_share=share("first_fee_share_pct"),
        first_fee_until=share("first_fee_until_pct"),
        tax_base=row["tax_base_sek"],
        published_mean=row["mean_tax_capacity_sek"],
        factors=None if np.isnan(factors).any() else factors,
        ordinance=ordinance,
        uprating=row["uprating"],
        people=row["people_1_nov"],
        regulation_post=row["regulation_post_sek"],
    )


def _check_year(file: str, line: int, rules: YearRules, expected: int) -> None:
    """Years follow each other; factors and their ordinance go together and make the product; nothing needed lacks."""
    if rules.year != expected:
        raise ContentError(file, "year", str(rules.year), str(expected), line)
    needed = (rules.guarantee, rules.grant_share, rules.fee_share, rules.tax_base, rules.uprating, rules.people)
    if not all(value > 0.0 for value in needed):
        raise ContentError(file, "year", str(rules.year), "a number above zero in every needed column", line)
    if (rules.first_fee_share is None) != (rules.first_fee_until is None):
        raise ContentError(file, "first_fee_until_pct", "one of two", "both first_fee columns, or none", line)
    if bool(rules.ordinance) != (rules.factors is not None):
        raise ContentError(file, "ordinance", rules.ordinance, "an ordinance beside two factors, or neither", line)
    if rules.factors is not None and abs(float(uprate(1.0, rules.factors)) - rules.uprating) > SIXTH_DECIMAL:
        raise ContentError(file, "uprating", str(rules.uprating), "the product of the two factors", line)


def _read_counties(figures: Figures, law: _Law, years: Mapping[int, YearRules]) -> dict[str, tuple[CountyRates, ...]]:
    table = figures.table(COUNTY_RATES)
    columns = [column for column in table.columns if column.endswith("_pct")]
    codes, ordinances = figures.texts(COUNTY_RATES, table.key), figures.texts(COUNTY_RATES, "ordinance")
    since, values = figures.years(COUNTY_RATES).tolist(), figures.numbers(COUNTY_RATES, columns)
    found: dict[str, tuple[CountyRates, ...]] = {}
    for row, code in enumerate(codes):
        held = dict(zip(columns, values[row].tolist(), strict=True))
        kinds = [{role: held[f"{kind}_{role}_pct"] for role in ROLES} for kind in ("grant", "fee", "first_fee")]
        rates = CountyRates(
            since=since[row], ordinance=ordinances[row], grant=kinds[0], fee=kinds[1], first_fee=kinds[2]
        )
        before = found.get(code, ())
        line = row + 2
        _check_order(table.file, line, rates, years, before[-1].since + 1 if before else min(years))
        _check_rates(table.file, line, rates, years[rates.since], law)
        found[code] = (*before, rates)
    return found


def _check_order(file: str, line: int, rates: CountyRates, years: Iterable[int], first: int) -> None:
    """In order of year, a county's first rates from the first year with rules."""
    known = tuple(years)
    if rates.since not in known or rates.since < first or (first == min(known) and rates.since != first):
        raise ContentError(file, "from_year", str(rates.since), f"a year from {first}", line)


def _check_rates(file: str, line: int, rates: CountyRates, rules: YearRules, law: _Law) -> None:
    """Municipality and region add up; the fee follows from the shares."""
    whole = sum(rates.grant.values())
    if not abs(whole - law.together) < ROUNDING:
        raise ContentError(file, "grant_region_pct", f"{whole:.2f} together", f"{law.together:.2f} together", line)
    own = "municipality"
    shares = {"fee": (rules.fee_share, rates.fee[own]), "first_fee": (rules.first_fee_share, rates.first_fee[own])}
    for kind, (share, rate) in shares.items():
        lower = np.nan if share is None else rates.grant[own] - (rules.grant_share - share) * law.mean_rate
        if np.isnan(lower) != np.isnan(rate) or abs(lower - rate) > ROUNDING:
            raise ContentError(file, f"{kind}_{own}_pct", str(rate), f"{lower:.2f}", line)
