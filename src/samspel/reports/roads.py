"""What the road map gave, as tables: drives, the last kilometres to each workplace, and cycling."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reach.findings import find_cycling
from samspel.reach.report import CycleKept, KeptPlace, ReachReport, RoadReach, RoadStretch, RoadTime
from samspel.rendering.table import Cell, Column, Field, Row, Table, tabulate, text
from samspel.reports.shifts import make_place_fields, make_share_cell

KINDS = ("surgery", "surgery_of_sites", "stations", "sites")
SHARES = ("within", "sheltered", "on_cycleway", "lit", "light_unknown", "paved", "surface_unknown")


@dataclass(frozen=True, slots=True)
class Drive:
    """A time by car: the kind of goal, and the name of the locality or workplace that it is of."""

    kind: str
    of: str
    time: RoadTime


@dataclass(frozen=True, slots=True)
class Stretch:
    """A kind of road on the last kilometres to a workplace, and whether it is of the employees' ways."""

    site: str
    of_employees: bool
    part: RoadStretch


def tabulate_roads(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Table:
    """All drives, kind by kind; no rows without a road map."""
    drives = [drive for kind in KINDS for drive in _list_drives(report, kind)]
    return tabulate(
        "roads", texts("reach.report.road_drives"), _make_drive_fields(catalogue, texts, report, drives), drives
    )


def tabulate_drives(
    catalogue: Catalogue, texts: Texts, report: ReachReport, *, kinds: Sequence[str] = KINDS, most: int | None = None
) -> tuple[Table, ...]:
    """A table for each kind of goal that was measured, those without a time first and then the longest drive; at most
    so many rows, with a note of how many were left out.
    """
    tables = []
    for kind in kinds:
        drives = sorted(_list_drives(report, kind), key=_rank)
        if drives:
            left = 0 if most is None else len(drives) - most
            note = texts("reach.section.left_places", count=texts.number(left)) if left > 0 else ""
            fields = _make_drive_fields(catalogue, texts, report, drives)
            tables.append(tabulate("roads", texts(f"roads.table.{kind}"), fields, drives[:most], [note]))
    return tuple(tables)


def tabulate_last_kilometres(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Table:
    """One row a workplace and kind of road on the last kilometres to it, with its share of what is travelled there."""
    stretches = [stretch for number in range(len(report.workplaces)) for stretch in _list_stretches(report, number)]
    return tabulate(
        "last-kilometres", texts("reach.report.road_last"), _make_stretch_fields(catalogue, texts, report), stretches
    )


def tabulate_stretches(catalogue: Catalogue, texts: Texts, report: ReachReport) -> tuple[Table, ...]:
    """The last kilometres, a table for each workplace that has any."""
    fields = _make_stretch_fields(catalogue, texts, report)
    return tuple(
        tabulate("last-kilometres", _label_stretches(texts, report.roads, site.name), fields, stretches)
        for number, site in enumerate(report.workplaces)
        if report.roads is not None and (stretches := _list_stretches(report, number))
    )


def tabulate_cycling(catalogue: Catalogue, texts: Texts, report: ReachReport) -> Table:
    """One row a workplace: shares within the time and sheltered, and of the quickest way by what it is."""
    roads = report.roads
    kept = () if roads is None else roads.cycling
    fields: list[Field[CycleKept]] = [
        *make_place_fields(catalogue, texts, report),
        Field(
            Column(key="workplace", head=texts("roads.table.workplace")),
            lambda one: text(report.workplaces[one.workplace].name),
        ),
        *(_make_share_field(texts, name) for name in SHARES),
        Field(
            Column(key="longest_road", head=texts("roads.table.longest_road")),
            lambda one: _name(texts, "class", one.by_road[0][0] if one.by_road else None),
        ),
        Field(Column(key="of", head=texts("roads.table.cycle_of")), lambda one: _name_whom(texts, one.of_employees)),
        _make_map_field(report),
    ]
    return tabulate("cycling", texts("roads.table.cycling"), fields, kept)


def _list_drives(report: ReachReport, kind: str) -> list[Drive]:
    roads = report.roads
    if roads is None:
        return []
    found: dict[str, tuple[Sequence[RoadTime], Sequence[KeptPlace]]] = {
        "surgery": (roads.surgery, report.localities),
        "surgery_of_sites": (roads.surgery_of_sites, report.workplaces),
        "stations": (roads.stations, report.localities),
        "sites": (roads.sites, report.workplaces),
    }
    times, places = found[kind]
    return [Drive(kind, places[time.of].name, time) for time in times]


def _rank(drive: Drive) -> float:
    return -math.inf if drive.time.minutes is None else -drive.time.minutes


def _make_drive_fields(
    catalogue: Catalogue, texts: Texts, report: ReachReport, drives: Sequence[Drive]
) -> list[Field[Drive]]:
    """The goal is read where any of the drives has one of its own."""
    has_goal = any(drive.time.goal for drive in drives)
    return [
        *make_place_fields(catalogue, texts, report),
        Field(Column(key="measure", shown="data"), lambda one: text(one.kind)),
        Field(Column(key="of", head=texts("roads.table.of")), lambda one: text(one.of)),
        Field(
            Column(key="goal", head=texts("roads.table.goal"), shown="everywhere" if has_goal else "data"),
            lambda one: Cell(value=one.time.goal, words=one.time.goal or texts("words.dash")),
        ),
        Field(
            Column(key="minutes", head=texts("roads.table.minutes"), is_number=True),
            lambda one: _format_minutes(texts, one.time.minutes),
        ),
        Field(
            Column(key="basis", head=texts("roads.table.basis"), is_coded=True),
            lambda one: Cell(value=one.time.basis, words=_describe_basis(texts, one.time)),
        ),
        Field(Column(key="why", shown="data"), lambda one: text(one.time.why)),
        _make_map_field(report),
    ]


def _list_stretches(report: ReachReport, number: int) -> list[Stretch]:
    roads = report.roads
    if roads is None or not roads.last_kilometres:
        return []
    cycling = find_cycling(roads, number)
    of_employees = cycling is not None and cycling.of_employees
    return [Stretch(report.workplaces[number].name, of_employees, part) for part in roads.last_kilometres[number]]


def _make_stretch_fields(catalogue: Catalogue, texts: Texts, report: ReachReport) -> list[Field[Stretch]]:
    last_km = None if report.roads is None else report.roads.last_km
    return [
        *make_place_fields(catalogue, texts, report),
        Field(Column(key="workplace", shown="data"), lambda one: text(one.site)),
        Field(Column(key="kilometres", shown="data"), lambda _: Cell(value=last_km, words="")),
        Field(Column(key="road", head=texts("roads.table.class")), lambda one: _name(texts, "class", one.part.road)),
        Field(
            Column(key="surface", head=texts("roads.table.surface")),
            lambda one: _name(texts, "surface", one.part.surface),
        ),
        Field(Column(key="light", head=texts("roads.table.light")), lambda one: _name(texts, "light", one.part.light)),
        Field(
            Column(key="speed_limit", head=texts("roads.table.limit")), lambda one: _format_limit(texts, one.part.limit)
        ),
        Field(
            Column(key="share", head=texts("roads.table.share"), is_number=True),
            lambda one: make_share_cell(texts, one.part.share),
        ),
        Field(Column(key="of", head=texts("roads.table.whose")), lambda one: _name_whom(texts, one.of_employees)),
        _make_map_field(report),
    ]


def _make_map_field(report: ReachReport) -> Field[Row]:
    file = "" if report.roads is None else report.roads.file
    return Field(Column(key="map", shown="data"), lambda _: text(file))


def _make_share_field(texts: Texts, name: str) -> Field[CycleKept]:
    return Field(
        Column(key=name, head=texts(f"roads.table.cycle_{name}"), is_number=True),
        lambda one: make_share_cell(texts, getattr(one, name)),
    )


def _label_stretches(texts: Texts, roads: RoadReach | None, site: str) -> str:
    return "" if roads is None else texts("roads.last_kilometres", km=texts.number(roads.last_km, 1), site=site)


def _format_minutes(texts: Texts, minutes: float | None) -> Cell:
    return Cell(value=minutes, words=texts("words.dash") if minutes is None else texts.quantity(minutes, "minutes"))


def _format_limit(texts: Texts, limit: int | None) -> Cell:
    words = texts("roads.limit.unknown") if limit is None else texts("roads.limit.signed", limit=limit)
    return Cell(value=limit, words=words)


def _describe_basis(texts: Texts, time: RoadTime) -> str:
    """How the time came about, or why there is none."""
    if not time.why:
        return texts(f"basis.{time.basis}")
    return texts.entries.get(f"roads.gap.{time.why}", time.why)


def _name(texts: Texts, kind: str, key: str | None) -> Cell:
    """The words for what the map says; as it stands where there are none."""
    return Cell(value=key, words=texts("words.dash") if key is None else texts.entries.get(f"roads.{kind}.{key}", key))


def _name_whom(texts: Texts, of_employees: bool) -> Cell:
    key = "employees" if of_employees else "people"
    return Cell(value=key, words=texts(f"reach.whom.{key}"))
