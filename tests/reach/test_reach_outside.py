"""Points outside Sweden: found, told apart where the degrees have changed places, and never where people live."""

import csv

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.reach.outside import Outside, find_outside
from samspel.reach.workplaces import Locality


def test_points_outside_sweden_are_found_and_swapped_ones_told_apart(catalogue: Catalogue) -> None:
    swapped, atlantic = Locality("Bytt", (16.78, 60.62), 1), Locality("Hav", (50.0, -30.0), 1)
    found = find_outside([Locality("Gävle", (60.67, 17.14), 1), swapped, atlantic], catalogue)
    assert found == (Outside("Bytt", swapped.point, True), Outside("Hav", atlantic.point, False))


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Smygehuk", (55.34, 13.36)),
        ("Treriksröset", (69.06, 20.55)),
        ("Haparanda", (65.84, 24.13)),
        ("Strömstad", (58.94, 11.17)),
    ],
)
def test_the_corners_of_sweden_are_inside(name: str, point: tuple[float, float], catalogue: Catalogue) -> None:
    assert find_outside([Locality(name, point, 1)], catalogue) == ()


def test_every_place_that_the_content_knows_is_inside(catalogue: Catalogue) -> None:
    path = catalogue.folder / "figures" / "localities_2020.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Locality(row["name"], (float(row["lat"]), float(row["lon"])), 1) for row in csv.DictReader(file)]
    assert len(rows) > 1000
    assert find_outside(rows, catalogue) == ()
