"""The picture of a place, for a municipality, region or the country, and several side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from samspel.app.desk import Desk
from samspel.economy.interdependence import measure_interdependence
from samspel.economy.portrait import Portrait
from samspel.observations.likeness import Likeness, measure_likeness
from samspel.observations.picture import (
    Course,
    Opening,
    PlacePicture,
    Row,
    SideBySide,
    Site,
    build_course,
    build_openings,
    build_picture,
    build_row,
    fill_sections,
    find_known_rows,
    find_sites,
)
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind

FEWEST, MOST = 2, 4


def show_place(desk: Desk, place: Place) -> Portrait:
    """The picture of a place."""
    return Portrait(build_picture(desk.observations, place), measure_interdependence(desk.observations, place))


def show_everywhere(desk: Desk, watch: Callable[[Iterable[Place]], Iterable[Place]] = iter) -> Iterator[PlacePicture]:
    """The figures of every municipality, region and the country, one at a time; `watch` wraps the places to show
    progress.
    """
    for place in watch(desk.catalogue.places.everywhere):
        yield build_picture(desk.observations, place)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A place at a glance: its headlines, and every section by its first figures."""

    headlines: tuple[Row, ...]
    openings: tuple[Opening, ...]


def show_overview(desk: Desk, place: Place, headlines: int, most: int) -> Overview:
    """A place by at most so many headlines and by `most` figures of each section."""
    observations = desk.observations
    known = [
        row
        for row in find_known_rows(observations, desk.catalogue.fact_sheet.indicators, place)
        if row.country.value is not None
    ]
    return Overview(headlines=tuple(known[:headlines]), openings=build_openings(observations, place, most))


def show_course(desk: Desk, place: Place, indicator: str) -> Course:
    """An indicator of a place over time, beside similar places and its region, for women and men too."""
    return build_course(desk.observations, indicator, place, by_gender=True)


def list_sites(desk: Desk, place: Place) -> tuple[Site, ...]:
    """The sites of a place in the emission registers."""
    return find_sites(desk.observations, place)


def show_likeness(desk: Desk, place: Place) -> Likeness:
    """How like a place is to those that it is compared with. Raises BadInputError for the country, which is compared
    with nothing.
    """
    if place.kind is PlaceKind.COUNTRY:
        raise BadInputError("no_similar", name=place.name)
    return measure_likeness(desk.observations, place)


def compare(desk: Desk, places: Sequence[Place]) -> SideBySide:
    """Put two to four places side by side. Raises BadInputError for any other number."""
    chosen = tuple(dict.fromkeys(places))
    if not FEWEST <= len(chosen) <= MOST:
        raise BadInputError("compare_count", count=len(chosen), least=FEWEST, most=MOST)
    sections = []
    for section in fill_sections(desk.observations, chosen):
        rows = [
            (
                build_row(desk.observations, name, chosen[0]),
                tuple(desk.observations.latest(name, place) for place in chosen),
            )
            for name in section.indicators
        ]
        sections.append((section.id, tuple(rows)))
    return SideBySide(chosen, tuple(sections))
