"""Within what a figure of a measure lies: the published ones are held to it, and what people type."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Indicator

INFINITE = float("inf")


def find_bounds(catalogue: Catalogue, indicator: Indicator) -> tuple[float, float]:
    """The least and the most that a figure in the measure's unit can be, by content/figure_checks.toml."""
    unit = catalogue.units[indicator.unit]
    told = next((one for one in catalogue.figure_checks.bounds if one.unit == unit.id), None)
    if told is not None:
        return told.least, told.most
    if unit.codes:
        return unit.codes[0].value, unit.codes[-1].value
    return (-INFINITE if unit.below_zero else 0.0), INFINITE


def is_outside(catalogue: Catalogue, indicator: Indicator) -> bool:
    """Whether the measure is one of those whose figures may lie beyond the bounds of their unit."""
    return any(indicator.id in one.measures for one in catalogue.figure_checks.outside)
