"""What a demand costs a year, where a figure can be reasoned out: amount x share x those counted at the place.

The records of content/circle/costs.toml are judgements with their working in the source. Amount and share are drawn by
themselves, and the middle and the wide band of their product are told: the ends of both at once are not likely.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal

import numpy as np
from msgspec import structs

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import read_list
from samspel.catalogue.records.base import Record
from samspel.dynamics.people import AGES
from samspel.dynamics.town import Town
from samspel.needs.measuring import Need
from samspel.observations.series import Observation
from samspel.scenarios.bands import WIDE_ENDS
from samspel.scenarios.calibration import Counts
from samspel.scenarios.model import DEFAULT_DRAWS, DEFAULT_SEED
from samspel.scenarios.parameters import Grade, Spread, check_spread
from samspel.scenarios.sampling import sample_spread
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis

MOST_KEPT = 256
"""Costs whose bands are kept."""
SAID_OF_SIZE = {"when", "value", "area", "publisher"}


class OfDemand(Record, frozen=True, kw_only=True):
    """What is told of a demand, once."""

    demand: str

    @property
    def id(self) -> str:
        """The demand's id, so that each stands once."""
        return self.demand


class Yardstick(OfDemand, frozen=True, kw_only=True):
    """A published figure of the place that gives the size of a demand's cost, though not the cost itself: what one
    more costs, or what the body spends on it today. The sentences have {value}, {when}, {area} and {publisher}.
    """

    indicator: str
    sv: str
    en: str


class OpenCost(OfDemand, frozen=True, kw_only=True):
    """What a demand's cost depends on where it is not known, and who can work it out."""

    sv: str
    en: str


class CostText(Record, frozen=True, kw_only=True):
    """Who are counted, one more of those who use it, what the figure holds, and the working behind it."""

    whom: str
    each: str
    what: str
    source: str


class Cost(OfDemand, frozen=True, kw_only=True):
    """A demand's cost: kronor a year for each of those counted who use it. `one` counts a unit that the text names."""

    also: tuple[str, ...] = ()
    """Other demands that cost the same, for the same reason."""
    of: Literal["people", "unemployed", "jobs", "industry_jobs", "one"]
    ages: tuple[int, int] | None = None
    sex: Literal["women"] | None = None
    share: Spread | None = None
    amount: Spread
    unit: str
    date: str
    basis: Basis
    grade: Grade
    links: list[str]
    sv: CostText
    en: CostText


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCost:
    """Kronor a year: ends of the wide band and the median, and how many were counted at the end of `year`, which
    is None where nobody was.
    """

    cost: Cost
    count: float
    low: float
    median: float
    high: float
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """A yardstick with its figure at a place."""

    yardstick: Yardstick
    observation: Observation


@dataclass(frozen=True, slots=True)
class CostedNeed:
    """A need with what its demand costs there and what gives the size of that cost, each None where it is not known,
    and what a cost that is not known depends on.
    """

    need: Need
    cost: YearlyCost | None
    size: Size | None = None
    open: OpenCost | None = None


def load_costs(catalogue: Catalogue) -> dict[str, Cost]:
    """Load and check content/circle/costs.toml, by demand. Raises ContentError with file and key."""
    path = catalogue.folder / "circle" / "costs.toml"
    stated = _spread(path, read_list(path, "cost", Cost))
    costs = {cost.demand: cost for cost in stated if cost.demand not in catalogue.replaced}
    for name, cost in costs.items():
        if name not in catalogue.demands:
            raise ContentError(path.name, "demand", name, "an id of the handbook")
        if (cost.ages is not None or cost.sex is not None) and cost.of != "people":
            raise ContentError(path.name, f"{name}.ages", cost.of, "ages and sex with people only")
        if cost.ages is not None and not 0 <= cost.ages[0] <= cost.ages[1] < AGES:
            raise ContentError(path.name, f"{name}.ages", str(cost.ages), f"ascending ages below {AGES}")
        for spread, key, most in ((cost.amount, "amount", np.inf), (cost.share, "share", 1.0)):
            check_spread(path, f"{name}.{key}", spread)
            if spread is not None and not (spread.marks[0] >= 0.0 and spread.marks[-1] <= most):
                raise ContentError(path.name, f"{name}.{key}", str(spread.marks), "numbers from 0, a share to 1")
    return costs


