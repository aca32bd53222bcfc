"""What a timetable file may hold: the limits and kinds of content/timetables.toml."""

from functools import cache
from pathlib import Path

from samspel.catalogue.loading import find_content
from samspel.catalogue.reading import read_record
from samspel.catalogue.records.base import Record


class Size(Record, frozen=True, kw_only=True):
    """Megabytes of the file, of its list of members and of all tables unpacked. A table may be `ratio` times its packed
    size; the first `free` megabytes of each are not held against it.
    """

    packed: int
    directory: int
    unpacked: int
    ratio: int
    free: int


class RowLimits(Record, frozen=True, kw_only=True):
    """How many rows are taken: calls, trips, rows of other tables, calls written out from frequencies, transfers
    between stops, services times days, and pairs of stops so many metres apart.
    """

    calls: int
    trips: int
    rows: int
    written_out: int
    transfers: int
    calendar: int
    near_stops: int
    near_metres: float


class Times(Record, frozen=True, kw_only=True):
    """The latest time of a service day, hours."""

    latest_hours: int


class Names(Record, frozen=True, kw_only=True):
    """Characters of a name of a stop, a line or a publisher that are kept."""

    longest: int


class References(Record, frozen=True, kw_only=True):
    """The largest share of references to what does not exist with which a file is read."""

    most_unknown: float


class Clock(Record, frozen=True, kw_only=True):
    """The time zone that the hours of shifts are told in."""

    zone: str


class RouteKinds(Record, frozen=True, kw_only=True):
    """Route types that are known: GTFS's own, and the extended ones from the first to the last."""

    basic: list[int]
    first_extended: int
    last_extended: int


class OnDemand(Record, frozen=True, kw_only=True):
    """Route types that run only when ordered: single kinds, and all from the first to the last kind of taxi."""

    kinds: list[int]
    first_taxi: int
    last_taxi: int
    source: str


class Near(Record, frozen=True, kw_only=True):
    """Metres within which a vehicle goes on as its next trip, and stops of two feeds are one."""

    staying_metres: float
    same_stop_metres: float
    same_name_metres: float


class Kept(Record, frozen=True, kw_only=True):
    """How much built timetables may take on disk."""

    megabytes: int


class TimetableRules(Record, frozen=True, kw_only=True):
    """Everything in content/timetables.toml."""

    size: Size
    rows: RowLimits
    times: Times
    names: Names
    references: References
    clock: Clock
    route_kinds: RouteKinds
    on_demand: OnDemand
    near: Near
    kept: Kept


@cache
def load_rules(content: Path | None = None) -> TimetableRules:
    """The rules, read once. Raises ContentError where the file is not as it should be."""
    return read_record((content or find_content()) / "timetables.toml", TimetableRules)
