"""A made-up county for benchmarks, built as a Swedish one is: one city and six towns with dense lines, trunk lines
between them along the roads, hundreds of thin lines through the villages, school buses twice a day, night buses that
run past midnight at weekends, and a second operator on the busiest roads with stops of its own a few steps away.

All of it hangs together: villages lie on roads to a town, thin lines end where the others call, and footpaths join the
stops of the two operators. Drawn anew from one seed; `size` is a share of the whole county's lines and villages.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from samspel.reach.network import Calendar, Calls, Feed, Network, Routes, Stops, Transfers, Trips, Vehicles
from samspel.terms.arrays import Ints

SEED = 1
DAY = date(2026, 3, 4)
"""A Wednesday; the timetable holds its week and the days beside it."""
HOUR, MINUTE = 3600, 60
CENTRE, WIDE_KM, METRES_PER_DEGREE = (60.5, 16.5), 60.0, 111_195.0
TOWNS, VILLAGES = 6, 800
CITY_LINES, TOWN_LINES, TRUNK_LINES = 80, 20, 10
CITY_STEP, ROAD_STEP, BESIDE = 350.0, 1100.0, 70.0
"""Metres between two stops in town and on the road, and between the stops of two operators."""
CITY_SPEED, ROAD_SPEED = 6.0, 13.0
"""Metres a second, stops included."""
WEEKDAYS, SATURDAY, SUNDAY, WEEKEND_NIGHTS = (0, 1, 2, 3, 4), (5,), (6,), (4, 5)


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """Lines of a kind: hours from and to with minutes between departures, and on which days they run."""

    name: str
    spans: tuple[tuple[float, float, float], ...]
    days: tuple[int, ...]


CITY = (
    _Kind(name="city", spans=((5, 6, 15), (6, 19, 6), (19, 24.5, 15)), days=WEEKDAYS),
    _Kind(name="city, Saturday", spans=((6, 24.5, 15),), days=SATURDAY),
    _Kind(name="city, Sunday", spans=((7, 23.5, 20),), days=SUNDAY),
)
TOWN = (
    _Kind(name="town", spans=((5.5, 19, 15), (19, 23, 30)), days=WEEKDAYS),
    _Kind(name="town, weekend", spans=((8, 20, 30),), days=(5, 6)),
)
TRUNK = (
    _Kind(name="trunk", spans=((4.5, 9, 15), (9, 14, 30), (14, 19, 15), (19, 24, 60)), days=WEEKDAYS),
    _Kind(name="trunk, weekend", spans=((7, 23, 60),), days=(5, 6)),
)
THIN = (
    _Kind(name="thin", spans=((5.5, 9, 70), (12, 18, 90)), days=WEEKDAYS),
    _Kind(name="thin, Saturday", spans=((9, 17, 240),), days=SATURDAY),
)
SCHOOL = (_Kind(name="school", spans=((6.9, 8, 60), (13.5, 16, 90)), days=WEEKDAYS),)
NIGHT = (_Kind(name="night", spans=((24.5, 28, 60),), days=WEEKEND_NIGHTS),)
SECOND = (
    _Kind(name="second operator", spans=((5, 10, 30), (14, 20, 30)), days=WEEKDAYS),
    _Kind(name="second operator, weekend", spans=((8, 22, 120),), days=(5, 6)),
)


@dataclass
class _Drawing:
    """The county while it is drawn; metres from its centre, a stop for each place, and trips as rows of stops and
    seconds.
    """

    generator: np.random.Generator
    places: list[tuple[float, float]] = field(default_factory=list)
    corners: dict[tuple[int, int], int] = field(default_factory=dict)
    trips: list[tuple[Ints, Ints, tuple[int, ...]]] = field(default_factory=list)

    def stop(self, east: float, north: float) -> int:
        """A new stop."""
        self.places.append((east, north))
        return len(self.places) - 1

    def corner(self, east: float, north: float) -> int:
        """The stop at a street corner in town, where lines meet."""
        at = round(east / CITY_STEP), round(north / CITY_STEP)
        if at not in self.corners:
            self.corners[at] = self.stop(east, north)
        return self.corners[at]

    def run(self, stops: list[int], speed: float, kinds: tuple[_Kind, ...]) -> None:
        """Trips of a line both ways, each day's by its kind; times are whole minutes, as in most timetables."""
        way = np.array([self.places[stop] for stop in stops])
        gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))]) / speed
        for kind in kinds:
            for order in (1, -1):
                row = np.array(stops[::order], dtype=np.int32)
                seconds = gone if order == 1 else gone[-1] - gone[::-1]
                late = float(self.generator.uniform(0, 1))
                for first, last, apart in kind.spans:
                    for start in np.arange(first * 60 + late * apart, last * 60, apart):
                        minutes = np.floor((start * MINUTE + seconds) / MINUTE).astype(np.int32)
                        self.trips.append((row, minutes * MINUTE, kind.days))


