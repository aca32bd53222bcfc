"""The program as its figures were shown on an earlier day."""

from dataclasses import replace
from datetime import date, datetime, time

from samspel.app.computed import COMPUTATIONS
from samspel.app.desk import Desk
from samspel.observations.building import Observations
from samspel.store.live.then import ThenReader
from samspel.terms.clock import SWEDEN


def look_back(desk: Desk, day: date) -> Desk:
    """A desk whose fetched figures are those that were shown at the end of a day in Sweden; what is built in is the
    program's own. What it reads raises BadInputError while an update is under way, since the history lets one program
    in at a time.
    """
    moment = datetime.combine(day, time.max, tzinfo=SWEDEN)
    reader = ThenReader(desk.catalogue.folder / "figures", desk.store.home, moment)
    return replace(desk, base=Observations(desk.catalogue, COMPUTATIONS, reader))
