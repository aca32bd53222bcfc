"""How every place stands beside those like it in one measure, all at once, and what is more than a usual year's swing.

Everything here is oriented so that a higher value is the larger need.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspel.terms.arrays import Flags, Floats, Ints, Longs, median_known, median_of_others

QUARTER, MIDDLE = 25.0, 50.0
MEDIAN_OF_NORMAL = 1.4826
"""A normal distribution's standard deviation over its median absolute deviation."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What the parameters of the rule say: shares of the quartile distance, swings and sampling errors that a
    difference has to reach, and how many similar places have to be known.
    """

    large_gap: float
    some_gap: float
    large_swings: float
    some_swings: float
    least_peers: int


@dataclass(frozen=True)
class Pooled:
    """Several years of a measure put together; arrays of shape (places,), NaN and 0 where nothing is known.

    `moved` has every year moved to the last year's level, so that a place with only an older year is not judged by
    another year; `plain` is the mean as it would be printed. `count` is how many years are known, `first` and `last`
    which.
    """

    moved: Floats
    plain: Floats
    count: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where places of one kind stand; arrays of shape (places,).

    `similar` and `group` are the middles that a place is set against, in the measure's own unit; `gap` is the smaller
    of the two differences, 0 where they point different ways. `large_from` and `some_from` are the gaps that are more
    than a usual swing. `quarters` are the country's lower quartile, middle and upper quartile.
    """

    values: Floats
    similar: Floats
    group: Floats
    gap: Floats
    large_from: Floats
    some_from: Floats
    quarters: tuple[float, float, float]

    @property
    def large(self) -> Flags:
        """A large need: the gap is large, and the place is worse than the middle of the country."""
        return (self.gap >= self.large_from) & (self.values > self.quarters[1]) & self._not_best

    @property
    def some(self) -> Flags:
        """Some need at least: the gap reaches the lower limit, and the place is not in the country's best quarter."""
        return (self.gap >= self.some_from) & self._not_best

    @property
    def small(self) -> Flags:
        """A small need: as far on the other side, and the place is not in the country's worst quarter."""
        return (-self.gap >= self.some_from) & (self.values < self.quarters[2])

    @property
    def known(self) -> Flags:
        """Where the place and both that it is set against have values."""
        return ~np.isnan(self.gap)

    @property
    def _not_best(self) -> Flags:
        return self.values > self.quarters[0]


def pool_mean(course: Floats, years: Sequence[int], span: int, *, log: bool = False) -> Pooled:
    """Put the last `span` calendar years of a course, shape (places, years), together as their mean. With `log` levels
    differ by a factor and not by a sum.
    """
    if not years:
        return _pool_nothing(course.shape[0])
    window, told = _cut(course, years, span)
    known = ~np.isnan(window)
    count = known.sum(axis=1).astype(np.int32)
    first = np.where(count > 0, told[known.argmax(axis=1)], 0).astype(np.int32)
    last = np.where(count > 0, told[_find_newest(known)], 0).astype(np.int32)
    return Pooled(_mean(_move(window, log=log)), _mean(window), count, first, last)


def take_newest(course: Floats, years: Sequence[int], span: int) -> Pooled:
    """The newest known of the last `span` calendar years of a course, shape (places, years)."""
    if not years:
        return _pool_nothing(course.shape[0])
    window, told = _cut(course, years, span)
    known = ~np.isnan(window)
    newest, count = _find_newest(known), np.asarray(known.any(axis=1), dtype=np.int32)
    values, last = window[np.arange(course.shape[0]), newest], (told[newest] * count).astype(np.int32)
    return Pooled(values, values, count, last, last)


def _pool_nothing(places: int) -> Pooled:
    nothing, none = np.full(places, np.nan), np.zeros(places, dtype=np.int32)
    return Pooled(nothing, nothing.copy(), none, none.copy(), none.copy())


