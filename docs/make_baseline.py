"""Writes src/samspel/content/circle/baseline.npz: the courses of people without events that the built-in figures give,
from the last year and from the years that the model is tried from. A test keeps it current.
"""

from pathlib import Path

import samspel
from samspel.app.desk import Desk, open_desk
from samspel.app.modelling import open_forecaster
from samspel.scenarios.baseline.courses import LONGEST
from samspel.scenarios.baseline.kept import FILE, learn_courses, list_wanted, write_courses
from samspel.terms.arrays import Floats
from samspel.trials.cases import load_backtests

TARGET = Path(samspel.__file__).parent / "content" / "circle" / FILE
TRIED = 7
"""Years ahead that the model is tried for."""


def make_courses(desk: Desk) -> dict[int, Floats]:
    """The courses by the year that they are said in."""
    forecaster = open_forecaster(desk)
    starts = {desk.catalogue.trial_rules.look_back, *(case.year - 1 for case in load_backtests(desk.catalogue))}
    wanted = list_wanted(forecaster.history.last, LONGEST, starts, TRIED)
    return {one.year: learn_courses(forecaster, one) for one in wanted}


if __name__ == "__main__":
    write_courses(TARGET, make_courses(open_desk()))
