"""The municipality's budget: tax base, income equalisation, need by age, cost that follows need with a lag, and the
balance rule; and beside it the municipality's part of its region's economy.

Axes: draws. Kronor in the prices of the calibration year; the country's real growth of tax base and cost is taken to be
equal and left out. Other revenue is set so that the first year balances (the calibration says so); it follows people,
and compensates a share of changed need per inhabitant, a simple form of the cost equalisation. Next year's service
level is what this year's revenue could afford, less a third of each of the last three deficits, never above 1: a
surplus is kept. Since the level is set anew each year from revenue over cost, and never added up, it cannot swing out
of bounds. The region's books have the same parts, but no service level: no study measures what the region's service
does to moving or firms, so its balance is told and acts on nothing.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samspel.dynamics.arrays import Floats
from samspel.dynamics.equalisation import Position, Rules, collect_revenue


@dataclass
class Budget:
    """State, each shape (draws,): cost at service level 1, service level, and the parts of earlier deficits to restore,
    oldest first.
    """

    cost: Floats
    service: Floats
    owed: list[Floats]


@dataclass(frozen=True)
class Economy:
    """A place's economy: rules and amounts at the start, kronor; `need` and `other` are in the first year."""

    rules: Rules
    mean_capacity: float
    base: float
    people: float
    need: float

    @cached_property
    def other(self) -> float:
        """Other revenue that balances the first year."""
        return _balance(self)


@dataclass(frozen=True, kw_only=True)
class Region:
    """A municipality's part of its region's economy at the start, kronor a year: `base`, `people` and `need` are the
    part's, the rest the region's.

    `cost` is kronor a person and band of age, shape (bands,). `mean_need` and `other_per_head` are kronor an inhabitant
    of the region, `total` all its revenue. `rules` have the county rate that applies to the region as a whole on both
    sides: a rich municipality in a region that gets a grant moves the grant, not a fee.
    """

    rules: Rules
    mean_capacity: float
    base: float
    people: float
    need: float
    cost: Floats
    mean_need: float
    other_per_head: float
    total: float

    @cached_property
    def other(self) -> float:
        """Other revenue that balances the first year; what the region evens out between its municipalities is in it."""
        return _balance(self)


def _balance(economy: Economy | Region) -> float:
    """What need of the first year is left when tax and equalisation have come in."""
    one = np.array([1.0])
    base, people = one * economy.base, one * economy.people
    return economy.need - float(tax_revenue(economy.rules, base, people, economy.mean_capacity)[0])


@dataclass(frozen=True)
class Accounts:
    """A year's accounts, each shape (draws,): revenue - spending = balance."""

    revenue: Floats
    spending: Floats
    balance: Floats


def tax_revenue(rules: Rules, base: Floats, people: Floats, mean_capacity: float) -> Floats:
    """Own tax and income equalisation, kronor, shape (draws,)."""
    return collect_revenue(rules, Position(base, people, mean_capacity)).total


def start_budget(draws: int, need: float, restore_years: int) -> Budget:
    """In balance at full service, nothing to restore."""
    return Budget(np.full(draws, need), np.ones(draws), [np.zeros(draws) for _ in range(restore_years)])


def local_base(economy: Economy, people: Floats, lost: Floats, national: float) -> Floats:
    """Tax base: (base per inhabitant x people - lost wages) x (1 - national fall), kronor, shape (draws,)."""
    return np.asarray((economy.base / economy.people * people - lost) * (1.0 - national))


def step_budget(
    budget: Budget,
    economy: Economy,
    base: Floats,
    people: Floats,
    need: Floats,
    national: float,
    equalised: Floats,
    follow: Floats,
) -> Accounts:
    """Close a year's books and set next year's service level, in place.

    `need` is the cost that the ages call for, `equalised` the share of changed need per inhabitant that is compensated,
    `follow` how fast cost follows need. The mean tax capacity is fixed unless the country's falls.
    """
    capacity = economy.mean_capacity * (1.0 - national)
    per_head = economy.need / economy.people
    other = economy.other / economy.people * people + equalised * (need - per_head * people)
    revenue = tax_revenue(economy.rules, base, people, capacity) + other
    budget.cost += np.clip(follow, 0.0, 1.0) * (need - budget.cost)
    spending = budget.cost * budget.service
    balance = revenue - spending
    budget.owed.pop(0)
    budget.owed.append(np.maximum(-balance, 0.0) / (len(budget.owed) + 1))
    return Accounts(revenue, spending, balance)


def set_service(budget: Budget, revenue: Floats, switch: Floats) -> None:
    """Next year's service level: min(1, (revenue - owed) / cost), never below 0; `switch` 0 keeps it at 1."""
    afforded = (revenue - sum(budget.owed)) / np.maximum(budget.cost, np.finfo(np.float64).tiny)
    budget.service[:] = 1.0 + switch * (np.clip(afforded, 0.0, 1.0) - 1.0)


def step_region(
    cost: Floats,
    region: Region,
    base: Floats,
    people: Floats,
    need: Floats,
    national: float,
    equalised: Floats,
    follow: Floats,
) -> Accounts:
    """Close a year's books for the region's part; `cost`, shape (draws,), moves towards `need` in place.

    Other revenue follows people, and `equalised` is the share of changed need per inhabitant that is compensated, as in
    `step_budget`.
    """
    more = people - region.people
    tax = tax_revenue(region.rules, base, people, region.mean_capacity * (1.0 - national))
    evened = equalised * (need - region.need - region.mean_need * more)
    revenue = tax + region.other + region.other_per_head * more + evened
    cost += np.clip(follow, 0.0, 1.0) * (need - cost)
    return Accounts(revenue, cost.copy(), revenue - cost)


def blank_accounts(draws: int) -> Accounts:
    """No books, NaN: where region and municipality are one body."""
    nothing = np.full(draws, np.nan)
    return Accounts(nothing, nothing, nothing)
