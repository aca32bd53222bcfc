"""What a reckoning of reach stands on: the question, and the workplaces, localities and settings gathered for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from samspel.app.desk import Desk
from samspel.catalogue.loading import Catalogue
from samspel.observations.localities import load_localities
from samspel.reach.outside import find_outside
from samspel.reach.workplaces import CommuterGroup, Locality, Station, Workplace
from samspel.sources.workplaces import list_ignored, read_commuters, read_localities, read_workplaces
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place, PlaceKind

SHORT_LIMIT, LONG_LIMIT = "shift_limit_minutes", "shift_long_limit_minutes"
CANCELLED, LATE = "cancelled_percent", "late_percent"
LATE_LEAST, LATE_MORE, LATE_LONGEST = "late_least_minutes", "late_more_minutes", "late_longest_minutes"
MOST_PERCENT = 50.0
"""The largest share of departures that a user may take as late, or as cancelled."""
DEMO = "demo/pahittad_kommun"
DEMO_DAY = date(2026, 11, 25)
"""A Wednesday in a week without holidays, for the made-up town."""
MOST_NAMED = 3
"""Names that an error tells."""

SETTINGS = (
    "walk_speed_kmh",
    "walk_detour",
    "walk_longest_minutes",
    "cycle_to_stop_kmh",
    "cycle_to_stop_minutes",
    "between_stops_minutes",
    "change_minutes",
    "journey_search_minutes",
    "shift_limit_minutes",
    "shift_long_limit_minutes",
    "origin_spacing_metres",
    "gap_step_minutes",
    "gap_longest_minutes",
    "departure_farthest_minutes",
    "cancelled_percent",
    "late_percent",
    "late_least_minutes",
    "late_more_minutes",
    "late_longest_minutes",
    "parking_drive_kmh",
    "parking_drive_minutes",
    "parking_minutes",
    "ordered_drive_kmh",
    "ordered_more_minutes",
    "steady_percent",
    "steady_days",
)
"""Parameters that a reckoning uses, and that a question may set."""
ROAD_SETTINGS = ("roads.toml", "access.toml")
"""Files of the parameters that one over a map uses too."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: files, a day in the week to be looked at, and what differs from the parameters.

    `parameters` are values by parameter id that go before the catalogue's. `origins` is a list of localities instead of
    the built-in ones, `hospitals` one of hospitals. Without timetables only the roads of `road_map` are reckoned,
    without `sites` only what of them needs no workplaces. `cycles` and `cycles_on` ask for bicycles to the stop and
    from it, `parkings` is a list of car parks, which goes before those of the road map, `orders` asks for traffic that
    must be ordered. `sites_by` and `sites_added` are as in the report.
    """

    timetables: tuple[Path, ...]
    sites: Path | None
    day: date
    commuters: Path | None = None
    origins: Path | None = None
    training: Path | None = None
    cycles: bool = False
    cycles_on: bool = False
    parkings: Path | None = None
    orders: bool = False
    finds_departures: bool = True
    tries_disruptions: bool = True
    threads: int = 1
    parameters: tuple[tuple[str, float], ...] = field(default=())
    road_map: Path | None = None
    stations: Path | None = None
    hospitals: Path | None = None
    sites_by: str = ""
    sites_added: str = ""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a reckoning stands on. The first `own` localities belong to the place; the others only house employees.
    `parkings` are the park-and-rides that the road map marks.
    """

    workplaces: tuple[Workplace, ...]
    localities: tuple[Locality, ...]
    own: int
    groups: tuple[CommuterGroup, ...]
    settings: dict[str, float]
    parkings: tuple[Station, ...]


def is_part(desk: Desk, one: Place, place: Place) -> bool:
    """Whether a municipality is the place or lies in it."""
    return one == place or (place.kind is PlaceKind.REGION and desk.catalogue.places.region_of(one) == place)


def find_localities(desk: Desk, wanted: Callable[[Place], bool]) -> tuple[Locality, ...]:
    """The built-in localities of the municipalities that are wanted."""
    figures, municipalities = desk.observations.figures, desk.catalogue.places.municipalities
    table = load_localities(figures)
    areas = figures.numbers("localities", ["area_ha"])[:, 0]
    rows = {place.index for place in municipalities if wanted(place)}
    return tuple(
        Locality(table.names[row], (float(point[0]), float(point[1])), int(table.population[row]), float(areas[row]))
        for row, point in enumerate(table.points)
        if int(table.municipality[row]) in rows
    )


