"""Whether a gap is smaller than when a decision was made: the change here against that of similar places in the same
years, and only where the difference is more than the figure usually moves.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isnan, sqrt
from typing import Literal

import numpy as np

from samspel.catalogue.follow_up import FollowUp
from samspel.catalogue.records.needs import Measure
from samspel.needs.measuring import Measurement
from samspel.needs.verdict import SEVERITY, Verdict
from samspel.observations.building import Observations
from samspel.terms.arrays import Floats

Change = Literal["smaller", "same", "larger", "unknown"]
Why = Literal[
    "beyond", "within", "no_newer", "no_measure", "no_swing", "few_similar", "own", "answers", "no_answer", "scale"
]
"""What a change rests on, or why none can be told."""


@dataclass(frozen=True, kw_only=True)
class Again:
    """A need measured again. Values are in the measure's unit, from the year `first` to `last`; `similar` is the middle
    change of `count` similar places, `against` the change here less that, and `limit` how much the figure usually moves
    in so many years. None where it is not known.
    """

    change: Change
    why: Why
    indicator: str = ""
    first: int = 0
    last: int = 0
    before: float | None = None
    now: float | None = None
    similar: float | None = None
    against: float | None = None
    limit: float | None = None
    count: int = 0
    is_share: bool = False
    """Whether the changes are differences of logarithms, which tell shares of a value."""
    is_revised: bool = False
    """Whether the publisher has changed the value of the first year since it was frozen."""


NO_ANSWER = Again(change="unknown", why="no_answer")
"""What is said where a body has not answered, before or now."""


def compare_again(
    observations: Observations,
    measurement: Measurement | None,
    first: int,
    frozen: float | None,
    left_out: Collection[str],
    rules: FollowUp,
) -> Again:
    """A figure now against the year `first` that it was frozen with. `left_out` are codes of places that have done
    something of the same kind, and are no match.
    """
    if measurement is None or first <= 0:
        return Again(change="unknown", why="no_measure")
    measure, place = measurement.measure, measurement.observation.place
    if measurement.observation.is_own:
        return Again(change="unknown", why="own", indicator=measure.indicator)
    sign = find_sign(measure)
    if sign is None:
        return Again(change="unknown", why="scale", indicator=measure.indicator)
    series = observations.yearly(measure.indicator)
    known = [year for year in series.years if year > first and not isnan(series.in_year(year)[place.index])]
    start = series.in_year(first)
    was = float(start[place.index])
    if not known or isnan(was):
        return Again(change="unknown", why="no_newer", indicator=measure.indicator, first=first, before=frozen)
    end = series.in_year(known[-1])
    similar = [one.index for one in observations.catalogue.places.similar_to(place) if one.code not in left_out]
    find_changes = _find_shares if measure.log else _find_differences
    *changes, here = find_changes(start, end, [*similar, place.index]).tolist()
    beside = [one for one in changes if not isnan(one)]
    swing = _find_swing(measurement)
    limit = None if swing is None else rules.swings * swing * sqrt(known[-1] - first)
    middle = float(np.median(beside)) if beside else None
    against = None if middle is None else here - middle
    change, why = _judge(against, limit, sign, len(beside), rules.least_similar)
    return Again(
        change=change,
        why=why,
        indicator=measure.indicator,
        first=first,
        last=known[-1],
        before=was,
        now=float(end[place.index]),
        similar=middle,
        against=against,
        limit=limit,
        count=len(beside),
        is_share=measure.log,
        is_revised=_is_revised(observations, measurement, first, frozen),
    )


def _is_revised(observations: Observations, measurement: Measurement, first: int, frozen: float | None) -> bool:
    """Whether what was frozen has another value now; a mean over years is held against the mean, not one year."""
    place = measurement.observation.place
    told = float(observations.series(measurement.measure.indicator).in_year(first)[place.index])
    return frozen is not None and not isnan(told) and not bool(np.isclose(frozen, told))


def compare_answers(before: str, now: Verdict) -> Again:
    """What a body has answered before and now, where answers decide."""
    if before not in {one.value for one in SEVERITY} or Verdict.UNKNOWN in (Verdict(before), now):
        return NO_ANSWER
    was, is_now = SEVERITY.index(Verdict(before)), SEVERITY.index(now)
    change: Change = "same" if was == is_now else "smaller" if is_now > was else "larger"
    return Again(change=change, why="answers")


def find_sign(measure: Measure) -> float | None:
    """Plus where a high value is the need, minus where a low one is; None for a scale that has no more and less."""
    if measure.need is not None:
        return 1.0 if measure.need == "high" else -1.0
    if measure.rule == "threshold" and measure.met is not None and measure.large is not None:
        return 1.0 if measure.large > measure.met else -1.0
    return 1.0 if measure.rule == "exposure" else None


def _find_differences(start: Floats, end: Floats, rows: Sequence[int]) -> Floats:
    """The change of places, shape (rows,)."""
    return np.asarray(end[list(rows)] - start[list(rows)])


def _find_shares(start: Floats, end: Floats, rows: Sequence[int]) -> Floats:
    """The change of places as a difference of logarithms, shape (rows,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.log(end[list(rows)]) - np.log(start[list(rows)])
    return np.where(np.isfinite(found), found, np.nan)


def _find_swing(measurement: Measurement) -> float | None:
    return None if measurement.judgement is None else measurement.judgement.yearly_swing


def _judge(against: float | None, limit: float | None, sign: float, count: int, least: int) -> tuple[Change, Why]:
    if count < least or against is None:
        return "unknown", "few_similar"
    if limit is None or limit <= 0.0:
        return "unknown", "no_swing"
    if abs(against) <= limit:
        return "same", "within"
    return ("larger" if sign * against > 0.0 else "smaller"), "beyond"
