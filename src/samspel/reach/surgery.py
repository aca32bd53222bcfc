"""How far it is to emergency surgery, estimated along the straight line from each locality."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Indicator
from samspel.observations.building import POPULATION, Computation, Observations
from samspel.observations.figures import Figures
from samspel.observations.localities import Localities, load_localities, load_stated_points
from samspel.observations.series import BASES, BLANKS, Series
from samspel.reach.globe import measure_each_km
from samspel.terms.blank import Blank
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis
from samspel.terms.place import PlaceKind

MINUTES_PER_HOUR = 60.0
PER_CENT = 100.0
TABLE = "emergency_surgery"
LOCALITY_SHARE = "locality_share"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Hospital:
    """A hospital assumed to have emergency surgery day and night, with the point of its town and how sure the
    assumption is.
    """

    name: str
    town: str
    point: tuple[float, float]
    certainty: str


def estimate_minutes(catalogue: Catalogue, distance_km: Floats) -> Floats:
    """Minutes by car for a straight-line distance, by the parameters in content/parameters/access.toml."""
    road = distance_km * catalogue.value("detour_factor")
    return road / catalogue.value("road_speed_kmh") * MINUTES_PER_HOUR + catalogue.value("urban_minutes")


def load_hospitals(catalogue: Catalogue, figures: Figures, localities: Localities) -> tuple[Hospital, ...]:
    """Read the hospitals and place each at its town's locality. Raises ContentError for a town without a point."""
    stated = load_stated_points(catalogue)
    points = {
        (name, int(row)): point
        for name, row, point in zip(localities.names, localities.municipality, localities.points, strict=True)
    }
    hospitals = []
    rows = figures.rows_of_places(TABLE)
    names, towns, certainty = (figures.texts(TABLE, column) for column in ("hospital", "town", "certainty"))
    for line, (name, town, row, sure) in enumerate(zip(names, towns, rows, certainty, strict=True), 2):
        point = points.get((town, int(row)), stated.get(int(row)))
        if point is None:
            raise ContentError(
                figures.table(TABLE).file, "town", town, "the name of a locality in its municipality", line
            )
        hospitals.append(Hospital(name, town, (float(point[0]), float(point[1])), sure))
    return tuple(hospitals)


def find_nearest(localities: Localities, hospitals: tuple[Hospital, ...]) -> tuple[npt.NDArray[np.int64], Floats]:
    """For each locality the number of the nearest hospital and the straight-line distance in km, shapes
    (localities,).
    """
    distance = measure_each_km(localities.points, np.array([hospital.point for hospital in hospitals]))
    nearest = distance.argmin(axis=1)
    return nearest, distance[np.arange(len(nearest)), nearest]


def share_within_limit(observations: Observations, indicator: Indicator) -> Series:
    """Per cent of people in localities whose estimated time is at most the limit."""
    return _weigh(
        observations,
        indicator,
        lambda minutes: np.where(minutes <= observations.catalogue.value("surgery_limit_minutes"), PER_CENT, 0.0),
    )


def mean_minutes(observations: Observations, indicator: Indicator) -> Series:
    """Estimated minutes, mean over people in localities."""
    return _weigh(observations, indicator, lambda minutes: minutes)


COMPUTATIONS: dict[str, Computation] = {"surgery_within_limit": share_within_limit, "surgery_minutes": mean_minutes}


def _weigh(observations: Observations, indicator: Indicator, value: Callable[[Floats], Floats]) -> Series:
    catalogue, figures = observations.catalogue, observations.figures
    localities = load_localities(figures)
    hospitals = load_hospitals(catalogue, figures, localities)
    _, distance = find_nearest(localities, hospitals)
    per_locality = value(estimate_minutes(catalogue, distance))
    people = _sum_over_places(catalogue, localities, localities.population)
    weighted = _sum_over_places(catalogue, localities, localities.population * per_locality)
    covered = _is_covered(observations, people)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(covered, weighted / people, np.nan)
    year = figures.table("localities").year or 0
    return Series(
        indicator.id,
        (year,),
        values[:, None],
        np.full(len(values), BASES.index(Basis.ESTIMATED), dtype=np.uint8),
        np.full(len(values), BLANKS.index(Blank.NO_LOCALITY), dtype=np.uint8),
        (figures.origin("localities"), figures.origin(TABLE)),
    )


def _sum_over_places(catalogue: Catalogue, localities: Localities, amounts: Floats) -> Floats:
    """Sum amounts per locality over every place, shape (places,)."""
    places = catalogue.places
    sums = np.zeros(len(places.everywhere))
    np.add.at(sums, localities.municipality, amounts)
    municipal = sums[: len(places.municipalities)].copy()
    np.add.at(sums, places.region_rows + len(places.municipalities), municipal)
    sums[-1] = municipal.sum()
    return sums


def _is_covered(observations: Observations, people: Floats) -> npt.NDArray[np.bool_]:
    """Whether a municipality's own localities hold most of those who live in one; regions and country always do."""
    places = observations.catalogue.places
    share = observations.series(LOCALITY_SHARE)
    population = observations.series(POPULATION)
    expected = share.values[:, -1] / PER_CENT * population.values[:, -1]
    least = observations.catalogue.value("least_locality_coverage")
    covered = people >= least * expected
    covered[[place.index for place in places.everywhere if place.kind is not PlaceKind.MUNICIPALITY]] = True
    return np.asarray(covered)