def check_question(question: Question) -> None:
    """Raises BadInputError where there is nothing to reckon from, or a list that nothing would be done with."""
    if question.sites is None and (question.timetables or question.commuters):
        raise BadInputError("reach_no_sites")
    if not question.timetables and (question.road_map is None or question.training):
        raise BadInputError("reach_no_timetable")
    if question.road_map is None and (question.stations or question.hospitals):
        raise BadInputError("reach_no_map")


def gather(desk: Desk, question: Question, place: Place | None) -> Ground:
    """Raises BadInputError for a file that cannot be used.

    A commuter may live in another municipality; of localities with one name the place's own goes first, then the
    largest.
    """
    catalogue = desk.catalogue
    known = () if place is None else find_localities(desk, lambda one: is_part(desk, one, place))
    others = () if place is None else find_localities(desk, lambda one: not is_part(desk, one, place))
    largest = {one.name.casefold(): one for one in sorted(others, key=lambda one: one.people)}
    workplaces = () if question.sites is None else read_workplaces(question.sites, catalogue)
    own = known if question.origins is None else read_localities(question.origins, catalogue)
    if not own:
        raise BadInputError("reach_no_localities")
    if place is not None:
        _check_points(catalogue, (*workplaces, *own))
    taken = {one.name.casefold() for one in (*known, *own)}
    elsewhere = tuple(one for name, one in largest.items() if name not in taken)
    groups: tuple[CommuterGroup, ...] = ()
    if question.commuters is not None:
        groups = read_commuters(question.commuters, catalogue, workplaces, (*own, *elsewhere))
    named = {group.locality for group in groups} - {one.name for one in own}
    guests = tuple(one for one in elsewhere if one.name in named)
    used = SETTINGS if question.road_map is None else (*SETTINGS, *list_road_settings(catalogue))
    settings = {name: catalogue.value(name) for name in used} | dict(question.parameters)
    return Ground(
        workplaces=workplaces, localities=(*own, *guests), own=len(own), groups=groups, settings=settings, parkings=()
    )


def find_limits(ground: Ground) -> tuple[float, ...]:
    """The limits, ascending; one where both are the same."""
    return tuple(dict.fromkeys((ground.settings[SHORT_LIMIT], ground.settings[LONG_LIMIT])))


def name_largest(ground: Ground) -> str:
    """The place's largest localities, so that the user sees where the timetable was looked for."""
    largest = sorted(ground.localities[: ground.own], key=lambda one: -one.people)[:MOST_NAMED]
    return ", ".join(one.name for one in largest)


def count_housed(ground: Ground, workplace: Workplace) -> int | None:
    """How many of a workplace's employees live in a listed locality; None where nobody has said."""
    named = [group.employees for group in ground.groups if group.workplace == workplace.name]
    return sum(named) if named else None


def find_ignored(catalogue: Catalogue, question: Question) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The headings of each list that nothing was done with, by the list's file name."""
    kinds = {
        "sites": question.sites,
        "origins": question.origins,
        "training": question.training,
        "commuters": question.commuters,
        "stations": question.stations,
        "hospitals": question.hospitals,
        "parkings": question.parkings,
    }
    found = ((path.name, list_ignored(path, kind, catalogue)) for kind, path in kinds.items() if path is not None)
    return tuple((file, headings) for file, headings in found if headings)


def list_road_settings(catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of every parameter that a reckoning over a map uses."""
    return tuple(name for name in catalogue.parameters if catalogue.files[name] in ROAD_SETTINGS)


def _check_points(catalogue: Catalogue, places: Sequence[Workplace | Locality]) -> None:
    """Raises BadInputError for points whose degrees have changed places: nobody would reach them, and the result would
    look like a lack of buses.
    """
    swapped = [one for one in find_outside(places, catalogue) if one.swapped]
    if swapped:
        raise BadInputError("reach_swapped", names=", ".join(one.name for one in swapped[:MOST_NAMED]))
