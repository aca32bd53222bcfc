"""The rides that run around a date, in the order a scan reads them.

A connection is a ride from one call to the next. Seconds count from the start of the date's service day; trips of the
days before that are still out after midnight have times of their own day moved back, those of the next day forward. On
the two days a year when clocks change, a service day starts twelve hours before noon, as the timetable's format says.
Rides of other days are kept for as long before and after the date as a search may look, twelve hours at most.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from threading import Lock
from zoneinfo import ZoneInfo

import numpy as np

from samspel.reach.events import Events, list_events
from samspel.reach.links import Footpaths
from samspel.reach.network import Network
from samspel.reach.ordering import order_stably
from samspel.reach.rides import Rides
from samspel.reach.staying import Heirs, find_parts, find_stays, list_heirs
from samspel.terms.arrays import Flags, Ints, Longs

HALF_DAY = timedelta(hours=12)
SECONDS_PER_DAY = 86_400
MARGIN = 43_200
"""Seconds of the neighbouring days that are kept on either side of a date."""
EVENT_ROOM = 2**27
"""Bytes of events that are kept from one sweep to the next; what takes more is made anew, in less time than a sweep."""


@dataclass(frozen=True, kw_only=True)
class Connections:
    """Rides sorted by part of the network and then by `begins`, those of one trip in its order; each shape
    (connections,).

    `run` numbers a trip on a service day from 0 to `runs`. `board` and `alight` say whether one may get on where it
    begins and off where it ends; `opens` and `closes` whether the ride is the first and the last of its run. `stays`
    are pairs of runs that people ride on from and to, shape (pairs, 2). Part p has rows `offsets[p]` to
    `offsets[p + 1]`, `part` is that of each stop: nobody gets from one part to another. `ordered` are `board` and
    `alight` for who has ordered what must be; None where nothing must.
    """

    source: Ints
    target: Ints
    begins: Ints
    ends: Ints
    run: Ints
    board: Flags
    alight: Flags
    opens: Flags
    closes: Flags
    stays: Ints
    runs: int
    offsets: Longs
    part: Ints
    ordered: tuple[Flags, Flags] | None = None

    @cached_property
    def mirrored(self) -> "Connections":
        """The same rides with time turned round, so that a scan from a deadline finds the latest departures."""
        last_first = np.arange(len(self.ends) - 1, -1, -1, dtype=np.int32)
        backwards = order_stably(self.part[self.target], order_stably(-self.ends, last_first))
        return Connections(
            source=self.target[backwards],
            target=self.source[backwards],
            begins=-self.ends[backwards],
            ends=-self.begins[backwards],
            run=self.run[backwards],
            board=self.alight[backwards],
            alight=self.board[backwards],
            opens=self.closes[backwards],
            closes=self.opens[backwards],
            stays=self.stays[:, ::-1],
            runs=self.runs,
            offsets=self.offsets,
            part=self.part,
            ordered=None if self.ordered is None else (self.ordered[1][backwards], self.ordered[0][backwards]),
        )

    @cached_property
    def when_ordered(self) -> "Connections":
        """The same rides for who has ordered what must be; all else is shared."""
        board, alight = self.ordered or (self.board, self.alight)
        made = replace(self, board=board, alight=alight, ordered=None)
        vars(made)["heirs"] = self.heirs
        return made

    @cached_property
    def rides(self) -> Rides:
        """The rides as the compiled loops take them."""
        return Rides(
            source=self.source,
            target=self.target,
            begins=self.begins,
            ends=self.ends,
            run=self.run,
            board=self.board,
            alight=self.alight,
            closes=self.closes,
            leads=self.heirs.leads,
            heir_offsets=self.heirs.offsets,
            heirs=self.heirs.runs,
            offsets=self.offsets,
            part=self.part,
        )

    @cached_property
    def events(self) -> Events:
        """The rides as events in order of time."""
        return list_events(self.rides, self.runs)

    @cached_property
    def heirs(self) -> Heirs:
        """The runs that each run goes over into."""
        return list_heirs(self.runs, self.stays)


class Timeline:
    """Connections around a date, made from a network; the same object for days with the same traffic. Threads share it.

    With the footpaths that a search walks the network falls apart where it can; without them it is one part: `part` is
    that of each stop. Rides of other days are kept for `margin` seconds before and after the date, and MARGIN at most.
    """

    def __init__(self, network: Network, footpaths: Footpaths | None = None, margin: int = MARGIN) -> None:
        self._network, self._margin = network, min(margin, MARGIN)
        stops = len(network.stops.ids)
        self.part = np.zeros(stops, dtype=np.int32) if footpaths is None else find_parts(network, footpaths)
        self._zone = ZoneInfo(network.timezone)
        self._made: dict[object, Connections] = {}
        self._starts: dict[date, float] = {}
        self._signatures: dict[date, int] = {}
        self._numbers: dict[object, int] = {}
        self._lock = Lock()

    @cached_property
    def _calls(self) -> Ints:
        """Every ride of the network, sorted by departure: the row of the call where it begins."""
        calls, trip = self._network.calls, self._network.trip_of_call
        begins = np.ones(len(calls.stop), dtype=bool)
        begins[calls.offsets[1:][np.diff(calls.offsets) > 0] - 1] = False
        call = np.flatnonzero(begins).astype(np.int32)
        # Of rides at one minute that of the trip which began first goes first: people may stay on board into the other.
        started = calls.departure[calls.offsets[trip[call]]]
        return call[np.lexsort((started, calls.departure[call]))]

    @cached_property
    def _days_before(self) -> int:
        """How many earlier service days can still have a trip out after midnight."""
        arrival = self._network.calls.arrival
        return int((arrival.max() + self._margin) // SECONDS_PER_DAY) if len(arrival) else 0

    def signature(self, day: date) -> int:
        """Equal for two days exactly when the same trips run at the same clock times around them."""
        if day not in self._signatures:
            calendar = self._network.calendar
            told = tuple((self.offset(day, other), calendar.running(other).tobytes()) for other in self._around(day))
            with self._lock:
                self._signatures[day] = self._numbers.setdefault(told, len(self._numbers))
        return self._signatures[day]

    def around(self, day: date, mirrored: bool = False) -> Connections:
        """Connections of a date with the trips of the days before and the day after; made once for equal days."""
        key = self.signature(day)
        with self._lock:
            if key not in self._made:
                self._made[key] = self._make(day)
            return self._made[key].mirrored if mirrored else self._made[key]

    def spare_events(self, swept: Connections) -> None:
        """Let go of the events of what has been swept, where all that are kept take too much room."""
        with self._lock:
            kept = sum({id(one): _measure_events(one) for one in self._list_made()}.values())
            if kept > EVENT_ROOM:
                vars(swept).pop("events", None)

    def forget_events(self) -> None:
        """Let go of what only sweeps read, when they are done; it is made again for another."""
        with self._lock:
            for one in self._list_made():
                vars(one).pop("events", None)

    def _list_made(self) -> Iterator[Connections]:
        """What is kept, in either direction of time."""
        for one in self._made.values():
            for rides in (one, vars(one).get("mirrored")):
                yield from () if rides is None else (rides, vars(rides).get("when_ordered", rides))

    def first_run(self, day: date, service_day: date) -> int:
        """The number of the first run of a service day among the connections around a date."""
        return ((service_day - day).days + self._days_before) * len(self._network.trips.ids)

    def clock(self, day: date, at: time, days_later: int = 0) -> int:
        """Seconds from the start of the service day to a wall-clock time, that day or later."""
        moment = datetime.combine(day + timedelta(days=days_later), at, self._zone)
        return round(moment.timestamp() - self._start(day))

    def wall(self, day: date, seconds: int) -> datetime:
        """The wall-clock time of seconds from the start of the service day."""
        return datetime.fromtimestamp(self._start(day) + seconds, self._zone)

    def offset(self, day: date, other: date) -> int:
        """Seconds from the start of a service day to that of another."""
        return round(self._start(other) - self._start(day))

    def _around(self, day: date) -> list[date]:
        return [day + timedelta(days=step) for step in range(-self._days_before, 2)]

    def _start(self, day: date) -> float:
        if day not in self._starts:
            noon = datetime.combine(day, time(12), self._zone)
            self._starts[day] = noon.timestamp() - HALF_DAY.total_seconds()
        return self._starts[day]

    def _make(self, day: date) -> Connections:
        network, every = self._network, self._calls
        calls, trips, trip = network.calls, len(network.trips.ids), network.trip_of_call
        parts, shifts, runs, stays = [], [], [], []
        for number, other in enumerate(self._around(day)):
            running = network.calendar.running(other)[network.trips.service]
            call = every[running[trip[every]]] if running.any() else every[:0]
            shift_of_day = self.offset(day, other)
            call = call[calls.arrival[call + 1] + shift_of_day >= -self._margin]
            call = call[calls.departure[call] + shift_of_day <= SECONDS_PER_DAY + self._margin]
            parts.append(call)
            shifts.append(np.full(len(call), shift_of_day, dtype=np.int32))
            runs.append(np.full(len(call), number * trips, dtype=np.int32))
            stays.append(find_stays(network, running) + np.int32(number * trips))
        call, shift = np.concatenate(parts), np.concatenate(shifts)
        begins = calls.departure[call] + shift
        order = order_stably(self.part[calls.stop[call]], order_stably(begins))
        call, shift, begins = call[order], shift[order], begins[order]
        counts = np.bincount(self.part[calls.stop[call]], minlength=int(self.part.max(initial=0)) + 1)
        trip = trip[call]
        return Connections(
            source=calls.stop[call],
            target=calls.stop[call + 1],
            begins=begins,
            ends=calls.arrival[call + 1] + shift,
            run=trip + np.concatenate(runs)[order],
            board=calls.boards[call],
            alight=calls.alights[call + 1],
            opens=call == calls.offsets[trip],
            closes=call + 2 == calls.offsets[trip + 1],
            stays=np.concatenate(stays),
            runs=trips * len(parts),
            offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            part=self.part,
            ordered=self._find_ordered(call),
        )

    def _find_ordered(self, call: Ints) -> tuple[Flags, Flags] | None:
        """Where one gets on and off who has ordered it, for rides that begin at the calls."""
        calls = self._network.calls
        if not self._must_order:
            return None
        return (calls.boards | calls.orders_on)[call], (calls.alights | calls.orders_off)[call + 1]

    @cached_property
    def _must_order(self) -> bool:
        return bool(self._network.calls.orders_on.any() or self._network.calls.orders_off.any())


def _measure_events(rides: Connections) -> int:
    """Bytes that the events of rides take, none where they have not been made."""
    events: Events | None = vars(rides).get("events")
    return 0 if events is None else sum(one.nbytes for one in events if isinstance(one, np.ndarray))
