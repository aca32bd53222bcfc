"""How verdicts fall over all places: the share with each, what chance alone would give, and what stays over time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand, Measure
from samspel.needs.fields import Field
from samspel.needs.judging import Judge
from samspel.needs.measuring import Need, NeedsAssessor
from samspel.needs.relative import Standing
from samspel.needs.verdict import SEVERITY, Strength, Verdict, soften
from samspel.terms.arrays import Codes, Floats
from samspel.terms.place import Place, PlaceKind

Shares = Mapping[Verdict, float]


@dataclass(frozen=True, kw_only=True)
class DemandShares:
    """The share of `count` places, all of one `level`, that have each verdict on a demand."""

    demand: Demand
    level: PlaceKind
    count: int
    shares: Shares


@dataclass(frozen=True, kw_only=True)
class MeasureShares:
    """The share of the places with a value that have each verdict by one measure of a demand.

    `chance_large` and `chance_some` are the shares that the yearly movement and the sampling would give alone, if no
    place differed from those like it; None for a rule that compares no places or a measure with one year. `same_before`
    is the share of those with a verdict in both that have the same in the period before, without a year in common, None
    where there is none.
    """

    demand: Demand
    measure: Measure
    strength: Strength
    level: PlaceKind
    count: int
    years: tuple[int, int]
    shares: Shares
    chance_large: float | None
    chance_some: float | None
    same_before: float | None


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """How many demands are unknown on the page of the median municipality, of all and of those it answers for itself;
    the least and the most beside.
    """

    median: float
    least: int
    most: int
    own_median: float


def share_demands(assessor: NeedsAssessor, catalogue: Catalogue) -> tuple[DemandShares, ...]:
    """Every demand over the municipalities, or over the regions where no municipality has a verdict of its own."""
    found = []
    for demand in catalogue.demands.values():
        level = _find_level(catalogue, demand)
        needs = [assessor.measure_demand(demand, place) for place in list_places(catalogue, level)]
        found.append(DemandShares(demand=demand, level=level, count=len(needs), shares=_share_needs(needs)))
    return tuple(found)


def share_measures(judge: Judge, catalogue: Catalogue) -> tuple[MeasureShares, ...]:
    """Every measure that can decide and has a value for some place."""
    pairs = [(demand, measure) for demand in catalogue.demands.values() for measure in demand.measures]
    found = [_share_measure(judge, catalogue, demand, measure) for demand, measure in pairs if measure.decides]
    return tuple(one for one in found if one.count)


def count_unknown(assessor: NeedsAssessor, catalogue: Catalogue) -> Unknown:
    """How many demands are unknown on the municipalities' pages."""
    pages = [assessor.measure_place(place) for place in catalogue.places.municipalities]
    unknown = [[need.demand for need in page if need.verdict is Verdict.UNKNOWN] for page in pages]
    own = [sum(demand.responsible != "region" for demand in demands) for demands in unknown]
    counts = [len(demands) for demands in unknown]
    return Unknown(
        median=float(np.median(counts)), least=min(counts), most=max(counts), own_median=float(np.median(own))
    )


def list_places(catalogue: Catalogue, level: PlaceKind) -> tuple[Place, ...]:
    """The municipalities or the regions."""
    return catalogue.places.municipalities if level is PlaceKind.MUNICIPALITY else catalogue.places.regions


def _find_level(catalogue: Catalogue, demand: Demand) -> PlaceKind:
    if demand.responsible != "region":
        return PlaceKind.MUNICIPALITY
    own = [measure for measure in demand.measures if measure.decides and not _is_regional(catalogue, measure)]
    return PlaceKind.MUNICIPALITY if own and not any(one.region for one in demand.measures) else PlaceKind.REGION


def _is_regional(catalogue: Catalogue, measure: Measure) -> bool:
    return measure.region or "municipality" not in catalogue.indicators[measure.indicator].levels


def _share_needs(needs: Iterable[Need]) -> Shares:
    counts = Counter(need.verdict for need in needs)
    return {verdict: counts[verdict] / max(counts.total(), 1) for verdict in SEVERITY}


def _share_measure(judge: Judge, catalogue: Catalogue, demand: Demand, measure: Measure) -> MeasureShares:
    level = PlaceKind.REGION if _is_regional(catalogue, measure) else PlaceKind.MUNICIPALITY
    rows = np.array([place.index for place in list_places(catalogue, level)])
    field = judge.field(measure)
    known = rows[~np.isnan(field.values[rows])]
    strength = judge.find_strength(measure, judge.observe(measure, int(known[0]))) if known.size else Strength.INDICATED
    verdicts = [soften(SEVERITY[int(code)], most=Verdict.LARGE, strength=strength) for code in field.verdicts[known]]
    counts = Counter(verdicts)
    large, some = _find_chance(field, level, measure)
    last = field.pooled.last[known]
    return MeasureShares(
        demand=demand,
        measure=measure,
        strength=strength,
        level=level,
        count=known.size,
        years=(int(field.pooled.first[known].min()), int(last.max())) if known.size else (0, 0),
        shares={verdict: counts[verdict] / max(known.size, 1) for verdict in SEVERITY},
        chance_large=large,
        chance_some=some,
        same_before=_compare_before(judge, measure, field, known) if known.size else None,
    )


def _find_chance(field: Field, level: PlaceKind, measure: Measure) -> tuple[float | None, float | None]:
    """What the movement alone gives, if every place were the middle of those like it: an upper limit, since those like
    it move too.
    """
    standing = field.towns if level is PlaceKind.MUNICIPALITY else field.regions
    if standing is None:
        return None, None
    start = 0 if level is PlaceKind.MUNICIPALITY else field.values.size - 1 - standing.values.size
    chance = field.chance[start : start + standing.values.size]
    rows = standing.known & (chance > 0.0)
    if not rows.any():
        return None, None
    large, some = (float(found[rows].mean()) for found in _reach_by_chance(standing, chance))
    return (0.0, some) if measure.most else (large, some - large)


def _reach_by_chance(standing: Standing, chance: Floats) -> tuple[Floats, Floats]:
    """How likely each place is to reach a large need, and some need at least."""
    like = (standing.similar + standing.group) / 2.0
    lower, middle, _ = standing.quarters
    large = np.maximum(standing.large_from, middle - like)
    some = np.maximum(standing.some_from, lower - like)
    tail = np.vectorize(lambda value: 0.5 * erfc(value / sqrt(2.0)), otypes=[np.float64])
    with np.errstate(divide="ignore", invalid="ignore"):
        return tail(large / chance), tail(some / chance)


def _compare_before(judge: Judge, measure: Measure, field: Field, rows: Codes) -> float | None:
    """The share of places with the same verdict when the figures end before the first year that is counted now."""
    first = int(field.pooled.first[rows].min())
    before = judge.field(measure, until=first - 1)
    unknown = SEVERITY.index(Verdict.UNKNOWN)
    known = (field.verdicts != unknown) & (before.verdicts != unknown) & (field.spared == 0)
    both = rows[known[rows]]
    return float((field.verdicts[both] == before.verdicts[both]).mean()) if both.size else None
