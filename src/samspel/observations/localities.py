"""The localities (tätorter) with their people and points: origins for access and the dots of every map."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.tables import read_table
from samspel.observations.figures import Figures
from samspel.terms.arrays import Floats
from samspel.terms.errors import ContentError

TABLE = "localities"
POINT_COLUMNS = ("code", "name", "lat", "lon")


@dataclass(frozen=True)
class Localities:
    """All localities in the order of the table. `points` is shape (localities, 2): latitude and longitude in degrees
    (WGS 84).
    """

    names: tuple[str, ...]
    municipality: npt.NDArray[np.int64]
    population: Floats
    points: Floats


def load_localities(figures: Figures) -> Localities:
    """Read the localities."""
    return Localities(
        figures.texts(TABLE, "name"),
        figures.rows_of_places(TABLE),
        figures.numbers(TABLE, ["population"])[:, 0],
        figures.numbers(TABLE, ["lat", "lon"]),
    )


def find_centres(catalogue: Catalogue, localities: Localities) -> Floats:
    """A point for each municipality, shape (municipalities, 2): its largest locality, or the stated point where it
    has none of its own. Raises ContentError as `load_stated_points`.
    """
    centres = np.full((len(catalogue.places.municipalities), 2), np.nan)
    for row in np.argsort(localities.population):
        centres[localities.municipality[row]] = localities.points[row]
    for row, point in load_stated_points(catalogue).items():
        centres[row] = point
    return centres


def load_stated_points(catalogue: Catalogue) -> dict[int, Floats]:
    """Points of municipalities that lie inside another's locality, by row of the municipality; general knowledge, for
    drawing. Raises ContentError for a code that no municipality has.
    """
    table = read_table(catalogue.folder / "places" / "points.csv", POINT_COLUMNS)
    points = table.numbers(["lat", "lon"])
    rows = {place.code: place.index for place in catalogue.places.municipalities}
    for line, code in enumerate(table.texts("code"), 2):
        if code not in rows:
            raise ContentError(table.file, "code", code, "a code of municipalities.csv", line)
    return {rows[code]: point for code, point in zip(table.texts("code"), points, strict=True)}
