"""The baseline itself: half cohorts, half panel, on the country's expected course; and its band, from its own past
misses. Whatever is said at the end of a year is learned from that year and earlier ones alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np

from samspel.dynamics.cohorts import Seen, grow_cohorts, lean_ages, spread_ages
from samspel.dynamics.spread import KNOTS, Layers, join_layers, learn_layers, spread_pace
from samspel.scenarios.baseline.history import History
from samspel.scenarios.baseline.national import expect_country
from samspel.scenarios.baseline.panel import Panel, center, find_ages
from samspel.scenarios.baseline.settings import Settings
from samspel.terms.arrays import Floats

Course = Callable[[int], Floats]
"""Logarithm of how many times more people each municipality has, (municipalities, years), said at the end of the year
in a column.
"""


NORMAL: Floats = np.array([NormalDist().inv_cdf((point + 0.5) / KNOTS) for point in range(KNOTS)])


@dataclass
class Forecaster:
    """Says the course of every municipality from any year; `years` ahead. What was made is kept."""

    history: History
    settings: Settings
    years: int
    _relative: dict[int, Floats] = field(default_factory=dict)
    _cohorts: dict[tuple[int, int], Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._panel = Panel(self.history, self.settings)

    @property
    def first(self) -> int:
        """The first column that a forecast can be made from: births, deaths and moves are known there."""
        return int(np.flatnonzero(np.isfinite(self.history.births).any(axis=0))[0])

    @property
    def last(self) -> int:
        """The last column."""
        return int(self.history.people.shape[1]) - 1

    def expect(self, column: int) -> Floats:
        """The baseline's course from a column."""
        relative = self.relate(column)
        return relative + self.lift(column, relative)[None, :]

    def lift(self, column: int, relative: Floats) -> Floats:
        """The mean municipality's course, (years,), where each goes as `relative` beside it."""
        return self.expect_country(column) + self._expect_gap(column, relative)

    def expect_country(self, column: int) -> Floats:
        """The country's course, (years,)."""
        seen = self.history.country[: column + 1]
        return expect_country(self.settings, seen, self.history.first, self.years)

    def relate(self, column: int) -> Floats:
        """Each municipality's course less the mean municipality's."""
        if column not in self._relative:
            share = self.settings.cohort_share
            runs = [self.grow_cohorts(column, back) for back in self.settings.moving_years]
            cohorts = center_all(np.mean(runs, axis=0))
            self._relative[column] = share * cohorts + (1.0 - share) * self.learn(column)
        return self._relative[column]

    def learn(self, column: int) -> Floats:
        """What the panel says, less the mean municipality."""
        spans = [span for span in self.settings.spans if span <= self.years] or [1]
        ends = np.stack([span * self._panel.predict(column, span) for span in spans], axis=1)
        known = np.concatenate([np.zeros((len(ends), 1)), ends], axis=1)
        at, ahead = np.array([0, *spans]), np.arange(1, self.years + 1)
        course = np.stack([np.interp(ahead, at, row) for row in known])
        beyond = ahead > spans[-1]
        course[:, beyond] = ends[:, -1:] * (ahead[beyond] / spans[-1])
        return course

    def grow_cohorts(self, column: int, moving_years: int) -> Floats:
        """What the ages say with net moving as it was over so many years, in logarithms."""
        key = (column, moving_years)
        if key not in self._cohorts:
            people = self.history.people[:, column]
            course = grow_cohorts(self._age(column), self._see(column, moving_years), self.history.shapes, self.years)
            self._cohorts[key] = np.log(np.maximum(course, 1.0) / people[:, None])
        return self._cohorts[key]

    def _age(self, column: int) -> Floats:
        """Single years of age; a municipality without ages then has the mean ones."""
        history, at = self.history, find_ages(self.history, column)
        shares = history.ages[:, :, at] / history.ages[:, :, at].sum(axis=0)
        known = np.isfinite(shares).all(axis=0)
        shares = np.where(known, shares, shares[:, known].mean(axis=1, keepdims=True))
        edges = tuple((band.first, band.last) for band in self.settings.band)
        ages = spread_ages(shares, edges, history.shapes.death * self.settings.oldest_risk)
        for band in self.settings.band:
            if band.leaned:
                ages = lean_ages(ages, history.mean_age[:, at], band.first, band.last)
        return np.asarray(ages * (history.people[:, column] / ages.sum(axis=1))[:, None])

    def _see(self, column: int, moving_years: int) -> Seen:
        history, back = self.history, max(column - moving_years, 0)
        lately = slice(max(column - self.settings.flow_years, self.first - 1) + 1, column + 1)
        moving = slice(max(back, self.first - 1) + 1, column + 1)
        return Seen(
            births=mean_known(history.births[:, lately]),
            deaths=mean_known(history.deaths[:, lately]),
            moved_out=mean_known(history.moved_out[:, lately]),
            growth=(history.people[:, column] - history.people[:, back]) / (column - back),
            natural=mean_known(history.births[:, moving] - history.deaths[:, moving]),
            years=lately.stop - lately.start,
        )

    def _expect_gap(self, column: int, relative: Floats) -> Floats:
        """How much more the mean municipality grows than the country: partly as in the last years, partly what the
        municipalities' own courses come to.
        """
        people = self.history.people[:, : column + 1]
        weights = people[:, -1] / people[:, -1].sum()
        back = min(self.settings.gap_years, column)
        logs = np.log(people[:, [column - back, column]])
        seen = (logs[:, 1] - logs[:, 0]).mean() - np.log(people[:, column].sum() / people[:, column - back].sum())
        share = self.settings.gap_share
        ahead = np.arange(1, self.years + 1)
        return np.asarray(share * seen / back * ahead - (1.0 - share) * (weights @ relative))


def widen(forecaster: Forecaster, course: Course, column: int, ahead: int) -> Floats:
    """Quantiles of the miss of a course, (municipalities, levels), said at the end of a year: what it missed by before,
    and what the country's pace adds up to.
    """
    layers = learn_misses(forecaster, course, column, ahead)
    paces = np.diff(np.log(forecaster.history.country[: column + 1]))
    national = float(spread_pace(np.diff(paces), ahead)[-1])
    return join_layers(layers, national, NORMAL)


def learn_misses(forecaster: Forecaster, course: Course, column: int, ahead: int) -> Layers:
    """The local layers so many years ahead; where too little is past yet, those of the longest span that is."""
    history = forecaster.history
    span = max(min(ahead, column - forecaster.first), 1)
    starts = range(forecaster.first, column - span + 1) or range(column - 1, column)
    people = np.log(history.people)
    missed = np.stack([people[:, start + span] - people[:, start] - course(start)[:, span - 1] for start in starts])
    sizes = np.stack([history.people[:, start] for start in starts])
    settings, people_now = forecaster.settings, history.people[:, column]
    layers = learn_layers(
        missed, sizes, history.kinds, people_now, weight=settings.group_weight, largest_from=settings.largest_from
    )
    return Layers(layers.scale * (ahead / span) ** settings.miss_growth, layers.shape)


def center_all(values: Floats) -> Floats:
    """Every column less its mean."""
    return np.stack([center(column) for column in values.T], axis=1)


def mean_known(values: Floats) -> Floats:
    """The mean of the known years of each row; NaN where none is."""
    known = np.isfinite(values)
    sums, counts = np.where(known, values, 0.0).sum(axis=1), known.sum(axis=1)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
