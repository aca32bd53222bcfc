"""The picture of a place together with what its industry and welfare are to each other."""

from dataclasses import dataclass

from samspel.economy.interdependence import Interdependence
from samspel.observations.picture import PlacePicture


@dataclass(frozen=True)
class Portrait:
    """The picture of a place, and its table of industry and welfare."""

    picture: PlacePicture
    interdependence: Interdependence
