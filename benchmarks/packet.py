"""A packet of forty municipalities on six measures, as the server and the command make it."""

from datetime import date

from benchmarks.comparison import MEASURES, PLACES
from benchmarks.measuring import Result, time_median
from samspel.app.comparing import LATEST
from samspel.app.desk import open_desk
from samspel.app.grouping import find_places
from samspel.app.packets import ask_packet, make_packet

GOAL = 30.0
DAY = date(2026, 1, 15)


def measure() -> Result:
    """The one PDF and the archive of forty, from a desk that has just been opened."""

    def make() -> None:
        desk = open_desk()
        codes = ",".join(place.code for place in desk.catalogue.places.municipalities[:PLACES])
        named = find_places(desk.catalogue, [codes])
        packet = make_packet(desk, ask_packet(desk, "sv", DAY, named, MEASURES, LATEST, ()))
        if packet.missing:
            raise RuntimeError(packet.missing[0])

    name = f"packet of {PLACES} municipalities, PDF and zip"
    return Result(name, time_median(make, repeats=1), GOAL, "none known", None, "cold")