def make_county(size: float = 1.0) -> Network:
    """The county, or a part of it by size; about three million calls when whole."""
    drawing = _Drawing(np.random.default_rng(SEED))
    towns = [(0.0, 0.0), *(_around(drawing, WIDE_KM * 1000.0 * share) for share in np.linspace(0.4, 0.8, TOWNS))]
    hubs = [drawing.stop(east, north) for east, north in towns]
    for number, hub in enumerate(hubs):
        lines = max(2, round((TOWN_LINES if number else CITY_LINES) * size))
        for _ in range(lines):
            drawing.run(_cross_town(drawing, hub, 15 if number == 0 else 9), CITY_SPEED, TOWN if number else CITY)
    roads = [_draw_road(drawing, hubs[0], hub) for hub in hubs[1:]]
    roads += [_draw_road(drawing, one, other) for one, other in zip(hubs[1:], [*hubs[2:], hubs[1]], strict=True)]
    for road in roads:
        for _ in range(max(1, round(TRUNK_LINES * size))):
            drawing.run(road, ROAD_SPEED, TRUNK)
        drawing.run(road, ROAD_SPEED, NIGHT)
        beside = [drawing.stop(*(np.array(drawing.places[stop]) + BESIDE)) for stop in road[::2]]
        drawing.run(beside, ROAD_SPEED * 1.3, SECOND)
    for _ in range(round(VILLAGES * size)):
        near = hubs[int(drawing.generator.integers(len(hubs)))]
        road = _draw_road(drawing, _at(drawing, _around(drawing, WIDE_KM * 1000.0)), near)
        drawing.run(road, ROAD_SPEED, THIN)
        drawing.run(road[: len(road) // 2], ROAD_SPEED, SCHOOL)
    return _join(drawing)


def _around(drawing: _Drawing, metres: float) -> tuple[float, float]:
    """A point at most so far from the centre, and at least half as far."""
    turn, away = drawing.generator.uniform(0, 2 * np.pi), metres * drawing.generator.uniform(0.5, 1.0)
    return float(away * np.cos(turn)), float(away * np.sin(turn))


def _at(drawing: _Drawing, point: tuple[float, float]) -> int:
    return drawing.stop(*point)


def _cross_town(drawing: _Drawing, hub: int, arm: int) -> list[int]:
    """A line through the middle of a town: two arms that bend."""
    turn = drawing.generator.uniform(0, 2 * np.pi)
    arms = [_walk(drawing, hub, turn + half, arm) for half in (0.0, np.pi)]
    return [*arms[0][::-1], hub, *arms[1]]


def _walk(drawing: _Drawing, start: int, turn: float, count: int) -> list[int]:
    """Stops away from a stop, one after another."""
    east, north = drawing.places[start]
    stops = []
    for _ in range(count):
        turn += float(drawing.generator.normal(0, 0.25))
        east, north = east + CITY_STEP * np.cos(turn), north + CITY_STEP * np.sin(turn)
        stops.append(drawing.corner(east, north))
    return [stop for stop, before in zip(stops, [start, *stops], strict=False) if stop != before]


def _draw_road(drawing: _Drawing, one: int, other: int) -> list[int]:
    """Stops along the way from one to another, which is not quite straight."""
    first, last = np.array(drawing.places[one]), np.array(drawing.places[other])
    count = max(1, int(np.hypot(*(last - first)) / ROAD_STEP))
    bend = np.cumsum(drawing.generator.normal(0, 60.0, (count, 2)), axis=0)
    between = first + (last - first) * (np.arange(1, count)[:, None] / count) + bend[:-1]
    return [one, *(drawing.stop(float(east), float(north)) for east, north in between), other]


def _join(drawing: _Drawing) -> Network:
    """The drawing as a network: a line and a service for each set of days, nothing closed."""
    days = sorted({trip[2] for trip in drawing.trips})
    places = np.array(drawing.places)
    degrees = places[:, ::-1] / METRES_PER_DEGREE / [1.0, np.cos(np.radians(CENTRE[0]))] + CENTRE
    names = tuple(f"S{row}" for row in range(len(places)))
    ids = tuple(f"T{row}" for row in range(len(drawing.trips)))
    lengths = [len(stops) for stops, _, _ in drawing.trips]
    times = np.concatenate([seconds for _, seconds, _ in drawing.trips]).astype(np.int32)
    doors = np.ones(len(times), dtype=bool)
    nobody = np.empty(0, dtype=np.int32)
    return Network(
        stops=Stops(names, names, np.asarray(degrees, dtype=np.float64)),
        routes=Routes(("L",), ("L",), np.array([3], dtype=np.int32)),
        trips=Trips(ids, ids, np.zeros(len(ids), np.int32), np.array([days.index(trip[2]) for trip in drawing.trips])),
        calls=Calls(
            offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            stop=np.concatenate([stops for stops, _, _ in drawing.trips]).astype(np.int32),
            arrival=times,
            departure=times,
            interpolated=~doors,
            boards=doors,
            alights=doors,
            orders_on=~doors,
            orders_off=~doors,
        ),
        calendar=_make_calendar(days),
        transfers=Transfers(nobody, nobody, nobody, np.empty(0, dtype=bool)),
        vehicles=Vehicles.none(len(ids), len(names)),
        timezone="Europe/Stockholm",
        feeds=(Feed(file="county.zip", publisher="made up", version="1", digest="0", notes=()),),
    )


def _make_calendar(days: list[tuple[int, ...]]) -> Calendar:
    """Three weeks with the day's own in the middle."""
    first = DAY - timedelta(days=DAY.weekday() + 7)
    weekdays = np.arange(21) % 7
    return Calendar(tuple(map(str, days)), first, np.array([np.isin(weekdays, one) for one in days]))