def _cut(course: Floats, years: Sequence[int], span: int) -> tuple[Floats, Ints]:
    """The last calendar years of a course, and which they are."""
    kept = [column for column, year in enumerate(years) if year > years[-1] - span]
    return course[:, kept], np.array([years[column] for column in kept], dtype=np.int32)


def _find_newest(known: Flags) -> Longs:
    """The last column that is known of each row; the last of all where none is."""
    return np.asarray(known.shape[1] - 1 - known[:, ::-1].argmax(axis=1))


def find_swing(course: Floats, sizes: Floats, thirds: int, pairs: int) -> Floats:
    """The usual change from one known year to the next, shape (places,): the median absolute change among places of the
    same third by size, after the median change of all places has been taken away, over the last `pairs` changes; NaN
    where no two years are known.
    """
    known = course[:, ~np.isnan(course).all(axis=0)][:, -pairs - 1 :]
    changes = np.diff(known, axis=1)
    swing = np.full(course.shape[0], np.nan)
    if not changes.size or np.isnan(changes).all():
        return swing
    changes = np.abs(changes - median_known(changes, axis=0))
    rank = np.argsort(np.argsort(sizes, kind="stable"), kind="stable")
    for third in range(thirds):
        rows = rank * thirds // sizes.size == third
        swing[rows] = median_known(changes[rows].ravel())
    return swing


def compare_towns(values: Floats, noise: Floats, similar: Ints, groups: Sequence[str], limits: Limits) -> Standing:
    """Set every municipality against the middle of its similar ones, rows `similar` of shape (places, peers), and of
    the others in its group; only a difference to the same side of both counts, and the smaller of them.
    """
    peers = values[similar]
    beside = np.where((~np.isnan(peers)).sum(axis=1) >= limits.least_peers, median_known(peers), np.nan)
    group = np.full(values.size, np.nan)
    names = np.array(groups)
    for name in dict.fromkeys(groups):
        rows = np.flatnonzero(names == name)
        group[rows] = median_of_others(values[rows])
    return _stand(values, beside, group, noise, limits)


def compare_regions(values: Floats, noise: Floats, limits: Limits) -> Standing:
    """Set every region against the middle of all other regions, since no list of similar regions exists."""
    others = median_of_others(values)
    return _stand(values, others, others, noise, limits)


def _stand(values: Floats, similar: Floats, group: Floats, noise: Floats, limits: Limits) -> Standing:
    known = values[~np.isnan(values)]
    lower, middle, upper = np.percentile(known, [QUARTER, MIDDLE, 100.0 - QUARTER]) if known.size else (np.nan,) * 3
    first, second = values - similar, values - group
    gap = np.where(np.abs(first) <= np.abs(second), first, second)
    gap = np.where(np.isnan(first) | np.isnan(second), np.nan, np.where(first * second > 0.0, gap, 0.0))
    spread, usual = upper - lower, np.nan_to_num(noise)
    # Where all places are alike no difference is a need, however small the limit.
    least = np.nextafter(0.0, 1.0)
    return Standing(
        values=values,
        similar=similar,
        group=group,
        gap=gap,
        large_from=np.maximum(np.maximum(limits.large_gap * spread, limits.large_swings * usual), least),
        some_from=np.maximum(np.maximum(limits.some_gap * spread, limits.some_swings * usual), least),
        quarters=(float(lower), float(middle), float(upper)),
    )


def _move(window: Floats, *, log: bool) -> Floats:
    """Every year moved to the level of the last: by the median of how far the places that have both differ."""
    moved = window.copy()
    for column in range(window.shape[1] - 1):
        both = ~np.isnan(window[:, column]) & ~np.isnan(window[:, -1])
        if not both.any():
            continue
        if log:
            before, after = median_known(window[both, column]), median_known(window[both, -1])
            moved[:, column] *= after / before if before > 0.0 and after > 0.0 else 1.0
        else:
            moved[:, column] += median_known(window[both, -1] - window[both, column])
    return moved


def _mean(window: Floats) -> Floats:
    known = ~np.isnan(window)
    count = known.sum(axis=1)
    total = np.where(known, window, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
