"""Works out one measure of the handbook at all places at once, by the rule that its content names."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from math import exp, lgamma, log

import numpy as np

from samspel.catalogue.records.needs import Measure
from samspel.needs.relative import (
    MEDIAN_OF_NORMAL,
    Limits,
    Pooled,
    Standing,
    compare_regions,
    compare_towns,
    find_swing,
    pool_mean,
    take_newest,
)
from samspel.needs.verdict import SEVERITY, Verdict, judge_exposure, judge_threshold
from samspel.observations.building import POPULATION, Observations
from samspel.observations.comparison import rank_values
from samspel.observations.series import Series
from samspel.terms.arrays import Codes, Floats, Longs
from samspel.terms.units import PER_CENT


class Silence(StrEnum):
    """Why a measure that could decide has nothing to say of a place."""

    BLANK = "blank"
    FEW = "few"
    GROUP = "group"
    PEERS = "peers"
    NEGATIVE = "negative"


SILENCES = tuple(Silence)
SPEAKS = len(SILENCES)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One measure at all places: arrays of shape (places,), NaN or 0 where nothing is known.

    `similar` and `group` are the middles at the level of the place's own years, so that `values` stands to them as the
    verdict says. `verdicts` point into SEVERITY and `silences` into SILENCES, SPEAKS where there is none. `chance` is
    the standard deviation that the yearly movement and the sampling alone give a value, on the scale of the standings.
    `towns` and `regions` are set by the relative rule only.
    """

    pooled: Pooled
    values: Floats
    similar: Floats
    group: Floats
    swing: Floats
    cases: Floats
    expected: Floats
    chance: Floats
    better: Longs
    count: Longs
    verdicts: Codes
    silences: Codes
    spared: Codes
    towns: Standing | None = None
    regions: Standing | None = None


def build_field(observations: Observations, measure: Measure, series: Series, until: int | None = None) -> Field:
    """Judge a measure at all places by the single years of `series`, or by those to the year `until`."""
    return _Judging(observations, measure, series, until).field


def judge_one(measure: Measure, value: float) -> Verdict:
    """Judge a single value by a rule that needs no other places; unknown by the others."""
    if measure.rule == "threshold" and measure.met is not None and measure.large is not None:
        return judge_threshold(value, measure.met, measure.large)
    if measure.rule == "exposure" and measure.small is not None and measure.some is not None:
        return judge_exposure(value, measure.small, measure.some)
    return Verdict.UNKNOWN


def chance_of_so_few(count: float, expected: float) -> float:
    """How likely it is to see at most `count` where `expected` are to be expected, if each comes by chance."""
    if expected <= 0.0:
        return 1.0
    return sum(exp(k * log(expected) - expected - lgamma(k + 1.0)) for k in range(int(count) + 1))


