"""The program as its figures were shown on an earlier day."""

from datetime import date, datetime, time

from samspel.app.desk import Desk, change_figures
from samspel.store.live.then import ThenReader
from samspel.terms.clock import SWEDEN


def look_back(desk: Desk, at: datetime) -> Desk:
    """A desk whose fetched figures are those shown at a moment; what is built in is the program's own, and nothing that
    was worked out of today's figures is carried over. What it reads raises BadInputError while an update is under way,
    since the history lets one program in at a time.
    """
    reader = ThenReader(desk.catalogue.folder / "figures", desk.store.home, at)
    return change_figures(desk, reader)


def look_back_to_day(desk: Desk, day: date) -> Desk:
    """As `look_back`, at the end of a day in Sweden."""
    return look_back(desk, datetime.combine(day, time.max, tzinfo=SWEDEN))
