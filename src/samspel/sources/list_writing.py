"""Lists of workplaces, localities, commuters and stations as CSV, in the words of a language; read by `workplaces`."""

from collections.abc import Iterable, Sequence

from samspel.catalogue.texts import Texts
from samspel.reach.workplaces import CommuterGroup, Locality, Station, Workplace
from samspel.sources.spreadsheet import write_rows
from samspel.sources.workplaces import COMMUTER_COLUMNS, LOCALITY_COLUMNS, STATION_COLUMNS, WORKPLACE_COLUMNS
from samspel.terms.period import WEEKDAYS

SHORTEST_RANGE = 3
"""Days in a row that are written as a range."""


def write_workplaces(workplaces: Iterable[Workplace], texts: Texts) -> bytes:
    """A list of workplaces as CSV bytes in the words of a language."""
    rows = (
        [
            workplace.name,
            *(_write_number(degrees, texts) for degrees in workplace.point),
            "" if workplace.employees is None else str(workplace.employees),
            shift.name,
            _write_clock(shift.begins),
            _write_clock(shift.ends),
            _write_days(shift.weekdays, texts),
            str(shift.before),
            str(shift.after),
        ]
        for workplace in workplaces
        for shift in workplace.shifts
    )
    return write_rows(_write_header(WORKPLACE_COLUMNS, texts), rows)


def write_localities(localities: Iterable[Locality], texts: Texts) -> bytes:
    """A list of localities as CSV bytes in the words of a language."""
    rows = (
        [
            locality.name,
            *(_write_number(degrees, texts) for degrees in locality.point),
            str(locality.people),
            "" if locality.area_ha is None else _write_number(locality.area_ha, texts),
        ]
        for locality in localities
    )
    return write_rows(_write_header(LOCALITY_COLUMNS, texts), rows)


def write_commuters(groups: Iterable[CommuterGroup], texts: Texts) -> bytes:
    """Groups of commuters as CSV bytes in the words of a language."""
    rows = ([group.workplace, group.locality, str(group.employees)] for group in groups)
    return write_rows(_write_header(COMMUTER_COLUMNS, texts), rows)


def write_stations(stations: Iterable[Station], texts: Texts) -> bytes:
    """A list of hospitals or ambulance stations as CSV bytes in the words of a language."""
    rows = ([station.name, *(_write_number(degrees, texts) for degrees in station.point)] for station in stations)
    return write_rows(_write_header(STATION_COLUMNS, texts), rows)


def _write_header(columns: Sequence[str], texts: Texts) -> list[str]:
    return [texts(f"workplaces.column.{column}") for column in columns]


def _write_number(value: float, texts: Texts) -> str:
    """All figures of a number, with the decimal sign that the language's spreadsheet expects."""
    plain = f"{value:.7f}".rstrip("0").rstrip(".")
    return plain.replace(".", texts("workplaces.decimal_sign"))


def _write_clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _write_days(weekdays: frozenset[int], texts: Texts) -> str:
    if len(weekdays) == len(WEEKDAYS):
        return texts("workplaces.every_day")
    runs: list[list[int]] = []
    for day in sorted(weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    short = {day: texts(f"workplaces.day.{name}")[:3] for day, name in enumerate(WEEKDAYS)}
    return ",".join(
        f"{short[run[0]]}-{short[run[-1]]}" if len(run) >= SHORTEST_RANGE else ",".join(short[day] for day in run)
        for run in runs
    )
