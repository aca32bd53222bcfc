"""Whether a timetable says anything of a day, and whether its publisher still stands by it."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from samspel.reach.network import Feed, Network
from samspel.sources.gtfs.counting import NOTE
from samspel.terms.errors import BadInputError

WEEK = 7


def check_date(network: Network, day: date) -> None:
    """Raises BadInputError when the day lies outside the timetable, naming the dates that it covers, or when nothing
    runs in its week, naming the nearest days with traffic. A day without traffic in a week that has some is no mistake:
    the report is of the week, and names that day.
    """
    calendar = network.calendar
    column = (day - calendar.first).days
    last = calendar.first + timedelta(days=calendar.days - 1)
    if not 0 <= column < calendar.days:
        raise BadInputError("gtfs_date_outside", day=str(day), first=str(calendar.first), last=str(last))
    monday = column - day.weekday()
    if network.trips_per_day[max(monday, 0) : monday + WEEK].any():
        return
    traffic = np.flatnonzero(network.trips_per_day)
    before, after = traffic[traffic < column], traffic[traffic > column]
    raise BadInputError(
        "gtfs_date_empty",
        day=str(day),
        before=str(calendar.first + timedelta(days=int(before[-1]))) if before.size else "",
        after=str(calendar.first + timedelta(days=int(after[0]))) if after.size else "",
    )


def list_validity_notes(feed: Feed, days: Sequence[date]) -> tuple[tuple[str, int | str], ...]:
    """Notes where the days reckoned lie outside those that the publisher states in feed_info.txt."""
    begins, ends = feed.valid
    found = []
    if begins and days and min(days) < date.fromisoformat(begins):
        found.append((f"{NOTE}feed_not_begun", begins))
    if ends and days and max(days) > date.fromisoformat(ends):
        found.append((f"{NOTE}feed_ended", ends))
    return tuple(found)
