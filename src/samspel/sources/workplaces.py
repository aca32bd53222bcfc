"""Lists that a user fills in: workplaces with their shifts, localities, how many go from the one to the other, and
hospitals or ambulance stations.

Read with the column names of any language of the catalogue. Everything wrong with the rows is told at once: the first
error holds the others. See content/demo for lists that are right.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.workplaces import DAY_MINUTES, CommuterGroup, Locality, Point, Shift, Station, Workplace
from samspel.sources.lists import Columns, Row, gather, read_sheet, require_rows
from samspel.sources.spreadsheet import read_data
from samspel.terms.likeness import plain_word
from samspel.terms.mistakes import raise_all
from samspel.terms.period import WEEKDAYS

T = TypeVar("T")
Place = TypeVar("Place", Workplace, Locality)

WORKPLACE_COLUMNS = (
    "workplace",
    "latitude",
    "longitude",
    "employees",
    "shift",
    "start",
    "end",
    "days",
    "minutes_before",
    "minutes_after",
)
WORKPLACE_NEEDED = ("workplace", "latitude", "longitude", "shift", "start", "end", "days")
LOCALITY_COLUMNS = ("locality", "latitude", "longitude", "people", "area_ha")
LOCALITY_NEEDED = ("locality", "latitude", "longitude", "people")
COMMUTER_COLUMNS = ("workplace", "locality", "employees")
STATION_COLUMNS = ("name", "latitude", "longitude")
LONGEST_NAME = 100
LONGEST_MARGIN = 180
FARTHEST = {"latitude": 90.0, "longitude": 180.0}
SHORTEST_DAY = 2
"""Letters that tell a weekday."""

_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-5][0-9])([:.]00)?")
_LIST = re.compile(r"\s*[,;+/&]\s*")
_RANGE = re.compile(r"\s*[-\u2013\u2014]\s*")


def read_workplaces(path: Path, catalogue: Catalogue) -> tuple[Workplace, ...]:
    """Workplaces in the order of the file, from a row for each workplace and shift. Raises BadInputError."""
    return parse_workplaces(read_data(path), path.name, catalogue)


def read_localities(path: Path, catalogue: Catalogue) -> tuple[Locality, ...]:
    """Localities in the order of the file. Raises BadInputError."""
    return parse_localities(read_data(path), path.name, catalogue)


def read_commuters(
    path: Path, catalogue: Catalogue, workplaces: Sequence[Workplace], localities: Sequence[Locality]
) -> tuple[CommuterGroup, ...]:
    """Groups of commuters in the order of the file, none smaller than the parameter least_commuter_group. Raises
    BadInputError.
    """
    return parse_commuters(read_data(path), path.name, catalogue, workplaces, localities)


def read_stations(path: Path, catalogue: Catalogue) -> tuple[Station, ...]:
    """Hospitals or ambulance stations in the order of the file. Raises BadInputError."""
    return parse_stations(read_data(path), path.name, catalogue)


def parse_workplaces(data: bytes, name: str, catalogue: Catalogue) -> tuple[Workplace, ...]:
    """Workplaces from a file's bytes; as read_workplaces."""
    reader = _Reader(catalogue)
    drafts: dict[str, _Draft] = {}

    def read(row: Row) -> None:
        stated = _read_stated(row, reader)
        drafts.setdefault(plain_word(stated.name), _Draft(stated.name, row)).add(stated, row)

    rows = require_rows(read_sheet(data, name, reader.columns("sites")))
    _, problems = gather(rows, read)
    wrong = {problem.facts["line"] for problem in problems}
    broken = {plain_word(row["workplace"]) for row in rows if row.line in wrong}
    for identity, draft in drafts.items():
        if draft.point is None and identity not in broken:
            problems.append(draft.row.problem("list_blank", column=draft.row.label("latitude")))
    raise_all(sorted(problems, key=lambda problem: int(problem.facts["line"])), name)
    return tuple(draft.finish() for draft in drafts.values())


def parse_localities(data: bytes, name: str, catalogue: Catalogue) -> tuple[Locality, ...]:
    """Localities from a file's bytes; as read_localities."""
    reader = _Reader(catalogue)
    seen = _Seen()

    def read(row: Row) -> Locality:
        locality = Locality(
            reader.name(row, "locality"),
            reader.point(row),
            row.whole("people"),
            reader.area(row) if row["area_ha"] else None,
        )
        seen.check(row, locality.name)
        return locality

    return _read_each(data, name, reader.columns("origins"), read)


