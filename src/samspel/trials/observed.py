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


Names = tuple[str, ...]
"""Indicators of the same thing, of which a later one fills the years that those before it lack."""


def name_series(inputs: Inputs) -> dict[Kind, Names]:
    """The indicators that each kind of outcome is compared with."""
    return {"people": (inputs.population, inputs.recent_population), "unemployment": (inputs.unemployed_of_people,)}


def name_seen(inputs: Inputs) -> dict[SeenKind, Names]:
    """The indicators of each kind of what is observed."""
    named = name_series(inputs)
    return {"people": named["people"], "unemployment": named["unemployment"], JOBS: (inputs.industry_jobs,)}


def find_seen_origins(observations: Observations) -> dict[SeenKind, tuple[Origin, ...]]:
    """Whence what is observed comes, of each kind."""
    named = name_seen(observations.catalogue.inputs)
    return {
        kind: tuple(dict.fromkeys(origin for name in names for origin in observations.series(name).origins))
        for kind, names in named.items()
    }


def is_compared(case: Backtest, known: Mapping[int, float], year: int) -> bool:
    """Whether a year was observed, and nothing else had happened by then."""
    return year in known and year <= (case.last or year)


def list_known(observations: Observations, names: Names, place: Place) -> dict[int, float]:
    """What was observed, by year in their order, without blanks."""
    known: dict[int, float] = {}
    for name in reversed(names):
        series = observations.series(name)
        values = series.values[place.index]
        known |= {year: float(value) for year, value in zip(series.years, values, strict=True) if np.isfinite(value)}
    return dict(sorted(known.items()))


def read_year(observations: Observations, names: Names, year: int) -> Floats:
    """What was observed in a year, by municipality; NaN where it is not known."""
    towns = len(observations.catalogue.places.municipalities)
    found = np.full(towns, np.nan)
    for name in names:
        values = observations.series(name).in_year(year)[:towns]
        found = np.where(np.isfinite(found), found, values)
    return found


def rise_together(observations: Observations, names: Names, first: int, last: int) -> float:
    """How many times higher the mean municipality was in the last year: the mean of logarithms, since unemployment
    swings in proportion to its level.
    """
    start, end = (read_year(observations, names, year) for year in (first, last))
    known = (start > 0.0) & (end > 0.0)
    return float(np.exp(np.log(end[known] / start[known]).mean()))


def observe_case(observations: Observations, case: Backtest) -> tuple[Seen, ...]:
    """What was observed of a case, without running the model; a kind that is not known at both ends is left out."""
    place, start = observations.catalogue.places.by_code[case.place], case.year - 1
    compared = observations.catalogue.trial_rules.cases.after
    last = min(case.last or LAST, start + compared[-1])
    seen: list[Seen] = []
    for kind, names in name_series(observations.catalogue.inputs).items():
        known = list_known(observations, names, place)
        years = [start + after for after in compared if is_compared(case, known, start + after)]
        if start in known and years:
            seen.append(_see(observations, case, kind, names, (start, *years)))
    jobs = name_seen(observations.catalogue.inputs)[JOBS]
    told = [year for year in list_known(observations, jobs, place) if year <= last]
    before = [year for year in told if year <= start]
    if before and before[-1] < told[-1]:
        seen.append(_see(observations, case, JOBS, jobs, (before[-1], *(year for year in told if year > start))))
    return tuple(seen)


def _see(observations: Observations, case: Backtest, kind: SeenKind, names: Names, years: Sequence[int]) -> Seen:
    places = observations.catalogue.places
    here, whole = (list_known(observations, names, one) for one in (places.by_code[case.place], places.country))
    first, *after = years
    return Seen(
        kind=kind,
        first=first,
        before=here[first],
        course=tuple((year, here[year]) for year in after),
        country=(whole[first], whole[after[-1]]) if first in whole and after[-1] in whole else None,
    )
