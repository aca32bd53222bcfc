"""How many move away, net, when jobs go where few commute: estimated on every municipality outside the cases that the
model is tried on, and what the model says of the same.

Wages paid at a place rise and fall with its jobs. How far unemployment and net moving within the country follow them,
in the same year and in it and the next, gives people who leave in two years for each who is newly unemployed: moving
over unemployment, with wages as instrument, after the mean of each municipality and of each year is taken away. Those
who move in work too, so that moving also changes wages. How much is not known, but between two ends: nothing, and as
much as a mean inhabitant's, as far as those who live here work here (`brought` 0 and 1), half of it in the year after.

The program does not run this: it is how a parameter of content/circle was estimated, and a test holds it to it.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from samspel.catalogue.records.settings import Inputs
from samspel.dynamics.jobs import WELFARE, no_events
from samspel.dynamics.outcomes import JOBS_BY_SECTOR
from samspel.dynamics.town import Draws, Town
from samspel.observations.building import Observations
from samspel.scenarios.ensembles import run_ensemble
from samspel.terms.arrays import Floats
from samspel.terms.units import PER_CENT


@dataclass(frozen=True, kw_only=True)
class Panel:
    """By municipality and year, in per cent: change of wages paid here, of unemployed among those aged 18-65, net
    moving within the country, and net moving in all, the mean of the year and the year before. `commuting` is the
    residents' share, shape (municipalities,), who commute out.
    """

    codes: tuple[str, ...]
    wages: Floats
    idle: Floats
    moving: Floats
    moved: Floats
    commuting: Floats


@dataclass(frozen=True)
class Uprooted:
    """People who leave, net, in two years for each newly unemployed, and the standard error, clustered by municipality;
    `size` is the change of wages, in per cent, that the estimate rests on.
    """

    people: float
    error: float
    size: float


def read_panel(
    observations: Observations, inputs: Inputs, years: tuple[int, int], commuting: int, left_out: Collection[str]
) -> Panel:
    """The years from the first to the last at every municipality but those with these codes; commuting is that of a
    year.
    """
    span = range(years[0], years[1] + 1)
    places = observations.catalogue.places.municipalities
    kept = [place for place in places if place.code not in left_out]
    rows = [place.index for place in kept]

    def read(name: str, before: int = 0) -> Floats:
        series = observations.series(name)
        return np.array([series.in_year(year - before)[rows] for year in span]).T

    wages = PER_CENT * np.log(read(inputs.wages_here) / read(inputs.wages_here, 1))
    idle = read(inputs.unemployed_of_people) - read(inputs.unemployed_of_people, 1)
    within, abroad = inputs.net_moving, inputs.net_abroad
    moved = (read(within) + read(within, 1) + read(abroad) + read(abroad, 1)) / 2.0
    return Panel(
        codes=tuple(place.code for place in kept),
        wages=wages,
        idle=idle,
        moving=read(within),
        moved=moved,
        commuting=observations.series(inputs.commuters_out).in_year(commuting)[rows] / PER_CENT,
    )


def estimate_uprooted(panel: Panel, chosen: Floats, brought: float, share: float) -> Uprooted:
    """The estimate on the `chosen` municipalities, a mask; `share` is the part of the people aged 18-65."""
    wages = panel.wages - brought * (1.0 - panel.commuting[:, None]) * panel.moved
    both = panel.moving[:, :-1] + panel.moving[:, 1:]
    x, idle, left = (_leave_means(values[chosen]) for values in (wages[:, :-1], panel.idle[:, :-1], both))
    first = float((x * idle).sum())
    people = -float((x * left).sum()) / first / share
    score = (x * (left + people * share * idle)).sum(axis=1)
    error = float(np.sqrt((score**2).sum())) / abs(first) / share
    return Uprooted(people, error, float((np.abs(x) ** 3).sum() / (x * x).sum()))


def ask_model(town: Town, draws: Draws, size: float) -> float:
    """The same in the model, the mean of the draws, when so large a share of the jobs goes in one year, welfare's
    aside; the few more or fewer who are born and die are left among those who leave.
    """
    events = no_events(2)
    before = run_ensemble(town, draws, no_events(2)).paths
    private = np.array([before[name][:, 0].mean() for name in JOBS_BY_SECTOR[:WELFARE]])
    events.closed[0, :WELFARE] = size * town.jobs * private / private.sum()
    after = run_ensemble(town, draws, events).paths
    gone, idle = ((after[name] - before[name]).mean(axis=0) for name in ("people", "unemployed"))
    return -float(gone[2] / idle[1])


def _leave_means(values: Floats) -> Floats:
    left = values - values.mean(axis=0)
    return np.asarray(left - left.mean(axis=1, keepdims=True))
