"""The circle reduced to two stocks, people and jobs, so small that other programs can run the same equations.

    people' = people + growth people + moving (people_per_job jobs - people)
    jobs'   = jobs + follow (jobs_per_person people - jobs) - closed in the year of the event

A year at a time, both from the stocks at the start of the year (Euler's method with a step of one year). Axes: stocks x
years x places x draws. It proves the reckoning and its speed; no answer to a user rests on it, and only tests and
benchmarks run it.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats

PEOPLE, JOBS = range(2)
STOCKS = ("people", "jobs")

CELLS = 16384
"""Places x draws that are worked on at a time, so that the arrays stay in the processor's cache."""


@dataclass(frozen=True)
class Rates:
    """Parameters, each of shape (draws,): `growth`, `moving` and `follow` a year, `people_per_job` and
    `jobs_per_person` ratios.
    """

    growth: Floats
    moving: Floats
    people_per_job: Floats
    follow: Floats
    jobs_per_person: Floats


@dataclass(frozen=True)
class Closure:
    """Jobs that go in each place, shape (places,), during the year `year`, counted from 0."""

    jobs: Floats
    year: int


@dataclass(frozen=True)
class _Weights:
    """What next year's stock takes of each stock, shape (draws,)."""

    people_of_people: Floats
    people_of_jobs: Floats
    jobs_of_people: Floats
    jobs_of_jobs: Floats

    @staticmethod
    def of(rates: Rates) -> "_Weights":
        return _Weights(
            1.0 + rates.growth - rates.moving,
            rates.moving * rates.people_per_job,
            rates.follow * rates.jobs_per_person,
            1.0 - rates.follow,
        )


def make_paths(start: Floats, years: int, draws: int) -> Floats:
    """Room for the paths of `start`, shape (2, places): (2, years + 1, places, draws) with the start in year 0."""
    paths = np.empty((len(STOCKS), years + 1, start.shape[1], draws))
    paths[:, 0] = start[:, :, None]
    return paths


def run_reduced(paths: Floats, rates: Rates, closure: Closure) -> None:
    """Fill `paths`, shape (2, years + 1, places, draws), from their year 0, in place."""
    places, draws = paths.shape[2:]
    rows = max(CELLS // draws, 1)
    weights = _Weights.of(rates)
    for first in range(0, places, rows):
        part = slice(first, min(first + rows, places))
        _run_part(paths[:, :, part], weights, closure.jobs[part, None], closure.year)


def _run_part(paths: Floats, weights: _Weights, closed: Floats, closing: int) -> None:
    room = np.empty(paths.shape[2:])
    for year in range(paths.shape[1] - 1):
        people, jobs = paths[PEOPLE, year], paths[JOBS, year]
        _mix(people, weights.people_of_people, jobs, weights.people_of_jobs, room, paths[PEOPLE, year + 1])
        _mix(people, weights.jobs_of_people, jobs, weights.jobs_of_jobs, room, paths[JOBS, year + 1])
        if year == closing:
            paths[JOBS, year + 1] -= closed


def _mix(people: Floats, of_people: Floats, jobs: Floats, of_jobs: Floats, room: Floats, out: Floats) -> None:
    """Write people x of_people + jobs x of_jobs to `out`."""
    np.multiply(people, of_people, out=out)
    np.multiply(jobs, of_jobs, out=room)
    out += room
