"""Fills in times that a feed left blank between two calls with times."""

import numpy as np

from samspel.terms.arrays import Flags, Floats, Ints, Longs

BLANK = -1
NANO = 1e9


def fill_blanks(arrival: Ints, departure: Ints, distance: Floats, points: Floats) -> tuple[Ints, Ints, Flags]:
    """Arrival and departure without blanks, and which calls were filled in, shape (calls,).

    The first and last call of every trip must have times. `distance` is the feed's distance along the line, NaN where
    not given; `points` latitude and longitude of each call's stop, shape (calls, 2). Time passes in step with the
    feed's distance where it is given for all calls between the two times and grows, else with the great-circle
    distance from stop to stop, else evenly.
    """
    blank: Flags = arrival == BLANK
    rows = np.flatnonzero(blank)
    if not rows.size:
        return arrival, departure, blank
    before, after = _find_neighbours(blank, rows)
    share = (rows - before) / (after - before)
    for position, usable in (_measure_points(points, blank), _measure_distance(distance)):
        length = (position[after] - position[before]).astype(np.float64)
        fits = (usable[after] == usable[before]) & (length > 0.0)
        share[fits] = (position[rows] - position[before])[fits] / length[fits]
    start, end = departure[before].astype(np.float64), arrival[after].astype(np.float64)
    times = np.floor(start + share * (end - start) + 0.5).astype(np.int32)
    arrival, departure = arrival.copy(), departure.copy()
    arrival[rows] = times
    departure[rows] = times
    return arrival, departure, blank


def _find_neighbours(blank: Flags, rows: Longs) -> tuple[Longs, Longs]:
    """The nearest calls with times before and after each blank row."""
    index = np.arange(blank.size)
    before = np.maximum.accumulate(np.where(blank, 0, index))
    after = np.minimum.accumulate(np.where(blank, blank.size, index)[::-1])[::-1]
    return before[rows], after[rows]


def _measure_distance(distance: Floats) -> tuple[Floats, Longs]:
    """The feed's own distance, and a count that stands still over the calls where it can be used."""
    known = np.isfinite(distance)
    broken = ~known
    broken[1:] |= ~known[:-1] | (known[1:] & known[:-1] & (np.diff(distance) < 0.0))
    return np.where(known, distance, 0.0), np.cumsum(broken)


def _measure_points(points: Floats, blank: Flags) -> tuple[Longs, Longs]:
    """The great-circle distance so far, and a count that stands still over the calls where it is known.

    In whole billionths of a radian, so that what other trips lie before never changes the rounding.
    """
    needed = blank.copy()
    needed[1:] |= blank[:-1]
    needed[0] = False
    here = np.flatnonzero(needed)
    a, b = np.radians(points[here - 1]), np.radians(points[here])
    half = np.sin((b - a) / 2.0) ** 2
    chord = half[:, 0] + np.cos(a[:, 0]) * np.cos(b[:, 0]) * half[:, 1]
    known = np.isfinite(chord)
    step = np.zeros(blank.size, dtype=np.int64)
    step[here] = np.rint(2.0 * NANO * np.arcsin(np.sqrt(np.where(known, chord, 0.0)))).astype(np.int64)
    broken = np.zeros(blank.size, dtype=np.int64)
    broken[here] = ~known
    return np.cumsum(step), np.cumsum(broken)
