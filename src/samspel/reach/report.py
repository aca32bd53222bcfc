"""What a reckoning of reach found for a place, as it is kept and shown: plain records, no arrays.

Shares are of one, times are minutes unless said, clock times are `HH:MM`; None means that there is no way.
"""

from datetime import date
from typing import Literal

import msgspec


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record."""


class ReportedRide(Record, frozen=True, forbid_unknown_fields=True):
    """One ride: line, direction, where and when one gets on and off."""

    line: str
    towards: str
    board: str
    boards_at: str
    alight: str
    alights_at: str


class MissedChange(Record, frozen=True, forbid_unknown_fields=True):
    """A ride that one changes to, by its line and where it leaves, and when one arrives if it has just gone: so many
    minutes `later` than told, None where there is no way.
    """

    line: str
    stop: str
    arrives_at: str | None
    later: int | None


class ReportedJourney(Record, frozen=True, forbid_unknown_fields=True):
    """A journey door to gate or gate to door; `walks` are minutes before, between and after the rides. With them, and
    waits between rides, the clocks add up. `missed` is what each change costs when it is missed.
    """

    leaves_at: str
    arrives_at: str
    walks: tuple[int, ...]
    rides: tuple[ReportedRide, ...]
    missed: tuple[MissedChange, ...] = ()


class LocalityReach(Record, frozen=True, forbid_unknown_fields=True):
    """How those who live in a locality get to a shift and home.

    `out` and `home` are the median person's minutes, `within` the share within each limit (in the report's order).
    `later` is how much later the shift would have to begin, `earlier` how much earlier to end, for half of
    them to make the leg within the longest limit (0: they make it). Journeys are those from the locality's centre.
    `steady` is the share within each limit who make both legs on most days when departures are late or cancelled.
    """

    locality: int
    out: float | None
    home: float | None
    within: tuple[float, ...]
    later: float | None
    earlier: float | None
    out_journey: ReportedJourney | None
    home_journey: ReportedJourney | None
    steady: tuple[float, ...] = ()


class Departure(Record, frozen=True, forbid_unknown_fields=True):
    """A single departure that would help, added or moved from another time.

    `gained` are the people (or employees) who then make both legs within the longest limit, `gained_leg` those who make
    this leg, `lost` those who no longer make some shift of the list, on the worst of the days; once for each shift.
    """

    outward: bool
    line: str
    towards: str
    from_stop: str
    to_stop: str
    starts_at: str
    ends_at: str
    moved_from: str | None
    gained: float
    gained_leg: float
    lost: float

    @property
    def bus(self) -> tuple[bool, str, str, str]:
        """Equal for two that put the same bus on the road, the one by a new departure and the other by a move."""
        return self.outward, self.line, self.from_stop, self.starts_at


class Steady(Record, frozen=True, forbid_unknown_fields=True):
    """The shares who make a shift on most days, when departures are late or cancelled as somebody assumes; in the order
    of the report's limits.
    """

    people: tuple[float, ...]
    employees: tuple[float, ...] | None


BesideKind = Literal["cycle", "cycle_on", "parking", "ordered"]
"""A bicycle to the stop, a second one from it, a car to a car park by a stop, traffic that must be ordered."""


class OrderedLine(Record, frozen=True, forbid_unknown_fields=True):
    """A line that must be ordered: so many `minutes` before the journey, or so many `days` before it and by the clock
    `by` ("" where that is not said); neither where the timetable does not say how long before.
    """

    line: str
    minutes: int | None = None
    days: int | None = None
    by: str = ""
    phone: str = ""


class Beside(Record, frozen=True, forbid_unknown_fields=True):
    """What a way beside the bus adds to a shift: the shares who make it within each limit when each may also go that
    way, and how many of those who are shown first (employees, or people) make it then and not without.
    """

    kind: BesideKind
    people: tuple[float, ...]
    employees: tuple[float, ...] | None
    gained: tuple[float, ...]


class TurnReach(Record, frozen=True, forbid_unknown_fields=True):
    """A shift on weekdays (0 is Monday) with one and the same result. Shares stand in the order of the report's limits.

    `employees` is None where nobody has said where they live; departures then count people. `steady` is by the
    assumption of disruptions itself, then by the mild and the harsh end of its range where it was not the user's own;
    empty where it was not reckoned. `beside` are the ways beside the bus that were asked for, in none of the other
    figures.
    """

    workplace: int
    shift: str
    begins: str
    ends: str
    before: int
    after: int
    days: tuple[date, ...]
    people: tuple[float, ...]
    people_out: tuple[float, ...]
    people_home: tuple[float, ...]
    employees: tuple[float, ...] | None
    localities: tuple[LocalityReach, ...]
    departures: tuple[Departure, ...]
    steady: tuple[Steady, ...] = ()
    beside: tuple[Beside, ...] = ()

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays on which the shift begins."""
        return tuple(day.weekday() for day in self.days)


class KeptPlace(Record, frozen=True, forbid_unknown_fields=True):
    """A locality or a workplace with its point in degrees. `people` live there or work there, None where unknown."""

    name: str
    latitude: float
    longitude: float
    people: float | None

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


