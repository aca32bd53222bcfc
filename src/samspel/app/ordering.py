"""Traffic that must be ordered, as if everybody had: what it adds, and how long before it must be ordered."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from samspel.reach.network import Network
from samspel.reach.report import OrderedLine
from samspel.reach.shifts import ShiftSearch, Turn
from samspel.sources.gtfs.booking import BookingRule, read_booking_rules
from samspel.sources.gtfs.reading import read_network
from samspel.terms.arrays import Floats
from samspel.terms.units import MINUTES_PER_HOUR

SECONDS_PER_MINUTE = 60


def order_traffic(
    search: ShiftSearch, timetables: Sequence[Path]
) -> tuple[Callable[[Turn], Floats], tuple[OrderedLine, ...]]:
    """The longer leg of each origin in the timetable with everything that can be ordered at a stop and a time, and the
    lines near homes and workplaces that must be ordered. Traffic without times at stops is not in it.
    """
    network = read_network(timetables, ordered=True)
    with_ordered = ShiftSearch(network, search.workplaces, search.origins, search.rules)

    def go(turn: Turn) -> Floats:
        return with_ordered.measure([turn])[0].worst

    rules = read_booking_rules(timetables)
    names = _name_lines(search.network, with_ordered)
    return go, tuple(line for name in names for line in _tell_line(name, rules.get(name, ())))


def _name_lines(regular: Network, search: ShiftSearch) -> list[str]:
    """Lines that one gets on or off at a stop near a home or a gate only when ordered."""
    network = search.network
    near = np.zeros(len(network.stops.ids), dtype=bool)
    near[search.walks.stop] = near[search.gates.stop] = True
    opened = (network.calls.boards & ~regular.calls.boards) | (network.calls.alights & ~regular.calls.alights)
    rows = network.trips.route[np.unique(network.trip_of_call[opened & near[network.calls.stop]])]
    return sorted({network.routes.names[row] for row in rows.tolist()})


def _tell_line(name: str, rules: Sequence[BookingRule]) -> Iterator[OrderedLine]:
    for rule in rules:
        by = "" if rule.by is None else "{:02}:{:02}".format(*divmod(rule.by // SECONDS_PER_MINUTE, MINUTES_PER_HOUR))
        yield OrderedLine(line=name, minutes=rule.minutes, days=rule.days, by=by, phone=rule.phone)
    if not rules:
        yield OrderedLine(line=name)
