"""The clock in Sweden, by which days and changes are told, whatever the computer's own is set to."""

import os
from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from samspel.terms.errors import BadInputError

MONTHS_A_YEAR = 12
SWEDEN = ZoneInfo("Europe/Stockholm")
DAY = "SAMSPEL_DAY"
"""Names a day to be taken for today, in trials of what a year brings. The log and links go by the real clock."""


def get_now() -> datetime:
    """The moment, with the Swedish zone."""
    return datetime.now(UTC).astimezone(SWEDEN)


def get_today() -> date:
    """The day in Sweden, or the one that the environment names. Raises BadInputError for a name that is no day."""
    return find_made_day() or get_now().date()


def find_made_day() -> date | None:
    """The day that the environment names. Raises BadInputError for what is none."""
    named = os.environ.get(DAY, "")
    if not named:
        return None
    try:
        return date.fromisoformat(named)
    except ValueError:
        raise BadInputError("day_setting", found=named[:40]) from None


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month: 29 February and a year is 28 February."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_month(day: date) -> date:
    """The last day of the month that a day lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])
