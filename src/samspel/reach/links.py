"""Walks between stops, and between points and stops, as flat arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samspel.terms.arrays import Ints, Longs


@dataclass(frozen=True)
class Footpaths:
    """Walks between stops: from stop i to `target[offsets[i]:offsets[i + 1]]` in `seconds`; never to itself.

    `change` is the least time between two rides at the same stop, shape (stops,).
    """

    offsets: Longs
    target: Ints
    seconds: Ints
    change: Ints

    @cached_property
    def mirrored(self) -> "Footpaths":
        """The same walks the other way."""
        origin = np.repeat(np.arange(len(self.change), dtype=np.int32), np.diff(self.offsets))
        order = np.argsort(self.target, kind="stable")
        counts = np.bincount(self.target, minlength=len(self.change))
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return Footpaths(offsets, origin[order], self.seconds[order], self.change)


@dataclass(frozen=True)
class Links:
    """Walks between points and stops: point i reaches `stop[offsets[i]:offsets[i + 1]]` in `seconds`."""

    offsets: Longs
    stop: Ints
    seconds: Ints

    @property
    def count(self) -> int:
        """How many points there are."""
        return len(self.offsets) - 1

    def turned(self, stops: int) -> "Links":
        """The same walks by stop: for each stop its points, as if they were the stops."""
        point = np.repeat(np.arange(self.count, dtype=np.int32), np.diff(self.offsets))
        order = np.argsort(self.stop, kind="stable")
        counts = np.bincount(self.stop, minlength=stops)
        return Links(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), point[order], self.seconds[order])