def parse_commuters(
    data: bytes, name: str, catalogue: Catalogue, workplaces: Sequence[Workplace], localities: Sequence[Locality]
) -> tuple[CommuterGroup, ...]:
    """Groups of commuters from a file's bytes; as read_commuters."""
    reader = _Reader(catalogue)
    least = int(catalogue.value("least_commuter_group"))
    sites, homes = _Known.of(workplaces), _Known.of(localities)
    left = {workplace.name: workplace.employees for workplace in workplaces}
    seen = _Seen()

    def read(row: Row) -> CommuterGroup:
        workplace = _find(row, "workplace", sites, reader)
        locality = _find(row, "locality", homes, reader)
        people = row.whole("employees")
        if people < least:
            raise row.problem("sites_small_group", found=people, limit=least)
        seen.check(row, workplace.name, locality.name)
        rest = left[workplace.name]
        if rest is not None:
            if people > rest:
                raise row.problem("sites_too_many", workplace=workplace.name, employees=workplace.employees or 0)
            left[workplace.name] = rest - people
        return CommuterGroup(workplace.name, locality.name, people)

    return _read_each(data, name, reader.columns("commuters"), read)


def parse_stations(data: bytes, name: str, catalogue: Catalogue) -> tuple[Station, ...]:
    """Hospitals or ambulance stations from a file's bytes; as read_stations."""
    reader = _Reader(catalogue)
    seen = _Seen()

    def read(row: Row) -> Station:
        station = Station(reader.name(row, "name"), reader.point(row))
        seen.check(row, station.name)
        return station

    return _read_each(data, name, reader.columns("stations"), read)


LISTS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "sites": (WORKPLACE_COLUMNS, WORKPLACE_NEEDED),
    "origins": (LOCALITY_COLUMNS, LOCALITY_NEEDED),
    "commuters": (COMMUTER_COLUMNS, COMMUTER_COLUMNS),
    "training": (WORKPLACE_COLUMNS, WORKPLACE_NEEDED),
    "stations": (STATION_COLUMNS, STATION_COLUMNS),
    "hospitals": (STATION_COLUMNS, STATION_COLUMNS),
    "parkings": (STATION_COLUMNS, STATION_COLUMNS),
}
"""The columns of each kind of list, and those that it must have."""


