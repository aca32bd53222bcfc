"""Walks and bicycle rides to stops, from stops and between them, along the straight line times a detour.

Distances are great circles; a point and a stop are linked when the way takes at most the pace's longest time.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from samspel.reach.globe import bend_chord, measure_metres, place_on_sphere, straighten_arc
from samspel.reach.links import Footpaths, Links
from samspel.reach.network import Stops, Transfers
from samspel.reach.scan import NEVER
from samspel.terms.arrays import Floats, Ints, Longs


@dataclass(frozen=True)
class Pace:
    """How somebody moves: metres a second along the way, way divided by straight line, longest seconds."""

    metres_per_second: float
    detour: float
    longest_seconds: int

    @property
    def reach_metres(self) -> float:
        """The straight line that takes the longest time."""
        return self.longest_seconds * self.metres_per_second / self.detour

    def seconds(self, metres: Floats) -> Ints:
        """Whole seconds, rounded up, for straight lines in metres; any shape."""
        return np.ceil(metres * self.detour / self.metres_per_second - 1e-6).astype(np.int32)


def link_points(points: Floats, stops: Stops, pace: Pace) -> Links:
    """The stops within the pace's reach of each point, in order of their rows; stops without a point are never linked.

    `points` is shape (points, 2) in degrees.
    """
    rows, origin, stop, metres = _near(points, stops.points, pace.reach_metres)
    counts = np.bincount(origin, minlength=rows)
    return Links(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), stop.astype(np.int32), pace.seconds(metres))


def walk_whole_way(points: Floats, goal: Floats, pace: Pace) -> Ints:
    """Seconds on foot (or bicycle) the whole way, NEVER beyond the pace's longest time; shape (points,)."""
    seconds = pace.seconds(measure_metres(points, goal))
    return np.where(seconds <= pace.longest_seconds, seconds, NEVER).astype(np.int32)


def link_stops(stops: Stops, transfers: Transfers, pace: Pace, change_seconds: int) -> Footpaths:
    """Walks between stops within the pace's reach, and what the feed says of changes, which goes before.

    A least time of the feed holds for its pair, also beyond reach; a forbidden change has no walk, and at one and the
    same stop a change that never comes.
    """
    count, origin, target, metres = _near(stops.points, stops.points, pace.reach_metres)
    seconds, possible = pace.seconds(metres), np.ones(len(origin), dtype=bool)
    seconds = np.maximum(seconds, change_seconds).astype(np.int32)
    stated = transfers.seconds >= 0
    told = stated | ~transfers.possible
    origin = np.concatenate([transfers.origin[told], origin])
    target = np.concatenate([transfers.target[told], target])
    seconds = np.concatenate([transfers.seconds[told], seconds])
    possible = np.concatenate([transfers.possible[told], possible])
    change = np.full(count, change_seconds, dtype=np.int32)
    same = transfers.origin == transfers.target
    change[transfers.origin[same & stated]] = transfers.seconds[same & stated]
    change[transfers.origin[same & ~transfers.possible]] = NEVER // 2
    _, first = np.unique(origin.astype(np.int64) * count + target, return_index=True)
    kept = first[(origin[first] != target[first]) & possible[first]]
    counts = np.bincount(origin[kept], minlength=count)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Footpaths(offsets, target[kept].astype(np.int32), seconds[kept].astype(np.int32), change)


def _near(points: Floats, goals: Floats, reach_metres: float) -> tuple[int, Longs, Longs, Floats]:
    """Pairs at most so far apart, sorted: number of points, rows of points, rows of goals, metres."""
    known = np.flatnonzero(np.isfinite(goals).all(axis=1))
    from_ = np.flatnonzero(np.isfinite(points).all(axis=1))
    if not len(known) or not len(from_):
        empty = np.empty(0, dtype=np.int64)
        return len(points), empty, empty, np.empty(0)
    tree, other = KDTree(place_on_sphere(points[from_])), KDTree(place_on_sphere(goals[known]))
    pairs = tree.sparse_distance_matrix(other, straighten_arc(reach_metres), output_type="ndarray")
    origin, goal, metres = from_[pairs["i"]], known[pairs["j"]], bend_chord(pairs["v"])
    order = np.lexsort((goal, origin))
    return len(points), origin[order], goal[order], metres[order]
