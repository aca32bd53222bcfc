"""Journeys in the made-up town, reckoned from its raw files in the plainest way, apart from the engine: every ride of
three days read in order of departure, each stop's earliest arrival kept.
"""

import csv
import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby, pairwise, product

from samspel.catalogue.loading import find_content
from samspel.reach.workplaces import Point

TOWN = find_content() / "demo" / "pahittad_kommun"
TIMETABLE = TOWN / "timetable"
DAY = 24 * 60
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STATION_MINUTES = 3
DETOUR = 1.3


@dataclass(frozen=True)
class Walking:
    """Walking at `kmh` to and between stops at most `km` away."""

    km: float
    kmh: float

    def minutes(self, a: Point, b: Point) -> float | None:
        """Minutes between two points, None for farther than people walk."""
        distance = measure(a, b)
        return distance * DETOUR / self.kmh * 60 if distance <= self.km else None


def measure(a: Point, b: Point) -> float:
    """Kilometres between two points near each other."""
    east = (a[1] - b[1]) * math.cos(math.radians(a[0]))
    return math.hypot(a[0] - b[0], east) * 111.195


@cache
def read(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a file of the feed."""
    with (TIMETABLE / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def minutes_of(time: str) -> int:
    """Minutes of a GTFS time."""
    hours, minutes, _ = time.split(":")
    return int(hours) * 60 + int(minutes)


@cache
def stops() -> Mapping[str, Point]:
    """The point of every stop."""
    rows = [row for row in read("stops") if row["location_type"] == "0"]
    return {row["stop_id"]: (float(row["stop_lat"]), float(row["stop_lon"])) for row in rows}


@cache
def services(day: date) -> frozenset[str]:
    """The services that run on a day."""
    written, weekday = f"{day:%Y%m%d}", WEEKDAYS[day.weekday()]
    rows = [row for row in read("calendar") if row["start_date"] <= written <= row["end_date"]]
    running = {row["service_id"] for row in rows if row[weekday] == "1"}
    changes = {row["service_id"]: row["exception_type"] for row in read("calendar_dates") if row["date"] == written}
    return frozenset(running - {s for s, kind in changes.items() if kind == "2"}) | {
        s for s, kind in changes.items() if kind == "1"
    }


@cache
def patterns() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Each trip's stops with the minute; blank times lie evenly between those beside them."""
    trips = {}
    for trip, group in groupby(read("stop_times"), key=lambda row: row["trip_id"]):
        calls = [(row["stop_id"], row["departure_time"]) for row in group]
        known = [number for number, (_, time) in enumerate(calls) if time]
        minutes = dict.fromkeys(range(len(calls)), 0.0)
        for a, b in pairwise(known):
            start, end = minutes_of(calls[a][1]), minutes_of(calls[b][1])
            minutes |= {n: start + (end - start) * (n - a) / (b - a) for n in range(a, b + 1)}
        trips[trip] = tuple((stop, minutes[number]) for number, (stop, _) in enumerate(calls))
    return trips


@dataclass(frozen=True)
class Change:
    """A trip that runs some minutes earlier, or another that does; its own departure is then kept."""

    trip: str = ""
    earlier: int = 0
    added: bool = False


@cache
def rides(day: date, change: Change) -> tuple[tuple[float, float, str, str, str], ...]:
    """Rides from the evening before until the evening after: departure, arrival, from, to and trip."""
    repeats: dict[str, list[float]] = {}
    for row in read("frequencies"):
        first, before, step = (minutes_of(row["start_time"]), minutes_of(row["end_time"]), int(row["headway_secs"]))
        start = patterns()[row["trip_id"]][0][1]
        repeats.setdefault(row["trip_id"], []).extend(m - start for m in range(first, before, step // 60))
    found = []
    for offset in (-1, 0, 1, 2):
        running = services(day + timedelta(days=offset))
        for trip in read("trips"):
            identity = trip["trip_id"]
            if trip["service_id"] not in running:
                continue
            moved = [0, change.earlier][not change.added :] if identity == change.trip else [0]
            for repeat, earlier in product(repeats.get(identity, [0.0]), moved):
                shift = offset * DAY + repeat - earlier
                for (a, leaves), (b, arrives) in pairwise(patterns()[identity]):
                    found.append((leaves + shift, arrives + shift, a, b, f"{identity}/{offset}/{repeat}/{earlier}"))
    return tuple(sorted(found))


@cache
def walks(walking: Walking) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """From each stop to the others on foot; within the station at least what transfers.txt says."""
    least = {(row["from_stop_id"], row["to_stop_id"]): int(row["min_transfer_time"]) / 60 for row in read("transfers")}
    return {
        a: tuple(
            (b, max(minutes, least.get((a, b), 0.0)))
            for b in stops()
            if (minutes := walking.minutes(stops()[a], stops()[b])) is not None
        )
        for a in stops()
    }


def arrive(
    origin: Point, goal: Point, start: float, latest: float, day: date, walking: Walking, change: Change
) -> float:
    """The earliest arrival, in minutes of the day, of one who leaves at `start`, infinite if there is none or it is
    after `latest`.
    """
    ready = dict.fromkeys(stops(), math.inf)
    best = math.inf
    for stop, point in stops().items():
        minutes = walking.minutes(origin, point)
        if minutes is not None:
            ready[stop] = start + minutes
    aboard: set[str] = set()
    found = rides(day, change)
    for leaves, arrives, a, b, trip in found[bisect_left(found, (start,)) :]:
        if leaves > latest:
            break
        if not (trip in aboard or ready[a] <= leaves):
            continue
        aboard.add(trip)
        for stop, minutes in walks(walking)[b]:
            ready[stop] = min(ready[stop], arrives + minutes)
        last = walking.minutes(stops()[b], goal)
        if last is not None:
            best = min(best, arrives + last)
    return best if best <= latest else math.inf