def list_ignored(path: Path, kind: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The headings of a list of a kind in LISTS that nothing is done with; one without words is left blank. Raises
    BadInputError.
    """
    return read_sheet(read_data(path), path.name, _Reader(catalogue).columns(kind)).ignored


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a row says of a workplace and one of its shifts; None where it leaves that to another row."""

    name: str
    point: Point | None
    employees: int | None
    shift: Shift


@dataclass(slots=True)
class _Draft:
    """A workplace as far as its rows have been read; `row` is the first of them."""

    name: str
    row: Row
    point: Point | None = None
    employees: int | None = None
    shifts: dict[str, tuple[Shift, int]] = field(default_factory=dict)

    def add(self, stated: _Stated, row: Row) -> None:
        """Take in a row. Raises BadInputError where it contradicts an earlier one."""
        if stated.point is not None and self.point not in (None, stated.point):
            raise row.problem("sites_differs", column=row.label("latitude"), workplace=self.name)
        if stated.employees is not None and self.employees not in (None, stated.employees):
            raise row.problem("sites_differs", column=row.label("employees"), workplace=self.name)
        identity = plain_word(stated.shift.name)
        if identity in self.shifts:
            found = f"{self.name}, {stated.shift.name}"
            raise row.problem("sites_twice", found=found, earlier=self.shifts[identity][1])
        self.point = stated.point or self.point
        self.employees = stated.employees or self.employees
        self.shifts[identity] = (stated.shift, row.line)

    def finish(self) -> Workplace:
        """The workplace, when every row has been read without a problem."""
        assert self.point is not None
        return Workplace(self.name, self.point, self.employees, tuple(shift for shift, _ in self.shifts.values()))


@dataclass(frozen=True)
class _Known(Generic[Place]):
    """What a list may name, by the words that are compared, and all their names."""

    by_word: Mapping[str, Place]
    names: tuple[str, ...]

    @staticmethod
    def of(places: Sequence[Place]) -> "_Known[Place]":
        """The places of another list."""
        return _Known({plain_word(place.name): place for place in places}, tuple(place.name for place in places))


@dataclass(slots=True)
class _Seen:
    """Which names have stood in the file, and on which line."""

    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def check(self, row: Row, *names: str) -> None:
        """Raise BadInputError for names that stood on an earlier line."""
        identity = tuple(plain_word(name) for name in names)
        if identity in self.lines:
            raise row.problem("sites_twice", found=", ".join(names), earlier=self.lines[identity])
        self.lines[identity] = row.line


class _Reader:
    """Reads cells with the words and parameters of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._texts: tuple[Texts, ...] = tuple(catalogue.texts.values())
        self._known_days: dict[str, frozenset[int] | None] = {}
        self._day_names = [
            (texts(f"workplaces.day.{day}"), number) for number, day in enumerate(WEEKDAYS) for texts in self._texts
        ]
        self._before = int(catalogue.value("shift_minutes_before"))
        self._after = int(catalogue.value("shift_minutes_after"))
        self._column_likeness = catalogue.value("column_likeness")
        self.likeness = catalogue.value("name_likeness")

    def columns(self, kind: str) -> Columns:
        """What the headings of a list of a kind in LISTS may be, in any language."""
        wanted, needed = LISTS[kind]
        meant = {texts(f"workplaces.column.{column}"): column for column in wanted for texts in self._texts}
        also = {name: column for column in wanted for texts in self._texts for name in _list_other_names(texts, column)}
        return Columns(meant=meant, also=also, needed=needed, likeness=self._column_likeness)

    def name(self, row: Row, column: str) -> str:
        """A name that is neither blank nor overlong."""
        name = row.filled(column)
        if len(name) > LONGEST_NAME:
            raise row.problem("sites_long", column=row.label(column), found=len(name), limit=LONGEST_NAME)
        return name

    def point(self, row: Row) -> Point:
        """Latitude and longitude in degrees."""
        return self._degrees(row, "latitude"), self._degrees(row, "longitude")

    def area(self, row: Row) -> float:
        """An area above nought."""
        area = row.decimal("area_ha")
        if area <= 0.0:
            raise row.problem("sites_area", column=row.label("area_ha"), found=row["area_ha"])
        return area

    def shift(self, row: Row) -> Shift:
        """The shift of a row."""
        name = self.name(row, "shift")
        begins, ends = read_clock(row, "start"), read_clock(row, "end") % DAY_MINUTES
        if begins == DAY_MINUTES:
            raise row.problem("sites_midnight", found=row["start"])
        if begins == ends:
            raise row.problem("sites_no_length", found=row["start"])
        before = self._margin(row, "minutes_before", self._before)
        after = self._margin(row, "minutes_after", self._after)
        return Shift(name=name, begins=begins, ends=ends, weekdays=self._days(row), before=before, after=after)

    def _degrees(self, row: Row, column: str) -> float:
        degrees = row.decimal(column, signed=True, most=FARTHEST[column])
        if abs(degrees) > FARTHEST[column]:
            raise row.problem("sites_degrees", column=row.label(column), found=row[column])
        return degrees

    def _margin(self, row: Row, column: str, default: int) -> int:
        if not row[column]:
            return default
        return row.whole(column, least=0, most=LONGEST_MARGIN)

    def _days(self, row: Row) -> frozenset[int]:
        words = plain_word(row.filled("days"))
        if words not in self._known_days:
            self._known_days[words] = self._parse_days(words)
        days = self._known_days[words]
        if days is None:
            raise row.problem("sites_days", found=row["days"])
        return days

    def _parse_days(self, words: str) -> frozenset[int] | None:
        """The weekdays that are told by names and ranges; None where a word means none."""
        if words in {texts("workplaces.every_day") for texts in self._texts}:
            return frozenset(range(len(WEEKDAYS)))
        for texts in self._texts:
            words = words.replace(f" {texts('words.and')} ", ",")
        days: set[int] = set()
        for part in _LIST.split(words.strip(" ,;")):
            ends = [self._day(word) for word in _RANGE.split(part)]
            if None in ends or len(ends) > SHORTEST_DAY:
                return None
            first, last = (int(end or 0) for end in (ends[0], ends[-1]))
            days |= {(first + step) % len(WEEKDAYS) for step in range((last - first) % len(WEEKDAYS) + 1)}
        return frozenset(days)

    def _day(self, word: str) -> int | None:
        """The weekday whose name in any language begins with the word; None if there is none."""
        if len(word) < SHORTEST_DAY:
            return None
        return next((number for name, number in self._day_names if name.startswith(word)), None)


def read_clock(row: Row, column: str) -> int:
    """Minutes of the day; 24:00 is midnight. Raises BadInputError."""
    match = _CLOCK.fullmatch(row.filled(column))
    minutes = int(match[1]) * 60 + int(match[2]) if match else DAY_MINUTES + 1
    if minutes > DAY_MINUTES:
        raise row.problem("sites_clock", column=row.label(column), found=row[column])
    return minutes


def _read_stated(row: Row, reader: _Reader) -> _Stated:
    row.check()
    name = reader.name(row, "workplace")
    point = reader.point(row) if row["latitude"] or row["longitude"] else None
    employees = row.whole("employees") if row["employees"] else None
    return _Stated(name, point, employees, reader.shift(row))


def _find(row: Row, column: str, known: "_Known[Place]", reader: _Reader) -> Place:
    name = reader.name(row, column)
    wanted = plain_word(name)
    if wanted not in known.by_word:
        raise row.unknown("sites_unknown", name, known.names, reader.likeness, column=row.label(column))
    return known.by_word[wanted]


def _read_each(data: bytes, name: str, columns: Columns, read: Callable[[Row], T]) -> tuple[T, ...]:
    def check(row: Row) -> T:
        row.check()
        return read(row)

    found, problems = gather(require_rows(read_sheet(data, name, columns)), check)
    raise_all(problems, name)
    return tuple(found)


def _list_other_names(texts: Texts, column: str) -> list[str]:
    """The names beside its own that people use for a column."""
    return [name for name in texts.entries.get(f"workplaces.also.{column}", "").split(", ") if name]
