"""Homes: the price follows jobs and people, building follows the price, and new homes hold the price back.

Axes: draws. `price` is the logarithm of the price against the course without events. Each year it closes a share `pace`
(at most 1) of the gap to its target, so that even a stiff parameter cannot make it swing.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats


@dataclass
class Homes:
    """State, each shape (draws,): log price, and homes built beyond the usual as a share of all homes."""

    price: Floats
    extra: Floats


@dataclass(frozen=True, kw_only=True)
class Market:
    """Elasticities, each shape (draws,) or a number."""

    jobs: Floats
    people: Floats
    supply: float
    pace: Floats
    building: Floats
    rate: float


def start_homes(draws: int) -> Homes:
    """Price as today, building as usual."""
    return Homes(np.zeros(draws), np.zeros(draws))


def step_homes(homes: Homes, jobs_gap: Floats, people_gap: Floats, market: Market) -> Floats:
    """Move price and building one year on, in place; the gaps are relative to no events. Returns homes built per home,
    shape (draws,).

    target = e_jobs gap_jobs + e_people gap_people - e_supply extra; built = rate exp(e_building price).
    """
    target = market.jobs * jobs_gap + market.people * people_gap - market.supply * homes.extra
    homes.price += np.clip(market.pace, 0.0, 1.0) * (target - homes.price)
    built = market.rate * np.exp(market.building * homes.price)
    homes.extra += built - market.rate
    return np.asarray(built)
