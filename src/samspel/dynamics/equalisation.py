"""Income equalisation between Swedish municipalities and regions, as the law states it, and cost by age.

Source: lag (2004:773) om kommunalekonomisk utjämning, 3-6 §§, and förordning (2004:881), 2 §. All amounts in kronor a
year; every function takes arrays of any one shape.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats


@dataclass(frozen=True)
class Rules:
    """The rules of one year for some municipalities or regions, all as shares.

    The body's own tax rate, the county rates for grant and for fee, and the guaranteed share of the mean tax capacity.
    """

    own_rate: Floats
    grant_rate: Floats
    fee_rate: Floats
    guarantee: float


@dataclass(frozen=True)
class Position:
    """Where bodies stand: own tax base (kronor), inhabitants (persons), and the country's mean tax capacity (kronor per
    inhabitant).
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


def find_gap(rules: Rules, position: Position) -> Floats:
    """The guaranteed tax base less the own one, kronor: guarantee x mean capacity x inhabitants - base (3-6 §§)."""
    return np.asarray(rules.guarantee * position.mean_capacity * position.inhabitants - position.base)


def choose_county_rate(rules: Rules, gap: Floats) -> Floats:
    """The county rate that applies, a share: the grant's where the gap is not negative, else the fee's (5 and 6 §§)."""
    return np.where(gap >= 0.0, rules.grant_rate, rules.fee_rate)


def equalise_income(rules: Rules, position: Position) -> Floats:
    """Grant (positive) or fee (negative), kronor a year: county rate x gap.

    The county rates hold the degree of compensation already and are multiplied once.
    """
    gap = find_gap(rules, position)
    return choose_county_rate(rules, gap) * gap


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
