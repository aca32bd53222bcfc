"""Whether a timetable says anything of a day."""

from datetime import date, timedelta

import numpy as np

from samspel.reach.network import Network
from samspel.terms.errors import BadInputError


def check_date(network: Network, day: date) -> None:
    """Raises BadInputError when the day lies outside the timetable, naming the dates that it covers, or when nothing
    runs on it, naming the nearest days with traffic.
    """
    calendar = network.calendar
    column = (day - calendar.first).days
    last = calendar.first + timedelta(days=calendar.days - 1)
    if not 0 <= column < calendar.days:
        raise BadInputError("gtfs_date_outside", day=str(day), first=str(calendar.first), last=str(last))
    if network.trips_per_day[column]:
        return
    traffic = np.flatnonzero(network.trips_per_day)
    before, after = traffic[traffic < column], traffic[traffic > column]
    raise BadInputError(
        "gtfs_date_empty",
        day=str(day),
        before=str(calendar.first + timedelta(days=int(before[-1]))) if before.size else "",
        after=str(calendar.first + timedelta(days=int(after[0]))) if after.size else "",
    )
