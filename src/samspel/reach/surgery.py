"""How far it is to emergency surgery, estimated along the straight line from each locality, and which hospitals
count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.reading import find_line
from samspel.catalogue.records.figures import Indicator
from samspel.catalogue.records.settings import HospitalCheck
from samspel.observations.building import POPULATION, Computation, Mark, Observations
from samspel.observations.localities import Localities, load_localities, load_stated_points
from samspel.observations.series import BASES, BLANKS, Doubt, Series
from samspel.reach.globe import METRES_PER_KM, measure_metres, place_on_sphere
from samspel.terms.arrays import Floats
from samspel.terms.blank import Blank
from samspel.terms.errors import ContentError
from samspel.terms.origin import Basis
from samspel.terms.place import PlaceKind
from samspel.terms.units import MINUTES_PER_HOUR, PER_CENT

TABLE = "emergency_surgery"
CHECKS = "hospitals.toml"


LIKELY, STATED, UNSURE, CLOSED = "likely", "stated", "unsure", "no"
COUNTED = (LIKELY, STATED)
"""How sure it is that a hospital has emergency surgery day and night: as far as is known, as somebody here says, not
sure, and not. Only the first two count; an unsure one is never let decide.
"""


@dataclass(frozen=True, kw_only=True)
class Hospital:
    """A hospital with the point of its town, and how sure it is that it has emergency surgery day and night: by whom or
    where that was said (empty for general knowledge), on which day, what was found in both languages, and the address.
    """

    name: str
    town: str
    point: tuple[float, float]
    certainty: str
    source: str = ""
    checked: str = ""
    address: str = ""
    by: str = ""
    check: HospitalCheck | None = None


def estimate_minutes(catalogue: Catalogue, distance_km: Floats) -> Floats:
    """Minutes by car for a straight-line distance, by the parameters in content/parameters/access.toml."""
    road = distance_km * catalogue.value("detour_factor")
    return road / catalogue.value("road_speed_kmh") * MINUTES_PER_HOUR + catalogue.value("urban_minutes")


def load_hospitals(observations: Observations, localities: Localities) -> tuple[Hospital, ...]:
    """Read the hospitals, each at its town's locality, with what has been read of it since and what somebody here says.
    Raises ContentError for a town without a point, and for a check of a hospital that is not in the table.
    """
    catalogue, figures = observations.catalogue, observations.figures
    stated = load_stated_points(catalogue)
    points = {
        (name, int(row)): point
        for name, row, point in zip(localities.names, localities.municipality, localities.points, strict=True)
    }
    declared = figures.table(TABLE)
    names, towns, certainty = (figures.texts(TABLE, column) for column in ("hospital", "town", "certainty"))
    checks = {check.hospital: check for check in catalogue.hospitals}
    for name in checks.keys() - set(names):
        line = find_line(catalogue.folder / CHECKS, name)
        raise ContentError(CHECKS, "hospital", name, f"a hospital of {declared.file}", line)
    marks, hospitals = observations.marks(TABLE), []
    rows = zip(names, towns, figures.rows_of_places(TABLE), certainty, strict=True)
    for line, (name, town, row, sure) in enumerate(rows, 2):
        point = points.get((town, int(row)), stated.get(int(row)))
        if point is None:
            raise ContentError(declared.file, "town", town, "the name of a locality in its municipality", line)
        known = Hospital(
            name=name, town=town, point=(float(point[0]), float(point[1])), certainty=sure, checked=declared.read
        )
        hospitals.append(_mark(_check(known, checks.get(name)), marks.get(name)))
    return tuple(hospitals)


def _check(hospital: Hospital, check: HospitalCheck | None) -> Hospital:
    if check is None:
        return hospital
    return replace(
        hospital, certainty=check.open, source=check.source, checked=check.checked, address=check.address, check=check
    )


def _mark(hospital: Hospital, mark: Mark | None) -> Hospital:
    if mark is None:
        return hospital
    return replace(hospital, certainty=mark.said, source=mark.source, checked=mark.day, address="", by=mark.by)


def find_counted(hospitals: Sequence[Hospital], *, with_unsure: bool = False) -> tuple[Hospital, ...]:
    """The hospitals that count; with the unsure ones too, to see what they would change."""
    wanted = (*COUNTED, UNSURE) if with_unsure else COUNTED
    return tuple(hospital for hospital in hospitals if hospital.certainty in wanted)


def find_nearest(localities: Localities, hospitals: Sequence[Hospital]) -> tuple[npt.NDArray[np.int64], Floats]:
    """For each locality the number of the nearest hospital and the straight-line distance in km, shapes
    (localities,); infinite and -1 without any hospital.
    """
    if not hospitals:
        count = len(localities.names)
        return np.full(count, -1, dtype=np.int64), np.full(count, np.inf)
    points = np.array([hospital.point for hospital in hospitals])
    away = place_on_sphere(localities.points)[:, None] - place_on_sphere(points)
    nearest = np.einsum("lhx,lhx->lh", away, away).argmin(axis=1)
    return nearest, measure_metres(localities.points, points[nearest]) / METRES_PER_KM


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
    hospitals = load_hospitals(observations, localities)
    every = find_counted(hospitals, with_unsure=True)
    _, distance = find_nearest(localities, find_counted(hospitals))
    nearest, shorter = find_nearest(localities, every)
    sure, otherwise = (value(estimate_minutes(catalogue, km)) for km in (distance, shorter))
    people = _sum_over_places(catalogue, localities, localities.population)
    covered = _is_covered(observations, people)
    with np.errstate(divide="ignore", invalid="ignore"):
        values, others = (
            np.where(covered, _sum_over_places(catalogue, localities, localities.population * one) / people, np.nan)
            for one in (sure, otherwise)
        )
    changed = np.where(sure != otherwise, nearest, -1)
    year = figures.table("localities").year or 0
    return Series(
        indicator=indicator.id,
        years=(year,),
        values=values[:, None],
        basis=np.full(len(values), BASES.index(Basis.ESTIMATED), dtype=np.uint8),
        blank=np.full(len(values), BLANKS.index(Blank.NO_LOCALITY), dtype=np.uint8),
        origins=(figures.origin("localities"), figures.origin(TABLE)),
        doubts=_list_doubts(observations, localities, changed, [one.name for one in every], others),
    )


def _list_doubts(
    observations: Observations,
    localities: Localities,
    changed: npt.NDArray[np.int64],
    names: Sequence[str],
    others: Floats,
) -> dict[int, Doubt]:
    """For each place whose localities an unsure hospital changes (its number, -1 for none), which and what the value
    would be with it.
    """
    places, found = observations.catalogue.places, dict[int, dict[str, None]]()
    for row in np.flatnonzero(changed >= 0):
        place = places.municipalities[int(localities.municipality[row])]
        for one in (place, places.region_of(place), places.everywhere[-1]):
            found.setdefault(one.index, {})[names[int(changed[row])]] = None
    return {row: Doubt(tuple(told), float(others[row])) for row, told in found.items() if not np.isnan(others[row])}


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
    share = observations.series(observations.catalogue.reach["localities"])
    population = observations.series(POPULATION)
    expected = share.values[:, -1] / PER_CENT * population.values[:, -1]
    least = observations.catalogue.value("least_locality_coverage")
    covered = people >= least * expected
    covered[[place.index for place in places.everywhere if place.kind is not PlaceKind.MUNICIPALITY]] = True
    return np.asarray(covered)
