"""The picture of a place, for a municipality, region or the country, and several side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.dynamics.interdependence import Interdependence, measure_interdependence
from samspel.observations.picture import PlacePicture, Row, build_picture, build_row
from samspel.observations.series import Observation
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind
from samspel.usecases.desk import Desk

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Portrait:
    """The picture of a place; a region also has its industry-welfare table."""

    picture: PlacePicture
    interdependence: Interdependence | None


@dataclass(frozen=True)
class Comparison:
    """Two to four places side by side: for each section its indicators, and one observation a place."""

    places: tuple[Place, ...]
    sections: tuple[tuple[str, tuple[tuple[Row, tuple[Observation, ...]], ...]], ...]


def show_place(desk: Desk, place: Place) -> Portrait:
    """The picture of a place."""
    is_region = place.kind is PlaceKind.REGION
    return Portrait(
        build_picture(desk.observations, place),
        measure_interdependence(desk.observations, place) if is_region else None,
    )


def compare(desk: Desk, places: Sequence[Place]) -> Comparison:
    """Put two to four places side by side. Raises BadInputError for any other number."""
    chosen = tuple(dict.fromkeys(places))
    if not FEWEST <= len(chosen) <= MOST:
        raise BadInputError("compare_count", count=len(chosen))
    sections = []
    for section in desk.catalogue.picture:
        rows = [
            (
                build_row(desk.observations, name, chosen[0]),
                tuple(desk.observations.latest(name, place) for place in chosen),
            )
            for name in section.indicators
        ]
        sections.append((section.id, tuple(rows)))
    return Comparison(chosen, tuple(sections))
