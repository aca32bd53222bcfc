"""How strongly unemployment answers to jobs that come and go, on every municipality outside the cases that the model is
tried on, beside what the model says: many more places than cases, each with less known of it.

Wages paid at a place, less what the median municipality had, stand for its jobs. They are not jobs: hours and pay
change too, and a workplace may only be entered elsewhere. How far jobs follow them is estimated on the years in
which both are known, among changes of the same size, so that the answer is a ratio of two lines: unemployment on
what the model says of jobs that change as wages did, over jobs on wages (an estimate with wages as instrument, from
two samples). People are not tried so: those who move in bring wages with them.

The program does not run this; docs/backtests.md tells it, and a test holds it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.dynamics.jobs import INDUSTRY, no_events
from samspel.dynamics.town import Draws, Town
from samspel.observations.building import Observations
from samspel.scenarios.calibration import Calibration
from samspel.scenarios.ensembles import run_ensemble
from samspel.terms.arrays import Floats
from samspel.terms.place import Place
from samspel.terms.units import PER_CENT
from samspel.trials.starting import count_ages
from samspel.trials.surroundings import Surroundings

ASKED = 0.05
"""The part of the jobs that the model is asked of; its answer is nearly in proportion."""
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """By municipality and year, beyond what the median or mean municipality met: wages and jobs, in per cent, and the
    unemployed, in percentage points. Jobs are NaN in the years that have none.
    """

    wages: Floats
    jobs: Floats
    idle: Floats


@dataclass(frozen=True)
class Answer:
    """How much unemployment changed for each unit that the model says, its standard error, clustered by municipality,
    jobs on wages, and how many changes of how many municipalities it rests on.
    """

    slope: float
    error: float
    follows: float
    changes: int
    municipalities: int


def list_others(observations: Observations, left_out: Collection[str]) -> tuple[Place, ...]:
    """The municipalities but those with these codes."""
    return tuple(place for place in observations.catalogue.places.municipalities if place.code not in left_out)


def read_panel(around: Surroundings, places: Sequence[Place], years: Sequence[int]) -> Panel:
    """The changes from the year before to each of the years."""
    observations, rows = around.observations, [place.index for place in places]
    inputs = observations.catalogue.inputs

    def change(name: str, year: int) -> Floats:
        series = observations.series(name)
        start, end = (series.in_year(one)[rows] for one in (year - 1, year))
        rise = PER_CENT * np.log(end / start)
        return np.asarray(rise - (np.nanmedian(rise) if np.isfinite(rise).any() else 0.0))

    return Panel(
        wages=np.stack([change(inputs.wages_here, year) for year in years], axis=1),
        jobs=np.stack([change(inputs.jobs_by_workplace, year) for year in years], axis=1),
        idle=np.stack([around.meet("unemployment", year - 1, year)[rows] for year in years], axis=1),
    )


def ask_model(
    observations: Observations, calibration: Calibration, places: Sequence[Place], draws: Draws
) -> tuple[Floats, Floats]:
    """What the model says a year after, in percentage points for each per cent of the jobs: where jobs go, and come."""
    towns = [calibration.town(place, 1) for place in places]
    gone, come = (np.array([_ask(observations, town, draws, way) for town in towns]) for way in ("closed", "opened"))
    return gone, come


def _ask(observations: Observations, town: Town, draws: Draws, way: str) -> float:
    """The middle of the draws' differences, for each per cent of the jobs that are more."""
    events, usual = no_events(1), run_ensemble(town, draws, no_events(1))
    jobs = ASKED * town.jobs if way == "opened" else min(ASKED * town.jobs, town.industry)
    getattr(events, way)[0, INDUSTRY] = jobs
    after = run_ensemble(town, draws, events, beside=usual)
    more = np.median(after.paths["unemployed"][:, 1] - usual.paths["unemployed"][:, 1])
    share = (jobs if way == "opened" else -jobs) / town.jobs
    return float(more / count_ages(observations, town.people) / share)


def estimate_answer(panel: Panel, gone: Floats, come: Floats, chosen: Mask) -> Answer:
    """The answer on the `chosen` changes; jobs on wages are those of the chosen changes that have both."""
    said = np.where(panel.wages < 0.0, gone[:, None], come[:, None]) * panel.wages
    both = chosen & np.isfinite(panel.jobs)
    idle, idle_error = _fit(said, panel.idle, chosen)
    follows, follows_error = _fit(panel.wages, panel.jobs, both)
    slope = idle / follows
    error = float(np.hypot(idle_error / follows, slope * follows_error / follows))
    return Answer(slope, error, follows, int(chosen.sum()), int(chosen.any(axis=1).sum()))


def _fit(x: Floats, y: Floats, chosen: Mask) -> tuple[float, float]:
    """The line through the origin and its standard error, clustered by row."""
    x, y = (np.where(chosen, values, 0.0) for values in (x, y))
    square = float((x * x).sum())
    slope = float((x * y).sum()) / square
    score = (x * (y - slope * x)).sum(axis=1)
    return slope, float(np.sqrt((score**2).sum())) / square
