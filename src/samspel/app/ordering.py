"""Traffic that must be ordered, as if everybody had: what it adds, and how long before it must be ordered."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from samspel.reach.flex import FlexRules, FlexTrip, go_by_order
from samspel.reach.globe import measure_metres
from samspel.reach.report import OrderedLine
from samspel.reach.shifts import MINUTE, ShiftSearch, Turn
from samspel.sources.gtfs.booking import BookingRule, read_booking_rules
from samspel.sources.gtfs.flexible import read_flexible
from samspel.terms.arrays import Floats
from samspel.terms.units import MINUTES_PER_HOUR


def order_traffic(
    search: ShiftSearch, timetables: Sequence[Path], rules: FlexRules
) -> tuple[Callable[[Turn], Floats], tuple[OrderedLine, ...]]:
    """The longer leg of each origin in the timetable with everything that can be ordered, at a stop and a time or
    within a window in an area, and the lines near homes and workplaces that must be ordered.
    """
    with_ordered = search.when_ordered()
    flexible = [one for one in read_flexible(timetables) if _comes_near(one, search)]

    def go(turn: Turn) -> Floats:
        at_stops = with_ordered.measure([turn])[0]
        legs = [
            np.minimum(leg, go_by_order(with_ordered, trip, flexible, rules) / MINUTE)
            for trip, leg in zip(with_ordered.plan(turn), (at_stops.out, at_stops.home), strict=True)
        ]
        return np.asarray(np.maximum(*legs))

    bookings = read_booking_rules(timetables)
    names = sorted(_name_lines(search) | {one.line for one in flexible})
    return go, tuple(line for name in names for line in _tell_line(name, bookings.get(name, ())))


def _comes_near(trip: FlexTrip, search: ShiftSearch) -> bool:
    """Whether somebody can be fetched or set down at home, or at a place within a walk of it."""
    points, walk = search.origins.points, search.rules.walk
    for call in trip.calls:
        metres = measure_metres(points[:, None, :], call.area.points[None, :, :])
        if call.area.holds(points).any() or (walk.seconds(metres) <= walk.longest_seconds).any():
            return True
    return False


def _name_lines(search: ShiftSearch) -> set[str]:
    """Lines that one gets on or off at a stop near a home or a gate only when ordered."""
    network = search.network
    near = np.zeros(len(network.stops.ids), dtype=bool)
    near[search.walks.stop] = near[search.gates.stop] = True
    opened = network.calls.orders_on | network.calls.orders_off
    rows = network.trips.route[np.unique(network.trip_of_call[opened & near[network.calls.stop]])]
    return {network.routes.names[row] for row in rows.tolist()}


def _tell_line(name: str, rules: Sequence[BookingRule]) -> Iterator[OrderedLine]:
    for rule in rules:
        by = "" if rule.by is None else "{:02}:{:02}".format(*divmod(rule.by // MINUTE, MINUTES_PER_HOUR))
        yield OrderedLine(line=name, minutes=rule.minutes, days=rule.days, by=by, phone=rule.phone)
    if not rules:
        yield OrderedLine(line=name)
