"""Where people leave a vehicle of their own while they go on by bus: a bicycle at a stop, a car at a car park.

What is left in one place is fetched there, so both legs of a shift go by the same stand. The stops of one station are
one stand: the bus home stops on the other side of the road.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from samspel.reach.globe import bend_chord, measure_metres, place_on_sphere
from samspel.reach.network import Network
from samspel.reach.scan import NEVER
from samspel.reach.walking import Pace, link_points
from samspel.terms.arrays import Floats, Ints, Longs


@dataclass(frozen=True)
class Stands:
    """Ways between origins and stops by a stand: way i takes `origin[i]` to `stop[i]` in `seconds[i]`, the vehicle
    being left at `stand[i]`; sorted by origin and stand. There are `origins` of them.
    """

    origins: int
    origin: Longs
    stand: Longs
    stop: Ints
    seconds: Ints

    def find_worst(self, out: Ints, home: Ints) -> Floats:
        """The longer leg of each origin by the stand that is best for it, seconds, infinite where there is none; shape
        (origins,). `out` and `home` are seconds from and to each stop, NEVER without a way; shape (stops,).
        """
        worst = np.full(self.origins, np.inf)
        if not len(self.origin):
            return worst
        is_new = (np.diff(self.origin, prepend=-1) != 0) | (np.diff(self.stand, prepend=-1) != 0)
        first = np.flatnonzero(is_new)
        legs = [np.minimum.reduceat(add_seconds(leg[self.stop], self.seconds), first) for leg in (out, home)]
        longer = np.maximum(*legs)
        np.minimum.at(worst, self.origin[first], np.where(longer < NEVER, longer, np.inf))
        return worst


def stand_at_stations(points: Floats, network: Network, pace: Pace) -> Stands:
    """A vehicle is left at any stop within reach of an origin; `points` is shape (origins, 2)."""
    links = link_points(points, network.stops, pace)
    origin = np.repeat(np.arange(links.count, dtype=np.int64), np.diff(links.offsets))
    return _sort(links.count, origin, network.vehicles.station[links.stop].astype(np.int64), links.stop, links.seconds)


def stand_at_places(
    points: Floats, places: Floats, network: Network, drive: Pace, walk: Pace, leave_seconds: int
) -> Stands:
    """A vehicle is driven to one of the places, shape (places, 2), left in so many seconds, and one walks to a stop."""
    walks = link_points(places, network.stops, walk)
    driven = drive.seconds(measure_metres(points[:, None, :], places[None, :, :]))
    origin, place = np.nonzero(driven <= drive.longest_seconds)
    counts = np.diff(walks.offsets)[place]
    pair = np.repeat(np.arange(len(place)), counts)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    link = walks.offsets[place[pair]] + within
    seconds = driven[origin[pair], place[pair]] + leave_seconds + walks.seconds[link]
    return _sort(len(points), origin[pair], place[pair], walks.stop[link], seconds)


def find_near(points: Floats, places: Floats, pace: Pace) -> Longs:
    """Rows of the places that some of the points may be within reach of, shape (near,); a metre is no matter here."""
    if not len(points) or not len(places):
        return np.empty(0, dtype=np.int64)
    chord, _ = KDTree(place_on_sphere(points)).query(place_on_sphere(places))
    return np.flatnonzero(bend_chord(chord) <= pace.reach_metres + 1.0)


def _sort(origins: int, origin: Longs, stand: Longs, stop: Ints, seconds: Ints) -> Stands:
    order = np.lexsort((stand, origin))
    return Stands(origins, origin[order], stand[order], stop[order], seconds[order].astype(np.int32))


def add_seconds(seconds: Ints, more: Ints) -> Ints:
    """Seconds and more of them, NEVER where there is no way."""
    return np.where(seconds < NEVER, seconds + np.where(seconds < NEVER, more, 0), NEVER).astype(np.int32)