class _Judging:
    """One measure on its way to a field."""

    def __init__(self, observations: Observations, measure: Measure, series: Series, until: int | None) -> None:
        self._observations = observations
        self._catalogue = observations.catalogue
        self._measure = measure
        columns = [column for column, year in enumerate(series.years) if until is None or year <= until]
        filled = [column for column in columns if not np.isnan(series.values[:, column]).all()]
        columns = columns[: filled[-1] + 1] if filled else []
        self._years = tuple(series.years[column] for column in columns)
        self._course = series.values[:, columns]
        self._is_below = np.zeros(self._course.shape[0], dtype=np.bool_)
        figure = self._catalogue.indicators[measure.indicator].figure
        if series.unlimited is not None and figure is not None and figure.lowest is not None:
            # What one year has too little of another has too much of, so that the mean is of the years as published.
            self._course = series.unlimited[:, columns]
            self._is_below = self._pool().plain < figure.lowest
            self._course = np.where(self._is_below[:, None], np.nan, self._course)
        self._towns = len(self._catalogue.places.municipalities)
        self._regions = slice(self._towns, self._towns + len(self._catalogue.places.regions))

    @cached_property
    def field(self) -> Field:
        """The measure at all places."""
        cases, base = self._count_cases()
        similar = group = np.full(self._values.size, np.nan)
        made = Field(
            pooled=self._pooled,
            values=self._values,
            similar=similar,
            group=group,
            swing=np.full(self._values.size, np.nan),
            cases=cases,
            expected=np.full(self._values.size, np.nan),
            chance=np.full(self._values.size, np.nan),
            better=np.zeros(self._values.size, dtype=np.int64),
            count=np.zeros(self._values.size, dtype=np.int64),
            verdicts=np.full(self._values.size, SEVERITY.index(Verdict.UNKNOWN), dtype=np.uint8),
            silences=np.full(self._values.size, SPEAKS, dtype=np.uint8),
            spared=np.zeros(self._values.size, dtype=np.uint8),
        )
        if self._measure.rule == "relative":
            made = self._set_beside(made, self._find_error(cases, base))
        elif self._measure.rule == "expected":
            made = self._set_beside_expected(made)
        else:
            made = self._judge_rows(made)
        return self._quiet(self._spare(self._soften(self._rank(made))))

    @cached_property
    def _span(self) -> int:
        if self._measure.pooled is not None:
            return self._measure.pooled
        figure = self._catalogue.indicators[self._measure.indicator].figure
        return figure.mean_of if figure is not None else 1

    @cached_property
    def _pooled(self) -> Pooled:
        return self._pool()

    def _pool(self) -> Pooled:
        if self._measure.newest:
            return take_newest(self._course, self._years, self._span)
        return pool_mean(self._course, self._years, self._span, log=self._measure.log)

    @cached_property
    def _values(self) -> Floats:
        if self._measure.rule == "expected":
            return np.where(self._pooled.count > 0, np.nanmax(self._window, axis=1, initial=-np.inf), np.nan)
        return self._pooled.plain

    @cached_property
    def _window(self) -> Floats:
        kept = [column for column, year in enumerate(self._years) if year > self._years[-1] - self._span]
        return self._course[:, kept]

    def _count_cases(self) -> tuple[Floats, Floats]:
        """How many persons or events each value rests on, all its years together, and of how many it is a share."""
        measure, nothing = self._measure, np.full(self._course.shape[0], np.nan)
        if measure.answers is not None:
            count = self._catalogue.value(measure.answers) * self._pooled.count
            return nothing, np.where(count > 0, count, np.nan)
        if measure.cases is None:
            return nothing, nothing
        series = self._observations.yearly(measure.cases.indicator)
        newest = self._years[-1] if self._years else 0
        kept = [column for column, year in enumerate(series.years) if year <= newest] or [0]
        counted = pool_mean(series.values[:, kept], [series.years[one] for one in kept], self._span).plain
        base = counted * self._pooled.count
        return (base if measure.cases.times is None else self._pooled.plain * base * measure.cases.times), base

    def _find_error(self, cases: Floats, base: Floats) -> Floats:
        """The sampling error of each value, NaN where the content tells of none."""
        measure = self._measure
        sampling = "share" if measure.answers is not None else measure.cases.sampling if measure.cases else None
        share = np.clip(self._pooled.plain / PER_CENT, 0.0, 1.0)
        if sampling == "share":
            return PER_CENT * np.sqrt(share * (1.0 - share) / np.where(base > 0.0, base, np.nan))
        if sampling == "rate":
            return self._pooled.plain / np.sqrt(np.where(cases > 0.0, cases, np.nan))
        return np.full(share.size, np.nan)

    def _scale(self, values: Floats) -> Floats:
        """On the scale where differences are taken, higher for the larger need."""
        scaled = np.log1p(np.maximum(values, 0.0)) if self._measure.log else values
        return scaled if self._measure.need == "high" else -scaled

    def _unscale(self, values: Floats) -> Floats:
        told = values if self._measure.need == "high" else -values
        return np.expm1(told) if self._measure.log else told

    def _set_beside(self, field: Field, error: Floats) -> Field:
        """Judge by the places that are like each."""
        value, places = self._catalogue.value, self._catalogue.places
        limits = Limits(
            large_gap=value("large_need_gap"),
            some_gap=value("some_need_gap"),
            large_swings=value("large_need_swings"),
            some_swings=value("some_need_swings"),
            least_peers=int(value("least_similar_known")),
        )
        single = self._find_swings()
        swing = single / np.sqrt(np.maximum(self._pooled.count, 1))
        noise = np.fmax(swing, error)
        moved, towns, regions = self._scale(self._pooled.moved), slice(0, self._towns), self._regions
        groups = [place.group for place in places.municipalities]
        standings = (
            compare_towns(moved[towns], noise[towns], places.similar, groups, limits),
            compare_regions(moved[regions], noise[regions], limits),
        )
        verdicts, similar, group = field.verdicts.copy(), field.similar.copy(), field.group.copy()
        silences = field.silences.copy()
        for rows, standing in zip((towns, regions), standings, strict=True):
            judged = np.select(
                [~standing.known, standing.large, standing.some, standing.small],
                [SEVERITY.index(one) for one in (Verdict.UNKNOWN, Verdict.LARGE, Verdict.SOME, Verdict.SMALL)],
                SEVERITY.index(Verdict.SIMILAR),
            )
            verdicts[rows] = judged
            silences[rows] = np.where(standing.known, SPEAKS, SILENCES.index(Silence.PEERS))
            # All were compared at the last year's level; what is shown beside a value is at the level of its own years.
            back = self._scale(self._pooled.plain)[rows] - moved[rows]
            similar[rows], group[rows] = self._unscale(standing.similar + back), self._unscale(standing.group + back)
        return replace(
            field,
            similar=similar,
            group=group,
            swing=swing,
            chance=np.fmax(swing * MEDIAN_OF_NORMAL / np.sqrt(2.0), error),
            verdicts=verdicts,
            silences=silences,
            towns=standings[0],
            regions=standings[1],
        )

    def _find_swings(self) -> Floats:
        """A usual year's change of a single year's value, on the scale where differences are taken."""
        value, swing = self._catalogue.value, np.full(self._course.shape[0], np.nan)
        sizes = np.nan_to_num(self._observations.comparison(POPULATION).values)
        course, pairs = self._scale(self._course), int(value("swing_years"))
        for rows, parts in ((slice(0, self._towns), int(value("swing_sizes"))), (self._regions, 1)):
            swing[rows] = find_swing(course[rows], sizes[rows], parts, pairs)
        return swing

    def _judge_rows(self, field: Field) -> Field:
        """Judge each place by itself."""
        verdicts = [SEVERITY.index(self._judge_alone(row)) for row in range(self._values.size)]
        return replace(field, verdicts=np.array(verdicts, dtype=np.uint8))

    def _judge_alone(self, row: int) -> Verdict:
        value = self._values[row]
        return Verdict.UNKNOWN if np.isnan(value) else judge_one(self._measure, float(value))

    def _set_beside_expected(self, field: Field) -> Field:
        """Judge a count by what the country's share leads one to expect."""
        value = self._catalogue.value
        base = self._observations.comparison(str(self._measure.base)).values
        rate = self._values[-1] / base[-1] if self._years else np.nan
        expected = base * rate
        verdicts, silences = field.verdicts.copy(), field.silences.copy()
        for row in np.flatnonzero(~np.isnan(self._values) & ~np.isnan(expected)):
            count, hoped = float(self._values[row]), float(expected[row])
            if hoped < value("least_expected") and count < hoped:
                silences[row] = SILENCES.index(Silence.FEW)
                continue
            is_few = count < value("few_of_expected") * hoped and chance_of_so_few(count, hoped) < value("rare_chance")
            verdict = Verdict.SOME if is_few else Verdict.SMALL if count >= hoped else Verdict.SIMILAR
            verdicts[row] = SEVERITY.index(verdict)
        return replace(field, verdicts=verdicts, silences=silences, expected=expected)

    def _soften(self, field: Field) -> Field:
        """No larger need than the measure can show."""
        if self._measure.most is None:
            return field
        most = SEVERITY.index(Verdict(self._measure.most))
        is_need = field.verdicts < most
        return replace(field, verdicts=np.where(is_need, most, field.verdicts).astype(np.uint8))

    def _rank(self, field: Field) -> Field:
        if self._measure.need is None or self._measure.rule == "expected":
            return field
        better, count = field.better.copy(), field.count.copy()
        # What is compared at one level is ranked at it, so that an older year has no rank of its own.
        ranked = self._pooled.moved if self._measure.rule == "relative" else self._pooled.plain
        for rows in (slice(0, self._towns), self._regions):
            better[rows], count[rows] = rank_values(ranked[rows], higher=self._measure.need == "low")
        return replace(field, better=better, count=count)

    def _spare(self, field: Field) -> Field:
        """A small need where the demand has nothing to bite on."""
        concerns = self._measure.concerns
        if concerns is None:
            return field
        spared = self._observations.comparison(concerns.indicator).values < concerns.least
        verdicts = np.where(spared, SEVERITY.index(Verdict.SMALL), field.verdicts)
        silences = np.where(spared, SPEAKS, field.silences)
        return replace(
            field,
            verdicts=verdicts.astype(np.uint8),
            silences=silences.astype(np.uint8),
            spared=spared.astype(np.uint8),
        )

    def _quiet(self, field: Field) -> Field:
        """Say nothing where there is no value, too few cases stand behind it, or it misleads."""
        kept = field.spared == 1
        least = self._catalogue.value("least_cases")
        groups = np.array([place.group in self._measure.not_for_group for place in self._catalogue.places.everywhere])
        silences = np.select(
            [kept, groups, self._is_below, np.isnan(self._values), field.cases < least],
            [SPEAKS, *(SILENCES.index(one) for one in (Silence.GROUP, Silence.NEGATIVE, Silence.BLANK, Silence.FEW))],
            field.silences.astype(np.int64),
        )
        unknown = SEVERITY.index(Verdict.UNKNOWN)
        verdicts = np.where(silences == SPEAKS, field.verdicts, unknown)
        return replace(field, verdicts=verdicts.astype(np.uint8), silences=silences.astype(np.uint8))
