"""Journeys with something beside the bus: a bicycle to the stop, a second one from it, a car to a car park.

Each is reckoned by itself and told apart: what it adds to those who go by bus and on foot. Nothing is taken aboard.
"""

from collections.abc import Iterable

import numpy as np

from samspel.reach.links import Links
from samspel.reach.scan import NEVER, scan_tree
from samspel.reach.shifts import MINUTE, ShiftSearch, Trip, Turn
from samspel.reach.stands import Stands, add_seconds
from samspel.reach.walking import Pace, link_points
from samspel.terms.arrays import Floats, Ints


def go_by_stands(search: ShiftSearch, turn: Turn, stands: Stands) -> Floats:
    """The longer leg of each origin that leaves a vehicle at one of the stands, minutes, infinite where there is none;
    shape (origins,).
    """
    out, home = (_ride(search, trip, *search.gate(turn.workplace)) for trip in search.plan(turn))
    return _to_minutes(search, stands.find_worst(out, home))


def go_on_by_bicycle(search: ShiftSearch, turn: Turn, pace: Pace) -> Floats:
    """The same for who walks to the bus and has a second bicycle at one station near the workplace, for both legs."""
    gate = np.array([search.workplaces[turn.workplace].point])
    trips, best = search.plan(turn), np.full(len(search.origins.people), np.inf)
    for stops, seconds in _list_stations(search, link_points(gate, search.network.stops, pace)):
        out, home = (_find_least(search.walks, _ride(search, trip, stops, seconds)) for trip in trips)
        longer = np.maximum(out, home)
        best = np.minimum(best, np.where(longer < NEVER, longer, np.inf))
    return _to_minutes(search, best)


def _list_stations(search: ShiftSearch, links: Links) -> Iterable[tuple[Ints, Ints]]:
    """The stops of each station that are within reach, with the seconds to them."""
    station = search.network.vehicles.station[links.stop]
    for one in np.unique(station):
        yield links.stop[station == one], links.seconds[station == one]


def _ride(search: ShiftSearch, trip: Trip, stops: Ints, seconds: Ints) -> Ints:
    """Seconds between each stop and what the leg is counted to, for who goes between those stops and the gate in so
    many seconds; shape (stops,).
    """
    start = -trip.limit if trip.outward else trip.limit
    tree = scan_tree(*search.direct(trip.day, trip.outward), stops, seconds, start, search.rules.horizon_seconds)
    counted = np.full(len(tree.ride), trip.counted if trip.outward else -trip.counted, dtype=np.int32)
    return add_seconds(tree.ride, counted)


def _find_least(links: Links, by_stop: Ints) -> Ints:
    """The least seconds of each point by any of its stops, NEVER where there is none; shape (points,)."""
    least = np.full(links.count, NEVER, dtype=np.int32)
    some = np.flatnonzero(np.diff(links.offsets))
    if len(some):
        least[some] = np.minimum.reduceat(add_seconds(by_stop[links.stop], links.seconds), links.offsets[some])
    return least


def _to_minutes(search: ShiftSearch, seconds: Floats) -> Floats:
    return np.where(seconds <= search.rules.horizon_seconds, seconds / MINUTE, np.inf)