class KeptFeed(Record, frozen=True, forbid_unknown_fields=True):
    """A timetable file as it was read. A note has its text key and the count, or what it names."""

    file: str
    publisher: str
    version: str
    digest: str
    notes: tuple[tuple[str, int | str], ...]


class RoadTime(Record, frozen=True, forbid_unknown_fields=True):
    """Minutes by car to or from the nearest goal, by locality or workplace (`of`), and which goal.

    `why` is empty for a measured time, `off_map` for one that rests on the straight line to a goal off the map, and for
    a blank the name of a gap (`roads.gap` in the texts).
    """

    of: int
    minutes: float | None
    goal: str
    basis: Literal["measured", "calculated", "estimated"]
    why: str


class RoadStretch(Record, frozen=True, forbid_unknown_fields=True):
    """A kind of road on the last kilometres to a workplace: share of the metres that people travel there."""

    road: str
    surface: str
    light: str
    limit: int | None
    share: float


class CycleKept(Record, frozen=True, forbid_unknown_fields=True):
    """Cycling to a workplace: share of people with a route within the time, share of those with a sheltered one, and
    how the kilometres of their quickest routes are made up (shares of one). `of_employees` tells whether the people are
    the employees, as on the last kilometres by car, or those of the localities. `why` is the gap that no bicycle gets
    across, if there is one.
    """

    workplace: int
    within: float | None
    sheltered: float | None
    on_cycleway: float | None
    lit: float | None
    light_unknown: float | None
    paved: float | None
    by_road: tuple[tuple[str, float], ...]
    surface_unknown: float | None = None
    of_employees: bool = False
    why: str = ""


class LeftOut(Record, frozen=True, forbid_unknown_fields=True):
    """A hospital or an ambulance station that has no time, and the gap that is why."""

    kind: Literal["hospital", "station"]
    name: str
    why: str


class RoadReach(Record, frozen=True, forbid_unknown_fields=True):
    """What the road map gave. `file` and `drawn` name the map and how new it is; `lost` stretches go on beyond it.

    `surgery` and `stations` (driving from the nearest) are by locality, `surgery_of_sites` and `sites` (the mean over
    the localities' people) by workplace, as are `last_kilometres` and `cycling`. `limit_minutes` is for surgery,
    `outside` names localities off the map, `hospitals_assumed` tells whether the built-in list of hospitals was used.
    `at_times` counts roads that are open at some times or to some only, `left_out` are goals without a time.
    """

    file: str
    drawn: str
    limit_minutes: float
    surgery: tuple[RoadTime, ...]
    surgery_of_sites: tuple[RoadTime, ...]
    stations: tuple[RoadTime, ...]
    sites: tuple[RoadTime, ...]
    last_km: float
    last_kilometres: tuple[tuple[RoadStretch, ...], ...]
    cycling: tuple[CycleKept, ...]
    outside: tuple[str, ...]
    lost: int = 0
    hospitals_assumed: bool = False
    at_times: int = 0
    left_out: tuple[LeftOut, ...] = ()


class LocalValue(Record, frozen=True, forbid_unknown_fields=True):
    """An indicator's value for the place, with how it came about, and what it would be `otherwise`, if that were so
    which nobody is sure of (`doubts`).
    """

    indicator: str
    value: float
    basis: Literal["measured", "calculated", "estimated"]
    source: str
    file: str
    publisher: str
    otherwise: float | None = None
    doubts: tuple[str, ...] = ()


class ReachReport(Record, frozen=True, forbid_unknown_fields=True):
    """Everything that is kept for a place. `settings` are the parameters' names and values as they were used.

    `cycles` tells whether bicycles to the stop were counted with the bus, as before they were told apart. `housed` is
    for each workplace how many of its employees live in a listed locality, None where nobody has said;
    `sites_without_stop` are rows of workplaces with no stop within a walk. `ignored` gives for each list, by its file's
    name, the headings that nothing was done with. `is_elsewhere` tells that no listed locality lies in the place, which
    then gets no values. `sites_by` and `sites_added` (ISO) are whose own figures the workplaces are and when they were
    added, empty for another list. `parkings` names the car parks that were reckoned with ("" where one has no name),
    `parkings_without_stop` those of them that no stop lies near; `parkings_drawn` tells that they are those of the road
    map and not of a list. `ordered` are the lines near homes or workplaces that must be ordered.
    """

    place: str
    made: date
    program: str
    limits: tuple[float, ...]
    settings: tuple[tuple[str, float], ...]
    feeds: tuple[KeptFeed, ...]
    week: tuple[date, ...]
    silent: tuple[date, ...]
    unreached_days: tuple[date, ...]
    localities: tuple[KeptPlace, ...]
    workplaces: tuple[KeptPlace, ...]
    turns: tuple[TurnReach, ...]
    outside_localities: float | None
    roads: RoadReach | None
    values: tuple[LocalValue, ...]
    is_made_up: bool
    cycles: bool = False
    housed: tuple[int | None, ...] = ()
    sites_without_stop: tuple[int, ...] = ()
    ignored: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_elsewhere: bool = False
    sites_by: str = ""
    sites_added: str = ""
    parkings: tuple[str, ...] = ()
    parkings_drawn: bool = False
    parkings_without_stop: tuple[str, ...] = ()
    ordered: tuple[OrderedLine, ...] = ()
