"""Points that lie outside Sweden, and those of them whose degrees have changed places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from samspel.catalogue.loading import Catalogue
from samspel.reach.workplaces import Box, Point


class Placed(Protocol):
    """What has a name and a point in degrees, latitude first."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def point(self) -> Point:
        """Where it lies."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A workplace or locality whose point is outside Sweden; `swapped` where the point would lie in Sweden if its
    latitude and longitude changed places.
    """

    name: str
    point: Point
    swapped: bool


def find_outside(places: Iterable[Placed], catalogue: Catalogue) -> tuple[Outside, ...]:
    """Those whose points are outside the box that the parameters sweden_south … sweden_east draw around Sweden."""
    box = Box(*(catalogue.value(f"sweden_{side}") for side in ("south", "north", "west", "east")))
    return tuple(
        Outside(place.name, place.point, box.holds(place.point[::-1])) for place in places if not box.holds(place.point)
    )
