"""Orders rows by time and by part of the network: counted, since a day has few seconds and a timetable many rows."""

import numpy as np

from samspel.reach.compiling import compiled
from samspel.terms.arrays import Ints

SPARSE = 16
"""Numbers for each row beyond which sorting is quicker than counting."""


def order_stably(keys: Ints, within: Ints | None = None) -> Ints:
    """The rows in order of their keys, those of equal keys as they come in `within`, or as they are."""
    rows = np.arange(len(keys), dtype=np.int32) if within is None else within
    if not len(keys):
        return rows
    start, span = int(keys.min()), int(keys.max()) - int(keys.min()) + 1
    if span > SPARSE * len(keys):
        return np.asarray(rows[np.argsort(keys[rows], kind="stable")])
    return _count(keys, rows, start, span)


@compiled
def _count(keys: Ints, rows: Ints, start: int, span: int) -> Ints:
    place = np.zeros(span + 1, dtype=np.int64)
    for row in range(len(keys)):
        place[keys[row] - start + 1] += 1
    for key in range(span):
        place[key + 1] += place[key]
    order = np.empty(len(rows), dtype=np.int32)
    for row in rows:
        key = keys[row] - start
        order[place[key]] = row
        place[key] += 1
    return order
