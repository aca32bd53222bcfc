"""A timetable as flat arrays: stops, routes, trips, calls, service days and transfers (terms as in GTFS).

Times are seconds from the start of the service day, which is twelve hours before noon local time; a bus at 25:10 is at
90 600. A network holds every trip of its feeds; `reach.connections` picks those that run on a date.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from samspel.terms.arrays import Flags, Floats, Ints, Longs

NOT_STATED = -1
NO_BLOCK = -1


@dataclass(frozen=True)
class Stops:
    """Places where people board and alight (never whole stations). `points` is shape (stops, 2): latitude and longitude
    in degrees (WGS 84), NaN where the feed gives no possible point.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    points: Floats


@dataclass(frozen=True)
class Routes:
    """Lines. `names` is what stands on the bus; `kinds` the GTFS route type, shape (routes,)."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    kinds: Ints


@dataclass(frozen=True)
class Trips:
    """Runs of a line, those by frequency written out one by one. `route` and `service` are rows, shape (trips,)."""

    ids: tuple[str, ...]
    headsigns: tuple[str, ...]
    route: Ints
    service: Ints


@dataclass(frozen=True, kw_only=True)
class Calls:
    """A trip's calls, trip by trip in order: trip i has rows `offsets[i]` to `offsets[i + 1]`; shape (calls,).

    `interpolated` marks times that the feed left blank; `boards` and `alights` say where one may get on and off,
    `orders_on` and `orders_off` where one may who has ordered it.
    """

    offsets: Longs
    stop: Ints
    arrival: Ints
    departure: Ints
    interpolated: Flags
    boards: Flags
    alights: Flags
    orders_on: Flags
    orders_off: Flags


@dataclass(frozen=True)
class Calendar:
    """On which days each service runs: shape (services, days), the first day being `first`."""

    services: tuple[str, ...]
    first: date
    active: Flags

    @property
    def days(self) -> int:
        """How many days the calendar holds."""
        return int(self.active.shape[1])

    def running(self, day: date) -> Flags:
        """Which services run on a day, shape (services,); none outside the calendar."""
        column = (day - self.first).days
        if not 0 <= column < self.days:
            return np.zeros(len(self.services), dtype=bool)
        return self.active[:, column]


@dataclass(frozen=True)
class Transfers:
    """Changes that the feed speaks of, from stop to stop (stations written out as their stops), shape (transfers,).

    `seconds` is the least time, NOT_STATED where the feed gives none; `possible` is False for those it forbids.
    """

    origin: Ints
    target: Ints
    seconds: Ints
    possible: Flags


@dataclass(frozen=True)
class Vehicles:
    """Which trips a vehicle runs one after another, so that people stay on board.

    `block` numbers the vehicle's round of each trip, NO_BLOCK without one, shape (trips,): the next trip of the round
    that runs on the day is ridden on to where it begins at the stop, the station (`station` is equal for its stops,
    shape (stops,)) or within `metres` of where the former ended. `stays` are pairs of trips that the feed says are
    ridden on to, `leaves` those it says are not, each shape (pairs, 2).
    """

    block: Ints
    station: Ints
    stays: Ints
    leaves: Ints
    metres: float

    @classmethod
    def none(cls, trips: int, stops: int) -> "Vehicles":
        """Nobody stays on board anywhere."""
        pairs = np.empty((0, 2), dtype=np.int32)
        return cls(np.full(trips, NO_BLOCK, dtype=np.int32), np.arange(stops, dtype=np.int32), pairs, pairs, 0.0)


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One timetable file. `notes` are pairs of a text key and its count, or what it names: what was mended, left out or
    is unusual. `valid` is the first and last day that the publisher states, YYYY-MM-DD or "".
    """

    file: str
    publisher: str
    version: str
    digest: str
    notes: tuple[tuple[str, int | str], ...]
    valid: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Network:
    """One or several feeds joined. `timezone` is the feeds' own, for example Europe/Stockholm."""

    stops: Stops
    routes: Routes
    trips: Trips
    calls: Calls
    calendar: Calendar
    transfers: Transfers
    vehicles: Vehicles
    timezone: str
    feeds: tuple[Feed, ...]

    @property
    def files(self) -> str:
        """The names of the feeds' files, as they are told to people."""
        return ", ".join(feed.file for feed in self.feeds)

    @cached_property
    def trip_of_call(self) -> Ints:
        """The trip of each call, shape (calls,)."""
        return np.repeat(np.arange(len(self.trips.ids), dtype=np.int32), np.diff(self.calls.offsets))

    @cached_property
    def trips_per_day(self) -> Longs:
        """How many trips start on each day of the calendar, shape (days,)."""
        per_service = np.bincount(self.trips.service, minlength=len(self.calendar.services))
        # Summed in small pieces: the calendar as numbers would be eight times as large.
        return np.asarray(np.einsum("s,sd->d", per_service.astype(np.int64), self.calendar.active, dtype=np.int64))
