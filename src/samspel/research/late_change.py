"""What still changes of an event's effect on people when many years have gone, in parts that add up: how it is known
whether moving has come to rest.

Residents in work are the jobs that they hold here and elsewhere, so people of working age are those, the unemployed and
those outside the labour force, over the share in the labour force. Others are young or old, and change as those who
moved, or never came, would have had children and grown old.
"""

from dataclasses import dataclass

import numpy as np

from samspel.dynamics.outcomes import Paths
from samspel.terms.arrays import Floats


@dataclass(frozen=True, kw_only=True)
class LateChange:
    """The change of the effect from one year to another over the effect in the first, means of the draws: `work` is the
    jobs that residents hold, `waiting` those of working age without one, `young` and `old` the others.
    """

    whole: float
    work: float
    waiting: float
    young: float
    old: float


def part_late_change(before: Paths, after: Paths, years: tuple[int, int], labour_force: float) -> LateChange:
    """The parts; `before` and `after` are the courses without and with events, the years are counted from the start,
    and `labour_force` is the share of those of working age who work or seek work.
    """
    effect = float((after["people"] - before["people"]).mean(axis=0)[years[0]])

    def change(name: str) -> float:
        gap: Floats = np.subtract(after[name], before[name]).mean(axis=0)
        return float(gap[years[1]] - gap[years[0]]) / effect

    work = change("in_work") / labour_force
    return LateChange(
        whole=change("people"),
        work=work,
        waiting=change("working_age") - work,
        young=change("young"),
        old=change("old"),
    )
