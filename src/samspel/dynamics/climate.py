"""Emissions, electricity and jobs as abatement steps come in, one after the other, each on what is left.

Arrays: parts are the emitters of a place; axis order is (draws, years, parts), and (steps, draws, years) for what each
step does. Emissions without steps stay as they are at the start.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspel.dynamics.arrays import Floats

TONNES_PER_KT = 1000.0


@dataclass(frozen=True, kw_only=True)
class StepDraws:
    """One step in all draws.

    `reach` (parts,) is the share of each part that it is used on, 0 where it does not apply; `ramp` (draws, years) runs
    from 0 to 1 as it comes in; the rest is (draws,): share of emissions removed, MWh per tonne avoided, share of staff
    gained or lost, job-years of construction per kt avoided a year, share of staff retrained, weeks each.
    """

    reach: Floats
    ramp: Floats
    removes: Floats
    power: Floats
    running: Floats
    building: Floats
    retrained: Floats
    weeks: Floats


@dataclass(frozen=True, kw_only=True)
class Course:
    """What the steps do, by step and together.

    `emissions` (draws, years, parts) in tonnes a year; `avoided` tonnes a year, `power` MWh a year, `running` jobs
    against the start, `building` job-years of construction, `retrained` people and `weeks` person-weeks of training,
    these three so far, each (steps, draws, years).
    """

    emissions: Floats
    avoided: Floats
    power: Floats
    running: Floats
    building: Floats
    retrained: Floats
    weeks: Floats


def lay_ramp(first: int, years: int, start: Floats, length: Floats) -> Floats:
    """How far a step has come in each year, shape (draws, years): nothing before its first year, then a `length`-th
    more each year, until all. `start` and `length` are (draws,), in years; `length` is at least 1.
    """
    passed = first + np.arange(years, dtype=np.float64) - start[:, None] + 1.0
    return np.asarray(np.clip(passed / length[:, None], 0.0, 1.0))


_ROWS = ("avoided", "power", "running", "building", "retrained", "weeks")
"""What a step adds to a course, in the order of the rows that it makes."""


def run_steps(start: Floats, staff: Floats, steps: Sequence[StepDraws], years: int) -> Course:
    """Let the steps act in order on emissions (parts,) and staff (draws, parts) at the start.

    Emissions at the start are those left plus those avoided by each step; none falls below zero. A person is retrained
    once at most, by the first step that asks for it, and no job is lost twice.
    """
    draws = len(staff)
    left = np.broadcast_to(start, (draws, years, len(start))).copy()
    jobs = np.broadcast_to(staff[:, None, :], left.shape).copy()
    untrained = jobs.copy()
    made = [_act(step, left, jobs, untrained) for step in steps]
    stacked = np.stack(made) if made else np.zeros((0, 6, draws, years))
    return Course(emissions=left, **{name: stacked[:, row] for row, name in enumerate(_ROWS)})


def _act(step: StepDraws, left: Floats, jobs: Floats, untrained: Floats) -> Floats:
    """One step; lowers `left`, moves `jobs` and lowers `untrained` in place. Returns the rows of a Course, (6, draws,
    years).
    """
    share = step.ramp[:, :, None] * step.reach
    gone = left * share * step.removes[:, None, None]
    moved = jobs * share * step.running[:, None, None]
    taught = untrained * share * step.retrained[:, None, None]
    left -= gone
    jobs += moved
    untrained -= taught
    avoided, running, retrained = gone.sum(axis=2), moved.sum(axis=2), taught.sum(axis=2)
    grown = np.maximum(np.diff(avoided, axis=1, prepend=0.0), 0.0)
    building = grown.cumsum(axis=1) / TONNES_PER_KT * step.building[:, None]
    return np.stack(
        [avoided, avoided * step.power[:, None], running, building, retrained, retrained * step.weeks[:, None]]
    )
