"""The courses that have been learned already, content/circle/baseline.npz, so that nobody waits for what the built-in
figures give.

docs/make_baseline.py makes the file, and a test holds it to the figures. Where one of those has been fetched anew
since, the file is left aside and the courses are learned.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samspel.dynamics import spread
from samspel.dynamics.town import LEVELS
from samspel.scenarios.baseline.forecast import Forecaster, widen
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError

FILE = "baseline.npz"


@dataclass(frozen=True)
class Wanted:
    """A course that is kept: said at the end of a year, so many years ahead."""

    year: int
    years: int


def learn_courses(forecaster: Forecaster, wanted: Wanted) -> Floats:
    """Logarithm of how many times more people each municipality has at LEVELS, (municipalities, years, levels)."""
    column = wanted.year - forecaster.history.first
    told = forecaster.expect(column)
    known = np.searchsorted(spread.LEVELS, LEVELS)
    quantiles = [
        told[:, ahead - 1, None] + widen(forecaster, forecaster.expect, column, ahead)[:, known]
        for ahead in range(1, wanted.years + 1)
    ]
    return np.stack(quantiles, axis=1)


def read_courses(folder: Path) -> dict[int, Floats]:
    """The kept courses by the year they are said in. Raises ContentError for a file that is absent or broken."""
    path = folder / "circle" / FILE
    try:
        with np.load(path, allow_pickle=False) as kept:
            return {int(name): np.asarray(kept[name], dtype=np.float64) for name in kept.files}
    except (OSError, ValueError, KeyError) as error:
        raise ContentError(FILE, "", str(error).splitlines()[0], "the courses, made by docs/make_baseline.py") from None


def write_courses(path: Path, courses: Mapping[int, Floats]) -> None:
    """Write the courses to seven digits."""
    np.savez_compressed(path, allow_pickle=False, **{str(year): np.float32(one) for year, one in courses.items()})


def list_wanted(last: int, longest: int, starts: Iterable[int], ahead: int) -> tuple[Wanted, ...]:
    """The course from the last year, and those from the years that the model is tried from."""
    return (*(Wanted(year, ahead) for year in sorted(set(starts))), Wanted(last, longest))
