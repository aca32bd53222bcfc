"""Income equalisation between Swedish municipalities and regions, as the law states it, and cost by age.

Source: lag (2004:773) om kommunalekonomisk utjämning, 3-6 §§, and förordning (2004:881), 2 and 3 §§. All amounts in
kronor a year; every function takes arrays of any one shape.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats

TEN_MONTHS = 10.0 / 12.0
"""How far 1 November is on the way from one year-end to the next."""


@dataclass(frozen=True)
class FirstBand:
    """A lower fee rate (share) for the part of the base up to `until` x mean capacity x inhabitants (2014 and 2015)."""

    rate: Floats
    until: float


@dataclass(frozen=True)
class Rules:
    """The rules of one year for some municipalities or regions, all as shares.

    The body's own tax rate, the county rates for grant and for fee, and the guaranteed share of the mean tax capacity;
    `first_band` where the fee has a lower rate for its first part.
    """

    own_rate: Floats
    grant_rate: Floats
    fee_rate: Floats
    guarantee: float
    first_band: FirstBand | None = None


@dataclass(frozen=True)
class Position:
    """Where bodies stand in a year: own tax base counted up to it (kronor), inhabitants on 1 November the year before
    (persons), and the country's mean tax capacity, counted up (kronor per inhabitant).
    """

    base: Floats
    inhabitants: Floats
    mean_capacity: Floats | float


@dataclass(frozen=True)
class Revenue:
    """Revenue, or a change of it, kronor a year: own tax, and income equalisation (grant positive, fee negative)."""

    own_tax: Floats
    equalisation: Floats

    @property
    def total(self) -> Floats:
        """Own tax and equalisation together."""
        return self.own_tax + self.equalisation


def uprate(base: Floats | float, factors: tuple[float, ...]) -> Floats:
    """The tax base counted up to the year: the base of the incomes two years before x each year's factor (3 §)."""
    return np.asarray(base * np.prod(factors))


def find_mean_capacity(country_base: float, uprating: float, country_people: float) -> float:
    """The uprated mean tax capacity, kronor per inhabitant: the country's uprated base by its inhabitants (3 §)."""
    return country_base * uprating / country_people


def estimate_november(before: Floats, after: Floats) -> Floats:
    """Inhabitants on 1 November between two year-ends, ten twelfths of the way."""
    return np.asarray(before + (after - before) * TEN_MONTHS)


def find_gap(rules: Rules, position: Position) -> Floats:
    """The guaranteed tax base less the own one, kronor: guarantee x mean capacity x inhabitants - base (3-6 §§)."""
    return np.asarray(rules.guarantee * position.mean_capacity * position.inhabitants - position.base)


def choose_county_rate(rules: Rules, position: Position) -> Floats:
    """The county rate at the margin, a share: the grant's where the gap is not negative, else the fee's (5 and 6 §§),
    in the first band that band's.
    """
    gap = find_gap(rules, position)
    fee = rules.fee_rate
    if rules.first_band is not None:
        fee = np.where(-gap < _measure_first_band(rules, rules.first_band, position), rules.first_band.rate, fee)
    return np.where(gap >= 0.0, rules.grant_rate, fee)


def equalise_income(rules: Rules, position: Position) -> Floats:
    """Grant (positive) or fee (negative), kronor a year: county rate x gap.

    The county rates hold the degree of compensation already and are multiplied once.
    """
    gap = find_gap(rules, position)
    equalised = np.where(gap >= 0.0, rules.grant_rate, rules.fee_rate) * gap
    if rules.first_band is None:
        return equalised
    first = np.clip(-gap, 0.0, _measure_first_band(rules, rules.first_band, position))
    return np.asarray(equalised + (rules.fee_rate - rules.first_band.rate) * first)


def _measure_first_band(rules: Rules, band: FirstBand, position: Position) -> Floats:
    """How much of the base above the guarantee has the lower rate, kronor."""
    return np.asarray((band.until - rules.guarantee) * position.mean_capacity * position.inhabitants)


def collect_revenue(rules: Rules, position: Position) -> Revenue:
    """Own tax on the own base, and the income equalisation; kronor a year."""
    return Revenue(np.asarray(rules.own_rate * position.base), equalise_income(rules, position))


def change_revenue(rules: Rules, before: Position, after: Position) -> Revenue:
    """What the revenue becomes in `after` less what it is in `before`, in its two parts; kronor a year."""
    was, becomes = collect_revenue(rules, before), collect_revenue(rules, after)
    return Revenue(becomes.own_tax - was.own_tax, becomes.equalisation - was.equalisation)


def scale_weights(weights: Floats, people: Floats, total_cost: float) -> Floats:
    """Cost per person by age group, kronor a year: weights scaled so that the country's `people` cost `total_cost`.

    `weights` and `people` have shape (groups,). People outside the groups cost nothing.
    """
    return np.asarray(weights * (total_cost / (people @ weights)))
