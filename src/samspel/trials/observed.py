"""What was observed of a real closure or opening: the year before, and in the years after that are compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samspel.catalogue.records.settings import Inputs
from samspel.catalogue.records.trials import LAST
from samspel.observations.building import Observations
from samspel.terms.arrays import Floats
from samspel.terms.origin import Origin
from samspel.terms.place import Place
from samspel.trials.cases import Backtest

Kind = Literal["people", "unemployment"]
"""What the model is held against."""
SeenKind = Literal[Kind, "industry_jobs"]
JOBS: SeenKind = "industry_jobs"
"""Jobs by branch are of late years alone, so few cases have them, and the model is not held against them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was observed of a case: in the year before it, and the `course` of years after it that are compared, in
    persons or per cent; `country` is what it was in the country in the first year and the last, None where not known.
    """

    kind: SeenKind
    first: int
    before: float
    course: tuple[tuple[int, float], ...]
    country: tuple[float, float] | None = None

    @property
    def last(self) -> int:
        """The last year that is compared."""
        return self.course[-1][0]

    @property
    def after(self) -> float:
        """What it was then."""
        return self.course[-1][1]

    def find(self, year: int) -> float | None:
        """What it was in a year after; None where that is not known."""
        return dict(self.course).get(year)


def name_series(inputs: Inputs) -> dict[Kind, str]:
    """The indicator that each kind of outcome is compared with."""
    return {"people": inputs.population, "unemployment": inputs.yearly_unemployment}


def name_seen(inputs: Inputs) -> dict[SeenKind, str]:
    """The indicator of each kind of what is observed."""
    return {"people": inputs.population, "unemployment": inputs.yearly_unemployment, JOBS: inputs.industry_jobs}


def find_seen_origins(observations: Observations) -> dict[SeenKind, tuple[Origin, ...]]:
    """Whence what is observed comes, of each kind."""
    named = name_seen(observations.catalogue.inputs)
    return {kind: observations.series(indicator).origins for kind, indicator in named.items()}


def is_compared(case: Backtest, known: Mapping[int, float], year: int) -> bool:
    """Whether a year was observed, and nothing else had happened by then."""
    return year in known and year <= (case.last or year)


def list_known(observations: Observations, indicator: str, place: Place) -> dict[int, float]:
    """What was observed, by year, without blanks."""
    series = observations.series(indicator)
    values = series.values[place.index]
    return {year: float(values[column]) for column, year in enumerate(series.years) if np.isfinite(values[column])}


def read_year(observations: Observations, indicator: str, year: int) -> Floats:
    """What was observed in a year, by municipality; NaN where it is not known."""
    towns = len(observations.catalogue.places.municipalities)
    return observations.series(indicator).in_year(year)[:towns]


def rise_together(observations: Observations, indicator: str, first: int, last: int) -> float:
    """How many times higher the mean municipality was in the last year: the mean of logarithms, since unemployment
    swings in proportion to its level.
    """
    start, end = (read_year(observations, indicator, year) for year in (first, last))
    known = (start > 0.0) & (end > 0.0)
    return float(np.exp(np.log(end[known] / start[known]).mean()))


def observe_case(observations: Observations, case: Backtest) -> tuple[Seen, ...]:
    """What was observed of a case, without running the model; a kind that is not known at both ends is left out."""
    place, start = observations.catalogue.places.by_code[case.place], case.year - 1
    compared = observations.catalogue.trial_rules.cases.after
    last = min(case.last or LAST, start + compared[-1])
    seen: list[Seen] = []
    for kind, indicator in name_series(observations.catalogue.inputs).items():
        known = list_known(observations, indicator, place)
        years = [start + after for after in compared if is_compared(case, known, start + after)]
        if start in known and years:
            seen.append(_see(observations, case, kind, indicator, (start, *years)))
    jobs = observations.catalogue.inputs.industry_jobs
    told = [year for year in list_known(observations, jobs, place) if year <= last]
    before = [year for year in told if year <= start]
    if before and before[-1] < told[-1]:
        seen.append(_see(observations, case, JOBS, jobs, (before[-1], *(year for year in told if year > start))))
    return tuple(seen)


def _see(observations: Observations, case: Backtest, kind: SeenKind, indicator: str, years: Sequence[int]) -> Seen:
    places = observations.catalogue.places
    here, whole = (list_known(observations, indicator, one) for one in (places.by_code[case.place], places.country))
    first, *after = years
    return Seen(
        kind=kind,
        first=first,
        before=here[first],
        course=tuple((year, here[year]) for year in after),
        country=(whole[first], whole[after[-1]]) if first in whole and after[-1] in whole else None,
    )
