"""The fair test of the baseline: every municipality from every year, beside rivals, each with a band of its own misses.

Nobody knows more than was known at the end of the year that a forecast is made from. Each rival's band is made as the
baseline's is: what it missed by before, local layers and the country's. The statistics office's projection has too few
years for that, and has the width of the baseline's band around its own figure.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import nan

import numpy as np

from samspel.catalogue.records.trials import OriginRules
from samspel.dynamics.spread import LEVELS, score_crps
from samspel.scenarios.bands import QUANTILES
from samspel.scenarios.baseline.forecast import Course, Forecaster, widen
from samspel.terms.arrays import Floats

OWN, INFORMED, PART = "baseline", "informed", "panel"
"""The baseline, what it would be were the mean pace known, and one of its two parts by itself."""

LOW, QUARTER, MIDDLE, THREE_QUARTERS, HIGH = (int(np.argmin(np.abs(LEVELS - share))) for share in QUANTILES)
"""The places of the bands' ends among LEVELS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a method did `ahead` years on in an era, each year counted once and the municipalities of a year alike: mean
    absolute error and CRPS as shares of the people, and shares of outcomes in the wide and the half band; NaN
    where it has no band.
    """

    method: str
    era: str
    ahead: int
    origins: int
    error: float
    crps: float = nan
    inside: float = nan
    half: float = nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """The baseline beside an official projection of every municipality."""

    base: int
    target: int
    error: float
    official: float
    crps: float
    official_crps: float
    nearer: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Trials:
    """Everything that was scored, and by which rules; `groups` is the share in the wide band some years on, by group's
    name.
    """

    scores: tuple[Score, ...]
    duels: tuple[Duel, ...]
    groups: Mapping[str, float]
    rules: OriginRules
    first: int
    last: int

    def find_span(self, era: str) -> tuple[int, int]:
        """First and last year of an era, of those that are known."""
        first, last = self.rules.eras[era]
        return max(first, self.first), min(last, self.last)

    def find(self, method: str, era: str, ahead: int) -> Score:
        """One score."""
        return next(one for one in self.scores if (one.method, one.era, one.ahead) == (method, era, ahead))


@dataclass(frozen=True)
class _Outcome:
    """Of one method, year and span: by municipality."""

    error: Floats
    crps: Floats
    inside: Floats
    half: Floats


def list_rivals(forecaster: Forecaster, rules: OriginRules) -> dict[str, Course]:
    """The baseline and its rivals, by name."""
    people, years = forecaster.history.people, np.arange(1, forecaster.years + 1)

    def extend(back: int) -> Course:
        def course(column: int) -> Floats:
            span = min(back, column)
            change = (people[:, column] - people[:, column - span]) / span
            return np.asarray(np.log1p(change[:, None] * years / people[:, column][:, None]))

        return course

    def learn(column: int) -> Floats:
        relative = forecaster.learn(column)
        return relative + forecaster.lift(column, relative)[None, :]

    return {
        OWN: forecaster.expect,
        "unchanged": lambda _: np.zeros((len(people), forecaster.years)),
        "country": lambda column: np.tile(forecaster.expect_country(column), (len(people), 1)),
        "trend": extend(rules.trend_years),
        "short_trend": extend(rules.short_trend),
        "latest": extend(1),
        "cohorts": lambda column: forecaster.grow_cohorts(column, rules.trend_years),
        "flows": lambda column: forecaster.grow_cohorts(column, rules.latest_flows),
        PART: learn,
    }


def try_origins(
    forecaster: Forecaster, rules: OriginRules, kinds: tuple[str, ...], official: Mapping[tuple[int, int], Floats]
) -> Trials:
    """Score every method from every year. `kinds` are names of the groups in the order of their numbers, `official`
    people by first and last year of a projection.
    """
    history = forecaster.history
    rivals = {name: _remember(one) for name, one in list_rivals(forecaster, rules).items()}
    scores: list[Score] = []
    inside: list[Floats] = []
    for ahead in rules.ahead:
        columns = range(rules.first - history.first, forecaster.last - ahead + 1)
        found = {
            name: {column: _meet(forecaster, one, column, ahead) for column in columns} for name, one in rivals.items()
        }
        found[INFORMED] = {column: _inform(forecaster, column, ahead) for column in columns}
        for name, outcomes in found.items():
            scores += _sum_up(name, ahead, rules, history.first, outcomes)
        if ahead == rules.groups_ahead:
            inside = [outcome.inside for outcome in found[OWN].values()]
    held = np.mean(inside, axis=0)
    groups = {kind: float(held[history.kinds == number].mean()) for number, kind in enumerate(kinds)}
    duels = tuple(_fight(forecaster, rivals[OWN], *years, people) for years, people in official.items())
    return Trials(scores=tuple(scores), duels=duels, groups=groups, rules=rules, first=history.first, last=history.last)


def _remember(course: Course) -> Course:
    kept: dict[int, Floats] = {}

    def remembered(column: int) -> Floats:
        if column not in kept:
            kept[column] = course(column)
        return kept[column]

    return remembered


def _meet(forecaster: Forecaster, course: Course, column: int, ahead: int) -> _Outcome:
    """A method's forecast beside what happened."""
    told = course(column)[:, ahead - 1]
    return _judge(forecaster, column, ahead, told, told[:, None] + widen(forecaster, course, column, ahead))


