"""Income equalisation between Swedish municipalities and regions, as the law states it, and cost by age.

Source: lag (2004:773) om kommunalekonomisk utjämning, 3-6 §§, and förordning (2004:881), 2 §. All amounts in kronor a year; every function
takes arrays of any one shape.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rules:
    """The rules of one year for some municipalities or regions, as shares: own rate, county rates for grant and fee, guarantee."""

    own_rate: Floats
    grant_rate: Floats
    fee_rate: Floats
    guarantee: float


def equalise_income(rules: Rules, base: Floats, inhabitants: Floats, mean_capacity: Floats | float) -> Floats:
    """Grant (positive) or fee (negative): county rate x (guarantee x mean capacity x inhabitants - base).

    The county rates hold the degree of compensation already and are multiplied once.
    """
    gap = rules.guarantee * mean_capacity * inhabitants - base
    return np.where(gap >= 0.0, rules.grant_rate, rules.fee_rate) * gap


def collect_revenue(rules: Rules, base: Floats, inhabitants: Floats, mean_capacity: Floats | float) -> Floats:
    """Own tax on the own base plus the income equalisation."""
    return rules.own_rate * base + equalise_income(rules, base, inhabitants, mean_capacity)


def cost_by_age(people: Floats, weights: Floats, mean_cost: float, country: Floats) -> Floats:
    """Cost of services that the ages call for, kronor: people x weight, scaled so that the country's people cost `mean_cost` each.

    `people` has shape (..., groups), `weights` and `country` (groups,); people outside the groups cost nothing but count in the country's
    mean through `mean_cost`, which is total cost divided by the people in the groups.
    """
    scale = mean_cost * country.sum() / (country @ weights)
    return np.asarray(people @ weights * scale)
