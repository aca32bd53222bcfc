"""Service days: which services run on which dates, from calendar.txt, calendar_dates.txt or both."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from samspel.reach.network import Calendar, Flags, Ints
from samspel.sources.gtfs.counting import Notes
from samspel.sources.gtfs.tables import WEEKDAYS, Tables
from samspel.terms.errors import BadInputError

ADDED, REMOVED = "1", "2"
EPOCH = date(1970, 1, 1)
EPOCH_WEEKDAY = EPOCH.weekday()
LARGEST_CALENDAR = 250_000_000
"""Services times days, one byte each."""


def read_calendar(tables: Tables, notes: Notes) -> tuple[Calendar, pl.DataFrame]:
    """Returns the calendar and the rows of its services (`service_id`, `service`).

    A date that is both added and removed is removed. Raises BadInputError when neither table is there or no service
    ever runs.
    """
    if not tables.holds("calendar") and not tables.holds("calendar_dates"):
        raise BadInputError("gtfs_no_calendar", file=tables.file)
    weeks, exceptions = _read_weeks(tables, notes), _read_exceptions(tables, notes)
    ids = pl.concat([weeks["service_id"], exceptions["service_id"]]).unique().sort()
    services = (
        pl.DataFrame({"service_id": ids}).with_row_index("service").with_columns(pl.col("service").cast(pl.Int32))
    )
    running = weeks.filter(pl.any_horizontal(WEEKDAYS)).join(services, on="service_id")
    dated = exceptions.join(services, on="service_id")
    added, removed = dated.filter(pl.col("exception_type") == ADDED), dated.filter(pl.col("exception_type") == REMOVED)
    bounds = pl.concat([running["start_date"], running["end_date"], added["date"]])
    if bounds.is_empty():
        raise BadInputError("gtfs_no_days", file=tables.file)
    first, last = int(bounds.min()), int(bounds.max())  # type: ignore[arg-type]
    days = last - first + 1
    if days * services.height > LARGEST_CALENDAR:
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


def _read_weeks(tables: Tables, notes: Notes) -> pl.DataFrame:
    given = tables.read("calendar").with_columns(
        *(pl.col(day).eq_missing("1") for day in WEEKDAYS), _parse_day("start_date"), _parse_day("end_date")
    )
    usable = given.filter(pl.col("service_id").is_not_null() & (pl.col("start_date") <= pl.col("end_date")))
    notes.add("unusable_dates", given.height - usable.height)
    return usable


def _read_exceptions(tables: Tables, notes: Notes) -> pl.DataFrame:
    given = tables.read("calendar_dates").with_columns(_parse_day("date"))
    usable = given.filter(
        pl.col("service_id").is_not_null()
        & pl.col("date").is_not_null()
        & pl.col("exception_type").is_in([ADDED, REMOVED])
    )
    notes.add("unusable_dates", given.height - usable.height)
    return usable


def _parse_day(column: str) -> pl.Expr:
    """YYYYMMDD as days since 1970; null for what is not a date."""
    digits = pl.when(pl.col(column).str.contains(r"^\d{8}$")).then(pl.col(column))
    return digits.str.to_date("%Y%m%d", strict=False).cast(pl.Int32).cast(pl.Int64).alias(column)


def _mark_weeks(active: Flags, running: pl.DataFrame, first: int) -> None:
    weekdays = (np.arange(active.shape[1]) + first + EPOCH_WEEKDAY) % len(WEEKDAYS)
    patterns = running.select(WEEKDAYS).to_numpy().astype(bool)
    rows = zip(running["service"], running["start_date"], running["end_date"], patterns, strict=True)
    for service, start, end, pattern in rows:
        span = slice(start - first, end - first + 1)
        active[service, span] |= pattern[weekdays[span]]


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)