def _inform(forecaster: Forecaster, column: int, ahead: int) -> _Outcome:
    """The baseline when how much the mean municipality would grow is known: what is missed then is which of them."""
    logs = np.log(forecaster.history.people)
    relative = forecaster.relate(column)[:, ahead - 1]
    told = relative + float((logs[:, column + ahead] - logs[:, column]).mean())
    blank = np.full((len(told), len(LEVELS)), np.nan)
    return _judge(forecaster, column, ahead, told, blank)


def _judge(forecaster: Forecaster, column: int, ahead: int, told: Floats, quantiles: Floats) -> _Outcome:
    people = forecaster.history.people
    start, after = people[:, column], people[:, column + ahead]
    ends = start[:, None] * np.exp(quantiles)
    return _Outcome(
        np.abs(start * np.exp(told) / after - 1.0),
        score_crps(ends, after) / after,
        np.where(np.isnan(ends[:, LOW]), np.nan, (after >= ends[:, LOW]) & (after <= ends[:, HIGH])),
        np.where(np.isnan(ends[:, LOW]), np.nan, (after >= ends[:, QUARTER]) & (after <= ends[:, THREE_QUARTERS])),
    )


def _sum_up(name: str, ahead: int, rules: OriginRules, first: int, outcomes: Mapping[int, _Outcome]) -> Iterator[Score]:
    for era, (begin, end) in rules.eras.items():
        chosen = [one for column, one in outcomes.items() if begin <= first + column + ahead <= end]
        if chosen:

            def mean(read: Callable[[_Outcome], Floats], chosen: list[_Outcome] = chosen) -> float:
                return float(np.mean([read(one).mean() for one in chosen]))

            yield Score(
                method=name,
                era=era,
                ahead=ahead,
                origins=len(chosen),
                error=mean(lambda one: one.error),
                crps=mean(lambda one: one.crps),
                inside=mean(lambda one: one.inside),
                half=mean(lambda one: one.half),
            )


def _fight(forecaster: Forecaster, course: Course, base: int, target: int, people: Floats) -> Duel:
    """The baseline beside an official projection, both with the baseline's width."""
    column, ahead = base - forecaster.history.first, target - base
    width = widen(forecaster, course, column, ahead)
    start = forecaster.history.people[:, column]
    own, theirs = course(column)[:, ahead - 1], np.log(people / start)
    ours, other = (_judge(forecaster, column, ahead, told, told[:, None] + width) for told in (own, theirs))
    return Duel(
        base=base,
        target=target,
        error=float(ours.error.mean()),
        official=float(other.error.mean()),
        crps=float(ours.crps.mean()),
        official_crps=float(other.crps.mean()),
        nearer=int((ours.error < other.error).sum()),
        count=len(people),
    )