def _spread(path: Path, stated: Iterable[Cost]) -> list[Cost]:
    """The costs, one for each demand that they are of. Raises ContentError for a demand twice."""
    costs = [structs.replace(cost, demand=name, also=()) for cost in stated for name in (cost.demand, *cost.also)]
    for name, count in Counter(cost.demand for cost in costs).items():
        if count > 1:
            raise ContentError(path.name, "also", f"{name} twice", "each demand once")
    return costs


def load_yardsticks(catalogue: Catalogue) -> dict[str, Yardstick]:
    """Load and check content/circle/yardsticks.toml, by demand. Raises ContentError with file and key."""
    path = catalogue.folder / "circle" / "yardsticks.toml"
    found = {one.demand: one for one in read_list(path, "yardstick", Yardstick) if one.demand not in catalogue.replaced}
    for name, one in found.items():
        if name not in catalogue.demands:
            raise ContentError(path.name, "demand", name, "an id of the handbook")
        if one.indicator not in catalogue.indicators:
            raise ContentError(path.name, f"{name}.indicator", one.indicator, "an id of an indicator")
        for lang, told in (("sv", one.sv), ("en", one.en)):
            if {field for _, field, _, _ in Formatter().parse(told) if field is not None} != SAID_OF_SIZE:
                raise ContentError(path.name, f"{name}.{lang}", told, "{when}, {value}, {area} and {publisher}")
    return found


def load_open_costs(catalogue: Catalogue) -> dict[str, OpenCost]:
    """Load and check content/circle/open_costs.toml, by demand: what our demands without a known cost depend on.
    Raises ContentError where one of them is missing, has a known cost too or does not exist.
    """
    path = catalogue.folder / "circle" / "open_costs.toml"
    found = {one.demand: one for one in read_list(path, "open", OpenCost) if one.demand not in catalogue.replaced}
    known = load_costs(catalogue)
    for name in found:
        if name not in catalogue.demands or name in known:
            raise ContentError(path.name, "demand", name, "a demand of the handbook without a known cost")
    ours = {one.id for one in catalogue.demands.values() if one.whose is None}
    for name in sorted(ours - set(known) - set(found)):
        raise ContentError(path.name, "demand", name, "every demand without a known cost")
    return found


def work_out(cost: Cost, towns: Sequence[Counts | Town]) -> YearlyCost:
    """The cost at a place: a municipality, or the municipalities of a region together."""
    count = 1.0 if cost.of == "one" else sum(count_those(cost, town) for town in towns)
    low, median, high = (one * count for one in _draw(cost.demand, cost.amount, cost.share))
    year = None if cost.of == "one" or not towns else towns[0].year
    return YearlyCost(cost=cost, count=count, low=low, median=median, high=high, year=year)


def work_out_each(cost: Cost) -> YearlyCost:
    """What one more costs: of an extension that is known where the number is not."""
    low, median, high = (float(value) for value in np.quantile(_draw(cost.demand, cost.amount, None), WIDE_ENDS))
    return YearlyCost(cost=cost, count=1.0, low=low, median=median, high=high)


@lru_cache(maxsize=MOST_KEPT)
def _draw(demand: str, amount: Spread, share: Spread | None) -> tuple[float, ...]:
    """Kronor a year for each of those counted, by the draws that are the same at every place: the middle and the wide
    band.
    """
    drawn = sample_spread(amount, f"cost:{demand}:amount", DEFAULT_DRAWS, DEFAULT_SEED)
    if share is not None:
        drawn = drawn * np.minimum(sample_spread(share, f"cost:{demand}:share", DEFAULT_DRAWS, DEFAULT_SEED), 1.0)
    return tuple(float(value) for value in np.quantile(drawn, WIDE_ENDS))


def work_out_costs(
    catalogue: Catalogue, demands: Iterable[str], towns: Sequence[Counts | Town]
) -> dict[str, YearlyCost]:
    """The yearly cost over some towns of those demands that have a known one, by id."""
    costs = load_costs(catalogue)
    return {name: work_out(costs[name], towns) for name in demands if name in costs}


def count_those(cost: Cost, town: Counts | Town) -> float:
    """How many the amount is for, at the start of the model."""
    if cost.of == "people":
        first, last = cost.ages or (0, AGES - 1)
        sexes = slice(0, 1) if cost.sex == "women" else slice(None)
        return float(town.people[sexes, first : last + 1].sum())
    counts = {
        "unemployed": town.unemployed,
        "jobs": town.industry + town.local + town.rest,
        "industry_jobs": town.industry,
    }
    return counts.get(cost.of, 1.0)
