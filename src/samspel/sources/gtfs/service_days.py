"""Service days: which services run on which dates, from calendar.txt, calendar_dates.txt or both."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from samspel.reach.network import Calendar
from samspel.sources.gtfs.columns import WEEKDAYS
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.rules import load_rules
from samspel.sources.gtfs.tables import Tables
from samspel.sources.gtfs.values import parse_day, parse_flag, parse_kind
from samspel.terms.arrays import Flags, Ints
from samspel.terms.errors import BadInputError

ADDED, REMOVED = 1, 2
EPOCH = date(1970, 1, 1)
EPOCH_WEEKDAY = EPOCH.weekday()


def read_calendar(tables: Tables, notes: Notes) -> tuple[Calendar, pl.DataFrame]:
    """Returns the calendar and the rows of its services (`service_id`, `service`).

    A date that is both added and removed is removed. Raises BadInputError when neither table is there, no row can be
    read, or no service ever runs.
    """
    if not tables.holds("calendar") and not tables.holds("calendar_dates"):
        raise BadInputError("gtfs_no_calendar", file=tables.file)
    given_weeks, given_dates = _read_weeks(tables), _read_exceptions(tables)
    weeks, exceptions = given_weeks.filter("usable"), given_dates.filter("usable")
    _note_twice(given_weeks["service_id"], notes)
    notes.add("unusable_dates", given_weeks.height + given_dates.height - weeks.height - exceptions.height)
    _check_usable(given_weeks, given_dates, tables.file)
    # A service whose only row cannot be read is known, and runs on no day.
    ids = pl.concat([given_weeks["service_id"], given_dates["service_id"]]).drop_nulls().unique().sort()
    services = (
        pl.DataFrame({"service_id": ids}).with_row_index("service").with_columns(pl.col("service").cast(pl.Int32))
    )
    running = weeks.filter(pl.any_horizontal(WEEKDAYS)).join(services, on="service_id")
    dated = exceptions.join(services, on="service_id")
    added, removed = (dated.filter(pl.col("kind") == kind) for kind in (ADDED, REMOVED))
    bounds = pl.concat([running["start_date"], running["end_date"], added["date"]])
    if bounds.is_empty():
        raise BadInputError("gtfs_no_days", file=tables.file)
    first, last = int(bounds.min()), int(bounds.max())  # type: ignore[arg-type]
    days = last - first + 1
    if days * services.height > load_rules().rows.calendar:
        raise BadInputError("gtfs_long_calendar", file=tables.file, first=str(_day(first)), last=str(_day(last)))
    active = np.zeros((services.height, days), dtype=bool)
    _mark_weeks(active, running, first)
    removed = removed.filter(pl.col("date").is_between(first, last))
    active[added["service"].to_numpy(), added["date"].to_numpy() - first] = True
    active[removed["service"].to_numpy(), removed["date"].to_numpy() - first] = False
    return Calendar(tuple(ids), _day(first), active), services


def trim_calendar(calendar: Calendar, used: Ints, file: str) -> tuple[Calendar, Ints]:
    """Keep the services that trips use and the days from the first to the last on which any runs. Returns the calendar
    and the trips' new service rows; `used` is shape (trips,). Raises BadInputError when nothing ever runs.
    """
    rows, renumbered = np.unique(used, return_inverse=True)
    active = calendar.active[rows]
    days = np.flatnonzero(active.any(axis=0))
    if not days.size:
        raise BadInputError("gtfs_no_days", file=file)
    first = calendar.first + timedelta(days=int(days[0]))
    kept: Flags = np.ascontiguousarray(active[:, days[0] : days[-1] + 1])
    names = tuple(calendar.services[row] for row in rows)
    return Calendar(names, first, kept), renumbered.astype(np.int32).reshape(-1)


def _read_weeks(tables: Tables) -> pl.DataFrame:
    """Rows of calendar.txt; `usable` where all can be read, `written` is what could not be."""
    given = tables.read("calendar")
    read = given.with_columns(
        *(parse_flag(day).alias(day) for day in WEEKDAYS),
        parse_day("start_date"),
        parse_day("end_date"),
        written=pl.concat_str([*WEEKDAYS, "start_date", "end_date"], separator=",", ignore_nulls=True),
    )
    readable = pl.all_horizontal(pl.col(WEEKDAYS).is_not_null())
    return read.with_columns(
        usable=(readable & pl.col("service_id").is_not_null() & (pl.col("start_date") <= pl.col("end_date"))).fill_null(
            False
        )
    ).with_columns(pl.col(WEEKDAYS).fill_null(0) == 1)


def _read_exceptions(tables: Tables) -> pl.DataFrame:
    """Rows of calendar_dates.txt; `usable` where all can be read, `written` is what could not be."""
    return (
        tables.read("calendar_dates")
        .with_columns(
            parse_day("date"),
            kind=parse_kind("exception_type", range(ADDED, REMOVED + 1), blank=0),
            written=pl.concat_str(["date", "exception_type"], separator=",", ignore_nulls=True),
        )
        .with_columns(
            usable=pl.col("service_id").is_not_null()
            & pl.col("date").is_not_null()
            & (pl.col("kind") > 0).fill_null(False)
        )
    )


def _note_twice(ids: pl.Series, notes: Notes) -> None:
    """A service runs on all days of all its rows: so are two periods written, though GTFS has one row for each."""
    notes.add("repeated_services", ids.drop_nulls().value_counts().filter(pl.col("count") > 1).height)


def _check_usable(weeks: pl.DataFrame, dates: pl.DataFrame, file: str) -> None:
    """Raises BadInputError where there are rows and none of them can be read."""
    if weeks["usable"].any() or dates["usable"].any() or not weeks.height + dates.height:
        return
    table, rows = ("calendar.txt", weeks) if weeks.height else ("calendar_dates.txt", dates)
    example = str(rows["written"][0] or "–")[:80]
    raise BadInputError("gtfs_unreadable_days", file=file, table=table, count=rows.height, example=example)


def _mark_weeks(active: Flags, running: pl.DataFrame, first: int) -> None:
    weekdays = (np.arange(active.shape[1]) + first + EPOCH_WEEKDAY) % len(WEEKDAYS)
    patterns = running.select(WEEKDAYS).to_numpy().astype(bool)
    rows = zip(running["service"], running["start_date"], running["end_date"], patterns, strict=True)
    for service, start, end, pattern in rows:
        span = slice(start - first, end - first + 1)
        active[service, span] |= pattern[weekdays[span]]


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)
