"""The clock in Sweden, by which days and changes are told, whatever the computer's own is set to."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


def get_now() -> datetime:
    """The moment, with the Swedish zone."""
    return datetime.now(UTC).astimezone(SWEDEN)


def get_today() -> date:
    """The day in Sweden."""
    return get_now().date()
