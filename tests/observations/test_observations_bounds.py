"""Within what a figure lies, by its unit, and the measures that may lie beyond it."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.observations.bounds import INFINITE, find_bounds, is_outside


@pytest.mark.parametrize(
    ("measure", "bounds", "outside"),
    [
        ("culture_school_share", (0.0, 100.0), False),
        ("population_course", (0.0, INFINITE), False),
        ("insikt_total", (-INFINITE, INFINITE), False),
        ("energy_plan", (0.0, 1.0), False),
        ("region_result", (0.0, 100.0), True),
    ],
)
def test_a_measure_has_the_bounds_of_its_unit(
    catalogue: Catalogue, measure: str, bounds: tuple[float, float], outside: bool
) -> None:
    indicator = catalogue.indicators[measure]
    assert find_bounds(catalogue, indicator) == bounds
    assert is_outside(catalogue, indicator) is outside
