"""Jobs at workplaces in four sectors: what events take and bring, and what follows from them.

Axes: sector x draws. An event of `N` closed jobs takes N at once, and in the `phase` years after it (net - 1) N more,
evenly: the prior of `net`, jobs lost net per job closed after five years, holds both further losses and what grows up
in their place. Below 1 jobs come back. A new job brings `further` jobs in services in the same way. No sector can lose
more than it has, so jobs always add up.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats

INDUSTRY, FIRM_SERVICES, LOCAL_SERVICES, WELFARE = range(4)
SECTORS = ("industry", "firm_services", "local_services", "welfare")


@dataclass(frozen=True)
class Events:
    """What happens, per year and sector, shape (years, 4), in jobs: `closed` and `opened` are at least 0 and have a
    multiplier.

    `swing` is jobs that go (negative) or come back (positive) without one, as in a national downturn. `national`, shape
    (years,), is how much of the whole country's tax base is gone (0.03 = three per cent lower).
    """

    closed: Floats
    opened: Floats
    swing: Floats
    national: Floats

    @property
    def years(self) -> int:
        """How many years the events cover."""
        return len(self.national)


@dataclass(frozen=True)
class Multipliers:
    """Per draw, shape (draws,): net loss per closed job, further jobs per new one, and how they fall on sectors, shape
    (4, draws).
    """

    net: Floats
    further: Floats
    loss_split: Floats
    gain_split: Floats


def no_events(years: int) -> Events:
    """Nothing happens."""
    sectors = len(SECTORS)
    return Events(np.zeros((years, sectors)), np.zeros((years, sectors)), np.zeros((years, sectors)), np.zeros(years))


def happens(events: Events) -> bool:
    """Whether anything happens."""
    return any(part.any() for part in (events.closed, events.opened, events.swing, events.national))


def phase_in(direct: Floats, phase: int) -> Floats:
    """Jobs of `direct`, shape (years,), whose consequences fall in each year: a `phase`-th in each of the years after,
    shape (years,).
    """
    spread = np.zeros(len(direct))
    for year, jobs in enumerate(direct):
        spread[year + 1 : year + 1 + phase] += jobs / phase
    return spread


def dampen(net: Floats, thick: Floats, outside_share: float, pivot: float) -> Floats:
    """Net loss in a larger labour market: net x exp(-thick (outside share - pivot)), shape (draws,)."""
    return np.asarray(net * np.exp(-thick * (outside_share - pivot)))


def split_jobs(industry: float, local: float, rest: float, shares: tuple[float, float]) -> Floats:
    """Jobs at the start by sector, shape (4,); `shares` are the parts of `rest` that are services for firms and
    welfare, and what is left of it is local services.
    """
    firm, welfare = (rest * share for share in shares)
    return np.array([industry, firm, local + rest - firm - welfare, welfare])


def split_loss(industry: Floats, firm: Floats) -> Floats:
    """How further losses fall on the sectors, shape (4, draws), each draw's sum to 1; none on welfare, which
    follows need.
    """
    return np.stack([industry, firm, 1.0 - industry - firm, np.zeros_like(firm)])


def split_gain(firm: Floats) -> Floats:
    """How further new jobs fall on the sectors, shape (4, draws)."""
    none = np.zeros_like(firm)
    return np.stack([none, firm, 1.0 - firm, none])


def step_jobs(jobs: Floats, events: Events, year: int, follows: tuple[float, float], rule: Multipliers) -> Floats:
    """Let the events of a year fall on `jobs`, shape (4, draws), in place; returns how many went in a national swing,
    less those that came back, shape (draws,).

    `follows` is how many earlier closed and opened jobs have their consequences this year (from phase_in).
    """
    swung = _take(jobs, np.maximum(-events.swing[year], 0.0)[:, None])
    _take(jobs, events.closed[year][:, None])
    further = (rule.net - 1.0) * follows[0]
    _take(jobs, np.maximum(further, 0.0) * rule.loss_split)
    returned = np.maximum(events.swing[year], 0.0)
    jobs += np.maximum(-further, 0.0) * rule.loss_split + returned[:, None]
    jobs += rule.further * follows[1] * rule.gain_split + events.opened[year][:, None]
    return np.asarray(swung - returned.sum())


def lose_unfilled(jobs: Floats, turnover: Floats, sensitivity: Floats, unmet: Floats) -> Floats:
    """The hypothesis: of the industry jobs to be filled anew a share stays empty and goes; in place, returns the loss,
    shape (draws,).

    loss = industry x turnover x min(1, sensitivity x unmet). No study measures the sensitivity; zero switches it off.
    """
    loss = jobs[INDUSTRY] * turnover * np.clip(sensitivity * unmet, 0.0, 1.0)
    jobs[INDUSTRY] -= loss
    return np.asarray(loss)


def _take(jobs: Floats, wanted: Floats) -> Floats:
    """Take what is wanted, as far as there is any; returns how many jobs went, shape (draws,)."""
    taken = np.minimum(wanted, jobs)
    jobs -= taken
    return np.asarray(taken.sum(axis=0))
